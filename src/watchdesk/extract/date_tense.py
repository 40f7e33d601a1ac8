"""Whether a clause speaks of what is to come, and whether its date is that of the telling."""

from __future__ import annotations

import re

from watchdesk.records import Span

_SAID = (
    r"(?:said|says|told|announced|reported|reports|stated|claimed|declared|confirmed|added|wrote|warned|denied"
    r"|speaking|addressing|asked|quoted|documented|s'exprimant|interroge|joint|publiee?|rendue? publi\w+|diffusee?|posted|tweeted|disclosed|revealed|acknowledged|admitted|insisted|explained|noted|estimated|concluded|alleged"
    r"|condemned|dismissed|rejected|repeated|briefed|testified|recalled|put out|issued|published|released a (?:statement|report|video)"
    r"|a dit|ont dit|dit|a declare|ont declare|declare|a annonce|ont annonce|annonce|a affirme|ont affirme|affirme|a indique|ont indique|indique"
    r"|a rapporte|ont rapporte|rapporte|a confirme|ont confirme|confirme|a precise|precise|a assure|assure|a fait savoir|fait savoir"
    r"|a ajoute|ajoute|a explique|explique|a accuse|a dementi|a condamne|a denonce|a reconnu|a revele|a raconte|a publie|a deplore|a estime|a signale"
    r"|apprend-on|a-t-on appris|a-t-il|a-t-elle|statement|communique|report|news conference|conference de presse|press conference|interview|video)"
)
_IN_BETWEEN = (
    r"(?: (?:by telephone|by phone|late|early|reporters|journalists|afp|reuters|the associated press|state television|state media|lawmakers"
    r"|parliament|a news conference|in writing|officially|publicly|here|again|jointly|separately|a la presse|aux journalistes|a l'afp|reuters"
    r"|officiellement|de source \w+|(?:in|at|to|by|via|from|through|on|during|dans|a|au|aux|par|sur|lors d'|devant|en) [^,;:.]{1,38}?))?,?"
)
_SAID_BEFORE = re.compile(rf"\b{_SAID}{_IN_BETWEEN} ?$")
_THAT = re.compile(r"\b(?:that|que|qu'\w*)\b")
_SAID_AFTER = re.compile(rf"^,? [^.;:]{{0,70}}?(?<!\ban )(?<!\bthe )(?<!\ba )(?<!\bun )\b{_SAID}\b")
_FUTURE_EN = (
    r"(?:will|shall|would|won't|'ll|(?:is|are|be) (?:due|set to|scheduled|expected|planned|slated|likely|about|going)|(?:was|were|been) (?:due|set to|scheduled|expected|to be|planned|slated)"
    r"|plans?|planned|planning|intends?|intended|expects?|expires?|runs? (?:out|until|to|through)|scheduled|due|called for|calls for|call for"
    r"|extends?|ahead of|upcoming|must|should|promised|promises|pledged|vowed|deadline|lasts? until|valid until"
    r"|(?:agree[ds]?|decide[ds]?|ready|invite[ds]?|order(?:ed|s)|ask(?:ed|s)|urge[ds]?|wants?|wanted|hopes?|hoped|threatens?|threatened|call(?:ed|s)?"
    r"|prepar(?:es?|ed|ing)|notice) (?:[\w'-]+ ){0,5}?to)"
)
_FUTURE_FR = (
    r"(?:\w{2,}(?:era|ira|dra|rra|ura|tra|vra|eront|iront|dront|rront|uront|tront|vront|erons|irons|drons|urons|erait|iraient|eraient|irait|drait|draient|vrait|vraient)"
    r"|fera|sera|aura|ira|pourra|doit|doivent|devait|devaient|va|vont|prevoit|prevoient|prevue?s?|prevu|expire|prend fin|appelle(?:nt)? a"
    r"|entend|envisage\w*|fixee?s?|echeance|promet\w*|promis|convoque\w*|attendue?s?)"
)
_BEFORE_EN = re.compile(rf"\b{_FUTURE_EN}\b([^.;:»”]{{0,90}})$")
_BEFORE_FR = re.compile(rf"\b{_FUTURE_FR}\b([^.;:»”]{{0,90}})$")
_AFTER_EN = re.compile(r"^,?([^.;:»”]{0,60}?)\b(?:will|shall|(?:is|are) (?:due|set to|scheduled|expected|planned))\b")
_AFTER_FR = re.compile(
    r"^,?([^.;:»”]{0,60}?)\b(?:\w{2,}(?:era|ira|dra|rra|ura|tra|vra|eront|iront|dront|rront|uront|tront|vront|erons|irons|drons|urons)|fera|sera|doit|doivent|va|vont)\b"
)
_PAST = re.compile(
    rf"\b(?:{_SAID}|had|has|have|was|were|did|killed|attacked|took place|held|died|after|apres|since|a ete|ont ete|avait|avaient|etait|etaient"
    r"|killing|began|begun|broke out|erupted|started|commence|debute|eclate|like|comme|as in|when|lorsque|quand|alors que|qui avait|who|whose|which)\b"
)
_NOT_FUTURE = frozenset(["opera", "camera", "para", "ira", "mitra", "extra", "sutra", "hydra", "tundra", "cobra"])


def speaks_of_future(words: str, raw: str, sentence: Span, start: int, end: int, *, french: bool) -> bool:
    """True where the verb around `start` to `end` is one of what is to come ("will meet on Thursday")."""
    for hit in (_BEFORE_FR if french else _BEFORE_EN).finditer(words, max(sentence.start, start - 110), start):
        if not _PAST.search(hit[1]) and _is_verb(hit[0], raw[hit.start()]):
            return True
    ahead = (_AFTER_FR if french else _AFTER_EN).match(words[end : min(sentence.end, end + 75)])
    return bool(ahead and not _PAST.search(ahead[1]))


def _is_verb(words: str, letter: str) -> bool:
    """False for names and nouns that end like a French future ("Kavimvira", "caméra")."""
    return letter.islower() and re.split(r"\W", words, maxsplit=1)[0] not in _NOT_FUTURE


def is_said_then(words: str, sentence: Span, date: Span) -> bool:
    """True where the date tells when somebody spoke, not when what he tells of happened."""
    before = words[max(sentence.start, date.start - 90) : date.start]
    before = re.sub(r"\b(?:on|le|ce|in a|early|late) ?$", "", before)
    return bool(_SAID_BEFORE.search(before))


def is_said_after(words: str, sentence: Span, date: Span) -> bool:
    """True where the date opens a sentence whose first verb is one of telling ("On Monday the army said that")."""
    if words[sentence.start : date.start].strip(' -•*"“«') not in ("", "on", "le", "late", "early"):
        return False
    return bool(_SAID_AFTER.search(words[date.end : sentence.end]))

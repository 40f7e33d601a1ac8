"""Who said what in a French sentence: verbs of saying, inversions, "selon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.extract.reported import (
    AGE_AFTER_COMMA,
    MASK,
    NAME_AFTER_COMMA,
    STOP,
    Cue,
    Reported,
    NOBODY,
    attached_start,
    content_start,
    is_condition,
    quoted_spans,
    short_or_whole,
    spliced,
    trimmed,
    word_count,
)
from watchdesk.extract.speech import speech_book
from watchdesk.records import Span

_PARTICIPLE = re.compile(r"(?:é|ée|és|ées|it|ite|is|i|u|ue|us|us|ert|mis|aint)(?: |$)")
_GROUP = re.compile(
    r"(?<![\w-])(?:(?:(?:ne|se|le|la|les|lui|leur|nous|vous|y|en|me)\s+|(?:n|s|l|m|t)[’'](?:en\s+|y\s+)?)*"
    r"(?:(?:a|ont|avait|avaient|est|sont|était|étaient|aurait|auraient|ayant|eut|ait|fut)(?:-t-(?:il|elle|on)|-(?:ils|elles|il|elle))?\s+)?"
    r"(?:(?:pas|également|aussi|ensuite|déjà|toujours|encore|jamais|notamment|toutefois|cependant|depuis|d[’']abord|par ailleurs|"
    r"en outre|de son côté|pour sa part|pour leur part|plus tard|vivement|fermement|formellement|catégoriquement|aussitôt|été|fait|bien|"
    r"solennellement|mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche|hier|\w+ment)\s+)*)$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?:^|[\s’'])(?:a|ont|avait|avaient|aurait|auraient|ayant|eut|est|sont|était|étaient|ait)(?:-t-\w+|-\w+)?\s",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"(?:^|[\s’'])(?:est|sont|était|étaient|été|fut)\s", re.IGNORECASE)
_NEGATED = re.compile(r"(?:^|\s)(?:ne\s|n[’'])", re.IGNORECASE)
_PRONOUN = re.compile(r"-(?:t-)?(?P<who>ils?|elles?|on)\b")
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:le|la|les|un|une|des|de|du|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos|au|aux|en|sans|sous|par|pour|à|aucun|"
    r"aucune|chaque|premier|première|nouveau|nouvelle|autre|dernier|d|l|plusieurs|quelques|tout|toute)[\s’']+)$",
    re.IGNORECASE,
)
_NOUNS = frozenset(
    "note notes annonce demande rapport compte appel alerte menace menaces plaide avance lance affirme reproche observe relate "
    "critique prière invite juge exige commente signale exclus dit fait informe liste liste cite nie rapporte estime".split()
)
_NOUN_FORMS = frozenset(
    "note annonce demande compte alerte menace avance lance reproche critique juge dit cite".split()
)
_CLAUSE_ONLY = frozenset(
    "dire déclarer ajouter répondre noter relever rappeler expliquer témoigner écrire demander_si conclure souligner insister convenir apprendre penser croire "
    "considérer juger assurer affirmer soutenir prétendre jurer supposer plaider informer confier montrer indiquer".split()
)
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+(?:matin|soir|dernier))?"
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_ASIDE = re.compile(
    rf"\s*,?\s*(?:(?:le\s+)?{_DAY}(?:\s+\d{{1,2}}(?:\s+{_MONTH})?)?|ce\s+{_DAY}|hier(?:\s+soir)?|aujourd[’']hui|ce\s+(?:matin|soir|jour)|"
    rf"le\s+\d{{1,2}}(?:er)?\s+{_MONTH}(?:\s+\d{{4}})?|dans la (?:soirée|journée|nuit|matinée|foulée)(?:\s+de\s+\w+)?|"
    r"(?:dans|par|à|sur|via|lors d|devant|au micro de|auprès d)[\s’']*(?:un|une|son|sa|ses|le|la|les|l|des|d|e|notre|nos)?[\s’']*(?:\w+[\s’'-]){0,4}?"
    r"(?:communiqué|message|vidéo|déclaration|rapport|lettre|entretien|interview|tweet|note|radio|télévision|téléphone|presse|AFP|agence|"
    r"Telegram|Facebook|X|Twitter|bulletin|antenne|journalistes?|rédaction|RFI|Reuters|station|chaîne|journal|audio|Conseil|micro|députés)"
    r"(?:\s+(?:publié|diffusé|lu|transmis|signé|daté)e?\s+(?:\w+\s?){1,4}(?=[,.]|\sque?\b))?|"
    r"de son côté|pour sa part|quant à (?:lui|elle|eux)|en revanche|toutefois|également|aussi|ainsi|néanmoins|par ailleurs|en outre|d[’']ailleurs|"
    r"encore|elle|lui|eux|sous couvert d[’']anonymat|sous le sceau de l[’']anonymat|à l[’'](?:AFP|agence \w+|antenne)|\w+ment)(?=[\s,.;:]|$)",
)
_THAT = re.compile(r"\s*,?\s*(?:que\s+|qu[’']\s?)", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"\s*,?\s*(?:de\s+|d[’'])?(?:(?:ne|n[’'])\s?(?:(?:pas|plus|rien|jamais)\s+)?)?(?:(?:se|en|y|lui|le|la|les|leur)\s+|[sl][’'](?:en\s|y\s)?)?"
    r"(?:avoir|être|vouloir|\w{2,}(?:er|ir|oir|re))\b"
)
_BOUNDARY = re.compile(
    rf"(?P<mask>{MASK}+\s*,?\s*)|"
    r"(?P<hard>[;:]\s+|\s[–—]\s*|\)\s+|(?<!\b[A-Z])(?<!\bMme)(?<!\bDr)[.!?…]\s+)|(?P<rel>,?\s+(?:qui|laquelle|lequel|lesquels)\s+)|(?P<conj>,\s+(?:et|mais|tandis que?|alors que?|or|puis|avant de|après que?|"
    r"tandis qu[’']|alors qu[’']|ce que|bien que?|où|dont|car)\s*)|(?P<sub>\s(?:mais|tandis que|tandis qu[’']|alors que|alors qu[’']|quand|où|car)\s*)|"
    r"(?P<and>\s(?:et|ou)\s+)|(?P<comma>,\s+)"
)
_LEADING = re.compile(
    r"^(?:[ÀA]\s|Au|Aux|En|Dans|Depuis|Le\s+\d|Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche|Hier|Aujourd|Ce\s+\w+di|Selon|Pour|"
    r"Après|Avant|Lors|Joint|Interrogé|Contacté|Sur|Par|De son|Toujours|Toutefois|Cependant|Mais|Et|Pourtant|Enfin|Ensuite|Plus tard|Deux|"
    r"Faute|Sans|Sous|Face|Près|Entre|Si\s|Quant|Dès|Chez|Vers|Côté|Malgré|Pendant|Durant|Quelques|Ailleurs|Devant|Du côté|à\s|au\s|en\s|"
    r"dans\s|depuis\s|pour\s|lors\s|joint|interrogé|contacté|sur\s|par\s|de\sson|elle\b|lui\b|eux\b)",
)
_FINITE = re.compile(
    r"\b(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|serait|seraient|aurait|auraient|va|vont|fut|furent|fait|font|peut|peuvent|"
    r"doit|doivent|reste|restent|[a-zéèê]{2,}(?:ait|aient|èrent|era|eront)|(?!\w*(?:ment|vent)\b)[a-zéèê]{3,}ent|[a-z]+(?:é|a))\b"
)
_ACCORDING = re.compile(
    r"(?P<lead>\ba-t-on appris(?:\s+\w+){0,2}?\s+(?:auprès\s+)?(?:de la|de l|des|de|du|d)[\s’']+|\b(?:[Ss]elon|[Dd][’']après|[Dd]e l[’']avis d[e’']|[Aa]ux dires d[e’']s?|[Aa]u dire d[e’']s?|[Dd]e source|[Dd]e sources)[\s’']+|"
    r"\b[Ss]elon\s+)"
)
_PASSIVE_BY = re.compile(
    r"\b(?:revendiquée?s?|condamnée?s?|démentie?s?|dénoncée?s?|imputée?s?|attribuée?s?|contestée?s?|rejetée?s?|confirmée?s?|rapportée?s?)"
    r"(?:\s+(?:\w+\s){0,3}?)?\s*par\s+"
)
_NOUN_PHRASE = re.compile(
    r"\s*,?\s*(?:(?:le|la|les|un|une|des|son|sa|ses|leur|leurs|ce|cet|cette|notre|nos|plusieurs|deux|trois|quatre|certains|d[’']autres|l[’']\s?|celui|ceux|celle)\b|"
    r"[lL][’']|[A-ZÀ-Þ]|\d)"
)
_OBJECT_RELATIVE = re.compile(r"\s(?:que\s|qu[’'])")
_NOT_SPEAKER = re.compile(
    r"\s*(?:que\b|qu[’']|lesquel|laquel|lequel|le plan|les besoins|les cas|les critères|l[’']accord|la loi)",
    re.IGNORECASE,
)
_SPEAKER_END = re.compile(
    rf"{STOP}|[;:!?()\n{MASK}“”«»\"]|\s[–—]\s|,|\s(?:qui|que|dont|où|après|tandis|mais|quand|lors|affirme|dit|est|sont|a|ont|était|ajoutant|avait)\s|"
    rf"\squ[’']|\s(?:le\s+)?{_DAY}\b|\s(?:hier|aujourd[’']hui)\b|\s(?:dans un|dans une|par un|dans son|sur sa|sur X|sur Telegram|à l[’']AFP|au micro)\b|"
    r"\set\s+(?=\d|une? autre|au moins|[a-z]+\s+selon)"
)
_APPOSITION = re.compile(r",\s+(?:(?:une?|le|la|les|son|sa|leur|chef|[a-zéèê][\w’'éèê-]+)[\s’'])")
_QUANTITY = re.compile(
    r"\s*(?:plus|moins|près|environ|au moins|quelque|une? (?:dizaine|vingtaine|trentaine|centaine)|deux|trois|quatre|cinq|\d)"
)
_HARD = re.compile(r";\s+|[.!?]\s+(?=[A-ZÀ-Þ])|,\s+(?:tandis|alors) qu[e’']\s*")
_CLAUSE = re.compile(r";\s+|,\s+(?:mais|tandis qu[e’']|alors qu[e’']|or)\s*|[.!?]\s+(?=[A-ZÀ-Þ])|\s:\s+")


def find_reported(text: str) -> tuple[Reported, ...]:
    """Attributions of one French sentence, in order, its direct quotations masked."""
    start = content_start(text)
    cues = list(_cues(text))
    found = [*_according(text, start), *_passives(text, start)]
    taken = [r.content for r in found if r.content and r.passive]
    until = start
    for number, cue in enumerate(cues):
        if cue.group.start < until or any(s.start <= cue.word.start < s.end for s in taken):
            continue
        end = _end_of_content(text, cue, cues[number + 1 :])
        made = _read_cue(text, cue, max(start, until), end, first=not found)
        if made:
            found.append(made)
            reach = made.content.end if made.content else cue.group.end
            until = max(until, reach if reach > cue.word.end else cue.word.end)
    return tuple(sorted(found, key=lambda r: r.cue.start))


# --- the verbs -------------------------------------------------------------------------------------------------------


def _cues(text: str) -> Iterator[Cue]:
    quoted = quoted_spans(text)
    for span, verb in speech_book("fr").verbs_in(text):
        if any(q.start < span.start < q.end for q in quoted):
            continue
        form = text[span.start : span.end].lower()
        before = text[: span.start]
        group = _GROUP.search(before)
        start = group.start() if group and group[0] else span.start
        helpers = before[start:]
        if form.endswith("ons"):
            if not re.search(r"\bnous\s+(?:vous\s+)?$", before, re.IGNORECASE):
                continue
            start, helpers = span.start, ""
        tail = _PRONOUN.match(text, span.end)
        inverted = bool(tail or _PRONOUN.search(helpers))
        end = tail.end() if tail else span.end
        infinitive = form == verb.lemma and form.split()[0].endswith(("er", "ir", "re"))
        if infinitive or _is_no_statement(form, helpers, before[:start], text[end:], inverted):
            continue
        participle = form.endswith("ant") and not helpers.strip()
        if participle and not re.search(r"(?:,|\bet|\ben|[–—(])\s*$", before[:start]):
            continue
        yield Cue(
            verb=verb,
            word=Span(start=span.start, end=end),
            group=Span(start=start, end=end),
            form=form,
            inverted=inverted,
            participle=participle,
        )


def _is_no_statement(form: str, helpers: str, ahead: str, after: str, inverted: bool) -> bool:
    """True for negation, infinitives, nouns and participles that look like a verb of saying."""
    if _NEGATED.search(" " + helpers) and form not in ("exclu", "exclut"):
        return True
    if re.match(r"-(?!t-|il|elle|on|ils|elles)", after) or re.search(r"-$", ahead + helpers):
        return True
    first = form.split()[0]
    if inverted:
        return False
    if _AUXILIARY.search(" " + helpers):
        return bool(_PASSIVE.search(" " + helpers)) and not re.search(r"s[’'](?:est|était|sont)\s", helpers)
    if first.endswith(("é", "ée", "és", "ées", "mis", "enti", "endu", "enu", "onnu")):
        return not re.search(r"\bet\s+$", ahead)
    if form in ("promis", "dit", "craint", "dits", "dite"):
        return bool(_NOUN_BEFORE.search(ahead)) or bool(re.search(r"\w+(?:ées?|és?)\s+$", ahead))
    if (
        form in _NOUN_FORMS
        and not helpers
        and not re.match(
            r"\s+(?:le|la|les|un|une|des|que|du|de|son|sa|ses|leur|leurs|ce|cette|ces|à|aux?|[A-ZÀ-Þ]\w+)\b|\s+(?:l|qu|d)[’']|[\s\u00a0]*[«“\"]|\s*,",
            after,
        )
    ):
        return True
    return bool(_NOUN_BEFORE.search(ahead)) and not helpers and form in _NOUNS


# --- one verb --------------------------------------------------------------------------------------------------------


def _read_cue(text: str, cue: Cue, floor: int, end: int, *, first: bool) -> Reported | None:
    """The attribution that one verb makes: speaker before or after it, words after or before it."""
    bound, subject_at, kind = _left_bound(text, floor, cue.group.start)
    subject = trimmed(text, subject_at, cue.group.start)
    before_mask = kind == "mask" or text[floor : cue.group.start].rstrip(" ,\u00a0").endswith(MASK)
    at = _past_asides(text, cue.word.end, end)
    that = _THAT.match(text, at, end)
    if cue.inverted:
        pronoun = _PRONOUN.search(text, cue.group.start, cue.group.end)
        here = Span(start=pronoun.start("who"), end=pronoun.end("who")) if pronoun else cue.word
        return _words_before(text, cue, floor, here, before_mask)
    if subject is None and not cue.participle and not that and (before_mask or kind in ("comma", "start", "hard")):
        speaker = speaker_after(text, at) if _NOUN_PHRASE.match(text, at) else None
        colon = re.match(rf"\s*[:,]?\s*{MASK}", text[at:end])
        if speaker and not colon and (before_mask or _is_clause(text[floor : cue.group.start])):
            made = _words_before(text, cue, floor, speaker, before_mask)
            if made:
                return made
    if cue.participle or (kind in ("and", "conj") and subject is None):
        speaker = _main_subject(text, cue) if first else None
    elif kind == "rel":
        speaker = _antecedent(text, floor, bound)
    else:
        speaker = subject or _resumed(text, floor, cue) or _appositive(text, floor, cue.group.start)
        if speaker is None or NOBODY.match(text, speaker.start):
            return None
    return _words_after(text, cue, speaker, at, end, floor)


def _is_clause(text: str) -> bool:
    """True where words hold a finite verb outside relative clauses."""
    return bool(_FINITE.search(re.sub(r",?\s(?:qui|dont|que|qu[’']|où)\b[^,]*", "", text)))


def _words_after(text: str, cue: Cue, speaker: Span | None, at: int, end: int, floor: int) -> Reported | None:
    rest = text[at:end]
    if re.match(rf"\s*[,:]?\s*{MASK}", rest) or re.match(rf"(?:\s+[^\s:{MASK}]+){{0,9}}\s*:\s*{MASK}", rest):
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="after")
    that = _THAT.match(text, at, end)
    if that:
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=trimmed(text, that.end(), end))
    nested = re.compile(r"[^,.;:]{1,60}?\s(?:que\s|qu[’'])").match(text, at, end)
    if nested and cue.verb.takes == "clause" and word_count(nested[0]) <= 9:
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=trimmed(text, nested.end(), end))
    if _INFINITIVE.match(text, at, end) and cue.verb.takes in ("clause", "both") and cue.verb.act != "appeal":
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=trimmed(text, at, end))
    if not rest.strip(" .,;:"):
        if cue.verb.act not in ("deny", "claim_responsibility", "accuse"):
            return None
    if cue.verb.lemma in _CLAUSE_ONLY and not re.search(r"[«“\"]", rest):
        return None
    if cue.verb.takes == "quote" or (cue.verb.lemma == "qualifier" and rest.startswith(" pour")):
        return None
    relative = _OBJECT_RELATIVE.search(text, speaker.start, speaker.end) if speaker else None
    if speaker and relative and word_count(text[relative.end() : speaker.end]) <= 7:
        content = trimmed(text, speaker.start, end)
        speaker = trimmed(text, relative.end(), speaker.end)
    elif speaker and is_condition(text[floor:]):
        content = trimmed(text, floor, end)
    else:
        content = short_or_whole(text, speaker, cue.group.start, end)
    return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content)


def _words_before(text: str, cue: Cue, floor: int, speaker: Span, before_mask: bool) -> Reported | None:
    """ "CLAUSE, a indiqué X" and "CLAUSE, redoute-t-il": the words stand before the verb; or a quotation does."""
    if before_mask:
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="before")
    if (
        re.match(rf"[\s,:]*{MASK}", text[max(speaker.end, cue.word.end) :])
        and word_count(text[floor : cue.group.start]) < 3
    ):
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="after")
    start = max([floor, *(m.end() for m in _HARD.finditer(text, floor, cue.group.start))])
    content = trimmed(text, start, cue.group.start)
    if content is None or word_count(text[content.start : content.end]) < 2:
        return None
    content = spliced(text, content, max(speaker.end, cue.word.end), _FINITE)
    return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content)


def _past_asides(text: str, at: int, end: int) -> int:
    for _ in range(3):
        aside = _ASIDE.match(text, at, end)
        if not aside or aside.end() == at:
            return at
        at = aside.end()
    return at


# --- where a subject begins, where the words end -------------------------------------------------------------------------


def _left_bound(text: str, floor: int, at: int) -> tuple[int, int, str]:
    """The last boundary before a verb: where it starts, where the subject after it starts, and of which kind it is."""
    marks = list(_BOUNDARY.finditer(text, floor, at))
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        kind = mark.lastgroup or "comma"
        since = marks[number - 1].end() if number else floor
        if kind == "and" and text[mark.end() : at].strip() and word_count(text[since : mark.start()]) <= 6:
            if not _FINITE.search(text[since : mark.start()]):
                continue
        return mark.start(), mark.end(), kind
    return floor, floor, "start"


def _appositive(text: str, floor: int, at: int) -> Span | None:
    """The subject of "Le colonel X, porte-parole de l’armée, affirme": from its head to the comma before the verb."""
    hard = [
        m.end() for m in _BOUNDARY.finditer(text, floor, at) if m.lastgroup in ("hard", "conj") and m.end() < at - 1
    ]
    start = hard[-1] if hard else floor
    while True:
        comma = text.find(", ", start, at)
        if comma < 0 or not _LEADING.match(text[start:comma]) or comma + 2 >= at:
            break
        start = comma + 2
    head = text[start:at].split(",")[0]
    if MASK in head or word_count(head) > 14:
        return None
    return trimmed(text, start, at)


def _resumed(text: str, floor: int, cue: Cue) -> Span | None:
    """The head of a relative clause that a claim stood in: "X, qui accuse Y de …, affirme"."""
    if text[floor : cue.group.start].strip(" ,") or floor == content_start(text):
        return None
    relative = re.compile(r",\s+(?:qui|dont)\b").search(text, content_start(text), floor)
    return trimmed(text, content_start(text), relative.start()) if relative else None


def _main_subject(text: str, cue: Cue) -> Span | None:
    """The subject of the sentence, for a second verb that shares it ("X s’est rendu sur place et annonce")."""
    start = content_start(text)
    while True:
        comma = text.find(", ", start, cue.group.start)
        if comma < 0 or not _LEADING.match(text[start:comma]):
            break
        start = comma + 2
    verb = _FINITE.search(text, start, cue.group.start)
    subject = trimmed(text, start, verb.start()) if verb else None
    return subject if subject and word_count(text[subject.start : subject.end]) <= 8 else None


def _antecedent(text: str, floor: int, at: int) -> Span | None:
    """The noun that "qui" takes up: the words before it, back to the last preposition or verb."""
    piece = text[floor:at]
    cut = list(
        re.finditer(
            r"(?:[,;:]|\b(?:par|à|au|aux|selon|contre|avec|pour|dans|accuse|accusé|vise|et|que)\b|d[’']après)\s*", piece
        )
    )
    for mark in reversed(cut):
        if re.search(r"[A-ZÀ-Þ]|\b(?:le|la|les|un|une)\b|\bl[’']", piece[mark.end() :]):
            return trimmed(text, floor + mark.end(), at)
    return trimmed(text, floor, at)


def _end_of_content(text: str, cue: Cue, later: list[Cue]) -> int:
    """Where the words of a verb end: at a semicolon, a full stop inside the sentence, or where another claim begins."""
    hard = re.compile(r"\s?;\s|[.!?]\s+(?=[A-ZÀ-Þ“«])|\s[–—]\s(?=[^–—]*$)").search(text, cue.word.end)
    end = hard.start() if hard else len(text)
    if re.search(r",\s+qui\s+$", text[: cue.group.start]):
        comma = re.compile(r",\s(?!(?:et|ou|dont|qui)\b)").search(text, cue.word.end + 8)
        end = min(end, comma.start()) if comma else end
    for other in later:
        if other.group.start >= end:
            break
        bound, subject_at, kind = _left_bound(text, cue.word.end, other.group.start)
        subject = text[subject_at : other.group.start].strip()
        fresh = kind in ("conj", "rel", "hard", "sub") or (kind == "and" and (not subject or word_count(subject) <= 6))
        if fresh and word_count(subject) <= 12 and bound > cue.word.end:
            return min(end, bound)
        if other.participle and text[: other.group.start].rstrip().endswith((",", " en")):
            return min(end, other.group.start - 2)
        if kind == "comma" and MASK in text[cue.word.end : other.group.start]:
            return min(end, other.group.start)
    return end


# --- "selon" ---------------------------------------------------------------------------------------------------------


def speaker_after(text: str, at: int) -> Span | None:
    """The speaker that follows a verb or "selon", with an apposition after a comma."""
    end = _SPEAKER_END.search(text, at)
    while end and not text[at : end.start()].strip():
        end = _SPEAKER_END.search(text, end.end())
        if end and end.start() - at > 12:
            break
    stop = end.start() if end else len(text)
    age = AGE_AFTER_COMMA.match(text, stop)
    if age:
        stop = age.end()
        end = _SPEAKER_END.search(text, stop)
    name = NAME_AFTER_COMMA.match(text, stop)
    if name:
        return trimmed(text, at, name.end())
    if end and end[0] == "," and _APPOSITION.match(text, stop) and not _QUANTITY.match(text, stop + 1):
        more = _SPEAKER_END.search(text, stop + 1)
        after = more.start() if more else len(text)
        extra = text[stop + 1 : after]
        closed = more is None or more[0] in ".,;:" or more[0].strip() in ("qui", "dont")
        if word_count(extra) <= 10 and closed and not _LEADING.match(extra.strip()) and not _FINITE.search(extra):
            stop = after
    return trimmed(text, at, stop)


def _according(text: str, floor: int) -> Iterator[Reported]:
    for mark in _ACCORDING.finditer(text):
        if _NOT_SPEAKER.match(text, mark.end()):
            continue
        from_source = mark["lead"].lower().startswith(("de source", "de l"))
        speaker = speaker_after(text, mark.start() + 3 if from_source else mark.end())
        if speaker is None:
            continue
        cue = Span(start=mark.start(), end=mark.end())
        start = max([floor, *(m.end() for m in _CLAUSE.finditer(text, floor, mark.start()))])
        start = attached_start(text, start, mark.start())
        content = trimmed(text, start, mark.start())
        if content is None:
            content = trimmed(text, speaker.end, _stop(text, speaker.end))
            if content and set(text[content.start : content.end]) <= {MASK, " ", ","}:
                yield Reported(cue=cue, verb=None, speaker=speaker, content=None, quoted="after")
                continue
        elif set(text[content.start : content.end]) <= {MASK, " ", ","}:
            yield Reported(cue=cue, verb=None, speaker=speaker, content=None, quoted="before")
            continue
        elif word_count(text[content.start : content.end]) < 3 and re.match(r"\s*,\s+\w", text[speaker.end :]):
            content = trimmed(text, start, _stop(text, speaker.end))
        if content:
            yield Reported(cue=cue, verb=None, speaker=speaker, content=content)


def _stop(text: str, at: int) -> int:
    hard = re.compile(r"\s?;\s").search(text, at)
    return hard.start() if hard else len(text)


def _passives(text: str, floor: int) -> Iterator[Reported]:
    """ "un raid revendiqué par X": the clause, said by the agent."""
    book = speech_book("fr")
    for mark in _PASSIVE_BY.finditer(text):
        verb = book.verbs.get(mark[0].split()[0].lower())
        speaker = speaker_after(text, mark.end())
        start = max([floor, *(m.end() for m in _CLAUSE.finditer(text, floor, mark.start()))])
        content = trimmed(text, start, speaker.end) if speaker else None
        if content and speaker and verb and MASK not in text[start : mark.start()]:
            cue = Span(start=mark.start(), end=mark.end())
            yield Reported(cue=cue, verb=verb, speaker=speaker, content=content, passive=True)

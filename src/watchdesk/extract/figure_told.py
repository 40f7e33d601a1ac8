"""What one count counts: by its own words, and by the thing counted and the neighbours where those tell nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from watchdesk.extract.figure_measures import HARM, Cue, after_cue, before_cue, noun_cue, object_cue, thing_cue
from watchdesk.extract.figure_noise import Surroundings
from watchdesk.extract.figure_phrases import PART, Counted
from watchdesk.records import Measure

_CLAUSE_END = re.compile(
    r"[;:!?]|(?<!\bbeen\s)(?<!\bwere\s)(?<!\bwas\s)(?<!\bété\s)[“«]|\.\s|\s[–—]\s"
    r"|\b(?:while|whereas|but|tandis que|alors que|mais)\b"
)


_VICTIMS = re.compile(r"victim", re.IGNORECASE)
_VIOLATIONS = re.compile(
    r"\b(?:violations?|abuses|atteintes aux droits|exactions|torture|rapes?|sexual violence"
    r"|viols?|violences sexuelles)\b",
    re.IGNORECASE,
)
"""Of which victims are not all dead: "401 violations affecting 757 victims"."""
_SHARE = re.compile(
    r"[\d.,]+ ?(?:%|per ?cent|pour cent)(?: \w+)? (?:of (?:them|whom)|d[’']entre (?:eux|elles)|dont)[^,;.]{0,40},", re.I
)
"""An aside between what is counted and its verb: "46,000 people, 60 per cent of them children, fled"."""


def with_own_cue(text: str, items: list[Counted], at: int, language: str) -> Counted:
    """The item with the measure that its own words tell, if any do."""
    item = items[at]
    number, noun = item.number, item.phrase.noun
    if number.kind in ("percent", "money"):
        return replace(item, cue=Cue(measure="other", side="noun"))
    words = text[noun.start : noun.end]
    told = noun_cue(words, noun.start, language) or _label_cue(text, item, language)
    if told and _VICTIMS.match(words) and _VIOLATIONS.search(text, item.sentence.span.start, number.span.start):
        return replace(item, cue=replace(told, measure="other"))
    thing = object_cue(text, noun.start, noun.end, language)
    if told and told.measure == "injured" and _DIED.match(text, noun.end):
        told = replace(told, measure="killed")
    if told and told.measure in ("killed", "injured") and not (thing and told.measure == "injured"):
        return replace(item, cue=told)
    if thing:
        return replace(item, cue=thing)
    left = max(item.sentence.span.start, items[at - 1].phrase.noun.end if at else 0)
    later = [i for i in items[at + 1 :] if not _SHARE.match(text, i.number.span.start, i.sentence.span.end)]
    right = later[0].number.span.start if later else item.sentence.span.end
    stop = _CLAUSE_END.search(text, max(noun.end, number.span.end), right)
    cue = before_cue(text, left, number.span.start, language)
    since = told.end if told else number.span.end
    cue = cue or after_cue(text, since, stop.start() if stop else right, language)
    cue = _dead_at_last(text, cue) or _checked(text, item, cue, language) or _all_of_them(text, item, right, language)
    missing = told and told.measure == "other" and cue and cue.side == "before"
    if told and (cue is None or missing or (cue.measure in ("displaced", "in_need") and told.measure != "other")):
        return replace(item, cue=told)
    return replace(item, cue=cue)


_DIED = re.compile(
    r"\s(?:(?:people|persons|personnes)\s)?(?:later|then|have|had|also|since|sont|est|a|ont|y|en|subsequently|\s)*"
    r"(?:died|succumbed|perished|décédé|mort|succombé|meur)",
    re.IGNORECASE,
)
"""Behind "two of the wounded": they are dead."""
_FOUND_DEAD = re.compile(
    r"[^.;:]{0,80}?\b(?:found\s(?:dead|beheaded|shot|hanged|murdered|slain|killed|strangled)|(?:re)?trouvée?s?\s(?:mort"
    r"|égorgé|décapité|sans vie|assassiné|tué|pendu))",
    re.IGNORECASE,
)
_THEN_KILLED = re.compile(
    r"(?: by [^,.;:]{3,30})?,? (?:puis|et|and|then|before being|avant d['’]être) (?:then )?"
    r"(?:tués?|tuées?|exécuté|égorgé|abattu|décapité|killed|executed|beheaded|shot dead|murdered)",
    re.IGNORECASE,
)


def _dead_at_last(text: str, cue: Cue | None) -> Cue | None:
    """Who was missing and has been found dead, or was abducted and then killed, is dead."""
    if cue is None or cue.side != "after":
        return None
    missing = text[cue.start : cue.end].lower().startswith(("missing", "disp"))
    found = _FOUND_DEAD.match(text, cue.end) if missing else None
    if found is None and cue.measure == "abducted":
        found = _THEN_KILLED.match(text, cue.end)
    return Cue(measure="killed", side="after", start=cue.end, end=found.end()) if found else None


_ALL_OF_THEM = re.compile(
    r"(?:[,;:–—]|\band\b|\bet\b)\s*(?:and\s|et\s)?(?:all(?:\s(?:of\s(?:them|whom)|\d+|three|four|five|six|seven|eight|ten))?"
    r"|both(?:\sof\s(?:them|whom))?|they|tous(?:\sles\s\w+)?|toutes|ils|elles)\s"
    r"(?=(?:were|was|are|had\sbeen|have\sbeen|died|perished|ont\sété|furent|avaient\sété|sont\smorts?|sont\smortes)\b)",
    re.IGNORECASE,
)


def _all_of_them(text: str, item: Counted, right: int, language: str) -> Cue | None:
    """What is said behind of all who are counted: "stopped six men; all of them were shot"."""
    found = _ALL_OF_THEM.search(text, item.phrase.noun.end, right)
    cue = after_cue(text, found.end(), min(right, found.end() + 45), language) if found else None
    return cue if cue and cue.measure in HARM - {"displaced"} else None


_LABEL = re.compile(r"(?P<label>[^\W\d_][\w’'-]+)[\s\u00a0]?:[\s\u00a0]*$")


def _label_cue(text: str, item: Counted, language: str) -> Cue | None:
    """The measure of a line such as "Killed: 80"."""
    start = max(item.sentence.span.start, item.number.span.start - 24)
    label = _LABEL.search(text[start : item.number.span.start])
    return noun_cue(label["label"], start + label.start("label"), language) if label else None


_CUSTODY = re.compile(
    r"\b(?:custody|police|prison|court|gendarmes?|arrest\w*|garde à vue|questioning|coast guard"
    r"|security (?:services|agents)|plainclothes\w*)\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:gunm[ae]n|armed|bandits?|rebels?|militants?|fighters?|militia\w*|insurgents?|jihad\w*"
    r"|hostages?|captives?|kidnap\w*|abduct\w*|"
    r"raiders|attackers|assailants|ransom|otages?|ravisseurs|hommes armés|rançon|captifs?)\b",
    re.IGNORECASE,
)
_BY_ARMED = re.compile(
    r"^[^.;]{0,40}?\b(?:by|par)\s(?:\w+\s){0,3}?(?:gunm[ae]n|armed|bandits?|rebel\w*|militants?"
    r"|fighters?|insurgents?|jihad\w*|éléments|hommes armés|combattants|terroristes|islamists?)\b",
    re.IGNORECASE,
)
_RETURNED = re.compile(r"(?:have |had |were )?return|came back|went back|walked|rentr|reven|de retour|regagn")
_HELD = frozenset(
    (
        *("held", "hold", "holds", "holding", "took", "taking", "takes", "take", "led away", "taken away", "took away"),
        *("taking away", "driven off", "led off", "were taken", "was taken", "been taken", "taken from", "driven away"),
    )
)
_WITH_HIM = re.compile(r"^\s(?:down\s)?with\s(?:him|her|it|them)\b")
_BLAST = re.compile(r"\b(?:bomb\w*|blew|explo\w+|blast)\b", re.IGNORECASE)
_HOSPITAL = re.compile(r"^\W*(?:\w+\W+){0,5}?(?:hospital|clinic|hôpital|infirmary)\b", re.IGNORECASE)


def _checked(text: str, item: Counted, cue: Cue | None, language: str) -> Cue | None:
    """The cue, unless the thing counted or its distance speaks against it."""
    if cue is None:
        return None
    noun, sentence = item.phrase.noun, item.sentence.span
    words = text[cue.start : cue.end].lower()
    moved = cue.measure == "displaced" or (cue.measure == "other" and _RETURNED.match(words))
    troops = thing_cue(text[noun.start : noun.end], noun.start, language)
    if moved and (troops or _apposed(text, item) == "personnel"):
        return None  # soldiers who leave or come home are personnel
    if (
        cue.side == "after"
        and cue.start - item.number.span.end > 40
        and PART.match(text[item.number.span.end : noun.end])
    ):
        return None
    if cue.measure == "detained" and words.startswith("captur") and _BY_ARMED.match(text[cue.end : cue.end + 60]):
        return replace(cue, measure="abducted")
    if cue.measure != "abducted" or words not in _HELD:
        return cue
    if cue.side == "after" and _HOSPITAL.match(text[cue.end : cue.end + 60]):
        return replace(cue, measure="injured")
    if (
        words.startswith("t")
        and _WITH_HIM.match(text[noun.end : noun.end + 20])
        and _BLAST.search(text, sentence.start, sentence.end)
    ):
        return replace(cue, measure="killed")
    if _armed_captors(text, item):
        return cue
    if _CUSTODY.search(text, sentence.start, sentence.end):
        return replace(cue, measure="detained")
    return None if words in ("take", "takes", "took", "taking") else cue


def _armed_captors(text: str, item: Counted) -> bool:
    """Whether the sentence names armed groups, captives or ransoms apart from the thing counted."""
    sentence, noun = item.sentence.span, item.phrase.noun
    ahead = _ARMED.search(text, sentence.start, noun.start)
    return bool(ahead or _ARMED.search(text, noun.end, sentence.end))


_STRENGTH = re.compile(
    r"\b(?:strength|ceiling|deployment|contingent|contribut\w+|mission|force|presence|numbers?"
    r"|effectifs?|plafond|troops?|personnel|"
    r"soldats|battalion|bataillon|uniform\w*|sent|sends?|sending|fielded|envoyé|envoie|aligne)\b",
    re.IGNORECASE,
)


def with_defaults(text: str, items: list[Counted], around: Surroundings, language: str, last: Measure) -> list[Counted]:
    """The items whose own words tell nothing, told by the thing counted, the neighbours or the sentence before."""
    told: list[Counted] = []
    for item in items:
        cue = item.cue or thing_cue(
            text[item.phrase.noun.start : item.phrase.noun.end], item.phrase.noun.start, language
        )
        if cue is None:
            cue = Cue(measure=_default(text, item, told, around, last), side="none")
        told.append(replace(item, cue=cue))
    return told


_STRONG_UNIT = re.compile(
    r"\b(?:company|contingent|team|force|brigade|battalion|unit|platoon|squad"
    r"|detachment|bataillon|compagnie|unité|équipe|détachement)"
    r"\s(?:of|de|fort de|forte de)\s(?:about\s|some\s|environ\s)?$",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?:mission|forces?|contingents?|troops?|troupes|soldiers|soldats|battalions?|bataillons?|peacekeep\w+"
    r"|casques bleus|component|composante|observers|observateurs|monitors|brigade|garrison|garnison|base"
    r"|detachment|détachement|effectifs?|strength|military|militaires?|armée|army)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(r"^(?:members?|membres|men and women|hommes et femmes|femmes et hommes)$", re.IGNORECASE)
_UNNAMED = re.compile(
    r"^(?:names?|noms?|others?|autres?|more|respectively|remain\w*|promised|planned|authori[sz]ed|pledged|elements?|prévus|promis"
    r"|autorisés|premiers|derniers|first|last|restants|additional|already|supplémentaires)?$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"^(?:people|men|women|hommes|femmes|personnes|persons|individuals)$", re.IGNORECASE)


_NUMBER_OF = re.compile(
    r"\b(?:(?P<toll>death toll|toll|bilan|the dead|death count)"
    r"|(?:number|count|nombre|total)\s(?:of|de|des|d['’])(?P<what>[^.;:]{3,60}))",
    re.IGNORECASE,
)


def _counted_before(text: str, item: Counted, around: Surroundings) -> Measure | None:
    """What a bare number counts where its sentence says so before it: "the number of wounded … rose to 12"."""
    told: Measure | None = None
    for found in _NUMBER_OF.finditer(text, around.sentence.start, item.number.span.start):
        what = noun_cue(found["what"] or "", 0, "en") or noun_cue(found["what"] or "", 0, "fr")
        told = "killed" if found["toll"] else (what.measure if what else told)
    return told


_FIGHTERS = re.compile(r"(?:[\w-]+\s){0,3}(?:fighters|rebels|insurgents|combattants|rebelles)\b", re.IGNORECASE)
_APPOSED = re.compile(r"(?P<said>(?:[^\s,;:.!?()–—]+[\s\u00a0]){0,8}[^\s,;:.!?()–—]+)(?:,| –| —| \()\s?$")


def _apposed(text: str, item: Counted) -> Measure | None:
    """What a bare number counts that stands right behind what it counts: "the coffins, nineteen of them"."""
    ahead = _APPOSED.search(text, item.sentence.span.start, item.number.span.start)
    if not ahead:
        return None
    cues = (find(ahead["said"], 0, code) for find in (noun_cue, thing_cue) for code in ("en", "fr"))
    return next((cue.measure for cue in cues if cue), None)


_CIVIL = re.compile(
    r"\b(?:refug\w+|réfugi\w+|asylum|asile|migrants?|workers?|ouvriers?|villag\w+|students?|étudiants?|passengers?|passagers?"
    r"|hostages?|otages?|deport\w+|expuls\w+|players?|joueurs?|club|fled|fuit?|boat people|civilians?|civils?)\b",
    re.IGNORECASE,
)


_SUBJECTS = re.compile(r"\b(?:they|we|ils|elles|nous)\b[^.;:,]{0,60},\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
"""Ahead of a number that counts who acts: "They came at eight, about fifteen of them"."""


_STAYED = re.compile(
    r"\s(?:of them\s|d['’]entre eux\s)?(?:remain|survived|are left|restent|demeurent|ont survécu)", re.IGNORECASE
)
_OF_ALL = re.compile(r"\W*(?:of|out of|sur) (?:the |les )?", re.IGNORECASE)
"""What opens a sentence before a number from which it goes on to take some: "Of 560 who lived there, …"."""
_IN_HOSPITAL = re.compile(
    r"\s(?:are |were |sont |étaient )?(?:in|at|à|au|dans) (?:the |a |l['’]|un )?(?:[\w’'-]+ ){0,2}"
    r"(?:hospital|clinic|hôpital|dispensaire|clinique)\b",
    re.IGNORECASE,
)
"""Behind a bare number of those who live on, and of those who are treated."""


def _is_troop_nation(text: str, words: str, around: Surroundings) -> bool:
    """Whether a nation's name alone ("900 Nepalis") stands for troops: no other noun, nothing civil in the sentence."""
    noun = [word for word in words.split() if word[:1].islower()]
    return not noun and not _CIVIL.search(text, around.sentence.start, around.sentence.end)


def _default(text: str, item: Counted, told: list[Counted], around: Surroundings, last: Measure) -> Measure:
    number, noun = item.number, item.phrase.noun
    words = text[noun.start : noun.end]
    bare = bool(_UNNAMED.match(words) or (item.phrase.of and re.match(r"^(?:them|whom|us|eux|elles|nous)\b", words)))
    near: Measure | None = told[-1].cue.measure if told and told[-1].cue else None
    nation = any(
        c.start - 6 <= number.span.end <= c.end + 1 or 0 <= number.span.start - c.end <= 8 for c in around.countries
    )
    whole = bare and _OF_ALL.fullmatch(text, item.sentence.span.start, number.span.start)
    if whole or (bare and _STAYED.match(text, number.span.end)):
        return "other"
    if bare and _IN_HOSPITAL.match(text, number.span.end):
        return "injured"
    if bare and last in HARM and near == "personnel" and _FIGHTERS.match(text, told[-1].phrase.noun.start):
        near = last  # fighters that the sentence names are not what its bare number counts where losses were counted
    if nation and any(t.cue and t.cue.measure == "personnel" for t in told):
        return "personnel"
    if bare and _SUBJECTS.search(text, item.sentence.span.start, number.span.start):
        return "other"
    counted = _counted_before(text, item, around) if bare else None
    counted = counted or (_apposed(text, item) if bare and not told else None)
    if counted:
        return counted
    if near and (bare or nation or (near == "personnel" and _PEOPLE.match(words))) and near != "weapons":
        return near
    if _STRONG_UNIT.search(text, around.sentence.start, number.span.start):
        return "personnel"
    people = any(0 <= c.start - number.span.end <= 1 for c in around.countries)
    if people and (number.low or 0) < 50000 and _is_troop_nation(text, words, around):
        return "personnel"
    if _FORCE.search(text, around.sentence.start, around.sentence.end) and _STAFF.match(words):
        return "personnel"
    if (nation or bare or _PEOPLE.match(words)) and _STRENGTH.search(
        text, max(around.sentence.start, number.span.start - 45), number.span.start
    ):
        return "personnel"
    return last if bare else "other"

"""What an operation is allowed: how long its mandate runs and how many people it may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.extract.mission_dates import Day, ahead, months_later, months_stated
from watchdesk.extract.mission_parts import Part, fact
from watchdesk.extract.mission_people import People
from watchdesk.records import MissionFact

_CEILING_BEFORE = re.compile(
    r"(?:authori[sz](?:ed|es|ation)|ceiling|caps?|capped|allow(?:s|ed)?(?: it)?|may field|should be|"
    r"supposed to be|limit|plafond|autoris\w+|total autorisé|provides for|short of the|planned|reach|"
    r"monter|bring the force|(?:is|are|was|were) to (?:have|number|count|comprise)|should (?:number|count)|"
    r"doi(?:t|vent) (?:aligner|compter|réunir)|devai(?:t|ent) (?:aligner|compter))"
    r"\b[^.;()]{0,48}$|\bout of(?: a total of| the)? *$|\bagainst (?:an?|"
    r"the)?[^.;\d]{0,25}$|\b(?:loin des|moins que les|sur un total (?:autorisé )?de|hauteur de) *$|"
    r"\d[ \u00a0\u202f](?:\w+[ \u00a0])?sur[ \u00a0]$",
    re.IGNORECASE,
)
_CEILING_AFTER = re.compile(
    r"^[^.;,\d]{0,30}?\b(?:authori[sz]ed|promised|planned|allowed|"
    r"that the (?:Security )?Council allows|foreseen|on paper|autorisé\w*|prévu\w*|promis\w*)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\buntil|\btill|\bthrough|\bto|\bexpir\w+|\blaps\w+|\bruns? out|\bran out|\brun out|\bends?|"
    r"\bended|\bfinish\w*|\bvalid|\bby|\bbefore|jusqu[’'](?:au?|en|à)|\bexpire\w*|\bterme|\bcourt|"
    r"\bfini\w*|\béchéance|\bachève|\bcovers)\b[^.;,]{0,34}$",
    re.IGNORECASE,
)
_UNTIL_WITHIN = re.compile(r"(?:until|till|through|to|by|before|jusqu[’'](?:au?|en|à)|avant)\b", re.IGNORECASE)
_RENEWED = re.compile(
    r"\b(?:renew(?:s|ed|al)?|extend(?:s|ed)?|prolong(?:s|ed|é|ée|e)?|authori[sz]ed|adopt(?:s|ed|é|ée|"
    r"ion)?|voted|raised|lengthened|prorog(?:é|ée|e)|reconduit(?:e)?|autorisé|kept it alive|created|"
    r"créée|renouvelé)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:mandate|mandat|warrant|authori[sz]ation|authority|term|authori[sz]ed|prorog\w+|reconduit|"
    r"prolong\w+|extend(?:s|ed)|renew(?:s|ed))\b",
    re.IGNORECASE,
)
_ENDLESS = re.compile(r"\b(?:no (?:end|expiry) date|no date limits|has no end|sans terme)\b", re.IGNORECASE)


def speaks_of_term(text: str) -> bool:
    """True where a text speaks of a mandate or its renewal."""
    return bool(_TERM.search(text))


def find_ceilings(part: Part) -> list[People]:
    """The numbers of a part that say how many the operation may have, not how many it has."""
    return [p for p in part.people if p.iso is None and _is_ceiling(part, p)]


def find_mandates(part: Part, ceilings: Sequence[People]) -> Iterator[MissionFact]:
    """Ceilings and the expiry that a part of a sentence states of its operation's mandate."""
    for person in ceilings:
        effective = until_told(part) if _TERM.search(part.text) else None
        announced = _renewed_on(part)
        yield fact(part, "mandate", at=person.start, personnel=person.count, effective=effective, announced=announced)
    if not ceilings or until_told(part) is None:
        yield from _expiry(part)


def _is_ceiling(part: Part, person: People) -> bool:
    text = part.view.text
    start = max(part.start, person.start - 75)
    before = [p for p in part.view.people if start <= p.end <= person.start]
    if before and not re.match(r"^[^.;,]{0,40}\b(?:and|et|to|à|by)\b[ \u00a0]*$", text[before[-1].end : person.start]):
        start = before[-1].end
    if person.count.low is None and re.search(
        r"\ballow|\bceiling|plafond|may (?:field|have|deploy)", text[start : person.start]
    ):
        return True
    return bool(
        _CEILING_BEFORE.search(text[start : person.start]) or _CEILING_AFTER.match(text[person.end : person.end + 60])
    )


def _renewed_on(part: Part) -> str | None:
    """The day on which the mandate was renewed or made, where a day stands close by the verb."""
    text = part.view.text
    for verb in _RENEWED.finditer(text, part.start, part.end):
        for day in part.view.days:
            gap = text[verb.end() : day.start] if day.start >= verb.end() else text[day.end : verb.start()]
            if len(day.iso) == 10 and len(gap) < _CLOSE and not ends_on(part, day):
                return day.iso
    return None


_CLOSE = 70  # characters between a verb of renewal and its day


def until_told(part: Part) -> str | None:
    """The day up to which something holds: "until 31 January 2025", "expires on 20 December"."""
    found = [d for d in part.view.days if part.start <= d.start < part.end and ends_on(part, d)]
    return ahead(found[-1], part.text, part.view.published) if found else None


def ends_on(part: Part, day: Day) -> bool:
    """True where a day is one up to which something holds."""
    previous = max((d.end for d in part.view.days if d.end <= day.start), default=part.start)
    before = part.view.text[max(part.start, previous, day.start - 60) : day.start]
    if re.match(r"(?:until|till|jusqu)", part.view.text[day.start : day.end], re.IGNORECASE):
        return True
    return bool(_UNTIL.search(before) or _UNTIL_WITHIN.match(part.view.text[day.start : day.end])) and not re.search(
        r"\b(?:renew|extend|adopt|prolong|author)\w*[^.;,]{0,10}$", before
    )


def _expiry(part: Part) -> Iterator[MissionFact]:
    text = part.text
    term = _TERM.search(text)
    if not term or (part.view.near == 0 and not (part.view.focus and re.search(r"\b[Cc]ouncil|Conseil", text))):
        return
    at = part.start + term.start()
    if _ENDLESS.search(text):
        yield fact(part, "mandate", at=at)
        return
    until = until_told(part)
    if until is None and _RENEWED.search(text):
        until = _after_months(part)
        if until is None and not re.search(r"\b(?:mandate|mandat|warrant|mission|force)\b", text):
            return
    if until is not None:
        yield fact(part, "mandate", at=at, effective=until, announced=_renewed_on(part))


def _after_months(part: Part) -> str | None:
    months = months_stated(part.text)
    if months is None:
        return None
    day = next((d for d in part.view.days if part.start <= d.start < part.end), None)
    if day is None:
        return None
    return months_later(day.iso if len(day.iso) > 7 else day.iso[:7], months)

"""Measures carried from one count of a sentence to those joined to it and to its parts."""

from __future__ import annotations

import re
from dataclasses import replace

from watchdesk.extract.figure_phrases import PART, Counted

_COORDINATED = re.compile(
    r"^[\s,“”\"«»)]*(?:(?:and|or|not|et non|et|ou|as well as|plus|ainsi que|&|against|contre|up from|down from"
    r"|compared with)\s+)?"
    r"(?:the |les |des |their |his |its |de |d['’])?[\s“\"«(]*$",
    re.IGNORECASE,
)
_PART_LINK = re.compile(
    r"\b(?:including|among (?:them|whom)|of whom|of which|dont|parmi (?:eux|elles|lesquels)"
    r"|y compris|notamment)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
_OPENED = re.compile(r"^(?:[\s,]*[–—:(]|[^.;:–—(]{0,60}\s?:)\s*(?:an?\s\w+,\s)?$")
_AMONG_AFTER = re.compile(
    r"^(?:\s(?:and|et)\s[\w\s]{3,30}?)?,?\s(?:among them|d[’']entre eux)\b"
    r"(?!\s(?:an?|une?|the|\d+|two|three|four|five|several|deux|trois)\b)"
)
"""Behind a count that is a part: "three women among them"; not before the parts of a whole, "among them a child"."""
_WITHIN = re.compile(r"^\s(?:in|from|of|across|dans|de|sur|répartis? dans)\s*$", re.IGNORECASE)


def spread_measures(text: str, items: list[Counted]) -> list[Counted]:
    """Measures carried to coordinated items ("two soldiers and three civilians were killed") and to parts."""
    spread = _spread_to_parts(text, list(items))
    for at in range(len(spread) - 2, -1, -1):
        here, after = spread[at], spread[at + 1]
        if here.cue is None and after.cue and after.cue.side == "after" and _linked(text, here, after, within=True):
            spread[at] = replace(here, cue=after.cue)
    for at in range(1, len(spread)):
        before, here = spread[at - 1], spread[at]
        if here.cue is None and before.cue and _linked(text, before, here):
            spread[at] = replace(here, cue=before.cue)
    return spread


def _spread_to_parts(text: str, spread: list[Counted]) -> list[Counted]:
    """Parts take the measure of their whole ("among them three women and a child") unless told right beside them."""
    parted = -2
    for at in range(1, len(spread)):
        before, here = spread[at - 1], spread[at]
        far = here.cue is None or (here.cue.side == "after" and here.cue.start - here.number.span.end > 25)
        part = far and before.cue is not None and _is_part(text, before, here)
        more = parted == at - 1 and here.cue is None and bool(_COORDINATED.match(_link(text, before, here)))
        if part or more:
            spread[at], parted = replace(here, cue=before.cue), at
    return spread


def _is_part(text: str, whole: Counted, part: Counted) -> bool:
    link = _link(text, whole, part)
    if _OPENED.match(link) or _AMONG_AFTER.match(text[part.phrase.noun.end : part.phrase.noun.end + 60]):
        return True
    counted = text[part.number.span.end : part.phrase.noun.end]
    return len(link) < 90 and bool(_PART_LINK.search(link) or PART.match(counted))


def _link(text: str, first: Counted, second: Counted) -> str:
    return text[max(first.phrase.noun.end, first.number.span.end) : second.number.span.start]


def _linked(text: str, first: Counted, second: Counted, *, within: bool = False) -> bool:
    link = _link(text, first, second)
    return bool(_COORDINATED.match(link)) or _is_part(text, first, second) or (within and bool(_WITHIN.match(link)))


def spread_from_singles(text: str, items: list[Counted], singles: list[Counted]) -> list[Counted]:
    """Counts of untold fate joined to a single victim share it: "the death of a guard and of two drivers"."""
    spread: list[Counted] = []
    for item in items:
        untold = item.cue is None or item.cue.side in ("thing", "none")
        joined = [
            s for s in singles if untold and s.number.span.end <= item.number.span.start and _joined(text, s, item)
        ]
        spread.append(replace(item, cue=joined[-1].cue) if joined else item)
    return spread


def _joined(text: str, first: Counted, second: Counted) -> bool:
    link = _link(text, first, second)
    return bool(link.strip(" ,")) and bool(_COORDINATED.match(link))

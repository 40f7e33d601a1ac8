"""The PLOVER type of an event: the usual one of its ACLED-shaped type, unless the words say otherwise."""

from __future__ import annotations

import re

from watchdesk.codebooks import SubEvent

_LEAVING = re.compile(
    r"\b(?:withdr[ae]w\w*|withdrawn|pull\w* (?:out|back)|leav(?:e|es|ing)|left|flew home|end(?:s|ed|ing)? (?:its|their)"
    r"|retir\w+|retrait|quitt\w+|désengag\w+|surrender\w*|laid down|gave (?:themselves|himself) up|rendus?|redditions?"
    r"|déposé les armes|suspend\w*)\b",
    re.IGNORECASE,
)
_DESTROYING = re.compile(
    r"\b(?:burn\w*|torch\w*|set (?:fire|ablaze|alight|on fire)|raz\w+|destroy\w*|demolish\w*|blew up|vandal\w+"
    r"|incendi\w+|brûl\w+|détrui\w+|mis le feu|ras(?:é|ée|és|ées)|réduit\w* en cendres)\b",
    re.IGNORECASE,
)
_FREEING = re.compile(
    r"\b(?:releas\w+|freed?|let go|set free|brought back|retrouvé la liberté|libér\w+|relâch\w+)\b", re.IGNORECASE
)
_OTHERWISE: dict[str, tuple[re.Pattern[str], str]] = {
    "Change to group/activity": (_LEAVING, "RETREAT"),
    "Looting/property destruction": (_DESTROYING, "ASSAULT"),
    "Other": (_FREEING, "RETREAT"),
}


def plover_of(sub_event: SubEvent, words: str) -> str:
    """The PLOVER type of an event of this sub-event type told in these words."""
    pattern, plover = _OTHERWISE.get(sub_event.name, (None, ""))
    return plover if pattern and pattern.search(words) else sub_event.plover

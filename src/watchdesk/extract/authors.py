"""Whose own voice a report speaks in ("We call on ..."): the body that its letterhead or its signature names."""

from __future__ import annotations

import re

from watchdesk.extract.speaker_bodies import organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory

_HEAD = 400  # characters of the beginning in which a letterhead stands
_TAIL = 250  # characters of the end in which a signature stands
_ISSUED = re.compile(
    r"\b(?:statement|open letter|press release|press statement|communiqué(?: de presse)?|remarks|declaration"
    r"|déclaration|lettre ouverte|prise de position|message|appeal|appel)"
    r"\s(?:issued )?(?:of|by|from|d[eu]|des|d[’'])\s?"
    r"(?:the |la |le |les |l[’'])?(?P<who>[^,\n.;:–—]{3,80})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|\n)\s*(?:[-–—]\s*)?(?:pour|for|on behalf of|au nom d[eu]|au nom de la|signed,?|signé\s?:?)\s+"
    r"(?:the |la |le |les |l[’'])?(?P<who>[^,\n.;:–—]{3,80})",
    re.IGNORECASE,
)


def author_of(memory: SpeakerMemory) -> str | None:
    """The body in whose voice a report is written, None where neither its head nor its end names one."""
    text = memory.text
    issued = _ISSUED.search(text, 0, _HEAD)
    signed = _SIGNED.search(text, max(0, len(text) - _TAIL))
    for found in (issued, signed):
        if found and (body := organisation_in(memory, found["who"].strip())):
            return body
    first = text[:_HEAD].strip().split("\n")[0]
    named = memory.names.actors_in(first)
    return named[0][1].name if named and first.isupper() else None

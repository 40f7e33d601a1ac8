"""Whose own voice a report speaks in ("We call on ..."): the body that its letterhead or its signature names."""

from __future__ import annotations

import re

from watchdesk.extract.speaker_bodies import organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.records import Report

_HEAD = 400  # characters of the beginning in which a letterhead stands
_TAIL = 250  # characters of the end in which a signature stands
_ISSUED = re.compile(
    r"\b(?:statement|open letter|press release|press statement|communiqué(?! de presse)|communiqué de presse|remarks"
    r"|declaration|déclaration|lettre ouverte|prise de position|message|appeal|appel|call to action)"
    r"(?:\sn[°o.]\s?[\w/-]+)?\s(?:issued )?(?:of|by|from|d[eu]|des|d[’'])\s?"
    r"(?:the |la |le |les |l[’'])?(?P<who>[^,\n.;:–—]{3,80})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|\n)\s*(?:[-–—]\s*)?(?:pour|for|on behalf of|au nom d[eu]|au nom de la|signed,?|signé\s?:?)\s+"
    r"(?:the |la |le |les |l[’'])?(?P<who>[^,\n.;:–—]{3,80})",
    re.IGNORECASE,
)


_PAPER = (
    r"(?:urgent |open |press |public )?(?:appeal|alert|statement|letter|release|bulletin|call to action)"
    r"|(?:appel|alerte|communiqué|déclaration|lettre ouverte|prise de position|bulletin)"
)
_WHO = r"(?P<who>[A-ZÀ-Þ][^,\n.;:–—]{3,70}?)"
_LETTERHEADS = (
    re.compile(rf"^\W*{_WHO} [–—-]+ (?i:{_PAPER})\b"),
    re.compile(rf"^\W*(?i:{_PAPER})(?: \w+)? [–—-]+ {_WHO}\s*(?:\n|$)"),
    re.compile(rf"^[^\n–—]{{3,30}} [–—] {_WHO}, (?i:{_PAPER})\b"),
    re.compile(rf"^(?:[^\n]{{3,60}}\n)?{_WHO}, (?:le )?\d{{1,2}}(?:er)? \w+ \d{{4}}\s*\n"),
    re.compile(rf"\b(?:Nous|We), (?:the |le |la |les )?{_WHO},"),
)
"""The body at the head of its own paper: "X – URGENT APPEAL", "DÉCLARATION – X", "VIENNA – X, statement of 5 May",
"X, 17 June 2024" on a line of its own, "Nous, X, portons à la connaissance"."""


_COMMUNIQUE = re.compile(
    r"(?:^|\n)\W*(?:[\w’'., –—/-]{0,60}\b)?(?:PRESS RELEASE|(?:PRESS |JOINT |OFFICIAL )?STATEMENT|COMMUNIQU[ÉE]"
    r"|D[ÉE]CLARATION|Press release|Press statement|Communiqué(?: de presse)?|Statement (?:of|by))\b"
)
_LONGEST_LINE = 14  # words of a line of a letterhead
_DATED = re.compile(r"\b\d{1,2}(?:er|st|nd|rd|th)?\s\w+(?:\s\d{4})?|\bN[°o]?\s?\d+\S*|\b(?:19|20)\d\d\b")
_ORGAN = re.compile(r"(?:Military|Police) Forces of |Government of ")
_ISSUERS = frozenset({"peacekeepers", "international", "military", "police", "state"})


def is_communique(report: Report) -> bool:
    """Whether the title or head of a report calls it a communiqué, a statement or a press release."""
    return _COMMUNIQUE.search(f"{report.title or ''}\n{report.text[:_HEAD]}") is not None


def issuer_of(memory: SpeakerMemory) -> str | None:
    """The state, force or operation that issued a communiqué, whose figures are its own where it names no other source;
    None for any other kind of report."""
    if not is_communique(memory.layout.report):
        return None
    title = memory.layout.report.title or ""
    author = author_of(memory)
    if author:
        return author if _is_official(memory, author) else None
    for line in memory.text[:_HEAD].split("\n")[:6]:
        bare = _DATED.sub("", line).strip(" ,–—-/")
        ended = line.rstrip().endswith((".", "»", "”"))
        if not bare or ended or len(bare.split()) > _LONGEST_LINE or line.strip() == title.strip():
            continue
        for part in bare.split(","):
            body = organisation_in(memory, part.strip())
            if body and _is_official(memory, body):
                return body
    return None


def _is_official(memory: SpeakerMemory, body: str) -> bool:
    """True for an organ of a state and for an actor of the registry that is no group in arms."""
    if _ORGAN.match(body):
        return True
    known = [actor for _, actor in memory.names.actors_in(body)]
    return bool(known) and known[0].name == body and known[0].kind in _ISSUERS


def author_of(memory: SpeakerMemory) -> str | None:
    """The body in whose voice a report is written, None where neither its head nor its end names one."""
    text = memory.text
    issued = _ISSUED.search(text, 0, _HEAD)
    signed = _SIGNED.search(text, max(0, len(text) - _TAIL))
    head = text[:_HEAD].lstrip()
    for found in (issued, signed, *(letterhead.search(head) for letterhead in _LETTERHEADS)):
        if found and (body := organisation_in(memory, found["who"].strip())):
            return body
    first = text[:_HEAD].strip().split("\n")[0]
    named = memory.names.actors_in(first)
    return named[0][1].name if named and first.isupper() else None

"""The life of an operation: when it began, when it ends, and which one takes over from which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.extract.mission_parts import Part, effective_near, fact
from watchdesk.extract.mission_terms import speaks_of_term
from watchdesk.records import Count, MissionFact

_BEGAN = re.compile(
    r"\b(?:ha(?:s|ve) (?:been (?:deployed|present|stationed|working|in)|served|patrolled|watched|worked|operated|"
    r"monitored)\b"
    r"[^.;]{0,70}?since|working since|(?:was |were )?(?:created|"
    r"established|set up|launched|deployed|born|sent|went)\b[^.;]{0,60}?\b(?:in|since|after)|"
    r"présente[^.;]{0,40} depuis|déployée[^.;]{0,30} (?:depuis|en)|depuis son arrivée|(?:créée|"
    r"établie) en|took over from|took over on|avait (?:déployé|dépêché)[^.;]{0,30} en)\b",
    re.IGNORECASE,
)
_SUCCEEDS = re.compile(
    r"\b(?:took over from|take over from|takes over from|replaced|replaces|succeeded|a succédé à|"
    r"a remplacé|prend le relais d)\b",
    re.IGNORECASE,
)
_YIELDS = re.compile(
    r"\b(?:became|gave way to|given way to|gives way to|was (?:followed|replaced|succeeded) by|"
    r"be (?:followed|replaced|succeeded) by|est devenue?|a cédé la place à|laisse la place à)\b",
    re.IGNORECASE,
)


_PLACES = re.compile(r"\b(?:base|post|killed|died|team|camp|police station)\b")
_SUBORDINATE = re.compile(
    r"\b(?:since|before|after|when|depuis qu[e’']|avant)[ \u00a0](?:it|they|the \w+|elle)[ \u00a0]?$", re.IGNORECASE
)
_ITSELF = re.compile(r"\b(?:[Mm]ission|[Ff]orce|It|Elle|observers)\b")
_CONDITION = re.compile(r"\b(?:if|si|unless)\b", re.IGNORECASE)
_PLAIN = 18  # a cue this long tells the end even without a day


def find_life(part: Part) -> Iterator[MissionFact]:
    """The beginning and the end of an operation, as far as a part of a sentence tells them."""
    succession = list(_succession(part))
    yield from succession
    if not succession:
        yield from _beginning(part)
    if not any(f.action == "operation_end" for f in succession):
        yield from _end(part)


def _succession(part: Part) -> Iterator[MissionFact]:
    """One operation that takes over from another: the one ends and the other begins."""
    view = part.view
    named = [m for m in view.named if part.start <= m.span.start < part.end]
    for pattern, old_follows in ((_SUCCEEDS, True), (_YIELDS, False)):
        link = pattern.search(view.text, part.start, part.end)
        if link is None:
            continue
        old = [m for m in named if (m.span.start >= link.end()) == old_follows]
        new = [m for m in named if (m.span.start >= link.end()) != old_follows]
        if old and new and old[0].operation.name != new[0].operation.name:
            effective = effective_near(part, link.end())
            yield fact(part, "operation_end", at=old[0].span.start, effective=effective)
            yield fact(part, "deployment", at=new[0].span.start, effective=effective)
            return


def _beginning(part: Part) -> Iterator[MissionFact]:
    view = part.view
    began = _BEGAN.search(view.text, part.start, part.end)
    if began is None or view.near == 0 or part.groups or _PLACES.search(part.text):
        return
    if _SUBORDINATE.search(view.text[part.start : began.start()]):
        return
    named = any(part.start <= m.span.start <= began.start() for m in view.named)
    if not named and not _ITSELF.search(view.text[part.start : began.start()]):
        return
    day = next((d for d in view.days if began.start() <= d.start < part.end and d.start - began.end() < 25), None)
    if day is not None:
        count = _sent(part, began) if "took" in began[0] or "avait" in began[0] else None
        yield fact(part, "deployment", at=began.start(), effective=day.iso, personnel=count)


def _sent(part: Part, began: re.Match[str]) -> Count | None:
    return next((p.count for p in part.people if p.iso is None and began.start() <= p.start), None)


_CLOSING = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|cease\w*|dissol\w*|terminat\w*|fin au mandat|end(?:s|ed)? (?:the|its) mandate|"
    r"not (?:be )?renew\w*|lapse|followed by|ended the day|mandate ends|mis fin)\b",
    re.IGNORECASE,
)


def _end(part: Part) -> Iterator[MissionFact]:
    view = part.view
    cues = part.cues("operation_end")
    led = all(c.iso == view.operation.lead for group in part.groups for c in group)
    if not cues or view.near == 0 or not led or not view.operation.countries:
        return
    if _CONDITION.search(part.text) or (speaks_of_term(part.text) and not _CLOSING.search(part.text)):
        return
    effective = effective_near(part, cues[0].start)
    if effective is not None or len(cues[0].words) >= _PLAIN:
        yield fact(part, "operation_end", at=_ended_at(part, cues[0].start, cues[0].end), effective=effective)


def _ended_at(part: Part, start: int, end: int) -> int:
    """Where the operation that ends is named: after "took over from", else before the word for ending."""
    if not _SUCCEEDS.match(part.view.text[start:end]):
        return start
    return next((m.span.start for m in part.view.named if m.span.start >= end), start)

"""A report's text cut wherever a mark begins or ends, so that a page can show marks and find the place of any word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdesk.desk.claim_fields import fields_of
from watchdesk.records import Claim, Report, Span
from watchdesk.store.codec import kind_of

MARGIN = 700
"""Characters before and after the words of a claim that are shown with it."""

SHORT = 3000
"""Characters up to which a report is shown whole with each of its claims."""

LONGEST = 20_000
"""Characters from which a run without a mark is shown in parts, so that a browser can lay it out piece by piece."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that a claim stands on; `key` where they tell one of its values."""

    span: Span
    claim_id: str
    kind: str
    key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under the same marks. `at` is where it begins in the report, in characters."""

    at: int
    text: str
    claims: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stripped: str | None = None


Paragraph = tuple[Piece, ...]


def marks_of(claim: Claim) -> Iterator[Mark]:
    """The marks of one claim: its evidence, and the words of each field."""
    kind = kind_of(claim)
    for quote in claim.evidence:
        yield Mark(span=quote.span, claim_id=claim.id, kind=kind, key=False)
    for field in fields_of(claim):
        if field.quote:
            yield Mark(span=field.quote.span, claim_id=claim.id, kind=kind, key=True)


def marked_text(report: Report, marks: Sequence[Mark], window: Span | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs of the text, or of the part of it that `window` covers."""
    whole = window or Span(start=0, end=len(report.text))
    pieces = list(_pieces(report, marks, whole))
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n\n")
        at = piece.at
        for number, text in enumerate((first, *others)):
            if number:
                paragraphs.append([])
            for start in range(0, len(text), LONGEST):
                if start:
                    paragraphs.append([])
                paragraphs[-1].append(replace(piece, at=at + start, text=text[start : start + LONGEST]))
            at += len(text) + 2
    return tuple(tuple(p) for p in paragraphs if any(piece.text.strip() for piece in p))


def window_around(report: Report, claim: Claim, *, whole: bool = False) -> Span:
    """The part of the text to show with one claim: all of a short report, else its paragraphs, cut where they are
    long."""
    if whole or len(report.text) <= SHORT:
        return Span(start=0, end=len(report.text))
    spans = [m.span for m in marks_of(claim)]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = max(report.text.rfind("\n\n", 0, first) + 2, first - MARGIN) if first else 0
    end = report.text.find("\n\n", last)
    end = min(len(report.text) if end < 0 else end, last + MARGIN)
    return Span(start=max(0, start if start > 1 else 0), end=end)


def _pieces(report: Report, marks: Sequence[Mark], whole: Span) -> Iterator[Piece]:
    """One walk over the text, in which marks are taken up and put down."""
    holes = [(s.span, s.reason) for s in report.stripped if s.span and s.span.overlaps(whole)]
    turns: list[tuple[int, int, int, Mark | str]] = []
    for number, mark in enumerate(m for m in marks if m.span.overlaps(whole)):
        turns += [(mark.span.start, 1, number, mark), (mark.span.end, 0, number, mark)]
    for number, (span, reason) in enumerate(holes):
        turns += [(span.start, 1, -1 - number, reason), (span.end, 0, -1 - number, reason)]
    turns.sort(key=lambda t: t[:3])
    held: dict[int, Mark | str] = {}
    at = whole.start
    for place, begins, number, what in turns:
        stop = min(max(place, whole.start), whole.end)
        if stop > at:
            yield _piece(report, at, stop, held)
            at = stop
        if begins:
            held[number] = what
        else:
            held.pop(number, None)
    if at < whole.end:
        yield _piece(report, at, whole.end, held)


def _piece(report: Report, start: int, end: int, held: dict[int, Mark | str]) -> Piece:
    text = report.text[start:end]
    hole = next((w for w in held.values() if isinstance(w, str)), None)
    if hole is not None:
        return Piece(at=start, text=text, stripped=hole)
    marks = [w for w in held.values() if isinstance(w, Mark)]
    claims = tuple(dict.fromkeys(m.claim_id for m in marks))
    kinds = tuple(dict.fromkeys(m.kind for m in marks if m.key))
    return Piece(at=start, text=text, claims=claims, kinds=kinds)

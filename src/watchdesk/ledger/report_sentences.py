"""Sentences of a report with their offsets, for facts that no claim carries yet: camps, requests, votes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.records import Quote, Report, Span

_END = re.compile(r"(?<=[.!?…])[”»\"’)]*\s+(?=[A-ZÀ-ÝŒ«“\"•–-])|\n+")


def sentences_of(report: Report) -> Iterator[Quote]:
    """The sentences of a report in order, without those that lie in stripped passages."""
    start = 0
    for end, after in [(m.start(), m.end()) for m in _END.finditer(report.text)] + [(len(report.text),) * 2]:
        quote = _trimmed(report, start, end)
        start = after
        if quote.text and not any(s.span and s.span.overlaps(quote.span) for s in report.stripped):
            yield quote


def _trimmed(report: Report, start: int, end: int) -> Quote:
    text = report.text[start:end]
    lead = len(text) - len(text.lstrip())
    stop = start + len(text.rstrip())
    first = min(start + lead, stop)
    return Quote(span=Span(start=first, end=stop), text=report.text[first:stop])

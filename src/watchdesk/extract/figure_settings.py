"""Where and when a figure holds: the nearest place and date of its own sentence, None where there is none."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from watchdesk.extract.reported import content_start
from watchdesk.records import DateMention, Layout, Sentence, Span, When

_AFTER_COST = 1
_BEFORE_COST = 2
"""A place or date after a number belongs to it more often than one before it."""


_HOME = re.compile(
    r"\b(?:peacekeepers?|blue helmets?|troops|soldiers?|officers?|mercenar(?:y|ies)|contractors?) from (?:the )?$"
    r"|\b(?:casques? bleus?|soldats?|militaires?|policiers?|mercenaires?)"
    r" (?:originaires? |venus? )?d(?:u |es |e l[’']|[’'])$",
    re.IGNORECASE,
)
"""Before the country that soldiers come from: two peacekeepers "from Bangladesh" did not die there."""


def place_of(layout: Layout, number: Span, sentence: Sentence) -> str | None:
    """The nearest place named in the sentence that is no soldiers' home, in the text's own spelling."""
    text = layout.report.text
    words = text[sentence.span.start : sentence.span.end]
    opening = sentence.span.start + content_start(words)  # the place of a dateline is the reporter's
    spans = [p.span for p in layout.places if p.role == "place" and opening <= p.span.start < sentence.span.end]
    nearest = _nearest(number, [s for s in spans if not _HOME.search(text, max(opening, s.start - 40), s.start)])
    return text[nearest.start : nearest.end] if nearest else None


def period_of(layout: Layout, number: Span, sentence: Sentence) -> str | None:
    """The days of the nearest date of the sentence as an ISO interval: "2022", "2022-01", "2022-01-03/2022-01-09"."""
    dated: list[DateMention] = [d for d in layout.dates if d.when.first and sentence.span.holds(d.span)]
    nearest = _nearest(number, [d.span for d in dated])
    when = next((d.when for d in dated if d.span == nearest), None)
    return iso_interval(when) if when else None


def _nearest(number: Span, spans: Iterable[Span]) -> Span | None:
    def cost(span: Span) -> int:
        return (
            (span.start - number.end) * _AFTER_COST
            if span.start >= number.end
            else (number.start - span.end) * _BEFORE_COST
        )

    return min(spans, key=lambda span: (abs(cost(span)), span.start), default=None)


def iso_interval(when: When) -> str | None:
    """The shortest ISO form of the days: a whole year or month by its name, one day, or both ends."""
    first, last = when.first, when.last or when.first
    if first is None or last is None:
        return None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
    if first.day == 1 and last == _month_end(last):
        ends = (f"{first:%Y-%m}", f"{last:%Y-%m}")
        return ends[0] if ends[0] == ends[1] else "/".join(ends)
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])

"""Tolls that a report gives apart from the telling of its only violence ("The death toll has risen to 40")."""

from __future__ import annotations

import re

from watchdesk.extract.deaths import deaths_in, killed_in, sides_counted
from watchdesk.extract.event_dates import date_of
from watchdesk.extract.framing import is_background
from watchdesk.records import Deaths, Figure, Layout, Sentence, When

_ORDER = 3  # rival counts of one happening are seldom further apart
_BODY = re.compile(
    r" (?:[A-Z][\w’'-]+ ){0,2}(?:Network|Union|Committee|Association|Observatory|Society|Cent(?:re|er)|Agency|Ministry"
    r"|Red Crescent|Red Cross|Syndicate|Commission|Council)\b"
)
"""Behind a place's name that belongs to a body's: "the Sudan Doctors Network"."""
_SHARP = 2  # dates up to this precision can tell two days apart


def loose_tolls(
    told: list[Sentence],
    when: When | None,
    taken: set[int],
    figures: tuple[Figure, ...],
    layout: Layout,
) -> list[Sentence]:
    """Sentences that count the dead of the event `told` of the days `when`; `taken` are those that tell of events.

    None that sums up many happenings or tells of long ago, of days of its own, of other places, of another side's
    dead, or of so few or many that others are meant.
    """
    own, sides = deaths_in(told, figures, layout), sides_counted(told, figures, layout)
    return [
        sentence
        for sentence in layout.sentences
        if sentence.index not in taken
        and killed_in(sentence, figures)
        and not is_background(sentence, layout)
        and not _is_another_day(sentence, when, layout)
        and not _is_elsewhere(sentence, told, layout)
        and not (own and _is_of_another_order(sentence, own, figures, layout))
        and (own is None or sides_counted([sentence], figures, layout) <= sides)
    ]


def _is_of_another_order(sentence: Sentence, own: Deaths, figures: tuple[Figure, ...], layout: Layout) -> bool:
    """True where a count is less than a third of the event's own, or more than three times it."""
    count = deaths_in([sentence], figures, layout)
    return count is None or not own.best <= _ORDER * count.best <= _ORDER * _ORDER * own.best


_LONG_BEFORE = 45  # days


def is_of_long_before(sentence: Sentence, when: When | None, layout: Layout) -> bool:
    """True where a sentence tells of days of its own, long before the event's: "... in May 2023, when 54 died"."""
    told = date_of(sentence.span, sentence, layout)
    if told.basis == "inferred" or told.last is None or when is None or when.first is None:
        return False
    return (when.first - told.last).days > _LONG_BEFORE


def _is_another_day(sentence: Sentence, when: When | None, layout: Layout) -> bool:
    """True where a sentence tells of days of its own, and the event lies on none of them."""
    told = date_of(sentence.span, sentence, layout)
    if told.basis == "inferred" or told.precision > _SHARP or when is None or when.precision > _SHARP:
        return False
    if told.first is None or told.last is None or when.first is None or when.last is None:
        return False
    return told.first > when.last or told.last < when.first


def _is_elsewhere(sentence: Sentence, told: list[Sentence], layout: Layout) -> bool:
    """True where a sentence names places, and none that the telling sentences name."""
    named = _places_in([sentence], layout)
    return bool(named) and named.isdisjoint(_places_in(told, layout))


def _places_in(sentences: list[Sentence], layout: Layout) -> set[str]:
    text = layout.report.text
    inside = [
        m.span
        for m in layout.places
        if m.role == "place" and any(s.span.holds(m.span) for s in sentences) and not _BODY.match(text, m.span.end)
    ]
    return {text[span.start : span.end] for span in inside}

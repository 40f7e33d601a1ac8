"""Tolls that a report gives apart from the telling of its only violence ("The death toll has risen to 40")."""

from __future__ import annotations

from watchdesk.extract.deaths import killed_in
from watchdesk.extract.event_dates import date_of
from watchdesk.extract.framing import is_background
from watchdesk.records import Figure, Layout, Place, Sentence, When

_SHARP = 2  # dates up to this precision can tell two days apart


def loose_tolls(
    place: Place, when: When | None, taken: set[int], figures: tuple[Figure, ...], layout: Layout
) -> list[Sentence]:
    """Sentences that count the dead of the event at `place` on `when`; `taken` are those that tell of events.

    None that sums up many happenings or tells of long ago, of days of its own, or of other places.
    """
    return [
        sentence
        for sentence in layout.sentences
        if sentence.index not in taken
        and killed_in(sentence, figures)
        and not is_background(sentence, layout)
        and not _is_another_day(sentence, when, layout)
        and not _is_elsewhere(sentence, place, layout)
    ]


def _is_another_day(sentence: Sentence, when: When | None, layout: Layout) -> bool:
    """True where a sentence tells of days of its own, and the event lies on none of them."""
    told = date_of(sentence.span, sentence, layout)
    if told.basis == "inferred" or told.precision > _SHARP or when is None or when.precision > _SHARP:
        return False
    if told.first is None or told.last is None or when.first is None or when.last is None:
        return False
    return told.first > when.last or told.last < when.first


def _is_elsewhere(sentence: Sentence, place: Place, layout: Layout) -> bool:
    """True where a sentence names places, and not that of the event."""
    text = layout.report.text
    inside = [m.span for m in layout.places if m.role == "place" and sentence.span.holds(m.span)]
    named = [text[span.start : span.end] for span in inside]
    return bool(named) and (place.quote is None or place.quote.text not in named)

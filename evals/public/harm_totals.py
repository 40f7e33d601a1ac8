"""How many were killed and injured by what a reading claims of one incident, out of its figures and events.

An incident note gives a total and often its parts ("19 dead (9 soldiers and 10 rebels)"), or parts alone ("two
soldiers and a civilian were killed"). Figures of one sentence: the first is the total where it is at least the sum of
the rest, else they add up. Over the sentences the largest total stands. Of a range the upper end counts. No figure is 0.
"""

from __future__ import annotations

from reading import events_of, figures_of

from watchdesk.records import Figure, Measure, Reading


def upper(figure: Figure) -> int | None:
    """The upper end of a count, else its lower end; None for vague words, which no exact count can match."""
    if figure.count.qualifier == "vague":
        return None
    return figure.count.high if figure.count.high is not None else figure.count.low


def total_by_figures(reading: Reading, measure: Measure) -> int:
    """The total of the figures of a measure."""
    sentences: dict[int, list[int]] = {}
    for figure in figures_of(reading):
        count = upper(figure)
        if figure.measure == measure and count is not None:
            sentences.setdefault(figure.evidence[0].span.start, []).append(count)
    return max((_total(counts) for counts in sentences.values()), default=0)


def _total(counts: list[int]) -> int:
    first, rest = counts[0], sum(counts[1:])
    return first if first >= rest else first + rest


def total_by_events(reading: Reading) -> int:
    """The highest total of deaths that an event of the reading carries; of its range the report's own count."""
    return max((event.deaths.best for event in events_of(reading) if event.deaths), default=0)

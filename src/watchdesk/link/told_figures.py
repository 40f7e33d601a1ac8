"""Which figures belong to an event: those that its own report tells with it, by sentence, paragraph, place and days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from watchdesk.codebooks.folded_words import fold
from watchdesk.link.weights import Weights
from watchdesk.link.wording import likeness
from watchdesk.records import Event, Figure, Told

HARM = frozenset({"killed", "injured", "abducted", "detained"})
"""The measures that count one happening rather than a state of affairs."""

_BREAK = r"(?<!\d)[,;:–—()]|[,;:–—()](?!\d)"


def figures_by_event(told: Sequence[Told], weights: Weights) -> dict[str, tuple[str, ...]]:
    """Ids of the figures told with each event of one report, in the order of the text."""
    events = [t for t in told if isinstance(t.claim, Event) and t.claim.evidence]
    found: dict[str, list[tuple[int, str]]] = {}
    for one in told:
        figure = one.claim
        if not isinstance(figure, Figure) or figure.measure not in HARM or not figure.evidence:
            continue
        home = _event_of(figure, events, one, weights)
        if home:
            found.setdefault(home.id, []).append((figure.words.span.start, figure.id))
    return {event: tuple(i for _, i in sorted(figures)) for event, figures in found.items()}


def _event_of(figure: Figure, events: Sequence[Told], told: Told, weights: Weights) -> Event | None:
    """The event a figure counts: one of its sentence, else of its place, else the last before it in its paragraph, else
    the first of the report; None where it counts none of them."""
    if _is_long(figure, weights):
        return None
    fitting = [e.claim for e in events if isinstance(e.claim, Event) and _fits(figure, e.claim)]
    if not fitting:
        return None
    start = figure.evidence[0].span.start
    own = [e for e in fitting if any(q.span.start <= start < q.span.end for q in e.evidence)]
    if own:
        return max(own, key=lambda e: (_names_place(figure, e), e.deaths is not None, -_start(e)))
    placed = [e for e in fitting if _names_place(figure, e)]
    if placed or figure.place:
        return min(placed, key=_start, default=None)
    paragraph = told.report.text.rfind("\n\n", 0, start)
    near = [e for e in fitting if any(paragraph < q.span.start < start for q in e.evidence)]
    if near:
        return max(near, key=_start)
    return min(fitting, key=_start)


def _fits(figure: Figure, event: Event) -> bool:
    """Whether the figure's days, where it gives them, touch those of the event, and the event has happened."""
    if event.status == "announced":
        return False
    days = _days_of(figure.period)
    when = event.when
    if days is None or when is None or when.first is None or when.last is None:
        return True
    return days[0] <= when.last + dt.timedelta(days=1) and when.first <= days[1] + dt.timedelta(days=1)


def _is_long(figure: Figure, weights: Weights) -> bool:
    days = _days_of(figure.period)
    if days and (days[1] - days[0]).days + 1 > weights.numbers["days.long"]:
        return True
    folded = fold(_clause_of(figure))
    return bool(weights.aggregate.search(folded) or weights.recap.search(folded))


def _clause_of(figure: Figure) -> str:
    """The words around the figure up to the next comma, semicolon, colon, dash or bracket on each side."""
    sentence = figure.evidence[0]
    start, end = (at - sentence.span.start for at in (figure.words.span.start, figure.words.span.end))
    before = re.split(_BREAK, sentence.text[: max(0, start)])[-1]
    after = re.split(_BREAK, sentence.text[max(0, end) :])[0]
    return before + figure.words.text + after


def _names_place(figure: Figure, event: Event) -> bool:
    if not figure.place or event.place is None:
        return False
    return likeness(fold(figure.place), fold(event.place.name)) >= 0.72


def _start(event: Event) -> int:
    return event.evidence[0].span.start


def _days_of(period: str | None) -> tuple[dt.date, dt.date] | None:
    """The days of an ISO day, month, year or interval; None where there is none, or it is open or unreadable."""
    if not period:
        return None
    first, _, last = period.partition("/")
    start, end = _edge(first, last=False), _edge(last or first, last=True)
    return (start, end) if start and end and start <= end else None


def _edge(text: str, *, last: bool) -> dt.date | None:
    parts = text.strip().split("-")
    try:
        year, month, day = (int(p) for p in (*parts, "1", "1")[:3])
        if len(parts) == 3:
            return dt.date(year, month, day)
        if not last:
            return dt.date(year, month if len(parts) == 2 else 1, 1)
        month = month if len(parts) == 2 else 12
        return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    except ValueError:
        return None

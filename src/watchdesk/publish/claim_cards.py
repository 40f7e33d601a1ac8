"""Claims as cards that a person reads: a headline, labelled rows, the words, and where they stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from watchdesk.publish.coder_view import Lines, coder_view
from watchdesk.records import (
    Actor,
    Claim,
    Count,
    Event,
    Figure,
    MissionFact,
    Place,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    When,
)

KINDS = {
    "event": "Events",
    "figure": "Figures",
    "statement": "Statements",
    "mission": "Peace operations",
}
"""The kinds of card with their headings, in the order in which they are shown."""

_PRECISION = {1: "the named place", 2: "near the named place", 3: "a region, not a point"}
_BASIS = {
    "stated": "stated",
    "relative": "relative to the publication date",
    "published": "the day of publication",
    "inferred": "inferred from the text's own dates",
}
_QUALIFIER = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "up_to": "up to ",
    "less_than": "fewer than ",
}
_ACTION = {
    "contribution": "Contribution",
    "withdrawal": "Withdrawal",
    "operation_end": "End of the operation",
    "mandate": "Mandate",
    "strength": "Strength",
    "access_denied": "Access denied",
    "personnel_detained": "Personnel detained",
    "attack_on_peacekeepers": "Attack on peacekeepers",
    "deployment": "Deployment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim for the eye. `evidence` are the sentences, `keys` the telling words within them, `reasons` for an
    event why this actor, place and date."""

    id: str
    kind: str
    claim_id: str
    head: str
    status: str
    rows: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...]
    evidence: tuple[Span, ...]
    keys: tuple[Span, ...]
    score: float
    made_by: str
    reasons: tuple[tuple[str, Lines], ...] = ()


def cards_of(reading: Reading, *, prefix: str) -> tuple[Card, ...]:
    """The claims of one reading as cards, in order of their words within each kind; ids begin with `prefix`."""
    cards: list[Card] = []
    for number, claim in enumerate(sorted(reading.claims, key=lambda c: c.evidence[0].span.start), 1):
        cards.append(_card(claim, f"{prefix}c{number}", reading.report))
    return tuple(cards)


def _card(claim: Claim, card_id: str, report: Report) -> Card:
    kind, head, rows, keys = _told(claim)
    return Card(
        id=card_id,
        kind=kind,
        claim_id=claim.id,
        head=head,
        status=claim.status,
        rows=tuple((label, value) for label, value in rows if value),
        quotes=tuple(q.text for q in claim.evidence),
        evidence=tuple(q.span for q in claim.evidence),
        keys=tuple(keys),
        score=claim.score,
        made_by=claim.made_by,
        reasons=coder_view(claim, report) if isinstance(claim, Event) else (),
    )


def _told(claim: Claim) -> tuple[str, str, list[tuple[str, str]], list[Span]]:
    """Kind, headline, rows and telling words of any claim."""
    if isinstance(claim, Event):
        return "event", claim.sub_event_type, _event_rows(claim), _event_keys(claim)
    if isinstance(claim, Figure):
        return "figure", _figure_head(claim), _figure_rows(claim), [claim.words.span]
    if isinstance(claim, Statement):
        return "statement", _statement_head(claim), _statement_rows(claim), [claim.words.span]
    if isinstance(claim, MissionFact):
        head = f"{claim.operation}: {_ACTION[claim.action]}"
        return "mission", head, _mission_rows(claim), [claim.cue.span] if claim.cue else []
    raise TypeError(f"{claim!r} is no kind of claim that can be shown")


def _event_rows(event: Event) -> list[tuple[str, str]]:
    rows = [
        ("Who", actor_words(event.actor1)),
        ("To whom", actor_words(event.actor2)),
        ("Where", place_words(event.place)),
        ("When", when_words(event.when)),
    ]
    if event.deaths:
        d = event.deaths
        counts = str(d.low) if d.low == d.high else f"{d.low} to {d.high}, best {d.best}"
        rows.append(("Deaths", counts))
    rows.append(("Reported by", "; ".join(s.label for s in event.sources if s.label)))
    rows.append(("Coded", f"{event.event_type}; PLOVER {event.plover}; rule: {event.rule}"))
    return rows


def _event_keys(event: Event) -> list[Span]:
    parts = [event.cue, *(p.quote for p in (event.actor1, event.actor2, event.place, event.when) if p)]
    return [q.span for q in parts if q]


def _figure_head(figure: Figure) -> str:
    return f"{count_words(figure.count)} {figure.measure.replace('_', ' ')}"


def _figure_rows(figure: Figure) -> list[tuple[str, str]]:
    return [
        ("In words", figure.words.text),
        ("Counted", figure.who or ""),
        ("Where", figure.place or ""),
        ("Period", figure.period or ""),
        ("Source", source_words(figure.sources[0]) if figure.sources else "the report itself"),
    ]


def _statement_head(statement: Statement) -> str:
    speaker = statement.sources[0] if statement.sources else Source()
    name = speaker.label or "unnamed speaker"
    return f"{name}: {statement.act.replace('_', ' ')}"


def _statement_rows(statement: Statement) -> list[tuple[str, str]]:
    speaker = statement.sources[0] if statement.sources else Source()
    quoted = statement.mode == "direct"
    return [
        ("Words", f"“{statement.words.text}”" if quoted else f"{statement.words.text} (reported, not quoted)"),
        ("Office", speaker.role or ""),
        ("For", speaker.organisation or ""),
        ("Target", statement.target or ""),
        ("Denies", statement.denies or ""),
        ("Via", "; ".join(source_words(s) for s in statement.sources[1:])),
    ]


def _mission_rows(fact: MissionFact) -> list[tuple[str, str]]:
    return [
        ("Country", fact.country or ""),
        ("Personnel", count_words(fact.personnel) if fact.personnel else ""),
        ("Announced", fact.announced or ""),
        ("Effective", fact.effective or ""),
    ]


def actor_words(actor: Actor | None) -> str:
    """The actor's name, and the words that named it where these differ."""
    if actor is None:
        return ""
    written = actor.quote.text if actor.quote else None
    return f"{actor.name} (“{written}”)" if written and written != actor.name else actor.name


def place_words(place: Place | None) -> str:
    """The place's name and country, and how sharply it is known; says so where it is no point on a map."""
    if place is None or not (place.name or place.country):
        return "not told"
    names = ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))
    if place.latitude is None:
        return f"{names}: {place.reason or 'not located'}"
    return f"{names}: {_PRECISION[place.geo_precision]} (precision {place.geo_precision})"


def when_words(when: When | None) -> str:
    """The days, and how they are known."""
    if when is None or when.last is None:
        return "not told" if when is None or when.first is None else f"from {_day(when.first)}"
    days = _day(when.last) if when.first in (None, when.last) else f"{_day(when.first)} to {_day(when.last)}"
    if when.first is None:
        days = f"until {days}"
    quoted = f", “{when.quote.text}”" if when.quote else ""
    return f"{days} ({_BASIS.get(when.basis or '', 'basis unknown')}{quoted})"


def count_words(count: Count) -> str:
    """A count as a person writes it: `more than 8,000`, `24 to 99`."""
    mark = _QUALIFIER.get(count.qualifier, "")
    if count.low is None or count.high is None or count.low == count.high:
        number = count.low if count.low is not None else count.high
        return f"{mark}{number:,}" if number is not None else "unknown"
    return f"{count.low:,} to {count.high:,}"


def source_words(source: Source) -> str:
    """A source with name, office and body, each once."""
    parts = (source.name, source.role, source.organisation)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"

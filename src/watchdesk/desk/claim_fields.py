"""The fields of a claim as a form: what each holds, the words it came from, and which values it may take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from watchdesk.codebooks import sub_events
from watchdesk.records import (
    Act,
    Actor,
    Claim,
    Count,
    Event,
    Figure,
    Measure,
    MissionAction,
    MissionFact,
    Mode,
    Qualifier,
    Quote,
    Source,
    Statement,
    Status,
)

Input = Literal["text", "number", "date", "choice", "place"]

IN_A_LINE = (
    "date_end", "fatalities.low", "fatalities.high", "high", "personnel.high", "qualifier", "personnel.qualifier",
    "time_precision",
)  # fmt: skip
"""Fields that are read in one line with another; in this order they get the digits that those leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `path` is its name in the public record, `value` what its input shows; `quote` the words it came from.

    `words` is the section of the interface's words that names its `choices`; None where they are names themselves.
    `key` is the digit that opens the form at it, empty where none is left.
    """

    path: str
    input: Input = "text"
    value: str = ""
    quote: Quote | None = None
    choices: tuple[str, ...] = ()
    words: str | None = None
    key: str = ""

    @property
    def label(self) -> str:
        """The key of its name among the interface's words."""
        return self.path.replace(".", "_")


def fields_of(claim: Claim) -> tuple[Field, ...]:
    """The fields of a claim, in the order in which they are shown."""
    status = Field(path="status", input="choice", value=claim.status, choices=get_args(Status), words="status")
    if isinstance(claim, Event):
        return _with_keys(*_event(claim), status)
    if isinstance(claim, Figure):
        return _with_keys(*_figure(claim), status)
    if isinstance(claim, Statement):
        return _with_keys(*_statement(claim), status)
    if isinstance(claim, MissionFact):
        return _with_keys(*_mission_fact(claim), status)
    raise TypeError(f"{claim!r} is of no known kind")


def _with_keys(*fields: Field) -> tuple[Field, ...]:
    """The fields, the digits 1 to 9 and 0 given in order to those that begin a line, then to the others."""
    paths = [f.path for f in fields]
    order = [p for p in paths if p not in IN_A_LINE] + [p for p in IN_A_LINE if p in paths]
    keys = dict(zip(order, "1234567890", strict=False))
    return tuple(replace(f, key=keys.get(f.path, "")) for f in fields)


def _event(event: Event) -> Iterator[Field]:
    place, when, deaths = event.place, event.when, event.deaths
    yield Field(
        path="sub_event_type",
        input="choice",
        value=event.sub_event_type,
        quote=event.cue,
        choices=tuple(sub_events()),
        words="sub_event",
    )
    yield _actor("actor1", event.actor1)
    yield _actor("actor2", event.actor2)
    yield Field(
        path="location.name",
        input="place",
        value=place.name if place else "",
        quote=place.quote if place else None,
    )
    yield Field(path="date_start", input="date", value=_iso(when.first if when else None), quote=_q(when))
    yield Field(path="date_end", input="date", value=_iso(when.last if when else None))
    yield Field(
        path="time_precision",
        input="choice",
        value=str(when.precision if when else 4),
        choices=("1", "2", "3", "4"),
        words="time_precision",
    )
    for name in ("low", "best", "high"):
        yield Field(path=f"fatalities.{name}", input="number", value=_n(getattr(deaths, name) if deaths else None))


def _actor(path: str, actor: Actor | None) -> Field:
    return Field(path=f"{path}.name", value=actor.name if actor else "", quote=actor.quote if actor else None)


def _figure(figure: Figure) -> Iterator[Field]:
    source = figure.sources[0] if figure.sources else Source()
    yield Field(
        path="measure",
        input="choice",
        value=figure.measure,
        choices=get_args(Measure),
        words="measure",
        quote=figure.words,
    )
    yield from _count("", figure.count)
    yield Field(path="who", value=figure.who or "")
    yield Field(path="place", value=figure.place or "")
    yield Field(path="period", value=figure.period or "")
    yield Field(path="attributed_to", value=source.name or source.role or source.organisation or "", quote=source.quote)


def _count(prefix: str, count: Count | None) -> Iterator[Field]:
    yield Field(path=f"{prefix}low", input="number", value=_n(count.low if count else None))
    yield Field(path=f"{prefix}high", input="number", value=_n(count.high if count else None))
    yield Field(
        path=f"{prefix}qualifier",
        input="choice",
        value=count.qualifier if count else "exact",
        choices=get_args(Qualifier),
        words="qualifier",
    )


def _statement(statement: Statement) -> Iterator[Field]:
    source = statement.sources[0] if statement.sources else Source()
    yield Field(
        path="act", input="choice", value=statement.act, choices=get_args(Act), words="act", quote=statement.words
    )
    yield Field(path="mode", input="choice", value=statement.mode, choices=get_args(Mode), words="mode")
    yield Field(path="speaker", value=source.name or "", quote=source.quote)
    yield Field(path="speaker_role", value=source.role or "")
    yield Field(path="organisation", value=source.organisation or "")
    yield Field(path="target", value=statement.target or "")
    yield Field(path="denies", value=statement.denies or "")


def _mission_fact(fact: MissionFact) -> Iterator[Field]:
    yield Field(
        path="action",
        input="choice",
        value=fact.action,
        choices=get_args(MissionAction),
        words="action",
        quote=fact.cue,
    )
    yield Field(path="operation", value=fact.operation)
    yield Field(path="country", value=fact.country or "")
    yield from _count("personnel.", fact.personnel)
    yield Field(path="announced", value=fact.announced or "")
    yield Field(path="effective", value=fact.effective or "")


def _iso(day: object) -> str:
    return str(day) if day else ""


def _n(number: int | None) -> str:
    return "" if number is None else str(number)


def _q(part: object) -> Quote | None:
    quote: Quote | None = getattr(part, "quote", None)
    return quote

"""What a second look at a report finds for a person who corrects a claim of it, or adds one: asked of the reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from watchdesk.records import Claim, Quote, Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSeen:
    """A name that the words at `span` stand for; of a place also its id in the gazetteer (empty: not found there) and
    where that is."""

    name: str
    span: Span
    id: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSeen:
    """The days that the words at `span` stand for; `precision` as in `When`."""

    first: dt.date
    last: dt.date
    precision: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSeen:
    """The number that the words at `span` say; a bound that they leave open is None."""

    low: int | None
    high: int | None
    qualifier: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sights:
    """Everything in a report that a field may say, each in the order of the text.

    `types` are sub-event types by the words that may tell of them, `countries` ISO codes with their names in `where`.
    """

    types: tuple[NameSeen, ...] = ()
    actors: tuple[NameSeen, ...] = ()
    places: tuple[NameSeen, ...] = ()
    persons: tuple[NameSeen, ...] = ()
    operations: tuple[NameSeen, ...] = ()
    countries: tuple[NameSeen, ...] = ()
    days: tuple[DaysSeen, ...] = ()
    numbers: tuple[NumberSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim as the reader would make it of some words; `open` are the fields, by path, for which it proposes nothing
    though the claim must hold something there."""

    claim: Claim
    open: frozenset[str] = frozenset()


class SecondLook(Protocol):
    """The reader, asked again about one report."""

    def sights(self, report: Report) -> Sights:
        """What the report holds."""
        ...

    def kind_of_words(self, report: Report, words: Quote) -> str:
        """The kind of claim that these words most likely make."""
        ...

    def proposed(self, report: Report, kind: str, words: Quote, sub_event: str = "") -> Proposal | None:
        """A claim of this kind on these words, an event of this sub-event type (empty: the likeliest), as the reader's
        rules would make it; None where they make none."""
        ...

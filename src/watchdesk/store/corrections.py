"""A claim as people corrected it: their standing judgements, applied field by field."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from watchdesk.errors import StoreFault
from watchdesk.records import (
    Actor,
    Change,
    Claim,
    Count,
    Deaths,
    Event,
    Figure,
    Judgement,
    MissionFact,
    Place,
    Quote,
    Source,
    Span,
    Statement,
    When,
)

T = TypeVar("T")

ABOUT_ONE = ("accept", "edit", "reject", "add")
"""The verdicts about a claim alone; the others, and `unsure` with another claim, are about a pair."""

_PLACE = {f.name for f in fields(Place)} - {"quote", "candidates", "why", "rivals"}
_ACTOR = {f.name for f in fields(Actor)} - {"quote", "candidates", "listed"}
_OPEN = {"status"}
_PLAIN: dict[type[Claim], set[str]] = {
    Event: {"event_type", "sub_event_type", "plover", "optional", *_OPEN},
    Figure: {"measure", "who", "place", "period", *_OPEN},
    Statement: {"mode", "act", "target", "denies", *_OPEN},
    MissionFact: {"operation", "action", "country", "announced", "effective", *_OPEN},
}
_WORDS = {
    "cue": ("cue",),
    "words": ("words",),
    "actor1.mention": ("actor1", "quote"),
    "actor2.mention": ("actor2", "quote"),
    "location.mention": ("place", "quote"),
    "date_mention": ("when", "quote"),
}
"""The words of a claim that may be corrected, with where the record keeps them; their value is start, end and text."""

_SPEAKER = {"speaker": "name", "speaker_role": "role", "organisation": "organisation"}
_WHEN = {"date_start": "first", "date_end": "last", "time_precision": "precision", "date_basis": "basis"}


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that count: of each person the latest on the same thing, in the order in which they were made."""
    latest: dict[tuple[str, frozenset[str]], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        about = frozenset({judgement.claim_id, judgement.other_id or judgement.claim_id})
        latest.pop((judgement.by, about), None)
        latest[judgement.by, about] = judgement
    return list(latest.values())


def deciding(judgements: Iterable[Judgement]) -> Judgement | None:
    """The judgement that decides about one claim alone: the latest that stands, `unsure` taken back, or None."""
    alone = [j for j in standing(judgements) if j.other_id is None and j.verdict in ABOUT_ONE]
    return alone[-1] if alone else None


def correct_claim(claim: Claim, changes: Iterable[Change]) -> Claim:
    """The claim with the corrected fields.

    Raises StoreFault where a claim of this kind has no such field, or the field cannot have such a value.
    """
    for change in changes:
        try:
            claim = _change(claim, change.field, json.loads(change.new))
        except (KeyError, TypeError, ValueError) as fault:
            raise StoreFault(
                f"a correction gives {change.field!r} the value {change.new}, which it cannot have ({fault})"
            ) from fault
    return claim


def anchored(changes: Iterable[Change], text: str) -> tuple[Change, ...]:
    """The corrections as they hold in this text: corrected words are where they stand nearest to their old place.

    A correction of words that the text has not is left out.
    """
    found: list[Change] = []
    for change in changes:
        value = json.loads(change.new)
        if (change.field == "evidence" or change.field in _WORDS) and value is not None:
            quotes = [_anchor(quote, text) for quote in (value if change.field == "evidence" else [value])]
            if None in quotes:
                continue
            moved = quotes if change.field == "evidence" else quotes[0]
            if moved != value:
                change = replace(change, new=json.dumps(moved, ensure_ascii=False))
        found.append(change)
    return tuple(found)


def quotes_in(record: object) -> Iterator[Quote]:
    """Every quotation inside a record, wherever it stands."""
    if isinstance(record, Quote):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from quotes_in(part)
    elif is_dataclass(record):
        for field in fields(record):
            yield from quotes_in(getattr(record, field.name))


def _anchor(quote: Any, text: str) -> dict[str, Any] | None:
    """Words with where they stand in a text, nearest to where they stood; None where it has not these words."""
    if not isinstance(quote, dict) or not {"start", "end", "text"} <= quote.keys():
        return None
    words, start = str(quote["text"]), int(quote["start"])
    places = [m.start() for m in re.finditer(re.escape(words), text)]
    if not words.strip() or not places:
        return None
    nearest = min(places, key=lambda place: abs(place - start))
    return {**quote, "start": nearest, "end": nearest + len(words)}


def _change(claim: Claim, field: str, value: Any) -> Claim:
    head, _, rest = field.partition(".")
    if field == "evidence":
        return replace(claim, evidence=tuple(_quote(words) for words in value))
    if field in _WORDS:
        return _change_words(claim, field, value)
    if field in _PLAIN[type(claim)]:
        return replace(claim, **{field: value})
    changed: Claim | None
    if isinstance(claim, Event):
        changed = _change_event(claim, head, rest, value)
    elif isinstance(claim, Figure):
        changed = _change_figure(claim, field, value)
    elif isinstance(claim, Statement) and field in _SPEAKER:
        first = claim.sources[0] if claim.sources else Source()
        changed = replace(claim, sources=(replace(first, **{_SPEAKER[field]: value}), *claim.sources[1:]))
    elif isinstance(claim, MissionFact) and head == "personnel":
        changed = replace(claim, personnel=_part(claim.personnel, rest, value, Count, Count(low=None, high=None)))
    else:
        changed = None
    if changed is None:
        raise StoreFault(f"a correction names {field!r}, which {type(claim).__name__} has not; see docs/store.md")
    return changed


def _change_words(claim: Claim, field: str, value: Any) -> Claim:
    """The claim with other words under one of its parts; a part that it has not cannot have words."""
    head, *rest = _WORDS[field]
    part: Any = getattr(claim, head, None)
    if not hasattr(claim, head) or (rest and not part):
        raise StoreFault(f"a correction names {field!r}, a part that this {type(claim).__name__} has not")
    words = None if value is None else _quote(value)
    if words is None and head == "words":
        raise StoreFault("a correction empties 'words', which this claim needs; reject the claim instead")
    changed: dict[str, Any] = {head: replace(part, quote=words) if rest else words}
    return replace(claim, **changed)


def _quote(value: Any) -> Quote:
    if not isinstance(value, dict) or value.keys() != {"start", "end", "text"}:
        raise StoreFault(f"a correction names {value!r} as words, expected their start, end and text")
    return Quote(span=Span(start=int(value["start"]), end=int(value["end"])), text=str(value["text"]))


def _change_event(event: Event, head: str, rest: str, value: Any) -> Event | None:
    if head in ("actor1", "actor2"):
        actor = getattr(event, head)
        changed: dict[str, Any] = {head: _part(actor, rest, value, Actor, Actor(name=""), _ACTOR)}
        return replace(event, **changed)
    if head == "location":
        return replace(event, place=_part(event.place, rest, value, Place, Place(name=""), _PLACE))
    if head == "fatalities":
        return replace(event, deaths=_deaths(event.deaths, rest, value))
    if head == "associated":
        return replace(event, associated=tuple(value))
    if head in _WHEN:
        when = event.when or When(first=None, last=None, precision=4, basis=None)
        changed = {_WHEN[head]: dt.date.fromisoformat(value) if value and head in ("date_start", "date_end") else value}
        return replace(event, when=replace(when, anchor=None, **changed))
    return None


def _change_figure(figure: Figure, field: str, value: Any) -> Figure | None:
    if field in ("low", "high", "qualifier"):
        return replace(figure, count=replace(figure.count, **{field: value}))
    if field == "attributed_to":
        first = figure.sources[0] if figure.sources else Source()
        return replace(figure, sources=(replace(first, name=value), *figure.sources[1:]))
    return None


def _deaths(deaths: Deaths | None, rest: str, value: Any) -> Deaths | None:
    """Deaths with one of low, best, high changed; a first number stands for all three until the others are given."""
    if not rest:
        return None if value is None else Deaths(**value)
    if value is None:
        raise StoreFault(f"a correction empties 'fatalities.{rest}', expected a number; empty 'fatalities' as a whole")
    return replace(deaths or Deaths(low=value, best=value, high=value), **{rest: value})


def _part(part: T | None, rest: str, value: Any, kind: type[T], blank: T, known: set[str] | None = None) -> T | None:
    """A part of a claim with one field changed, or the whole part where no field is named (None takes it away)."""
    if not rest:
        return None if value is None else kind(**value)
    if known is not None and rest not in known:
        raise StoreFault(f"a correction names {rest!r}, expected one of {', '.join(sorted(known))}")
    return replace(part or blank, **{rest: value})  # type: ignore[type-var]  # parts of claims are dataclasses

"""Claims of an annotated report paired with those that were read: each with at most one, the best pair first.

What counts as a pair is said at each kind below. Positions are those of the words in the annotated text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from watchdesk.measure.same_values import Item, same_actor, same_dates, same_name, same_place

Record = dict[str, Any]
"""One report as the public record has it: `document` and a list of claims for each of KINDS."""

KINDS = ("events", "figures", "statements", "peace_operations")
"""The kinds of claim, by their names in the public record."""

Spans = list[tuple[int, int]]
Affinity = Callable[[Item, Item], float]
"""How well two claims pair; 0 is no pair."""

_HARM = frozenset({"killed", "injured", "abducted", "displaced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """One kind in one report: annotated and read claims that pair, those missed, those invented."""

    pairs: tuple[tuple[Item, Item], ...]
    missed: tuple[Item, ...]
    invented: tuple[Item, ...]


def pair_report(gold: Record, guess: Record) -> dict[str, Paired]:
    """Every kind of claim of one report paired; optional events too. A kind that the guess lacks is empty."""
    text = gold["document"]["text"]
    return {kind: pair_claims(gold[kind], guess.get(kind, []), _AFFINITIES[kind](text)) for kind in KINDS}


def pair_claims(golds: Sequence[Item], guesses: Sequence[Item], affinity: Affinity) -> Paired:
    """One-to-one pairs by falling affinity; among equals the first of the report."""
    ranked = sorted(
        ((affinity(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(guesses)), key=lambda r: -r[0]
    )
    used_golds, used_guesses, pairs = set(), set(), []
    for worth, i, j in ranked:
        if worth > 0 and i not in used_golds and j not in used_guesses:
            pairs.append((golds[i], guesses[j]))
            used_golds.add(i)
            used_guesses.add(j)
    return Paired(
        pairs=tuple(pairs),
        missed=tuple(g for i, g in enumerate(golds) if i not in used_golds),
        invented=tuple(p for j, p in enumerate(guesses) if j not in used_guesses),
    )


def spans_of(text: str, quotes: Iterable[str | None]) -> Spans:
    """Where the first of each quoted words stands in the text; words that do not stand there are left out."""
    found = ((text.find(quote), quote) for quote in quotes if quote)
    return [(at, at + len(quote)) for at, quote in found if at >= 0]


def overlap(one: Spans, other: Spans) -> int:
    """Characters that two lists of spans share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def sub_events_of(gold: Item) -> set[str | None]:
    """The sub-event types that are right for an annotated event."""
    return {gold.get("sub_event_type"), *gold.get("alternatives", [])}


def _event_affinity(text: str) -> Affinity:
    """Events: the evidence touches the annotated evidence and the ACLED event type agrees."""

    def affinity(g: Item, p: Item) -> float:
        touch = overlap(spans_of(text, g["evidence"]), spans_of(text, p.get("evidence") or []))
        if g["event_type"] != p.get("event_type") or not touch:
            return 0
        likeness = (
            2 * (p.get("sub_event_type") in sub_events_of(g))
            + same_place(g.get("location"), p.get("location"))
            + same_actor(g.get("actor1"), p.get("actor1"))
            + same_dates(g, p)
        )
        return 1 + touch / 1000 + likeness

    return affinity


def _figure_affinity(text: str) -> Affinity:
    """Figures: the same numbers, evidence that touches, and the same measure where it is one of harm to people."""

    def affinity(g: Item, p: Item) -> float:
        touch = overlap(spans_of(text, [g["evidence"]]), spans_of(text, [p.get("evidence")]))
        near = overlap(spans_of(text, [g["text"]]), spans_of(text, [p.get("text")]))
        measures = {g["measure"], p.get("measure")}
        same = (g["low"], g["high"]) == (p.get("low"), p.get("high")) and (len(measures) == 1 or not measures & _HARM)
        return 1 + bool(near) + same_name(g.get("attributed_to"), p.get("attributed_to")) if touch and same else 0

    return affinity


def _statement_affinity(text: str) -> Affinity:
    """Statements: at least half of the longer text is shared."""

    def affinity(g: Item, p: Item) -> float:
        a, b = spans_of(text, [g["text"]]), spans_of(text, [p.get("text")])
        if not a or not b:
            return 0
        shared = overlap(a, b) / max(a[0][1] - a[0][0], b[0][1] - b[0][0])
        return shared if shared >= 0.5 else 0

    return affinity


def _mission_affinity(text: str) -> Affinity:
    """Facts about peace operations: the same action and country, evidence that touches."""

    def affinity(g: Item, p: Item) -> float:
        touch = overlap(spans_of(text, [g["evidence"]]), spans_of(text, [p.get("evidence")]))
        if not touch or g["action"] != p.get("action") or g.get("country") != p.get("country"):
            return 0
        return 1 + touch / 1000 + same_name(g.get("operation"), p.get("operation"))

    return affinity


_AFFINITIES: dict[str, Callable[[str], Affinity]] = {
    "events": _event_affinity,
    "figures": _figure_affinity,
    "statements": _statement_affinity,
    "peace_operations": _mission_affinity,
}

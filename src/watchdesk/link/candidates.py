"""Where linking looks: which claims lie near one another in day and place, and the memory that finds them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from watchdesk.link.features import Features
from watchdesk.link.pair_score import days_apart
from watchdesk.link.weights import Weights
from watchdesk.records import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two claims whose score passes the mark: `one` is the lesser id. `bits` as in `pair_bits`."""

    one: str
    other: str
    bits: float


class Candidates(Protocol):
    """What a Linker remembers between claims: in memory, or in a database.

    Answers may come in any order. `near` may give more than asked for, never less: the linker itself keeps the pairs
    that `may_join` holds for, so incidents do not depend on how a memory looks things up.
    """

    def near(self, features: Features) -> Iterable[Features]:
        """At least every kept claim that `may_join` with this one; the claim itself may be among them."""
        ...

    def features(self, claim_ids: Sequence[str]) -> Iterable[Features]:
        """The features of these claims; unknown ids are passed over."""
        ...

    def links(self, claim_ids: Sequence[str]) -> Iterable[Link]:
        """The kept links that have one of these claims at either end."""
        ...

    def judgements(self, claim_ids: Sequence[str]) -> Iterable[Judgement]:
        """The judgements `same`, `different`, `unsure` and `reject` with one of these claims at either end, and the
        `accept` and `edit` that may take a `reject` back."""
        ...

    def keep(self, features: Features, links: Sequence[Link]) -> None:
        """Remember a claim with its links; a claim kept before is replaced, with its links."""
        ...

    def drop(self, claim_id: str) -> None:
        """Forget a claim and its links; an unknown id is passed over."""
        ...


def may_join(one: Features, other: Features, weights: Weights) -> bool:
    """Whether a pair is compared at all: near in days, and in place, country, name of place or a named actor."""
    if one.claim_id == other.claim_id or not (one.joins and other.joins):
        return False
    if days_apart(one, other) > weights.numbers["days.apart_max"]:
        return False
    if one.country and one.country == other.country:
        return True
    if name_key(one) and name_key(one) == name_key(other):
        return True
    if one.country and other.country:
        here, there = cell_of(one), cell_of(other)
        return here is not None and there is not None and there in _around(here)
    return bool(set(one.named_actors) & set(other.named_actors))


def name_key(features: Features) -> str:
    """The first four letters of the place's folded name, under which near spellings are found; empty where no name."""
    return features.place.replace(" ", "")[:4]


def cell_of(features: Features) -> tuple[int, int] | None:
    """The cell of one degree that the place's point lies in, as whole degrees south and west; None without a point.

    Across a border only claims of the same cell or of its eight neighbours are compared.
    """
    if features.latitude is None or features.longitude is None:
        return None
    return math.floor(features.latitude), math.floor(features.longitude)


def _around(cell: tuple[int, int]) -> set[tuple[int, int]]:
    north, east = cell
    return {(north + n, (east + e + 180) % 360 - 180) for n in (-1, 0, 1) for e in (-1, 0, 1)}


class MemoryCandidates:
    """The memory of one process: claims by day and country, by day and name, by day and cell of a degree."""

    def __init__(self, weights: Weights, judgements: Iterable[Judgement] = ()) -> None:
        self._weights = weights
        self._claims: dict[str, Features] = {}
        self._by_key: dict[tuple[int, str], dict[str, None]] = {}
        self._links: dict[str, dict[str, Link]] = {}
        self._judged: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            self.judge(judgement)

    def __len__(self) -> int:
        return len(self._claims)

    def near(self, features: Features) -> list[Features]:
        reach = int(self._weights.numbers["days.apart_max"])
        found: dict[str, None] = {}
        for day in range(features.first - reach, features.last + reach + 1):
            for key in keys_sought(features):
                found.update(self._by_key.get((day, key), ()))
        return [self._claims[i] for i in found]

    def features(self, claim_ids: Sequence[str]) -> list[Features]:
        return [self._claims[i] for i in claim_ids if i in self._claims]

    def links(self, claim_ids: Sequence[str]) -> list[Link]:
        return [link for i in claim_ids for link in self._links.get(i, {}).values()]

    def judgements(self, claim_ids: Sequence[str]) -> list[Judgement]:
        return [j for i in claim_ids for j in self._judged.get(i, ())]

    def keep(self, features: Features, links: Sequence[Link]) -> None:
        self.drop(features.claim_id)
        self._claims[features.claim_id] = features
        for day in range(features.first, features.last + 1):
            for key in keys_kept(features):
                self._by_key.setdefault((day, key), {})[features.claim_id] = None
        for link in links:
            self._links.setdefault(link.one, {})[link.other] = link
            self._links.setdefault(link.other, {})[link.one] = link

    def drop(self, claim_id: str) -> None:
        features = self._claims.pop(claim_id, None)
        if features is None:
            return
        for day in range(features.first, features.last + 1):
            for key in keys_kept(features):
                self._by_key[(day, key)].pop(claim_id, None)
        for other in self._links.pop(claim_id, {}):
            self._links[other].pop(claim_id, None)

    def judge(self, judgement: Judgement) -> None:
        """Remember one judgement."""
        for claim_id in {judgement.claim_id, judgement.other_id} - {None}:
            self._judged.setdefault(str(claim_id), []).append(judgement)


def keys_kept(features: Features) -> list[str]:
    """The keys under which a claim is found, each with every day of its range."""
    keys = [f"country {features.country}"] if features.country else [f"bare {a}" for a in features.named_actors]
    keys += [f"name {name_key(features)}"] if features.place else []
    keys += [f"cell {cell_of(features)}"] if cell_of(features) else []
    return keys + [f"actor {a}" for a in features.named_actors]


def keys_sought(features: Features) -> list[str]:
    """The keys under which the claims lie that may join this one."""
    keys = [f"name {name_key(features)}"] if features.place else []
    if not features.country:
        return keys + [f"actor {a}" for a in features.named_actors]
    cell = cell_of(features)
    keys += [f"cell {c}" for c in sorted(_around(cell))] if cell else []
    return [f"country {features.country}", *keys, *(f"bare {a}" for a in features.named_actors)]

"""The weights of linking, read from the codebook `linking.yml` and checked entry by entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.folded_words import fold, word_list
from watchdesk.errors import BadCodebook

_FEATURES = ("days", "place", "type", "actors", "deaths", "words", "same_report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What linking weighs. `numbers` holds each entry of a feature by "feature.case" ("place.within"): bits, or the
    kilometres, days and shares at which a case begins."""

    prior: float
    join_at: float
    hopeless: float
    numbers: dict[str, float]
    radius_km: dict[int, float]
    families: tuple[frozenset[str], ...]
    loose_types: frozenset[str]
    vague: re.Pattern[str]
    empty: frozenset[str]
    aggregate: re.Pattern[str]
    recap: re.Pattern[str]


@cache
def load_weights() -> Weights:
    """The weights that come with watchdesk. Raises BadCodebook with the entry that is wrong."""
    return read_weights(load_codebook("linking"))


def read_weights(book: dict[str, Any]) -> Weights:
    """The weights of one codebook, checked. Raises BadCodebook with the entry that is wrong."""
    numbers: dict[str, float] = {}
    for feature in _FEATURES:
        for case, value in _mapping(book, feature).items():
            if isinstance(value, int | float):
                numbers[f"{feature}.{case}"] = float(value)
    place, kinds, never = _mapping(book, "place"), _mapping(book, "type"), _mapping(book, "never")
    return Weights(
        prior=_number(book, "prior"),
        join_at=_number(book, "join_at"),
        hopeless=_number(book, "hopeless"),
        numbers=numbers,
        radius_km={int(k): float(v) for k, v in _mapping(place, "radius_km").items()},
        loose_types=frozenset(_words(kinds, "loose_types")),
        families=tuple(frozenset(family) for family in kinds["families"]),
        vague=word_list(_words(_mapping(book, "actors"), "vague")),
        empty=frozenset(fold(w) for w in _words(_mapping(book, "words"), "empty")),
        aggregate=word_list(_words(never, "aggregate")),
        recap=word_list(_words(never, "recap")),
    )


def _mapping(entry: dict[str, Any], key: str) -> dict[Any, Any]:
    found = entry.get(key)
    if not isinstance(found, dict):
        raise BadCodebook(f"linking.yml: {key} is {found!r}, expected a mapping")
    return found


def _number(entry: dict[str, Any], key: str) -> float:
    found = entry.get(key)
    if not isinstance(found, int | float):
        raise BadCodebook(f"linking.yml: {key} is {found!r}, expected a number of bits")
    return float(found)


def _words(entry: dict[str, Any], key: str) -> list[str]:
    found = entry.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(w, str) for w in found):
        raise BadCodebook(f"linking.yml: {key} is {found!r}, expected a list of words")
    return found

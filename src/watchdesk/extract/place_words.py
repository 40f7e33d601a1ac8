"""The word lists by which place names are told from persons, bodies and plain words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml

from watchdesk.errors import BadCodebook

FILE = "place_words.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Each list of place_words.yml as a set; words keep their case."""

    titles: frozenset[str]
    offices: frozenset[str]
    first_names: frozenset[str]
    bodies: frozenset[str]
    not_places: frozenset[str]
    kinds_before: frozenset[str]
    kinds_after: frozenset[str]
    strong_before: frozenset[str]
    weak_before: frozenset[str]
    speech: frozenset[str]
    common: frozenset[str]
    peoples: frozenset[str]
    craft: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """The lists, read once. Raises BadCodebook where a list is missing, unknown or holds what is no word."""
    path = files("watchdesk") / "codebooks" / FILE
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    expected = {field.name for field in fields(PlaceWords)}
    if set(rows) != expected:
        raise BadCodebook(f"{FILE}: lists {sorted(set(rows) ^ expected)} are missing or unknown")
    for name, words in rows.items():
        for word in words:
            if not isinstance(word, str):
                raise BadCodebook(f"{FILE}: {name} holds {word!r}, expected a word; put it between quotation marks")
    return PlaceWords(**{name: frozenset(words) for name, words in rows.items()})

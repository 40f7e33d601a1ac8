"""Names compared across reports and languages, and the lists of words of the ledgers' codebook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.folded_words import fold, word_list
from watchdesk.errors import BadCodebook
from watchdesk.records import Names

_NEAR = 0.9  # share of letters in common from which two spellings are one name: Tchombangou, Tchoma Bangou


@cache
def ledger_words(*keys: str) -> re.Pattern[str]:
    """The words under one key of `ledger.yml`, such as `stock` or `units`, `villages`. Raises BadCodebook."""
    entry: object = load_codebook("ledger")
    for key in keys:
        entry = entry.get(key) if isinstance(entry, dict) else None
    words = [w for e in entry for w in (e if isinstance(e, list) else [e])] if isinstance(entry, list) else []
    if not words or not all(isinstance(w, str) for w in words):
        raise BadCodebook(f"ledger.yml: {'.'.join(keys)} is {entry!r}, expected a list of words")
    return word_list(words)


def keys_under(key: str) -> tuple[str, ...]:
    """The names under one key of `ledger.yml`, in the order of the file."""
    entry = load_codebook("ledger").get(key)
    if not isinstance(entry, dict):
        raise BadCodebook(f"ledger.yml: {key} is {entry!r}, expected a mapping of names to words")
    return tuple(entry)


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether two spellings are of one name: equal when folded, or nearly so in names of six letters and more."""
    a, b = fold(one).replace(" ", ""), fold(other).replace(" ", "")
    if a == b:
        return bool(a)
    if min(len(a), len(b)) < 6 or a[0] != b[0] or abs(len(a) - len(b)) > 2:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _NEAR


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once, in its first spelling and order."""
    found: list[str] = []
    for name in names:
        if not any(same_name(name, other) for other in found):
            found.append(name)
    return tuple(found)


def is_country(name: str, names: Names | None) -> bool:
    """Whether `name` is a country and so no place where one thing happens."""
    if names is None:
        return False
    found = names.countries_in(name)
    return any(m.form == "name" and m.span.end - m.span.start >= len(name) - 4 for m in found)

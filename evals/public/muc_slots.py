"""Templates of MUC-4 and how a response is scored against a key, slot by slot, by the set's own scoring guidelines.

A fill is right, half right or wrong; recall is (right + half / 2) over what the key asks, precision the same over what
the response gives. Templates are aligned within an article to score best, and only where the incident types match at
least in part. `ALL TEMPLATES`: a template that nobody else has counts all its fills as missed or invented; optional
templates of the key that nobody answered count nothing. Scored without the interactive part, so only by these rules:

- type: the same is right; ATTACK for another type is half.
- date: the key's day or range is right; a day inside it is half; `on or before` the key's last day is half.
- location: country and the key's sharpest place right; the country alone, or with another place, half; that place in
  the wrong country half.
- strings: equal to an alternative but for articles, numbers and order of titles is right; a name or noun shared, half.
- set fills (stage, category of perpetrator): equal or wrong.
- killed and injured: the key's number or a bound of its range right; inside it half.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import unicodedata
from dataclasses import dataclass, field

from f1 import Counts

STRINGS = ("perp individual", "perp organisation", "physical target", "victim name", "victim description")
SLOTS = ("template", "type", "stage", "date", "location", "perp category", *STRINGS, "killed", "injured")
_IDLE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "some",
        "several",
        "at",
        "least",
        "about",
        "other",
        "former",
        "its",
        "their",
        "two",
        "three",
        "four",
        "five",
    ]
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; `open` where only the last is known (`- 18 AUG 89`)."""

    first: dt.date
    last: dt.date
    open: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Country (ISO code, or the name where there is none) and the place, sharpest name last; the key's alternatives."""

    country: str | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident. A string fill is its alternatives; a response has one alternative each."""

    type: frozenset[str]
    stage: frozenset[str] = frozenset({"ACCOMPLISHED"})
    date: Days | None = None
    location: tuple[Where, ...] = ()
    category: frozenset[str] = frozenset()
    strings: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    optional: bool = False


def words_of(text: str) -> frozenset[str]:
    """The words of a fill that tell, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return frozenset(w for w in _WORD.findall(kept) if w not in _IDLE and not w.isdigit())


def match_string(response: str, alternatives: tuple[str, ...]) -> float:
    mine = words_of(response)
    theirs = [words_of(one) for one in alternatives]
    if any(mine == one or (one and one <= mine and len(mine) <= len(one) + 2) for one in theirs):
        return 1.0
    return 0.5 if any(mine & one for one in theirs) else 0.0


def match_type(response: Template, key: Template) -> float:
    if response.type & key.type:
        return 1.0
    return 0.5 if "ATTACK" in response.type else 0.0


def match_date(response: Days, key: Days) -> float:
    if (response.first, response.last, response.open) == (key.first, key.last, key.open):
        return 1.0
    if response.open:
        return 0.5 if response.last == key.last else 0.0
    first = dt.date.min if key.open else key.first
    return 0.5 if first <= response.first and response.last <= key.last else 0.0


def match_place(response: Where, key: Where) -> float:
    same = response.country == key.country
    sharp = {words_of(name) for name in key.names[-1:]} or {frozenset[str]()}
    mine = {words_of(name) for name in response.names} or {frozenset[str]()}
    named = bool(sharp & mine) or bool(key.names and words_of(key.names[0]) in mine)
    if same:
        return 1.0 if named else 0.5
    return 0.5 if named and key.names else 0.0


def match_count(response: int, key: tuple[int, int]) -> float:
    if response in key:
        return 1.0
    return 0.5 if key[0] <= response <= key[1] else 0.0


def slot_counts(response: Template | None, key: Template | None) -> dict[str, Counts]:
    """What the fills of one pair of templates come to; either may be None, and then all of the other's count."""
    found = {slot: Counts() for slot in SLOTS}
    both = response is not None and key is not None
    _tally(found["template"], 1.0 if both else 0.0, response is not None, key is not None)
    single = {
        "type": (response and response.type, key and key.type),
        "stage": (response and response.stage, key and key.stage),
        "perp category": (response and response.category, key and key.category),
        "date": (response and response.date, key and key.date),
        "location": (response and response.location, key and key.location),
    }
    for slot, (mine, theirs) in single.items():
        value = _match_one(slot, response, key) if mine and theirs and response and key else 0.0
        _tally(found[slot], value, bool(mine), bool(theirs))
    for slot in STRINGS:
        _tally_strings(
            found[slot], response.strings.get(slot, ()) if response else (), key.strings.get(slot, ()) if key else ()
        )
    for slot in ("killed", "injured"):
        mine_count = response.counts.get(slot) if response else None
        key_count = key.counts.get(slot) if key else None
        value = match_count(mine_count[1], key_count) if mine_count and key_count else 0.0
        _tally(found[slot], value, mine_count is not None, key_count is not None)
    return found


def _match_one(slot: str, response: Template, key: Template) -> float:
    if slot == "type":
        return match_type(response, key)
    if slot == "date":
        return match_date(response.date, key.date) if response.date and key.date else 0.0
    if slot == "location":
        return max(match_place(mine, theirs) for mine in response.location for theirs in key.location)
    mine, theirs = (response.stage, key.stage) if slot == "stage" else (response.category, key.category)
    return 1.0 if mine & theirs else 0.0


def _tally(counts: Counts, value: float, given: bool, wanted: bool) -> None:
    counts.right += value
    counts.invented += (1 - value) if given else 0
    counts.missed += (1 - value) if wanted else 0


def _tally_strings(counts: Counts, mine: tuple[tuple[str, ...], ...], key: tuple[tuple[str, ...], ...]) -> None:
    """Fills of one string slot, paired best first."""
    offers = sorted(
        ((match_string(m[0], k), i, j) for i, m in enumerate(mine) for j, k in enumerate(key)), key=lambda o: -o[0]
    )
    used: set[int] = set()
    taken: set[int] = set()
    total = 0.0
    for value, i, j in offers:
        if value and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            total += value
    counts.right += total
    counts.invented += len(mine) - total
    counts.missed += len(key) - total


def points(response: Template, key: Template) -> float:
    """How well two templates fit: the fills that are right."""
    return sum(counts.right for slot, counts in slot_counts(response, key).items() if slot != "template")


def align(responses: list[Template], keys: list[Template]) -> list[tuple[Template | None, Template | None]]:
    """Pairs of an article's templates, the best fitting first; what stays alone is paired with None."""
    offers = [
        (points(r, k), i, j)
        for (i, r), (j, k) in itertools.product(enumerate(responses), enumerate(keys))
        if match_type(r, k)
    ]
    used: set[int] = set()
    taken: set[int] = set()
    pairs: list[tuple[Template | None, Template | None]] = []
    for _, i, j in sorted(offers, key=lambda offer: (-offer[0], offer[1], offer[2])):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((responses[i], keys[j]))
    pairs += [(r, None) for i, r in enumerate(responses) if i not in used]
    pairs += [(None, k) for j, k in enumerate(keys) if j not in taken and not k.optional]
    return pairs

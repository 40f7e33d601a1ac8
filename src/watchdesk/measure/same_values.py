"""When two values of the public record count as the same: names, actors, places, days."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import Any

Item = dict[str, Any]
"""One claim of a public record, or a part of one."""

NEAR_KM = 50
"""Kilometres within which two points are one place."""

_ARTICLES = frozenset({"the", "of", "de", "la", "le", "les", "du", "des"})
_WEEK = dt.timedelta(7)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names share most of their words, or one's words hold the other's; no name is like no name."""
    a, b = _name_words(one), _name_words(other)
    if not a or not b:
        return not a and not b
    return a <= b or b <= a or len(a & b) / len(a | b) >= 0.5


def _name_words(name: str | None) -> set[str]:
    """The words of a name without case, accents and articles, in any script."""
    plain = (c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c))
    return set(re.findall(r"\w+", "".join(plain).lower())) - _ARTICLES


def same_actor(gold: Item | None, guess: Item | None) -> bool:
    """Whether name or words of one actor are like name or words of the other."""
    if not gold or not guess:
        return not gold and not guess
    golds, guesses = ([actor[key] for key in ("name", "mention") if actor.get(key)] for actor in (gold, guess))
    return any(same_name(g, p) for g in golds for p in guesses)


def same_place(gold: Item | None, guess: Item | None) -> bool:
    """Within NEAR_KM for a named place; the same country and name (or region) for a region or country."""
    if not gold or not guess:
        return not gold and not guess
    if gold.get("geo_precision") == 3:
        region = gold.get("admin1")
        named = same_name(gold.get("name"), guess.get("name"))
        level = gold.get("country") == guess.get("country") and guess.get("geo_precision") == 3
        return level and (named or bool(region and same_name(region, guess.get("admin1"))))
    points = [place.get(key) for place in (gold, guess) for key in ("latitude", "longitude")]
    return None not in points and _km(gold, guess) <= NEAR_KM


def _km(one: Item, other: Item) -> float:
    la1, lo1, la2, lo2 = map(math.radians, (p[k] for p in (one, other) for k in ("latitude", "longitude")))
    half = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def is_sharper(gold: Item | None, guess: Item | None) -> bool:
    """Whether the guess pins a place more precisely than the text allows."""
    if not gold or not guess or guess.get("latitude") is None:
        return False
    return int(guess.get("geo_precision") or 3) < int(gold.get("geo_precision") or 3)


def same_dates(gold: Item, guess: Item) -> bool:
    """Both ends equal where the gold is exact to the day; else the guess lies inside the gold, give or take 7 days."""
    g0, g1 = _day(gold.get("date_start")), _day(gold.get("date_end"), last=True)
    p0, p1 = _day(guess.get("date_start")), _day(guess.get("date_end"), last=True)
    if g0 is None:
        return p0 is None or (guess.get("time_precision") or 4) >= 3
    if p0 is None:
        return False
    g1, p1 = g1 or g0, p1 or p0
    if gold.get("time_precision") == 1:
        return (g0, g1) == (p0, p1)
    return g0 - _WEEK <= p0 and p1 <= g1 + _WEEK


def _day(text: object, *, last: bool = False) -> dt.date | None:
    """The first or last day of an ISO day, month or year; None where it is none."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if not last:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)


def same_range(gold: Item | None, guess: Item | None) -> bool:
    """Whether two ranges have both ends in common; none is like none."""
    if gold is None or guess is None:
        return gold is None and guess is None
    return (gold.get("low"), gold.get("high")) == (guess.get("low"), guess.get("high"))

"""Feasts that reports name instead of a date; those of the moon are reckoned and so given as a few days."""

from __future__ import annotations

import re
from collections.abc import Mapping

from watchdesk.extract.date_calendar import Days, add_days, easter_of, islamic_days, make_day
from watchdesk.extract.date_setting import UNKNOWN, Found, Hit, Setting, said_year, this_year, with_lead

_ISLAMIC = (
    (r"fitr|korite", 10, 1),
    (r"adha|kebir|tabaski", 12, 10),
    (r"ramadan", 9, 1),
    (r"ashura|achoura", 1, 10),
    (r"mawlid|maouloud|mouloud|gamou", 3, 12),
)
_MOVABLE = (
    (r"good friday|vendredi saint", -2),
    (r"easter monday|lundi de paques", 1),
    (r"palm sunday|dimanche des rameaux", -7),
    (r"easter|paques", 0),
    (r"pentecost|pentecote", 49),
    (r"ascension", 39),
)
_FIXED = (
    (r"orthodox christmas", 1, 7),
    (r"christmas eve|(?:veille|reveillon) de noel", 12, 24),
    (r"boxing day", 12, 26),
    (r"christmas|noel", 12, 25),
    (r"new year's eve|saint-sylvestre", 12, 31),
    (r"new year|nouvel an|jour de l'an", 1, 1),
    (r"may day", 5, 1),
    (r"all saints|toussaint", 11, 1),
    (r"nowruz|norouz", 3, 21),
    (r"14-juillet", 7, 14),
)


def resolve_feast(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Religious and other feasts. Days of the moon are reckoned, so they are given as a few days (precision 2)."""
    year = said_year(got, at)
    if year is None and at.today is None:
        return UNKNOWN
    if re.match(
        r" (?:market|markets|tree|card|gift|party|shopping|season|mass)\b", hit.string[hit.end() : hit.end() + 10]
    ):
        return None
    if re.match(r" [A-Z]", at.raw[hit.end("feast") : hit.end("feast") + 2]):
        return None  # a person: "Noël Kaboré"
    choices = _feast_days(got["feast"], year or this_year(at))
    if not choices:
        return None
    if year is not None:
        inside = [c for c in choices if c[0].year == year or c[1].year == year]
        pick = inside[0] if inside else None
    else:
        pick = _nearest_past(choices, at)
    if pick is None:
        return None
    length = (pick[1] - pick[0]).days
    precision = 1 if length == 0 else 2 if length < 10 else 3
    found = Found(days=pick, precision=precision, basis="stated" if "year" in got else "relative")
    return with_lead(found, next((w for w in ("since", "depuis") if hit[0].startswith(w)), None), at)


def _nearest_past(choices: list[Days], at: Setting) -> Days | None:
    assert at.today is not None
    if at.future:
        return next((c for c in choices if c[1] >= at.today), None)
    soon = add_days(at.today, 14)
    return next((c for c in reversed(choices) if c[0] <= soon), None)


def _feast_days(feast: str, year: int) -> list[Days]:
    years = [y for y in (year - 1, year, year + 1) if 2 <= y <= 9990]
    for words, month, day in _ISLAMIC:
        if re.search(words, feast):
            found = [d for y in years for d in islamic_days(month, day, y) if y > 622]
            early, late = (1, 1) if month != 9 else (0, 29)
            return sorted({(add_days(d, -early), add_days(d, late)) for d in found})
    for words, shift in _MOVABLE:
        if re.search(words, feast):
            days = [add_days(easter_of(y), shift) for y in years]
            return [(d, d) for d in days]
    for words, month, day in _FIXED:
        if re.search(words, feast):
            eve = 1 if re.fullmatch(r"new year|nouvel an|new year's", feast) else 0
            return [(add_days(d, -eve), d) for y in years if (d := make_day(y, month, day))]
    return []

"""Expressions of longer stretches: months, seasons, quarters, years, decades, recent weeks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from watchdesk.extract.date_calendar import Days, add_days, add_months, month_of, months_from, week_of, year_of
from watchdesk.extract.date_setting import (
    FUTURE_LEADS,
    UNKNOWN,
    Found,
    Hit,
    Setting,
    from_on,
    last_word,
    lead_of,
    month_of_day,
    move_day,
    move_days,
    precision_of,
    said_month,
    said_year,
    shift_month,
    this_year,
    vague_span,
    with_lead,
)
from watchdesk.extract.date_traps import COUNTED, counts_on, is_half_a_day, is_no_month, stands_as_month
from watchdesk.extract.date_words import MONTHS, ORDINALS, PARTS, SEASONS, read_number, read_unit
from watchdesk.records import Basis


def resolve_month(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """A month, with or without its year; a name that is also another word needs a preposition."""
    lead = lead_of(hit, got)
    placed = bool({"part", "year", "yrel", "rel", "own"} & got.keys()) or bool(lead)
    said = got.get("in", "")
    if not placed and not stands_as_month(hit, got["month"], said, at):
        return None
    if is_no_month(hit, "month", at, dated="year" in got):
        return None
    if is_half_a_day(hit, said, at):
        return None
    part = PARTS.get(last_word(got.get("part", "")), "")
    year = said_year(got, at)
    rel = got.get("rel", "")
    days = days_of_month(said_month(got), year, part, at, lead=lead, rel=rel)
    if days is None:
        return UNKNOWN
    precision = 2 if part in ("early", "mid", "late") else 3
    basis: Basis = "stated" if "year" in got else "relative"
    return with_lead(Found(days=days, precision=precision, basis=basis), lead, at)


def resolve_month_week(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Weeks of a month run by sevens, first days are the first ten, halves turn on the 15th."""
    if "month" in got:
        days = days_of_month(said_month(got), said_year(got, at), None, at)
    else:
        days = None if at.today is None else month_of_day(add_months(at.today, -1 if got.get("rel") == "last" else 0))
    if days is None:
        return UNKNOWN
    first, last = days
    nth = ORDINALS.get(got["nth"].removesuffix("s"), 0)
    unit = got["unit"]
    if unit in ("days", "jours"):
        span = (first, first.replace(day=10)) if nth == 1 else (last.replace(day=21), last)
    elif unit in ("half", "moitie", "fortnight", "quinzaine"):
        span = (first, first.replace(day=15)) if nth == 1 else (first.replace(day=16), last)
    elif nth == 0:
        span = (add_days(last, -6), last)
    else:
        span = (add_days(first, 7 * (nth - 1)), min(add_days(first, 7 * nth - 1), last))
    return Found(days=span, precision=2, basis="stated" if "year" in got else "relative")


def resolve_year_piece(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Quarters, halves and the first months of a year."""
    quarter = got.get("q") or got.get("q2")
    nth = int(quarter[1]) if quarter else ORDINALS.get(got["nth"].removesuffix("s"), 0)
    unit = got.get("unit", "quarter")
    length = {"quarter": 3, "trimestre": 3, "half": 6, "semestre": 6}.get(unit) or read_number(got.get("num", "")) or 0
    if not 0 < length <= 12 or ("num" in got and nth != 1) or not ({"year", "rel", "yrel"} & got.keys() or quarter):
        return None
    if at.today is None and "year" not in got:
        return UNKNOWN
    year = int(got["year"]) if "year" in got else this_year(at) + {"last": -1, "next": 1}.get(got.get("yrel", ""), 0)
    nth = nth or 12 // length
    month = 1 + (nth - 1) * length
    if month > 12:
        return None
    days = months_from(year, month, length)
    return Found(days=days, precision=precision_of(days), basis="stated" if "year" in got else "relative")


def resolve_month_range(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if is_no_month(hit, "month", at, dated="year" in got) or is_no_month(hit, "month2", at, dated="year2" in got):
        return None
    if (
        "span" not in got
        and "year2" not in got
        and " " in hit.string[hit.end("month") : hit.start("month2")].strip("- ")
    ):
        return None
    last_month = MONTHS[got["month2"].rstrip(".")]
    year = int(got["year2"]) if "year2" in got else said_year(got, at)
    end = days_of_month(last_month, year, None, at)
    if end is None:
        return UNKNOWN
    first_year = int(got["year"]) if "year" in got else end[1].year - (said_month(got) > last_month)
    start = month_of(first_year, said_month(got))[0]
    if start > end[1]:
        return None
    days = (start, end[1])
    return Found(days=days, precision=precision_of(days), basis="stated" if year and "yrel" not in got else "relative")


def resolve_season(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    rel, season = got.get("rel", ""), got["season"]
    art = got.get("art", "").strip()
    if "year" not in got and "yrel" not in got:
        if not at.french and (
            not rel or (rel == "the" and not re.match(r"(?:in|during|over|since|by|until)\b", hit[0]))
        ):
            return None
        if (season == "fall" and hit.string.startswith(" of ", hit.end())) or hit[0].endswith(" of"):
            return None
        if art in ("en", "d'") and season == "ete":
            return None
    if at.today is None and "year" not in got:
        return UNKNOWN
    month = SEASONS[season]
    year = said_year(got, at) or _season_year(month, rel, art, at)
    days = months_from(year, month, 3)
    if got.get("part"):
        place = {"early": 0, "mid": 1, "late": 2}[PARTS[got["part"]]]
        days = months_from(*shift_month(year, month, place), 1)
    found = Found(days=days, precision=3, basis="stated" if "year" in got else "relative")
    return with_lead(found, got.get("lead"), at)


def resolve_year(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    said, year = got.get("in", ""), int(got["year"])
    follows = got.get("next", "")
    if follows and (
        COUNTED.match(follows) or (said in ("a", "and", "et", "for", "to", "de", "pour", "of") and year % 100 == 0)
    ):
        return None
    if said in ("and", "et", "for", "to", "a", "pour", "de") and counts_on(follows, said):
        return None
    days = year_of(year, PARTS.get(last_word(got.get("part", ""))))
    precision = precision_of(days) if "part" in got else 4
    return with_lead(Found(days=days, precision=precision, basis="stated"), got.get("lead"), at)


def resolve_year_range(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    first, second, dash = int(got["year"]), got["year2"], got["dash"].strip()
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if len(second) == 2 and dash != "-":
        return None
    if not first < last <= first + 100 or (dash in ("to", "a", "and", "et") and "span" not in got):
        return None
    return Found(days=(year_of(first)[0], year_of(last)[1]), precision=4, basis="stated")


def resolve_decade(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    first = int(got["year"])
    first = 1900 + first if first < 100 else first
    part = PARTS.get(got.get("part") or got.get("part2") or "")
    start, length = {"early": (first, 3), "mid": (first + 3, 4), "late": (first + 6, 4)}.get(part or "", (first, 10))
    found = Found(days=(year_of(start)[0], year_of(start + length - 1)[1]), precision=4, basis="stated")
    return with_lead(found, got.get("lead"), at)


def resolve_recent(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """The last so many days, weeks or months, up to the day of reading."""
    if at.today is None:
        return UNKNOWN
    unit = read_unit(got["unit"])
    if unit is None:
        return None
    said = got.get("num") or got.get("num2")
    number = read_number(said) if said else None
    plural = got["unit"].endswith("s") or "vague" in got
    if number is None:
        span = (
            vague_span(unit) if plural else {"day": 1, "week": 7, "month": 31, "year": 365, "decade": 3652}.get(unit, 1)
        )
        precision = {"hour": 2, "day": 2, "week": 3 if plural else 2, "month": 3}.get(unit, 4)
        return Found(days=(add_days(at.today, -span), at.today), precision=precision)
    hours = unit == "hour"
    start = add_days(at.today, -max(1, -(-number // 24))) if hours else move_day(at.today, unit, -number)
    return Found(days=(start, at.today), precision=precision_of((start, at.today)))


def resolve_coming(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """The next so many days, weeks or months, from the day of reading on."""
    if at.today is None:
        return UNKNOWN
    unit = read_unit(got["unit"])
    if unit is None:
        return None
    number = read_number(got["num"]) if "num" in got else None
    end = add_days(at.today, vague_span(unit)) if number is None else move_day(at.today, unit, number)
    days = (at.today, max(at.today, end))
    return Found(days=days, precision=max(2, precision_of(days)))


def resolve_for_since(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if at.today is None:
        return UNKNOWN
    number, unit = read_number(got["num"]), read_unit(got["unit"])
    if unit is None:
        return None
    if number is None:
        precision = {"hour": 2, "day": 2, "week": 3, "month": 3}.get(unit, 4)
        return Found(days=(add_days(at.today, -vague_span(unit)), at.today), precision=precision)
    start = move_days(at.today, unit, -number).days
    return from_on(start[0], at.today) if start else None


def resolve_unit(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """This, last and next week, month or year, or a part of it; what runs now ends with the day of reading."""
    if at.today is None:
        return UNKNOWN
    unit = read_unit(got.get("unit") or got.get("unit3") or "")
    rel = (got.get("rel") or got.get("rel3") or "") + got.get("rel2", "")
    if unit is None:
        return None
    steps = (
        -1
        if re.search(r"last|past|derni|passe|ecoule", rel)
        else 1
        if re.search(r"next|coming|prochain|qui vient", rel)
        else 0
    )
    part = PARTS.get(last_word(got.get("part", "")))
    part = "early" if got.get("part", "").endswith("first half of") else part
    days = _unit_days(unit, steps, part, at)
    if got.get("part") in ("later", "plus tard"):
        days = (at.today, days[1]) if days[1] >= at.today and not steps else days
    precision = {"week": 2, "fortnight": 2, "month": 3}.get(unit, 4)
    precision = 2 if part and unit == "month" else precision
    return with_lead(Found(days=days, precision=precision), got.get("lead"), at)


def days_of_month(
    month: int, year: int | None, part: str | None, at: Setting, lead: str = "", rel: str = ""
) -> Days | None:
    """The days of a month in the year said, else the latest not after the day of reading, or the next to come."""
    if year is not None:
        return month_of(year, month, part)
    if at.before_year is not None and not rel:
        return month_of(at.before_year, month, part)
    if at.today is None:
        return None
    here = at.today.year - (month > at.today.month)
    if rel == "this":
        here = at.today.year
    elif rel == "next":
        here = at.today.year + (month <= at.today.month)
    elif rel == "last":
        here = at.today.year - (month >= at.today.month)
    elif at.future or lead.startswith(FUTURE_LEADS):
        ahead = at.today.year + (month < at.today.month)
        gap = (ahead - at.today.year) * 12 + month - at.today.month
        here = ahead if gap <= 10 else here
    days = month_of(here, month, part)
    if days[0] > at.today and not rel and not at.future and not lead.startswith(FUTURE_LEADS):
        days = month_of(here, month, part) if (days[0] - at.today).days < 15 else month_of(here - 1, month, part)
    return days


def _season_year(month: int, rel: str, art: str, at: Setting) -> int:
    """The year in which the season meant began."""
    assert at.today is not None
    begun = at.today.year - (at.today < dt.date(at.today.year, month, 1))
    if at.future or rel in ("next", "prochain"):
        return begun + 1 if at.today > months_from(begun, month, 3)[1] or rel else begun
    if rel in ("last", "dernier", "passe"):
        return begun - (at.today <= months_from(begun, month, 3)[1])
    if rel == "this" or art in ("ce", "cet"):
        return at.today.year
    return begun


def _unit_days(unit: str, steps: int, part: str | None, at: Setting) -> Days:
    today = at.today
    assert today is not None
    if unit == "week":
        first, last = week_of(today, steps)
        if part:
            places = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}[part]
            return add_days(first, places[0]), add_days(first, places[1])
        if steps == 0 and not at.future:
            return add_days(first, -1) if today.weekday() < 6 else first, today
        return first, last
    if unit == "fortnight":
        return (add_days(today, -14), today) if steps <= 0 else (today, add_days(today, 14))
    if unit == "month":
        there = add_months(today.replace(day=1), steps)
        days = month_of(there.year, there.month, part)
    elif unit == "year":
        days = year_of(min(max(today.year + steps, 1), 9998), part)
    else:
        years = 10 if unit == "decade" else 100
        return add_months(today, 12 * years * (steps or -1)), today
    if steps == 0 and not at.future and days[0] <= today < days[1]:
        days = (days[0], today)
    return days

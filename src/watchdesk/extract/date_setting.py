"""What an expression stands for and where it stands, and the steps that its resolvers share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from watchdesk.extract.date_calendar import Days, add_days, add_months, month_of, week_of, weekend_of, year_of
from watchdesk.extract.date_words import MONTHS, PARTS
from watchdesk.records import Basis


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression stands for; `days` None where it is a date whose days cannot be known. `anchor` is the day of
    the text that it was counted from, None where that is the day of reading."""

    days: Days | None
    precision: int = 1
    basis: Basis | None = "relative"
    anchor: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: `today` the day it is read against, `before` the days of the date last named.

    `night` tells that `before` is one night over two days; `main` is the first day that the report names; `here` is
    the last date of the same sentence; `before_year` a year said in it; `future` tells that the clause speaks of what
    is to come; `words` is the folded text and `raw` the text itself.
    """

    today: dt.date | None
    before: Days | None
    night: bool
    main: Days | None
    here: Days | None
    before_year: int | None
    future: bool
    french: bool
    words: str
    raw: str


Hit = re.Match[str]


_BACK = re.compile(
    r"\b(?:earlier|before|beforehand|previous\w*|preceding|prior|plus tot|avant|auparavant|precedente?"
    r"|d'avant|veille)\b"
)
UNKNOWN = Found(days=None, precision=4, basis=None)


FUTURE_LEADS = ("until", "till", "by", "jusqu", "d'ici")
_DONE = re.compile(r"\b(?:was|were|had) (?!due|set|to be|expected|planned|scheduled)[^.;:,]{0,40}$")
_STILL_TO_COME = re.compile(r"\b(?:will|would|shall|to|should|due|plan\w*|promise\w*|pledge\w*|vow\w*)\b")


def lead_of(hit: Hit, got: Mapping[str, str]) -> str:
    """The word that leads a date ("by", "since"), none where "by" closes what was done ("were gone by August")."""
    lead = got.get("lead", "")
    before = hit.string[max(0, hit.start() - 60) : hit.start()]
    done = lead.startswith("by") and _DONE.search(before) and not _STILL_TO_COME.search(before)
    return "" if done else lead


def one_day(day: dt.date | None, basis: Basis) -> Found | None:
    return None if day is None else Found(days=(day, day), basis=basis)


def this_year(at: Setting) -> int:
    return at.today.year if at.today else 1


def day_number(word: str | None) -> int:
    return int(re.sub(r"\D", "", word)) if word else 0


def last_word(words: str) -> str:
    """The word of a part ("the very end of" gives "end")."""
    return next((w for w in re.split(r"[ ']", words) if w in PARTS), "")


def said_month(got: Mapping[str, str]) -> int:
    return MONTHS[got["month"].rstrip(".")]


def said_year(got: Mapping[str, str], at: Setting) -> int | None:
    """The year said, in figures or as last or next year; None where none is said."""
    if "year" in got:
        return int(got["year"])
    rel = got.get("yrel", "")
    if not rel or at.today is None:
        return None
    if at.french and rel in ("dernier", "prochain"):
        return None
    return at.today.year + (-1 if re.search(r"last|dernier|passe", rel) else 1 if rel == "next" else 0)


def with_lead(found: Found | None, lead: str | None, at: Setting) -> Found | None:
    """A date after since, by, until or about: since runs to the day of reading, by and about are less sharp."""
    if found is None or found.days is None or not lead:
        return found
    first = found.days[0]
    if lead.startswith(("since", "depuis", "a compter", "a partir")) or lead in ("from", "as of", "des"):
        if at.today is None or first > at.today or lead in ("from", "as of", "des") or lead.startswith("a "):
            return found
        since = from_on(first, at.today)
        return Found(days=since.days, precision=since.precision, basis=found.basis)
    if lead in ("by", "around", "about", "on or about", "vers", "as at") or lead.startswith(
        ("d'ici", "autour", "aux env")
    ):
        return Found(days=found.days, precision=max(found.precision, 2), basis=found.basis)
    return found


def from_on(first: dt.date, today: dt.date) -> Found:
    days = (first, max(first, today))
    length = (days[1] - first).days
    return Found(days=days, precision=2 if length <= 31 else 3 if length <= 100 else 4)


def precision_of(days: Days) -> int:
    return precision_of_length((days[1] - days[0]).days)


def precision_of_length(length: int) -> int:
    """The precision of a stretch without sharp ends, by its length in days."""
    return 1 if length == 0 else 2 if length <= 14 else 3 if length <= 100 else 4


def vague_span(unit: str) -> int:
    """How many days "several" or "recent" of a unit reach back."""
    return {"hour": 1, "day": 7, "week": 31, "fortnight": 42, "month": 183, "year": 1826, "decade": 10957}.get(unit, 31)


def move_day(day: dt.date, unit: str, number: int) -> dt.date:
    if unit == "hour":
        return add_days(day, (number + (11 if number > 0 else -11)) // 24 if abs(number) >= 12 else 0)
    if unit in ("day", "week", "fortnight"):
        return add_days(day, number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, number * {"month": 1, "year": 12, "decade": 120}.get(unit, 1))


def move_days(day: dt.date, unit: str, number: int, whole: bool = False) -> Found:
    """`day` moved by so many units: the day itself for days, the unit around it for longer ones."""
    there = move_day(day, unit, number)
    if unit in ("hour", "day"):
        return Found(days=(there, there))
    if unit in ("week", "fortnight"):
        days = week_of(there) if whole else (there, there)
        return Found(days=days, precision=2)
    if unit == "weekend":
        return Found(days=weekend_of(add_days(day, 7 * number)))
    if unit == "month":
        return Found(days=month_of_day(there) if whole else (there, there), precision=3)
    return Found(days=year_of(there.year), precision=4)


def month_of_day(day: dt.date) -> Days:
    return month_of(day.year, day.month)


def shift_month(year: int, month: int, places: int) -> tuple[int, int]:
    number = year * 12 + month - 1 + places
    return number // 12, number % 12 + 1


def is_back(got: Mapping[str, str]) -> bool:
    """True where a deictic expression counts backwards."""
    return bool(_BACK.search(" ".join(got.get(k, "") for k in ("dir", "dir2", "rel", "same"))))

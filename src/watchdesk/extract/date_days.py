"""Expressions of days: dates, weekdays, today and yesterday, the day after, nights and weekends."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from watchdesk.extract.date_calendar import Days, add_days, add_months, make_day, week_of, weekend_of, year_of
from watchdesk.extract.date_setting import (
    FUTURE_LEADS,
    UNKNOWN,
    Found,
    Hit,
    Setting,
    day_number,
    is_back,
    lead_of,
    month_of_day,
    move_days,
    one_day,
    precision_of,
    precision_of_length,
    said_month,
    said_year,
    vague_span,
    with_lead,
)
from watchdesk.extract.date_traps import is_name, is_no_month, is_no_weekday, opens_line
from watchdesk.extract.date_words import MONTHS, ORDINALS, WEEKDAYS, read_number, read_unit

_OF = re.compile(r" (?:as the|as his|as her|of the|du|de la|de l'|des|d') ?\w")
_CAME = re.compile(
    r"(?:came|comes|coming|happened|occurred|survient|survenue?s?|intervient|lieu) (?:barely |just |only )?$"
)


_MOST_OF_A_YEAR = 330  # days


def resolve_iso(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    day = make_day(int(got["year"]), int(got["m"]), int(got["d"]))
    return one_day(day, "stated")


def resolve_numeric(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Day and month in figures: day first in French, with dots, or where the second figure is above twelve."""
    first, second = int(got["a"]), int(got["b"])
    if "year" not in got:
        return _day_in_year(second, first, None, at) if hit[0][0] in "ld" or opens_line(hit) else None
    if len(got["year"]) == 2 and got["sep"] == ".":
        return None
    year = int(got["year"]) + (2000 if len(got["year"]) == 2 else 0)
    if second > 12 >= first:
        return one_day(make_day(year, first, second), "stated")
    if first > 12 or at.french or got["sep"] == "." or first == second:
        return one_day(make_day(year, second, first), "stated")
    return UNKNOWN if make_day(year, second, first) else None


def resolve_day(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if is_no_month(hit, "month", at, dated=True) or is_name(hit, got, at):
        return None
    day = day_number(got.get("day")) or ORDINALS.get(got.get("ordinal", ""), 0)
    found = _day_in_year(said_month(got), day, said_year(got, at), at, lead_of(hit, got))
    return with_lead(found, got.get("lead"), at)


def resolve_day_range(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if is_no_month(hit, "month", at, dated=True) or is_name(hit, got, at):
        return None
    if re.search(
        r"(?:\bno\.?|n°|nº|#|\bnumber|\bnumero|\bupdate|\bissue) ?$", hit.string[max(0, hit.start() - 9) : hit.start()]
    ):
        return None  # "Update No. 3 - 19 May"
    last_month = MONTHS.get(got.get("month2", got["month"]).rstrip("."), 0)
    year = said_year({**got, **({"year": got["year2"]} if "year2" in got else {})}, at)
    last = _day_in_year(last_month, day_number(got["day2"]), year, at)
    if last is None or last.days is None:
        return last
    end = last.days[1]
    first_year = int(got["year"]) if "year" in got else end.year - (said_month(got) > last_month)
    start = make_day(first_year, said_month(got), day_number(got["day"]))
    if start is None or start > end:
        return None
    return Found(days=(start, end), basis="stated" if year and "yrel" not in got else "relative")


def resolve_weekday_range(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if at.today is None:
        return UNKNOWN
    end = _weekday_near(WEEKDAYS[got["wd2"]], at.today, at.future)
    start = add_days(end, -((end.weekday() - WEEKDAYS[got["wd"]]) % 7))
    return Found(days=(start, end))


def resolve_weekday(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """The last such weekday up to the day of reading, the next where the words or the verb say so."""
    if is_no_weekday(hit, got, at):
        return None
    if at.today is None:
        return UNKNOWN
    wd, rel = WEEKDAYS[got["wd"].rstrip(".")], got.get("rel", "")
    lead = got.get("lead", "")
    if "unit" in got or "semaine" in rel:
        weeks = (
            -1 if rel in ("last", "de la semaine derniere") else 1 if rel in ("next", "de la semaine prochaine") else 0
        )
        return with_lead(one_day(add_days(week_of(at.today, weeks)[0], wd), "relative"), lead, at)
    if rel in ("the following", "the next", "suivant") and at.before:
        return one_day(_after(wd, at.before[1]), "relative")
    if rel in ("the previous", "precedent") and at.before:
        return one_day(_before(wd, at.before[0]), "relative")
    if (rel in ("that", "the same") or "rel2" in got) and (named := at.here or at.before):
        near = add_days(named[0], -3)
        return one_day(_after(wd, near, same=True), "relative")
    if rel in ("last", "this past", "dernier", "passe"):
        day = _before(wd, at.today)
    elif rel in ("next", "this coming", "prochain", "en huit"):
        day = _after(wd, at.today)
    elif lead.startswith(("since", "depuis")):
        day = _before(wd, at.today)  # what goes on "since Monday" began no later than yesterday
    else:
        ahead = at.future or (lead.startswith(FUTURE_LEADS[:2]) and not _past_before(hit))
        day = _weekday_near(wd, at.today, ahead)
    return with_lead(one_day(day, "relative"), lead, at)


def resolve_weekday_day(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """A weekday with its day of the month ("lundi 27"): the nearest such day in the direction that the clause tells."""
    if at.today is None:
        return UNKNOWN
    wd, number = WEEKDAYS[got["wd"]], day_number(got["day"])
    steps = range(400) if at.future else range(0, -400, -1)
    days = (add_days(at.today, step) for step in steps)
    day = next((d for d in days if d.day == number and d.weekday() == wd), None)
    return None if day is None else one_day(day, "relative")


def resolve_weekend(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if at.today is None:
        return UNKNOWN
    days = weekend_of(at.today)
    rel = got.get("rel", "") + got.get("rel2", "")
    if ("following" in rel or "suivant" in rel) and at.before:
        days = weekend_of(add_days(at.before[1], 7))
    elif "next" in rel or "prochain" in rel or at.future:
        days = weekend_of(add_days(at.today, 7))
    elif ("last" in rel or "dernier" in rel) and at.today.weekday() >= 5:
        days = weekend_of(add_days(at.today, -7))
    if not at.future and days[0] <= at.today < days[1]:
        days = (days[0], at.today)
    return with_lead(Found(days=days), got.get("lead"), at)


def resolve_day_word(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if at.today is None:
        return UNKNOWN
    word = got["word"]
    if word == "hier" and "nuit" in hit[0]:
        return Found(days=(add_days(at.today, -1), at.today))
    if word in ("overnight", "cette nuit", "la nuit derniere", "la nuit passee"):
        if word == "cette nuit" and at.future:
            return Found(days=(at.today, add_days(at.today, 1)))
        return Found(days=(add_days(at.today, -1), at.today))
    steps = {
        "yesterday": -1,
        "last evening": -1,
        "last night": -1,
        "hier": -1,
        "hier soir": -1,
        "avant-hier": -2,
        "tomorrow": 1,
        "demain": 1,
        "apres-demain": 2,
    }
    return one_day(add_days(at.today, steps.get(word, 0)), "relative")


def resolve_night(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """A night without a name: the one after the day last named, else the last one."""
    if at.before is not None:
        first = at.before[1]
        if at.today == first and not at.future:
            first = add_days(first, -1)  # the night after the day of reading is still to come
        return Found(days=(first, add_days(first, 1)), anchor=at.before[1])
    return UNKNOWN if at.today is None else Found(days=(add_days(at.today, -1), at.today))


def resolve_deictic(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Days told from the date last named in the text: the same day, the next day, two days later, la veille."""
    unit = read_unit(got.get("unit") or got.get("unit3") or "day")
    if unit is None:
        return None
    if "num" in got:
        return _count_from(hit, got, at, unit)
    back = is_back(got)
    start = at.here if back and unit == "day" and at.here else at.before
    if at.main and at.here is None and _OF.match(hit.string, hit.end()):
        start = at.main  # "the day before the attack", "le jour même du départ": what the report is about
    if start is None:
        if at.today is None or not back:
            return UNKNOWN
        start = (at.today, at.today)
    if "same" in got or "same3" in got:
        days = _same_unit(unit, start)
        return Found(days=days, precision=precision_of(days), anchor=start[0])
    base = start[0] if back or at.night else start[1]
    if back and got.get("unit", "") in ("night", "nuit"):
        return Found(days=(add_days(base, -1), base), anchor=base)  # "the night before": over to that day
    if "dir2" in got:
        steps = -2 if "avant" in got["dir2"] else -1 if back else 2 if "sur" in got["dir2"] else 1
        there = add_days(base, steps)
        return _not_ahead(Found(days=(there, there), anchor=base), at)
    return _not_ahead(replace(move_days(base, unit, -1 if back else 1, whole=True), anchor=base), at)


def _count_from(hit: Hit, got: Mapping[str, str], at: Setting, unit: str) -> Found | None:
    """So many days before or after the date last named; before a clause it tells of the clause ("two days after
    they lost it"), counted the other way."""
    before = hit.string[max(0, hit.start() - 16) : hit.start()]
    number = read_number(got["num"])
    if number is None or re.search(r"\b(?:for|pendant|durant|in) $", before):
        return None  # how long something lasted
    back, start = is_back(got), at.before
    beside = got["dir"] in ("after", "before", "apres", "avant") and re.match(
        r" \w", hit.string[hit.end() : hit.end() + 2]
    )
    if beside and at.here:
        back, start = not back, at.here
    elif beside and (start is None or _CAME.search(before)):
        back = not back
    if start is None:
        if at.today is None or not (back or beside):
            return UNKNOWN
        start = (at.today, at.today)
    base = start[0] if back or at.night else start[1]
    return _not_ahead(replace(move_days(base, unit, -number if back else number), anchor=base), at)


def _not_ahead(found: Found, at: Setting) -> Found:
    """What was counted forward past the day of reading, in a clause of the past, was counted from the wrong day."""
    ahead = at.today and found.days and found.days[0] > at.today and not at.future
    return UNKNOWN if ahead else found


def resolve_ago(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """So long ago, or in so long: a day for days, the week around for weeks, the month or year for longer."""
    if at.today is None:
        return UNKNOWN
    if "dir2" in got:
        return one_day(add_days(at.today, 2 if "tomorrow" in got["dir2"] else -2), "relative")
    number, unit = read_number(got["num"]), read_unit(got["unit"])
    if unit is None or got["dir"] == "on":
        return None
    if number is None:
        span = vague_span(unit)
        return Found(days=(add_days(at.today, -span), at.today), precision=precision_of_length(span))
    ahead = got["dir"] in ("dans", "d'ici", "sous")
    if ahead and not at.future and got["dir"] == "dans":
        return None
    return with_lead(move_days(at.today, unit, number if ahead else -number), got.get("lead"), at)


def resolve_day_of_month(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """A bare day ("the 22nd", "le 9"): in the month last named, else the last such day up to the day of reading."""
    if at.today is None and at.before is None:
        return UNKNOWN
    numbers = [day_number(got["day"]), day_number(got.get("day2", got["day"]))]
    anchor = at.before[0] if at.before and at.before[1] - at.before[0] <= dt.timedelta(62) else at.today
    if anchor is None:
        return UNKNOWN
    if got.get("rel") and at.today:
        anchor = add_months(at.today, -1) if got["rel"] == "last" else at.today
    found = make_day(anchor.year, anchor.month, numbers[1])
    if (
        at.today
        and not at.future
        and not (at.before and at.before[0] > at.today)
        and (found is None or found > at.today)
    ):
        back = add_months(anchor.replace(day=1), -1)
        found = make_day(back.year, back.month, numbers[1])
    if found is None:
        return None
    if numbers[0] <= numbers[1]:
        start = make_day(found.year, found.month, numbers[0])
    else:
        back = add_months(found.replace(day=1), -1)
        start = make_day(back.year, back.month, numbers[0])
    return with_lead(Found(days=(start, found)), got.get("lead") or got.get("lead2"), at) if start else None


def _day_in_year(month: int, day: int, year: int | None, at: Setting, lead: str = "") -> Found | None:
    """The day in the year said, else in the year that lies nearest in the direction that the clause tells."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year is not None:
        return one_day(make_day(year, month, day), "stated")
    told = make_day(at.before_year, month, day) if at.before_year is not None else None
    if told is not None and not _is_next_new_year(told, at.today):
        return one_day(told, "relative")
    if at.today is None:
        return UNKNOWN if make_day(2000, month, day) else None
    near = [d for y in range(at.today.year - 4, at.today.year + 5) if 1 <= y <= 9999 and (d := make_day(y, month, day))]
    past = max((d for d in near if d <= at.today), default=None)
    ahead = min((d for d in near if d > at.today), default=None)
    if past is None or ahead is None:
        return one_day(past or ahead, "relative")
    gap = (ahead - at.today).days
    forward = gap < (330 if at.future or lead.startswith(FUTURE_LEADS) else 30)
    return one_day(ahead if forward else past, "relative")


def _is_next_new_year(told: dt.date, today: dt.date | None) -> bool:
    """Whether a day in the year of a dateline is nearly a year gone, so that the next such day is meant: "1 January" in
    a report of 28 December."""
    return today is not None and told.year == today.year and (today - told).days > _MOST_OF_A_YEAR


def _same_unit(unit: str, days: Days) -> Days:
    if unit == "week":
        return week_of(days[0])
    if unit == "weekend":
        return weekend_of(days[1])
    if unit == "month":
        return month_of_day(days[0])
    return year_of(days[0].year) if unit == "year" else days


def _weekday_near(weekday: int, today: dt.date, future: bool) -> dt.date:
    return _after(weekday, today, same=True) if future else add_days(today, -((today.weekday() - weekday) % 7))


def _before(weekday: int, day: dt.date) -> dt.date:
    return add_days(day, -((day.weekday() - weekday - 1) % 7) - 1)


def _after(weekday: int, day: dt.date, same: bool = False) -> dt.date:
    return (
        add_days(day, (weekday - day.weekday()) % 7) if same else add_days(day, (weekday - day.weekday() - 1) % 7 + 1)
    )


def _past_before(hit: Hit) -> bool:
    before = hit.string[max(0, hit.start() - 60) : hit.start()]
    return bool(re.search(r"\b(?:was|were|had|did|\w+ed)\b", before)) and not re.search(
        r"\b(?:will|would|to)\b", before
    )

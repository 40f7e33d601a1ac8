"""Calendar arithmetic: months, seasons, weeks, Easter and the tabular Islamic year."""

from __future__ import annotations

import datetime as dt

DAY = dt.timedelta(days=1)
Days = tuple[dt.date, dt.date]
_EPOCH = 227014  # the day before 1 Muharram of the year 1: 19 July 622 in Gregorian reckoning (civil epoch)


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def add_days(day: dt.date, days: int) -> dt.date:
    """`day` moved by `days`, held inside the years that the calendar knows."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` later (or earlier), the month's last day where it is shorter."""
    number = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, min(day.day, month_of(year, month + 1)[1].day))


def month_of(year: int, month: int, part: str | None = None) -> Days:
    """First and last day of a month; `part` early is the 1st to 10th, mid the 11th to 20th, late the rest."""
    first = dt.date(year, month, 1)
    last = dt.date(year, 12, 31) if month == 12 else dt.date(year, month + 1, 1) - DAY
    parts = {"early": (first, first.replace(day=10)), "mid": (first.replace(day=11), first.replace(day=20))}
    parts["late"] = (first.replace(day=21), last)
    return parts.get(part or "", (first, last))


def year_of(year: int, part: str | None = None) -> Days:
    """First and last day of a year; `part` early is January to March, mid May to August, late October to December."""
    months = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}
    first, last = months.get(part or "", (1, 12))
    return dt.date(year, first, 1), month_of(year, last)[1]


def months_from(year: int, month: int, length: int) -> Days:
    """First and last day of `length` months from one on, across the turn of the year."""
    first = dt.date(year, month, 1)
    return first, add_months(first, length) - DAY


def week_of(day: dt.date, weeks: int = 0) -> Days:
    """Monday and Sunday of the week of `day`, moved by `weeks`."""
    monday = add_days(day, 7 * weeks - day.weekday())
    return monday, add_days(monday, 6)


def weekend_of(day: dt.date) -> Days:
    """The last Saturday and Sunday that have begun by `day`."""
    saturday = add_days(day, -((day.weekday() - 5) % 7))
    return saturday, add_days(saturday, 1)


def easter_of(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def islamic_day(year: int, month: int, day: int) -> dt.date:
    """The day of the tabular Islamic calendar (civil epoch); the sighted moon may differ by a day or two."""
    return dt.date.fromordinal(_EPOCH + day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30)


def islamic_days(month: int, day: int, year: int) -> tuple[dt.date, ...]:
    """Where a day of the Islamic year falls in the Gregorian `year` and the years beside it, in order."""
    about = int((year - 622) * 33 / 32)
    return tuple(islamic_day(about + shift, month, day) for shift in range(-2, 4))

"""How each kind of date expression becomes a first and a last day: one resolver per kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from watchdesk.extract.date_calendar import (
    Days,
    add_days,
    add_months,
    easter_of,
    islamic_days,
    make_day,
    month_of,
    months_from,
    week_of,
    weekend_of,
    year_of,
)
from watchdesk.extract.date_words import MONTHS, ORDINALS, PARTS, SEASONS, WEEKDAYS, read_number, read_unit
from watchdesk.records import Basis


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression stands for; `days` None where it is a date whose days cannot be known."""

    days: Days | None
    precision: int = 1
    basis: Basis | None = "relative"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: `today` the day it is read against, `before` the days of the date last named.

    `future` tells that the clause speaks of what is to come; `here` is the last date of the same sentence; `words` is the folded text and `raw` the text itself.
    """

    today: dt.date | None
    before: Days | None
    here: Days | None
    before_year: int | None
    future: bool
    french: bool
    words: str
    raw: str


Hit = re.Match[str]
Resolver = Callable[[Hit, Mapping[str, str], Setting], Found | None]
UNKNOWN = Found(days=None, precision=4, basis=None)
_FUTURE_LEADS = ("until", "till", "by", "jusqu", "d'ici")
_COUNTED = re.compile(
    r" ?(?:%|(?:percent|per cent|people|persons|civilians|soldiers|troops|fighters|militants|houses|homes|villages"
    r"|families|households|others|men|women|children|peacekeepers|police|prisoners|detainees|refugees|cases|kilomet\w+"
    r"|km|miles|dollars|euros|tons|tonnes|metric|personnes|soldats|civils|familles|hommes|femmes|enfants|menages|maisons"
    r"|deplaces|refugies|morts|blesses|more|migrants|workers|students|members|residents|victims|deaths|vehicles|weapons)\b)"
)
_NAME_AFTER = re.compile(r" ?(?:movement|division|brigade|mouvement|battalion|street|avenue)\b")
_NAME_BEFORE = re.compile(
    r"(?:avenue|place|boulevard|rue|stade|pont|rond-point|mouvement|hopital|camp|quartier|lycee|aeroport|carrefour"
    r"|caserne|palais|universite|marche|esplanade) du $"
)


def resolve_iso(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    day = make_day(int(got["year"]), int(got["m"]), int(got["d"]))
    return _one(day, "stated")


def resolve_numeric(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Day and month in figures: day first in French, with dots, or where the second figure is above twelve."""
    first, second = int(got["a"]), int(got["b"])
    if "year" not in got:
        return _day_in_year(second, first, None, at) if hit[0][0] in "ld" or _opens_line(hit) else None
    if len(got["year"]) == 2 and got["sep"] == ".":
        return None
    year = int(got["year"]) + (2000 if len(got["year"]) == 2 else 0)
    if second > 12 >= first:
        return _one(make_day(year, first, second), "stated")
    if first > 12 or at.french or got["sep"] == "." or first == second:
        return _one(make_day(year, second, first), "stated")
    return UNKNOWN if make_day(year, second, first) else None


def resolve_day(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if _is_no_month(hit, "month", at, dated=True) or _is_name(hit, got, at):
        return None
    day = _day_number(got.get("day")) or ORDINALS.get(got.get("ordinal", ""), 0)
    found = _day_in_year(_month(got), day, _year(got, at), at, got.get("lead", ""))
    return _with_lead(found, got.get("lead"), at)


def resolve_day_range(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if _is_no_month(hit, "month", at, dated=True) or _is_name(hit, got, at):
        return None
    if re.search(
        r"(?:\bno\.?|n°|nº|#|\bnumber|\bnumero|\bupdate|\bissue) ?$", hit.string[max(0, hit.start() - 9) : hit.start()]
    ):
        return None  # "Update No. 3 - 19 May"
    last_month = MONTHS.get(got.get("month2", got["month"]).rstrip("."), 0)
    year = _year({**got, **({"year": got["year2"]} if "year2" in got else {})}, at)
    last = _day_in_year(last_month, _day_number(got["day2"]), year, at)
    if last is None or last.days is None:
        return last
    end = last.days[1]
    first_year = int(got["year"]) if "year" in got else end.year - (_month(got) > last_month)
    start = make_day(first_year, _month(got), _day_number(got["day"]))
    if start is None or start > end:
        return None
    return Found(days=(start, end), basis="stated" if year and "yrel" not in got else "relative")


def resolve_weekday_range(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if at.today is None:
        return UNKNOWN
    end = _weekday_near(WEEKDAYS[got["wd2"]], at.today, at.future)
    start = add_days(end, -((end.weekday() - WEEKDAYS[got["wd"]]) % 7))
    return Found(days=(start, end))


def resolve_month_week(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Weeks of a month run by sevens, first days are the first ten, halves turn on the 15th."""
    if "month" in got:
        days = _month_days(_month(got), _year(got, at), None, at)
    else:
        days = None if at.today is None else _month_of_day(add_months(at.today, -1 if got.get("rel") == "last" else 0))
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
    year = int(got["year"]) if "year" in got else _this_year(at) + {"last": -1, "next": 1}.get(got.get("yrel", ""), 0)
    nth = nth or 12 // length
    month = 1 + (nth - 1) * length
    if month > 12:
        return None
    days = months_from(year, month, length)
    return Found(days=days, precision=_coarse(days), basis="stated" if "year" in got else "relative")


def resolve_month(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """A month, with or without its year; a name that is also another word needs a preposition."""
    lead = got.get("lead", "")
    placed = bool({"part", "year", "yrel", "rel", "own"} & got.keys()) or bool(lead)
    said = got.get("in", "")
    if not placed and not _stands_as_month(hit, got["month"], said, at):
        return None
    if _is_no_month(hit, "month", at, dated="year" in got):
        return None
    if (
        not at.french
        and said not in ("", "in", "during", "throughout")
        and re.match(r" (?:the )?\d{1,2}\b", hit.string[hit.end() : hit.end() + 8])
    ):
        return None
    part = PARTS.get(_last_word(got.get("part", "")), "")
    year = _year(got, at)
    rel = got.get("rel", "")
    days = _month_days(_month(got), year, part, at, lead=lead, rel=rel)
    if days is None:
        return UNKNOWN
    precision = 2 if part in ("early", "mid", "late") else 3
    basis: Basis = "stated" if "year" in got else "relative"
    return _with_lead(Found(days=days, precision=precision, basis=basis), lead, at)


def resolve_month_range(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if _is_no_month(hit, "month", at, dated="year" in got) or _is_no_month(hit, "month2", at, dated="year2" in got):
        return None
    if (
        "span" not in got
        and "year2" not in got
        and " " in hit.string[hit.end("month") : hit.start("month2")].strip("- ")
    ):
        return None
    last_month = MONTHS[got["month2"].rstrip(".")]
    year = int(got["year2"]) if "year2" in got else _year(got, at)
    end = _month_days(last_month, year, None, at)
    if end is None:
        return UNKNOWN
    first_year = int(got["year"]) if "year" in got else end[1].year - (_month(got) > last_month)
    start = month_of(first_year, _month(got))[0]
    if start > end[1]:
        return None
    days = (start, end[1])
    return Found(days=days, precision=_coarse(days), basis="stated" if year and "yrel" not in got else "relative")


def resolve_season(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    rel, season = got.get("rel", ""), got["season"]
    art = got.get("art", "").strip()
    if "year" not in got and "yrel" not in got:
        if not at.french and (
            not rel or (rel == "the" and not re.match(r"(?:in|during|over|since|by|until)\b", hit[0]))
        ):
            return None
        if season == "fall" and hit.string.startswith(" of ", hit.end()) or hit[0].endswith(" of"):
            return None
        if art in ("en", "d'") and season == "ete":
            return None
    if at.today is None and "year" not in got:
        return UNKNOWN
    month = SEASONS[season]
    year = _year(got, at) or _season_year(month, rel, art, at)
    days = months_from(year, month, 3)
    if got.get("part"):
        place = {"early": 0, "mid": 1, "late": 2}[PARTS[got["part"]]]
        days = months_from(*_shift(year, month, place), 1)
    found = Found(days=days, precision=3, basis="stated" if "year" in got else "relative")
    return _with_lead(found, got.get("lead"), at)


def resolve_year(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    said, year = got.get("in", ""), int(got["year"])
    follows = got.get("next", "")
    if follows and (
        _COUNTED.match(follows) or (said in ("a", "and", "et", "for", "to", "de", "pour", "of") and year % 100 == 0)
    ):
        return None
    if said in ("and", "et", "for", "to", "a", "pour", "de") and _counts_on(follows, said):
        return None
    days = year_of(year, PARTS.get(_last_word(got.get("part", ""))))
    precision = _coarse(days) if "part" in got else 4
    return _with_lead(Found(days=days, precision=precision, basis="stated"), got.get("lead"), at)


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
    return _with_lead(found, got.get("lead"), at)


def resolve_ago(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """So long ago, or in so long: a day for days, the week around for weeks, the month or year for longer."""
    if at.today is None:
        return UNKNOWN
    if "dir2" in got:
        return _one(add_days(at.today, 2 if "tomorrow" in got["dir2"] else -2), "relative")
    number, unit = read_number(got["num"]), read_unit(got["unit"])
    if unit is None or got["dir"] == "on":
        return None
    if number is None:
        span = _vague_span(unit)
        return Found(days=(add_days(at.today, -span), at.today), precision=_coarse_days(span))
    ahead = got["dir"] in ("dans", "d'ici", "sous")
    if ahead and not at.future and got["dir"] == "dans":
        return None
    return _with_lead(_moved(at.today, unit, number if ahead else -number), got.get("lead"), at)


def resolve_for_since(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if at.today is None:
        return UNKNOWN
    number, unit = read_number(got["num"]), read_unit(got["unit"])
    if unit is None:
        return None
    start = (
        _moved(at.today, unit, -number).days if number is not None else (add_days(at.today, -_vague_span(unit)),) * 2
    )
    return _from_on(start[0], at.today) if start else None


def resolve_recent(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """The last so many days, weeks or months, up to the day of reading."""
    if at.today is None:
        return UNKNOWN
    unit = read_unit(got["unit"])
    if unit is None:
        return None
    number = read_number(got["num"]) if "num" in got else None
    plural = got["unit"].endswith("s") or "vague" in got
    if number is None:
        span = (
            _vague_span(unit)
            if plural
            else {"day": 1, "week": 7, "month": 31, "year": 365, "decade": 3652}.get(unit, 1)
        )
        precision = {"hour": 2, "day": 2, "week": 3 if plural else 2, "month": 3}.get(unit, 4)
        return Found(days=(add_days(at.today, -span), at.today), precision=precision)
    if unit == "hour":
        start = add_days(at.today, -max(1, -(-number // 24)))
    else:
        start = _shifted(at.today, unit, -number)
    return Found(days=(start, at.today), precision=_coarse((start, at.today)))


def resolve_deictic(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Days told from the date last named in the text: the same day, the next day, two days later, la veille."""
    unit = read_unit(got.get("unit") or got.get("unit3") or "day")
    if unit is None:
        return None
    back = _is_back(got)
    if "num" in got and re.search(r"\b(?:for|pendant|durant|in) $", hit.string[max(0, hit.start() - 9) : hit.start()]):
        return None  # how long something lasted
    start = at.before or ((at.today, at.today) if at.today and (back or got.get("dir") in ("after", "apres")) else None)
    if start is None:
        return UNKNOWN
    if at.before is None and "num" in got:
        back = True  # "two days after the battle", with no date before: counted back from the day of reading
    first, last = start
    if "same" in got or "same3" in got:
        return Found(days=_same_unit(unit, start), precision=_coarse(_same_unit(unit, start)))
    if "num" in got:
        number = read_number(got["num"])
        if number is None:
            return None
        if (
            at.here
            and got["dir"] in ("after", "before", "apres", "avant")
            and re.match(r" \w", hit.string[hit.end() : hit.end() + 2])
        ):
            back = not back  # "taken on Sunday, two days after they lost it" tells when they lost it
            first, last = at.here
        found = _moved(first if back else last, unit, -number if back else number)
        ahead = at.today and found.days and found.days[0] > at.today and not at.future and unit in ("month", "year")
        return None if ahead else found
    if "dir2" in got:
        steps = -2 if "avant" in got["dir2"] else -1 if back else 2 if "sur" in got["dir2"] else 1
        return _one(add_days(first if back else last, steps), "relative")
    return _moved(first if back else last, unit, -1 if back else 1, whole=True)


def resolve_night(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """A night without a name: the one after the day last named, else the last one."""
    if at.before is not None:
        return Found(days=(at.before[1], add_days(at.before[1], 1)))
    return UNKNOWN if at.today is None else Found(days=(add_days(at.today, -1), at.today))


def resolve_day_word(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    if at.today is None:
        return UNKNOWN
    word = got["word"]
    if word == "hier" and "nuit" in hit[0]:
        return Found(days=(add_days(at.today, -1), at.today))
    if word in ("overnight", "last night", "cette nuit", "la nuit derniere", "la nuit passee"):
        if word == "cette nuit" and at.future:
            return Found(days=(at.today, add_days(at.today, 1)))
        return Found(days=(add_days(at.today, -1), at.today))
    steps = {"yesterday": -1, "last evening": -1, "hier": -1, "hier soir": -1, "avant-hier": -2, "tomorrow": 1}
    steps |= {"demain": 1, "apres-demain": 2}
    return _one(add_days(at.today, steps.get(word, 0)), "relative")


def resolve_weekday(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """The last such weekday up to the day of reading, the next where the words or the verb say so."""
    if _is_no_weekday(hit, got, at):
        return None
    if at.today is None:
        return UNKNOWN
    wd, rel = WEEKDAYS[got["wd"].rstrip(".")], got.get("rel", "")
    lead = got.get("lead", "")
    if "unit" in got or "semaine" in rel:
        weeks = (
            -1 if rel in ("last", "de la semaine derniere") else 1 if rel in ("next", "de la semaine prochaine") else 0
        )
        return _with_lead(_one(add_days(week_of(at.today, weeks)[0], wd), "relative"), lead, at)
    if rel in ("the following", "the next", "suivant") and at.before:
        return _one(_after(wd, at.before[1]), "relative")
    if rel in ("the previous", "precedent") and at.before:
        return _one(_before(wd, at.before[0]), "relative")
    if rel in ("last", "this past", "dernier", "passe"):
        day = _before(wd, at.today)
    elif rel in ("next", "this coming", "prochain", "en huit"):
        day = _after(wd, at.today)
    else:
        ahead = at.future or lead.startswith(_FUTURE_LEADS[:2]) and not _past_before(hit)
        day = _weekday_near(wd, at.today, ahead)
    return _with_lead(_one(day, "relative"), lead, at)


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
    return _with_lead(Found(days=days), got.get("lead"), at)


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
    part = PARTS.get(_last_word(got.get("part", "")))
    part = "early" if got.get("part", "").endswith("first half of") else part
    days = _unit_days(unit, steps, part, at)
    if got.get("part") in ("later", "plus tard"):
        days = (at.today, days[1]) if days[1] >= at.today and not steps else days
    precision = {"week": 2, "fortnight": 2, "month": 3}.get(unit, 4)
    precision = 2 if part and unit == "month" else precision
    return _with_lead(Found(days=days, precision=precision), got.get("lead"), at)


def resolve_day_of_month(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """A bare day ("the 22nd", "le 9"): in the month last named, else the last such day up to the day of reading."""
    if at.today is None and at.before is None:
        return UNKNOWN
    numbers = [_day_number(got["day"]), _day_number(got.get("day2", got["day"]))]
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
    return _with_lead(Found(days=(start, found)), got.get("lead") or got.get("lead2"), at) if start else None


def resolve_feast(hit: Hit, got: Mapping[str, str], at: Setting) -> Found | None:
    """Religious and other feasts. Days of the moon are reckoned, so they are given as a few days (precision 2)."""
    year = int(got["year"]) if "year" in got else None
    if year is None and at.today is None:
        return UNKNOWN
    choices = _feast_days(got["feast"], year or _this_year(at))
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
    found = Found(days=pick, precision=precision, basis="stated" if year else "relative")
    return _with_lead(found, next((w for w in ("since", "depuis") if hit[0].startswith(w)), None), at)


# --- what the resolvers share -----------------------------------------------------------------------------------


def _one(day: dt.date | None, basis: Basis) -> Found | None:
    return None if day is None else Found(days=(day, day), basis=basis)


def _this_year(at: Setting) -> int:
    return at.today.year if at.today else 1


def _day_number(word: str | None) -> int:
    return int(re.sub(r"\D", "", word)) if word else 0


def _last_word(words: str) -> str:
    """The word of a part ("the very end of" gives "end")."""
    return next((w for w in re.split(r"[ ']", words) if w in PARTS), "")


def _month(got: Mapping[str, str]) -> int:
    return MONTHS[got["month"].rstrip(".")]


def _year(got: Mapping[str, str], at: Setting) -> int | None:
    """The year said, in figures or as last or next year; None where none is said."""
    if "year" in got:
        return int(got["year"])
    rel = got.get("yrel", "")
    if not rel or at.today is None:
        return None
    if at.french and rel in ("dernier", "prochain"):
        return None
    return at.today.year + (-1 if re.search(r"last|dernier|passe", rel) else 1 if rel == "next" else 0)


def _day_in_year(month: int, day: int, year: int | None, at: Setting, lead: str = "") -> Found | None:
    """The day in the year said, else in the year that lies nearest in the direction that the clause tells."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year is not None:
        return _one(make_day(year, month, day), "stated")
    if at.before_year is not None:
        return _one(make_day(at.before_year, month, day), "relative")
    if at.today is None:
        return UNKNOWN if make_day(2000, month, day) else None
    near = [d for y in range(at.today.year - 4, at.today.year + 5) if 1 <= y <= 9999 and (d := make_day(y, month, day))]
    past = max((d for d in near if d <= at.today), default=None)
    ahead = min((d for d in near if d > at.today), default=None)
    if past is None or ahead is None:
        return _one(past or ahead, "relative")
    gap = (ahead - at.today).days
    forward = gap < (330 if at.future or lead.startswith(_FUTURE_LEADS) else 15)
    return _one(ahead if forward else past, "relative")


def _month_days(
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
    elif at.future or lead.startswith(_FUTURE_LEADS):
        ahead = at.today.year + (month < at.today.month)
        gap = (ahead - at.today.year) * 12 + month - at.today.month
        here = ahead if gap <= 10 else here
    days = month_of(here, month, part)
    if days[0] > at.today and not rel and not at.future and not lead.startswith(_FUTURE_LEADS):
        days = month_of(here, month, part) if (days[0] - at.today).days < 15 else month_of(here - 1, month, part)
    return days


def _month_of_day(day: dt.date) -> Days:
    return month_of(day.year, day.month)


def _shift(year: int, month: int, places: int) -> tuple[int, int]:
    number = year * 12 + month - 1 + places
    return number // 12, number % 12 + 1


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


def _with_lead(found: Found | None, lead: str | None, at: Setting) -> Found | None:
    """A date after since, by, until or about: since runs to the day of reading, by and about are less sharp."""
    if found is None or found.days is None or not lead:
        return found
    first, last = found.days
    if lead.startswith(("since", "depuis", "a compter", "a partir")) or lead in ("from", "as of", "des"):
        if at.today is None or first > at.today or lead in ("from", "as of", "des") or lead.startswith("a "):
            return found
        since = _from_on(first, at.today)
        return Found(days=since.days, precision=since.precision, basis=found.basis)
    if lead in ("by", "around", "about", "on or about", "vers", "as at") or lead.startswith(
        ("d'ici", "autour", "aux env")
    ):
        return Found(days=found.days, precision=max(found.precision, 2), basis=found.basis)
    return found


def _from_on(first: dt.date, today: dt.date) -> Found:
    days = (first, max(first, today))
    length = (days[1] - first).days
    return Found(days=days, precision=2 if length <= 31 else 3 if length <= 100 else 4)


def _coarse(days: Days) -> int:
    return _coarse_days((days[1] - days[0]).days)


def _coarse_days(length: int) -> int:
    """The precision of a stretch without sharp ends, by its length in days."""
    return 1 if length == 0 else 2 if length <= 14 else 3 if length <= 100 else 4


def _vague_span(unit: str) -> int:
    """How many days "several" or "recent" of a unit reach back."""
    return {"hour": 1, "day": 7, "week": 31, "fortnight": 42, "month": 183, "year": 1826, "decade": 10957}.get(unit, 31)


def _shifted(day: dt.date, unit: str, number: int) -> dt.date:
    if unit == "hour":
        return add_days(day, (number + (11 if number > 0 else -11)) // 24 if abs(number) >= 12 else 0)
    if unit in ("day", "week", "fortnight"):
        return add_days(day, number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, number * {"month": 1, "year": 12, "decade": 120}.get(unit, 1))


def _moved(day: dt.date, unit: str, number: int, whole: bool = False) -> Found:
    """`day` moved by so many units: the day itself for days, the unit around it for longer ones."""
    there = _shifted(day, unit, number)
    if unit in ("hour", "day"):
        return Found(days=(there, there))
    if unit in ("week", "fortnight"):
        days = week_of(there) if whole else (there, there)
        return Found(days=days, precision=2)
    if unit == "weekend":
        return Found(days=weekend_of(add_days(day, 7 * number)))
    if unit == "month":
        return Found(days=_month_of_day(there) if whole else (there, there), precision=3)
    return Found(days=year_of(there.year), precision=4)


def _same_unit(unit: str, days: Days) -> Days:
    if unit == "week":
        return week_of(days[0])
    if unit == "weekend":
        return weekend_of(days[1])
    if unit == "month":
        return _month_of_day(days[0])
    return year_of(days[0].year) if unit == "year" else days


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


def _weekday_near(weekday: int, today: dt.date, future: bool) -> dt.date:
    return _after(weekday, today, same=True) if future else add_days(today, -((today.weekday() - weekday) % 7))


def _before(weekday: int, day: dt.date) -> dt.date:
    return add_days(day, -((day.weekday() - weekday - 1) % 7) - 1)


def _after(weekday: int, day: dt.date, same: bool = False) -> dt.date:
    return (
        add_days(day, (weekday - day.weekday()) % 7) if same else add_days(day, (weekday - day.weekday() - 1) % 7 + 1)
    )


def _is_back(got: Mapping[str, str]) -> bool:
    words = " ".join(got.get(k, "") for k in ("dir", "dir2", "rel", "same"))
    return bool(
        re.search(
            r"\b(?:earlier|before|beforehand|previous\w*|preceding|prior|plus tot|avant|auparavant|precedente?|d'avant|veille)\b",
            words,
        )
    )


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
            found = [d for y in years for d in islamic_days(month, day, y) if 622 < y]
            length = (1, 1) if month != 9 else (0, 29)
            return sorted({(add_days(d, -length[0]), add_days(d, length[1])) for d in found})
    for words, shift in _MOVABLE:
        if re.search(words, feast):
            days = [add_days(easter_of(y), shift) for y in years]
            return [(d, d) for d in days]
    for words, month, day in _FIXED:
        if re.search(words, feast):
            length = 1 if re.fullmatch(r"new year|nouvel an|new year's", feast) else 0
            return [(add_days(d, -length), d) for y in years if (d := make_day(y, month, day))]
    return []


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
    (r"palm sunday|rameaux", -7),
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


# --- words that look like dates ---------------------------------------------------------------------------------


def _is_no_month(hit: Hit, group: str, at: Setting, *, dated: bool) -> bool:
    """True for the verb march, the modal may, the planet Mars and small letters where a name wants a capital."""
    start = hit.start(group)
    letter, word = at.raw[start], hit[group].rstrip(".")
    if at.french:
        if at.raw[start : hit.end(group)].lower() not in (hit[group], "février", "août", "décembre", "févr.", "déc."):
            return True  # "Maï", "Mali" and the like once accents are folded
        return word == "mars" and letter.isupper() and not dated
    if letter.islower() and (
        word in ("march", "may", "mar", "august", "jan", "dec") or (len(word) <= 4 and word not in ("june", "july"))
    ):
        return word != "august" and "year" not in {k for k, v in hit.groupdict().items() if v} or not dated
    return False


def _stands_as_month(hit: Hit, month: str, said: str, at: Setting) -> bool:
    """Whether a month without year or part is one: after a preposition, or as a name that nothing else bears."""
    word = month.rstrip(".")
    after = hit.string[hit.end() : hit.end() + 12]
    if at.french:
        return said not in ("", "le", "a") or (
            word not in ("mars", "mai", "sept", "avr", "nov", "oct", "dec") and said != "a"
        )
    if len(word) <= 4 and word not in ("june", "july", "may") and not said:
        return False
    raw_next = at.raw[hit.end() : hit.end() + 2]
    if raw_next[:1] == " " and raw_next[1:].isupper() and word in ("april", "may", "june", "august", "march"):
        return said in ("in", "during", "throughout")
    if word in ("march", "may"):
        return said in ("in", "during", "throughout", "between") or (
            said in ("of", "for", "to", "and") and bool(re.match(r"[.,;)]|$", after))
        )
    return True


def _is_name(hit: Hit, got: Mapping[str, str], at: Setting) -> bool:
    """A day that names a street, a square or a movement, or whose number counts something else."""
    words = hit.string
    end = hit.end()
    if _NAME_AFTER.match(words, end) or (
        at.french and _NAME_BEFORE.search(words[max(0, hit.start() - 22) : hit.start("day")])
    ):
        return True
    if at.french or "year" in got or "year2" in got:
        return False
    number_last = "ordinal" not in got and hit.end("day2" if "day2" in got else "day") >= hit.end("month")
    return number_last and bool(_COUNTED.match(words, end))


def _is_no_weekday(hit: Hit, got: Mapping[str, str], at: Setting) -> bool:
    """Weekdays that recur ("every Friday", "le lundi" of habit) or are part of a name ("Bloody Sunday")."""
    words = hit.string
    before = words[max(0, hit.start() - 14) : hit.start()]
    if re.search(r"(?:every|each|most|chaque|tous les|bloody|black|palm|easter|good|ash|holy|maundy|any) $", before):
        return True
    raw = at.raw[hit.start("wd")]
    short = got["wd"].rstrip(".")
    if len(short) <= 5 and not at.french:
        spoken = re.search(r"\b(?:on|since|by|until|late|early) ", hit[0])
        if raw.islower() or (short in ("sun", "sat", "mon") and not spoken):
            return True
    return words.startswith((" prayers of habit", "-", " times", " herald"), hit.end())


def _counts_on(follows: str, said: str) -> bool:
    """True where a word follows a number that only looks like a year ("and 2000 houses")."""
    word = follows.strip()
    return len(word) > 4 and word.endswith("s") and said in ("and", "et", "for", "to", "a", "pour", "de")


def _opens_line(hit: Hit) -> bool:
    """True where only bullets stand before the words on their line or sentence."""
    before = hit.string[max(0, hit.start() - 3) : hit.start()]
    return hit.start() == 0 or not re.search(r"\w", before)


def _past_before(hit: Hit) -> bool:
    before = hit.string[max(0, hit.start() - 60) : hit.start()]
    return bool(re.search(r"\b(?:was|were|had|did|\w+ed)\b", before)) and not re.search(
        r"\b(?:will|would|to)\b", before
    )


RESOLVERS: dict[str, Resolver] = {
    name.removeprefix("resolve_"): function for name, function in list(globals().items()) if name.startswith("resolve_")
}

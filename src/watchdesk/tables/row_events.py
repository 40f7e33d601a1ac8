"""The event that a row of a table codes, standing on the row's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from watchdesk.codebooks import load_codebook, sub_events
from watchdesk.errors import BadTable
from watchdesk.records import Actor, Deaths, Event, Place, Quote, Span, When
from watchdesk.tables.table_rows import KEYS, WORDS, TableRow

CountryCode = Callable[[str], str | None]

_CLASH = ("Battles", "Armed clash")
_VIOLENCE = {"1": _CLASH, "2": _CLASH, "3": ("Violence against civilians", "Attack")}
_PRECISION = {"1": 1, "2": 2, "3": 2, "4": 3, "5": 4}  # UCDP's date_prec, to ours
_GEO = {"1": 1, "2": 2, "3": 3, "4": 3, "5": 3, "6": 3, "7": 3}
_DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f")


def row_event(row: TableRow, country_code: CountryCode) -> Event:
    """The event of one row. Raises BadTable with line, column, value and what was expected."""
    return {"acled": _acled, "ucdp": _ucdp, "csv": _own}[row.kind](row, country_code)


def row_day(row: TableRow, column: str) -> dt.date | None:
    """The day in a column, None where it is empty."""
    text = row.cells.get(column, "").strip()
    if not text:
        return None
    for form in _DAY_FORMS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise _wrong(row, column, "a day such as 2022-11-17 or 17 November 2022")


def _acled(row: TableRow, country_code: CountryCode) -> Event:
    day, deaths = row_day(row, "event_date"), _whole(row, "fatalities") or 0
    precision = _whole(row, "time_precision") or 1
    event_type, sub_event_type = _type(row)
    return Event(
        evidence=(_evidence(row),),
        made_by="import acled",
        event_type=event_type,
        sub_event_type=sub_event_type,
        plover=sub_events()[sub_event_type].plover,
        actor1=_coded_actor(row, "actor1", "inter1"),
        actor2=_coded_actor(row, "actor2", "inter2"),
        associated=tuple(p for n in "12" if (p := row.cells.get(f"assoc_actor_{n}", "").strip())),
        place=_place(row, country_code, "location", "admin1", _whole(row, "geo_precision") or 1),
        when=_spread(day, precision),
        deaths=Deaths(low=deaths, best=deaths, high=deaths),
    )


def _ucdp(row: TableRow, country_code: CountryCode) -> Event:
    event_type, sub_event_type = _VIOLENCE.get(row.cells.get("type_of_violence", ""), _CLASH)
    first, last = row_day(row, "date_start"), row_day(row, "date_end")
    low, best, high = (_whole(row, name) or 0 for name in ("low", "best", "high"))
    sharp = row.cells.get("where_prec", "") or "7"
    return Event(
        evidence=(_evidence(row),),
        made_by="import ucdp",
        event_type=event_type,
        sub_event_type=sub_event_type,
        plover="ASSAULT",
        actor1=Actor(name=row.cells["side_a"]) if row.cells.get("side_a") else None,
        actor2=Actor(name=row.cells["side_b"], inter=7 if row.cells["side_b"] == "Civilians" else None)
        if row.cells.get("side_b")
        else None,
        place=_place(row, country_code, "where_coordinates", "adm_1", _GEO.get(sharp, 3), sharp),
        when=When(first=first, last=last, precision=_PRECISION.get(row.cells.get("date_prec", ""), 1), basis="stated"),
        deaths=Deaths(low=min(low, best), best=best, high=max(high, best)),
    )


def _own(row: TableRow, country_code: CountryCode) -> Event:
    status = row.cells["status"]
    if status not in ("occurred", "alleged", "denied", "announced"):
        raise _wrong(row, "status", "occurred, alleged, denied or announced")
    prefix = "alleged" if status == "alleged" else "deaths"
    best = _whole(row, f"{prefix}_best")
    low, high = _whole(row, f"{prefix}_low"), _whole(row, f"{prefix}_high")
    first, last = row_day(row, "date_start"), row_day(row, "date_end")
    precision = _whole(row, "time_precision") or 4
    event_type, sub_event_type = _type(row)
    return Event(
        evidence=(_evidence(row),),
        made_by="import csv",
        status=status,  # type: ignore[arg-type]  # checked above
        event_type=event_type,
        sub_event_type=sub_event_type,
        plover=row.cells.get("plover") or None,
        actor1=_own_actor(row, "1"),
        actor2=_own_actor(row, "2"),
        associated=tuple(p for p in row.cells.get("associated", "").split("; ") if p),
        place=_place(
            row, country_code, "location", "admin1", _whole(row, "geo_precision") or 3, row.cells.get("ucdp_precision")
        ),
        when=When(first=first, last=last, precision=precision, basis="stated") if first or last else None,
        deaths=None
        if best is None
        else Deaths(low=best if low is None else low, best=best, high=best if high is None else high),
    )


def _type(row: TableRow) -> tuple[str, str]:
    """The event type and sub-event type of a row, which must be ACLED's."""
    known = sub_events().get(row.cells["sub_event_type"])
    if known is None:
        raise _wrong(row, "sub_event_type", "a sub-event type of docs/codebooks.md, such as 'Armed clash'")
    if row.cells["event_type"] != known.event_type:
        raise _wrong(row, "event_type", f"{known.event_type!r}, to which {known.name!r} belongs")
    return known.event_type, known.name


def _coded_actor(row: TableRow, column: str, inter: str) -> Actor | None:
    """An actor of ACLED's table, whose kind is a number or its name."""
    name, code = row.cells.get(column, "").strip(), row.cells.get(inter, "").strip()
    if not name:
        return None
    names = {str(v).casefold(): int(k) for k, v in load_codebook("acled")["inter"].items()}
    return Actor(name=name, inter=int(code) if code.isdigit() and 1 <= int(code) <= 8 else names.get(code.casefold()))


def _own_actor(row: TableRow, number: str) -> Actor | None:
    name = row.cells.get(f"actor{number}", "")
    known = row.cells.get(f"actor{number}_id") or None
    return Actor(name=name, entity_id=known, inter=_whole(row, f"inter{number}")) if name else None


def _place(
    row: TableRow, country_code: CountryCode, name: str, admin1: str, precision: int, ucdp: str | None = None
) -> Place | None:
    called, country = row.cells.get(name, "").strip(), row.cells.get("country", "").strip()
    latitude, longitude = _degrees(row, "latitude", 90), _degrees(row, "longitude", 180)
    if not called and not country:
        return None
    located = latitude is not None and longitude is not None
    radius = row.cells.get("radius_km")
    return Place(
        name=called or country,
        country=country_code(country) if country else None,
        admin1=row.cells.get(admin1) or None,
        latitude=latitude if located else None,
        longitude=longitude if located else None,
        geo_precision=precision,
        ucdp_precision=int(ucdp) if ucdp and ucdp.isdigit() else {1: 1, 2: 2}.get(precision, 4 if located else 6),
        radius_km=float(radius) if radius else None,
        reason=None if located else "the table gives no coordinates",
    )


def _spread(day: dt.date | None, precision: int) -> When:
    """The days that ACLED's precision stands for: the day, three days to each side of it, fifteen."""
    apart = dt.timedelta(days={2: 3, 3: 15}.get(precision, 0))
    first, last = (day - apart, day + apart) if day else (None, None)
    return When(first=first, last=last, precision=precision, basis="stated")


def _evidence(row: TableRow) -> Quote:
    """The words that tell what happened; the key where the row has none."""
    name = WORDS[row.kind] if row.cells.get(WORDS[row.kind]) else KEYS[row.kind]
    start = 0
    for line in row.text.split("\n"):
        column, mark, value = line.partition(": ")
        if column == name:
            at = start + len(column) + len(mark)
            return Quote(span=Span(start=at, end=at + len(value)), text=value)
        start += len(line) + 1
    raise _wrong(row, name, "some words")


def _whole(row: TableRow, column: str) -> int | None:
    text = row.cells.get(column, "").strip()
    if not text:
        return None
    if not text.isdigit():
        raise _wrong(row, column, "a whole number")
    return int(text)


def _degrees(row: TableRow, column: str, most: int) -> float | None:
    text = row.cells.get(column, "").strip()
    try:
        value = float(text) if text else None
    except ValueError:
        value = most + 1.0
    if value is not None and not -most <= value <= most:
        raise _wrong(row, column, f"degrees between -{most} and {most}")
    return value


def _wrong(row: TableRow, column: str, expected: str) -> BadTable:
    return BadTable(f"line {row.number}: {column} is {row.cells.get(column)!r}, expected {expected}")

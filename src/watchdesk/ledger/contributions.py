"""The UN's monthly contribution table, brought as CSV: read, checked, and laid beside what the reports say."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchdesk.codebooks.folded_words import fold
from watchdesk.errors import BadTable
from watchdesk.ledger.operations import category_of
from watchdesk.records import Count, MissionFact, Names, Quote, Reading, Report

_HEADERS = {
    "country": ["contributing country", "country", "troop contributing country", "pays contributeur", "pays"],
    "mission": ["mission acronym", "mission", "operation", "mission name"],
    "kind": ["personnel type", "type", "description", "category", "type de personnel"],
    "female": ["female personnel", "female", "women", "f", "femmes"],
    "male": ["male personnel", "male", "men", "m", "hommes"],
    "total": ["total", "personnel", "number", "count", "total personnel", "effectif", "nombre"],
    "month": ["last reporting date", "reporting date", "date", "month", "as of", "mois"],
}
_NEEDED = ("country", "mission", "month")
_ABOUT = 0.1  # "about 1,100" agrees with what lies within a tenth of it
_DAYS_APART = 100  # a report is compared with the table of a month at most so far from it
_SOLDIERS = re.compile(r"troop|contingent|soldier|militar|staff officer|expert|observer|soldat")
_POLICE = re.compile(r"police")
_DATES = ("%Y-%m-%d", "%Y-%m", "%d/%m/%Y", "%m/%Y", "%d-%b-%Y", "%d-%b-%y", "%b-%y", "%B %Y", "%d %B %Y", "%Y%m%d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One row of the table: how many of one kind one country has in one mission at the end of a month.

    `row` is the line of the file, 1 for the header; `iso` None where the country's name is not known.
    """

    row: int
    country: str
    iso: str | None
    mission: str
    kind: str
    personnel: int
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a report says of a contribution beside the table. `table` None: the table has no such country and month.

    `differs` None where there is nothing to compare; `rows` are the lines of the file that were added up.
    """

    operation: str
    iso: str
    said: Count
    category: str | None
    table: int | None
    day: dt.date | None
    rows: tuple[int, ...]
    differs: bool | None
    words: Quote
    fact: MissionFact
    report: Report


def read_contributions(path: Path, names: Names | None = None) -> tuple[Contribution, ...]:
    """The rows of a UN contribution table. Raises BadTable with file, row and column where one cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise BadTable(f"{path}: {fault.strerror}; expected a CSV file") from fault
    except UnicodeDecodeError as fault:
        raise BadTable(f"{path}: not UTF-8 at byte {fault.start}; save the table as CSV UTF-8") from fault
    lines = text.splitlines()
    if not lines:
        raise BadTable(f"{path}: empty, expected a header with {_wanted()}")
    separator = max(",;\t", key=lines[0].count)
    rows = csv.reader(lines, delimiter=separator)
    columns = _columns(next(rows), path)
    return tuple(_row(cells, number, columns, path, names) for number, cells in enumerate(rows, 2) if any(cells))


def compare_contributions(table: Sequence[Contribution], readings: Sequence[Reading]) -> tuple[Comparison, ...]:
    """Each contribution that a report numbers beside the table's number for that country and the nearest month.

    Nothing is changed in either. "About" agrees within a tenth, "more than" and "at least" with anything above, "up to"
    with anything below; an exact number only with itself. Soldiers and police are compared with those kinds alone.
    """
    found: list[Comparison] = []
    for reading in readings:
        for fact in reading.claims:
            if not isinstance(fact, MissionFact) or not fact.country or not fact.personnel:
                continue
            if fact.action == "contribution":
                found.append(_compared(fact, fact.personnel, fact.country, reading, table))
    return tuple(found)


def differences(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Those comparisons in which text and table disagree."""
    return tuple(c for c in comparisons if c.differs)


def _compared(fact: MissionFact, said: Count, iso: str, reading: Reading, table: Sequence[Contribution]) -> Comparison:
    category = category_of(fact, reading)
    own = [r for r in table if r.iso == iso and fold(r.mission) == fold(fact.operation)]
    day = _nearest(own, _day_of(fact, reading.report))
    rows = [r for r in own if r.day == day and _is_kind(r, category)]
    total = sum(r.personnel for r in rows) if rows else None
    return Comparison(
        operation=fact.operation,
        iso=iso,
        said=said,
        category=category,
        table=total,
        day=day if rows else None,
        rows=tuple(r.row for r in rows),
        differs=None if total is None else not agrees(said, total),
        words=fact.evidence[0],
        fact=fact,
        report=reading.report,
    )


def agrees(said: Count, number: int) -> bool:
    """Whether a count in words allows a number of the table."""
    if said.qualifier in ("about", "vague"):
        low = said.low if said.low is not None else 0
        high = said.high if said.high is not None else number
        return low * (1 - _ABOUT) <= number <= high * (1 + _ABOUT)
    return (said.low is None or said.low <= number) and (said.high is None or number <= said.high)


def _day_of(fact: MissionFact, report: Report) -> dt.date | None:
    """The day a count is of: the end of the month or day that the fact gives, else that of the report."""
    parts = (fact.effective or "").split("-")
    if len(parts) == 3:
        return dt.date(*(int(p) for p in parts))
    if len(parts) == 2:
        year, month = int(parts[0]), int(parts[1])
        return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    return report.published


def _nearest(rows: Sequence[Contribution], day: dt.date | None) -> dt.date | None:
    if day is None:
        return max((r.day for r in rows), default=None)
    near = [r.day for r in rows if abs((r.day - day).days) <= _DAYS_APART]
    return min(near, key=lambda d: (abs((d - day).days), d), default=None)


def _is_kind(row: Contribution, category: str | None) -> bool:
    if not row.kind or category not in ("soldiers", "police"):
        return True
    pattern = _POLICE if category == "police" else _SOLDIERS
    return bool(pattern.search(fold(row.kind)))


def _columns(header: Sequence[str], path: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(header):
        name = fold(cell)
        key = next((k for k, known in _HEADERS.items() if name in known), None)
        if key and key not in found:
            found[key] = number
    missing = [k for k in _NEEDED if k not in found]
    if "total" not in found and not {"female", "male"} <= set(found):
        missing.append("total (or female and male)")
    if missing:
        raise BadTable(f"{path}: row 1 has no column for {', '.join(missing)}; expected {_wanted()}")
    return found


def _wanted() -> str:
    return "; ".join(f"{key}: {' or '.join(repr(n) for n in known[:2])}" for key, known in _HEADERS.items())


def _row(cells: list[str], number: int, columns: dict[str, int], path: Path, names: Names | None) -> Contribution:
    def cell(key: str) -> str:
        at = columns.get(key)
        if at is None:
            return ""
        if at >= len(cells):
            raise BadTable(f"{path}: row {number} ends before column {at + 1} ({key}); expected {len(columns)} cells")
        return cells[at].strip()

    country, mission = cell("country"), cell("mission")
    for key, value in (("country", country), ("mission", mission)):
        if not value:
            raise BadTable(f"{path}: row {number}, column {columns[key] + 1} ({key}) is empty, expected a name")
    if "total" in columns:
        personnel = _whole(cell("total"), path, number, columns["total"], "total")
    else:
        personnel = sum(_whole(cell(k), path, number, columns[k], k) for k in ("female", "male"))
    return Contribution(
        row=number,
        country=country,
        iso=_iso(country, names),
        mission=mission,
        kind=cell("kind"),
        personnel=personnel,
        day=_month(cell("month"), path, number, columns["month"]),
    )


def _whole(text: str, path: Path, row: int, column: int, key: str) -> int:
    plain = re.sub(r"[\s,\u00a0\u202f]", "", text)
    if not plain.isdigit():
        raise BadTable(f"{path}: row {row}, column {column + 1} ({key}) is {text!r}, expected a whole number")
    return int(plain)


def _month(text: str, path: Path, row: int, column: int) -> dt.date:
    for form in _DATES:
        try:
            day = dt.datetime.strptime(text.split(" 00:")[0].split("T")[0], form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
        if "%d" in form:
            return day
        return dt.date(day.year + day.month // 12, day.month % 12 + 1, 1) - dt.timedelta(days=1)
    raise BadTable(f"{path}: row {row}, column {column + 1} (month) is {text!r}, expected a date such as 2022-11-30")


def _iso(country: str, names: Names | None) -> str | None:
    if re.fullmatch(r"[A-Z]{2}", country):
        return country
    if names is None:
        return None
    found = names.countries_in(country.title() if country.isupper() else country)
    return found[0].iso if found else None

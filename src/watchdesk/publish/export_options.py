"""How an export is wanted, and what every format shares: cells, days, countries, links to reports."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.incident_deaths import publisher_words
from watchdesk.records import Place, Report

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """`country_name` gives the English name of an ISO alpha-2 code. `numeric_codes`: ACLED's inter codes as numbers.

    `unproven`: in tables that are counted by rows, also incidents that nobody tells as occurred, marked.
    """

    country_name: Callable[[str], str]
    numeric_codes: bool = False
    unproven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCodes:
    """Codes of one country: ISO alpha-3, ISO numeric (empty where it has none), ACLED's region and UCDP's."""

    iso3: str
    numeric: str
    region: str
    ged_region: str


@cache
def country_codes() -> dict[str, CountryCodes]:
    """Codes by ISO alpha-2."""
    text = (files("watchdesk.data") / "country_codes.csv").read_text(encoding="utf-8")
    return {row.pop("iso2"): CountryCodes(**row) for row in csv.DictReader(io.StringIO(text))}


def country_words(code: str | None, options: ExportOptions) -> str:
    """The English name of a country, empty where no country is known."""
    return options.country_name(code) if code else ""


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV in UTF-8: lines end in a line feed, texts that a spreadsheet would run as formulas are inert."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return inert(value) if isinstance(value, str) else str(value)


def inert(text: str) -> str:
    """The text with an apostrophe before it where it begins like a formula (or like an apostrophe of ours)."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def live(text: str) -> str:
    """The text that `inert` was given."""
    return text[1:] if text.startswith("'") and text[1:2] in _FORMULA and len(text) > 1 else text


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Longitude and latitude; None for a country alone and for what could not be located, which is never a pin."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.longitude, place.latitude


def report_words(report: Report) -> str:
    """A report as a reader cites it: publisher, day, title."""
    day = report.published.isoformat() if report.published else "undated"
    parts = (publisher_words(report), day, report.title if report.title != publisher_words(report) else None)
    return ", ".join(p for p in parts if p)


def link_of(report: Report) -> str | None:
    """The address of a report where it is one on the web; paths of a computer are not published."""
    return report.address if report.address.startswith(("http://", "https://")) else None


def marks_of(coded: CodedIncident) -> tuple[str, ...]:
    """What a reader must know before counting the incident."""
    marks: list[str] = [] if coded.status == "occurred" else [coded.status]
    if coded.disputed:
        marks.append("disputed")
    for name, deaths in (("alleged", coded.alleged_deaths), ("denied", coded.denied_deaths)):
        if deaths:
            marks.append(f"{deaths.best} deaths {name}, not counted")
    return tuple(marks)


def summary_words(coded: CodedIncident) -> str:
    """The lead's words with the report that they stand in, and the marks before them."""
    marks = marks_of(coded)
    return f"{'[' + '; '.join(marks) + '] ' if marks else ''}“{coded.words}” ({report_words(coded.lead.report)})"

"""The rows of a table of incidents: ACLED's, UCDP's or our own, checked, each with its key and as words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from watchdesk.errors import BadTable

Kind = Literal["acled", "ucdp", "csv"]

KEYS: Mapping[Kind, str] = {"acled": "event_id_cnty", "ucdp": "id", "csv": "incident_id"}
"""The column that holds a row's key."""

NEEDED: Mapping[Kind, tuple[str, ...]] = {
    "acled": ("event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities"),
    "ucdp": ("id", "date_start", "date_end", "best", "low", "high"),
    "csv": ("incident_id", "status", "event_type", "sub_event_type"),
}
"""Columns without which a table is not of its kind."""

WORDS: Mapping[Kind, str] = {"acled": "notes", "ucdp": "where_description", "csv": "words"}
"""The column whose words tell what happened."""

_APOSTROPHE = re.compile(r"'(?=[=+\-@\t\r'])")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: `number` is its line in the file, `cells` its columns in their order, apostrophes of ours taken off."""

    kind: Kind
    number: int
    key: str
    cells: Mapping[str, str]

    @property
    def address(self) -> str:
        """The name that the store keeps it by; the same key again is a newer version of it."""
        return f"{self.kind}:{self.key}"

    @property
    def text(self) -> str:
        """The row as words: a line for each column that is filled."""
        return "\n".join(f"{name}: {_one_line(value)}" for name, value in self.cells.items() if value)


def cells_of(text: str) -> dict[str, str]:
    """The filled columns of a row that was written as words."""
    pairs = (line.partition(": ") for line in text.split("\n"))
    return {name: _lines(value) for name, _, value in pairs}


def read_table(path: Path, kind: Kind) -> tuple[TableRow, ...]:
    """Every row of a CSV file, in its order. Raises BadTable with file, line and column where one cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise BadTable(f"{path}: {fault.strerror}; expected a CSV file") from fault
    except UnicodeDecodeError as fault:
        raise BadTable(f"{path}: not UTF-8 at byte {fault.start}; save the table as CSV UTF-8") from fault
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    columns = [name.strip() for name in next(reader, [])]
    missing = [name for name in NEEDED[kind] if name not in columns]
    if missing:
        raise BadTable(f"{path}: no column {missing[0]!r}, expected {', '.join(NEEDED[kind])} of a table of {kind}")
    rows: dict[str, TableRow] = {}
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != len(columns):
            raise BadTable(f"{path}: line {reader.line_num} has {len(cells)} cells, expected {len(columns)}")
        named = dict(zip(columns, (_APOSTROPHE.sub("", c, count=1) if c[:1] == "'" else c for c in cells), strict=True))
        key = named[KEYS[kind]].strip()
        if not key or key in rows:
            why = "is empty" if not key else f"{key!r} stands twice"
            raise BadTable(f"{path}: line {reader.line_num}: {KEYS[kind]} {why}; expected one row for each key")
        rows[key] = TableRow(kind=kind, number=reader.line_num, key=key, cells=named)
    return tuple(rows.values())


def _one_line(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")


def _lines(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r"}.get(m[1], m[1]), value)

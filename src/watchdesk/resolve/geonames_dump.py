"""Places of a GeoNames dump: 19 columns, tabs, no header."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TextIO

from watchdesk.errors import BadSetting
from watchdesk.resolve.gazetteer import data_file
from watchdesk.resolve.place_batches import BATCH, Batch, Batches

COLUMNS = 19
TOWN_LIKE = ("P", "A")  # classes whose names are found by sound too
LIVED_AT = frozenset(
    ["WLL", "OAS", "LCTY", "CMP", "MN"]
)  # so are wells, camps, mines: where few towns are, people live there
LEFT_OUT = ("R", "U", "V", "")  # roads, undersea, vegetation
STRUCTURES = frozenset(
    ["AIRB", "AIRP", "AIRF", "INSM", "CMP", "CMPRF", "RSRT", "STNM", "CTRR", "MN", "BDG", "PSN", "PRN"]
)
"""Of class S (buildings) only what reports of conflict name; the rest would drown towns."""
NUMBERS = ((0, "geonameid"), (4, "latitude"), (5, "longitude"), (14, "population"))


def is_geonames(head: str) -> bool:
    """Whether the first line of a file is a row of a dump."""
    return head.count("\t") == COLUMNS - 1


def geonames_batches(file: str, head: str, lines: TextIO) -> Batches:
    """The places of a dump whose first line is `head`. Raises BadSetting naming file, row and column."""
    divisions = admin1_names()
    rest: Iterator[str] = chain([head], lines)
    first = 1
    while rows := list(islice(rest, BATCH)):
        yield read_batch(file, first, rows, divisions)
        first += len(rows)


def read_batch(file: str, first: int, rows: list[str], divisions: dict[str, str]) -> Batch:
    batch = Batch(read=len(rows))
    number, cells = first, [""] * COLUMNS
    try:
        for number, row in enumerate(rows, first):
            cells = row.split("\t")
            if len(cells) != COLUMNS:
                raise BadSetting(f"{file}: row {number} has {len(cells)} columns, expected {COLUMNS}")
            kind, code, country = cells[6], cells[7], cells[8]
            if kind in LEFT_OUT or (kind == "S" and code not in STRUCTURES):
                continue
            division = divisions.get(f"{country}.{cells[10]}")
            people = int(cells[14] or 0)
            lat, lon = float(cells[4]), float(cells[5])
            place = (int(cells[0]), cells[1], country, division, lat, lon, code or kind, people)
            batch.add(place, names_of(cells), spoken=kind in TOWN_LIKE or code in LIVED_AT)
    except ValueError as error:
        raise BadSetting(f"{file}: row {number}, {bad_column(cells)}: {error}") from error
    return batch


def names_of(cells: list[str]) -> list[str]:
    """Name, ASCII name and the alternate names in Latin letters."""
    others = cells[3]
    if not others:
        return [cells[1]] if cells[1] == cells[2] else [cells[1], cells[2]]
    if others.isascii():
        return [cells[1], cells[2], *others.split(",")]
    return [cells[1], cells[2], *[name for name in others.split(",") if name and max(name) < "ɐ"]]


def admin1_names() -> dict[str, str]:
    """Names of first-level divisions by GeoNames code ("ML.09")."""
    lines = data_file("admin1.tsv").read_text(encoding="utf-8").splitlines()
    return {code: name for code, _, name in (line.partition("\t") for line in lines)}


def bad_column(cells: list[str]) -> str:
    """Which of a row's numbers is none."""
    for at, name in NUMBERS:
        try:
            float(cells[at] or 0)
        except ValueError:
            return f"column {at + 1} ({name}) is {cells[at]!r}, expected a number"
    return "a number"

"""Places of a table with a header: OCHA's p-code tables and people's own lists."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import TextIO

from watchdesk.errors import BadSetting
from watchdesk.resolve.place_batches import BATCH, Batch, Batches

HEADERS = {
    what: tuple(names.split())
    for what, names in {
        "name": "name nom place place_name placename localite localité locality village town settlement featurename "
        "toponym "
        "nom_localite adm4_fr adm4_en adm3_fr adm3_en adm3_name adm2_fr adm2_en adm2_name adm1_fr adm1_en adm1_name",
        "latitude": "latitude lat y center_lat lat_dd y_coord point_y",
        "longitude": "longitude lon lng long x center_lon lon_dd x_coord point_x",
        "country": "country country_code iso iso2 iso_a2 pays adm0_pcode admin0pcode countrycode",
        "admin1": "admin1 adm1_fr adm1_en adm1_name region région province state admin1name",
        "aliases": "aliases alternate_names alternatenames alt_names alternative autres_noms altname featurealtname",
        "pcode": "pcode p_code adm4_pcode adm3_pcode adm2_pcode adm1_pcode id code",
        "population": "population pop pop_total",
    }.items()
}
"""Header names that are recognised, lower-case, the most telling first."""


def table_batches(file: str, head: str, lines: TextIO) -> Batches:
    """The places of a table whose header is `head`. Raises BadSetting naming file, row and column."""
    if not head.strip():
        raise BadSetting(f"{file}: row 1 is empty; expected a header or a GeoNames row")
    delimiter = max(",;\t", key=head.count)
    header = next(csv.reader([head.lstrip("\ufeff")], delimiter=delimiter))
    at = columns_of(file, header)
    rows = enumerate(csv.reader(lines, delimiter=delimiter), 2)
    while batch := read_batch(file, header, rows, at):
        yield batch


def read_batch(file: str, header: list[str], rows: Iterator[tuple[int, list[str]]], at: dict[str, int]) -> Batch | None:
    """The next rows, None at the end of the table."""
    batch = Batch()
    for number, cells in islice(rows, BATCH):
        batch.read += 1
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < len(header):
            raise BadSetting(f"{file}: row {number} has {len(cells)} columns, expected {len(header)}")
        add_row(batch, file, number, header, cells, at)
    return batch if batch.read else None


def columns_of(file: str, header: list[str]) -> dict[str, int]:
    """Which column holds what, by the header names of HEADERS."""
    low = [name.strip().lower() for name in header]
    at = {what: low.index(name) for what, names in reversed(HEADERS.items()) for name in reversed(names) if name in low}
    missing = [what for what in ("name", "latitude", "longitude") if what not in at]
    if "country" not in at and "pcode" not in at:
        missing.append("country")
    if missing:
        known = "; ".join(f"{what}: {', '.join(HEADERS[what][:5])}" for what in missing)
        raise BadSetting(f"{file}: row 1 has no column for {', '.join(missing)}; name one of {known}")
    return at


def add_row(batch: Batch, file: str, number: int, header: list[str], cells: list[str], at: dict[str, int]) -> None:
    name = " ".join(cells[at["name"]].split())
    if not name:
        raise BadSetting(f"{file}: row {number}, column {header[at['name']]!r} is empty, expected a name")
    lat = degrees(file, number, header, cells, at["latitude"], 90)
    lon = degrees(file, number, header, cells, at["longitude"], 180)
    code = cells[at["pcode"]].strip() if "pcode" in at else ""
    country = (cells[at["country"]].strip() if "country" in at else code)[:2].upper()
    if len(country) != 2 or not country.isalpha():
        column = header[at.get("country", at.get("pcode", 0))]
        raise BadSetting(f"{file}: row {number}, column {column!r} is {country!r}, expected an ISO alpha-2 code")
    aliases = cells[at["aliases"]].replace("|", ",").replace(";", ",").split(",") if "aliases" in at else []
    people = cells[at["population"]].strip().replace(" ", "") if "population" in at else ""
    admin1 = (cells[at["admin1"]].strip() or None) if "admin1" in at else None
    count = int(float(people)) if people.replace(".", "", 1).isdigit() else 0
    place = (own_id(country, code, name, lat, lon), name, country, admin1, lat, lon, "PPL", count)
    batch.add(place, [name, *(" ".join(a.split()) for a in aliases if a.strip())], spoken=True)


def degrees(file: str, number: int, header: list[str], cells: list[str], column: int, most: int) -> float:
    try:
        value = float(cells[column].strip().replace(",", "."))
    except ValueError:
        value = most + 1.0
    if abs(value) > most:
        fault = f"column {header[column]!r} is {cells[column]!r}, expected degrees -{most} to {most}"
        raise BadSetting(f"{file}: row {number}, {fault}")
    return value


def own_id(country: str, code: str, name: str, lat: float, lon: float) -> int:
    """A negative id that the same place always gets, away from those of regions and villages."""
    words = f"{country} {code} {name}" if code else f"{country} {name} {lat:.3f} {lon:.3f}"
    return -(1 << 40) - int.from_bytes(hashlib.sha256(words.encode()).digest()[:5])

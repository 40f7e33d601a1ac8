"""Put a user's own list of places into a gazetteer file: GeoNames dumps, OCHA p-code tables, plain CSV."""

from __future__ import annotations

import csv
import hashlib
import pathlib
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from watchdesk.errors import BadSetting
from watchdesk.resolve.folding import fold_fresh, sound_key
from watchdesk.resolve.gazetteer import data_file

GEONAMES_COLUMNS = 19
BATCH = 20_000  # rows per write
TOWN_LIKE = ("P", "A")  # GeoNames classes whose names also get the weaker key
STRUCTURES = frozenset(
    ["AIRB", "AIRP", "AIRF", "INSM", "CMP", "CMPRF", "RSRT", "STNM", "CTRR", "MN", "BDG", "PSN", "PRN"]
)
"""Of GeoNames' class S (buildings) only what reports of conflict name; the rest would drown towns."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS places (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT,
  lat REAL NOT NULL, lon REAL NOT NULL, feature TEXT NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS names (folded TEXT NOT NULL, id INTEGER NOT NULL);
"""
INDEX = "CREATE INDEX IF NOT EXISTS names_by_folded ON names (folded)"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of one file: rows read, places kept, names written."""

    rows: int
    places: int
    names: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place of a user's file; `division` marks rows whose names also get the weaker key."""

    id: int
    name: str
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    feature: str
    population: int
    aliases: tuple[str, ...]
    soundable: bool = True


def add_gazetteer(file: pathlib.Path, target: pathlib.Path, *, told: Callable[[int], None] | None = None) -> Added:
    """Add the places of `file` to the gazetteer at `target`, made where it is not there; the same rows replace.

    `told` hears the number of rows read so far, now and then. Raises BadSetting naming file, row and column; the
    target then stays as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(target, isolation_level=None)
    try:
        base.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;" + SCHEMA)
        base.execute("BEGIN")
        try:
            added = write_rows(base, read_rows(file), told)
        except BaseException:
            base.execute("ROLLBACK")
            raise
        base.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise BadSetting(f"{target}: not a gazetteer file that can be added to ({error}); give another path") from error
    finally:
        base.close()
    return added


def write_rows(base: sqlite3.Connection, rows: Iterator[PlaceRow], told: Callable[[int], None] | None) -> Added:
    known = base.execute("SELECT COUNT(*) FROM places").fetchone()[0]
    base.execute("DROP INDEX IF EXISTS names_by_folded")
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int]] = []
    total = kept = 0
    for row in rows:
        places.append(
            (row.id, row.name, row.country, row.admin1, row.latitude, row.longitude, row.feature, row.population)
        )
        keys = keys_of(row)
        names += [(key, row.id) for key in keys]
        total, kept = total + 1, kept + len(keys)
        if len(places) >= BATCH:
            flush(base, places, names, replacing=bool(known))
            if told:
                told(total)
    flush(base, places, names, replacing=bool(known))
    if known:  # rows that came again have left their names twice
        base.execute("DELETE FROM names WHERE rowid NOT IN (SELECT MIN(rowid) FROM names GROUP BY folded, id)")
    base.execute(INDEX)
    return Added(rows=total, places=total, names=kept)


def flush(
    base: sqlite3.Connection, places: list[tuple[object, ...]], names: list[tuple[str, int]], *, replacing: bool
) -> None:
    base.executemany("INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?)", places)
    base.executemany("INSERT INTO names VALUES (?,?)", names)
    places.clear()
    names.clear()


def keys_of(row: PlaceRow) -> set[str]:
    """The keys a row is found by: its folded names, and for towns and divisions the weaker keys."""
    keys = {fold_fresh(name) for name in {row.name, *row.aliases}}
    keys.discard("")
    if row.soundable:
        keys |= {"~" + sound for key in tuple(keys) if (sound := sound_key(key)) and sound != key}
    return keys


# --- reading ------------------------------------------------------------------------------------------------------


def read_rows(file: pathlib.Path) -> Iterator[PlaceRow]:
    """The places of a file, whatever its kind. Raises BadSetting where it is of none."""
    with open_text(file) as lines:
        head = lines.readline()
        if head.count("\t") == GEONAMES_COLUMNS - 1:
            yield from geonames_rows(file, head, lines)
            return
        if not head.strip():
            raise BadSetting(f"{file.name}: row 1 is empty; expected a header or a GeoNames row")
        delimiter = max(",;\t", key=head.count)
        header = next(csv.reader([head.lstrip("\ufeff")], delimiter=delimiter))
        yield from table_rows(file, header, csv.reader(lines, delimiter=delimiter))


@contextmanager
def open_text(file: pathlib.Path) -> Iterator[TextIO]:
    """A file as UTF-8 text; a .zip is opened at its largest .txt or .csv, as GeoNames ships them."""
    if not file.is_file():
        raise BadSetting(f"{file}: no such file")
    if file.suffix.lower() != ".zip":
        with file.open(encoding="utf-8", errors="replace", newline="") as lines:
            yield lines
        return
    with zipfile.ZipFile(file) as box:
        inside = [i for i in box.infolist() if i.filename.lower().endswith((".txt", ".csv", ".tsv"))]
        if not inside:
            raise BadSetting(f"{file.name}: holds no .txt or .csv file")
        with box.open(max(inside, key=lambda i: i.file_size)) as raw:
            yield TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")


def geonames_rows(file: pathlib.Path, head: str, lines: TextIO) -> Iterator[PlaceRow]:
    """Rows of a GeoNames dump: 19 columns, tabs, no header."""
    divisions = admin1_names()
    for number, line in enumerate(iter_lines(head, lines), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != GEONAMES_COLUMNS:
            raise BadSetting(f"{file.name}: row {number} has {len(cells)} columns, expected {GEONAMES_COLUMNS}")
        kind, code = cells[6], cells[7]
        if kind in ("R", "U", "V", "") or (kind == "S" and code not in STRUCTURES):
            continue
        try:
            yield PlaceRow(
                id=int(cells[0]),
                name=cells[1],
                country=cells[8],
                admin1=divisions.get(f"{cells[8]}.{cells[10]}"),
                latitude=float(cells[4]),
                longitude=float(cells[5]),
                feature=code or kind,
                population=int(cells[14] or 0),
                aliases=(cells[2], *[a for a in cells[3].split(",") if a and max(a) < "ɐ"]),
                soundable=kind in TOWN_LIKE,
            )
        except ValueError as error:
            raise BadSetting(f"{file.name}: row {number}, {bad_column(cells)}: {error}") from error


def admin1_names() -> dict[str, str]:
    """Names of first-level divisions by GeoNames code ("ML.09")."""
    lines = data_file("admin1.tsv").read_text(encoding="utf-8").splitlines()
    return {code: name for code, _, name in (line.partition("\t") for line in lines)}


def iter_lines(head: str, lines: TextIO) -> Iterator[str]:
    yield head
    yield from lines


def bad_column(cells: list[str]) -> str:
    """Which of a GeoNames row's numbers is none."""
    for at, name in ((0, "geonameid"), (4, "latitude"), (5, "longitude"), (14, "population")):
        try:
            float(cells[at] or 0)
        except ValueError:
            return f"column {at + 1} ({name}) is {cells[at]!r}, expected a number"
    return "a number"


def table_rows(file: pathlib.Path, header: list[str], rows: Iterator[list[str]]) -> Iterator[PlaceRow]:
    """Rows of a table with a header: OCHA's p-code tables and people's own lists."""
    at = columns_of(file, header)
    for number, cells in enumerate(rows, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < len(header):
            raise BadSetting(f"{file.name}: row {number} has {len(cells)} columns, expected {len(header)}")
        yield table_row(file, number, header, cells, at)


def columns_of(file: pathlib.Path, header: list[str]) -> dict[str, int]:
    """Which column holds what, by the header names of HEADERS."""
    low = [name.strip().lower() for name in header]
    at = {what: low.index(name) for what, names in reversed(HEADERS.items()) for name in reversed(names) if name in low}
    missing = [what for what in ("name", "latitude", "longitude") if what not in at]
    if "country" not in at and "pcode" not in at:
        missing.append("country")
    if missing:
        known = "; ".join(f"{what}: {', '.join(HEADERS[what][:5])}" for what in missing)
        raise BadSetting(f"{file.name}: row 1 has no column for {', '.join(missing)}; name one of {known}")
    return at


def table_row(file: pathlib.Path, number: int, header: list[str], cells: list[str], at: dict[str, int]) -> PlaceRow:
    name = cells[at["name"]].strip()
    if not name:
        raise BadSetting(f"{file.name}: row {number}, column {header[at['name']]!r} is empty, expected a name")
    lat = degrees(file, number, header, cells, at["latitude"], 90)
    lon = degrees(file, number, header, cells, at["longitude"], 180)
    code = cells[at["pcode"]].strip() if "pcode" in at else ""
    country = (cells[at["country"]].strip() if "country" in at else code)[:2].upper()
    if len(country) != 2 or not country.isalpha():
        column = header[at.get("country", at.get("pcode", 0))]
        raise BadSetting(f"{file.name}: row {number}, column {column!r} is {country!r}, expected an ISO alpha-2 code")
    aliases = cells[at["aliases"]].replace("|", ",").replace(";", ",").split(",") if "aliases" in at else []
    people = cells[at["population"]].strip().replace(" ", "") if "population" in at else ""
    return PlaceRow(
        id=own_id(country, code, name, lat, lon),
        name=name,
        country=country,
        admin1=(cells[at["admin1"]].strip() or None) if "admin1" in at else None,
        latitude=lat,
        longitude=lon,
        feature="PPL",
        population=int(float(people)) if people.replace(".", "", 1).isdigit() else 0,
        aliases=tuple(a.strip() for a in aliases if a.strip()),
    )


def degrees(file: pathlib.Path, number: int, header: list[str], cells: list[str], column: int, most: int) -> float:
    try:
        value = float(cells[column].strip().replace(",", "."))
    except ValueError:
        value = most + 1.0
    if abs(value) > most:
        fault = f"column {header[column]!r} is {cells[column]!r}, expected degrees -{most} to {most}"
        raise BadSetting(f"{file.name}: row {number}, {fault}")
    return value


def own_id(country: str, code: str, name: str, lat: float, lon: float) -> int:
    """A negative id that the same place always gets, away from those of regions and villages."""
    words = f"{country} {code} {name}" if code else f"{country} {name} {lat:.3f} {lon:.3f}"
    return -(1 << 40) - int.from_bytes(hashlib.sha256(words.encode()).digest()[:5])

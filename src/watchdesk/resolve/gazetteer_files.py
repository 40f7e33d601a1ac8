"""Put a user's own list of places into a gazetteer file: GeoNames dumps, OCHA p-code tables, plain CSV.

Millions of rows: the places and the names they are found by are written by two processes, each reads the file for
itself, and each table is sorted once. The new file then takes the place of the old one in one step, so that a crash
leaves the old one as it was, and whoever reads it meanwhile goes on reading it.
"""

from __future__ import annotations

import pathlib
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from multiprocessing import get_context
from typing import TextIO

from watchdesk.errors import BadSetting
from watchdesk.resolve.gazetteer import SCHEMA
from watchdesk.resolve.geonames_dump import geonames_batches, is_geonames
from watchdesk.resolve.place_batches import Batches
from watchdesk.resolve.place_tables import table_batches

TWO_PROCESSES_BYTES = 20_000_000  # a file from here on is worth the start of a second process
GROWN_BY = 10  # a gazetteer so many times larger than the file is copied and added to, not sorted anew
FAST = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA locking_mode=EXCLUSIVE;"
PLACES, NAMES = SCHEMA.strip().removesuffix(";").split(";\n")
RAW_PLACES = PLACES.replace("INTEGER PRIMARY KEY", "INTEGER NOT NULL").replace("TABLE places", "TABLE raw.places")
RAW_NAMES = "CREATE TABLE raw.names (folded TEXT NOT NULL, id INTEGER NOT NULL)"
COVERED = """
DROP TABLE IF EXISTS countries;
CREATE TABLE countries AS SELECT country, COUNT(*) AS places FROM places GROUP BY country ORDER BY country;
"""
"""How many places of each country a file holds: what it is about, for reports that name no country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of one file: its rows, and the places and names that the gazetteer now holds."""

    rows: int
    places: int
    names: int


def add_gazetteer(file: pathlib.Path, target: pathlib.Path, *, told: Callable[[int], None] | None = None) -> Added:
    """Add the places of `file` to the gazetteer at `target`, made where it is not there; the same rows replace.

    `told` hears the number of rows read so far, now and then. Raises BadSetting naming file, row and column; the
    target then stays as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file():
        raise BadSetting(f"{file}: no such file")
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
        made = pathlib.Path(folder) / "made.sqlite"
        try:
            old = target if target.exists() else None
            if old and old.stat().st_size > GROWN_BY * file.stat().st_size:
                rows = grow(file, old, made, told)
            else:
                rows = build(file, old, made, told)
            added = count(made, rows)
        except sqlite3.DatabaseError as error:
            fault = f"{target}: not a gazetteer file that can be added to ({error}); give another path"
            raise BadSetting(fault) from error
        made.replace(target)
    return added


def count(made: pathlib.Path, rows: int) -> Added:
    with closing(sqlite3.connect(made, isolation_level=None)) as base:
        base.executescript(FAST + COVERED)
        places = base.execute("SELECT SUM(places) FROM countries").fetchone()[0] or 0
        names = base.execute("SELECT COUNT(*) FROM names").fetchone()[0]
    return Added(rows=rows, places=places, names=names)


def grow(file: pathlib.Path, old: pathlib.Path, made: pathlib.Path, told: Callable[[int], None] | None) -> int:
    """A copy of a large gazetteer with the rows of a small file added one by one; gives the rows read."""
    shutil.copyfile(old, made)
    rows = 0
    with closing(sqlite3.connect(made, isolation_level=None)) as base:
        base.executescript(FAST + "BEGIN")
        for batch in read_batches(file):
            base.executemany("INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?)", batch.places)
            base.executemany("INSERT OR IGNORE INTO names VALUES (?,?)", sorted(batch.keys()))
            rows += batch.read
            if told:
                told(rows)
        base.execute("COMMIT")
    return rows


def build(file: pathlib.Path, old: pathlib.Path | None, made: pathlib.Path, told: Callable[[int], None] | None) -> int:
    """A gazetteer of the rows of the old one and of the file, sorted once; gives the rows read."""
    names = made.with_name("names.sqlite")
    if file.stat().st_size < TWO_PROCESSES_BYTES:
        write_names(file, old, names)
        rows = write_places(file, old, made, told)
    else:
        with ProcessPoolExecutor(1, get_context("spawn")) as beside:
            named = beside.submit(write_names, file, old, names)
            rows = write_places(file, old, made, told)
            named.result()
    with closing(sqlite3.connect(made, isolation_level=None)) as base:
        base.executescript(FAST + NAMES)
        base.execute("ATTACH ? AS named", (str(names),))
        base.execute("INSERT INTO main.names SELECT * FROM named.names")  # two tables alike: copied as they lie
    return rows


def write_places(
    file: pathlib.Path, old: pathlib.Path | None, made: pathlib.Path, told: Callable[[int], None] | None
) -> int:
    """The table of places, by id, later rows replacing earlier; gives the rows read."""
    rows = 0
    with sorting(made, old, RAW_PLACES, PLACES) as base:
        if old:
            base.execute("INSERT INTO raw.places SELECT * FROM old.places")
        for batch in read_batches(file):
            base.executemany("INSERT INTO raw.places VALUES (?,?,?,?,?,?,?,?)", batch.places)
            rows += batch.read
            if told:
                told(rows)
        base.execute("INSERT OR REPLACE INTO main.places SELECT * FROM raw.places ORDER BY id, rowid")
    return rows


def write_names(file: pathlib.Path, old: pathlib.Path | None, made: pathlib.Path) -> None:
    """The table of names: every key once with each of its places, by key."""
    with sorting(made, old, RAW_NAMES, NAMES) as base:
        if old:
            base.execute("INSERT INTO raw.names SELECT folded, id FROM old.names")
        for batch in read_batches(file):
            base.executemany("INSERT INTO raw.names VALUES (?,?)", batch.keys())
        base.execute("INSERT OR IGNORE INTO main.names SELECT folded, id FROM raw.names ORDER BY folded, id")


@contextmanager
def sorting(made: pathlib.Path, old: pathlib.Path | None, raw: str, kept: str) -> Iterator[sqlite3.Connection]:
    """A new file with one table `kept`, and beside it, until it is sorted in, the table `raw` in a scratch file."""
    scratch = made.with_suffix(".raw")
    with closing(sqlite3.connect(made, isolation_level=None, uri=True)) as base:
        base.execute("ATTACH ? AS raw", (str(scratch),))
        if old:
            base.execute("ATTACH ? AS old", (f"{old.resolve().as_uri()}?mode=ro",))
        base.executescript(FAST + f"{raw}; {kept}; BEGIN")
        yield base
        base.execute("COMMIT")
    scratch.unlink()


# --- reading ------------------------------------------------------------------------------------------------------


def read_batches(file: pathlib.Path) -> Batches:
    """The places of a file, whatever its kind. Raises BadSetting where it is of none."""
    with open_text(file) as lines:
        head = lines.readline()
        yield from (geonames_batches if is_geonames(head) else table_batches)(file.name, head, lines)


@contextmanager
def open_text(file: pathlib.Path) -> Iterator[TextIO]:
    """A file as UTF-8 text; a .zip is opened at its largest .txt or .csv, as GeoNames ships them."""
    if file.suffix.lower() != ".zip":
        with file.open(encoding="utf-8", errors="replace", newline="") as lines:
            yield lines
        return
    try:
        box = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise BadSetting(f"{file.name}: is no zip file ({error}); download it again") from error
    with box:
        inside = [i for i in box.infolist() if i.filename.lower().endswith((".txt", ".csv", ".tsv"))]
        if not inside:
            raise BadSetting(f"{file.name}: holds no .txt or .csv file")
        with box.open(max(inside, key=lambda i: i.file_size)) as raw:
            yield TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")

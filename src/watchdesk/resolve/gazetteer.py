"""The gazetteer: places by name from the SQLite file that comes with watchdesk, the user's own, and the regions."""

from __future__ import annotations

import csv
import importlib.resources
import pathlib
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from string import ascii_lowercase
from typing import Any

import yaml

from watchdesk.errors import BadCodebook, MissingPart
from watchdesk.records import FROM_MEMORY, GazetteerPlace
from watchdesk.resolve.folding import fold_name, fold_names, sound_key, sound_keys

SCHEMA = """
CREATE TABLE places (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT,
  lat REAL NOT NULL, lon REAL NOT NULL, feature TEXT NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE names (folded TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (folded, id)) WITHOUT ROWID;
"""
LOOKUP = """
SELECT p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.feature, p.population
FROM names n JOIN places p ON p.id = n.id WHERE n.folded = ? LIMIT 200
"""
MISSPELLED = LOOKUP.replace("n.folded = ?", "n.folded IN ({})")
VOWELS = "aeiou"
LEAST_LETTERS = 6  # of a name that may be a slip for another
REGION_KEYS = {"name", "aliases", "country", "admin1", "lat", "lon", "feature"}
CACHE_SIZE = 100_000
FEW_COUNTRIES = 3  # a file of so many countries or fewer says where its owner's reports play


def data_file(name: str) -> pathlib.Path:
    """Where a data file of this installation lies."""
    return pathlib.Path(str(importlib.resources.files("watchdesk"))) / "data" / name


class Gazetteer:
    """Places by name, from one or more gazetteer files and a list of regions and further aliases.

    Rows of the same GeoNames id in several files count once, the first file's row winning.
    """

    def __init__(self, paths: Sequence[pathlib.Path], regions: Mapping[str, Sequence[GazetteerPlace]] | None = None):
        self.paths = tuple(paths)
        self._bases = [open_readonly(path) for path in self.paths]
        self._regions = regions or {}
        self._own_countries = tuple(sorted({iso for base in self._bases for iso in covered(base)}))
        self._cache: dict[str, tuple[GazetteerPlace, ...]] = {}

    def places_named(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Every place of this name, accents and hyphens folded, most populous first; empty where none."""
        return self._places(fold_name(name))

    def places_like(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Places whose name is a usual transliteration of this one: a weaker match than `places_named`."""
        key = sound_key(fold_name(name))
        keys = (key, *prefixed(key)) if key else ()
        return tuple(sorted({place for k in keys for mark in ("", "~") for place in self._places(mark + k)}, key=rank))

    def places_misspelled(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Places whose name is one letter from this one, the first apart; empty for names of less than six letters."""
        return self._any_of(one_letter_apart(fold_name(name)))

    def places_misheard(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Places whose name sounds like this one but for one letter or two vowels: a guess for unlisted names."""
        return self._any_of({mark + key for key in told_alike(fold_name(name)) for mark in ("", "~")})

    def _any_of(self, keys: set[str]) -> tuple[GazetteerPlace, ...]:
        """The places that any of the keys finds."""
        rows: dict[int, GazetteerPlace] = {}
        for base in self._bases if keys else ():
            marks = ",".join("?" * len(keys))
            for row in base.execute(MISSPELLED.format(marks), sorted(keys)):
                rows.setdefault(row[0], place_of(row))
        return tuple(sorted(rows.values(), key=rank))

    def own_countries(self) -> tuple[str, ...]:
        """The countries that the user's own files are about; empty where there are none or they cover many."""
        return self._own_countries

    def towns_only(self) -> Gazetteer:
        """The same gazetteer without regions and villages."""
        return Gazetteer(self.paths)

    def _places(self, key: str) -> tuple[GazetteerPlace, ...]:
        if not key:
            return ()
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            found = self._cache[key] = self._look_up(key)
        return found

    def _look_up(self, key: str) -> tuple[GazetteerPlace, ...]:
        rows: dict[int, GazetteerPlace] = {place.geonames_id: place for place in self._regions.get(key, ())}
        for base in self._bases:
            for row in base.execute(LOOKUP, (key,)):
                rows.setdefault(row[0], place_of(row))
        return tuple(sorted(rows.values(), key=rank))


def place_of(row: tuple[Any, ...]) -> GazetteerPlace:
    """A row of LOOKUP."""
    number, name, country, admin1, latitude, longitude, feature, population = row
    return GazetteerPlace(
        geonames_id=number,
        name=name,
        country=country,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        feature=feature,
        population=population,
    )


def one_letter_apart(folded: str) -> set[str]:
    """The names that one slip makes of this one: a letter left out, put in, changed, or two that changed places."""
    if len(folded) < LEAST_LETTERS:
        return set()
    parts = [(folded[:at], folded[at:]) for at in range(1, len(folded) + 1)]
    found = {a + b[1:] for a, b in parts if b} | {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    found |= {a + letter + b[1:] for a, b in parts if b for letter in ascii_lowercase}
    found |= {a + letter + b for a, b in parts for letter in ascii_lowercase}
    return found - {folded}


def prefixed(sound: str) -> tuple[str, ...]:
    """The sound of a name with or without the Berber "that of" before it, which is written I-n-X, In X, N'X or NX."""
    if sound.startswith("in") and sound[2:3] not in ("", *VOWELS):
        return (sound[1:],)
    return ("i" + sound,) if sound.startswith("n") and sound[1:2] not in ("", *VOWELS) else ()


def told_alike(folded: str) -> set[str]:
    """Sounds of a folded name with one slip, or with two vowels heard otherwise; empty for short names.

    Names from languages that are seldom written come in many spellings, the vowels least sure of all.
    """
    sound = sound_key(folded)
    found = one_letter_apart(sound)
    if not found:
        return set()
    at = [place for place, letter in enumerate(sound) if letter in VOWELS and place]
    for one, two in combinations(at, 2):
        head, middle, tail = sound[:one], sound[one + 1 : two], sound[two + 1 :]
        found |= {head + a + middle + b + tail for a in VOWELS for b in VOWELS}
    return found


def covered(base: sqlite3.Connection) -> tuple[str, ...]:
    """The few countries that most places of a user's file lie in; empty for the embedded gazetteer, and for many."""
    if base.execute("SELECT 1 FROM sqlite_master WHERE name = 'countries'").fetchone() is None:
        return ()
    counts = base.execute("SELECT country, places FROM countries ORDER BY country").fetchall()
    whole = sum(places for _, places in counts)
    found = tuple(str(country) for country, places in counts if country and places * 20 >= whole)
    return found if len(found) <= FEW_COUNTRIES else ()


def rank(place: GazetteerPlace) -> tuple[int, int, int]:
    """Most populous first; then countries and divisions before towns; then the id, so that order never varies."""
    return (-place.population, not place.feature.startswith(("PCL", "ADM")), place.geonames_id)


def open_readonly(path: pathlib.Path) -> sqlite3.Connection:
    """A connection that never writes. Raises MissingPart where the file is not there or is no gazetteer."""
    if not path.is_file():
        raise MissingPart(f"{path}: no gazetteer there; reinstall watchdesk, or make one: watchdesk gazetteer add FILE")
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        base.execute("PRAGMA mmap_size=268435456")
        base.execute(LOOKUP, ("",)).fetchone()
    except sqlite3.DatabaseError as error:
        base.close()
        raise MissingPart(
            f"{path}: not a watchdesk gazetteer ({error}); make it again: watchdesk gazetteer add"
        ) from error
    return base


def load_regions(path: pathlib.Path) -> dict[str, tuple[GazetteerPlace, ...]]:
    """Regions, seas, camps and further aliases by folded name. Raises BadCodebook on a row that cannot be used."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[str, list[GazetteerPlace]] = {}
    for number, row in enumerate(rows, 1):
        place = region_place(path, number, row)
        for name in (row["name"], *row.get("aliases", ())):
            found.setdefault(fold_name(name), []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def region_place(path: pathlib.Path, number: int, row: Mapping[str, object]) -> GazetteerPlace:
    """One region as a gazetteer row; its id is minus its number, since GeoNames' ids are not used for it."""
    unknown = set(row) - REGION_KEYS
    missing = {"name", "country", "lat", "lon"} - set(row)
    if unknown or missing:
        fault = f"has unknown keys {sorted(unknown)} and lacks {sorted(missing)}"
        raise BadCodebook(f"{path.name}: entry {number} {row.get('name')!r} {fault}")
    return GazetteerPlace(
        geonames_id=-number,
        name=str(row["name"]),
        country=str(row["country"] or ""),
        admin1=str(row["admin1"]) if "admin1" in row else None,
        latitude=float(str(row["lat"])),
        longitude=float(str(row["lon"])),
        feature=str(row.get("feature", "RGN")),
        population=0,
    )


VILLAGE_ID = -1_000_000  # villages.csv row n has the id VILLAGE_ID - n; regions.yml row n has -n
VILLAGE_COLUMNS = ["name", "country", "admin1", "lat", "lon"]


def load_villages(path: pathlib.Path) -> dict[str, list[GazetteerPlace]]:
    """Villages by folded name and by sound ("~" before it). Raises BadCodebook on a row that cannot be used."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    if not lines or lines[0].split(",") != VILLAGE_COLUMNS:
        raise BadCodebook(f"{path.name}: first line is not {','.join(VILLAGE_COLUMNS)!r}")
    told: list[tuple[str, GazetteerPlace]] = []
    for number, cells in enumerate(csv.reader(lines[1:]), 1):
        try:
            names, country, admin1, lat, lon = cells
            place = GazetteerPlace(
                geonames_id=VILLAGE_ID - number,
                name=names.split("/")[0],
                country=country,
                admin1=admin1 or None,
                latitude=float(lat),
                longitude=float(lon),
                feature=FROM_MEMORY,
                population=0,
            )
        except ValueError as error:
            raise BadCodebook(f"{path.name}: row {number} {cells!r} is not {','.join(VILLAGE_COLUMNS)}") from error
        told += [(name, place) for name in names.split("/")]
    folded = fold_names([name for name, _ in told])
    found: dict[str, list[GazetteerPlace]] = {}
    for name, sound, (_, place) in zip(folded, sound_keys(folded), told, strict=True):
        found.setdefault(name, []).append(place)
        if sound:
            found.setdefault("~" + sound, []).append(place)
    return found


@cache
def embedded_gazetteer(extra: tuple[pathlib.Path, ...] = ()) -> Gazetteer:
    """The gazetteer of this installation, and the user's own files beside it."""
    listed = load_villages(data_file("villages.csv"))
    for name, places in load_regions(data_file("regions.yml")).items():
        listed[name] = [*places, *listed.get(name, ())]
    return Gazetteer((*extra, data_file("gazetteer.sqlite")), listed)

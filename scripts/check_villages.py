"""Check villages.csv: `python scripts/check_villages.py [FILE]` prints every row that can't be right; exit 1 if any.

A row must have a point in its country and near the towns of its division, be no town that the gazetteer lists, stand
once, and bear no name that is an ordinary word, a person's or an actor's.
"""

from __future__ import annotations

import csv
import itertools
import json
import math
import pathlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property

from watchdesk.extract.casing import small_words
from watchdesk.extract.place_words import load_place_words
from watchdesk.records import GazetteerPlace
from watchdesk.resolve.folding import fold_name
from watchdesk.resolve.gazetteer import VILLAGE_COLUMNS, Gazetteer, data_file, open_readonly, place_of
from watchdesk.resolve.place_geometry import km_between, point
from watchdesk.resolve.registry import open_registry

CORPUS = pathlib.Path(__file__).parent.parent / "training" / "corpus"
SAME_KM = 50.0  # two rows of one name so close are one place
BORDER_KM = 35.0  # how coarse the outlines are: 1:110 million, without small islands
DIVISION_KM, DIVISION_TIMES = 60.0, 2.5  # how near its division's towns a point lies, beside the country's nearest town
OUTLINE_OF = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,2}")
PLACES = "SELECT id, name, country, admin1, lat, lon, feature, population FROM places WHERE country = ?"
Point = tuple[float, float]


@dataclass(frozen=True)
class Row:
    """One row of the file: its line, spellings, country, division and (latitude, longitude)."""

    line: int
    names: tuple[str, ...]
    country: str
    admin1: str
    point: Point

    @cached_property
    def folded(self) -> frozenset[str]:
        return frozenset(map(fold_name, self.names))

    def __str__(self) -> str:
        return f"line {self.line}: {'/'.join(self.names)}, {self.country}, {self.admin1}, {self.point}"


def read_rows(path: pathlib.Path) -> list[Row]:
    """The rows of a file as `load_villages` reads them."""
    rows = []
    for number, cells in enumerate(csv.reader(path.read_text(encoding="utf-8").splitlines()), 1):
        if not cells or cells[0].startswith("#") or cells == VILLAGE_COLUMNS:
            continue
        names, country, admin1, lat, lon = cells
        rows.append(Row(number, tuple(names.split("/")), country, admin1, (float(lat), float(lon))))
    return rows


def find_faults(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Each row that can't be right, and why."""
    for row in rows:
        checks = (outside(row), elsewhere(row), listed(row), name_of_other(row))
        yield from ((row, why) for why in checks if why)
    yield from twice(rows)


# --- where it lies -----------------------------------------------------------------------------------------------


def outside(row: Row) -> str | None:
    """Why a point does not lie in its country."""
    rings = outlines().get(row.country)
    if rings is None:
        near = min((km_between(point(town), row.point) for town in towns(row.country)), default=None)
        return None if near is not None and near < 100 else "no town of its country within 100 km"
    if sum(holds(ring, row.point) for ring in rings) % 2:
        return None
    near = min(km_to_edge(ring, row.point) for ring in rings)
    return None if near <= BORDER_KM or on_island(row) else f"{near:.0f} km outside its country"


def on_island(row: Row) -> bool:
    """Whether towns of its country lie about a point outside its coarse outline."""
    return any(km_between(point(town), row.point) < BORDER_KM for town in towns(row.country))


def elsewhere(row: Row) -> str | None:
    """Why a point does not lie near its division."""
    if not row.admin1:
        return None
    division = division_named(row.admin1, row.country)
    if division is None:
        return f"{row.admin1!r} is no first-level division of {row.country} in the gazetteer"
    names = {fold_name(division.name), fold_name(division.admin1 or "")}
    apart = sorted((km_between(point(t), row.point), fold_name(t.admin1 or "") in names) for t in towns(row.country))
    apart = apart or [(0.0, False)]
    own = min((km for km, inside in apart if inside), default=None)
    own = km_between(point(division), row.point) if own is None else own
    if own <= max(DIVISION_KM, DIVISION_TIMES * apart[0][0]) or division in nearest_divisions(row):
        return None
    return f"{own:.0f} km from {row.admin1!r}"


def division_named(name: str, country: str) -> GazetteerPlace | None:
    """The first-level division of a country by any of its names."""
    places = gazetteer().places_named(name)
    return next((place for place in places if place.feature == "ADM1" and place.country == country), None)


def nearest_divisions(row: Row) -> list[GazetteerPlace]:
    """The three divisions of its country whose middles lie nearest a point, for those without towns of their own."""
    return sorted(divisions(row.country), key=lambda division: km_between(point(division), row.point))[:3]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer((data_file("gazetteer.sqlite"),))


@cache
def places_of(country: str) -> tuple[GazetteerPlace, ...]:
    with closing(open_readonly(data_file("gazetteer.sqlite"))) as base:
        return tuple(map(place_of, base.execute(PLACES, (country,)).fetchall()))


@cache
def towns(country: str) -> tuple[GazetteerPlace, ...]:
    """The gazetteer's towns of a country, and the middles of its small divisions."""
    return tuple(place for place in places_of(country) if place.feature.startswith("PPL") or place.feature == "ADM2")


@cache
def divisions(country: str) -> tuple[GazetteerPlace, ...]:
    return tuple(place for place in places_of(country) if place.feature == "ADM1")


@cache
def outlines() -> dict[str, tuple[tuple[Point, ...], ...]]:
    """The rings of each country, as (latitude, longitude) points."""
    topology = json.loads(data_file("outlines.topojson").read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in arc:
            x, y = x + dx, y + dy
            arcs[-1].append((y * sy + ty, x * sx + tx))
    found: dict[str, list[tuple[Point, ...]]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        iso = OUTLINE_OF.get(shape["properties"]["name"]) or country_codes()[int(shape["id"])]
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for numbers in polygon:
                lines = (arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers)
                found[iso].append(tuple(at for line in lines for at in line))
    return {iso: tuple(rings) for iso, rings in found.items()}


@cache
def country_codes() -> dict[int, str]:
    with data_file("country_codes.csv").open(encoding="utf-8") as lines:
        return {int(row["numeric"]): row["iso2"] for row in csv.DictReader(lines) if row["numeric"]}


def holds(ring: Sequence[Point], at: Point) -> bool:
    """Whether a ring holds a point: an odd number of its edges lie east of it."""
    lat, lon = at
    return bool(
        sum(
            (a[0] > lat) != (b[0] > lat) and lon < (b[1] - a[1]) * (lat - a[0]) / (b[0] - a[0]) + a[1]
            for a, b in itertools.pairwise(ring)
        )
        % 2
    )


def km_to_edge(ring: Sequence[Point], at: Point) -> float:
    """How far a point lies from a ring, its edges walked in ten steps each."""
    steps = [i / 10 for i in range(10)]
    return min(
        (
            km_between(at, (a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s))
            for a, b in itertools.pairwise(ring)
            if min(abs(at[0] - a[0]), abs(at[0] - b[0])) < 10
            for s in steps
        ),
        default=math.inf,
    )


# --- what it is called -------------------------------------------------------------------------------------------


def listed(row: Row) -> str | None:
    """The gazetteer's own town of that name nearby, which needs no row."""
    for name in row.names:
        for town in (*gazetteer().places_named(name), *gazetteer().places_like(name)):
            near = town.country == row.country and km_between(point(town), row.point) < SAME_KM
            if near and town.feature.startswith("PPL"):
                return f"the gazetteer lists {town.name!r} at {point(town)}"
    return None


def name_of_other(row: Row) -> str | None:
    """Why a name would pin prose that is not about this place."""
    for name, folded in zip(row.names, map(fold_name, row.names), strict=True):
        if len(folded.replace(" ", "")) < 3:
            return f"{name!r} is too short"
        if folded in ordinary_words():
            return f"{name!r} is an ordinary word"
        if folded in person_names():
            return f"{name!r} is a person's name"
        if folded in actor_names():
            return f"{name!r} is an actor's name"
    return None


@cache
def ordinary_words() -> frozenset[str]:
    words = load_place_words()
    lists = (words.common, words.bodies, words.not_places, words.titles, words.offices, words.peoples)
    return frozenset(fold_name(word) for words in (*lists, small_words()) for word in words)


@cache
def person_names() -> frozenset[str]:
    """Given names, and every word of the full names of those who speak in the corpus."""
    found = set(load_place_words().first_names)
    for path in sorted(CORPUS.glob("*.json")):
        for statement in json.loads(path.read_text(encoding="utf-8"))["statements"]:
            if FULL_NAME.fullmatch(speaker := statement["speaker"] or ""):
                found.update(speaker.split())
    return frozenset(map(fold_name, found))


@cache
def actor_names() -> frozenset[str]:
    return frozenset(
        fold_name(name) for actor in open_registry(None).by_id.values() for name in (actor.name, *actor.aliases)
    )


def twice(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Rows that give one place again."""
    seen: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for folded in row.folded:
            same = next((r for r in seen[row.country, folded] if km_between(r.point, row.point) < SAME_KM), None)
            if same is not None and same is not row:
                yield row, f"stands in line {same.line} already"
                break
        for folded in row.folded:
            seen[row.country, folded].append(row)


def main() -> int:
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else data_file("villages.csv")
    rows = read_rows(path)
    faults = list(find_faults(rows))
    for row, why in faults:
        print(f"{row}: {why}")
    print(f"{path.name}: {len(rows)} rows, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

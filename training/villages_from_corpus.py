"""Write src/watchdesk/data/villages.csv: places of the training corpus that GeoNames' towns lack.

    python training/villages_from_corpus.py CORPUS_DIR

Keeps what stands under "# by hand" in the file. The corpus is the project's own (CC0); its points are from memory.
"""

from __future__ import annotations

import json
import pathlib
import re
import statistics
import sys
from collections import defaultdict

from watchdesk.resolve.gazetteer import data_file, embedded_gazetteer
from watchdesk.resolve.place_context import km_between

NOT_BARE = re.compile(r" - |between|route|road|\bsite\b|\bbase\b|airport|protection|\bterritoire\b|\bdistrict\b|[\d/]")
KINDS = re.compile(
    r"^(?:camp (?:de |d')|village (?:de |of )|the )|(?: (?:refugee )?camp| village| displacement site)$", re.I
)


def main() -> None:
    corpus = pathlib.Path(sys.argv[1])
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    divisions: dict[tuple[str, str], str] = {}
    for path in sorted(corpus.glob("*.json")):
        for event in json.loads(path.read_text("utf-8"))["events"]:
            place = event.get("location") or {}
            if (
                place.get("geo_precision") not in (1, 2)
                or NOT_BARE.search(place["name"])
                or not place["name"][0].isupper()
            ):
                continue
            key = (KINDS.sub("", place["name"]), place["country"])
            points[key].append((place["latitude"], place["longitude"]))
            divisions.setdefault(key, place.get("admin1") or "")
    gazetteer, rows = embedded_gazetteer().towns_only(), []
    for (name, country), at in sorted(points.items()):
        middle = (statistics.median(p[0] for p in at), statistics.median(p[1] for p in at))
        known = [r for r in gazetteer.places_named(name) if r.country == country]
        if any(km_between((r.latitude, r.longitude), middle) <= 40 for r in known):
            continue
        rows.append(f"{name},{country},{divisions[name, country].replace(',', ' ')},{middle[0]:.2f},{middle[1]:.2f}")
    target = data_file("villages.csv")
    old = target.read_text("utf-8") if target.exists() else ""
    by_hand = old[old.index("# by hand") :] if "# by hand" in old else "# by hand\n"
    target.write_text(HEAD + "\n".join(rows) + "\n" + by_hand, encoding="utf-8")
    print(f"{target.name}: {len(rows)} rows from the corpus")


HEAD = """\
# Villages and camps that conflict reports name and GeoNames' towns of 500 people and more lack. Points are from memory,
# near and not exact (two decimals, often 10 km off): never shown as exact. First part: from the project's own training
# corpus. Second part: by hand, from general knowledge, 2026-11. CC0. A name may have further spellings after a slash.
name,country,admin1,lat,lon
"""

if __name__ == "__main__":
    main()

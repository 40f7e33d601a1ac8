"""Write src/watchdesk/data/villages.csv: places of the training corpus that GeoNames' towns lack.

    python training/villages_from_corpus.py CORPUS_DIR

Keeps what stands under "# by hand" in the file, and leaves out what it names already or `scripts/check_villages.py`
faults. The corpus is the project's own (CC0); its points are from memory.
"""

from __future__ import annotations

import json
import pathlib
import re
import statistics
import sys
from collections import defaultdict

from watchdesk.resolve.gazetteer import data_file

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "scripts"))

from check_villages import Row, division_named, find_faults, read_rows

NOT_BARE = re.compile(r" - |between|route|road|\bsite\b|\bbase\b|airport|protection|\bterritoire\b|\bdistrict\b|[\d/,]")
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
    target = data_file("villages.csv")
    old = target.read_text("utf-8") if target.exists() else ""
    by_hand = old[old.index(BY_HAND) :] if BY_HAND in old else BY_HAND + "\n"
    rows = [row for row in read_rows(target) if row.line > old[: old.index(BY_HAND)].count("\n")] if old else []
    hand = len(rows)
    for (name, country), at in sorted(points.items()):
        division = division_named(divisions[name, country], country)
        middle = (round(statistics.median(p[0] for p in at), 2), round(statistics.median(p[1] for p in at), 2))
        row = Row(len(rows), (name,), country, division.name if division else "", middle)
        namesakes = [other for other in rows if other.country == country and other.folded & row.folded]
        if all(fault is not row for fault, _ in find_faults([*namesakes, row])):
            rows.append(row)
    lines = [f"{r.names[0]},{r.country},{r.admin1},{r.point[0]:.2f},{r.point[1]:.2f}\n" for r in rows[hand:]]
    target.write_text(HEAD + "".join(lines) + by_hand, encoding="utf-8")
    print(f"{target.name}: {len(lines)} rows from the corpus")


BY_HAND = "# by hand"
HEAD = """\
# Villages, camps, quarters, mines and posts that conflict reports name and GeoNames' towns of 500 people and more lack.
# Points are from memory, near and not exact (two decimals; one in ten is more than 25 km off): never shown as exact.
# First part: from the project's own training corpus. Second part: by hand, from general knowledge, 2026-11. CC0.
# A name may have further spellings after slashes. scripts/check_villages.py says which rows can't be right.
name,country,admin1,lat,lon
"""

if __name__ == "__main__":
    main()

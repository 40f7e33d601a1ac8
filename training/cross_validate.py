"""Cross-validation by region: `cross_validate.py split CORPUS PREPARED OUT` and `cross_validate.py measure CORPUS OUT`.

`split` writes OUT/REGION/prepared for each region: no report of the region is trained on, and thresholds are set on the
held-out reports of the other regions. `measure` compares, on the held-out reports of each region, the weights that
never saw the region (OUT/REGION/reader, made by cross_validate.sh) with the shipped ones, which saw others of it.
A report's region is that of the country in which most of its events stand; reports without a placed event have none
and are always trained on, unless held out.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import shutil

ROOT = pathlib.Path(__file__).parent.parent

REGIONS = {
    "west_africa": "BF BJ CI CV EH GH GM GN GW LR ML MR NE NG SL SN TG",
    "central_east_south_africa": "AO BI BW CD CF CG CM DJ ER ET GA GQ KE KM LS MG MW MZ NA RW SD SO SS ST SZ TD TZ UG "
    "ZA ZM ZW",
    "middle_east_north_africa": "AE BH DZ EG IL IQ IR JO KW LB LY MA OM PS QA SA SY TN YE",
}
ELSEWHERE = "asia_europe_americas"
NAMES = (*REGIONS, ELSEWHERE)


def region_of(record: dict) -> str | None:
    """Where most of the report's placed events stand."""
    countries = [(event.get("location") or {}).get("country") for event in record.get("events", [])]
    found = collections.Counter(c for c in countries if c)
    if not found:
        return None
    country = max(sorted(found), key=lambda c: found[c])
    return next((name for name, codes in REGIONS.items() if country in codes.split()), ELSEWHERE)


def regions_of(corpus: pathlib.Path) -> dict[str, str | None]:
    return {p.stem: region_of(json.loads(p.read_text("utf-8"))) for p in sorted(corpus.glob("*.json"))}


def split(corpus: pathlib.Path, prepared: pathlib.Path, out: pathlib.Path) -> None:
    regions = regions_of(corpus)
    rows = [json.loads(line) for line in (prepared / "corpus.jsonl").read_text("utf-8").splitlines()]
    for name in NAMES:
        folder = out / name / "prepared"
        folder.mkdir(parents=True, exist_ok=True)
        kept = [row for row in rows if regions[row["name"]] != name]
        (folder / "corpus.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in kept), "utf-8")
        for other in ("gold", "auxiliary"):
            shutil.copy(prepared / f"{other}.jsonl", folder)
        print(f"{name}: {len(rows) - len(kept)} reports left out, {len(kept)} stay")
    held = {row["name"]: regions[row["name"]] for row in rows if row["held_out"]}
    (out / "held_out.json").write_text(json.dumps(held, indent=1), "utf-8")


def measure(corpus: pathlib.Path, out: pathlib.Path) -> None:
    from watchdesk.evaluation import read_anew
    from watchdesk.extract.event_model import EventModel
    from watchdesk.measure.scoring import Scores, score_report, sum_scores
    from watchdesk.pipeline import Reader, open_name_lists
    from watchdesk.settings import Settings

    held = json.loads((out / "held_out.json").read_text("utf-8"))
    lists = open_name_lists(Settings())
    whole: dict[str, list[Scores]] = {"never seen": [], "seen": []}
    print("| region | held-out reports | events F1, region never seen | events F1, region seen |")
    print("| --- | ---: | ---: | ---: |")
    for name in NAMES:
        folder = out / name / "reader"
        names = sorted(n for n, region in held.items() if region == name)
        if not (folder / "manifest.json").exists():
            print(f"| {name} | {len(names)} | not trained | |")
            continue
        shown = []
        for key, model in (("never seen", EventModel(folder)), ("seen", EventModel())):
            reader = Reader(names=lists, model=model)
            golds = [json.loads((corpus / f"{stem}.json").read_text("utf-8")) for stem in names]
            scores = [score_report(gold, read_anew(gold, reader)) for gold in golds]
            whole[key] += scores
            shown.append(sum_scores(scores).kinds["events"].f1)
        print(f"| {name} | {len(names)} | {shown[0]:.3f} | {shown[1]:.3f} |")
    total = [sum_scores(whole[key]).kinds["events"].f1 for key in ("never seen", "seen")]
    print(f"| together | | {total[0]:.3f} | {total[1]:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("split", "measure"))
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    (split if args.step == "split" else measure)(*args.folders)


if __name__ == "__main__":
    main()

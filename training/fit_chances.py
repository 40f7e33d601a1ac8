"""Fit the chances of claims on annotated reports: `python training/fit_chances.py CORPUS PREPARED [--check]`.

CORPUS is a folder of annotated reports, PREPARED the folder that prepare.py wrote: only its held-out reports are read,
which the learned reader was not trained on. Writes src/watchdesk/data/chances.yml: for each kind and type of claim, by
class of the model's chance, the share that was right, drawn towards the share of the whole class where the type is
rare. A claim is right where watchdesk.measure.pairing pairs it with an annotated one. `--check` prints the reliability
table of the written file instead (claims by tenth of their score, share right) on the same reports, in two halves.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib

import yaml

from watchdesk.evaluation import capture_of
from watchdesk.extract.chances import EDGES, class_of
from watchdesk.extract.reader import lay_out
from watchdesk.measure.pairing import KINDS, pair_report
from watchdesk.pipeline import Reader, open_reader, read_capture
from watchdesk.publish.report_json import report_record
from watchdesk.settings import Settings

ROOT = pathlib.Path(__file__).parent.parent
OUT = ROOT / "src" / "watchdesk" / "data" / "chances.yml"
PRIOR = 12  # claims that a type's own share must outweigh

Class = tuple[str, str, str]


def judged(gold: dict, guess: dict) -> dict[int, bool]:
    """For each predicted claim (by identity) whether the scorer pairs it with an annotated one."""
    paired = pair_report(gold, guess).values()
    return {id(p): True for kind in paired for _, p in kind.pairs} | {
        id(p): False for kind in paired for p in kind.invented
    }


def collect(reader: Reader, golds: list[dict]) -> list[tuple[Class, float, bool]]:
    """(kind, type, class of the model's chance), the present score, and whether it was right, for every claim."""
    found = []
    for gold in golds:
        reading = read_capture(capture_of(gold), reader)
        guess = report_record(reading)
        verdicts = judged(gold, guess)
        layout = lay_out(reading.report, reader.names)
        scores = reader.model.score([layout])[0] if reader.model else None
        claims = {claim.id: claim for claim in reading.claims}
        for group in KINDS:
            for row in guess[group]:
                if id(row) in verdicts:
                    key = class_of(claims[row["id"]], layout, scores)
                    found.append((key, row["score"], verdicts[id(row)]))
    return found


def shares_of(found: list[tuple[Class, float, bool]]) -> dict[str, dict[str, dict[str, float]]]:
    """The share right by kind, type ("all" for the whole kind) and class ("any" for all classes)."""
    counts: dict[Class, list[int]] = collections.defaultdict(lambda: [0, 0])
    for (kind, type_, class_), _, right in found:
        for key in {(kind, t, c) for t in (type_, "all") for c in (class_, "any")}:
            counts[key][0] += right
            counts[key][1] += 1
    table: dict[str, dict[str, dict[str, float]]] = {}
    for (kind, type_, class_), (right, total) in sorted(counts.items()):
        whole_right, whole = counts[kind, "all", class_]
        prior, weight = 0.5, 2
        if type_ != "all":
            prior, weight = (whole_right + 1) / (whole + 2), PRIOR  # never 0 or 1, however few the claims
        share = (right + weight * prior) / (total + weight)
        table.setdefault(kind, {}).setdefault(type_, {})[class_] = round(share, 3)
    return table


def print_reliability(found: list[tuple[Class, float, bool]]) -> None:
    tenths: dict[tuple[str, int], list[float]] = collections.defaultdict(lambda: [0, 0, 0.0])
    for (kind, _, _), chance, right in found:
        row = tenths[kind, min(9, int(chance * 10))]
        row[0] += right
        row[1] += 1
        row[2] += chance
    print("| kind | score | claims | mean score | share right |\n| --- | --- | ---: | ---: | ---: |")
    for (kind, tenth), (right, total, chances) in sorted(tenths.items()):
        span = f"{tenth / 10:.1f}–{tenth / 10 + 0.1:.1f}"
        print(f"| {kind} | {span} | {total} | {chances / total:.2f} | {right / total:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("prepared", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in (args.prepared / "corpus.jsonl").read_text("utf-8").splitlines()]
    names = sorted(row["name"] for row in rows if row["held_out"])
    golds = [json.loads((args.corpus / f"{name}.json").read_text("utf-8")) for name in names]
    if args.check:
        print_reliability(collect(open_reader(Settings()), golds))
        return
    with_model = collect(open_reader(Settings(reader="model")), golds)
    table = shares_of(with_model)
    head = (
        "# Share of claims that were right on annotated reports, by kind, type and class of the model's chance.\n"
        f"# Classes: 0 below {EDGES[0]}, then bounded by {', '.join(map(str, EDGES))}; any: all of them.\n"
        f"# Written by training/fit_chances.py from {len(golds)} reports held out of training; do not edit.\n"
    )
    OUT.write_text(head + yaml.safe_dump(table, sort_keys=True, allow_unicode=True), encoding="utf-8")
    print(f"wrote {OUT.name}: {len(with_model)} claims of {len(golds)} reports")


if __name__ == "__main__":
    main()

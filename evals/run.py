"""Read every gold report with watchdesk and score the records: `python evals/run.py [GOLD_DIR] [--misses] [--kind K]`.

GOLD_DIR defaults to evals/gold. `--match SUBSTRING` keeps only files whose name holds it; `--predicted FOLDER` scores
the records of another program, one file per report under the same names, instead of reading; `--json` prints the table
as JSON; `--misses` lists what was missed and invented; `--kind` keeps the misses of one kind (event, figure,
statement, mission).
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from collections.abc import Callable
from functools import partial

from watchdesk.evaluation import read_anew
from watchdesk.measure.pairing import KINDS
from watchdesk.measure.score_table import score_record
from watchdesk.measure.scoring import Scores, score_report
from watchdesk.pipeline import open_reader
from watchdesk.settings import READERS, Settings

HERE = pathlib.Path(__file__).parent


def gold_files(folder: pathlib.Path, match: str = "") -> list[pathlib.Path]:
    """The gold records of a folder whose file name holds `match`."""
    paths = [p for p in sorted(folder.glob("*.json")) if match in p.name]
    if not paths:
        sys.exit(f"{folder}: no gold records (*.json) whose name holds {match!r}")
    return paths


def score_folder(paths: list[pathlib.Path], read: Callable[[pathlib.Path, dict], dict]) -> dict[str, Scores]:
    """The scores of each gold record, by the stem of its file; `read` gives what is scored."""
    golds = {path: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    return {path.stem: score_report(gold, read(path, gold)) for path, gold in golds.items()}


def read_folder(folder: pathlib.Path, match: str = "", reader_name: str = "auto") -> dict[str, Scores]:
    """The scores of each gold record as this installation reads it."""
    reader = open_reader(Settings(reader=reader_name))
    return score_folder(gold_files(folder, match), lambda _, gold: read_anew(gold, reader))


def predicted(folder: pathlib.Path, path: pathlib.Path, _gold: dict) -> dict:
    """What another program made of a gold record; nothing where its file is missing."""
    file = folder / path.name
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def print_table(table: dict) -> None:
    for kind in KINDS:
        row = table[kind]
        counts = f"found {row['found']}, missed {row['missed']}, invented {row['invented']}"
        print(f"{kind:18} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}   {counts}")
    for attribute, row in sorted(table["attributes"].items()):
        print(f"  {attribute:32} {row['right']:4}/{row['of']:<4} {row['share']:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="?", type=pathlib.Path, default=HERE / "gold")
    parser.add_argument("--match", default="")
    parser.add_argument("--reader", default="auto", choices=READERS)
    parser.add_argument("--predicted", type=pathlib.Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--kind", default="")
    args = parser.parse_args()
    if args.predicted:
        scores = score_folder(gold_files(args.gold, args.match), partial(predicted, args.predicted))
    else:
        scores = read_folder(args.gold, args.match, args.reader)
    table = score_record(list(scores.values()))
    if args.json:
        print(json.dumps(table, indent=1))
        return
    print_table(table)
    if args.misses:
        for name, one in scores.items():
            for miss in one.misses:
                if args.kind in miss[0]:
                    print(name, *miss, sep="\t")


if __name__ == "__main__":
    main()

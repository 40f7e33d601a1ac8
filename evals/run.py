"""Read every gold report with watchdesk and score the records: `python evals/run.py [GOLD_DIR] [--misses] [--kind K]`.

GOLD_DIR defaults to evals/gold. `--match SUBSTRING` keeps only files whose name holds it; `--json` prints the table
as JSON; `--misses` lists what was missed and invented; `--kind` keeps the misses of one kind (event, figure,
statement, mission).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pathlib
import sys

import score

from watchdesk.collect.folders import capture_id
from watchdesk.pipeline import Reader, open_reader, read_capture
from watchdesk.publish.report_json import report_record
from watchdesk.records import Capture, Stated
from watchdesk.settings import READERS, Settings

HERE = pathlib.Path(__file__).parent


def capture_of(gold: dict) -> Capture:
    """The text of one gold record as a capture, given only what a wire would give: text, title, date, language."""
    document = gold["document"]
    published = document.get("published")
    stated = Stated(
        id=document["id"],
        title=document.get("title"),
        published=dt.date.fromisoformat(published) if published else None,
        language=document.get("language"),
    )
    body = document["text"].encode()
    return Capture(
        id=capture_id(document["id"], body), address=document["id"], body=body, media_type="text/plain", stated=stated
    )


def read_gold(gold: dict, reader: Reader) -> dict:
    """The report record that watchdesk makes of the text of one gold record."""
    return report_record(read_capture(capture_of(gold), reader))


def tally_folder(folder: pathlib.Path, match: str = "", reader_name: str = "auto") -> score.Tally:
    """Scores over every gold record of a folder whose file name holds `match`."""
    reader, tally = open_reader(Settings(reader=reader_name)), score.Tally()
    paths = [p for p in sorted(folder.glob("*.json")) if match in p.name]
    if not paths:
        sys.exit(f"{folder}: no gold records (*.json) whose name holds {match!r}")
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        score.score_report(gold, read_gold(gold, reader), tally, path.stem)
    return tally


def print_table(table: dict) -> None:
    for kind in ("events", "figures", "statements", "peace_operations"):
        row = table[kind]
        counts = f"gold {row['gold']}, predicted {row['predicted']}"
        print(f"{kind:18} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}   {counts}")
    for attribute, row in sorted(table["attributes"].items()):
        print(f"  {attribute:32} {row['right']:4}/{row['of']:<4} {row['share']:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="?", type=pathlib.Path, default=HERE / "gold")
    parser.add_argument("--match", default="")
    parser.add_argument("--reader", default="auto", choices=READERS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--kind", default="")
    args = parser.parse_args()
    tally = tally_folder(args.gold, args.match, args.reader)
    table = tally.table()
    if args.json:
        print(json.dumps(table, indent=1))
        return
    print_table(table)
    if args.misses:
        for miss in tally.misses:
            if args.kind in miss[1]:
                print("\t".join(str(m) for m in miss))


if __name__ == "__main__":
    main()

"""Score killed and injured counts of US gun-violence news: `python evals/public/gvdb.py FOLDER [--misses]`.

Each record is an article with the victims that crowd workers marked in it, each killed or injured (a victim who was
first hurt and then died counts as killed). Exact counts over the records with at least one victim of known outcome;
by figures (harm_totals: told numbers and single victims) and by the deaths of the events.
"""

from __future__ import annotations

import argparse
from collections import Counter

from f1 import Row, share
from harm_totals import total_by_events, total_by_figures
from reading import load_records, options, read_text, reader_of, timed

HARM = ("killed", "injured")


def counts_of(record: dict) -> tuple[int, int] | None:
    """Killed and injured victims of a record; None where no victim has an outcome."""
    outcomes = [set(victim["was"]) for victim in record["victims"] if victim["was"]]
    if not outcomes:
        return None
    killed = sum("killed" in outcome for outcome in outcomes)
    return killed, len(outcomes) - killed


def measure(args: argparse.Namespace) -> list[Row]:
    records = [r for r in load_records(args) if counts_of(r)]
    reader = reader_of(args)
    tally: dict[str, list[bool]] = {}
    for record in timed(records, "gvdb"):
        text = record["text"].removeprefix(record["title"])
        reading = read_text(reader, record["id"], f"{record['title']}\n\n{text}", record["date"] or None)
        killed, injured = counts_of(record) or (0, 0)
        found = {
            "killed, by figures": (total_by_figures(reading, "killed"), killed),
            "injured, by figures": (total_by_figures(reading, "injured"), injured),
            "killed, by events": (total_by_events(reading), killed),
        }
        for question, (mine, gold) in found.items():
            tally.setdefault(question, []).append(mine == gold)
            if args.misses and mine != gold:
                print(question, f"gold {gold}", f"read {mine}", " ".join(text.split())[:900], sep="\t")
    usual = {name: max(Counter((counts_of(r) or (0, 0))[at] for r in records).values()) for at, name in enumerate(HARM)}
    beside = {name: f"always the commonest number: {usual[name] / len(records):.3f}" for name in HARM}
    return [share(q, sum(right), len(right), beside[q.split(",")[0]]) for q, right in tally.items()]


def main() -> None:
    for row in measure(options(__doc__).parse_args()):
        print(row)


if __name__ == "__main__":
    main()

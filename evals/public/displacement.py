"""Score displacement figures: `python evals/public/displacement.py FOLDER [--misses]`.

Each record is an excerpt of a report with one coded figure (how many people or households) and the term it was reported
under. Read as a report of its own:

- quantity: the coded number is the upper or lower end of a figure read, of whatever measure.
- as displaced: the same among figures of the measures `displaced`, `refugees` and `in_need`, over records whose term
  is one of people leaving their homes (destroyed housing is left out).
- first: the first such figure of the excerpt is the coded one.

No result on this set is published; victim counts of other sets were read exactly by .43 to .81 (reference of 2023).
"""

from __future__ import annotations

import argparse

from f1 import Row, share
from reading import figures_of, load_records, options, read_text, reader_of, timed

from watchdesk.records import Figure

MOVED = ("displaced", "refugees", "in_need")


def is_count(figure: Figure, number: int) -> bool:
    return number in (figure.count.low, figure.count.high)


def measure(args: argparse.Namespace) -> list[Row]:
    args.part = "train_fully_labelled" if args.part == "dev" else args.part
    reader = reader_of(args)
    tally: dict[str, list[bool]] = {}
    for number, record in enumerate(timed(load_records(args), "displacement_idmc")):
        told = "".join(sign for sign in str(record["displacement_figure"]).split(".")[0] if sign.isdigit())
        if not told:
            continue
        figures = figures_of(read_text(reader, str(number), record["excerpt"], None))
        moved = [f for f in figures if f.measure in MOVED]
        right = {"quantity": any(is_count(f, int(told)) for f in figures)}
        if "Housing" not in record["reporting_term"]:
            right["as displaced"] = any(is_count(f, int(told)) for f in moved)
            right["first of the displaced"] = bool(moved) and is_count(moved[0], int(told))
        for question, answer in right.items():
            tally.setdefault(question, []).append(answer)
            if args.misses and not answer:
                read = [(f.measure, f.words.text) for f in figures]
                print(question, told, record["reporting_term"], read, " ".join(record["excerpt"].split()), sep="\t")
    return [share(question, sum(right), len(right)) for question, right in tally.items()]


def main() -> None:
    for row in measure(options(__doc__).parse_args()):
        print(row)


if __name__ == "__main__":
    main()

"""Score killed and injured counts of US gun-violence news: `python evals/public/gvdb.py FOLDER [--misses]`.

Each record is an article with the victims that crowd workers marked in it, each killed or injured (a victim who was
first hurt and then died counts as killed). Exact counts over the records with at least one victim of known outcome;
by figures (harm_totals: told numbers and single victims) and by the deaths of the events.
"""

from __future__ import annotations

from f1 import share
from harm_totals import total_by_events, total_by_figures
from reading import load_records, options, read_text, reader_of, timed


def counts_of(record: dict) -> tuple[int, int] | None:
    """Killed and injured victims of a record; None where no victim has an outcome."""
    outcomes = [set(victim["was"]) for victim in record["victims"] if victim["was"]]
    if not outcomes:
        return None
    killed = sum("killed" in outcome for outcome in outcomes)
    return killed, len(outcomes) - killed


def main() -> None:
    args = options(__doc__).parse_args()
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
    for question, answers in tally.items():
        print(share(question, sum(answers), len(answers)))
    zero = sum(counts_of(r)[0] == 0 for r in records)
    one = sum(counts_of(r)[0] == 1 for r in records)
    print(f"guessing one number for all: killed = 0 right in {zero}, killed = 1 in {one} of {len(records)}")


if __name__ == "__main__":
    main()

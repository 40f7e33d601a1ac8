"""Score the types of South Asian incident notes: `python evals/public/satp.py FOLDER [--reader rules] [--misses]`.

Each note is labelled with one or more of armed_assault, bombing_explosion, kidnapping, other. Read as a report of its
own; the sub-events found are mapped:

- bombing_explosion: all of Explosions/Remote violence, and Disrupted weapons use of an explosive device.
- kidnapping: Abduction/forced disappearance, or an `abducted` figure.
- armed_assault: Battles, Attack, Sexual violence, Mob violence, Excessive force against protesters.
- other: every other sub-event (looting and destruction, arrests, protests, agreements …). A note without any event
  counts as `other` too: the set has no empty rows.

Compared with ConfliBERT fine-tuned on the set's train part: example-based F1 .894; a frozen MiniLM with a linear layer
gives .838. watchdesk was not trained on any of it.
"""

from __future__ import annotations

import argparse

from f1 import Counts, Row, example_f1, line
from reading import events_of, figures_of, load_records, options, read_text, reader_of, timed

from watchdesk.records import Event, Reading

LABELS = ("armed_assault", "bombing_explosion", "kidnapping", "other")
ASSAULT = ("Attack", "Sexual violence", "Mob violence", "Excessive force against protesters")


def label_of(event: Event) -> str:
    if event.event_type == "Explosions/Remote violence" or event.sub_event_type == "Disrupted weapons use":
        return "bombing_explosion"
    if event.sub_event_type == "Abduction/forced disappearance":
        return "kidnapping"
    if event.event_type == "Battles" or event.sub_event_type in ASSAULT:
        return "armed_assault"
    return "other"


def labels_of(reading: Reading) -> set[str]:
    found = {label_of(event) for event in events_of(reading)}
    if any(figure.measure == "abducted" for figure in figures_of(reading)):
        found.add("kidnapping")
    return found or {"other"}


def measure(args: argparse.Namespace) -> list[Row]:
    reader = reader_of(args)
    pairs: list[tuple[set[str], set[str]]] = []
    for record in timed(load_records(args), "satp_relevant"):
        pairs.append((labels_of(read_text(reader, record["id"], record["text"], None)), set(record["labels"])))
        if args.misses and pairs[-1][0] != pairs[-1][1]:
            print(sorted(pairs[-1][0]), sorted(pairs[-1][1]), record["text"][:500], sep="\t")
    rows, scores = [], []
    for label in LABELS:
        counts = Counts()
        for mine, gold in pairs:
            counts.add(label in mine, label in gold)
        scores.append(counts.f1)
        rows.append(line(label, counts))
    rows.append(Row(measure="macro F1", value=f"{sum(scores) / len(scores):.3f}"))
    best = "ConfliBERT, trained on the set, 0.894"
    return [*rows, Row(measure="example-based F1", value=f"{example_f1(pairs):.3f}", beside=best)]


def main() -> None:
    for row in measure(options(__doc__).parse_args()):
        print(row)


if __name__ == "__main__":
    main()

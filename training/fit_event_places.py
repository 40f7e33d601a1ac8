"""Fit the weights by which an event's place is chosen: `python training/fit_event_places.py CORPUS [--check]`.

CORPUS is a folder of annotated reports. For every annotated event each place name of its report is a candidate, right
where its name or its point is the annotated one (events none of whose names is right are left out); the weights of the
traits (src/watchdesk/extract/place_traits.py) are those of a conditional logit over the candidates, drawn towards 0.
The gazetteer is read without villages.csv, which was made of these reports, so that their villages are as unlisted as
those of others. Writes src/watchdesk/data/place_weights.yml; `--check` prints instead the share right of reports left
out, fifth by fifth, `--on FOLDER` that of other reports by the weights that are there.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import pathlib
from dataclasses import dataclass

import numpy as np
import yaml

from watchdesk.clean.cleaner import clean_capture
from watchdesk.codebooks import sub_events
from watchdesk.evaluation import capture_of
from watchdesk.extract.event_places import RULE, place_weights, weighed
from watchdesk.extract.place_traits import Whereabouts
from watchdesk.extract.reader import lay_out
from watchdesk.extract.told import find_told
from watchdesk.measure.same_values import same_name, same_place
from watchdesk.publish.report_json import place_record
from watchdesk.records import Layout, PlaceMention, Sentence, Span
from watchdesk.resolve.gazetteer import Gazetteer, data_file, load_regions
from watchdesk.resolve.names import NameLists, open_names
from watchdesk.resolve.place_context import PlaceContext
from watchdesk.resolve.places import located

ROOT = pathlib.Path(__file__).parent.parent
OUT = ROOT / "src" / "watchdesk" / "data" / "place_weights.yml"
LEAST_SEEN = 8  # candidates that must bear a trait
DRAWN = 1.0  # strength of the pull towards 0
STEPS, STEP = 400, 0.05
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated event: the traits of each candidate, and which of them are right."""

    report: str
    traits: list[frozenset[str]]
    right: list[bool]


def read_cases(folder: pathlib.Path) -> list[Case]:
    names = open_names()
    regions = load_regions(data_file("regions.yml"))
    bare = NameLists(names.registry, Gazetteer((data_file("gazetteer.sqlite"),), regions))
    found = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "document" in gold:
            found += cases_of(path.stem, gold, names, bare)
    return found


def cases_of(stem: str, gold: dict, names: NameLists, bare: NameLists) -> list[Case]:
    layout = lay_out(clean_capture(capture_of(gold)), bare)
    whereabouts, context, found = Whereabouts(layout, bare), PlaceContext(layout, names), []
    for event in gold["events"]:
        told = None if event.get("optional") or not event.get("location") else telling(event, layout)
        if told is None:
            continue
        options = weighed(*told, whereabouts)
        right = [is_place(event["location"], mention, context) for mention, _ in options]
        if any(right):
            found.append(Case(stem, [traits for _, traits in options], right))
    return found


def telling(event: dict, layout: Layout) -> tuple[Span, Sentence] | None:
    """The cue of an annotated event and its sentence: as the lexicon finds it, else the head of its evidence."""
    text = layout.report.text
    quotes = [Span(start=at, end=at + len(q)) for q in event["evidence"] if (at := text.find(q)) >= 0]
    sentences = [s for s in layout.sentences if any(s.span.overlaps(q) for q in quotes)]
    for told in find_told(layout, "fit"):
        if told.sentence in sentences and sub_events()[told.sub_event].event_type == event["event_type"]:
            return told.cue, told.sentence
    return (Span(start=sentences[0].span.start, end=sentences[0].span.start + 1), sentences[0]) if sentences else None


def is_place(gold: dict, mention: PlaceMention, context: PlaceContext) -> bool:
    name = context.key(mention)
    named = any(same_name(gold[key], name) for key in ("name", "mention") if gold.get(key))
    return named or bool(same_place(gold, place_record(located(mention, context))))


def fit(cases: list[Case]) -> dict[str, float]:
    """Weights that make the right candidates likeliest."""
    seen = collections.Counter(trait for case in cases for traits in case.traits for trait in traits)
    traits = sorted(trait for trait, count in seen.items() if count >= LEAST_SEEN)
    column = {trait: at for at, trait in enumerate(traits)}
    rows = np.array([[t in own for t in traits] for case in cases for own in case.traits], np.float32)
    first = np.cumsum([0, *(len(case.traits) for case in cases[:-1])])
    group = np.repeat(np.arange(len(cases)), [len(case.traits) for case in cases])
    right = np.array([r for case in cases for r in case.right])
    weights, mean, spread = (np.zeros(len(column)) for _ in range(3))
    for step in range(1, STEPS + 1):
        totals = rows @ weights
        raised = np.exp(totals - np.maximum.reduceat(totals, first)[group])
        chance = raised / np.add.reduceat(raised, first)[group]
        wanted = chance * right / np.maximum(np.add.reduceat(chance * right, first)[group], 1e-12)
        slope = rows.T @ (wanted - chance) - DRAWN * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights = weights + STEP * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return dict(zip(traits, weights.tolist(), strict=True))


def share_right(cases: list[Case], weights: dict[str, float]) -> tuple[int, int, int]:
    """Right by the weights, right by the rules alone, and cases."""
    right = ruled = 0
    for case in cases:
        totals = [sum(weights.get(trait, 0.0) for trait in traits) for traits in case.traits]
        right += case.right[totals.index(max(totals))]
        ruled += any(r and RULE in traits for r, traits in zip(case.right, case.traits, strict=True))
    return right, ruled, len(cases)


def check(cases: list[Case]) -> None:
    fold = {case.report: int(hashlib.md5(case.report.encode()).hexdigest(), 16) % FOLDS for case in cases}
    sums = [0, 0, 0]
    for number in range(FOLDS):
        weights = fit([case for case in cases if fold[case.report] != number])
        parts = share_right([case for case in cases if fold[case.report] == number], weights)
        sums = [a + b for a, b in zip(sums, parts, strict=True)]
    print(f"left out: {sums[0]} of {sums[2]} ({sums[0] / sums[2]:.3f}); rules alone {sums[1] / sums[2]:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--on", type=pathlib.Path, help="with the weights that are there, the share right of a folder")
    args = parser.parse_args()
    if args.on:
        right, ruled, asked = share_right(read_cases(args.on), dict(place_weights()))
        print(f"{args.on.name}: {right} of {asked}; rules alone {ruled}")
        return
    cases = read_cases(args.corpus)
    if args.check:
        check(cases)
        return
    rows = {trait: round(weight, 2) for trait, weight in sorted(fit(cases).items())}
    about = f"# Weights of a place name's traits, fitted by training/fit_event_places.py on {len(cases)} events; CC0.\n"
    OUT.write_text(about + yaml.safe_dump(rows, allow_unicode=True, sort_keys=True), encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} traits")


if __name__ == "__main__":
    main()

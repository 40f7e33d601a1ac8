"""How far two annotators agree: `python training/agreement.py FIRST SECOND [--json | --list]`.

FIRST and SECOND are folders of annotated reports under the same names; only names that stand in both are compared, and
their texts must be equal. Items are paired by the matchers of `evals/score.py`, run with FIRST in the place of the
gold: they are closures there, so `match` is wrapped for the length of a call and the pairs are taken from it. Printed:

- per kind, F1 = 2 pairs / (items of FIRST + items of SECOND), with a 95 % interval from resampling reports;
- per attribute, the share of pairs on which both say the same (for actors, places, dates, names: `score.py`'s tests);
- Krippendorff's alpha (nominal) of `sub_event_type`, `status` and a statement's `act` over the pairs. As `score.py`
  pairs only events of one ACLED event type, `sub_event_type` is flattered; so alpha is also given over events paired by
  their evidence alone, whatever their types.

An event that either marks `optional` counts neither way. `--json` prints JSON alone, `--list` each disagreement on a
line; with neither, JSON and then the Markdown tables.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pathlib
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, NamedTuple

Item = dict[str, Any]
SCORE = pathlib.Path(__file__).parent.parent / "evals" / "score.py"
KINDS = ("events", "figures", "statements", "peace_operations")  # in the order in which score.py pairs them
ROUNDS, SEED = 2000, 1


def load_score() -> ModuleType:
    """`evals/score.py`, by its path: it is a script, of no package."""
    spec = importlib.util.spec_from_file_location("score", SCORE)
    if spec is None or spec.loader is None:
        raise ImportError(f"{SCORE} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


score: Any = load_score()


class Matched(NamedTuple):
    """What two annotators made of one kind in one report."""

    pairs: list[tuple[Item, Item]]
    only_first: list[Item]
    only_second: list[Item]


class Report(NamedTuple):
    """One report: its name, the items by kind, and events paired by evidence alone."""

    name: str
    kinds: dict[str, Matched]
    loose: list[tuple[Item, Item]]


def compare(first: Item, second: Item, name: str) -> Report:
    """Pair the items of two annotations of one report as `score.py` pairs gold and guess."""
    if first["document"]["text"] != second["document"]["text"]:
        raise ValueError(f"{name}: the two annotations are of different texts")
    found: list[Matched] = []
    true_match = score.match

    def recorder(golds: list[Item], guesses: list[Item], affinity: Callable[[Item, Item], float]) -> Any:
        result = true_match(golds, guesses, affinity)
        found.append(Matched(*result))
        return result

    score.match = recorder
    try:
        score.score_report(first, second, score.Tally(), name)
    finally:
        score.match = true_match
    kinds = dict(zip(KINDS, found, strict=True))
    pairs, one, two = kinds["events"]
    kinds["events"] = Matched(
        [(a, b) for a, b in pairs if not (a.get("optional") or b.get("optional"))],
        [a for a in one if not a.get("optional")],
        [b for b in two if not b.get("optional")],
    )
    return Report(
        name, kinds, true_match(first["events"], second["events"], _by_evidence(first["document"]["text"]))[0]
    )


def _by_evidence(text: str) -> Callable[[Item, Item], float]:
    def affinity(a: Item, b: Item) -> float:
        touch = score.overlap(score.spans(text, a["evidence"]), score.spans(text, b["evidence"]))
        if not touch or a.get("optional") or b.get("optional"):
            return 0.0
        same = (
            score.same_place(a["location"], b["location"])
            + score.same_actor(a["actor1"], b["actor1"])
            + score.same_dates(a, b)
        )
        return float(1 + touch / 1000 + same)

    return affinity


def _deaths(event: Item) -> Any:
    deaths = event.get("fatalities")
    return deaths and (deaths["low"], deaths["high"])


def _persons(fact: Item) -> Any:
    persons = fact.get("personnel")
    return persons and (persons["low"], persons["high"])


def _equal(name: str) -> Callable[[Item, Item], bool]:
    return lambda a, b: bool(a.get(name) == b.get(name))


def _named(name: str) -> Callable[[Item, Item], bool]:
    return lambda a, b: bool(score.same_name(a.get(name), b.get(name)))


def _actor(name: str) -> Callable[[Item, Item], bool]:
    """Actors agree in role; in a battle, which has no first side, they may be swapped (as in `score.py`)."""
    other = "actor2" if name == "actor1" else "actor1"

    def same(a: Item, b: Item) -> bool:
        direct = score.same_actor(a["actor1"], b["actor1"]) + score.same_actor(a["actor2"], b["actor2"])
        swapped = score.same_actor(a["actor1"], b["actor2"]) + score.same_actor(a["actor2"], b["actor1"])
        turned = a["event_type"] == "Battles" and swapped > direct
        return bool(score.same_actor(a[name], b[other if turned else name]))

    return same


def _speaker(a: Item, b: Item) -> bool:
    return bool(
        score.same_name(a.get("speaker"), b.get("speaker"))
        and (bool(a.get("speaker")) or score.same_name(a.get("organisation"), b.get("organisation")))
    )


ATTRIBUTES: dict[str, dict[str, Callable[[Item, Item], bool]]] = {
    "events": {
        "sub_event_type": _equal("sub_event_type"),
        "plover": _equal("plover"),
        "status": _equal("status"),
        "actor1": _actor("actor1"),
        "actor2": _actor("actor2"),
        "place": lambda a, b: bool(score.same_place(a["location"], b["location"])),
        "geo_precision": lambda a, b: bool(a["location"]["geo_precision"] == b["location"]["geo_precision"]),
        "dates": lambda a, b: bool(score.same_dates(a, b)),
        "time_precision": _equal("time_precision"),
        "fatalities": lambda a, b: bool(_deaths(a) == _deaths(b)),
    },
    "figures": {
        "measure": _equal("measure"),
        "qualifier": _equal("qualifier"),
        "attributed_to": _named("attributed_to"),
        "place": _named("place"),
        "period": _equal("period"),
    },
    "statements": {"speaker": _speaker, "act": _equal("act"), "mode": _equal("mode"), "target": _named("target")},
    "peace_operations": {
        "operation": _named("operation"),
        "personnel": lambda a, b: bool(_persons(a) == _persons(b)),
        "announced": _equal("announced"),
        "effective": _equal("effective"),
    },
}


def alpha(codes: list[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha, nominal, two coders and nothing missing; None where only one code occurs."""
    values = Counter(code for pair in codes for code in pair)
    total = sum(values.values())
    expected = total * total - sum(n * n for n in values.values())
    if not expected:
        return None
    return 1 - (total - 1) * 2 * sum(a != b for a, b in codes) / expected


def f1(counts: list[tuple[int, int, int]]) -> float:
    """F1 of (pairs, only the first's, only the second's), summed."""
    both, one, two = (sum(column) for column in zip(*counts, strict=True))
    return 2 * both / (2 * both + one + two) if both + one + two else 1.0


def interval(counts: list[tuple[int, int, int]]) -> tuple[float, float]:
    """The middle 95 % of F1 over resamplings of the reports."""
    draw = random.Random(SEED)
    found = sorted(f1(draw.choices(counts, k=len(counts))) for _ in range(ROUNDS))
    return found[int(0.025 * ROUNDS)], found[int(0.975 * ROUNDS)]


def agreement(reports: list[Report]) -> Item:
    """Everything that is printed, as one plain object."""
    out: Item = {"reports": len(reports), "kinds": {}, "attributes": {}, "alpha": {}}
    for kind in KINDS:
        counts = [(len(m.pairs), len(m.only_first), len(m.only_second)) for m in (r.kinds[kind] for r in reports)]
        both, one, two = (sum(column) for column in zip(*counts, strict=True))
        low, high = interval(counts)
        out["kinds"][kind] = {
            "first": both + one,
            "second": both + two,
            "matched": both,
            "f1": round(f1(counts), 3),
            "f1_95": [round(low, 3), round(high, 3)],
        }
        pairs = [pair for r in reports for pair in r.kinds[kind].pairs]
        for name, same in ATTRIBUTES[kind].items():
            right = sum(same(a, b) for a, b in pairs)
            share = round(right / len(pairs), 3) if pairs else None
            out["attributes"][f"{kind}.{name}"] = {"equal": right, "of": len(pairs), "share": share}
    events = [pair for r in reports for pair in r.kinds["events"].pairs]
    loose = [pair for r in reports for pair in r.loose]
    said = [pair for r in reports for pair in r.kinds["statements"].pairs]
    for label, pairs, name in (
        ("events.sub_event_type", events, "sub_event_type"),
        ("events.status", events, "status"),
        ("statements.act", said, "act"),
        ("events.sub_event_type, paired by evidence alone", loose, "sub_event_type"),
        ("events.status, paired by evidence alone", loose, "status"),
    ):
        value = alpha([(a[name], b[name]) for a, b in pairs])
        out["alpha"][label] = {"alpha": None if value is None else round(value, 3), "of": len(pairs)}
    return out


def markdown(found: Item) -> str:
    """The tables of AGREEMENT.md."""
    lines = [f"{found['reports']} reports.", ""]
    lines += ["| kind | first | second | matched | F1 | 95 % |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    for kind, row in found["kinds"].items():
        low, high = row["f1_95"]
        lines.append(
            f"| {kind} | {row['first']} | {row['second']} | {row['matched']} | {row['f1']:.3f} | {low:.3f}–{high:.3f} |"
        )
    lines += ["", "| attribute of matched items | equal | of | share |", "| --- | ---: | ---: | ---: |"]
    for name, row in found["attributes"].items():
        share = "–" if row["share"] is None else f"{row['share']:.3f}"
        lines.append(f"| {name} | {row['equal']} | {row['of']} | {share} |")
    lines += ["", "| Krippendorff's alpha (nominal) | pairs | alpha |", "| --- | ---: | ---: |"]
    for name, row in found["alpha"].items():
        lines.append(f"| {name} | {row['of']} | {'–' if row['alpha'] is None else format(row['alpha'], '.3f')} |")
    return "\n".join(lines)


def disagreements(reports: list[Report]) -> Iterator[str]:
    """Each disagreement on a tab-separated line: report, kind, what, the first's reading, the second's."""
    for report in reports:
        for kind, found in report.kinds.items():
            for side, items in (("only first", found.only_first), ("only second", found.only_second)):
                for item in items:
                    yield "\t".join((report.name, kind, side, _brief(item)))
            for a, b in found.pairs:
                for name, same in ATTRIBUTES[kind].items():
                    if not same(a, b):
                        key = "location" if kind == "events" and name in ("place", "geo_precision") else name
                        keys = ("date_start", "date_end", "time_precision") if name == "dates" else (key,)
                        if name == "speaker":
                            keys = ("speaker", "speaker_role", "organisation")
                        both = [json.dumps([x.get(k) for k in keys], ensure_ascii=False) for x in (a, b)]
                        yield "\t".join((report.name, kind, name, *both, _brief(a)))


def _brief(item: Item) -> str:
    evidence = item.get("evidence")
    quote = item.get("text") or (evidence[0] if isinstance(evidence, list) else evidence)
    tag = item.get("sub_event_type") or item.get("measure") or item.get("action") or item.get("act")
    return f"{tag}: {str(quote)[:110]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("first", type=pathlib.Path)
    parser.add_argument("second", type=pathlib.Path)
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--list", action="store_true", help="list every disagreement")
    args = parser.parse_args()
    names = sorted({p.name for p in args.first.glob("*.json")} & {p.name for p in args.second.glob("*.json")})
    if not names:
        sys.exit("no report stands in both folders")
    reports = []
    for name in names:
        first, second = (json.loads((d / name).read_text(encoding="utf-8")) for d in (args.first, args.second))
        reports.append(compare(first, second, pathlib.Path(name).stem))
    if args.list:
        print("\n".join(disagreements(reports)))
    elif args.json:
        print(json.dumps(agreement(reports), indent=1))
    else:
        found = agreement(reports)
        print(json.dumps(found, indent=1), markdown(found), sep="\n\n")


if __name__ == "__main__":
    main()

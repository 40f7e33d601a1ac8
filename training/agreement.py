"""How far two annotators agree: `python training/agreement.py FIRST SECOND [--json | --list]`.

FIRST and SECOND are folders of annotated reports under the same names; only names that stand in both are compared, and
their texts must be equal. Items are paired by `watchdesk.measure.pairing`, FIRST in the place of the gold. Printed:

- per kind, F1 = 2 pairs / (items of FIRST + items of SECOND), with a 95 % interval from resampling reports;
- per attribute, the share of pairs on which both say the same (for actors, places, dates, names: the tests of
  `same_values`);
- Krippendorff's alpha (nominal) of `sub_event_type`, `status` and a statement's `act` over the pairs. As only events of
  one ACLED event type are paired, `sub_event_type` is flattered; so alpha is also given over events paired by their
  evidence alone, whatever their types.

An event that either marks `optional` counts neither way. `--json` prints JSON alone, `--list` each disagreement on a
line; with neither, JSON and then the Markdown tables.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from watchdesk.measure.alpha import alpha
from watchdesk.measure.pairing import KINDS, Paired, overlap, pair_claims, pair_report, spans_of
from watchdesk.measure.resampling import Counts, interval
from watchdesk.measure.same_values import Item, same_actor, same_dates, same_name, same_place
from watchdesk.measure.scoring import KindScore, same_speaker, sides_turned


class Report(NamedTuple):
    """One report: its name, the items by kind, and events paired by evidence alone."""

    name: str
    kinds: dict[str, Paired]
    loose: tuple[tuple[Item, Item], ...]


def compare(first: Item, second: Item, name: str) -> Report:
    """Pair the items of two annotations of one report as gold and guess are."""
    if first["document"]["text"] != second["document"]["text"]:
        raise ValueError(f"{name}: the two annotations are of different texts")
    kinds = pair_report(first, second)
    events = kinds["events"]
    kinds["events"] = Paired(
        pairs=tuple((a, b) for a, b in events.pairs if not (a.get("optional") or b.get("optional"))),
        missed=tuple(a for a in events.missed if not a.get("optional")),
        invented=tuple(b for b in events.invented if not b.get("optional")),
    )
    loose = pair_claims(first["events"], second["events"], _by_evidence(first["document"]["text"]))
    return Report(name, kinds, loose.pairs)


def _by_evidence(text: str) -> Callable[[Item, Item], float]:
    def affinity(a: Item, b: Item) -> float:
        touch = overlap(spans_of(text, a["evidence"]), spans_of(text, b["evidence"]))
        if not touch or a.get("optional") or b.get("optional"):
            return 0.0
        same = same_place(a["location"], b["location"]) + same_actor(a["actor1"], b["actor1"]) + same_dates(a, b)
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
    return lambda a, b: same_name(a.get(name), b.get(name))


def _actor(name: str) -> Callable[[Item, Item], bool]:
    """Actors agree in role; in a battle, which has no first side, they may be swapped."""
    other = "actor2" if name == "actor1" else "actor1"

    def same(a: Item, b: Item) -> bool:
        return same_actor(a[name], b[other if sides_turned(a, b) else name])

    return same


ATTRIBUTES: dict[str, dict[str, Callable[[Item, Item], bool]]] = {
    "events": {
        "sub_event_type": _equal("sub_event_type"),
        "plover": _equal("plover"),
        "status": _equal("status"),
        "actor1": _actor("actor1"),
        "actor2": _actor("actor2"),
        "place": lambda a, b: same_place(a["location"], b["location"]),
        "geo_precision": lambda a, b: bool(a["location"]["geo_precision"] == b["location"]["geo_precision"]),
        "dates": same_dates,
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
    "statements": {"speaker": same_speaker, "act": _equal("act"), "mode": _equal("mode"), "target": _named("target")},
    "peace_operations": {
        "operation": _named("operation"),
        "personnel": lambda a, b: bool(_persons(a) == _persons(b)),
        "announced": _equal("announced"),
        "effective": _equal("effective"),
    },
}


def _f1(counts: Counts) -> float:
    return KindScore(found=counts[0], missed=counts[1], invented=counts[2]).f1


def agreement(reports: list[Report]) -> Item:
    """Everything that is printed, as one plain object."""
    out: Item = {"reports": len(reports), "kinds": {}, "attributes": {}, "alpha": {}}
    for kind in KINDS:
        counts = [(len(m.pairs), len(m.missed), len(m.invented)) for m in (r.kinds[kind] for r in reports)]
        both, one, two = (sum(column) for column in zip(*counts, strict=True))
        bounds = interval(counts, _f1)
        out["kinds"][kind] = {
            "first": both + one,
            "second": both + two,
            "matched": both,
            "f1": round(_f1((both, one, two)), 3),
            "f1_95": bounds and [round(bound, 3) for bound in bounds],
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
        told = "–".join(f"{bound:.3f}" for bound in row["f1_95"] or ())
        lines.append(f"| {kind} | {row['first']} | {row['second']} | {row['matched']} | {row['f1']:.3f} | {told} |")
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
            for side, items in (("only first", found.missed), ("only second", found.invented)):
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

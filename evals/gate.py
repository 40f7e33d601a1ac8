"""Hold the scores of the gold reports above `evals/floors.json`: `python evals/gate.py [--update [--allow-drop]]`.

The floors are shares between 0 and 1. A score may lie `ALLOWANCE` under its floor, because one item moves the
smallest of them by about that much. `--update` raises floors to what is reached now; it lowers none unless
`--allow-drop` is given too, and then the commit message says why. The fingerprint of the gold reports is kept in the
file: where it differs, the scores are not comparable, and the gate says what to run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import sys

from run import HERE, read_folder

from watchdesk.measure.pairing import KINDS
from watchdesk.measure.scoring import Scores, sum_scores

FLOORS = HERE / "floors.json"
GOLD = HERE / "gold"
ALLOWANCE = 0.0005


def fingerprint(folder: pathlib.Path) -> str:
    """SHA-256 over the names and bytes of the gold records."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def flatten(scores: Scores) -> dict[str, float]:
    """The scores as one flat mapping: `events.f1`, `events.precision`, `statement.speaker` …"""
    flat = {}
    for kind in KINDS:
        for measure in ("precision", "recall", "f1"):
            flat[f"{kind}.{measure}"] = round(getattr(scores.kinds[kind], measure), 4)
    return flat | {name: round(row.share, 4) for name, row in scores.shares.items()}


def compare(scores: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line for each score under its floor, and for each floor without a score."""
    faults = []
    for name, floor in sorted(floors.items()):
        if name not in scores:
            faults.append(f"{name}: no such score, floor {floor:.4f}; was a kind or attribute renamed?")
        elif scores[name] < floor - ALLOWANCE:
            faults.append(f"{name}: {scores[name]:.4f} is under its floor {floor:.4f}")
    return faults


def update(scores: dict[str, float], floors: dict[str, float], *, allow_drop: bool) -> dict[str, float]:
    """New floors: the better of old and reached, or just what is reached where a drop is allowed."""
    if allow_drop:
        return dict(sorted(scores.items()))
    return {name: max(score, floors.get(name, 0.0)) for name, score in sorted(scores.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-drop", action="store_true")
    args = parser.parse_args()
    kept = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"gold": fingerprint(GOLD), "floors": {}}
    scores = flatten(sum_scores(read_folder(GOLD).values()))
    if args.update:
        floors = update(scores, kept["floors"], allow_drop=args.allow_drop)
        FLOORS.write_text(json.dumps({"gold": fingerprint(GOLD), "floors": floors}, indent=1) + "\n")
        print(f"wrote {FLOORS.name}: {len(floors)} floors")
        return
    if kept["gold"] != fingerprint(GOLD):
        sys.exit(
            "the gold reports changed: look at the difference, then run python evals/gate.py --update --allow-drop"
        )
    faults = compare(scores, kept["floors"])
    if faults:
        sys.exit("below the floor:\n  " + "\n  ".join(faults))
    print(f"{len(kept['floors'])} floors held")


if __name__ == "__main__":
    main()

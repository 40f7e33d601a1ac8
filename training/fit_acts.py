"""Fit the weights by which acts of statements are told apart: `python training/fit_acts.py REPORTS [--check]`.

REPORTS is a folder of annotated reports (JSON). The reader's own statements are matched to the annotated ones, and a
linear model is fitted on the features of `watchdesk.extract.acts`; `src/watchdesk/data/acts.tsv` is written anew.
`--check` instead leaves out one slice of the reports after the other and prints how often the act is right.
Needs NumPy.
"""

from __future__ import annotations

import argparse
import json
import pathlib
from collections import Counter
from typing import get_args

import numpy as np

from watchdesk.extract import acts, statements
from watchdesk.extract.actor_names import find_actors
from watchdesk.extract.quotations import find_quotations
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Act, Layout, Report
from watchdesk.resolve.names import open_names

ACTS = get_args(Act)
OUT = pathlib.Path(__file__).parent.parent / "src" / "watchdesk" / "data" / "acts.tsv"
FEWEST, STRENGTH, ROUNDS, RATE = 3, 0.6, 150, 0.5


def lay_out(document: dict, names) -> Layout:
    report = Report(
        id="", capture_id="", address="", text=document["text"], title=document["title"], language=document["language"]
    )
    sentences = split_sentences(report)
    quotations = find_quotations(report, sentences)
    actors = find_actors(report, sentences, names)
    return Layout(report=report, sentences=sentences, dates=(), places=(), actors=actors, quotations=quotations)


def samples(folder: pathlib.Path) -> list[tuple[str, tuple[str, ...], int]]:
    """One per statement that is both annotated and found: slice, features, act."""
    names, found = open_names(), []
    seen: list[tuple[tuple[str, ...], str, str]] = []

    def spy(verb, words, *, mode, source, named):
        seen.append((acts.act_features(verb, words, mode=mode, source=source, named=named), words, mode))
        return "inform"

    statements.act_of = spy
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        seen.clear()
        statements.find_statements(lay_out(gold["document"], names), names)
        text = gold["document"]["text"]
        for features, words, _ in seen:
            act = best_match(text, words, gold["statements"])
            if act is not None:
                found.append(("_".join(path.stem.split("_")[:2]), features, ACTS.index(act)))
    return found


def best_match(text: str, words: str, golds: list[dict]) -> str | None:
    at = text.find(words)
    best, act = 0.5, None
    for gold in golds:
        start = text.find(gold["text"])
        common = min(at + len(words), start + len(gold["text"])) - max(at, start)
        share = common / max(len(words), len(gold["text"]))
        if start >= 0 and share >= best:
            best, act = share, gold["act"]
    return act


def fit(rows: list[tuple[str, tuple[str, ...], int]]) -> tuple[dict[str, int], np.ndarray]:
    """Softmax regression by full gradient steps (Adagrad), with weight decay."""
    counts = Counter(f for _, features, _ in rows for f in set(features))
    index = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= FEWEST))}
    x = np.zeros((len(rows), len(index)), dtype=np.float32)
    for n, (_, features, _) in enumerate(rows):
        for feature in features:
            if feature in index:
                x[n, index[feature]] = 1
    y = np.eye(len(ACTS), dtype=np.float32)[[act for _, _, act in rows]]
    w = np.zeros((len(index), len(ACTS)), dtype=np.float32)
    history = np.full_like(w, 1e-6)
    for _ in range(ROUNDS):
        scores = x @ w
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        gradient = x.T @ (scores / scores.sum(axis=1, keepdims=True) - y) / len(rows) + STRENGTH * w / 100
        history += gradient**2
        w -= RATE * gradient / np.sqrt(history) * 0.2
    return index, w


def predict(index: dict[str, int], w: np.ndarray, features: tuple[str, ...]) -> int:
    rows = [index[f] for f in features if f in index]
    return int(w[rows].sum(axis=0).argmax())


def check(rows: list[tuple[str, tuple[str, ...], int]]) -> None:
    right = Counter()
    for part in sorted({s for s, _, _ in rows}):
        index, w = fit([r for r in rows if r[0] != part])
        held = [r for r in rows if r[0] == part]
        hits = sum(predict(index, w, features) == act for _, features, act in held)
        right["hits"] += hits
        right["all"] += len(held)
        print(f"{part:20} {hits / len(held):.3f} of {len(held)}")
    print(f"{'all':20} {right['hits'] / right['all']:.3f} of {right['all']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    rows = samples(args.reports)
    if args.check:
        check(rows)
        return
    index, w = fit(rows)
    lines = ["# feature, then one weight for each act: " + ", ".join(ACTS)]
    lines.append(
        "# Made by training/fit_acts.py from our own synthetic training reports; do not edit. Licence: CC0-1.0."
    )
    for feature, row in sorted(index.items()):
        weights = [f"{v:.2f}".rstrip("0").rstrip(".") if abs(v) >= 0.015 else "0" for v in w[row]]
        if any(v != "0" for v in weights):
            lines.append("\t".join([feature, *weights]))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(lines) - 2} features from {len(rows)} statements")


if __name__ == "__main__":
    main()

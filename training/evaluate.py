"""The exported reader as it ships: figures on held-out and gold reports, speed, and sentences with other actors."""

from __future__ import annotations

import argparse
import json
import pathlib
import time

import numpy as np
import yaml
from export import chances, labels_of, lay_out
from sentence_scores import f1, macro

from watchdesk.extract import event_model
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Layout, Report

HERE = pathlib.Path(__file__).parent


def measure_set(folder: pathlib.Path, corpus: pathlib.Path, rows: list[dict], labels: dict) -> dict[str, float]:
    """F1 of types at the shipped thresholds, by sentence, by language and by report; status, actions, statements."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    p = chances(folder, corpus, rows)
    y, w = labels_of(rows)
    y, told = y.astype(bool), p >= np.array(list(manifest["thresholds"].values()))
    told &= w > 0
    types, statuses = len(labels["sub_event_types"]), len(labels["statuses"])
    actions = slice(types + statuses, types + statuses + len(labels["actions"]))
    french = np.array([row["language"] == "fr" for row in rows for _ in row["sentences"]])
    starts = np.cumsum([0, *(len(row["sentences"]) for row in rows)])[:-1]
    a, b = y[:, :types], told[:, :types]
    event = a.any(1)
    status = y[:, types : types + statuses]
    likeliest = p[:, types : types + statuses].argmax(1)
    rare = event & ~status[:, 0]
    return {
        "reports": len(rows),
        "sentences": len(y),
        "types micro F1": f1(a, b),
        "types macro F1": macro(a, b),
        "precision": float((a & b).sum() / max(1, b.sum())),
        "recall": float((a & b).sum() / max(1, a.sum())),
        "English": f1(a[~french], b[~french]),
        "French": f1(a[french], b[french]),
        "types by report": f1(np.logical_or.reduceat(a, starts), np.logical_or.reduceat(b, starts)),
        "event or none": f1(y[:, -3:-2], told[:, -3:-2]),
        "status right": float(status[event, likeliest[event]].mean()),
        "status right, not `occurred`": float(status[rare, likeliest[rare]].mean()) if rare.any() else float("nan"),
        "actions F1": f1(y[:, actions], told[:, actions]),
        "statement F1": f1(y[:, -2:-1], told[:, -2:-1]),
        "trap F1": f1(y[:, -1:], told[:, -1:]),
    }


def time_reading(folder: pathlib.Path, corpus: pathlib.Path, rows: list[dict]) -> dict[str, float]:
    began = time.perf_counter()
    model = event_model.EventModel(folder)
    loaded = time.perf_counter()
    layouts = [lay_out(corpus, row) for row in rows]
    ready = time.perf_counter()
    model.score(layouts)
    taken = time.perf_counter() - ready
    sentences = sum(len(layout.sentences) for layout in layouts)
    return {"load s": loaded - began, "sentences a second": sentences / taken, "reports a second": len(rows) / taken}


def probe_actors(folder: pathlib.Path) -> dict[str, float]:
    """How often a sentence keeps its likeliest type, and its status, when only the actor's name is swapped."""
    probes = yaml.safe_load((HERE / "probes.yml").read_text("utf-8"))
    model, kept, same, asked = event_model.EventModel(folder), 0, 0, 0
    for language, groups in probes.items():
        for sentence in groups["sentences"]:
            scores = [_score_text(model, sentence.replace("ACTOR", actor), language) for actor in groups["actors"]]
            kinds = [max(s.types, key=lambda t, s=s: s.types[t]) for s in scores]
            usual = max(sorted(set(kinds)), key=kinds.count)
            status = max(sorted({s.status for s in scores}), key=[s.status for s in scores].count)
            kept += kinds.count(usual)
            same += sum(s.status == status for s in scores)
            asked += len(scores)
    return {"probes": asked, "type kept": kept / asked, "status kept": same / asked}


def _score_text(model: event_model.EventModel, text: str, language: str) -> event_model.SentenceScores:
    report = Report(id="", capture_id="", address="", text=text, language=language)
    layout = Layout(report=report, sentences=split_sentences(report), dates=(), places=(), actors=(), quotations=())
    return model.score([layout])[0][0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("prepared", "corpus", "gold", "reader"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    args = parser.parse_args()
    labels = yaml.safe_load((HERE / "labels.yml").read_text("utf-8"))
    read = lambda name: [json.loads(r) for r in (args.prepared / f"{name}.jsonl").read_text("utf-8").splitlines()]  # noqa: E731
    held_out = [r for r in read("corpus") if r["held_out"]]
    found = {
        "held out": measure_set(args.reader, args.corpus, held_out, labels),
        "gold": measure_set(args.reader, args.gold, read("gold"), labels),
        "speed": time_reading(args.reader, args.corpus, held_out),
        "actors swapped": probe_actors(args.reader),
        "size": {p.name: p.stat().st_size / 1e6 for p in sorted(args.reader.iterdir())},
    }
    for name, figures in found.items():
        print(
            f"{name}: " + ", ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())
        )


if __name__ == "__main__":
    main()

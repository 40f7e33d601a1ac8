"""How well sentence scores find the types: by sentence and by report, by language, at the best common threshold."""

from __future__ import annotations

import numpy as np
import torch
from encoder import Reader
from packs import batches, collate, make_packs


@torch.no_grad()
def score_rows(model: Reader, rows: list[dict]) -> np.ndarray:
    """Sentence scores (logits) of every sentence of `rows`, in order."""
    model.eval()
    packs = [p for row in rows for p in make_packs(row, 256, with_title=True)]
    out: dict[int, np.ndarray] = {}
    for group in batches(packs, 4096, shuffle=False):
        ids, mask, member = collate(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores, _ = model(ids, mask, member)
        for i, pack in enumerate(group):
            out |= {id(s): scores[i, j].float().numpy() for j, (s, _, _) in enumerate(pack.members)}
    return np.array([out[id(s)] for row in rows for s in row["sentences"] if s["ids"]])


def f1(y: np.ndarray, p: np.ndarray, w: np.ndarray | float = 1.0) -> float:
    right, wrong = (y & p).sum(), ((~y & p) * w).sum() + (y & ~p).sum()
    return float(2 * right / max(1e-9, 2 * right + wrong))


def macro(y: np.ndarray, p: np.ndarray) -> float:
    told = y.any(0)
    return float(np.mean([f1(y[:, k], p[:, k]) for k in np.flatnonzero(told)]))


def measure(model: Reader, rows: list[dict], labels: dict) -> dict[str, float]:
    """Micro F1 of types at the best common threshold, and at it the macro F1, by language, and by report."""
    return measure_scores(score_rows(model, rows), rows, labels)


def measure_scores(scores: np.ndarray, rows: list[dict], labels: dict) -> dict[str, float]:
    sentences = [(s, row) for row in rows for s in row["sentences"] if s["ids"]]
    types = len(labels["sub_event_types"])
    y = np.array([s["types"] for s, _ in sentences], bool)
    # evidence of optional events is scored neither way
    free = np.array([[w == 0 for w in s["weights"]] for s, _ in sentences])
    z = np.where(free, -99, scores[:, :types])
    cut = max(np.arange(-3, 2, 0.1), key=lambda c: f1(y, z > c))
    p = z > cut
    french = np.array([row["language"] == "fr" for _, row in sentences])
    found = {
        "cut": float(cut),
        "micro": f1(y, p),
        "macro": macro(y, p),
        "en": f1(y[~french], p[~french]),
        "fr": f1(y[french], p[french]),
    }
    reports = [row["name"] for _, row in sentences]
    starts = [i for i, name in enumerate(reports) if i == 0 or reports[i - 1] != name]
    found["by_report"] = f1(np.logical_or.reduceat(y, starts), np.logical_or.reduceat(p, starts))
    told = y.any(1)
    at = types + len(labels["statuses"])
    status = np.array([s["statuses"] for s, _ in sentences], bool)
    guess = scores[:, types:at].argmax(1)
    found["status"] = float(status[told, guess[told]].mean())
    rare = told & ~status[:, 0]
    found["status_rare"] = float(status[rare, guess[rare]].mean()) if rare.any() else 0.0
    actions = np.array([s["actions"] for s, _ in sentences], bool)
    end = at + len(labels["actions"])
    found["actions"] = f1(actions, scores[:, at:end] > 0)
    others = np.array([[any(s["types"]), s["statement"], s["trap"]] for s, _ in sentences], bool)
    for k, name in enumerate(("event", "statement", "trap")):
        found[name] = f1(others[:, k], scores[:, end + k] > 0)
    return found

"""Are two news reports of one incident? Measured on ECB+: `python evals/ecb.py FOLDER` (with train.jsonl and dev.jsonl).

What is measured. ECB+ holds reports on pairs of like events (two rehab stays, two earthquakes). A report's incident is the event
it was collected for (`subtopic`). All reports of the split that have an annotated sentence are grouped at once, without their
topics, and the groups scored by B-cubed F1 over reports. ECB+ is general news, so nothing is read by watchdesk's own reader:
what is compared are the words of the gold mentions (participants, places, times, events) and of their sentences.

Ours weighs eight features of a pair, in bits, as linking does: words, event words, participants, named participants, places,
times, numbers and the first sentence; each by how much is shared, by the share of it, and by "both tell, and nothing is shared".
The weights are fitted on the pairs of the train split. Groups are made by `watchdesk.link.clusters`. The baseline is the cosine
of TF-IDF vectors of the same sentences with the same grouping. The mark from which groups join is chosen for both in the same way:
the best mean B-cubed F1 over four parts of the train split (by topic), each scored by weights fitted on the other three.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import pathlib
import re
from collections.abc import Callable, Sequence

import numpy as np

from watchdesk.link.clusters import cluster_claims
from watchdesk.link.verdicts import Verdicts

PARTS = 4
HARD = 3.0  # weight of a pair of one topic and two incidents, the pairs that matter, in the fit
RIDGE = 1e-3
FEATURES = ("words", "events", "participants", "named", "places", "times", "numbers", "first sentence")
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "the a an of in on at to for and or by with from as is was were be been it its his her their this that he she they who "
        "which said says will would has have had not but after before over into out up about than more one two also new",
    )
)

Groups = Sequence[Sequence[int]]


def read_split(path: pathlib.Path) -> list[dict]:
    """The reports of one split that have an annotated sentence."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [d for d in map(json.loads, lines) if d["sentences"]]


def b_cubed(gold: Sequence[str], groups: Groups) -> tuple[float, float, float]:
    """Precision, recall and F1 averaged over the reports."""
    sizes = collections.Counter(gold)
    precision = recall = 0.0
    for group in groups:
        for label, count in collections.Counter(gold[i] for i in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[label]
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def group_reports(scores: np.ndarray, mark: float) -> Groups:
    """Average linkage as in linking: reports by number, joined while the mean score of two groups is at the mark or above."""
    names = [f"{n:04}" for n in range(len(scores))]
    report_of = dict(zip(names, names, strict=True))
    made = cluster_claims(report_of, lambda a, b: float(scores[int(a), int(b)]) - mark, Verdicts())
    return [[int(name) for name in group] for group in made]


# --- the baseline ---------------------------------------------------------------------------------------------------------


def tf_idf_cosine(reports: Sequence[dict]) -> np.ndarray:
    """The cosine of the TF-IDF vectors of each pair of reports: (1 + ln tf) * ln((1 + N) / (1 + df)), lower-case words."""
    counts = [collections.Counter(_words(d)) for d in reports]
    frequency = collections.Counter(w for c in counts for w in c)
    columns = {w: n for n, w in enumerate(sorted(frequency))}
    vectors = np.zeros((len(reports), len(columns)))
    for row, count in enumerate(counts):
        for word, times in count.items():
            vectors[row, columns[word]] = (1 + math.log(times)) * math.log((1 + len(reports)) / (1 + frequency[word]))
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return vectors @ vectors.T


def _words(report: dict) -> list[str]:
    return [t.lower() for s in report["sentences"] for t in s["tokens"] if re.search(r"\w", t)]


# --- the features of a pair -----------------------------------------------------------------------------------------------


def pair_features(reports: Sequence[dict]) -> np.ndarray:
    """For each pair of reports: the cosine of their words, and three numbers for each of FEATURES."""
    told = [_told(d) for d in reports]
    columns = [tf_idf_cosine(reports)]
    for feature in FEATURES:
        columns += _shared([t[feature] for t in told])
    return np.stack(columns, axis=-1)


def _told(report: dict) -> dict[str, set[str]]:
    mentions = report["entities"]
    tokens = [t for s in report["sentences"] for t in s["tokens"]]
    people = [m["text"].split() for m in mentions if m["type"] == "HUM"]
    places = [m["text"].split() for m in mentions if m["type"] == "LOC"]
    first = min(report["sentences"], key=lambda s: s["sent_id"])
    return {
        "words": _stems(tokens),
        "events": _stems(t for e in report["events"] for t in e["text"].split()),
        "participants": _stems(t for m in people for t in m),
        "named": {t.lower() for m in people for t in m if t[:1].isupper() and t.lower() not in EMPTY},
        "places": _stems(t for m in places for t in m),
        "times": _stems(t for m in mentions if m["type"] == "TIM" for t in m["text"].split()),
        "numbers": {t for t in tokens if re.search(r"\d", t)},
        "first sentence": _stems(first["tokens"]),
    }


def _stems(tokens: collections.abc.Iterable[str]) -> set[str]:
    kept = (t.lower() for t in tokens if re.search(r"\w", t))
    return {re.sub(r"(?<=\w{3})(?:ing|ied|ies|ed|es|s)$", "", t) for t in kept if t not in EMPTY}


def _shared(told: Sequence[set[str]]) -> list[np.ndarray]:
    """How much rarity two reports share (log of the bits), which share of theirs it is, and whether both tell and share none."""
    frequency = collections.Counter(w for words in told for w in words)
    columns = {w: n for n, w in enumerate(sorted(frequency))}
    vectors = np.zeros((len(told), max(1, len(columns))))
    for row, words in enumerate(told):
        for word in words:
            vectors[row, columns[word]] = math.sqrt(math.log2((len(told) + 1) / frequency[word]))
    both = vectors @ vectors.T
    own = np.sqrt(np.diag(both))
    tell = np.array([bool(words) for words in told])
    return [np.log1p(both), both / np.maximum(np.outer(own, own), 1e-9), np.outer(tell, tell) & (both < 1e-9)]


# --- the weights ----------------------------------------------------------------------------------------------------------


def fit_weights(parts: Sequence[tuple[np.ndarray, Sequence[dict]]]) -> Callable[[np.ndarray], np.ndarray]:
    """Log-odds, in bits, that a pair is of one incident, fitted by logistic regression on the pairs within each part."""
    rows, truth, weight = [], [], []
    for features, reports in parts:
        one, other = np.triu_indices(len(reports), 1)
        incident = np.array([d["subtopic"] for d in reports])
        topic = np.array([d["topic"] for d in reports])
        same = incident[one] == incident[other]
        rows.append(features[one, other])
        truth.append(same)
        weight.append(np.where(~same & (topic[one] == topic[other]), HARD, 1.0))
    x, y, w = np.concatenate(rows).astype(float), np.concatenate(truth).astype(float), np.concatenate(weight)
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    beta = np.zeros(z.shape[1])
    for _ in range(20):  # Newton's steps
        p = 1 / (1 + np.exp(-z @ beta))
        gradient = z.T @ (w * (p - y)) / len(y) + RIDGE * beta
        curve = (z * (w * p * (1 - p))[:, None]).T @ z / len(y) + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(curve, gradient)
    return lambda features: (((features - mean) / spread) @ beta[:-1] + beta[-1]) / math.log(2)


def best_mark(scores: Sequence[np.ndarray], parts: Sequence[Sequence[dict]], marks: Sequence[float]) -> float:
    """The mark with the best mean B-cubed F1 over the parts; the lowest of equals."""

    def mean_f1(mark: float) -> float:
        found = [
            b_cubed([d["subtopic"] for d in p], group_reports(s, mark))[2] for s, p in zip(scores, parts, strict=True)
        ]
        return float(np.mean(found))

    return max(marks, key=mean_f1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--split", default="dev")
    args = parser.parse_args()
    train, tested = read_split(args.folder / "train.jsonl"), read_split(args.folder / f"{args.split}.jsonl")
    topics = sorted({d["topic"] for d in train}, key=int)
    parts = [[d for d in train if d["topic"] in topics[n::PARTS]] for n in range(PARTS)]
    features = [pair_features(part) for part in parts]
    gold = [d["subtopic"] for d in tested]
    print(
        f"{args.split}: {len(tested)} reports of {len(set(gold))} incidents; weights and marks from {len(train)} of train"
    )

    cosines = [tf_idf_cosine(part) for part in parts]
    marks = [round(0.04 + 0.01 * n, 2) for n in range(27)]
    report("baseline TF-IDF", tf_idf_cosine(tested), gold, marks, best_mark(cosines, parts, marks))

    known = list(zip(features, parts, strict=True))
    held = [fit_weights(known[:n] + known[n + 1 :])(features[n]) for n in range(PARTS)]
    marks = [-6 + 0.25 * n for n in range(33)]
    report("ours, weighed", fit_weights(known)(pair_features(tested)), gold, marks, best_mark(held, parts, marks))


def report(name: str, scores: np.ndarray, gold: Sequence[str], marks: Sequence[float], mark: float) -> None:
    precision, recall, f1 = b_cubed(gold, group_reports(scores, mark))
    best = max((b_cubed(gold, group_reports(scores, m))[2], -m) for m in marks)
    print(f"{name:16} B-cubed P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   mark {mark:.2f}", end="")
    print(f"   (with the mark that suits this split best, {-best[1]:.2f}: F1 {best[0]:.3f})", flush=True)


if __name__ == "__main__":
    main()

"""The trained reader to one 8-bit ONNX file, its tokenizer and a manifest with hashes, calibration and thresholds.

Calibration and thresholds come from the scores that the 8-bit file itself gives the held-out reports.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import pathlib
import shutil

import numpy as np
import onnx
import torch
import yaml
from encoder import Reader, load_base
from onnxruntime.quantization import QuantType, quantize_dynamic
from packs import Pack, collate, make_packs, tokenize
from sentence_scores import f1
from tokenizers import Tokenizer
from torch import Tensor, nn
from train import columns

from watchdesk.extract import event_model
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Layout, Report

HERE = pathlib.Path(__file__).parent
GROUPS = ("sub_event_types", "statuses", "actions", "others")
ROOM, LONGEST, TITLE = 256, 120, 40


class Served(nn.Module):
    """The reader as it is served: one pack a run, so that no mask is needed; auxiliary scores left out."""

    def __init__(self, reader: Reader, scores: int) -> None:
        super().__init__()
        self.reader, self.scores = reader, scores

    def forward(self, ids: Tensor, member: Tensor) -> tuple[Tensor, Tensor]:
        sentences, tokens = self.reader(ids, torch.ones_like(ids), member)
        return sentences[..., : self.scores], tokens


def ease_activations(reader: Reader, packs: list[Pack], share: float = 0.8) -> None:
    """Move loudness from features into the weights that read them, so that 8 bits suffice for both (SmoothQuant).

    https://arxiv.org/abs/2211.10438. `share` is how much of a feature's range moves.
    """
    loudest: dict[tuple[int, str], Tensor] = {}

    def watch(at: tuple[int, str]):
        def note(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            top = inputs[0].abs().flatten(0, -2).amax(0)
            loudest[at] = torch.maximum(loudest.get(at, top), top)

        return note

    hooks = [
        getattr(layer, name).register_forward_pre_hook(watch((depth, name)))
        for depth, layer in enumerate(reader.layers)
        for name in ("query", "attended", "widen", "narrow")
    ]
    with torch.no_grad():
        for pack in packs:
            reader(*collate([pack]))
    for hook in hooks:
        hook.remove()
    for (depth, name), top in loudest.items():
        layer = reader.layers[depth]
        readers = [layer.query, layer.key, layer.value] if name == "query" else [getattr(layer, name)]
        weight = torch.cat([m.weight for m in readers]).abs().amax(0)
        factor = (top.clamp(min=1e-4) ** share / weight.clamp(min=1e-4) ** (1 - share)).clamp(min=1e-3)
        layer.ease[name] = (1 / factor).detach()
        for module in readers:
            module.weight.data *= factor.detach()


def write_onnx(reader: Reader, scores: int, path: pathlib.Path, *, reduce_range: bool) -> None:
    """Export, then round the encoder's matrices to 8 bits by channel; the small heads stay as they are."""
    exact = path.with_suffix(".exact.onnx")
    ids = torch.tensor([[0, 7, 8, 9, 2, 10, 11, 2]])
    member = torch.zeros(1, 2, 8)
    member[0, 0, 1:4], member[0, 1, 5:7] = 1 / 3, 1 / 2
    axes = {
        "ids": {1: "tokens"},
        "member": {1: "sentences", 2: "tokens"},
        "sentences": {1: "sentences"},
        "tokens": {1: "tokens"},
    }
    torch.onnx.export(
        Served(reader, scores).eval(), (ids, member), str(exact), dynamo=False, opset_version=17,
        input_names=["ids", "member"], output_names=["sentences", "tokens"], dynamic_axes=axes,
    )  # fmt: skip
    heads = [n.name for n in onnx.load(str(exact)).graph.node if "_head" in n.name]
    quantize_dynamic(
        exact, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce_range,
        op_types_to_quantize=["MatMul"], nodes_to_exclude=heads,
    )  # fmt: skip


def calibrate(z: np.ndarray, y: np.ndarray, w: np.ndarray) -> tuple[float, float]:
    """Slope and offset that turn logits into chances (Platt), by Newton steps on all labels of one group.

    A step that makes the loss worse is halved until it does not; a weak pull towards slope 1 and offset 0 keeps a
    group with few labels from running away.
    """

    def loss(at: np.ndarray) -> float:
        x = at[0] * z + at[1]
        return float((w * (np.logaddexp(0, x) - y * x)).sum() + 0.5 * ((at - [1, 0]) ** 2).sum())

    at = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(at[0] * z + at[1], -60, 60)))
        g, h = w * (p - y), w * p * (1 - p)
        slope = np.array([(g * z).sum(), g.sum()]) + at - [1, 0]
        hessian = np.array([[(h * z * z).sum() + 1, (h * z).sum()], [(h * z).sum(), h.sum() + 1]])
        step = np.linalg.solve(hessian, slope)
        while loss(at - step) > loss(at) and np.abs(step).max() > 1e-9:
            step = step / 2
        at = at - step
        if np.abs(step).max() < 1e-6:
            break
    return float(at[0]), float(at[1])


def choose_thresholds(p: np.ndarray, y: np.ndarray, weight: float = 25) -> np.ndarray:
    """A threshold per column for its best F1, held near the common best one where the column has few positives."""
    grid = np.arange(0.1, 0.9, 0.02)
    whole = np.array([f1(y, p >= c) for c in grid])
    out = []
    for k in range(y.shape[1]):
        own = np.array([f1(y[:, k : k + 1], p[:, k : k + 1] >= c) for c in grid])
        n = y[:, k].sum()
        out.append(grid[np.argmax((n * own + weight * whole) / (n + weight))])
    return np.array(out)


def lay_out(corpus: pathlib.Path, row: dict) -> Layout:
    """The report of one training row, laid out as far as the model needs it."""
    document = json.loads((corpus / f"{row['name']}.json").read_text("utf-8"))["document"]
    report = Report(
        id="",
        capture_id="",
        address="",
        text=document["text"],
        title=document.get("title"),
        language=document["language"],
    )
    return Layout(report=report, sentences=split_sentences(report), dates=(), places=(), actors=(), quotations=())


def chances(folder: pathlib.Path, corpus: pathlib.Path, rows: list[dict]) -> np.ndarray:
    """What the exported files make of `rows`: chances [sentence, score] in the manifest's order."""
    model = event_model.EventModel(folder)
    read = model.measure([lay_out(corpus, row) for row in rows])
    return np.array([sentence[0] for report in read for sentence in report], float)


def labels_of(rows: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """True labels and weights of all sentences; statuses weigh nothing where no event is told."""
    sentences = [s for row in rows for s in row["sentences"]]
    y = [[*s["types"], *s["statuses"], *s["actions"], any(s["types"]), s["statement"], s["trap"]] for s in sentences]
    w = [
        [
            *(float(x != 0) for x in s["weights"]),
            *[float(any(s["statuses"]))] * len(s["statuses"]),
            *[1.0] * (len(s["actions"]) + 3),
        ]
        for s in sentences
    ]
    return np.array(y, float), np.array(w, float)


def write_manifest(folder: pathlib.Path, labels: dict, **more) -> None:
    manifest = {
        "form": 1,
        "version": f"{dt.datetime.now(dt.UTC):%Y.%m.%d}",
        "room": ROOM,
        "longest": LONGEST,
        "title": TITLE,
        "sha256": {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in ("reader.onnx", "tokenizer.json")},
        **{g: list(labels[g]) for g in (*GROUPS, "roles")},
        **more,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def fit_manifest(folder: pathlib.Path, labels: dict, corpus: pathlib.Path, held_out: list[dict], note: str) -> None:
    """Raw scores of the held-out reports to calibration and thresholds."""
    where = columns(labels)
    names = [n for g in GROUPS for n in labels[g]]
    plain = {
        "scale": [1.0] * len(names),
        "shift": [0.0] * len(names),
        "thresholds": dict.fromkeys(names, 0.5),
        "note": note,
    }
    write_manifest(folder, labels, **plain)
    y, w = labels_of(held_out)
    raw = np.clip(chances(folder, corpus, held_out), 1e-7, 1 - 1e-7)
    z = np.log(raw / (1 - raw))
    scale, shift = np.ones(len(names)), np.zeros(len(names))
    parts = [where["sub_event_types"], where["statuses"], where["actions"]]
    parts += [slice(k, k + 1) for k in range(where["others"].start, where["others"].stop)]
    for part in parts:
        scale[part], shift[part] = calibrate(z[:, part].ravel(), y[:, part].ravel(), w[:, part].ravel())
    p = np.where(w > 0, 1 / (1 + np.exp(-(z * scale + shift))), 0)
    thresholds = np.full(len(names), 0.5)
    for group in ("sub_event_types", "actions"):
        thresholds[where[group]] = choose_thresholds(p[:, where[group]], y[:, where[group]].astype(bool))
    for k in range(where["others"].start, where["others"].stop):
        thresholds[k] = choose_thresholds(p[:, k : k + 1], y[:, k : k + 1].astype(bool))[0]
    fitted = {
        "scale": [round(float(v), 4) for v in scale],
        "shift": [round(float(v), 4) for v in shift],
        "thresholds": {n: round(float(t), 2) for n, t in zip(names, thresholds, strict=True)},
        "note": note,
    }
    write_manifest(folder, labels, **fitted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "prepared", "corpus", "run", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--reduce-range", action="store_true", help="7 bits, for processors without VNNI")
    parser.add_argument("--note", default="")
    args = parser.parse_args()
    labels = yaml.safe_load((HERE / "labels.yml").read_text("utf-8"))
    where = columns(labels)
    reader = Reader(load_base(args.base), where["auxiliary"].stop, len(labels["roles"]))
    reader.load_state_dict(torch.load(args.run / "reader.pt", weights_only=True))
    args.out.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in (args.prepared / "corpus.jsonl").read_text("utf-8").splitlines()]
    seen = [r for r in rows if not r["held_out"]][::6]
    tokenize(seen, Tokenizer.from_file(str(args.base / "tokenizer.json")))
    reader.eval()
    ease_activations(reader, [p for r in seen for p in make_packs(r, ROOM, with_title=True)])
    work = args.run / "reader.onnx"
    write_onnx(reader, where["auxiliary"].start, work, reduce_range=args.reduce_range)
    shutil.copy(work, args.out / "reader.onnx")
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    fit_manifest(args.out, labels, args.corpus, [r for r in rows if r["held_out"]], args.note)
    print(f"{(args.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""Train the reader: heads first on the frozen encoder, from written descriptions, then everything together.

Writes `reader.pt` (averaged weights) and `scores.json` (held-out figures by epoch) into `--out`. Seeded; one
thread, so that runs of several seeds stand side by side: two of one thread are nearly twice as fast as two of two.
"""

from __future__ import annotations

import argparse
import json
import math
import pathlib
import random
import time

import numpy as np
import torch
import yaml
from encoder import Reader, load_base
from packs import Pack, batches, collate, make_packs, tokenize
from sentence_scores import measure
from tokenizers import Tokenizer
from torch.nn import functional as F

HERE = pathlib.Path(__file__).parent
# ACE types whose absence from a VOA sentence rules out our types: everything violent, every protest, every arrest.
RULED_OUT = {
    "Conflict:Demonstrate": range(3, 8),
    "Justice:Arrest-Jail": [18],
    "Conflict:Attack": [0, 1, 2, 8, 9, 10, 11, 12, 13, 14, 15],
}


def read_rows(path: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def columns(labels: dict) -> dict[str, slice]:
    """Which columns of the sentence scores belong to which group of labels."""
    groups = ("sub_event_types", "statuses", "actions", "others", "auxiliary")
    ends = np.cumsum([0, *(len(labels[g]) for g in groups)])
    return {g: slice(int(a), int(b)) for g, a, b in zip(groups, ends, ends[1:], strict=False)}


def targets(pack: Pack, where: dict[str, slice], labels: dict) -> tuple[np.ndarray, np.ndarray]:
    """Labels and weights of the sentences of one pack, [sentence, column]."""
    y = np.zeros((len(pack.members), where["auxiliary"].stop), np.float32)
    w = np.zeros_like(y)
    for i, (s, _, _) in enumerate(pack.members):
        if "auxiliary" in s:
            y[i, where["auxiliary"]], w[i, where["auxiliary"]] = s["auxiliary"], 0.5
            for kind, ruled_out in RULED_OUT.items():
                if not s["auxiliary"][labels["auxiliary"].index(kind)]:
                    w[i, list(ruled_out)] = 0.5
            continue
        y[i, where["sub_event_types"]], w[i, where["sub_event_types"]] = s["types"], s["weights"]
        y[i, where["statuses"]] = s["statuses"]
        w[i, where["statuses"]] = float(any(s["statuses"]))
        y[i, where["actions"]], w[i, where["actions"]] = s["actions"], 1
        y[i, where["others"]] = float(any(s["types"])), s["statement"], s["trap"]
        w[i, where["others"]] = max(min(s["weights"]), 0.1) if not any(s["types"]) else 1, 1, 1
    return y, w


def role_targets(packs: list[Pack], length: int, roles: int) -> tuple[np.ndarray, np.ndarray]:
    """Which tokens name the first actor, the second, the place; weight only where the sentence names that role."""
    y = np.zeros((len(packs), length, roles), np.float32)
    w = np.zeros_like(y)
    for i, pack in enumerate(packs):
        for s, first, end in pack.members:
            for start, stop, role in s.get("roles", ()):
                w[i, first:end, role] = 1
                for at, (a, b) in enumerate(s["offsets"]):
                    if a < stop and start < b:
                        y[i, first + at, role] = 1
    return y, w


def batch_loss(model: Reader, group: list[Pack], where: dict, labels: dict, args: argparse.Namespace) -> torch.Tensor:
    ids, mask, member = collate(group, args.hide)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
        scores, tokens = model(ids, mask, member, args.drop)
    pairs = [targets(p, where, labels) for p in group]
    rows = torch.from_numpy(np.concatenate([np.full(len(p.members), i) for i, p in enumerate(group)]))
    places = torch.from_numpy(np.concatenate([np.arange(len(p.members)) for p in group]))
    y, w = (torch.from_numpy(np.concatenate([p[k] for p in pairs])) for k in (0, 1))
    z = scores.float()[rows, places]
    loss = F.binary_cross_entropy_with_logits(z, y, reduction="none") * w
    emphasis = torch.ones(y.shape[1])
    emphasis[where["statuses"]], emphasis[where["others"]] = 0.5, 0.5
    loss = (loss * emphasis).sum(1).mean() + args.between * between(z, y, where["sub_event_types"])
    loss = loss + args.between * between(z, y, where["statuses"])
    ty, tw = (torch.from_numpy(a) for a in role_targets(group, ids.shape[1], tokens.shape[-1]))
    named = F.binary_cross_entropy_with_logits(tokens.float(), ty, reduction="none") * tw
    return loss + args.role_weight * named.sum() / tw.sum().clamp(min=1)


def between(z: torch.Tensor, y: torch.Tensor, group: slice) -> torch.Tensor:
    """Cross-entropy within a group where any is told: it sets the types apart faster than yes and no alone."""
    z, y = z[:, group], y[:, group]
    share = y / y.sum(1, keepdim=True).clamp(min=1)
    return -(share * F.log_softmax(z, 1)).sum(1).mean()


@torch.no_grad()
def embed(model: Reader, packs: list[Pack]) -> torch.Tensor:
    """Sentence vectors of the packs, in order of packs and sentences."""
    model.eval()
    out: dict[int, torch.Tensor] = {}
    for group in batches(packs, 4096, shuffle=False):
        ids, mask, member = collate(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = model.hidden(ids, mask)
        pooled = member @ hidden.float()
        out |= {id(p): pooled[i, : len(p.members)] for i, p in enumerate(group)}
    return torch.cat([out[id(p)] for p in packs])


def start_heads(model: Reader, packs: list[Pack], labels: dict, tokenizer: Tokenizer, args: argparse.Namespace) -> None:
    """Set the sentence head to the written descriptions, then fit it on the frozen encoder, held near them."""
    where, texts = columns(labels), []
    for group in ("sub_event_types", "statuses", "actions", "others"):
        texts += [t for words in labels[group].values() for t in words]
    row = {"title": None, "title_ids": [], "sentences": [{"text": t} for t in texts]}
    tokenize([row], tokenizer)
    vectors = embed(
        model, [p for s in row["sentences"] for p in make_packs({**row, "sentences": [s]}, 100, with_title=False)]
    )
    prior = vectors.view(-1, 2, vectors.shape[1]).mean(1)
    x = embed(model, packs)
    centre, spread = x.mean(0), x.std(0).mean()
    prior = torch.nn.functional.normalize(prior - prior.mean(0), dim=1) / spread * 0.5
    head = model.sentence_head
    with torch.no_grad():
        head.weight.zero_()
        head.weight[: len(prior)] = prior
        head.bias.copy_(-(head.weight @ centre) - 3.0)
    y, w = (torch.from_numpy(np.concatenate([targets(p, where, labels)[k] for p in packs])) for k in (0, 1))
    first = head.weight.detach().clone()
    optimizer = torch.optim.Adam(head.parameters(), lr=0.03)
    for _ in range(args.head_steps):
        logits = x @ head.weight.T + head.bias
        fit = (F.binary_cross_entropy_with_logits(logits, y, reduction="none") * w).sum(1).mean()
        fit = fit + args.between * between(logits, y, where["sub_event_types"])
        near = args.near * (head.weight - first).square().sum()
        optimizer.zero_grad()
        (fit + near).backward()
        optimizer.step()
    print(f"heads on the frozen encoder: loss {fit.item():.3f}", flush=True)


def make_optimizer(model: Reader, args: argparse.Namespace) -> torch.optim.Optimizer:
    """Lower layers learn more slowly than upper ones, heads fastest."""
    heads = [*model.sentence_head.parameters(), *model.token_head.parameters()]
    groups = [{"params": heads, "lr": args.rate * 20 * args.head_rate, "weight_decay": 0.0}]
    for depth, layer in enumerate(reversed(model.layers)):
        if depth >= len(model.layers) - args.frozen:
            break
        groups.append({"params": list(layer.parameters()), "lr": args.rate * args.decay**depth, "weight_decay": 0.01})
    return torch.optim.AdamW(groups, fused=True)


def train(model: Reader, parts: dict[str, list[dict]], labels: dict, args: argparse.Namespace) -> list[dict]:
    where, log = columns(labels), []
    optimizer = make_optimizer(model, args)
    rates = [g["lr"] for g in optimizer.param_groups]
    average = {n: t.detach().clone() for n, t in model.state_dict().items()}
    total, step, began = None, 0, time.time()
    for epoch in range(args.epochs):
        plan = batches(epoch_packs(parts), args.tokens, shuffle=True)
        total = total or len(plan) * args.epochs
        model.train()
        lost = 0.0
        for group in plan:
            share = min(1.0, (step + 1) / (0.06 * total)) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, step / total)))
            for g, rate in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = rate * share
            loss = batch_loss(model, group, where, labels, args)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, lost = step + 1, lost + loss.item()
            if step % 50 == 0:
                print(f"step {step} of {total}, {(time.time() - began) / 60:.1f} min", flush=True)
            keep = min(args.average, step / (step + 10))
            for n, t in model.state_dict().items():
                if t.is_floating_point():
                    average[n].lerp_(t.detach(), 1 - keep)
        own = {n: t.detach().clone() for n, t in model.state_dict().items()}
        model.load_state_dict(average)
        found = {"epoch": epoch, "loss": lost / len(plan), "minutes": (time.time() - began) / 60}
        found |= {name: measure(model, parts[name], labels) for name in ("held_out", "gold") if parts[name]}
        log.append(found)
        torch.save(model.state_dict(), args.out / "reader.pt")
        (args.out / "scores.json").write_text(json.dumps(log, indent=1))
        print(_line(found), flush=True)
        model.load_state_dict(own)
    model.load_state_dict(average)
    return log


def epoch_packs(parts: dict[str, list[dict]]) -> list[Pack]:
    """One pass: every report cut at another length, sometimes without its title."""
    room = lambda: random.choice((40, 90, 160, 256, 256))  # noqa: E731
    own = [p for row in parts["train"] for p in make_packs(row, room(), with_title=random.random() < 0.7)]
    extra = [p for row in parts["auxiliary"] for p in make_packs(row, room(), with_title=False)]
    random.shuffle(extra)
    return own + extra[: len(own) // 8]


def _line(found: dict) -> str:
    parts = [
        f"{name}: " + " ".join(f"{k} {v:.3f}" for k, v in found[name].items() if isinstance(v, float))
        for name in ("held_out", "gold")
        if name in found
    ]
    return f"epoch {found['epoch']} {found['minutes']:.1f} min loss {found['loss']:.3f} | " + " | ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "prepared", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    for name, value in (
        ("rate", 2e-4),
        ("decay", 0.9),
        ("drop", 0.1),
        ("hide", 0.05),
        ("near", 1e-4),
        ("average", 0.995),
        ("role-weight", 1.0),
        ("between", 1.0),
        ("head-rate", 0.5),
    ):
        parser.add_argument(f"--{name}", type=float, default=value)
    for name, value in (
        ("epochs", 8),
        ("tokens", 1024),
        ("frozen", 3),
        ("seed", 20),
        ("threads", 1),
        ("head-steps", 300),
    ):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--start", type=pathlib.Path, help="go on from these weights")
    parser.add_argument("--all", action="store_true", help="train on the held-out reports too (the shipped weights)")
    parser.add_argument("--no-bf16", dest="bf16", action="store_false")
    args = parser.parse_args()
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    labels = yaml.safe_load((HERE / "labels.yml").read_text("utf-8"))
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    rows = {name: read_rows(args.prepared / f"{name}.jsonl") for name in ("corpus", "gold", "auxiliary")}
    for part in rows.values():
        tokenize(part, tokenizer)
    held_out = [r for r in rows["corpus"] if r["held_out"]]
    chosen = rows["corpus"] if args.all else [r for r in rows["corpus"] if not r["held_out"]]
    parts = {"train": chosen, "held_out": held_out, "gold": rows["gold"], "auxiliary": rows["auxiliary"]}
    model = Reader(load_base(args.base), columns(labels)["auxiliary"].stop, len(labels["roles"]))
    model.frozen = args.frozen
    args.out.mkdir(parents=True, exist_ok=True)
    flat = [p for r in chosen for p in make_packs(r, 256, with_title=True)]
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    else:
        start_heads(model, flat, labels, tokenizer, args)
    print(
        _line(
            {
                "epoch": "-",
                "minutes": 0,
                "loss": 0,
                "held_out": measure(model, held_out, labels),
                "gold": measure(model, rows["gold"], labels),
            }
        ),
        flush=True,
    )
    train(model, parts, labels, args)


if __name__ == "__main__":
    main()

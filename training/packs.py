"""Sentences of a report into packs that the encoder reads at once; the same layout as in `event_model.py`.

A pack is `<s>`, the title, then sentences, each closed by `</s>`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer

START, PAD, END, UNKNOWN = 0, 1, 2, 3


@dataclass
class Pack:
    """Token ids, and for each sentence scored: its row, first token, and the end of its tokens."""

    ids: list[int] = field(default_factory=lambda: [START])
    members: list[tuple[dict, int, int]] = field(default_factory=list)


def tokenize(rows: list[dict], tokenizer: Tokenizer, longest: int = 120) -> None:
    """Put `ids` and `offsets` into every sentence of `rows`, and `title_ids` into every row."""
    for row in rows:
        for s, encoded in zip(
            row["sentences"], tokenizer.encode_batch([s["text"] for s in row["sentences"]]), strict=True
        ):
            s["ids"], s["offsets"] = encoded.ids[:longest], encoded.offsets[:longest]
        row["title_ids"] = tokenizer.encode(row["title"]).ids[:40] if row["title"] else []


def make_packs(row: dict, room: int, *, with_title: bool) -> list[Pack]:
    """Packs of at most `room` tokens (or one sentence); each begins with the sentence before it as context."""
    opening = [START, *(row["title_ids"] + [END] if with_title and row["title_ids"] else [])]
    packs, pack, before = [], Pack(ids=list(opening)), None
    for s in row["sentences"]:
        if not s["ids"]:
            continue
        if pack.members and len(pack.ids) + len(s["ids"]) + 1 > room:
            packs.append(pack)
            pack = Pack(ids=[*opening, *(before["ids"] + [END] if room > 100 else [])])
        first = len(pack.ids)
        pack.ids += [*s["ids"], END]
        pack.members.append((s, first, len(pack.ids) - 1))
        before = s
    return [*packs, pack] if pack.members else packs


def collate(packs: list[Pack], unknown: float = 0.0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, mask and membership of a batch; `unknown` is the share of tokens to hide."""
    length, most = max(len(p.ids) for p in packs), max(len(p.members) for p in packs)
    ids = np.full((len(packs), length), PAD, np.int64)
    mask, member = np.zeros((len(packs), length), np.float32), np.zeros((len(packs), most, length), np.float32)
    for i, pack in enumerate(packs):
        ids[i, : len(pack.ids)], mask[i, : len(pack.ids)] = pack.ids, 1
        for j, (_, first, end) in enumerate(pack.members):
            member[i, j, first:end] = 1 / (end - first)
    if unknown:
        hide = (np.random.random(ids.shape) < unknown) & (ids > UNKNOWN)
        ids[hide] = UNKNOWN
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(member)


def batches(packs: list[Pack], tokens: int, *, shuffle: bool) -> list[list[Pack]]:
    """Packs of like length together, at most `tokens` tokens with padding a batch."""
    noise = (lambda: random.uniform(0.8, 1.25)) if shuffle else (lambda: 1.0)
    ordered = sorted(packs, key=lambda p: len(p.ids) * noise())
    out, group, longest = [], [], 0
    for pack in ordered:
        longest = max(longest, len(pack.ids))
        if group and longest * (len(group) + 1) > tokens:
            out.append(group)
            group, longest = [], len(pack.ids)
        group.append(pack)
    out.append(group)
    if shuffle:
        random.shuffle(out)
    return out

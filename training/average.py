"""The mean of the weights of several runs: `python training/average.py RUN... --out FOLDER`.

Runs that began from the same weights and differ in seed or reports end near each other, and their mean reads reports of
others better than any one of them, at no cost when read (model soups, https://arxiv.org/abs/2203.05482). Each RUN is a
folder that train.py wrote; the table of words, which is not trained, must be the same in all.
"""

from __future__ import annotations

import argparse
import pathlib
import sys

import torch
from torch import Tensor


def mean_of(runs: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each trained tensor. Raises ValueError where the runs have other shapes or another table of words."""
    first = runs[0]
    for other in runs[1:]:
        if {n: t.shape for n, t in other.items()} != {n: t.shape for n, t in first.items()}:
            raise ValueError("the runs are of other shapes, expected runs of one train.py")
        if not torch.equal(other["words"], first["words"]):
            raise ValueError("the runs have other tables of words, expected runs on one base (e5.py)")
    return {
        name: torch.stack([run[name] for run in runs]).mean(0) if tensor.is_floating_point() else tensor
        for name, tensor in first.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=pathlib.Path, nargs="+")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    try:
        mean = mean_of([torch.load(run / "reader.pt", weights_only=True) for run in args.runs])
    except ValueError as fault:
        sys.exit(f"{', '.join(map(str, args.runs))}: {fault}")
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, args.out / "reader.pt")


if __name__ == "__main__":
    main()

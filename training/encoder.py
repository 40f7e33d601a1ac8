"""The encoder and its heads in PyTorch: packs of sentences in, scores a sentence and scores a token out."""

from __future__ import annotations

import pathlib

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

HEADS = 12


class Layer(nn.Module):
    """One block of the encoder: attention, then two linear maps, each with its norm after it."""

    def __init__(self, wide: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.attended = (nn.Linear(wide, wide) for _ in range(4))
        self.widen, self.narrow = nn.Linear(wide, inner), nn.Linear(inner, wide)
        self.attended_norm, self.narrow_norm = nn.LayerNorm(wide, epsilon), nn.LayerNorm(wide, epsilon)

        self.ease: dict[str, Tensor] = {}

    def eased(self, name: str, x: Tensor) -> Tensor:
        """`x` with its loud features turned down, once export has turned the weights that read them up."""
        return x * self.ease[name] if self.ease else x

    def forward(self, x: Tensor, bias: Tensor, drop: float) -> Tensor:
        size, length, wide = x.shape
        loud = self.eased("query", x)
        q, k, v = (f(loud).view(size, length, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        # written out: on a processor PyTorch's fused attention spends more on its backward pass than all else together
        with torch.autocast("cpu", enabled=False):
            weights = torch.softmax(q @ k.transpose(2, 3) * (wide // HEADS) ** -0.5 + bias.to(q.dtype), -1)
            seen = weights @ v
        seen = seen.transpose(1, 2).reshape(size, length, wide)
        x = self.attended_norm(x + _drop(self.attended(self.eased("attended", seen)), drop))
        inner = F.gelu(self.widen(self.eased("widen", x)))
        return self.narrow_norm(x + _drop(self.narrow(self.eased("narrow", inner)), drop))


def _drop(x: Tensor, share: float) -> Tensor:
    """Hide `share` of the features, the same ones for all tokens of a pack: random numbers cost much on a processor."""
    if not share:
        return x
    return x * F.dropout(torch.ones(x.shape[0], 1, x.shape[2], dtype=x.dtype), share)


class Reader(nn.Module):
    """Sentences are the means of their own tokens, read in the light of the whole pack.

    The embedding table is kept as 8-bit rows with a scale each and is not trained, so that words which training
    never saw, in both languages, keep their place beside those it saw.
    """

    def __init__(self, base: dict[str, np.ndarray], sentence_scores: int, token_scores: int) -> None:
        super().__init__()
        words = base["words"]
        scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-6) / 127
        self.register_buffer("words", torch.from_numpy(np.rint(words / scale).astype(np.int8)))
        self.register_buffer("scale", torch.from_numpy(scale.astype(np.float32)))
        self.positions = nn.Parameter(torch.from_numpy(base["positions"].astype(np.float32)))
        wide, epsilon = words.shape[1], float(base["epsilon"])
        self.norm = nn.LayerNorm(wide, epsilon)
        count = 1 + max(int(name.split(".")[1]) for name in base if name.startswith("layers."))
        inner = base["layers.0.widen.bias"].shape[0]
        self.layers = nn.ModuleList(Layer(wide, inner, epsilon) for _ in range(count))
        own = {
            n: torch.from_numpy(a.astype(np.float32)) for n, a in base.items() if n.split(".")[0] in ("norm", "layers")
        }
        missing = self.load_state_dict(own, strict=False)
        assert set(missing.missing_keys) == {"words", "scale", "positions"} and not missing.unexpected_keys
        self.frozen = 0
        self.sentence_head, self.token_head = nn.Linear(wide, sentence_scores), nn.Linear(wide, token_scores)

    def hidden(self, ids: Tensor, mask: Tensor, drop: float = 0.0) -> Tensor:
        """The last states of all tokens. The lowest `frozen` layers are not trained."""
        x = self.words[ids].float() * self.scale[ids] + self.positions[: ids.shape[1]]
        x = _drop(self.norm(x), drop)
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        for depth, layer in enumerate(self.layers):
            x = layer(x, bias, drop)
            if depth + 1 == self.frozen:
                x = x.detach()
        return x

    def forward(self, ids: Tensor, mask: Tensor, member: Tensor, drop: float = 0.0) -> tuple[Tensor, Tensor]:
        """`member` [pack, sentence, token] holds 1/n at a sentence's own n tokens. Logits of both kinds."""
        x = self.hidden(ids, mask, drop).float()
        with torch.autocast("cpu", enabled=False):
            pooled = member @ x
            pooled = F.dropout(pooled, drop) if drop else pooled
            return self.sentence_head(pooled), self.token_head(x)


def load_base(folder: pathlib.Path) -> dict[str, np.ndarray]:
    with np.load(folder / "base.npz") as stored:
        return dict(stored)

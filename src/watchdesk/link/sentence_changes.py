"""What one text changed of another, sentence by sentence, with the numbers that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.folded_words import fold

_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^a-z])|\n+")
_THOUSANDS = re.compile(r"(?<=\d)[\s,.\u00a0\u202f](?=\d{3}\b)")
_ONE_SENTENCE = 0.5  # two sentences alike by so much are one that was changed


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceChange:
    """One sentence that differs: `old` None where it was added, `new` None where it was left out.

    `numbers` are the numbers that only the old and only the new sentence gives, as written; both are empty where the
    numbers agree or a sentence was only added or left out.
    """

    old: str | None
    new: str | None
    numbers: tuple[tuple[str, ...], tuple[str, ...]] | None = None


def changed_sentences(old: str, new: str) -> tuple[SentenceChange, ...]:
    """The sentences of `new` that differ from `old`, in the order of the text; marks, case and accents do not count."""
    before, after = sentences_in(old), sentences_in(new)
    matcher = SequenceMatcher(None, [fold(s) for s in before], [fold(s) for s in after], autojunk=False)
    found: list[SentenceChange] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += _aligned(before[a:b], after[c:d])
    return tuple(found)


def sentences_in(text: str) -> list[str]:
    """The sentences of a text, roughly: enough to hold two copies of one text side by side."""
    return [part.strip() for part in _END.split(text) if fold(part)]


def numbers_in(sentence: str) -> list[str]:
    """The numbers of a sentence in order, in digits or in words, without the marks between thousands."""
    words = fold(_THOUSANDS.sub("", sentence)).split()
    return [w for w in words if w.isdigit() or w in _number_words()]


def _aligned(before: Sequence[str], after: Sequence[str]) -> list[SentenceChange]:
    """Old sentences beside the new ones most like them, in order; the rest left out or added."""
    found: list[SentenceChange] = []
    at = 0
    for old in before:
        likes = [(_alike(old, new), -place, place) for place, new in enumerate(after[at:], at)]
        best = max(likes, default=(0.0, 0, 0))
        if best[0] < _ONE_SENTENCE:
            found.append(SentenceChange(old=old, new=None))
            continue
        found += [SentenceChange(old=None, new=new) for new in after[at : best[2]]]
        at = best[2] + 1
        found.append(SentenceChange(old=old, new=after[best[2]], numbers=_altered(old, after[best[2]])))
    return found + [SentenceChange(old=None, new=new) for new in after[at:]]


def _alike(old: str, new: str) -> float:
    a, b = fold(old).split(), fold(new).split()
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _altered(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    before, after = Counter(numbers_in(old)), Counter(numbers_in(new))
    gone, come = before - after, after - before
    return (tuple(gone.elements()), tuple(come.elements())) if gone or come else None


@cache
def _number_words() -> frozenset[str]:
    return frozenset(fold(w) for w in load_codebook("linking")["number_words"])

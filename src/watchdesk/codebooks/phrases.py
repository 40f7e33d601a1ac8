"""Many names looked up in one text at once: longest first, whole words, spans kept."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"[^\W_]+[A-Z]\w*")
_TYPOGRAPHY = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "\xa0": " ",
    "\u202f": " ",
    "\n": " ",
}


def _plain_characters() -> dict[int, str]:
    """Each letter with an accent to its base letter, each typographic mark to its plain one; one for one."""
    table = {ord(mark): plain for mark, plain in _TYPOGRAPHY.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base
    return table


_PLAIN = _plain_characters()


def fold_marks(text: str) -> str:
    """The text with plain apostrophes, hyphens, spaces and letters without accents; its length is unchanged."""
    if text.isascii():  # most texts, and a tenth of the time
        return text.replace("`", "'").replace("\n", " ")
    return text.translate(_PLAIN)


def fold_case(text: str) -> str:
    """Lower case, of the same length even where lower() would make one character two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Values of the phrase that stands at `start` to `end`; several where a phrase has several meanings."""

    start: int
    end: int
    values: tuple[T, ...]


@dataclass(slots=True)
class PhraseIndex(Generic[T]):
    """Phrases by their first word. A phrase of capitals (an acronym) or one marked `exact` must stand in its own
    case; any other may stand in any case, but begins with a capital wherever it was given with one."""

    _by_word: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _values: dict[str, list[T]] = field(default_factory=dict)
    _sorted: bool = True

    def add(self, phrase: str, value: T, *, exact: bool = False) -> None:
        """Add a phrase. The same phrase may be added with several values."""
        plain = fold_marks(phrase)
        lowered = fold_case(plain)
        head = _WORD.search(lowered)
        if head is None or head.start() != 0:
            raise ValueError(f"phrase {phrase!r} does not begin with a letter or digit")
        cased = plain if exact or is_acronym(plain) else None
        key = f"={cased}" if cased else (f"^{lowered}" if plain[0].isupper() else lowered)
        if key not in self._values:
            entries = self._by_word.setdefault(sys.intern(head.group()), [])
            entries.append((lowered, key))
            self._sorted = False
            self._values[key] = []
        if value not in self._values[key]:
            self._values[key].append(value)

    def _sort(self) -> None:
        """Put the longest phrases of each first word first, once after the last was added."""
        if not self._sorted:
            for entries in self._by_word.values():
                entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
            self._sorted = True

    def find(self, text: str) -> Iterable[Found[T]]:
        """Every phrase in the text, in order, without overlaps."""
        self._sort()
        plain = fold_marks(text)
        lowered = fold_case(plain)
        past = 0
        for word in _WORD.finditer(lowered):
            entries = self._by_word.get(word.group())
            start = word.start()
            if entries is None or start < past:
                continue
            for phrase, key in entries:
                end = start + len(phrase)
                if (
                    lowered.startswith(phrase, start)
                    and _ends_word(lowered, end)
                    and _case_fits(plain, start, end, key)
                ):
                    yield Found(start, end, tuple(self._values[key]))
                    past = end
                    break


def is_acronym(phrase: str) -> bool:
    """True for one word of capitals or with a capital past its first letter: "ISWAP", "M23", "FAMa", "FARC-EP"."""
    return phrase.isupper() or bool(_ACRONYM.fullmatch(phrase))


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_") or not text[end - 1].isalnum()


def _case_fits(plain: str, start: int, end: int, key: str) -> bool:
    if key[0] not in "=^":
        return True
    return plain[start:end] == key[1:] if key[0] == "=" else plain[start].isupper()

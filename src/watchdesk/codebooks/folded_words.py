"""Words as they are compared across reports and languages: folded, and lists of them as one pattern."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` in lower-case ASCII words with single spaces: no accents, marks or quotes ("d’abord" gives "d abord")."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def word_list(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole folded words or phrases; `*` at the end stands for any further letters."""
    parts = [re.escape(fold(w)) + (r"\w*" if w.endswith("*") else "") for w in words]
    return re.compile(r"\b(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")\b")

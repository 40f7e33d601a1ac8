"""Words and names as they are compared between reports: folded, cut into letter groups, freed of empty words."""

from __future__ import annotations

from functools import lru_cache

from watchdesk.codebooks.folded_words import fold


@lru_cache(maxsize=16384)
def letter_groups(name: str) -> frozenset[str]:
    """The groups of three letters of a folded name without its spaces, for spellings that differ by a letter or two."""
    letters = f"^{name.replace(' ', '')}$"
    return frozenset(letters[n : n + 3] for n in range(len(letters) - 2))


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 1: twice the shared letter groups over all of them."""
    if one == other:
        return 1.0 if one else 0.0
    a, b = letter_groups(one), letter_groups(other)
    return 2 * len(a & b) / (len(a) + len(b))


def content_words(text: str, empty: frozenset[str]) -> frozenset[str]:
    """Folded words of four letters and more that are not among `empty`, each cut to six letters as a rough stem."""
    return frozenset(w[:6] for w in fold(text).split() if len(w) > 3 and not w.isdigit() and w not in empty)

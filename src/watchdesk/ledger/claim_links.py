"""How strongly one claim answers another: shared words, nearness in the text, who speaks and who is spoken of."""

from __future__ import annotations

from functools import lru_cache

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.wording import ledger_words
from watchdesk.records import Claim, Event, Figure, Names, Quote, Report, Statement

_STEM = 5
_ALIKE = 3


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The content words of a text, cut to their first letters, so that `civils` and `civilian` are one."""
    empty = ledger_words("empty_words")
    return frozenset(w[:_STEM] for w in fold(text).split() if len(w) >= 4 and not empty.fullmatch(w))


@lru_cache(maxsize=4096)
def proper_stems(text: str) -> frozenset[str]:
    """The stems of the words that begin with a capital inside a text, so of names."""
    words = [w for w in text.split()[1:] if w[:1].isupper() or (w[:2] in ("l’", "d’") and w[2:3].isupper())]
    return stems(" ".join(words))


def alike(one: str, other: str, *, apart: bool) -> bool:
    """Whether two texts speak of one thing: three and a third of their content words in common; in reports
    `apart`, half of them and a name."""
    shared = stems(one) & stems(other)
    least = min(len(stems(one)), len(stems(other)))
    if len(shared) < _ALIKE or 3 * len(shared) < least:
        return False
    return not apart or (2 * len(shared) >= least and bool(proper_stems(one) & proper_stems(other)))


def words_of(claim: Claim) -> str:
    """The words of a claim for comparison: those of a statement, else its evidence with its named actors."""
    if isinstance(claim, Statement):
        return claim.words.text
    parts = [q.text for q in claim.evidence]
    if isinstance(claim, Event):
        parts += [a.name for a in (claim.actor1, claim.actor2) if a and a.quote]
    return " ".join(parts)


def start_of(claim: Claim) -> int:
    return claim.words.span.start if isinstance(claim, Statement | Figure) else claim.evidence[0].span.start


def speaker_of(claim: Claim) -> str | None:
    """Who says so, or None for the report itself."""
    return next((s.label for s in claim.sources if s.label), None)


def same_speaker(one: Claim, other: Claim) -> bool:
    """Whether two claims share a name, body or office among their first sources."""
    mine, theirs = _labels(one), _labels(other)
    return bool(mine & theirs)


def _labels(claim: Claim) -> set[str]:
    first = claim.sources[:1]
    return {fold(p) for s in first for p in (s.name, s.organisation) if p}


def countries_of(text: str, names: Names | None) -> frozenset[str]:
    """The ISO codes of the countries that a text names, by name, people or capital."""
    if names is None or not text:
        return frozenset()
    return frozenset(m.iso for m in names.countries_in(text))


def speaks_of(text: str, label: str | None, names: Names | None) -> bool:
    """Whether a text names a speaker's body, one of its names of five letters and more, or its state."""
    if not label:
        return False
    own = {w for w in fold(label).split() if len(w) >= 5} - {"government", "military", "forces", "ministry", "affairs"}
    if own & set(fold(text).split()):
        return True
    return bool(countries_of(label, names) & countries_of(text, names))


def paragraph_of(report: Report, offset: int) -> int:
    return report.text.count("\n\n", 0, offset)


def same_sentence(one: Quote, other: Claim) -> bool:
    return any(q.span.overlaps(one.span) for q in other.evidence)

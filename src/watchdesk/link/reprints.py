"""Reports that reprint one another: found by MinHash, proved on the text, with what each copy changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.folded_words import fold
from watchdesk.errors import BadCodebook
from watchdesk.link.sentence_changes import SentenceChange, changed_sentences
from watchdesk.link.verdicts import Groups
from watchdesk.records import Report

_SHINGLE = 3  # words
_PERMUTATIONS, _BAND = 128, 4  # 32 bands of 4: texts that share two fifths of their shingles meet with a chance of .56
_SEED = 20260101


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One reprint: how much of the shorter text stands in the other (0 to 1), and what it changed of the original."""

    report_id: str
    likeness: float
    changes: tuple[SentenceChange, ...] = ()

    @property
    def altered_numbers(self) -> tuple[SentenceChange, ...]:
        """The changes that give another number."""
        return tuple(c for c in self.changes if c.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprints:
    """Reports of one text. The original is the earliest by date, then by id; the copies follow in that order."""

    original_id: str
    copies: tuple[Copy, ...]

    @property
    def copy_ids(self) -> tuple[str, ...]:
        return tuple(copy.report_id for copy in self.copies)


def find_reprints(reports: Iterable[Report]) -> tuple[Reprints, ...]:
    """The groups of reports that reprint one another, by the id of the original, whatever the order of `reports`."""
    by_id = {r.id: r for r in reports}
    met: dict[str, list[str]] = {}
    groups = Groups()
    for report in sorted(by_id.values(), key=lambda r: r.id):
        for band in bands_of(report):
            met.setdefault(band, []).append(report.id)
    pairs = {(one, two) for ids in met.values() for place, one in enumerate(ids) for two in ids[place + 1 :]}
    for one, two in sorted(pairs):
        if groups.find(one) != groups.find(two) and is_reprint(by_id[one], by_id[two]):
            groups.join(one, two)
    together: dict[str, list[Report]] = {}
    for report in by_id.values():
        together.setdefault(groups.find(report.id), []).append(report)
    found = [reprints_of(group) for group in together.values() if len(group) > 1]
    return tuple(sorted(found, key=lambda g: g.original_id))


def reprints_of(reports: Sequence[Report]) -> Reprints:
    """Reports already known to be of one text as a group: which is the original, and what each copy changed."""
    original, *copies = sorted(reports, key=report_age)
    return Reprints(
        original_id=original.id,
        copies=tuple(
            Copy(
                report_id=copy.id,
                likeness=round(text_likeness(original, copy), 4),
                changes=changed_sentences(readable(original), readable(copy)),
            )
            for copy in copies
        ),
    )


def report_age(report: Report) -> tuple[bool, str, str]:
    """What reports are ordered by: their date, undated ones last, then their id."""
    return (report.published is None, report.published.isoformat() if report.published else "", report.id)


def bands_of(report: Report) -> tuple[str, ...]:
    """The keys under which reports of nearly the same words meet: two that share one are to be held side by side.

    Empty for a text of too few words to be told from another.
    """
    from rensa import RMinHash  # compiled; not needed by who only reads

    shingles = shingles_of(report)
    if len(shingles) < _measure("words_min"):
        return ()
    made = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    made.update(sorted(shingles))
    digest = [int(n) for n in made.digest()]
    bands = (digest[at : at + _BAND] for at in range(0, _PERMUTATIONS, _BAND))
    return tuple(
        hashlib.sha256(f"{number}:{','.join(map(str, band))}".encode()).hexdigest()[:16]
        for number, band in enumerate(bands)
    )


def is_reprint(one: Report, other: Report) -> bool:
    """Whether one report reprints the other: most of the shorter text is in the longer, and the dates are near."""
    if min(len(shingles_of(one)), len(shingles_of(other))) < _measure("words_min"):
        return False
    if one.published and other.published and abs((one.published - other.published).days) > _measure("days_max"):
        return False
    return text_likeness(one, other) >= _measure("likeness")


def text_likeness(one: Report, other: Report) -> float:
    """The share of the shorter text's shingles (groups of three words) that stand in the longer, 0 to 1."""
    shorter, longer = sorted((shingles_of(one), shingles_of(other)), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def readable(report: Report) -> str:
    """The text of a report without its stripped passages, which every publisher has of its own."""
    parts, at = [], 0
    for start, end in sorted((s.span.start, s.span.end) for s in report.stripped if s.span):
        parts.append(report.text[at:start])
        at = max(at, end)
    return "\n".join([*parts, report.text[at:]])


def shingles_of(report: Report) -> frozenset[str]:
    """Every group of three following words, folded."""
    words = fold(re.sub(r"(?<=\d)[\s,.\u00a0\u202f](?=\d{3}\b)", "", readable(report))).split()
    return frozenset(" ".join(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1))


@cache
def _measure(name: str) -> float:
    entry = load_codebook("linking").get("reprints")
    found = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(found, int | float):
        raise BadCodebook(f"linking.yml: reprints.{name} is {found!r}, expected a number")
    return float(found)

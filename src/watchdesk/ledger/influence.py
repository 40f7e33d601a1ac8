"""Claims about influence campaigns and disinformation: operator, target, channel, technique, evidence. Never events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.folded_words import fold, word_list
from watchdesk.errors import BadCodebook
from watchdesk.ledger.claim_links import speaker_of
from watchdesk.ledger.report_sentences import sentences_of
from watchdesk.records import Names, Quote, Reading, Report, Statement

_BESIDE = 25  # so many letters lie at most between "Russian" and "disinformation"
_DATELINE = re.compile(r"^[^\na-z]{2,30} [–—-] ")
_TECHNIQUE = re.compile(r"T\d{4}(?:\.\d{3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Technique:
    """One DISARM technique."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InfluenceClaim:
    """A sentence about an influence campaign. `speaker` None: the report itself says so.

    `operators` and `targets` are actors and states that the sentence names, by their place before or after its words
    of doing and aiming; `evidence` kinds of proof offered in it. Empty where the sentence tells none.
    """

    words: Quote
    report: Report
    speaker: str | None
    operators: tuple[str, ...]
    targets: tuple[str, ...]
    channels: tuple[str, ...]
    techniques: tuple[Technique, ...]
    evidence: tuple[str, ...]
    statement: Statement | None


def influence_claims(readings: Sequence[Reading], names: Names | None = None) -> tuple[InfluenceClaim, ...]:
    """Every sentence of `readings` about an influence campaign or disinformation, in order."""
    return tuple(
        _claim(quote, reading, names)
        for reading in readings
        for quote in sentences_of(reading.report)
        if _words("topics").search(fold(quote.text))
    )


def _claim(quote: Quote, reading: Reading, names: Names | None) -> InfluenceClaim:
    words = fold(quote.text)
    statement = next(
        (c for c in reading.claims if isinstance(c, Statement) and c.words.span.overlaps(quote.span)), None
    )
    speaker = speaker_of(statement) if statement else None
    operators, targets = _sides(quote.text, speaker, names)
    return InfluenceClaim(
        words=quote,
        report=reading.report,
        speaker=speaker,
        operators=operators,
        targets=targets,
        channels=_found("channels", words),
        techniques=tuple(t for t, pattern in _techniques() if pattern.search(words)),
        evidence=_found("evidence", words),
        statement=statement,
    )


def _sides(text: str, speaker: str | None, names: Names | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The alleged operators and targets: by the last word of doing or of aiming before a name.

    An actor or people beside the topic ("Russian disinformation", « désinformation russe ») is an operator; a name to
    which neither word leads is none.
    """
    if names is None:
        return (), ()
    folded = fold(text)
    marks = [(m.end(), "operator") for m in _words("operators").finditer(folded)]
    marks += [(m.end(), "target") for m in _words("targets").finditer(folded)]
    topics = [m.span() for m in _words("topics").finditer(folded)]
    found: dict[str, list[str]] = {"operator": [], "target": []}
    for name, at, describes in _named(text, names):
        if speaker and fold(name) == fold(speaker):
            continue
        before = [mark for mark in marks if mark[0] <= at]
        if describes and any(0 <= start - at <= _BESIDE or 0 <= at - end <= 1 for start, end in topics):
            found["operator"].append(name)
        elif before:
            found[max(before)[1]].append(name)
        elif any(folded[:end].endswith("targeted") and at < end for end, _ in marks):
            found["target"].append(name)
    return tuple(dict.fromkeys(found["operator"])), tuple(dict.fromkeys(found["target"]))


def _named(text: str, names: Names) -> list[tuple[str, int, bool]]:
    """Actors and states of a text, where they stand in its folded form, and whether they may describe a noun."""
    whole = text
    dateline = _DATELINE.match(text)
    text = " " * dateline.end() + text[dateline.end() :] if dateline else text
    actors = [(row.name, span, True) for span, row in names.actors_in(text)]
    taken = [span for _, span, _ in actors]
    states = [
        (names.country_name(m.iso), m.span, m.form == "demonym")
        for m in names.countries_in(text)
        if not any(m.span.overlaps(span) for span in taken)
    ]
    ordered = sorted((*actors, *states), key=lambda pair: pair[1].start)
    return [(name, _folded_start(whole, span.start), describes) for name, span, describes in ordered]


def _folded_start(text: str, start: int) -> int:
    """Where a name at `start` stands in the folded text: past the space that folding puts before it."""
    before = fold(text[:start])
    return len(before) + 1 if before else 0


def _found(key: str, words: str) -> tuple[str, ...]:
    entries = load_codebook("influence")[key]
    return tuple(name for name in entries if _words(key, name).search(words))


@cache
def _words(key: str, name: str | None = None) -> re.Pattern[str]:
    entry = load_codebook("influence").get(key)
    words = entry.get(name) if name and isinstance(entry, dict) else entry
    if not isinstance(words, list) or not words or not all(isinstance(w, str) for w in words):
        raise BadCodebook(f"influence.yml: {key} {name or ''} is {words!r}, expected a list of words")
    return word_list(words)


@cache
def _techniques() -> tuple[tuple[Technique, re.Pattern[str]], ...]:
    found = []
    for entry in load_codebook("influence")["techniques"]:
        if not _TECHNIQUE.fullmatch(str(entry.get("id"))):
            raise BadCodebook(f"influence.yml: technique id is {entry.get('id')!r}, expected a DISARM id such as T0049")
        found.append((Technique(id=entry["id"], name=entry["name"]), word_list(entry["words"])))
    return tuple(found)

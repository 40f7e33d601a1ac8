"""The common nouns for actors ("gunmen", "l'armée"), each with its class and kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.phrases import PhraseIndex
from watchdesk.errors import BadCodebook

KINDS = frozenset(
    [
        "state",
        "military",
        "police",
        "rebel",
        "militia",
        "rioters",
        "protesters",
        "civilians",
        "peacekeepers",
        "international",
        "company",
        "unknown",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A noun for an actor at `start` to `end` of a text, with its class ("gunmen") and kind ("unknown")."""

    start: int
    end: int
    group: str
    kind: str


def find_heads(text: str, language: str) -> tuple[Head, ...]:
    """The nouns for actors in a text of a language ("fr" or any other, read as English), in order."""
    kinds = _kinds()
    return tuple(
        Head(start=hit.start, end=hit.end, group=hit.values[0], kind=kinds[hit.values[0]])
        for hit in _index("fr" if language == "fr" else "en").find(text)
    )


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The words that may stand around a noun: `before`, `before_fr`, `after`; several words count one by one."""
    book = load_codebook("actor_words")
    return {
        key: frozenset(word.lower() for entry in book[key] for word in str(entry).split())
        for key in ("before", "before_fr", "after")
    }


def group_of(words: str, language: str) -> str | None:
    """The class of the last noun for an actor in a noun phrase ("suspected jihadists" gives "islamists")."""
    heads = find_heads(words, language)
    return heads[0 if language == "fr" else -1].group if heads else None


@cache
def _kinds() -> dict[str, str]:
    found = {}
    for name, row in load_codebook("actor_words")["classes"].items():
        if row.get("kind") not in KINDS:
            raise BadCodebook(f"actor_words.yml: {name}: kind {row.get('kind')!r} is not one of {sorted(KINDS)}")
        found[name] = row["kind"]
    return found


@cache
def _index(language: str) -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex()
    for name, row in load_codebook("actor_words")["classes"].items():
        for word in row[language]:
            for form in (word, *_plurals(word)):
                index.add(form, name)
    return index


def _plurals(word: str) -> tuple[str, ...]:
    """The plural by rule: -s, or none where the word ends so already; "country" makes "countries"."""
    if word.endswith(("s", "x", "men", "people", "personnel", "staff", "police")) or word.isupper():
        return ()
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return (word[:-1] + "ies",)
    if " " in word and word.split(" ")[1] in ("de", "d'ONG"):
        return ()
    return (word + "s",)

"""The thing counted after a number, and the shortest phrase of the text that holds both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.extract.figure_measures import Cue
from watchdesk.extract.numbers import Number
from watchdesk.records import Sentence, Span

_WORD = re.compile(
    r"(?P<gap>[\s\u00a0\u202f]*[“\"«‘]?[\s\u00a0\u202f]*(?:-|\u2011)?)(?P<word>[\w][\w’'/.-]*)(?P<close>[”\"»’]?)"
)
_LINK = re.compile(
    r"^[\s\u00a0\u202f]*[”\"»’]?[\s\u00a0\u202f]*(?:of\s(?:the\s|its\s|their\s|these\s|those\s|his\s|our\s)?|d[’']entre\s"
    r"|de\s(?:ses\s|ces\s|leurs\s|nos\s)?|des\s|d[’']|parmi\s)",
    re.IGNORECASE,
)
_MORE_NOUN = re.compile(r"\s(?:people|persons|families|households|[a-z-]+(?:men|ers|ists|ants|ents|ians|dren))\b")
_MAX_WORDS = 5
PART = re.compile(r"^(?:\s(?:of them|of whom|of these|from [A-Z]\w+)|\sd[’']entre eux)", re.IGNORECASE)
"""What follows a number that counts a part of what was counted before: "three of them"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The thing counted (`noun`, which may be empty) and where it stands; `of` where "of" or « de » leads to it."""

    noun: Span
    of: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number of one sentence with the thing counted and, once told, the measure."""

    number: Number
    phrase: Phrase
    sentence: Sentence
    cue: Cue | None = None


@cache
def _words(section: str) -> frozenset[str]:
    """One word list of figures.yml, of both languages."""
    return frozenset(str(word) for words in load_codebook("figures")[section].values() for word in words)


@cache
def _ends(language: str) -> frozenset[str]:
    """Words that end the noun phrase after a number in one language."""
    return frozenset(load_codebook("figures")["noun_ends"]["fr" if language == "fr" else "en"])


def find_noun(text: str, number: Number, end: int, language: str) -> Phrase:
    """The thing counted: up to five words after the number and before `end`, cut at a verb, preposition or mark."""
    at = number.span.end if number.span.end > number.core.end else number.core.end
    if number.kind == "money":
        return Phrase(noun=Span(start=at, end=at))
    link = _LINK.match(text[at:end])
    start = at + (link.end() if link else 0)
    stops, states = _ends(language), _words("states")
    first, last, count = -1, start, 0
    while count < _MAX_WORDS and last < end:
        found = _WORD.match(text, last, end)
        if not found:
            break
        word = found["word"].lower().rstrip(".")
        base = re.split(r"[’']", word)[0]
        leads = count == 0 or text[first:last].lower() in (
            "autres",
            "autre",
            "other",
            "others",
            "more",
            "civils",
            "people",
        )
        if (word in stops or base in stops) and not (leads and word in states):
            break
        first = found.start("word") if first < 0 else first
        last, count = found.end("word"), count + 1
        if found["close"] or found["word"].endswith(".") or (word in states and not _MORE_NOUN.match(text, last, end)):
            break
    if first < 0:
        return Phrase(noun=Span(start=start, end=start), of=bool(link))
    last -= len(text[first:last]) - len(text[first:last].rstrip("."))
    return Phrase(noun=Span(start=first, end=last), of=bool(link))


def words_span(text: str, number: Number, phrase: Phrase) -> Span:
    """The number with its qualifier and the thing counted, a closing quotation mark included where one opened."""
    start, end = number.span.start, max(number.span.end, phrase.noun.end)
    for opening, closing in (("“", "”"), ("«", "»"), ('"', '"')):
        inside = text[start:end]
        if opening in inside and (closing not in inside[inside.index(opening) + 1 :]):
            after = re.match(rf"[\s\u00a0\u202f]*{closing}", text[end : end + 3])
            end += after.end() if after else 0
    return Span(start=start, end=end)

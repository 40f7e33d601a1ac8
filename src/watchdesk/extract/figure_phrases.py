"""The thing counted after a number, and the shortest phrase of the text that holds both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchdesk.extract.figure_measures import Cue
from watchdesk.extract.numbers import Number
from watchdesk.records import Sentence, Span

_EN_STOP = (
    "in on at by with from to for as after before when while who whom which that and or but of was were is are be been had has have "
    "will would could may might should did do does not since during near during under over into through across against than "
    "then also said told left killed died dead wounded injured hurt arrested detained abducted kidnapped fled remain remained "
    "came went took made including among because if where so yet according last this per a an the"
)
_FR_STOP = (
    "dans en à au aux par avec de du des d pour sur sous après avant quand qui que dont et ou mais a ont est sont été était étaient "
    "avait avaient sera seront seraient serait n ne se s lors depuis vers chez près selon si car tandis alors où la le les l un une sans "
    "tués tué tuées morts mort blessés blessé enlevés arrêtés ce cette ces contre entre"
)
_STOP = {"en": frozenset(_EN_STOP.split()), "fr": frozenset(_FR_STOP.split())}
_WORD = re.compile(
    r"(?P<gap>[\s\u00a0\u202f]*[“\"«‘]?[\s\u00a0\u202f]*(?:-|\u2011)?)(?P<word>[\w][\w’'/.-]*)(?P<close>[”\"»’]?)"
)
_LINK = re.compile(
    r"^[\s\u00a0\u202f]*(?:of\s(?:the\s|its\s|their\s|these\s|those\s|his\s|our\s)?|d[’']entre\s|de\s(?:ses\s|ces\s|leurs\s|nos\s)?|des\s|d[’']|parmi\s)",
    re.IGNORECASE,
)
_STATE = frozenset(
    "dead killed wounded injured hurt missing displaced arrested detained morts mort tués tué blessés blessé tuées blessées déplacés strong abducted kidnapped".split()
)
_MAX_WORDS = 5


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


def find_noun(text: str, number: Number, end: int, language: str) -> Phrase:
    """The thing counted: up to five words after the number and before `end`, cut at a verb, preposition or mark."""
    at = number.span.end if number.span.end > number.core.end else number.core.end
    link = _LINK.match(text[at:end])
    start = at + (link.end() if link else 0)
    stops = _STOP["fr" if language == "fr" else "en"]
    first, last, count = -1, start, 0
    while count < _MAX_WORDS and last < end:
        found = _WORD.match(text, last, end)
        if not found:
            break
        word = found["word"].lower().rstrip(".")
        base = re.split(r"[’']", word)[0]
        if (word in stops or base in stops) and not (count == 0 and word in _STATE):
            break
        first = found.start("word") if first < 0 else first
        last, count = found.end("word"), count + 1
        if found["close"] or found["word"].endswith(".") or word in _STATE:
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

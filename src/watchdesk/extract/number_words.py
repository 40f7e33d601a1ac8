"""Number words of English and French to values: "two hundred and three", « quatre-vingt-dix-sept »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

EN_UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
EN_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
EN_TENS |= {"eighty": 80, "ninety": 90}
EN_SCALES = {"thousand": 1000, "million": 10**6, "millions": 10**6, "billion": 10**9}
FR_UNITS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
}
FR_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
FR_TENS |= {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
FR_SCALES = {"mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
FR_ABOUT = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40}
FR_ABOUT |= {"cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000}

_EN_WORD = "|".join(sorted([*EN_UNITS, *EN_TENS, "hundred", *EN_SCALES], key=len, reverse=True))
_FR_WORD = "|".join(sorted([*FR_UNITS, *FR_TENS, "cents", "cent", *FR_SCALES], key=len, reverse=True))
_GAP = r"(?:[ \u00a0\u202f\n]+|-|\u2011)"
_EN_RUN = re.compile(rf"\b(?:{_EN_WORD})(?:(?:{_GAP}(?:and{_GAP})?)(?:{_EN_WORD}))*\b", re.IGNORECASE)
_FR_RUN = re.compile(rf"\b(?:{_FR_WORD})(?:(?:{_GAP}(?:et{_GAP})?)(?:{_FR_WORD}))*\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordNumber:
    """A number written in words: characters `start` to `end` of the text, and its value."""

    start: int
    end: int
    value: int


@dataclass(slots=True)
class _Sum:
    """The state of reading one number: what is finished, the group below the next scale, the last word's value."""

    total: int = 0
    group: int = 0
    last: int = 0
    scale: int = 10**12

    @property
    def value(self) -> int:
        return self.total + self.group

    def scaled(self, by: int) -> bool:
        if by >= self.scale or (self.group == 0 and self.total):
            return False
        self.total, self.group, self.last, self.scale = self.total + (self.group or 1) * by, 0, by, by
        return True

    def hundred(self) -> bool:
        if self.group >= 100 or (self.group == 0 and self.last not in (0, self.scale)):
            return False
        self.group, self.last = (self.group or 1) * 100, 100
        return True

    def added(self, number: int) -> bool:
        self.group, self.last = self.group + number, number
        return True


def read_word_numbers(text: str, language: str) -> list[WordNumber]:
    """Numbers written in words, in order. « un » and « une » alone are left out: they are articles."""
    run, take = (_FR_RUN, _take_french) if language == "fr" else (_EN_RUN, _take_english)
    found: list[WordNumber] = []
    for match in run.finditer(text):
        state, start, end, link = _Sum(), -1, -1, False
        for word in _WORD.finditer(text, match.start(), match.end()):
            name = word[0].lower()
            if name in ("and", "et"):
                link = True
                continue
            if start >= 0 and take(state, name, link):
                end = word.end()
            else:
                _keep(found, text, start, end, state, language)
                state = _Sum()
                taken = take(state, name, False)
                start, end = (word.start(), word.end()) if taken else (-1, -1)
            link = False
        _keep(found, text, start, end, state, language)
    return found


def _keep(found: list[WordNumber], text: str, start: int, end: int, state: _Sum, language: str) -> None:
    bare = language == "fr" and text[start:end].lower() in ("un", "une", "million", "millions", "milliard", "milliards")
    plural = text[start:end].lower() in ("millions", "million", "billion", "thousand", "hundred")
    if start >= 0 and not bare and not plural:
        found.append(WordNumber(start=start, end=end, value=state.value))


def _take_english(state: _Sum, word: str, linked: bool) -> bool:
    if word in EN_SCALES:
        return not linked and state.scaled(EN_SCALES[word])
    if word == "hundred":
        return not linked and state.hundred()
    if linked and state.last not in (100, 1000, 10**6):
        return False
    return _take_small(state, word, EN_UNITS, EN_TENS)


def _take_small(state: _Sum, word: str, units: Mapping[str, int], tens: Mapping[str, int]) -> bool:
    room = state.group % 100 == 0 and (state.last in (0, 100) or state.last >= 1000)
    if word in tens:
        return room and state.added(tens[word])
    unit = units[word]
    after_ten = state.last in tens.values() and unit < 10
    return (room or after_ten) and state.added(unit)


def _take_french(state: _Sum, word: str, linked: bool) -> bool:
    if word in FR_SCALES:
        return not linked and state.scaled(FR_SCALES[word])
    if word in ("cent", "cents"):
        return not linked and state.hundred()
    if linked and not (word in ("un", "une", "onze") and state.last in FR_TENS.values()):
        return False
    if word in ("vingt", "vingts") and state.last == 4:
        return state.added(76) and state.added(0) and _mark(state, 80)
    if word in FR_UNITS and FR_UNITS[word] >= 10 and state.last in (60, 80):
        return state.added(FR_UNITS[word])
    if word in FR_UNITS and state.last == 10 and FR_UNITS[word] in (7, 8, 9):
        return state.added(FR_UNITS[word])
    if word in FR_UNITS and FR_UNITS[word] < 10 and state.last == 80:
        return state.added(FR_UNITS[word])
    return _take_small(state, word, FR_UNITS, FR_TENS)


def _mark(state: _Sum, last: int) -> bool:
    state.last = last
    return True

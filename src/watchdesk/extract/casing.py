"""Reports written all in capitals or all in small letters, read as if written in the usual way.

Cables, monitoring services and some archives keep one case throughout. The finders lean on capitals, so such a report
is recased for them, letter by letter, and every quote is then given back in the letters that the report has.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

from watchdesk.codebooks.phrases import fold_case
from watchdesk.records import Claim, Names, Quote, Report, Span

FILE = "small_words.txt"
_ENOUGH_LETTERS = 60
_ALL_CAPITALS, _ALL_SMALL = 0.95, 0.005  # share of capitals among the letters
_TOKEN = re.compile(r"[^\W_]+")
_OPENS = re.compile(r"(?:^|(?<!\W\w)\.|[!?…:]|\n)[\"“”«»()\[\]'‘’`\s—–-]*$")
_LOOK_BACK = 12
_LONGEST_NAME = 4  # words of a place name looked up in the gazetteer
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûü]")
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "ion", "ions", "al", "ally", "ment", "ments", "ies")
_NO_NAME_ENDS = (
    "able",
    "ible",
    "ful",
    "tion",
    "tions",
    "ive",
    "ous",
    "ment",
    "ness",
    "ity",
    "ism",
    "ally",
    "ing",
    "ingly",
)
_DATED_MONTHS = frozenset({"may", "march"})
_NUMBER_BESIDE = re.compile(r"\d+\s+$|^\s+\d")
_NO_NAME = re.compile(r"the|an?|of|in|at|on|to|from|by|for|and|or|near|is|was|à|d[eu]|des|dans|en|aux?|et|les?")
_TITLE = re.compile(
    r"president|minister|general|colonel|captain|major|lieutenant|sergeant|(?:arch)?bishop|cardinal|father|judge|senator"
    r"|ambassador|governor|mayor|secretary|deputy|prince|sheikh|king|queen|pope|commander|chairman|prime|foreign|defen[cs]e"
    r"|interior|justice|vice|attorney|président|ministre|général|capitaine|commandant|gouverneur|maire|ambassadeur"
)
_Record = TypeVar("_Record")


def in_usual_case(report: Report, names: Names) -> Report:
    """The report with its text in the usual case, of the same length; the report itself where it needs none."""
    letters = [sign for sign in report.text if sign.isalpha()]
    if len(letters) < _ENOUGH_LETTERS:
        return report
    capitals = sum(map(str.isupper, letters)) / len(letters)
    if _ALL_SMALL < capitals < _ALL_CAPITALS:
        return report
    return replace(report, text=recase(report.text, names))


def as_written(claims: tuple[Claim, ...], report: Report) -> tuple[Claim, ...]:
    """The claims with every quote in the letters of the report."""
    return tuple(_requoted(claim, report.text) for claim in claims)


def _requoted(record: _Record, text: str) -> _Record:
    """A record with the quotes in it, however deep, read anew from the text."""
    if isinstance(record, Quote):
        return cast("_Record", replace(record, text=text[record.span.start : record.span.end]))
    if isinstance(record, tuple):
        return cast("_Record", tuple(_requoted(part, text) for part in record))
    if not is_dataclass(record) or isinstance(record, Span | type):
        return record
    changed: dict[str, Any] = {}
    for field in fields(record):
        before = getattr(record, field.name)
        after = _requoted(before, text)
        if after is not before:
            changed[field.name] = after
    return replace(record, **changed) if changed else record


def recase(text: str, names: Names) -> str:
    """The text of one case in the usual one: small words small, all that is no known word with a capital."""
    plain = fold_case(text)
    signs = list(plain)
    raised = {start for start, _ in _name_words(text, plain, names)}
    tokens = list(_TOKEN.finditer(plain))
    for number, token in enumerate(tokens):
        word, start = token.group(), token.start()
        if _is_initial(plain, token):
            signs[start] = signs[start].upper()
        elif _is_acronym(plain, token):
            signs[start : token.end()] = [_raised(sign) for sign in word]
        elif start in raised or _opens(plain, start) or not _is_small(word, plain, token):
            signs[start] = _raised(signs[start])
        elif _TITLE.fullmatch(word) and number + 1 < len(tokens) and not _is_small(tokens[number + 1].group()):
            signs[start] = _raised(signs[start]) if tokens[number + 1].start() == token.end() + 1 else signs[start]
    for span, actor in names.actors_in(text.upper() if len(text.upper()) == len(text) else text):
        for alias in (actor.name, *actor.aliases):
            if alias.isupper() and alias.lower() == plain[span.start : span.end] and alias.lower() not in small_words():
                signs[span.start : span.end] = list(alias)
    return "".join(signs)


def _raised(sign: str) -> str:
    return sign.upper() if len(sign.upper()) == 1 else sign


def _is_initial(plain: str, token: re.Match[str]) -> bool:
    """A letter of "U.S.", an initial, or the English I."""
    if len(token.group()) != 1 or plain[token.start() - 1 : token.start()] in ("'", "’"):
        return False
    dotted = plain[token.end() : token.end() + 1] == "." and not plain[token.end() + 1 : token.end() + 2].isspace()
    after = plain[token.start() - 1 : token.start()] == "." and plain[token.end() : token.end() + 1] == "."
    return dotted or after or token.group() == "i"


def _is_acronym(plain: str, token: re.Match[str]) -> bool:
    """An unknown word without a vowel, or alone in brackets: "fmln", "(farc)"."""
    word = token.group()
    if not 2 <= len(word) <= 6 or not word.isalpha() or word in small_words():
        return False
    bracketed = plain[token.start() - 1 : token.start()] in ("(", "[") and plain[token.end() : token.end() + 1] in (
        ")",
        "]",
    )
    return bracketed or not _VOWEL.search(word)


def _opens(plain: str, start: int) -> bool:
    return _OPENS.search(plain, max(0, start - _LOOK_BACK), start) is not None or not plain[:start].strip()


def _is_small(word: str, plain: str = "", token: re.Match[str] | None = None) -> bool:
    """True for a common word or a usual ending on one, but not for a month beside a number."""
    if token and word in _DATED_MONTHS:
        beside = plain[max(0, token.start() - 4) : token.start()], plain[token.end() : token.end() + 3]
        if any(_NUMBER_BESIDE.search(part) for part in beside):
            return False
    words = small_words()
    if word in words or not word.isalpha() or len(word) == 1 or (len(word) > 6 and word.endswith(_NO_NAME_ENDS)):
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        if stem in words or f"{stem}e" in words or (ending == "ies" and f"{stem}y" in words):
            return True
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words:
            return True
    return False


def _name_words(text: str, plain: str, names: Names) -> Iterator[tuple[int, str]]:
    """Where the words of countries and of places of several words begin."""
    titled = text.title() if len(text.title()) == len(text) else text
    for country in names.countries_in(titled):
        for word in _TOKEN.finditer(plain, country.span.start, country.span.end):
            if word.group() not in ("of", "the", "and", "de", "du", "la", "le", "les", "des"):
                yield word.start(), word.group()
    tokens = list(_TOKEN.finditer(plain))
    for number, token in enumerate(tokens):
        if _NO_NAME.fullmatch(token.group()):
            continue
        for length in range(2, _LONGEST_NAME + 1):
            run = tokens[number : number + length]
            if len(run) < length or not _is_run(run, plain):
                break
            if all(_is_small(word.group()) for word in run):
                continue
            if names.places_named(plain[run[0].start() : run[-1].end()]):
                yield from ((word.start(), word.group()) for word in run if len(word.group()) > 1)


def _is_run(run: list[re.Match[str]], plain: str) -> bool:
    """True for words that only one space or hyphen parts."""
    return all(plain[a.end() : b.start()] in (" ", "-") for a, b in itertools.pairwise(run))


@cache
def small_words() -> frozenset[str]:
    """Words that usually begin small, English and French; made by training/small_words.py."""
    text = (files("watchdesk") / "data" / FILE).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))

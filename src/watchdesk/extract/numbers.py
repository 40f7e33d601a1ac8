"""Numbers as written, in digits and words, with bounds and qualifier: "at least two", « une trentaine », "dozens"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.extract.number_forms import Number, find_singles, read_forms
from watchdesk.records import Qualifier, Span

__all__ = ["Number", "find_numbers", "find_singles"]

_S = r"[ \u00a0\u202f\n]"
_LEFT_WINDOW = 34
_RANGE_LINK = re.compile(rf"^(?:[-–—]|{_S}(?:to|and|or|et|à|ou){_S})$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b(?:between|entre){_S}$", re.IGNORECASE)
_GROWTH = re.compile(
    r"\b(?:rais|expand|increas|grow|grew|cut|reduc|rose|rise|fell|fall|drop|jump|climb|went|go|up"
    r"|down|widen|strength|port|pass|augment|rédui|ramen|hausse|baisse|tomb|mont"
    r"|grimp)\w*(?:\W+\w+){0,6}?\W+(?:from|de)\s$|:\s(?:from|de)\s$",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\b(?:from|de){_S}$", re.IGNORECASE)


def find_numbers(text: str, language: str) -> list[Number]:
    """Numbers in order of the text, without overlaps, dates and ages among them: telling those apart is another's."""
    atoms = _said_twice(text, _without_overlaps(read_forms(text, language)))
    return [_qualified(text, number) for number in _joined_ranges(text, atoms)]


def _without_overlaps(numbers: list[Number]) -> list[Number]:
    """In order of the text; of two that overlap the longer stays."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda n: (n.core.start, n.core.start - n.core.end)):
        if kept and kept[-1].core.end > number.core.start:
            if number.core.end - number.core.start > kept[-1].core.end - kept[-1].core.start:
                kept[-1] = number
            continue
        kept.append(number)
    return kept


def _said_twice(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers, with one in words and again in figures as one: "quatre (04) militaires"."""
    kept: list[Number] = []
    for number in numbers:
        last = kept[-1] if kept else None
        between = text[last.core.end : number.core.start] if last else ""
        closed = text[number.core.end : number.core.end + 1] == ")"
        if last and closed and between in (" (", "\u00a0(") and (last.low, last.high) == (number.low, number.high):
            core = Span(start=last.core.start, end=number.core.end + 1)
            kept[-1] = replace(last, core=core, span=core)
            continue
        kept.append(number)
    return kept


def _joined_ranges(text: str, atoms: list[Number]) -> Iterator[Number]:
    """Atoms, with "between A and B", "A to B" and "A or B" as one number about both bounds."""
    at = 0
    while at < len(atoms):
        number = atoms[at]
        joined = _range(text, number, atoms[at + 1]) if at + 1 < len(atoms) else None
        yield joined or number
        at += 2 if joined else 1


def _range(text: str, first: Number, second: Number) -> Number | None:
    link = text[first.core.end : second.core.start]
    if not _RANGE_LINK.match(link) or "vague" in (first.kind, second.kind) or "ordinal" in (first.kind, second.kind):
        return None
    if link in ("-", "–", "—") and not (text[first.core.end - 1].isdigit() and text[second.core.start].isdigit()):
        return None  # "one-thirty" is a time of day
    before = text[max(0, first.core.start - 9) : first.core.start]
    opened = _BETWEEN.search(before) or (_FROM.search(before) if link.strip() in ("to", "à") else None)
    if link.strip() in ("to", "à") and _GROWTH.search(text[max(0, first.core.start - 60) : first.core.start]):
        return None
    if link.strip().lower() in ("and", "et") and not _BETWEEN.search(before):
        return None
    low, high = first.low or 0, second.high or 0
    scale = next((s for s in (10**9, 10**6, 1000) if high % s == 0 and high >= s), 1)
    if low < high // scale and text[second.core.end - 1].isalpha():  # "two to three million"
        low *= scale
    if low >= high or high > 40 * low:
        return None
    start = first.core.start - (len(opened[0]) if opened else 0)
    core = Span(start=first.core.start, end=second.core.end)
    return replace(second, core=core, span=Span(start=start, end=core.end), low=low, high=high, qualifier="about")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Qualifiers:
    """The words around a number that qualify it, as patterns to be matched right before and right after it."""

    before: tuple[tuple[Qualifier, re.Pattern[str]], ...]
    after: tuple[tuple[Qualifier, re.Pattern[str]], ...]
    barred: re.Pattern[str]


@cache
def _qualifiers() -> _Qualifiers:
    """The qualifiers of numbers.yml. Raises BadCodebook for an unknown one."""
    book, known = load_codebook("numbers"), get_args(Qualifier)
    before: list[tuple[Qualifier, re.Pattern[str]]] = []
    after: list[tuple[Qualifier, re.Pattern[str]]] = []
    for name, words in book["qualifiers"].items():
        if name not in known:
            raise BadCodebook(f"numbers.yml: qualifier {name!r} is not one of {', '.join(known)}")
        ahead = rf"(?:^|(?<!\w))(?:{_alternatives(words['before'])})[“\"«\s\u00a0\u202f]*(?:the |les )?$"
        before.append((name, re.compile(ahead, re.IGNORECASE)))
        if words["after"]:
            after.append(
                (
                    name,
                    re.compile(
                        rf"^(?:\+|{_S}*(?:{_alternatives(words['after'])})\b)"
                        if name == "at_least"
                        else rf"^{_S}*(?:{_alternatives(words['after'])})\b",
                        re.IGNORECASE,
                    ),
                )
            )
    barred = re.compile(rf"\b(?:{_alternatives(book['no_qualifiers'])})", re.IGNORECASE)
    return _Qualifiers(before=tuple(before), after=tuple(after), barred=barred)


def _alternatives(words: list[str]) -> str:
    escaped = [re.escape(word).replace(r"\ ", _S).replace("'", "['’]") for word in words]
    return "|".join(sorted(escaped, key=len, reverse=True))


def _qualified(text: str, number: Number) -> Number:
    """The number with the qualifier that its neighbours give: "at least", "nearly", "or so"."""
    words = _qualifiers()
    before = text[max(0, number.span.start - _LEFT_WINDOW) : number.span.start]
    after = text[number.span.end : number.span.end + 18]
    for qualifier, pattern in words.before:
        found = pattern.search(before)
        if found and not words.barred.search(before, max(0, found.start() - 8)):
            if number.qualifier == "vague" and qualifier == "about":
                continue
            start = number.span.start - (len(before) - found.start())
            return _bounded(replace(number, span=Span(start=start, end=number.span.end)), qualifier)
    for qualifier, pattern in words.after:
        found = pattern.match(after)
        if found and number.kind != "vague" and not words.barred.search(after):
            end = number.span.end + found.end()
            return _bounded(replace(number, span=Span(start=number.span.start, end=end)), qualifier)
    return number


def _bounded(number: Number, qualifier: Qualifier) -> Number:
    """The number with open ends as the qualifier has them; vague words and ranges keep their own bounds."""
    if number.kind == "vague" or number.low != number.high:
        return number
    if qualifier in ("at_least", "more_than"):
        return replace(number, high=None, qualifier=qualifier)
    if qualifier in ("up_to", "less_than"):
        return replace(number, low=None, qualifier=qualifier)
    return replace(number, qualifier=qualifier)

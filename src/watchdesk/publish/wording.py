"""The words of pages in the reader's language: a catalogue, and phrases for what other stages wrote in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from watchdesk.errors import BadCodebook
from watchdesk.records import Count

LANGUAGES = {"en": "English", "fr": "Français"}
"""The languages, by code, with their own names."""

_THIN = "\u202f"  # what French puts between thousands
_BEFORE_MARKS = re.compile(r" (?=[:;?!»])|(?<=«) ")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, out of the folder `strings` of each of `packages`."""

    language: str
    packages: tuple[str, ...] = ("watchdesk.publish",)

    def say(self, key: str, **values: object) -> str:
        """The words of a key: `say("question.times", n=2)`. A key with the forms `one` and `other` takes that of the
        number `n`. An unknown key is an error."""
        words = strings(self.language, self.packages)
        if key not in words and f"{key}.other" in words:
            key = f"{key}.{self._form(values['n'])}"
        values = {k: self.number(v) if type(v) is int else v for k, v in values.items()}
        return words[key].format(**values) if values else words[key]

    def named(self, section: str, code: str | None) -> str:
        """The words for a code of the record (`status`, `alleged`); the code itself where the section has none."""
        if not code:
            return ""
        return strings(self.language, self.packages).get(f"{section}.{code}", code.replace("_", " "))

    def number(self, value: int) -> str:
        """A whole number as the language parts its thousands."""
        return f"{value:,}".replace(",", _THIN if self.language == "fr" else ",")

    def share(self, value: float, digits: int = 2) -> str:
        """A number with decimals, behind the language's own mark."""
        return f"{value:.{digits}f}".replace("-", "−").replace(".", "," if self.language == "fr" else ".")

    def count(self, count: Count) -> str:
        """A count as a person writes it: `more than 8,000`, `24 to 99`."""
        if count.low is not None and count.high is not None and count.low != count.high:
            return self.say("count.range", low=count.low, high=count.high)
        one = count.low if count.low is not None else count.high
        mark = "" if count.qualifier in ("exact", "vague") else self.named("qualifier", count.qualifier)
        return " ".join(p for p in (mark, self.number(one)) if p) if one is not None else self.say("count.unknown")

    def measure(self, measure: str, count: Count) -> str:
        """What a count counts, in the form that its number asks for."""
        alone = count.low == count.high and count.low is not None and self._form(count.low) == "one"
        return self.named("measure_one" if alone else "measure", measure)

    def phrase(self, text: str) -> str:
        """What another stage wrote in English, as far as `phrases_fr.yml` has it: whole, else part by part between
        semicolons; what it does not have stays as it is."""
        return text if self.language == "en" else _translated(text, self.language, self.packages)

    def country(self, iso: str, english: str) -> str:
        """The name of a country by its code."""
        return english if self.language == "en" else _countries(self.language).get(iso, english)

    def _form(self, number: object) -> str:
        return "one" if number == 1 or (number == 0 and self.language == "fr") else "other"


ENGLISH = Words("en")
"""What is printed where nobody asks for another language."""


def many(count: int, noun: str, plural: str = "") -> str:
    """A number with what it counts, in English: `1 claim`, `1,200 claims`. `plural` where an s does not make it."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


@cache
def strings(language: str, packages: tuple[str, ...]) -> Mapping[str, str]:
    """The strings of a language by key, such as `queue.kind`. Raises BadCodebook where one is no text, or twice."""
    found: dict[str, str] = {}
    for package in packages:
        for key, value in _flat(_read(package, f"{language}.yml"), ""):
            if not isinstance(value, str):
                raise BadCodebook(f"strings/{language}.yml: {key} is {value!r}, expected words; put them in quotes")
            if key in found:
                raise BadCodebook(f"strings/{language}.yml: {key} is {value!r}, and {found[key]!r} in another package")
            found[key] = _bound(value) if language == "fr" else value
    return found


def _bound(words: str) -> str:
    """French words with the marks that a blank parts from their word on the line of that word."""
    return _BEFORE_MARKS.sub("\u00a0", words)


@cache
def phrases(language: str, packages: tuple[str, ...], only: str | None = None) -> Mapping[str, str]:
    """English phrases, with their {blanks}, and what stands for them in another language; `only` those of one part."""
    found: dict[str, str] = {}
    for package in packages:
        for part, words in _read(package, f"phrases_{language}.yml").items():
            found |= {k: _bound(v) for k, v in words.items()} if only in (None, part) else {}
    return found


@cache
def _patterns(language: str, packages: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The phrases with blanks as expressions, the longest first: it says most of what it fits."""
    made = []
    blank = re.compile(r"\\\{(\w+)\\\}")
    for english, other in sorted(phrases(language, packages).items(), key=lambda pair: -len(pair[0])):
        if "{" in english:
            made.append((re.compile(blank.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), other))
    return tuple(made)


@lru_cache(maxsize=4096)
def _translated(text: str, language: str, packages: tuple[str, ...]) -> str:
    whole = _fitting(text, language, packages)
    if whole is not None:
        return whole
    parts = text.split("; ")
    return "\u00a0; ".join(_fitting(part, language, packages) or part for part in parts) if len(parts) > 1 else text


def _fitting(text: str, language: str, packages: tuple[str, ...]) -> str | None:
    known = phrases(language, packages).get(text)
    if known is not None:
        return known
    for pattern, other in _patterns(language, packages):
        found = pattern.fullmatch(text)
        if found:
            return other.format(**{k: _translated(v, language, packages) for k, v in found.groupdict().items()})
    return None


@cache
def _countries(language: str) -> Mapping[str, str]:
    return dict(_read("watchdesk.publish", f"countries_{language}.yml"))


def _read(package: str, name: str) -> dict[str, Any]:
    path = files(package) / "strings" / name
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _flat(words: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(words, dict):
        return [pair for key, value in words.items() for pair in _flat(value, f"{path}.{key}" if path else str(key))]
    return [(path, words)]

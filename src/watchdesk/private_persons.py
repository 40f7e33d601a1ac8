"""Names of private persons in a report: whoever it names that holds no office. Asked by all that is published."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.extract.persons import NamedPerson, named_persons
from watchdesk.extract.speaker_words import speaker_book
from watchdesk.records import Actor, Claim, Event, Names, Report

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AGED = re.compile(
    r"\b([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}),\s+(?:aged |âgée? de )?\d{1,2}(?: ans\b|,|\s+years?\b)"
)
_NEAR = 60  # characters before a name, or after the comma that follows it, in which an office may be told
_ARTICLE = re.compile(r"\b(?:the|a|an|le|la|les)\s+$|\bl[’']$", re.IGNORECASE)  # no person's name follows one
_CITY = 50_000  # inhabitants; a village may be named like a person
_SENTENCE = re.compile(r"[.!?;]\s|\n")


@cache
def office_words() -> frozenset[str]:
    """The words for offices whose holders may be named."""
    return frozenset(str(load_codebook("privacy")["offices"]).split())


@dataclass(frozen=True, slots=True)
class PrivatePersons:
    """Finds them: called with a report and its claims, it gives the names to withhold, each once, as written."""

    names: Names

    def __call__(self, report: Report, claims: Sequence[Claim]) -> tuple[str, ...]:
        book = speaker_book()
        known = self._other_names(report, claims)
        named = named_persons(report.text, book.bodies, book.titles)
        persons = [p for p in named if not known(p.name) and not _ARTICLE.search(report.text[: p.at][-6:])]
        found: dict[str, bool] = {}
        for person in persons:
            found[person.name] = found.get(person.name, False) or _has_office(person, report.text)
        for claim in claims:
            for source in claim.sources:
                if source.name:
                    public = _names_office(source.role) or (source.role is None and source.organisation is not None)
                    found[source.name] = found.get(source.name, False) or public
        for aged in _AGED.finditer(report.text):
            if not known(aged[1]):
                found.setdefault(aged[1], False)
        public_names = {name for name, public in found.items() if public}
        public_words = {name.split()[-1] for name in public_names}
        return tuple(
            name
            for name, public in found.items()
            if not public and not (len(name.split()) == 1 and name in public_words) and not _part_of(name, public_names)
        )

    def _other_names(self, report: Report, claims: Sequence[Claim]) -> Callable[[str], bool]:
        """Whether a run of capitalised words is the name of something else: a place, a country, an actor, a body."""
        taken = {a.name for c in claims if isinstance(c, Event) for a in (c.actor1, c.actor2) if isinstance(a, Actor)}
        taken |= {c.place.name for c in claims if isinstance(c, Event) and c.place}
        text = report.text
        taken |= {text[span.start : span.end] for span, _ in self.names.actors_in(text)}
        taken |= {text[m.span.start : m.span.end] for m in self.names.countries_in(text)}

        def known(name: str) -> bool:
            cities = (p for p in self.names.places_named(name) if p.population >= _CITY or p.feature.startswith("ADM"))
            return any(name in t for t in taken) or next(cities, None) is not None

        return known


def _has_office(person: NamedPerson, text: str) -> bool:
    if _names_office(person.title):
        return True
    end = person.at + len(person.name)
    before = _SENTENCE.split(text[max(0, person.at - _NEAR) : person.at])[-1]
    after = _SENTENCE.split(text[end : end + _NEAR])[0]
    return _names_office(before.rstrip(" ,").rpartition(",")[2]) or (
        after.startswith((",", " (")) and _names_office(after)
    )


def _names_office(words: str | None) -> bool:
    return bool(words) and any(w.casefold() in office_words() for w in _WORD.findall(words or ""))


def _part_of(name: str, others: set[str]) -> bool:
    return any(name != other and name in other for other in others)

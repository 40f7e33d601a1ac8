"""Persons found by their office: who was named with the office or trade that a noun takes up, before or later."""

from __future__ import annotations

import re

from watchdesk.extract.speaker_bodies import organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.extract.speaker_phrases import head_words, is_plural, words_of
from watchdesk.extract.speaker_words import ARTICLE, DEFINITE
from watchdesk.records import Source, Span


def holder_of(memory: SpeakerMemory, noun: str, span: Span) -> Source | None:
    """The person whose office or trade a noun takes up: an earlier speaker, or one named with it before."""
    person = noun in memory.book.persons
    for _, source in reversed(memory.known):
        of_role = words_of(source.role or "") if person else head_words(source.role or "")[-1:]
        if noun in of_role and (person or source.name):
            return source
    for named in reversed(memory.named):
        after = memory.text[named.at + len(named.name) : named.at + len(named.name) + 60]
        beside = re.match(r",\s+([^,.;]{3,50})[,.;]", after)
        if named.at < span.start and beside and noun in head_words(beside[1]):
            return Source(name=named.name, role=ARTICLE.sub("", beside[1]), organisation=None)
    return None


def titled_person(memory: SpeakerMemory, title: str) -> Source | None:
    """The first person whom the report names with a title: as a speaker where he spoke already."""
    for person in memory.named:
        if person.title and title in words_of(person.title):
            known = next((s for _, s in reversed(memory.known) if s.name == person.name), None)
            return known or Source(
                name=person.name, role=person.title, organisation=organisation_in(memory, person.title, True)
            )
    return None


def named_later(memory: SpeakerMemory, plain: str, span: Span) -> Source | None:
    """The person whom a report names only after "the mayor of the town": the one with that office beside him."""
    bare = ARTICLE.sub("", plain).lower()
    same = next((s for _, s in reversed(memory.known) if s.name and s.role and bare == s.role.lower()), None)
    if same and " " in bare:
        return same
    heads = head_words(plain)
    office = bool(heads) and heads[-1] in memory.book.titles
    if not office or not DEFINITE.match(plain) or is_plural(plain) or memory.names.countries_in(plain):
        return None
    found: dict[str, str] = {}
    for named in memory.named:
        after = memory.text[named.at + len(named.name) : named.at + len(named.name) + 60]
        beside = re.match(r",\s+(?:the\s|le\s|la\s|l[’'])?([^,.;]{3,50})[,.;]", after)
        role = named.title or (beside[1] if beside else "")
        if role and heads[-1] in head_words(role)[-1:] and span.start < named.at < span.start + 700:
            found.setdefault(named.name, role)
    if len(found) != 1:
        return None
    name, role = next(iter(found.items()))
    return Source(name=name, role=role, organisation=organisation_in(memory, plain, True))

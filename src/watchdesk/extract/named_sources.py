"""The source that a phrase names: a person with office and body, a body, or two who speak as one."""

from __future__ import annotations

import re

from watchdesk.extract.persons import PersonName, find_person
from watchdesk.extract.speaker_bodies import organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.extract.speaker_offices import named_later
from watchdesk.extract.speaker_owners import body_beside, force_of, owner_of
from watchdesk.extract.speaker_phrases import is_body_phrase, is_person_phrase, named_body_of, role_beside
from watchdesk.extract.speaker_words import AND, ARTICLE, CAPITALS, INDEFINITE, MANY_BODIES, POSSESSIVE
from watchdesk.extract.speakers_before import misspelt, taken_up
from watchdesk.records import Source, Span


def source_of(memory: SpeakerMemory, plain: str, span: Span) -> Source:
    """The source that the words of `span`, bared of asides, name; words for nobody known are kept as a role."""
    book = memory.book
    person = find_person(plain, book.bodies, book.titles, book.persons, memory.people, _taken(memory, plain))
    if person:
        return _person(memory, plain, person, span)
    again = (
        taken_up(memory, plain, span)
        or misspelt(memory, plain)
        or _joined(memory, plain)
        or named_later(memory, plain, span)
    )
    if again:
        return again
    anonymous = is_person_phrase(plain, memory.book)
    organisation = owner_of(memory, plain, span) or body_beside(memory, plain, span, anonymous)
    organisation = organisation or organisation_in(memory, plain, anonymous)
    if anonymous and organisation is None:
        organisation = named_body_of(plain) or force_of(memory, plain, span)
    role = ARTICLE.sub("", plain)
    if (organisation is None or role.startswith(organisation)) and MANY_BODIES.match(plain):
        return Source(role=role)
    unnamed = organisation is None and INDEFINITE.match(plain) and not is_body_phrase(plain, memory.book)
    if not anonymous and not unnamed and (organisation or is_body_phrase(plain, memory.book)):
        return Source(organisation=organisation or role)
    if anonymous and re.search(r"\s(?:and|et)\s", plain) and not memory.names.countries_in(plain):
        organisation = None
    return Source(role=role, organisation=organisation)


def _person(memory: SpeakerMemory, plain: str, person: PersonName, span: Span) -> Source:
    """A person with the office beside the name, else the one known before, and the body to which it belongs."""
    known = next((s for _, s in reversed(memory.known) if s.name == person.full), None)
    beside = role_beside(plain, person)
    role = beside if beside and len(beside) > 3 else (known.role if known else None)
    owned = owner_of(memory, plain, span) if POSSESSIVE.match(plain) else None
    organisation = owned or organisation_in(memory, beside or "", True) or (known.organisation if known else None)
    organisation = organisation or owner_of(memory, plain, span)
    return Source(name=person.full, role=role or beside, organisation=organisation)


def _taken(memory: SpeakerMemory, plain: str) -> tuple[str, ...]:
    """Names in the words that belong to countries and bodies, not to persons."""
    spans = [m.span for m in memory.names.countries_in(plain)] + [s for s, _ in memory.names.actors_in(plain)]
    return (*(plain[s.start : s.end] for s in spans), *memory.bodies)


def _joined(memory: SpeakerMemory, plain: str) -> Source | None:
    """Two who speak as one: two bodies under both names, a body and persons as they are written."""
    parts = AND.split(plain)
    if len(parts) != 2 or "," in plain or CAPITALS.fullmatch(ARTICLE.sub("", plain)):
        return None
    if any(is_person_phrase(part, memory.book) for part in parts):
        return Source(role=ARTICLE.sub("", plain)) if any(is_body_phrase(part, memory.book) for part in parts) else None
    bodies = [organisation_in(memory, part) or (MANY_BODIES.match(part) and part) for part in parts]
    if all(bodies) and bodies[0] != bodies[1]:
        return Source(organisation=" and ".join(str(body) for body in bodies))
    return None

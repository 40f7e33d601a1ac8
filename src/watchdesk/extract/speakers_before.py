"""Speakers and actors named before that a definite noun takes up ("the officer", "the Front"), or a name misspelt."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from watchdesk.extract.speaker_bodies import organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.extract.speaker_offices import holder_of, titled_person
from watchdesk.extract.speaker_phrases import is_person_phrase, words_of
from watchdesk.extract.speaker_words import (
    ARTICLE,
    CAPITALS,
    DEFINITE,
    INDEFINITE,
    KINDS_OF_NOUN,
    REBELS,
    SMALL_WORDS,
    STATE_BODY,
)
from watchdesk.records import Source, Span


def taken_up(memory: SpeakerMemory, plain: str, span: Span) -> Source | None:
    """An earlier speaker or actor that a definite noun takes up: "the officer", "the group"."""
    words = words_of(plain)
    definite = DEFINITE.match(plain)
    if not definite or not words or len(words) > 3 or INDEFINITE.match(plain):
        return None
    nouns = [word for word in words if word not in SMALL_WORDS]
    if len(nouns) > 2 or "air" in nouns or memory.names.countries_in(plain) or memory.names.actors_in(plain):
        return None
    if len(nouns) == 1 and nouns[0] in memory.book.titles:
        person = titled_person(memory, nouns[0])
        if person:
            return person
    if len(nouns) == 1 and (plain.split()[-1][:1].isupper() or nouns[0] in memory.book.bodies - memory.book.general):
        same = _body_holding(memory, nouns[0], span)
        if same:
            return Source(organisation=same)
    if len(nouns) == 1:
        again = holder_of(memory, nouns[0], span)
        if again:
            return again
    for noun in nouns:
        kinds = KINDS_OF_NOUN.get(noun)
        if kinds:
            name = memory.actor_before(span, kinds)
            if name:
                return Source(organisation=name)
        if noun in memory.book.bodies_again and len(nouns) == 1:
            body = _body_of_kind(memory, noun)
            if body:
                return body
    return None


def misspelt(memory: SpeakerMemory, plain: str) -> Source | None:
    """The person who spoke before whose last name a single capitalised word all but is, as translation and haste leave
    it ("James Heappey", then "Happy"): one initial, the same consonants, most letters."""
    if not _ONE_NAME.fullmatch(plain) or memory.names.countries_in(plain) or memory.names.actors_in(plain):
        return None
    persons = [s for kind, s in memory.known if kind == "person" and s.name and " " in s.name]
    alike = {s.name: s for s in persons if s.name and _sounds_alike(plain, s.name.split()[-1])}
    return next(iter(alike.values())) if len(alike) == 1 else None


_ONE_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]{3,}")
_ALIKE = 0.75  # share of letters that two spellings of a name have in common, in order


def _sounds_alike(one: str, other: str) -> bool:
    first, second = one.lower(), other.lower()
    if first[0] != second[0] or _consonants(first) != _consonants(second):
        return False
    return SequenceMatcher(None, first, second).ratio() >= _ALIKE


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyà-ÿ’'-]", "", word))


def _body_of_kind(memory: SpeakerMemory, noun: str) -> Source | None:
    """The body that spoke last, if a noun may stand for it: no state's for a civil noun or one for rebels."""
    civil = noun in memory.book.civil
    bodies = (s for kind, s in reversed(memory.known) if kind == "body")
    body = next((s for s in bodies if not (civil and STATE_BODY.match(s.organisation or ""))), None)
    rebels = KINDS_OF_NOUN.get(noun) == REBELS
    if body is None or not body.organisation:
        return None
    of_state = STATE_BODY.match(body.organisation) is not None
    if noun in memory.book.military | memory.book.police:
        if not of_state:
            return body if noun in words_of(body.organisation) else None  # "the army" is no rebels'
        forces = "Police Forces of" if noun in memory.book.police else "Military Forces of"
        if not body.organisation.startswith(forces):
            return None  # nor is it the ministry
    return None if rebels and of_state else body


def _body_holding(memory: SpeakerMemory, noun: str, span: Span) -> str | None:
    """An earlier body of whose name a capitalised noun is a part: "the Front", "the Network"."""
    spoken = [s.organisation for _, s in reversed(memory.known) if s.organisation]
    actors = [a.name for at, a in reversed(memory.actors) if at.start < span.start]
    called = [*spoken, *actors]
    if noun not in memory.book.general:
        written = [ARTICLE.sub("", run[0]) for run in CAPITALS.finditer(memory.text, 0, span.start)]
        called += [name for name in reversed(written) if not name.isupper()]
    return next((name for name in called if noun in words_of(name) and len(name.split()) > 1), None)


def body_meant(memory: SpeakerMemory, plain: str, span: Span) -> str | None:
    """The body that a subject names or takes up, None for persons and things."""
    if is_person_phrase(plain, memory.book) or len(plain.split()) > 7:
        return None
    again = taken_up(memory, plain, span)
    if again:
        return again.organisation
    return organisation_in(memory, plain, True)

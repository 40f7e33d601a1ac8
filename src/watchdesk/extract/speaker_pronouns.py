"""Whom a pronoun means: the last speaker of its kind, or who was named since as the subject of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from watchdesk.extract.antecedents import fits_pronoun, subjects_before
from watchdesk.extract.named_sources import source_of
from watchdesk.extract.speaker_bodies import organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.extract.speaker_phrases import is_person_phrase
from watchdesk.extract.speaker_words import ORGANS
from watchdesk.extract.speakers_before import body_meant
from watchdesk.records import Quote, Source, Span


def meant_by(memory: SpeakerMemory, pronoun: str, kind: str, span: Span) -> Source | None:
    """Whom a pronoun means: the last speaker of its kind, or a person named since as the subject of a sentence."""
    known = memory.last_single() if pronoun in ("he", "she", "il") else memory.last(kind)
    if pronoun in ("celui-ci", "celle-ci", "ceux-ci", "the latter"):
        latest = memory.actor_before(span, ())
        if latest:
            return memory.remember(Source(organisation=latest))
    if kind == "body" and not any(k == "body" for k, _ in memory.known):
        near = _organ_before(memory, span)
        if near:
            return memory.remember(Source(organisation=near))
    subject = _subject_meant(memory, pronoun, known, span)
    if subject:
        return subject
    if pronoun in ("he", "she", "il", "elle"):
        since = known.quote.span.start if known and known.quote and (known.name or known.role) else -1
        for person in reversed(memory.named):
            opens = _opens_sentence(memory.text, person.at)
            if since < person.at < span.start and (opens or not known):
                return memory.remember(Source(name=person.name, role=person.title, organisation=None))
    return known


_NAMED = re.compile(r"(?: (?:et|and) [^,.;]{3,50})?, (?:[A-ZÀ-Þ][\w’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+(?=,)")
"""Behind an office that is a subject, the name of who holds it: "the minister, Ali Diop, ..."."""


def _subject_meant(memory: SpeakerMemory, pronoun: str, known: Source | None, span: Span) -> Source | None:
    """The subject of a sentence since the last speaker spoke that a pronoun fits: an office or a body."""
    since = known.quote.span.start if known and known.quote else -1
    for subject in subjects_before(memory.layout, span.start):
        if subject.start <= since:
            return None
        plain = memory.text[subject.start : subject.end].strip()
        if plain.lower() in memory.book.pronouns:
            continue
        person = is_person_phrase(plain, memory.book)
        if named := _NAMED.match(memory.text, subject.end):
            plain, person = plain + named[0], True
        body = None if person else body_meant(memory, plain, subject)
        own = "." not in memory.text[subject.end : span.start]
        if own and (person or (known and known.name)):
            continue
        if fits_pronoun(pronoun, plain, person=person, body=bool(body)):
            source = source_of(memory, plain, subject) if person else Source(organisation=body)
            return memory.remember(replace(source, quote=Quote(span=span, text=memory.text[span.start : span.end])))
    return None


def _opens_sentence(text: str, at: int) -> bool:
    """True where few words and no mark stand between a name and the start of its sentence."""
    before = text[max(0, at - 60) : at]
    return bool(
        re.search(r"(?:^|[.!?”»]\s+|\n)(?:(?:The|Le|La|L[’'])\s*)?(?:[\w’'-]+\s+){0,4}$", before)
    ) and not re.search(r"[,;:]", before[-30:])


def _organ_before(memory: SpeakerMemory, span: Span) -> str | None:
    """The army, police or government named last before the words at `span`, else the actor named last."""
    named = list(ORGANS.finditer(memory.text, max(0, span.start - 400), span.start))
    if named:
        return organisation_in(memory, named[-1][0])
    return memory.actor_before(span, ())

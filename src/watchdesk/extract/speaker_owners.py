"""To which body an official or a paper belongs: "its spokesman", "the army’s doctor", "a statement"."""

from __future__ import annotations

import re

from watchdesk.extract.antecedents import subjects_before
from watchdesk.extract.forces_before import force_before, force_of_country, kinds_of
from watchdesk.extract.speaker_bodies import organ_of_state, organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.extract.speaker_phrases import head_words, words_of
from watchdesk.extract.speaker_words import FORMER, GENITIVE, OF_BODY, ORGANS, OWNED, POSSESSIVE, UN_OFFICES
from watchdesk.extract.speakers_before import body_meant, taken_up
from watchdesk.records import Source, Span


def owner_of(memory: SpeakerMemory, plain: str, span: Span) -> str | None:
    """The body that "its spokesman", "the head of the mission" or "the force commander" belongs to."""
    if UN_OFFICES.search(plain) and not memory.names.actors_in(plain):
        of_mission = re.search(r"Special Representative|Représentante? spéciale?", plain)
        return (memory.actor_before(span, ("peacekeepers",)) if of_mission else None) or "United Nations"
    if POSSESSIVE.match(plain) and not set(head_words(POSSESSIVE.sub("", plain))) & memory.book.kin:
        for subject in subjects_before(memory.layout, span.start):
            words = memory.text[subject.start : subject.end].strip()
            body = None if words.lower() in memory.book.pronouns else body_meant(memory, words, subject)
            if body:
                return organ_of_state(memory, body, plain) or body
        if (body := _named_since(memory, span) or memory.last_body()) is not None:
            return organ_of_state(memory, body, plain) or body
    if not OWNED.search(plain):
        return None
    mission = re.search(r"\b(?:mission|force|contingent|onusien\w*)\b", plain, re.IGNORECASE)
    return memory.actor_before(span, ("peacekeepers",) if mission else ()) or memory.last_body()


_NEAR = 400  # characters before "its spokesman" in which the body it belongs to was named
_HAS_SPOKESMEN = frozenset({"peacekeepers", "rebel", "militia", "company", "international"})


def _named_since(memory: SpeakerMemory, span: Span) -> str | None:
    """The operation or group named last, where that was after the last body spoke and close before."""
    spoke = next((s.quote.span.start for kind, s in reversed(memory.known) if kind == "body" and s.quote), -1)
    named = [
        a.name
        for at, a in memory.actors
        if max(spoke, span.start - _NEAR) < at.start < span.start and (a.operation or a.kind in _HAS_SPOKESMEN)
    ]
    return named[-1] if named else None


def body_beside(memory: SpeakerMemory, plain: str, span: Span, anonymous: bool) -> str | None:
    """The body to whom a person belongs by "the army's" or "of the movement" in the words themselves."""
    if not anonymous or set(words_of(plain)) & FORMER:
        return None
    owner = GENITIVE.match(plain)
    if owner and memory.names.countries_in(owner["owner"]):
        return None
    if owner and not set(words_of(owner["owner"])) & memory.book.persons:
        again = taken_up(memory, f"the {owner['owner']}", span)
        body = (again.organisation if again else None) or organisation_in(memory, owner["owner"], True)
        is_body = bool(set(words_of(owner["owner"])[-1:]) & memory.book.bodies_again)
        return body or (owner["owner"] if is_body else None)
    of_body = OF_BODY.search(plain)
    if of_body and of_body["noun"].lower() in memory.book.bodies_again:
        again = taken_up(memory, f"the {of_body['noun']}", span)
        return again.organisation if again else None
    return None


def force_of(memory: SpeakerMemory, plain: str, span: Span) -> str | None:
    """The force of an officer, the body of a spokesman: by the country beside him, else the one named before."""
    countries = [mention for mention in memory.names.countries_in(plain) if mention.form == "demonym"]
    country = memory.country_name(countries[0].iso) if countries else None
    if country:
        return force_of_country(plain, country)
    kinds = kinds_of(plain)
    return force_before(memory.mentions, span, memory.country_name, kinds) if kinds else None


def issuer_before(memory: SpeakerMemory, span: Span) -> Source | None:
    """Who issued the paper at `span`: the army, police or government of its sentence, else the body that spoke."""
    start = max(memory.text.rfind(stop, 0, span.start) for stop in (". ", "\n"))
    named = list(ORGANS.finditer(memory.text, max(0, start), span.start))
    if named:
        return Source(organisation=organisation_in(memory, named[-1][0]))
    return next((s for kind, s in reversed(memory.known) if kind == "body" and s.organisation), None)

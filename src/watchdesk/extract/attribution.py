"""Who speaks: the source behind the words that name one, remembered through one report."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from watchdesk.extract.authors import author_of, issuer_of
from watchdesk.extract.named_sources import source_of
from watchdesk.extract.reported import RANKS
from watchdesk.extract.speaker_bodies import organisation_in
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.extract.speaker_owners import issuer_before
from watchdesk.extract.speaker_phrases import is_person_phrase
from watchdesk.extract.speaker_pronouns import meant_by
from watchdesk.extract.speaker_words import (
    ARMED_KINDS,
    ARTICLE,
    ASIDES,
    BEFORE_PRONOUN,
    DOCUMENT,
    LEADING,
    SMALL_WORDS,
    TIME_ALONE,
    WHEN_AFTER,
    WHEN_BEFORE,
    WHERE_BEFORE,
    Named,
)
from watchdesk.records import Layout, Names, Quote, Source, Span

_IN_BRACKETS = re.compile(r"\(([A-Z][\w-]{2,})\)")
"""The short name of a body whose long one stands before it."""

_WHERE_ONLY = re.compile(
    r"(?:to|in|on|from) the (?:north|south|east|west|center|centre)(?:[- ]?(?:east|west))?|(?:au|dans le|à l[’'])\s?"
    r"(?:nord|sud|est|ouest|centre)(?:-(?:est|ouest))?",
    re.IGNORECASE,
)
"""An aside that says where somebody is, and not who."""
_RANK = re.compile(rf"\b({'|'.join(RANKS)})\.(?=\s)")


class Speakers:
    """The speakers of one report, in the order they are asked for; later mentions are joined to earlier ones."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self._memory = SpeakerMemory(layout, names)

    def last(self, kind: str = "any") -> Source | None:
        """The last speaker: any, a `person`, or a `body`."""
        return self._memory.last(kind)

    def source_at(self, span: Span) -> Source | None:
        """The source that the words at `span` name; None where they name nobody."""
        memory = self._memory
        memory.at = span.start
        words = memory.text[span.start : span.end]
        plain = _RANK.sub(r"\1", ASIDES.sub("", LEADING.sub("", words)).strip(" ,;:"))
        plain = WHEN_BEFORE.sub("", WHEN_AFTER.sub("", plain)).strip(" ,;:")
        plain = BEFORE_PRONOUN.sub("", WHERE_BEFORE.sub("", plain))
        if not plain:
            return None
        if _WHERE_ONLY.fullmatch(plain) and (subject := self._subject_before(span)):
            return self.source_at(subject)
        quote = Quote(span=span, text=words)
        if DOCUMENT.match(plain):
            issuer = issuer_before(memory, span)
            if issuer:
                return memory.remember(replace(issuer, quote=quote))
        leading = re.match(r"[\w-]+", plain)
        if leading and len(plain.split()) <= 4 and leading[0].lower() in memory.book.pronouns:
            plain = leading[0]
        pronoun = memory.book.pronouns.get(plain.lower())
        if pronoun:
            known = meant_by(memory, plain.lower(), pronoun, span)
            return replace(known, quote=quote) if known else None
        if not any(c.isalpha() for c in plain) or plain.lower() in SMALL_WORDS or TIME_ALONE.match(plain):
            return None
        source = replace(source_of(memory, plain, span), quote=quote)
        short = _IN_BRACKETS.search(words)
        named = memory.names.actors_in(short[1]) if short and source.name is None else ()
        operation = next((actor.name for _, actor in named if actor.operation), None)
        source = replace(source, organisation=operation) if operation else source
        return memory.remember(source)

    def _subject_before(self, span: Span) -> Span | None:
        """The words that open the sentence of an aside up to their comma: "A nurse at X, 80 km to the north, said"."""
        memory = self._memory
        sentence = next((s.span for s in memory.layout.sentences if s.span.start < span.start < s.span.end), None)
        comma = memory.text.find(",", sentence.start, span.start) if sentence else -1
        return Span(start=sentence.start, end=comma) if sentence and comma > 0 else None

    @cached_property
    def author(self) -> str | None:
        """The body in whose own voice the report is written, where its head or end names one."""
        return author_of(self._memory)

    @cached_property
    def issuer(self) -> str | None:
        """The body that issued the report, where it is a communiqué."""
        return issuer_of(self._memory)

    def body_in(self, words: str) -> str | None:
        """The canonical body that words name, else the words themselves without their article."""
        plain = words.strip(" ,;:“”«»")
        person = is_person_phrase(plain, self._memory.book)
        return organisation_in(self._memory, plain, person) or ARTICLE.sub("", plain) or None

    def named_in(self, span: Span, source: Source | None) -> Named:
        """Whether the words at `span` name an armed actor or a state other than the speaker's own, or only his own."""
        memory = self._memory
        own = (source.organisation or "") if source else ""
        named = {a.name for at, a in memory.actors if span.start <= at.start < span.end and a.kind in ARMED_KINDS}
        words = memory.text[span.start : span.end]
        for mention in memory.names.countries_in(words):
            if mention.form != "name" and mention.iso != memory.country:
                named.add(memory.country_name(mention.iso) or "")
        others = [name for name in named if name and name not in own and own not in (name,)]
        return "other" if others else "own" if named else "none"

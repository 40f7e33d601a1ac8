"""Who counted: the source that the text gives for a figure, from the statements and from the sentence itself."""

from __future__ import annotations

import re
from functools import cached_property

from watchdesk.extract import reported_en, reported_fr
from watchdesk.extract.attribution import Speakers
from watchdesk.extract.authors import is_communique
from watchdesk.extract.reported import MASK, Reported
from watchdesk.extract.source_chains import said_by
from watchdesk.records import Layout, Names, Sentence, Source, Span, Statement

_NO_SOURCE = re.compile(
    r"\d|^(?:in|on|at|since|by|of|s|d|l|non|nous|vous|ce|cela|it|its|their|our|film|telegram|latest|ir"
    r"|statement|a statement)\b|"
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december|\w+day)$|"
    r"\b(?:in the|with the|in|of|par|dans|war|raided)$|^$",
    re.IGNORECASE,
)
"""Labels that a sentence wrongly read would give: no name or office looks like these."""


_PART_BEFORE = re.compile(
    r"\b(?:dont|among (?:them|whom)|parmi (?:eux|elles|lesquels|lesquelles|ces derniers)|of (?:them|whom)|including)"
    r"(?:[,\s]+(?:at least|about|some|au moins|environ))?\s*$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\s*(?:\w+\s+){0,2}?(?:of (?:them|whom|these|those|the dead|the victims|the wounded)|more|others?|autres|"
    r"d[’']entre (?:eux|elles)|de plus|de ses camarades|de leurs camarades|of (?:its|their) comrades)\b",
    re.IGNORECASE,
)
"""Words by which a figure goes on from the one before it: "four of them", "200 others", "dont deux enfants"."""


class FigureSources:
    """The sources of one report's figures; asked sentence by sentence, in the order of the text."""

    def __init__(self, layout: Layout, statements: tuple[Statement, ...], names: Names) -> None:
        self._layout = layout
        self._statements = statements
        self._names = names
        self._speakers: Speakers | None = None
        self._read: tuple[int, tuple[Reported, ...]] = (-1, ())
        self._last: tuple[int, Source | None] = (-9, None)

    def source_of(self, number: Span, sentence: Sentence) -> Source | None:
        """The source of the number at `number`; None where the report counts in its own voice, but for a communiqué,
        whose figures are those of the body that issued it."""
        told = said_by(number, self._statements)
        if told:
            source = None if _NO_SOURCE.search(told.label or "") else told
        else:
            source = self._read_sentence(number, sentence) or self._gone_on(number, sentence)
        self._last = (sentence.index, source)
        return source or self._issuer

    @cached_property
    def _issuer(self) -> Source | None:
        if not is_communique(self._layout.report):
            return None
        issuer = Speakers(self._layout, self._names).issuer
        return Source(organisation=issuer) if issuer else None

    def _gone_on(self, number: Span, sentence: Sentence) -> Source | None:
        """The source of the figure before, of the same sentence or the last, where this one is a part of it."""
        index, source = self._last
        text = self._layout.report.text
        part = _PART_BEFORE.search(text[sentence.span.start : number.start]) or _PART_AFTER.match(
            text, number.end, sentence.span.end
        )
        return source if part and sentence.index - index <= 1 else None

    def _read_sentence(self, number: Span, sentence: Sentence) -> Source | None:
        """The source by the sentence's own verb of saying or "according to", where no statement was made of it."""
        if self._read[0] != sentence.index:
            find = reported_fr.find_reported if self._layout.report.language == "fr" else reported_en.find_reported
            self._read = (sentence.index, find(self._masked(sentence)))
        start = sentence.span.start
        holding = [
            r
            for r in self._read[1]
            if r.speaker
            and r.content
            and r.content.start <= number.start - start
            and number.end - start <= r.content.end
        ]
        if not holding:
            return None
        best = min(holding, key=lambda r: r.content.end - r.content.start if r.content else 0)
        if best.speaker is None:
            return None
        if self._speakers is None:
            self._speakers = Speakers(self._layout, self._names)
        source = self._speakers.source_at(Span(start=best.speaker.start + start, end=best.speaker.end + start))
        return source if source and not _NO_SOURCE.search(source.label or "") else None

    def _masked(self, sentence: Sentence) -> str:
        """The sentence with its direct quotations masked, every offset kept."""
        start, text = sentence.span.start, self._layout.report.text[sentence.span.start : sentence.span.end]
        for quotation in self._layout.quotations:
            if not quotation.scare and quotation.span.overlaps(sentence.span):
                left, right = max(0, quotation.span.start - start), min(len(text), quotation.span.end - start)
                text = text[:left] + MASK * (right - left) + text[right:]
        return text

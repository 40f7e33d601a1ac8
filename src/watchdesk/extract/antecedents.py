"""What "its spokesman", "he" or "it" may mean: the subjects of the sentence and of those just before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.extract import words_en, words_fr
from watchdesk.extract.reported import content_start
from watchdesk.extract.speaker_phrases import is_plural
from watchdesk.extract.speech import speech_book
from watchdesk.records import Layout, Span

_BACK = 2
"""Sentences before the one asked about whose subjects are still in mind."""
_MOST_WORDS = 12
_STOP = re.compile(r"[,;:(–—]|\s(?:who|which|that|whose|qui|que|dont|où|and|et)\s|\squ[’']")
_LEAD = re.compile(r"^(?:[^,]{1,60}),\s+")
_TENSE_S = re.compile(r"(?<=\w)\s(?:[a-z]{3,}(?:[^s\W]s))\s(?=(?:the|a|an|its|his|her|no|to|that|as|it|they|in|on)\b)")


def subjects_before(layout: Layout, at: int) -> Iterator[Span]:
    """Noun phrases that open the sentence of `at`, then those before it: the nearest first; `at` is in none."""
    home = next((s for s in layout.sentences if s.span.start <= at < s.span.end), None)
    if home is None:
        return
    language = "fr" if layout.report.language == "fr" else "en"
    for back in range(_BACK + 1):
        index = home.index - back
        if index < 0:
            return
        sentence = layout.sentences[index]
        end = at if back == 0 else sentence.span.end
        subject = _subject(layout.report.text, sentence.span.start, end, language)
        if subject:
            yield subject


def _subject(text: str, start: int, end: int, language: str) -> Span | None:
    """The words of a sentence from its start, past a leading phrase, to its first finite verb or mark."""
    words = words_fr if language == "fr" else words_en
    first = start + content_start(text[start:end])
    lead = _LEAD.match(text[first:end])
    while lead and words.LEADING.match(text[first:end]):
        first += lead.end()
        lead = _LEAD.match(text[first:end])
    stops = [m.start() for m in (_STOP.search(text, first, end), words.FINITE.search(text, first, end)) if m]
    stops += [first + span.start for span, _ in speech_book(language).verbs_in(text[first:end])][:1]
    if language == "en":
        stops += [m.start() for m in [_TENSE_S.search(text, first, end)] if m]
    if not stops:
        return None
    last = min(stops)
    piece = text[first:last]
    if not piece.strip() or len(piece.split()) > _MOST_WORDS or re.search(r"[“«\"]", piece):
        return None
    return Span(start=first, end=first + len(piece.rstrip()))


_FEMININE = re.compile(r"(?:La|Une|Cette|Sa|L[’'])\b|L[’']", re.IGNORECASE)
_MASCULINE = re.compile(r"(?:Le|Un|Ce|Cet|Son|L[’'])\b|L[’']", re.IGNORECASE)
_PLURAL = re.compile(r"(?:Les|Des|Deux|Trois|Ces|Leurs|Ses|Two|Three|Several|Some|These|Those|Many)\b", re.IGNORECASE)
_SINGULAR = re.compile(r"(?:The|An?|One|His|Her|Its|Another)\b|[A-Z]", re.IGNORECASE)


def fits_pronoun(pronoun: str, plain: str, *, person: bool, body: bool) -> bool:
    """True where a pronoun may stand for a subject: by person or body, number, and the gender of its article."""
    if not (person or body):
        return False
    plural = bool(_PLURAL.match(plain)) or (person and is_plural(plain))
    if pronoun in ("he", "she"):
        return person and not plural and bool(_SINGULAR.match(plain))
    if pronoun == "it":
        return body and not plural
    if pronoun == "they":
        return body or (person and plural)
    if pronoun == "il":
        return not plural and not (_FEMININE.match(plain) and not _MASCULINE.match(plain))
    if pronoun == "elle":
        return not plural and not (_MASCULINE.match(plain) and not _FEMININE.match(plain))
    return pronoun in ("ils", "elles") and plural

"""Paragraphs, lines and sentences of raw text, cut roughly: enough to tell furniture from report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.records import Span

_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n\s*")
_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?:[ \u00a0\u202f]»)?(?=\s)")
_OPENS = re.compile(r"\s+[\"“‘«(\[–—•·|►▶➤❖✂#>-]*[ \u00a0\u202f]*[A-ZÀ-ÖØ-Þ0-9]|\s*[\[(©#]|\s*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Capt|Maj|Sgt|St|No|M|MM|Mme|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
    r"|(?:^|[:.|•]\s)(?:1?\d|20)\.$"
)
_WRAP_AT = 55
MAX_SENTENCE = 2000
"""Characters of the longest sentence that is judged as one, so that no text takes time beyond its length."""


def paragraphs(text: str) -> Iterator[Span]:
    """Passages between blank lines, without the white space around them."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield from trimmed(text, start, gap.start())
        start = gap.end()
    yield from trimmed(text, start, len(text))


def lines(text: str, passage: Span) -> Iterator[Span]:
    """Lines of a passage; a line broken in mid-sentence at a margin (mail, PDF) is joined to the next."""
    start = passage.start
    at = text.find("\n", start, passage.end)
    while at >= 0:
        line_start = text.rfind("\n", start, at) + 1 or start
        before = text[max(line_start, start) : at].rstrip()
        after = text[at + 1 : at + 12].lstrip(" \t")
        wrapped = len(before) > _WRAP_AT and before[-1:] not in ".!?:;…”»|" and after[:1].isalnum()
        if not wrapped:
            yield from trimmed(text, start, at)
            start = at + 1
        at = text.find("\n", at + 1, passage.end)
    yield from trimmed(text, start, passage.end)


def sentences(text: str, passage: Span) -> Iterator[Span]:
    """Sentences of a passage, each with its closing marks; one of more than MAX_SENTENCE characters comes in pieces."""
    for sentence in _whole_sentences(text, passage):
        start = sentence.start
        while sentence.end - start > MAX_SENTENCE:
            blank = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
            end = blank if blank > 0 else start + MAX_SENTENCE
            yield from trimmed(text, start, end)
            start = end
        yield from trimmed(text, start, sentence.end)


def _whole_sentences(text: str, passage: Span) -> Iterator[Span]:
    start = passage.start
    for stop in _STOP.finditer(text, passage.start, passage.end):
        if not _OPENS.match(text, stop.end(), passage.end):
            continue
        if stop[0] == "." and _ABBREVIATION.search(text, max(start, stop.end() - 8), stop.end()):
            continue
        yield from trimmed(text, start, stop.end())
        start = stop.end()
    yield from trimmed(text, start, passage.end)


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The passage without the white space at its ends; nothing where it is all white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start=start, end=end)


def word_count(text: str, passage: Span) -> int:
    """How many words a passage has."""
    return sum(1 for word in text[passage.start : passage.end].split() if any(c.isalnum() for c in word))

"""What stands between quotation marks, of every shape, and across paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.records import Quotation, Report, Sentence, Span

_CLOSERS = {"“": '”"“', "„": '“”"', "«": "»", "‹": "›", '"': '"”', "‘": "’", "'": "'"}
_MARKS = re.compile(r"[“”„«»‹›\"‘’']")
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-:,/“«‘\"'")
_PADDING = " \t\n\u00a0\u202f"
_FILLER = "\u2060"  # stands for the second half of a mark typed as two ('' or ``)
_SCARE_WORDS = 3
_WORD = re.compile(r"\w[\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…»”\"]|[–—-])[\s\u00a0\u202f]*$")


def find_quotations(report: Report, sentences: tuple[Sentence, ...]) -> tuple[Quotation, ...]:
    """Quotations in order of the text, the outer before the inner one that it holds.

    A quotation that runs over several paragraphs, each opened anew, is one quotation per paragraph.
    """
    found: list[Quotation] = []
    paragraphs = _paragraph_spans(sentences)
    text = report.text.replace("''", f'"{_FILLER}').replace("``", f'"{_FILLER}')
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        opens_next = text[following.start] if following else ""
        for outer, closed in _pairs(text, paragraph, opens_next):
            inner = _inner(text, outer, closed)
            if inner.start < inner.end and not _is_stripped(report, outer):
                scare = _is_scare(text, outer, inner, paragraph.start)
                found.append(Quotation(span=inner, outer=outer, scare=scare))
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def _paragraph_spans(sentences: tuple[Sentence, ...]) -> list[Span]:
    spans: dict[int, Span] = {}
    for sentence in sentences:
        known = spans.get(sentence.paragraph)
        start = known.start if known else sentence.span.start
        spans[sentence.paragraph] = Span(start=start, end=sentence.span.end)
    return list(spans.values())


def _pairs(text: str, paragraph: Span, opens_next: str) -> Iterator[tuple[Span, bool]]:
    """Opening and closing marks that belong together, and whether a closing mark stands at the end."""
    open_marks: list[tuple[str, int]] = []
    for mark in _MARKS.finditer(text, paragraph.start, paragraph.end):
        at, sign = mark.start(), mark[0]
        fits = [n for n, (opener, _) in enumerate(open_marks) if sign in _CLOSERS[opener]]
        if fits and _can_close(text, at, paragraph):
            end = at + 2 if text[at + 1 : at + 2] == _FILLER else at + 1
            yield Span(start=open_marks[fits[-1]][1], end=end), True
            del open_marks[fits[-1] :]
        elif sign in _CLOSERS and _can_open(text, at, paragraph):
            open_marks.append((sign, at))
    for opener, at in open_marks[:1]:
        # Left open: the next paragraph takes it up, or the closing mark was forgotten.
        if opener == opens_next or opener in "“«„":
            yield Span(start=at, end=paragraph.end), False


def _can_open(text: str, at: int, paragraph: Span) -> bool:
    sign = text[at]
    if sign in "“„«‹":
        return True
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if before not in _BEFORE_OPENING or after in _PADDING:
        return False
    if sign == '"':
        return True
    # A single mark opens only where its fellow stands in the same paragraph; never before a number ('90s).
    closer = _CLOSERS[sign]
    ends = re.search(rf"[^\s]{closer}(?!\w)", text[at + 1 : paragraph.end])
    return bool(ends) and not after.isdigit()


def _can_close(text: str, at: int, paragraph: Span) -> bool:
    sign = text[at]
    if sign in "”»›":
        return True
    before = text[at - 1]
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if sign == "“":
        return before not in _PADDING and not after.isalnum()
    if sign == '"':
        return before not in _PADDING or not after.isalnum()
    if after.isalnum() or before in _PADDING:
        return False
    # "the soldiers’ camp" closes nothing while a later mark can.
    plural = before == "s" and re.match(r" [a-z]", text[at + 1 : at + 3])
    return not (plural and re.search(rf"\S{sign}(?!\w)", text[at + 1 : paragraph.end]))


def _inner(text: str, outer: Span, closed: bool) -> Span:
    start, end = outer.start + 1, outer.end - (1 if closed else 0)
    end -= 1 if closed and text[outer.end - 1] == _FILLER else 0
    while start < end and text[start] in _PADDING + _FILLER:
        start += 1
    while end > start and text[end - 1] in _PADDING:
        end -= 1
    return Span(start=start, end=end)


def _is_scare(text: str, outer: Span, inner: Span, paragraph_start: int) -> bool:
    """True for a fragment: a few words that are no sentence of their own."""
    words = text[inner.start : inner.end]
    count = len(_WORD.findall(words))
    stops = words[-1] in ".!?…"
    opens_sentence = bool(_SENTENCE_START.search(text[paragraph_start : outer.start])) and words[0].isupper()
    if stops or (opens_sentence and text[outer.end : outer.end + 1] in (",", "")):
        return False
    if opens_sentence and words[-1] == ",":
        return False
    return count <= _SCARE_WORDS or (count <= 2 * _SCARE_WORDS and words[0].islower())


def _is_stripped(report: Report, outer: Span) -> bool:
    return any(s.span and s.span.overlaps(outer) for s in report.stripped)

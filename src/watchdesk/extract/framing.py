"""Whether a happening is told as having happened: occurred, alleged, denied, announced, or no event at all."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Literal

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.records import Layout, Sentence, Span, Status

Frame = Literal["told", "hypothetical", "negated", "historical", "aggregate", "figurative"]

_NAMES = (
    "hypothetical_clause",
    "hypothetical_verb",
    "negated",
    "aggregate",
    "historical",
    "figurative",
    "alleged",
    "hedged",
    "denied",
    "announced",
)
_CLAUSE_BREAK = re.compile(r"[,;:–—()]|\b(?:and|but|while|which|who|et|mais|tandis que|qui)\b")
_OLD_DAYS = 45  # a happening that the sentence dates further back than this is background, not news
_NEAR = 4  # sentences within which a denial is looked for
_MANY_FIGURATIVE = 3  # so many words of sport, screen or market in a report make the report one of these


@cache
def _frame(name: str) -> re.Pattern[str]:
    """The pattern of one list of framing.yml. Raises BadCodebook where the list is missing or wrong."""
    lists = load_codebook("framing")["frames"]
    if set(lists) != set(_NAMES):
        raise BadCodebook(f"framing.yml: lists are {sorted(lists)}, expected {sorted(_NAMES)}")
    try:
        return re.compile(rf"(?<![\w’'-])(?:{'|'.join(lists[name])})(?![\w-])", re.IGNORECASE)
    except re.error as fault:
        raise BadCodebook(f"framing.yml: {name}: not a regular expression: {fault}") from fault


def frame_of(cue: Span, sentence: Sentence, layout: Layout) -> Frame:
    """How the words at `cue` are told. Only `told` makes an event."""
    text = layout.report.text
    clause = _clause_before(text, cue, sentence)
    if _negates(text, cue, clause, sentence):
        return "negated"
    if _is_hypothetical(text, cue, clause, sentence):
        return "hypothetical"
    if is_figurative_report(layout) or len(_frame("figurative").findall(_words(text, sentence.span))) > 1:
        return "figurative"
    if _is_old(sentence, layout) or _frame("historical").search(text, sentence.span.start, cue.end):
        return "historical"
    return "aggregate" if is_aggregate(sentence, layout) else "told"


def status_of(cue: Span, sentence: Sentence, layout: Layout, *, movement: bool) -> Status:
    """The status of an event told in `sentence`; `movement` for movements of forces, which alone can be `announced`."""
    text = layout.report.text
    if movement and _frame("announced").search(text, sentence.span.start, sentence.span.end):
        return "announced"
    if _frame("alleged").search(text, sentence.span.start, sentence.span.end):
        return "denied" if is_denied(sentence, layout, before=0, after=2) else "alleged"
    return "occurred"


def is_figurative_report(layout: Layout) -> bool:
    """True where the report as a whole is about sport, the screen or prices rather than a conflict."""
    report = layout.report
    words = _frame("figurative").findall(report.text)
    return len(words) >= _MANY_FIGURATIVE and len(words) * 90 > len(report.text.split())


def is_aggregate(sentence: Sentence, layout: Layout) -> bool:
    """True where a sentence sums up many happenings over a time ("since January", "chaque année")."""
    return bool(_frame("aggregate").search(layout.report.text, sentence.span.start, sentence.span.end))


def _clause_before(text: str, cue: Span, sentence: Sentence) -> Span:
    """From the last clause break before the cue to the cue."""
    start = sentence.span.start
    for mark in _CLAUSE_BREAK.finditer(text, sentence.span.start, cue.start):
        start = mark.end()
    return Span(start=start, end=cue.start)


def _negates(text: str, cue: Span, clause: Span, sentence: Sentence) -> bool:
    before = text[clause.start : clause.end].split()[-6:]
    if _frame("negated").search(" ".join(before)):
        return True
    after = text[cue.end : min(cue.end + 14, sentence.span.end)]
    return bool(re.match(r"\s+(?:pas|aucun|no one|nobody|personne)\b", after, re.IGNORECASE))


def _is_hypothetical(text: str, cue: Span, clause: Span, sentence: Sentence) -> bool:
    opening = text[sentence.span.start : cue.start]
    hit = _frame("hypothetical_clause").search(opening)
    if hit and "," not in opening[hit.end() :] and len(opening) - hit.end() < 90:
        return True
    before = " ".join(text[clause.start : clause.end].split()[-5:])
    return bool(_frame("hypothetical_verb").search(before))


def _is_old(sentence: Sentence, layout: Layout) -> bool:
    """True where every date of the sentence lies far before publication."""
    published = layout.report.published
    days = [d.when.last for d in layout.dates if sentence.span.holds(d.span) and d.when.last]
    return bool(published and days) and all(day < published - dt.timedelta(_OLD_DAYS) for day in days if published)


def is_background(sentence: Sentence, layout: Layout) -> bool:
    """True where a sentence sums up many happenings, tells of long ago, or says what has not happened."""
    opening = (sentence.span.start, sentence.span.end)
    frames = ("aggregate", "historical", "hypothetical_clause")
    return _is_old(sentence, layout) or any(_frame(f).search(layout.report.text, *opening) for f in frames)


def is_denied(sentence: Sentence, layout: Layout, *, before: int = _NEAR, after: int = _NEAR) -> bool:
    """True where this sentence, one of the `before` ones ahead of it or of the `after` ones behind it denies."""
    near = layout.sentences[max(0, sentence.index - before) : sentence.index + after + 1]
    text = layout.report.text
    return any(_frame("denied").search(text, s.span.start, s.span.end) for s in near)


def is_hedged(sentence: Sentence, layout: Layout) -> bool:
    """True where "allegedly" or a French conditional stands in the sentence."""
    return bool(_frame("hedged").search(layout.report.text, sentence.span.start, sentence.span.end))


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]

"""Which date of a report an event has: in its own clause, carried from the sentence before, or none."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left

from watchdesk.extract.date_tense import is_said_after, is_said_then
from watchdesk.extract.date_words import fold_dates
from watchdesk.records import DateMention, Layout, Sentence, Span, When

UNDATED = When(first=None, last=None, precision=4, basis=None)
_NEWS = dt.timedelta(days=30)
_WEEK = dt.timedelta(days=7)
_BOUNDARY = re.compile(
    r"[,;:()]| - |\b(?:and|but|while|whereas|after|before|when|that|who|which|where|as|et|mais|tandis que|alors que|apres"
    r"|avant|lorsque|quand|que|qui|dont|ou)\b"
)
_BACKGROUND = re.compile(r"(?:since|depuis|until|till|jusqu|d'ici|a compter|a partir|as of|in recent|ces dern|ces der)")
_TO_COME = re.compile(
    r"\b(?:will|shall|would|plans? to|intends? to|(?:is|are) (?:due|set|expected|scheduled) to|vont|prevoit de|compte|doivent|devraient"
    r"|devrait)\b(?! have\b)[^.;:,]{0,40}$"
)
_TO_COME_WORD = re.compile(r"\w{3,}(?:era|eront|ira|iront|erait|eraient)$")


def date_of(cue: Span, sentence: Sentence, layout: Layout) -> When:
    """The days of the event told by the words at `cue`; precision 4 and no days where the text tells none."""
    words = fold_dates(layout.report.text)
    if _is_to_come(cue, sentence, words):
        chosen = _said_date(sentence, layout, words)
        return chosen.when if chosen else UNDATED
    chosen = _best_date(cue, sentence, layout, words) or _said_date(sentence, layout, words)
    if chosen is None:
        chosen = _since_date(sentence, layout, words) or _carried_date(sentence, layout, words)
    return chosen.when if chosen else UNDATED


def _is_to_come(cue: Span, sentence: Sentence, words: str) -> bool:
    """True where the cue's own clause speaks of what is to come; such an event has the day of its announcement."""
    before = words[max(sentence.span.start, cue.start - 60) : cue.start]
    return bool(_TO_COME.search(before) or _TO_COME_WORD.match(words, cue.start, cue.end))


def dates_within(layout: Layout, span: Span) -> tuple[DateMention, ...]:
    """The dates that stand inside `span`, in order."""
    starts = [m.span.start for m in layout.dates]
    return tuple(m for m in layout.dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def _best_date(cue: Span, sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The date of the sentence that goes best with the cue, None where none tells when it happened."""
    fit = [m for m in dates_within(layout, sentence.span) if _tells_when(m, sentence.span, layout, words) and not _is_ahead(m, layout)]
    return min(fit, key=lambda m: _distance(m, cue, words), default=None)


def _said_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The day on which it was told, for a sentence that gives no other: an announcement, a toll given out."""
    for mention in dates_within(layout, sentence.span):
        if mention.when.first and not _is_background(mention, words) and not _is_dateline(mention, sentence.span, layout, words):
            if not _is_ahead(mention, layout) and not re.match(r"today|aujourd'hui", words[mention.span.start : mention.span.end]):
                return mention
    return None


def _since_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """What the sentence says to have gone on since a day not long ago."""
    for mention in dates_within(layout, sentence.span):
        if mention.when.precision <= 2 and re.match(r"since|depuis", words[mention.span.start : mention.span.end]):
            return mention
    return None


def _is_ahead(mention: DateMention, layout: Layout) -> bool:
    published = layout.report.published
    return published is not None and mention.when.first is not None and mention.when.first > published


def _tells_when(mention: DateMention, sentence: Span, layout: Layout, words: str) -> bool:
    if mention.when.first is None or _is_background(mention, words):
        return False
    if _is_dateline(mention, sentence, layout, words):
        return False
    return not (is_said_then(words, sentence, mention.span) or is_said_after(words, sentence, mention.span))


def _is_dateline(mention: DateMention, sentence: Span, layout: Layout, words: str) -> bool:
    """True for the date of a dateline ("GOMA, June 5 (Agency) -"): a place before it, a dash or bracket after it."""
    before = words[sentence.start : mention.span.start]
    quote = mention.when.quote
    if len(before) > 60 or not re.search(r"[a-z]", before) or quote is None or not re.search(r"\d", quote.text):
        return False
    if layout.report.published is not None and mention.when.first != layout.report.published:
        return False
    return bool(re.match(r"(?:,? \d{4})?\)?(?:,? ?\([^)]{1,25}\))? ?(?:-|:)", words[mention.span.end : mention.span.end + 40]))


def _is_long_past(mention: DateMention, layout: Layout) -> bool:
    """True for a day weeks before a report that tells of days just before it: what it recalls, not what it reports."""
    published = layout.report.published
    if published is None or mention.when.last is None or published - mention.when.last <= _NEWS:
        return False
    return any(m.when.last and dt.timedelta(0) <= published - m.when.last <= _WEEK and m.when.precision <= 2 for m in layout.dates)


def _is_own_day(mention: DateMention, layout: Layout) -> bool:
    """True for the full date of the report itself, which dates the paper and not what it tells."""
    return mention.when.basis == "stated" and mention.when.first == layout.report.published == mention.when.last


def _is_background(mention: DateMention, words: str) -> bool:
    """Dates that frame what is told instead of dating it: since, until, whole years and longer."""
    return mention.when.precision >= 4 or bool(_BACKGROUND.match(words, mention.span.start))


def _distance(mention: DateMention, cue: Span, words: str) -> tuple[int, int]:
    """How far a date stands from a cue: clauses between first, then characters; what follows counts a little more."""
    if mention.span.end <= cue.start:
        between, after = words[mention.span.end : cue.start], 0
    else:
        between, after = words[cue.end : mention.span.start], 1
    return len(_BOUNDARY.findall(between)) + (mention.when.precision > 2), len(between) + after


def _carried_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The date last told before the sentence, its own paragraph first; else the next one told after it."""
    for back in range(sentence.index - 1, -1, -1):
        told = _told_in(layout.sentences[back], layout, words)
        if told:
            return told[-1]
    for ahead in layout.sentences[sentence.index + 1 : sentence.index + 3]:
        told = _told_in(ahead, layout, words)
        if told:
            return told[0]
    return None


def _told_in(sentence: Sentence, layout: Layout, words: str) -> list[DateMention]:
    """The days, sharp or nearly, on which what the sentence tells happened."""
    return [
        m
        for m in dates_within(layout, sentence.span)
        if m.when.precision <= 2
        and _tells_when(m, sentence.span, layout, words)
        and not _is_ahead(m, layout)
        and not _is_own_day(m, layout)
        and not _is_long_past(m, layout)
    ]

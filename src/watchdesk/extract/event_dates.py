"""Which date of a report an event has: in its own clause, carried from the sentence before, or none."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left

from watchdesk.extract.date_tense import is_said_after, is_said_then
from watchdesk.extract.date_words import fold_dates
from watchdesk.records import DateMention, Layout, Sentence, Span, When

UNDATED = When(first=None, last=None, precision=4, basis=None)
_NARRATIVE_SENTENCES = 6
"""How many sentences back a date is still that of what is told."""
_BOUNDARY = re.compile(
    r"[,;:()]| - |\b(?:and|but|while|whereas|after|before|when|that|who|which|where|as|et|mais|tandis que|alors que|apres"
    r"|avant|lorsque|quand|que|qui|dont|ou)\b"
)
_BACKGROUND = re.compile(r"^(?:since|depuis|until|till|jusqu|d'ici|a compter|a partir|as of|in recent|ces dern|ces der)")
_ASIDE = re.compile(r"\b(?:after|before|avant|apres|suivant|following|despite|from|of|du|de|since|depuis) ?(?:the |le |la |l'|les )?(?:[\w'-]+ ){0,4}$")


def date_of(cue: Span, sentence: Sentence, layout: Layout) -> When:
    """The days of the event told by the words at `cue`; precision 4 and no days where the text tells none."""
    words = fold_dates(layout.report.text)
    own = _best_date(cue, sentence, layout, words)
    if own is not None:
        return own.when
    carried = _carried_date(sentence, layout, words)
    if carried is not None:
        return carried.when
    said = [m for m in dates_within(layout, sentence.span) if m.when.first and not _is_background(m, words)]
    return said[0].when if said else UNDATED


def dates_within(layout: Layout, span: Span) -> tuple[DateMention, ...]:
    """The dates that stand inside `span`, in order."""
    starts = [m.span.start for m in layout.dates]
    return tuple(m for m in layout.dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def _best_date(cue: Span, sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The date of the sentence that goes best with the cue, None where none tells when it happened."""
    fit = [m for m in dates_within(layout, sentence.span) if _tells_when(m, sentence.span, words)]
    return min(fit, key=lambda m: _distance(m, cue, words), default=None)


def _tells_when(mention: DateMention, sentence: Span, words: str) -> bool:
    if mention.when.first is None or _is_background(mention, words):
        return False
    if _is_dateline(mention, sentence, words):
        return False
    return not (is_said_then(words, sentence, mention.span) or is_said_after(words, sentence, mention.span))


def _is_dateline(mention: DateMention, sentence: Span, words: str) -> bool:
    """True for the date of a dateline ("GOMA, June 5 (Agency) -"): a place before it, a dash or bracket after it."""
    before = words[sentence.start : mention.span.start]
    if len(before) > 60 or not re.search(r"[a-z]", before):
        return False
    after = words[mention.span.end : mention.span.end + 30]
    return bool(re.match(r"(?:,? \d{4})?\)?(?:,? ?\([^)]{1,25}\))? ?(?:-|:|\.\s)", after) or re.match(r"\)? ?-", after))


def _is_background(mention: DateMention, words: str) -> bool:
    """Dates that frame what is told instead of dating it: since, until, whole years and longer."""
    return mention.when.precision >= 4 or bool(_BACKGROUND.match(words, mention.span.start))


def _distance(mention: DateMention, cue: Span, words: str) -> tuple[int, int]:
    """How far a date stands from a cue: clauses between first, then characters; what follows counts a little more."""
    if mention.span.end <= cue.start:
        between, after = words[mention.span.end : cue.start], 0
    else:
        between, after = words[cue.end : mention.span.start], 1
    return len(_BOUNDARY.findall(between)) , len(between) + after


def _carried_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The date last told before the sentence in its paragraph, else the one of the report's first sentence."""
    for back in range(sentence.index - 1, max(-1, sentence.index - 1 - _NARRATIVE_SENTENCES), -1):
        earlier = layout.sentences[back]
        if earlier.paragraph != sentence.paragraph:
            break
        told = [m for m in dates_within(layout, earlier.span) if _tells_when(m, earlier.span, words) and m.when.precision <= 2]
        if told:
            return told[0]
    return _lead_date(sentence, layout, words)


def _lead_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    for first in layout.sentences[:3]:
        if first.index >= sentence.index:
            break
        told = [m for m in dates_within(layout, first.span) if _tells_when(m, first.span, words) and m.when.precision <= 2]
        if told:
            return told[0]
    return None

"""Sentences that give the dead of several events together, as leads do: "31 killed in two raids", then 14 and 17."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.extract.deaths import deaths_in, toll_sentences
from watchdesk.records import Figure, Layout, Sentence

_LAST_LEAD = 4  # sentences of the beginning, title counted, that may sum up what is told below
_MANY = 6  # dead from which it is no chance that two later tolls add up to them
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|separate|twin|several|double|deux|trois|quatre|cinq|plusieurs) "
    r"(?:(?:separate|different|distinct|simultaneous|[a-z]+-[a-z]+) )?"
    r"(?:attacks?|operations?|raids?|incidents?|strikes?|clashes|ambush\w*|bombings?|blasts?|explosions?|villages?|towns?"
    r"|attaques?|opérations?|attentats?|embuscades?|frappes?|accrochages?|localités|villes|combats)\b",
    re.IGNORECASE,
)
_SAME_TOLL = 3  # dead from which a title and the lead that both count so many tell of one event
_DEADLIEST = 10_000  # no sums are made of more dead than this


def umbrella_sentences(
    events: Sequence[Sequence[Sentence]], figures: tuple[Figure, ...], layout: Layout
) -> frozenset[int]:
    """The indices of sentences near the beginning whose dead are those of at least two later events together.

    `events` holds the sentences that tell of each deadly event.
    """
    taken = {sentence.index for told in events for sentence in told}
    tolls = [_tolls(told, taken, figures, layout) for told in events]
    found = set()
    for sentence in {s.index: s for told in events for s in told}.values():
        total = _total(sentence, figures, layout)
        if sentence.index > _LAST_LEAD or not 1 < total <= _DEADLIEST:
            continue
        if total < _MANY and not _SEVERAL.search(layout.report.text, sentence.span.start, sentence.span.end):
            continue
        later = [[n for at, n in own if at > sentence.index and 0 < n < total] for own in tolls]
        if _adds_up(total, later):
            found.add(sentence.index)
    return frozenset(found)


def _tolls(
    told: Sequence[Sentence], taken: set[int], figures: tuple[Figure, ...], layout: Layout
) -> list[tuple[int, int]]:
    """(index of a sentence, dead that it counts) for every sentence that gives a toll of one event."""
    behind = [s for one in told for s in toll_sentences(one, taken, figures, layout)]
    return [(s.index, _total(s, figures, layout)) for s in (*told, *behind)]


def _total(sentence: Sentence, figures: tuple[Figure, ...], layout: Layout) -> int:
    counted = deaths_in([sentence], figures, layout)
    return counted.best if counted else 0


def _adds_up(total: int, later: Sequence[Sequence[int]]) -> bool:
    """Whether one toll each of at least two events adds up to `total`."""
    sums = {(0, 0)}  # (dead, events) reached so far, events counted up to two
    for own in later:
        sums |= {(dead + n, min(2, events + 1)) for dead, events in sums for n in own if dead + n <= total}
    return (total, 2) in sums


def told_again(events: Sequence[Sequence[Sentence]], figures: tuple[Figure, ...], layout: Layout) -> int | None:
    """The index of the title's sentence where another event's lead counts the same dead: both tell of that event."""
    if not layout.sentences or not layout.report.title:
        return None
    title = layout.sentences[0]
    heading = layout.report.text[title.span.start : title.span.end].strip()
    total = _total(title, figures, layout)
    if total < _SAME_TOLL or heading.casefold() not in layout.report.title.casefold():
        return None
    for told in events:
        if title not in told and any(0 < s.index <= _LAST_LEAD and _total(s, figures, layout) == total for s in told):
            return title.index
    return None

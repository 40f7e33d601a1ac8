"""Counts in words and digits to low, high, what is counted and who counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from watchdesk.extract.figure_measures import Cue, after_cue, before_cue, noun_cue, object_cue, thing_cue
from watchdesk.extract.figure_noise import is_figure
from watchdesk.extract.figure_phrases import Phrase, find_noun, words_span
from watchdesk.extract.numbers import Number, find_numbers
from watchdesk.records import Count, Figure, Layout, Measure, Names, Quote, Sentence, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number of one sentence with the thing counted and, once told, the measure."""

    number: Number
    phrase: Phrase
    sentence: Sentence
    cue: Cue | None = None


def find_figures(layout: Layout, statements: tuple[Statement, ...], names: Names) -> tuple[Figure, ...]:
    """Figures in order of the text."""
    found: list[Figure] = []
    last: Measure = "other"
    for sentence in layout.sentences:
        for counted in _count_sentence(layout, sentence, last):
            figure = _figure(layout, counted)
            last = figure.measure if figure.measure != "other" else last
            found.append(figure)
    return tuple(found)


def _count_sentence(layout: Layout, sentence: Sentence, last: Measure) -> list[Counted]:
    """What one sentence counts, each with its measure."""
    text, language, span = layout.report.text, layout.report.language, sentence.span
    dates = [(d.span.start, d.span.end) for d in layout.dates if span.start <= d.span.start < span.end]
    numbers = [n for n in _numbers_in(text, span, language) if is_figure(text, n, dates)]
    items: list[Counted] = []
    for at, number in enumerate(numbers):
        end = numbers[at + 1].span.start if at + 1 < len(numbers) else span.end
        items.append(Counted(number=number, phrase=find_noun(text, number, end, language), sentence=sentence))
    items = [_with_own_cue(text, items, at, language) for at in range(len(items))]
    return [_with_default(text, item, language, last) for item in _spread(text, items)]


def _numbers_in(text: str, span: Span, language: str) -> Iterator[Number]:
    for number in find_numbers(text[span.start : span.end], language):
        moved = [Span(start=s.start + span.start, end=s.end + span.start) for s in (number.span, number.core)]
        yield replace(number, span=moved[0], core=moved[1])


_CLAUSE_END = re.compile(r"[;:!?]|\.\s|\s[–—]\s|\b(?:while|whereas|but|tandis que|alors que|mais)\b")


def _with_own_cue(text: str, items: list[Counted], at: int, language: str) -> Counted:
    """The item with the measure that its own words tell, if any do."""
    item = items[at]
    number, noun = item.number, item.phrase.noun
    if number.kind == "percent":
        return replace(item, cue=Cue(measure="other", side="noun"))
    words = text[noun.start : noun.end]
    told = noun_cue(words, noun.start, language)
    if told and told.measure in ("killed", "injured"):
        return replace(item, cue=told)
    thing = object_cue(words, noun.start, language)
    if thing:
        return replace(item, cue=thing)
    left = max(item.sentence.span.start, items[at - 1].phrase.noun.end if at else 0)
    right = items[at + 1].number.span.start if at + 1 < len(items) else item.sentence.span.end
    stop = _CLAUSE_END.search(text, max(noun.end, number.span.end), right)
    cue = before_cue(text, left, number.span.start, language)
    cue = cue or after_cue(text, max(noun.end, number.span.end), stop.start() if stop else right, language)
    if told and (cue is None or cue.measure in ("displaced", "other", "in_need") and told.measure != "other"):
        return replace(item, cue=told)
    return replace(item, cue=cue)


_COORDINATED = re.compile(
    r"^[\s,“”\"«»)]*(?:(?:and|or|et|ou|as well as|plus|ainsi que|&)\s+)?(?:the |les |des )?[\s“\"«(]*$", re.IGNORECASE
)
_PART_OF = re.compile(
    r"(?:including|among them|of them|among|dont|parmi (?:eux|elles|lesquels)|y compris|notamment|of whom|of which|[(–—,])\s*(?:the |at least )?$",
    re.IGNORECASE,
)


def _spread(text: str, items: list[Counted]) -> list[Counted]:
    """Measures carried to coordinated items ("two soldiers and three civilians were killed") and to parts."""
    spread = list(items)
    for at in range(len(spread) - 2, -1, -1):
        here, after = spread[at], spread[at + 1]
        if here.cue is None and after.cue and after.cue.side == "after" and _linked(text, here, after, part=True):
            spread[at] = replace(here, cue=after.cue)
    for at in range(1, len(spread)):
        before, here = spread[at - 1], spread[at]
        if here.cue is None and before.cue and before.cue.side != "thing" and _linked(text, before, here, part=True):
            spread[at] = replace(here, cue=before.cue)
    return spread


def _linked(text: str, first: Counted, second: Counted, *, part: bool) -> bool:
    link = text[max(first.phrase.noun.end, first.number.span.end) : second.number.span.start]
    if _COORDINATED.match(link):
        return True
    return part and len(link) < 60 and bool(_PART_OF.search(link))


def _with_default(text: str, item: Counted, language: str, last: Measure) -> Counted:
    if item.cue:
        return item
    noun = item.phrase.noun
    thing = thing_cue(text[noun.start : noun.end], noun.start, language)
    if thing:
        return replace(item, cue=thing)
    measure: Measure = last if noun.start == noun.end else "other"
    return replace(item, cue=Cue(measure=measure, side="none"))


def _figure(layout: Layout, item: Counted) -> Figure:
    text, number = layout.report.text, item.number
    words = words_span(text, number, item.phrase)
    measure: Measure = item.cue.measure if item.cue else "other"
    sentence = item.sentence.span
    return Figure(
        measure=measure,
        words=Quote(span=words, text=text[words.start : words.end]),
        count=Count(low=number.low, high=number.high, qualifier=number.qualifier),
        evidence=(Quote(span=sentence, text=text[sentence.start : sentence.end]),),
        who=text[item.phrase.noun.start : item.phrase.noun.end] or None,
        rule=f"figure.{item.cue.side}" if item.cue else None,
    )

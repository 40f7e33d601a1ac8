"""Counts in words and digits to low, high, what is counted and who counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from watchdesk.extract.figure_measures import HARM, thing_cue
from watchdesk.extract.figure_noise import Surroundings, is_figure
from watchdesk.extract.figure_phrases import Counted, find_noun, words_span
from watchdesk.extract.figure_settings import period_of, place_of
from watchdesk.extract.figure_singles import find_single_victims
from watchdesk.extract.figure_sources import FigureSources
from watchdesk.extract.figure_spread import spread_from_singles, spread_measures
from watchdesk.extract.figure_told import with_defaults, with_own_cue
from watchdesk.extract.numbers import Number, find_numbers
from watchdesk.records import Count, Figure, Layout, Measure, Names, Quote, Sentence, Span, Statement


def find_figures(layout: Layout, statements: tuple[Statement, ...], names: Names) -> tuple[Figure, ...]:
    """Figures in order of the text."""
    sources = FigureSources(layout, statements, names)
    found: list[Figure] = []
    last: Measure = "other"
    told = 0
    for sentence in layout.sentences:
        last = last if sentence.index - told <= 2 else "other"
        for counted in _count_sentence(layout, sentence, last, names):
            figure = _figure(layout, counted, sources)
            last, told = (figure.measure, sentence.index) if figure.measure != "other" else (last, told)
            found.append(figure)
    return tuple(found)


def _count_sentence(layout: Layout, sentence: Sentence, last: Measure, names: Names) -> list[Counted]:
    """What one sentence counts, each with its measure."""
    text, language = layout.report.text, layout.report.language
    numbers = list(_numbers_in(text, sentence.span, language))
    around = _surroundings(layout, sentence, names) if numbers else Surroundings(sentence=sentence.span)
    numbers = [n for n in numbers if is_figure(text, n, around)]
    items: list[Counted] = []
    for at, number in enumerate(numbers):
        end = numbers[at + 1].span.start if at + 1 < len(numbers) else sentence.span.end
        items.append(Counted(number=number, phrase=find_noun(text, number, end, language), sentence=sentence))
    items = [with_own_cue(text, items, at, language) for at in range(len(items))]
    items = [_of_things(text, item, later, language) for item, later in zip_longest(items, items[1:])]
    items = spread_measures(text, items)
    items = [_across_border(text, item, around) for item in items]
    items = with_defaults(text, items, around, language, last)
    singles = find_single_victims(text, sentence, items, language)
    items = spread_from_singles(text, items, singles)
    items = [
        i
        for i in _carry_bounds(text, items)
        if _is_kept(text, i) and not any(s.number.span.holds(i.number.core) for s in singles)
    ]
    kept = sorted([*items, *singles], key=lambda item: item.number.span.start)
    return [_survived(item, layout) for item in kept]


_OUT_OF = re.compile(r"\s(?:(?:out )?of|des?|sur)\s(?:the\s|its\s|their\s|les\s|ses\s)?", re.IGNORECASE)


def _of_things(text: str, item: Counted, later: Counted | None, language: str) -> Counted:
    """The count as one of things where the next number counts these: "shot down 58 of 71 drones" kills nobody."""
    if later is None or not _OUT_OF.fullmatch(text, item.number.span.end, later.number.span.start):
        return item
    things = thing_cue(text[later.phrase.noun.start : later.phrase.noun.end], later.phrase.noun.start, language)
    return replace(item, cue=things) if things and things.measure == "weapons" else item


_SHOT = re.compile(r"(?:was |were |been )?shot", re.IGNORECASE)
_DEADLY = re.compile(
    r"\b(?:dead|death|died?|dies|dying|kill\w*|fatal\w*|murder\w*|homicide|manslaughter|slain|succumbed|bod(?:y|ies))\b",
    re.IGNORECASE,
)
_HURT = re.compile(
    r"\b(?:wound(?:ed|s)|injur\w+|hospital\w*|surviv\w+|recover\w*|stable condition|critical condition|non-life)\b",
    re.IGNORECASE,
)
_AFTER_SHOTS = 3  # sentences that may say how those who were shot fared


def _survived(item: Counted, layout: Layout) -> Counted:
    """Those of whom it is only said that they were shot: killed where the next words tell of death, else wounded where
    they tell of wounds."""
    cue, text = item.cue, layout.report.text
    if cue is None or cue.measure not in ("killed", "injured") or not _SHOT.fullmatch(text, cue.start, cue.end):
        return item
    follow = layout.sentences[item.sentence.index : item.sentence.index + _AFTER_SHOTS]
    start, end = item.sentence.span.start, follow[-1].span.end
    if _DEADLY.search(text, start, end):
        return replace(item, cue=replace(cue, measure="killed"))
    return replace(item, cue=replace(cue, measure="injured")) if _HURT.search(text, start, end) else item


def _surroundings(layout: Layout, sentence: Sentence, names: Names) -> Surroundings:
    span, text = sentence.span, layout.report.text
    countries = names.countries_in(text[span.start : span.end])
    moved = tuple(Span(start=c.span.start + span.start, end=c.span.end + span.start) for c in countries)
    inside = text[span.start : span.end]
    named = names.actors_in(inside) if any(map(str.isdigit, inside)) else ()
    numbered = [s for s, _ in named if any(map(str.isdigit, inside[s.start : s.end]))]
    return Surroundings(
        sentence=span,
        dates=tuple(d.span for d in layout.dates if span.holds(d.span)),
        countries=moved,
        names=tuple(Span(start=s.start + span.start, end=s.end + span.start) for s in numbered),
    )


_INTO = re.compile(
    r"^\s(?:(?:over|across|on foot|back)\s)?(?:to|into|vers|au|en|vers le|vers la)\s(?:the\s|le\s|la\s|l['’])?$"
)


def _across_border(text: str, item: Counted, around: Surroundings) -> Counted:
    """People who fled to another country are refugees."""
    cue = item.cue
    if cue is None or cue.measure != "displaced" or cue.side != "after":
        return item
    after = (c.start for c in around.countries if c.start >= cue.end)
    crossed = any(_INTO.match(text[cue.end : start]) for start in after)
    return replace(item, cue=replace(cue, measure="refugees")) if crossed else item


_ONE_OF_MANY = re.compile(
    r"\b(?:of|by|to|from|with|if|when|not|that|which|but|only|in|into|no|every)\s(?:the\s)?$", re.IGNORECASE
)


def _is_kept(text: str, item: Counted) -> bool:
    """A lone "one" counts only where it is told what happened to whom."""
    number = item.number
    alone = number.low == number.high == 1 and number.qualifier == "exact" and number.kind == "count"
    if not alone:
        return not _is_taken_up(text, item)
    before = text[max(item.sentence.span.start, number.span.start - 12) : number.span.start]
    told = bool(item.cue and item.cue.measure in HARM and item.cue.side != "none")
    return told and not (_ONE_OF_MANY.search(before) and item.cue is not None and item.cue.side != "before")


_DEFINITE = re.compile(r"\b(?:the|these|those|les|ces|its|both)\s$", re.IGNORECASE)


def _is_taken_up(text: str, item: Counted) -> bool:
    """Things of no told fate that the text only takes up again: "the two captains", « les trois villes »."""
    number = item.number
    untold = item.cue is not None and item.cue.measure == "other" and item.cue.side == "none"
    small = (number.high or number.low or 0) <= 10 and number.qualifier == "exact"
    return untold and small and bool(_DEFINITE.search(text, item.sentence.span.start, number.span.start))


_AND_ONLY = re.compile(r"^\s(?:and|et)\s$")


def _carry_bounds(text: str, items: list[Counted]) -> list[Counted]:
    """A qualifier carries over to a coordinated number: "more than 12,000 soldiers and 1,700 police"."""
    carried: list[Counted] = []
    for item in items:
        before = carried[-1] if carried else None
        number = item.number
        if before and number.qualifier == "exact" and number.kind == "count" and number.low == number.high:
            link = text[before.phrase.noun.end : number.span.start]
            told = before.number.qualifier
            if (
                _AND_ONLY.match(link)
                and told in ("at_least", "more_than", "up_to", "about")
                and before.number.kind == "count"
            ):
                low = None if told == "up_to" else number.low
                high = None if told in ("at_least", "more_than") else number.high
                item = replace(item, number=replace(number, low=low, high=high, qualifier=told))
        carried.append(item)
    return carried


def _numbers_in(text: str, span: Span, language: str) -> Iterator[Number]:
    for number in find_numbers(text[span.start : span.end], language):
        moved = [Span(start=s.start + span.start, end=s.end + span.start) for s in (number.span, number.core)]
        yield replace(number, span=moved[0], core=moved[1])


_NOUN_AT_LEAST = re.compile(r"^[\s\u00a0\u202f](?:au moins|at least|at the least|or more|ou plus)\b", re.IGNORECASE)


def _with_right_bound(text: str, item: Counted) -> Number:
    """The number, at least as high where "at least" follows the thing counted."""
    number = item.number
    if (
        number.qualifier == "exact"
        and number.kind == "count"
        and _NOUN_AT_LEAST.match(text[item.phrase.noun.end :][:14])
    ):
        return replace(number, high=None, qualifier="at_least")
    return number


def _figure(layout: Layout, item: Counted, sources: FigureSources) -> Figure:
    text, number = layout.report.text, _with_right_bound(layout.report.text, item)
    words = words_span(text, number, item.phrase)
    measure: Measure = item.cue.measure if item.cue else "other"
    sentence = item.sentence.span
    source = sources.source_of(number.core, item.sentence)
    return Figure(
        sources=(source,) if source else (),
        measure=measure,
        words=Quote(span=words, text=text[words.start : words.end]),
        count=Count(low=number.low, high=number.high, qualifier=number.qualifier),
        evidence=(Quote(span=sentence, text=text[sentence.start : sentence.end]),),
        who=text[item.phrase.noun.start : item.phrase.noun.end] or None,
        place=place_of(layout, number.core, item.sentence),
        period=period_of(layout, number.core, item.sentence),
        rule=f"figure.{item.cue.side}" if item.cue else None,
    )

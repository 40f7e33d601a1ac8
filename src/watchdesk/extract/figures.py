"""Counts in words and digits to low, high, what is counted and who counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from watchdesk.extract.figure_measures import HARM, Cue, after_cue, before_cue, noun_cue, object_cue, thing_cue
from watchdesk.extract.figure_noise import Surroundings, is_figure
from watchdesk.extract.figure_phrases import Counted, find_noun, words_span
from watchdesk.extract.figure_settings import period_of, place_of
from watchdesk.extract.figure_singles import find_single_victims
from watchdesk.extract.figure_sources import FigureSources
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
    items = [_with_own_cue(text, items, at, language) for at in range(len(items))]
    items = _spread(text, items)
    items = _with_defaults(text, items, around, language, last)
    singles = find_single_victims(text, sentence, items, language)
    items = [i for i in items if _is_kept(text, i) and not any(s.number.span.holds(i.number.core) for s in singles)]
    return sorted([*items, *singles], key=lambda item: item.number.span.start)


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


_ONE_OF_MANY = re.compile(
    r"\b(?:of|by|to|from|with|if|when|not|that|which|but|only|in|into|no|every)\s(?:the\s)?$", re.IGNORECASE
)


def _is_kept(text: str, item: Counted) -> bool:
    """A lone "one" counts only where it is told what happened to whom."""
    number = item.number
    alone = number.low == number.high == 1 and number.qualifier == "exact" and number.kind == "count"
    if not alone:
        return True
    before = text[max(item.sentence.span.start, number.span.start - 12) : number.span.start]
    told = bool(item.cue and item.cue.measure in HARM and item.cue.side != "none")
    return told and not (_ONE_OF_MANY.search(before) and item.cue is not None and item.cue.side != "before")


def _numbers_in(text: str, span: Span, language: str) -> Iterator[Number]:
    for number in find_numbers(text[span.start : span.end], language):
        moved = [Span(start=s.start + span.start, end=s.end + span.start) for s in (number.span, number.core)]
        yield replace(number, span=moved[0], core=moved[1])


_CLAUSE_END = re.compile(r"[;:!?“«]|\.\s|\s[–—]\s|\b(?:while|whereas|but|tandis que|alors que|mais)\b")


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
    thing = object_cue(text, noun.start, noun.end, language)
    if thing:
        return replace(item, cue=thing)
    left = max(item.sentence.span.start, items[at - 1].phrase.noun.end if at else 0)
    right = items[at + 1].number.span.start if at + 1 < len(items) else item.sentence.span.end
    stop = _CLAUSE_END.search(text, max(noun.end, number.span.end), right)
    cue = before_cue(text, left, number.span.start, language)
    since = told.end if told else number.span.end
    cue = cue or after_cue(text, since, stop.start() if stop else right, language)
    cue = _checked(text, item, cue, language)
    if told and (cue is None or (cue.measure in ("displaced", "in_need") and told.measure != "other")):
        return replace(item, cue=told)
    return replace(item, cue=cue)


_CUSTODY = re.compile(
    r"\b(?:custody|police|prison|court|gendarmes?|arrest\w*|garde à vue|questioning)\b", re.IGNORECASE
)
_ARMED = re.compile(
    r"\b(?:gunm[ae]n|armed|bandits?|rebels?|militants?|fighters?|militia\w*|insurgents?|jihad\w*"
    r"|hostages?|captives?|kidnap\w*|abduct\w*|"
    r"raiders|attackers|assailants|ransom|otages?|ravisseurs|hommes armés|rançon|captifs?)\b",
    re.IGNORECASE,
)
_HELD = frozenset(
    (
        *("held", "hold", "holds", "holding", "took", "taking", "takes", "take", "led away", "taken away", "took away"),
        *("taking away", "driven off", "led off", "were taken", "was taken", "been taken", "taken from", "driven away"),
    )
)
_WITH_HIM = re.compile(r"^\s(?:down\s)?with\s(?:him|her|it|them)\b")
_BLAST = re.compile(r"\b(?:bomb\w*|blew|explo\w+|blast)\b", re.IGNORECASE)
_HOSPITAL = re.compile(r"^\W*(?:\w+\W+){0,5}?(?:hospital|clinic|hôpital|infirmary)\b", re.IGNORECASE)
_PART = re.compile(r"^(?:\s(?:of them|of whom|of these)|\sd[’']entre eux)", re.IGNORECASE)


def _checked(text: str, item: Counted, cue: Cue | None, language: str) -> Cue | None:
    """The cue, unless the thing counted or its distance speaks against it."""
    if cue is None:
        return None
    noun, sentence = item.phrase.noun, item.sentence.span
    words = text[cue.start : cue.end].lower()
    if cue.measure == "displaced" and thing_cue(text[noun.start : noun.end], noun.start, language):
        return None
    if (
        cue.side == "after"
        and cue.start - item.number.span.end > 30
        and _PART.match(text[item.number.span.end : noun.end])
    ):
        return None
    if cue.measure != "abducted" or words not in _HELD:
        return cue
    if cue.side == "after" and _HOSPITAL.match(text[cue.end : cue.end + 60]):
        return replace(cue, measure="injured")
    if (
        words.startswith("t")
        and _WITH_HIM.match(text[noun.end : noun.end + 20])
        and _BLAST.search(text, sentence.start, sentence.end)
    ):
        return replace(cue, measure="killed")
    if _ARMED.search(text, sentence.start, sentence.end):
        return cue
    if _CUSTODY.search(text, sentence.start, sentence.end):
        return replace(cue, measure="detained")
    return None if words in ("take", "takes", "took", "taking") else cue


_COORDINATED = re.compile(
    r"^[\s,“”\"«»)]*(?:(?:and|or|et|ou|as well as|plus|ainsi que|&)\s+)?(?:the |les |des )?[\s“\"«(]*$", re.IGNORECASE
)
_PART_LINK = re.compile(
    r"(?:including|among (?:them|whom)|of whom|of which|dont|parmi (?:eux|elles|lesquels)|y compris"
    r"|notamment)\s*(?:the |at least )?$",
    re.IGNORECASE,
)
_OPENED = re.compile(r"^[\s,]*[–—:(]\s*(?:an?\s\w+,\s)?$")
_AMONG_AFTER = re.compile(r"^(?:\s(?:and|et)\s[\w\s]{3,30}?)?,?\s(?:among them|d[’']entre eux)\b")
_WITHIN = re.compile(r"^\s(?:in|from|of|across|dans|de|sur|répartis? dans)\s*$", re.IGNORECASE)


def _spread(text: str, items: list[Counted]) -> list[Counted]:
    """Measures carried to coordinated items ("two soldiers and three civilians were killed") and to parts."""
    spread = list(items)
    for at in range(1, len(spread)):
        before, here = spread[at - 1], spread[at]
        far = here.cue is None or (here.cue.side == "after" and here.cue.start - here.number.span.end > 25)
        if far and before.cue and _is_part(text, before, here):
            spread[at] = replace(here, cue=before.cue)
    for at in range(len(spread) - 2, -1, -1):
        here, after = spread[at], spread[at + 1]
        if here.cue is None and after.cue and after.cue.side == "after" and _linked(text, here, after, within=True):
            spread[at] = replace(here, cue=after.cue)
    for at in range(1, len(spread)):
        before, here = spread[at - 1], spread[at]
        if here.cue is None and before.cue and _linked(text, before, here):
            spread[at] = replace(here, cue=before.cue)
    return spread


def _is_part(text: str, whole: Counted, part: Counted) -> bool:
    link = _link(text, whole, part)
    if _OPENED.match(link) or _AMONG_AFTER.match(text[part.phrase.noun.end : part.phrase.noun.end + 60]):
        return True
    counted = text[part.number.span.end : part.phrase.noun.end]
    return len(link) < 90 and bool(_PART_LINK.search(link) or _PART.match(counted))


def _link(text: str, first: Counted, second: Counted) -> str:
    return text[max(first.phrase.noun.end, first.number.span.end) : second.number.span.start]


def _linked(text: str, first: Counted, second: Counted, *, within: bool = False) -> bool:
    link = _link(text, first, second)
    return bool(_COORDINATED.match(link)) or _is_part(text, first, second) or (within and bool(_WITHIN.match(link)))


_STRENGTH = re.compile(
    r"\b(?:strength|ceiling|deployment|contingent|contribut\w+|mission|force|presence|numbers?"
    r"|effectifs?|plafond|troops?|personnel|"
    r"soldats|battalion|bataillon|uniform\w*)\b",
    re.IGNORECASE,
)


def _with_defaults(
    text: str, items: list[Counted], around: Surroundings, language: str, last: Measure
) -> list[Counted]:
    """The items whose own words tell nothing, told by the thing counted, the neighbours or the sentence before."""
    told: list[Counted] = []
    for item in items:
        cue = item.cue or thing_cue(
            text[item.phrase.noun.start : item.phrase.noun.end], item.phrase.noun.start, language
        )
        if cue is None:
            cue = Cue(measure=_default(text, item, told, around, last), side="none")
        told.append(replace(item, cue=cue))
    return told


_STRONG_UNIT = re.compile(
    r"\b(?:company|contingent|team|force|brigade|battalion|unit|platoon|squad|detachment|bataillon|compagnie|unité|équipe|"
    r"détachement)\s(?:of|de|fort de|forte de)\s(?:about\s|some\s|environ\s)?$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"^(?:names?|noms?|others?|autres?|more|respectively|remain\w*)?$", re.IGNORECASE)
_PEOPLE = re.compile(r"^(?:people|men|hommes|personnes|persons|individuals)$", re.IGNORECASE)


def _default(text: str, item: Counted, told: list[Counted], around: Surroundings, last: Measure) -> Measure:
    number, noun = item.number, item.phrase.noun
    words = text[noun.start : noun.end]
    bare = bool(_UNNAMED.match(words) or (item.phrase.of and re.match(r"^(?:them|whom|us|eux|elles|nous)\b", words)))
    near: Measure | None = told[-1].cue.measure if told and told[-1].cue else None
    nation = any(
        c.start - 6 <= number.span.end <= c.end + 1 or 0 <= number.span.start - c.end <= 8 for c in around.countries
    )
    if nation and any(t.cue and t.cue.measure == "personnel" for t in told):
        return "personnel"
    if near and (bare or nation or (near == "personnel" and _PEOPLE.match(words))) and near != "weapons":
        return near
    if _STRONG_UNIT.search(text, around.sentence.start, number.span.start):
        return "personnel"
    people = any(0 <= c.start - number.span.end <= 1 for c in around.countries)
    if people and (number.low or 0) < 50000:
        return "personnel"
    if (nation or bare or _PEOPLE.match(words)) and _STRENGTH.search(
        text, max(around.sentence.start, number.span.start - 45), number.span.start
    ):
        return "personnel"
    return last if bare else "other"


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

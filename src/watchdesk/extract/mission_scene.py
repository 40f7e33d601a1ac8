"""A report read for peace operations: which one each sentence is about, and what the sentence holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.extract.mission_cues import word_pattern
from watchdesk.extract.mission_dates import Day, find_days
from watchdesk.extract.mission_names import (
    Operation,
    OperationMention,
    generic_mentions,
    hosts_by_count,
    named_operations,
    operation_of,
)
from watchdesk.extract.mission_people import People, find_people, with_countries
from watchdesk.extract.numbers import find_numbers
from watchdesk.extract.report_sections import sections
from watchdesk.records import CountryMention, Layout, Names, Quote, Sentence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One sentence about an operation. Offsets count from the sentence's start; `body` is where its dateline ends.

    `named` holds the operations that it names; `operation` is the one it is about. `hosts` are countries where the
    operation serves, left out of `countries`, which could each be a contributor. `near` is how plainly the sentence
    speaks of the operation: 2 by its name or "peacekeepers", 1 by "the mission" or "it", 0 by standing beside those.
    """

    sentence: Sentence
    text: str
    body: int
    language: str
    operation: Operation
    named: tuple[OperationMention, ...]
    countries: tuple[CountryMention, ...]
    hosts: tuple[CountryMention, ...]
    people: tuple[People, ...]
    days: tuple[Day, ...]
    near: int
    focus: bool
    published: str | None

    @property
    def quote(self) -> Quote:
        return Quote(span=self.sentence.span, text=self.text)

    def operation_at(self, at: int) -> Operation:
        """The operation named nearest before `at`, else the first named after, else the sentence's."""
        before = [m for m in self.named if m.span.start <= at]
        if before:
            return before[-1].operation
        return self.named[0].operation if self.named else self.operation


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What a sentence is about, as read from it and from those before."""

    operation: Operation
    named: tuple[OperationMention, ...]
    near: int
    focus: bool


_DATELINE = re.compile(
    r"^[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'\- /]{2,}[^.;\n]{0,60}?\s[–—-]+\s|"
    r"^[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?(?: \([^)]*\))?, "
    r"(?:le )?\d{1,2}(?:er)? \w+\.?(?: \d{4})?(?: \([^)]*\))? [–—-] "
)
_PRONOUN = re.compile(
    r"^(?:[•▪–-]\s*|\d+[).]\s*)?(?:It|Its|They|Their|Elle|Son|Sa|Ses|Celle-ci|There|Of these|Of its|"
    r"At present|Strength|Effectif|Barely|Another)\b"
)


@cache
def _refers() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{word_pattern('refers')})(?!\w)")


def read_scene(layout: Layout, names: Names) -> tuple[View, ...]:
    """The sentences of a report that may hold mission facts; empty where it is about no peace operation."""
    report = layout.report
    year = report.published.year if report.published else None
    text = report.text
    mentions = [m for m in named_operations(text, year) if not _stripped(layout, m.span)]
    generics = [(s, b) for s, b in generic_mentions(text) if not _stripped(layout, s)]
    if not mentions and not generics and not named_operations(report.title or "", year):
        return ()
    main = _main_operation(layout, mentions, generics, names, year)
    if main is None:
        return ()
    focus = _is_focus(layout, mentions, generics, main, year)
    return tuple(_views(layout, mentions, generics, main, focus, names))


def _stripped(layout: Layout, span: Span) -> bool:
    return any(s.span is not None and s.span.overlaps(span) for s in layout.report.stripped)


def _main_operation(
    layout: Layout, mentions: list[OperationMention], generics: list[tuple[Span, str]], names: Names, year: int | None
) -> Operation | None:
    titled = named_operations(layout.report.title or "", year)
    if titled:
        return titled[0].operation
    order = [m.operation for m in mentions]
    real = [o for o in order if o.countries]
    if real:
        return max(real, key=lambda o: (order.count(o), -order.index(o)))
    hosts = hosts_by_count(names.countries_in(f"{layout.report.title or ''}\n{layout.report.text}"))
    for _, body in generics:
        operation = operation_of(body, hosts, year) or operation_of(body, _place_hosts(layout, names), year)
        if operation:
            return operation
    return order[0] if order else None


def _place_hosts(layout: Layout, names: Names) -> list[str]:
    """The countries of the first towns that a report names, for one that names no country."""
    found: list[str] = []
    for mention in layout.places[:6]:
        places = names.places_named(layout.report.text[mention.span.start : mention.span.end])
        found += [places[0].country] if places else []
    return sorted(set(found), key=lambda iso: -found.count(iso))


def _is_focus(
    layout: Layout,
    mentions: list[OperationMention],
    generics: list[tuple[Span, str]],
    main: Operation,
    year: int | None,
) -> bool:
    """True where the report is about peace operations, so that "soldiers" are likely theirs."""
    if named_operations(layout.report.title or "", year) or any(
        True for _ in generic_mentions(layout.report.title or "")
    ):
        return True
    first = [s.span for s in layout.sentences[:2]]
    lead = any(span.overlaps(s) for s in first for span in (*(m.span for m in mentions), *(g for g, _ in generics)))
    return (len(mentions) + len(generics)) * 8 >= len(layout.sentences) or lead


def _own_operations(layout: Layout, mentions: list[OperationMention], parts: Mapping[int, str]) -> dict[str, Operation]:
    """The first operation that is named under each heading of a country."""
    found: dict[str, Operation] = {}
    for sentence in layout.sentences:
        named = [m.operation for m in mentions if sentence.span.holds(m.span)]
        if named and sentence.index in parts:
            found.setdefault(parts[sentence.index], named[0])
    return found


def _views(
    layout: Layout,
    mentions: list[OperationMention],
    generics: list[tuple[Span, str]],
    main: Operation,
    focus: bool,
    names: Names,
) -> list[View]:
    found: list[View] = []
    current, paragraph, warm = main, -1, 0
    spans = [*(m.span for m in mentions), *(s for s, _ in generics)]
    told = {s.paragraph for s in layout.sentences if any(s.span.holds(span) for span in spans)}
    parts = sections(layout, names)
    own = _own_operations(layout, mentions, parts)
    for sentence in layout.sentences:
        if sentence.paragraph != paragraph:
            current, paragraph = own.get(parts.get(sentence.index, ""), main), sentence.paragraph
        named = tuple(m for m in mentions if sentence.span.holds(m.span))
        plain = [s for s, _ in generics if sentence.span.holds(s)]
        text = layout.report.text[sentence.span.start : sentence.span.end]
        if text.isupper():
            continue
        near = 2 if named or plain else 1 if _refers().search(text) or (warm and _PRONOUN.match(text)) else 0
        if named:
            current = named[-1].operation if len({m.operation for m in named}) == 1 else named[0].operation
        warm = 2 if near == 2 else max(0, warm - 1 + (near == 1))
        if near or focus or sentence.paragraph in told:
            about = _About(operation=current, named=named, near=near, focus=focus or sentence.paragraph in told)
            found.append(_view(layout, sentence, about, names))
    return found


_LOCATIVE = re.compile(
    r"\b(?:in|near|inside|into|across|within|around|over|at|to|on|south|north|east|west|dans|en|au|"
    r"aux|vers|sur|à|soil of|border with|through|route du|par la)[ \u00a0](?:the[ ]|l[ea][ ]|l[’'])?(?:\w+ern[ ])?$",
    re.IGNORECASE,
)
_OWN_HOSTS = frozenset(["MNJTF", "G5 Sahel Joint Force"])


def _view(layout: Layout, sentence: Sentence, about: _About, names: Names) -> View:
    text = layout.report.text[sentence.span.start : sentence.span.end]
    base = sentence.span.start
    dateline = _DATELINE.match(text)
    body = dateline.end() if dateline else 0
    named = tuple(replace(m, span=Span(start=m.span.start - base, end=m.span.end - base)) for m in about.named)
    mentioned = [c for c in countries_of(text, names) if c.span.start >= body]
    mentioned = [c for c in mentioned if not any(m.span.holds(c.span) for m in named)]
    serving = _serving(about.operation, named)
    placed = _placed(text, mentioned)
    givers = [c for c in mentioned if c.iso not in serving and c not in placed]
    dated = [(d.span.start - base, d.span.end - base, d.when) for d in layout.dates if sentence.span.holds(d.span)]
    dated = [d for d in dated if d[0] >= body]
    numbers = [n for n in find_numbers(text, layout.report.language) if n.core.start >= body]
    people = find_people(text, numbers, [(start, end) for start, end, _ in dated])
    published = layout.report.published
    return View(
        sentence=sentence,
        text=text,
        body=body,
        language=layout.report.language,
        operation=about.operation,
        named=named,
        countries=tuple(givers),
        hosts=tuple(c for c in mentioned if c.iso in serving),
        people=tuple(with_countries(text, people, givers)),
        days=tuple(find_days(text, dated)),
        near=about.near,
        focus=about.focus,
        published=published.isoformat() if published else None,
    )


def _placed(text: str, mentioned: Sequence[CountryMention]) -> list[CountryMention]:
    """The countries that only say where something is, and those listed after them: "in Iraq and Afghanistan"."""
    placed: list[CountryMention] = []
    for at, country in enumerate(mentioned):
        before = mentioned[at - 1] if at else None
        listed = before in placed and country.form == "name" and before is not None and before.form == "name"
        joined = listed and before is not None and _AND.fullmatch(text[before.span.end : country.span.start])
        if joined or is_place(text, country):
            placed.append(country)
    return placed


_AND = re.compile(r"(?:,|,? and|,? et|,? or|,? ou)[ \u00a0](?:the |l[ea] |l[’'])?", re.IGNORECASE)


def _serving(operation: Operation, named: tuple[OperationMention, ...]) -> set[str]:
    """The countries that host the operations of a sentence or are party to their conflicts, never contributors."""
    if operation.name in _OWN_HOSTS:
        return set()
    rows = [operation, *(m.operation for m in named)]
    return {iso for row in rows for iso in (*row.countries, *row.parties)}


_STATE = re.compile(
    r"^[ \u00a0](?:government|army(?! (?:engineer|soldier))|authorities|air control|ministry|"
    r"president|parliament|tanks?|drones?|air ?strike|embassy|mercenar|instructors?|"
    r"paramilitar|conscripts?|citizens?|Cypriots?|rebels?|border|military(?! (?:police|observers|"
    r"personnel))|national|officials?|defence|foreign|capital|town|secretary|defense|side|gang|police(?! (?:officers?|"
    r"unit|advisers?|contingent)))",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    r"(?:\d|\bof|hundred|thousand|dozen|more|first|two|three|four|five|six|ten|deux|trois)[ \u00a0\u202f]$",
    re.IGNORECASE,
)


def is_place(text: str, country: CountryMention) -> bool:
    """True where a country's name says where something is, or whose government, rather than whose soldiers."""
    before, after = (
        text[max(0, country.span.start - 24) : country.span.start],
        text[country.span.end : country.span.end + 30],
    )
    if country.form == "demonym":
        return bool(_STATE.match(after)) and not _COUNTED.search(before)
    return bool(_LOCATIVE.search(before))


@cache
def _armies() -> tuple[re.Pattern[str], dict[str, str]]:
    named: dict[str, str] = load_codebook("peace_operations")["armies"]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(named)))})(?![\w-])"), named


def countries_of(text: str, names: Names) -> list[CountryMention]:
    """Countries named in a sentence, and those that the name of their army stands for ("the Bundeswehr")."""
    found = list(names.countries_in(text))
    pattern, named = _armies()
    for match in pattern.finditer(text):
        found.append(CountryMention(span=Span(start=match.start(), end=match.end()), iso=named[match[0]], form="name"))
    return sorted(found, key=lambda c: c.span.start)

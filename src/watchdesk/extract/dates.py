"""Stated and relative dates to a first and last day, with the basis kept."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from watchdesk.extract.date_calendar import Days
from watchdesk.extract.date_patterns import date_rules_of, date_trigger
from watchdesk.extract.date_rules import RESOLVERS
from watchdesk.extract.date_setting import UNKNOWN, Found, Setting, is_back
from watchdesk.extract.date_tense import is_said_then, speaks_of_future
from watchdesk.extract.date_words import fold_dates
from watchdesk.records import DateMention, Quote, Report, Sentence, Span, When

_FIRST_WORDS = 400
"""How far into a text the date of its own dateline may stand."""


_BESIDE = re.compile(r" (?:after|before|apres|avant)$")
"""Ends of an expression that dates an aside ("on Sunday, two days after they lost it")."""


_NIGHT = re.compile(r"night|nuit")


@dataclass(slots=True)
class _Reading:
    """What is carried from one expression to the next: the day of reading and the date last named."""

    today: dt.date | None
    inferred: bool = False
    before: Days | None = None
    night: bool = False
    main: Days | None = None
    last: Days | None = None
    last_at: int = -1
    year: int | None = None
    year_at: int = -1


def find_dates(report: Report, sentences: tuple[Sentence, ...]) -> tuple[DateMention, ...]:
    """Date expressions in order of the text, each with its days where they can be known."""
    words = fold_dates(report.text)
    reading = _Reading(today=report.published)
    if report.published is None:
        reading.today = _find_dateline(report, words, sentences)
        reading.inferred = reading.today is not None
    found: list[DateMention] = []
    trigger = date_trigger()
    for sentence in sentences:
        if trigger.search(words, sentence.span.start, sentence.span.end):
            found += _read_sentence(report, words, sentence.span, reading)
    return tuple(found)


def _find_dateline(report: Report, words: str, sentences: tuple[Sentence, ...]) -> dt.date | None:
    """The full date that stands in the first words of a report without a date of its own; None where there is none."""
    for sentence in sentences[:3]:
        if sentence.span.start > _FIRST_WORDS:
            break
        for mention in _read_sentence(report, words, sentence.span, _Reading(today=None)):
            when = mention.when
            if when.basis == "stated" and when.precision == 1 and when.first == when.last:
                return when.first
    return None


def _read_sentence(report: Report, words: str, span: Span, reading: _Reading) -> list[DateMention]:
    union, rules = date_rules_of(report.language)
    found: list[DateMention] = []
    waiting: tuple[int, re.Match[str], Setting] | None = None
    at = span.start
    inner = words[: span.end]
    while hit := union.search(inner, at):
        at = hit.start() + 1
        for rule in rules[(hit.lastindex or 1) - 1 :]:
            match = rule.pattern.match(inner, hit.start())
            if match is None:
                continue
            setting = _set_up(report, words, span, match, reading)
            got = {name: value for name, value in match.groupdict().items() if value}
            answer = RESOLVERS[rule.kind](match, got, setting)
            if answer is not None:
                mention = _mention(report, match, answer, reading)
                found.append(mention)
                if _looks_ahead(rule.kind, got, setting, hit.start() - span.start):
                    waiting = (len(found) - 1, match, setting)
                elif waiting and rule.kind != "deictic" and answer.precision == 1 and answer.days:
                    found[waiting[0]] = _read_again(report, waiting[1], replace(waiting[2], here=answer.days), reading)
                    waiting = None
                _carry(reading, words, span, mention, rule.kind)
                at = mention.span.end
                break
    return found


def _looks_ahead(kind: str, got: dict[str, str], setting: Setting, distance: int) -> bool:
    """True for "la veille" within a sentence that names no date before it: it may count from one named after it."""
    return kind == "deictic" and distance > 15 and setting.here is None and "num" not in got and is_back(got)


def _read_again(report: Report, match: re.Match[str], setting: Setting, reading: _Reading) -> DateMention:
    got = {name: value for name, value in match.groupdict().items() if value}
    return _mention(report, match, RESOLVERS["deictic"](match, got, setting) or UNKNOWN, reading)


def _set_up(report: Report, words: str, span: Span, match: re.Match[str], reading: _Reading) -> Setting:
    french = report.language == "fr"
    future = speaks_of_future(words, report.text, span, match.start(), match.end(), french=french)
    return Setting(
        today=reading.today,
        before=reading.before,
        night=reading.night,
        main=reading.main,
        here=reading.last if reading.last_at >= span.start else None,
        before_year=reading.year if reading.year_at >= span.start and not future else None,
        future=future,
        french=french,
        words=words,
        raw=report.text,
    )


def _mention(report: Report, match: re.Match[str], found: Found, reading: _Reading) -> DateMention:
    raw = match[0]
    start = match.start() + len(raw) - len(raw.lstrip(" "))
    span = Span(start=start, end=match.start() + len(raw.rstrip(" ,-")))
    basis = "inferred" if reading.inferred and found.basis == "relative" else found.basis
    quote = Quote(span=span, text=report.text[span.start : span.end])
    first, last = found.days or (None, None)
    anchor = (found.anchor or reading.today) if first and found.basis == "relative" else None
    when = When(first=first, last=last, precision=found.precision, basis=basis, quote=quote, anchor=anchor)
    return DateMention(span=span, when=when)


def _carry(reading: _Reading, words: str, span: Span, mention: DateMention, kind: str) -> None:
    """Remember the date last named, so that "the next day" and "la veille" have something to count from."""
    when = mention.when
    if when.first is None or when.last is None:
        return
    if when.basis == "stated" and when.first.year == when.last.year:
        reading.year, reading.year_at = when.first.year, mention.span.start
    if when.precision > 2:
        return
    if words.startswith(("since", "depuis"), mention.span.start):  # "la veille" counts from it, no later sentence
        reading.last, reading.last_at = (when.first, when.first), mention.span.start
        return
    if words.startswith(("until", "jusqu", "by ", "d'ici"), mention.span.start):
        return
    if (
        kind == "deictic"
        and reading.last_at >= span.start
        and _BESIDE.search(words, mention.span.start, mention.span.end)
    ):
        return
    if kind != "deictic":
        reading.last, reading.last_at = (when.first, when.last), mention.span.start
        if reading.before is not None and is_said_then(words, span, mention.span):
            return
    if reading.today is None or when.first <= reading.today or reading.before is None:
        reading.before = (when.first, when.last)
        if when.precision == 1 and when.first != reading.today and _is_main(reading.main, reading.before):
            reading.main = reading.before
        named_night = _NIGHT.search(words, mention.span.start, mention.span.end)
        reading.night = (when.last - when.first).days == 1 and named_night is not None


def _is_main(main: Days | None, days: Days) -> bool:
    """Whether days are those that the report is about: the first that it names, or a day of that weekend or range."""
    if main is None:
        return True
    return main[0] < main[1] and days[0] == days[1] and main[0] <= days[0] <= main[1]

"""Dates: a table of expressions in English and French, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.errors import BadCodebook
from watchdesk.extract import date_patterns
from watchdesk.extract.date_calendar import islamic_day
from watchdesk.extract.date_rules import RESOLVERS
from watchdesk.extract.dates import find_dates
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import DateMention, Report

TABLE = yaml.safe_load(Path(__file__).with_name("date_cases.yml").read_text(encoding="utf-8"))
CASES = [(group["language"], group["published"], *case) for group in TABLE for case in group["cases"]]
RIGHT_SHARE = 0.95


def read(text: str, published: dt.date | None, language: str) -> tuple[DateMention, ...]:
    report = Report(id="r", capture_id="c", address="a", text=text, published=published, language=language)
    return find_dates(report, split_sentences(report))


def answer(case: tuple[Any, ...]) -> str:
    """What is found at the brackets of a case, in the form of the table."""
    language, published, marked = case[:3]
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    for mention in read(text, published, language):
        if mention.span.start < end and start < mention.span.end:
            when = mention.when
            days = f"{when.first}" if when.first == when.last else f"{when.first}/{when.last}"
            return f"{'unknown' if when.first is None else days} p{when.precision}"
    return "none p4"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_table_of_expressions(language: str) -> None:
    cases = [case for case in CASES if case[0] == language]
    wrong = [
        f"{case[1]} {case[2]!r}: expected {case[3]} p{case[4]}, found {answer(case)}"
        for case in cases
        if answer(case) != f"{case[3]} p{case[4]}"
    ]
    assert len(cases) >= 200
    assert len(wrong) <= (1 - RIGHT_SHARE) * len(cases), "\n".join(wrong)


def test_table_is_wide_enough() -> None:
    assert len(CASES) >= 400
    assert len({case[2] for case in CASES}) >= 0.9 * len(CASES)


def test_every_kind_of_rule_has_a_resolver() -> None:
    kinds = {rule.kind for language in ("en", "fr") for rule in date_patterns.date_rules_of(language)[1]}
    assert kinds == set(RESOLVERS)


def test_an_unknown_piece_of_the_codebook_is_named() -> None:
    with pytest.raises(BadCodebook, match="'moth'"):
        date_patterns._expand("on {moth}", {"month": "may"})


def test_basis_tells_how_the_days_were_found() -> None:
    text = "On 27 March 2022 it began. On Monday it ended."
    stated, relative = read(text, dt.date(2022, 4, 6), "en")
    assert (stated.when.basis, relative.when.basis) == ("stated", "relative")


def test_without_publication_relative_days_stay_unknown() -> None:
    (mention,) = read("Gunmen killed ten yesterday.", None, "en")
    assert (mention.when.first, mention.when.last, mention.when.basis) == (None, None, None)


def test_a_dateline_stands_in_for_the_publication_and_is_marked() -> None:
    mention = read("GOMA, 5 June 2023 - Gunmen killed ten on Saturday.", None, "en")[-1]
    assert (mention.when.first, mention.when.basis) == (dt.date(2023, 6, 3), "inferred")


@pytest.mark.parametrize("gap", ["\u00a0", "\u202f", "\u2009"])
def test_spaces_of_every_kind(gap: str) -> None:
    (mention,) = read(f"Le 27{gap}mars{gap}2022, ils ont fui.", None, "fr")
    assert mention.when.first == dt.date(2022, 3, 27)


def test_islamic_new_moons_are_near_those_kept() -> None:
    kept = {
        dt.date(2022, 5, 2): 1443,
        dt.date(2023, 4, 21): 1444,
        dt.date(2024, 4, 10): 1445,
        dt.date(2025, 3, 30): 1446,
    }
    for day, year in kept.items():
        assert abs((islamic_day(year, 10, 1) - day).days) <= 1


SOME_WORDS = """
on in since until the of from to and between last next this early mid late night week month year days ago later
before after yesterday overnight Monday Sunday March May August 27 31 30 1st 2,500 2022 2012 1999 29 February three
a le la du au en depuis dans nuit de dimanche lundi mars mai août 1er hier veille lendemain semaine dernière il y
prochaine trois jours mois été fin début mi- Noël Easter will votera said a annoncé . , ; – ’ « »
12/13/2022 2022-02-30
"""
WORDS = st.sampled_from(SOME_WORDS.split())
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join))
DAYS = (
    st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)) | st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))
)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS, published=DAYS, language=st.sampled_from(["en", "fr", "ar"]))
def test_any_text_gives_sound_mentions(text: str, published: dt.date | None, language: str) -> None:
    reached = 0
    for mention in read(text, published, language):
        when = mention.when
        assert when.quote is not None and when.quote.span == mention.span
        assert when.quote.text == text[mention.span.start : mention.span.end] and when.quote.text.strip()
        assert mention.span.start >= reached
        assert (when.first is None) == (when.last is None)
        assert when.first is None or (when.last is not None and when.first <= when.last)
        assert when.precision in (1, 2, 3, 4)
        assert (when.first is None) == (when.basis is None)
        reached = mention.span.end

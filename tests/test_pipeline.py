"""From bytes to checked claims: the verbatim check, ids that last, and the same bytes twice."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.collect.folders import capture_id
from watchdesk.errors import UnreadableCapture
from watchdesk.pipeline import check_verbatim, give_ids, open_reader, quotes_of, read_capture, verbatim_fault
from watchdesk.publish.report_json import report_line
from watchdesk.records import Capture, Count, Figure, Quote, Report, Span, Stated, Stripped
from watchdesk.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def reader():
    return open_reader(Settings())


def capture_of(text: str, published: dt.date | None = dt.date(2023, 5, 2), language: str = "en") -> Capture:
    body = text.encode()
    stated = Stated(id="t", published=published, language=language)
    return Capture(id=capture_id("t", body), address="t", body=body, media_type="text/plain", stated=stated)


def report_of(text: str, *stripped: Stripped) -> Report:
    return Report(id="r", capture_id="c", address="a", text=text, stripped=stripped)


def figure_of(text: str, start: int, end: int, words: str | None = None) -> Figure:
    quote = Quote(span=Span(start=start, end=end), text=words if words is not None else text[start:end])
    return Figure(evidence=(quote,), measure="killed", words=quote, count=Count(low=1, high=1))


TEXT = "Gunmen killed two farmers. Nobody claimed it."


def test_words_that_stand_in_the_text_pass():
    assert verbatim_fault(report_of(TEXT), figure_of(TEXT, 14, 25)) is None


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (figure_of(TEXT, 14, 25, "two herders"), "'two herders' is not what stands at 14-25: 'two farmers'"),
        (figure_of(TEXT, 14, 14, ""), "is not what stands"),
        (figure_of(TEXT, 900, 911, "two farmers"), "is not what stands"),
        (replace(figure_of(TEXT, 14, 25), evidence=()), "it quotes no evidence"),
    ],
)
def test_words_that_do_not_are_dropped_with_the_reason(claim, why):
    kept, dropped = check_verbatim(report_of(TEXT), (claim,))
    assert kept == ()
    assert why in dropped[0].reason


def test_words_in_a_stripped_passage_are_dropped():
    hole = Stripped(text="two farmers", reason="newsletter", span=Span(start=14, end=25))
    kept, dropped = check_verbatim(report_of(TEXT, hole), (figure_of(TEXT, 14, 25),))
    assert kept == ()
    assert "stripped passage" in dropped[0].reason


def test_equal_claims_get_different_ids_and_keep_them():
    claim = figure_of(TEXT, 14, 25)
    first = give_ids(report_of(TEXT), (claim, claim))
    again = give_ids(report_of(TEXT), (claim, claim))
    assert first[0].id != first[1].id
    assert [c.id for c in first] == [c.id for c in again]


@pytest.mark.parametrize("name", ["withdrawal.txt", "embuscade.html", "situation-report.eml"])
def test_examples_read_and_every_quote_is_verbatim(reader, name):
    path = EXAMPLES / name
    body = path.read_bytes()
    reading = read_capture(Capture(id=capture_id(name, body), address=name, body=body), reader)
    assert len(reading.claims) >= 10
    assert reading.dropped == ()
    for claim in reading.claims:
        for quote in quotes_of(claim):
            assert reading.report.text[quote.span.start : quote.span.end] == quote.text


def test_the_same_bytes_give_the_same_line(reader):
    capture = capture_of((EXAMPLES / "withdrawal.txt").read_text(encoding="utf-8"))
    again = capture_of((EXAMPLES / "withdrawal.txt").read_text(encoding="utf-8"))
    assert report_line(read_capture(capture, reader)) == report_line(read_capture(again, open_reader(Settings())))


def test_the_newsletter_box_is_stripped_and_listed(reader):
    reading = read_capture(capture_of((EXAMPLES / "withdrawal.txt").read_text(encoding="utf-8")), reader)
    stripped = " ".join(s.text for s in reading.report.stripped)
    assert "Sign up to Morning World Briefing" in stripped
    assert "reCAPTCHA" in stripped
    assert "German soldiers" not in stripped


def test_no_bytes_raise_what_can_be_caught(reader):
    with pytest.raises(UnreadableCapture):
        read_capture(capture_of("   \n "), reader)


WORDS = st.sampled_from(
    [
        "Gunmen",
        "killed",
        "two",
        "17",
        "soldiers",
        "in",
        "Gao",
        "on",
        "Monday",
        ",",
        "said",
        "the",
        "army",
        ".",
        "«",
        "Non",
        "»",
        "“No",
        "one",
        "died”",
        "a",
        "déclaré",
        "M.",
        "Diallo",
        "aucune",
        "Forty-six",
        "MINUSMA",
        "peacekeepers",
        "were",
        "attacked",
        "near",
        "Kidal",
        "le",
        "3",
        "mai",
        "\n\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=60), language=st.sampled_from(["en", "fr"]))
def test_any_order_of_words_reads_and_stays_verbatim(reader, words, language):
    text = " ".join(words)
    if not any(character.isalpha() for character in text):
        return  # nothing to read: UnreadableCapture, tested elsewhere
    reading = read_capture(capture_of(text, language=language), reader)
    assert reading.dropped == ()

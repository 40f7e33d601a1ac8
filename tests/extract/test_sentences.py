"""Sentences: abbreviations, quotations, lists, wrapped lines, and what was stripped."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Report, Span, Stripped

CASES = [
    ("Gunmen attacked. Two died.", ["Gunmen attacked.", "Two died."]),
    ("Gen. Salim Diop spoke. He left.", ["Gen. Salim Diop spoke.", "He left."]),
    ("M. Diallo a nié. Le maire aussi.", ["M. Diallo a nié.", "Le maire aussi."]),
    ("The U.S. envoy left at 6 p.m. on Monday.", ["The U.S. envoy left at 6 p.m. on Monday."]),
    ("“We will stay.” He did not smile.", ["“We will stay.”", "He did not smile."]),
    ("« Nous restons. » Il n’a pas souri.", ["« Nous restons. »", "Il n’a pas souri."]),
    ("Bilan :\n– 3 morts ;\n– 5 blessés.", ["Bilan :", "– 3 morts ;", "– 5 blessés."]),
    ("The army said that it had lost two of its men in\nthe raid on the camp.", None),
    ("One. \n\nTwo.", ["One.", "Two."]),
    (
        "Dozens of families flee their homes after a night of shelling\n"
        "Gao, 3 May – Dozens of families fled on Sunday, the mayor said, and more were on the road on Monday.",
        [
            "Dozens of families flee their homes after a night of shelling",
            "Gao, 3 May – Dozens of families fled on Sunday, the mayor said, and more were on the road on Monday.",
        ],
    ),
    (
        "Dozens of families flee their homes after a night of shelling\nBy Awa Sow in Gao",
        ["Dozens of families flee their homes after a night of shelling", "By Awa Sow in Gao"],
    ),
    ("Il y a eu 2,5 millions de déplacés. Fin.", ["Il y a eu 2,5 millions de déplacés.", "Fin."]),
]


def report_of(text, *stripped):
    return Report(id="r", capture_id="c", address="a", text=text, stripped=stripped)


def words_of(text, *stripped):
    return [text[s.span.start : s.span.end] for s in split_sentences(report_of(text, *stripped))]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_where_a_sentence_ends(text, expected):
    assert words_of(text) == (expected or [text])


def test_entries_of_a_list_are_paragraphs_of_their_own():
    text = "Incidents:\n• Gao: two died.\n• Kidal: a mine blew up. Nobody was hurt.\n\nThe end."
    assert [s.paragraph for s in split_sentences(report_of(text))] == [0, 1, 2, 2, 3]


def test_no_sentence_holds_stripped_words():
    text = "Two died. Subscribe to our newsletter now. Nobody claimed it."
    start = text.index("Subscribe")
    box = Stripped(text="x", reason="newsletter", span=Span(start=start, end=start + 32))
    assert words_of(text, box) == ["Two died.", "Nobody claimed it."]


@given(text=st.text(alphabet="AaÉé .!?“”«»\n1-’", max_size=80))
def test_sentences_are_in_order_inside_the_text_and_apart(text):
    spans = [s.span for s in split_sentences(report_of(text))]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))

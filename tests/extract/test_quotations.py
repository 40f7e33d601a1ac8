"""Quotation marks of every shape; apostrophes are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.extract.quotations import find_quotations
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Quotation, Report


def quotations(text: str) -> tuple[Quotation, ...]:
    report = Report(id="r", capture_id="c", address="a", text=text)
    return find_quotations(report, split_sentences(report))


def inner(text: str) -> list[str]:
    return [text[q.span.start : q.span.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The windows came down,” said Gul.", ["The windows came down,"]),
        ('He said: "It is over." Then he left.', ["It is over."]),
        ("«\u00a0Nous partons\u00a0», a dit Awa.", ["Nous partons"]),
        ("«\u202fNous partons\u202f», a dit Awa.", ["Nous partons"]),
        ("‘We will not go,’ said the widow.", ["We will not go,"]),
        ("'We won't go,' said the soldiers' wives. 'Never.'", ["We won't go,", "Never."]),
        ("''We are leaving,'' she said, ``and soon.''", ["We are leaving,", "and soon."]),
        ("„Wir gehen nicht“, sagte er.", ["Wir gehen nicht"]),
        ("« On a dit “non” à l'ONU », a-t-il dit.", ["On a dit “non” à l'ONU", "non"]),
        (
            "“They came at night. They took the boys. Nobody shouted.”",
            ["They came at night. They took the boys. Nobody shouted."],
        ),
        ("The soldiers’ camp and the driver’s son were gone; it’s said.", []),
        ("L’armée n'a rien dit d'hier, l'ONU non plus.", []),
        ("In the '90s the rebels' land was theirs.", []),
    ],
)
def test_every_shape_of_mark(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_over_paragraphs_is_one_for_each() -> None:
    text = "“We walked for two days.\n\n“We had no water.\n\n“The children cried,” said Awa."
    assert inner(text) == ["We walked for two days.", "We had no water.", "The children cried,"]


def test_a_forgotten_closing_mark_ends_with_the_paragraph() -> None:
    text = "“We walked for two days.\n\nThe army did not answer."
    assert inner(text) == ["We walked for two days."]


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ("The army spoke of a “cowardly act” on Monday.", True),
        ("He deplored « des violences » commises.", True),
        ("“We are leaving the town tonight,” she said.", False),
        ("« Mensonge de cuisine », rétorque un porte-parole.", False),
        ("“Never!” he cried.", False),
    ],
)
def test_fragments_are_scare_quotes(text: str, scare: bool) -> None:
    assert [q.scare for q in quotations(text)] == [scare]


def test_stripped_passages_hold_no_quotation() -> None:
    from watchdesk.records import Span, Stripped

    text = "“Subscribe now,” it says. “We stay,” said Awa."
    stripped = Stripped(text=text[:25], reason="boilerplate", span=Span(start=0, end=25))
    report = Report(id="r", capture_id="c", address="a", text=text, stripped=(stripped,))
    found = find_quotations(report, split_sentences(report))
    assert [text[q.span.start : q.span.end] for q in found] == ["We stay,"]


@given(st.text(alphabet="aB ’'\"“”«»‘.,\u00a0\n", max_size=80))
def test_spans_lie_inside_the_text_and_inside_their_marks(text: str) -> None:
    for quotation in quotations(text):
        assert (
            0 <= quotation.outer.start < quotation.span.start < quotation.span.end <= quotation.outer.end <= len(text)
        )
        assert text[quotation.span.start : quotation.span.end].strip()

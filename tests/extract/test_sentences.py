"""Where sentences end: after stops before a capital, and before small letters in a text that has no capitals."""

import pytest

from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Report


def sentences(text: str) -> list[str]:
    report = Report(id="r", capture_id="c", address="a", text=text)
    return [text[s.span.start : s.span.end] for s in split_sentences(report)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Police fired in the air on approx. nine men. The crowd left.",
            "Police fired in the air on approx. nine men.",
        ),
        ("Gen. Oumar came. Il a parlé.", "Gen. Oumar came."),
        (
            "police fired twice in the air near the old bridge. the crowd went home before dusk, a witness said.",
            "police fired twice in the air near the old bridge.",
        ),
        (
            "the officer, m. k. rao, said that st. mary was calm. two shops were burnt near the station.",
            "the officer, m. k. rao, said that st. mary was calm.",
        ),
    ],
)
def test_the_first_sentence_ends_where_it_should(text, first):
    found = sentences(text)
    assert found[0] == first
    assert len(found) == 2


def test_a_small_letter_ends_nothing_where_capitals_are_used():
    text = "The U.N. mission and the Malian army, e.g. its 3rd battalion vs. the rebels, met in Gao approx. at noon."
    assert sentences(text) == [text]

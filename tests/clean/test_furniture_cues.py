"""The cues of boilerplate.yml, and what a faulty entry is told."""

from __future__ import annotations

import pytest

from watchdesk.clean import furniture_cues
from watchdesk.clean.furniture_cues import cue_book, cue_starts, inner_cues, opening_cue
from watchdesk.errors import BadCodebook


@pytest.fixture
def book(monkeypatch):
    def give(content: dict[str, object]) -> None:
        monkeypatch.setattr(furniture_cues, "load_codebook", lambda name: content)
        cue_book.cache_clear()

    yield give
    cue_book.cache_clear()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"x": ["a"]}, "'x' is ['a'], expected lists under"),
        ({"x": {"loud": ["a"]}}, "'loud' is not one of list, label, lead, strong, weak"),
        ({"x": {"strong": "a"}}, "expected a list of expressions"),
        ({"x": {"strong": ["a", "b[c"]}}, "is not a regular expression"),
    ],
)
def test_a_faulty_entry_is_named(book, content, words):
    book(content)
    with pytest.raises(BadCodebook, match=words.replace("[", r"\[").replace("(", r"\(")):
        cue_book()


def test_blanks_and_apostrophes_of_any_kind_match(book):
    book({"x": {"strong": ["l'avis de nos"]}})
    assert [c.start for c in inner_cues("Voici l’avis\u00a0de\u202fnos lecteurs")] == [6]


def test_labels_want_a_delimiter_and_leads_do_not(book):
    book({"x": {"label": ["photo"], "lead": ["read also"]}})
    assert opening_cue("photo: a", 0, 8) and opening_cue("read also a", 0, 11)
    assert opening_cue("photo a", 0, 7) is None
    assert cue_starts("a photo of it") == []


def test_a_weak_cue_inside_a_strong_one_does_not_count(book):
    book({"x": {"strong": ["our newsletter"], "weak": ["newsletter"]}})
    assert [c.strength for c in inner_cues("our newsletter, a newsletter")] == ["strong", "weak"]

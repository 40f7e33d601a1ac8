"""Alternations matched without case give what `re` gives with IGNORECASE, group for group."""

from __future__ import annotations

import re

import pytest

from watchdesk.codebooks.caseless import CaselessPattern

SOURCE = r"(?<![\w-])(?:(?P<hurt>wounded|badly hurt|bless\w+)|(?P<dead>killed|tué\w*|Grad\W+rocket))(?![\w-])"
TEXTS = (
    "Killed near KILLED. Badly Hurt; a Grad, rocket",
    "TUÉS à l’aube, BLESSÉS au marché, un TUÉ-là",
    "İstanbul: two WOUNDED, ẞ killed",
    "nothing of it; skilled, unkilled",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("start", "end"), [(0, None), (3, None), (5, 20)])
def test_matches_are_those_of_a_match_without_case(text: str, start: int, end: int | None) -> None:
    plain, quick = re.compile(SOURCE, re.IGNORECASE), CaselessPattern(SOURCE)
    limit = len(text) if end is None else end
    expected = [(m.span(), m.lastgroup, m[0]) for m in plain.finditer(text, start, limit)]
    assert [(m.span(), m.lastgroup, m[0]) for m in quick.finditer(text, start, end)] == expected
    first = quick.search(text, start, end)
    assert (first and first.span()) == (expected[0][0] if expected else None)


def test_starts_are_where_matches_begin() -> None:
    assert CaselessPattern(SOURCE).starts(TEXTS[0]) == {m.start() for m in re.finditer(SOURCE, TEXTS[0], re.I)}


def test_match_holds_at_its_place_alone() -> None:
    quick = CaselessPattern(r"^(?P<head>note|avis)\b", re.MULTILINE)
    assert quick.match("a\nNOTE: b", 2) is not None
    assert quick.match("a\nNOTE: b", 0) is None


def test_a_pattern_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(re.error):
        CaselessPattern("(?P<dead>killed")

"""Actors stand for their years: one that did not exist gives way or is marked, never silently kept."""

from __future__ import annotations

import pytest

from watchdesk.records import Actor, KnownActor, Quote, Span
from watchdesk.resolve.actor_rows import dated, existed, row_words
from watchdesk.resolve.names import NameLists
from watchdesk.resolve.registry import Registry


def row(number: str, first: int | None, last: int | None, *aliases: str) -> KnownActor:
    return KnownActor(
        id=number,
        name=f"Zzorian Front {number}",
        kind="rebel",
        inter=2,
        sector="REB",
        country="ML",
        aliases=aliases,
        first_year=first,
        last_year=last,
    )


NAMES = NameLists(Registry([(row("old", 1990, 1996, "ZFL"), ()), (row("new", 2012, None, "ZFL"), ())]))
QUOTE = Quote(span=Span(start=0, end=3), text="ZFL")


@pytest.mark.parametrize(
    ("first", "last", "year", "expected"),
    [(1990, 1996, 1995, True), (1990, 1996, 2013, False), (2012, None, 2011, False), (None, None, 1900, True),
     (2012, None, None, True)],
)  # fmt: skip
def test_years(first: int | None, last: int | None, year: int | None, expected: bool) -> None:
    assert existed(row("x", first, last), year) is expected


def test_a_namesake_of_the_year_is_taken_and_the_other_kept_as_a_candidate() -> None:
    actor = dated(Actor(name="x", entity_id="old", quote=QUOTE), 2013, NAMES)
    assert actor.entity_id == "new"
    assert "in 2013 the name means this" in (actor.reason or "")
    assert actor.candidates == ("Zzorian Front old: rebel, ML, 1990–1996",)


def test_without_a_namesake_the_actor_is_marked() -> None:
    actor = dated(Actor(name="x", entity_id="new", quote=None), 2001, NAMES)
    assert actor.entity_id == "new"
    assert actor.reason == "named in the text; listed only for 2012–, not for 2001"


def test_a_row_in_words() -> None:
    assert row_words(row("new", 2012, None)) == "rebel, ML, 2012–"

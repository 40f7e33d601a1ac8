"""Search finds the same words on both databases, accents and capitals folded."""

import datetime as dt

import pytest
from made import claims_of, event, reading_of

from watchdesk.errors import BadSetting
from watchdesk.store.reading import claim_ids, held
from watchdesk.store.searching import search, snippet_of
from watchdesk.store.wanted import Box, Wanted
from watchdesk.store.word_index import terms_of
from watchdesk.store.writing import add_reading

TEXTS = {
    "a.txt": "Attaque près de Ménaka : 42 morts, selon l'armée.",
    "b.txt": "The army denied the attack near Menaka. It's over.",
    "c.txt": "Пожар в городе. القوات في المدينة.",
    "d.txt": "The attacked village lies near the army post.",
}


@pytest.fixture
def filled(store):
    for day, (address, text) in enumerate(TEXTS.items(), 1):
        add_reading(store, *reading_of(address, text, claims=(), published=dt.date(2024, 1, day), title=None))
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("menaka", "ba"),
        ("MÉNAKA", "ba"),
        ("Ménaka armée", "a"),
        ("42", "a"),
        ("attack*", "db"),
        ("attack", "b"),
        ("army -denied", "d"),
        ('"the army"', "db"),
        ('"army the"', ""),
        ('army -"army post"', "b"),
        ("городе", "c"),
        ("المدينة", "c"),
        ("it's", "b"),
        ("l'armée", "a"),
        ("x' OR 1=1 --", ""),
        ("army & | ! ( ) : * NEAR", "db"),
    ],
)
def test_search_finds(filled, words, found):
    assert "".join(f.address[0] for f in search(filled, words)) == found


@pytest.mark.parametrize("words", ["", "  ", "-army", "!!", '""'])
def test_a_search_for_nothing_is_named(filled, words):
    with pytest.raises(BadSetting, match="at least one word"):
        search(filled, words)


def test_a_snippet_shows_the_words_in_the_text_as_written():
    text = "x " * 100 + "près de Me\u0301naka, l’armée " + "y " * 100
    snippet = snippet_of(text, terms_of("menaka"))
    assert "près de Me\u0301naka," in snippet
    assert snippet.startswith("…") and snippet.endswith("…") and len(snippet) < 220


def test_only_the_newest_version_is_found(filled):
    add_reading(filled, *reading_of("b.txt", "All is quiet.", claims=()))
    assert [f.address for f in search(filled, "denied")] == []
    assert [f.address for f in search(filled, "quiet")] == ["b.txt"]


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (Wanted(countries=("ml",)), "event"),
        (Wanted(countries=("BJ", "ML")), "event mission_fact"),
        (Wanted(admin1="Ménaka"), "event"),
        (Wanted(types=("Attack",)), "event"),
        (Wanted(types=("Violence against civilians", "displaced")), "event figure"),
        (Wanted(kinds=("statement",)), "statement"),
        (Wanted(statuses=("denied",)), ""),
        (Wanted(actor="unidentified armed"), "event"),
        (Wanted(actor="civ:ML"), "event"),
        (Wanted(actor="minusma"), "mission_fact"),
        (Wanted(actor="%"), ""),
        (Wanted(words="menaka"), "event"),
        (Wanted(words="benin troops"), "mission_fact"),
        (Wanted(box=Box(west=2, south=15, east=3, north=16)), "event"),
        (Wanted(box=Box(west=2.4022, south=15.9182, east=2.4022, north=15.9182)), "event"),
        (Wanted(box=Box(west=2.4023, south=15, east=3, north=16)), ""),
        (Wanted(box=Box(west=2, south=15, east=-170, north=16)), "event"),
        (Wanted(box=Box(west=3, south=15, east=-170, north=16)), ""),
        (Wanted(first_day=dt.date(2024, 2, 26)), "event"),
        (Wanted(first_day=dt.date(2024, 2, 27)), ""),
        (Wanted(first_day=dt.date(2023, 11, 30), last_day=dt.date(2023, 12, 1)), "mission_fact"),
        (Wanted(min_score=0.9), "event"),
    ],
)
def test_each_filter_keeps_the_claims_that_fit(store, wanted, kinds):
    _, reading = made = reading_of()
    add_reading(store, *made)
    names = dict(zip((c.id for c in reading.claims), ("event", "statement", "figure", "mission_fact"), strict=True))
    assert " ".join(names[i] for i in claim_ids(store, wanted)) == kinds


def test_reports_are_filtered_by_day_of_publication(store):
    add_reading(store, *reading_of("a.txt", published=dt.date(2024, 1, 1)))
    add_reading(store, *reading_of("b.txt", published=None, claims=claims_of()[1:]))
    assert [h.address for h in held(store)] == ["a.txt", "b.txt"]
    assert [h.address for h in held(store, Wanted(last_day=dt.date(2024, 1, 1)))] == ["a.txt"]
    assert [h.address for h in held(store, Wanted(types=("Attack",)))] == ["a.txt"]


def test_the_index_of_points_agrees_with_the_points(store):
    places = [(15.1 + i * 0.37, 2.2 - i * 0.53) for i in range(12)]
    base = event()
    from dataclasses import replace

    claims = [replace(base, place=replace(base.place, latitude=y, longitude=x), cue=None) for y, x in places]
    _, reading = made = reading_of(claims=claims)
    add_reading(store, *made)
    box = Box(west=-1.5, south=16, east=1.7, north=18)
    inside = [c.id for c, (y, x) in zip(reading.claims, places, strict=True) if -1.5 <= x <= 1.7 and 16 <= y <= 18]
    assert inside and claim_ids(store, Wanted(box=box)) == inside

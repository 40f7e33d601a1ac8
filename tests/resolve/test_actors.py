"""Event actors under their canonical names."""

from __future__ import annotations

import pytest

from watchdesk.extract.actor_names import find_actors
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Actor, Event, Layout, Names, Place, Quote, Report, Span
from watchdesk.resolve.actors import resolve_actors
from watchdesk.resolve.home_country import home_country
from watchdesk.resolve.names import open_names


@pytest.fixture(scope="module")
def names() -> Names:
    return open_names()


def lay_out(text: str, language: str, names: Names) -> Layout:
    report = Report(id="r", capture_id="c", address="a", text=text, language=language)
    sentences = split_sentences(report)
    actors = find_actors(report, sentences, names)
    return Layout(report=report, sentences=sentences, dates=(), places=(), actors=actors, quotations=())


def resolved(names: Names, text: str, words: str | None, *, language: str = "en", country: str | None = "ML") -> Actor:
    layout = lay_out(text, language, names)
    mention = next((m for m in layout.actors if words and text[m.span.start : m.span.end] == words), None)
    assert words is None or mention is not None, [text[m.span.start : m.span.end] for m in layout.actors]
    if mention is None:
        actor = Actor(name="Unidentified Armed Group ({})")
    else:
        span = Span(start=mention.span.start, end=mention.span.end)
        quote = Quote(span=span, text=text[span.start : span.end])
        actor = Actor(name=quote.text, quote=quote, country=mention.country, reason=mention.kind)
    place = Place(name="x", country=country) if country else None
    event = Event(event_type="Battles", sub_event_type="Armed clash", actor1=actor, place=place)
    (out,) = resolve_actors((event,), layout, names)
    assert isinstance(out, Event) and out.actor1 is not None
    return out.actor1


@pytest.mark.parametrize(
    ("text", "words", "name", "inter"),
    [
        ("Here the army fired.", "the army", "Military Forces of Mali", 1),
        ("Here the junta spoke.", "the junta", "Government of Mali", 1),
        ("Here gunmen fired.", "gunmen", "Unidentified Armed Group (Mali)", 3),
        ("Here jihadists fired.", "jihadists", "Unidentified Islamist Armed Group (Mali)", 2),
        ("Here villagers fled.", "villagers", "Civilians (Mali)", 7),
        ("Here Chadian soldiers fired.", "Chadian soldiers", "Military Forces of Chad", 1),
        ("JNIM came. Here jihadists fired.", "jihadists", "Group for Support of Islam and Muslims (JNIM)", 2),
        ("MINUSMA left. Here peacekeepers fired.", "peacekeepers", "MINUSMA", 8),
        ("Here peacekeepers fired.", "peacekeepers", "United Nations", 8),
        ("Here police fired.", "police", "Police Forces of Mali", 1),
        ("Here aid workers fled.", "aid workers", "Aid Workers (Mali)", 7),
        ("Wagner came. Here mercenaries fired.", "mercenaries", "Wagner Group", 8),
    ],
)
def test_canonical_names(names: Names, text: str, words: str, name: str, inter: int) -> None:
    actor = resolved(names, text, words)
    assert (actor.name, actor.inter) == (name, inter)
    assert actor.reason


def test_default_takes_the_country(names: Names) -> None:
    assert resolved(names, "Shots rang out.", None, country="NE").name == "Unidentified Armed Group (Niger)"
    assert resolved(names, "Shots rang out.", None, country="HT").name == "Unidentified Gang (Haiti)"


def test_without_a_country_none_is_made_up(names: Names) -> None:
    actor = resolved(names, "Shots rang out.", None, country=None)
    assert actor.name == "Unidentified Armed Group"
    assert actor.country is None and actor.entity_id is None


def test_french(names: Names) -> None:
    actor = resolved(names, "Hier l’armée a tiré.", "l’armée", language="fr", country="TD")
    assert (actor.name, actor.entity_id) == ("Military Forces of Chad", "mil:TD")


def test_a_group_the_registry_does_not_know_keeps_its_name(names: Names) -> None:
    actor = resolved(names, "Here the Blue Falcon gang fired.", "the Blue Falcon gang", country="HT")
    assert actor.name == "Blue Falcon gang"
    assert actor.entity_id is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mali's army said that Malian troops and a French officer met in Bamako.", "ML"),
        ("Les soldats tchadiens sont rentrés au Tchad.", "TD"),
        ("Nothing is named.", None),
    ],
)
def test_home_country(names: Names, text: str, iso: str | None) -> None:
    assert home_country(lay_out(text, "en", names), names) == iso

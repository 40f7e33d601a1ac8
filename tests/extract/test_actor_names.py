"""Actors as written: noun phrases, registered names, and who does what in a sentence."""

from __future__ import annotations

import pytest

from watchdesk.extract.actor_names import find_actors
from watchdesk.extract.casts import castings
from watchdesk.extract.event_actors import event_actors
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Actor, Layout, Names, Report, Span
from watchdesk.resolve.names import open_names


@pytest.fixture(scope="module")
def names() -> Names:
    return open_names()


def lay_out(text: str, language: str, names: Names) -> Layout:
    report = Report(id="r", capture_id="c", address="a", text=text, language=language)
    sentences = split_sentences(report)
    actors = find_actors(report, sentences, names)
    return Layout(report=report, sentences=sentences, dates=(), places=(), actors=actors, quotations=())


@pytest.mark.parametrize(
    ("language", "text", "phrase", "kind", "country"),
    [
        ("en", "Two Malian soldiers died.", "Two Malian soldiers", "military", "ML"),
        ("en", "Then gunmen on motorbikes came.", "gunmen on motorbikes", "unknown", None),
        ("en", "He said the army of Chad came.", "the army of Chad", "military", "TD"),
        ("en", "At least 12 villagers fled.", "At least 12 villagers", "civilians", None),
        ("en", "Riot police came.", "Riot police", "police", None),
        ("en", "There JNIM fighters came.", "JNIM fighters", "rebel", "ML"),
        ("en", "Then 37 fighters of the 3R left.", "37 fighters of the 3R", "rebel", "CF"),
        ("en", "On 12 October six men with guns came.", "six men with guns", "unknown", None),
        ("fr", "Hier, des hommes armés sont venus.", "des hommes armés", "unknown", None),
        ("fr", "Puis l’armée malienne a tiré.", "l’armée malienne", "military", "ML"),
        ("fr", "Deux Casques bleus tchadiens sont morts.", "Casques bleus tchadiens", "peacekeepers", "TD"),
        ("fr", "Hier les rebelles du M23 ont pris la ville.", "les rebelles du M23", "rebel", "CD"),
        ("fr", "Là, des manifestants ont défilé.", "des manifestants", "protesters", None),
        ("en", "Then two UN peacekeepers from Ghana fell.", "two UN peacekeepers from Ghana", "peacekeepers", "GH"),
        ("en", "Then seven ex-combatants died.", "combatants", "civilians", None),
        ("fr", "Une trentaine de civils ont fui.", "Une trentaine de civils", "civilians", None),
    ],
)
def test_noun_phrases(names: Names, language: str, text: str, phrase: str, kind: str, country: str | None) -> None:
    found = [(text[m.span.start : m.span.end], m.kind, m.country) for m in lay_out(text, language, names).actors]
    assert any(words.endswith(phrase) and (k, c) == (kind, country) for words, k, c in found), found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Hunters won and military action is no option."),
        ("en", "A terrorist attack was feared."),
        ("fr", "Il parle d’objectifs terroristes."),
        ("fr", "Son mandat court jusqu’à juin."),
        ("fr", "Un détachement en mission d’escorte a été pris pour cible."),
        ("en", "The men were on a mission to rescue hostages."),
    ],
)
def test_words_that_are_no_actors(names: Names, language: str, text: str) -> None:
    phrases = [text[m.span.start : m.span.end] for m in lay_out(text, language, names).actors]
    assert not any(
        word in phrases for word in ("mission", "a mission", "military", "A terrorist", "terroristes", "Son", "court")
    ), phrases


def cast(names: Names, language: str, text: str, cue: str, kind: str) -> tuple[Actor | None, Actor | None]:
    layout = lay_out(text, language, names)
    at = text.index(cue)
    sentence = next(s for s in layout.sentences if s.span.start <= at < s.span.end)
    return event_actors(Span(start=at, end=at + len(cue)), sentence, kind, layout, names)


@pytest.mark.parametrize(
    ("language", "text", "cue", "kind", "first", "second"),
    [
        ("en", "Gunmen attacked the villagers of X.", "attacked", "Attack", "Gunmen", "the villagers"),
        ("en", "Six farmers were killed by soldiers.", "killed", "Attack", "soldiers", "Six farmers"),
        ("fr", "Six paysans ont été tués par des soldats.", "tués", "Attack", "des soldats", "Six paysans"),
        (
            "fr",
            "Des bandits ont enlevé deux femmes.",
            "enlevé",
            "Abduction/forced disappearance",
            "Des bandits",
            "deux femmes",
        ),
        ("en", "Clashes between soldiers and militiamen went on.", "Clashes", "Armed clash", "soldiers", "militiamen"),
        ("fr", "Des combats entre l’armée et les rebelles.", "combats", "Armed clash", "l’armée", "les rebelles"),
        (
            "en",
            "Police dispersed the protesters.",
            "dispersed",
            "Protest with intervention",
            "the protesters",
            "Police",
        ),
        (
            "en",
            "MONUSCO handed its base to the army.",
            "handed",
            "Non-violent transfer of territory",
            "the army",
            "MONUSCO",
        ),
        ("en", "Police in X arrested four suspects and a student.", "arrested", "Arrests", "Police", "four suspects"),
    ],
)
def test_who_did_it_to_whom(
    names: Names, language: str, text: str, cue: str, kind: str, first: str, second: str
) -> None:
    one, two = cast(names, language, text, cue, kind)
    assert (one and one.quote and one.quote.text) == first
    assert (two and two.quote and two.quote.text) == second


def test_defaults_where_nobody_is_named(names: Names) -> None:
    one, two = cast(names, "en", "Seven people were shot dead.", "shot", "Attack")
    assert one == Actor(name="Unidentified Armed Group ({})", reason="the usual actor of this type")
    assert two is not None and two.quote is not None
    one, two = cast(names, "fr", "Une marche pacifique a eu lieu.", "marche", "Peaceful protest")
    assert one is not None and one.name == "Protesters ({})"
    assert two is None


def test_quotes_stand_in_the_text(names: Names) -> None:
    text = "Gunmen attacked the villagers. They burned ten houses. Soldiers came later."
    for kind in castings():
        for cue in ("attacked", "burned", "came"):
            for actor in cast(names, "en", text, cue, kind):
                if actor and actor.quote:
                    assert text[actor.quote.span.start : actor.quote.span.end] == actor.quote.text


def test_a_dateline_is_no_part_of_who_was_hit(names: Names) -> None:
    text = "Port-au-Prince, 7 mai 2025 - Au moins 15 personnes ont été tuées lundi."
    assert [text[m.span.start : m.span.end] for m in lay_out(text, "fr", names).actors] == ["Au moins 15 personnes"]


def test_youths_of_an_armed_group_are_of_the_group(names: Names) -> None:
    mentions = lay_out("White Army youths ambushed a barge near Ulang.", "en", names).actors
    assert [(m.kind, m.known and m.known.name) for m in mentions] == [("militia", "White Army (Nuer Ethnic Militia)")]

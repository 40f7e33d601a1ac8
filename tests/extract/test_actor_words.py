"""Actors whose words no list holds: what the learned reader's roles give, and what they may not."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from watchdesk.extract.event_actors import event_actors, is_usual
from watchdesk.extract.event_model import SentenceScores
from watchdesk.extract.reader import lay_out
from watchdesk.records import Actor, Names, Report, Span
from watchdesk.resolve.names import open_names


@pytest.fixture(scope="module")
def names() -> Names:
    return open_names()


def scored(text: str, **roles: tuple[str, float]) -> SentenceScores:
    """Scores of a text of one sentence: each role's words with their chance, all others at 0.05."""
    words = tuple(Span(start=m.start(), end=m.end()) for m in re.finditer(r"[\w’'-]+", text))
    chances = {}
    for role in ("actor1", "actor2", "place"):
        phrase, chance = roles.get(role, ("", 0.0))
        start = text.index(phrase)
        at = Span(start=start, end=start + len(phrase))
        chances[role] = tuple(chance if phrase and at.holds(w) else 0.05 for w in words)
    return SentenceScores(
        types={},
        statuses={"occurred": 1.0},
        actions={},
        event=0.9,
        statement=0.0,
        trap=0.0,
        told=(),
        acted=(),
        words=words,
        roles=chances,
    )


def read(
    text: str, cue: str, kind: str, names: Names, *, language: str = "en", **roles: tuple[str, float]
) -> tuple[Actor | None, Actor | None]:
    report = Report(id="r", capture_id="c", address="a", text=text, published=dt.date(2022, 5, 2), language=language)
    layout, at = lay_out(report, names), text.index(cue)
    return event_actors(
        Span(start=at, end=at + len(cue)), layout.sentences[0], kind, layout, names, scored(text, **roles)
    )


def quoted(actor: Actor | None) -> tuple[str, str | None] | None:
    return (actor.name, actor.quote.text if actor.quote else None) if actor else None


@pytest.mark.parametrize(
    ("text", "cue", "kind", "role", "phrase", "language", "expected"),
    [
        (
            "A levies post near Panjgur came under rocket fire on Friday.",
            "rocket fire",
            "Shelling/artillery/missile attack",
            "actor2",
            "A levies post",
            "en",
            ("Civilians ({})", "A levies post"),
        ),
        (
            "Un cornac de Dimapur a été poignardé lundi près du pont.",
            "poignardé",
            "Attack",
            "actor2",
            "Un cornac de Dimapur",
            "fr",
            ("Civilians ({})", "Un cornac de Dimapur"),
        ),
        (
            "On Sunday the wardens of the park seized 40 snares and a rifle.",
            "seized",
            "Disrupted weapons use",
            "actor1",
            "Sunday the wardens of the park",
            "en",
            ("the wardens of the park", "the wardens of the park"),
        ),
    ],
)
def test_sure_words_name_the_usual_actor(text, cue, kind, role, phrase, language, expected, names):
    bare = read(text, cue, kind, names, language=language)[role == "actor2"]
    assert is_usual(bare), quoted(bare)
    assert bare.quote is None
    found = read(text, cue, kind, names, language=language, **{role: (phrase, 0.9)})[role == "actor2"]
    assert quoted(found) == expected
    assert is_usual(found), "a later telling that names the actor by a listed word still counts for more"


def test_unsure_words_name_nobody(names):
    text = "A levies post near Panjgur came under rocket fire on Friday."
    _, second = read(text, "rocket fire", "Shelling/artillery/missile attack", names, actor2=("A levies post", 0.5))
    assert quoted(second) == ("Civilians ({})", None)


def test_words_of_one_actor_are_not_those_of_the_other(names):
    text = "Soldiers fired on a levies post near Panjgur on Friday."
    first, second = read(text, "fired on", "Armed clash", names, actor2=("Soldiers", 0.9))
    assert quoted(first)[1] == "Soldiers"
    assert second is None or second.quote is None or second.quote.text != "Soldiers"


def test_a_usual_state_force_does_not_give_way_to_a_crowd(names):
    text = "On Sunday 40 snares and a rifle were seized among the demonstrators."
    bare, _ = read(text, "seized", "Disrupted weapons use", names)
    first, _ = read(text, "seized", "Disrupted weapons use", names, actor1=("the demonstrators", 0.9))
    assert quoted(first) == quoted(bare)


def test_civilians_do_not_stand_for_a_nameless_group(names):
    text = "About 60 villagers had met there when a mine went off at Tarbum."
    first, _ = read(text, "went off", "Remote explosive/landmine/IED", names, actor1=("About 60 villagers", 0.9))
    assert quoted(first) == ("Unidentified Armed Group ({})", None)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("levies post", "levies post"),
        ("evies", "levies"),  # a piece of a word stands for the word
        ("post near Panjgur", "post near Panjgur"),
    ],
)
def test_span_of_keeps_whole_words(phrase, expected):
    text = "A levies post near Panjgur came under fire."
    at = text.index(phrase)
    scores = scored(text)
    pieces = [Span(start=at, end=at + len(phrase))]
    one = replace(scores, words=(scores.words[0], *pieces, scores.words[-1]), roles={"actor1": (0.0, 0.9, 0.0)})
    span = one.span_of("actor1", text)
    assert span is not None
    assert text[span.start : span.end] == expected
    assert scores.span_of("actor1", text) is None

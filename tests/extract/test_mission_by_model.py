"""Facts about peace operations of which the learned reader alone is sure: what makes them, and what stops them."""

from __future__ import annotations

import datetime as dt

import pytest

from watchdesk.extract.event_model import SentenceScores
from watchdesk.extract.mission_facts import find_mission_facts
from watchdesk.extract.reader import lay_out
from watchdesk.records import MissionFact, Names, Report
from watchdesk.resolve.names import open_names

ACTIONS = (
    "contribution",
    "withdrawal",
    "operation_end",
    "mandate",
    "strength",
    "access_denied",
    "personnel_detained",
    "attack_on_peacekeepers",
    "deployment",
)


@pytest.fixture(scope="module")
def names() -> Names:
    return open_names()


def scored(**actions: float) -> SentenceScores:
    return SentenceScores(
        types={},
        statuses={"occurred": 1.0},
        actions=dict.fromkeys(ACTIONS, 0.02) | actions,
        event=0.0,
        statement=0.0,
        trap=0.0,
        told=(),
        acted=(),
        words=(),
        roles={},
    )


def read(text: str, names: Names, *, language: str = "en", **actions: float) -> list[MissionFact]:
    """The facts of a text, of which every sentence has these chances."""
    report = Report(id="r", capture_id="c", address="a", text=text, published=dt.date(2022, 11, 17), language=language)
    layout = lay_out(report, names)
    return list(find_mission_facts(layout, names, [scored(**actions)] * len(layout.sentences), "model@t"))


def short(fact: MissionFact) -> tuple[str, str | None, tuple[int | None, int | None] | None]:
    return fact.action, fact.country, (fact.personnel.low, fact.personnel.high) if fact.personnel else None


SURE = [
    (
        "MINUSCA awaits rapid reaction units, Nepalese, Kenyan and Serbian.",
        "en",
        {"contribution": 0.7},
        {("contribution", iso, None) for iso in ("NP", "KE", "RS")},
    ),
    (
        "La Minusca attend des renforts népalais et kényans.",
        "fr",
        {"contribution": 0.7},
        {("contribution", iso, None) for iso in ("NP", "KE")},
    ),
    (
        "Ghana's engineers sailed from Monrovia on Sunday, UNMIL said.",
        "en",
        {"withdrawal": 0.8},
        {("withdrawal", "GH", None)},
    ),
    (
        "La MINUSMA se contentera de 11 300 militaires.",
        "fr",
        {"strength": 0.8},
        {("strength", None, (11300, 11300))},
    ),
    (
        "The lifetime of UNMISS was lengthened by the Council to 15 March 2023.",
        "en",
        {"mandate": 0.8},
        {("mandate", None, None)},
    ),
    (
        "The United Nations flag was folded for the last time at the gate of MINUSTAH on 15 October 2017.",
        "en",
        {"operation_end": 0.8},
        {("operation_end", None, None)},
    ),
    (
        "Of nine requests that UNMISS made in May, the commissioner granted two.",
        "en",
        {"access_denied": 0.8},
        {("access_denied", None, None)},
    ),
    (
        "Trois Casques bleus togolais de la Minusma ont été bousculés lundi par la foule.",
        "fr",
        {"attack_on_peacekeepers": 0.8},
        {("attack_on_peacekeepers", "TG", None)},
    ),
]


@pytest.mark.parametrize(("text", "language", "actions", "expected"), SURE)
def test_a_sure_action_becomes_a_fact_where_the_words_give_its_parts(text, language, actions, expected, names):
    assert not expected & {short(f) for f in read(text, names, language=language)}, "a rule finds it already"
    found = read(text, names, language=language, **actions)
    assert {short(f) for f in found if f.made_by == "model@t"} == expected
    assert all(f.evidence[0].text in text for f in found)


UNMADE = [
    ("MINUSMA keeps many friends in Gao.", {"strength": 0.9}),  # no number
    ("The Lebanese wrote to UNIFIL again.", {"mandate": 0.9}),  # neither a term nor a day
    ("Six guests of UNIFIL left the hall.", {"operation_end": 0.3}),  # not sure
    ("The bilateral Kenyan unit outside MONUSCO drove off on 3 May.", {"withdrawal": 0.9}),  # not of the operation
    (
        "French troops, beside MINUSMA for years, were gone by the middle of August.",
        {"withdrawal": 0.9},
    ),  # a state at war
    ("MINUSMA: the mission", {"operation_end": 0.95}),  # a heading
    ("Since 2013 MINUSMA has lost more soldiers than any other.", {"attack_on_peacekeepers": 0.9}),  # a total
]


@pytest.mark.parametrize(("text", "actions"), UNMADE)
def test_a_sure_action_alone_makes_no_fact(text, actions, names):
    assert read(text, names, **actions) == []


def test_a_sentence_that_names_no_operation_needs_a_surer_model(names):
    text = "UNMISS asked for nine flights. Two landings were waved through by the commissioner."
    report = Report(id="r", capture_id="c", address="a", text=text, published=dt.date(2022, 11, 17), language="en")
    layout = lay_out(report, names)
    for chance, told in ((0.55, 0), (0.8, 1)):
        facts = find_mission_facts(layout, names, [scored(), scored(access_denied=chance)], "model@t")
        assert [f.action for f in facts] == ["access_denied"] * told


def test_both_nations_of_those_struck_are_told(names):
    text = "Deux Casques bleus indiens et un Serbe de la Force de l’ONU à Chypre (Unficyp) ont été bousculés lundi."
    found = read(text, names, language="fr", attack_on_peacekeepers=0.9)
    assert {f.country for f in found if f.action == "attack_on_peacekeepers"} == {"IN", "RS"}


def test_the_likelier_move_is_told(names):
    text = "A Bangladeshi unit of 180 took the place of the other one at Bunia on Monday, MONUSCO said."
    assert [short(f) for f in read(text, names, contribution=0.4, deployment=0.9)] == [("deployment", "BD", (180, 180))]
    assert [short(f)[0] for f in read(text, names, contribution=0.9, deployment=0.6)] == ["contribution"]


def test_a_doubted_move_of_the_rules_gives_way(names):
    text = "MINUSCA said the Moroccan contingent, 750 soldiers, boarded two ferries on Monday."
    by_rule = read(text, names)
    assert [short(f) for f in by_rule] == [("contribution", "MA", (750, 750))]
    assert not by_rule[0].made_by
    assert [short(f) for f in read(text, names, withdrawal=0.8)] == [("withdrawal", "MA", (750, 750))]
    assert [short(f)[0] for f in read(text, names, contribution=0.5, withdrawal=0.8)] == ["contribution"]

"""The scorer can tell right from wrong: on the gold reports against themselves, and on made ones claim by claim."""

import json
from pathlib import Path

import pytest

from watchdesk.measure.pairing import KINDS
from watchdesk.measure.same_values import same_name, same_place
from watchdesk.measure.scoring import score_report, sum_scores

GOLD = sorted((Path(__file__).parents[2] / "evals" / "gold").glob("*.json"))

TEXT = (
    "Gunmen shot two farmers at Ansongo on 4 May. The mayor said that ten families had left. Ghana sends 80 soldiers."
)
SHOT, SAID, SENT = (f"{sentence}." for sentence in TEXT.removesuffix(".").split(". "))


def report(**changed):
    event = {
        "event_type": "Violence against civilians", "sub_event_type": "Attack", "plover": "ASSAULT",
        "status": "occurred", "actor1": {"name": "Unidentified Armed Group (Mali)", "mention": "Gunmen"},
        "actor2": {"name": "Civilians (Mali)"},
        "location": {"name": "Ansongo", "country": "ML", "latitude": 15.66, "longitude": 0.5, "geo_precision": 1},
        "date_start": "2024-05-04", "date_end": "2024-05-04", "time_precision": 1,
        "fatalities": {"low": 2, "best": 2, "high": 2}, "evidence": [SHOT],
    }  # fmt: skip
    figure = {"measure": "displaced", "text": "ten families", "low": 10, "high": 10, "qualifier": "exact",
              "attributed_to": "mayor", "evidence": SAID}  # fmt: skip
    statement = {"act": "inform", "mode": "indirect", "text": "ten families had left", "speaker": None,
                 "organisation": "town hall"}  # fmt: skip
    fact = {"operation": "MINUSMA", "action": "contribution", "country": "GH", "personnel": {"low": 80, "high": 80},
            "announced": None, "effective": None, "evidence": SENT}  # fmt: skip
    groups = {"events": [event], "figures": [figure], "statements": [statement], "peace_operations": [fact]}
    for path, value in changed.items():
        group, _, key = path.partition("__")
        groups[group][0][key] = value
    return {"document": {"text": TEXT}, "traps": []} | groups


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_scored_against_itself_is_right_and_its_quotes_stand_in_it(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    scores = score_report(gold, gold)
    assert scores.misses == ()
    assert all(s.f1 == 1.0 for s in scores.kinds.values() if s.found)
    assert all(s.right == s.of for s in scores.shares.values())


def test_an_empty_guess_misses_everything():
    scores = score_report(report(), {})
    assert [(s.found, s.missed, s.invented, s.f1) for s in scores.kinds.values()] == [(0, 1, 0, 0.0)] * len(KINDS)
    assert [miss[0] for miss in scores.misses] == [
        "event missed", "figure missed", "statement missed", "mission fact missed"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"events__event_type": "Battles"}, "events"),
        ({"events__evidence": [SENT]}, "events"),
        ({"figures__high": 11}, "figures"),
        ({"figures__measure": "killed"}, "figures"),
        ({"statements__text": "ten"}, "statements"),
        ({"peace_operations__country": "BJ"}, "peace_operations"),
        ({"peace_operations__action": "withdrawal"}, "peace_operations"),
    ],
)
def test_what_differs_in_the_heart_of_a_claim_is_missed_and_invented(change, lost):
    kinds = score_report(report(), report(**change)).kinds
    told = {kind: (s.found, s.missed, s.invented) for kind, s in kinds.items()}
    assert told == {kind: (0, 1, 1) if kind == lost else (1, 0, 0) for kind in KINDS}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"events__sub_event_type": "Sexual violence"}, "event.sub_event_type"),
        ({"events__actor1": {"name": "Police Forces of Mali"}}, "event.actor1"),
        ({"events__date_end": "2024-05-05"}, "event.dates"),
        ({"events__fatalities": None}, "event.fatalities"),
        ({"events__status": "alleged"}, "event.status"),
        ({"figures__qualifier": "about"}, "figure.qualifier"),
        ({"statements__organisation": "police"}, "statement.speaker"),
        ({"peace_operations__personnel": {"low": 80, "high": None}}, "mission.personnel"),
        ({"peace_operations__evidence": "Ghana sends 80 soldiers. Not in the text"}, None),
    ],
)
def test_an_attribute_that_differs_is_counted_wrong_and_the_claim_still_found(change, wrong):
    scores = score_report(report(), report(**change))
    if wrong is None:  # words that do not stand in the text: no pair, and not verbatim
        wrong = "verbatim"
    else:
        assert all(s.f1 == 1.0 for s in scores.kinds.values())
    assert [name for name, s in scores.shares.items() if s.right < s.of] == [wrong]


def test_the_sides_of_a_battle_may_be_turned_and_those_of_an_attack_not():
    one, other = {"name": "Army of Ghana"}, {"name": "Northern Front"}
    battle = {"events__event_type": "Battles", "events__actor1": one, "events__actor2": other}
    turned = battle | {"events__actor1": other, "events__actor2": one}
    assert score_report(report(**battle), report(**turned)).shares["event.actor1"].right == 1
    attack = {"events__actor1": one, "events__actor2": other}
    assert (
        score_report(report(**attack), report(events__actor1=other, events__actor2=one)).shares["event.actor1"].right
        == 0
    )


def test_an_optional_event_costs_nothing_and_a_trap_is_fallen_into():
    gold = report(events__optional=True)
    assert score_report(gold, {}).kinds["events"].f1 == score_report(gold, report()).kinds["events"].missed == 0
    trap = report() | {"events": [], "traps": [{"text": SHOT, "why": "historical"}]}
    scores = score_report(trap, report())
    assert (scores.shares["traps.avoided"].right, scores.kinds["events"].invented) == (0, 1)
    assert ("fell into trap", "historical", SHOT) in scores.misses


def test_the_scores_of_many_reports_are_those_of_their_claims_together():
    whole = sum_scores([score_report(report(), report()), score_report(report(), {})])
    assert (whole.kinds["events"].precision, whole.kinds["events"].recall) == (1.0, 0.5)
    assert whole.shares["event.place"].of == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Front du Nord", "le front nord", True), ("Gao", "Kidal", False), (None, None, True), ("Gao", None, False),
     ("جبهة الشمال", "جبهة الجنوب", False), ("Ménaka", "MENAKA", True)],
)  # fmt: skip
def test_names_are_compared_by_their_words(one, other, same):
    assert same_name(one, other) is same


def test_a_region_without_admin1_can_be_missed_without_a_crash():
    gold = {"geo_precision": 3, "country": "CO", "name": "Llanos", "admin1": None}
    assert same_place(gold, {"geo_precision": 3, "country": "CO", "name": "Colombia", "admin1": None}) is False

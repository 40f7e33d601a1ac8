"""Scores of claims: shares between 0 and 1 for every class, and likelier claims score higher."""

import pytest

from watchdesk.extract import chances

KINDS = ("event", "figure", "statement", "mission_fact")


@pytest.mark.parametrize("kind", KINDS)
def test_every_share_is_a_chance(kind):
    for classes in chances._shares()[kind].values():
        assert all(0 < share < 1 for share in classes.values())


def test_an_unknown_type_falls_back_on_its_kind():
    assert chances.chance_of("event", "Weather", "any") == chances._shares()["event"]["all"]["any"]


def test_what_the_model_is_sure_of_scores_higher():
    assert chances.chance_of("event", "Battles", "5") > chances.chance_of("event", "Battles", "2")

"""The gate holds scores above their floors, and the scorer itself can tell right from wrong."""

import json
import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent / "evals"
sys.path.insert(0, str(EVALS))

import gate  # noqa: E402
import score  # noqa: E402


def test_a_score_under_its_floor_is_named():
    assert gate.compare({"events.f1": 0.30}, {"events.f1": 0.35}) == ["events.f1: 0.3000 is under its floor 0.3500"]


def test_a_score_at_its_floor_passes():
    assert gate.compare({"events.f1": 0.35}, {"events.f1": 0.35}) == []


def test_a_floor_without_a_score_is_named():
    assert "no such score" in gate.compare({}, {"events.f1": 0.35})[0]


def test_an_update_lowers_no_floor_unless_told():
    assert gate.update({"a": 0.2, "b": 0.9}, {"a": 0.5, "b": 0.5}, allow_drop=False) == {"a": 0.5, "b": 0.9}
    assert gate.update({"a": 0.2}, {"a": 0.5}, allow_drop=True) == {"a": 0.2}


def test_the_floors_belong_to_these_gold_reports():
    assert json.loads(gate.FLOORS.read_text())["gold"] == gate.fingerprint(gate.GOLD)


@pytest.mark.parametrize("path", sorted((EVALS / "gold").glob("0*.json")), ids=lambda p: p.stem)
def test_gold_scored_against_itself_is_right_and_its_quotes_stand_in_it(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    tally = score.Tally()
    score.score_report(gold, gold, tally, path.stem)
    table = tally.table()
    for kind in ("events", "figures", "statements", "peace_operations"):
        assert table[kind]["precision"] == (1.0 if table[kind]["predicted"] else 0.0)
    assert table["attributes"].get("verbatim", {"share": 1.0})["share"] == 1.0


def test_an_empty_record_scores_nothing():
    gold = json.loads(next((EVALS / "gold").glob("002*.json")).read_text(encoding="utf-8"))
    tally = score.Tally()
    score.score_report(gold, {}, tally, "x")
    assert tally.table()["events"]["f1"] == 0.0


def test_a_region_without_admin1_can_be_missed_without_a_crash():
    gold = {"geo_precision": 3, "country": "CO", "name": "Catatumbo", "admin1": None}
    assert score.same_place(gold, {"geo_precision": 3, "country": "CO", "name": "Colombia", "admin1": None}) is False

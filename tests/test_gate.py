"""The gate holds scores above their floors."""

import json
import sys
from pathlib import Path

EVALS = Path(__file__).parent.parent / "evals"
sys.path.insert(0, str(EVALS))

import gate  # noqa: E402


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

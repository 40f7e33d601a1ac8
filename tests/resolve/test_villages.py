"""The villages from memory: none that can't be right in the file that ships, and each kind of fault is seen."""

import sys
from pathlib import Path

import pytest

from watchdesk.errors import BadCodebook
from watchdesk.resolve.gazetteer import data_file, load_villages

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import check_villages

ROWS = check_villages.read_rows(data_file("villages.csv"))


def faults_of(tmp_path, *lines):
    path = tmp_path / "villages.csv"
    path.write_text("name,country,admin1,lat,lon\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return [why for _, why in check_villages.find_faults(check_villages.read_rows(path))]


def test_no_row_that_ships_is_at_fault():
    assert [f"{row}: {why}" for row, why in check_villages.find_faults(ROWS)] == []


def test_the_rows_checked_are_the_rows_read():
    read = {place for places in load_villages(data_file("villages.csv")).values() for place in places}
    assert len(read) == len(ROWS) > 3000


def test_a_right_row_has_no_fault(tmp_path):
    assert faults_of(tmp_path, "Zzvilla,ML,Gao,16.50,0.10") == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Zzvilla,ML,Gao,16.50,10.10", "outside its country"),
        ("Zzvilla,MT,,45.00,14.40", "no town of its country"),
        ("Zzvilla,ML,Kayes,16.50,0.10", "from 'Kayes'"),
        ("Zzvilla,ML,Gaolia,16.50,0.10", "no first-level division"),
        ("Ansongo,ML,Gao,15.70,0.45", "the gazetteer lists 'Ansongo'"),
        ("Zz,ML,Gao,16.50,0.10", "too short"),
        ("Zzvilla/Village,ML,Gao,16.50,0.10", "ordinary word"),
        ("Ibrahim,ML,Gao,16.50,0.10", "a person's name"),
        ("Boko Haram,ML,Gao,16.50,0.10", "an actor's name"),
    ],
)
def test_a_row_that_cannot_be_right_is_told_apart(tmp_path, line, fault):
    assert [fault in why for why in faults_of(tmp_path, line)] == [True]


def test_a_place_that_comes_again_under_another_spelling_is_seen(tmp_path):
    found = faults_of(tmp_path, "Zzvilla/Zzvillé-Nord,ML,Gao,16.50,0.10", "Zzville Nord,ML,Gao,16.60,0.10")
    assert found == ["stands in line 2 already"]


def test_two_places_of_one_name_far_apart_may_both_stand(tmp_path):
    assert faults_of(tmp_path, "Zzvilla,ML,Gao,16.50,0.10", "Zzvilla,ML,Kayes,14.40,-11.40") == []


def test_the_command_names_rows_and_fails(tmp_path, capsys, monkeypatch):
    path = tmp_path / "mine.csv"
    path.write_text("name,country,admin1,lat,lon\nZzvilla,ML,Gao,16.50,10.10\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["check_villages.py", str(path)])
    assert check_villages.main() == 1
    assert "line 2: Zzvilla" in capsys.readouterr().out


def test_a_row_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "villages.csv"
    path.write_text("name,country,admin1,lat,lon\nZzvilla,ML,Gao,sixteen,0.10\n", encoding="utf-8")
    with pytest.raises(BadCodebook, match=r"row 1 .*Zzvilla"):
        load_villages(path)

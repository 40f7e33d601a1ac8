"""The measures of evals/public tell right from wrong, on made-up records of our own."""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent / "evals" / "public"
sys.path.insert(0, str(EVALS))

import displacement  # noqa: E402
import every_set  # noqa: E402
import gvdb  # noqa: E402
import mali_incidents  # noqa: E402
import muc_slots  # noqa: E402
import polnear  # noqa: E402
import satp  # noqa: E402
from f1 import Counts, example_f1  # noqa: E402
from muc_slots import Days, Template, Where  # noqa: E402


@pytest.fixture
def asked(tmp_path):
    def folder_of(name, records):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        return argparse.Namespace(folder=folder, part="dev", reader="rules", sample=0, misses=False, gazetteer=None)

    return folder_of


def test_counts_give_precision_recall_and_f1():
    counts = Counts(right=3, invented=1, missed=2)
    assert (counts.precision, counts.recall, round(counts.f1, 3)) == (0.75, 0.6, 0.667)


def test_two_empty_sets_of_labels_agree():
    assert example_f1([(set(), set()), ({"a"}, {"b"})]) == 0.5


def template(**changes):
    day = dt.date(1990, 5, 3)
    made = {
        "type": frozenset({"BOMBING"}),
        "date": Days(day, day),
        "location": (Where("PE", ("Tarmavilca",)),),
        "counts": {"killed": (4, 4)},
        "strings": {"victim description": (("TWO FARMERS", "FARMERS"),)},
    }
    return Template(**{**made, **changes})


def total(pairs):
    found = Counts()
    for response, key in pairs:
        for counts in muc_slots.slot_counts(response, key).values():
            found.join(counts)
    return found


def test_a_template_scored_against_itself_is_right():
    assert total(muc_slots.align([template()], [template()])).f1 == 1


def test_templates_of_other_types_are_missed_and_invented():
    pairs = muc_slots.align([template(type=frozenset({"ARSON"}))], [template()])
    assert [(bool(r), bool(k)) for r, k in pairs] == [(True, False), (False, True)]
    assert total(pairs).f1 == 0


def test_an_attack_is_half_a_bombing():
    assert muc_slots.match_type(template(type=frozenset({"ATTACK"})), template()) == 0.5


def test_an_optional_template_is_no_miss():
    assert muc_slots.align([], [template(optional=True)]) == []


@pytest.mark.parametrize(
    ("response", "key", "value"),
    [
        (Where("PE", ("Tarmavilca",)), Where("PE", ("JUNIN", "TARMAVILCA")), 1.0),
        (Where("PE", ()), Where("PE", ("TARMAVILCA",)), 0.5),
        (Where("BO", ("Tarmavilca",)), Where("PE", ("TARMAVILCA",)), 0.5),
        (Where("BO", ()), Where("PE", ()), 0.0),
    ],
)
def test_places_are_right_half_right_or_wrong(response, key, value):
    assert muc_slots.match_place(response, key) == value


def test_a_day_inside_an_open_range_is_half_right():
    day = dt.date(1990, 5, 3)
    assert muc_slots.match_date(Days(day, day), Days(day, day, open=True)) == 0.5
    assert muc_slots.match_date(Days(day, day, open=True), Days(day, day)) == 0.5
    assert muc_slots.match_date(Days(day, day), Days(day, day)) == 1.0


def test_articles_and_numbers_do_not_part_strings():
    assert muc_slots.match_string("the two farmers", ("FARMERS",)) == 1.0
    assert muc_slots.match_string("farmers", ("OLD FARMERS OF PUNARI",)) == 0.5
    assert muc_slots.match_string("soldiers", ("FARMERS",)) == 0.0


def test_mali_notes_are_scored_by_question(asked):
    record = {
        "id": "m1",
        "date": "2017-05-03",
        "text_event": "Des hommes armés ont attaqué un minibus près de Gao",
        "text_victims": "3 morts et 2 blessés (civils)",
        "target": "Civil",
        "place": None,
        "n_killed": 3,
        "n_wounded": 5,
    }
    rows = {row.measure: row.value for row in mali_incidents.measure(asked("mali_incidents_fr", [record]))}
    assert rows["killed, by figures"] == "1/1 = 1.000"
    assert rows["wounded, by figures"] == "0/1 = 0.000"
    assert rows["target kind"] == "1/1 = 1.000"


def test_a_note_without_an_event_is_other(asked):
    records = [
        {"id": "1", "text": "The minister opened a new school on Monday.", "labels": ["other"]},
        {"id": "2", "text": "A roadside bomb exploded on Monday and killed two traders.", "labels": ["kidnapping"]},
    ]
    rows = {row.measure: row.value for row in satp.measure(asked("satp_relevant", records))}
    assert rows["example-based F1"] == "0.500"
    assert rows["other"].endswith("F1 1.000")


def test_victims_killed_and_hurt_are_counted_once():
    record = {"victims": [{"was": ["injured", "killed"]}, {"was": ["injured"]}, {"was": []}]}
    assert gvdb.counts_of(record) == (1, 1)
    assert gvdb.counts_of({"victims": [{"was": []}]}) is None


def test_statements_are_matched_by_their_words(asked):
    text = "The mayor of Tarmavilca said that the bridge would be closed for a week. Nobody was there to hear it."
    content = "the bridge would be closed for a week"
    start = text.index(content)
    attribution = {
        "source": [{"spans": [[0, 24]], "text": "The mayor of Tarmavilca"}],
        "cue": [{"spans": [[24, 28]], "text": "said"}],
        "content": [{"spans": [[start, start + len(content)]], "text": content}],
    }
    record = {"doc_id": "p", "date": "2016-05-03", "text": text, "attributions": [attribution]}
    rows = {row.measure: row.value for row in polnear.measure(asked("polnear", [record]))}
    assert "F1 1.000" in rows["content, by attribution"]
    assert rows["source, where found"] == "1/1 = 1.000"


def test_displaced_are_told_from_other_counts(asked):
    args = asked("displacement_idmc", [])
    excerpt = "Over 2,000 villagers were made to evacuate; 70 houses burned."
    record = {"displacement_figure": "2000", "reporting_term": "Evacuated", "excerpt": excerpt}
    other = {"displacement_figure": "90", "reporting_term": "Destroyed Housing", "excerpt": excerpt}
    lines = "\n".join(map(json.dumps, [record, other]))
    (args.folder / "train_fully_labelled.jsonl").write_text(lines, encoding="utf-8")
    rows = {row.measure: row.value for row in displacement.measure(args)}
    assert rows == {
        "quantity": "1/2 = 0.500",
        "as displaced": "1/1 = 1.000",
        "first of the displaced": "1/1 = 1.000",
    }


def test_sets_that_are_not_there_are_named(tmp_path, capsys):
    assert every_set.rows_of(argparse.Namespace(folder=tmp_path)) == []
    assert "gvdb: no folder of this name" in capsys.readouterr().err

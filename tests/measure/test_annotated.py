"""Annotated reports are checked before anything is measured on them, and each fault is named."""

import json
import zipfile
from copy import deepcopy

import pytest

from watchdesk.errors import BadSetting
from watchdesk.measure.annotated import faults_of, read_annotated

FLED = "About 40 families fled."
SHOT = "Gunmen shot a trader in Labbezanga."
RECORD = {
    "document": {
        "id": "one", "title": "Families flee", "publisher_kind": None, "published": "2024-05-05", "language": "en",
        "text": f"{SHOT} {FLED}",
    },
    "events": [
        {
            "event_type": "Violence against civilians", "sub_event_type": "Attack", "plover": "ASSAULT",
            "actor1": {"name": "Unidentified Armed Group", "mention": "Gunmen"}, "actor2": None, "associated": [],
            "location": {"name": "Labbezanga", "mention": "Labbezanga", "country": "ML", "admin1": None,
                         "latitude": 14.95, "longitude": 0.7, "geo_precision": 1},
            "date_start": "2024-05-04", "date_end": "2024-05-04", "time_precision": 1,
            "fatalities": {"low": 1, "best": 1, "high": 1}, "status": "occurred", "reported_by": [], "evidence": [SHOT],
        }
    ],
    "figures": [
        {"measure": "displaced", "text": "About 40 families", "low": 40, "high": 40, "qualifier": "about",
         "who": "families", "place": None, "period": None, "attributed_to": None, "evidence": FLED}
    ],
    "statements": [],
    "peace_operations": [],
    "traps": [],
}  # fmt: skip


def changed(path, value):
    """The record with one value changed, such as `events.0.status`."""
    record = deepcopy(RECORD)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    part = record
    for step in way:
        part = part[step]
    part[last] = value
    return record


def test_a_sound_record_has_no_fault_also_with_what_nobody_knows():
    assert list(faults_of(RECORD)) == []
    unlocated = {"name": "the camp", "country": None, "latitude": None, "longitude": None, "geo_precision": 3}
    assert list(faults_of(changed("events.0.location", unlocated))) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("events.0.evidence", ["Gunmen shot two traders."], "does not stand in the text"),
        ("events.0.sub_event_type", "Armed clash", "is no sub-event of 'Violence against civilians'"),
        ("events.0.status", "rumoured", "status 'rumoured' is not one of"),
        ("events.0.actor1.mention", "Raiders", "'Raiders' does not stand in the text"),
        ("events.0.location.country", "Mali", "is no ISO 3166-1 alpha-2 code"),
        ("events.0.location.country", None, "is no ISO 3166-1 alpha-2 code"),
        ("events.0.location.latitude", 104.0, "not on Earth"),
        ("events.0.date_end", "2024-05-01", "is after"),
        ("events.0.fatalities", {"low": 3, "best": 1, "high": 1}, "in this order"),
        ("events.0.fatalities", {"low": None}, "in this order"),
        ("figures.0.text", "Gunmen", "is not within its evidence"),
        ("figures.0.low", 41, "is above high"),
        ("figures.0.low", "forty", "figures 0: 'low' is 'forty', expected a number or null"),
        ("figures.0", 40, "figures 0: 'measure' is missing, expected a string"),
        ("statements", None, "statements is None, expected a list"),
        ("traps", [{"text": SHOT, "why": "boring"}], "why 'boring' is not one of"),
        ("document.language", "de", "language 'de' is not one of en, fr"),
        ("document.publisher_kind", "blog", "publisher_kind 'blog' is not one of"),
        ("document.published", "yesterday", "published: "),
        ("document.text", None, "no document with a text"),
        ("document.id", None, "has no id"),
    ],
)
def test_each_fault_is_named(path, value, told):
    assert told in "\n".join(faults_of(changed(path, value)))


def test_a_folder_and_its_zip_file_give_the_same_reports(tmp_path):
    folder = tmp_path / "set"
    folder.mkdir()
    for name in ("002_b.json", "001_a.json"):
        (folder / name).write_text(json.dumps(RECORD), encoding="utf-8")
    (folder / "left_out.tsv").write_text("report\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as packed:
        for path in folder.iterdir():
            packed.write(path, path.name)
    assert read_annotated(folder) == read_annotated(tmp_path / "set.zip") == [("001_a", RECORD), ("002_b", RECORD)]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "holds no annotated reports"),
        ({"a.json": "{"}, "a.json: it is not JSON in UTF-8"),
        ({"a.json": "[1]"}, "a.json: it is a JSON list, expected an object"),
        (
            {"a.json": json.dumps(RECORD), "b.json": '{"smtp_port": 25}'},
            "1 of 2 files are no annotated reports: b.json",
        ),
        ({f"{n}.json": "{}" for n in range(9)}, "4 more files"),
    ],
)
def test_a_folder_of_wrong_files_is_refused_whole(tmp_path, files, told):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting) as fault:
        read_annotated(tmp_path)
    assert told in str(fault.value)


def test_a_zip_file_that_is_none_is_told(tmp_path):
    (tmp_path / "set.zip").write_bytes(b"not packed")
    with pytest.raises(BadSetting, match="expected a folder or zip file"):
        read_annotated(tmp_path / "set.zip")

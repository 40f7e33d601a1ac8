"""A user's own places: GeoNames dumps, OCHA tables and plain CSV go in; what cannot be read is named."""

from __future__ import annotations

import pathlib
import zipfile

import pytest

from watchdesk.errors import BadSetting
from watchdesk.resolve.gazetteer import Gazetteer
from watchdesk.resolve.gazetteer_files import add_gazetteer


def geonames(number: int, name: str, *, kind: str = "P", code: str = "PPL", lat: str = "16.5", more: str = "") -> str:
    cells = (
        [str(number), name, name, more, lat, "1.5", kind, code, "ML", "", "09"] + [""] * 3 + ["0", "", "7", "x", "y"]
    )
    return "\t".join(cells) + "\n"


def test_geonames_dump(tmp_path: pathlib.Path) -> None:
    dump = tmp_path / "ML.txt"
    dump.write_text(
        geonames(1, "Qqarsoum", more="Kkarsoum,القرية") + geonames(2, "Bir Qq", kind="S", code="HTL"), encoding="utf-8"
    )
    added = add_gazetteer(dump, tmp_path / "own.sqlite")
    own = Gazetteer([tmp_path / "own.sqlite"])
    assert added.places == 1
    assert [(p.name, p.country, p.admin1) for p in own.places_named("KKARSOUM")] == [("Qqarsoum", "ML", "Gao")]
    assert [p.name for p in own.places_like("Karsum")] == ["Qqarsoum"]
    assert own.places_named("Bir Qq") == ()


def test_adding_twice_changes_nothing(tmp_path: pathlib.Path) -> None:
    dump = tmp_path / "ML.txt"
    dump.write_text(geonames(1, "Qqarsoum"), encoding="utf-8")
    for _ in range(2):
        add_gazetteer(dump, tmp_path / "own.sqlite")
    assert len(Gazetteer([tmp_path / "own.sqlite"]).places_named("Qqarsoum")) == 1


def test_zipped_dump(tmp_path: pathlib.Path) -> None:
    box = tmp_path / "ML.zip"
    with zipfile.ZipFile(box, "w") as out:
        out.writestr("readme.txt", "short")
        out.writestr("ML.txt", geonames(1, "Qqarsoum"))
    add_gazetteer(box, tmp_path / "own.sqlite")
    assert Gazetteer([tmp_path / "own.sqlite"]).places_named("qqarsoum")


TABLES = [
    ("name,lat,lon,country\nQqarsoum,16.5,1.5,ML\n", "ML"),
    ("nom;latitude;longitude;pays\nQqarsoum;16,5;1,5;ml\n", "ML"),
    ("ADM1_FR,ADM2_FR,ADM3_FR,ADM3_PCODE,center_lat,center_lon\nGao,Ansongo,Qqarsoum,ML070101,16.5,1.5\n", "ML"),
    ("\ufeffPlace\tX\tY\tISO\nQqarsoum\t1.5\t16.5\tML\n", "ML"),
]


@pytest.mark.parametrize(("table", "country"), TABLES)
def test_tables_with_a_header(table: str, country: str, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(table, encoding="utf-8")
    add_gazetteer(path, tmp_path / "own.sqlite")
    (place,) = Gazetteer([tmp_path / "own.sqlite"]).places_named("Qqarsoum")
    assert (place.country, place.latitude, place.longitude) == (country, 16.5, 1.5)


FAULTS = [
    ("name,lat,country\nX,1,ML\n", r"places\.csv: row 1 has no column for longitude"),
    ("name,lat,lon,country\nX,north,1.5,ML\n", r"places\.csv: row 2, column 'lat' is 'north'"),
    ("name,lat,lon,country\nX,1,2,ML\nY,1,200,ML\n", r"places\.csv: row 3, column 'lon' is '200'"),
    ("name,lat,lon,country\n,1,2,ML\n", r"places\.csv: row 2, column 'name' is empty"),
    ("name,lat,lon,country\nX,1,2,7\n", r"places\.csv: row 2, column 'country' is '7'"),
    ("name,lat,lon,country\nX,1\n", r"places\.csv: row 2 has 2 columns, expected 4"),
    ("", r"places\.csv: row 1 is empty"),
]


@pytest.mark.parametrize(("table", "message"), FAULTS)
def test_faults_name_file_row_and_column(table: str, message: str, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(BadSetting, match=message):
        add_gazetteer(path, tmp_path / "own.sqlite")


def test_a_fault_in_a_dump_names_its_column_and_leaves_the_target(tmp_path: pathlib.Path) -> None:
    good, bad, target = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "own.sqlite"
    good.write_text(geonames(1, "Qqarsoum"), encoding="utf-8")
    bad.write_text(geonames(2, "Other") + geonames(3, "Worse", lat="x"), encoding="utf-8")
    add_gazetteer(good, target)
    with pytest.raises(BadSetting, match=r"bad\.txt: row 2, column 5 \(latitude\) is 'x'"):
        add_gazetteer(bad, target)
    assert Gazetteer([target]).places_named("Qqarsoum") and not Gazetteer([target]).places_named("Other")


def test_a_row_that_comes_again_replaces_the_one_before(tmp_path: pathlib.Path) -> None:
    first, second, target = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "own.sqlite"
    first.write_text(geonames(1, "Qqarsoum", lat="16.5") + geonames(2, "Other"), encoding="utf-8")
    second.write_text(geonames(1, "Qqarsoum", lat="17.5"), encoding="utf-8")
    add_gazetteer(first, target)
    added = add_gazetteer(second, target)
    assert [p.latitude for p in Gazetteer([target]).places_named("Qqarsoum")] == [17.5]
    assert (added.rows, added.places) == (1, 2)


def test_a_small_file_is_put_into_a_large_gazetteer_without_sorting_it_anew(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, target = tmp_path / "a.txt", tmp_path / "b.csv", tmp_path / "own.sqlite"
    first.write_text("".join(geonames(n, f"Qqarsoum {n}") for n in range(1, 500)), encoding="utf-8")
    second.write_text("name,lat,lon,country\nBirqq,16.5,1.5,ML\n", encoding="utf-8")
    add_gazetteer(first, target)
    monkeypatch.delattr("watchdesk.resolve.gazetteer_files.build")
    added = add_gazetteer(second, target)
    assert added.places == 500
    assert Gazetteer([target]).places_named("birqq") and Gazetteer([target]).places_named("Qqarsoum 7")


def test_two_processes_make_the_same_bytes_as_one(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = tmp_path / "ML.txt"
    dump.write_text("".join(geonames(9_000 - n, f"Qqarsoum {n % 70}") for n in range(3_000)), encoding="utf-8")
    add_gazetteer(dump, tmp_path / "one.sqlite")
    monkeypatch.setattr("watchdesk.resolve.gazetteer_files.TWO_PROCESSES_BYTES", 1)
    add_gazetteer(dump, tmp_path / "two.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ML.txt", "one.sqlite", "two.sqlite"]


def test_a_crash_leaves_the_gazetteer_as_it_was(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump, target = tmp_path / "ML.txt", tmp_path / "own.sqlite"
    dump.write_text(geonames(1, "Qqarsoum"), encoding="utf-8")
    add_gazetteer(dump, target)
    before = target.read_bytes()

    def breaks(count: int) -> None:
        raise KeyboardInterrupt

    dump.write_text(geonames(2, "Other"), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        add_gazetteer(dump, target, told=breaks)
    assert target.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ML.txt", "own.sqlite"]


def test_a_file_of_few_countries_says_where_reports_play(tmp_path: pathlib.Path) -> None:
    dump = tmp_path / "ML.txt"
    dump.write_text(geonames(1, "Qqarsoum"), encoding="utf-8")
    add_gazetteer(dump, tmp_path / "own.sqlite")
    assert Gazetteer([tmp_path / "own.sqlite"]).own_countries() == ("ML",)
    wide = tmp_path / "wide.csv"
    wide.write_text("name,lat,lon,country\n" + "".join(f"Q{c},1,2,{c}\n" for c in ("ML", "NE", "BF", "TD")), "utf-8")
    add_gazetteer(wide, tmp_path / "wide.sqlite")
    assert Gazetteer([tmp_path / "wide.sqlite"]).own_countries() == ()


def test_what_is_no_gazetteer_is_left_alone(tmp_path: pathlib.Path) -> None:
    dump, target = tmp_path / "ML.txt", tmp_path / "notes.txt"
    dump.write_text(geonames(1, "Qqarsoum"), encoding="utf-8")
    target.write_text("my notes", encoding="utf-8")
    with pytest.raises(BadSetting, match=r"notes\.txt: not a gazetteer file"):
        add_gazetteer(dump, target)
    assert target.read_text(encoding="utf-8") == "my notes"

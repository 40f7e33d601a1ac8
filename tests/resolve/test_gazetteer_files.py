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

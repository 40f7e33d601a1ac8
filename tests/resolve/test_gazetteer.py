"""Names are found however they are written, from the files they should be."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.errors import BadCodebook, MissingPart
from watchdesk.resolve.folding import fold_fresh, fold_name, fold_names, sound_key, sound_keys
from watchdesk.resolve.gazetteer import Gazetteer, embedded_gazetteer, load_regions, open_readonly, prefixed, told_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ménaka", "Menaka"),
        ("N’Djaména", "N'Djamena"),
        ("Tin-Hama", "tin hama"),
        ("ÉGYPTE", "egypte"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Łódź", "Lodz"),
    ],
)
def test_folding(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Diabaly", "Diabali"),
        ("Al-Busayrah", "Busaira"),
        ("Koutoubou", "Kutubu"),
        ("Djibo", "Jibo"),
        ("Qayyarah", "Kayara"),
        ("Khan Younis", "Khan Yunis"),
    ],
)
def test_sounds(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)
    assert sound_key(fold_name(one)) == sound_key(fold_name(other))


@pytest.mark.parametrize(("name", "other"), [("Karsambi", "karsumbe"), ("Dalibugou", "talibugu")])
def test_told_alike(name: str, other: str) -> None:
    near = told_alike(fold_name(name))
    assert (other in near) == (name[0].lower() == other[0])


def test_the_berber_that_of() -> None:
    assert prefixed("ntarab") == ("intarab",) and prefixed("intarab") == ("ntarab",)
    assert prefixed("inara") == () and prefixed("nara") == ()


def test_shortened_states_keep_their_stop() -> None:
    assert fold_name("Miss.") != fold_name("Miss")


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Ménaka", "ML", "ADM1"),
        ("Tombouctou", "ML", "PPL"),
        ("Timbuktu", "ML", "PPL"),
        ("Bamako", "ML", "PPLC"),
        ("RDC", "CD", "PCLI"),
        ("Nord-Kivu", "CD", "ADM1"),
        ("North Kivu", "CD", "ADM1"),
        ("Darfour", "SD", "RGN"),
        ("Alep", "SY", "PPL"),
        ("Calif.", "US", "ADM1"),
    ],
)
def test_embedded_names(name: str, country: str, feature: str) -> None:
    assert (country, feature) in {(p.country, p.feature) for p in embedded_gazetteer().places_named(name)}


def test_most_populous_first() -> None:
    found = embedded_gazetteer().places_named("Paris")
    assert [p.population for p in found] == sorted((p.population for p in found), reverse=True)
    assert found[0].country == "FR"


def test_unknown_name_gives_nothing() -> None:
    assert embedded_gazetteer().places_named("Zzyxqwv") == ()
    assert embedded_gazetteer().places_named("") == ()


def test_missing_and_damaged_files(tmp_path: pathlib.Path) -> None:
    with pytest.raises(MissingPart, match=r"nowhere\.sqlite"):
        Gazetteer([tmp_path / "nowhere.sqlite"])
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database at all, really not" * 100)
    with pytest.raises(MissingPart, match="not a watchdesk gazetteer"):
        open_readonly(damaged)


def test_region_rows_are_checked(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "regions.yml"
    path.write_text("- {name: Nowhere, country: ML, lat: 1.0, long: 2.0}\n", encoding="utf-8")
    with pytest.raises(BadCodebook, match=r"regions\.yml: entry 1 'Nowhere' .*long.*lon"):
        load_regions(path)


MANY = [
    "N’Djaména",
    "St. Louis",
    "Calif.",
    "  ",
    "Łódź",
    "l'Île-Bouchard",
    "ste Anne",
    "½ Dyke",
    "Al-Busayrah",
    "القرية",
    "Xi'an",
]


def test_many_names_fold_as_each_does() -> None:
    folded = [fold_name(name) for name in MANY]
    assert fold_names(MANY) == folded
    assert sound_keys(folded) == [sound_key(name) for name in folded]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")), min_size=1))
def test_any_names_fold_as_each_does(names: list[str]) -> None:
    folded = [fold_fresh(name) for name in names]
    assert fold_names(names) == folded
    assert sound_keys(folded) == [sound_key(name) for name in folded]

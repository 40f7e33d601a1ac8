"""Countries as written, in English and French."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.errors import BadCodebook
from watchdesk.resolve import countries
from watchdesk.resolve.countries import commander_of, countries_in, country_name, load_countries


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[m.span.start : m.span.end], m.iso, m.form) for m in countries_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger, Nigeria and Guinea", [("Niger", "NE"), ("Nigeria", "NG"), ("Guinea", "GN")]),
        ("Papua New Guinea, Guinea-Bissau, Equatorial Guinea", ["PG", "GW", "GQ"]),
        ("South Sudanese and Sudanese troops", ["SS", "SD"]),
        ("the Democratic Republic of the Congo and the Republic of Congo", ["CD", "CG"]),
        ("la RDC, la Centrafrique et la Côte d’Ivoire", ["CD", "CF", "CI"]),
        ("des soldats nigériens et nigérians", ["NE", "NG"]),
        ("l’armée malienne, deux Maliens, une Malienne", ["ML", "ML", "ML"]),
        ("N’Djamena and Bamako", ["TD", "ML"]),
        ("the U.S. and the UK", ["US", "GB"]),
        ("a Franco-Malian base", ["ML"]),
    ],
)
def test_countries_are_found(text: str, expected: list[object]) -> None:
    isos = [one[1] if isinstance(one, tuple) else one for one in expected]
    assert [iso for _, iso, _ in found(text)] == isos


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Peterson spoke.",
        "polish the boots",
        "on the shore of Lake Chad",
        "une grenade a explosé",
        "tué à la grenade",
        "the Niger Delta",
        "Agence France-Presse",
        "Malianness",
        "tell us",
    ],
)
def test_no_country(text: str) -> None:
    assert found(text) == []


def test_forms() -> None:
    assert [form for _, _, form in found("Mali, Malian, Bamako, le Kremlin")] == [
        "name",
        "demonym",
        "capital",
        "capital",
    ]


@given(st.text(max_size=80))
def test_spans_hold_in_any_text(text: str) -> None:
    last = 0
    for mention in countries_in(text):
        assert last <= mention.span.start < mention.span.end <= len(text)
        last = mention.span.end


def test_names() -> None:
    assert country_name("CI") == "Ivory Coast"
    with pytest.raises(KeyError):
        country_name("QQ")
    assert commander_of("NC", "pol") == "FR"
    assert commander_of("PS", "mil") == "IL"
    assert commander_of("ML", "mil") == "ML"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"iso": "ml", "name": "Mali"}, "'ml' is not two capital letters"),
        ({"iso": "ML", "name": "Mali", "nmes": []}, "unknown key 'nmes'"),
        ({"iso": "ML", "name": "Mali", "names": [3]}, "names is [3]"),
        ({"iso": "ML", "name": "Mali", "gentiles": [["malien"]]}, "expected pairs"),
        ({"iso": "ML"}, "lacks iso or name"),
    ],
)
def test_wrong_rows_are_named(row: dict[str, object], said: str) -> None:
    with pytest.raises(BadCodebook, match=r"countries\.yml") as fault:
        countries._check_row(row)
    assert said in str(fault.value)


def test_every_country_finds_itself() -> None:
    for country in load_countries().values():
        assert found(f"in {country.name},")[0][1] == country.iso

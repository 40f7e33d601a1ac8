"""Place names are found with their exact spans, and told from persons, bodies and governments."""

from __future__ import annotations

import itertools

import pytest

from watchdesk.extract.place_names import find_places
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import PlaceMention, Report
from watchdesk.resolve.names import NameLists, open_names


@pytest.fixture(scope="module")
def names() -> NameLists:
    return open_names()


def find(text: str, names: NameLists) -> list[tuple[str, PlaceMention]]:
    report = Report(id="r", capture_id="c", address="a", text=text)
    return [(text[m.span.start : m.span.end], m) for m in find_places(report, split_sentences(report), names)]


FOUND = [
    ("Gunmen raided a market in Ménaka on Monday.", ["Ménaka"]),
    ("Des hommes armés ont attaqué un marché à Ménaka.", ["Ménaka"]),
    ("Soldiers left Deir ez-Zor for the Gao region.", ["Deir ez-Zor", "Gao"]),
    ("Ils ont quitté l’Ituri pour la province du Nord-Kivu.", ["Ituri", "Nord-Kivu"]),
    ("The blast hit Port-au-Prince and Cap-Haïtien.", ["Port-au-Prince", "Cap-Haïtien"]),
    ("Les rebelles sont entrés à Zzorkama, dans le territoire de Djugu.", ["Zzorkama", "Djugu"]),
    ("Fighters entered the village of Qqarsoum at dawn.", ["Qqarsoum"]),
    ("They met in N’Djamena.", ["N’Djamena"]),
    ("A helicopter crashed at Aden Adde airport in Mogadishu, Somalia.", ["Aden Adde", "Mogadishu", "Somalia"]),
    ("Des tirs ont été entendus au quartier Diffa Koura, au Niger.", ["Diffa", "Niger"]),
    ("Un hélicoptère Black Hawk s’est posé à Cali.", ["Cali"]),
    ("• 3 June, Kodok: two helicopters fired rockets.", ["Kodok"]),
    ("12 mars, Zzorkama : une mine a tué deux civils.", ["Zzorkama"]),
    ("3 June, President: a statement", []),
    ("It began in the Democratic Republic of the Congo.", ["Democratic Republic of the Congo"]),
    (
        "A car burned on Zzorkama Street and another at the corner of N. Qqarsoum Avenue.",
        ["Zzorkama Street", "N. Qqarsoum Avenue"],
    ),
    (
        "They fled across the Qqarsoum River into the Zzorkama National Park.",
        ["Qqarsoum River", "Zzorkama National Park"],
    ),
    ("In Sudan gunmen entered the village of Reserve.", ["Sudan", "Reserve"]),
    ("Une mine a sauté entre Zzorkama et Gao.", ["Zzorkama", "Gao"]),
    ("The Ohio Department of Health closed a camp.", ["Ohio"]),
    ("The sheriff of Laurel County was in Alexandria, La., then.", ["Laurel County", "Alexandria", "La."]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_are_found(text: str, expected: list[str], names: NameLists) -> None:
    assert [word for word, m in find(text, names) if m.role == "place"] == expected


NOT_PLACES = [
    "A Sudanese unit in the Peace Spring area fired on the Central Reserve Police.",
    "Mr. Austin said that Paris Hilton had called.",
    "General Jordan spoke; Judge Gao listened.",
    "Human Rights Watch condemned it on Monday, March 3.",
    "Le colonel Kidal a parlé.",
    "However, police said. Police said so in May.",
    "Zzorinne Qqufka, Sahel director at a charity, denied it.",
    "She reads the Boston Globe and the New York Times.",
    "The Department of Qqarsoum Affairs refused.",
    "Des hommes de l’Alliance pour le Salut de Kidal ont parlé.",
]


@pytest.mark.parametrize("text", NOT_PLACES)
def test_persons_bodies_and_plain_words_are_no_places(text: str, names: NameLists) -> None:
    found = [word for word, m in find(text, names) if m.role == "place"]
    assert [word for word in found if word != "Sahel"] == []


ROLES = [
    ("Moscow said the talks would go on.", "Moscow", "actor"),
    ("Bamako a annoncé le départ.", "Bamako", "actor"),
    ("A bomb went off in Moscow.", "Moscow", "place"),
    ("Malian soldiers fled.", "Malian", "actor"),
    ("Le gouvernement du Mali proteste.", "Mali", "actor"),
    ("Mali’s army retook the town.", "Mali", "actor"),
    ("Fighting spread in Mali.", "Mali", "place"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_governments_and_peoples_are_actors(text: str, name: str, role: str, names: NameLists) -> None:
    assert [(word, m.role) for word, m in find(text, names)] == [(name, role)]


PHRASES = [
    ("They died 17 km north-east of Mopti.", "distance", 17.0, 45.0),
    ("Ils sont morts à 17 kilomètres au nord-est de Mopti.", "distance", 17.0, 45.0),
    ("It happened ten miles south of Mopti.", "distance", 16.1, 180.0),
    ("Ils ont péri à une vingtaine de kilomètres de Mopti.", "distance", 20.0, None),
    ("A mine went off near Mopti.", "near", None, None),
    ("Une mine a sauté près de Mopti.", "near", None, None),
    ("Sur la route de Mopti, une mine a sauté.", "near", None, None),
    ("They fought in the Mopti region.", "region", None, None),
    ("Ils se battent dans la région de Mopti.", "region", None, None),
    ("They fought in northern Mali.", "part", None, None),
    ("Ils se battent dans le nord du Mali.", "part", None, None),
    ("A mine went off in Mopti.", "at", None, None),
    ("A mine went off by the Kagera River.", "near", None, None),
]


@pytest.mark.parametrize(("text", "relation", "km", "bearing"), PHRASES)
def test_phrases(text: str, relation: str, km: float | None, bearing: float | None, names: NameLists) -> None:
    mention = find(text, names)[0][1]
    assert (mention.relation, mention.distance_km, mention.bearing) == (relation, km, bearing)


def test_between_two_places(names: NameLists) -> None:
    for text in ("A bus was stopped between Gao and Ansongo.", "Un car a été arrêté entre Gao et Ansongo."):
        assert [(w, m.relation) for w, m in find(text, names)] == [("Gao", "between"), ("Ansongo", "between")]


def test_spans_never_overlap_and_keep_the_order(names: NameLists) -> None:
    text = "New York, York and Yorktown. In North Kivu, near Goma; from Kivu to South Sudan, Sudan, Niger and Nigeria."
    spans = [m.span for _, m in find(text, names)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))

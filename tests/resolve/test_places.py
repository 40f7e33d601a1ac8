"""Places are located as far as the text allows, in the country that the report is about, and no further."""

from __future__ import annotations

import pathlib

import pytest

from watchdesk.extract.event_places import event_place
from watchdesk.extract.place_names import find_places
from watchdesk.extract.place_traits import Whereabouts
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Event, Layout, Place, Quote, Report, Span
from watchdesk.resolve.gazetteer_files import add_gazetteer
from watchdesk.resolve.names import NameLists, open_names
from watchdesk.resolve.place_geometry import km_between, shifted
from watchdesk.resolve.places import locate, resolve_places


@pytest.fixture(scope="module")
def names() -> NameLists:
    return open_names()


def laid_out(text: str, names: NameLists, language: str = "en") -> Layout:
    report = Report(id="r", capture_id="c", address="a", text=text, language=language)
    sentences = split_sentences(report)
    places = find_places(report, sentences, names)
    return Layout(report=report, sentences=sentences, dates=(), places=places, actors=(), quotations=())


def place_of(text: str, cue: str, names: NameLists, language: str = "en") -> Place:
    layout = laid_out(text, names, language)
    at = text.index(cue)
    span = Span(start=at, end=at + len(cue))
    sentence = next(s for s in layout.sentences if s.span.holds(span))
    event = Event(
        event_type="Battles",
        sub_event_type="Armed clash",
        place=event_place(span, sentence, Whereabouts(layout, names)),
    )
    (resolved,) = resolve_places((event,), layout, names)
    assert isinstance(resolved, Event)
    assert resolved.place is not None
    if resolved.place.quote:
        quote = resolved.place.quote
        assert text[quote.span.start : quote.span.end] == quote.text
    return resolved.place


CHOSEN = [
    ("DAKAR, May 3 – Gunmen killed ten people in Mopti, Mali, on Monday.", "killed", "Mopti", 1),
    ("Residents who fled from Gao said gunmen killed ten people near Mopti in Mali.", "killed", "Mopti", 2),
    ("Ten people were killed in Mopti, in Mali, and the wounded were flown to Bamako.", "killed", "Mopti", 1),
    ("À Mopti, au Mali, des hommes armés ont tué dix civils, a-t-on déclaré à Bamako.", "tué", "Mopti", 1),
    ("Les combats ont eu lieu dans la région de Mopti, au Mali.", "combats", "Mopti", 3),
    ("Fighting went on across the Gao region of Mali.", "Fighting", "Gao", 3),
]


@pytest.mark.parametrize(("text", "cue", "name", "precision"), CHOSEN)
def test_where_an_event_happened(text: str, cue: str, name: str, precision: int, names: NameLists) -> None:
    place = place_of(text, cue, names)
    assert (place.name, place.country, place.geo_precision) == (name, "ML", precision)


def test_a_place_is_carried_to_the_next_sentence(names: NameLists) -> None:
    place = place_of("Rebels entered Goma, in DR Congo, on Monday. Ten civilians were killed.", "killed", names)
    assert (place.name, place.country) == ("Goma", "CD")


def test_a_country_alone_is_never_a_pin(names: NameLists) -> None:
    place = place_of("Ten soldiers were killed in Mali on Monday.", "killed", names)
    assert (place.name, place.country, place.geo_precision, place.reason) == ("Mali", "ML", 3, "country only")
    assert place.latitude is None and place.longitude is None


def test_nothing_named_gives_no_place(names: NameLists) -> None:
    place = place_of("Ten soldiers were killed on Monday.", "killed", names)
    assert (place.country, place.latitude, place.reason) == (None, None, "no place named")


def test_distance_moves_the_point_and_blurs_it(names: NameLists) -> None:
    town = place_of("A mine went off in Mopti, Mali.", "mine", names)
    moved = place_of("A mine went off 40 km north of Mopti, Mali.", "mine", names)
    assert town.latitude and town.longitude and moved.latitude and moved.longitude
    assert moved.latitude > town.latitude
    assert km_between((town.latitude, town.longitude), (moved.latitude, moved.longitude)) == pytest.approx(40, abs=1)
    assert moved.geo_precision == 2 and (moved.radius_km or 0) >= 5


def test_unlisted_village_is_placed_by_its_holder_or_not_at_all(names: NameLists) -> None:
    held = place_of("Gunmen attacked Zzorkama, 7 km from Mopti, in Mali.", "attacked", names)
    assert held.name == "Zzorkama" and held.geo_precision == 2 and "not in the gazetteer" in (held.reason or "")
    lost = place_of("Gunmen attacked the village of Zzorkama in Mali.", "attacked", names)
    assert (lost.name, lost.country, lost.latitude) == ("Zzorkama", "ML", None)


SENSES = [
    ("Police in Alexandria, Louisiana, made an arrest.", "Alexandria", "US"),
    ("Police in Alexandria, Egypt, made an arrest.", "Alexandria", "EG"),
    ("Police in Paris, Texas, made an arrest.", "Paris", "US"),
    ("La police de Paris, en France, enquête.", "Paris", "FR"),
    ("The Lebanese army patrolled Tripoli, in Lebanon.", "Tripoli", "LB"),
    ("Libyan militias patrolled Tripoli, in Libya.", "Tripoli", "LY"),
]


@pytest.mark.parametrize(("text", "name", "country"), SENSES)
def test_one_name_many_places(text: str, name: str, country: str, names: NameLists) -> None:
    layout = laid_out(text, names)
    mention = next(m for m in layout.places if text[m.span.start : m.span.end] == name)
    assert locate(mention, layout, names).country == country


def test_a_name_known_only_elsewhere_is_not_placed_there(names: NameLists) -> None:
    place = place_of("In Mali, gunmen killed ten people in Kobe, in the Gao region of Mali.", "killed", names)
    assert place.country == "ML"


@pytest.mark.parametrize(
    ("text", "cue", "name", "country"),
    [
        ("Burkinabè jets bombed the market of Boulikessi on Monday.", "bombed", "Boulikessi", "ML"),
        ("Tanzanian and Ugandan officials said that hostages were freed in Ituri.", "freed", "Ituri", "CD"),
    ],
)
def test_a_place_known_in_one_country_alone_may_lie_beyond_the_border(
    text: str, cue: str, name: str, country: str, names: NameLists
) -> None:
    place = place_of(text, cue, names)
    assert (place.name, place.country, place.latitude is not None) == (name, country, True)


def test_a_square_is_in_no_town_that_the_report_does_not_speak_of(names: NameLists) -> None:
    text = (
        "Demonstrations in Nasiriyah, Iraq, turned deadly when police fired at the Zaytoun Bridge. "
        "An organiser was seized near Zzorkama Square."
    )
    layout = laid_out(text, names)
    square = next(m for m in layout.places if text[m.span.start : m.span.end] == "Zzorkama Square")
    assert locate(square, layout, names).country == "IQ"


@pytest.mark.parametrize("name", ["Bukavu", "Old Bridge"])
def test_but_not_a_continent_away(name: str, names: NameLists) -> None:
    place = place_of(f"Chilean police in Chile said that shots were fired at {name} on Monday.", "fired", names)
    assert place.latitude is None


@pytest.mark.parametrize(("bearing", "sign_lat", "sign_lon"), [(0, 1, 0), (90, 0, 1), (180, -1, 0), (270, 0, -1)])
def test_shifting(bearing: float, sign_lat: int, sign_lon: int) -> None:
    lat, lon = shifted((10.0, 20.0), 100.0, bearing)
    assert km_between((10.0, 20.0), (lat, lon)) == pytest.approx(100, abs=0.5)
    assert round(lat - 10.0, 1) * sign_lat >= 0 and round(lon - 20.0, 1) * sign_lon >= 0
    assert (abs(lat - 10.0) > 0.5) == bool(sign_lat) and (abs(lon - 20.0) > 0.5) == bool(sign_lon)


def own_names(rows: str, tmp_path: pathlib.Path) -> NameLists:
    """The name lists with a gazetteer of one country beside them."""
    table, target = tmp_path / "own.csv", tmp_path / "own.sqlite"
    table.write_text("name,lat,lon,country,admin1\n" + rows, encoding="utf-8")
    add_gazetteer(table, target)
    return open_names(gazetteers=(target,))


def test_own_gazetteer_says_where_a_report_plays(names: NameLists, tmp_path: pathlib.Path) -> None:
    text = "Attaque lundi contre la caserne de Nara, deux gardes blessés."
    own = own_names("Nara,15.17,-7.29,ML,Koulikoro\n", tmp_path)
    assert place_of(text, "Attaque", own, "fr").country == "ML"
    assert place_of(text, "Attaque", names, "fr").latitude is None


def test_one_letter_apart_and_near_its_holder(tmp_path: pathlib.Path) -> None:
    own = own_names("Qarsoumba,16.5,0.1,ML,Gao\nOtherplace,14.1,-4.2,ML,Mopti\n", tmp_path)
    place = place_of("Attaque à Qarsoutba (région de Gao), au Mali.", "Attaque", own, "fr")
    assert (place.latitude, place.geo_precision) == (16.5, 2)
    assert place.reason == "not in the gazetteer; taken for 'Qarsoumba', one letter apart and near 'Gao'"
    far = place_of("Attaque à Otherplase (région de Gao), au Mali.", "Attaque", own, "fr")
    assert (far.geo_precision, far.reason) == (3, "not in the gazetteer; known to be in 'Gao'")
    assert (far.radius_km or 0) >= 120


def test_told_alike_and_near_its_holder(tmp_path: pathlib.Path) -> None:
    own = own_names("Qarsoumbo,16.5,0.1,ML,Gao\n", tmp_path)
    place = place_of("Attaque à Karsambi (région de Gao), au Mali.", "Attaque", own, "fr")
    assert (place.latitude, place.geo_precision) == (16.5, 2)
    assert place.reason == "not in the gazetteer; taken for 'Qarsoumbo', told alike and near 'Gao'"


def test_what_holds_a_place_may_be_misspelt_itself(names: NameLists) -> None:
    place = place_of("Attaque à Zzorkama (cercle de Bouremm; région de Gao), au Mali.", "Attaque", names, "fr")
    bourem = next(row for row in names.places_named("Bourem") if row.feature.startswith("PPL") and row.country == "ML")
    assert (place.latitude, place.geo_precision, place.radius_km) == (bourem.latitude, 2, 50.0)


TWO_OF_A_NAME = "Qarsoum,16.5,0.1,ML,Gao\nQarsoum,13.6,-7.4,ML,Koulikoro\n"


@pytest.mark.parametrize(
    ("text", "latitude"),
    [
        ("Attaque à Qarsoum, à 30 km au nord-est de Gao, au Mali.", 16.5),
        ("Attaque à Qarsoum (125 km de Bamako), au Mali.", 13.6),
    ],
)
def test_a_distance_tells_places_of_one_name_apart(text: str, latitude: float, tmp_path: pathlib.Path) -> None:
    assert place_of(text, "Attaque", own_names(TWO_OF_A_NAME, tmp_path), "fr").latitude == latitude


def test_a_distance_that_fits_no_place_of_the_name_says_where(names: NameLists, tmp_path: pathlib.Path) -> None:
    own = own_names(TWO_OF_A_NAME, tmp_path)
    place = place_of("Attaque à Qarsoum (30 km au nord de Mopti), au Mali.", "Attaque", own, "fr")
    mopti = next(row for row in names.places_named("Mopti") if row.feature.startswith("PPL"))
    assert place.latitude and place.longitude and place.geo_precision == 2
    assert km_between((place.latitude, place.longitude), (mopti.latitude, mopti.longitude)) == pytest.approx(30, abs=1)


def test_a_division_named_with_it_denies_a_place_far_off(tmp_path: pathlib.Path) -> None:
    own = own_names("Qarsoum,13.6,-7.4,ML,Koulikoro\n", tmp_path)
    place = place_of("Attaque à Qarsoum (cercle de Bourem; région de Gao), au Mali.", "Attaque", own, "fr")
    assert (place.admin1, place.geo_precision) == ("Gao", 2)
    elsewhere, why = place.reason.split("; ")
    assert elsewhere == "known only in other countries than the report's"
    assert why == "placed by 'Bourem', which the text names with it"


def test_between_two_places_is_their_middle(names: NameLists) -> None:
    place = place_of("Un convoi a été attaqué entre Gao et Bourem, au Mali.", "attaqué", names, "fr")
    ends = [next(r for r in names.places_named(n) if r.feature.startswith("PPL")) for n in ("Gao", "Bourem")]
    assert place.latitude == pytest.approx(sum(end.latitude for end in ends) / 2, abs=0.001)
    assert place.radius_km and place.latitude and place.longitude and place.geo_precision == 2
    apart = [km_between((place.latitude, place.longitude), (end.latitude, end.longitude)) for end in ends]
    assert max(apart) <= place.radius_km + 0.1


def test_a_village_of_a_division_is_placed_by_its_seat(names: NameLists) -> None:
    place = place_of("Attaque à Zzorkama (cercle de Bourem), au Mali.", "Attaque", names, "fr")
    seat = next(row for row in names.places_named("Bourem") if row.feature.startswith("PPL") and row.country == "ML")
    assert (place.latitude, place.longitude) == (seat.latitude, seat.longitude)


def test_a_place_of_another_country_only_is_no_pin(names: NameLists) -> None:
    place = place_of("Une mine a sauté à Kobe, dans la région de Gao.", "mine", names, "fr")
    assert (place.country, place.admin1, place.geo_precision) == ("ML", "Gao", 3)
    assert place.reason == "known only in other countries than the report's; known to be in 'Gao'"


def test_a_region_of_several_countries_is_no_division_of_one(names: NameLists) -> None:
    place = place_of("In Mali and Niger gunmen attacked traders across the Sahel on Monday.", "attacked", names)
    assert (place.country, place.latitude) == (None, None)
    division = place_of("Au Burkina Faso, ils ont attaqué un bus dans la région du Sahel.", "attaqué", names, "fr")
    assert (division.country, division.admin1) == ("BF", "Sahel")


def test_the_centre_of_a_town_is_the_town(names: NameLists) -> None:
    place = place_of("Au Mali, des rebelles sont entrés à Ansongo-centre lundi.", "entrés", names, "fr")
    assert (place.name, place.admin1, place.latitude is None) == ("Ansongo-centre", "Gao", False)


def test_a_name_of_several_countries_is_no_pin_where_the_report_speaks_of_none(names: NameLists) -> None:
    place = place_of("Rebels shelled Kaya on Monday.", "shelled", names)
    assert place.latitude is None and place.country is None
    assert place.reason == "places of this name lie in several countries, and the report speaks of none"
    assert {candidate.split(", ")[2][:2] for candidate in place.candidates} == {"BF", "SS"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Sudan counts the troops: Chad has 620 in Kutum, Senegal 540, Gambia 200.", "Kutum", "SD"),
        ("Peacekeepers in South Sudan have a camp at Lasu; a further 20, from Thailand, mend the road.", "Lasu", "SS"),
        ("In Haiti gunmen hold Mirebalais, dans le Plateau central.", "Mirebalais", "HT"),
        ("Des insurgés ont pris Quissanga. Des rescapés ont gagné Pemba, dit-on à Lisbonne.", "Quissanga", "MZ"),
        ("Lorries burnt in Ressano Garcia, the crossing to South Africa, Mozambique said.", "Ressano Garcia", "MZ"),
        ("Ukraine said that it held Shevchenko, south of Pokrovsk.", "Shevchenko", "UA"),
    ],
)
def test_what_stands_beside_a_name_without_holding_it(text: str, name: str, country: str, names: NameLists) -> None:
    place = locate(
        next(m for m in laid_out(text, names).places if text[m.span.start : m.span.end] == name),
        laid_out(text, names),
        names,
    )
    assert (place.country, place.latitude is None) == (country, False)


def test_a_quarter_lies_in_a_town_that_shares_its_name_with_a_region(names: NameLists) -> None:
    place = place_of("Mali's army reached Gao. In the Zzarou quarter two men were shot.", "shot", names)
    assert (place.country, place.geo_precision, place.ucdp_precision) == ("ML", 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Syria's army shelled Homs. In London, an official spoke of a crime. Elsewhere in Syria, a bomb in the Zzarou"
        " quarter was defused.",
        "Syria's army shelled Homs, in Syria.\n\nIn London, an official spoke of a crime.\n\nA bomb in the Zzarou"
        " quarter was defused.",
        "L'armée syrienne a bombardé Homs, en Syrie.\n\nÀ Londres, un ministre a parlé de crime.\n\nUne bombe a été"
        " désamorcée (defused) au quartier Zzarou.",
    ],
)
def test_a_quarter_lies_in_no_city_of_a_country_that_the_text_has_left(names: NameLists, text: str) -> None:
    place = place_of(text, "defused", names)
    assert place.country == "SY"


def test_a_quarter_lies_in_no_town_once_the_text_is_in_the_capital(names: NameLists) -> None:
    text = "In Syria, rebels took a post near Deraa; in the capital, a bomb in the Zzarou quarter was defused."
    place = place_of(text, "defused", names)
    assert (place.country, place.latitude) == ("SY", None)


def test_a_city_is_meant_before_a_capital_of_its_name_that_nothing_else_speaks_for(names: NameLists) -> None:
    text = "The Lebanese army entered the camp. Shots were fired in Tripoli. Lebanese soldiers closed the roads."
    assert place_of(text, "Shots", names).country == "LB"
    text = "The army entered the camp. Shots were fired in Tripoli. Libyan soldiers closed the roads."
    assert place_of(text, "Shots", names).country == "LY"


def test_where_an_organisation_sits_is_not_where_the_report_plays(names: NameLists) -> None:
    text = "(Amman, 19 July 2018) – A barrel fell on a farm. In Daraa, another one fell near Izra."
    assert place_of(text, "another", names).country == "SY"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mali's army left Gao, in Mali. Malian troops burnt a camp, it was said in Paris.", "en"),
        ("Mali's army left Gao, in Mali. Their camp was burnt, which was denied by Abidjan.", "en"),
        ("L'armée malienne a quitté Gao, au Mali. Un camp malien aurait brûlé, dit-on à Abuja.", "fr"),
    ],
)
def test_a_capital_that_only_speaks_is_no_pin(names: NameLists, text: str, language: str) -> None:
    layout = laid_out(text, names, language)
    told = layout.sentences[1].span
    evidence = (Quote(span=told, text=text[told.start : told.end]),)
    place = event_place(layout.places[-1].span, layout.sentences[1], Whereabouts(layout, names))
    event = Event(event_type="Battles", sub_event_type="Armed clash", place=place, evidence=evidence)
    (resolved,) = resolve_places((event,), layout, names)
    assert isinstance(resolved, Event) and resolved.place is not None
    assert resolved.place.country == "ML"


def test_the_middle_of_a_city_is_no_region(names: NameLists) -> None:
    place = place_of("Police fired on a crowd in central Dakar, in Senegal.", "fired", names)
    dakar = next(row for row in names.places_named("Dakar") if row.feature.startswith("PPL"))
    assert (place.latitude, place.geo_precision) == (dakar.latitude, 2)


def test_the_border_of_two_countries_is_in_neither(names: NameLists) -> None:
    text = "Ten Nigerien soldiers were killed in an ambush on the Niger-Mali border."
    layout = laid_out(text, names)
    told = Quote(span=Span(start=0, end=len(text)), text=text)
    event = Event(event_type="Battles", sub_event_type="Armed clash", place=Place(name=""), evidence=(told,))
    (resolved,) = resolve_places((event,), layout, names)
    assert isinstance(resolved, Event) and resolved.place
    assert (resolved.place.country, resolved.place.reason) == (None, "the border of two countries")


def test_a_country_beyond_a_border_is_not_where_a_report_plays(tmp_path: pathlib.Path) -> None:
    own = own_names("Nara,15.17,-7.29,ML,Koulikoro\n", tmp_path)
    place = place_of("Attaque à Nara, à 30 km de la frontière avec la Mauritanie.", "Attaque", own, "fr")
    assert (place.country, place.latitude) == ("ML", pytest.approx(15.17, abs=0.01))


def test_a_number_of_thousands_is_a_distance(names: NameLists) -> None:
    layout = laid_out("An army post lies 1,350 kilometres north-east of Bamako, in Mali.", names)
    assert layout.places[0].distance_km == 1350.0


def test_two_ends_of_a_road(names: NameLists) -> None:
    place = place_of("Attaque d'un convoi sur la route Gao-Bourem, au Mali.", "Attaque", names, "fr")
    assert place.name in ("Gao", "Bourem")
    assert place.geo_precision == 2 and (place.radius_km or 0) >= 25


def test_a_people_is_no_place(names: NameLists) -> None:
    place = place_of("Attaque d'un village Dogon dans la région de Mopti, au Mali.", "Attaque", names, "fr")
    assert place.name == "Mopti"


def test_a_division_that_opens_a_sentence_holds_its_places(names: NameLists) -> None:
    """Villages of one name lie in many regions of Ukraine."""
    text = "Ukraine. In Zaporizhzhia region, two women died when a guided bomb struck a house in Bilenke."
    place = place_of(text, "struck", names)
    assert (place.name, place.admin1) == ("Bilenke", "Zaporizka")


def test_a_hospital_is_no_scene(names: NameLists) -> None:
    text = "A soldier shot in Kishtwar, in India, succumbed to his injuries at the military hospital in Udhampur."
    assert place_of(text, "shot", names).name == "Kishtwar"
    assert place_of(text, "succumbed", names).name == "Kishtwar"


def test_a_region_of_the_list_has_its_division(names: NameLists) -> None:
    place = place_of("A raid in Lower Shabelle, in Somalia.", "raid", names)
    assert (place.country, place.admin1, place.geo_precision) == ("SO", "Shabeellaha Hoose", 3)


DIVISIONS = [
    ("In Myanmar, soldiers killed ten people in Demoso Township on Monday.", "Demoso", "Demoso Township"),
    ("In Myanmar, jets killed ten people in Kyaikto Township on Monday.", "Kyaikto", "Kyaikto Township"),
]


@pytest.mark.parametrize(("text", "seat", "name"), DIVISIONS)
def test_a_division_that_only_its_seat_is_listed_for(text: str, seat: str, name: str, names: NameLists) -> None:
    place = place_of(text, "killed", names)
    row = next(row for row in names.places_named(seat) if row.country == place.country)
    assert (place.name, place.geo_precision, place.latitude) == (name, 2, row.latitude)
    assert place.radius_km is not None
    assert place.radius_km >= 40


def test_what_a_dated_entry_is_headed_by_tells_where(names: NameLists) -> None:
    text = "• 3 June, Ansongo (Gao region): a truck on the Bourem road struck a mine in Mali."
    assert place_of(text, "struck", names).name == "Ansongo"


def test_a_name_measured_from_a_town_is_a_place(names: NameLists) -> None:
    place = place_of("The army has retaken Zzorkamo, 100 km west of El Obeid in Sudan.", "retaken", names)
    assert (place.name, place.country, place.geo_precision) == ("Zzorkamo", "SD", 2)


def test_a_square_in_a_town_lies_in_that_town(names: NameLists) -> None:
    text = "Raids struck Ras Issa in Yemen on Thursday. Thousands marched in Zabbin Square in Sanaa on Friday."
    square, sanaa = place_of(text, "marched", names), place_of("They marched in Sanaa in Yemen.", "marched", names)
    assert square.name == "Zabbin Square"
    assert (square.latitude, square.longitude, square.geo_precision) == (sanaa.latitude, sanaa.longitude, 2)


def test_on_a_river_is_no_place(names: NameLists) -> None:
    text = "In South Sudan a barge was fired upon on the White Nile, south of Malakal."
    assert place_of(text, "fired", names).name == "Malakal"
    held = "In Sudan the army was attacked in the White Nile state."
    assert place_of(held, "attacked", names).name == "White Nile"


def test_a_neighbouring_village_is_no_namesake_far_off(tmp_path: pathlib.Path) -> None:
    names = own_names("Ywa Zit,19.17,97.50,MM,\n", tmp_path)
    text = "In Myanmar soldiers based in Shwebo entered the neighbouring village of Ywa Zit and burned it."
    assert place_of(text, "burned", names).latitude is None
    alone = "In Myanmar soldiers entered the village of Ywa Zit and burned it."
    assert place_of(alone, "burned", names).latitude == 19.17


def test_at_the_request_of_a_capital_nothing_happens_there(names: NameLists) -> None:
    text = "Troops came at the request of Kinshasa and rebels attacked Bunia, in Ituri, on Monday."
    assert laid_out(text, names).places[0].role == "actor"
    assert place_of(text, "attacked", names).name == "Bunia"


def test_a_country_that_heads_a_report_is_where_it_plays(names: NameLists) -> None:
    head = "Cameroon: two killed in Bakolo raid; rebels deny link with Nigeria\n\n"
    text = f"{head}Rebels raided Bakolo, a village on the border with Nigeria. Nigeria is silent."
    assert place_of(text, "raided", names).country == "CM"

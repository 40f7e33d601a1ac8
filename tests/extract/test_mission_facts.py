"""Peace-operation facts: sentences in English and French with the facts they hold, and those that hold none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.codebooks import load_codebook
from watchdesk.extract.mission_cues import cue_patterns, word_pattern
from watchdesk.extract.mission_dates import months_later
from watchdesk.extract.mission_facts import find_mission_facts
from watchdesk.extract.mission_names import named_operations, operation_of, operations
from watchdesk.extract.reader import lay_out
from watchdesk.records import MissionFact, Names, Report, Span, Stripped
from watchdesk.resolve.names import open_names


@pytest.fixture(scope="module")
def names() -> Names:
    return open_names()


def read(
    text: str, names: Names, *, language: str = "en", published: dt.date | None = dt.date(2022, 11, 17)
) -> list[MissionFact]:
    report = Report(id="r", capture_id="c", address="a", text=text, published=published, language=language)
    facts = find_mission_facts(lay_out(report, names), names)
    for fact in facts:
        quote = fact.evidence[0]
        assert report.text[quote.span.start : quote.span.end] == quote.text
    return list(facts)


def short(fact: MissionFact) -> tuple[str, str, str | None, tuple[int | None, int | None] | None, str | None]:
    people = (fact.personnel.low, fact.personnel.high) if fact.personnel else None
    return (fact.operation, fact.action, fact.country, people, fact.effective)


ENGLISH = [
    ("The Council cut the budget of UNIFIL and its 9,400 soldiers.", ("UNIFIL", "strength", None, (9400, 9400), None)),
    ("SAPMIL is to have 260 members, half of them police.", ("SAPMIL", "mandate", None, (260, 260), None)),
    (
        "Three peacekeepers from Nepal were killed by a mine on 3 October 2022, MINUSCA said.",
        ("MINUSCA", "attack_on_peacekeepers", "NP", (3, 3), "2022-10-03"),
    ),
    (
        "Armed men kidnapped an Egyptian peacekeeper of MINUSMA on 3 October 2022.",
        ("MINUSMA", "personnel_detained", "EG", (1, 1), "2022-10-03"),
    ),
    (
        "A Tanzanian peacekeeper was killed and five others injured when rebels attacked a MONUSCO base on 2 May 2022.",
        ("MONUSCO", "attack_on_peacekeepers", "TZ", (1, 1), "2022-05-02"),
    ),
    (
        "On 28 May 2022 a vehicle of a MINUSMA convoy set off a mine.",
        ("MINUSMA", "attack_on_peacekeepers", None, None, "2022-05-28"),
    ),
    (
        "The Council voted to terminate MINUSMA's mandate effective 30 June 2023.",
        ("MINUSMA", "operation_end", None, None, "2023-06-30"),
    ),
    (
        "The first contingent of 200 Kenyan police arrived in MINUSMA's base on 2 May 2022.",
        ("MINUSMA", "deployment", "KE", (200, 200), "2022-05-02"),
    ),
    (
        "Togo is one of the largest contributors to MINUSMA: 730 men as of 30 June.",
        ("MINUSMA", "contribution", "TG", (730, 730), "2022-06-30"),
    ),
    ("Norway has 120 soldiers in MINUSMA.", ("MINUSMA", "contribution", "NO", (120, 120), None)),
    ("MINUSMA includes Ghana (140), Togo (730) and Nepal (60).", ("MINUSMA", "contribution", "TG", (730, 730), None)),
    (
        "Peru and Chile have pledged 40 and 25 officers respectively to MINUSMA.",
        ("MINUSMA", "contribution", "CL", (25, 25), None),
    ),
    (
        "Kenya will withdraw its 200 soldiers from MINUSMA by March 2023.",
        ("MINUSMA", "withdrawal", "KE", (200, 200), "2023-03"),
    ),
    (
        "Latvia suspended its participation in MINUSMA on 3 August 2022.",
        ("MINUSMA", "withdrawal", "LV", None, "2022-08-03"),
    ),
    (
        "The Security Council extended the mandate of MINUSMA until 30 June 2023.",
        ("MINUSMA", "mandate", None, None, "2023-06-30"),
    ),
    ("MINUSMA's mandate expires on 30 June 2023.", ("MINUSMA", "mandate", None, None, "2023-06-30")),
    ("MINUSMA has an authorised ceiling of 13,289 soldiers.", ("MINUSMA", "mandate", None, (13289, 13289), None)),
    ("MINUSMA counts about 12,000 soldiers.", ("MINUSMA", "strength", None, (12000, 12000), None)),
    ("MINUSMA will cease operations on 31 December 2023.", ("MINUSMA", "operation_end", None, None, "2023-12-31")),
    (
        "The army refused a MINUSMA patrol passage on 2 November 2022.",
        ("MINUSMA", "access_denied", None, None, "2022-11-02"),
    ),
    (
        "A MINUSMA convoy of the Jordanian contingent was turned back on 2 November 2022.",
        ("MINUSMA", "access_denied", "JO", None, "2022-11-02"),
    ),
    (
        "Gunmen killed two Nepalese peacekeepers of MINUSMA on 2 November 2022.",
        ("MINUSMA", "attack_on_peacekeepers", "NP", (2, 2), "2022-11-02"),
    ),
    (
        "Three Togolese peacekeepers of MINUSMA were wounded on 2 November 2022.",
        ("MINUSMA", "attack_on_peacekeepers", "TG", None, "2022-11-02"),
    ),
    (
        "On 2 November 2022 soldiers detained five Ghanaian peacekeepers of MINUSMA.",
        ("MINUSMA", "personnel_detained", "GH", (5, 5), "2022-11-02"),
    ),
    (
        "Another 300 Rwandan soldiers arrived in MINUSMA's base on 2 November 2022.",
        ("MINUSMA", "deployment", "RW", (300, 300), "2022-11-02"),
    ),
    (
        "Two Nepalese soldiers of MINUSMA were picked up by the police on 2 November 2022.",
        ("MINUSMA", "personnel_detained", "NP", (2, 2), "2022-11-02"),
    ),
    (
        "The largest are South Sudan (UNMISS, 16,200) and Lebanon (UNIFIL, 9,400).",
        ("UNIFIL", "strength", None, (9400, 9400), None),
    ),
    ("UNIFIL, with 9,400 soldiers, kept out of it.", ("UNIFIL", "strength", None, (9400, 9400), None)),
    (
        "The Council agreed to wind down MINUSMA by 31 December 2023.",
        ("MINUSMA", "operation_end", None, None, "2023-12-31"),
    ),
    (
        "The Council renewed MINUSMA's authorisation until 30 June 2023.",
        ("MINUSMA", "mandate", None, None, "2023-06-30"),
    ),
    (
        "MINUSMA needs helicopters. Ghana, no stranger to it, has 140 there.",
        ("MINUSMA", "contribution", "GH", (140, 140), None),
    ),
]
FRENCH = [
    (
        "Le Togo, qui comptait 1 100 soldats dans la Minusma, a perdu quatorze hommes en janvier 2022.",
        ("MINUSMA", "attack_on_peacekeepers", "TG", (14, 14), "2022-01"),
    ),
    (
        "Un Casque bleu marocain a été tué et deux autres blessés le 4 mai 2022, selon la Minusca.",
        ("MINUSCA", "attack_on_peacekeepers", "MA", (1, 1), "2022-05-04"),
    ),
    (
        "La Suède mettra fin à sa participation à la Minusma en juin 2023.",
        ("MINUSMA", "withdrawal", "SE", None, "2023-06"),
    ),
    (
        "Le camp de la Minusma à Ber a été rétrocédé à l’armée le 13 août 2022.",
        ("MINUSMA", "withdrawal", None, None, "2022-08-13"),
    ),
    ("La Norvège compte 120 militaires dans la Minusma.", ("MINUSMA", "contribution", "NO", (120, 120), None)),
    ("La Minusma compte 12 000 soldats, dont 1 260 Burundais.", ("MINUSMA", "contribution", "BI", (1260, 1260), None)),
    ("La Minusma compte environ 12 000 soldats.", ("MINUSMA", "strength", None, (12000, 12000), None)),
    (
        "La Suède retirera ses 220 soldats de la Minusma en juin 2023.",
        ("MINUSMA", "withdrawal", "SE", (220, 220), "2023-06"),
    ),
    ("Le mandat de la Minusma court jusqu’au 30 juin 2023.", ("MINUSMA", "mandate", None, None, "2023-06-30")),
    ("La Minusma cessera ses opérations le 31 décembre 2023.", ("MINUSMA", "operation_end", None, None, "2023-12-31")),
    (
        "Deux Casques bleus népalais ont été tués le 2 novembre 2022 au Mali.",
        ("MINUSMA", "attack_on_peacekeepers", "NP", (2, 2), "2022-11-02"),
    ),
    (
        "Une patrouille jordanienne de la Minusma a été bloquée le 2 novembre 2022.",
        ("MINUSMA", "access_denied", "JO", None, "2022-11-02"),
    ),
    (
        "Le 2 novembre 2022, 300 soldats rwandais de la Minusma sont arrivés à Gao.",
        ("MINUSMA", "deployment", "RW", (300, 300), "2022-11-02"),
    ),
    (
        "Deux soldats togolais de la Minusma ont recouvré la liberté le 2 novembre 2022.",
        ("MINUSMA", "personnel_detained", "TG", (2, 2), "2022-11-02"),
    ),
    ("La Minusma tombe à 11 200 hommes.", ("MINUSMA", "strength", None, (11200, 11200), None)),
    (
        "La Fomac aligne 600 hommes, Gabonais et Tchadiens.",
        ("MICOPAX", "strength", None, (600, 600), None),
    ),
    (
        "La mission (Minusca), forte de 640 gendarmes, a pris la route.",
        ("MINUSCA", "strength", None, (640, 640), None),
    ),
    ("La Minuss emploie 2 200 agents.", ("UNMISS", "strength", None, (2200, 2200), None)),
    ("La Finul déplore des tirs sur ses 9 400 soldats.", ("UNIFIL", "strength", None, (9400, 9400), None)),
    (
        "La SAMIDRC doit aligner 4 800 hommes avant l’été.",
        ("SAMIDRC", "mandate", None, (4800, 4800), None),
    ),
]


def test_whose_men_are_blamed_is_no_contributor(names: Names) -> None:
    assert read("MINUSMA is in trouble. He accused the Russian company of grave abuses against civilians.", names) == []


def test_the_title_alone_may_name_the_operation(names: Names) -> None:
    report = Report(
        id="r", capture_id="c", address="a", text="The mission has 754 observers in place.", title="UNDOF: weekly note"
    )
    facts = find_mission_facts(lay_out(report, names), names)
    assert [(f.operation, f.action, f.personnel.low) for f in facts if f.personnel] == [("UNDOF", "strength", 754)]


def test_leaving_soon_is_a_withdrawal_and_its_day_is_not_that_of_arrival(names: Names) -> None:
    text = "The 300 British soldiers of MINUSMA who have served in Gao since 2020 would come back sooner than foreseen."
    assert [short(f) for f in read(text, names)] == [("MINUSMA", "withdrawal", "GB", (300, 300), None)]


def test_numbers_in_place_after_a_ceiling_are_strength(names: Names) -> None:
    text = "MONUSCO's authorised ceiling is 11,500 military personnel; 9,870 were deployed on 31 May."
    found = {(f.action, f.personnel.low if f.personnel else None) for f in read(text, names)}
    assert found == {("mandate", 11500), ("strength", 9870)}


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_sentence_gives_the_fact(text: str, expected: tuple[object, ...], names: Names) -> None:
    assert expected in [short(f) for f in read(text, names)]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_sentence_gives_the_fact(text: str, expected: tuple[object, ...], names: Names) -> None:
    assert expected in [short(f) for f in read(text, names, language="fr")]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed four soldiers of the Malian army near Mopti on 2 November 2022.",
        "Chad will withdraw 600 soldiers from the border. The army counts 20,000 soldiers.",
        "The Security Council renewed the mandate of the panel of experts until 30 June 2023.",
        "Des hommes armés ont tué quatre soldats burkinabè le 2 novembre 2022.",
    ],
)
def test_no_operation_no_fact(text: str, names: Names) -> None:
    assert read(text, names) == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("More than 170 MINUSMA peacekeepers have been killed since 2013.", "attack_on_peacekeepers"),
        ("MINUSMA sappers dismantled two rockets on 2 November 2022.", "attack_on_peacekeepers"),
        ("UNMISS peacekeepers in Juba opened fire on looters, killing two.", "attack_on_peacekeepers"),
        ("If Germany leaves MINUSMA, others will follow.", "withdrawal"),
        ("Togo denies that it plans to withdraw from MINUSMA.", "withdrawal"),
        ("MINUSMA refused to comment on the report.", "access_denied"),
        ("MINUSMA's mandate expires on 30 June 2023.", "operation_end"),
        ("MINUSCA keepers: 30 of them were in place.", "strength"),
        ("A MINUSCA patrol of 40 soldiers had left Birao on 3 May 2023.", "withdrawal"),
    ],
)
def test_what_only_looks_like_a_fact(text: str, action: str, names: Names) -> None:
    assert action not in [f.action for f in read(text, names)]


@pytest.mark.parametrize(
    ("text", "language", "strengths"),
    [
        ("La Finul compte 9 400 soldats d’une trentaine de nations.", "fr", [9400]),
        ("UNMHA has 55 people in country, 30 of them monitors.", "en", [55]),
        ("En dix ans, 210 soldats de la mission ont péri, dont 120 dans des attaques, selon la Minusma.", "fr", []),
    ],
)
def test_parts_nations_and_the_dead_are_no_strength(
    text: str, language: str, strengths: list[int], names: Names
) -> None:
    told = [f.personnel.low for f in read(text, names, language=language) if f.action == "strength" and f.personnel]
    assert told == strengths


def test_an_attack_told_in_two_sentences_is_one_fact(names: Names) -> None:
    text = "A MINUSMA convoy of the Jordanian contingent was fired on near Kidal on 1 June 2022. One peacekeeper died."
    attacks = [f for f in read(text, names) if f.action == "attack_on_peacekeepers"]
    assert [short(f)[2:] for f in attacks] == [("JO", (1, 1), "2022-06-01")]
    assert attacks[0].evidence[0].text == text


def test_soldiers_named_again_after_an_attack_on_them_are_no_contribution(names: Names) -> None:
    found = read("Stones hit a truck of MINUSMA with Malawian soldiers. The Malawian soldiers drove on.", names)
    assert [(f.action, f.country) for f in found] == [("attack_on_peacekeepers", "MW")]


def test_one_operation_takes_over_from_another(names: Names) -> None:
    facts = [short(f) for f in read("ATMIS took over from AMISOM in April 2022.", names)]
    assert ("AMISOM", "operation_end", None, None, "2022-04") in facts
    assert ("ATMIS", "deployment", None, None, "2022-04") in facts


def test_the_united_nations_mission_of_a_country_and_year(names: Names) -> None:
    text = "The United Nations mission in Mali has about 12,000 soldiers."
    assert [f.operation for f in read(text, names)] == ["MINUSMA"]
    assert [f.operation for f in read(text, names, published=None)] == ["MINUSMA"]


def people_by_country(text: str, names: Names) -> dict[str | None, int | None]:
    return {
        f.country: f.personnel.low if f.personnel else None for f in read(text, names) if f.action == "contribution"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poland contributes 240 soldiers and Italy 850 to KFOR.", {"PL": 240, "IT": 850}),
        ("KFOR includes Italy (850) and Poland (240).", {"PL": 240, "IT": 850}),
        ("Poland and Italy are to send 24 and 85 soldiers to KFOR respectively.", {"PL": 24, "IT": 85}),
        ("Poland and Italy each offered 30 soldiers to KFOR.", {"PL": 30, "IT": 30}),
        (
            "Poland, Italy and Hungary contribute more than 2,500 soldiers to KFOR.",
            {"PL": None, "IT": None, "HU": None},
        ),
    ],
)
def test_each_country_gets_its_own_number(text: str, expected: dict[str, int | None], names: Names) -> None:
    assert people_by_country(text, names) == expected


def test_a_day_of_announcing_is_not_the_day_of_leaving(names: Names) -> None:
    facts = read("On Friday, Sweden announced that it would withdraw from MINUSMA by June 2023.", names)
    assert [(f.announced, f.effective) for f in facts] == [("2022-11-11", "2023-06")]


def test_one_country_in_two_operations(names: Names) -> None:
    facts = [short(f)[:4] for f in read("India has 4,500 soldiers in MONUSCO and 2,300 in UNMISS.", names)]
    assert facts == [
        ("MONUSCO", "contribution", "IN", (4500, 4500)),
        ("UNMISS", "contribution", "IN", (2300, 2300)),
    ]


def test_stripped_words_name_no_operation(names: Names) -> None:
    text = "Kenya has 200 soldiers in MINUSMA."
    cut = (Stripped(text=text, reason="boilerplate", span=Span(start=0, end=len(text))),)
    report = Report(id="r", capture_id="c", address="a", text=text, stripped=cut)
    assert find_mission_facts(lay_out(report, names), names) == ()


def test_registry_is_sound() -> None:
    rows = operations()
    assert len({o.name for o in rows}) == len(rows) > 120
    assert all(o.last_year is None or o.first_year <= o.last_year for o in rows)
    assert all(not set(o.countries) & set(o.parties) for o in rows)


@pytest.mark.parametrize(
    ("text", "year", "name"),
    [
        ("the Minusma", 2022, "MINUSMA"),
        ("la Finul", 2024, "UNIFIL"),
        ("the U.N. Interim Force in Lebanon", 2024, "UNIFIL"),
        ("la Mission de l’ONU au Soudan du Sud", 2024, "UNMISS"),
        ("MISSION MULTINATIONALE D’APPUI À LA SÉCURITÉ", 2025, "MSS"),
        ("the SADC Mission in the Democratic Republic of Congo", 2024, "SAMIDRC"),
        ("opération Barkhane", 2021, "Operation Barkhane"),
        ("United Nations mission in the Central African Republic", 2023, "MINUSCA"),
    ],
)
def test_operation_names(text: str, year: int, name: str) -> None:
    assert [m.operation.name for m in named_operations(text, year)] == [name]


@pytest.mark.parametrize("text", ["mes amis", "moins (minus) de", "MINUSMAX", "a force for good"])
def test_words_that_name_no_operation(text: str) -> None:
    assert named_operations(text, 2022) == []


@pytest.mark.parametrize(
    ("body", "iso", "year", "name"),
    [
        ("un", "ML", 2022, "MINUSMA"),
        ("au", "SO", 2023, "ATMIS"),
        ("au", "SO", 2025, "AUSSOM"),
        ("un", "ML", 2005, None),
        ("any", "ML", 2022, "MINUSMA"),
        ("any", "KZ", 2022, "CSTO Collective Peacekeeping Forces"),
        ("osce", "UA", 2016, "OSCE SMM"),
    ],
)
def test_operation_of_a_body_in_a_country(body: str, iso: str, year: int, name: str | None) -> None:
    found = operation_of(body, [iso], year)
    assert (found.name if found else None) == name


def test_codebook_has_cues_in_both_languages() -> None:
    for entry in load_codebook("peace_operations")["actions"]:
        assert entry["definition"]
        assert entry["cues"]["en"]
        assert entry["cues"]["fr"]
    assert cue_patterns("en").keys() == cue_patterns("fr").keys()
    assert word_pattern("victims")


@given(st.integers(1990, 2030), st.integers(1, 12), st.integers(0, 60))
def test_months_later_goes_forward(year: int, month: int, months: int) -> None:
    iso = f"{year}-{month:02d}"
    later = months_later(iso, months)
    assert (int(later[:4]) - year) * 12 + int(later[5:7]) - month == months


WORDS = (
    "MINUSMA|Ghana|120|soldiers|will withdraw|killed|mandate|until|30 June 2023|,|and|Casques bleus|tués|(|)|.|« |\n\n"
    "|\u202f|refused|the mission|detained|1 260|la Finul|Council extended|patrol|respectively"
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS.split("|")),
        max_size=25,
    )
)
def test_any_text_gives_facts_that_quote_it(words: list[str]) -> None:
    text = " ".join(words)
    lists = open_names()
    assert read(text, lists) == read(text, lists)
    assert read(text, lists, language="fr", published=None) is not None


def test_the_convoy_of_a_president_is_none_of_the_operation_s(names: Names) -> None:
    text = "AUSSOM is there. In Mogadishu a bomb aimed at the convoy of President Hassan Mohamud killed ten people."
    assert read(text, names) == []


def test_who_flew_home_in_january_did_so_before_the_report(names: Names) -> None:
    text = "Uganda will send 400 troops to AUSSOM to make up for Burundi, whose last soldiers flew home in January."
    assert {f.effective for f in read(text, names) if f.country == "BI"} == {"2022-01"}


def test_wounded_whom_the_mission_brings_out_are_not_its_own(names: Names) -> None:
    """Its own are, where the words say so."""
    others = "La Monusco dit avoir déployé une patrouille et évacué neuf blessés vers l’hôpital de Fataki."
    assert [f.action for f in read(others, names, language="fr") if f.action == "attack_on_peacekeepers"] == []
    own = "Un convoi de la Monusco a été attaqué lundi près de Fataki ; deux casques bleus ont été blessés et évacués."
    assert "attack_on_peacekeepers" in [f.action for f in read(own, names, language="fr")]


def test_villagers_killed_in_a_contributor_s_land_are_no_peacekeepers(names: Names) -> None:
    text = (
        "Kenya: al-Shabaab kills five quarry workers in Mandera, police say\n\n"
        "Kenyan troops serve with the African Union mission in Somalia, AUSSOM. An army spokesman denied that a"
        " Kenyan helicopter had bombed Ceel Cadde, killing two camel herders."
    )
    facts = read(text, names, published=dt.date(2025, 4, 30))
    assert [f.action for f in facts if f.action == "attack_on_peacekeepers"] == []


def test_an_attack_that_a_title_announces_is_told_once(names: Names) -> None:
    facts = read(
        "Une patrouille de la Minusca prise pour cible\n\n"
        "Un Casque bleu zambien a été tué samedi 28 juin 2025 dans l’attaque de sa patrouille.",
        names,
        language="fr",
    )
    assert [(f.action, f.country, f.effective) for f in facts] == [("attack_on_peacekeepers", "ZM", "2025-06-28")]


def test_the_end_of_a_mandate_is_no_day_of_deployment(names: Names) -> None:
    text = "La Zambie déploie 900 soldats au sein de la Minusca, dont le mandat court jusqu’au 15 novembre 2025."
    assert {f.action: f.effective for f in read(text, names, language="fr")} == {
        "mandate": "2025-11-15",
        "deployment": None,
    }


def test_soldiers_who_fire_at_a_crowd_were_not_attacked(names: Names) -> None:
    text = (
        "Des soldats tchadiens de la Misca ont ouvert le feu sur la foule à Bangui le 29 mars 2022, faisant 24 morts."
    )
    assert [f.action for f in read(text, names, language="fr") if f.action == "attack_on_peacekeepers"] == []


def test_a_title_that_announces_a_withdrawal_is_no_second_one(names: Names) -> None:
    text = (
        "Misca : le contingent tchadien quitte Bangui\n\n"
        "Le Tchad a annoncé jeudi le retrait de ses 850 soldats de la Misca, la force africaine en Centrafrique."
    )
    assert [f.personnel and f.personnel.low for f in read(text, names, language="fr")] == [850]


def test_assailants_whom_peacekeepers_killed_are_none_of_their_dead(names: Names) -> None:
    text = (
        "Bangui, le 2 août 2022 – La MINUSCA condamne l’attaque perpétrée hier contre une de ses patrouilles, au cours "
        "de laquelle un Casque bleu népalais a perdu la vie.\n\nLa patrouille est tombée dans une embuscade. "
        "Les Casques bleus ont riposté, tuant trois assaillants."
    )
    facts = [short(fact) for fact in read(text, names, language="fr", published=dt.date(2022, 8, 2))]
    assert facts == [("MINUSCA", "attack_on_peacekeepers", "NP", (1, 1), "2022-08-01")]


def test_soldiers_of_a_state_that_fights_beside_an_operation_are_not_its(names: Names) -> None:
    text = "Uganda has deployed another 1,000 soldiers in eastern Congo. MONUSCO told the Council that it was watching."
    assert [f for f in read(text, names) if f.country == "UG"] == []


def test_under_the_heading_of_a_country_its_own_operation_is_meant(names: Names) -> None:
    text = (
        "LEBANON\nUNIFIL told us that a drone dropped two grenades near one of its patrols on Monday.\n\nCENTRAL "
        "AFRICAN REPUBLIC\nA peacekeeper from Zambia was killed on Sunday when a convoy came under fire.\n"
        "MINUSCA is there."
    )
    hit = {fact.country: fact.operation for fact in read(text, names) if fact.action == "attack_on_peacekeepers"}
    assert hit["ZM"] == "MINUSCA"


def test_who_joins_where_another_leaves_does_not_withdraw(names: Names) -> None:
    text = "Burundi prepares to leave, Egypt to join ATMIS in Somalia."
    assert "EG" not in [fact.country for fact in read(text, names) if fact.action == "withdrawal"]


def test_who_hurries_to_the_scene_is_not_deployed(names: Names) -> None:
    text = "Des Casques bleus de la MONUSCO, basés à Fataki, ont été dépêchés sur les lieux lundi matin."
    assert read(text, names, language="fr") == []


def test_votes_are_no_troops_and_an_amendment_that_is_withdrawn_takes_none_home(names: Names) -> None:
    text = (
        "The Dáil has voted by 87 to 52, with nine abstentions, on Irish peacekeepers with UNIFIL. An amendment to "
        "keep 60 troops in Lebanon was withdrawn on Tuesday."
    )
    counted = {fact.personnel.low for fact in read(text, names) if fact.personnel}
    assert not counted & {87, 52, 9}
    assert not [fact for fact in read(text, names) if fact.action == "withdrawal" and fact.personnel]


def test_vehicles_that_are_sent_are_no_troops(names: Names) -> None:
    text = "La MSS est en Haïti. Deux blindés de la mission ont été dépêchés dès l’aube."
    assert [fact.personnel for fact in read(text, names, language="fr") if fact.action == "deployment"] in ([], [None])


def test_a_wounded_policeman_is_not_among_the_dead(names: Names) -> None:
    text = "MSS : quinze morts dans l’attaque d’une localité, un policier kényan blessé en Haïti."
    assert [fact.personnel for fact in read(text, names, language="fr")] == [None]


def test_the_dead_since_a_deployment_began_are_no_attack(names: Names) -> None:
    text = "The MSS is in Haiti. Three Kenyan officers of the mission had died since the deployment began in June."
    assert "attack_on_peacekeepers" not in [fact.action for fact in read(text, names)]


def test_a_strength_is_not_that_of_the_day_on_which_they_must_leave(names: Names) -> None:
    text = "La FINUL, qui compte 10 500 soldats de 50 pays, doit quitter le Liban d’ici à fin 2027."
    (strength,) = [fact for fact in read(text, names, language="fr") if fact.action == "strength"]
    assert strength.effective is None


def test_the_day_of_a_dateline_is_not_that_of_an_attack(names: Names) -> None:
    text = "Naqoura, 17 novembre (Agence) – La FINUL dit que des tirs ont visé ses Casques bleus près de Marjayoun."
    (attack,) = read(text, names, language="fr")
    assert (attack.action, attack.effective) == ("attack_on_peacekeepers", None)

"""Events by rules: what is told, what is no event, how tellings become one event, and how many died."""

import datetime as dt

import pytest

from watchdesk.collect.folders import capture_id
from watchdesk.extract.events import find_events
from watchdesk.extract.reader import lay_out
from watchdesk.extract.same_happening import Draft, led_by
from watchdesk.extract.told import Told
from watchdesk.pipeline import open_reader, read_capture
from watchdesk.records import Capture, Event, Place, Report, Span, Stated
from watchdesk.resolve.names import open_names
from watchdesk.settings import Settings


@pytest.fixture(scope="module")
def reader():
    return open_reader(Settings(reader="rules"))


@pytest.fixture
def events(reader):
    def read(text, language="en"):
        body = text.encode()
        stated = Stated(id="t", published=dt.date(2023, 5, 3), language=language)
        capture = Capture(id=capture_id("t", body), address="t", body=body, media_type="text/plain", stated=stated)
        return [c for c in read_capture(capture, reader).claims if isinstance(c, Event)]

    return read


@pytest.fixture(scope="module")
def learned():
    reader = open_reader(Settings())

    def read(text, language):
        body = text.encode()
        title = text.partition("\n")[0] if "\n" in text else None
        stated = Stated(id="t", published=dt.date(2023, 5, 3), language=language, title=title)
        capture = Capture(id=capture_id("t", body), address="t", body=body, media_type="text/plain", stated=stated)
        return [c for c in read_capture(capture, reader).claims if isinstance(c, Event)]

    return read


TOLD = [
    ("Gunmen kidnapped eleven passengers near Kaya on Monday.", "en", "Abduction/forced disappearance"),
    ("Des hommes armés ont enlevé onze passagers lundi près de Kaya.", "fr", "Abduction/forced disappearance"),
    (
        "A roadside bomb exploded on Tuesday as a truck passed, killing two traders.",
        "en",
        "Remote explosive/landmine/IED",
    ),
    ("Un camion a sauté sur une mine mardi à la sortie de Djibo.", "fr", "Remote explosive/landmine/IED"),
    ("Police used tear gas to disperse the march in Lomé on Monday.", "en", "Protest with intervention"),
    ("La police a dispersé la marche au gaz lacrymogène lundi à Lomé.", "fr", "Protest with intervention"),
    ("Soldiers clashed with rebels near Bria on Monday.", "en", "Armed clash"),
    ("Les deux camps ont signé lundi un accord de cessez-le-feu à Bria.", "fr", "Agreement"),
    ("Several hundred people marched peacefully in Bamako on Monday.", "en", "Peaceful protest"),
]


@pytest.mark.parametrize(("text", "language", "sub_event"), TOLD)
def test_the_type_that_the_words_tell(events, text, language, sub_event):
    assert [e.sub_event_type for e in events(text, language)] == [sub_event]


NOT_TOLD = [
    ("If the rebels attacked the camp, the mission would leave.", "en"),
    ("The militants threatened to attack the town.", "en"),
    ("No one was kidnapped and no shots were fired.", "en"),
    ("Fearing that soldiers could clash with rebels, residents stayed at home.", "en"),
    ("Since January 2022, 340 civilians have been killed in such attacks.", "en"),
    ("In 2013 the rebels attacked the army base at Konna.", "en"),
    (
        "The striker fired a rocket into the net; the match at the stadium ended in a final attack by the coach's men.",
        "en",
    ),
    ("Si les rebelles attaquent le camp, la mission partira.", "fr"),
    ("Aucun soldat n’a été tué.", "fr"),
    ("Depuis janvier, 340 civils ont été tués dans ces attaques.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), NOT_TOLD)
def test_what_only_looks_like_an_event(events, text, language):
    assert events(text, language) == []


def test_a_toll_in_the_next_sentence_belongs_to_the_event(events):
    (event,) = events("A suicide bomber struck a market in Maiduguri on Monday. At least nine people were killed.")
    assert event.sub_event_type == "Suicide bomb"
    assert (event.deaths.low, event.deaths.high) == (9, 9)
    assert len(event.evidence) == 2


@pytest.mark.parametrize(
    ("text", "language", "dead"),
    [
        ("Rebels shelled Kaya on Monday, killing four people, three of them rescue workers.", "en", (4, 4)),
        ("Rebels killed 31 people in Kaya on Monday, among them six women and five children.", "en", (31, 31)),
        ("Des rebelles ont tué neuf civils lundi à Kaya, dont deux femmes et un enfant.", "fr", (9, 9)),
        ("Rebels fought the army in Kaya on Monday. The army says it killed 62 of them.", "en", (62, 62)),
        ("The army killed 22 terrorists near Kaya on Monday. Three soldiers died.", "en", (25, 25)),
        ("Rebels shelled Kaya on Monday, killing seven soldiers and fewer than ten traders.", "en", (7, 17)),
        ("Rebels shelled Kaya on Monday, killing 56. Police had put the dead at 51.", "en", (56, 56)),
        ("Rebels attacked Kaya on Monday, killing 23.\n\nNoon.\n\nAn officer put the dead at 18.", "en", (18, 23)),
        ("Rebels attacked Kaya on Monday, killing 23.\n\nNoon.\n\nThe army put its dead at two.", "en", (23, 23)),
        ("Des combats ont fait huit morts à Kaya lundi. Un premier bilan faisait état de six morts.", "fr", (8, 8)),
        ("Rebels shelled Kaya on Monday. No loss was reported on either side.", "en", (0, 0)),
        ("Deux obus sont tombés lundi sur Kaya, sans causer de dégâts.", "fr", (0, 0)),
        ("The mayor of Kaya and two guards were killed by gunmen on Monday.", "en", (3, 3)),
        ("Gunmen dragged a trader from his car near Kaya on Monday and shot him dead.", "en", (1, 1)),
        ("Gunmen attacked a radio in Kaya on Monday; the editor was found dead.", "en", (1, 1)),
        ("Rebels shelled Kaya on Monday, killing nine, and not seven, a doctor said.", "en", (9, 9)),
        (
            "The army repelled an attack on Kaya on Monday: 47 terrorists killed, nine soldiers dead. "
            "The rebels say that they killed 30 soldiers.",
            "en",
            (56, 77),
        ),
        # a toll told on its own belongs to the only violence of the report, unless it sums up or is of another day
        (
            "Rebels shelled Kaya on Monday.\n\nNoon.\n\nThe death toll is at 40, a doctor said, many of them children.",
            "en",
            (40, 40),
        ),
        ("Rebels shelled Kaya on Monday.\n\nIn ten years, 311 soldiers have died.", "en", None),
        ("Rebels shelled Kaya on Monday.\n\nThree traders died in a fire on 2 April.", "en", None),
    ],
)
def test_how_many_died(events, text, language, dead):
    deaths = events(text, language)[0].deaths
    assert (deaths and (deaths.low, deaths.high)) == dead


COUNTED = [
    ("Une frappe de drone sur le marché de Djibo a coûté la vie, ce lundi, à 28 civils.", "fr", 28),
    ("Police fired live rounds at marchers in Kaduna on Monday, and two of them died.", "en", 2),
    ("Les corps criblés de balles de sept bergers, enlevés près de Gao, ont été découverts lundi.", "fr", 7),
    ("Il condamne l’exécution, le 2 mai, de trois transporteurs à Bang par des rebelles.", "fr", 3),
    ("Le 2 mai, neuf ouvriers ont été enlevés puis tués par des inconnus près de Kaga.", "fr", 9),
    ("Lundi, un homme a été pris pour un voleur et tué par la foule devant le marché de Gao.", "fr", 1),
    ("On Monday a crowd in Goma cornered a man accused of theft and beat him to death.", "en", 1),
    ("Observers tell of a man killed by shelling in Avdiivka on Monday.", "en", 1),
    ("Lundi, une mine a sauté sous un camion près de Gao. Le chauffeur et son apprenti sont morts.", "fr", 2),
    ("Lundi, un drone a frappé Gao : un officier et un caporal ont été tués.", "fr", 2),
    ("A grenade went off in a bar in Goma on Monday, killing a nurse on leave and her cousin.", "en", 2),
    ("Les gendarmes ont attaqué le camp lundi ; sept assaillants ont été tués, ainsi qu’un garde.", "fr", 8),
    ("Lundi, des hommes armés ont attaqué Gao. Neuf villageois ont perdu la vie [fiche 412].", "fr", 9),
    ("Lundi, des hommes armés ont attaqué Gao. Trois bergers abattus, 210 zébus emportés.", "fr", 3),
    ("A man was killed when police fired on Monday. The dead man, a porter of 52, was unarmed.", "en", 1),
    ("A mine killed two sappers near Kherson on Monday. Of 560 who lived there, fourteen remain.", "en", 2),
    ("A mine hit a UN truck near Gao on Monday. One guard lost his life and two were medevaced.", "en", 1),
    ("A drone hit a pick-up near Sirte on Monday, killing five, two militia members told this paper.", "en", 5),
    ("Aircraft bombed a camp near Kaya on Monday, killing six people. Two were minors, it is said.", "en", 6),
]


@pytest.mark.parametrize(("text", "language", "dead"), COUNTED)
def test_who_else_died(learned, text, language, dead):
    told = {(e.deaths.low, e.deaths.best, e.deaths.high) for e in learned(text, language) if e.deaths}
    assert told == {(dead, dead, dead)}


def test_a_line_of_a_list_goes_on_with_its_own_event(events):
    lines = (
        "• 28 April, Aguelhok: a vehicle struck a mine near the town. Nine soldiers were injured.\n\n"
        "• 1 May, Kidal: a truck struck a mine near the market. One soldier was killed by the mine."
    )
    assert [(e.deaths.low if e.deaths else None) for e in events(lines)] == [None, 1]


def test_rival_tolls_widen_the_range(events):
    (event,) = events(
        "Soldiers clashed with rebels near Bria on Monday. The army said 4 soldiers died. Rebels said 11 soldiers died."
    )
    assert (event.deaths.low, event.deaths.high) == (4, 11)


def test_nobody_died_is_zero_and_silence_is_null(events):
    (event,) = events("A roadside bomb exploded near Djibo on Monday. Nobody was killed.")
    assert (event.deaths.low, event.deaths.high) == (0, 0)
    (event,) = events("A roadside bomb exploded near Djibo on Monday.")
    assert event.deaths is None


def test_two_towns_give_two_events(events):
    found = events("Gunmen kidnapped traders in Kaya and Djibo on Monday.")
    assert sorted(e.place.quote.text for e in found) == ["Djibo", "Kaya"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunmen killed six herders in Djibo on Monday. A resident of Kaya said the attackers killed two more.", "en"),
        ("Six éleveurs ont été tués lundi à Djibo. Un habitant de Kaya raconte que deux autres ont été tués.", "fr"),
    ],
)
def test_where_one_who_tells_of_it_lives_is_not_where_it_happened(events, text, language):
    assert {e.place.quote.text for e in events(text, language)} == {"Djibo"}


def test_where_one_who_was_killed_lives_may_be_where_it_happened(events):
    found = events("A trader from Kaya was killed by gunmen on Monday.")
    assert [e.place.quote.text for e in found] == ["Kaya"]


def test_a_division_and_a_town_told_beside_it_are_one_event_at_the_town(events):
    (event,) = events(
        "Gunmen attacked villagers in Gao region, Mali, on Monday.\n\nThe gunmen attacked Ansongo at noon."
    )
    assert event.place.name == "Ansongo"


def test_a_part_of_a_wide_region_and_a_town_in_it_are_one_event_at_the_town(events):
    (event,) = events(
        "Gunmen attacked herders in the western Boucle du Mouhoun region on Monday.\n\nThe gunmen attacked Solenzo."
    )
    assert event.place.name == "Solenzo"


def test_two_towns_of_one_division_stay_apart(events):
    lines = (
        "Gunmen attacked villagers in Gao region, Mali, on Monday.",
        "The gunmen attacked Ansongo.",
        "The gunmen attacked Bourem.",
    )
    text = "\n\n".join(lines)
    assert [e.place.name for e in events(text)] == ["Ansongo", "Bourem"]


def test_two_days_give_two_events(events):
    found = events(
        "Soldiers clashed with rebels near Bria on Monday. On Tuesday soldiers clashed with rebels near Bria."
    )
    assert [e.when.first for e in found] == [dt.date(2023, 5, 1), dt.date(2023, 5, 2)]


def test_the_same_telling_twice_is_one_event(events):
    found = events("Soldiers clashed with rebels near Bria on Monday. The clashes near Bria lasted three hours.")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Soldiers killed nine villagers in Kaya on Monday.", "occurred"),
        ("Soldiers allegedly killed nine villagers in Kaya on Monday.", "alleged"),
        ("Soldiers are accused of killing nine villagers in Kaya on Monday. The army denied it.", "denied"),
        ("M23 fighters shelled the camp at Rusayo on Monday. M23, for its part, denied it.", "denied"),
        ("L’armée a bombardé le camp de Rusayo lundi, disent les habitants. L’armée a démenti.", "denied"),
        ("M23 fighters shelled the camp at Rusayo on Monday. The ADF denied having shelled Beni.", "occurred"),
    ],
)
def test_status(events, text, status):
    language = "fr" if "lundi" in text else "en"
    assert events(text, language)[0].status == status


STRUCK = [
    ("Un convoi logistique de la MINUSMA a sauté sur une mine lundi près de Kidal.", "fr", "MINUSMA"),
    ("Attaque à la roquette, lundi, du camp de la MINUSMA à Ber. Aucun blessé.", "fr", "MINUSMA"),
    (
        "Une mine a explosé lundi sur la route de Gossi. 3 morts (2 soldats et un civil)",
        "fr",
        "Military Forces of Mali",
    ),
    ("Gunmen attacked a passenger bus near Sévaré in Mali on Monday.", "en", "Civilians (Mali)"),
]


@pytest.mark.parametrize(
    ("text", "language", "author"),
    [
        ("Four soldiers were killed on Monday when gunmen opened fire on a bus near Sévaré in Mali.", "en", "gunmen"),
        ("Quatre soldats ont été tués lundi lorsque des rebelles ont tiré sur un bus à Sévaré.", "fr", "des rebelles"),
    ],
)
def test_who_stands_after_when_did_it(events, text, language, author):
    assert [e.actor1 and e.actor1.quote and e.actor1.quote.text for e in events(text, language)] == [author]


def test_who_lost_his_life_is_not_the_author_of_the_ambush(learned):
    text = (
        "Bangui, le 2 mai 2023 – La MINUSCA condamne fermement l’attaque perpétrée hier contre une de ses patrouilles "
        "à Tabane, dans la préfecture du Haut-Mbomou, au cours de laquelle un Casque bleu népalais a perdu la vie.\n\n"
        "Vers 10 heures, la patrouille est tombée dans une embuscade tendue par des éléments de la milice Azande Ani "
        "Kpi Gbe. Les Casques bleus ont riposté, tuant trois assaillants."
    )
    (event,) = learned(text, "fr")
    assert (event.actor1.name, event.actor2.name) == ("Azande Ani Kpi Gbe (AAKG)", "MINUSCA")


def test_fighters_whom_forces_capture_are_arrested(learned):
    text = "L’armée annonce la capture de deux combattants ADF samedi à Boga, en Ituri. Trois otages ont été libérés."
    assert "Arrests" in [e.sub_event_type for e in learned(text, "fr")]
    assert "Abduction/forced disappearance" not in [e.sub_event_type for e in learned(text, "fr")]


def test_what_is_dropped_from_the_air_is_a_strike(learned):
    text = "On Monday a motorized paraglider dropped two mortar rounds on a school in Taung Pyo, Myanmar, killing ten."
    assert [e.sub_event_type for e in learned(text, "en")] == ["Air/drone strike"]


def test_a_grenade_that_a_drone_drops_is_a_strike(learned):
    text = "On Monday a grenade dropped by an Israeli drone exploded near a patrol outside Maroun al-Ras, in Lebanon."
    assert [e.sub_event_type for e in learned(text, "en")] == ["Air/drone strike"]


def test_a_capital_that_speaks_is_no_scene(learned):
    text = (
        "Près de Léré, au Mali, un drone de l’armée a frappé dimanche une cérémonie. Le FLA avance le chiffre de "
        "dix-neuf civils tués ; Bamako évoque « un rassemblement de chefs terroristes »."
    )
    assert [(e.place.name, e.deaths.best) for e in learned(text, "fr")] == [("Léré", 19)]


def test_losses_of_a_week_are_no_event_s(learned):
    text = (
        "Russian forces seized Pishchane in Ukraine on Monday, bloggers claimed. A spokesman said Russian forces there "
        "lost about 1,600 killed and wounded in the past week, down from 2,300."
    )
    assert [e.deaths for e in learned(text, "en")] == [None]


def test_who_only_tells_how_many_died_did_not_do_it(learned):
    text = (
        "On Monday a paraglider dropped two mortar rounds on a school in Taung Pyo, Myanmar. The opposition National "
        "Unity Government has said 34 were killed and more than 60 injured."
    )
    assert "Unity" not in learned(text, "en")[0].actor1.name


def test_a_toll_that_the_speaker_denies_is_not_the_event_s(learned):
    text = (
        "Une frappe aérienne a visé lundi une base à 30 km de Kidal. L’État-major dément les allégations du JNIM "
        "faisant état de la mort de trente soldats."
    )
    assert learned(text, "fr")[0].deaths is None


def test_the_dead_of_an_earlier_year_are_not_counted(learned):
    text = (
        "Al-Shabaab fighters attacked a base near Bulo Marer in Somalia on Monday. The AU said one Ugandan soldier was "
        "killed. The group overran the base in the same town in May 2021, when 54 soldiers died."
    )
    assert learned(text, "en")[0].deaths.high == 1


def test_what_is_told_under_another_country_s_heading_is_another_event(learned):
    text = (
        "LEBANON\nOn Monday a drone dropped a grenade on a patrol near Kfar Kila.\n\nCENTRAL AFRICAN REPUBLIC\nA "
        "peacekeeper from Zambia was killed on Monday when gunmen fired at a convoy near Birao.\n\nABYEI\nIn Abyei, "
        "fighters of two clans clashed on Monday near Amiet market and three people died."
    )
    told = {e.place.country: e for e in learned(text, "en")}
    assert set(told) == {"LB", "CF", "SD"}
    assert (told["CF"].deaths.best, told["SD"].deaths.best) == (1, 3)


def test_who_laid_a_mine_is_its_author(events):
    text = "A mine went off on Monday near Gossi in Mali and hurt a driver. Ansar Dine planted it, police said."
    assert [e.actor1.name for e in events(text)] == ["Ansar Dine"]


@pytest.mark.parametrize(("text", "language", "struck"), STRUCK)
def test_who_was_struck(events, text, language, struck):
    assert [e.actor2 and e.actor2.name for e in events(text, language)] == [struck]


DEAD_BY_NAME = [
    ("Gunmen attacked a car on Monday. Mayor Adama Sorel was shot and killed.", "en", 1),
    ("Adama Sorel and Issa Kolvet were killed by gunmen on Monday.", "en", 2),
    ("Gunmen attacked Adama Sorel on Monday and wounded him.", "en", None),
    ("Le maire Adama Sorel a été assassiné lundi par des hommes armés.", "fr", 1),
]


@pytest.mark.parametrize(("text", "language", "dead"), DEAD_BY_NAME)
def test_those_named_as_dead_are_counted_where_no_number_is(events, text, language, dead):
    assert [e.deaths and e.deaths.best for e in events(text, language)] == [dead]


def test_officials_who_speak_are_no_side_of_a_clash(reader):
    text = "Gunmen attacked a market near Ansongo on Monday and killed eleven villagers, two local officials said."
    report = Report(id="r", capture_id="c", address="a", text=text, published=dt.date(2023, 5, 3))
    layout = lay_out(report, reader.names)
    cue = Span(start=text.index("attacked"), end=text.index(" a market"))
    told = Told(
        sentence=layout.sentences[0], cue=cue, sub_event="Armed clash", score=0.6, status="occurred", made_by="model"
    )
    (event,) = find_events(layout, (), (), reader.names, (told,))
    assert event.sub_event_type == "Attack"
    assert "officials" not in event.actor2.quote.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A missile hit a café in Hroza, Ukraine, on Monday, the governor of Kharkiv region, Oleh Ivanov, said.", "en"),
        (
            "Un obus est tombé lundi sur Kaya, au Burkina Faso. Un cadre du ministère, joint hier, parle d’un échec.",
            "fr",
        ),
    ],
)
def test_who_speaks_was_not_struck(events, text, language):
    assert events(text, language)[0].actor2.name.startswith("Civilians")


def test_a_border_town_told_before_lies_in_its_own_country(events):
    text = (
        "Depuis un mois, le Bénin a levé son blocus, mais Niamey refuse. À Gaya, au Niger, la tomate pourrit.\n\n"
        "Des transporteurs béninois ont manifesté mardi. Le Bénin, selon Cotonou, attend. Le Bénin est patient."
    )
    assert {e.place.country for e in events(text, "fr")} == {"NE"}


def test_a_town_that_the_army_took_was_overtaken_by_no_group(reader):
    text = "The army has taken control of Kidal, in Mali, it said on Tuesday."
    report = Report(id="r", capture_id="c", address="a", text=text, published=dt.date(2023, 5, 3))
    layout = lay_out(report, reader.names)
    cue = Span(start=text.index("taken"), end=text.index(" of Kidal"))
    told = Told(
        sentence=layout.sentences[0],
        cue=cue,
        sub_event="Non-state actor overtakes territory",
        score=0.6,
        status="occurred",
        made_by="model",
    )
    (event,) = find_events(layout, (), (), reader.names, (told,))
    assert (event.sub_event_type, event.actor1.quote.text) == ("Government regains territory", "The army")


def test_a_heading_names_no_author(events):
    (event,) = events("Ukraine: Russian glide bombs struck Kostiantynivka on Monday, killing six.")
    assert event.actor1.name == "Military Forces of Russia"


def test_a_village_far_from_a_division_is_another_event(events):
    lines = ("Gunmen attacked villagers in Gao region, Mali, on Monday.", "The gunmen attacked Diabaly.")
    assert [e.place.name for e in events("\n\n".join(lines))] == ["Gao", "Diabaly"]


@pytest.mark.parametrize(
    ("text", "language", "sub_event"),
    [
        ("Troops neutralised 14 terrorists near Gwoza on Monday and recovered six rifles.", "en", "Armed clash"),
        ("Deux terroristes ont été neutralisés lundi près de Djibo et des armes saisies.", "fr", "Armed clash"),
        ("Deminers defused a roadside bomb near Sarmin on Monday.", "en", "Disrupted weapons use"),
        ("Les démineurs ont neutralisé lundi un engin explosif à Kongoussi.", "fr", "Disrupted weapons use"),
    ],
)
def test_men_and_devices_are_neutralised_otherwise(learned, text, language, sub_event):
    assert [e.sub_event_type for e in learned(text, language)] == [sub_event]


def test_a_title_by_the_town_and_a_lead_by_its_village_are_one_event_at_the_village(learned):
    found = learned("Bomb made safe in Idlib\n\nTeams defused a roadside bomb near Sarmin on Monday.", "en")
    assert [e.place.name for e in found] == ["Sarmin"]


def test_a_title_tells_of_the_fallen_without_an_auxiliary(learned):
    found = learned("Colombia: four soldiers killed in Guaviare ambush", "en")
    assert (found[0].actor1.quote, found[0].actor2.quote.text) == (None, "four soldiers")


def test_those_hurt_in_the_crossfire_belong_to_the_clash(learned):
    text = (
        "Four soldiers were killed on Wednesday when dissidents of the former FARC ambushed their patrol in Calamar, "
        "in Colombia. The ombudsman’s office said that two children had been wounded in the crossfire."
    )
    assert [(e.sub_event_type, e.actor1.name) for e in learned(text, "en")] == [
        ("Armed clash", "FARC dissidents, Central General Staff (EMC)")
    ]


def test_a_river_that_people_crossed_is_no_place_of_a_fire(events):
    text = "Des hommes armés ont incendié lundi des maisons à Zémio et des habitants ont traversé le fleuve Mbomou."
    assert [e.place.name for e in events(text, "fr")] == ["Zémio"]


def test_a_governor_speaks_for_the_country_of_his_town(reader):
    body = (
        "La Russie a frappé. À Kherson, un couple est mort lundi, a dit le gouverneur Oleksandre Prokoudine.".encode()
    )
    stated = Stated(id="t", published=dt.date(2023, 5, 3), language="fr")
    capture = Capture(id=capture_id("t", body), address="t", body=body, media_type="text/plain", stated=stated)
    said = [s for c in read_capture(capture, reader).claims for s in c.sources if s.name]
    assert {s.organisation for s in said} == {"Government of Ukraine"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "L’attaque a tué onze personnes lundi à Komanda. L’armée a confirmé l’attaque sans donner de bilan.",
            "fr",
        ),
        ("L’attaque a tué onze personnes lundi à Komanda. Les troupes poursuivent les assaillants vers Bunia.", "fr"),
        (
            "An attack killed eleven people in Komanda on Monday. The army confirmed the attack without giving a toll.",
            "en",
        ),
    ],
)
def test_what_takes_an_attack_up_or_follows_its_authors_is_no_further_event(learned, text, language):
    assert len(learned(text, language)) == 1


def test_a_capture_that_an_army_announces_is_a_place_regained(learned):
    text = "The Sudanese army announced the capture of Dibebat from the Rapid Support Forces on Monday."
    assert [e.sub_event_type for e in learned(text, "en")] == ["Government regains territory"]


def test_a_rival_toll_of_the_only_deadly_event_widens_its_range(learned):
    text = (
        "Six people were killed on Friday when drones struck the hospital in El Obeid, in Sudan.\n\n"
        "The Sudan Doctors Network put the toll at seven.\n\n"
        "On Monday the army took control of Salha, it said."
    )
    found = [e for e in learned(text, "en") if e.deaths]
    assert [(e.deaths.low, e.deaths.best, e.deaths.high) for e in found] == [(6, 6, 7)]


ONE_EVENT = [
    "Rebels shelled Kaya on Monday, killing four. The hospital in Djibo took in nine wounded, hit by the shelling.",
    "Rebels attacked Kaya on Monday. The governor of Dori confirmed an attack that killed two people.",
    "Rebels abducted nine farmers near Kaya on Monday. The nine who were abducted were released on Thursday.",
]


@pytest.mark.parametrize("text", ONE_EVENT)
def test_where_it_was_told_and_when_it_was_over_make_no_second_event(events, text):
    assert len(events(text)) == 1


def test_who_downs_drones_did_not_send_them(learned):
    text = (
        "Ukraine's air force said it had downed 76 of 103 drones overnight; three people were killed in Odesa as "
        "debris fell on a house. Russia did not comment."
    )
    assert learned(text, "en")[0].actor1.name == "Military Forces of Russia"


def test_who_stands_between_said_and_the_deed_did_it(learned):
    text = "Army spokesman Jules Ngongo said CODECO fighters killed nine villagers in Djugu territory on Monday."
    assert learned(text, "en")[0].actor1.name == "Cooperative for the Development of Congo (CODECO)"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L'armée malienne condamne l'attaque de lundi contre un hôtel à Sévaré, qui a fait six morts.", "fr"),
        ("The African Union Mission in Somalia (AMISOM) has condemned Monday's attack on a hotel in Kismayo.", "en"),
    ],
)
def test_who_condemns_a_deed_is_no_party_to_it(learned, text, language):
    (event,) = learned(text, language)
    assert not {a.inter for a in (event.actor1, event.actor2) if a and a.quote} & {1, 8}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Four men were shot dead at Kouri on Monday. None of them was a fighter, the mayor said.", "en"),
        ("Quatre hommes ont été abattus lundi à Kouri. Ce n’étaient pas des combattants, selon le maire.", "fr"),
    ],
)
def test_who_the_dead_were_not_is_not_the_author(learned, text, language):
    (event,) = learned(text, language)
    assert event.actor1 is None or event.actor1.quote is None


def test_its_troops_are_those_of_the_state_that_speaks(reader):
    text = "Kenya said its troops had killed 12 militants near Dhobley, in Somalia, on Monday."
    body = text.encode()
    stated = Stated(id="t", published=dt.date(2023, 5, 3), language="en")
    capture = Capture(id=capture_id("t", body), address="t", body=body, media_type="text/plain", stated=stated)
    (event,) = [c for c in read_capture(capture, reader).claims if isinstance(c, Event)]
    assert event.actor1.name == "Military Forces of Kenya"


def test_a_lead_says_more_surely_than_its_title_what_happened():
    text = "Eleven dead in Kaya\nEleven people were killed in Kaya on Monday."
    report = Report(id="r", capture_id="c", address="a", text=text, title="Eleven dead in Kaya", language="en")
    layout = lay_out(report, open_names())
    title, lead = (
        Draft(
            told=(Told(sub_event=name, cue=s.span, sentence=s, status="occurred", score=score, made_by="t"),),
            place=Place(name="Kaya"),
            when=None,
            actors=(None, None),
        )
        for s, name, score in zip(layout.sentences, ("Armed clash", "Attack"), (0.4, 0.7), strict=True)
    )
    assert [t.sub_event for t in led_by(title, lead, layout).told] == ["Attack", "Armed clash"]
    assert [t.sub_event for t in led_by(lead, title, layout).told] == ["Attack", "Armed clash"]

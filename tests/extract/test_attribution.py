"""Speakers: persons, offices, bodies, pronouns, and later mentions joined to earlier ones."""

from __future__ import annotations

import pytest

from watchdesk.extract.actor_names import find_actors
from watchdesk.extract.quotations import find_quotations
from watchdesk.extract.sentences import split_sentences
from watchdesk.extract.source_chains import said_by
from watchdesk.extract.speaker_phrases import words_of
from watchdesk.extract.statements import find_statements
from watchdesk.records import Layout, Report, Source, Span, Statement
from watchdesk.resolve.names import open_names

NAMES = open_names()


def statements(text: str, language: str = "en") -> tuple[Statement, ...]:
    report = Report(id="r", capture_id="c", address="a", text=text, language=language)
    sentences = split_sentences(report)
    quotations = find_quotations(report, sentences)
    actors = find_actors(report, sentences, NAMES)
    layout = Layout(report=report, sentences=sentences, dates=(), places=(), actors=actors, quotations=quotations)
    return find_statements(layout, NAMES)


def speaker(text: str, language: str = "en") -> Source:
    return statements(text, language)[-1].sources[0]


@pytest.mark.parametrize(
    ("text", "language", "name", "organisation"),
    [
        ("The Malian army said that 20 fighters had died.", "en", None, "Military Forces of Mali"),
        ("Bamako said that 20 fighters had died.", "en", None, "Government of Mali"),
        ("Rwanda denied that its troops had crossed the border.", "en", None, "Government of Rwanda"),
        ("Nigerian police said that 20 men had been held.", "en", None, "Police Forces of Nigeria"),
        ("L’armée malienne affirme que vingt hommes sont morts.", "fr", None, "Military Forces of Mali"),
        ("Kigali a démenti toute présence de ses soldats.", "fr", None, "Government of Rwanda"),
        ("Residents said that 20 men had died.", "en", None, None),
        ("“We are leaving,” said Awa Diallo, a teacher.", "en", "Awa Diallo", None),
        ("“We stay,” its spokesman, Lalboi Haokip, said.", "en", "Lalboi Haokip", None),
        ("« Nous restons », a déclaré le colonel Issa Kaboré.", "fr", "Issa Kaboré", None),
        ("“We stay,” said Enver, 71, a baker in Stup.", "en", "Enver", None),
    ],
)
def test_person_or_body(text: str, language: str, name: str | None, organisation: str | None) -> None:
    found = speaker(text, language)
    assert found.name == name
    if organisation:
        assert found.organisation == organisation


@pytest.mark.parametrize(
    "text",
    [
        "Corinne Durand, a researcher, said that it was over. “We counted 20 graves,” Durand said.",
        "Corinne Durand, a researcher, said that it was over. “We counted 20 graves,” she added.",
        "Corinne Durand, a researcher, said it was over. The ministry rejected the report. “We have names,” she added.",
        "“It is over,” said Corinne Durand. “We counted 20 graves.”",
    ],
)
def test_later_mentions_are_the_same_person(text: str) -> None:
    assert speaker(text).name == "Corinne Durand"


@pytest.mark.parametrize(
    ("again", "same"), [("Happy", True), ("Heapey", True), ("Hope", False), ("Harry", False), ("Mali", False)]
)
def test_a_name_that_translation_misspelt_is_the_same_person(again: str, same: bool) -> None:
    text = f"James Heappey, a minister, said that the work had become impossible. “We cannot stay,” {again} said."
    assert (speaker(text).name == "James Heappey") is same


def test_he_is_one_person() -> None:
    text = "Awa Diallo, a weaver, said that she fled. Two traders said that it was quiet. “Not at all,” she said."
    assert speaker(text).name == "Awa Diallo"
    text = "Issa Kaboré, a miner, said that he fled. Two traders said that it was quiet. “Not at all,” he said."
    assert speaker(text).name == "Issa Kaboré"


def test_the_office_beside_a_name_is_kept_for_later_mentions() -> None:
    text = "Corinne Durand, a researcher, said that it was over. “We counted 20 graves,” Durand said."
    assert [s.sources[0].role for s in statements(text)] == ["researcher", "researcher"]


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("A trader said that his brothers had died.", "en", "A trader"),
        ("Several sources said that the men were foreigners.", "en", "Several sources"),
        ("« Tout est calme », confie un enseignant.", "fr", "un enseignant"),
    ],
)
def test_a_person_without_a_name_is_a_role_in_the_words_of_the_text(text: str, language: str, role: str) -> None:
    found = speaker(text, language)
    assert (found.name, found.role) == (None, role)


def test_the_latter_is_the_actor_named_last() -> None:
    text = "Israël affirme avoir visé le Hezbollah. Celui-ci a revendiqué des tirs de roquettes sur Safed."
    assert (speaker(text, "fr").organisation or "").startswith("Hezbollah")


def test_denials_answer_the_last_accuser() -> None:
    text = "Kinshasa accused Rwanda of arming the rebels. Kigali denied that its troops had crossed."
    accusation, denial = statements(text)
    assert accusation.target == "Government of Rwanda"
    assert (accusation.sources[0].organisation or "").startswith("Government of")
    assert denial.target == accusation.sources[0].organisation
    assert denial.denies == "its troops had crossed"


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("A trader told Reuters that his two brothers had been shot.", "en", "A trader (via Reuters)"),
        ("Un cadre a affirmé à RFI que les vols étaient refusés.", "fr", "Un cadre (via RFI)"),
    ],
)
def test_who_passed_the_words_on_stands_beside_the_role(text: str, language: str, role: str) -> None:
    assert speaker(text, language).role == role


def test_the_speaker_is_quoted_where_he_stands() -> None:
    text = "“We are leaving,” said Awa Diallo, a teacher."
    quote = speaker(text).quote
    assert quote is not None
    assert quote.text == text[quote.span.start : quote.span.end]
    assert "Awa Diallo" in quote.text


def test_said_by_gives_the_innermost_speaker() -> None:
    text = "The army said that 20 fighters had died in the raid."
    found = statements(text)
    at = text.index("20")
    assert said_by(Span(start=at, end=at + 2), found) == found[0].sources[0]
    assert said_by(Span(start=0, end=3), found) is None


def test_elisions_are_parted_from_their_words() -> None:
    assert words_of("L’armée d'Awa et Mali’s army") == ["armée", "awa", "et", "mali", "army"]


@pytest.mark.parametrize(
    "text",
    [
        "On 4 June suspected ADF fighters killed 13 civilians near Beni.",
        "In May suspected rebels burned the clinic at Oicha.",
    ],
)
def test_suspected_fighters_are_not_said_by_a_month(text: str) -> None:
    assert statements(text) == ()


@pytest.mark.parametrize(
    ("text", "language", "organisation"),
    [
        ("The army lost two men in Mali. A statement said that the attackers had fled.", "en", None),
        (
            "Mali’s army said that two men had died. A statement said that the attackers had fled.",
            "en",
            "Military Forces of Mali",
        ),
        (
            "L’armée malienne affirme que deux hommes sont morts. Un communiqué ajoute que les assaillants ont fui.",
            "fr",
            "Military Forces of Mali",
        ),
    ],
)
def test_a_paper_speaks_for_its_issuer(text: str, language: str, organisation: str | None) -> None:
    said = statements(text, language)[-1].sources[0].organisation
    assert said == organisation if organisation else said != "the attackers"


@pytest.mark.parametrize(
    ("text", "language", "organisation", "role"),
    [
        ("Rebels burned the clinic in Mali, their spokesman said on Friday.", "en", None, "their spokesman"),
        ("Aid agencies said that 40 families had fled.", "en", None, "Aid agencies"),
        ("The UN said this week it was shocked by the raid.", "en", "United Nations (UN)", None),
        ("Rescuers in Goma said that 11 people had drowned.", "en", None, "Rescuers in Goma"),
        ("The provincial police in Mali said that four men were held.", "en", "Police Forces of Mali", None),
    ],
)
def test_kinds_of_speakers(text: str, language: str, organisation: str | None, role: str | None) -> None:
    source = speaker(text, language)
    assert (source.organisation, source.role) == (organisation, role)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Le ministère de l’Action sociale a annoncé que trente familles avaient été relogées.", "Action sociale"),
        ("La Protection civile a annoncé que trente familles avaient été relogées.", "Protection civile"),
    ],
)
def test_a_french_body_keeps_the_adjective_that_ends_its_name(text: str, organisation: str) -> None:
    assert speaker(text, "fr").organisation == organisation


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("“We stayed,” said Jorunn, a nurse.", "en", "Jorunn"),
        ("A miner, Kofi, said that the shaft had flooded.", "en", "Kofi"),
        ("“We stayed,” said a farmer called Kofi.", "en", "Kofi"),
        ("Police Captain Issa Kaboré said that four men were held.", "en", "Issa Kaboré"),
        ("Two Ghanaian nurses said that the ward was full.", "en", None),
        ("« Nous restons », confie Mariette, infirmière.", "fr", "Mariette"),
        ("L’historien Marc Dubreuil affirme que tout est faux.", "fr", "Marc Dubreuil"),
        ("L’Italie, premier contributeur, affirme que tout est calme.", "fr", None),
        ("Awa Diallo, a weaver, said that she fled. “They came at dawn,” the weaver said.", "en", "Awa Diallo"),
        ("Awa Diallo, a weaver, fled. “They came at dawn,” the weaver said.", "en", "Awa Diallo"),
    ],
)
def test_names_of_persons(text: str, language: str, name: str | None) -> None:
    assert speaker(text, language).name == name


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("“Not a word more,” a clerk scribbled on the wall.", "en", "a clerk"),
        ("“Not a word more,” thundered the prefect.", "en", "prefect"),
        ("« Plus un mot », jubile un gardien.", "fr", "un gardien"),
        ("« Plus un mot », s’est plaint un gardien.", "fr", "un gardien"),
        ("« Plus un mot », un gardien a lamenté.", "fr", "un gardien"),
    ],
)
def test_a_quotation_beside_an_unlisted_verb(text: str, language: str, said: str) -> None:
    assert speaker(text, language).role == said


@pytest.mark.parametrize(
    ("text", "language", "organisation"),
    [
        ("A Ghanaian officer said that the road was mined.", "en", "Military Forces of Ghana"),
        ("A Ghanaian diplomat said that the road was mined.", "en", "Government of Ghana"),
        ("The Weavers’ Union said that the road was mined.", "en", "Weavers’ Union"),
        ("Ghana sent troops. Its defence minister said that the road was mined.", "en", "Government of Ghana"),
        ("MINUSMA lost two men. Its spokesman said that the road was mined.", "en", "MINUSMA"),
        ("MINUSMA lost two men. A lieutenant of the mission said that it would stay.", "en", "MINUSMA"),
        (
            "La police a bouclé le port du Ghana. Selon son chef, deux hommes sont morts.",
            "fr",
            "Police Forces of",
        ),
        ("Ghana is calm. The army’s spokesman in Lome said that the road was mined.", "en", "Military Forces of Ghana"),
        ("Ghana is calm. The general staff said that it was calm.", "en", "Military Forces of Ghana - general staff"),
        ("Ghana is calm. Tamale police said that it was calm.", "en", "Police Forces of Ghana - Tamale police"),
        ("MINUSMA lost two men. An officer said that the road was mined.", "en", "MINUSMA"),
        ("MINUSMA lost two men. A spokesman said that the road was mined.", "en", "MINUSMA"),
        ("La MINUSMA a perdu deux hommes. Un porte-parole affirme que la route est minée.", "fr", "MINUSMA"),
        ("The road is mined, the mission said. MINUSMA has lost two men.", "en", "MINUSMA"),
        ("MINUSMA lost two men. The Special Representative said that it would stay.", "en", "MINUSMA"),
        (
            "Mali’s interior ministry said that all was calm. The ministry said that two men were held.",
            "en",
            "Government of Mali - Ministry of Interior",
        ),
        (
            "Le ministère malien de l’Agriculture affirme que la récolte est bonne.",
            "fr",
            "Government of Mali - Ministry of Agriculture",
        ),
    ],
)
def test_the_body_behind_an_office(text: str, language: str, organisation: str) -> None:
    assert (speaker(text, language).organisation or "").startswith(organisation)


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("The boats came at dawn. A farmer tied them up. He said that the river was rising.", "en", "A farmer"),
        ("Le préfet a reçu les pêcheurs. « Le fleuve monte », a-t-il répété.", "fr", "préfet"),
        ("Hospital staff and a rights group said that two had died.", "en", "Hospital staff and a rights group"),
        ("Two hundred women marched. Their relatives said that two had died.", "en", "Their relatives"),
        ("Aucun lien n’est établi, précise le procureur, pour qui un vol n’est pas à exclure.", "fr", "procureur"),
    ],
)
def test_offices_that_spoke_before_or_for_nobody(text: str, language: str, role: str) -> None:
    assert speaker(text, language).role == role


def test_an_office_is_named_later() -> None:
    text = "Two boats sank, the mayor of the town said. Awa Sanneh, mayor of Kerewan, has asked for help."
    assert speaker(text).name == "Awa Sanneh"


def test_a_relative_clause_is_said_by_its_head() -> None:
    text = "La MINUSMA accuse le JNIM, qui dément toute implication."
    assert statements(text, "fr")[-1].sources[0].organisation == "Group for Support of Islam and Muslims (JNIM)"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("On Wednesday a miner said that the shaft had flooded.", "a miner"),
        ("In the lower town a miner said that the shaft had flooded.", "a miner"),
    ],
)
def test_place_and_day_are_no_part_of_the_speaker(text: str, role: str) -> None:
    assert speaker(text).role == role


def test_the_air_force_is_no_force_named_before() -> None:
    text = (
        "In Nigeria, the Multinational Joint Task Force said it had left. The Air Force said it had targeted bandits."
    )
    assert "Air Force" in (speaker(text).organisation or "")


def test_however_is_no_part_of_who_speaks() -> None:
    assert speaker("Local sources, however, said that 11 residents were killed.").role == "Local sources"


def test_a_country_is_no_person_whom_he_takes_up() -> None:
    text = "Burkina Faso : neuf morts. Le gouvernement burkinabè rejette ces images. Il assure que l’armée a riposté."
    source = speaker(text, "fr")
    assert (source.name, source.organisation) == (None, "Government of Burkina Faso")


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        (
            "Open letter from the coalition Balai for Truth\n\nWe ask the authorities to free them.",
            "en",
            "Balai for Truth",
        ),
        (
            "Ils sont en danger.\n\nNous demandons une enquête.\n\nPour le Collectif des Justes, le secrétaire",
            "fr",
            "Collectif des Justes",
        ),
        (
            "MAKARA SOLIDARITY NETWORK – URGENT APPEAL\n\nWe ask the authorities to free them.",
            "en",
            "MAKARA SOLIDARITY NETWORK",
        ),
        (
            "VIENNA – Road Watch Forum, statement of 5 May 2022\n\nWe ask the authorities to free them.",
            "en",
            "Road Watch Forum",
        ),
        (
            "Association of Widows of Belo, 17 June 2024\n\nWe ask the authorities to free them.",
            "en",
            "Association of Widows of Belo",
        ),
        (
            "DÉCLARATION – SYNDICAT DES GENS DE PRESSE\n\nNous demandons une enquête.",
            "fr",
            "SYNDICAT DES GENS DE PRESSE",
        ),
        ("Nous, Collectif Rive Droite, parlons ici.\n\nNous demandons une enquête.", "fr", "Collectif Rive Droite"),
    ],
)
def test_a_report_in_its_own_voice_speaks_for_the_body_that_signs_it(text: str, language: str, body: str) -> None:
    made = [s for s in statements(text, language) if s.sources]
    assert [s.sources[0].organisation for s in made] == [body]


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        ("A council of clerics called the killing a sin.", "en", "A council of clerics"),
        ("A weavers’ union said that the road was mined.", "en", "A weavers’ union"),
        ("Huit cultivateurs ont été tués, selon la mairie.", "fr", "mairie"),
        ("The junta in Myanmar said that its jets had hit a camp.", "en", "Military Forces of Myanmar"),
    ],
)
def test_bodies_without_a_name_are_bodies(text: str, language: str, body: str) -> None:
    found = speaker(text, language).organisation
    assert found is not None and found.casefold().removeprefix("a ") == body.casefold().removeprefix("a ")


def test_access_that_is_denied_is_no_denial_in_words() -> None:
    assert statements("Soldiers denied passage to a convoy of the mission at Bria.") == ()
    (made,) = statements("An officer who asked not to be named said that eleven soldiers had died.")
    assert made.act == "inform"


def test_a_relative_clause_has_a_subject_of_its_own() -> None:
    assert speaker("The vote comes in December, which the Democratic Party called a sham.").organisation == (
        "Democratic Party"
    )


def test_the_army_of_a_sentence_is_that_of_the_country_it_plays_in() -> None:
    text = (
        "Afghan officials met in Afghanistan. In north-western Pakistan, 11 soldiers were killed;"
        " the army said 19 militants died."
    )
    assert speaker(text).organisation == "Military Forces of Pakistan"


@pytest.mark.parametrize(
    ("text", "language", "organisation"),
    [
        (
            "Kenya will withdraw its police from the mission in Haiti by March, the interior minister said.",
            "en",
            "Government of Kenya - Ministry of Interior",
        ),
        ("Le Tchad respire. À Paris, l’état-major dit que la base ferme.", "fr", "Military Forces of France"),
        (
            "Mali: two killed. France, France and France. The army said that two had died.",
            "en",
            "Military Forces of Mali",
        ),
        ("Le Mali enquête. Le procureur dit que deux hommes sont morts.", "fr", "Government of Mali"),
        ("Le Mali avance. Le commandement dit que deux hommes sont morts.", "fr", "Military Forces of Mali"),
        (
            "Le ministère de la Santé du Mali dit trois morts. L’armée dit que dix hommes sont morts.",
            "fr",
            "Military Forces of Mali",
        ),
        ("Le Mali veille. « Ils ont froid », dit le président du comité des déplacés de Gao.", "fr", ""),
        ("Mali is calm. Detectives said that the man had fled.", "en", "Police Forces of Mali"),
    ],
)
def test_of_which_country_a_body_without_one_is(text: str, language: str, organisation: str) -> None:
    assert (statements(text, language)[-1].sources[0].organisation or "").startswith(organisation)


@pytest.mark.parametrize("office", ["district police officer", "village elder", "shopkeeper", "health officer Dr."])
def test_who_is_named_behind_an_office_in_small_letters_speaks(office: str) -> None:
    text = (
        f"The army said that two had died in Mali. “They hit the first car with a rocket,” said {office} Nasir Mehsud."
    )
    assert speaker(text).name == "Nasir Mehsud"


@pytest.mark.parametrize(
    ("text", "name", "organisation"),
    [
        (
            "La Représentante spéciale du Secrétaire général et cheffe de la MINUSCA, Awa Diop, présente "
            "ses condoléances au Gouvernement rwandais. « Ce sont des crimes », a-t-elle déclaré.",
            "Awa Diop",
            "MINUSCA",
        ),
        (
            "De son côté, le porte-parole des Wazalendo, Me Jean Rukera, revendique la reprise de Nzibira et parle de "
            "« 22 ennemis ».",
            "Jean Rukera",
            "Wazalendo Militia",
        ),
        (
            "L’OIM compte dix déplacés en Haïti. Où était la MSS ? Conduite par le Kenya, elle compte mille hommes. "
            "Son porte-parole, Jack Odinga, assure que tout va.",
            "Jack Odinga",
            "MSS",
        ),
    ],
)
def test_whom_a_pronoun_or_a_second_verb_means(text: str, name: str, organisation: str) -> None:
    said = speaker(text, "fr")
    assert (said.name, said.organisation) == (name, organisation)


def test_where_somebody_is_is_not_who_speaks() -> None:
    said = speaker(
        "A nurse at Gao hospital, 80 km (50 miles) to the north, said 11 of the wounded had been brought in."
    )
    assert said.role == "A nurse at Gao hospital"


def test_ranks_and_offices_are_no_names() -> None:
    text = (
        "The Acting Deputy Director, Army Public Relations, Captain David Adewusi, said in Nigeria that six had died."
    )
    assert speaker(text).name == "David Adewusi"


def test_a_media_wing_is_no_person() -> None:
    text = "The military’s media wing, Inter-Services Public Relations, said that five attackers died in Pakistan."
    assert (speaker(text).name, speaker(text).organisation) == (None, "Military Forces of Pakistan")


def test_an_operation_s_long_name_is_the_short_one_in_brackets() -> None:
    text = "La Mission des Nations unies (MINUSCA) condamne l’attaque de lundi."
    assert speaker(text, "fr").organisation == "MINUSCA"


def test_a_group_that_tells_of_its_own_deed_accuses_nobody() -> None:
    own = statements("On Saturday the Arakan Army seized an outpost in Myanmar, the Arakan Army said.")[-1]
    assert own.act == "claim_responsibility"
    army = statements("The Malian army killed ten men on Monday, the Malian army said.")[-1]
    assert army.act == "inform"


def test_the_army_is_not_the_group_that_spoke_before() -> None:
    text = "Le GSIM dit avoir tué cent soldats au Mali. Treize hommes ont été tués lundi, selon l’armée."
    assert statements(text, "fr")[-1].sources[0].organisation == "Military Forces of Mali"


def test_who_reports_is_not_the_one_whose_nickname_stands_before() -> None:
    said = speaker(
        "The raid was in revenge for the killing of a man known as Vladi, the Rights Defense Network reported."
    )
    assert said.name is None
    assert "Rights Defense Network" in (said.organisation or "")


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Army spokesman Lt. Col. Ada Obi said in Nigeria that six men had died.", "Military Forces of Nigeria"),
        ("Six men died in Nigeria, spokesman Brig. Gen. Ada Obi said.", "Military Forces of Nigeria"),
        ("Police spokesman Maj. Ada Obi said in Nigeria that six men had died.", "Police Forces of Nigeria"),
        ("M23 spokesman Lt. Col. Ada Obi said that six men had died.", "March 23 Movement (M23)"),
    ],
)
def test_a_rank_cut_short_ends_no_sentence(text: str, organisation: str) -> None:
    said = speaker(text)
    assert (said.name, said.organisation) == ("Ada Obi", organisation)


OWNED = [
    (
        "Onze personnes sont mortes à Gao, selon la société civile locale. D’après son président, Aly Diop, tout va.",
        "fr",
        "société civile locale",
    ),
    (
        "MINUSCA lost two men. The Mission’s spokesperson, Florence Diop, said that the attackers had fled.",
        "en",
        "MINUSCA",
    ),
    (
        "La MINUSCA a perdu deux hommes. Le porte-parole de la Force, Jean Diop, dit que tout est calme.",
        "fr",
        "MINUSCA",
    ),
]


@pytest.mark.parametrize(("text", "language", "organisation"), OWNED)
def test_whose_president_or_spokesman_speaks(text: str, language: str, organisation: str) -> None:
    assert statements(text, language)[-1].sources[0].organisation == organisation


def test_two_sources_of_two_counts_stay_two() -> None:
    text = "L’attaque a fait 12 morts selon la police et une quarantaine selon le maire, Aly Diop, à Gao au Mali."
    first, second = (s.sources[0] for s in statements(text, "fr"))
    assert (first.name, first.organisation, second.name) == (None, "Police Forces of Mali", "Aly Diop")


def test_a_day_is_no_body() -> None:
    text = "• 17 February, Bor: several hundred people marched to demand the arrest of cattle raiders in South Sudan."
    assert all(s.organisation is None for one in statements(text) for s in one.sources)

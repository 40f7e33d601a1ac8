"""Who says what, direct and reported, in English and French: tables of one-paragraph reports."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.extract.quotations import find_quotations
from watchdesk.extract.sentences import split_sentences
from watchdesk.extract.statements import find_statements, inside_quotation
from watchdesk.records import Layout, Report, Span, Statement
from watchdesk.resolve.names import open_names

NAMES = open_names()


def lay_out(text: str, language: str = "en") -> Layout:
    report = Report(id="r", capture_id="c", address="a", text=text, language=language)
    sentences = split_sentences(report)
    quotations = find_quotations(report, sentences)
    return Layout(report=report, sentences=sentences, dates=(), places=(), actors=(), quotations=quotations)


def statements(text: str, language: str = "en") -> tuple[Statement, ...]:
    return find_statements(lay_out(text, language), NAMES)


def told(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(s.mode, s.words.text) for s in statements(text, language)]


ENGLISH = [
    ("Gunmen burned the market on Tuesday, officials said.", [("indirect", "Gunmen burned the market on Tuesday")]),
    ("The army said on Friday that two soldiers had died.", [("indirect", "two soldiers had died")]),
    ("Police said they had detained 23 people.", [("indirect", "they had detained 23 people")]),
    (
        "Survivors in Hurti, the worst-hit village, said the attackers arrived on motorbikes and shot at anyone.",
        [("indirect", "the attackers arrived on motorbikes and shot at anyone")],
    ),
    (
        "According to a nurse, four people died; the mayor spoke of six.",
        [("indirect", "four people died"), ("indirect", "the mayor spoke of six")],
    ),
    ("Two jets bombed the bridge, according to residents.", [("indirect", "Two jets bombed the bridge")]),
    ("The Union condemned the attack on the convoy.", [("indirect", "condemned the attack on the convoy")]),
    ("Rwanda denied that its troops had crossed.", [("indirect", "its troops had crossed")]),
    (
        "The army denied any part in it and accused the rebels of lying.",
        [("indirect", "denied any part in it"), ("indirect", "accused the rebels of lying")],
    ),
    (
        "Awa Sanneh, mayor of Kerewan, said after seeing both villages that ten people had died.",
        [("indirect", "ten people had died")],
    ),
    ("The ministry rejected that version.", [("indirect", "The ministry rejected that version")]),
    (
        "By the time the boats sank, fishermen say, nobody was left.",
        [("indirect", "By the time the boats sank, fishermen say, nobody was left")],
    ),
    ("Police said ten were shot, a figure that nobody has confirmed.", [("indirect", "ten were shot")]),
    (
        "The road is cut and, according to a trader, the wells are dry.",
        [("indirect", "the wells are dry")],
    ),
    (
        "Some 30 people died, according to the mayor, and 45 in all according to the church.",
        [("indirect", "Some 30 people died"), ("indirect", "45 in all")],
    ),
    ("The union says 130.", [("indirect", "The union says 130")]),
    (
        "The group confirmed that it had left but denied having been paid.",
        [("indirect", "it had left"), ("indirect", "denied having been paid")],
    ),
    ("An inspector says no such person was ever held.", [("indirect", "no such person was ever held")]),
    ("“We are leaving,” said Awa Diallo, a teacher.", [("direct", "We are leaving")]),
    ('The group answered: "We will be back."', [("direct", "We will be back.")]),
    (
        "“If they leave,” an elder warned, “people will go with them.”",
        [("direct", "If they leave"), ("direct", "people will go with them.")],
    ),
    (
        "The envoy called the killings “cowardly and barbaric”.",
        [("indirect", "called the killings “cowardly and barbaric”")],
    ),
    (
        "The battle, the governor warned, has only begun.",
        [("indirect", "The battle, the governor warned, has only begun")],
    ),
    (
        "A trader told Reuters that his two brothers had been shot.",
        [("indirect", "his two brothers had been shot")],
    ),
    (
        "Drivers were stopped, a deputy minister, Lasha Meskhi, told parliament on Wednesday.",
        [("indirect", "Drivers were stopped")],
    ),
    ("The clinic counted nine bodies on Monday.", [("indirect", "counted nine bodies on Monday")]),
    ("The hospital gave 14 wounded.", [("indirect", "The hospital gave 14 wounded")]),
    ("Lomé welcomed the vote of the council.", [("indirect", "welcomed the vote of the council")]),
    ("The mission brushed aside the charge of bias.", [("indirect", "brushed aside the charge of bias")]),
    ("Awa Diallo disputes it.", [("indirect", "Awa Diallo disputes it")]),
    ("Elders tell us they buried the men.", [("indirect", "they buried the men")]),
    (
        "Two bodies were found; neighbours say at least six men died.",
        [("indirect", "at least six men died")],
    ),
    ("The council says more than 300 people fled.", [("indirect", "more than 300 people fled")]),
    (
        "Locally, the prefect announced, schools would stay shut.",
        [("indirect", "schools would stay shut")],
    ),
    (
        "A consul, according to whom the road is safe, left for Kayes.",
        [("indirect", "the road is safe")],
    ),
    (
        "Hundreds marched through Kayes to demand that the dam be opened.",
        [("indirect", "the dam be opened")],
    ),
    ("Two dead in a blast in Quetta, says hospital.", [("indirect", "Two dead in a blast in Quetta")]),
]
FRENCH = [
    ("Onze civils ont été tués lundi, a indiqué la gendarmerie.", [("indirect", "Onze civils ont été tués lundi")]),
    ("L’armée affirme que deux soldats sont morts.", [("indirect", "deux soldats sont morts")]),
    ("L’armée dit avoir tué quatre rebelles.", [("indirect", "avoir tué quatre rebelles")]),
    ("Selon un infirmier, six personnes sont mortes.", [("indirect", "six personnes sont mortes")]),
    ("Six personnes sont mortes, d’après des habitants.", [("indirect", "Six personnes sont mortes")]),
    ("« Nous partons », a déclaré Awa Diallo.", [("direct", "Nous partons")]),
    ("« Les murs tombaient », raconte-t-elle.", [("direct", "Les murs tombaient")]),
    (
        "Le porte-parole, lui, dément toute attaque et accuse le M23 de mentir.",
        [("indirect", "Le porte-parole, lui, dément toute attaque"), ("indirect", "accuse le M23 de mentir")],
    ),
    (
        "L’Union africaine a condamné un « usage excessif de la force ».",
        [("indirect", "a condamné un « usage excessif de la force")],
    ),
    (
        "La mission, prévient un agronome, ne fait que commencer.",
        [("indirect", "La mission, prévient un agronome, ne fait que commencer")],
    ),
    ("Le gouvernement nie, lui, avoir promis une amnistie.", [("indirect", "avoir promis une amnistie")]),
    ("Nous exigeons la libération de nos camarades.", [("indirect", "exigeons la libération de nos camarades")]),
    ("La clinique a comptabilisé neuf morts lundi.", [("indirect", "a comptabilisé neuf morts lundi")]),
    ("La mission salue le vote du conseil.", [("indirect", "salue le vote du conseil")]),
    ("Trois bergers ont été enlevés lundi, l’évêque a dit.", [("indirect", "Trois bergers ont été enlevés lundi")]),
    (
        "Aucune rançon n’a été versée, a tenu à préciser la ministre.",
        [("indirect", "Aucune rançon n’a été versée")],
    ),
    (
        "Le Front du Sud, lié à un autre groupe, a revendiqué l’une de ces attaques.",
        [("indirect", "a revendiqué l’une de ces attaques")],
    ),
    (
        "Si la mission reste, les étudiants promettent de redescendre dans la rue.",
        [("indirect", "Si la mission reste, les étudiants promettent de redescendre dans la rue")],
    ),
    (
        "Si d’autres camps restent vides, avertit l’administrateur, ils se rempliront.",
        [("indirect", "Si d’autres camps restent vides, avertit l’administrateur, ils se rempliront")],
    ),
    (
        "Dix hommes ont péri, alors que la crue montait, affirme la préfecture.",
        [("indirect", "Dix hommes ont péri, alors que la crue montait")],
    ),
    ("Le préfet de Goz, pour qui la route est sûre, est parti.", [("indirect", "la route est sûre")]),
    (
        "Des femmes ont marché jeudi pour réclamer le retour de leurs fils.",
        [("indirect", "réclamer le retour de leurs fils")],
    ),
]
SILENT = [
    ("The ministry did not respond to questions.", "en"),
    ("The army declined to say how many had died.", "en"),
    ("No group has claimed the attack.", "en"),
    ("The report of the commission covers 2023.", "en"),
    ("The suspected members of a gang were arrested.", "en"),
    ("A convoy hit a mine near the observation post.", "en"),
    ("The force counts 3,250 soldiers.", "en"),
    ("The rocket, believed to be home-made, hit a school.", "en"),
    ("The town welcomed 300 refugees.", "en"),
    ("The company gave blankets to the families.", "en"),
    ("The mission offered no evidence.", "en"),
    ("The base was stormed by men of the brigade, accused by nobody.", "en"),
    ("L’association compte 300 membres.", "fr"),
    ("Des soldats ont forcé les hommes à creuser par la menace et les coups.", "fr"),
    ("Le ministère n’a pas répondu aux questions.", "fr"),
    ("L’attaque n’a pas été revendiquée.", "fr"),
    ("Le compte rendu de la séance est en ligne.", "fr"),
    ("L’armée a lancé une offensive à Jiba.", "fr"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_statements(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_statements(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mode, words.rstrip("\u00a0 »")) for mode, words in told(text, "fr")] == expected


@pytest.mark.parametrize(("text", "language"), SILENT)
def test_silence_and_nouns_are_no_statements(text: str, language: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "act"),
    [
        ("The army denied any part in it.", "en", "deny"),
        ("The Union condemned the attack on the convoy.", "en", "condemn"),
        ("Kinshasa accused Rwanda of arming the rebels.", "en", "accuse"),
        ("The envoy urged both sides to stop.", "en", "appeal"),
        ("The authorities call the soldiers mercenaries.", "en", "accuse"),
        ("The minister announced that 200 soldiers would leave.", "en", "announce"),
        ("L’armée dément toute bavure.", "fr", "deny"),
        ("Le gouvernement accuse le M23 de mentir.", "fr", "accuse"),
        ("L’envoyé a exhorté les parties à cesser le feu.", "fr", "appeal"),
        ("Le groupe a revendiqué l’attaque du poste.", "fr", "claim_responsibility"),
    ],
)
def test_the_act_of_a_telling_verb(text: str, language: str, act: str) -> None:
    assert [s.act for s in statements(text, language)] == [act]


def test_evidence_is_the_sentences_that_hold_quotation_and_verb() -> None:
    text = "“They came at night. They took the boys,” said Awa Diallo."
    (statement,) = statements(text)
    assert [q.text for q in statement.evidence] == ["“They came at night.", "They took the boys,” said Awa Diallo."]


def test_a_quotation_without_attribution_goes_on() -> None:
    found = statements("“They came at night,” said Awa Diallo, a teacher. “They took the boys.”")
    assert [s.sources[0].name for s in found] == ["Awa Diallo", "Awa Diallo"]


def test_words_inside_quotation_marks_are_known_as_such() -> None:
    text = "“We are leaving,” said Awa."
    layout = lay_out(text)
    assert inside_quotation(Span(start=4, end=7), layout)
    assert not inside_quotation(Span(start=18, end=22), layout)


@given(
    st.lists(
        st.sampled_from(
            [
                "The army",
                "said",
                "that",
                "denied",
                ",",
                "“",
                "”",
                ".",
                "it",
                "Awa Diallo",
                "according to",
                "and",
                "a-t-il dit",
                "selon",
            ]
        ),
        max_size=14,
    ),
    st.sampled_from(["en", "fr"]),
)
def test_every_quoted_word_stands_in_the_text(pieces: list[str], language: str) -> None:
    text = " ".join(pieces) or "."
    for statement in statements(text, language):
        for quote in (statement.words, *statement.evidence, *(s.quote for s in statement.sources if s.quote)):
            assert quote.text
            assert quote.text == text[quote.span.start : quote.span.end]


@pytest.mark.parametrize(
    ("noise", "language"), [("said " * 5000, "en"), ("a dit, " * 5000, "fr"), ("“a " * 3000, "en")]
)
def test_noise_does_not_run_away(noise: str, language: str) -> None:
    """Processor seconds, so that a busy machine does not matter: a pattern that backtracks takes minutes."""
    started = time.process_time()
    statements(noise, language)
    assert time.process_time() - started < 20


def test_a_dateline_with_its_day_is_no_part_of_what_is_said() -> None:
    text = "Bunia, 14 mars (Radio Lusenga) – Vingt civils ont été tués mardi, a indiqué le chef Jean Lalu."
    (statement,) = statements(text, "fr")
    assert statement.words.text == "Vingt civils ont été tués mardi"

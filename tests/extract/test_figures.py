"""Figures: which numbers count, what they count, how they are worded, and who counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.extract.figure_settings import iso_interval
from watchdesk.extract.figures import find_figures
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import (
    CountryMention,
    Figure,
    GazetteerPlace,
    KnownActor,
    Layout,
    Quote,
    Report,
    Source,
    Span,
    Statement,
    When,
)
from watchdesk.resolve.names import open_names


class NoNames:
    """Name lists that know nothing: figures must not depend on them."""

    def places_named(self, name: str) -> Sequence[GazetteerPlace]:
        return ()

    def actors_in(self, text: str) -> Sequence[tuple[Span, KnownActor]]:
        return ()

    def countries_in(self, text: str) -> Sequence[CountryMention]:
        return ()

    def country_name(self, iso: str) -> str:
        raise KeyError(iso)


def lay_out(text: str, language: str = "en") -> Layout:
    report = Report(id="r", capture_id="c", address="a", text=text, language=language)
    return Layout(report=report, sentences=split_sentences(report), dates=(), places=(), actors=(), quotations=())


def figures_in(text: str, language: str = "en") -> list[Figure]:
    return list(find_figures(lay_out(text, language), (), NoNames()))


def told(text: str, language: str = "en") -> list[tuple[str, int | None, int | None]]:
    return [(f.measure, f.count.low, f.count.high) for f in figures_in(text, language)]


MEASURES = [
    ("Three men were shot and wounded late on Sunday.", "en", [("injured", 3, 3)]),
    ("The gunman shot three people; all are in hospital in stable condition.", "en", [("injured", 3, 3)]),
    ("The gunmen shot three people; all died at the scene.", "en", [("killed", 3, 3)]),
    ("Over 3,000 villagers were told to evacuate before dark.", "en", [("displaced", 3000, None)]),
    ("The war killed more than 8,000 in 2022.", "en", [("killed", 8000, None)]),
    ("- quatre (04) militaires tombés au champ d’honneur ;", "fr", [("killed", 4, 4)]),
    (
        "Gunmen killed nine men and wounded two, two police officials and a doctor said.",
        "en",
        [("killed", 9, 9), ("injured", 2, 2)],
    ),
    ("Partners report 11 deaths and 26 injuries.", "en", [("killed", 11, 11), ("injured", 26, 26)]),
    (
        "They demand ₦60 million for two of his wives, who were abducted.",
        "en",
        [("other", 60_000_000, 60_000_000), ("abducted", 2, 2)],
    ),
    ("Two policemen paid the supreme price.", "en", [("killed", 2, 2)]),
    ("La mission compte à ce jour 14 046 militaires.", "fr", [("personnel", 14046, 14046)]),
    ("Celui-ci a démenti les rumeurs d’un décès.", "fr", []),
    ("The blast led to the death of 74 men and the injury of 171.", "en", [("killed", 74, 74), ("injured", 171, 171)]),
    ("Gunmen killed two villagers and wounded six others.", "en", [("killed", 2, 2), ("injured", 6, 6)]),
    ("Two soldiers and three civilians were killed.", "en", [("killed", 2, 2), ("killed", 3, 3)]),
    ("The attack left three dead.", "en", [("killed", 3, 3)]),
    ("Rebels abducted eleven passengers.", "en", [("abducted", 11, 11)]),
    ("Police arrested 43 suspects.", "en", [("detained", 43, 43)]),
    ("About 12,000 people were displaced.", "en", [("displaced", 12000, 12000)]),
    ("The country hosts 48,000 refugees.", "en", [("refugees", 48000, 48000)]),
    ("Some 300,000 people need assistance.", "en", [("in_need", 300000, 300000)]),
    ("The mission has 1,117 troops and 68 police.", "en", [("personnel", 1117, 1117), ("personnel", 68, 68)]),
    ("They seized nine rifles and 370 bullets.", "en", [("weapons", 9, 9), ("weapons", 370, 370)]),
    ("Nine houses were burned.", "en", [("other", 9, 9)]),
    ("Twelve people, five of them children, were killed.", "en", [("killed", 12, 12), ("killed", 5, 5)]),
    ("A guard was shot dead.", "en", [("killed", 1, 1)]),
    ("The air force shot down 58 of 71 drones.", "en", [("weapons", 58, 58), ("weapons", 71, 71)]),
    ("A Kenyan officer serving with the Multinational Support mission was shot dead.", "en", [("killed", 1, 1)]),
    ("The blast killed two peacekeepers and a civilian driver.", "en", [("killed", 2, 2), ("killed", 1, 1)]),
    ("A shell killed a mother and her two sons.", "en", [("killed", 3, 3)]),
    ("Five gunmen killed a teacher.", "en", [("other", 5, 5), ("killed", 1, 1)]),
    ("Onze soldats ont péri dans une embuscade.", "fr", [("killed", 11, 11)]),
    ("Une grenade a fait deux morts et une dizaine de blessés.", "fr", [("killed", 2, 2), ("injured", 10, 10)]),
    ("Des hommes armés ont enlevé trois religieuses.", "fr", [("abducted", 3, 3)]),
    ("Trois individus ont été interpellés.", "fr", [("detained", 3, 3)]),
    ("Quelque 3 200 personnes ont fui leurs villages.", "fr", [("displaced", 3200, 3200)]),
    ("Le pays accueille 441 000 réfugiés.", "fr", [("refugees", 441000, 441000)]),
    (
        "La mission compte 14 400 soldats et 3 020 policiers.",
        "fr",
        [("personnel", 14400, 14400), ("personnel", 3020, 3020)],
    ),
    ("Une infirmière a été blessée.", "fr", [("injured", 1, 1)]),
    ("Une patrouille a saisi 12 fusils d’assaut.", "fr", [("weapons", 12, 12)]),
    ("Deux civils et trois gendarmes ont été tués.", "fr", [("killed", 2, 2), ("killed", 3, 3)]),
    ("73 personnes au moins avaient été tuées.", "fr", [("killed", 73, None)]),
    ("Killed: more than 80", "en", [("killed", 80, None)]),
    (
        "More than 12,000 soldiers and 1,700 police were in place.",
        "en",
        [("personnel", 12000, None), ("personnel", 1700, None)],
    ),
    ("The number of wounded has risen to 100.", "en", [("injured", 100, 100)]),
    (
        "They killed 20 civilians – 12 women and eight men.",
        "en",
        [("killed", 20, 20), ("killed", 12, 12), ("killed", 8, 8)],
    ),
    ("The attack killed 23 displaced people.", "en", [("killed", 23, 23)]),
    ("Two suspects were burned alive.", "en", [("killed", 2, 2)]),
    ("Gunmen killed the commander and three soldiers.", "en", [("killed", 3, 3)]),
    ("Nine fighters surrendered.", "en", [("personnel", 9, 9)]),
    ("La mort d’un Casque bleu et de deux policiers.", "fr", [("killed", 1, 1), ("killed", 2, 2)]),
    ("L’armée a « neutralisé » une vingtaine de « terroristes ».", "fr", [("killed", 20, 20)]),
    ("Ils demandent 5 millions de francs.", "fr", [("other", 5000000, 5000000)]),
    ("Donors pledged more than $6.5 million.", "en", [("other", 6500000, None)]),
    ("L’armée a tué, selon son communiqué, douze combattants.", "fr", [("killed", 12, 12)]),
    ("Des cavaliers tuèrent à l’aube trente paysans.", "fr", [("killed", 30, 30)]),
    ("La radio parle de « dizaines » de tués.", "fr", [("killed", 24, 99)]),
    ("Quatre maçons manquent à l’appel depuis lundi.", "fr", [("abducted", 4, 4)]),
    ("Six adolescents ont été conduits au poste.", "fr", [("detained", 6, 6)]),
    ("The coffins, nineteen of them, stood in the yard.", "en", [("killed", 19, 19)]),
    ("The observers, 60 of them, have left the capital.", "en", [("personnel", 60, 60)]),
    ("The monitoring mission has 45 members.", "en", [("personnel", 45, 45)]),
    ("The tailors' union has 45 members.", "en", [("other", 45, 45)]),
    ("The boat carried 70 Nepali refugees.", "en", [("refugees", 70, 70)]),
    ("Two bakers lost a leg each.", "en", [("injured", 2, 2)]),
    ("Gunmen attacked a market near Gao and killed at least six traders.", "en", [("killed", 6, None)]),
    ("Ils ont attaqué une école près de Gao et tué six élèves.", "fr", [("killed", 6, 6)]),
    ("The mission documented 401 violations affecting 757 victims.", "en", [("other", 401, 401), ("other", 757, 757)]),
    ("More than 46,000 people, most of them children, fled Chiure.", "en", [("displaced", 46000, None)]),
    (
        "More than 46,000 people, 60 per cent of them children, fled Chiure.",
        "en",
        [("displaced", 46000, None), ("other", 60, 60)],
    ),
    ("Un hélicoptère a été touché.", "fr", []),
    ("Three rifles and four SLRs were seized.", "en", [("weapons", 3, 3), ("weapons", 4, 4)]),
]


@pytest.mark.parametrize(("text", "language", "expected"), MEASURES)
def test_measure_and_count(text: str, language: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert told(text, language) == expected


NO_FIGURES = [
    ("The battle lasted three days.", "en"),
    ("It happened on 14 June 2022.", "en"),
    ("A spokesman, 34, spoke of calm.", "en"),
    ("The village lies 17 km from the border.", "en"),
    ("The shop opens at nine in the morning.", "en"),
    ("Resolution 2666 was adopted.", "en"),
    ("The fair drew to a close at 10 p.m.", "en"),
    ("The bill came to $300.", "en"),
    ("A truce was declared.", "en"),
    ("MARIPE, 3 Oct 91 -- The road is open.", "en"),
    ("Halima is a mother of five.", "en"),
    ("The bill lowers the age of conscription from 27 to 25.", "en"),
    ("The curfew runs from nine at night.", "en"),
    ("La ville est coupée en deux.", "fr"),
    ("Il portait un manteau neuf.", "fr"),
    ("La 15ᵉ brigade tient la colline.", "fr"),
    ("Un bourg de 14 000 habitants.", "fr"),
    ("Two residents said the army had left.", "en"),
    ("No casualties were reported.", "en"),
    ("The town is home to roughly 10,000 people.", "en"),
    ("Most of those there were children under ten.", "en"),
    ("The organisation interviewed 34 people.", "en"),
    ("Bread costs five thousand rials.", "en"),
    ("A patrol was killed off by budget cuts.", "en"),
    ("The device went off at one-thirty.", "en"),
    ("La trêve a duré deux semaines.", "fr"),
    ("Le 7 mai 2021, le camp était calme.", "fr"),
    ("Le berger, âgé de 34 ans, est rentré.", "fr"),
    ("Le village est à 20 kilomètres.", "fr"),
    ("They had taken girls as young as 13.", "en"),
    ("Gunmen burned the Delmas 30 neighbourhood.", "en"),
    ("The council condemned the killing as “a cowardly act”.", "en"),
    ("They had been missing since the 10th had been and gone.", "en"),
    ("La brigade 444 est là. Un chef dort dans un camp de la 444.", "fr"),
    ("Il est 18 h 40 à Gao.", "fr"),
    ("La situation est calme, selon deux habitants.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), NO_FIGURES)
def test_no_figure(text: str, language: str) -> None:
    assert told(text, language) == []


WORDS = [
    ("Donors pledged more than $6.5 million for seeds.", "en", "more than $6.5 million"),
    ("At least two foreign soldiers were killed.", "en", "At least two foreign soldiers"),
    ("The army claims to have killed 203 “terrorists” there.", "en", "203 “terrorists”"),
    ("L’explosion a fait 17 autres blessés.", "fr", "17 autres blessés"),
    ("Une vingtaine de « terroristes » ont été tués.", "fr", "Une vingtaine de « terroristes »"),
]


@pytest.mark.parametrize(("text", "language", "words"), WORDS)
def test_words_are_the_shortest_phrase(text: str, language: str, words: str) -> None:
    (figure,) = figures_in(text, language)
    assert figure.words.text == words
    assert figure.evidence[0].text == text


def test_source_is_the_speaker_of_the_statement_that_holds_the_figure() -> None:
    text = "Ten people died. The mayor said that four soldiers were killed."
    start = text.index("four")
    words = Quote(span=Span(start=start, end=len(text) - 1), text=text[start:-1])
    statement = Statement(words=words, mode="indirect", act="inform", sources=(Source(role="mayor"),))
    first, second = find_figures(lay_out(text), (statement,), NoNames())
    assert first.sources == ()
    assert second.sources[0].label == "mayor"


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Four soldiers were killed, according to witnesses.", "en", "witnesses"),
        ("Quatre soldats ont été tués, selon des témoins.", "fr", "témoins"),
        ("Le raid a fait, selon le comité de quartier, quatorze morts.", "fr", "comité de quartier"),
        ("Quarante pêcheurs ont péri, à en croire le préfet.", "fr", "préfet"),
        ("The blast killed, according to the mayor, nine people.", "en", "mayor"),
        ("Seven drovers were killed, the family said.", "en", "family"),
        ("Four soldiers were killed.", "en", None),
    ],
)
def test_source_from_the_sentence(text: str, language: str, label: str | None) -> None:
    (figure,) = figures_in(text, language)
    found = figure.sources[0].label if figure.sources else None
    assert (found or "").endswith(label or "") and (found is None) == (label is None)


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Four soldiers were killed, according to witnesses. Six others were wounded.", "en", "witnesses"),
        ("Four soldiers were killed, according to witnesses. Six guards were wounded.", "en", None),
        ("Quatre soldats ont été tués, selon des témoins. Six autres ont été blessés.", "fr", "témoins"),
    ],
)
def test_a_part_of_the_figure_before_has_its_source(text: str, language: str, label: str | None) -> None:
    found = figures_in(text, language)[-1].sources
    assert (found[0].label or "").endswith(label) if label and found else not found and label is None


@pytest.mark.parametrize(
    ("first", "last", "interval"),
    [
        ((2022, 1, 1), (2022, 12, 31), "2022"),
        ((2013, 1, 1), (2014, 12, 31), "2013/2014"),
        ((2022, 2, 1), (2022, 2, 28), "2022-02"),
        ((2022, 1, 1), (2022, 6, 30), "2022-01/2022-06"),
        ((2022, 6, 3), (2022, 6, 3), "2022-06-03"),
        ((2022, 6, 3), (2022, 6, 9), "2022-06-03/2022-06-09"),
    ],
)
def test_interval(first: tuple[int, int, int], last: tuple[int, int, int], interval: str) -> None:
    assert iso_interval(When(first=dt.date(*first), last=dt.date(*last), precision=1, basis="stated")) == interval


PIECES = ["two", "soldiers", "were", "killed", "and", "a", "guard", ",", "“", "”", "«", "»", "12", "of", "them", "dead"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "deux", "tués", "une", "à", "\u00a0", "\u202f", ".", "\n\n"]), max_size=30))
def test_words_and_evidence_stand_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for language in ("en", "fr"):
        for figure in figures_in(text, language):
            for quote in (figure.words, *figure.evidence):
                assert text[quote.span.start : quote.span.end] == quote.text
            assert figure.evidence[0].span.holds(figure.words.span)
            assert figure.count.low is None or figure.count.high is None or figure.count.low <= figure.count.high


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("COMMUNIQUÉ\n\nÉtat-major général des Armées du Mali", "Military Forces of Mali"),
        ("PRESS RELEASE\n\n4th Infantry Division, Philippine Army, 8 June 2021", "Military Forces of Philippines"),
        ("Weekly news from Mali", None),
    ],
)
def test_a_communique_counts_for_the_force_that_issued_it(head: str, source: str | None) -> None:
    layout = lay_out(f"{head}\n\nThree rebels were killed at dawn on Monday.")
    (figure,) = (f for f in find_figures(layout, (), open_names()) if f.measure == "killed")
    found = figure.sources[0].organisation if figure.sources else None
    assert (found or "").startswith(source) if source else found is None


FAMILIES = [
    ("A woman and her daughter were killed in Gao.", "en", [("killed", 2, 2)]),
    ("Une femme et sa fille ont été tuées à Gao.", "fr", [("killed", 2, 2)]),
    ("A shell killed a family of five in Gao.", "en", [("killed", 5, 5)]),
    ("Un obus a tué une famille de sept personnes à Gao.", "fr", [("killed", 7, 7)]),
    ("Gunmen shot dead a couple who ran a shop and their baby.", "en", [("killed", 2, 2), ("killed", 1, 1)]),
    ("Un couple a été abattu lundi à Gao.", "fr", [("killed", 2, 2)]),
    ("A couple of days later nothing had changed.", "en", []),
    ("A man, his wife and three children were killed.", "en", [("killed", 1, 1), ("killed", 1, 1), ("killed", 3, 3)]),
    ("Un chef de village et ses deux fils ont été abattus.", "fr", [("killed", 3, 3)]),
    ("Ten men of the reserve and their driver were killed.", "en", [("killed", 10, 10), ("killed", 1, 1)]),
]


@pytest.mark.parametrize(("text", "language", "counts"), FAMILIES)
def test_families_are_counted_once_and_whole(text: str, language: str, counts: list) -> None:
    assert told(text, language) == counts


TOLD_BEHIND = [
    ("Three fishermen who had been missing for days were found beheaded.", "en", [("killed", 3)]),
    ("Police stopped six men: all were shot dead.", "en", [("killed", 6)]),
    ("La foule a saisi trois inconnus ; ils ont été lynchés.", "fr", [("killed", 3)]),
    ("Two of the wounded later died.", "en", [("killed", 2)]),
    ("Deux des blessés sont morts à l’hôpital.", "fr", [("killed", 2)]),
    ("Six herders had their throats slit.", "en", [("killed", 6)]),
    (
        "Gunmen killed a school teacher, a bus driver and two nurses.",
        "en",
        [("killed", 1), ("killed", 1), ("killed", 2)],
    ),
    ("A school bus and two trucks were destroyed.", "en", [("other", 2)]),
    ("Seven shells fell between 9 and 9.20 p.m.", "en", [("weapons", 7)]),
    ("Gunmen killed two traders. They came at eight, about fifteen of them.", "en", [("killed", 2), ("other", 15)]),
    ("Gunmen killed two soldiers and a district official.", "en", [("killed", 2), ("killed", 1)]),
    (
        "Three people, among them a nurse, were killed as 12 drones fell.",
        "en",
        [("killed", 3), ("killed", 1), ("weapons", 12)],
    ),
    ("Parmi les victimes figurent un couple et leur fille.", "fr", [("killed", 2), ("killed", 1)]),
]


@pytest.mark.parametrize(("text", "language", "counts"), TOLD_BEHIND)
def test_what_became_of_those_counted_is_told_behind(text: str, language: str, counts: list) -> None:
    assert [(measure, low) for measure, low, _ in told(text, language)] == counts

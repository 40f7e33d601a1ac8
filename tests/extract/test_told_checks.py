"""What a sentence's own words rule out, and what they do not."""

import pytest

from watchdesk.extract.dates import find_dates
from watchdesk.extract.sentences import split_sentences
from watchdesk.extract.told_checks import SURE, is_french_background, is_letterhead, is_ruled_out
from watchdesk.records import Layout, Report

ABDUCTION, ATTACK = "Abduction/forced disappearance", "Attack"


def laid_out(text: str, language: str) -> Layout:
    report = Report(id="r", capture_id="c", address="a", text=text, language=language)
    return Layout(report=report, sentences=split_sentences(report), dates=(), places=(), actors=(), quotations=())


def is_out(text: str, sub_event: str, chance: float = 0.5, language: str = "en") -> bool:
    layout = laid_out(text, language)
    return is_ruled_out(sub_event, chance, layout.sentences[-1], layout)


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("The nine women were released on Friday after talks.", ABDUCTION),
        ("Les six enseignants ont recouvré la liberté mardi.", ABDUCTION),
        ("Twelve coffins were lowered into one trench on Monday.", ATTACK),
        ("Onze corps ont été inhumés lundi à la sortie du bourg.", ATTACK),
        ("Il accuse l’armée de violer le cessez-le-feu convenu à Doha.", "Sexual violence"),
        ("The army violated the truce on Monday, the rebels say.", "Sexual violence"),
        ("Dix-sept corps ont été portés en terre mercredi dans ce village.", ATTACK),
        ("Ils ont évacué deux blessés graves vers l’hôpital de Drodro.", ATTACK),
        ("The wounded were airlifted to the hospital in Gao on Monday.", ATTACK),
        ("The old man died of his burns on Sunday.", "Suicide bomb"),
        ("The chief of staff was killed near the river.", "Remote explosive/landmine/IED"),
        ("Police fired tear gas into the square.", "Chemical weapon"),
        ("A helicopter crashed at the airport on Monday.", "Air/drone strike"),
        ("The Front, one of several militias fighting the government since 2023, said it was ready.", "Armed clash"),
    ],
)
def test_other_words_rule_a_type_out(text, sub_event):
    assert is_out(text, sub_event)


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Gunmen kidnapped nine women; two were released on Friday.", ABDUCTION),
        ("Six enseignants ont été enlevés mardi, puis relâchés.", ABDUCTION),
        ("Gunmen shot twelve mourners at a funeral on Monday.", ATTACK),
        ("Des soldats ont violé onze femmes après la trêve.", "Sexual violence"),
        ("A vest packed with nails went off at the gate.", "Suicide bomb"),
        ("A device was buried in the road. Three men died when they drove over it.", "Remote explosive/landmine/IED"),
        ("Chlorine and tear gas were found in the shells.", "Chemical weapon"),
        ("The market was full of people.", "Peaceful protest"),
    ],
)
def test_what_may_tell_of_a_type_stays(text, sub_event):
    assert not is_out(text, sub_event)


def test_the_learned_reader_is_believed_where_it_is_sure():
    assert is_out("A thing the size of a fist came over the fence.", "Grenade", SURE - 0.01)
    assert not is_out("A thing the size of a fist came over the fence.", "Grenade", SURE)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Headquarters, Third Brigade, Camp Oulata, 8 June 2021", True),
        ("État-Major de la Deuxième Région, Tounfa, le 8 juin 2021", True),
        ("The brigade left Camp Oulata on 8 June 2021.", False),
        ("Headquarters of the Third Brigade", False),
    ],
)
def test_a_letterhead_is_names_and_a_date(text, is_one):
    report = Report(id="r", capture_id="c", address="a", text=text, language="fr" if "É" in text else "en")
    sentences = split_sentences(report)
    dates = find_dates(report, sentences)
    layout = Layout(report=report, sentences=sentences, dates=dates, places=(), actors=(), quotations=())
    assert is_letterhead(sentences[0], layout) is is_one


@pytest.mark.parametrize(
    ("text", "sub_event", "chance", "background"),
    [
        (
            "La mission étudie la possibilité d’ouvrir un poste à Tabakel.",
            "Headquarters or base established",
            0.9,
            True,
        ),
        ("Le royaume pourrait envoyer un bataillon.", "Change to group/activity", 0.9, True),
        ("Le royaume a envoyé un bataillon.", "Change to group/activity", 0.9, False),
        ("Depuis janvier, quarante bergers ont été tués dans le district.", ATTACK, SURE - 0.01, True),
        ("Depuis janvier, quarante bergers ont été tués dans le district.", ATTACK, SURE, False),
        ("Le maire pourrait partir ; trois bergers ont été tués.", ATTACK, 0.5, False),
    ],
)
def test_french_sums_and_plans_are_no_events(text, sub_event, chance, background):
    layout = laid_out(text, "fr")
    assert is_french_background(sub_event, chance, layout.sentences[0], layout) is background


def test_english_sums_are_left_to_the_learned_reader():
    layout = laid_out("Since January forty herders have been killed in the district.", "en")
    assert not is_french_background(ATTACK, 0.5, layout.sentences[0], layout)

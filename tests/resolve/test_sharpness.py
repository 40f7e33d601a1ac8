"""No pin is sharper than the words: near the town, somewhere in its region, or a place named for another day."""

import pytest

from watchdesk.records import Event, Place, Quote, Span
from watchdesk.resolve.sharpness import sharpest

CASES = [
    ("Gunmen killed two men in Tessara on Monday.", "Tessara", 1),
    ("A mine exploded in Tessara, south-west of the town.", "Tessara", 2),
    ("The truck hit a mine on the Tessara road outside the town.", "Tessara", 2),
    ("Troops fought in the hinterlands of Tessara.", "Tessara", 2),
    ("They clashed over the Tessara gold pits.", "Tessara", 2),
    ("Shells fell on a village in Tessara.", "Tessara", 3),
    ("The raid hit the village in Tessara Local Government Area.", "Tessara", 3),
    ("Des hommes armés ont attaqué un hameau de Tessara.", "Tessara", 3),
    ("Une mine a sauté à Tessara, à la sortie de la ville.", "Tessara", 2),
    ("They massacred civilians in the regions of Karu and Tessara.", "Tessara", 3),
    ("They fought in Tessara, Karu, El Oro and Zanta.", "Tessara", 3),
    ("Gunmen attacked Tessara, Karu, on Monday.", "Tessara", 1),
    ("Deux civils ont été tués à Tessara.", "Tessara", 1),
    ("Deux civils ont été tués en banlieue sud de Tessara.", "Tessara", 2),
    ("Commandos stormed two farmhouses in the desert of Tessara.", "Tessara", 2),
    ("D’après le gouverneur de Tessara, onze suspects ont été pris.", "Tessara", 3),
    ("TESSARA, April 18 – Soldiers flew home on Thursday.", "TESSARA", 2),
    ("TESSARA (Niger) – Quatre-vingts policiers seront déployés.", "TESSARA", 2),
]


def event_of(sentence: str, place: Place) -> Event:
    evidence = (Quote(span=Span(start=100, end=100 + len(sentence)), text=sentence),)
    return Event(evidence=evidence, event_type="Battles", sub_event_type="Armed clash", place=place)


@pytest.mark.parametrize(("sentence", "name", "best"), CASES)
def test_the_words_around_a_name_bound_its_precision(sentence, name, best):
    start = 100 + sentence.index(name)
    place = Place(name=name, quote=Quote(span=Span(start=start, end=start + len(name)), text=name))
    assert sharpest(place, event_of(sentence, place)) == best


@pytest.mark.parametrize(
    ("sentence", "best"),
    [
        ("Three soldiers died in the attack.", 2),
        ("The next day, an armoured car was hit.", 3),
        ("Le lendemain, un blindé a été touché.", 3),
        ("Special forces were sent to the region.", 3),
    ],
)
def test_a_name_from_another_sentence_is_never_the_place_itself(sentence, best):
    place = Place(name="Tessara", quote=Quote(span=Span(start=3, end=10), text="Tessara"))
    assert sharpest(place, event_of(sentence, place)) == best

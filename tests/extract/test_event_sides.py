"""Who acts, who is struck and which type that makes it; tolls that sum up several events belong to none of them."""

from __future__ import annotations

import datetime as dt

import pytest

from watchdesk.collect.folders import capture_id
from watchdesk.pipeline import Reader, open_reader, read_capture
from watchdesk.records import Capture, Event, Stated
from watchdesk.settings import Settings


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader(Settings(reader="rules"))


def events(text: str, reader: Reader, *, title: str | None = None, language: str = "en") -> list[Event]:
    body = text.encode()
    stated = Stated(id="t", published=dt.date(2025, 7, 8), language=language, title=title)
    capture = Capture(id=capture_id("t", body), address="t", body=body, media_type="text/plain", stated=stated)
    return [c for c in read_capture(capture, reader).claims if isinstance(c, Event)]


def sides(event: Event) -> tuple[str | None, str | None]:
    return (event.actor1.name if event.actor1 else None, event.actor2.name if event.actor2 else None)


def test_what_a_group_takes_is_not_regained(reader: Reader) -> None:
    (event,) = events("Al-Shabaab fighters recaptured the town of Adan Yabaal, in Somalia, on Monday.", reader)
    assert event.sub_event_type == "Non-state actor overtakes territory"
    assert sides(event)[0] == "Al-Shabaab"


def test_what_an_invading_army_takes_is_not_regained(reader: Reader) -> None:
    (event,) = events("Russian troops captured the town of Kurakhove, in Ukraine, on Monday.", reader)
    assert event.sub_event_type == "Non-state actor overtakes territory"
    assert sides(event) == ("Military Forces of Russia", "Military Forces of Ukraine")
    (event,) = events("Ukrainian troops recaptured the town of Kurakhove, in Ukraine, on Monday.", reader)
    assert event.sub_event_type == "Government regains territory"


def test_who_leaves_meanwhile_is_not_struck(reader: Reader) -> None:
    (event,) = events("Insurgents beheaded six villagers in Chiúre, in Mozambique, as aid workers pulled out.", reader)
    assert "Aid" not in (sides(event)[1] or "")


def test_who_speaks_is_not_struck(reader: Reader) -> None:
    text = "Des tirs d’artillerie ont tué douze civils à Goma, en RDC, ont indiqué jeudi les autorités."
    (event,) = events(text, reader, language="fr")
    assert sides(event)[1] == "Civilians (Democratic Republic of Congo)"


def test_a_claim_is_of_the_deed_told_just_before_it(reader: Reader) -> None:
    text = (
        "Unidentified gunmen lobbed hand grenades at a police post in Peshawar, in Pakistan, on Sunday. In Quetta, a"
        " roadside bomb killed three soldiers. The Balochistan Liberation Army (BLA) took responsibility."
    )
    grenade = next(e for e in events(text, reader) if e.sub_event_type == "Grenade")
    assert sides(grenade)[0] == "Unidentified Armed Group (Pakistan)"


def test_a_toll_that_sums_up_two_events_is_of_neither(reader: Reader) -> None:
    text = (
        "Soldiers killed 31 rebels in two operations in Pakistan on Sunday, the army said.\n\n"
        "It said 14 rebels were killed in a clash in Lakki Marwat. Another 17 rebels were killed in a clash in Bannu."
    )
    found = events(text, reader)
    assert sorted(e.deaths.best for e in found if e.deaths) == [14, 17]


def test_two_events_that_add_up_to_no_lead_keep_their_tolls(reader: Reader) -> None:
    text = (
        "Soldiers killed 30 rebels in a clash in Peshawar, in Pakistan, on Sunday.\n\n"
        "In Lakki Marwat, 14 rebels were killed in a clash on Monday. In Bannu, 17 rebels died in a clash on Monday."
    )
    assert 30 in [e.deaths.best for e in events(text, reader) if e.deaths]


def test_a_place_and_a_date_alone_are_a_dateline(reader: Reader) -> None:
    text = (
        "Ouagadougou, le 14 mai 2025\n\nPlusieurs hommes armés ont attaqué dimanche le camp militaire de Djibo,"
        " au Burkina Faso. Une centaine de soldats ont été tués."
    )
    assert {e.place.name for e in events(text, reader, language="fr") if e.place} == {"Djibo"}


def test_who_rides_with_a_convoy_is_attacked_with_it(reader: Reader) -> None:
    text = "Le Jnim a attaqué dimanche un convoi escorté par l’armée malienne près de Kolondiéba, au Mali."
    (event,) = events(text, reader, language="fr")
    assert sides(event) == ("Group for Support of Islam and Muslims (JNIM)", "Military Forces of Mali")


def test_who_has_not_claimed_a_deed_is_not_its_author(reader: Reader) -> None:
    text = (
        "Des hommes armés ont attaqué vendredi une mosquée à Kokorou, au Niger. L’EIGS n’a pas revendiqué l’attaque."
        " Un véhicule de l’armée a sauté sur une mine lundi à Tassara."
    )
    for event in events(text, reader, language="fr"):
        assert sides(event)[0] == "Unidentified Armed Group (Niger)"


def test_dozens_give_way_to_a_number_and_other_orders_are_of_something_else(reader: Reader) -> None:
    text = (
        "Dozens were killed when gunmen attacked Hurti, in Nigeria, on Monday. At least 52 people died, officials said."
    )
    (event,) = events(text, reader)
    assert event.deaths is not None and (event.deaths.low, event.deaths.best) == (52, 52)
    text = "Gunmen killed 24 soldiers near Hurti, in Nigeria, on Monday. The group said it had killed 602 soldiers."
    (event,) = events(text, reader)
    assert event.deaths is not None and event.deaths.high == 24


def test_a_crash_is_no_strike(reader: Reader) -> None:
    assert events("A Ugandan helicopter crashed at the airport of Mogadishu, in Somalia, on Monday.", reader) == []


def test_the_fallen_whom_retakers_find_fell_when_the_place_was_lost(reader: Reader) -> None:
    text = "Soldiers who retook the base at Buulo Mareer, in Somalia, on Tuesday found the bodies of 54 comrades."
    assert [e.sub_event_type for e in events(text, reader)] == ["Non-state actor overtakes territory"]

"""What is asked again and again is the same as what is read anew; lists found by walking are whole and in order."""

import datetime as dt

import pytest
from made import claims_of, event, reading_of

from watchdesk.link.linker import incident_id
from watchdesk.records import Incident, Place
from watchdesk.store.forgetting import forget
from watchdesk.store.incident_reading import every_incident_file, incident_files, incident_total
from watchdesk.store.incidents import save_incidents
from watchdesk.store.judging import decide
from watchdesk.store.kept_readings import KeptReadings
from watchdesk.store.reading import readings
from watchdesk.store.wanted import Wanted
from watchdesk.store.writing import add_reading


@pytest.fixture
def told(store):
    """Three reports; the first tells of a peace operation too."""
    made = [reading_of(f"{n}.txt", claims=claims_of() if n == 0 else [event(deaths=n)]) for n in range(3)]
    for one in made:
        add_reading(store, *one)
    return [reading for _, reading in made]


def test_kept_readings_are_those_that_a_new_look_gives(store, told):
    kept = KeptReadings(store)

    def same(wanted=None):
        return kept.first(wanted or Wanted(), 10) == list(readings(store, wanted))

    assert same() and same(Wanted(kinds=("mission_fact",)))
    before = kept.first(Wanted(), 10)
    assert kept.first(Wanted(), 2) == before[:2]
    decide(store, "reject", told[1].claims[0].id, by="ana")
    after = kept.first(Wanted(), 10)
    assert same() and after != before
    assert [a is b for a, b in zip(after, before, strict=True)] == [True, False, True]
    decide(store, "unsure", told[1].claims[0].id, by="ana")
    assert same() and kept.first(Wanted(), 10) == before
    forget(store, told[0].report.address, who="ana", why="asked to")
    assert same() and len(kept.first(Wanted(), 10)) == 2


@pytest.fixture
def many(store):
    """Sixty incidents, one a day; one in twenty in Niger, the others in Mali."""
    start = dt.date(2024, 1, 1)
    for n in range(60):
        place = Place(name="Here", country="NE" if n % 20 == 7 else "ML")
        made = reading_of(f"{n}.txt", claims=[event(day=start + dt.timedelta(days=n), place=place, deaths=n)])
        add_reading(store, *made)
        claim = made[1].claims[0].id
        save_incidents(store, [claim], [Incident(id=incident_id(claim), claim_ids=(claim,))])
    return store


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Wanted(), 60),
        (Wanted(countries=("ML",)), 57),
        (Wanted(countries=("NE",)), 3),
        (Wanted(countries=("FR",)), 0),
        (Wanted(countries=("ML",), last_day=dt.date(2024, 1, 10)), 9),
        (Wanted(countries=("NE",), first_day=dt.date(2024, 1, 10)), 2),
        (Wanted(words="farmers"), 60),
    ],
)
def test_pages_of_what_is_common_and_of_what_is_rare_are_whole_and_in_order(many, wanted, number):
    everything = [file.incident.id for file in every_incident_file(many, wanted)]
    assert len(everything) == incident_total(many, wanted) == number
    seen, after = [], None
    while True:
        page = incident_files(many, wanted, limit=2, after=after, total=number)
        seen += [file.incident.id for file in page.files]
        if page.next is None:
            break
        after = page.next
    assert seen == everything

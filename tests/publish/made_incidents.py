"""Incidents made up for the tests of what is published."""

import datetime as dt

from watchdesk.pipeline import give_ids
from watchdesk.publish.export_options import ExportOptions
from watchdesk.records import (
    Actor,
    Count,
    Deaths,
    Event,
    Figure,
    Incident,
    IncidentFile,
    Place,
    Quote,
    Report,
    Source,
    Span,
    Told,
    When,
)
from watchdesk.resolve.countries import country_name

OPTIONS = ExportOptions(country_name=country_name)

MENAKA = Place(
    name="Ménaka",
    country="ML",
    admin1="Ménaka",
    latitude=15.9182,
    longitude=2.4022,
    geo_precision=1,
    ucdp_precision=1,
    radius_km=3.0,
)
MALI = Place(name="Mali", country="ML", ucdp_precision=6, reason="a country alone is no point")
RAIDERS = Actor(name="Unidentified Armed Group (Mali)", entity_id="uag:ML", inter=3, country="ML")
PEOPLE = Actor(name="Civilians (Mali)", entity_id="civ:ML", inter=7, country="ML")


def report_of(name, text, *, day=27, publisher=None, title=None, address=None):
    return Report(
        id=f"report-{name}",
        capture_id=f"capture-{name}",
        address=address or f"https://example.org/{name}",
        text=text,
        title=title or f"Report {name}",
        publisher=publisher or f"Daily {name}",
        published=dt.date(2024, 2, day),
    )


def quote(text, words):
    start = text.index(words)
    return Quote(span=Span(start=start, end=start + len(words)), text=words)


def attack(text, *, deaths=None, day=26, **more):
    when = When(first=dt.date(2024, 2, day), last=dt.date(2024, 2, day), precision=1, basis="stated")
    base = {
        "evidence": (quote(text, text),),
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "plover": "ASSAULT",
        "actor1": RAIDERS,
        "actor2": PEOPLE,
        "place": MENAKA,
        "when": when,
        "deaths": Deaths(low=deaths, best=deaths, high=deaths) if isinstance(deaths, int) else deaths,
        "made_by": "test",
    }
    return Event(**(base | more))


def killed(text, words, number, **more):
    return Figure(
        evidence=(quote(text, text),),
        measure="killed",
        words=quote(text, words),
        count=Count(low=number, high=number),
        **more,
    )


def file_of(*tellings, id="incident1", judgements=()):
    """An incident of (report, claims…) tellings, with the ids that the pipeline gives."""
    told = tuple(
        Told(claim=claim, report=report) for report, *claims in tellings for claim in give_ids(report, tuple(claims))
    )
    incident = Incident(id=id, claim_ids=tuple(t.claim.id for t in told))
    return IncidentFile(incident=incident, told=told, judgements=judgements)


def usual():
    """An attack with three tolls; one alleged; one of which only the country is known; one announced."""
    one = "Gunmen killed four people in Ménaka on Monday."
    two = "At least six villagers died, said Amadou Diallo, a farmer."
    three = "Four people were killed in the raid on Ménaka, the mayor said."
    rumour = "Residents accused soldiers of killing nine people near Ménaka."
    vague = "=SUM of it: a bomb killed two people somewhere in Mali."
    witness = Source(name="Amadou Diallo", role="farmer")
    return (
        file_of(
            (report_of("A", one), attack(one, deaths=4)),
            (report_of("B", two, day=28), attack(two, deaths=6, sources=(witness,))),
            (report_of("C", three, day=29), attack(three, deaths=4)),
            id="aaa",
        ),
        file_of((report_of("D", rumour), attack(rumour, deaths=9, day=25, status="alleged")), id="bbb"),
        file_of(
            (
                report_of("E", vague, title="@home: news"),
                attack(vague, deaths=2, day=20, place=MALI, event_type="Explosions/Remote violence",
                       sub_event_type="Remote explosive/landmine/IED"),
            ),
            id="ccc",
        ),
    )  # fmt: skip


def private(report, claims):
    """The private persons of `usual`."""
    return ("Amadou Diallo",) if "Amadou Diallo" in report.text else ()

"""Reports and claims made up for the store's tests."""

import datetime as dt

from watchdesk.collect.identity import capture_id
from watchdesk.pipeline import give_ids
from watchdesk.records import (
    Actor,
    Capture,
    Count,
    Deaths,
    Event,
    Figure,
    Issue,
    MissionFact,
    Place,
    Quote,
    Reading,
    Report,
    Source,
    Span,
    Stated,
    Statement,
    When,
)

TEXT = (
    "Gunmen killed two farmers in Ménaka on Monday. The mayor denied that the army was there. "
    "About 40 families fled. Benin will withdraw its 250 troops from MINUSMA."
)


def quote(text, words):
    start = text.index(words)
    return Quote(span=Span(start=start, end=start + len(words)), text=words)


def capture_of(address, text, stated=None):
    body = text.encode()
    stated = stated or Stated()
    return Capture(id=capture_id(address, body), address=address, body=body, media_type="text/plain", stated=stated)


def event(
    text=TEXT, *, words="Gunmen killed two farmers in Ménaka on Monday.", deaths=2, day=dt.date(2024, 2, 26), **more
):
    place = Place(name="Ménaka", country="ML", admin1="Ménaka", latitude=15.9182, longitude=2.4022, geo_precision=1)
    base = {
        "evidence": (quote(text, words),),
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "actor1": Actor(name="Unidentified Armed Group (Mali)", inter=3),
        "actor2": Actor(name="Civilians (Mali)", entity_id="civ:ML", inter=7),
        "place": place,
        "when": When(first=day, last=day, precision=1, basis="relative"),
        "deaths": Deaths(low=deaths, best=deaths, high=deaths),
        "score": 0.9,
    }
    return Event(**(base | more))


def claims_of(text=TEXT):
    said = quote(text, "The mayor denied that the army was there.")
    fled = quote(text, "About 40 families fled.")
    leave = quote(text, "Benin will withdraw its 250 troops from MINUSMA.")
    return (
        event(text),
        Statement(evidence=(said,), words=said, mode="indirect", act="deny", sources=(Source(role="mayor"),)),
        Figure(evidence=(fled,), measure="displaced", words=quote(text, "40"), count=Count(low=40, high=40)),
        MissionFact(evidence=(leave,), operation="MINUSMA", action="withdrawal", country="BJ", effective="2023-11"),
    )


def reading_of(
    address="a.txt",
    text=TEXT,
    claims=None,
    published=dt.date(2024, 2, 27),
    stated=None,
    dropped=(),
    title="Attack near Ménaka",
):
    """A capture and its reading; `claims` take the ids that the pipeline gives."""
    capture = capture_of(address, text, stated)
    report = Report(
        id=f"r{capture.id[:19]}",
        capture_id=capture.id,
        address=address,
        text=text,
        title=title,
        published=published,
        published_basis="given" if published else None,
        cleaner="test",
    )
    claims = claims_of(text) if claims is None else claims
    return capture, Reading(
        report=report,
        claims=give_ids(report, tuple(claims)),
        dropped=tuple(Issue(address=address, reason=reason) for reason in dropped),
    )

"""A hostile report: script, SVG, right-to-left override, formula cells, a paragraph of 2 MB; inert in every page."""

import datetime as dt

import pytest

from watchdesk.collect.identity import capture_id
from watchdesk.pipeline import give_ids
from watchdesk.records import (
    Actor,
    Capture,
    Count,
    Deaths,
    Event,
    Figure,
    Place,
    Quote,
    Reading,
    Report,
    Source,
    Span,
    When,
)
from watchdesk.store.incident_reading import incident_of_claim
from watchdesk.store.linking import link_added
from watchdesk.store.writing import put_reading

EVIL = (
    '<script>window.pwned = 1</script> <img src=x onerror="window.pwned = 1"> <svg onload="window.pwned = 1"></svg> '
    '\u202ekilled 10\u202c =HYPERLINK("http://evil.example") \'"><b>{{ 7 * 7 }}</b>'
)
TEXT = f"{EVIL} pwned.\n\n" + "A long paragraph without an end " * 65_000

DAY = When(first=dt.date(2024, 2, 1), last=dt.date(2024, 2, 1), precision=1, basis="stated")


def keep_hostile(store):
    """Keep a report whose every field attacks; its id and those of its incidents."""
    body = TEXT.encode()
    address = 'https://evil.example/"><script>window.pwned = 1</script>'
    capture = Capture(id=capture_id(address, body), address=address, body=body, media_type="text/plain")
    report = Report(
        id=f"r{capture.id[:19]}", capture_id=capture.id, address=address, text=TEXT, title=EVIL, publisher=EVIL
    )
    quote = Quote(span=Span(start=0, end=len(EVIL)), text=EVIL)
    claims = give_ids(
        report,
        (
            Event(
                evidence=(quote,), event_type="Battles", sub_event_type="Armed clash", cue=quote,
                actor1=Actor(name=EVIL, quote=quote), actor2=Actor(name=EVIL), sources=(Source(name=EVIL),),
                place=Place(name=EVIL, country="ML", quote=quote, reason=EVIL), when=DAY,
                deaths=Deaths(low=1, best=2, high=3),
            ),
            Figure(evidence=(quote,), measure="killed", words=quote, count=Count(low=1, high=9), who=EVIL, place=EVIL),
        ),
    )  # fmt: skip
    reading = Reading(report=report, claims=claims)

    def work(session):
        link_added(session, put_reading(session, capture, reading, "test"))

    store.write(work, who=EVIL, why=EVIL)
    return report.id, [incident_of_claim(store, claims[0].id)]


@pytest.fixture
def hostile(store):
    return keep_hostile(store)


def test_every_page_escapes_what_the_report_says(client, hostile):
    report_id, (incident_id,) = hostile
    pages = [
        "/queue", "/reports", "/incidents", "/search?q=pwned", "/figures", "/questions", "/sources",
        f"/reports/{report_id}", f"/incidents/{incident_id}",
    ]  # fmt: skip
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "<script>window" not in answer.text and "<svg onload" not in answer.text and "<img" not in answer.text
        assert "49</b>" not in answer.text


def test_what_a_person_enters_is_escaped_too(client, sign, store, hostile):
    claim = client.get("/api/queue", params={"kind": "event"}).json()["items"][0]["claim"]
    sent = {"verdict": "edit", "location.name": EVIL, "actor1.name": EVIL, "why": EVIL}
    assert client.post(f"/claims/{claim}/judge", data=sent, headers={"x-csrf-token": sign}).status_code == 200
    page = client.get(f"/queue?claim={claim}").text
    assert "<script>window" not in page and "&lt;script&gt;window" in page

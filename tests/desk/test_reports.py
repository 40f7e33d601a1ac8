"""Reports at the desk: text with marks beside claims, words found again, missed claims added, the public view."""

import re

import pytest

from watchdesk.desk.claim_files import claim_file, claim_files_of
from watchdesk.desk.marked_text import marked_text, marks_of
from watchdesk.desk.report_lists import report_list
from watchdesk.records import Report, Span, Stripped
from watchdesk.store.reading import readings
from watchdesk.store.wanted import Wanted


@pytest.fixture
def reading(store):
    return max(readings(store), key=lambda r: len(r.claims))


def add(client, sign, report, kind, words, **fields):
    start = report.text.index(words)
    sent = {"kind": kind, "start": str(start), "end": str(start + len(words)), "words": words} | fields
    return client.post(f"/reports/{report.id}/claims", data=sent, headers={"x-csrf-token": sign})


def test_the_text_is_whole_and_every_run_stands_where_it_says(reading):
    marks = [m for c in reading.claims for m in marks_of(c)]
    paragraphs = marked_text(reading.report, marks)
    for piece in (p for paragraph in paragraphs for p in paragraph):
        assert reading.report.text[piece.at : piece.at + len(piece.text)] == piece.text
    whole = "\n\n".join("".join(p.text for p in paragraph) for paragraph in paragraphs)
    assert whole == re.sub(r"\n{3,}", "\n\n", reading.report.text).strip("\n")


def test_marks_lie_where_their_words_do(reading):
    for claim in reading.claims:
        marks = list(marks_of(claim))
        pieces = [p for paragraph in marked_text(reading.report, marks) for p in paragraph if claim.id in p.claims]
        shown = {at for p in pieces for at in range(p.at, p.at + len(p.text))}
        asked = {at for m in marks for at in range(m.span.start, m.span.end)}
        assert {at for at in asked if reading.report.text[at] != "\n"} == {
            at for at in shown if reading.report.text[at] != "\n"
        }


def test_stripped_words_are_shown_as_such():
    stripped = (Stripped(text="Subscribe now", reason="newsletter", span=Span(start=6, end=19)),)
    report = Report(id="r", capture_id="c", address="a", text="Hello Subscribe now world", stripped=stripped)
    (pieces,) = marked_text(report, [])
    assert [(p.text, p.stripped) for p in pieces] == [
        ("Hello ", None),
        ("Subscribe now", "newsletter"),
        (" world", None),
    ]


def test_the_page_shows_text_and_every_claim(client, store, reading):
    page = client.get(f"/reports/{reading.report.id}").text
    for file in claim_files_of(store, reading.report.id):
        assert f'id="c-{file.claim.id}"' in page


def test_a_missed_claim_is_added_with_its_words(client, sign, store, reading):
    words = reading.report.text[:300].split(".")[0]
    made = add(client, sign, reading.report, "figure", words, measure="injured", low="7", high="7", who="farmers")
    assert made.status_code == 200
    file = claim_file(store, made.json()["claim"])
    assert (file.claim.measure, file.claim.count.low, file.claim.who) == ("injured", 7, "farmers")
    assert file.claim.words.text == words
    assert file.by_person and file.claim.made_by == "person:ana"
    assert f'id="c-{file.claim.id}"' in client.get(f"/reports/{reading.report.id}").text


def test_an_event_is_added_and_joined(client, sign, store, reading):
    words = reading.report.text[:300].split(".")[0]
    made = add(client, sign, reading.report, "event", words, sub_event_type="Looting/property destruction")
    file = claim_file(store, made.json()["claim"])
    assert file.claim.event_type == "Strategic developments"
    assert file.incident_id is not None


def test_the_same_claim_is_not_added_twice(client, sign, reading):
    words = reading.report.text[:300].split(".")[0]
    for expected in (200, 400):
        assert add(client, sign, reading.report, "mission_fact", words, operation="UNX").status_code == expected


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("figure", {"measure": "killed", "low": "", "high": ""}, "expected at least one number"),
        ("mission_fact", {"operation": ""}, "expected the operation"),
        ("rumour", {}, "expected one of event"),
    ],
)
def test_what_is_not_whole_is_refused(client, sign, reading, kind, fields, told):
    words = reading.report.text[:3]
    answer = add(client, sign, reading.report, kind, words, **fields)
    assert answer.status_code == 400 and told in answer.text


def test_invented_words_are_refused(client, sign, reading):
    sent = {"kind": "statement", "start": "0", "end": "8", "words": "invented"}
    answer = client.post(f"/reports/{reading.report.id}/claims", data=sent, headers={"x-csrf-token": sign})
    assert answer.status_code == 400 and "is not what stands" in answer.text


def test_the_list_turns_its_pages_without_loss(store):
    seen, after = [], ""
    while True:
        page = report_list(store, Wanted(), 16, after=after, limit=5)
        seen += [r.id for r in page.reports]
        if page.next is None:
            break
        after = page.next
    assert len(seen) == len(set(seen)) == page.total == 16


def test_a_rejected_claim_counts_as_told_and_as_judged(client, sign, store, reading):
    for claim in reading.claims:
        client.post(f"/claims/{claim.id}/judge", data={"verdict": "reject"}, headers={"x-csrf-token": sign})
    line = next(r for r in report_list(store, Wanted(), 16).reports if r.id == reading.report.id)
    assert line.claims == line.judged == len(reading.claims)


def test_the_list_takes_filters_and_names_wrong_ones(client):
    assert "Moura" in client.get("/reports", params={"words": "moura"}).text
    assert client.get("/reports", params={"since": "soon"}).status_code == 400
    by_code = client.get("/incidents", params={"country": "ml"}).text.count('href="/incidents/')
    assert by_code > 0
    for name in ("Mali", " Mali , ML"):
        assert client.get("/incidents", params={"country": name}).text.count('href="/incidents/') == by_code
    for name in ("Mail", "Mali or Niger"):
        assert client.get("/incidents", params={"country": name}).status_code == 400
    assert client.get("/reports", params={"after": "nothing"}).status_code == 400


def test_the_public_sees_claims_without_the_text(desk, browse, reading):
    page = browse(desk, mode="public").get(f"/reports/{reading.report.id}").text
    assert 'class="text"' not in page and "data-at" not in page
    assert "<blockquote>" in page


def test_the_public_sees_no_private_person_and_no_sharp_point(desk, browse, store):
    from watchdesk.records import Event

    found = [(r, n) for r in readings(store) for n in desk.private(r.report, r.claims)]
    assert found, "the reports name no private person"
    client = browse(desk, mode="public")
    for reading, name in found:
        page = client.get(f"/reports/{reading.report.id}").text
        assert name not in page
        for claim in reading.claims:
            if isinstance(claim, Event) and claim.place and claim.place.latitude is not None:
                assert f"{claim.place.latitude:.3f}, {claim.place.longitude:.3f}" not in page or (
                    round(claim.place.latitude, 1) == claim.place.latitude
                )

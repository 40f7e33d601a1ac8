"""What people judged at a desk as a set of annotated reports: which reports are in it, and as what."""

import datetime as dt
import json
import zipfile
from io import BytesIO

import pytest

from watchdesk.collect.identity import capture_id
from watchdesk.evaluation import measure_reader
from watchdesk.intake import Intake, take_in
from watchdesk.measure.annotated import faults_of
from watchdesk.pipeline import give_ids
from watchdesk.private_persons import PrivatePersons
from watchdesk.publish.judged_reports import judged_set, set_files, set_zip
from watchdesk.records import Capture, Change, Event, Figure, Quote, Span, Stated, Statement
from watchdesk.resolve.names import open_names
from watchdesk.settings import Settings
from watchdesk.store.judging import decide
from watchdesk.store.opening import open_store
from watchdesk.store.reading import readings

SETTINGS = Settings(reader="rules")
FARM = (
    "Gunmen killed two farmers near Labbezanga in Mali on 4 May 2024. A shepherd, Issouf Barkaoui, 41, said that ten "
    "families had fled to Ansongo."
)
PONT = (
    "Une mine a tué trois soldats maliens à Gossi le 2 mai 2024. "
    "L’armée a annoncé que deux blessés ont été évacués vers Gao."
)


class Clock:
    def __init__(self):
        self.now = dt.datetime(2024, 5, 6, 9, tzinfo=dt.UTC)

    def __call__(self):
        self.now += dt.timedelta(seconds=1)
        return self.now


@pytest.fixture
def store(tmp_path):
    made = open_store(str(tmp_path / "desk.db"), clock=Clock())
    add(made, "farm.txt", FARM, "en", "Two farmers killed near Labbezanga")
    add(made, "pont.txt", PONT, "fr", "Une mine à Gossi")
    yield made
    made.close()


def add(store, address, text, language, title):
    body = text.encode()
    stated = Stated(title=title, language=language, published=dt.date(2024, 5, 5))
    capture = Capture(id=capture_id(address, body), address=address, body=body, media_type="text/plain", stated=stated)
    intake = Intake(store=store, settings=SETTINGS, who="test", why="add")
    assert [o.outcome for o in take_in(iter([capture]), intake)] == ["new"]


def claims_of(store, address):
    return next(r for r in readings(store) if r.report.address == address).claims


def accept_all(store, address):
    for claim in claims_of(store, address):
        decide(store, "accept", claim.id, by="ana")


def change(field, new):
    return (Change(field=field, old="null", new=json.dumps(new)),)


def test_a_report_is_in_once_each_of_its_claims_is_judged(store):
    assert (judged_set(store).reports, judged_set(store).untouched) == ((), 2)
    claims = claims_of(store, "farm.txt")
    assert len(claims) >= 3
    decide(store, "accept", claims[0].id, by="ana")
    made = judged_set(store)
    assert (made.reports, made.untouched) == ((), 1)
    (left,) = made.left_out
    assert (left.why, left.claims, left.address) == ("open", len(claims) - 1, "farm.txt")
    accept_all(store, "farm.txt")
    made = judged_set(store)
    assert [name for name, _ in made.reports] == ["001_two_farmers_killed_near_labbezanga.json"]
    assert made.left_out == ()


def test_what_is_accepted_corrected_rejected_and_added_is_what_the_record_says(store):
    claims = claims_of(store, "farm.txt")
    event = next(c for c in claims if isinstance(c, Event))
    figure = next(c for c in claims if isinstance(c, Figure))
    accept_all(store, "farm.txt")
    decide(store, "edit", event.id, by="ana", changes=change("status", "alleged"))
    decide(store, "reject", figure.id, by="ana")
    start = FARM.index("ten families had fled")
    words = Quote(span=Span(start=start, end=start + 21), text=FARM[start : start + 21])
    report = next(r.report for r in readings(store) if r.report.address == "farm.txt")
    (added,) = give_ids(report, (Statement(evidence=(words,), words=words, mode="indirect", act="assess"),))
    decide(store, "add", added.id, by="ana", added=added)
    made = judged_set(store)
    ((_, record),) = made.reports
    assert list(faults_of(record)) == []
    assert [e["status"] for e in record["events"]] == ["alleged"]
    assert figure.words.text not in [f["text"] for f in record["figures"]]
    assert "assess" in [s["act"] for s in record["statements"]]
    assert made.added == 1
    assert record["document"]["text"] == FARM
    assert record["document"]["id"] == report.id
    assert not {"id", "score", "made_by", "spans"} & record["events"][0].keys(), "the reader's own is not annotated"


def test_a_reader_that_people_only_accepted_reads_its_set_without_a_miss(store):
    accept_all(store, "farm.txt")
    accept_all(store, "pont.txt")
    made = judged_set(store)
    assert [record["document"]["language"] for _, record in made.reports] == ["en", "fr"]
    for measured in measure_reader(made.reports, SETTINGS):
        assert measured.fault is None
        assert measured.scores.misses == ()
        assert all(s.right == s.of for s in measured.scores.shares.values())


def test_what_people_differ_on_or_cannot_be_said_is_left_out_and_told(store):
    accept_all(store, "farm.txt")
    accept_all(store, "pont.txt")
    first = claims_of(store, "farm.txt")[0]
    decide(store, "reject", first.id, by="ben")
    event = next(c for c in claims_of(store, "pont.txt") if isinstance(c, Event))
    decide(store, "edit", event.id, by="ana", changes=change("location.country", "Malí"))
    made = judged_set(store)
    assert made.reports == ()
    told = {one.address: (one.why, one.words) for one in made.left_out}
    assert told["farm.txt"] == ("differ", "claims on which people differ: 1")
    assert told["pont.txt"][0] == "fault" and "'Malí' is no ISO 3166-1" in told["pont.txt"][1]
    table = set_files(made)["left_out.tsv"].decode().splitlines()
    assert [line.split("\t")[2] for line in table] == ["address", "farm.txt", "pont.txt"]


def test_a_text_counts_once_and_another_language_is_left_out(store):
    accept_all(store, "pont.txt")
    copy = "https://copy.example/mine"
    add(store, copy, PONT, "fr", "Une mine à Gossi")
    add(store, "hausa.txt", FARM.replace("two", "four"), "ha", "Labbezanga")
    made = judged_set(store)
    assert (len(made.reports), made.left_out) == (1, ()), "a copy that nobody judged takes nothing away"
    for reading in readings(store, copies=True):
        if reading.report.address in (copy, "pont.txt", "hausa.txt"):
            for claim in reading.claims:
                decide(store, "accept", claim.id, by="ana")
    made = judged_set(store)
    assert sorted(one.why for one in made.left_out) == ["language", "reprint"]
    assert len(made.reports) == 1


def test_the_same_store_gives_the_same_bytes_and_the_zip_file_holds_the_files(store):
    accept_all(store, "farm.txt")
    accept_all(store, "pont.txt")
    made = judged_set(store)
    assert set_zip(made) == set_zip(judged_set(store))
    with zipfile.ZipFile(BytesIO(set_zip(made))) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == set_files(made)


def test_private_persons_are_withheld_where_that_is_asked_for_and_the_words_still_stand(store):
    accept_all(store, "farm.txt")
    whole = set_zip_text(judged_set(store))
    assert "Issouf Barkaoui" in whole
    made = judged_set(store, PrivatePersons(open_names(None, ())))
    assert made.left_out == () and len(made.reports) == 1
    assert "Barkaoui" not in set_zip_text(made) and "[name withheld]" in set_zip_text(made)


def set_zip_text(made):
    return b"".join(set_files(made).values()).decode()

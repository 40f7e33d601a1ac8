"""What a person decides is in force at once, survives a new reading, and can be taken back."""

import dataclasses
import datetime as dt
import json
from dataclasses import replace

import pytest
from made import TEXT, claims_of, event, quote, reading_of

from watchdesk.errors import StoreFault
from watchdesk.records import Change, Count, Event, Figure, MissionFact, Statement
from watchdesk.store.corrections import correct_claim
from watchdesk.store.history import history_of
from watchdesk.store.incident_reading import incident, incident_files
from watchdesk.store.judging import decide, judge, judgements_of, new_judgement, undo
from watchdesk.store.linking import link_added
from watchdesk.store.reading import readings, told
from watchdesk.store.wanted import Wanted
from watchdesk.store.writing import put_reading


def add(store, capture, reading, read_by=""):
    def work(session):
        added = put_reading(session, capture, reading, read_by)
        link_added(session, added)
        return added

    return store.write(work, who="test", why="add")


def change(field, old, new):
    return Change(field=field, old=json.dumps(old), new=json.dumps(new))


@pytest.fixture
def one(store):
    capture, reading = reading_of()
    add(store, capture, reading)
    return reading


def test_an_edit_corrects_the_claim_everywhere(store, one):
    claim = one.claims[0]
    decide(
        store,
        "edit",
        claim.id,
        by="awa",
        changes=(change("fatalities.best", 2, 3), change("location.country", "ML", "NE")),
    )
    corrected = told(store, [claim.id])[0].claim
    assert (corrected.deaths.best, corrected.place.country) == (3, "NE")
    assert corrected.evidence == claim.evidence
    assert next(iter(readings(store))).claims[0] == corrected
    page = incident_files(store, Wanted(countries=("NE",)))
    assert [t.claim.id for f in page.files for t in f.told] == [claim.id]
    assert page.files[0].judgements[0].by == "awa"
    assert incident_files(store, Wanted(countries=("ML",))).total == 0
    changed = {(r.field, r.old, r.new, r.who) for r in history_of(store, "claims", claim.id) if r.change == "changed"}
    assert ("corrected.deaths.best", None, "3", "awa") in changed


def test_a_rejected_claim_is_left_out_until_it_is_taken_back(store, one, clock):
    claim = one.claims[0]
    home = incident_files(store).files[0].incident.id
    rejected = decide(store, "reject", claim.id, by="awa", why="not about this")
    assert told(store, [claim.id]) == ()
    assert claim.id not in {c.id for r in readings(store) for c in r.claims}
    assert incident_files(store).total == 0
    assert incident(store, home) is None
    clock.pass_days(1)
    undo(store, rejected.id, by="awa")
    assert [t.claim for t in told(store, [claim.id])] == [claim]
    assert incident_files(store).files[0].incident.id == home
    assert [j.verdict for j in judgements_of(store, claim.id)] == ["reject", "unsure"]


def test_undo_brings_back_what_was_held_before(store, one, clock):
    claim = one.claims[0]
    decide(store, "edit", claim.id, by="awa", changes=(change("sub_event_type", "Attack", "Abduction"),))
    clock.pass_days(1)
    second = decide(store, "reject", claim.id, by="awa")
    clock.pass_days(1)
    undo(store, second.id, by="awa")
    assert told(store, [claim.id])[0].claim.sub_event_type == "Abduction"


def test_the_latest_person_decides(store, one, clock):
    claim = one.claims[0]
    decide(store, "reject", claim.id, by="awa")
    clock.pass_days(1)
    decide(store, "accept", claim.id, by="ben")
    assert len(told(store, [claim.id])) == 1
    clock.pass_days(1)
    decide(store, "unsure", claim.id, by="ben")
    assert told(store, [claim.id]) == ()


def test_a_correction_survives_a_new_reader(store, one):
    claim = one.claims[0]
    decide(store, "edit", claim.id, by="awa", changes=(change("actor1.name", "x", "JNIM"),))
    capture, reading = reading_of()
    better = replace(reading, claims=(replace(reading.claims[0], score=0.5), *reading.claims[1:]))
    assert add(store, capture, better, read_by="two").outcome == "reread"
    kept = told(store, [claim.id])[0].claim
    assert (kept.actor1.name, kept.score) == ("JNIM", 0.5)


def test_a_claim_rejected_and_read_again_stays_out(store, one):
    claim = one.claims[0]
    decide(store, "reject", claim.id, by="awa")
    capture, reading = reading_of()
    better = replace(reading, claims=(replace(reading.claims[0], score=0.5), *reading.claims[1:]))
    add(store, capture, better, read_by="two")
    assert told(store, [claim.id]) == ()
    assert incident_files(store).total == 0


def test_a_person_adds_a_claim_that_a_new_reader_keeps(store, one):
    said = "The mayor denied that the army was there."
    added = event(words=said, id="f" * 20, report_id=one.report.id, made_by="awa", event_type="Protests")
    decide(store, "add", added.id, by="awa", added=added)
    capture, reading = reading_of()
    add(store, capture, replace(reading, claims=reading.claims[:1]), read_by="two")
    assert told(store, [added.id])[0].claim == added
    assert added.id in {t.claim.id for f in incident_files(store).files for t in f.told}


def test_people_join_and_part_claims(store, one, clock):
    other = "Three herders were shot near Gao."
    capture, reading = reading_of(
        "b.txt", other, claims=(event(other, words=other, deaths=3, day=dt.date(2024, 2, 20)),)
    )
    add(store, capture, reading)
    a, b = one.claims[0].id, reading.claims[0].id
    homes = {f.incident.claim_ids[0]: f.incident.id for f in incident_files(store).files}
    assert len(homes) == 2
    decide(store, "same", a, by="awa", other_id=b)
    joined = incident_files(store).files
    assert len(joined) == 1 and {a, b} <= set(joined[0].incident.claim_ids)
    merged = (set(homes.values()) - {joined[0].incident.id}).pop()
    assert joined[0].incident.merged_ids == (merged,)
    assert incident(store, merged).incident.id == joined[0].incident.id
    clock.pass_days(1)
    decide(store, "different", a, by="awa", other_id=b)
    assert {f.incident.claim_ids[0]: f.incident.id for f in incident_files(store).files} == homes
    assert incident(store, merged).incident.id == merged


def quoted(text, words):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def test_corrected_words_must_stand_in_the_report(store, one):
    claim = one.claims[0]
    wrong = quoted(TEXT, "The mayor") | {"start": 0, "end": 9}
    for field, value in (("location.mention", wrong), ("evidence", [wrong]), ("cue", {"text": "x"}), ("evidence", "x")):
        with pytest.raises(StoreFault, match="a correction"):
            decide(store, "edit", claim.id, by="awa", changes=(change(field, None, value),))
    assert judgements_of(store, claim.id) == []
    stray = replace(claim, id="e" * 20, evidence=(replace(claim.evidence[0], text="Never said."),))
    with pytest.raises(StoreFault, match=r"'Never said\.', which does not stand"):
        decide(store, "add", stray.id, by="awa", added=stray)


def test_corrected_words_move_with_a_new_version_of_the_page(store, one):
    claim = one.claims[0]
    words = (change("location.mention", None, quoted(TEXT, "Ménaka")), change("cue", None, quoted(TEXT, "Gunmen")))
    decide(store, "edit", claim.id, by="awa", changes=words)
    later = "Update. " + TEXT.replace("Gunmen killed", "Men killed")
    moved = event(later, words="Men killed two farmers in Ménaka on Monday.")
    capture, reading = reading_of(text=later, claims=(moved,))
    reading = replace(reading, claims=(replace(reading.claims[0], id=claim.id),))
    assert add(store, capture, reading).outcome == "changed"
    kept = told(store, [claim.id])[0].claim
    span = kept.place.quote.span
    assert later[span.start : span.end] == kept.place.quote.text == "Ménaka"
    assert kept.cue is None


def test_the_same_judgement_twice_counts_once(store, one, clock):
    made = new_judgement("accept", one.claims[0].id, by="awa", at=clock())
    assert judge(store, made)
    assert not judge(store, made)
    assert judgements_of(store, one.claims[0].id) == [made]


@pytest.mark.parametrize(
    ("verdict", "more", "why"),
    [
        ("same", {}, "names one claim, expected two"),
        ("reject", {"other_id": "x"}, "names two claims, expected one"),
        ("add", {}, "comes with the claim that it adds"),
        ("accept", {}, "expected one that the store holds"),
        ("different", {"other_id": "nope"}, "twice"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(store, one, verdict, more, why):
    with pytest.raises(StoreFault, match=why):
        decide(store, verdict, "nope", by="awa", **more)
    assert judgements_of(store, "nope") == []


def test_only_its_maker_takes_a_judgement_back(store, one):
    made = decide(store, "accept", one.claims[0].id, by="awa")
    with pytest.raises(StoreFault, match="none of 'ben'"):
        undo(store, made.id, by="ben")


FACT = MissionFact(operation="MINUSMA", action="withdrawal")
NUMBER = Figure(measure="killed", words=quote(TEXT, "40"), count=Count(low=1, high=1))
SAID = Statement(words=quote(TEXT, "40"), mode="direct", act="deny")


@pytest.mark.parametrize(
    ("claim", "field", "value", "read"),
    [
        (event(), "actor1.name", "JNIM", lambda c: c.actor1.name),
        (event(actor2=None), "actor2.name", "Civilians", lambda c: c.actor2.name),
        (event(), "actor1", None, lambda c: c.actor1),
        (event(), "location.latitude", 16.5, lambda c: c.place.latitude),
        (event(), "location", None, lambda c: c.place),
        (event(), "date_start", "2024-02-25", lambda c: c.when.first.isoformat()),
        (event(when=None), "date_end", "2024-02-25", lambda c: c.when.last.isoformat()),
        (event(), "time_precision", 2, lambda c: c.when.precision),
        (event(), "fatalities.high", 5, lambda c: c.deaths.high),
        (event(), "fatalities", None, lambda c: c.deaths),
        (event(), "status", "alleged", lambda c: c.status),
        (event(), "associated", ["Police"], lambda c: list(c.associated)),
        (NUMBER, "low", 3, lambda c: c.count.low),
        (NUMBER, "measure", "injured", lambda c: c.measure),
        (NUMBER, "attributed_to", "the mayor", lambda c: c.sources[0].name),
        (SAID, "speaker", "Awa", lambda c: c.sources[0].name),
        (SAID, "act", "accuse", lambda c: c.act),
        (FACT, "personnel.low", 250, lambda c: c.personnel.low),
        (FACT, "effective", "2023-11", lambda c: c.effective),
    ],
)
def test_each_field_of_the_public_record_can_be_corrected(claim, field, value, read):
    assert read(correct_claim(claim, [change(field, None, value)])) == value


@pytest.mark.parametrize("field", ["actor1.nome", "deaths", "evidence", "location.quote", "id", "low"])
def test_a_field_that_is_none_is_named(field):
    with pytest.raises(StoreFault, match=r"a correction (names|gives) '"):
        correct_claim(event(), [change(field, None, "x")])


def test_every_kind_of_claim_can_be_corrected_by_its_public_names():
    from watchdesk.publish.report_json import report_record

    _, reading = reading_of(claims=claims_of())
    record = report_record(reading)
    fixed = {"id", "score", "made_by", "rule", "sources", "spans", "evidence", "cue", "words_span", "date_mention",
             "date_anchor", "reported_by", "text"}  # fmt: skip
    for kind, key in (
        (Event, "events"),
        (Figure, "figures"),
        (Statement, "statements"),
        (MissionFact, "peace_operations"),
    ):
        claim = next(c for c in reading.claims if isinstance(c, kind))
        for name, value in record[key][0].items():
            if name in fixed or isinstance(value, dict):
                continue
            corrected = correct_claim(claim, [change(name, value, value)])
            assert dataclasses.replace(corrected, sources=claim.sources) == claim, name

"""Ids survive, merges redirect, splits leave a trace, whatever is saved in which order."""

import pytest
from made import event, reading_of
from sqlalchemy import text as sql

from watchdesk.records import Incident, Joined
from watchdesk.store.history import history_of
from watchdesk.store.incident_reading import every_incident_file, incident, incident_files, incident_of_claim, splits_of
from watchdesk.store.incidents import save_incidents
from watchdesk.store.writing import add_reading


@pytest.fixture
def ids(store):
    """Five claims of one report."""
    _, reading = made = reading_of(claims=[event(deaths=n) for n in range(5)])
    add_reading(store, *made)
    return [c.id for c in reading.claims]


def save(store, *groups):
    made = [Incident(id=name, claim_ids=tuple(claims)) for name, claims in groups]
    save_incidents(store, [c for i in made for c in i.claim_ids], made)


def standing(store):
    return {f.incident.id: f.incident.claim_ids for f in every_incident_file(store)}


def test_an_incident_comes_out_as_it_went_in(store, ids):
    joined = (Joined(claim_id=ids[0], other_id=ids[1], score=0.9, reasons=("same day +3.0",)),)
    made = Incident(id="i", claim_ids=tuple(ids[:2]), joined=joined)
    save_incidents(store, ids[:2], [made])
    file = incident(store, "i")
    assert file.incident == made
    assert [t.claim.id for t in file.told] == ids[:2]
    assert incident_of_claim(store, ids[1]) == "i"
    assert incident(store, "nope") is None


def test_saving_the_same_again_writes_nothing(store, ids):
    save(store, ("i", ids[:2]), ("k", ids[2:]))
    before = [len(history_of(store, "incidents", i)) for i in "ik"]
    save(store, ("k", ids[2:]), ("i", ids[:2]))
    assert [len(history_of(store, "incidents", i)) for i in "ik"] == before


def test_a_merged_id_redirects_through_every_merge(store, ids):
    save(store, ("i", ids[:1]), ("k", ids[1:2]), ("l", ids[2:3]))
    save(store, ("k", ids[:2]))
    save(store, ("l", ids[:3]))
    assert standing(store) == {"l": tuple(ids[:3])}
    assert incident(store, "i").incident.id == "l"
    assert set(incident(store, "k").incident.merged_ids) == {"i", "k"}
    merged = [r for r in history_of(store, "incidents", "i") if r.field == "merged_into"]
    assert [(r.old, r.new) for r in merged] == [(None, '"k"')]


def test_a_split_leaves_a_trace(store, ids):
    save(store, ("i", ids[:4]))
    save(store, ("i", ids[:2]), ("k", ids[2:4]))
    assert standing(store) == {"i": tuple(ids[:2]), "k": tuple(ids[2:4])}
    assert splits_of(store, "i") == ["k"]
    came = [r for r in history_of(store, "incidents", "i") if r.field == "claim_ids"]
    assert came[-1].old == f'["{ids[2]}", "{ids[3]}"]'


def test_an_older_claim_renames_an_incident_and_is_no_split(store, ids):
    save(store, ("i", ids[1:3]))
    save(store, ("older", ids[:3]))
    assert incident(store, "i").incident.id == "older"
    assert splits_of(store, "i") == []


def test_a_redirect_that_stands_again(store, ids):
    save(store, ("i", ids[:1]), ("k", ids[1:2]))
    save(store, ("i", ids[:2]))
    assert incident(store, "k").incident.id == "i"
    save(store, ("i", ids[:1]), ("k", ids[1:2]))
    assert standing(store) == {"i": tuple(ids[:1]), "k": tuple(ids[1:2])}
    assert incident(store, "i").incident.merged_ids == ()


def test_an_incident_without_claims_stands_no_more(store, ids):
    save(store, ("i", ids[:2]))
    save_incidents(store, ids[:2], [])
    assert standing(store) == {}
    assert incident(store, "i") is None
    assert incident_of_claim(store, ids[0]) is None


def test_the_members_always_agree_with_the_incidents(store, ids):
    save(store, ("i", ids[:3]), ("k", ids[3:]))
    save(store, ("i", ids[:1]), ("m", ids[1:5]))
    with store.session() as session:
        members = dict(session.execute(sql("SELECT claim_id, incident_id FROM incident_claims")).all())
    assert members == {c: i for i, claims in standing(store).items() for c in claims}


def test_pages_give_every_incident_once(store, ids):
    save(store, *((f"i{n}", [claim]) for n, claim in enumerate(ids)))
    seen, after = [], None
    while True:
        page = incident_files(store, limit=2, after=after)
        assert page.total == 5
        seen += [f.incident.id for f in page.files]
        after = page.next
        if after is None:
            break
    assert seen == [f.incident.id for f in every_incident_file(store)] and len(set(seen)) == 5

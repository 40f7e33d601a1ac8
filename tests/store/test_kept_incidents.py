"""Ids survive, merges redirect, splits leave a trace, whatever is saved in which order."""

import pytest
from made import event, reading_of
from sqlalchemy import text as sql

from watchdesk.link.linker import incident_id
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


@pytest.fixture
def names(ids):
    """The id of the incident whose oldest claim is each of the five."""
    return [incident_id(claim) for claim in ids]


def save(store, *groups):
    """Save incidents of these claims, the oldest first."""
    made = [Incident(id=incident_id(claims[0]), claim_ids=tuple(claims)) for claims in groups]
    save_incidents(store, [c for i in made for c in i.claim_ids], made)


def standing(store):
    return {f.incident.id: f.incident.claim_ids for f in every_incident_file(store)}


def test_an_incident_comes_out_as_it_went_in(store, ids, names):
    joined = (Joined(claim_id=ids[0], other_id=ids[1], score=0.9, reasons=("same day +3.0",)),)
    made = Incident(id=names[0], claim_ids=tuple(ids[:2]), joined=joined)
    save_incidents(store, ids[:2], [made])
    file = incident(store, names[0])
    assert file.incident == made
    assert [t.claim.id for t in file.told] == ids[:2]
    assert incident_of_claim(store, ids[1]) == names[0]
    assert incident(store, "nope") is None


def test_saving_the_same_again_writes_nothing(store, ids, names):
    save(store, ids[:2], ids[2:])
    before = [len(history_of(store, "incidents", i)) for i in names]
    save(store, ids[2:], ids[:2])
    assert [len(history_of(store, "incidents", i)) for i in names] == before


def test_a_merged_id_redirects_through_every_merge(store, ids, names):
    save(store, ids[2:3], ids[1:2], ids[:1])
    save(store, ids[1:3])
    save(store, ids[:3])
    assert standing(store) == {names[0]: tuple(ids[:3])}
    assert incident(store, names[2]).incident.id == names[0]
    assert set(incident(store, names[0]).incident.merged_ids) == {names[1], names[2]}
    merged = [r for r in history_of(store, "incidents", names[2]) if r.field == "merged_into"]
    assert [r.new for r in merged] == [f'"{names[1]}"', f'"{names[0]}"']


def test_a_split_leaves_a_trace(store, ids, names):
    save(store, ids[:4])
    save(store, ids[:2], ids[2:4])
    assert standing(store) == {names[0]: tuple(ids[:2]), names[2]: tuple(ids[2:4])}
    assert splits_of(store, names[0]) == [names[2]]
    came = [r for r in history_of(store, "incidents", names[0]) if r.field == "claim_ids"]
    assert came[-1].old == f'["{ids[2]}", "{ids[3]}"]'


def test_an_older_claim_renames_an_incident_and_is_no_split(store, ids, names):
    save(store, ids[1:3])
    save(store, ids[:3])
    assert incident(store, names[1]).incident.id == names[0]
    assert splits_of(store, names[1]) == []


def test_a_redirect_follows_its_own_claim_through_a_split(store, ids, names):
    save(store, ids[:1], ids[1:2], ids[2:4])
    save(store, ids[:4])
    save(store, ids[:1], [ids[2], ids[1], ids[3]])
    assert incident(store, names[1]).incident.id == names[2]
    assert incident(store, names[2]).incident.merged_ids == (names[1],)


def test_a_redirect_that_stands_again(store, ids, names):
    save(store, ids[:1], ids[1:2])
    save(store, ids[:2])
    assert incident(store, names[1]).incident.id == names[0]
    save(store, ids[:1], ids[1:2])
    assert standing(store) == {names[0]: tuple(ids[:1]), names[1]: tuple(ids[1:2])}
    assert incident(store, names[0]).incident.merged_ids == ()


def test_an_incident_without_claims_stands_no_more(store, ids, names):
    save(store, ids[:2])
    save_incidents(store, ids[:2], [])
    assert standing(store) == {}
    assert incident(store, names[0]) is None
    assert incident_of_claim(store, ids[0]) is None


def test_the_members_always_agree_with_the_incidents(store, ids):
    save(store, ids[:3], ids[3:])
    save(store, ids[:1], ids[1:5])
    with store.session() as session:
        members = dict(session.execute(sql("SELECT claim_id, incident_id FROM incident_claims")).all())
    assert members == {c: i for i, claims in standing(store).items() for c in claims}


def test_pages_give_every_incident_once(store, ids):
    save(store, *([claim] for claim in ids))
    seen, after = [], None
    while True:
        page = incident_files(store, limit=2, after=after)
        assert page.total == 5
        seen += [f.incident.id for f in page.files]
        after = page.next
        if after is None:
            break
    assert seen == [f.incident.id for f in every_incident_file(store)] and len(set(seen)) == 5

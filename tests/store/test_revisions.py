"""Every change is on record: by the session, by triggers where something goes past it; nothing on record changes."""

import datetime as dt

import pytest
from made import TEXT, event, reading_of
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from watchdesk.store.history import history_of, revisions_since
from watchdesk.store.migrations.triggers import WHO
from watchdesk.store.writing import add_reading


@pytest.fixture
def one(store):
    _, reading = made = reading_of()
    add_reading(store, *made, who="awa", why="monday's folder")
    return reading


def raw(store, statement, **values):
    with store.engine.begin() as connection:
        connection.execute(sql(statement), values)


def test_what_was_added_is_on_record_once(store, one, clock):
    rows = list(revisions_since(store, clock() - dt.timedelta(seconds=1)))
    assert {(r.table, r.change, r.who, r.why) for r in rows} == {
        (table, "added", "awa", "monday's folder") for table in ("captures", "reports", "claims")
    }
    assert len(rows) == 1 + 1 + len(one.claims)
    assert list(revisions_since(store, clock())) == []


def test_a_changed_field_has_old_and_new(store, one, clock):
    before = clock()
    clock.pass_days(1)
    claims = (event(deaths=4), *one.claims[1:])
    capture, reading = reading_of(claims=claims)
    add_reading(store, capture, reading, read_by="two", who="awa", why="a better reader")
    rows = {(r.table, r.field, r.old, r.new) for r in revisions_since(store, before) if r.change == "changed"}
    assert ("claims", "deaths.best", "2", "4") in rows
    assert all(r.who == "awa" and r.why == "a better reader" for r in revisions_since(store, before))


def test_a_change_past_the_session_is_caught(store, one):
    claim = one.claims[0].id
    raw(store, "UPDATE claims SET rejected = :yes WHERE id = :id", yes=True, id=claim)
    caught = history_of(store, "claims", claim)[-1]
    assert (caught.change, caught.field, caught.who) == ("changed", "rejected", WHO)
    assert caught.old != caught.new


def test_a_change_through_the_session_is_recorded_once(store, one, clock):
    claim = one.claims[0].id
    add_reading(store, *reading_of(text=TEXT + " More.", claims=()))
    fields = [r.field for r in history_of(store, "claims", claim) if r.change == "changed"]
    assert fields == ["current"]


def test_an_insert_and_a_deletion_past_the_session_are_caught(store, one):
    raw(store, "INSERT INTO incidents (id, claim_ids, joined) VALUES ('x', '[]', '[]')")
    raw(store, "DELETE FROM incidents WHERE id = 'x'")
    assert [(r.change, r.who) for r in history_of(store, "incidents", "x")] == [("added", WHO), ("deleted", WHO)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE captures SET address = 'other'",
        "UPDATE reports SET text = 'other'",
        "UPDATE revisions SET who = 'nobody'",
        "UPDATE revisions SET old = 'x'",
        "UPDATE revisions SET new = NULL WHERE change = 'changed'",
        "DELETE FROM revisions",
        "DELETE FROM captures",
    ],
)
def test_what_is_frozen_is_refused(store, one, statement):
    add_reading(store, *reading_of(text=TEXT + " More.", claims=()))
    with pytest.raises(DBAPIError, match=r"append-only|foreign key|FOREIGN KEY"):
        raw(store, statement)


def test_a_failed_write_leaves_nothing(store, one, clock):
    before = list(revisions_since(store, clock() - dt.timedelta(days=1)))

    def work(session):
        from watchdesk.store.writing import put_reading

        put_reading(session, *reading_of("b.txt"), "")
        raise KeyError("stop")

    with pytest.raises(KeyError):
        store.write(work, who="awa", why="x")
    assert list(revisions_since(store, clock() - dt.timedelta(days=1))) == before

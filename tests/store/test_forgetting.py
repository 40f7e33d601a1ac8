"""A forgotten address is gone from every table and from the file; a tombstone keeps it out."""

import datetime as dt
from pathlib import Path

import pytest
from made import TEXT, event, reading_of
from sqlalchemy import text as sql
from test_judging import add, change

from watchdesk.store.forgetting import forget, lift_tombstone
from watchdesk.store.history import revisions_since, tombstones
from watchdesk.store.incident_reading import incident_files
from watchdesk.store.judging import decide
from watchdesk.store.opening import open_store
from watchdesk.store.reading import readings, versions_of
from watchdesk.store.searching import search

SECRET = "Gunmen killed Zorbalinda Quexx in Ménaka on Monday."


@pytest.fixture
def filled(store):
    capture, reading = reading_of("secret.txt", SECRET, claims=(event(SECRET, words=SECRET),))
    add(store, capture, reading)
    add(store, *reading_of())
    why = "Zorbalinda asked"
    decide(store, "edit", reading.claims[0].id, by="awa", changes=(change("actor2.name", "x", "Quexx"),), why=why)
    return reading


def test_nothing_of_it_is_left_but_the_tombstone(store, filled, url):
    gone = forget(store, "secret.txt", "on request", who="awa")
    assert (gone.versions, gone.claims, gone.judgements) == (1, 1, 1)
    assert [r.report.address for r in readings(store)] == ["a.txt"]
    assert versions_of(store, "secret.txt") == []
    assert search(store, "Zorbalinda") == []
    assert [c for f in incident_files(store).files for c in f.incident.claim_ids if c == filled.claims[0].id] == []
    assert [(t.address, t.who, t.why) for t in tombstones(store)] == [("secret.txt", "awa", "on request")]
    with store.session() as session:
        tables = session.execute(sql("SELECT name FROM sqlite_master WHERE type = 'table'" if store.is_sqlite else
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()  # fmt: skip
        for table in tables:
            kept = [str(row) for row in session.execute(sql(f'SELECT * FROM "{table}"'))]
            assert not [row for row in kept if "quexx" in row.casefold() or "zorbalinda" in row.casefold()], table


def test_no_word_of_it_is_left_in_the_file(store, filled, url):
    if not store.is_sqlite:
        pytest.skip("PostgreSQL frees deleted rows by its own VACUUM")
    forget(store, "secret.txt", "on request", who="awa")
    store.close()
    for path in Path(url).parent.iterdir():
        held = path.read_bytes().lower()
        assert b"zorbalinda" not in held and b"quexx" not in held, path.name


def test_a_forgotten_address_is_not_taken_in_until_its_tombstone_is_lifted(store, filled, clock):
    forget(store, "secret.txt", "on request", who="awa")
    made = reading_of("secret.txt", SECRET, claims=(event(SECRET, words=SECRET),))
    assert add(store, *made).outcome == "forgotten"
    clock.pass_days(1)
    assert lift_tombstone(store, "secret.txt", "a mistake", who="awa")
    assert not lift_tombstone(store, "secret.txt", "a mistake", who="awa")
    assert add(store, *made).outcome == "new"
    assert tombstones(store) == []


def test_an_address_that_is_not_kept_gives_none(store, filled):
    assert forget(store, "other.txt", "x", who="awa") is None
    assert tombstones(store) == []


def test_the_history_keeps_who_and_when(store, filled, clock):
    forget(store, "secret.txt", "on request", who="awa")
    rows = list(revisions_since(store, clock() - dt.timedelta(days=1)))
    assert ("claims", "deleted", filled.claims[0].id) in {(r.table, r.change, r.row) for r in rows}
    assert ("tombstones", "added", "secret.txt") in {(r.table, r.change, r.row) for r in rows}


def test_a_store_opened_again_has_it_all(store, url):
    add(store, *reading_of())
    again = open_store(url)
    assert [r.report.text for r in readings(again)] == [TEXT]
    again.close()

"""Put in, taken out the same; the same bytes twice add nothing; a changed page is a new version."""

from dataclasses import replace

from made import TEXT, claims_of, event, reading_of
from sqlalchemy import text as sql

from watchdesk.records import Issue
from watchdesk.store.reading import capture_of, held, issues, readings, told, versions_of
from watchdesk.store.writing import add_issue, add_reading, known_already

TABLES = ("captures", "reports", "claims", "claim_actors", "issues", "revisions", "report_words")


def counts(store):
    with store.session() as session:
        return {table: session.execute(sql(f"SELECT count(*) FROM {table}")).scalar() for table in TABLES}


def test_a_reading_comes_out_as_it_went_in(store):
    capture, reading = reading_of(dropped=["event dropped: it quotes no evidence"])
    added = add_reading(store, capture, reading)
    assert added.outcome == "new"
    assert set(added.came) == {c.id for c in reading.claims}
    assert list(readings(store)) == [reading]
    assert capture_of(store, capture.id) == capture
    assert [t.claim for t in told(store, [c.id for c in reading.claims])] == list(reading.claims)


def test_the_same_bytes_twice_add_nothing(store, clock):
    capture, reading = reading_of()
    add_reading(store, capture, reading, read_by="one")
    before = counts(store)
    clock.pass_days(1)
    assert known_already(store, capture, "one").outcome == "known"
    assert known_already(store, capture, "two") is None
    assert add_reading(store, capture, reading, read_by="one").outcome == "known"
    assert counts(store) == before


def test_a_changed_page_is_a_new_version_with_what_changed(store):
    add_reading(store, *reading_of())
    later = TEXT.replace("two farmers", "three farmers")
    claims = (
        event(later, words="Gunmen killed three farmers in Ménaka on Monday.", deaths=3),
        *claims_of(later.replace("three", "two"))[1:],
    )
    capture, reading = reading_of(text=later, claims=claims)
    added = add_reading(store, capture, reading)
    assert added.outcome == "changed"
    assert len(added.left) == 1
    assert [r.report.text for r in readings(store)] == [later]
    first, second = versions_of(store, "a.txt")
    assert (first.version, first.current, second.version, second.current) == (1, False, 2, True)
    assert "-Gunmen killed two" in second.diff and "+Gunmen killed three" in second.diff


def test_bytes_of_an_older_version_add_nothing(store):
    old = reading_of()
    add_reading(store, *old)
    add_reading(store, *reading_of(text=TEXT + " It rained.", claims=()))
    assert add_reading(store, *old).outcome == "known"
    assert [h.version for h in held(store)] == [2]


def test_another_reader_changes_the_claims_and_keeps_the_text(store):
    capture, reading = reading_of()
    add_reading(store, capture, reading, read_by="one")
    better = replace(reading, claims=(replace(reading.claims[0], score=0.99), *reading.claims[1:3]))
    added = add_reading(store, capture, better, read_by="two")
    assert added.outcome == "reread"
    assert added.came == (reading.claims[0].id,)
    assert added.left == (reading.claims[3].id,)
    assert list(readings(store)) == [better]


def test_odd_characters_survive(store):
    text = TEXT + " \0 half \ud83d pair"
    capture, reading = reading_of("odd\udcff.txt", "x", claims=())
    reading = replace(reading, report=replace(reading.report, text=text))
    add_reading(store, capture, reading)
    assert list(readings(store)) == [reading]


def test_an_issue_is_noted_once(store):
    issue = Issue(address="b.pdf", reason="b.pdf: no text")
    add_issue(store, issue)
    add_issue(store, issue)
    assert issues(store) == [issue]

"""What people hold of claims: agreed, at odds, settled by an editor, or judged before the page changed."""

import datetime as dt
import json

import pytest
from made import TEXT, event, reading_of

from watchdesk.records import Change
from watchdesk.store.desk_tables import UserRow
from watchdesk.store.judged_claims import held_claims
from watchdesk.store.judging import decide, undo
from watchdesk.store.writing import put_reading


@pytest.fixture
def claim(store):
    """One event of one report."""
    return add(store, TEXT, event(TEXT))


def add(store, text, *claims):
    capture, reading = reading_of(text=text, claims=claims)
    store.write(lambda session: put_reading(session, capture, reading, ""), who="test", why="add")
    return reading.claims[0].id


def user(store, name, role):
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    row = {"name": name, "role": role, "password": None, "closed": False, "made_at": at}
    store.write(lambda session: session.add(UserRow(**row)), who="test", why="user")


def hold(store, claim_ids=None):
    with store.session() as session:
        return held_claims(session, claim_ids)


def killed(number):
    return (Change(field="fatalities", old="null", new=json.dumps({"low": number, "best": number, "high": number})),)


def test_what_nobody_judged_or_all_took_back_is_not_held(store, clock, claim):
    assert hold(store) == {}
    made = decide(store, "accept", claim, by="ana")
    assert hold(store) == hold(store, [claim, "other"]) == {claim: "agreed"}
    clock.pass_days(1)
    undo(store, made.id, by="ana")
    assert hold(store) == {}


def test_people_agree_only_on_the_same_words(store, clock, claim):
    decide(store, "edit", claim, by="ana", changes=killed(3))
    clock.pass_days(1)
    decide(store, "edit", claim, by="ben", changes=killed(4))
    assert hold(store) == {claim: "differ"}
    clock.pass_days(1)
    decide(store, "edit", claim, by="ben", changes=killed(3))
    assert hold(store) == {claim: "agreed"}


def test_an_editor_who_comes_after_two_who_differ_settles_it(store, clock, claim):
    for name, role in (("ana", "coder"), ("ben", "coder"), ("eva", "editor"), ("ida", "coder")):
        user(store, name, role)
    decide(store, "accept", claim, by="ana")
    clock.pass_days(1)
    decide(store, "reject", claim, by="ben")
    clock.pass_days(1)
    decide(store, "accept", claim, by="ida")
    assert hold(store) == {claim: "differ"}, "a third coder is one voice more, and settles nothing"
    clock.pass_days(1)
    decide(store, "accept", claim, by="eva")
    assert hold(store) == {claim: "agreed"}
    clock.pass_days(1)
    decide(store, "reject", claim, by="ben")
    assert hold(store) == {claim: "differ"}, "what is said after the editor is open again"


def test_an_editor_who_differs_from_one_coder_is_a_second_voice(store, clock, claim):
    user(store, "eva", "admin")
    decide(store, "accept", claim, by="ana")
    clock.pass_days(1)
    decide(store, "reject", claim, by="eva")
    assert hold(store) == {claim: "differ"}


def test_a_page_that_changed_after_the_judgement_leaves_it_stale(store, clock, claim):
    decide(store, "accept", claim, by="ana")
    clock.pass_days(1)
    text = f"{TEXT} The toll was raised on Tuesday."
    assert add(store, text, event(text, deaths=5)) == claim
    assert hold(store) == {claim: "changed"}
    clock.pass_days(1)
    decide(store, "reject", claim, by="ana")
    assert hold(store) == {claim: "agreed"}

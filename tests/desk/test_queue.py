"""The queue: what is on it and why, what a judgement does to it, and that nothing is entered that no report says."""

import re

import pytest

from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.worklist import REASONS, Worklist
from watchdesk.records import Event
from watchdesk.store.judging import decide


@pytest.fixture
def worklist(store):
    made = Worklist(store)
    made.refresh()
    return made


def first_event(store, worklist, why=""):
    """An event on the list, with a place."""
    for item in worklist.items(kind="event", why=why, limit=500):
        claim = claim_file(store, item.claim_id).claim
        if isinstance(claim, Event) and claim.place and claim.actor1:
            return claim
    raise AssertionError("no event with a place and an actor is on the list")


def judge(client, sign, claim_id, **sent):
    return client.post(f"/claims/{claim_id}/judge", data=sent, headers={"x-csrf-token": sign})


def test_every_claim_that_nobody_judged_is_on_the_list_once(store, worklist):
    items = worklist.items(limit=100_000)
    assert len({i.claim_id for i in items}) == len(items) == worklist.count() > 100


def test_the_most_pressing_come_first(worklist):
    whys = [i.why for i in worklist.items(limit=100_000)]
    assert whys == sorted(whys, key=REASONS.index)
    assert "disputed" in whys and "new" in whys


def test_a_judged_claim_leaves_the_list_and_comes_back_when_undone(client, sign, store, worklist):
    claim = first_event(store, worklist)
    before = worklist.count()
    told = judge(client, sign, claim.id, verdict="accept").json()
    assert (told["verdict"], told["left"]) == ("accept", before - 1)
    worklist.refresh()
    assert worklist.item(claim.id) is None
    undone = client.post(f"/judgements/{told['judgement']}/undo", headers={"x-csrf-token": sign})
    assert undone.json()["left"] == before
    worklist.refresh()
    assert worklist.item(claim.id) is not None


def test_the_list_after_changes_is_the_list_made_anew(store, worklist):
    for item in worklist.items(limit=5):
        decide(store, "reject", item.claim_id, by="ana")
    for item in worklist.items(why="new", limit=5):
        decide(store, "accept", item.claim_id, by="ben")
    worklist.refresh()
    fresh = Worklist(store)
    fresh.refresh()
    assert worklist.items(limit=100_000) == fresh.items(limit=100_000)
    assert +worklist.counts == +fresh.counts


def test_two_who_disagree_bring_a_claim_to_the_top(store, worklist):
    claim = first_event(store, worklist)
    decide(store, "accept", claim.id, by="ana")
    decide(store, "reject", claim.id, by="ben")
    decide(store, "accept", claim.id, by="eva")
    worklist.refresh()
    assert worklist.items(limit=1)[0].claim_id == claim.id
    assert worklist.item(claim.id).why == "disagreed"


def test_a_rejection_that_comes_last_hides_no_disagreement(store, worklist):
    claim = first_event(store, worklist)
    decide(store, "accept", claim.id, by="ana")
    decide(store, "reject", claim.id, by="ben")
    worklist.refresh()
    assert worklist.item(claim.id).why == "disagreed"
    decide(store, "reject", claim.id, by="ana")
    worklist.refresh()
    assert worklist.item(claim.id) is None


def test_an_edit_is_checked_and_in_force_at_once(client, sign, store, worklist):
    claim = first_event(store, worklist)
    sent = {"verdict": "edit", "fatalities.best": "7", "fatalities.low": "7", "fatalities.high": "9", "why": "recount"}
    assert judge(client, sign, claim.id, **sent).status_code == 200
    file = claim_file(store, claim.id)
    assert (file.claim.deaths.low, file.claim.deaths.best, file.claim.deaths.high) == (7, 7, 9)
    assert file.judgements[-1].why == "recount"
    assert file.as_read == claim


def test_accepting_what_another_corrected_keeps_the_correction(client, sign, store, worklist):
    claim = first_event(store, worklist)
    judge(client, sign, claim.id, verdict="edit", sub_event_type="Sexual violence")
    assert judge(client, sign, claim.id, verdict="accept").json()["verdict"] == "edit"
    corrected = claim_file(store, claim.id).claim
    assert (corrected.event_type, corrected.sub_event_type) == ("Violence against civilians", "Sexual violence")


def test_a_second_edit_keeps_the_first(client, sign, store, worklist):
    claim = first_event(store, worklist)
    judge(client, sign, claim.id, verdict="edit", status="alleged")
    judge(client, sign, claim.id, verdict="edit", time_precision="3")
    corrected = claim_file(store, claim.id).claim
    assert (corrected.status, corrected.when.precision) == ("alleged", 3)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"verdict": "maybe"}, "expected one of accept"),
        ({"verdict": "edit", "fatalities.best": "many"}, "expected a whole number"),
        ({"verdict": "edit", "fatalities.low": "9", "fatalities.best": "3", "fatalities.high": "3"}, "in this order"),
        ({"verdict": "edit", "date_start": "yesterday"}, "expected a day"),
        ({"verdict": "edit", "sub_event_type": "War"}, "expected one of"),
        ({"verdict": "edit", "location.name": "Moura", "place_id": "1"}, "expected one of those"),
        ({"verdict": "edit", "actor1.name": "x" * 501}, "at most 500"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(client, sign, store, worklist, sent, told):
    claim = first_event(store, worklist)
    answer = judge(client, sign, claim.id, **sent)
    assert answer.status_code == 400
    assert told in answer.text
    assert claim_file(store, claim.id).judgements == ()


def test_a_place_is_picked_from_the_gazetteer(client, sign, store, worklist):
    claim = first_event(store, worklist)
    found = client.get("/places", params={"q": "Gao"}).json()
    gao = next(p for p in found if p["feature"].startswith("PPL") and p["words"].endswith("ML"))
    judge(client, sign, claim.id, verdict="edit", **{"location.name": "Gao", "place_id": str(gao["id"])})
    place = claim_file(store, claim.id).claim.place
    assert (place.name, place.country, place.geo_precision, place.geonames_id) == ("Gao", "ML", 1, gao["id"])
    assert place.reason == "picked by ana"


def test_a_country_that_is_picked_is_never_a_point(client, sign, store, worklist):
    claim = first_event(store, worklist)
    found = client.get("/places", params={"q": "Mali"}).json()
    mali = next(p for p in found if p["feature"].startswith("PCL"))
    judge(client, sign, claim.id, verdict="edit", **{"location.name": "Mali", "place_id": str(mali["id"])})
    place = claim_file(store, claim.id).claim.place
    assert (place.latitude, place.longitude, place.country) == (None, None, "ML")


def test_the_actors_of_the_report_are_offered_before_the_registrys(client, store, worklist):
    claim = first_event(store, worklist)
    own = claim.actor1.name
    offered = client.get("/actors", params={"q": "", "report": claim.report_id}).json()
    assert own in offered
    start = own.split()[0][:2]
    found = client.get("/actors", params={"q": start, "report": claim.report_id}).json()
    assert found[: len(set(found) & set(offered))] == [n for n in offered if n in found]
    assert len(found) > len(set(found) & set(offered))


def test_a_name_that_is_typed_alone_is_no_point(client, sign, store, worklist):
    claim = first_event(store, worklist)
    judge(client, sign, claim.id, verdict="edit", **{"location.name": "Nowhere at all"})
    place = claim_file(store, claim.id).claim.place
    assert (place.name, place.latitude, place.reason) == ("Nowhere at all", None, "entered by ana, not located")


def test_words_are_corrected_by_others_of_the_report(client, sign, store, worklist):
    claim = first_event(store, worklist)
    report = claim_file(store, claim.id).report
    start = claim.evidence[0].span.start
    words = report.text[start : start + 12].strip()
    sent = {"field": "location.mention", "start": str(start), "end": str(start + len(words)), "words": words}
    assert client.post(f"/claims/{claim.id}/words", data=sent, headers={"x-csrf-token": sign}).status_code == 200
    assert claim_file(store, claim.id).claim.place.quote.text == words


def test_words_that_do_not_stand_in_the_report_are_refused(client, sign, store, worklist):
    claim = first_event(store, worklist)
    sent = {"field": "evidence", "start": "0", "end": "9", "words": "invented!"}
    answer = client.post(f"/claims/{claim.id}/words", data=sent, headers={"x-csrf-token": sign})
    assert answer.status_code == 400
    assert "is not what stands at 0-9" in answer.text


def test_a_pair_is_judged_and_not_asked_again(client, sign, store, worklist):
    item = next(i for i in worklist.items(limit=10_000) if i.why == "disputed" and i.kind == "event")
    page = client.get(f"/queue/item/{item.claim_id}").text
    other = re.search(r'data-partner="(\w+)"', page)[1]
    sent = {"other": other, "verdict": "different"}
    answer = client.post(f"/claims/{item.claim_id}/pair", data=sent, headers={"x-csrf-token": sign})
    assert answer.json()["verdict"] == "different"
    assert claim_file(store, item.claim_id).incident_id != claim_file(store, other).incident_id


def test_a_claim_that_is_not_kept_is_said_not_to_be_there(client):
    assert client.get("/queue/item/nothing").status_code == 404


def test_more_of_the_list_follows_the_last(client, worklist):
    items = worklist.items(limit=100)
    part = client.get("/queue/more", params={"after": items[59].claim_id}).text
    assert re.search(r'data-claim="(\w+)"', part)[1] == items[60].claim_id


def test_the_page_asks_in_french_too(client):
    page = client.get("/queue", headers={"accept-language": "fr"}).text
    assert '<html lang="fr"' in page and "Affirmations à juger" in page

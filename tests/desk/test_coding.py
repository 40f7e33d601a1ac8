"""Two coders: blind, compared by Krippendorff's alpha, settled; nothing is in force before."""

import re

import pytest
from signing import PASSWORD, sign_in, sign_of

from watchdesk.desk.accounts import add_user
from watchdesk.desk.claim_files import claim_file
from watchdesk.measure.alpha import alpha, interval

# the worked example of Krippendorff (2011), section C: four observers, twelve units, with missing values
UNITS = [("1", "1", "1"), ("2", "2", "3", "2"), ("3", "3", "3", "3"), ("3", "3", "3", "3"), ("2", "2", "2", "2"),
         ("1", "2", "3", "4"), ("4", "4", "4", "4"), ("1", "1", "2", "1"), ("2", "2", "2", "2"), ("5", "5", "5"),
         ("1", "1"), ("3",)]  # fmt: skip


@pytest.mark.parametrize(("distance", "expected"), [(None, 0.743), (interval, 0.849)])
def test_alpha_is_that_of_the_published_example(distance, expected):
    found = alpha(UNITS, distance) if distance else alpha(UNITS)
    assert round(found, 3) == expected


def test_alpha_is_not_told_where_nothing_varies():
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([("a", "b")]) is None
    assert alpha([("a", "a"), ("b", "b")]) == 1.0


def test_two_coders_disagree_and_an_editor_settles(desk, browse):
    for name, role in (("ana", "coder"), ("ben", "coder"), ("eva", "editor")):
        add_user(desk.store, name, role, PASSWORD)
    clients = {}
    for name in ("ana", "ben", "eva"):
        clients[name] = browse(desk, mode="accounts")
        sign_in(clients[name], name)
    sent = {"title": "first", "kind": "figure", "size": "2", "csrf": sign_of(clients["eva"])}
    assert clients["ana"].post("/coding", data=sent | {"csrf": sign_of(clients["ana"])}).status_code == 403
    sample = clients["eva"].post("/coding", data=sent).headers["location"]
    coded = []
    for name, low in (("ana", "5"), ("ben", "6")):
        for _ in range(2):
            page = clients[name].get(sample).text
            action = re.search(rf'action="({sample}/(\w+))"', page)
            coded.append(action[2])
            assert 'value="5"' not in page, "the second coder sees nothing of the first"
            values = {"verdict": "yes", "measure": "killed", "low": low, "high": low, "qualifier": "exact",
                      "status": "occurred", "csrf": sign_of(clients[name])}  # fmt: skip
            assert clients[name].post(action[1], data=values).status_code == 303
        assert clients[name].get(sample).headers["location"] == "/coding"
    assert coded[:2] == coded[2:]
    assert claim_file(desk.store, coded[0]).judgements == (), "a coding is in force only once it is settled"
    page = clients["eva"].get(f"{sample}/agreement").text
    assert "As ana coded it" in page and "As ben coded it" in page
    assert clients["ana"].get(f"{sample}/agreement").status_code == 403
    sent = {"coder": "ben", "csrf": sign_of(clients["eva"])}
    assert clients["eva"].post(f"{sample}/{coded[0]}/settle", data=sent).status_code == 303
    settled = claim_file(desk.store, coded[0])
    assert settled.claim.count.low == 6
    assert settled.judgements[-1].by == "eva"


@pytest.fixture
def coders(desk, browse):
    """A sample of three figures, and the browsers of two coders and an editor who drew it."""
    for name, role in (("ana", "coder"), ("ben", "coder"), ("eva", "editor")):
        add_user(desk.store, name, role, PASSWORD)
    clients = {}
    for name in ("ana", "ben", "eva"):
        clients[name] = browse(desk, mode="accounts")
        sign_in(clients[name], name)
    sent = {"title": "figures", "kind": "figure", "size": "3", "csrf": sign_of(clients["eva"])}
    return clients, clients["eva"].post("/coding", data=sent).headers["location"]


def code(client, sample, claim, low, **more):
    sent = {"verdict": "yes", "measure": "killed", "low": low, "high": low, "qualifier": "exact", "status": "occurred"}
    headers = {"accept": "application/json", "x-csrf-token": sign_of(client)}
    return client.post(f"{sample}/{claim}", data=sent | more, headers=headers)


def test_a_choice_that_a_coder_did_not_send_stays_as_it_was_read(coders, desk):
    clients, sample = coders
    claim = re.search(rf'action="{sample}/(\w+)"', clients["ana"].get(sample).text)[1]
    before = claim_file(desk.store, claim).claim
    for name, low in (("ana", "5"), ("ben", "6")):
        sent = {"verdict": "yes", "low": low, "high": low, "csrf": sign_of(clients[name])}
        assert clients[name].post(f"{sample}/{claim}", data=sent).status_code == 303
    sent = {"coder": "ben", "csrf": sign_of(clients["eva"])}
    assert clients["eva"].post(f"{sample}/{claim}/settle", data=sent).status_code == 303
    after = claim_file(desk.store, claim).claim
    assert (after.measure, after.count.low, after.count.qualifier) == (before.measure, 6, before.count.qualifier)


def asked(client, why):
    """What the queue of a person has under a reason."""
    return client.get("/api/queue", params={"why": why}).json()["items"]


def test_a_second_coder_is_wanted_of_whoever_has_not_coded_and_no_longer_after_two(coders):
    clients, sample = coders
    claims = [item["claim"] for item in asked(clients["ana"], "first")]
    assert len(claims) == 3 and asked(clients["ana"], "second") == []
    assert code(clients["ana"], sample, claims[0], "7").json()["claim"] == claims[0]
    assert [i["claim"] for i in asked(clients["ben"], "second")] == claims[:1]
    assert [i["claim"] for i in asked(clients["ben"], "first")] == claims[1:]
    assert [i["claim"] for i in asked(clients["ana"], "first")] == claims[1:]
    assert asked(clients["ana"], "second") == []
    assert code(clients["ben"], sample, claims[0], "8").status_code == 200
    for client in clients.values():
        assert asked(client, "second") == []


def test_the_queue_tells_nothing_of_a_claim_that_is_to_be_coded_blind(coders, desk):
    clients, sample = coders
    claim = asked(clients["ben"], "first")[0]["claim"]
    assert code(clients["ana"], sample, claim, "424242", who="villagers of nowhere").status_code == 200
    (item,) = asked(clients["ben"], "second")
    assert (item["type"], item["score"], item["sample"]) == (None, None, sample.rpartition("/")[2])
    found = claim_file(desk.store, claim).as_read
    for path in ("/queue", f"/queue?claim={claim}", f"/queue/item/{claim}", "/queue?why=second"):
        page = clients["ben"].get(path).text
        assert "second coder wanted" in page
        assert "424242" not in page and "villagers of nowhere" not in page, "what the first coder wrote"
        form = page[page.index(f'action="{sample}/{claim}"') :]
        form = form[: form.index("</form>")]
        assert not re.search(r'value="[^"]+" selected', form), "nothing is chosen beforehand"
        assert not re.search(r'<input name="[^"]+" value="[^"]', form), "what the reader found"
        assert f'value="{found.count.low}"' not in form
        assert "/judge" not in form and f"/reports/{claim}" not in page


def test_a_claim_to_be_coded_stands_in_the_queue_once_and_leaves_the_rest_as_it_is(coders, desk):
    clients, sample = coders
    ana = clients["ana"]
    page = ana.get("/api/queue", params={"limit": 200}).json()
    whys = [item["why"] for item in page["items"]]
    assert whys[:3] == ["first"] * 3 and "first" not in whys[3:]
    everything, after = [], ""
    while part := ana.get("/api/queue", params={"limit": 50, "after": after}).json()["items"]:
        everything += [item["claim"] for item in part]
        after = everything[-1]
    assert len(everything) == len(set(everything)) == page["total"]
    left = code(ana, sample, everything[0], "3").json()["left"]
    assert left == page["total"], "coded, it is still to be judged like any other"
    assert ana.get("/api/queue").json()["items"][0]["claim"] == everything[1]


def test_a_coding_leaves_no_choice_open(coders):
    clients, sample = coders
    claim = asked(clients["ana"], "first")[0]["claim"]
    told = code(clients["ana"], sample, claim, "3", measure="")
    assert told.status_code == 400 and "measure is '', expected one of killed" in told.json()["detail"]
    assert code(clients["ana"], sample, claim, "", verdict="no", measure="", status="").status_code == 200
    assert code(clients["ana"], sample, "nothing", "3").status_code == 404

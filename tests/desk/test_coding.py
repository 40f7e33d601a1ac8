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

"""Incidents at the desk: sources side by side, rival counts, merge and split seen before they are done."""

import re

import pytest

from watchdesk.desk.merging import events_of
from watchdesk.desk.range_plots import Range, range_plot
from watchdesk.desk.wording import words_in
from watchdesk.store.incident_reading import every_incident_file, incident


@pytest.fixture
def joined(store):
    """An incident of which several events are told."""
    return max(every_incident_file(store), key=lambda f: len(events_of(f)))


@pytest.fixture
def pair(store):
    files = [f for f in every_incident_file(store) if len(events_of(f)) == 1]
    return files[0], files[1]


def post(client, sign, path, **sent):
    return client.post(path, data=sent, headers={"x-csrf-token": sign})


def test_the_page_sets_sources_side_by_side(client, joined):
    page = client.get(f"/incidents/{joined.incident.id}").text
    assert page.count('name="claims"') == len(events_of(joined)) > 1
    assert '<svg class="ranges"' in page
    for view in ("lowest", "low, best, high", "most representative"):
        assert view in page


def test_a_split_is_shown_before_it_is_done(client, sign, store, joined):
    chosen = events_of(joined)[-1]
    path = f"/incidents/{joined.incident.id}/split"
    shown = post(client, sign, f"{path}/preview", claims=chosen).text
    assert "Incidents as they would stand: 2" in shown
    assert incident(store, joined.incident.id).incident == joined.incident, "a preview changes nothing"
    assert post(client, sign, path, claims=chosen, why="two attacks").status_code == 303
    left = incident(store, joined.incident.id)
    assert chosen not in left.incident.claim_ids
    assert len(events_of(left)) == len(events_of(joined)) - 1


def test_a_merge_is_shown_before_it_is_done_and_the_former_id_leads_on(client, sign, store, pair):
    one, two = pair
    path = f"/incidents/{one.incident.id}/merge"
    shown = post(client, sign, f"{path}/preview", other=two.incident.id).text
    assert "Incidents as they would stand: 1" in shown
    assert incident(store, two.incident.id).incident == two.incident
    assert post(client, sign, path, other=two.incident.id).status_code == 303
    merged = incident(store, two.incident.id)
    assert {*events_of(one), *events_of(two)} == set(events_of(merged))
    former = {one.incident.id, two.incident.id} - {merged.incident.id}
    answer = client.get(f"/incidents/{former.pop()}")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/incidents/{merged.incident.id}")


def test_the_other_incident_may_be_named_by_the_address_of_its_page(client, sign, pair):
    one, two = pair
    path = f"/incidents/{one.incident.id}/merge/preview"
    address = f" https://desk.example.org/incidents/{two.incident.id}/ "
    pages = [post(client, sign, path, other=other).text for other in (two.incident.id, address)]
    by_id, by_address = (re.sub('name="csrf" value="[^"]+"', "", page) for page in pages)
    assert by_address == by_id != pages[0]


def test_what_cannot_be_split_or_merged_is_refused(client, sign, joined, pair):
    path = f"/incidents/{joined.incident.id}"
    assert post(client, sign, f"{path}/split/preview", claims=events_of(joined)).status_code == 400
    assert post(client, sign, f"{path}/split/preview", claims="nothing").status_code == 400
    assert post(client, sign, f"{path}/merge/preview", other=joined.incident.id).status_code == 400
    assert post(client, sign, f"{path}/merge/preview", other="nothing").status_code == 404


def test_history_tells_who_changed_which_field(client, sign, store, joined):
    claim = events_of(joined)[0]
    post(client, sign, f"/claims/{claim}/judge", verdict="edit", status="alleged", why="one voice only")
    page = client.get(f"/incidents/{joined.incident.id}").text
    assert "one voice only" in page and "corrected.status" in page


def test_the_list_shows_every_incident_with_an_event(client, store):
    page = client.get("/incidents").text
    shown = set(re.findall(r'href="/incidents/(\w{20})"', page))
    assert shown == {f.incident.id for f in every_incident_file(store)}


def test_filters_are_for_the_list(client):
    page = client.get("/incidents", params={"country": "NE"}).text
    assert 0 < page.count('href="/incidents/') < client.get("/incidents").text.count('href="/incidents/')


def test_a_plot_escapes_labels_and_holds_no_style():
    svg = range_plot([Range(label="<b>x</b>", low=1, best=2, high=None)], words_in("fr"))
    assert "<b>" not in svg and "style=" not in svg and "&lt;b&gt;" in svg
    assert 'aria-label="Morts, par source. &lt;b&gt;x&lt;/b&gt;: au moins 1"' in svg


@pytest.mark.parametrize("page", ["/figures", "/operations", "/operations/MINUSMA", "/questions", "/sources"])
def test_the_ledgers_are_pages(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    assert "<table" in answer.text and "style=" not in answer.text


@pytest.mark.parametrize("page", ["/figures", "/operations/MINUSMA", "/questions"])
def test_a_ledger_leads_to_the_words_of_each_number(client, page):
    links = set(re.findall(r'href="/reports/(\w+)(?:#c-(\w+))?"', client.get(page).text))
    assert any(claim for _, claim in links)
    for report, claim in links:
        told = client.get(f"/reports/{report}")
        assert told.status_code == 200
        assert not claim or f'id="c-{claim}"' in told.text


def test_an_operation_that_no_report_tells_of_is_not_there(client):
    assert client.get("/operations/UNFICYP").status_code == 404


def test_search_finds_reports_claims_and_incidents_and_leads_to_an_id(client, joined):
    page = client.get("/search", params={"q": "moura"}).text
    assert page.count("/reports/") > 1 and "/incidents/" in page
    assert client.get("/search", params={"q": joined.incident.id}).headers["location"].endswith(joined.incident.id)
    assert "expected at least one word" in client.get("/search", params={"q": "-moura"}).text

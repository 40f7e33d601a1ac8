"""The judged reports of a desk: its page, the set to download, the API, and who may have them."""

import io
import zipfile

import pytest
from signing import PASSWORD, sign_in

from watchdesk.desk.accounts import add_user
from watchdesk.measure.annotated import read_annotated
from watchdesk.store.judging import decide
from watchdesk.store.reading import readings


@pytest.fixture
def judged(store):
    """Two reports wholly judged, and one begun."""
    first, second, third = list(readings(store))[:3]
    for reading in (first, second):
        for claim in reading.claims:
            decide(store, "accept", claim.id, by="ana")
    decide(store, "accept", third.claims[0].id, by="ana")
    return [r.report for r in (first, second, third)]


def test_the_page_counts_the_set_and_says_what_is_missing(client, judged, store):
    page = client.get("/judged").text
    assert '<h1>Judged reports <span class="quiet">2</span>' in page
    third = next(r for r in readings(store) if r.report.id == judged[2].id)
    assert f"{len(third.claims) - 1} claims not judged yet" in page
    assert f'href="/reports/{judged[2].id}"' in page
    for claim in third.claims[1:]:
        decide(store, "reject", claim.id, by="ana")
    assert '<h1>Judged reports <span class="quiet">3</span>' in client.get("/judged").text
    assert "Rapports jugés" in client.get("/judged", headers={"accept-language": "fr"}).text


def test_an_empty_desk_offers_nothing_to_download(client):
    page = client.get("/judged").text
    assert "No report has all its claims judged yet" in page
    assert "judged.zip" not in page


def test_the_set_that_is_downloaded_is_one_that_eval_reads(client, judged, tmp_path):
    answer = client.get("/judged.zip")
    assert answer.headers["content-type"] == "application/zip"
    (tmp_path / "judged.zip").write_bytes(answer.content)
    records = [record for _, record in read_annotated(tmp_path / "judged.zip")]
    assert {record["document"]["id"] for record in records} == {r.id for r in judged[:2]}
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert judged[2].id in packed.read("left_out.tsv").decode()
    told = client.get("/api/judged").json()
    assert told["reports"] == records
    assert [(one["report"], one["why"]) for one in told["left_out"]] == [(judged[2].id, "open")]


@pytest.mark.parametrize("path", ["/judged", "/judged.zip", "/api/judged"])
def test_only_editors_have_it(desk, browse, path):
    assert browse(desk, mode="public").get(path).status_code == 403
    for name, role, status in (("ben", "coder", 403), ("eva", "editor", 200)):
        add_user(desk.store, name, role, PASSWORD)
        client = browse(desk, mode="accounts")
        sign_in(client, name)
        assert client.get(path).status_code == status

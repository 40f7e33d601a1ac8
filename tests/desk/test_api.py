"""The API: every curl example of its page runs, its own description holds, and nothing makes it fail."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from signing import PASSWORD

from watchdesk.desk.accounts import add_user
from watchdesk.desk.app import create_app
from watchdesk.desk.merging import events_of
from watchdesk.desk.sessions import add_token
from watchdesk.store.incident_reading import every_incident_file
from watchdesk.store.reading import readings

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))


@pytest.fixture
def address(desk, listen):
    with listen(desk) as found:
        yield found


@pytest.mark.skipif(shutil.which("curl") is None, reason="the examples need curl: apt-get install -y curl")
def test_every_curl_example_of_the_page_runs(address):
    script = EXAMPLES.replace("http://127.0.0.1:8765", address).replace("curl -s", "curl -sSf -w '\\n'")
    assert script.count("curl -sSf") >= 14
    ran = subprocess.run(["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert '"verdict":"edit"' in ran.stdout.replace(" ", "")


def test_every_call_of_the_description_is_on_the_page(client):
    paths = client.get("/api/openapi.json").json()["paths"]
    posts = [re.sub("{[^}]*}", "{id}", path) for path, calls in paths.items() if "post" in calls]
    assert [path for path in posts if f"POST {path}" not in PAGE] == []


def test_a_token_is_asked_for_and_its_role_counts(desk, browse):
    add_user(desk.store, "ana", "coder", PASSWORD)
    client = browse(desk, mode="accounts")
    assert client.get("/api/incidents").status_code == 401
    headers = {"authorization": f"Bearer {add_token(desk.store, 'ana', 'x', 'reader')}"}
    claim = client.get("/api/search", params={"q": "moura"}, headers=headers).json()["claims"][0]["id"]
    assert client.get(f"/api/claims/{claim}", headers=headers).status_code == 200
    path, sent = f"/api/claims/{claim}/judgements", {"verdict": "accept"}
    assert client.post(path, json=sent, headers=headers).status_code == 403
    headers = {"authorization": f"Bearer {add_token(desk.store, 'ana', 'y', 'coder')}"}
    made = client.post(path, json=sent, headers=headers)
    assert (made.status_code, made.json()["by"]) == (201, "ana")
    assert client.post(f"/api/judgements/{made.json()['id']}/undo", headers=headers).json()["verdict"] == "unsure"


def test_a_missed_claim_is_added_and_an_incident_split(client, store):
    report = next(iter(readings(store))).report
    sent = {"kind": "figure", "start": 0, "end": 5, "words": report.text[:5], "fields": {"low": 3, "high": 4}}
    made = client.post(f"/api/reports/{report.id}/claims", json=sent)
    assert made.status_code == 201
    assert (made.json()["claim"]["low"], made.json()["claim"]["high"]) == (3, 4)
    file = max(every_incident_file(store), key=lambda f: len(events_of(f)))
    path = f"/api/incidents/{file.incident.id}/split"
    shown = client.post(path, json={"claims": events_of(file)[-1:], "preview": True}).json()
    assert len(shown) == 2 and len(client.get("/api/incidents").json()["incidents"]) > 1
    assert client.post(path, json={"claims": events_of(file)[-1:]}).json() == shown


def test_the_public_api_withholds_text_and_persons(desk, browse, store):
    client = browse(desk, mode="public")
    for reading in readings(store):
        answer = client.get(f"/api/reports/{reading.report.id}")
        assert "text" not in answer.json()["document"]
        for name in desk.private(reading.report, reading.claims):
            assert name not in json.dumps(answer.json(), ensure_ascii=False)
    assert client.get("/api/queue").status_code == 403
    assert client.post("/api/claims/x/judgements", json={"verdict": "accept"}).status_code == 403


def test_nothing_that_is_sent_makes_it_fail(desk):
    app = create_app(desk)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    quiet = {"suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}
    tried, answered = [], set()

    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=8, deadline=None, **quiet)
        @given(case=operation.as_strategy())
        def call(case):
            answer = case.call(headers={"host": "testserver"})
            answered.add(answer.status_code)
            assert answer.status_code < 500, f"{case.method} {case.formatted_path}: {answer.text[:300]}"

        call()
        tried.append(operation.label)
    assert len(tried) >= 20
    assert {200, 400, 404} <= answered and 421 not in answered

"""The API: every curl example of its page runs, its own description holds, and nothing makes it fail."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from signing import PASSWORD, sign_in, sign_of

from watchdesk.desk.accounts import add_user
from watchdesk.desk.app import ROOMS, create_app
from watchdesk.desk.merging import events_of
from watchdesk.desk.sessions import add_token
from watchdesk.ledger.views import VIEWS
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


def calls_of(client):
    """Every call that the description names, as `GET /api/claims/{id}`."""
    paths = client.get("/api/openapi.json").json()["paths"]
    return {f"{method.upper()} {re.sub('{[^}]*}', '{id}', path)}" for path, calls in paths.items() for method in calls}


def test_every_call_of_the_description_is_on_the_page(client):
    shown = re.sub(r"\$(?:CLAIM|REPORT|INCIDENT|SAMPLE)|MINUSMA", "{id}", PAGE)
    said = {f"GET {path}" for path in re.findall(r'curl -s (?:--compressed )?"\$DESK(/api/[^"?]*)', shown)}
    said |= set(re.findall(r"`((?:POST|DELETE) /api/[^`]*)`", PAGE))
    assert calls_of(client) - said == set()


DONE_BY = {
    "GET /queue": "GET /api/queue",
    "GET /queue/item/{id}": "GET /api/claims/{id}",
    "GET /queue/more": "GET /api/queue",
    "GET /places": "GET /api/places",
    "GET /actors": "GET /api/actors",
    "GET /rules": "GET /api/rules",
    "POST /claims/{id}/judge": "POST /api/claims/{id}/judgements",
    "POST /claims/{id}/words": "POST /api/claims/{id}/words",
    "POST /claims/{id}/pair": "POST /api/claims/{id}/pairs",
    "POST /judgements/{id}/undo": "POST /api/judgements/{id}/undo",
    "GET /reports": "GET /api/reports",
    "GET /reports/{id}": "GET /api/reports/{id}",
    "GET /claims/{id}": "GET /api/claims/{id}",
    "GET /claims/{id}/card": "GET /api/claims/{id}/fields",
    "GET /reports/{id}/new": "GET /api/reports/{id}/fields",
    "POST /reports/{id}/claims": "POST /api/reports/{id}/claims",
    "GET /incidents": "GET /api/incidents",
    "GET /incidents/{id}": "GET /api/incidents/{id}",
    "POST /incidents/{id}/split/preview": "POST /api/incidents/{id}/split",
    "POST /incidents/{id}/split": "POST /api/incidents/{id}/split",
    "POST /incidents/{id}/merge/preview": "POST /api/incidents/{id}/merge",
    "POST /incidents/{id}/merge": "POST /api/incidents/{id}/merge",
    "GET /figures": "GET /api/figures",
    "GET /operations": "GET /api/operations",
    "GET /operations/{id}": "GET /api/operations/{id}",
    "GET /questions": "GET /api/questions",
    "GET /map": "GET /api/map",
    "GET /map/data": "GET /api/map",
    "GET /search": "GET /api/search",
    "GET /sources": "GET /api/sources",
    "GET /judged": "GET /api/judged",
    "GET /judged.zip": "GET /api/judged",
    "GET /coding": "GET /api/samples",
    "POST /coding": "POST /api/samples",
    "GET /coding/{id}": "GET /api/samples/{id}/next",
    "POST /coding/{id}/{id}": "POST /api/samples/{id}/codings",
    "GET /coding/{id}/agreement": "GET /api/samples/{id}/agreement",
    "POST /coding/{id}/{id}/settle": "POST /api/samples/{id}/settle",
    "GET /account": "GET /api/account",
    "POST /account/tokens": "POST /api/account/tokens",
    "POST /account/tokens/end": "DELETE /api/account/tokens/{id}",
}
"""Which call does what a page does. Signing in and out, language and colours are for browsers alone."""


def test_whatever_a_page_does_a_call_does(client):
    routes = [(method, route.path) for room in ROOMS for route in room.routes for method in route.methods]
    pages = {f"{method} {re.sub('{[^}]*}', '{id}', path)}" for method, path in routes if not path.startswith("/api")}
    for_browsers = {p for p in pages if re.search(r" /(log(in|out)\b.*|preferences)?$", p)}
    assert pages - for_browsers == set(DONE_BY)
    assert set(DONE_BY.values()) - calls_of(client) == set()


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


def test_two_code_a_sample_blind_by_the_api_and_an_editor_settles(desk, browse):
    client, heads = browse(desk, mode="accounts"), {}
    for name, role in (("ana", "coder"), ("ben", "coder"), ("eva", "editor")):
        add_user(desk.store, name, role, PASSWORD)
        heads[name] = {"authorization": f"Bearer {add_token(desk.store, name, 'x', role)}"}
    sent = {"title": "June", "kind": "event", "size": 2}
    assert client.post("/api/samples", json=sent, headers=heads["ana"]).status_code == 403
    sample = client.post("/api/samples", json=sent, headers=heads["eva"]).json()
    path = f"/api/samples/{sample['id']}"
    first = client.get(f"{path}/next", headers=heads["ana"]).json()
    told = {f["field"]: f for f in first["fields"]}
    assert first["evidence"] and not any(f["words"] for f in first["fields"])
    assert told["actor1.name"]["value"] == "" and "Armed clash" in told["sub_event_type"]["choices"]
    for name, deaths in (("ana", "3"), ("ben", "5")):
        low = {f"fatalities.{which}": deaths for which in ("low", "best", "high")}
        chosen = {f["field"]: f["choices"][0] for f in first["fields"] if f["choices"]}
        fields = {f["field"]: f["value"] for f in first["fields"]} | chosen | low
        coded = client.post(f"{path}/codings", json={"claim": first["claim"], "fields": fields}, headers=heads[name])
        assert coded.status_code == 201 and coded.json()["next"] not in (first["claim"], None)
    assert client.get(f"{path}/agreement", headers=heads["ana"]).status_code == 403
    found = client.get(f"{path}/agreement", headers=heads["eva"]).json()
    assert found["differences"][0]["fields"]["fatalities.best"] == {"ana": "3", "ben": "5"}
    settled = client.post(f"{path}/settle", json={"claim": first["claim"], "coder": "ben"}, headers=heads["eva"]).json()
    assert (settled["verdict"], settled["by"]) == ("edit", "eva")
    claim = client.get(f"/api/claims/{first['claim']}", headers=heads["eva"]).json()["claim"]
    assert claim["fatalities"]["best"] == 5
    assert client.get("/api/samples/none/next", headers=heads["ana"]).status_code == 404


def test_tokens_are_listed_and_ended_and_make_no_other(desk, browse):
    add_user(desk.store, "ana", "admin", PASSWORD)
    client = browse(desk, mode="accounts")
    headers = {"authorization": f"Bearer {add_token(desk.store, 'ana', 'script', 'admin')}"}
    (token,) = client.get("/api/account", headers=headers).json()["tokens"]
    assert (token["label"], token["role"]) == ("script", "admin") and "wd_" not in json.dumps(token)
    assert client.post("/api/account/tokens", json={"label": "more"}, headers=headers).status_code == 403
    assert client.get("/api/users", headers=headers).json() == [{"name": "ana", "role": "admin", "closed": False}]
    assert client.delete("/api/account/tokens/nothing", headers=headers).status_code == 404
    assert client.delete(f"/api/account/tokens/{token['id']}", headers=headers).json() == {"ended": token["id"]}
    assert client.get("/api/account", headers=headers).status_code == 401
    sign_in(client)
    sign = {"x-csrf-token": sign_of(client)}
    assert client.post("/api/account/tokens", json={"role": "coder"}).status_code == 403
    made = client.post("/api/account/tokens", json={"role": "coder"}, headers=sign).json()["token"]
    assert client.get("/api/users", headers={"authorization": f"Bearer {made}"}).status_code == 403


def test_an_incident_tells_its_deaths_its_history_and_its_neighbours(client, store):
    file = max(every_incident_file(store), key=lambda f: len(events_of(f)))
    path = f"/api/incidents/{file.incident.id}"
    client.post(
        f"/api/claims/{events_of(file)[0]}/judgements", json={"verdict": "edit", "fields": {"status": "alleged"}}
    )
    (changed, *_) = client.get(f"{path}/history").json()
    assert changed["who"] == "ana" and changed["row"] == events_of(file)[0]
    assert {v["view"] for v in client.get(f"{path}/deaths").json()} == set(VIEWS)
    assert file.incident.id not in client.get(f"{path}/near").json()
    told = client.get(f"/api/claims/{events_of(file)[0]}").json()
    assert told["pair"]["other"] in events_of(file)[1:] and told["pair"]["reasons"]


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

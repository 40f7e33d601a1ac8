"""The guard: headers on every answer, no foreign host, no large body, no write that was not meant."""

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import watchdesk.desk
from watchdesk.desk.security import CONTENT_POLICY, MAX_BODY

FOLDER = Path(watchdesk.desk.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").glob("**/*.html"))


class Inline(HTMLParser):
    """What a strict policy would refuse: scripts and styles within the page, handlers, addresses elsewhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if tag == "style" or (tag == "script" and "src" not in held and held.get("type") != "application/json"):
            self.found.append(tag)
        self.found += [name for name in held if re.fullmatch(r"style|on(?!e$)\w+|hx-on.*", name)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_template_holds_inline_style_or_script(path):
    parser = Inline()
    parser.feed(path.read_text(encoding="utf-8"))
    assert parser.found == []


def test_the_policy_lets_nothing_in_from_elsewhere():
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY
    assert CONTENT_POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize("address", ["/account", "/nothing", "/static/desk.css", "/api/openapi.json"])
def test_every_answer_has_the_headers(client, address):
    headers = client.get(address).headers
    assert headers["content-security-policy"] == CONTENT_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == ("no-cache" if "static" in address else "no-store")


def test_a_versioned_file_may_be_kept_for_good(client):
    address = re.search(r'href="(/static/desk\.css\?v=\w+)"', client.get("/account").text)[1]
    assert "immutable" in client.get(address).headers["cache-control"]


def test_a_name_pointed_at_this_computer_is_not_answered(client):
    assert client.get("/account", headers={"host": "evil.example"}).status_code == 421


def test_a_large_body_is_refused_before_it_is_read(client, sign):
    headers = {"content-length": str(MAX_BODY + 1), "x-csrf-token": sign}
    assert client.post("/account/tokens", content=b"", headers=headers).status_code == 413


def test_a_body_that_does_not_say_how_large_it_is_is_refused_once_it_is_too_large(client, sign):
    body = (b"x" * 100_000 for _ in range(MAX_BODY // 100_000 + 1))
    headers = {"content-type": "application/x-www-form-urlencoded", "x-csrf-token": sign}
    assert client.post("/account/tokens", content=body, headers=headers).status_code == 413


def test_vendored_files_are_those_that_the_notice_names():
    notice = (FOLDER / "static" / "NOTICE.md").read_text(encoding="utf-8")
    noted = re.findall(r"^\| `([^`]+\.js)` .*`([0-9a-f]{64})`", notice, re.MULTILINE)
    assert noted
    for name, digest in noted:
        assert hashlib.sha256((FOLDER / "static" / name).read_bytes()).hexdigest() == digest

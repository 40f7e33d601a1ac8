"""What is sent packed, how long it may be kept, and what of a packed page could give a secret away."""

import gzip

import pytest

from watchdesk.desk.rendering import asset
from watchdesk.desk.security import masked, unmasked

PLAIN = {"accept-encoding": "identity"}
PACKED = {"accept-encoding": "gzip"}


@pytest.mark.parametrize("name", ["desk.css", "desk.js", "map/basemap.json", "icon.svg"])
def test_files_come_packed_and_may_be_kept_for_good(client, name):
    plain, packed = (client.get(asset(name), headers=headers) for headers in (PLAIN, PACKED))
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content  # the client unpacks
    assert packed.headers["content-type"] == plain.headers["content-type"]
    for answer in (plain, packed):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in answer.headers["vary"]
    if len(plain.content) > 1000:
        assert int(packed.headers["content-length"]) < len(plain.content) / 2


def test_a_packed_file_that_the_browser_has_is_not_sent_again(client):
    first = client.get("/static/desk.css", headers=PACKED)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/desk.css", headers=PACKED | {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_part_of_a_file_is_a_part_of_its_plain_bytes(client):
    whole = client.get("/static/desk.css", headers=PLAIN).content
    part = client.get("/static/desk.css", headers=PACKED | {"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])


def test_pages_and_records_come_packed_once(client):
    for path in ("/incidents", "/api/incidents", "/api/openapi.json"):
        assert client.get(path, headers=PACKED).headers["content-encoding"] == "gzip"
        assert "content-encoding" not in client.get(path, headers=PLAIN).headers
    with client.stream("GET", "/map/data", headers=PACKED) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw).startswith(b"{")


def test_the_sign_of_writes_is_written_otherwise_in_every_page(client):
    pages = [client.get("/account").text.split('<meta name="csrf" content="')[1].split('"')[0] for _ in range(2)]
    assert pages[0] != pages[1]
    assert unmasked(pages[0]) == unmasked(pages[1]) != ""


@pytest.mark.parametrize("sent", ["", "made up", "AAAA", "=", "é", "gAA="])
def test_what_is_no_sign_is_none(sent):
    assert unmasked(sent) == ""
    assert unmasked(masked("a sign")) == "a sign"

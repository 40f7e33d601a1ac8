"""The map's page and data over HTTP: words in both languages, bytes sent once, no more shown to all than may be."""

import hashlib
import json
import re
from importlib.resources import files

import pytest

from watchdesk.desk.map_page import FAMILIES, script_words

STATIC = files("watchdesk.desk") / "static" / "map"


def test_the_page_has_its_words_and_runs_under_the_policy(client):
    page = client.get("/map", headers={"accept-language": "fr"})
    assert page.status_code == 200
    assert "Carte et chronologie" in page.text
    assert "frontières" in page.text
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", page.text), "no script stands in the page"
    assert " style=" not in page.text


def test_the_data_are_sent_once(client):
    first = client.get("/map/data")
    assert first.json()["count"] > 10
    again = client.get("/map/data", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_all_may_see_coarse_places_alone(desk, browse, client):
    own, shown = client.get("/map/data").json(), browse(desk, mode="public").get("/map/data").json()
    assert own["count"] == shown["count"]
    towns = own["terms"]["sharpness"].index("town")
    assert towns in own["columns"]["sharpness"]
    assert towns not in shown["columns"]["sharpness"]
    assert all(lat % 1000 == 0 for lat in shown["columns"]["lat"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_that_the_script_says_is_there(language):
    words = script_words(language)
    script = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("main.js", "lists.js", "timeline.js"))
    said = set(re.findall(r"\bsay\(\"(\w+)\"", script)) | set(re.findall(r"\bwords\.(\w+)", script))
    assert len(said) > 25
    assert said - {"typeName", "statusName", "countryName", "reason"} <= set(words)
    assert set(FAMILIES[:-1]) <= set(words["types"])


def test_the_script_has_the_types_of_the_page():
    symbols = (STATIC / "symbols.js").read_text(encoding="utf-8")
    named = re.findall(r'\["([A-Z][^"]+)", "#[0-9a-f]{6}"', symbols)
    assert tuple(named) == FAMILIES[:-1]


def test_the_vendored_files_are_those_of_the_notice():
    notice = (STATIC / "NOTICE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})`", notice, re.MULTILINE)
    assert len(rows) == 5
    for name, digest in rows:
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name


def test_the_base_map_draws_no_line_round_the_world():
    """Shapes that run on over the antimeridian give a flat map a false continent: no step is that long."""
    basemap = json.loads((STATIC / "basemap.json").read_text(encoding="utf-8"))
    lines = [r for c in basemap["countries"] for shape in c["shapes"] for r in shape]
    lines += basemap["borders"] + basemap["rivers"] + basemap["lakes"]
    for line in lines:
        x, y = line[:2]
        for step, down in zip(line[2::2], line[3::2], strict=True):
            x, y = x + step, y + down
            assert -18001 < x < 18001
            assert abs(step) < 9000 or y < -6000, (line[:2], step)  # below 60 degrees south: the rim of Antarctica

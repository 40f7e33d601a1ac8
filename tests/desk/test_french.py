"""The desk in French: every page is walked, and nothing of its own words is English."""

import json
import re
from html.parser import HTMLParser

import pytest
from signing import PASSWORD, sign_in

from watchdesk.codebooks import sub_events
from watchdesk.codebooks.folded_words import fold
from watchdesk.desk.accounts import add_user
from watchdesk.desk.app import ROOMS
from watchdesk.desk.rules import mission_rules
from watchdesk.desk.wording import PACKAGES, words_in
from watchdesk.ledger.operations import operation_names
from watchdesk.publish.wording import phrases, strings
from watchdesk.records import Count
from watchdesk.resolve.countries import load_countries
from watchdesk.store.incident_reading import every_incident_file
from watchdesk.store.reading import readings

ENGLISH, FRENCH, PHRASES = strings("en", PACKAGES), strings("fr", PACKAGES), phrases("fr", PACKAGES)
FOREIGN = {ENGLISH[key] for key in ENGLISH if ENGLISH[key] != FRENCH[key]} - set(FRENCH.values())
FOREIGN |= {english for english, french in PHRASES.items() if english != french} - set(FRENCH.values())
COUNTRIES = [words_in("fr").country(iso, "") for iso in load_countries()]
BLANK = re.compile(r"\{\w+\}")
PATTERNS = [
    re.compile(".+".join(map(re.escape, BLANK.split(text))))
    for text in FOREIGN
    if BLANK.search(text) and len(re.findall("[a-z]", BLANK.sub("", text))) > 3
]
KNOWN = {
    w for text in (*FRENCH.values(), *PHRASES.values(), *COUNTRIES) for w in fold(re.sub(r"\{\w+\}", " ", text)).split()
}
KNOWN |= {"watchdesk", "francais", "ana", "acled", "ucdp", "alpha"}

VERBATIM = {"bdi", "q", "blockquote", "del", "script", "style", "code", "kbd", "svg", "datalist", "title"}
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "line", "rect"}
NO_PAGES = re.compile(r"/api/|/map/data|/places$|/rules$|/login/oidc|/preferences$|/logout$|^/$")


class Told(HTMLParser):
    """What a page says: its texts outside of what is quoted or named, and the words of its attributes."""

    def __init__(self, page):
        super().__init__()
        self.open, self.own, self.every, self.labels, self.language = [], [], [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        self.labels += [v for k, v in attributes if k in ("aria-label", "title", "placeholder", "alt") and v]
        if held.get("id") == "told":
            self.labels += [v for k, v in attributes if k.startswith("data-") and v]
        if tag == "html":
            self.language = held["lang"]
        elif tag not in VOID:
            kept = tag in VERBATIM or held.get("class") == "text" or held.get("lang", "fr") != "fr"
            self.open.append((tag, kept))

    def handle_startendtag(self, tag, attributes):
        self.labels += [v for k, v in attributes if k in ("aria-label", "title") and v]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        text = " ".join(data.split())
        if text:
            self.every.append(text)
            if not any(kept for _, kept in self.open):
                self.own.append(text)


def english_in(page):
    """Strings of the English catalogue that stand on a page, and words of it that no French string has."""
    told = Told(page)
    assert told.language in ("fr", None)  # None: a part of a page
    own = {text.strip(" :;,.()") for text in told.own}
    quoted = {part.strip() for text in told.every for part in text.split(";") if part.count(" ") > 1}
    found = {text for text in own | quoted | set(told.labels) if text in FOREIGN}
    found |= {text for text in own if any(p.fullmatch(text) for p in PATTERNS)}
    strange = {text for text in told.own if any(is_strange(word) for word in fold(text).split())}
    return found | strange


def is_strange(word):
    """Whether no French string has this word."""
    return word.isalpha() and len(word) > 2 and word not in KNOWN


@pytest.fixture
def french(desk, browse):
    def open_browser(**changed):
        client = browse(desk, **changed)
        client.cookies.set("lang", "fr")
        return client

    return open_browser


@pytest.fixture
def addresses(store):
    """Every page of the desk, with ids of what the store holds: by the pattern of its route."""
    read = list(readings(store))
    return {
        "/incidents/{incident_id}": [f"/incidents/{file.incident.id}" for file in every_incident_file(store)],
        "/reports/{report_id}": [f"/reports/{one.report.id}" for one in read],
        "/operations/{name}": [f"/operations/{name}" for name in operation_names(read)],
        "/claims/{claim_id}": [f"/claims/{claim.id}" for one in read[:2] for claim in one.claims],
        "/queue/item/{claim_id}": [f"/queue/item/{claim.id}" for one in read[::2] for claim in one.claims],
        "/claims/{claim_id}/card": [f"/claims/{claim.id}/card" for one in read[:3] for claim in one.claims],
        "/reports/{report_id}/new": [
            f"/reports/{read[0].report.id}/new?kind={kind}&start=0&end=10"
            for kind in ("event", "figure", "statement", "mission_fact")
        ],
        "/search": ["/search", "/search?q=attack", "/search?q=%22%22"],
        "/incidents": ["/incidents", "/incidents?type=Attack", "/incidents?words=zzzz"],
    }


def test_every_page_is_walked_and_none_of_its_own_words_is_english(french, addresses):
    client = french()
    sign = client.get("/account").text.split('<meta name="csrf" content="')[1].split('"')[0]
    made = client.post("/coding", data={"csrf": sign, "title": "A", "kind": "event", "size": "3"})
    addresses["/coding/{sample_id}"] = [made.headers["location"]]
    addresses["/coding/{sample_id}/agreement"] = [made.headers["location"] + "/agreement"]
    pages = {route.path for room in ROOMS for route in room.routes if "GET" in route.methods}
    walked, faults = 0, {}
    for path in sorted(p for p in pages if not NO_PAGES.search(p)):
        assert "{" not in path or path in addresses, f"{path}: give the page an address here"
        for address in addresses.get(path, [path]):
            answer = client.get(address, follow_redirects=True)
            assert answer.status_code in (200, 400), (address, answer.status_code)
            if "text/html" not in answer.headers["content-type"]:
                continue
            faults |= {word: address for word in english_in(answer.text)}
            walked += 1
    assert faults == {}, "\n".join(f"{address}: {word}" for word, address in faults.items())
    assert walked > 60


def test_words_that_the_map_draws_are_french(french):
    page = french().get("/map").text
    words = json.loads(re.search(r'id="map-words"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    told = [v for v in words.values() if isinstance(v, str)]
    told += [v for d in words.values() if isinstance(d, dict) for v in d.values()]
    assert len(told) > 60 and not set(told) & FOREIGN


@pytest.mark.parametrize("mode", ["public", "accounts"])
def test_public_pages_and_those_of_signing_in_are_french(french, desk, addresses, mode):
    add_user(desk.store, "ana", "admin", PASSWORD)
    client = french(mode=mode)
    if mode == "accounts":
        for address in ("/login", "/login?left=true"):
            assert english_in(client.get(address).text) == set()
        assert english_in(sign_in(client, password="wrong password").text) == set()
        sign_in(client)
    marks = 0
    told = ["/account"] if mode == "accounts" else addresses["/reports/{report_id}"][:4]
    for address in (*told, *addresses["/incidents/{incident_id}"][:6], "/figures", "/questions", "/map", "/sources"):
        page = client.get(address).text
        assert english_in(page) == set()
        marks += page.count("[lieu tu]")
        assert "withheld]" not in page
    assert (marks > 0) == (mode == "public")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/incidents/nothing", 404),
        ("/reports/nothing", 404),
        ("/operations/nothing", 404),
        ("/incidents?since=hier", 400),
        ("/reports?after=x", 400),
        ("/queue?kind=" + "x" * 30, 422),
        ("/coding/nothing", 404),
    ],
)
def test_error_pages_are_french(french, address, status):
    answer = french().get(address)
    assert answer.status_code == status
    assert english_in(answer.text) == set()


def test_what_a_form_refuses_is_told_in_french_and_by_the_api_in_english(french, store):
    client = french()
    claim = next(c for one in readings(store) for c in one.claims if type(c).__name__ == "Event").id
    sign = client.get("/account").text.split('<meta name="csrf" content="')[1].split('"')[0]
    headers = {"accept": "application/json", "x-csrf-token": sign}
    sent = {"verdict": "edit", "fatalities.low": "beaucoup"}
    told = client.post(f"/claims/{claim}/judge", data=sent, headers=headers).json()
    assert told["detail"] == "le nombre de morts (bas) vaut 'beaucoup'\u00a0; attendu\u00a0: un nombre entier"
    sent = {"verdict": "edit", "fields": {"fatalities.low": "beaucoup"}}
    told = client.post(f"/api/claims/{claim}/judgements", json=sent, headers=headers).json()
    assert told["detail"].endswith("expected a whole number")


def test_every_rule_of_the_codebooks_has_french_words():
    french = words_in("fr")
    said = [entry.definition for entry in sub_events().values()]
    said += [text for rule in mission_rules().values() for text in (rule.definition, rule.more)]
    assert [text for text in said if french.phrase(text) == text] == []


@pytest.mark.parametrize("english", sorted(PHRASES))
def test_a_phrase_keeps_its_blanks(english):
    assert sorted(re.findall(r"\{(\w+)", english)) == sorted(re.findall(r"\{(\w+)", PHRASES[english]))


@pytest.mark.parametrize(
    ("n", "words"), [(0, "0 rapport"), (1, "1 rapport"), (2, "2 rapports"), (2000, "2\u202f000 rapports")]
)
def test_french_counts_none_and_one_as_one(n, words):
    assert words_in("fr").say("ledger.reports", n=n) == words


def test_one_dead_is_one_in_either_language():
    one, some = Count(low=1, high=1), Count(low=1, high=None, qualifier="at_least")
    assert words_in("fr").measure("killed", one) == "tué"
    assert [words_in("fr").measure("killed", c) for c in (some, Count(low=2, high=2))] == ["tués"] * 2
    assert words_in("en").measure("refugees", one) == "refugee"


def test_english_and_french_numbers():
    assert (words_in("en").say("ledger.reports", n=0), words_in("en").number(12000)) == ("0 reports", "12,000")
    assert (words_in("fr").share(0.875), words_in("fr").number(12000)) == ("0,88", "12\u202f000")

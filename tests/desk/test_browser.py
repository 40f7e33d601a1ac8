"""The desk as people use it, in Chromium: by keyboard, by selecting words, in French, at phone width, in public."""

import json
import re
import shutil

import pytest
from axe_core_python.sync_playwright import Axe
from own_report import keep_own
from playwright.sync_api import sync_playwright
from signing import PASSWORD
from test_hostile import keep_hostile

from watchdesk.desk.accounts import add_user
from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.merging import events_of
from watchdesk.desk.opened import Person
from watchdesk.desk.samples import code_claim, make_sample, next_claim
from watchdesk.store.incident_reading import every_incident_file, incident
from watchdesk.store.judging import judgements_of
from watchdesk.store.reading import readings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is found: apt-get install -y chromium")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, listen, desk):
    """A page on the desk: `visit("/queue", locale="fr-FR")`. It asks for nothing elsewhere, and nothing goes wrong."""
    opened, faults = [], []

    def open_page(path, *, width=1280, locale="en-GB", scheme="light", **changed):
        server = listen(desk, **changed)
        address = server.__enter__()
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale=locale, color_scheme=scheme, reduced_motion="reduce"
        )
        opened.append((server, context))
        page = watched(context, address, faults)
        page.goto(address + path)
        page.desk_address = address
        return page

    yield open_page
    for server, context in opened:
        context.close()
        server.__exit__(None, None, None)
    assert faults == []


def watched(context, address, faults):
    """A new page; what it asks for elsewhere and what goes wrong in it are put down in `faults`."""
    page = context.new_page()
    page.on("request", lambda r: faults.append(r.url) if not r.url.startswith((address, "data:")) else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda m: faults.append(m.text) if is_fault(m) else None)
    return page


def is_fault(message):
    """Whether the console tells of a fault; that the server refused something is none, the page tells it itself."""
    return message.type == "error" and "status of 4" not in message.text


def select(page, words):
    """Select words of the text as a person does."""
    page.evaluate(
        """(words) => {
            const walk = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walk.currentNode, at); range.setEnd(walk.currentNode, at + words.length);
                getSelection().removeAllRanges(); getSelection().addRange(range);
                return;
            }
            throw new Error("no such words: " + words);
        }""",
        words,
    )


def test_twenty_claims_are_judged_by_keyboard_alone(visit, store):
    page = visit("/queue")
    seen = []
    before = int(page.inner_text("#left"))
    for turn in range(20):
        claim = page.get_attribute("#item .item", "data-claim")
        seen.append(claim)
        page.keyboard.press("ar"[turn % 2])
        page.wait_for_function("(c) => document.querySelector('#item .item')?.dataset.claim !== c", arg=claim)
    assert len(set(seen)) == 20
    page.wait_for_function("(n) => Number(document.getElementById('left').textContent) === n", arg=before - 20)
    verdicts = [judgements_of(store, claim)[-1].verdict for claim in seen]
    assert verdicts == ["accept", "reject"] * 10
    page.keyboard.press("u")
    page.wait_for_function("(c) => document.querySelector('#item .item')?.dataset.claim === c", arg=seen[-1])
    assert judgements_of(store, seen[-1])[-1].verdict == "unsure"


def test_fields_are_edited_by_keyboard_and_a_wrong_value_is_told(visit, store):
    page = visit("/queue?kind=event")
    claim = page.get_attribute("#item .item", "data-claim")
    page.keyboard.press("e")
    page.fill('form.edit [name="fatalities.best"]', "many")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.edit .fault:not([hidden])")
    assert "expected a whole number" in page.inner_text("form.edit .fault")
    for name in ("low", "best", "high"):
        page.fill(f'form.edit [name="fatalities.{name}"]', "12")
    page.keyboard.press("Enter")
    page.wait_for_function("(c) => document.querySelector('#item .item')?.dataset.claim !== c", arg=claim)
    assert claim_file(store, claim).claim.deaths.best == 12
    page.keyboard.press("?")
    assert page.is_visible("#help")


def test_a_digit_opens_the_form_at_its_field_and_deaths_follow(visit, store):
    page = visit("/queue?kind=event")
    claim = page.get_attribute("#item .item", "data-claim")
    row = page.locator(".fields tr", has=page.locator("th", has_text="Deaths"))
    digit = row.locator("kbd").inner_text() if row.count() else "6"
    held = [page.input_value(f'form.edit [name="fatalities.{name}"]') for name in ("low", "best", "high")]
    page.keyboard.press(digit)
    page.keyboard.type("17")
    page.keyboard.press("Escape")
    page.keyboard.press("7")  # what was typed is kept while another field is opened
    page.keyboard.type("al")
    page.keyboard.press("Enter")  # in a choice too, where browsers open it instead
    page.wait_for_function("(c) => document.querySelector('#item .item')?.dataset.claim !== c", arg=claim)
    told = claim_file(store, claim).claim
    assert (told.deaths.best, told.status) == (17, "alleged")
    assert held[1] != held[0] or told.deaths.low == 17


def test_an_actor_is_taken_from_the_list_by_keyboard(visit, store):
    page = visit("/queue?kind=event")
    claim = page.get_attribute("#item .item", "data-claim")
    page.keyboard.press("2")
    page.keyboard.type("mi mor")
    page.wait_for_selector(".suggested:not([hidden]) li")
    assert page.locator(".suggested:not([hidden]) li").first.inner_text() == "Military Forces of Morocco"
    assert Axe().run(page)["violations"] == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value('form.edit [name="actor1.name"]') == "Military Forces of Morocco"
    page.keyboard.press("Enter")
    page.wait_for_function("(c) => document.querySelector('#item .item')?.dataset.claim !== c", arg=claim)
    assert claim_file(store, claim).claim.actor1.entity_id == "mil:MA"


def shown_own(visit, store, folder, **changed):
    """The queue at the attack of our own report; that claim's id."""
    _, attack = keep_own(store, folder)
    page = visit(f"/queue?kind=event&claim={attack.id}", **changed)
    page.wait_for_selector(f'#item .item[data-claim="{attack.id}"]')
    return page, attack.id


def until_another(page, claim):
    page.wait_for_function("(c) => document.querySelector('#item .item')?.dataset.claim !== c", arg=claim)


def key_of(page, path, label):
    """The key under which a value is offered."""
    offer = page.locator(f'.offers[data-of="{path}"] button', has_text=label).first
    return offer.get_attribute("data-key")


def value_of(page, path):
    return page.input_value(f'form.edit:not(.new) [name="{path}"]')


def test_a_digit_opens_a_field_the_next_takes_a_value_and_so_on(visit, store, tmp_path):
    page, claim = shown_own(visit, store, tmp_path)
    page.keyboard.press("2")
    assert page.is_visible('.offers[data-of="actor1.name"]')
    page.keyboard.press(key_of(page, "actor1.name", "Katiba Macina"))
    assert value_of(page, "actor1.name") == "Katiba Macina (JNIM)"
    for key in "ar":  # outside the fields nothing is judged while the form is open
        page.keyboard.press(key)
    page.keyboard.press("4")
    page.keyboard.press(key_of(page, "location.name", "Gao"))
    page.keyboard.press("7")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    until_another(page, claim)
    told = claim_file(store, claim).claim
    assert (told.actor1.name, told.place.name, told.status) == ("Katiba Macina (JNIM)", "Gao", "alleged")
    assert told.actor1.entity_id and told.place.latitude


def test_letters_take_numbers_and_days_and_signs_move_a_day(visit, store, tmp_path):
    page, claim = shown_own(visit, store, tmp_path)
    page.keyboard.press("6")
    page.keyboard.press(key_of(page, "fatalities.best", "9"))
    assert [value_of(page, f"fatalities.{p}") for p in ("low", "best", "high")] == ["9"] * 3
    page.keyboard.press("5")
    page.keyboard.press(key_of(page, "date_start", "1 June"))
    assert value_of(page, "date_start") == value_of(page, "date_end") == "2023-06-01"
    page.keyboard.press("8")
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("-")
    page.keyboard.press("Enter")
    until_another(page, claim)
    when = claim_file(store, claim).claim.when
    assert (str(when.first), str(when.last)) == ("2023-06-01", "2023-06-02")


def test_digits_within_a_typed_name_take_nothing(visit, store, tmp_path):
    page, claim = shown_own(visit, store, tmp_path)
    page.keyboard.press("2")
    page.keyboard.type("M23")
    assert value_of(page, "actor1.name") == "M23"
    left = page.inner_text("#left")
    for _ in range(2):  # the list of names, where one is open, then the form
        page.keyboard.press("Escape")
    page.keyboard.press("a")  # accepted as it is shown, without what was written
    until_another(page, claim)
    page.wait_for_function("(n) => document.getElementById('left').textContent !== n", arg=left)
    assert judgements_of(store, claim)[-1].verdict == "accept"


def test_selected_words_are_written_into_the_field_of_a_digit(visit, store, tmp_path):
    page, _ = shown_own(visit, store, tmp_path)
    select(page, "Issa Doumbo")
    page.keyboard.press("3")
    assert value_of(page, "actor2.name") == "Issa Doumbo"
    page.keyboard.press("Escape")
    select(page, "Issa Doumbo")
    page.keyboard.press("6")
    assert value_of(page, "fatalities.best") == "4", "a name is no number"


def test_a_missed_claim_is_added_in_the_queue_by_keyboard_alone_and_taken_back(visit, store, tmp_path):
    page, claim = shown_own(visit, store, tmp_path)
    page.keyboard.press("n")
    page.wait_for_selector("#words:not([hidden])")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate("getSelection().toString()").startswith("On 1 June a crowd")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.new")
    assert page.evaluate("document.activeElement.name") == "sub_event_type", "no words tell the type"
    assert Axe().run(page)["violations"] == []
    page.keyboard.type("peac")
    page.keyboard.press("Enter")  # who it may be follows from the type, and is looked at before it is kept
    page.wait_for_function(
        "() => document.querySelector('form.new [name=\"actor1.name\"]').value === 'Protesters (Mali)'"
    )
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('form.new')")
    assert page.get_attribute("#item .item", "data-claim") == claim and not judgements_of(store, claim)
    (added,) = [c for r in readings(store) for c in r.claims if c.made_by == "person:ana"]
    assert (added.sub_event_type, added.place.name, str(added.when.first)) == ("Peaceful protest", "Gao", "2023-06-01")
    page.keyboard.press("u")
    page.wait_for_function("() => document.getElementById('say').textContent === 'Undone'")
    assert claim_file(store, added.id).rejected


def test_another_kind_is_chosen_in_the_form_and_esc_leaves_it(visit, store, tmp_path):
    page, _ = shown_own(visit, store, tmp_path)
    select(page, "nine attackers")
    page.keyboard.press("n")
    page.wait_for_selector('form.new [name="low"]')
    assert page.input_value('form.new [name="low"]') == "9"
    page.click('form.new [data-new="event"]')
    page.wait_for_selector('form.new [name="actor1.name"]')
    for _ in range(2):  # out of the field, then out of the form
        page.keyboard.press("Escape")
    assert page.locator("form.new").count() == 0


def test_the_values_offered_are_named_in_french_and_fit_a_phone(visit, store, tmp_path):
    page, _ = shown_own(visit, store, tmp_path, width=390, locale="fr-FR", scheme="dark")
    page.keyboard.press("5")
    assert "jour du rapport" in page.inner_text('.offers[data-of="date_start"]')
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Axe().run(page)["violations"] == []
    page.locator('.offers[data-of="date_start"] button', has_text="1 June").click()
    assert value_of(page, "date_start") == "2023-06-01"


def test_judgements_still_on_their_way_are_kept_when_the_page_is_left(visit, store):
    page = visit("/queue")
    seen = []
    for key in "arar":
        claim = page.get_attribute("#item .item", "data-claim")
        seen.append(claim)
        page.keyboard.press(key)
        page.wait_for_function("(c) => document.querySelector('#item .item')?.dataset.claim !== c", arg=claim)
    page.goto(page.desk_address + "/reports")
    page.wait_for_timeout(1500)
    assert [[j.verdict for j in judgements_of(store, claim)] for claim in seen] == [["accept"], ["reject"]] * 2


def test_a_span_is_corrected_by_selecting_words(visit, store):
    page = visit("/queue?kind=event")
    claim = page.get_attribute("#item .item", "data-claim")
    words = page.inner_text("#item .text .m").split()[0]
    select(page, words)
    page.click('#words [data-field="location.mention"], #words [data-field="cue"]')
    page.wait_for_function("() => document.getElementById('words').hidden")
    page.wait_for_selector(".voices")
    corrected = claim_file(store, claim).judgements[-1]
    assert corrected.verdict == "edit"
    assert json.loads(corrected.changes[-1].new)["text"] == words


def test_a_missed_claim_is_added_by_selecting_words(visit, store):
    reading = next(iter(readings(store)))
    page = visit(f"/reports/{reading.report.id}")
    words = " ".join(reading.report.text.split("\n")[0].split()[:2])
    select(page, words)
    page.click('#words [data-new="figure"]')
    page.select_option('form.new [name="measure"]', "injured")
    page.fill('form.new [name="low"]', "4")
    page.fill('form.new [name="high"]', "6")
    with page.expect_navigation():
        page.click("form.new button[type=submit]")
    page.wait_for_selector(".card.lit")
    added = claim_file(store, page.get_attribute(".card.lit", "data-claim"))
    assert (added.by_person, added.claim.words.text, added.claim.count.high) == (True, words, 6)


def test_incidents_are_split_and_merged_after_a_preview(visit, store):
    file = max(every_incident_file(store), key=lambda f: len(events_of(f)))
    page = visit(f"/incidents/{file.incident.id}")
    last = events_of(file)[-1]
    page.check(f'input[value="{last}"]')
    page.click("form[hx-post$='split/preview'] button")
    page.wait_for_selector(".preview")
    assert page.locator(".outcomes > div").count() == 2
    with page.expect_navigation():
        page.click(".preview button")
    apart = claim_file(store, last).incident_id
    assert apart != file.incident.id
    page.fill('input[name="other"]', apart)
    page.click("form[hx-post$='merge/preview'] button")
    page.wait_for_selector(".preview")
    assert page.locator(".outcomes > div").count() == 1
    with page.expect_navigation():
        page.click(".preview button")
    assert len(events_of(incident(store, file.incident.id))) == len(events_of(file))


@pytest.fixture
def accounts(chromium, listen, desk):
    """Pages of people who signed in, each in a browser of their own: `accounts("ana", "ben")`."""
    opened, faults = [], []
    with listen(desk, mode="accounts") as address:

        def sign_in(name):
            context = chromium.new_context(locale="en-GB", base_url=address, reduced_motion="reduce")
            opened.append(context)
            page = watched(context, address, faults)
            page.goto("/login")
            page.fill('[name="name"]', name)
            page.fill('[name="password"]', PASSWORD)
            page.click("main form button")
            page.wait_for_selector("nav")
            return page

        yield sign_in
        for context in opened:
            context.close()
    assert faults == []


def fill_in(page, **values):
    """Write into the form of a claim that is coded blind; what is not named is left empty."""
    for name, value in values.items():
        field = page.locator(f'form.code [name="{name.replace("__", ".")}"]')
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


FIRST = {"sub_event_type": "Attack", "status": "occurred", "time_precision": "1", "fatalities__best": "3"}
SECOND = {"sub_event_type": "Armed clash", "status": "alleged", "time_precision": "1", "fatalities__best": "10"}


def test_two_coders_disagree_and_the_editor_settles(accounts, store):
    add_user(store, "ana", "editor", PASSWORD)
    add_user(store, "ben", "coder", PASSWORD)
    ana, ben = accounts("ana"), accounts("ben")

    ana.goto("/coding")
    ana.fill('[name="title"]', "Events of March")
    ana.select_option('[name="kind"]', "event")
    ana.fill('[name="size"]', "3")
    ana.click("text=Draw it")
    claims = []
    for values in (FIRST, SECOND, FIRST):
        ana.wait_for_selector("form.code")
        claims.append(ana.get_attribute("form.code", "action").rpartition("/")[2])
        fill_in(ana, **values)
        with ana.expect_navigation():
            ana.click("form.code button.go")
    assert len(set(claims)) == 3
    ana.wait_for_url("**/coding")

    ben.goto("/queue?why=second")
    assert ben.inner_text("#left") == "3"
    for claim, values in zip(claims, (FIRST | {"status": "alleged", "fatalities__best": "5"}, SECOND), strict=False):
        ben.wait_for_selector(f'.item[data-blind][data-claim="{claim}"]')
        assert ben.locator("form.code").evaluate("f => [...new FormData(f).values()].filter(Boolean).length") == 1
        ben.keyboard.press("a")
        ben.wait_for_function("() => document.getElementById('say').textContent.includes('coded blind')")
        ben.keyboard.press("e")
        fill_in(ben, **values)
        ben.wait_for_selector(".chosen-rule:not([hidden])")
        ben.keyboard.press("Enter")
    ben.wait_for_selector(f'.item[data-blind][data-claim="{claims[2]}"]')
    ben.click("form.code button.no")
    ben.wait_for_function("() => document.getElementById('left').textContent === '0'")
    assert [claim_file(store, claim).judgements for claim in claims] == [()] * 3, "nothing is in force before"

    ana.goto("/coding")
    ana.click("text=Agreement")
    rows = ana.locator("table.agreed tbody tr").all_inner_texts()
    table = {name: rest for name, *rest in (row.split("\t") for row in rows)}
    assert table["Is it said"] == ["0.00", "3", "1"]
    assert table["Type"] == ["1.00", "2", "0"]
    assert table["Status"] == ["0.00", "2", "1"]
    assert table["Deaths, best"] == ["0.92", "2", "1"]
    assert table["How sharp"] == ["–", "2", "0"], "where nothing varies no agreement can be told"
    assert ana.locator(".difference").count() == 2

    for claim in (claims[0], claims[2]):
        with ana.expect_navigation():
            ana.click(f'.difference[data-claim="{claim}"] button:has-text("As ben coded it")')
    assert "In force: corrected, by ana" in ana.inner_text(f'.difference[data-claim="{claims[0]}"]')
    assert "In force: rejected, by ana" in ana.inner_text(f'.difference[data-claim="{claims[2]}"]')
    first, second, third = (claim_file(store, claim) for claim in claims)
    assert (first.claim.sub_event_type, first.claim.status, first.claim.deaths.best) == ("Attack", "alleged", 5)
    assert (first.judgements[-1].by, second.judgements, third.rejected) == ("ana", (), True)


def test_the_desk_speaks_french(visit, store):
    page = visit("/queue", locale="fr-FR")
    assert page.get_attribute("html", "lang") == "fr"
    assert "Affirmations à juger" in page.inner_text(".queue .count")
    page.click(".menu summary")
    page.click('.menu a[hreflang="en"]')
    assert page.get_attribute("html", "lang") == "en"


def test_the_public_sees_no_private_person_and_no_sharp_place(visit, desk, store):
    page = visit("/incidents", mode="public")
    assert page.locator("nav a", has_text="Queue").count() == 0
    private = {n for r in readings(store) for n in desk.private(r.report, r.claims)}
    assert private, "the reports of this desk name private persons"
    points = re.compile(r"-?\d{1,3}\.\d{2,}, -?\d{1,3}\.\d{2,}")
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(private)))
    paths = [f"/incidents/{file.incident.id}" for file in every_incident_file(store)]
    for path in [
        *paths,
        "/incidents",
        "/figures",
        "/operations",
        "/questions",
        "/sources",
        f"/search?q={min(private)}",
    ]:
        page.goto(page.desk_address + path)
        text = page.inner_text("main")
        assert len(text) > 20 and not named.search(text) and not points.search(text), path
    reports = [page.request.get(f"{page.desk_address}/api/reports/{r.report.id}").json() for r in readings(store)]
    assert reports and not named.search(json.dumps(reports, ensure_ascii=False))
    assert not any("text" in report["document"] for report in reports)
    places = [e["location"] for report in reports for e in report["events"] if e["location"]]
    assert any(place["latitude"] is not None for place in places)
    assert all(round(p["latitude"], 1) == p["latitude"] for p in places if p["latitude"] is not None)
    for path in ("/queue", "/judged", "/judged.zip"):
        assert page.request.get(page.desk_address + path).status == 403


def every_page(store):
    reading = next(iter(readings(store)))
    file = max(every_incident_file(store), key=lambda f: len(events_of(f)))
    return [
        "/queue", "/incidents", f"/incidents/{file.incident.id}", "/reports", f"/reports/{reading.report.id}",
        "/figures", "/operations", "/operations/MINUSMA", "/questions", "/sources", "/search?q=moura", "/coding",
        "/account", "/nothing", "/judged",
    ]  # fmt: skip


def pages_of_a_sample(desk):
    """A claim to be coded blind, on its own page and in the queue, and what two others made of the first."""
    sample = make_sample(desk, Person(name="eva", role="editor"), "Figures", "figure", 2)
    said = {"measure": "killed", "qualifier": "exact", "status": "occurred"}
    for name, low in (("ben", "3"), ("eva", "4")):
        claim = next_claim(desk, Person(name=name, role="coder"), sample)
        code_claim(desk, Person(name=name, role="coder"), sample, claim, said | {"low": low, "high": low})
    return ["/queue?why=first", f"/coding/{sample}", f"/coding/{sample}/agreement"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_no_barrier_on_any_page_and_none_is_wider_than_the_screen(
    chromium, listen, desk, store, width, scheme
):
    found = {}
    with listen(desk) as address:
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        for path in every_page(store) + pages_of_a_sample(desk):
            page.goto(address + path)
            if path == "/queue":
                page.keyboard.press("e")
            faults = Axe().run(page)["violations"]
            wide = page.evaluate("document.documentElement.scrollWidth") - width
            told = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in faults]
            if told or wide > 0:
                found[path] = (told, wide)
        context.close()
    assert found == {}


def test_a_hostile_report_does_nothing_in_any_page(visit, store):
    report_id, incident_ids = keep_hostile(store)
    page = visit(f"/reports/{report_id}")
    paths = ["/queue", "/reports", "/incidents", "/search?q=pwned", "/figures", "/sources"]
    for path in [*paths, *(f"/incidents/{i}" for i in incident_ids)]:
        page.goto(page.desk_address + path)
        assert page.evaluate("window.pwned") is None
        assert page.locator("main script, main svg:not(.ranges):not(.plot), main img, main iframe").count() == 0

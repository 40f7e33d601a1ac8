"""The map in Chromium: filters and days change what is shown, Leaflet where no WebGL is, nothing from elsewhere."""

import shutil
import threading
import time
from dataclasses import replace

import pytest
import uvicorn
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from watchdesk.desk.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is found: apt-get install -y chromium")

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
ENGINES = {"MapLibre GL": WEBGL, "Leaflet": ["--disable-3d-apis"]}


@pytest.fixture
def address(desk):
    server = uvicorn.Server(uvicorn.Config(create_app(replace(desk, hosts=("127.0.0.1",))), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module", params=ENGINES)
def browser(request):
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET + ENGINES[request.param])
        made.engine = request.param
        yield made
        made.close()


@pytest.fixture
def open_map(browser, address):
    """The map once it is drawn. It asks for nothing elsewhere, and nothing goes wrong."""
    opened, faults = [], []

    def opening(*, width=1280, locale="en-GB", scheme="light", at=""):
        size = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, locale=locale, color_scheme=scheme, reduced_motion="reduce")
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(90_000)
        page.on(
            "request", lambda r: faults.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None
        )
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.goto(f"{address}/map{at}")
        page.wait_for_selector('#map-page[data-state="ready"]')
        return page

    yield opening
    for context in opened:
        context.close()
    assert faults == []


def shown(page):
    return int(page.get_attribute("#map-page", "data-shown"))


def test_filters_and_days_change_what_is_shown(open_map, browser):
    page = open_map()
    assert page.get_attribute("#map-page", "data-engine") == browser.engine
    assert page.is_visible("#map-plain") == (browser.engine == "Leaflet")
    whole = shown(page)
    listed = int(page.inner_text("#map-seen-count")) + int(page.inner_text("#map-off-count"))
    assert whole == listed > 10, "what is in view and what is not on the map are all that is shown"

    page.uncheck('[data-family="Battles"]')
    without = shown(page)
    assert 0 < without < whole
    page.reload()
    page.wait_for_selector('#map-page[data-state="ready"]')
    assert shown(page) == without, "the address keeps the filters"
    page.click("#map-reset")
    assert shown(page) == whole

    first = page.locator("#map-time [role=slider]").first
    before = first.get_attribute("aria-valuetext")
    first.press("PageUp")
    first.press("PageUp")
    assert first.get_attribute("aria-valuetext") > before
    assert page.input_value("#map-from") == first.get_attribute("aria-valuetext")
    assert shown(page) < whole

    box = page.locator("#map-time canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.98, box["y"] + 30, steps=4)
    page.mouse.up()
    middle = first.get_attribute("aria-valuenow")
    assert (
        int(middle) > (int(first.get_attribute("aria-valuemin")) + int(first.get_attribute("aria-valuemax"))) / 2 - 40
    )
    page.mouse.click(box["x"] + 40, box["y"] + 30)
    assert shown(page) == whole, "a click alone chooses all days again"


def test_every_entry_leads_to_its_incident(open_map):
    page = open_map()
    target = page.locator("#map-seen a").first.get_attribute("href")
    assert target.startswith("/incidents/")
    page.locator("#map-seen a").first.click()
    page.wait_for_url(f"**{target}")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anyone_can_use_it(open_map, width, scheme):
    page = open_map(width=width, scheme=scheme, locale="fr-FR")
    assert page.inner_text("h1") == "Carte et chronologie"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []

"""What the review of review_list.py takes at the desk, counted: `python evals/review_desk.py [--kind event] [--waits]`.

Drives the real queue in headless Chromium and judges forty claims, most of it by keyboard; every key and click goes through
the counter. A chord is one key, a drag one click. What a person does:

- accepts by `a`, rejects by `r`; the claim's passage is always in sight, marked in its text.
- corrects: the field's digit opens the form there, the value is typed, Enter saves. Further fields: Tab, or Esc and their
  digit. A choice is taken by its first letters; an actor by two letters of the first word and letters of the last one
  until it is among the first three of the list, Down, Enter; a place by its name, Down, Enter; what no list has is
  typed in full, the letters tried before counted too. Deaths and days that are the same follow.
- puts other words under a field: a drag over them, a click on the field.
- adds a missed claim: a click on the report's name, a drag over words, a click on the kind, the fields, Enter; back by a
  click on the queue's name.

At the end the store is read: every judgement must be the one of the list. Printed: keys and clicks by what they were for,
seconds by the keystroke-level model, and (not counted there) how long the desk took from a key to the next claim.
"""

from __future__ import annotations

import argparse
import pathlib
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import Any

from map_frame import served
from review_list import Decision, Effort, Missed, ReviewList, make_list, mixture, told

from watchdesk.codebooks.folded_words import fold
from watchdesk.desk.claim_fields import IN_A_LINE, fields_of
from watchdesk.desk.claim_files import claim_file
from watchdesk.store.corrections import quotes_in
from watchdesk.store.judging import judgements_of
from watchdesk.store.opening import Store
from watchdesk.store.reading import readings

DRAWN = {"fatalities.low": "fatalities.best", "fatalities.high": "fatalities.best", "date_end": "date_start", "high": "low", "personnel.high": "personnel.low"}  # fmt: skip
LETTERS_S = 0.16  # how long a person's next key comes after a letter, so that lists are shown as they would be


@dataclass(slots=True)
class Driver:
    """A person at the desk: a page, and the counter that every key and click goes through."""

    page: Any
    effort: Effort = field(default_factory=Effort)
    waits_s: list[float] = field(default_factory=list)

    def press(self, purpose: str, key: str) -> None:
        self.effort.key(purpose)
        self.page.keyboard.press(key)

    def type(self, purpose: str, text: str) -> None:
        self.effort.key(purpose, len(text))
        self.page.keyboard.type(text)

    def click(self, purpose: str, selector: str) -> None:
        self.effort.click(purpose)
        self.page.click(selector)

    def drag(self, purpose: str, words: str) -> None:
        """Select words as the mouse does: from the left edge of their first letter to the right edge of their last."""
        before, ends = None, self.page.evaluate(ENDS, words)
        while ends != before:  # the page may still be scrolling to where it was asked to open
            self.page.wait_for_timeout(150)
            before, ends = ends, self.page.evaluate(ENDS, words)
        self.effort.click(purpose)
        mouse = self.page.mouse
        mouse.move(*ends[0])
        mouse.down()
        mouse.move(*ends[1], steps=6)
        mouse.up()
        self.page.wait_for_selector("#words:not([hidden])")

    def claim(self) -> str:
        return str(self.page.get_attribute("#item .item", "data-claim"))

    def until_next(self, claim: str) -> None:
        start = time.perf_counter()
        self.page.wait_for_function(
            "(c) => !document.querySelector('#item .item') || document.querySelector('#item .item').dataset.claim !== c",
            arg=claim,
        )
        self.waits_s.append(time.perf_counter() - start)


ENDS = """(words) => {
    const walk = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT), nodes = [];
    let text = "";
    while (walk.nextNode()) { nodes.push([text.length, walk.currentNode]); text += walk.currentNode.data; }
    const first = text.indexOf(words), last = first + words.length;
    if (first < 0) throw new Error("no such words: " + words);
    const at = (place) => nodes.findLast(([start]) => start <= place);
    at(first)[1].parentElement.scrollIntoView({ block: "center" });
    const edge = (place, right) => {
        const [start, node] = at(place), range = document.createRange();
        range.setStart(node, place - start); range.setEnd(node, place - start + 1);
        const box = [...range.getClientRects()].find((b) => b.width) ?? range.getBoundingClientRect();
        return [right ? box.right - 0.5 : box.left + 0.5, box.top + box.height / 2];
    };
    return [edge(first, false), edge(last - 1, true)];
}"""


def review(driver: Driver, address: str, kind: str, found: ReviewList) -> None:
    """The whole list, one claim after the other as the queue shows them."""
    page, decisions = driver.page, {d.claim.id: d for d in found.decisions}
    waiting = list(found.missed)
    page.goto(f"{address}/queue?kind={kind}")
    for _ in range(len(decisions)):
        page.wait_for_selector("#item .item")
        while missed := next((m for m in waiting if m.reading.report.id == report_of(driver, decisions)), None):
            waiting.remove(missed)
            add(driver, missed)
            page.goto(f"{address}/queue?kind={kind}")  # the filter, which the click on the queue's name forgets
            page.wait_for_selector("#item .item")
        decide(driver, decisions[driver.claim()])


def report_of(driver: Driver, decisions: dict[str, Decision]) -> str:
    """The report of the claim that is shown."""
    return decisions[driver.claim()].reading.report.id


def decide(driver: Driver, one: Decision) -> None:
    claim = driver.claim()
    if one.words:
        path, words = one.words
        driver.drag("other words", words)
        driver.click("other words", f'#words [data-field="{path}"]')
        driver.page.wait_for_selector(".voices")
    if one.fields:
        write_fields(driver, one)
    elif one.verdict == "edit":
        driver.press("next", "j")
    else:
        driver.press(one.verdict, one.verdict[0])
    driver.until_next(claim)


def write_fields(driver: Driver, one: Decision) -> None:
    """The form opened at the first field that differs, and left by Enter."""
    order = [f.path for f in fields_of(one.claim)]
    keys = {f.path: f.key for f in fields_of(one.claim)}
    form = driver.page.locator("#item form.edit")
    wanted = [p for p in order if p in one.fields]
    leader = next((p for p in wanted if keys[p]), None)
    start = DRAWN.get(wanted[0], wanted[0]) if wanted[0] in IN_A_LINE else wanted[0]
    driver.press("fields", keys.get(start) or keys[leader or order[0]])
    at = start
    for path in sorted(wanted, key=lambda p: (p != start, order.index(p))):
        if form.locator(f'[name="{path}"]').input_value() == one.fields[path]:
            continue
        step(driver, form, at, path, keys[path], "fields")
        at = path
        write(driver, form, path, one.fields[path], "fields")
    driver.press("fields", "Enter")


def step(driver: Driver, form: Any, at: str, path: str, key: str, purpose: str) -> None:
    """From one field to another: by Tab or Shift+Tab, or by Esc and its digit where that is less."""
    names = form.evaluate("(f) => [...f.elements].filter((e) => e.type !== 'hidden' && e.name).map((e) => e.name)")
    far = names.index(path) - names.index(at)
    if key and (far > 2 or far < -2):
        driver.press(purpose, "Escape")
        driver.press(purpose, key)
    for _ in range(20):
        if driver.page.evaluate("document.activeElement.name") == path:
            return
        driver.press(purpose, "Shift+Tab" if far < 0 else "Tab")
    raise AssertionError(f"the form has no way from {at} to {path}")


def write(driver: Driver, form: Any, path: str, value: str, purpose: str) -> None:
    """A value into the field that has the cursor, in as few keys as the page allows."""
    box = form.locator(f'[name="{path}"]')
    kind = box.evaluate(
        "(e) => e.tagName === 'SELECT' ? 'choice' : e.type === 'date' ? 'date' : e.dataset.suggest ?? 'text'"
    )
    if kind == "date" and not value:
        driver.press(purpose, "Delete")
    elif kind == "choice":
        choose(driver, box, value, purpose)
    elif kind == "date":
        driver.type(purpose, f"{value[5:7]}{value[8:10]}{value[:4]}")  # as en-US writes days
    elif not value:
        driver.press(purpose, "Delete")
    elif kind in ("actors", "places"):
        suggest(driver, box, kind, value, purpose)
    else:
        driver.type(purpose, value)


def choose(driver: Driver, box: Any, value: str, purpose: str) -> None:
    """A choice by the first letters of its name, as browsers take them; then Down while it is not the one."""
    names = box.evaluate("(e) => [...e.options].map((o) => [o.value, o.text])")
    text = next(t for v, t in names if v == value)
    for many in range(1, len(text) + 1):
        first = next(v for v, t in names if t.lower().startswith(text[:many].lower()))
        if first == value:
            driver.type(purpose, text[:many])
            break
    driver.page.wait_for_timeout(1100)  # the browser forgets the letters, as between two fields
    assert box.input_value() == value, (value, box.input_value())


def suggest(driver: Driver, box: Any, kind: str, value: str, purpose: str) -> None:
    """A name out of the list under its field: Down and Enter once it stands among the first three; else typed in full.

    For an actor, two letters of the first word and then letters of the last one; a place is looked for under its whole
    name.
    """
    page, listed = driver.page, f"#{box.get_attribute('aria-controls')}:not([hidden]) li"
    page.keyboard.press("Control+a")  # the digit or Tab that came here has marked it already
    words = [w.strip("()") for w in value.split()]
    start = f"{words[0][:2]} " if kind == "actors" and len(words) > 1 else ""
    tries = [start + words[-1][:n] for n in range(2, len(words[-1]) + 1)] if kind == "actors" else [value]
    written = ""
    for one in tries:
        driver.type(purpose, one.removeprefix(written))
        written = one
        page.wait_for_timeout(LETTERS_S * 1000)
        page.wait_for_function("(q) => document.activeElement.dataset.offered === q", arg=one.strip())
        names = page.locator(listed).all_inner_texts()
        named = [fold(t.partition(",")[0]) if kind == "places" else t for t in names]
        wanted = fold(value) if kind == "places" else value
        right = named.index(wanted) if wanted in named else 9
        if right < 3:
            for _ in range(right + 1):
                driver.press(purpose, "ArrowDown")
            driver.press(purpose, "Enter")
            assert kind == "places" or box.input_value() == value, (value, box.input_value())
            return
        if not names and kind == "actors":
            break
    if written != value:
        driver.press(purpose, "Control+a")
        driver.type(purpose, value)


def add(driver: Driver, missed: Missed) -> None:
    purpose = "missed claims"
    driver.click(purpose, "#item .meta a[href^='/reports/']")
    driver.page.wait_for_selector(".card .body:not([hidden])")
    driver.page.wait_for_load_state("networkidle")
    driver.drag(purpose, missed.words)
    driver.click(purpose, '#words [data-new="event"]')
    driver.page.wait_for_selector("form.new")
    form, at = driver.page.locator("form.new"), "sub_event_type"
    names = form.evaluate("(f) => [...f.elements].map((e) => e.name)")
    order = sorted(missed.fields, key=lambda p: (names.index(DRAWN.get(p, p)), p != DRAWN.get(p, p)))
    for path in order:
        if form.locator(f'[name="{path}"]').input_value() != missed.fields[path]:
            label = form.locator(f'label:has([name="{path}"])')
            step(driver, form, at, path, label.get_attribute("data-key") or "", purpose)
            write(driver, form, path, missed.fields[path], purpose)
            at = path
    with driver.page.expect_navigation():
        driver.press(purpose, "Enter")
    driver.page.wait_for_selector(".card.lit")
    driver.click(purpose, "header.bar a[href='/queue']")


def check(store: Store, found: ReviewList) -> None:
    """That the store holds what was decided, every value of it."""
    for one in found.decisions:
        held = judgements_of(store, one.claim.id)
        assert held and held[-1].verdict == one.verdict, (one.claim.id, one.verdict, held)
        file = claim_file(store, one.claim.id)
        now = {f.path: f.value for f in fields_of(file.claim)}
        differ = {p: (v, now[p]) for p, v in one.fields.items() if not same(p, v, now[p])}
        assert not differ, (one.claim.id, differ)
        assert not one.words or one.words[1] in {q.text for q in quotes_in(file.claim)}, one.words
    added = [c for r in readings(store) for c in r.claims if c.made_by.startswith("person:")]
    told = sorted({f.path: f.value for f in fields_of(c)}["date_start"] for c in added)
    assert told == sorted(m.fields["date_start"] for m in found.missed), told


def same(path: str, wanted: str, held: str) -> bool:
    """Whether a field holds what was to be written; a place picked from the gazetteer has its spelling."""
    return held == wanted or (path == "location.name" and fold(held) == fold(wanted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", default="", help="only claims of a kind: event, figure, statement, mission_fact")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium is found: apt-get install -y chromium")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "review.db"
        found = make_list(path, given.kind)
        print(mixture(found))
        with served(str(path)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--lang=en-US"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
            driver = Driver(page)
            start = time.perf_counter()
            review(driver, address, given.kind, found)
            whole = time.perf_counter() - start
            page.wait_for_timeout(500)
            browser.close()
        check(found.store, found)
        found.store.close()
    print(told("desk", driver.effort))
    waits = sorted(driver.waits_s)
    print(
        f"from a judgement to the next claim: median {statistics.median(waits) * 1000:.0f} ms, slowest {waits[-1] * 1000:.0f} ms; "
        f"the whole run {whole:.0f} s"
    )


if __name__ == "__main__":
    main()

"""What the review of review_list.py takes at the desk, counted: `python evals/review_desk.py [--kind event]`.

Drives the real queue in headless Chromium and judges forty claims, most of it by keyboard; every key and click goes through
the counter. A chord is one key, a drag one click. What a person does:

- accepts by `a`, rejects by `r`; the claim's passage is always in sight, marked in its text.
- corrects: the field's digit opens the form there. Where the value is among those offered, its key takes it, and the next
  field's digit may follow at once. Else a name that stands in the text is selected there before the digit is pressed, and
  what it lacks typed behind it; the rest is typed: an actor by two letters of the first word and letters of the last one
  until it is among the first three of the list, Down, Enter; a place by its name, Down, Enter; what no list has in full,
  the letters tried before counted too. A choice without a key is taken by its first letters. From a field in which something
  was typed to another: Tab, or Esc and its digit. Deaths and days that are the same follow. Enter saves.
- puts other words under a field: a drag over them, a click on the field.
- adds a missed claim: a drag over its words, `n`, the fields that the reader proposes wrongly, Enter.

The person looks at all that is offered and always finds the shortest way: what they read and think is not counted, here as
in the spreadsheet. At the end the store is read: every judgement must be the one of the list. Printed: keys and clicks by what
they were for, seconds by the keystroke-level model, and (not counted there) how long the desk took from a key to the next
claim.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from map_frame import served
from review_list import Decision, Effort, Missed, ReviewList, make_list, mixture, told

from watchdesk.codebooks.folded_words import fold
from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.claim_files import claim_file
from watchdesk.records import Event, Names
from watchdesk.resolve.names import open_names
from watchdesk.store.corrections import quotes_in
from watchdesk.store.judging import judgements_of
from watchdesk.store.opening import Store
from watchdesk.store.reading import readings

DRAWN = {"fatalities.low": "fatalities.best", "fatalities.high": "fatalities.best", "date_end": "date_start", "high": "low", "personnel.high": "personnel.low"}  # fmt: skip
SORTS = {"status": "choice", "sub_event_type": "choice", "low": "number", "high": "number"}
TRIES, SETTLES_MS = 8, 120
FREE = ("time_precision", "qualifier", "personnel.qualifier", "place_id", "why")
"""Fields that the coding does not settle."""
LEAST = 4  # letters of a name from which selecting it is quicker than typing
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
        """Select words as the mouse does: from the left edge of their first letter to the right edge of their last.

        The page may still be laid out anew or scroll meanwhile; where other words are selected then, it is the browser that
        was late and not the person, who would see it: selected once more, counted once.
        """
        self.effort.click(purpose)
        for _ in range(TRIES):
            before, ends = None, self.page.evaluate(ENDS, words)
            while ends != before:
                self.page.wait_for_timeout(SETTLES_MS)
                before, ends = ends, self.page.evaluate(ENDS, words)
            mouse = self.page.mouse
            mouse.move(*ends[0])
            mouse.down()
            mouse.move(*ends[1], steps=6)
            mouse.up()
            if self.page.evaluate("chosenWords()?.words") == words:
                return
            self.page.evaluate("getSelection().removeAllRanges()")
        raise AssertionError(f"the page never stood still while {words!r} was selected")

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
        decide(driver, decisions[driver.claim()])


def report_of(driver: Driver, decisions: dict[str, Decision]) -> str:
    """The report of the claim that is shown."""
    return decisions[driver.claim()].reading.report.id


def decide(driver: Driver, one: Decision) -> None:
    claim = driver.claim()
    if one.words:
        path, words = one.words
        driver.drag("other words", words)
        driver.page.wait_for_selector("#words:not([hidden])")
        driver.click("other words", f'#words [data-field="{path}"]')
        driver.page.wait_for_selector(".voices")
    if one.fields:
        Form(driver, "#item form.edit:not(.new)", "fields").fill(one.fields)
        driver.press("fields: save", "Enter")
    elif one.verdict == "edit":
        driver.press("next", "j")
    else:
        driver.press(one.verdict, one.verdict[0])
    driver.until_next(claim)


def add(driver: Driver, missed: Missed) -> None:
    """A claim of the report that is shown, begun on its words and filled in as far as the reader did not."""
    page = driver.page
    driver.drag("missed claims: begin", missed.words)
    driver.press("missed claims: begin", "n")
    page.wait_for_function("() => !starting && document.querySelector('form.new')")
    assert page.input_value('form.new [name="kind"]') == "event"
    form = Form(driver, "#item form.new", "missed claims")
    wanted = everything(form.order(), missed)
    form.at = form.cursor()
    form.fill({"sub_event_type": wanted.pop("sub_event_type")})
    if form.at == "sub_event_type":
        driver.press("missed claims: way", "Enter")
    page.wait_for_function("() => !starting")
    form.at = form.cursor()
    form.fill(wanted)
    driver.press("missed claims: save", "Enter")
    page.wait_for_selector("form.new .fault:not([hidden]), .fresh:empty", state="attached")
    assert not page.locator("form.new").count(), page.inner_text("form.new .fault")


def everything(paths: Iterable[str], missed: Missed) -> dict[str, str]:
    """What each field of a missed event must say; what its coding does not have is to be empty."""
    return {path: missed.fields.get(path, "") for path in paths if path not in FREE}


@dataclass(slots=True)
class Form:
    """The form of a claim, and where the cursor is: in the field `at`, outside all of them (""), or the form is closed
    (None)."""

    driver: Driver
    selector: str
    purpose: str
    at: str | None = None

    def fill(self, fields: dict[str, str]) -> None:
        """Every field that differs, in the order of the form, those that follow another one after it; the fields that are
        not to be changed hold in the end what they held before."""
        wanted = {path: self.held(path) for path in self.order() if path not in FREE} | fields
        for path in sorted(wanted, key=lambda p: (self.order().index(DRAWN.get(p, p)), p != DRAWN.get(p, p))):
            if self.held(path) != wanted[path]:
                self.write(path, wanted[path], wanted)

    def write(self, path: str, value: str, fields: dict[str, str]) -> None:
        """One value, the shortest way that the page has."""
        page, sort = self.driver.page, self.sort(path)
        purpose = f"{self.purpose}: {SORTS.get(path, 'number' if path.startswith('fatalities') else sort)}"
        named = sort in ("text", "actors", "places")
        offer = self.offer(path, value, fields)
        listed = sort == "actors" and any(actor.name == value for actor in names().actors_called(value))
        start = "" if offer or listed or not named else copied(self.driver, value)
        if start and self.at in (None, "") and self.key(path):
            self.driver.drag(purpose, start)
        self.go(path)
        if offer:
            self.driver.press(purpose, offer)
            self.at = self.cursor()
        elif start and self.held(path) == start:
            page.keyboard.press("End")  # where the cursor stands already
            self.driver.type(purpose, value[len(start) :])
            if sort == "places":
                pick(self.driver, self.box(path), sort, value, purpose)
        elif not value:
            self.driver.press(purpose, "Delete")
        elif sort == "choice":
            choose(self.driver, self.box(path), value, purpose)
        elif sort == "date":
            self.driver.type(purpose, f"{value[5:7]}{value[8:10]}{value[:4]}")  # as en-US writes days
        elif sort in ("actors", "places"):
            suggest(self.driver, self.box(path), sort, value, purpose)
        else:
            self.driver.type(purpose, value)

    def go(self, path: str) -> None:
        """To a field: by its digit, from another one by Tab or by Esc and the digit, whichever is less."""
        order, purpose = self.order(), f"{self.purpose}: way"
        lead = next(p for p in reversed(order[: order.index(path) + 1]) if self.key(p))
        if self.at not in (None, ""):
            far = order.index(path) - order.index(self.at)
            if abs(far) > 2 + order.index(path) - order.index(lead):
                self.driver.press(purpose, "Escape")
                self.at = None
        if self.at in (None, ""):
            self.driver.press(purpose, self.key(lead))
            self.at = lead
        while self.at != path:
            self.driver.press(purpose, "Shift+Tab" if order.index(path) < order.index(self.at) else "Tab")
            self.at = self.cursor()
        assert self.cursor() == path, (self.cursor(), path)

    def offer(self, path: str, value: str, fields: dict[str, str]) -> str | None:
        """The key of an offer that gives this value, and to other fields theirs, if there is such a one."""
        found = []
        offers = self.driver.page.locator(f'{self.selector} .offers[data-of="{path}"] button')
        for key, text in offers.evaluate_all("(all) => all.map((b) => [b.dataset.key, b.dataset.values])"):
            values = json.loads(text)
            if values[path] == value:
                others = [p for p in values if p not in FREE and p in fields]
                found.append((sum(values[p] != fields[p] for p in others), str(key)))
        return min(found)[1] if found else None

    def box(self, path: str) -> Any:
        return self.driver.page.locator(f'{self.selector} [name="{path}"]')

    def held(self, path: str) -> str:
        return str(self.box(path).input_value())

    def key(self, path: str) -> str:
        label = self.driver.page.locator(f'{self.selector} label:has([name="{path}"])')
        return str(label.get_attribute("data-key") or "")

    def sort(self, path: str) -> str:
        return str(
            self.box(path).evaluate(
                "(e) => e.tagName === 'SELECT' ? 'choice' : e.type === 'date' ? 'date' : e.dataset.suggest ?? (e.inputMode === "
                "'numeric' ? 'number' : 'text')"
            )
        )

    def order(self) -> list[str]:
        return list(
            self.driver.page.locator(self.selector).evaluate(
                "(f) => [...f.elements].filter((e) => e.type !== 'hidden' && e.name).map((e) => e.name)"
            )
        )

    def cursor(self) -> str:
        return str(self.driver.page.evaluate("document.activeElement.name ?? ''"))


def copied(driver: Driver, value: str) -> str:
    """As much of the beginning of a value, in whole words, as stands in the text that is shown; empty where typing is
    quicker."""
    text = " ".join(driver.page.inner_text("#item .text").split("\n"))
    words = value.split(" ")
    for many in range(len(words), 0, -1):
        start = " ".join(words[:many])
        if len(start) >= LEAST and re.search(rf"(?<!\w){re.escape(start)}(?!\w)", text):
            return start
    return ""


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
    driver.page.keyboard.press("Control+a")  # the digit or Tab that came here has marked it already
    words = [w.strip("()") for w in value.split()]
    start = f"{words[0][:2]} " if kind == "actors" and len(words) > 1 else ""
    tries = [start + words[-1][:n] for n in range(2, len(words[-1]) + 1)] if kind == "actors" else [value]
    written = ""
    for one in tries:
        driver.type(purpose, one.removeprefix(written))
        written = one
        found = pick(driver, box, kind, value, purpose)
        if found == "taken":
            return
        if found == "none" and kind == "actors":
            break
    if written != value:
        driver.press(purpose, "Control+a")
        driver.type(purpose, value)


def pick(driver: Driver, box: Any, kind: str, value: str, purpose: str) -> str:
    """Down and Enter where the list offers the name among the first three; else whether it offers any."""
    page, listed = driver.page, f"#{box.get_attribute('aria-controls')}:not([hidden]) li"
    page.wait_for_timeout(LETTERS_S * 1000)
    page.wait_for_function("() => document.activeElement.dataset.offered === document.activeElement.value.trim()")
    names = page.locator(listed).all_inner_texts()
    named = [fold(t.partition(",")[0]) if kind == "places" else t for t in names]
    wanted = fold(value) if kind == "places" else value
    right = named.index(wanted) if wanted in named else 9
    if right >= 3:
        return "some" if names else "none"
    for _ in range(right + 1):
        driver.press(purpose, "ArrowDown")
    driver.press(purpose, "Enter")
    assert kind == "places" or box.input_value() == value, (value, box.input_value())
    return "taken"


@cache
def names() -> Names:
    return open_names(None, ())


def check(store: Store, found: ReviewList) -> None:
    """That the store holds what was decided, every value of it."""
    for one in found.decisions:
        before = {f.path: f.value for f in fields_of(one.claim)}
        held = judgements_of(store, one.claim.id)
        assert held and held[-1].verdict == one.verdict, (one.claim.id, one.verdict, held)
        file = claim_file(store, one.claim.id)
        now = {f.path: f.value for f in fields_of(file.claim)}
        wanted = {p: v for p, v in (before | one.fields).items() if p not in FREE}
        differ = {p: (v, now[p]) for p, v in wanted.items() if not same(p, v, now[p])}
        assert not differ, (one.claim.id, differ)
        assert not one.words or one.words[1] in {q.text for q in quotes_in(file.claim)}, one.words
    added = [c for r in readings(store) for c in r.claims if c.made_by.startswith("person:")]
    assert len(added) == len(found.missed), added
    for missed in found.missed:
        (claim,) = [c for c in added if isinstance(c, Event) and c.cue and c.cue.text == missed.words]
        now = {f.path: f.value for f in fields_of(claim)}
        differ = {p: (v, now[p]) for p, v in everything(now, missed).items() if not same(p, v, now[p])}
        assert not differ, (missed.words, differ)


def same(path: str, wanted: str, held: str) -> bool:
    """Whether a field holds what was to be written; a place picked from the gazetteer has its spelling, an actor known by
    another name that of the registry."""
    if path in ("actor1.name", "actor2.name") and held != wanted:
        return held in {actor.name for actor in names().actors_called(wanted)}
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

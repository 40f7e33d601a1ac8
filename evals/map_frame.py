"""How soon the map is drawn: `python evals/map_frame.py FILE.db [--no-webgl] [--times 3]`, a store of evals/desk_store.py.

The first frame is the first picture with land, water and borders, every incident of the store and the timeline on it, the
filters and lists in working order; names of countries and towns come with the engine (MapLibre GL, or Leaflet without
WebGL), which replaces the plain canvas under the incidents once it has drawn the same view: the complete map.

Opens /map in headless Chromium, each time with an empty cache, and prints seconds from the start of the navigation to the
first frame and to the complete map, and the processor seconds that Chromium had until then, which hold on a busy machine
too. The first opening, which also reads the store, is given apart. Then the map is dragged and a brush is moved over the
timeline: frames a second, the slowest, and processor time for a frame. A page with nothing but the desk's own frame (/rules)
is opened in the same way, for comparison. The mark is two seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import pathlib
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from watchdesk.desk.app import create_app
from watchdesk.desk_opening import desk_over
from watchdesk.resolve.names import open_names
from watchdesk.store.opening import open_store

MARK_S = 2.0
WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@contextmanager
def served(path: str) -> Iterator[str]:
    """A desk over the store, for as long as it is wanted; gives its address."""
    import uvicorn

    store = open_store(path, make=False)
    desk = replace(desk_over(store, open_names(None, ())), hosts=("127.0.0.1",))
    server = uvicorn.Server(uvicorn.Config(create_app(desk), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--no-webgl", action="store_true")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium is found: apt-get install -y chromium")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-background-networking", *(("--disable-3d-apis",) if given.no_webgl else WEBGL)]
    frames = []
    with served(given.path) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        print(f"an empty page: {empty(browser, address):.2f} s")
        for turn in range(given.times + 1):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            before = processor_s()
            page.goto(f"{address}/map", wait_until="commit")
            page.wait_for_selector("#map-page[data-frame]", timeout=180_000)
            spent = processor_s() - before
            page.wait_for_selector("#map-page[data-base]", timeout=180_000)
            told = json.loads(page.evaluate("JSON.stringify(document.getElementById('map-page').dataset)"))
            base, frame = int(told["base"]) / 1000, int(told["frame"]) / 1000
            name = "with the store read" if turn == 0 else f"opening {turn}"
            print(
                f"{name}: {int(told['shown']):,} incidents, first frame {frame:.2f} s ({spent:.2f} s of processor), "
                f"complete by {told['engine']} {base:.2f} s ({processor_s() - before:.2f} s)"
            )
            frames += [frame] if turn else []
            if turn == given.times:
                move(page)
            context.close()
        browser.close()
    middle = statistics.median(frames)
    load = os.getloadavg()[0]
    print(
        f"median {middle:.2f} s (mark {MARK_S} s: {'kept' if middle < MARK_S else 'missed'}); load of the machine {load:.1f}"
    )


def empty(browser: Any, address: str) -> float:
    """Seconds until a page of a few words is shown."""
    page = browser.new_page()
    page.goto(f"{address}/rules")
    took: float = page.evaluate("new Promise((done) => requestAnimationFrame(() => done(performance.now() / 1000)))")
    page.close()
    return took


COUNT = """(seconds) => new Promise((done) => {
    const times = [], start = performance.now();
    const step = (now) => { times.push(now); if (now - start < seconds * 1000) requestAnimationFrame(step); else done(times); };
    requestAnimationFrame(step);
})"""


def move(page: Any) -> None:
    """Drag the map, then a brush over the timeline, and tell how the frames came."""
    for name, box, y in (
        ("map", page.locator("#map-over").bounding_box(), 0.5),
        ("timeline", page.locator("#map-time canvas").bounding_box(), 0.4),
    ):
        left, width, top = box["x"], box["width"], box["y"] + box["height"] * y
        page.mouse.move(left + width * 0.35, top)
        page.mouse.down()
        page.evaluate("window.counted = (" + COUNT + ")(3)")
        before, start, steps = processor_s(), time.perf_counter(), 0
        while time.perf_counter() - start < 3:
            steps += 1
            page.mouse.move(left + width * (0.35 + 0.25 * abs((steps % 60) / 30 - 1)), top)
        times = page.evaluate("window.counted")
        spent = processor_s() - before
        page.mouse.up()
        gaps = sorted(b - a for a, b in itertools.pairwise(times))
        print(
            f"moving the {name}: {len(gaps) / 3:.0f} frames a second, median {statistics.median(gaps):.0f} ms apart, "
            f"95th percentile {gaps[int(len(gaps) * 0.95)]:.0f} ms; {spent / max(1, len(gaps)) * 1000:.0f} ms of processor for a frame"
        )


def processor_s() -> float:
    """Processor seconds that this script's children, Chromium among them, have had so far."""
    ticks, parents = {}, {}
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                parents[int(folder.name)] = int(fields[1])
                ticks[int(folder.name)] = int(fields[11]) + int(fields[12])

    def is_child(pid: int) -> bool:
        while pid in parents:
            pid = parents[pid]
            if pid == os.getpid():
                return True
        return False

    return sum(spent for pid, spent in ticks.items() if is_child(pid)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

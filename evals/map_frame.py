"""How soon the map is drawn: `python evals/map_frame.py FILE.db [--no-webgl] [--times 3]`, a store of evals/desk_store.py.

Opens /map in headless Chromium, each time with an empty cache, and prints seconds from the start of the navigation: until
the base map is loaded, and until the first frame with every incident on it. The first opening, which also reads the store,
is given apart. The desk runs in this process, so both share the machine. The mark is two seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from watchdesk.desk.app import create_app
from watchdesk.desk.opened import Desk
from watchdesk.pipeline import give_ids, verbatim_fault
from watchdesk.private_persons import PrivatePersons
from watchdesk.resolve.names import open_names
from watchdesk.store.opening import open_store

MARK_S = 2.0
WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@contextmanager
def served(path: str) -> Iterator[str]:
    """A desk over the store, for as long as it is wanted; gives its address."""
    import uvicorn

    store = open_store(path, make=False)
    names = open_names(None, ())
    desk = Desk(
        store=store,
        names=names,
        private=PrivatePersons(names),
        fault_of=verbatim_fault,
        identify=give_ids,
        hosts=("127.0.0.1",),
    )
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
        for turn in range(given.times + 1):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(f"{address}/map")
            page.wait_for_selector('#map-page[data-state="ready"]', timeout=180_000)
            told = json.loads(page.evaluate("JSON.stringify(document.getElementById('map-page').dataset)"))
            base, frame = int(told["base"]) / 1000, int(told["frame"]) / 1000
            name = "with the store read" if turn == 0 else f"opening {turn}"
            print(
                f"{name}: {told['engine']}, {int(told['shown']):,} incidents, base map {base:.2f} s, frame {frame:.2f} s"
            )
            frames += [frame] if turn else []
            context.close()
        browser.close()
    middle = statistics.median(frames)
    load = os.getloadavg()[0]
    print(
        f"median {middle:.2f} s (mark {MARK_S} s: {'kept' if middle < MARK_S else 'missed'}); load of the machine {load:.1f}"
    )


if __name__ == "__main__":
    main()

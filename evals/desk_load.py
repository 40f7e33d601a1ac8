"""How soon the desk answers under load: `python evals/desk_load.py FILE.db [--seconds 60] [--rate 20]`.

FILE.db is a store of evals/desk_store.py. A desk of its own process serves it; so many requests a second go out at fixed
moments, whether earlier ones are answered or not, to every page and API route without a needed choice in turn, and to a
plain static page among them. Routes with an id are asked for ids of the store. Printed for each route: how many, 50th and
95th percentile in milliseconds from the moment it was due, refusals; then the slowest. The mark is a 95th percentile below
150 ms. What is kept for the first asker is asked for once before.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from watchdesk.desk.app import create_app
from watchdesk.desk.opened import Desk
from watchdesk.pipeline import give_ids, verbatim_fault
from watchdesk.private_persons import PrivatePersons
from watchdesk.resolve.names import open_names
from watchdesk.store.opening import open_store

MARK_MS = 150
STATIC = "/static/icon.svg"
QUESTIONS = {
    "/search": "?q=market",
    "/api/search": "?q=market",
    "/incidents": "?country=ML",
    "/reports": "?words=market",
}
LEFT_OUT = ("/login", "/logout", "/preferences", "/account", "/static")


def routes_of(path: str) -> list[str]:
    """The addresses to ask for: each GET route of the desk, ids filled in by those that hold many claims."""
    store = open_store(path, make=False)
    names = open_names(None, ())
    desk = Desk(store=store, names=names, private=PrivatePersons(names), fault_of=verbatim_fault, identify=give_ids)
    app = create_app(desk)
    ids = sample_ids(path)
    found = []
    for route in flat(app.routes):
        name = getattr(route, "path", "")
        if "GET" not in (getattr(route, "methods", None) or ()) or name.startswith(LEFT_OUT):
            continue
        kind = next((k for k in ids if f"/{k}" in name), None)
        if "{" in name and kind is None:
            continue
        found += [name] if "{" not in name else [filled(name, i) for i in ids[kind or ""]]
        if name in QUESTIONS:
            found.append(name + QUESTIONS[name])
    store.close()
    return sorted(set(found))


def flat(routes: list[object]) -> list[object]:
    """Routes, with those of included routers."""
    found: list[object] = []
    for route in routes:
        inner = getattr(getattr(route, "original_router", None), "routes", None) or getattr(route, "routes", None)
        found += flat(inner) if inner else [route]
    return found


def filled(name: str, value: str) -> str:
    start, end = name.index("{"), name.index("}")
    return name[:start] + value + name[end + 1 :]


def sample_ids(path: str) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    wanted = {
        "incidents": "SELECT incident_id FROM incident_claims GROUP BY 1 ORDER BY count(*) DESC LIMIT 20",
        "reports": "SELECT id FROM reports ORDER BY n LIMIT 20",
        "claims": "SELECT id FROM claims WHERE kind = 'event' ORDER BY n LIMIT 20",
    }
    return {name: [row[0] for row in connection.execute(sql)] for name, sql in wanted.items()}


def ask(address: str) -> tuple[float, int]:
    start = time.perf_counter()
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, headers={"Accept-Encoding": "gzip"}), timeout=60
        ) as answer:
            answer.read()
            status = answer.status
    except urllib.error.HTTPError as fault:
        status = fault.code
    except OSError:
        status = 0
    return time.perf_counter() - start, status


def group_of(path: str) -> str:
    """The name under which an address is counted: its id left out."""
    plain, _, query = path.partition("?")
    parts = ["{id}" if len(p) >= 8 and any(c.isdigit() for c in p) else p for p in plain.split("/")]
    return "/".join(parts) + (f"?{query}" if query else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=20)
    given = parser.parse_args()
    paths = routes_of(given.path)
    command = [sys.executable, "-m", "watchdesk", "serve", "--db", given.path, "--port", "8799"]
    desk = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        measure("http://127.0.0.1:8799", paths, given.seconds, given.rate)
    finally:
        desk.terminate()
        desk.wait()


def measure(address: str, paths: list[str], seconds: int, rate: int) -> None:
    while ask(address + STATIC)[1] != 200:
        time.sleep(0.5)
    refused = set()
    for name, path in {group_of(p): p for p in paths}.items():
        took, status = ask(address + path)
        if took > 1 or status != 200:
            print(f"first asked: {took:6.2f} s, {status}  {path}{'' if status == 200 else ', left out'}")
        if status != 200:  # it needs a choice that this script does not make
            refused.add(name)
    paths = [path for path in paths if group_of(path) not in refused]
    groups: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        groups[group_of(path)].append(path)
    names, rng = [*sorted(groups), STATIC], random.Random(7)
    times: dict[str, list[float]] = defaultdict(list)
    faults: dict[str, int] = defaultdict(int)
    lock, start = threading.Lock(), time.perf_counter()

    def one(due: float, name: str) -> None:
        path = rng.choice(groups.get(name, [name]))
        _, status = ask(address + path)
        with lock:
            times[name].append(time.perf_counter() - due)
            faults[name] += status != 200

    with ThreadPoolExecutor(64) as pool:
        for number in range(seconds * rate):
            due = start + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(one, due, names[number % len(names)])
    rows = sorted(((at(sorted(found), 0.95), name) for name, found in times.items()), reverse=True)
    for slow, name in rows:
        found = sorted(times[name])
        told = f", {faults[name]} not answered as asked" if faults[name] else ""
        print(f"{len(found):5} asked  p50 {at(found, 0.5) * 1000:7.0f} ms  p95 {slow * 1000:7.0f} ms  {name}{told}")
    every = sorted(t for found in times.values() for t in found)
    missed = [name for slow, name in rows if slow * 1000 >= MARK_MS]
    print(
        f"all {len(every)}: p95 {at(every, 0.95) * 1000:.0f} ms; mark {MARK_MS} ms missed by {len(missed)} of {len(rows)} routes"
    )
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def at(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(part * len(values)))]


if __name__ == "__main__":
    main()

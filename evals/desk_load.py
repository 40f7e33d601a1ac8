"""How soon the desk answers under load: `python evals/desk_load.py FILE.db [--seconds 60] [--rate 20] [--judging 0.5]`.

FILE.db is a store of evals/desk_store.py; it is copied first. A desk of its own process serves it; so many requests a second
go out at fixed moments, whether earlier ones are answered or not, to every page and API route in turn, and to a plain static
page among them. Routes that need a choice are asked for claims, incidents, reports, operations, samples and words of the store.
Beside them a coder judges claims, so many a second, so that what is kept between requests is overtaken as it is at work.
Printed for each route: how many, 50th and 95th percentile and the slowest in milliseconds from the moment it was due, refusals; then the
slowest, the desk's memory, and what the first asker after the start waited. The mark is a 95th percentile below 150 ms.
"""

from __future__ import annotations

import argparse
import contextlib
import http.cookiejar
import os
import pathlib
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from desk_store import OPERATIONS

from watchdesk.desk.app import create_app
from watchdesk.desk_opening import desk_over
from watchdesk.resolve.names import open_names
from watchdesk.store.opening import open_store

MARK_MS = 150
STATIC = "/static/icon.svg"
ASKED = {
    "/search": ("?q=market", "?q=brigade+road"),
    "/api/search": ("?q=market",),
    "/incidents": ("", "?country=ML", "?type=Attack&since=2025-01-01"),
    "/reports": ("", "?words=market", "?country=SD&until=2023-06-30"),
    "/api/incidents": ("", "?country=UA&limit=50"),
    "/api/reports": ("", "?words=patrol"),
    "/queue": ("", "?kind=event&why=disputed", "?claim={claims}"),
    "/queue/more": ("?after={claims}",),
    "/places": ("?q=Gao",),
    "/api/places": ("?q=Gao",),
    "/api/actors": ("?q=mi+mal",),
    "/api/reports/{report_id}/fields": ("?kind=event&start=0&end=12",),
    "/actors": ("?q=mi+mal&report={reports}",),
    "/reports/{report_id}/new": ("?kind=event&start=0&end=12",),
    "/figures": ("", "?country=ML"),
    "/questions": ("",),
}
"""The choices of routes that need some, or that answer otherwise with them; {claims} and the like are ids."""

LEFT_OUT = ("/static", "/login", "/preferences", "/oidc")  # files; what only a desk with accounts has; a redirect
KINDS = {
    "incident_id": "incidents", "report_id": "reports", "claim_id": "claims", "sample_id": "samples", "name": "operations",
}  # fmt: skip


def routes_of(path: str) -> list[str]:
    """The addresses to ask for: each GET route of the desk, ids filled in."""
    store = open_store(path, make=False)
    desk = desk_over(store, open_names(None, ()))
    app = create_app(desk)
    ids = sample_ids(path)
    found = []
    for route in flat(app.routes):
        name = getattr(route, "path", "")
        if "GET" not in (getattr(route, "methods", None) or ()) or name.startswith(LEFT_OUT):
            continue
        for query in ASKED.get(name, ("",)):
            found += filled(name + query, ids)
    store.close()
    return sorted(set(found))


def filled(address: str, ids: dict[str, list[str]]) -> list[str]:
    """The address with the ids of the store, once for each."""
    sought = re.search(r"\{(\w+)\}", address)
    if sought is None:
        return [address]
    kind = KINDS.get(sought[1], sought[1])
    return [address.replace(sought[0], one, 1) for one in ids[kind]]


def flat(routes: list[object]) -> list[object]:
    """Routes, with those of included routers."""
    found: list[object] = []
    for route in routes:
        inner = getattr(getattr(route, "original_router", None), "routes", None) or getattr(route, "routes", None)
        found += flat(inner) if inner else [route]
    return found


def sample_ids(path: str) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    wanted = {
        "incidents": "SELECT incident_id FROM incident_claims GROUP BY 1 ORDER BY count(*) DESC LIMIT 20",
        "reports": "SELECT id FROM reports ORDER BY n LIMIT 20",
        "claims": "SELECT id FROM claims WHERE kind = 'event' ORDER BY n LIMIT 20",
        "samples": "SELECT id FROM samples",
    }
    found = {name: [row[0] for row in connection.execute(sql)] for name, sql in wanted.items()}
    return found | {"operations": sorted(set(OPERATIONS.values()))}


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


class Coder:
    """Somebody who judges at the desk, one claim after the other, as the queue's script does."""

    def __init__(self, address: str, path: str) -> None:
        self.address, self.times, self.faults = address, [], 0
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = self.opener.open(address + "/queue").read().decode()
        self.sign = re.search(r'name="csrf" content="([^"]+)"', page)[1]  # type: ignore[index]
        sql = "SELECT id FROM claims WHERE kind = 'event' AND current AND NOT rejected ORDER BY n DESC LIMIT 2000"
        self.waiting = [row[0] for row in sqlite3.connect(path).execute(sql)]

    def judge(self) -> None:
        verdict = "reject" if len(self.waiting) % 7 == 0 else "accept"
        claim, start = self.waiting.pop(), time.perf_counter()
        sent = urllib.request.Request(
            f"{self.address}/claims/{claim}/judge",
            data=urllib.parse.urlencode({"verdict": verdict}).encode(),
            headers={"X-CSRF-Token": self.sign},
        )
        try:
            self.opener.open(sent, timeout=60).read()
        except OSError:
            self.faults += 1
        self.times.append(time.perf_counter() - start)

    def work(self, until: float, pause_s: float) -> None:
        due = time.perf_counter()
        while (due := due + pause_s) < until:
            time.sleep(max(0.0, due - time.perf_counter()))
            self.judge()


def group_of(path: str) -> str:
    """The name under which an address is counted: its ids left out."""
    plain, mark, query = path.partition("?")
    parts = ["{id}" if (len(p) >= 8 and any(c.isdigit() for c in p)) or p.isupper() else p for p in plain.split("/")]
    return "/".join(parts) + mark + re.sub(r"=[0-9a-f]{12,}", "={id}", query)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=20)
    parser.add_argument("--judging", type=float, default=0.5, help="judgements a second beside the requests")
    parser.add_argument("--cost", action="store_true", help="first print what each route costs in processor time")
    given = parser.parse_args()
    paths = routes_of(given.path)
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(given.path, folder)
        port = free_port()
        command = [sys.executable, "-m", "watchdesk", "serve", "--db", copy, "--port", str(port)]
        desk = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            measure(f"http://127.0.0.1:{port}", paths, given, copy, desk.pid)
            sizes = " + ".join(f"{memory_mb(pid):.0f}" for pid in processes(desk.pid))
            print(f"the desk's memory: {sizes} MB at most, process by process; load of the machine {load()}")
        finally:
            desk.terminate()
            desk.wait()


def processes(pid: int) -> list[int]:
    """The desk's process and those that it started which hold more than the starter of processes does."""
    tasks = pathlib.Path(f"/proc/{pid}/task")
    children = [child for task in tasks.iterdir() for child in (task / "children").read_text(encoding="ascii").split()]
    return [pid, *(int(child) for child in children if memory_mb(int(child)) > 30)]


def load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


def cpu_ms(pid: int) -> float:
    """Milliseconds of processor that the desk's own process has had, over all its threads."""
    spent = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that ended meanwhile
            spent += int((task / "schedstat").read_text(encoding="ascii").split()[0])
    return spent / 1e6


def print_costs(address: str, groups: dict[str, list[str]], pid: int, each: int = 8) -> None:
    """What each route costs in processor time, asked one after the other: this holds on a busy machine too."""
    rows, rng = [], random.Random(5)
    for name, several in {**groups, STATIC: [STATIC]}.items():
        costs = []
        for _ in range(each):
            before = cpu_ms(pid)
            ask(address + rng.choice(several))
            costs.append(cpu_ms(pid) - before)
        rows.append((at(sorted(costs), 0.5), max(costs), name))
    for middle, most, name in sorted(rows, reverse=True):
        print(f"processor {middle:7.1f} ms, most {most:7.1f} ms  {name}")
    print(f"processor of all routes together: {sum(r[0] for r in rows) / len(rows):.1f} ms for a request")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def memory_mb(pid: int) -> float:
    lines = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def measure(address: str, paths: list[str], given: argparse.Namespace, copy: str, pid: int) -> None:
    while ask(address + STATIC)[1] != 200:
        time.sleep(0.2)
    groups: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        groups[group_of(path)].append(path)
    for name, several in groups.items():
        took, status = ask(address + several[0])
        if took > 0.5 or status != 200:
            print(f"first asked: {took:6.2f} s, {status}  {name}")
    if given.cost:
        print_costs(address, groups, pid)
    coder = Coder(address, copy)
    until = time.perf_counter() + given.seconds
    judging = threading.Thread(target=coder.work, args=(until, 1 / given.judging)) if given.judging else None
    if judging:
        judging.start()
    times, faults = asked(address, groups, given.seconds, given.rate)
    if judging:
        judging.join()
        times["judging"], faults["judging"] = coder.times, coder.faults
    tell(times, faults)


def asked(
    address: str, groups: dict[str, list[str]], seconds: int, rate: int
) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Seconds from the moment that each request was due, by route, and how many were not answered as asked."""
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
    return times, faults


def tell(times: dict[str, list[float]], faults: dict[str, int]) -> None:
    rows = sorted(((at(sorted(found), 0.95), name) for name, found in times.items()), reverse=True)
    for slow, name in rows:
        found = [t * 1000 for t in sorted(times[name])]
        told = f", {faults[name]} not answered as asked" if faults[name] else ""
        times_ms = f"p50 {at(found, 0.5):6.0f} ms  p95 {slow * 1000:6.0f} ms  most {found[-1]:6.0f} ms"
        print(f"{len(found):5} asked  {times_ms}  {name}{told}")
    every = sorted(t for name, found in times.items() if name != STATIC for t in found)
    missed = [name for slow, name in rows if slow * 1000 >= MARK_MS]
    print(
        f"all {len(every)}: p95 {at(every, 0.95) * 1000:.0f} ms; mark {MARK_MS} ms missed by {len(missed)} of {len(rows)}"
    )


def at(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(part * len(values)))]


if __name__ == "__main__":
    main()

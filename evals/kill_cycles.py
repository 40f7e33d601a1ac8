"""Kill `watchdesk add` and `watchdesk link` again and again, and see whether the store is what it would be undisturbed.

    python evals/kill_cycles.py --cycles 100

Each cycle starts the command as a user would and ends it by SIGKILL: `add` a moment after some reports were kept, `link`
at a random moment of its run. After each kill the database is examined; at the end `add` and `link` run through once,
and everything in the store is compared with a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from watchdesk.store.incident_reading import every_incident_file
from watchdesk.store.opening import Store, open_store
from watchdesk.store.reading import held, readings
from watchdesk.store.reprints import reprints

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "store"))


@dataclass
class Tally:
    """What the cycles came to. `alive` are kills that found the command still at work; the rest came too late."""

    kills: Counter[str] = field(default_factory=Counter)
    alive: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def corpus_lines(path: Path, count: int) -> int:
    """Write `count` reports of the training corpus as JSON Lines; how many there were."""
    found = sorted((ROOT / "training" / "corpus").glob("*.json"))[:count]
    keys = ("id", "text", "title", "published", "language", "publisher")
    documents = (json.loads(p.read_text(encoding="utf-8"))["document"] for p in found)
    lines = [json.dumps({key: d.get(key) for key in keys}, ensure_ascii=False) for d in documents]
    path.write_text("\n".join(lines), encoding="utf-8")
    return len(lines)


def snapshot(store: Store) -> dict[str, object]:
    """All that the store holds, apart from when it came."""
    with store.session() as session:
        added = "SELECT table_name, row_id, count(*) FROM revisions WHERE change = 'added' GROUP BY table_name, row_id"
        twice = [tuple(row) for row in session.execute(text(f"{added} HAVING count(*) > 1"))]
        members = sorted(tuple(r) for r in session.execute(text("SELECT claim_id, incident_id FROM incident_claims")))
    return {
        "reports": [(h.report_id, h.address, h.version, h.current) for h in held(store, versions=True)],
        "readings": list(readings(store, copies=True)),
        "incidents": [file.incident for file in every_incident_file(store)],
        "members": members,
        "reprints": reprints(store),
        "added twice": twice,
    }


def faults_of(store: Store) -> list[str]:
    """What is wrong with a store after a kill; empty where nothing is."""
    found: list[str] = []
    with store.session() as session:
        if store.is_sqlite:
            found += [str(r[0]) for r in session.execute(text("PRAGMA integrity_check")) if r[0] != "ok"]
            found += [f"foreign key: {tuple(r)}" for r in session.execute(text("PRAGMA foreign_key_check"))]
        for what, statement in _NONE_OF.items():
            count = session.execute(text(statement)).scalar()
            found += [f"{count} {what}"] if count else []
    standing = {c: f.incident.id for f in every_incident_file(store) for c in f.incident.claim_ids}
    with store.session() as session:
        rows = session.execute(text("SELECT claim_id, incident_id FROM incident_claims"))
        members = {row.claim_id: row.incident_id for row in rows}
    return found + ([] if members == standing else ["members do not agree with incidents"])


_NONE_OF = {
    "claims without their revision": "SELECT count(*) FROM claims c WHERE NOT EXISTS (SELECT 1 FROM revisions r"
    " WHERE r.table_name = 'claims' AND r.row_id = c.id AND r.change = 'added')",
    "revisions of claims that are not there": "SELECT count(*) FROM revisions r WHERE r.table_name = 'claims'"
    " AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = r.row_id)",
    "events kept for linking without an incident": "SELECT count(*) FROM link_claims l WHERE NOT EXISTS"
    " (SELECT 1 FROM incident_claims m WHERE m.claim_id = l.claim_id)",
    "addresses with two newest versions": "SELECT count(*) FROM (SELECT address FROM reports WHERE current"
    " GROUP BY address HAVING count(*) > 1) x",
    "captures without a report": "SELECT count(*) FROM captures c WHERE NOT EXISTS"
    " (SELECT 1 FROM reports r WHERE r.capture_id = c.id)",
}


def start(url: str, *command: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "WATCHDESK_READER": "rules"}
    words = [sys.executable, "-m", "watchdesk", *command, "--db", url]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def run_through(url: str, *command: str) -> float:
    """Run a command to its end; how many seconds it took."""
    began = time.monotonic()
    process = start(url, *command)
    _, said = process.communicate(timeout=1800)
    assert process.returncode == 0, said
    return time.monotonic() - began


def kill_add(url: str, lines: Path, keep: int, pause_s: float) -> bool:
    """Kill `add` a moment after it kept `keep` more reports; whether it was still at work."""
    process = start(url, "add", str(lines))
    assert process.stdout is not None
    for _ in range(keep):
        if not process.stdout.readline():
            break
    time.sleep(pause_s)
    return _kill(process)


def kill_link(url: str, pause_s: float) -> bool:
    """Kill `link` after a while; whether it was still at work."""
    process = start(url, "link")
    time.sleep(pause_s)
    return _kill(process)


def _kill(process: subprocess.Popen[str]) -> bool:
    alive = process.poll() is None
    process.kill()
    process.communicate()
    return alive


def run_cycles(url: str, quiet_url: str, lines: Path, cycles: int, *, keep: int, seed: int = 6) -> Tally:
    """Every fourth cycle kills `link`, the others `add`; at the end both stores must hold the same."""
    chance, tally = random.Random(seed), Tally()
    run_through(quiet_url, "add", str(lines))
    link_s = run_through(quiet_url, "link")
    for cycle in range(cycles):
        if cycle % 4 == 3:
            name, alive = "link", kill_link(url, chance.uniform(0.2, 0.8) * link_s)
        else:
            name, alive = "add", kill_add(url, lines, chance.randint(0, keep), chance.uniform(0, 0.25))
        tally.kills[name] += 1
        tally.alive[name] += alive
        store = open_store(url)
        tally.faults += [f"cycle {cycle}: {fault}" for fault in faults_of(store)]
        store.close()
    run_through(url, "add", str(lines))
    run_through(url, "link")
    tally.faults += _differences(url, quiet_url)
    return tally


def _differences(url: str, quiet_url: str) -> list[str]:
    disturbed, quiet = open_store(url), open_store(quiet_url)
    one, other = snapshot(disturbed), snapshot(quiet)
    found = [f"{name} differ from the undisturbed run" for name in one if one[name] != other[name]]
    found += ["something was added twice"] if one["added twice"] else []
    found += faults_of(disturbed)
    disturbed.close()
    quiet.close()
    return found


@contextmanager
def two_databases(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The URLs of two empty databases."""
    if kind == "sqlite":
        yield str(folder / "disturbed.db"), str(folder / "quiet.db")
        return
    import psycopg
    from postgres_server import INSTALL, running_server, server_programs

    programs = server_programs()
    if programs is None:
        raise SystemExit(INSTALL)
    with running_server(programs, options="-c listen_addresses='' -c max_connections=40") as url:
        with psycopg.connect(url.format(name="postgres"), autocommit=True) as connection:
            for name in ("disturbed", "quiet"):
                connection.execute(f"CREATE DATABASE {name}")
        yield url.format(name="disturbed"), url.format(name="quiet")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cycles", type=int, default=100)
    parser.add_argument("--reports", type=int, default=240)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as made:
        lines = Path(made) / "reports.jsonl"
        count = corpus_lines(lines, asked.reports)
        keep = max(1, round(2 * count / asked.cycles))
        for kind in (asked.only,) if asked.only else ("sqlite", "postgresql"):
            folder = Path(made) / kind
            folder.mkdir()
            with two_databases(kind, folder) as (url, quiet_url):
                began = time.monotonic()
                tally = run_cycles(url, quiet_url, lines, asked.cycles, keep=keep)
                kills = ", ".join(f"{n} of {name} ({tally.alive[name]} at work)" for name, n in tally.kills.items())
                print(f"{kind}: {count} reports, kills: {kills}, {time.monotonic() - began:.0f} s")
                print("\n".join(f"  FAULT {fault}" for fault in tally.faults) or "  nothing lost, nothing doubled")
                failed |= bool(tally.faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

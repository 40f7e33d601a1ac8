"""Four writers and one reader at once: no error, and no judgement lost.

    python evals/writers.py --seconds 60

The writers judge the same few claims (edit, reject, accept, same, different, take back), so that they get in one
another's way all the time, and add reports meanwhile. Each notes what the store accepted; at the end every noted
judgement must be there once, every claim must be as its judgements say, and the incidents as if linked anew.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import select

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "store"), str(ROOT / "evals")]

import made  # noqa: E402
from kill_cycles import faults_of, two_databases  # noqa: E402

from watchdesk.records import Change, Stated  # noqa: E402
from watchdesk.store.claim_rows import claim_as_read, claim_of, judgements_on  # noqa: E402
from watchdesk.store.corrections import correct_claim, deciding  # noqa: E402
from watchdesk.store.incident_reading import every_incident_file, incident_files  # noqa: E402
from watchdesk.store.judging import decide, undo  # noqa: E402
from watchdesk.store.linking import link_added, link_everything  # noqa: E402
from watchdesk.store.opening import Store, open_store  # noqa: E402
from watchdesk.store.reading import claim_ids, readings  # noqa: E402
from watchdesk.store.searching import search  # noqa: E402
from watchdesk.store.tables import ClaimRow, JudgementRow  # noqa: E402
from watchdesk.store.writing import put_reading  # noqa: E402

WRITERS = 4
HOT = 12
"""Claims that all writers judge."""


@dataclass(frozen=True)
class Outcome:
    """What one process did: accepted judgements by id, reports added, turns of the reader, retries, errors."""

    judgements: tuple[str, ...] = ()
    reports: int = 0
    turns: int = 0
    retries: int = 0
    errors: tuple[str, ...] = ()


class _Retries(logging.Handler):
    """Counts what the store says of writes that it tries again."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += "another writer came first" in record.getMessage()


def add_report(store: Store, address: str, day: int) -> None:
    """Add a made-up report and link it."""
    claims = [made.event(deaths=day % 5 + 1, day=made.dt.date(2024, 2, 1 + day % 20)), *made.claims_of()[1:]]
    capture, reading = made.reading_of(address, claims=claims, stated=Stated(title=address))

    def work(session):
        link_added(session, put_reading(session, capture, reading, "made"))

    store.write(work, who="filler", why="add")


def write(url: str, number: int, seconds: float) -> Outcome:
    """Judge and add until the time is up."""
    store, chance, counted = open_store(url), random.Random(number), _Retries()
    logging.getLogger("watchdesk.store.opening").addHandler(counted)
    logging.getLogger("watchdesk.store.opening").setLevel(logging.INFO)
    hot = claim_ids(store)[:HOT]
    accepted: list[str] = []
    errors: list[str] = []
    reports, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if chance.random() < 0.1:
                add_report(store, f"w{number}-{reports}.txt", reports)
                reports += 1
            elif accepted and chance.random() < 0.2:
                accepted.append(undo(store, chance.choice(accepted[-5:]), by=f"writer {number}").id)
            else:
                accepted.append(_judge(store, chance, hot, f"writer {number}"))
        except Exception as fault:  # noqa: BLE001 - the point is to count whatever goes wrong
            errors.append(f"writer {number}: {fault!r}"[:300])
    store.close()
    return Outcome(judgements=tuple(accepted), reports=reports, retries=counted.count, errors=tuple(errors))


def _judge(store: Store, chance: random.Random, hot: list[str], by: str) -> str:
    one, other = chance.sample(hot, 2)
    verdict = chance.choice(("accept", "edit", "reject", "same", "different", "unsure"))
    if verdict in ("same", "different"):
        return decide(store, verdict, one, by=by, other_id=other).id
    changes = (Change(field="status", old='"occurred"', new='"alleged"'),) if verdict == "edit" else ()
    return decide(store, verdict, one, by=by, changes=changes, why=f"turn {chance.random()}").id


def read(url: str, _number: int, seconds: float) -> Outcome:
    """Read everything again and again; each read must be whole."""
    store, turns, errors = open_store(url), 0, []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            page = incident_files(store, limit=20)
            broken = [f.incident.id for f in page.files if not f.told]
            broken += [r.report.id for r in readings(store) if not r.report.text]
            broken += [] if search(store, "menaka") else ["search"]
            errors += [f"reader: {broken}"] if broken else []
            turns += 1
        except Exception as fault:  # noqa: BLE001 - the point is to count whatever goes wrong
            errors.append(f"reader: {fault!r}"[:300])
    store.close()
    return Outcome(turns=turns, errors=tuple(errors))


def run_writers(url: str, seconds: float) -> tuple[list[Outcome], list[str]]:
    """What each process did, and everything that is wrong: errors, lost judgements, claims that do not follow them."""
    store = open_store(url)
    for number in range(HOT):
        add_report(store, f"start-{number}.txt", number)
    store.close()
    with get_context("spawn").Pool(WRITERS + 1) as pool:
        waiting = [pool.apply_async(write, (url, number, seconds)) for number in range(WRITERS)]
        waiting.append(pool.apply_async(read, (url, WRITERS, seconds)))
        outcomes = [w.get(timeout=seconds + 300) for w in waiting]
    store = open_store(url)
    faults = [e for o in outcomes for e in o.errors] + faults_of(store) + _lost(store, outcomes) + _untold(store)
    store.close()
    return outcomes, faults


def _lost(store: Store, outcomes: list[Outcome]) -> list[str]:
    """Judgements that were accepted and are not there, and those that are there and nobody made."""
    with store.session() as session:
        kept = sorted(session.scalars(select(JudgementRow.id)))
    noted = sorted({i for o in outcomes for i in o.judgements})
    return [] if kept == noted else [f"{len(noted)} judgements were accepted, {len(kept)} are kept"]


def _untold(store: Store) -> list[str]:
    """Claims that are not as their judgements say, and incidents that linking anew would make otherwise."""
    found: list[str] = []
    with store.session() as session:
        rows = list(session.scalars(select(ClaimRow)))
        judged = judgements_on(session, [row.id for row in rows])
        for row in rows:
            decided = deciding(judged.get(row.id, ()))
            wanted = claim_as_read(row)
            if decided and decided.verdict == "edit":
                wanted = correct_claim(wanted, decided.changes)
            is_out = bool(decided and decided.verdict == "reject")
            if claim_of(row) != wanted or row.rejected != is_out:
                found.append(f"claim {row.id} is not as its judgements say")
    before = {f.incident.id: f.incident.claim_ids for f in every_incident_file(store)}
    link_everything(store)
    after = {f.incident.id: f.incident.claim_ids for f in every_incident_file(store)}
    return found + ([] if before == after else ["linking anew gives other incidents"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for kind in (asked.only,) if asked.only else ("sqlite", "postgresql"):
            place = Path(folder) / kind
            place.mkdir()
            with two_databases(kind, place) as (url, _):
                outcomes, faults = run_writers(url, asked.seconds)
            figures = {
                "judgements": sum(len(o.judgements) for o in outcomes),
                "reports added": sum(o.reports for o in outcomes),
                "turns of the reader": sum(o.turns for o in outcomes),
                "writes tried again": sum(o.retries for o in outcomes),
                "errors and losses": len(faults),
            }
            print(f"{kind}, {asked.seconds:g} s: {json.dumps(figures)}")
            print("\n".join(f"  FAULT {fault}" for fault in faults[:20]) or "  no error, no lost judgement")
            failed |= bool(faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

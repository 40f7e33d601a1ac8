"""What people did on a made store: judgements by three coders, some at odds, copies of reports, a sample coded by two.

Everything goes through the store's and the desk's own writing. Used by desk_store.py.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.opened import Person
from watchdesk.desk.samples import code_claim, make_sample
from watchdesk.desk_opening import desk_over
from watchdesk.records import Capture, Change, Judgement, Reading
from watchdesk.resolve.names import open_names
from watchdesk.store.claim_rows import chunks
from watchdesk.store.desk_tables import SampleClaimRow
from watchdesk.store.judging import new_judgement, put_judgement
from watchdesk.store.opening import Store
from watchdesk.store.reading import report_of
from watchdesk.store.reprints import regroup_reprints
from watchdesk.store.tables import ClaimRow, IncidentRow, ReportRow
from watchdesk.store.writing import put_reading

JUDGED, PAIRS, COPIES, CODED = (
    0.02,
    0.002,
    0.01,
    60,
)  # shares of the claims, incidents and reports; claims of the sample
CODERS = ("ana", "ben", "chloe")
PER_WRITE = 200


def add_people_s_work(store: Store, rng: random.Random) -> None:
    """All of it, on a store whose incidents stand."""
    for part in chunks(list(make_judgements(store, rng)), PER_WRITE):
        store.write(lambda s, part=part: [put_judgement(s, one) for one in part], who="made", why="judged")  # type: ignore[misc]
    copy_reports(store, rng)
    code_sample(store, rng)


def make_judgements(store: Store, rng: random.Random) -> Iterator[Judgement]:
    """Of some claims and of some joined pairs, in the order of the days on which they were made."""
    with store.session() as session:
        events = session.execute(select(ClaimRow.id, ClaimRow.body).where(ClaimRow.kind == "event")).all()
        joined = session.scalars(select(IncidentRow.joined).where(IncidentRow.joined != "[]")).all()
    at = dt.datetime(2026, 9, 1, 8, tzinfo=dt.UTC)
    for claim_id, body in rng.sample(events, int(len(events) * JUDGED)):
        at += dt.timedelta(seconds=rng.randrange(20, 400))
        first, second = rng.sample(CODERS, 2)
        yield judgement(rng, claim_id, body, first, at)
        if rng.random() < 0.15:
            yield judgement(rng, claim_id, body, second, at + dt.timedelta(days=1))
    for text in rng.sample(joined, int(len(joined) * PAIRS)):
        tie = rng.choice(json.loads(text))
        at += dt.timedelta(seconds=60)
        yield new_judgement("same", tie["claim_id"], by=rng.choice(CODERS), at=at, other_id=tie["other_id"])


def judgement(rng: random.Random, claim_id: str, body: str, by: str, at: dt.datetime) -> Judgement:
    """Accepted, rejected, or its deaths or status corrected."""
    sort = rng.random()
    if sort < 0.72:
        return new_judgement("accept", claim_id, by=by, at=at)
    if sort < 0.86:
        return new_judgement("reject", claim_id, by=by, at=at)
    deaths = json.loads(body).get("deaths")
    if deaths is None:
        change = Change(field="status", old='"occurred"', new=json.dumps(rng.choice(("alleged", "denied"))))
        return new_judgement("edit", claim_id, by=by, at=at, changes=(change,))
    more = rng.choice((1, 2, 5))
    changes = tuple(
        Change(field=f"fatalities.{name}", old=str(deaths[name]), new=str(deaths[name] + more))
        for name in ("low", "best", "high")
    )
    return new_judgement("edit", claim_id, by=by, at=at, changes=changes, why="the later count")


def copy_reports(store: Store, rng: random.Random) -> None:
    """Some reports once more under another address, as agencies' texts are reprinted."""
    with store.session() as session:
        ids = list(session.scalars(select(ReportRow.id).order_by(ReportRow.n)))
        chosen = rng.sample(ids, int(len(ids) * COPIES))
        originals = [report_of(r) for r in session.scalars(select(ReportRow).where(ReportRow.id.in_(chosen)))]

    def work(session: Session, part: list[Reading]) -> None:
        for reading in part:
            report = reading.report
            body = report.text.encode() + b"\n"
            put_reading(session, Capture(id=report.capture_id, address=report.address, body=body), reading, "made")
            original = session.scalars(select(ReportRow.id).where(ReportRow.title == report.title)).first()
            regroup_reprints(session, original or report.id)
            regroup_reprints(session, report.id)

    copies = [
        Reading(
            report=replace(
                one,
                id=hashed(f"copy {one.id}"),
                capture_id=hashed(f"capture of copy {one.id}"),
                address=f"{one.address}/reprint",
                publisher="Made Daily",
            ),
            claims=(),
        )
        for one in originals
    ]
    for part in chunks(copies, PER_WRITE):
        store.write(lambda s, part=part: work(s, part), who="made", why="made")  # type: ignore[misc]


def code_sample(store: Store, rng: random.Random) -> None:
    """A sample of events coded by two people, who differ on some deaths and on some status."""
    desk = desk_over(store, open_names(None, ()))
    editor = Person(name=CODERS[0], role="editor")
    sample_id = make_sample(desk, editor, "Made sample", "event", CODED)
    with store.session() as session:
        ids = list(session.scalars(select(SampleClaimRow.claim_id).where(SampleClaimRow.sample_id == sample_id)))
    for claim_id in ids:
        claim = claim_file(store, claim_id).as_read
        fields = {f.path: f.value for f in fields_of(claim)}
        for coder in CODERS[:2]:
            written = dict(fields)
            if rng.random() < 0.12:
                written |= dict.fromkeys(
                    ("fatalities.low", "fatalities.best", "fatalities.high"), str(rng.randrange(9))
                )
            if rng.random() < 0.08:
                written["status"] = "alleged"
            code_claim(desk, Person(name=coder, role="coder"), sample_id, claim_id, written)


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]

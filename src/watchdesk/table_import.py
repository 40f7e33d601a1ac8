"""Rows that the user holds into the store: matched to incidents by id or by linking, tried first, then kept or not."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from watchdesk.collect.identity import capture_id
from watchdesk.errors import BadTable
from watchdesk.pipeline import give_ids
from watchdesk.publish.coded_incident import code_incident
from watchdesk.publish.incident_csv import CODED, incident_row
from watchdesk.records import Capture, Event, IncidentFile, Reading, Report
from watchdesk.resolve.countries import country_code
from watchdesk.store.incident_reading import incident
from watchdesk.store.judging import new_judgement, put_judgement
from watchdesk.store.linking import link_report
from watchdesk.store.opening import Store
from watchdesk.store.tables import MemberRow
from watchdesk.store.writing import put_reading
from watchdesk.tables.row_events import row_day, row_event
from watchdesk.tables.table_rows import Kind, TableRow, read_table

Outcome = Literal["same", "changed", "joined", "new", "known", "forgotten"]

OUTCOMES: tuple[Outcome, ...] = ("new", "joined", "changed", "same", "known", "forgotten")
"""What may come of a row: an incident of its own; it joins one by linking, or under its id with changes; the store's
incident reads the same; the row is kept already; its key was forgotten."""

_DERIVED = {"disputed", "deaths_rule", "alleged_low", "alleged_best", "alleged_high", "radius_km"}
_VIEW_OF_RULE = {"ACLED": "lowest", "UCDP": "low-best-high", "eventreport": "most-representative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One column of an incident that a row changes: how it reads now, and in the row."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What comes of one row: the incident it belongs to then, and what it changes of it."""

    number: int
    key: str
    outcome: Outcome
    incident_id: str | None = None
    changes: tuple[RowChange, ...] = ()


class _Undone(Exception):
    """Carries the outcome of a trial out of a transaction that is not to be kept."""

    def __init__(self, outcome: tuple[Imported, ...]) -> None:
        self.outcome = outcome


def import_table(store: Store, path: Path, kind: Kind, *, who: str, keep: bool) -> tuple[Imported, ...]:
    """What comes of each row, in the order of the file; all are kept, or (with `keep` False) none: then it is a trial.

    Nothing is overwritten: a row becomes a report of its own with one event, and a changed row a newer version of it.
    Raises BadTable where the file or a row is wrong; nothing is kept then.
    """
    rows = read_table(path, kind)
    try:
        readings = [_reading(row) for row in rows]
    except BadTable as fault:
        raise BadTable(f"{path}: {fault}") from fault
    matched = {row.key: _matched(store, row) for row in rows}

    def work(session: Session) -> tuple[Imported, ...]:
        pairs = zip(rows, readings, strict=True)
        done = tuple(_put(session, row, *reading, matched[row.key], who) for row, reading in pairs)
        if not keep:
            raise _Undone(done)
        return done

    try:
        return store.write(work, who=who, why=f"import {kind} {path.name}")
    except _Undone as trial:
        return trial.outcome


def _reading(row: TableRow) -> tuple[Capture, Reading]:
    """A row as bytes and a reading: its text is the row, its claim stands on the row's words."""
    body = row.text.encode()
    capture = Capture(id=capture_id(row.address, body), address=row.address, body=body, media_type="text/plain")
    digest = hashlib.sha256(f"row\0{capture.id}".encode()).hexdigest()[:20]
    report = Report(
        id=digest,
        capture_id=capture.id,
        address=row.address,
        text=row.text,
        title=f"{row.kind} {row.key}",
        published=_published(row),
        published_basis="given",
        publisher=row.cells.get("source") or row.cells.get("source_office") or None,
        cleaner=f"import {row.kind}",
        given_id=row.key,
    )
    report = report if report.published else replace(report, published_basis=None)
    return capture, Reading(report=report, claims=give_ids(report, (row_event(row, country_code),)))


def _published(row: TableRow) -> dt.date | None:
    """The day by which the row was known; None for our own form, so that no row is older than the reports it is of."""
    return row_day(row, {"acled": "event_date", "ucdp": "date_end"}.get(row.kind, ""))


def _matched(store: Store, row: TableRow) -> IncidentFile | None:
    """The incident whose id the row carries: our own, or ours with ACLED's prefix of a country."""
    return incident(store, row.key) or (incident(store, row.key.rpartition("-")[2]) if row.kind == "acled" else None)


def _put(
    session: Session, row: TableRow, capture: Capture, reading: Reading, file: IncidentFile | None, who: str
) -> Imported:
    changes = _changes(row, file) if file else ()
    if file and row.kind == "csv" and not changes:
        return Imported(number=row.number, key=row.key, outcome="same", incident_id=file.incident.id)
    added = put_reading(session, capture, reading, f"import {row.kind}")
    if added.report_id is None or added.outcome in ("known", "forgotten"):
        outcome: Outcome = "forgotten" if added.outcome == "forgotten" else "known"
        return Imported(number=row.number, key=row.key, outcome=outcome)
    claim = reading.claims[0]
    link_report(session, added.report_id, left=added.left)
    if file:
        other = next(t.claim.id for t in file.told if isinstance(t.claim, Event) and t.claim.id != claim.id)
        at = session.info["at"]
        put_judgement(session, new_judgement("same", claim.id, by=who, at=at, other_id=other, why=f"import {row.kind}"))
    home = session.scalar(select(MemberRow.incident_id).where(MemberRow.claim_id == claim.id))
    joined = home is not None and _others(session, home, claim.id)
    word: Outcome = "changed" if file else "joined" if joined else "new"
    return Imported(number=row.number, key=row.key, outcome=word, incident_id=home, changes=changes)


def _others(session: Session, incident_id: str, claim_id: str) -> bool:
    members = select(MemberRow.claim_id).where(MemberRow.incident_id == incident_id, MemberRow.claim_id != claim_id)
    return session.scalar(members.limit(1)) is not None


def _changes(row: TableRow, file: IncidentFile) -> tuple[RowChange, ...]:
    """The coded columns in which a row of our own form differs from the incident, under the view it was written in."""
    if row.kind != "csv":
        return ()
    view = _VIEW_OF_RULE.get(row.cells.get("deaths_rule", "").partition(":")[0], "low-best-high")
    now = incident_row(code_incident(file, view))
    pairs = ((c, _words(now[c]), row.cells[c]) for c in CODED if c in row.cells and c not in _DERIVED)
    return tuple(RowChange(column=c, old=old, new=new) for c, old, new in pairs if old != new)


def _words(value: object) -> str:
    return "" if value is None else str(value)


def count_outcomes(imported: Iterable[Imported]) -> str:
    """How many rows came to what, in words."""
    counts = {word: sum(i.outcome == word for i in imported) for word in OUTCOMES}
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "no rows"


def imported_lines(imported: Sequence[Imported]) -> Iterable[str]:
    """A line for each row that adds or changes something, and one below it for each column that it changes."""
    for one in imported:
        if one.outcome not in ("same", "known"):
            yield f"{one.outcome}\t{one.key}\t{one.incident_id or ''}\tline {one.number}"
            yield from (f"\t{c.column}: {c.old or 'nothing'} → {c.new or 'nothing'}" for c in one.changes)

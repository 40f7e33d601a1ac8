"""Forget an address: its bytes, text, claims and words are gone, a tombstone stays and keeps it out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, or_, select, text, update
from sqlalchemy.orm import Session

from watchdesk.link.linker import Linker
from watchdesk.store.candidates import StoredCandidates
from watchdesk.store.claim_rows import chunks, unindex_claim
from watchdesk.store.desk_tables import CodingRow, SampleClaimRow
from watchdesk.store.incidents import hold_linking, put_incidents
from watchdesk.store.linking import link_report
from watchdesk.store.opening import Store
from watchdesk.store.reprints import leave_reprints
from watchdesk.store.tables import (
    CaptureRow,
    ClaimRow,
    IssueRow,
    JudgementRow,
    ReportRow,
    ReprintRow,
    RevisionRow,
    TombstoneRow,
    WithdrawnRow,
    storable,
)
from watchdesk.store.word_index import WORD_INDEXES, unindex_words
from watchdesk.store.writing import searchable


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What went: how many versions of the report, claims and judgements; `copies` are addresses that repeat it."""

    address: str
    versions: int
    claims: int
    judgements: int
    copies: tuple[str, ...]


def forget(store: Store, address: str, why: str, *, who: str) -> Forgotten | None:
    """Take an address and all that stands on it out of the store; None where nothing is kept under it.

    What stays is the tombstone (address, when, who, why) and ids, which say nothing. Incidents lose its claims.
    """
    gone = store.write(lambda session: _forget(session, storable(address), why), who=who, why=why)
    if gone is not None and store.is_sqlite:
        with store.engine.connect() as connection:  # what was overwritten must not linger in the log beside the file
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone


def lift_tombstone(store: Store, address: str, why: str, *, who: str) -> bool:
    """Let a forgotten address be taken in again; False where it has no tombstone."""

    def work(session: Session) -> bool:
        row = session.get(TombstoneRow, storable(address))
        if row is None:
            return False
        session.execute(delete(WithdrawnRow).where(WithdrawnRow.address == row.address))
        session.delete(row)
        return True

    return store.write(work, who=who, why=why)


def _forget(session: Session, address: str, why: str) -> Forgotten | None:
    reports = list(session.scalars(select(ReportRow).where(ReportRow.address == address)))
    captures = list(session.scalars(select(CaptureRow).where(CaptureRow.address == address)))
    if not captures and not reports:
        return None
    claims = _claims(session, reports)
    judgements = _judgements(session, claims)
    copies = _copies(session, reports)
    _bury(session, address, why, {"report": reports, "claim": claims, "capture": captures, "judgement": judgements})
    _unlink(session, claims, reports)
    for part in chunks([c.id for c in claims]):
        for table in (CodingRow, SampleClaimRow):
            session.execute(delete(table).where(table.claim_id.in_(part)))
    for claim in claims:
        unindex_claim(session, claim)
    for report in reports:
        unindex_words(session, "report_words", report.n, searchable(report))
    session.execute(delete(IssueRow).where(IssueRow.address == address))
    for rows in (judgements, claims):
        _delete(session, rows)
    for part in chunks([r.id for r in reports]):
        session.execute(delete(IssueRow).where(IssueRow.report_id.in_(part)))
    _delete(session, reports)
    _delete(session, captures)
    if session.get_bind().dialect.name == "sqlite":
        for index in WORD_INDEXES:
            session.execute(text(f"INSERT INTO {index} ({index}) VALUES ('optimize')"))
    return Forgotten(
        address=address, versions=len(reports), claims=len(claims), judgements=len(judgements), copies=copies
    )


def _claims(session: Session, reports: list[ReportRow]) -> list[ClaimRow]:
    ids = [r.id for r in reports]
    return [
        row for part in chunks(ids) for row in session.scalars(select(ClaimRow).where(ClaimRow.report_id.in_(part)))
    ]


def _judgements(session: Session, claims: list[ClaimRow]) -> list[JudgementRow]:
    found: dict[str, JudgementRow] = {}
    for part in chunks([c.id for c in claims]):
        about = or_(JudgementRow.claim_id.in_(part), JudgementRow.other_id.in_(part))
        found |= {row.id: row for row in session.scalars(select(JudgementRow).where(about))}
    return list(found.values())


def _copies(session: Session, reports: list[ReportRow]) -> tuple[str, ...]:
    """Addresses that repeat these reports and stay; their marks as reprints go."""
    ids = [r.id for r in reports]
    found = session.scalars(
        select(ReportRow.address)
        .join(ReprintRow, ReprintRow.report_id == ReportRow.id)
        .where(ReprintRow.original_id.in_(ids), ReportRow.id.not_in(ids))
        .order_by(ReportRow.address)
    )
    return tuple(found)


def _bury(session: Session, address: str, why: str, gone: dict[str, list]) -> None:  # type: ignore[type-arg]
    """Set the tombstone, note the ids that went, and empty the values that revisions hold of them."""
    about = session.info
    session.add(TombstoneRow(address=address, at=about["at"], who=about["who"], why=why))
    session.flush()
    session.add_all(WithdrawnRow(id=row.id, address=address, kind=kind) for kind, rows in gone.items() for row in rows)
    session.flush()
    for rows in gone.values():
        for part in chunks([row.id for row in rows]):
            session.execute(update(RevisionRow).where(RevisionRow.row_id.in_(part)).values(old=None, new=None))


def _unlink(session: Session, claims: list[ClaimRow], reports: list[ReportRow]) -> None:
    """Take the claims out of their incidents, and the reports out of their groups: a copy may now speak for itself."""
    hold_linking(session)
    relinked = Linker(StoredCandidates(session)).withdraw(sorted(c.id for c in claims))
    put_incidents(session, relinked.claim_ids, relinked.incidents)
    for report_id in sorted(leave_reprints(session, [r.id for r in reports])):
        link_report(session, report_id)


def _delete(session: Session, rows: list) -> None:  # type: ignore[type-arg]
    for row in rows:
        session.delete(row)
    session.flush()

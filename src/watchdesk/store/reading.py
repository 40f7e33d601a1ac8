"""What the store holds, as records again: readings, claims with their reports, addresses and their versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.records import Capture, Claim, Issue, Reading, Report, Stated, Told
from watchdesk.store.claim_rows import chunks, claim_of
from watchdesk.store.codec import decode
from watchdesk.store.opening import Store
from watchdesk.store.tables import CaptureRow, ClaimRow, IssueRow, ReportRow, ReprintRow, storable
from watchdesk.store.wanted import Wanted, claim_conditions, report_conditions

_AT_ONCE = 200
"""Reports that are held in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One version of one address, as `watchdesk list` shows it."""

    report_id: str
    address: str
    version: int
    current: bool
    published: dt.date | None
    language: str
    title: str | None
    claims: int
    added_at: dt.datetime
    read_by: str
    diff: str | None
    reprint_of: str | None


def readings(store: Store, wanted: Wanted | None = None, *, copies: bool = False) -> Iterator[Reading]:
    """The newest reading of every address, by day of publication and address; corrected, rejected claims left out.

    `wanted` keeps reports published in its days and of which a claim fits; a kept reading has all its claims.
    `copies`: reprints too, which otherwise are left out, since they add no voice.
    """
    with store.session() as session:
        yield from readings_in(session, reading_ids(session, wanted, copies=copies))


def reading_ids(
    session: Session, wanted: Wanted | None, *, copies: bool = False, limit: int | None = None
) -> list[str]:
    """The reports of these readings (the first of them), in their order, inside the caller's session."""
    statement = select(ReportRow.id).where(ReportRow.current, *report_conditions(session, wanted))
    if not copies:
        statement = statement.where(ReportRow.id.not_in(select(ReprintRow.report_id)))
    order = (ReportRow.published.is_(None), ReportRow.published, ReportRow.address, ReportRow.id)
    return list(session.scalars(statement.order_by(*order).limit(limit)))


def readings_in(session: Session, report_ids: Sequence[str]) -> Iterator[Reading]:
    """The readings of these reports, in this order, a few in memory at once, inside the caller's session."""
    for part in chunks(list(report_ids), _AT_ONCE):
        yield from _readings_of(session, part)
        session.expunge_all()


def reading_of(store: Store, report_id: str) -> Reading | None:
    """The reading of one report, also of an older version (which keeps the claims that only it tells), or None."""
    with store.session() as session:
        return next(iter(_readings_of(session, [report_id], current=False)), None)


def told(store: Store, claim_ids: Iterable[str]) -> tuple[Told, ...]:
    """These claims with their reports, in the order asked for; those rejected, withdrawn or unknown are left out."""
    with store.session() as session:
        return told_in(session, claim_ids)


def told_in(session: Session, claim_ids: Iterable[str], *, rejected: bool = False) -> tuple[Told, ...]:
    """The same inside the caller's session; with `rejected`, those that people rejected too."""
    wanted = list(dict.fromkeys(claim_ids))
    rows: dict[str, ClaimRow] = {}
    for part in chunks(wanted):
        live = [ClaimRow.id.in_(part), ClaimRow.current.is_(True)]
        if not rejected:
            live.append(ClaimRow.rejected.is_(False))
        rows |= {row.id: row for row in session.scalars(select(ClaimRow).where(*live))}
    reports = _reports(session, {row.report_id for row in rows.values()})
    copies = copies_of(session, reports)
    return tuple(
        Told(claim=claim_of(row), report=reports[row.report_id], copies=copies.get(row.report_id, ()))
        for row in (rows[i] for i in wanted if i in rows)
    )


def capture_of(store: Store, capture_id: str) -> Capture | None:
    """The bytes that were kept, with what was stated of them by whoever brought them, or None."""
    with store.session() as session:
        row = session.scalar(select(CaptureRow).where(CaptureRow.id == capture_id))
        if row is None:
            return None
        said = session.scalar(
            select(ReportRow.stated).where(ReportRow.capture_id == capture_id).order_by(ReportRow.n.desc()).limit(1)
        )
        stated = decode(Stated, said) if said else Stated()
        return Capture(id=row.id, address=row.address, body=row.body, media_type=row.media_type, stated=stated)


def held(store: Store, wanted: Wanted | None = None, *, versions: bool = False) -> list[Held]:
    """What is kept, by day of publication and address; with `versions`, older versions of a page too."""
    with store.session() as session:
        conditions = report_conditions(session, wanted)
        if not versions:
            conditions.append(ReportRow.current.is_(True))
        order = (ReportRow.published.is_(None), ReportRow.published, ReportRow.address, ReportRow.version)
        rows = list(session.scalars(select(ReportRow).where(*conditions).order_by(*order)))
        return [_held(row, *_about(session, row)) for row in rows]


def versions_of(store: Store, address: str) -> list[Held]:
    """Every version of one address, oldest first."""
    with store.session() as session:
        rows = session.scalars(
            select(ReportRow).where(ReportRow.address == storable(address)).order_by(ReportRow.version)
        )
        return [_held(row, *_about(session, row)) for row in rows]


def issues(store: Store) -> list[Issue]:
    """Addresses that gave no report, with the reason, in the order in which they came."""
    with store.session() as session:
        rows = session.scalars(select(IssueRow).where(IssueRow.report_id.is_(None)).order_by(IssueRow.n))
        return [Issue(address=row.address, reason=row.reason) for row in rows]


def claim_ids(store: Store, wanted: Wanted | None = None) -> list[str]:
    """The ids of the claims that count (told now, not rejected) and fit, in the order of reports and words."""
    with store.session() as session:
        statement = (
            select(ClaimRow.id)
            .join(ReportRow, ReportRow.id == ClaimRow.report_id)
            .where(*claim_conditions(session, wanted))
            .order_by(ReportRow.published.is_(None), ReportRow.published, ReportRow.address, ClaimRow.position)
        )
        return list(session.scalars(statement))


def copies_of(session: Session, report_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The reprints of each report, by id."""
    found: dict[str, tuple[str, ...]] = {}
    for part in chunks(sorted(report_ids)):
        rows = session.execute(
            select(ReprintRow.original_id, ReprintRow.report_id)
            .where(ReprintRow.original_id.in_(part))
            .order_by(ReprintRow.report_id)
        )
        for original, copy in rows:
            found[original] = (*found.get(original, ()), copy)
    return found


def report_of(row: ReportRow) -> Report:
    """The report of a row, its frozen text in place."""
    report = decode(Report, row.body)
    return report if report.text else replace(report, text=row.text)


def _reports(session: Session, report_ids: Iterable[str]) -> dict[str, Report]:
    found: dict[str, Report] = {}
    for part in chunks(sorted(report_ids)):
        found |= {row.id: report_of(row) for row in session.scalars(select(ReportRow).where(ReportRow.id.in_(part)))}
    return found


def _readings_of(session: Session, report_ids: Sequence[str], *, current: bool = True) -> Iterator[Reading]:
    reports = _reports(session, report_ids)
    claims: dict[str, list[Claim]] = {}
    live = (ClaimRow.current,) if current else ()
    rows = session.scalars(
        select(ClaimRow)
        .where(ClaimRow.report_id.in_(report_ids), ClaimRow.rejected.is_(False), *live)
        .order_by(ClaimRow.position, ClaimRow.n)
    )
    for row in rows:
        claims.setdefault(row.report_id, []).append(claim_of(row))
    dropped: dict[str, list[Issue]] = {}
    for issue in session.scalars(select(IssueRow).where(IssueRow.report_id.in_(report_ids)).order_by(IssueRow.n)):
        dropped.setdefault(issue.report_id or "", []).append(Issue(address=issue.address, reason=issue.reason))
    for i in report_ids:
        if i in reports:
            yield Reading(report=reports[i], claims=tuple(claims.get(i, ())), dropped=tuple(dropped.get(i, ())))


def _about(session: Session, row: ReportRow) -> tuple[int, str | None]:
    """How many claims count of a report, and which report it repeats."""
    counted = (ClaimRow.report_id == row.id, ClaimRow.current, ClaimRow.rejected.is_(False))
    claims = session.scalar(select(func.count()).select_from(ClaimRow).where(*counted)) or 0
    return claims, session.scalar(select(ReprintRow.original_id).where(ReprintRow.report_id == row.id))


def _held(row: ReportRow, claims: int, reprint_of: str | None) -> Held:
    return Held(
        report_id=row.id,
        address=row.address,
        version=row.version,
        current=row.current,
        published=row.published,
        language=row.language,
        title=row.title,
        claims=claims,
        added_at=row.added_at,
        read_by=row.read_by,
        diff=row.diff,
        reprint_of=reprint_of,
    )

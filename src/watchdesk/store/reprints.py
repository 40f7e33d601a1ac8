"""Reprints kept: which reports repeat which, with what each copy changed, brought up to date with every report."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from watchdesk.link.reprints import Copy, Reprints, bands_of, find_reprints, is_reprint
from watchdesk.link.sentence_changes import SentenceChange
from watchdesk.records import Report
from watchdesk.store.claim_rows import chunks
from watchdesk.store.codec import decode_all, encode
from watchdesk.store.opening import Store
from watchdesk.store.reading import report_of
from watchdesk.store.tables import BandRow, ReportRow, ReprintRow


def reprints(store: Store) -> tuple[Reprints, ...]:
    """Every group of reports of one text, by the id of the original."""
    with store.session() as session:
        return _groups(session.scalars(select(ReprintRow).order_by(ReprintRow.original_id, ReprintRow.report_id)))


def reprints_of_report(store: Store, report_id: str) -> Reprints | None:
    """The group that a report belongs to, as original or as copy; None where it stands alone."""
    with store.session() as session:
        return next(iter(_groups(_rows_of(session, _originals(session, [report_id])))), None)


def regroup_reprints(session: Session, report_id: str) -> set[str]:
    """Bring the groups of reprints up to date with one report; the ids whose part in them changed, and its own.

    The newest version of an address belongs to a group, an older one to none.
    """
    row = session.scalar(select(ReportRow).where(ReportRow.id == report_id))
    if row is None:
        return set()
    older = session.scalars(select(ReportRow.id).where(ReportRow.address == row.address, ReportRow.id != report_id))
    gone = list(older)
    report = report_of(row)
    _keep_bands(session, report, gone)
    near = _near(session, report)
    members = _members(session, {report_id, *gone, *(r.id for r in near)})
    return _write(session, members - set(gone), former=members) | {report_id}


def leave_reprints(session: Session, report_ids: Iterable[str]) -> set[str]:
    """Take reports out of their groups, before they are deleted; the ids of others whose part changed."""
    gone = set(report_ids)
    members = _members(session, gone)
    session.execute(delete(BandRow).where(BandRow.report_id.in_(gone)))
    return _write(session, members - gone, former=members) - gone


def _keep_bands(session: Session, report: Report, gone: list[str]) -> None:
    session.execute(delete(BandRow).where(BandRow.report_id.in_([report.id, *gone])))
    if report.cleaner.startswith("import "):  # rows of one table are alike, and none is a copy of another
        return
    bands = [{"report_id": report.id, "band": band} for band in sorted(set(bands_of(report)))]
    if bands:
        session.execute(insert(BandRow), bands)


def _near(session: Session, report: Report) -> list[Report]:
    """Reports that share a key with this one and prove to be of its text."""
    mine = select(BandRow.band).where(BandRow.report_id == report.id)
    met = select(BandRow.report_id).where(BandRow.band.in_(mine), BandRow.report_id != report.id).distinct()
    rows = session.scalars(select(ReportRow).where(ReportRow.id.in_(met)).order_by(ReportRow.id))
    return [other for other in map(report_of, rows) if is_reprint(report, other)]


def _members(session: Session, report_ids: set[str]) -> set[str]:
    """These reports, and all that are in a group with one of them."""
    found = set(report_ids)
    for row in _rows_of(session, _originals(session, sorted(report_ids))):
        found |= {row.report_id, row.original_id}
    return found


def _write(session: Session, report_ids: set[str], *, former: set[str]) -> set[str]:
    """Group these reports anew in place of their `former` groups; the ids whose original changed."""
    rows = {
        row.report_id: row
        for part in chunks(sorted(former))
        for row in session.scalars(select(ReprintRow).where(ReprintRow.report_id.in_(part)))
    }
    before = {row.report_id: row.original_id for row in rows.values()}
    reports = [
        report_of(row)
        for part in chunks(sorted(report_ids))
        for row in session.scalars(select(ReportRow).where(ReportRow.id.in_(part)))
    ]
    after = {copy.report_id: (group.original_id, copy) for group in find_reprints(reports) for copy in group.copies}
    for report_id, row in rows.items():
        if report_id not in after:
            session.delete(row)
    for report_id, (original_id, copy) in sorted(after.items()):
        row = rows.get(report_id) or ReprintRow(report_id=report_id)
        row.original_id, row.likeness, row.changes = original_id, copy.likeness, encode(copy.changes)
        session.add(row)
    session.flush()
    return {i for i in former if before.get(i) != (after[i][0] if i in after else None)}


def _originals(session: Session, report_ids: Iterable[str]) -> set[str]:
    """The originals of the groups that these reports belong to."""
    found: set[str] = set()
    for part in chunks(list(report_ids)):
        inside = or_(ReprintRow.report_id.in_(part), ReprintRow.original_id.in_(part))
        found.update(session.scalars(select(ReprintRow.original_id).where(inside)))
    return found


def _rows_of(session: Session, original_ids: set[str]) -> list[ReprintRow]:
    order = (ReprintRow.original_id, ReprintRow.report_id)
    return [
        row
        for part in chunks(sorted(original_ids))
        for row in session.scalars(select(ReprintRow).where(ReprintRow.original_id.in_(part)).order_by(*order))
    ]


def _groups(rows: Iterable[ReprintRow]) -> tuple[Reprints, ...]:
    found: dict[str, list[Copy]] = {}
    for row in rows:
        changes = decode_all(SentenceChange, row.changes)
        found.setdefault(row.original_id, []).append(
            Copy(report_id=row.report_id, likeness=row.likeness, changes=changes)
        )
    return tuple(Reprints(original_id=original, copies=tuple(copies)) for original, copies in found.items())

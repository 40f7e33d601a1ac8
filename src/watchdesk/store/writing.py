"""Put captures and what was read of them into the store: the same bytes twice add nothing."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from watchdesk.records import Capture, Claim, Issue, Reading, Report
from watchdesk.store.claim_rows import index_claim, judgements_on, new_claim_row, retell, unindex_claim
from watchdesk.store.codec import encode
from watchdesk.store.opening import Store
from watchdesk.store.tables import CaptureRow, ClaimRow, IssueRow, ReportRow, TombstoneRow, storable
from watchdesk.store.word_index import index_words, unindex_words

Outcome = Literal["new", "changed", "reread", "known", "forgotten"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of one reading.

    `new`: an address not seen before. `changed`: a new version of a page. `reread`: the same bytes, read otherwise.
    `known`: nothing to add (`same_as` is the other file that holds the same bytes). `forgotten`: the address has a
    tombstone and is not taken in. `came` are the claims that are new or told otherwise, `left` those that the page no
    longer tells; both are to be linked.
    """

    outcome: Outcome
    address: str
    report_id: str | None = None
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    same_as: str | None = None


def add_reading(
    store: Store, capture: Capture, reading: Reading, *, read_by: str = "", who: str = "watchdesk", why: str = "read"
) -> Added:
    """Put one capture and its reading into the store, wholly or not at all; see `Added`."""
    return store.write(lambda session: put_reading(session, capture, reading, read_by), who=who, why=why)


def put_reading(
    session: Session, capture: Capture, reading: Reading, read_by: str = "", *, again: bool = False
) -> Added:
    """The same inside the caller's transaction, for whoever does more in it (linking, for one).

    With `again`, a reading by the same reader is compared too, where otherwise it is known at once.
    """
    report = reading.report
    if session.get(TombstoneRow, storable(report.address)):
        return Added(outcome="forgotten", address=report.address)
    row = session.scalar(select(ReportRow).where(ReportRow.id == report.id))
    if row is not None and (not row.current or (_is_same_reading(row, capture, read_by) and not again)):
        return Added(outcome="known", address=report.address, report_id=report.id)
    if row is None:
        _put_capture(session, capture)
        outcome = _put_report(session, capture, report, read_by)
        described = True
    else:
        described = _reread(session, row, capture, report, read_by)
        outcome = "reread"
    came, left = _put_claims(session, report, reading.claims)
    _put_issues(session, report, reading.dropped)
    if not (described or came or left):
        outcome = "known"
    return Added(outcome=outcome, address=report.address, report_id=report.id, came=came, left=left)


def known_already(store: Store, capture: Capture, read_by: str, *, again: bool = False) -> Added | None:
    """What adding these bytes would come to without reading them; None where they are to be read.

    They need no reading where this reader read them before under the same statements about them, where another file
    (not another web address) holds the same, or where the address is forgotten.
    """
    with store.session() as session:
        if session.get(TombstoneRow, storable(capture.address)):
            return Added(outcome="forgotten", address=capture.address)
        digest = hashlib.sha256(capture.body).hexdigest()
        rows = session.execute(
            select(ReportRow, CaptureRow.address)
            .join(CaptureRow, CaptureRow.id == ReportRow.capture_id)
            .where(CaptureRow.sha256 == digest)
            .order_by(ReportRow.n)
        )
        for row, address in rows:
            is_same_address = address == storable(capture.address)
            if not _is_same_reading(row, capture, read_by) or (again and is_same_address):
                continue
            if is_same_address or not (is_web(capture.address) or is_web(address)):
                same_as = None if is_same_address else address
                return Added(outcome="known", address=capture.address, report_id=row.id, same_as=same_as)
    return None


def is_web(address: str) -> bool:
    """Whether an address is that of a publisher's page: two such pages with the same bytes are two reports."""
    return "://" in address


def add_issue(store: Store, issue: Issue, *, who: str = "watchdesk") -> None:
    """Note an address that gave no report, once for each reason."""

    def work(session: Session) -> None:
        same = (IssueRow.address == issue.address, IssueRow.reason == issue.reason, IssueRow.report_id.is_(None))
        if session.scalar(select(IssueRow.n).where(*same)) is None:
            session.add(IssueRow(address=issue.address, reason=issue.reason, noted_at=session.info["at"]))

    store.write(work, who=who, why="not readable")


def _is_same_reading(row: ReportRow, capture: Capture, read_by: str) -> bool:
    return row.read_by == read_by and row.stated == encode(capture.stated)


def _put_capture(session: Session, capture: Capture) -> None:
    if session.scalar(select(CaptureRow.n).where(CaptureRow.id == capture.id)) is not None:
        return
    session.add(
        CaptureRow(
            id=capture.id,
            address=capture.address,
            sha256=hashlib.sha256(capture.body).hexdigest(),
            media_type=capture.media_type,
            body=capture.body,
            captured_at=session.info["at"],
        )
    )
    session.flush()


def _put_report(session: Session, capture: Capture, report: Report, read_by: str) -> Outcome:
    """Keep a new report as the newest version of its address; `changed` where the address had one before."""
    address = storable(report.address)
    before = session.scalar(select(ReportRow).where(ReportRow.address == address, ReportRow.current))
    version = session.scalar(select(func.max(ReportRow.version)).where(ReportRow.address == address)) or 0
    if before is not None:
        before.current = False
    row = ReportRow(
        id=report.id,
        capture_id=capture.id,
        address=report.address,
        version=version + 1,
        current=True,
        text=report.text,
        diff=text_diff(before.text, storable(report.text)) if before is not None else None,
        added_at=session.info["at"],
    )
    _describe(row, capture, report, read_by)
    session.add(row)
    session.flush()
    index_words(session, "report_words", row.n, searchable(row))
    return "changed" if before is not None else "new"


def _reread(session: Session, row: ReportRow, capture: Capture, report: Report, read_by: str) -> bool:
    """Bring what is said of a report to the new reading, its text being frozen; whether anything changed."""
    before = searchable(row)
    _describe(row, capture, report, read_by)
    is_changed = session.is_modified(row)
    if searchable(row) != before:
        unindex_words(session, "report_words", row.n, before)
        index_words(session, "report_words", row.n, searchable(row))
    return is_changed


def _describe(row: ReportRow, capture: Capture, report: Report, read_by: str) -> None:
    row.published, row.language, row.publisher = report.published, report.language, report.publisher
    row.title, row.read_by, row.stated = report.title, read_by, encode(capture.stated)
    exact = report.text if storable(report.text) != report.text else ""
    row.body = encode(replace(report, text=exact))


def searchable(row: ReportRow) -> str:
    """The words by which a report is found."""
    return f"{row.title or ''}\n{row.text}"


def text_diff(before: str, after: str) -> str:
    """What changed between two versions of a text, line by line: "-" went, "+" came; empty where nothing did."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="", n=1)
    return "\n".join(lines)


def _put_claims(session: Session, report: Report, claims: tuple[Claim, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Bring the claims of an address to those of its newest reading; the ids that came or changed, and that left."""
    address = storable(report.address)
    versions = select(ReportRow.id).where(ReportRow.address == address)
    rows = {row.id: row for row in session.scalars(select(ClaimRow).where(ClaimRow.report_id.in_(versions)))}
    judged = judgements_on(session, [c.id for c in claims])
    came: list[str] = []
    fresh: list[ClaimRow] = []
    for position, claim in enumerate(claims):
        row = rows.get(claim.id)
        if row is None:
            fresh.append(new_claim_row(claim, position, judged.get(claim.id, ()), report.text))
            came.append(claim.id)
        elif row.body != encode(claim) or row.position != position or not row.current:
            unindex_claim(session, row)
            if retell(row, claim, position, judged.get(claim.id, ()), report.text):
                came.append(claim.id)
            fresh.append(row)
    told = {c.id for c in claims}
    gone = [row for row in rows.values() if row.current and not row.by_person and row.id not in told]
    for row in gone:
        row.current = False
    session.add_all(fresh)
    session.flush()
    for row in fresh:
        index_claim(session, row)
    return tuple(came), tuple(sorted(row.id for row in gone))


def _put_issues(session: Session, report: Report, dropped: tuple[Issue, ...]) -> None:
    kept = session.execute(
        select(IssueRow.address, IssueRow.reason).where(IssueRow.report_id == report.id).order_by(IssueRow.n)
    )
    if [tuple(row) for row in kept] == [(storable(i.address), storable(i.reason)) for i in dropped]:
        return
    session.execute(delete(IssueRow).where(IssueRow.report_id == report.id))
    session.add_all(
        IssueRow(report_id=report.id, address=i.address, reason=i.reason, noted_at=session.info["at"]) for i in dropped
    )

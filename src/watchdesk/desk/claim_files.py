"""One claim with all that is needed to judge it: as read and as corrected, its report, its incident, who said what."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from watchdesk.desk.visitors import NotHere
from watchdesk.records import Change, Claim, Judgement, Report
from watchdesk.store.claim_rows import claim_as_read, claim_of, judgement_of
from watchdesk.store.codec import kind_of
from watchdesk.store.corrections import deciding, standing
from watchdesk.store.opening import Store
from watchdesk.store.reading import report_of
from watchdesk.store.tables import ClaimRow, JudgementRow, MemberRow, ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile:
    """A claim at the desk. `claim` is as people corrected it, `as_read` as the reader found it."""

    claim: Claim
    as_read: Claim
    report: Report
    incident_id: str | None
    judgements: tuple[Judgement, ...]
    rejected: bool
    current: bool
    by_person: bool

    @property
    def kind(self) -> str:
        """event, figure, statement or mission_fact."""
        return kind_of(self.claim)

    @property
    def corrections(self) -> tuple[Change, ...]:
        """The corrections in force."""
        decided = deciding(self.judgements)
        return decided.changes if decided and decided.verdict == "edit" else ()

    @property
    def voices(self) -> tuple[Judgement, ...]:
        """What each person holds of this claim now."""
        return tuple(j for j in standing(self.judgements) if j.other_id is None and j.verdict != "unsure")


def claim_file(store: Store, claim_id: str) -> ClaimFile:
    """The file of one claim. Raises NotHere where the store has no such claim."""
    with store.session() as session:
        row = session.scalar(select(ClaimRow).where(ClaimRow.id == claim_id))
        if row is None:
            raise NotHere(claim_id)
        report = session.scalar(select(ReportRow).where(ReportRow.id == row.report_id))
        if report is None:
            raise NotHere(row.report_id)
        return _file(session, row, report_of(report))


def claim_files_of(store: Store, report_id: str) -> tuple[ClaimFile, ...]:
    """The files of the claims that a report tells now, rejected ones too, in the order of their words."""
    with store.session() as session:
        found = session.scalar(select(ReportRow).where(ReportRow.id == report_id))
        if found is None:
            raise NotHere(report_id)
        report = report_of(found)
        rows = session.scalars(
            select(ClaimRow).where(ClaimRow.report_id == report_id, ClaimRow.current).order_by(ClaimRow.position)
        )
        files = [_file(session, row, report) for row in rows]
        return tuple(sorted(files, key=lambda f: f.claim.evidence[0].span.start))


def _file(session: Session, row: ClaimRow, report: Report) -> ClaimFile:
    about = or_(JudgementRow.claim_id == row.id, JudgementRow.other_id == row.id)
    judged = session.scalars(select(JudgementRow).where(about).order_by(JudgementRow.n))
    return ClaimFile(
        claim=claim_of(row),
        as_read=claim_as_read(row),
        report=report,
        incident_id=session.scalar(select(MemberRow.incident_id).where(MemberRow.claim_id == row.id)),
        judgements=tuple(map(judgement_of, judged)),
        rejected=row.rejected,
        current=row.current,
        by_person=row.by_person,
    )

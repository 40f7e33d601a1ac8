"""Claims of the store joined into incidents: after each report, after each judgement, or all of them anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from watchdesk.link.candidates import Link, MemoryCandidates
from watchdesk.link.features import Features
from watchdesk.link.linker import Linker, Relinked
from watchdesk.link.weights import load_weights
from watchdesk.records import Incident, Judgement
from watchdesk.store.candidates import StoredCandidates
from watchdesk.store.claim_rows import judgement_of
from watchdesk.store.incidents import hold_linking, put_incidents
from watchdesk.store.opening import Store
from watchdesk.store.reading import told_in
from watchdesk.store.reprints import regroup_reprints
from watchdesk.store.tables import ClaimRow, JudgementRow, MemberRow, ReportRow, ReprintRow
from watchdesk.store.writing import Added


def link_added(session: Session, added: Added) -> None:
    """Link what came with a reading, in the transaction that put it in: reprints first, since they add no voice."""
    if added.report_id is None or added.outcome == "known":
        return
    hold_linking(session)
    touched = regroup_reprints(session, added.report_id)
    for report_id in sorted(touched):
        link_report(session, report_id, left=added.left if report_id == added.report_id else ())


def link_report(session: Session, report_id: str, *, left: Iterable[str] = ()) -> None:
    """Link all claims of one report anew; `left` are claims that its page no longer tells."""
    hold_linking(session)
    candidates = StoredCandidates(session)
    linker = Linker(candidates)
    if session.get(ReprintRow, report_id) is not None:
        gone = sorted({*left, *candidates.kept_of([report_id])})
    else:
        ids = session.scalars(_claims_of(report_id))
        taken = linker.take(told_in(session, ids, rejected=True))
        gone = sorted({*left, *(candidates.kept_of([report_id]) - set(taken))})
        _put(session, linker.relink(taken))
    if gone:
        _put(session, linker.withdraw(gone))


def relink_claims(session: Session, claim_ids: Iterable[str]) -> None:
    """Group these claims anew with all that stand or are linked with them, after a judgement about them."""
    hold_linking(session)
    ids = set(claim_ids)
    homes = select(MemberRow.incident_id).where(MemberRow.claim_id.in_(ids))
    ids.update(session.scalars(select(MemberRow.claim_id).where(MemberRow.incident_id.in_(homes))))
    _put(session, Linker(StoredCandidates(session)).relink(sorted(ids)))


def link_everything(store: Store, *, who: str = "watchdesk", why: str = "link everything anew") -> int:
    """Link every claim anew, as if all reports came today; how many incidents stand then."""
    return store.write(_link_everything, who=who, why=why)


class _Recorded(MemoryCandidates):
    """The memory of one process, which is written into the database at the end: faster than asking it each time."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        super().__init__(load_weights(), judgements)
        self.kept: list[tuple[Features, Sequence[Link]]] = []

    def keep(self, features: Features, links: Sequence[Link]) -> None:
        super().keep(features, links)
        self.kept.append((features, links))


def _link_everything(session: Session) -> int:
    hold_linking(session)
    for report_id in list(session.scalars(select(ReportRow.id).where(ReportRow.current).order_by(ReportRow.id))):
        regroup_reprints(session, report_id)
    memory = _Recorded(map(judgement_of, session.scalars(select(JudgementRow))))
    linker = Linker(memory)
    originals = ReportRow.id.not_in(select(ReprintRow.report_id))
    taken: list[str] = []
    for report_id in list(session.scalars(select(ReportRow.id).where(originals).order_by(ReportRow.id))):
        taken += linker.take(told_in(session, session.scalars(_claims_of(report_id)), rejected=True))
        session.expunge_all()
    incidents: list[Incident] = []
    seen: set[str] = set()
    for claim_id in taken:
        if claim_id not in seen:
            relinked = linker.relink([claim_id])
            seen.update(relinked.claim_ids)
            incidents += relinked.incidents
    StoredCandidates(session).keep_all(memory.kept)
    put_incidents(session, [*session.scalars(select(MemberRow.claim_id)), *seen], incidents)
    return len(incidents)


def _put(session: Session, relinked: Relinked) -> None:
    put_incidents(session, relinked.claim_ids, relinked.incidents)


def _claims_of(report_id: str) -> Select[str]:
    return select(ClaimRow.id).where(ClaimRow.report_id == report_id, ClaimRow.current).order_by(ClaimRow.position)

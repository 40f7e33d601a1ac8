"""Reports in pages, the newest first, with how many claims each tells and how many of them are judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from watchdesk.desk.filters import Filters
from watchdesk.desk.workbench import Workbench
from watchdesk.store.opening import Store
from watchdesk.store.paging import follows, mark_of
from watchdesk.store.tables import ClaimRow, JudgementRow, ReportRow, ReprintRow
from watchdesk.store.wanted import Wanted, report_conditions

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One report as the list shows it."""

    id: str
    address: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    language: str
    version: int
    claims: int
    judged: int
    reprint_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Some reports; `next` asks for those that follow, None at the end."""

    reports: tuple[Listed, ...]
    total: int
    next: str | None


def reports_in_all(bench: Workbench, filters: Filters) -> int:
    """How many reports fit."""
    with bench.desk.store.session() as session:
        fits = (ReportRow.current.is_(True), *report_conditions(session, filters.wanted(bench.desk.names)))
        return session.scalar(select(func.count()).select_from(ReportRow).where(*fits)) or 0


def report_list(store: Store, wanted: Wanted, total: int, *, after: str = "", limit: int = PAGE) -> ReportPage:
    """One page of the newest versions that fit, by day of publication, the newest first, undated last.

    `total` is how many fit: counting them takes longer than the page.
    """
    with store.session() as session:
        current: ColumnElement[bool] = ReportRow.current.is_not(False)  # not by its index, which gives them unsorted
        fits = [current, *report_conditions(session, wanted)]
        if after:
            fits.append(follows(after, ReportRow.published, ReportRow.n, number=True))
        order = (ReportRow.published.desc().nulls_last(), ReportRow.n)
        chosen = select(ReportRow.n).where(*fits).order_by(*order).limit(limit + 1)  # sorted without their texts
        rows = list(session.scalars(select(ReportRow).where(ReportRow.n.in_(chosen)).order_by(*order)))
        shown = rows[:limit]
        claims, judged, copies = _counts(session, [r.id for r in shown])
        reports = tuple(
            Listed(
                id=r.id,
                address=r.address,
                title=r.title,
                publisher=r.publisher,
                published=r.published,
                language=r.language,
                version=r.version,
                claims=claims.get(r.id, 0),
                judged=judged.get(r.id, 0),
                reprint_of=copies.get(r.id),
            )
            for r in shown
        )
        more = mark_of(shown[-1].published, shown[-1].n) if len(rows) > limit else None
        return ReportPage(reports=reports, total=total, next=more)


def _counts(session: Session, ids: list[str]) -> tuple[dict[str, int], dict[str, int], dict[str, str]]:
    live = (ClaimRow.report_id.in_(ids), ClaimRow.current.is_(True))
    said = select(ClaimRow.report_id, func.count()).where(*live)
    claims = {i: n for i, n in session.execute(said.group_by(ClaimRow.report_id))}
    alone = select(JudgementRow.claim_id).where(
        JudgementRow.other_id.is_(None), JudgementRow.claim_id == ClaimRow.id, JudgementRow.verdict != "unsure"
    )
    decided = select(ClaimRow.report_id, func.count()).where(*live, alone.exists())
    judged = {i: n for i, n in session.execute(decided.group_by(ClaimRow.report_id))}
    rows = session.execute(select(ReprintRow.report_id, ReprintRow.original_id).where(ReprintRow.report_id.in_(ids)))
    return claims, judged, {i: original for i, original in rows}

"""Where sources contradict each other: claims of one incident with rival tolls, or told by one, denied by another."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from watchdesk.store.tables import ClaimRow, MemberRow, ReprintRow

Rivals = dict[str, str]
"""Claim ids that are disputed, each with what is: `deaths`, `status`, or a measure such as `killed`."""

_Told = tuple[str, str, str, Any]  # claim, report, what, value

_TOLLS = frozenset({"killed", "injured", "abducted", "detained", "displaced"})


def disputed_claims(session: Session, claim_ids: list[str] | None) -> Rivals:
    """The disputed claims of all incidents, or of those that hold one of these claims."""
    figure = ClaimRow.kind == "figure"
    told = func.coalesce(ClaimRow.corrected, ClaimRow.body).label("told")
    statement = (
        select(
            MemberRow.incident_id, ClaimRow.id, ClaimRow.report_id, ClaimRow.kind, ClaimRow.status, ClaimRow.type, told
        )
        .join(MemberRow, MemberRow.claim_id == ClaimRow.id)
        .where(ClaimRow.current.is_(True), ClaimRow.rejected.is_(False))
        .where(or_(ClaimRow.kind == "event", and_(figure, ClaimRow.type.in_(_TOLLS))))
        .where(ClaimRow.report_id.not_in(select(ReprintRow.report_id)))
    )
    if claim_ids is not None:
        home = select(MemberRow.incident_id).where(MemberRow.claim_id.in_(claim_ids))
        statement = statement.where(MemberRow.incident_id.in_(home))
    rows = session.execute(statement.order_by(MemberRow.incident_id).execution_options(yield_per=2000))
    found: Rivals = {}
    for _, members in groupby(rows, key=lambda row: row.incident_id):
        claims = list(members)
        if len({row.report_id for row in claims}) > 1:
            found |= _rivals([(row.id, row.report_id, what, value) for row in claims for what, value in _values(row)])
    return found


def _values(row: Any) -> list[tuple[str, Any]]:
    """What a claim says that others may contradict."""
    told = json.loads(row.told)
    if row.kind == "figure":
        count = told["count"]
        return [(f"{row.type} {told.get('who') or ''}".strip(), (count.get("low"), count.get("high")))]
    said: list[tuple[str, Any]] = [("status", "denied" if row.status == "denied" else "told")]
    deaths = told.get("deaths")
    return [*said, ("deaths", deaths["best"])] if deaths else said


def _rivals(told: list[_Told]) -> Rivals:
    """The claims of one incident on a point on which reports give more than one value."""
    by_point: dict[str, list[_Told]] = {}
    for claim in told:
        by_point.setdefault(claim[2], []).append(claim)
    found: Rivals = {}
    for point, claims in by_point.items():
        reports = {report for _, report, _, _ in claims}
        if len({value for _, _, _, value in claims}) > 1 and len(reports) > 1:
            found.update((claim, point.partition(" ")[0]) for claim, _, _, _ in claims)
    return found

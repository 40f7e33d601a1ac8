"""Where sources contradict each other: claims of one incident with rival tolls, or told by one, denied by another."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from watchdesk.store.tables import ClaimRow, MemberRow, ReprintRow

Rivals = dict[str, str]
"""Claim ids that are disputed, each with what is: `deaths`, `status`, or a measure such as `killed`."""

_Told = tuple[str, str, str, Any]  # claim, report, what, value

_TOLLS = frozenset({"killed", "injured", "abducted", "detained", "displaced"})


def disputed_claims(session: Session, claim_ids: list[str] | None) -> Rivals:
    """The disputed claims of all incidents, or of those that hold one of these claims."""
    statement = (
        select(
            MemberRow.incident_id,
            ClaimRow.id,
            ClaimRow.report_id,
            ClaimRow.kind,
            ClaimRow.status,
            ClaimRow.type,
            ClaimRow.body,
            ClaimRow.corrected,
        )
        .join(MemberRow, MemberRow.claim_id == ClaimRow.id)
        .where(ClaimRow.current.is_(True), ClaimRow.rejected.is_(False))
        .where(ClaimRow.report_id.not_in(select(ReprintRow.report_id)))
    )
    if claim_ids is not None:
        home = select(MemberRow.incident_id).where(MemberRow.claim_id.in_(claim_ids))
        statement = statement.where(MemberRow.incident_id.in_(home))
    told: dict[str, list[_Told]] = {}
    for row in session.execute(statement):
        values = _values(row.kind, row.status, row.type, row.corrected or row.body)
        told.setdefault(row.incident_id, []).extend((row.id, row.report_id, what, value) for what, value in values)
    found: Rivals = {}
    for claims in told.values():
        found |= _rivals(claims)
    return found


def _values(kind: str, status: str, type: str, body: str) -> list[tuple[str, Any]]:
    """What a claim says that others may contradict."""
    if kind == "event":
        deaths = json.loads(body).get("deaths")
        said: list[tuple[str, Any]] = [("status", "denied" if status == "denied" else "told")]
        return [*said, ("deaths", deaths["best"])] if deaths else said
    if kind == "figure" and type in _TOLLS:
        figure = json.loads(body)
        count = figure["count"]
        return [(f"{type} {figure.get('who') or ''}".strip(), (count.get("low"), count.get("high")))]
    return []


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

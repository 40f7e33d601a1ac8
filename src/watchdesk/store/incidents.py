"""Incidents kept: ids survive, a merged id redirects, a split leaves a trace."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import Session

from watchdesk.link.history import carry_ids
from watchdesk.records import Incident, Joined
from watchdesk.store.claim_rows import chunks
from watchdesk.store.codec import decode_all, encode
from watchdesk.store.opening import Store
from watchdesk.store.tables import ClaimRow, IncidentRow, MemberRow

_LOCK = 7_466_127  # PostgreSQL: the advisory lock of linking, so that two writers do not make one incident twice


def save_incidents(
    store: Store, claim_ids: Sequence[str], incidents: Iterable[Incident], *, who: str = "watchdesk", why: str = "link"
) -> None:
    """Let these incidents stand in place of every earlier one that holds one of `claim_ids` or of their own claims."""
    store.write(lambda session: put_incidents(session, claim_ids, incidents), who=who, why=why)


def hold_linking(session: Session) -> None:
    """Wait until no other writer links, and keep others waiting until this transaction ends."""
    if session.get_bind().dialect.name != "sqlite":  # SQLite has one writer anyway
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def put_incidents(session: Session, claim_ids: Iterable[str], incidents: Iterable[Incident]) -> None:
    """The same inside the caller's transaction, which holds the linking."""
    made = {incident.id: incident for incident in incidents}
    home = {claim: incident.id for incident in made.values() for claim in incident.claim_ids}
    former = _homes(session, {*claim_ids, *home})
    rows = _rows(session, {*former.values(), *made})
    stood = {i: incident_in(session, row) for i, row in rows.items() if _stands(row)}
    carried = carry_ids(stood.values(), list(made.values()))
    for incident in carried.incidents:
        row = rows.get(incident.id)
        if row is None:
            row = rows[incident.id] = IncidentRow(id=incident.id, merged_into=None, split_from=None)
            session.add(row)
        if incident.id not in stood:
            row.merged_into = row.split_from = None
        row.claim_ids, row.joined = encode(incident.claim_ids), encode(incident.joined)
    for split in carried.splits:
        for part in split.parts:
            if part not in stood and part != split.id:
                rows[part].split_from = split.id
    leads = {i: incident.id for incident in carried.incidents for i in incident.merged_ids if i not in made}
    _redirect(session, rows, leads)
    _redirect(session, rows, dict.fromkeys(carried.retired))
    session.flush()
    _put_members(session, {*former, *home}, former, home)
    for incident_id in made:
        refresh_days(session, incident_id)


def _redirect(session: Session, rows: dict[str, IncidentRow], leads: Mapping[str, str | None]) -> None:
    """Let former ids lead to the incidents that stand in their place, None where none does."""
    rows = rows | _rows(session, set(leads) - set(rows))
    for incident_id, target in leads.items():
        row = rows[incident_id]
        row.merged_into, row.claim_ids, row.joined = target, "[]", "[]"
        row.first_day = row.last_day = None


def standing_id(session: Session, incident_id: str) -> str | None:
    """The id of the incident that stands where this one was, redirects followed; None where there is none."""
    current: str | None = incident_id
    while current:
        row = session.scalar(select(IncidentRow).where(IncidentRow.id == current))
        if row is None or row.merged_into is None:
            return row.id if row and _stands(row) else None
        current = row.merged_into
    return None


def incident_in(session: Session, row: IncidentRow) -> Incident:
    """The incident of a row, with every id that redirects to it."""
    return incidents_in(session, [row])[0]


def incidents_in(session: Session, rows: Sequence[IncidentRow]) -> list[Incident]:
    """The incidents of rows, in their order, each with every id that redirects to it."""
    home = {row.id: row.id for row in rows}
    merged: dict[str, list[str]] = {row.id: [] for row in rows}
    fresh = list(home)
    while fresh:
        found: list[tuple[str, str]] = []
        for part in chunks(fresh):
            leads = select(IncidentRow.id, IncidentRow.merged_into).where(IncidentRow.merged_into.in_(part))
            found += [(one, into) for one, into in session.execute(leads.order_by(IncidentRow.id)) if into]
        for one, into in found:
            home[one] = home[into]
            merged[home[one]].append(one)
        fresh = [one for one, _ in found]
    return [
        Incident(
            id=row.id,
            claim_ids=tuple(json.loads(row.claim_ids)),
            merged_ids=tuple(merged[row.id]),
            joined=decode_all(Joined, row.joined),
        )
        for row in rows
    ]


def refresh_days(session: Session, incident_id: str) -> None:
    """Bring the days of an incident to those of its claims that count."""
    row = session.scalar(select(IncidentRow).where(IncidentRow.id == incident_id))
    if row is None:
        return
    counted = (ClaimRow.current.is_(True), ClaimRow.rejected.is_(False), ClaimRow.kind == "event")
    members = select(MemberRow.claim_id).where(MemberRow.incident_id == incident_id)
    days = select(func.min(ClaimRow.first_day), func.max(ClaimRow.last_day)).where(*counted, ClaimRow.id.in_(members))
    row.first_day, row.last_day = session.execute(days).one()


def _stands(row: IncidentRow) -> bool:
    return row.merged_into is None and row.claim_ids != "[]"


def _homes(session: Session, claim_ids: set[str]) -> dict[str, str]:
    """The incident that each claim belongs to now, and with it all claims of these incidents."""
    found: set[str] = set()
    for part in chunks(sorted(claim_ids)):
        found.update(session.scalars(select(MemberRow.incident_id).where(MemberRow.claim_id.in_(part))))
    members: dict[str, str] = {}
    for part in chunks(sorted(found)):
        rows = session.execute(select(MemberRow.claim_id, MemberRow.incident_id).where(MemberRow.incident_id.in_(part)))
        members.update((claim, incident) for claim, incident in rows)
    return members


def _rows(session: Session, incident_ids: set[str]) -> dict[str, IncidentRow]:
    found: dict[str, IncidentRow] = {}
    for part in chunks(sorted(incident_ids)):
        rows = session.scalars(select(IncidentRow).where(IncidentRow.id.in_(part)).order_by(IncidentRow.id))
        found |= {row.id: row for row in rows}
    return found


def _put_members(session: Session, claims: set[str], former: dict[str, str], home: dict[str, str]) -> None:
    moved = sorted(claim for claim in claims if former.get(claim) != home.get(claim))
    for part in chunks([claim for claim in moved if claim in former]):
        session.execute(delete(MemberRow).where(MemberRow.claim_id.in_(part)))
    fresh = [{"claim_id": claim, "incident_id": home[claim]} for claim in moved if claim in home]
    if fresh:
        session.execute(insert(MemberRow), fresh)

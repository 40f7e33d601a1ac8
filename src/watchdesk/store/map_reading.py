"""What a map needs of every incident: its events' places, days, types, actors and deaths, read without their words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.records import Place
from watchdesk.store.claim_rows import chunks
from watchdesk.store.opening import Store
from watchdesk.store.tables import ClaimRow, IncidentRow, MemberRow, RevisionRow

_RECENT = 1000
"""Changes looked at again: of two writers on PostgreSQL the one that began first may end last."""

_ALL_ANEW = 3000
"""Incidents that changed at once from which on reading all of them anew is quicker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far the store's history had come."""

    newest: int
    recent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapEvent:
    """One event of an incident. `actors` are (name, registry id) of both sides; `deaths` are low, best, high."""

    report_id: str
    status: str
    family: str
    type: str
    first: dt.date | None
    last: dt.date | None
    place: Place | None
    actors: tuple[tuple[str, str | None], ...]
    deaths: tuple[int, int, int] | None


def mark_of(store: Store) -> Mark:
    """How far the history has come: it differs from an earlier one where anything changed since."""
    with store.session() as session:
        return _mark(session)


def changed_incidents(store: Store, since: Mark) -> tuple[Mark, list[str] | None]:
    """The mark of now, and the ids of incidents that changed since an earlier one; None for too many to tell."""
    with store.session() as session:
        now = _mark(session)
        if now.newest < since.newest:  # the history was cut short: another database, or one put back from a copy
            return now, None
        about = select(RevisionRow.table_name, RevisionRow.row_id).where(RevisionRow.n > since.newest - _RECENT)
        rows = session.execute(about.where(RevisionRow.table_name.in_(("claims", "incidents"))).distinct()).all()
        if len(rows) > _ALL_ANEW:
            return now, None
        found = {row_id for table, row_id in rows if table == "incidents"}
        for part in chunks(sorted(row_id for table, row_id in rows if table == "claims")):
            found.update(session.scalars(select(MemberRow.incident_id).where(MemberRow.claim_id.in_(part))))
        return now, sorted(found)


def map_events(store: Store, incident_ids: Sequence[str] | None = None) -> Iterator[tuple[str, list[MapEvent]]]:
    """Each incident (of these, or of all) with the events that count, in the order of the reports; those without none.

    The incidents come by id; one that stands no more does not come.
    """
    with store.session() as session:
        if incident_ids is None:
            yield from _by_incident(session, None)
        else:
            for part in chunks(sorted(incident_ids)):
                yield from _by_incident(session, part)


def _mark(session: Session) -> Mark:
    newest = session.scalar(select(func.max(RevisionRow.n))) or 0
    recent = session.scalar(select(func.count()).where(RevisionRow.n > newest - _RECENT)) or 0
    return Mark(newest=newest, recent=recent)


def _by_incident(session: Session, incident_ids: Sequence[str] | None) -> Iterator[tuple[str, list[MapEvent]]]:
    statement = (
        select(
            MemberRow.incident_id,
            ClaimRow.report_id,
            ClaimRow.status,
            ClaimRow.family,
            ClaimRow.type,
            ClaimRow.first_day,
            ClaimRow.last_day,
            func.coalesce(ClaimRow.corrected, ClaimRow.body),
        )
        .join(ClaimRow, ClaimRow.id == MemberRow.claim_id)
        .join(IncidentRow, IncidentRow.id == MemberRow.incident_id)
        .where(ClaimRow.kind == "event", ClaimRow.current.is_(True), ClaimRow.rejected.is_(False))
        .where(IncidentRow.merged_into.is_(None))
        .order_by(MemberRow.incident_id, ClaimRow.n)
    )
    if incident_ids is not None:
        statement = statement.where(MemberRow.incident_id.in_(incident_ids))
    current, events = "", list[MapEvent]()
    for incident_id, *told in session.execute(statement.execution_options(yield_per=2000)):
        if incident_id != current:
            if events:
                yield current, events
            current, events = incident_id, []
        events.append(_event(*told))  # type: ignore[arg-type]  # the columns of the statement, in order
    if events:
        yield current, events


def _event(
    report_id: str,
    status: str,
    family: str | None,
    type_: str,
    first: dt.date | None,
    last: dt.date | None,
    body: str,
) -> MapEvent:
    told = json.loads(body)
    deaths = told.get("deaths")
    return MapEvent(
        report_id=report_id,
        status=status,
        family=family or type_,
        type=type_,
        first=first,
        last=last,
        place=_place(told.get("place")),
        actors=tuple((a["name"], a.get("entity_id")) for a in (told.get("actor1"), told.get("actor2")) if a),
        deaths=(deaths["low"], deaths["best"], deaths["high"]) if deaths else None,
    )


def _place(told: dict[str, Any] | None) -> Place | None:
    """The place without its quote, read straight: a whole decoder for each of a hundred thousand takes too long."""
    if told is None:
        return None
    return Place(
        name=told["name"],
        country=told.get("country"),
        admin1=told.get("admin1"),
        latitude=told.get("latitude"),
        longitude=told.get("longitude"),
        geo_precision=told.get("geo_precision", 3),
        ucdp_precision=told.get("ucdp_precision", 7),
        radius_km=told.get("radius_km"),
        reason=told.get("reason"),
    )

"""Incidents as files: what is told of each, corrections applied, with the judgements on it; filtered and in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from watchdesk.records import IncidentFile, Judgement
from watchdesk.store.claim_rows import chunks, judgement_of
from watchdesk.store.incidents import incidents_in, standing_id
from watchdesk.store.opening import Store
from watchdesk.store.paging import follows, mark_of
from watchdesk.store.reading import told_in
from watchdesk.store.tables import ClaimRow, IncidentRow, JudgementRow, MemberRow
from watchdesk.store.wanted import Wanted, claim_conditions, unindexed

_ORDER = (IncidentRow.first_day.desc().nulls_last(), IncidentRow.id)
_STANDS = func.coalesce(IncidentRow.merged_into, "") == ""  # not by the index of redirects, which gives them unsorted
_WALKED = (8, 20, 40)
"""Incidents that are walked for each one asked for: few at first, more where so many are likely to be enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of the incidents that fit, the newest first. `next` asks for those that follow, None at the end."""

    files: tuple[IncidentFile, ...]
    total: int
    next: str | None


def incident_files(
    store: Store,
    wanted: Wanted | None = None,
    *,
    limit: int = 50,
    after: str | None = None,
    total: int | None = None,
) -> Page:
    """One page of the incidents of which a claim fits every filter, by first day, the newest first, undated last.

    `total` is how many fit, where that is known: counting them takes longer than the page.
    """
    with store.session() as session:
        if total is None:
            fits = _fitting(session, wanted)
            total = session.scalar(select(func.count()).select_from(IncidentRow).where(*fits)) or 0
        ns = _chosen(session, wanted, after, limit + 1)
        rows = list(session.scalars(select(IncidentRow).where(IncidentRow.n.in_(ns)).order_by(*_ORDER)))
        last = rows[limit - 1] if limit and len(rows) > limit else None
        more = mark_of(last.first_day, last.id) if last else None
        return Page(files=_files(session, rows[:limit]), total=total, next=more)


def incident_total(store: Store, wanted: Wanted | None = None) -> int:
    """How many incidents have a claim that fits every filter."""
    with store.session() as session:
        return session.scalar(select(func.count()).select_from(IncidentRow).where(*_fitting(session, wanted))) or 0


def every_incident_file(store: Store, wanted: Wanted | None = None) -> Iterator[IncidentFile]:
    """All incidents that fit, in the order of the pages, as they are at the moment of the first."""
    with store.session() as session:
        ids = list(session.scalars(select(IncidentRow.id).where(*_fitting(session, wanted)).order_by(*_ORDER)))
        for part in chunks(ids, 200):
            found = {row.id: row for row in session.scalars(select(IncidentRow).where(IncidentRow.id.in_(part)))}
            yield from _files(session, [found[i] for i in part])
            session.expunge_all()


def incident(store: Store, incident_id: str) -> IncidentFile | None:
    """The incident that stands under this id, or under the id that it redirects to; None where none does."""
    with store.session() as session:
        standing = standing_id(session, incident_id)
        if standing is None:
            return None
        rows = list(session.scalars(select(IncidentRow).where(IncidentRow.id == standing)))
        return _files(session, rows)[0]


def incident_of_claim(store: Store, claim_id: str) -> str | None:
    """The id of the incident that a claim belongs to, None where it belongs to none."""
    with store.session() as session:
        return session.scalar(select(MemberRow.incident_id).where(MemberRow.claim_id == claim_id))


def splits_of(store: Store, incident_id: str) -> list[str]:
    """The incidents that were taken out of this one, by id."""
    with store.session() as session:
        found = select(IncidentRow.id).where(IncidentRow.split_from == incident_id).order_by(IncidentRow.id)
        return list(session.scalars(found))


def _chosen(session: Session, wanted: Wanted | None, after: str | None, limit: int) -> list[int]:
    """The rows of the first incidents that fit, in their order.

    Where many fit, they are soon found among the newest: some of these are walked first, and all that fit are found and
    sorted only where that was not enough.
    """
    later = [] if after is None else [follows(after, IncidentRow.first_day, IncidentRow.id)]
    if wanted is not None and wanted != Wanted():
        days = _days(wanted)
        told = _members().where(unindexed(claim_conditions(session, wanted)))
        fits = told.where(MemberRow.incident_id == IncidentRow.id).exists()
        for many in _WALKED:
            newest = select(IncidentRow.n).where(_STANDS, *later, *days).order_by(*_ORDER).limit(limit * many)
            walked = list(session.scalars(newest))
            found = list(
                session.scalars(select(IncidentRow.n).where(IncidentRow.n.in_(walked), fits).order_by(*_ORDER))
            )
            if len(found) >= limit or len(walked) < limit * many:
                return found[:limit]
            if len(found) * _WALKED[-1] < limit * many:
                break
    statement = select(IncidentRow.n).where(*_fitting(session, wanted), *later)
    return list(session.scalars(statement.order_by(*_ORDER).limit(limit)))


def _days(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The days in which an incident lies of which an event fits; other claims have no days to fit by."""
    found: list[ColumnElement[bool]] = []
    if wanted.last_day:
        found.append(IncidentRow.first_day <= wanted.last_day)
    if wanted.first_day:
        found.append(IncidentRow.last_day >= wanted.first_day)
    return found


def _members() -> Select[Any]:
    """The incidents of claims."""
    return select(MemberRow.incident_id).join(ClaimRow, ClaimRow.id == MemberRow.claim_id)


def _fitting(session: Session, wanted: Wanted | None) -> list[ColumnElement[bool]]:
    """The conditions on `incidents`.

    Without filters nearly all fit: they are walked by their days, each asked whether it has a claim that counts. With
    filters the claims that fit are found first.
    """
    told = _members().where(*claim_conditions(session, wanted))
    if wanted is None or wanted == Wanted():
        return [_STANDS, told.where(MemberRow.incident_id == IncidentRow.id).exists()]
    return [IncidentRow.merged_into.is_(None), IncidentRow.id.in_(told)]


def _files(session: Session, rows: Sequence[IncidentRow]) -> tuple[IncidentFile, ...]:
    incidents = incidents_in(session, rows)
    told = {t.claim.id: t for t in told_in(session, [c for i in incidents for c in i.claim_ids])}
    judged = _judgements(session, [c for i in incidents for c in i.claim_ids])
    return tuple(
        IncidentFile(
            incident=i,
            told=tuple(told[c] for c in i.claim_ids if c in told),
            judgements=tuple(dict.fromkeys(j for c in i.claim_ids for j in judged.get(c, ()))),
        )
        for i in incidents
    )


def _judgements(session: Session, claim_ids: Sequence[str]) -> dict[str, list[Judgement]]:
    """Every judgement that names one of these claims, under each claim that it names, in the order of their rows."""
    found: dict[str, list[Judgement]] = {}
    known = set(claim_ids)
    for part in chunks(list(claim_ids)):
        about = or_(JudgementRow.claim_id.in_(part), JudgementRow.other_id.in_(part))
        for row in session.scalars(select(JudgementRow).where(about).order_by(JudgementRow.n)):
            for claim in {row.claim_id, row.other_id} & known & set(part):
                found.setdefault(str(claim), []).append(judgement_of(row))
    return found

"""Which reports, claims and incidents are asked for: one record of filters, turned into conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from watchdesk.errors import BadSetting
from watchdesk.store.claim_columns import fold
from watchdesk.store.tables import ActorRow, ClaimRow, ReportRow
from watchdesk.store.word_index import CONDITION, Index, matching, terms_of

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of the map in degrees; `west` greater than `east` crosses the date line."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for. Every filter that is set must fit; within one filter, any of its values.

    `first_day` and `last_day` are days of the happening for claims and incidents, of publication for reports. `types`
    are event types, sub-event types, measures, acts or actions. `actor` is a registry id, or a part of a name. `words`
    is a search in the claims' own words and names, as in `watchdesk search`.
    """

    first_day: dt.date | None = None
    last_day: dt.date | None = None
    countries: tuple[str, ...] = ()
    admin1: str | None = None
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actor: str | None = None
    words: str | None = None
    box: Box | None = None
    min_score: float | None = None


def claim_conditions(session: Session, wanted: Wanted | None) -> list[Condition]:
    """The conditions on `claims` for the claims that count (told now, not rejected) and fit."""
    found: list[Condition] = [ClaimRow.current.is_(True), ClaimRow.rejected.is_(False)]
    if wanted is None:
        return found
    if wanted.first_day:
        found.append(ClaimRow.last_day >= wanted.first_day)
    if wanted.last_day:
        found.append(ClaimRow.first_day <= wanted.last_day)
    return found + _plain_conditions(session, wanted)


def unindexed(conditions: Sequence[Condition]) -> Condition:
    """All of these conditions as one that no index serves: for rows that are found by another way already, so that the
    database does not look up by an index all that fit, again for each of them."""
    return case((and_(*conditions), 1), else_=0) == 1


def report_conditions(session: Session, wanted: Wanted | None) -> list[Condition]:
    """The conditions on `reports` for those published in the days, of which a claim fits the other filters."""
    found: list[Condition] = []
    if wanted is None:
        return found
    if wanted.first_day:
        found.append(ReportRow.published >= wanted.first_day)
    if wanted.last_day:
        found.append(ReportRow.published <= wanted.last_day)
    about = _plain_conditions(session, wanted)
    if about:
        live = (ClaimRow.current.is_(True), ClaimRow.rejected.is_(False))
        found.append(ReportRow.id.in_(select(ClaimRow.report_id).where(*live, *about)))
    return found


def _plain_conditions(session: Session, wanted: Wanted) -> list[Condition]:
    """The conditions on `claims` beside the days."""
    found: list[Condition] = []
    if wanted.countries:
        found.append(ClaimRow.country.in_([c.upper() for c in wanted.countries]))
    if wanted.admin1:
        found.append(ClaimRow.admin1 == wanted.admin1)
    if wanted.kinds:
        found.append(ClaimRow.kind.in_(wanted.kinds))
    if wanted.types:
        found.append(or_(ClaimRow.type.in_(wanted.types), ClaimRow.family.in_(wanted.types)))
    if wanted.statuses:
        found.append(ClaimRow.status.in_(wanted.statuses))
    if wanted.min_score is not None:
        found.append(ClaimRow.score >= wanted.min_score)
    if wanted.actor:
        part = fold(wanted.actor)
        named = or_(ActorRow.entity_id == wanted.actor, ActorRow.name.contains(part, autoescape=True))
        found.append(ClaimRow.id.in_(select(ActorRow.claim_id).where(named)))
    if wanted.words is not None:
        found.append(word_condition(session, "claim_words", ClaimRow.n, wanted.words))
    if wanted.box:
        found.append(_box_condition(session, wanted.box))
    return found


def word_condition(session: Session, index: Index, n: InstrumentedAttribute[int], search: str) -> Condition:
    """The condition for rows whose words fit a search. Raises BadSetting where the search names no word to find."""
    terms = terms_of(search)
    if all(term.out for term in terms):
        raise BadSetting(f"the search is {search!r}, expected at least one word to find")
    statement = CONDITION[session.get_bind().dialect.name].format(index=index)
    return n.in_(text(statement).bindparams(terms=matching(session, terms)).columns(n))


def _box_condition(session: Session, box: Box, side: str = "") -> Condition:
    if box.west > box.east:  # it crosses the date line
        western = Box(west=box.west, south=box.south, east=180, north=box.north)
        eastern = Box(west=-180, south=box.south, east=box.east, north=box.north)
        return or_(_box_condition(session, western, "_1"), _box_condition(session, eastern, "_2"))
    exact = and_(ClaimRow.longitude.between(box.west, box.east), ClaimRow.latitude.between(box.south, box.north))
    corners = {f"{name}{side}": getattr(box, name) for name in ("west", "south", "east", "north")}
    west, south, east, north = (f":{name}" for name in corners)
    if session.get_bind().dialect.name == "sqlite":
        across, along = f"west <= {east} AND east >= {west}", f"south <= {north} AND north >= {south}"
        near = text(f"SELECT n FROM claim_boxes WHERE {across} AND {along}")
        # R*Tree keeps coordinates in single precision, rounded outwards: it finds them all, `exact` sorts them out
        return and_(ClaimRow.n.in_(near.bindparams(**corners).columns(ClaimRow.n)), exact)
    inside = f"point(claims.longitude, claims.latitude) <@ box(point({west}, {south}), point({east}, {north}))"
    return and_(text(inside).bindparams(**corners), exact)

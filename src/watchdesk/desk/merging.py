"""Incidents merged and split by judgements on pairs of their claims; what would come of it can be seen before."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.visitors import NotHere
from watchdesk.errors import BadSetting
from watchdesk.records import Event, IncidentFile, Judgement, Told, Verdict
from watchdesk.store.incident_reading import incident
from watchdesk.store.judging import new_judgement, put_judgement
from watchdesk.store.reading import told_in
from watchdesk.store.tables import IncidentRow, MemberRow

MOST_PAIRS = 400
"""Pairs that one merge or split may judge."""

Pair = tuple[str, str, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One incident as it would stand. `former` is whether its id stands today."""

    id: str
    told: tuple[Told, ...]
    former: bool


class _TriedOut(Exception):
    """Ends a transaction that was only to be looked at."""

    def __init__(self, outcomes: tuple[Outcome, ...]) -> None:
        super().__init__()
        self.outcomes = outcomes


def incident_named(desk: Desk, incident_id: str) -> IncidentFile:
    """The incident that stands under this id. Raises NotHere where none does."""
    file = incident(desk.store, incident_id)
    if file is None:
        raise NotHere(incident_id)
    return file


def merge_pairs(one: IncidentFile, other: IncidentFile) -> tuple[Pair, ...]:
    """What must be judged the same for two incidents to be one: the head of each side with every event of the other."""
    if one.incident.id == other.incident.id:
        raise BadSetting(f"the other incident is {other.incident.id!r}, expected another one than this")
    mine, theirs = events_of(one), events_of(other)
    pairs: dict[frozenset[str], Pair] = {}
    for a, b in [(mine[0], b) for b in theirs] + [(a, theirs[0]) for a in mine]:
        pairs.setdefault(frozenset((a, b)), (a, b, "same"))
    return _few(tuple(pairs.values()))


def split_pairs(file: IncidentFile, chosen: Sequence[str]) -> tuple[Pair, ...]:
    """What must be judged for some claims to be an incident of their own: apart from the rest, together themselves."""
    events = events_of(file)
    out = [c for c in events if c in set(chosen)]
    rest = [c for c in events if c not in set(chosen)]
    if not out or not rest:
        raise BadSetting(f"{len(out)} of {len(events)} events are chosen, expected at least one and not all of them")
    apart: list[Pair] = [(a, b, "different") for a in out for b in rest]
    return _few((*apart, *((a, b, "same") for a, b in itertools.pairwise(out))))


def events_of(file: IncidentFile) -> list[str]:
    """The ids of the events of an incident, in its order."""
    return [t.claim.id for t in file.told if isinstance(t.claim, Event)]


def preview(desk: Desk, person: Person, pairs: Sequence[Pair]) -> tuple[Outcome, ...]:
    """The incidents as they would stand; nothing is kept."""

    def work(session: Session) -> None:
        _put(desk, session, person, pairs, None)
        raise _TriedOut(_outcomes(session, pairs))

    try:
        desk.store.write(work, who=person.name, why="preview")
    except _TriedOut as tried:
        return tried.outcomes
    raise AssertionError("unreachable")


def carry_out(desk: Desk, person: Person, pairs: Sequence[Pair], why: str | None) -> tuple[Outcome, ...]:
    """The incidents as they stand after these judgements, all of them in one transaction."""

    def work(session: Session) -> tuple[Outcome, ...]:
        _put(desk, session, person, pairs, why)
        return _outcomes(session, pairs)

    return desk.store.write(work, who=person.name, why=f"{len(pairs)} judgements on pairs")


def _put(desk: Desk, session: Session, person: Person, pairs: Sequence[Pair], why: str | None) -> None:
    at = desk.store.clock()
    for one, other, verdict in pairs:
        made: Judgement = new_judgement(verdict, one, by=person.name, at=at, other_id=other, why=why)
        put_judgement(session, made)


def _outcomes(session: Session, pairs: Sequence[Pair]) -> tuple[Outcome, ...]:
    claims = sorted({c for one, other, _ in pairs for c in (one, other)})
    homes = sorted(set(session.scalars(select(MemberRow.incident_id).where(MemberRow.claim_id.in_(claims)))))
    found = []
    for home in homes:
        row = session.scalar(select(IncidentRow).where(IncidentRow.id == home))
        members = session.scalars(select(MemberRow.claim_id).where(MemberRow.incident_id == home))
        told = tuple(t for t in told_in(session, members) if isinstance(t.claim, Event))
        found.append(Outcome(id=home, told=told, former=row is not None and row.row_version > 0))
    return tuple(found)


def _few(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    if len(pairs) > MOST_PAIRS:
        raise BadSetting(f"that is {len(pairs)} pairs, expected at most {MOST_PAIRS}: choose fewer claims")
    return pairs

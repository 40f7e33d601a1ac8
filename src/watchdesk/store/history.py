"""What changed since a moment, and all that happened to one row: read from the revisions, oldest first."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.store.opening import Store
from watchdesk.store.tables import JudgementRow, RevisionRow, TombstoneRow

_RECENT = 1000
_FAR = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change. `table` and `row` name what; `change` is added, changed or deleted.

    A changed `field` has `old` and `new` as JSON text (None: no value). Of a claim it is the field's path in the record
    ("deaths.low"; "corrected.deaths.low" where a person changed it), of an incident `claim_ids` with those that left
    (old) and came (new). After `forget` the values are gone and the row stays.
    """

    at: dt.datetime
    who: str
    why: str
    table: str
    row: str
    change: str
    field: str | None = None
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An address that was forgotten: when, by whom, why."""

    address: str
    at: dt.datetime
    who: str
    why: str


class Changes:
    """How often a store was seen to have changed, judgements alone apart. Safe for several threads.

    Of two writers on PostgreSQL the one that began first may end last, so that changes come in out of their order: the
    newest ones are looked at again.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, threading.Lock()
        self._mark: tuple[int, int] | None = None
        self._seen: set[int] = set()
        self._counts = [0, 0]

    def newest(self, *, judgements: bool) -> int:
        """A number that grows whenever the store is found changed; without `judgements`, not by those that changed
        nothing but themselves."""
        with self._lock, self._store.session() as session:
            newest = session.scalar(select(func.max(RevisionRow.n))) or 0
            recent = session.scalar(select(func.count()).where(RevisionRow.n > newest - _RECENT)) or 0
            if (newest, recent) != self._mark:
                self._look(session, newest)
                self._mark = (newest, recent)
            return self._counts[0 if judgements else 1]

    def _look(self, session: Session, newest: int) -> None:
        before = self._mark[0] if self._mark else newest
        far = not before <= newest <= before + _FAR  # much at once, or a store put back from a copy
        since = (newest if far else before) - _RECENT
        rows = session.execute(select(RevisionRow.n, RevisionRow.table_name).where(RevisionRow.n > since)).all()
        fresh = {table for n, table in rows if n not in self._seen}
        self._seen = {n for n, _ in rows if n > newest - 2 * _RECENT}
        self._counts[0] += 1
        self._counts[1] += far or fresh != {JudgementRow.__tablename__}


def revisions_since(
    store: Store, moment: dt.datetime, *, until: dt.datetime | None = None, tables: tuple[str, ...] = ()
) -> Iterator[Revision]:
    """Every change after a moment (and up to another), oldest first; of these tables alone, where any are named."""
    conditions = [RevisionRow.at > moment]
    if until is not None:
        conditions.append(RevisionRow.at <= until)
    if tables:
        conditions.append(RevisionRow.table_name.in_(tables))
    with store.session() as session:
        rows = session.scalars(
            select(RevisionRow).where(*conditions).order_by(RevisionRow.n).execution_options(yield_per=1000)
        )
        yield from map(_revision, rows)


def history_of(store: Store, table: str, row: str) -> list[Revision]:
    """All that happened to one row, oldest first."""
    with store.session() as session:
        about = (RevisionRow.table_name == table, RevisionRow.row_id == row)
        return [_revision(r) for r in session.scalars(select(RevisionRow).where(*about).order_by(RevisionRow.n))]


def tombstones(store: Store) -> list[Tombstone]:
    """Every forgotten address, oldest first."""
    with store.session() as session:
        rows = session.scalars(select(TombstoneRow).order_by(TombstoneRow.at, TombstoneRow.address))
        return [Tombstone(address=r.address, at=r.at, who=r.who, why=r.why) for r in rows]


def _revision(row: RevisionRow) -> Revision:
    return Revision(
        at=row.at,
        who=row.who,
        why=row.why,
        table=row.table_name,
        row=row.row_id,
        change=row.change,
        field=row.field,
        old=row.old,
        new=row.new,
    )

"""What changed since a moment, and all that happened to one row: read from the revisions, oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from watchdesk.store.opening import Store
from watchdesk.store.tables import RevisionRow, TombstoneRow


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

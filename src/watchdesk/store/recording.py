"""The first line of the history: a listener that writes one revision for each field that a session changes.

The second line are the triggers of `migrations/triggers.py`, which catch what goes past the session.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, event, insert, inspect
from sqlalchemy.orm import Mapper, Session, UOWTransaction, object_session

from watchdesk.store.tables import (
    CaptureRow,
    ClaimRow,
    IncidentRow,
    JudgementRow,
    ReportRow,
    ReprintRow,
    RevisionRow,
    Table,
    TombstoneRow,
)

RECORDED: dict[type[Table], tuple[str, ...]] = {
    CaptureRow: (),
    ReportRow: ("current", "body", "stated"),
    ClaimRow: ("report_id", "current", "rejected", "body", "corrected"),
    JudgementRow: (),
    IncidentRow: ("claim_ids", "merged_into", "split_from"),
    ReprintRow: ("original_id", "changes"),
    TombstoneRow: (),
}
"""The tables on record, and the columns whose changes are written one by one; the others follow from these."""

KEYS = {ReprintRow: "report_id", TombstoneRow: "address"}
"""The column that names a row, where it is not `id`."""

_Values = dict[str, Any]


def record_changes(session: Session) -> None:
    """Write revisions for all that this session adds, changes and deletes; who, why and at are in `session.info`."""
    event.listen(session, "after_flush", _record_flush)


def _record_flush(session: Session, _flush: UOWTransaction) -> None:
    found: list[_Values] = []
    for row in session.new:
        if type(row) in RECORDED:
            found.append(_revision(session, row, "added"))
    for row in session.dirty:
        if type(row) in RECORDED:
            found += _changed_fields(session, row)
    if found:
        session.connection().execute(insert(RevisionRow), found)


@event.listens_for(Table, "before_delete", propagate=True)
def _record_delete(_mapper: Mapper[Any], connection: Connection, row: Table) -> None:
    """Before the row goes, so that the trigger on deletion sees that it is on record."""
    session = object_session(row)
    if session is not None and type(row) in RECORDED:
        connection.execute(insert(RevisionRow), [_revision(session, row, "deleted")])


def _changed_fields(session: Session, row: Table) -> Iterator[_Values]:
    state = inspect(row)
    for name in RECORDED[type(row)]:
        history = state.attrs[name].history
        if not history.has_changes():
            continue
        before, after = (history.deleted or [None])[0], (history.added or [None])[0]
        for field, old, new in changes_of(name, before, after):
            yield _revision(session, row, "changed", field, old, new)


def _revision(
    session: Session, row: Table, change: str, field: str | None = None, old: str | None = None, new: str | None = None
) -> _Values:
    about = session.info
    return {
        "at": about["at"],
        "who": about["who"],
        "why": about["why"],
        "table_name": row.__tablename__,
        "row_id": getattr(row, KEYS.get(type(row), "id")),
        "change": change,
        "field": field,
        "old": old,
        "new": new,
    }


def changes_of(column: str, before: Any, after: Any) -> Iterator[tuple[str, str | None, str | None]]:
    """What differs in one column, as (field, old, new) in JSON text.

    Records are compared field by field ("deaths.low"), where the words stand is left out; of a list of claims only
    those that left (old) and came (new) are given.
    """
    if column in ("body", "corrected", "stated"):
        old, new = (_flat(json.loads(text)) if text else {} for text in (before, after))
        for path in sorted(old.keys() | new.keys()):
            if old.get(path) != new.get(path):
                field = path if column == "body" else f"{column}.{path}"
                yield field, _json(old.get(path)), _json(new.get(path))
    elif column == "claim_ids":
        had, has = json.loads(before or "[]"), json.loads(after or "[]")
        left, came = [i for i in had if i not in set(has)], [i for i in has if i not in set(had)]
        if left or came:
            yield column, _json(left), _json(came)
    elif before != after:
        yield column, _json(before), _json(after)


def _flat(value: object, path: str = "") -> dict[str, object]:
    """Every leaf of plain JSON under its dotted path, spans left out."""
    if isinstance(value, dict):
        parts = [(f"{path}.{name}" if path else name, v) for name, v in value.items() if name != "span"]
    elif isinstance(value, list):
        parts = [(f"{path}.{index}", v) for index, v in enumerate(value)]
    else:
        return {path: value}
    return {inner: leaf for name, v in parts for inner, leaf in _flat(v, name).items()}


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)

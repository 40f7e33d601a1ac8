"""The newest readings that fit, asked for again and again: those that did not change meanwhile are not read again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.records import Reading
from watchdesk.store.claim_rows import chunks
from watchdesk.store.opening import Store
from watchdesk.store.reading import reading_ids, readings_in
from watchdesk.store.tables import ClaimRow, ReportRow
from watchdesk.store.wanted import Wanted

_MOST = 4000
"""Readings that are kept."""

_Stamp = tuple[int, int, int]


class KeptReadings:
    """The readings of one store. For one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, tuple[_Stamp, Reading]] = {}

    def first(self, wanted: Wanted, most: int) -> list[Reading]:
        """The first of the readings that fit, as `store.reading.readings` gives them."""
        with self._store.session() as session:
            ids = reading_ids(session, wanted, limit=most)
            stamps = _stamps(session, ids)
            old = [i for i in ids if i not in self._kept or self._kept[i][0] != stamps[i]]
            for reading in readings_in(session, old):
                self._kept[reading.report.id] = (stamps[reading.report.id], reading)
        for i in ids:
            self._kept[i] = self._kept.pop(i)  # the last asked for stand last
        found = [self._kept[i][1] for i in ids]
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return found


def _stamps(session: Session, ids: Sequence[str]) -> dict[str, _Stamp]:
    """What differs once a report or a claim of it changed: each change of a row raises its count of versions."""
    found: dict[str, _Stamp] = {}
    for part in chunks(list(ids)):
        claims = select(ClaimRow.report_id, func.count(), func.sum(ClaimRow.row_version))
        counted = claims.where(ClaimRow.report_id.in_(part)).group_by(ClaimRow.report_id)
        told = {report_id: (number, versions) for report_id, number, versions in session.execute(counted)}
        for i, version in session.execute(select(ReportRow.id, ReportRow.row_version).where(ReportRow.id.in_(part))):
            found[i] = (version, *told.get(i, (0, 0)))
    return found

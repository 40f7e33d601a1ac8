"""What to judge next, and why: every claim that a judgement would help, the most doubtful first.

The list is kept in memory and follows the store: what changed since it was last looked at is read from the revisions,
also where another program wrote it.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.desk.disputes import Rivals, disputed_claims
from watchdesk.store.claim_rows import chunks
from watchdesk.store.judged_claims import Hold, held_claims
from watchdesk.store.opening import Store
from watchdesk.store.tables import (
    ClaimRow,
    IncidentRow,
    JudgementRow,
    MemberRow,
    ReportRow,
    ReprintRow,
    RevisionRow,
)

Why = Literal["second", "first", "disagreed", "changed", "disputed", "joined", "low", "new"]

BLIND: tuple[Why, ...] = ("first", "second")
"""Why a claim of a sample is in the queue of one person, by how many others have coded it."""

REASONS: tuple[Why, ...] = ("second", "first", "disagreed", "changed", "disputed", "joined", "low", "new")
"""Why a claim is in a queue, the most pressing first: a second or a first coder is wanted (see `personal_queue`); two
people disagree; its page changed since it was judged; sources contradict each other; it was joined with others by a
narrow score; its own score is low; nobody judged it."""

LOW_SCORE = 0.5
NARROW_JOIN = 0.8
_MANY = 4000  # from so many changed claims on, all are read anew

Key = tuple[int, int, str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One claim on the list. `other_id` is the claim it was joined with by a narrow score, `about` what sources
    dispute (`deaths`, `status` or a measure). `sample_id` is set where it is to be coded blind: `type` and `score`,
    which the reader gave it, are None then."""

    claim_id: str
    kind: str
    type: str | None
    why: Why
    score: float | None
    report_id: str
    title: str
    published: dt.date | None
    key: Key
    other_id: str | None = None
    about: str | None = None
    sample_id: str | None = None


class Worklist:
    """The list of one store. Safe for several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._seen = -1
        self._order: list[Key] = []
        self._items: dict[str, Item] = {}
        self.counts: Counter[tuple[str, str]] = Counter()

    def refresh(self) -> None:
        """Bring the list to what the store holds now."""
        with self._lock, self._store.session() as session:
            newest = session.scalar(select(func.max(RevisionRow.n))) or 0
            if newest == self._seen:
                return
            touched = _touched(session, self._seen) if self._seen >= 0 else None
            if touched is None or len(touched) > _MANY:
                self._fill(list(_items(session, None)))
            else:
                for claim_id in touched:
                    self._drop(claim_id)
                for item in _items(session, touched):
                    self._put(item)
            self._seen = newest

    def items(
        self, *, kind: str = "", why: str = "", after: str = "", limit: int = 60, without: Container[str] = ()
    ) -> list[Item]:
        """The first items of a kind and reason (empty: any), or those after a claim's; some claims left out."""
        with self._lock:
            item = self._items.get(after)
            start = bisect_left(self._order, item.key) + 1 if item else 0
            return list(self._fitting(start, kind, why, limit, without))

    def item(self, claim_id: str) -> Item | None:
        """The item of one claim, None where it is not on the list."""
        with self._lock:
            return self._items.get(claim_id)

    def count(self, *, kind: str = "", why: str = "") -> int:
        """How many are on the list."""
        with self._lock:
            return sum(n for (k, w), n in self.counts.items() if kind in ("", k) and why in ("", w))

    def _fitting(self, start: int, kind: str, why: str, limit: int, without: Container[str]) -> Iterator[Item]:
        found = 0
        for place in range(start, len(self._order)):
            if found == limit:
                return
            item = self._items[self._order[place][4]]
            if kind in ("", item.kind) and why in ("", item.why) and item.claim_id not in without:
                found += 1
                yield item

    def _fill(self, items: Sequence[Item]) -> None:
        self._items = {i.claim_id: i for i in items}
        self._order = sorted(i.key for i in items)
        self.counts = Counter((i.kind, i.why) for i in items)

    def _drop(self, claim_id: str) -> None:
        item = self._items.pop(claim_id, None)
        if item is not None:
            del self._order[bisect_left(self._order, item.key)]
            self.counts[item.kind, item.why] -= 1

    def _put(self, item: Item) -> None:
        self._items[item.claim_id] = item
        insort(self._order, item.key)
        self.counts[item.kind, item.why] += 1


def _touched(session: Session, since: int) -> set[str] | None:
    """The claims that a change since a revision may concern: changed or judged, or in a report or incident with one.

    Those of its report, since the figures of an event that is rejected leave the incident with it.
    """
    rows = session.execute(
        select(RevisionRow.table_name, RevisionRow.row_id).where(RevisionRow.n > since).distinct().limit(_MANY * 2)
    ).all()
    if len(rows) >= _MANY * 2:
        return None
    by_table: dict[str, list[str]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    if {"reports", "reprints", "tombstones"} & by_table.keys():
        return None
    found = set(by_table.get("claims", ()))
    for part in chunks(by_table.get("judgements", [])):
        for one, other in session.execute(
            select(JudgementRow.claim_id, JudgementRow.other_id).where(JudgementRow.id.in_(part))
        ):
            found |= {one, *([other] if other else [])}
    changed = frozenset(found)
    incidents = set(by_table.get("incidents", ()))
    for part in chunks(sorted(found)):
        incidents.update(session.scalars(select(MemberRow.incident_id).where(MemberRow.claim_id.in_(part))))
    for part in chunks(sorted(incidents)):
        found.update(session.scalars(select(MemberRow.claim_id).where(MemberRow.incident_id.in_(part))))
    for part in chunks(sorted(changed)):
        home = select(ClaimRow.report_id).where(ClaimRow.id.in_(part))
        found.update(session.scalars(select(ClaimRow.id).where(ClaimRow.report_id.in_(home))))
    return found


def _items(session: Session, claim_ids: Iterable[str] | None) -> Iterator[Item]:
    """The items among these claims, or among all."""
    parts: list[list[str] | None] = [None] if claim_ids is None else list(chunks(sorted(claim_ids)))
    for part in parts:
        judged = held_claims(session, part)
        rivals = disputed_claims(session, part)
        narrow = _narrow_joins(session, part)
        for row in session.execute(_rows(part)):
            why = _why(row.id, row.score, judged, rivals, narrow)
            if why is not None and _counts(row.rejected, row.by_person, judged.get(row.id)):
                yield Item(
                    claim_id=row.id,
                    kind=row.kind,
                    type=row.type,
                    why=why,
                    score=row.score,
                    report_id=row.report_id,
                    title=row.title or row.address,
                    published=row.published,
                    key=_key(why, row.published, row.report_id, row.position, row.id),
                    other_id=narrow.get(row.id) if why == "joined" else None,
                    about=rivals.get(row.id) if why == "disputed" else None,
                )


def _rows(part: list[str] | None):  # type: ignore[no-untyped-def]  # a select whose row type only SQLAlchemy can say
    live = [ClaimRow.current.is_(True)]
    if part is not None:
        live.append(ClaimRow.id.in_(part))
    return (
        select(
            ClaimRow.id,
            ClaimRow.kind,
            ClaimRow.type,
            ClaimRow.score,
            ClaimRow.report_id,
            ClaimRow.position,
            ClaimRow.rejected,
            ClaimRow.by_person,
            ReportRow.title,
            ReportRow.address,
            ReportRow.published,
        )
        .join(ReportRow, ReportRow.id == ClaimRow.report_id)
        .where(*live, ClaimRow.report_id.not_in(select(ReprintRow.report_id)))
    )


def _narrow_joins(session: Session, part: list[str] | None) -> dict[str, str]:
    """The claims that were joined by a narrow score which nobody judged, with the claim that each was joined to."""
    statement = select(IncidentRow.joined).where(IncidentRow.merged_into.is_(None), IncidentRow.joined != "[]")
    if part is not None:
        home = select(MemberRow.incident_id).where(MemberRow.claim_id.in_(part))
        statement = statement.where(IncidentRow.id.in_(home))
    judged = {
        frozenset(pair)
        for pair in session.execute(
            select(JudgementRow.claim_id, JudgementRow.other_id).where(JudgementRow.other_id.is_not(None))
        )
    }
    found: dict[str, str] = {}
    for text in session.scalars(statement):
        for tie in json.loads(text):
            pair = (tie["claim_id"], tie["other_id"])
            if tie["score"] < NARROW_JOIN and frozenset(pair) not in judged:
                found.setdefault(pair[0], pair[1])
    return found


def _why(
    claim_id: str,
    score: float,
    judged: dict[str, Hold],
    rivals: Rivals,
    narrow: dict[str, str],
) -> Why | None:
    """The most pressing reason to judge a claim; None where it is judged and nothing happened since."""
    if claim_id in judged:
        return _STANDING[judged[claim_id]]
    if claim_id in rivals:
        return "disputed"
    if claim_id in narrow:
        return "joined"
    return "low" if score < LOW_SCORE else "new"


def _counts(rejected: bool, by_person: bool, hold: Hold | None) -> bool:
    """Whether a claim can be on the list: one that was rejected or added only where there is reason to ask again."""
    return hold == "differ" or (not by_person and (hold == "changed" or not rejected))


_STANDING: dict[Hold, Why | None] = {"differ": "disagreed", "changed": "changed", "agreed": None}


def _key(why: Why, published: dt.date | None, report_id: str, position: int, claim_id: str) -> Key:
    day = published.toordinal() if published else 0
    return (REASONS.index(why), -day, report_id, position, claim_id)

"""The queue of one person: claims of samples that they are to code blind, then what everybody is asked to judge.

A claim of a sample wants two coders. Until it has them, whoever has not coded it is asked to, and is shown neither what
the reader found nor what another coder wrote; it then stands nowhere else in their queue.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.desk.worklist import BLIND, Item, Worklist
from watchdesk.store.desk_tables import CodingRow, SampleClaimRow, SampleRow
from watchdesk.store.opening import Store
from watchdesk.store.tables import ClaimRow, ReportRow

CODERS = 2
"""People who code each claim of a sample."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What one person is asked. `blind` are the claims to code, by id, in their order."""

    worklist: Worklist
    blind: dict[str, Item]

    def items(self, *, kind: str = "", why: str = "", after: str = "", limit: int = 60) -> list[Item]:
        """The first items of a kind and reason (empty: any), or those after a claim's."""
        listed = after not in self.blind and self.worklist.item(after) is not None
        ids = list(self.blind)
        start = len(ids) if listed else ids.index(after) + 1 if after in self.blind else 0
        first = [i for i in list(self.blind.values())[start:] if _fits(i, kind, why)][:limit]
        rest, left = after if listed else "", limit - len(first)
        return first + self.worklist.items(kind=kind, why=why, after=rest, limit=left, without=self.blind.keys())

    def item(self, claim_id: str) -> Item | None:
        """The item of one claim, None where it is not in the queue."""
        return self.blind.get(claim_id) or self.worklist.item(claim_id)

    def count(self, *, kind: str = "", why: str = "") -> int:
        """How many are in the queue."""
        hidden = [item for claim_id in self.blind if (item := self.worklist.item(claim_id))]
        more = sum(_fits(i, kind, why) for i in self.blind.values()) - sum(_fits(i, kind, why) for i in hidden)
        return self.worklist.count(kind=kind, why=why) + more


def queue_of(store: Store, worklist: Worklist, person: str) -> Queue:
    """The queue of a person, as the store has it now; the worklist is brought up to date by its caller."""
    with store.session() as session:
        items = sorted(_to_code(session, person), key=lambda item: item.key)
    blind: dict[str, Item] = {}
    for item in items:
        blind.setdefault(item.claim_id, item)
    return Queue(worklist, blind)


def _fits(item: Item, kind: str, why: str) -> bool:
    return kind in ("", item.kind) and why in ("", item.why)


def _to_code(session: Session, person: str) -> list[Item]:
    """The claims of samples that this person has not coded and that fewer than CODERS have."""
    coded = select(func.count(CodingRow.n)).where(
        CodingRow.sample_id == SampleClaimRow.sample_id, CodingRow.claim_id == SampleClaimRow.claim_id
    )
    mine = select(CodingRow.n).where(
        CodingRow.sample_id == SampleClaimRow.sample_id,
        CodingRow.claim_id == SampleClaimRow.claim_id,
        CodingRow.coder == person,
    )
    others = coded.correlate(SampleClaimRow).scalar_subquery()
    rows = session.execute(
        select(
            SampleClaimRow.claim_id, SampleClaimRow.sample_id, SampleClaimRow.position, SampleRow.n, ClaimRow.kind,
            ClaimRow.report_id, ReportRow.title, ReportRow.address, ReportRow.published, others.label("coders"),
        )
        .join(SampleRow, SampleRow.id == SampleClaimRow.sample_id)
        .join(ClaimRow, ClaimRow.id == SampleClaimRow.claim_id)
        .join(ReportRow, ReportRow.id == ClaimRow.report_id)
        .where(ClaimRow.current.is_(True), ~mine.correlate(SampleClaimRow).exists(), others < CODERS)
    )  # fmt: skip
    return [
        Item(
            claim_id=row.claim_id, kind=row.kind, type=None, why=BLIND[row.coders], score=None,
            report_id=row.report_id, title=row.title or row.address, published=row.published,
            key=(-row.coders, row.n, row.sample_id, row.position, row.claim_id), sample_id=row.sample_id,
        )
        for row in rows
    ]  # fmt: skip

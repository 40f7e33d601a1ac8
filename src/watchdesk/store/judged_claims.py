"""What people hold of claims now: whether they agree, and whether the page changed since.

Two who differ are at odds until they agree, or until an editor who judged after both has settled it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from watchdesk.records import Judgement
from watchdesk.store.claim_rows import chunks, judgement_of
from watchdesk.store.corrections import standing
from watchdesk.store.desk_tables import UserRow
from watchdesk.store.tables import JudgementRow, RevisionRow

Hold = Literal["agreed", "differ", "changed"]
"""People agree, or differ, or agreed on what the page told before it changed."""


def held_claims(session: Session, claim_ids: Iterable[str] | None = None) -> dict[str, Hold]:
    """The claims, of these or of all, that somebody judged and did not take back, with what people hold of them."""
    settlers = frozenset(session.scalars(select(UserRow.name).where(UserRow.role.in_(("editor", "admin")))))
    parts: Iterable[list[str] | None] = [None] if claim_ids is None else chunks(sorted(claim_ids))
    found: dict[str, Hold] = {}
    for part in parts:
        judged = {claim_id: held for claim_id, held in _standing(session, part).items() if held}
        changed = _changed_at(session, sorted(judged))
        for claim_id, held in judged.items():
            stale = claim_id in changed and changed[claim_id] > max(j.at for j in held)
            found[claim_id] = "differ" if _differ(held, settlers) else "changed" if stale else "agreed"
    return found


def _standing(session: Session, part: list[str] | None) -> dict[str, list[Judgement]]:
    """What each person holds of each claim alone, in the order in which it was judged."""
    statement = select(JudgementRow).where(JudgementRow.other_id.is_(None)).order_by(JudgementRow.n)
    if part is not None:
        statement = statement.where(JudgementRow.claim_id.in_(part))
    by_claim: dict[str, list[Judgement]] = {}
    for row in session.scalars(statement):
        by_claim.setdefault(row.claim_id, []).append(judgement_of(row))
    return {claim_id: [j for j in standing(said) if j.verdict != "unsure"] for claim_id, said in by_claim.items()}


def _differ(held: Sequence[Judgement], settlers: frozenset[str]) -> bool:
    said = [("accept" if j.verdict == "add" else j.verdict, j.changes) for j in held]
    settled = held[-1].by in settlers and len(set(said[:-1])) > 1
    return len(set(said)) > 1 and not settled


def _changed_at(session: Session, claim_ids: list[str]) -> dict[str, dt.datetime]:
    """When a page last told a judged claim otherwise; people's own corrections are no such change."""
    found: dict[str, dt.datetime] = {}
    own = or_(
        RevisionRow.field.like("corrected%"), RevisionRow.field.in_(("rejected", "current", "score", "made_by", "rule"))
    )
    for part in chunks(claim_ids):
        rows = session.execute(
            select(RevisionRow.row_id, func.max(RevisionRow.at))
            .where(
                RevisionRow.table_name == "claims",
                RevisionRow.row_id.in_(part),
                RevisionRow.change == "changed",
                ~own,
            )
            .group_by(RevisionRow.row_id)
        )
        found.update((row_id, at) for row_id, at in rows)
    return found

"""The claims of one report as they stand now, those that people corrected or added first."""

from __future__ import annotations

from sqlalchemy import select

from watchdesk.records import Claim
from watchdesk.store.codec import decode_claim
from watchdesk.store.opening import Store
from watchdesk.store.tables import ClaimRow


def claims_beside(store: Store, report_id: str) -> list[Claim]:
    """Every claim of a report with its corrections: what people made of it first, then in the reader's order."""
    told = select(ClaimRow.kind, ClaimRow.body, ClaimRow.corrected).where(
        ClaimRow.report_id == report_id, ClaimRow.current.is_(True)
    )
    with store.session() as session:
        rows = [(row.kind, row.body, row.corrected) for row in session.execute(told.order_by(ClaimRow.position))]
    claims = [(corrected is not None, decode_claim(kind, corrected or body)) for kind, body, corrected in rows]
    return [claim for _, claim in sorted(claims, key=lambda c: not (c[0] or c[1].made_by.startswith("person:")))]

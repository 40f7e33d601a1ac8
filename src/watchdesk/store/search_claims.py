"""Claims that hold the words of a search, a few of them at a time."""

from __future__ import annotations

from sqlalchemy import select

from watchdesk.store.opening import Store
from watchdesk.store.tables import ClaimRow
from watchdesk.store.wanted import Wanted, claim_conditions


def claims_found(store: Store, words: str, *, limit: int) -> list[str]:
    """The ids of claims whose words and names fit the search, the surest first."""
    with store.session() as session:
        fits = claim_conditions(session, Wanted(words=words))
        return list(session.scalars(select(ClaimRow.id).where(*fits).order_by(ClaimRow.score.desc()).limit(limit)))

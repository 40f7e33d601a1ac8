"""Names to offer where an actor is written: those of the report's claims first, then the registry's."""

from __future__ import annotations

from sqlalchemy import func, select

from watchdesk.codebooks.folded_words import fold
from watchdesk.records import Event, Names
from watchdesk.store.codec import decode_claim
from watchdesk.store.opening import Store
from watchdesk.store.tables import ClaimRow

MOST = 12


def actor_names(store: Store, names: Names, written: str, report_id: str = "") -> list[str]:
    """At most 12 names in which each word written so far begins a word; none written: those of the report alone."""
    near = [name for name in _of_report(store, report_id) if _fits(written, name)] if report_id else []
    known = [actor.name for actor in names.actors_like(written)] if written.strip() else []
    return list(dict.fromkeys([*near, *known]))[:MOST]


def _of_report(store: Store, report_id: str) -> list[str]:
    told = select(func.coalesce(ClaimRow.corrected, ClaimRow.body)).where(
        ClaimRow.report_id == report_id, ClaimRow.kind == "event"
    )
    with store.session() as session:
        claims = [decode_claim("event", body) for body in session.scalars(told)]
    actors = [a for c in claims if isinstance(c, Event) for a in (c.actor1, c.actor2) if a]
    return sorted({actor.name for actor in actors})


def _fits(written: str, name: str) -> bool:
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in fold(written).split())

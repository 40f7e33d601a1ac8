"""Names to offer where an actor is written: the report's own first, its countries' usual ones, the registry's."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from watchdesk.codebooks.folded_words import fold
from watchdesk.desk.claims_beside import claims_beside
from watchdesk.desk.offers import USUAL
from watchdesk.desk.opened import Desk
from watchdesk.desk.visitors import NotHere
from watchdesk.records import Event
from watchdesk.store.reading import report_of
from watchdesk.store.tables import ReportRow

MOST = 12


def actor_names(desk: Desk, written: str, report_id: str = "") -> list[str]:
    """At most 12 names in which each word written so far begins a word; none written: those of the report alone."""
    near = [name for name in _of_report(desk, report_id) if _fits(written, name)] if report_id else []
    known = [actor.name for actor in desk.names.actors_like(written)] if written.strip() else []
    return list(dict.fromkeys([*near, *known]))[:MOST]


def _of_report(desk: Desk, report_id: str) -> list[str]:
    """The actors of the report's events, those that its words name, and the usual ones of the countries it names."""
    with desk.store.session() as session:
        row = session.scalar(select(ReportRow).where(ReportRow.id == report_id))
        if row is None:
            raise NotHere(report_id)
        sights = desk.look.sights(report_of(row))
    events = [claim for claim in claims_beside(desk.store, report_id) if isinstance(claim, Event)]
    told = sorted({actor.name for event in events for actor in (event.actor1, event.actor2) if actor})
    countries = Counter(one.name for one in sights.countries)
    usual = [desk.names.known_actor(f"{prefix}:{iso}") for iso, _ in countries.most_common() for prefix in USUAL]
    return [*told, *(one.name for one in sights.actors), *(actor.name for actor in usual if actor)]


def _fits(written: str, name: str) -> bool:
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in fold(written).split())

"""What the registry says of an actor, in words, and whether the actor existed in a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from watchdesk.records import Actor, KnownActor, Names

MOST = 4  # candidates kept with an actor
_STATE = ":"  # in the ids of generated rows, such as mil:ML, which have no years


def existed(known: KnownActor, year: int | None) -> bool:
    """False where the registry's years exclude `year`; True where either is not known."""
    if year is None:
        return True
    return (known.first_year or year) <= year <= (known.last_year or year)


def row_words(known: KnownActor) -> str:
    """Kind, country, years and parent of a row: "rebel, ML, 2017–, part of jnim"."""
    parts = [known.kind, known.country or "no one country", years_words(known)]
    if known.parent:
        parts.append(f"part of {known.parent}")
    return ", ".join(part for part in parts if part)


def years_words(known: KnownActor) -> str:
    if known.first_year is None and known.last_year is None:
        return ""
    return f"{known.first_year or ''}–{known.last_year or ''}"


def candidate_words(rows: Iterable[KnownActor]) -> tuple[str, ...]:
    """Each row as a candidate reads: "JNIM: rebel, ML, 2017–"."""
    return tuple(f"{row.name}: {row_words(row)}" for row in rows)[:MOST]


def dated(actor: Actor, year: int | None, names: Names) -> Actor:
    """The actor with its registry row in words; one that did not exist in `year` gives way to a namesake that did, and
    where there is none it stays, marked, since the text names it."""
    known = names.known_actor(actor.entity_id) if actor.entity_id else None
    if known is None:
        return actor
    called = list(names.actors_called(actor.quote.text)) if actor.quote and _STATE not in known.id else []
    others = [row for row in called if row.id != known.id]
    if existed(known, year):
        also = candidate_words(row for row in others if row.name not in " ".join(actor.candidates))
        return replace(actor, listed=row_words(known), candidates=(*actor.candidates, *also)[:MOST])
    heir = next((row for row in others if existed(row, year)), None)
    if heir is None:
        why = f"{actor.reason or 'named in the text'}; listed only for {years_words(known)}, not for {year}"
        return replace(actor, listed=row_words(known), reason=why)
    return replace(
        as_known(actor, heir, f"{known.name!r} is listed only for {years_words(known)}; in {year} the name means this"),
        listed=row_words(heir),
        candidates=candidate_words([known]),
    )


def as_known(actor: Actor, known: KnownActor, reason: str, others: Sequence[KnownActor] = ()) -> Actor:
    """The actor under the registry's name; `others` are the rows that were not chosen."""
    return replace(
        actor,
        name=known.name,
        entity_id=known.id,
        inter=known.inter,
        sector=known.sector,
        country=known.country,
        reason=reason,
        candidates=candidate_words(row for row in others if row.id != known.id),
    )

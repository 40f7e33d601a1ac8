"""What a claim is found by: its type, status, place, days, actors and words, as columns."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from watchdesk.records import Actor, Claim, Event, Figure, MissionFact, Statement
from watchdesk.store.codec import kind_of

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one claim. `type` is the sub-event type, measure, act or action; `family` the event type."""

    kind: str
    type: str
    status: str
    score: float
    family: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    actors: tuple[tuple[str, str | None], ...] = ()
    words: str = ""


def columns_of(claim: Claim) -> Columns:
    """The columns of a claim; actors are (folded name, registry id), each once."""
    base = {"kind": kind_of(claim), "status": claim.status, "score": claim.score, "words": _words(claim)}
    return Columns(**base, **_own(claim), actors=_actors(claim))  # type: ignore[arg-type]  # checked by mypy in _own


def fold(text: str) -> str:
    """The text without accents and capitals, as it is compared in every search."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[str]:
    """The folded words of a text, letters and digits alone, in order."""
    return WORD.findall(fold(text))


def _own(claim: Claim) -> dict[str, object]:
    """The columns that one kind of claim has of its own."""
    if isinstance(claim, Event):
        place, when = claim.place, claim.when
        return {
            "type": claim.sub_event_type,
            "family": claim.event_type,
            "country": place.country if place else None,
            "admin1": place.admin1 if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "first_day": when.first if when else None,
            "last_day": (when.last or when.first) if when else None,
        }
    if isinstance(claim, Figure):
        return {"type": claim.measure}
    if isinstance(claim, Statement):
        return {"type": claim.act}
    if isinstance(claim, MissionFact):
        told = claim.effective or claim.announced
        first, last = _days(told) if told else (None, None)
        return {"type": claim.action, "country": claim.country, "first_day": first, "last_day": last}
    raise TypeError(f"{claim!r} is of no known kind")


@cache
def _days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of an ISO date that may stop at the month or year."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not found:
        return None, None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError:
        return None, None


def _actors(claim: Claim) -> tuple[tuple[str, str | None], ...]:
    found: list[tuple[str | None, str | None]] = []
    if isinstance(claim, Event):
        found += [(a.name, a.entity_id) for a in (claim.actor1, claim.actor2) if a]
        found += [(name, None) for name in claim.associated]
    elif isinstance(claim, Statement):
        found += [(s.label, None) for s in claim.sources[:1]] + [(claim.target, None)]
    elif isinstance(claim, MissionFact):
        found.append((claim.operation, None))
    return tuple(dict.fromkeys((fold(name), entity) for name, entity in found if name))


def _words(claim: Claim) -> str:
    """Everything that a search for this claim may name: its words, and the names that were given to them."""
    parts: list[str | None] = [q.text for q in claim.evidence]
    parts += [s.label for s in claim.sources]
    if isinstance(claim, Event):
        parts += [claim.event_type, claim.sub_event_type, *claim.associated, *map(_name, (claim.actor1, claim.actor2))]
        parts += [claim.place.name, claim.place.admin1] if claim.place else []
    elif isinstance(claim, Figure):
        parts += [claim.who, claim.place]
    elif isinstance(claim, Statement):
        parts.append(claim.target)
    elif isinstance(claim, MissionFact):
        parts.append(claim.operation)
    return " ".join(part for part in parts if part)


def _name(actor: Actor | None) -> str | None:
    return actor.name if actor else None

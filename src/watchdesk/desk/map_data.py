"""What the map draws: every incident as one row of numbers, in columns, kept ready and brought up to date by changes.

Nothing is drawn sharper than it is told. An incident stands where most of its reports put it as closely as any does:
on a point (`town`), in an area of so many kilometres (`area`), in a country and no closer (`country`), or nowhere
(`none`).
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import math
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from watchdesk.ledger.views import commonest, representative
from watchdesk.publish.redaction import coarse_place
from watchdesk.records import Place, Status
from watchdesk.store.map_reading import MapEvent, Mark, changed_incidents, map_events, mark_of
from watchdesk.store.opening import Store

T = TypeVar("T")

EPOCH = dt.date(1970, 1, 1)
"""The day from which days are counted."""

STATUSES: tuple[Status, ...] = ("occurred", "alleged", "announced", "denied")
"""How firmly an incident is told, the firmest first: the firmest of its claims counts."""

SHARPNESS = ("town", "area", "country", "none")
"""How closely an incident is placed."""

NO_PLACE = "no place told"
"""The reason of an incident none of whose reports names a place."""

NOT_FOUND = "not located"
"""The reason where a place is told and no reason was kept for its having no coordinates."""

Sharpness = Literal["town", "area", "country", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One incident as the map shows it.

    `disputed`: somebody denies what others tell. `elsewhere`: reports put it in places too far apart to be one.
    The counts of deaths are those of the three views: `lowest` (ACLED), `low`, `best`, `high` (UCDP), `typical` (most
    representative); None where nobody counted. `known` are the actors that the registry names: no private person.
    """

    id: str
    first: dt.date | None
    last: dt.date | None
    family: str
    type: str
    status: Status
    disputed: bool
    elsewhere: bool
    sharpness: Sharpness
    place: Place | None
    actors: tuple[str, ...]
    known: tuple[str, ...]
    deaths: tuple[int, int, int, int, int] | None
    reports: int


Shown = Callable[[Drawn], Drawn]
"""What a view makes of an incident before it leaves the desk, such as coarser places for the public."""


def drawn(incident_id: str, events: Sequence[MapEvent]) -> Drawn:
    """One incident of its events, at least one."""
    standing = [e for e in events if e.status != "denied"] or list(events)
    statuses = {e.status for e in events}
    family, type_ = _most_told((e.family, e.type) for e in standing)
    places = [e.place for e in standing if e.place is not None]
    place, sharpness = _best_place(places)
    status = next(s for s in STATUSES if s in statuses)
    firsts = [e.first for e in standing if e.first]
    lasts = [e.last for e in standing if e.last]
    registered = {name for e in standing for name, entity_id in e.actors if entity_id}
    sides = Counter(name for e in standing for name, _ in e.actors)
    return Drawn(
        id=incident_id,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        family=family,
        type=type_,
        status=status,
        disputed="denied" in statuses and len(statuses) > 1,
        elsewhere=_far_apart(places),
        sharpness=sharpness,
        place=place,
        actors=tuple(name for name, _ in sides.most_common(4)),
        known=tuple(name for name, _ in sides.most_common(4) if name in registered),
        deaths=_deaths([e.deaths for e in standing if e.deaths and e.status == status]),
        reports=len({e.report_id for e in events}),
    )


def sharpness_of(place: Place | None) -> Sharpness:
    """How closely a place is known: a point only where it is a town, an area only where its radius is known."""
    if place is None:
        return "none"
    if place.latitude is not None and place.longitude is not None:
        if place.geo_precision == 1 and place.ucdp_precision <= 1:
            return "town"
        if place.radius_km:
            return "area"
    return "country" if place.country else "none"


def _best_place(places: Sequence[Place]) -> tuple[Place | None, Sharpness]:
    """The place that most reports give among those as close as any, the first told of equals."""
    if not places:
        return None, "none"
    sharpest = min((sharpness_of(p) for p in places), key=SHARPNESS.index)
    close = [p for p in places if sharpness_of(p) == sharpest]
    if sharpest == "area":
        least = min(p.radius_km or math.inf for p in close)
        close = [p for p in close if p.radius_km == least]
    chosen = _most_told((p.latitude, p.longitude, p.name) for p in close)
    return next(p for p in close if (p.latitude, p.longitude, p.name) == chosen), sharpest


def _far_apart(places: Sequence[Place]) -> bool:
    """Whether two towns that reports give lie further apart than towns named for one another do."""
    towns = {(p.latitude, p.longitude) for p in places if sharpness_of(p) == "town"}
    points = [(lat, lon) for lat, lon in sorted(towns, key=str) if lat is not None and lon is not None]
    return any(_km(points[0], other) > 25 for other in points[1:])


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def _deaths(counts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int, int, int] | None:
    """Lowest, low, best, high, typical: the three views by the rules of `ledger.views`, over the events' own counts."""
    if not counts:
        return None
    lows, bests, highs = zip(*counts, strict=True)
    typical, _ = representative(bests)
    return min(bests), min(lows), commonest(bests), max(highs), typical


def _most_told(values: Iterable[T]) -> T:
    """The commonest value; of equals the one that came first."""
    return Counter(values).most_common(1)[0][0]


# --- in columns -----------------------------------------------------------------------------------------------------


class _Terms:
    """Words that many rows share, each written once."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, word: str | None) -> int:
        if not word:
            return -1
        if word not in self._numbers:
            self._numbers[word] = len(self.words)
            self.words.append(word)
        return self._numbers[word]


def columns(rows: Sequence[Drawn]) -> dict[str, object]:
    """The rows as columns for `/map/data`: coordinates in ten-thousandths of a degree, days since 1970, -1 for none."""
    families, types, actors, places, countries, reasons = (_Terms() for _ in range(6))
    made: dict[str, list[object]] = {
        "id": [r.id for r in rows],
        "first": [(r.first - EPOCH).days if r.first else None for r in rows],
        "last": [(r.last - r.first).days if r.first and r.last else 0 for r in rows],
        "family": [families.number(r.family) for r in rows],
        "type": [types.number(r.type) for r in rows],
        "status": [STATUSES.index(r.status) for r in rows],
        "marks": [r.disputed + 2 * r.elsewhere for r in rows],
        "sharpness": [SHARPNESS.index(r.sharpness) for r in rows],
        "lat": [_degrees(r, "latitude") for r in rows],
        "lon": [_degrees(r, "longitude") for r in rows],
        "radius": [round(r.place.radius_km * 10) if r.place and r.sharpness == "area" else 0 for r in rows],  # type: ignore[operator]  # an area has one
        "place": [places.number(r.place.name if r.place else None) for r in rows],
        "country": [countries.number(r.place.country if r.place else None) for r in rows],
        "reason": [reasons.number(_reason(r)) for r in rows],
        "actors": [[actors.number(a) for a in r.actors] for r in rows],
        "deaths": [list(r.deaths) if r.deaths else 0 for r in rows],
        "reports": [r.reports for r in rows],
    }
    terms = {"family": families, "type": types, "actors": actors, "place": places, "country": countries}
    return {
        "count": len(rows),
        "terms": {name: t.words for name, t in (*terms.items(), ("reason", reasons))}
        | {"status": list(STATUSES), "sharpness": list(SHARPNESS)},
        "columns": made,
    }


def _degrees(row: Drawn, name: Literal["latitude", "longitude"]) -> int:
    value = getattr(row.place, name) if row.place and row.sharpness in ("town", "area") else None
    return round(value * 10_000) if value is not None else 0


def _reason(row: Drawn) -> str | None:
    """Why an incident is not drawn as a point or area; None where it is."""
    if row.sharpness in ("town", "area"):
        return None
    if row.place is None:
        return NO_PLACE
    return row.place.reason or ("country only" if row.sharpness == "country" else NOT_FOUND)


# --- kept ready -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The columns as JSON, packed by gzip, and the mark by which a browser knows that it has them already."""

    body: bytes
    etag: str


class MapData:
    """The rows of every incident of a store, brought up to date by what changed since they were last asked for."""

    def __init__(self, store: Store, shown: Shown | None = None) -> None:
        self._store, self._shown = store, shown
        self._lock = threading.Lock()
        self._mark: Mark | None = None
        self._rows: dict[str, Drawn] = {}
        self._packed: Packed | None = None

    def packed(self) -> Packed:
        """The bytes for `/map/data` as the store is now."""
        with self._lock:
            self._refresh()
            if self._packed is None:
                text = json.dumps(columns(self._ordered()), ensure_ascii=False, separators=(",", ":")).encode()
                body = gzip.compress(text, 5, mtime=0)
                self._packed = Packed(body=body, etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"')
            return self._packed

    def rows(self) -> list[Drawn]:
        """The rows as the store is now, the newest first, undated last."""
        with self._lock:
            self._refresh()
            return self._ordered()

    def _ordered(self) -> list[Drawn]:
        return sorted(self._rows.values(), key=lambda r: (-(r.first - EPOCH).days if r.first else math.inf, r.id))

    def _refresh(self) -> None:
        """Bring the rows up to date."""
        if self._mark is not None and mark_of(self._store) == self._mark:
            return
        changed: list[str] | None = None
        if self._mark is None:
            mark = mark_of(self._store)  # before the rows: what comes in between is read again next time
        else:
            mark, changed = changed_incidents(self._store, self._mark)
        if changed is None:
            self._rows = {}
        for incident_id in changed or ():
            self._rows.pop(incident_id, None)
        for incident_id, events in map_events(self._store, changed):
            row = drawn(incident_id, events)
            self._rows[incident_id] = self._shown(row) if self._shown else row
        self._mark, self._packed = mark, None


def coarsened(row: Drawn) -> Drawn:
    """The row as it may be shown to all: its place by the rules of the exports, and of the actors only those that the
    registry names."""
    place = coarse_place(row.place, "near") if row.place else None
    return replace(row, actors=row.known, place=place, sharpness=sharpness_of(place))

"""One incident coded for a table: one type, place, time and pair of actors, chosen by stated rules from all that is
told of it. What a person brought under the incident's id decides; else most reports decide, and the codebook's
hierarchy among equals."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from watchdesk.codebooks import sub_events
from watchdesk.errors import BadSetting
from watchdesk.ledger.views import VIEWS
from watchdesk.publish.incident_deaths import DeathsView, deaths_view, publisher_words
from watchdesk.records import Actor, Event, IncidentFile, Place, Report, Status, Told, When
from watchdesk.tables.table_rows import cells_of

T = TypeVar("T")

IMPORTED = "import "
"""How `made_by` of a claim begins that came out of a table: `import csv`, `import acled`, `import ucdp`."""

_ORDER: tuple[Status, ...] = ("occurred", "alleged", "denied", "announced")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedIncident:
    """An incident as one row. `status` is the firmest that any report gives it; `disputed` where another denies it or
    only alleges it. `deaths` are of what occurred alone; those alleged, and those denied, stand apart. `lead` is the
    telling whose words stand for the incident."""

    file: IncidentFile
    id: str
    status: Status
    disputed: bool
    event_type: str
    sub_event_type: str
    disorder: str
    plover: str | None
    actor1: Actor | None
    actor2: Actor | None
    associated: tuple[str, ...]
    place: Place | None
    when: When | None
    deaths: DeathsView | None
    alleged_deaths: DeathsView | None
    denied_deaths: DeathsView | None
    view: str
    lead: Told

    @property
    def first(self) -> dt.date | None:
        return self.when.first or self.when.last if self.when else None

    @property
    def last(self) -> dt.date | None:
        return self.when.last or self.when.first if self.when else None

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that tell of it, oldest first; reprints are no reports of their own."""
        found = {t.report.id: t.report for t in self.file.told}
        return tuple(sorted(found.values(), key=lambda r: (r.published or dt.date.max, r.address)))

    @property
    def publishers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(publisher_words(r) for r in self.reports))

    @property
    def words(self) -> str:
        """The lead's own words."""
        return " ".join(" ".join(q.text.split()) for q in self.lead.claim.evidence)

    @property
    def time_precision(self) -> int:
        """ACLED's code for how sharply the days are known: 1 day, 2 week, 3 month, 4 coarser or unknown."""
        if self.when is None or self.first is None or self.last is None:
            return 4
        days = (self.last - self.first).days
        spread = 1 if days == 0 else 2 if days < 7 else 3 if days < 31 else 4
        return max(spread, self.when.precision)


def held_row(coded: CodedIncident, form: str) -> dict[str, str] | None:
    """The row itself, as the user holds it, where one row of a table of this form is all that tells of the incident."""
    told = coded.file.told
    if len(told) != 1 or told[0].claim.made_by != f"{IMPORTED}{form}":
        return None
    return cells_of(told[0].report.text)


def code_incidents(files: Iterable[IncidentFile], view: str) -> tuple[CodedIncident, ...]:
    """Every incident that an event tells of, coded, by first day (undated last) and id. Raises BadSetting."""
    if view not in VIEWS:
        raise BadSetting(f"--view is {view!r}, expected one of {', '.join(VIEWS)}")
    coded = [code_incident(f, view) for f in files if any(isinstance(t.claim, Event) for t in f.told)]
    return tuple(sorted(coded, key=lambda c: (c.first is None, c.first or dt.date.max, c.id)))


def code_incident(file: IncidentFile, view: str) -> CodedIncident:
    """One incident as a row. Its file must hold an event."""
    events = [t for t in file.told if isinstance(t.claim, Event)]
    statuses = {t.claim.status for t in events}
    status = next(s for s in _ORDER if s in statuses)
    deciding = _deciding([t for t in events if t.claim.status == status])
    ranks = sub_events()
    types = [_event(t).sub_event_type for t in deciding]
    chosen = _commonest(types, lambda name: (_type_rank(name), name))
    of_type = [t for t in deciding if _event(t).sub_event_type == chosen]
    lead = max(of_type, key=lambda t: (_told_fields(_event(t)), -deciding.index(t)))
    known = ranks.get(chosen)
    return CodedIncident(
        file=file,
        id=next((t.report.given_id for t in events if t.claim.made_by == "import csv" and t.report.given_id), None)
        or file.incident.id,
        status=status,
        disputed=len(statuses - {"announced"}) > 1,
        event_type=_event(lead).event_type,
        sub_event_type=chosen,
        disorder=known.disorder if known else "",
        plover=_commonest([_event(t).plover for t in of_type], str),
        actor1=_actor([_event(t).actor1 for t in of_type]),
        actor2=_actor([_event(t).actor2 for t in of_type]),
        associated=tuple(dict.fromkeys(name for t in of_type for name in _event(t).associated)),
        place=_place([_event(t).place for t in deciding]),
        when=_when([_event(t).when for t in deciding]),
        deaths=deaths_view(_only(file, deciding), view, "occurred"),
        alleged_deaths=deaths_view(file, view, "alleged"),
        denied_deaths=deaths_view(file, view, "denied"),
        view=view,
        lead=lead,
    )


def _deciding(told: Sequence[Told]) -> list[Told]:
    """The tellings that decide: those that a person brought in a table of our own form, else every one."""
    brought = [t for t in told if t.claim.made_by == f"{IMPORTED}csv"]
    return brought or list(told)


def _only(file: IncidentFile, deciding: Sequence[Told]) -> IncidentFile:
    """The file with the events that decide alone, and every figure."""
    kept = {t.claim.id for t in deciding}
    told = tuple(t for t in file.told if t.claim.id in kept or not isinstance(t.claim, Event))
    return IncidentFile(incident=file.incident, told=told, judgements=file.judgements)


def _event(told: Told) -> Event:
    if not isinstance(told.claim, Event):
        raise TypeError(f"claim {told.claim.id!r} is no event")
    return told.claim


def _type_rank(name: str) -> tuple[int, int]:
    """The codebook's hierarchy: event types in its order, within them the rank of the sub-event."""
    order = list(dict.fromkeys(s.event_type for s in sub_events().values()))
    known = sub_events().get(name)
    return (order.index(known.event_type), known.rank) if known else (len(order), 0)


def _told_fields(event: Event) -> int:
    """How much of the incident one telling gives."""
    return sum(part is not None for part in (event.actor1, event.actor2, event.place, event.when, event.deaths))


def _commonest(values: Sequence[T | None], among_equals: Callable[[T], object]) -> T:
    """The value that most give; of equals the first in the order given."""
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], among_equals(v))) if counts else None  # type: ignore[return-value]


def _actor(actors: Sequence[Actor | None]) -> Actor | None:
    """The actor that most name; those that the registry knows before those that it does not, then the first named."""
    named = [a for a in actors if a and a.name]
    names = [a.name for a in named]
    return min(named, key=lambda a: (-names.count(a.name), a.entity_id is None, names.index(a.name)), default=None)


def _place(places: Sequence[Place | None]) -> Place | None:
    """The place known most sharply; of equals the one that most name, then the first."""
    told = [p for p in places if p and (p.name or p.country)]
    names = [p.name for p in told]

    def order(place: Place) -> tuple[bool, int, int, int]:
        return place.latitude is None, place.geo_precision, -names.count(place.name), names.index(place.name)

    return min(told, key=order, default=None)


def _when(whens: Sequence[When | None]) -> When | None:
    """The days known most sharply; of equals those that most give, then the earliest."""
    told = [w for w in whens if w and (w.first or w.last)]
    days = [(w.first, w.last) for w in told]

    def order(when: When) -> tuple[int, int, int, dt.date]:
        first, last = when.first or when.last or dt.date.max, when.last or when.first or dt.date.max
        return when.precision, (last - first).days, -days.count((when.first, when.last)), first

    return min(told, key=order, default=None)

"""What linking compares of an event: its type, place, days, actors, deaths and words, folded once and kept small."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watchdesk.codebooks.folded_words import fold
from watchdesk.link.told_figures import figures_by_event
from watchdesk.link.weights import Weights, load_weights
from watchdesk.link.wording import content_words
from watchdesk.records import Actor, Deaths, Event, Place, Told, When

COUNTRY_ONLY = "country only"
"""The reason that a place gives where no more than the country is known; its name is no name of a place then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One event claim as linking sees it.

    `published` and the days are ordinals (`date.toordinal`); `published` is 0 where the report has no date. `first` and
    `last` are the days on which it may have happened, `day_precision` as in When, 5 where the text gives none and they
    are reckoned back from the report. `joins` False: an announced event, which stands alone. `figure_ids` are the
    figures told with it.
    """

    claim_id: str
    report_id: str
    published: int
    first: int
    last: int
    day_precision: int
    event_type: str
    sub_event_type: str
    place: str
    country: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float
    geo_precision: int
    named_actors: tuple[str, ...]
    vague_actors: tuple[str, ...]
    deaths: tuple[int, int] | None
    words: frozenset[str]
    text: str
    joins: bool = True
    figure_ids: tuple[str, ...] = ()

    @property
    def age(self) -> tuple[int, str]:
        """What claims of an incident are ordered by: the day of the report, undated ones last, then the claim's id."""
        return (self.published or dt.date.max.toordinal(), self.claim_id)


def features_of(told: Sequence[Told], weights: Weights | None = None) -> tuple[Features, ...]:
    """The events among the claims of one report or of many, as linking sees them.

    Left out, because they are no single happening: aggregates ("since January"), recaps of what is long past, and
    events that neither a day nor the date of the report places in time.
    """
    weights = weights or load_weights()
    by_report: dict[str, list[Told]] = {}
    for one in told:
        by_report.setdefault(one.report.id, []).append(one)
    found: list[Features] = []
    for claims in by_report.values():
        figures = figures_by_event(claims, weights)
        made = (_features(one, figures.get(one.claim.id, ()), weights) for one in claims)
        found += [f for f in made if f]
    return tuple(found)


def _features(told: Told, figure_ids: tuple[str, ...], weights: Weights) -> Features | None:
    event, report = told.claim, told.report
    if not isinstance(event, Event):
        return None
    days = days_of(event.when, report.published, weights)
    text = fold(" ".join(q.text for q in event.evidence))
    if days is None or is_aggregate(event, text, weights) or is_recap(event, text, report.published, weights):
        return None
    place = event.place
    named, vague = _actors_of((event.actor1, event.actor2), weights)
    located = place is not None and place.latitude is not None and place.longitude is not None
    return Features(
        claim_id=event.id,
        report_id=report.id,
        published=report.published.toordinal() if report.published else 0,
        first=days[0],
        last=days[1],
        day_precision=days[2],
        event_type=event.event_type,
        sub_event_type=event.sub_event_type,
        place=fold(place.name) if place and place.reason != COUNTRY_ONLY else "",
        country=place.country if place else None,
        latitude=place.latitude if place and located else None,
        longitude=place.longitude if place and located else None,
        radius_km=_radius_of(place, weights),
        geo_precision=place.geo_precision if place else 3,
        named_actors=named,
        vague_actors=vague,
        deaths=_range_of(event.deaths),
        words=content_words(text, weights.empty),
        text=text,
        joins=event.status != "announced",
        figure_ids=figure_ids,
    )


def days_of(when: When | None, published: dt.date | None, weights: Weights) -> tuple[int, int, int] | None:
    """First and last day as ordinals, with the precision; None where nothing places the event in time."""
    if when and when.first and when.last:
        return when.first.toordinal(), when.last.toordinal(), when.precision
    if published:
        last = published.toordinal()
        return last - int(weights.numbers["days.unknown_before"]), last, 5
    return None


def is_aggregate(event: Event, folded: str, weights: Weights) -> bool:
    """Whether an event covers a long time or many happenings: by its days, or by its words where no day is told."""
    when = event.when
    if when and when.first and when.last and (when.last - when.first).days + 1 > weights.numbers["days.long"]:
        return True
    return not _has_a_day(when) and bool(weights.aggregate.search(folded))


def is_recap(event: Event, folded: str, published: dt.date | None, weights: Weights) -> bool:
    """Whether an event is told only to be remembered or told apart: by its words, where it is no news of the day."""
    when = event.when
    news = published and when and when.last and (published - when.last).days <= weights.numbers["days.news"]
    return not (news and _has_a_day(when)) and bool(weights.recap.search(folded))


def _has_a_day(when: When | None) -> bool:
    return when is not None and when.precision == 1 and when.basis in ("stated", "relative")


def _radius_of(place: Place | None, weights: Weights) -> float:
    if place is None:
        return weights.radius_km[3]
    return place.radius_km or weights.radius_km.get(place.geo_precision, weights.radius_km[3])


def _actors_of(actors: Iterable[Actor | None], weights: Weights) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Named and vague actors: the registry's id where there is one, else the folded name; sorted."""
    named: set[str] = set()
    vague: set[str] = set()
    for actor in actors:
        if actor is None or not actor.name:
            continue
        name = fold(actor.name)
        if weights.vague.search(name):
            vague.add(name)
        else:
            named.add(actor.entity_id or name)
    return tuple(sorted(named)), tuple(sorted(vague))


def _range_of(deaths: Deaths | None) -> tuple[int, int] | None:
    return (deaths.low, deaths.high) if deaths else None

"""Where and when a report's figures belong: its scenes, read from events and from the figures' own words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.folded_words import fold, word_list
from watchdesk.ledger.wording import distinct_names, is_country, ledger_words, same_name
from watchdesk.records import Event, Figure, Names, Reading

HARM = frozenset(["killed", "injured", "abducted", "detained"])
"""The measures that belong to one happening rather than to a state of affairs."""

_INCIDENT_DAYS = 14  # a period longer than this is no single happening
_LATER_DAYS = 21  # a toll may be counted this long after the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """First and last day, both included."""

    first: dt.date
    last: dt.date

    def apart(self, other: Days) -> int:
        """Days between two ranges; 0 where they touch or overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One happening of one report: `several` where it struck two or more named places at once; `attackers` who acted,
    `actors` everybody in it; `sure` where a day is told with it, not gathered from elsewhere."""

    places: tuple[str, ...]
    days: Days | None
    at: int
    sentences: tuple[int, ...] = ()
    several: bool = False
    actors: tuple[str, ...] = ()
    attackers: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where one figure belongs: `scope` says of what it is the count.

    `whole` a happening, `place` one of its several places, `period` a longer time or a wider area.
    """

    scope: str
    places: tuple[str, ...] = ()
    days: Days | None = None
    actors: tuple[str, ...] = ()
    attackers: tuple[str, ...] = ()


def scenes_of(reading: Reading, names: Names | None) -> tuple[Scene, ...]:
    """The happenings of one report in the order of its text; events of one sentence on one day are one scene."""
    scenes: list[Scene] = []
    for event in (c for c in reading.claims if isinstance(c, Event)):
        place = event.place.name if event.place and event.place.name else None
        if place is None or is_country(place, names):
            continue
        days = _event_days(event)
        start = event.evidence[0].span.start
        actors = tuple(a.name for a in (event.actor1, event.actor2) if a)
        new = Scene(
            places=(place,),
            days=days,
            at=start,
            sentences=(start,),
            actors=actors,
            attackers=actors[: bool(event.actor1)],
            sure=event.when is not None and event.when.precision == 1 and event.when.basis != "inferred",
        )
        home = next((n for n, scene in enumerate(scenes) if _one_scene(scene, new)), None)
        if home is None:
            scenes.append(new)
        else:
            scenes[home] = _joined(scenes[home], new)
    return _listed_together(scenes, reading)


def _listed_together(scenes: Sequence[Scene], reading: Reading) -> tuple[Scene, ...]:
    """The scenes, those joined whose places one sentence of a happening lists ("two villages, A and B")."""
    found = list(scenes)
    for event in (c for c in reading.claims if isinstance(c, Event) and c.evidence):
        start, folded = event.evidence[0].span.start, fold(event.evidence[0].text)
        home = next((n for n, s in enumerate(found) if start in s.sentences), None)
        if home is None:
            continue
        days = found[home].days
        listed = [
            n
            for n, s in enumerate(found)
            if any(_in_list(fold(p), folded, found, s) for p in s.places)
            and (n == home or not s.sure or days is None or s.days is None or days.apart(s.days) <= 1)
        ]
        if len({*listed, home}) < 2 or len(listed) < 2:
            continue
        joined = found[home]
        for n in (n for n in listed if n != home):
            sentences = tuple(dict.fromkeys((*joined.sentences, *found[n].sentences)))
            joined = replace(_joined(joined, found[n]), several=True, sentences=sentences)
        found = [joined if n == home else s for n, s in enumerate(found) if n == home or n not in listed]
    return tuple(found)


def _in_list(place: str, folded: str, scenes: Sequence[Scene], own: Scene) -> bool:
    """Whether `place` stands beside the place of another scene, with nothing or an "and" between the two."""
    if not place or place not in folded:  # asked of every scene and sentence: a pattern is made only where it may fit
        return False
    there = [p for s in scenes if s is not own for p in map(fold, s.places) if p in folded]
    if not there:
        return False
    others, name = "|".join(map(re.escape, there)), re.escape(place)
    beside = rf"\b(?:{name} (?:and|et) (?:{others})|(?:{others}) (?:and|et) {name})\b"
    return re.search(beside, folded) is not None


def setting_of(figure: Figure, reading: Reading, scenes: Sequence[Scene], names: Names | None) -> Setting:
    """Where `figure` belongs: its own place and days where the words give them, else those of its scene."""
    own_days = days_of(figure.period)
    own_place = _own_place(figure, scenes, names)
    if figure.measure not in HARM and figure.measure != "other":
        return Setting(scope="period", places=_named(own_place), days=own_days)
    if own_days and own_days.length > _INCIDENT_DAYS:
        return Setting(scope="period", places=_named(own_place), days=own_days)
    if not own_days and not own_place and _is_long(figure):
        return Setting(scope="period")
    scene = _scene_of(figure, reading, scenes, own_place, own_days)
    if scene is None:
        scope = "whole" if own_days else "period"
        return Setting(scope=scope, places=_named(own_place), days=own_days)
    days = own_days if own_days and (scene.days is None or own_days.apart(scene.days) == 0) else scene.days
    apart = bool(scene.several and own_place and len(scene.places) > 1)
    return Setting(
        scope="place" if apart else "whole",
        places=_named(own_place) if apart else scene.places,
        days=days,
        actors=scene.actors,
        attackers=scene.attackers,
    )


def several_places(reading: Reading, scenes: Sequence[Scene], names: Names | None) -> tuple[Scene, ...]:
    """The scenes again, with places that the figures of one sentence tell apart ("70 died in A and 30 in B")."""
    by_sentence: dict[int, list[str]] = {}
    for figure in (c for c in reading.claims if isinstance(c, Figure) and c.measure in HARM):
        place = _own_place(figure, scenes, names)
        if place:
            by_sentence.setdefault(figure.evidence[0].span.start, []).append(place)
    found = list(scenes)
    for places in by_sentence.values():
        distinct = distinct_names(places)
        if len(distinct) < 2:
            continue
        for number, scene in enumerate(found):
            if any(same_name(p, q) for p in distinct for q in scene.places):
                found[number] = replace(scene, places=distinct_names((*scene.places, *distinct)), several=True)
                break
    return tuple(found)


def days_of(period: str | None) -> Days | None:
    """The days of an ISO day, month, year or interval; None where there is none or it is open."""
    if not period:
        return None
    first, _, last = period.partition("/")
    start, end = _edge(first, last=False), _edge(last or first, last=True)
    return Days(first=start, last=end) if start and end and start <= end else None


def _edge(text: str, *, last: bool) -> dt.date | None:
    parts = text.strip().split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 3:
            return dt.date(*numbers)
        if len(numbers) == 2:
            year, month = numbers
            after = dt.date(year + month // 12, month % 12 + 1, 1)
            return after - dt.timedelta(days=1) if last else dt.date(year, month, 1)
        return dt.date(numbers[0], 12, 31) if last else dt.date(numbers[0], 1, 1)
    except (ValueError, TypeError):
        return None


def _event_days(event: Event) -> Days | None:
    when = event.when
    if when is None or when.first is None or when.last is None or when.precision > 3:
        return None
    return Days(first=when.first, last=when.last)


def _one_scene(scene: Scene, new: Scene) -> bool:
    near = scene.days is None or new.days is None or scene.days.apart(new.days) <= 1
    here = any(same_name(p, q) for p in new.places for q in scene.places)
    return near and (new.at in scene.sentences or here)


def _joined(scene: Scene, new: Scene) -> Scene:
    places = distinct_names((*scene.places, *new.places))
    return replace(
        scene,
        places=places,
        days=scene.days or new.days,
        sentences=(*scene.sentences, new.at),
        several=scene.several or len(places) > len(scene.places),
        actors=tuple(dict.fromkeys((*scene.actors, *new.actors))),
        attackers=tuple(dict.fromkeys((*scene.attackers, *new.attackers))),
    )


def _own_place(figure: Figure, scenes: Sequence[Scene], names: Names | None) -> str | None:
    """The place that the figure's own words give; None for a country and for a place that only its source is of."""
    evidence = fold(figure.evidence[0].text) if figure.evidence else ""
    for order, words in enumerate(load_codebook("ledger").get("ordinals", ())):
        if word_list(words).search(evidence):
            several = next((s for s in scenes if s.several and len(s.places) >= 2), None)
            towns = [p for p in several.places if _counted_apart(p, several)] if several else []
            if order < len(towns):
                return towns[order]
    place = figure.place
    if place is None or is_country(place, names):
        return None
    said_by = fold(" ".join(p for s in figure.sources for p in (s.name, s.role, s.quote.text if s.quote else "") if p))
    if fold(place) in said_by and evidence.count(fold(place)) <= 1:
        return None
    return place


def _counted_apart(place: str, scene: Scene) -> bool:
    """Whether a place of a scene is one of those struck: the area that holds the others is named first and dropped."""
    return len(scene.places) < 3 or place != scene.places[0]


def _scene_of(
    figure: Figure, reading: Reading, scenes: Sequence[Scene], place: str | None, days: Days | None
) -> Scene | None:
    """The scene a figure counts: by its place and days, else by its sentence or paragraph, else the report's first."""
    if place:
        here = [s for s in scenes if any(same_name(place, p) for p in s.places)]
        fitting = [s for s in here if _fits(s, days, reading.report.published)]
        if fitting:
            return min(fitting, key=lambda s: (s.days.apart(days) if s.days and days else 0, s.at))
        return None
    fitting = [s for s in scenes if _fits(s, days, reading.report.published)]
    if not fitting:
        return None
    start = figure.evidence[0].span.start
    own = [s for s in fitting if start in s.sentences]
    if own:
        return own[0]
    paragraph = reading.report.text.rfind("\n\n", 0, start)
    near = [s for s in fitting if any(paragraph < at < start for at in s.sentences)]
    if near:
        return max(near, key=lambda s: max(at for at in s.sentences if at < start))
    if days:
        return min(fitting, key=lambda s: (s.days.apart(days) if s.days else 0, s.at))
    return fitting[0]


def _fits(scene: Scene, days: Days | None, published: dt.date | None) -> bool:
    """Whether a figure of these days may count this scene: no days, the same days, or a count made later."""
    if days is None or scene.days is None or days.apart(scene.days) <= 1:
        return True
    late = (days.first - scene.days.last).days
    if late > 0 and days.first == days.last == published:  # the day on which it was told, not that of the deaths
        return True
    return 0 < late <= _LATER_DAYS and published is not None and days.last <= published and days.length <= 2


def _is_long(figure: Figure) -> bool:
    """Whether the figure's sentence speaks of a war or of years rather than of one happening."""
    return bool(figure.evidence and ledger_words("long").search(fold(figure.evidence[0].text)))


def _named(place: str | None) -> tuple[str, ...]:
    return (place,) if place else ()

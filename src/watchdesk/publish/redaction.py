"""What is taken out before anything is published: names of private persons, and places sharper than is wanted."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, cast

from watchdesk.errors import BadSetting
from watchdesk.records import Claim, Event, Figure, IncidentFile, Place, Reading, Report, Source, Told

T = TypeVar("T")

NAME_WITHHELD = "[name withheld]"
PLACE_WITHHELD = "[place withheld]"
COARSER = "place made coarser on purpose"

Level = Literal["near", "admin1", "country"]
LEVELS: tuple[Level, ...] = ("near", "admin1", "country")
"""How coarse a place may be made: its point rounded to a tenth of a degree; its region alone; its country alone."""

_KEPT = frozenset({"id", "report_id", "capture_id", "given_id", "address", "entity_id", "claim_id", "made_by", "rule"})
_NEAR_KM = 15.0

PrivateNames = Callable[[Report, Sequence[Claim]], Sequence[str]]
"""Names of the private persons whom a report names: victims, witnesses, detainees, whoever holds no office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coarsening:
    """Places of one sub-event or event type, or of one publisher, or (both None) of all, no sharper than `level`."""

    level: Level
    event_type: str | None = None
    publisher: str | None = None

    def covers(self, told: Told) -> bool:
        if self.publisher is not None:
            return told.report.publisher == self.publisher
        if self.event_type is None:
            return True
        claim = told.claim
        return isinstance(claim, Event) and self.event_type in (claim.event_type, claim.sub_event_type)


def read_coarsening(text: str) -> Coarsening:
    """`admin1` for every place, `Sexual violence=admin1` for a type, `source:Radio X=country` for a publisher.

    Raises BadSetting for a level that is none of LEVELS.
    """
    about, _, level = text.rpartition("=")
    if level not in LEVELS:
        raise BadSetting(f"--coarsen is {text!r}, expected LEVEL, TYPE=LEVEL or source:NAME=LEVEL; {', '.join(LEVELS)}")
    publisher = about.removeprefix("source:") if about.startswith("source:") else None
    event_type = about if about and publisher is None else None
    return Coarsening(level=level, event_type=event_type, publisher=publisher)


def redact_file(file: IncidentFile, private: PrivateNames) -> IncidentFile:
    """The incident with every private name withheld, in quotes, titles and sources alike; reasons of judgements go."""
    claims: dict[str, list[Claim]] = {}
    for told in file.told:
        claims.setdefault(told.report.id, []).append(told.claim)
    reports = {t.report.id: t.report for t in file.told}
    names = {i: tuple(private(report, claims[i])) for i, report in reports.items()}
    everyone = tuple(dict.fromkeys(name for found in names.values() for name in found))
    redacted = tuple(
        replace(t, claim=_redact_claim(t.claim, everyone), report=redact_report(t.report, everyone)) for t in file.told
    )
    hide = _hider(everyone, NAME_WITHHELD)
    judgements = tuple(replace(j, why=None, changes=_map_text(j.changes, hide)) for j in file.judgements)
    return replace(file, told=redacted, judgements=judgements)


def redact_reading(reading: Reading, private: PrivateNames) -> Reading:
    """The reading with every private name withheld from its claims and its report."""
    names = tuple(private(reading.report, reading.claims))
    return replace(
        reading,
        report=redact_report(reading.report, names),
        claims=tuple(_redact_claim(c, names) for c in reading.claims),
    )


def redact_report(report: Report, names: Sequence[str]) -> Report:
    """The report without byline, and without these names in its title and text."""
    hide = _hider(names, NAME_WITHHELD)
    return replace(report, byline=None, title=hide(report.title) if report.title else None, text=hide(report.text))


def coarsen_file(file: IncidentFile, coarsenings: Sequence[Coarsening]) -> IncidentFile:
    """The incident with places no sharper than wanted: the coarsest level that covers any telling covers them all.

    Names of what was coarsened are withheld from every quote, so that the words do not tell what the map does not.
    """
    levels = [c.level for c in coarsenings for t in file.told if c.covers(t)]
    if not levels:
        return file
    level = max(levels, key=LEVELS.index)
    hide = _hider(_withheld_names(file.told, level), PLACE_WITHHELD)
    told = tuple(
        replace(
            t,
            claim=_coarsen_claim(_map_text(t.claim, hide), t.claim, level),
            report=replace(t.report, title=hide(t.report.title) if t.report.title else None, text=hide(t.report.text)),
        )
        for t in file.told
    )
    return replace(file, told=told)


def _withheld_names(told: Iterable[Told], level: Level) -> tuple[str, ...]:
    """Names that say where more sharply than the level; the region too where only the country may be told."""
    found: dict[str, None] = {}
    for one in told:
        place = one.claim.place if isinstance(one.claim, (Event, Figure)) else None
        if isinstance(place, str):
            found[place] = None
        elif isinstance(place, Place) and place.latitude is not None:
            named = [place.name, place.quote.text if place.quote else "", *place.candidates]
            if level == "country":
                named.append(place.admin1 or "")
            keep = {place.admin1} if level == "admin1" else set()
            found.update(dict.fromkeys(name for name in named if name and name not in keep))
    return tuple(found)


def _coarsen_claim(hidden: Claim, claim: Claim, level: Level) -> Claim:
    if isinstance(hidden, Figure):
        return replace(hidden, place=None)
    if not isinstance(hidden, Event) or not isinstance(claim, Event) or claim.place is None:
        return hidden
    return replace(hidden, place=coarse_place(claim.place, level))


def coarse_place(place: Place, level: Level) -> Place:
    """The place no sharper than the level. Only `near` leaves a point."""
    if level == "near" and place.latitude is not None and place.longitude is not None and place.geo_precision < 3:
        return replace(
            place,
            name=place.admin1 or place.country or "",
            quote=None,
            latitude=round(place.latitude, 1),
            longitude=round(place.longitude, 1),
            geo_precision=2,
            ucdp_precision=max(2, place.ucdp_precision),
            radius_km=max(_NEAR_KM, place.radius_km or 0),
            geonames_id=None,
            candidates=(),
            why=None,
            rivals=(),
            reason=COARSER,
        )
    region = place.admin1 if level != "country" else None
    return Place(
        name=region or place.country or "",
        country=place.country,
        admin1=region,
        ucdp_precision=4 if region else 6,
        reason=COARSER,
    )


def _redact_claim(claim: Claim, names: Sequence[str]) -> Claim:
    hidden = _map_text(claim, _hider(names, NAME_WITHHELD))
    return replace(hidden, sources=tuple(_redact_source(s) for s in hidden.sources))


def _redact_source(source: Source) -> Source:
    return replace(source, name=None) if source.name and NAME_WITHHELD in source.name else source


def _hider(names: Sequence[str], mark: str) -> Callable[[str], str]:
    """What puts `mark` in place of each of these names, and of the last word of each where it stands alone."""
    forms = {" ".join(n.split()) for n in names if n.strip()}
    if mark == NAME_WITHHELD:
        forms |= {n.split()[-1] for n in forms if len(n.split()[-1]) > 2}
    if not forms:
        return lambda text: text
    alternatives = (r"\s+".join(map(re.escape, f.split())) for f in sorted(forms, key=lambda f: (-len(f), f)))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")
    return lambda text: pattern.sub(mark, text)


def _map_text(value: T, change: Callable[[str], str]) -> T:
    """The record with every text in it changed, ids and addresses left as they are."""
    if isinstance(value, str):
        return cast(T, change(value))
    if isinstance(value, tuple):
        return cast(T, tuple(_map_text(v, change) for v in value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name not in _KEPT}
        return cast(T, replace(value, **{n: _map_text(v, change) for n, v in found.items()}))
    return value

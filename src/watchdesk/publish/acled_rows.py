"""Our own incidents as rows in the shape of ACLED's table: its 31 columns, its codes, its rules for counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from watchdesk.codebooks import load_codebook
from watchdesk.publish.coded_incident import CodedIncident, held_row
from watchdesk.publish.export_options import (
    ExportOptions,
    country_codes,
    country_words,
    csv_bytes,
    marks_of,
    point_of,
    summary_words,
)
from watchdesk.records import Actor

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
"""The columns of ACLED's table, in its order."""

_TARGETS = frozenset({"Violence against civilians", "Explosions/Remote violence", "Riots", "Battles"})
_CIVILIANS = 7


def acled_csv(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """The rows as CSV."""
    return csv_bytes(COLUMNS, ([row[c] for c in COLUMNS] for row in acled_rows(incidents, options)))


def acled_rows(incidents: Sequence[CodedIncident], options: ExportOptions) -> list[dict[str, object]]:
    """One row for each incident that can be coded so: occurred (others only where asked for), dated to the month."""
    return [_row(c, options) for c in incidents if acled_gap(c, options) is None]


def acled_gap(coded: CodedIncident, options: ExportOptions) -> str | None:
    """Why an incident has no row, or None."""
    if coded.status != "occurred" and not options.unproven:
        return coded.status
    return "dated more coarsely than to the month" if coded.time_precision > 3 else None


def _row(coded: CodedIncident, options: ExportOptions) -> dict[str, object]:
    held = held_row(coded, "acled")
    if held is not None:
        return {column: held.get(column, "") for column in COLUMNS}
    place, day, point = coded.place, _middle(coded), point_of(coded.place)
    codes = country_codes().get(place.country or "") if place else None
    published = [r.published for r in coded.reports if r.published]
    return {
        "event_id_cnty": f"{codes.iso3 if codes else 'XXX'}-{coded.id}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": coded.time_precision,
        "disorder_type": coded.disorder,
        "event_type": coded.event_type,
        "sub_event_type": coded.sub_event_type,
        "actor1": coded.actor1.name if coded.actor1 else "",
        "assoc_actor_1": "; ".join(coded.associated),
        "inter1": _inter(coded.actor1, options),
        "actor2": coded.actor2.name if coded.actor2 else "",
        "assoc_actor_2": "",
        "inter2": _inter(coded.actor2, options),
        "interaction": _interaction(coded, options),
        "civilian_targeting": "Civilians targeted" if _targets_civilians(coded) else "",
        "iso": int(codes.numeric) if codes and codes.numeric else "",
        "region": codes.region if codes else "",
        "country": country_words(place.country if place else None, options),
        "admin1": (place.admin1 or "") if place else "",
        "admin2": "",
        "admin3": "",
        "location": place.name if place else "",
        "latitude": point[1] if point else "",
        "longitude": point[0] if point else "",
        "geo_precision": place.geo_precision if place else "",
        "source": "; ".join(coded.publishers),
        "source_scale": "",
        "notes": summary_words(coded),
        "fatalities": coded.deaths.best if coded.deaths and coded.status == "occurred" else 0,
        "tags": "; ".join(marks_of(coded)),
        "timestamp": _moment(max(published)) if published else "",
    }


def _middle(coded: CodedIncident) -> dt.date:
    """The day of the row: the day itself, or the middle of the days that it may have been."""
    first, last = coded.first, coded.last
    if first is None or last is None:
        raise ValueError(f"incident {coded.id!r} has no days, expected some: acled_gap names it")
    return first + (last - first) // 2


def _inter(actor: Actor | None, options: ExportOptions) -> object:
    if actor is None or actor.inter is None:
        return ""
    return actor.inter if options.numeric_codes else load_codebook("acled")["inter"][actor.inter]


def _interaction(coded: CodedIncident, options: ExportOptions) -> object:
    codes = [a.inter for a in (coded.actor1, coded.actor2) if a and a.inter is not None]
    if not codes:
        return ""
    if options.numeric_codes:
        low, high = min(codes), max(codes) if len(codes) > 1 else 0
        return low * 10 + high
    names = load_codebook("acled")["inter"]
    return f"{names[min(codes)]}-{names[max(codes)]}" if len(codes) > 1 else f"{names[codes[0]]} only"


def _targets_civilians(coded: CodedIncident) -> bool:
    if coded.event_type == "Violence against civilians" or coded.sub_event_type == "Excessive force against protesters":
        return True
    return coded.event_type in _TARGETS and coded.actor2 is not None and coded.actor2.inter == _CIVILIANS


def _moment(day: dt.date) -> int:
    """Unix time of the beginning of a day in UTC: no clock goes into what is written."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())

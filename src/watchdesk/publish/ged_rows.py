"""Our own incidents as rows in the shape of UCDP GED: its 49 columns; ids of UCDP's own registers stay empty."""

from __future__ import annotations

import math
from collections.abc import Sequence

from watchdesk.publish.coded_incident import CodedIncident, held_row
from watchdesk.publish.export_options import (
    ExportOptions,
    country_codes,
    country_words,
    csv_bytes,
    point_of,
    report_words,
    summary_words,
)
from watchdesk.publish.incident_deaths import publisher_words
from watchdesk.records import Actor

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()
"""The columns of UCDP GED 25.1, in its order."""

_STATES = frozenset({1, 8})
_CIVILIANS = frozenset({5, 6, 7})


def ged_csv(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """The rows as CSV."""
    return csv_bytes(COLUMNS, ([row[c] for c in COLUMNS] for row in ged_rows(incidents, options)))


def ged_rows(incidents: Sequence[CodedIncident], options: ExportOptions) -> list[dict[str, object]]:
    """One row for each incident that UCDP would hold: occurred (others only where asked for), dated, with a death."""
    return [_row(c, options) for c in incidents if ged_gap(c, options) is None]


def ged_gap(coded: CodedIncident, options: ExportOptions) -> str | None:
    """Why an incident has no row, or None."""
    if coded.status != "occurred" and not options.unproven:
        return coded.status
    if coded.status == "occurred" and (coded.deaths is None or coded.deaths.high < 1):
        return "without a death"
    return None if coded.first and coded.last else "without a day"


def _row(coded: CodedIncident, options: ExportOptions) -> dict[str, object]:
    held = held_row(coded, "ucdp")
    if held is not None:
        return {column: held.get(column, "") for column in COLUMNS}
    place, point = coded.place, point_of(coded.place)
    codes = country_codes().get(place.country or "") if place else None
    deaths = coded.deaths if coded.status == "occurred" else None
    best = deaths.best if deaths else 0
    one_sided = _type_of_violence(coded) == 3
    side_a, side_b = _side(coded.actor1), _side(coded.actor2)
    reports = coded.reports
    own: dict[str, object] = {
        "id": coded.id,
        "relid": coded.id,
        "year": coded.first.year if coded.first else "",
        "code_status": "; ".join((coded.status, *(["disputed"] if coded.disputed else []))),
        "type_of_violence": _type_of_violence(coded),
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else "",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(coded.publishers),
        "source_article": "; ".join(report_words(r) for r in reports),
        "source_office": "; ".join(publisher_words(r) for r in reports),
        "source_date": "; ".join(r.published.isoformat() if r.published else "" for r in reports),
        "source_headline": "; ".join(r.title or "" for r in reports),
        "source_original": "; ".join(_voices(coded)),
        "where_prec": place.ucdp_precision if place and place.country else "",
        "where_coordinates": place.name if place else "",
        "where_description": summary_words(coded),
        "adm_1": (place.admin1 or "") if place else "",
        "latitude": point[1] if point else "",
        "longitude": point[0] if point else "",
        "geom_wkt": f"POINT ({point[0]} {point[1]})" if point else "",
        "priogrid_gid": priogrid_cell(point[1], point[0]) if point else "",
        "country": country_words(place.country if place else None, options),
        "region": codes.ged_region if codes else "",
        "event_clarity": 1 if coded.time_precision == 1 and point else 2,
        "date_prec": _date_prec(coded),
        "date_start": coded.first.isoformat() if coded.first else "",
        "date_end": coded.last.isoformat() if coded.last else "",
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": best if one_sided else 0,
        "deaths_unknown": 0 if one_sided else best,
        "best": best,
        "high": deaths.high if deaths else 0,
        "low": deaths.low if deaths else 0,
    }
    return dict.fromkeys(COLUMNS, "") | own


def _type_of_violence(coded: CodedIncident) -> object:
    """1 state-based, 2 non-state, 3 one-sided; empty where a side is not known."""
    one, other = (a.inter if a else None for a in (coded.actor1, coded.actor2))
    if other in _CIVILIANS or one in _CIVILIANS:
        return 3
    if one is None or other is None:
        return ""
    return 1 if {one, other} & _STATES else 2


def _side(actor: Actor | None) -> str:
    if actor is None:
        return ""
    return "Civilians" if actor.inter in _CIVILIANS else actor.name


def _voices(coded: CodedIncident) -> tuple[str, ...]:
    """The sources that the reports name, innermost first."""
    named = [s.label for t in coded.file.told for s in reversed(t.claim.sources) if s.label]
    return tuple(dict.fromkeys(named))


def _date_prec(coded: CodedIncident) -> int:
    if coded.first is None or coded.last is None:
        return 5
    days = (coded.last - coded.first).days + 1
    by_span = 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5
    return max(by_span, {1: 1, 2: 2, 3: 4, 4: 5}[coded.when.precision if coded.when else 4])


def priogrid_cell(latitude: float, longitude: float) -> int:
    """The id of the PRIO-GRID cell: half-degree cells, counted from the south-west, row by row, from 1."""
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1

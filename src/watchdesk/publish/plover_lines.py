"""Incidents as PLOVER JSON lines: the keys of its manual 2.0; the status is marked, since PLOVER has none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from watchdesk.codebooks import load_codebook
from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import (
    ExportOptions,
    country_codes,
    country_words,
    link_of,
    marks_of,
    point_of,
    report_words,
)
from watchdesk.records import Actor, Place

_RESOLUTION = {1: 4, 2: 4, 3: 3, 4: 2, 5: 2}  # UCDP's code of the place, to PLOVER's: 4 city, 3 district, 2 province


def plover_jsonl(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """One line for each incident that has a PLOVER type."""
    lines = (json.dumps(plover_record(c, options), ensure_ascii=False) for c in incidents if plover_gap(c) is None)
    return "".join(line + "\n" for line in lines).encode()


def plover_gap(coded: CodedIncident) -> str | None:
    """Why an incident has no line, or None."""
    return None if coded.plover else "without a PLOVER type"


def plover_record(coded: CodedIncident, options: ExportOptions) -> dict[str, Any]:
    """One incident as PLOVER writes it; `mode` stays empty, since only the type is coded."""
    lead = coded.lead
    return {
        "id": coded.id,
        "has_event": coded.status == "occurred",
        "date": coded.first.isoformat() if coded.first else None,
        "time": None,
        "enddate": coded.last.isoformat() if coded.last else None,
        "endtime": None,
        "actor": _entity(coded.actor1),
        "recipient": _entity(coded.actor2),
        "event": [coded.plover],
        "event_loc": _location(coded.place, options),
        "event_text": coded.words,
        "quad_code": _quads().get(coded.plover or ""),
        "event_scale": None,
        "mode": [],
        "context": ["military"] if coded.disorder == "Political violence" else [],
        "size": {"dead": coded.deaths.best if coded.deaths else None, "injured": None, "arrested": None},
        "link": [link for r in coded.reports if (link := link_of(r))],
        "text": {"text_story": coded.words},
        "text_info": {"language": lead.report.language},
        "cite_info": [report_words(r) for r in coded.reports],
        "coder": "watchdesk",
        "status": coded.status,
        "comment": "; ".join(marks_of(coded)) or None,
    }


def _quads() -> dict[str, str]:
    return {entry["name"]: entry["quad"] for entry in load_codebook("plover")["types"]}


def _entity(actor: Actor | None) -> list[dict[str, Any]]:
    if actor is None or not actor.name:
        return []
    codes = country_codes().get(actor.country or "")
    known = {"identifier_id": actor.entity_id, "identifier_text": actor.name if actor.entity_id else None}
    return [{"code": codes.iso3 if codes else None, "sector": actor.sector, "entity_text": actor.name, **known}]


def _location(place: Place | None, options: ExportOptions) -> dict[str, Any] | None:
    if place is None:
        return None
    point, codes = point_of(place), country_codes().get(place.country or "")
    return {
        "extracted_place": place.quote.text if place.quote else None,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": point[1] if point else None,
        "lon": point[0] if point else None,
        "city": place.name if place.ucdp_precision <= 2 and point else None,
        "province": place.admin1,
        "country": country_words(place.country, options) or None,
        "country_code": codes.iso3 if codes else None,
        "resolution": _RESOLUTION.get(place.ucdp_precision, 1) if point else 1 if place.country else None,
    }

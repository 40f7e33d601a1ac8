"""Incidents as GeoJSON (RFC 7946): points with their precision and radius; no geometry where no point is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import ExportOptions, point_of
from watchdesk.publish.incident_csv import incident_row

_GEOMETRY = ("latitude", "longitude")


def geojson(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """One feature collection, longitude before latitude. A country alone, and what is not located, is no pin."""
    collection = {"type": "FeatureCollection", "features": [_feature(c) for c in incidents]}
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _feature(coded: CodedIncident) -> dict[str, Any]:
    row = incident_row(coded)
    point = point_of(coded.place)
    return {
        "type": "Feature",
        "id": coded.id,
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "properties": {
            **{name: value for name, value in row.items() if name not in _GEOMETRY},
            "disputed": coded.disputed,
            "uncertainty_radius_km": coded.place.radius_km if coded.place else None,
            "unlocated_why": coded.place.reason if coded.place and not point else None if point else "no place told",
        },
    }

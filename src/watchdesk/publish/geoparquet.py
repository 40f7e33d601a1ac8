"""Incidents as GeoParquet 1.1: the flat table with points as WKB, for GIS and data tools."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from watchdesk.errors import MissingPart
from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import ExportOptions, point_of
from watchdesk.publish.incident_csv import COLUMNS, incident_row

_WHOLE = frozenset(
    "time_precision inter1 inter2 geo_precision ucdp_precision deaths_low deaths_best deaths_high alleged_low "
    "alleged_best alleged_high reports".split()
)
_REAL = frozenset({"latitude", "longitude", "radius_km"})
_DAYS = frozenset({"date_start", "date_end"})


def geoparquet(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """The file. Raises MissingPart without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as fault:
        raise MissingPart("GeoParquet needs pyarrow: pip install 'watchdesk[analytics]'") from fault
    rows = [_row(c) for c in incidents]
    types = {c: pa.int64() if c in _WHOLE else pa.float64() if c in _REAL else pa.string() for c in COLUMNS}
    types |= dict.fromkeys(_DAYS, pa.date32()) | {"disputed": pa.bool_(), "geometry": pa.binary()}
    schema = pa.schema([pa.field(n, t) for n, t in types.items()], metadata={"geo": json.dumps(_geo(incidents))})
    out = BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def _row(coded: CodedIncident) -> dict[str, object]:
    point = point_of(coded.place)
    own = {"disputed": coded.disputed, "date_start": coded.first, "date_end": coded.last}
    return incident_row(coded) | own | {"geometry": _wkb(*point) if point else None}


def _wkb(longitude: float, latitude: float) -> bytes:
    """A point as well-known binary, little-endian."""
    return struct.pack("<BIdd", 1, 1, longitude, latitude)


def _geo(incidents: Sequence[CodedIncident]) -> dict[str, Any]:
    points = [p for c in incidents if (p := point_of(c.place))]
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if points:
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        column["bbox"] = [west, south, east, north]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}

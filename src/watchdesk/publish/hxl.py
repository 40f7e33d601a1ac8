"""Incidents as a table with HXL hashtags, as humanitarian data tools read it."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import ExportOptions, country_words, csv_bytes
from watchdesk.publish.incident_csv import incident_row

COLUMNS = {
    "incident_id": "#event+id",
    "status": "#status+event",
    "disputed": "#status+disputed",
    "event_type": "#event+type",
    "sub_event_type": "#event+subtype",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "time_precision": "#date+precision",
    "actor1": "#group+name+first",
    "actor2": "#group+name+second",
    "country": "#country+code+v_iso2",
    "country_name": "#country+name",
    "admin1": "#adm1+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "geo_precision": "#geo+precision",
    "radius_km": "#geo+radius+km",
    "deaths_low": "#affected+killed+min+num",
    "deaths_best": "#affected+killed+num",
    "deaths_high": "#affected+killed+max+num",
    "alleged_best": "#affected+alleged+killed+num",
    "publishers": "#meta+source",
    "words": "#description",
}
"""The columns with their hashtags. `#affected+killed` holds what occurred alone."""


def hxl_csv(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """The table as CSV: headings, hashtags, rows."""
    rows = [list(COLUMNS.values())]
    for coded in incidents:
        row = incident_row(coded) | {
            "country_name": country_words(coded.place.country if coded.place else None, options)
        }
        rows.append([row[name] for name in COLUMNS])  # type: ignore[misc]  # cells of every kind
    return csv_bytes(list(COLUMNS), rows)

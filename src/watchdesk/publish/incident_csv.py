"""Our own flat table: one row for each incident, every column in plain words, nothing added up."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.publish.coded_incident import CodedIncident, held_row
from watchdesk.publish.export_options import ExportOptions, csv_bytes, point_of, report_words
from watchdesk.records import Actor

CODED = (
    "incident_id status disputed event_type sub_event_type plover date_start date_end time_precision actor1 actor1_id "
    "inter1 actor2 actor2_id inter2 associated location admin1 country latitude longitude geo_precision "
    "ucdp_precision radius_km deaths_low deaths_best deaths_high deaths_rule alleged_low alleged_best alleged_high"
).split()
"""What is coded of an incident; these columns can be changed in the file and imported again."""

TOLD = "reports publishers citations words claims".split()
"""Where it comes from: how many reports, who published them, citations, the words of the lead, ids of the claims."""

COLUMNS = [*CODED, *TOLD]


def incident_csv(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """The rows as CSV."""
    return csv_bytes(COLUMNS, ([row[c] for c in COLUMNS] for row in map(incident_row, incidents)))


def incident_row(coded: CodedIncident) -> dict[str, object]:
    """One incident by column; None where it is not known. `disputed` is `yes` or empty.

    An incident that came with an imported row of this form, and with nothing else, is that row again.
    """
    held = held_row(coded, "csv")
    if held is not None:
        return {column: held.get(column) for column in COLUMNS}
    place, point, deaths, alleged = coded.place, point_of(coded.place), coded.deaths, coded.alleged_deaths
    reports = coded.reports
    return {
        "incident_id": coded.id,
        "status": coded.status,
        "disputed": "yes" if coded.disputed else None,
        "event_type": coded.event_type,
        "sub_event_type": coded.sub_event_type,
        "plover": coded.plover,
        "date_start": coded.first.isoformat() if coded.first else None,
        "date_end": coded.last.isoformat() if coded.last else None,
        "time_precision": coded.time_precision,
        **_actor("1", coded.actor1),
        **_actor("2", coded.actor2),
        "associated": "; ".join(coded.associated) or None,
        "location": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "latitude": point[1] if point else None,
        "longitude": point[0] if point else None,
        "geo_precision": place.geo_precision if place else None,
        "ucdp_precision": place.ucdp_precision if place else None,
        "radius_km": place.radius_km if place else None,
        "deaths_low": deaths.low if deaths else None,
        "deaths_best": deaths.best if deaths else None,
        "deaths_high": deaths.high if deaths else None,
        "deaths_rule": deaths.rule if deaths else None,
        "alleged_low": alleged.low if alleged else None,
        "alleged_best": alleged.best if alleged else None,
        "alleged_high": alleged.high if alleged else None,
        "reports": len(reports),
        "publishers": "; ".join(coded.publishers),
        "citations": "; ".join(report_words(r) for r in reports),
        "words": coded.words,
        "claims": " ".join(t.claim.id for t in coded.file.told),
    }


def _actor(number: str, actor: Actor | None) -> dict[str, object]:
    return {
        f"actor{number}": actor.name if actor else None,
        f"actor{number}_id": actor.entity_id if actor else None,
        f"inter{number}": actor.inter if actor else None,
    }

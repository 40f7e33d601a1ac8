"""What the public may see: private persons withheld, places coarsened, and no text but the words of claims."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.desk.opened import Desk, Person
from watchdesk.publish.redaction import Coarsening, coarsen_file, redact_file
from watchdesk.records import Incident, IncidentFile, Told

COARSE = (Coarsening(level="near"),)
"""How sharp a place may be: a point rounded to a tenth of a degree, under the name of its region."""


def seen_incident(desk: Desk, person: Person, file: IncidentFile) -> IncidentFile:
    """The incident as this person may see it."""
    return file if person.may("reader") else coarsen_file(redact_file(file, desk.private), COARSE)


def seen_told(desk: Desk, person: Person, told: Sequence[Told]) -> tuple[Told, ...]:
    """Claims with their reports as this person may see them; for the public the reports have no text."""
    if person.may("reader"):
        return tuple(told)
    file = IncidentFile(incident=Incident(id="", claim_ids=()), told=tuple(told))
    return seen_incident(desk, person, file).told

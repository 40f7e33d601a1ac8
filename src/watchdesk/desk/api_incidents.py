"""The API of incidents: listed, looked into, taken apart and made one."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from starlette.requests import Request

from watchdesk.desk.api_records import Merge, Split
from watchdesk.desk.filters import wanted_from
from watchdesk.desk.incident_pages import events_in, every_view, history_of_incident, kept_total, near
from watchdesk.desk.merging import Outcome, carry_out, incident_named, merge_pairs, preview, split_pairs
from watchdesk.desk.public_view import seen_incident
from watchdesk.desk.visitors import Editor, NotHere, OpenDesk, Public, Reader
from watchdesk.publish.coded_incident import code_incident
from watchdesk.publish.incident_jsonl import incident_record
from watchdesk.store.incident_reading import incident_files

router = APIRouter(prefix="/api", tags=["incidents"])

Record = dict[str, Any]
Id = Annotated[str, InPath(max_length=64)]
Text = Annotated[str, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=200)]
_VIEW = "low-best-high"


@router.get("/incidents")
def incidents(
    request: Request, desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "",
    type: Text = "", status: Text = "", actor: Text = "", words: Text = "", after: Text = "", limit: Limit = 50,
) -> Record:  # fmt: skip
    """Incidents that fit, the newest first, each with its claims. `next` is the `after` of the page that follows."""
    sent = {"since": since, "until": until, "country": country, "type": type, "status": status, "actor": actor}
    wanted, filters = wanted_from(sent | {"words": words}, desk.names)
    total = kept_total(request, filters)
    page = incident_files(desk.store, wanted, limit=limit, after=after or None, total=total)
    files = [seen_incident(desk, person, file) for file in page.files if events_in(file)]
    return {
        "total": page.total, "next": page.next, "incidents": [incident_record(code_incident(f, _VIEW)) for f in files]
    }  # fmt: skip


@router.get("/incidents/{incident_id}")
def incident(desk: OpenDesk, person: Public, incident_id: Id) -> Record:
    """One incident with its claims and why they are joined; a former id leads to the incident that stands."""
    file = seen_incident(desk, person, incident_named(desk, incident_id))
    if not events_in(file):
        raise NotHere(incident_id)
    return incident_record(code_incident(file, _VIEW))


@router.post("/incidents/{incident_id}/split")
def split(desk: OpenDesk, person: Editor, incident_id: Id, sent: Split) -> list[Record]:
    """Take claims out of an incident, or see what would come of it."""
    pairs = split_pairs(incident_named(desk, incident_id), sent.claims)
    made = preview(desk, person, pairs) if sent.preview else carry_out(desk, person, pairs, sent.why)
    return [_outcome(o) for o in made]


@router.post("/incidents/{incident_id}/merge")
def merge(desk: OpenDesk, person: Editor, incident_id: Id, sent: Merge) -> list[Record]:
    """Make one of two incidents, or see what would come of it."""
    pairs = merge_pairs(incident_named(desk, incident_id), incident_named(desk, sent.other))
    made = preview(desk, person, pairs) if sent.preview else carry_out(desk, person, pairs, sent.why)
    return [_outcome(o) for o in made]


@router.get("/incidents/{incident_id}/deaths")
def deaths(desk: OpenDesk, person: Public, incident_id: Id) -> list[Record]:
    """The deaths of an incident under each named view, each status apart, with the rule and the claims behind it."""
    file = seen_incident(desk, person, incident_named(desk, incident_id))
    return [{"view": view, "status": status, **asdict(value)} for view, status, value in every_view(file)]


@router.get("/incidents/{incident_id}/history")
def history(desk: OpenDesk, person: Reader, incident_id: Id) -> list[Record]:
    """What happened to an incident and to the fields of its claims, the newest first."""
    found = history_of_incident(desk, incident_named(desk, incident_id))
    return [asdict(revision) | {"at": revision.at.isoformat()} for revision in found]


@router.get("/incidents/{incident_id}/near")
def near_it(desk: OpenDesk, person: Editor, incident_id: Id) -> list[str]:
    """Incidents that one might merge with this one: of its country, within three days."""
    file = incident_named(desk, incident_id)
    return [one.id for one in near(desk, code_incident(file, _VIEW))] if events_in(file) else []


def _outcome(outcome: Outcome) -> Record:
    return {"incident": outcome.id, "claims": [t.claim.id for t in outcome.told]}

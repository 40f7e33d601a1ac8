"""The API of claims and reports: what to judge, what was read, search. All of it at /api/openapi.json."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk import judged_pages
from watchdesk.desk.adding import add_claim, draft_claim, report_named, selected_words
from watchdesk.desk.api_records import (
    NewClaim,
    NewJudgement,
    NewPair,
    NewWords,
    claim_record,
    field_record,
    file_record,
    item_record,
    judgement_record,
    plain_values,
    written,
)
from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.claim_files import ClaimFile, claim_file, claim_files_of
from watchdesk.desk.filters import wanted_from
from watchdesk.desk.judging import correct_words, judge_claim, judge_pair, take_back
from watchdesk.desk.map_page import map_columns
from watchdesk.desk.names_near import actor_names
from watchdesk.desk.opened import Desk
from watchdesk.desk.public_view import seen_told
from watchdesk.desk.queue_pages import current_queue, partner_of, tie_of
from watchdesk.desk.remembered import kept
from watchdesk.desk.report_lists import report_list, reports_in_all
from watchdesk.desk.rules import every_rule
from watchdesk.desk.visitors import Coder, Editor, OpenDesk, Public, Reader
from watchdesk.desk.workbench import Question
from watchdesk.desk.worklist import REASONS, Worklist
from watchdesk.publish.report_json import report_record
from watchdesk.records import Reading, Told
from watchdesk.store.incident_reading import incident, incident_files
from watchdesk.store.judging import judgements_of
from watchdesk.store.reading import told, versions_of
from watchdesk.store.search_claims import claims_found
from watchdesk.store.searching import search
from watchdesk.store.wanted import Wanted

router = APIRouter(prefix="/api")

Record = dict[str, Any]
Id = Annotated[str, InPath(max_length=64)]
Text = Annotated[str, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=200)]
At = Annotated[int, Query(ge=0, le=100_000_000)]


@router.get("/queue", tags=["judging"])
def queue(
    request: Request,
    desk: OpenDesk,
    person: Coder,
    kind: Text = "",
    why: Text = "",
    after: Text = "",
    limit: Limit = 50,
) -> Record:
    """What to judge next, and why."""
    asked = current_queue(request, desk, person)
    items = asked.items(kind=kind, why=why, after=after, limit=limit)
    return {
        "total": asked.count(kind=kind, why=why),
        "counts": {reason: asked.count(kind=kind, why=reason) for reason in REASONS},
        "items": [item_record(i) for i in items],
    }


@router.get("/judged", tags=["judging"])
def judged(request: Request, person: Editor) -> Response:
    """The reports whose every claim was judged, as annotated reports to measure readers on, and those left out."""
    return Response(kept(request, judged_pages.RECORD), media_type="application/json")


@router.get("/rules", tags=["judging"])
def rules(person: Reader) -> dict[str, str]:
    """What each event type and each action of a peace operation means."""
    return every_rule()


@router.get("/places", tags=["judging"])
def places(desk: OpenDesk, person: Reader, q: Text) -> list[Record]:
    """The gazetteer's places of a name, the most populous first."""
    found = desk.names.places_named(q.strip()) or desk.names.places_like(q.strip()) if q.strip() else ()
    return [asdict(place) for place in list(found)[:50]]


@router.get("/actors", tags=["judging"])
def actors(desk: OpenDesk, person: Reader, q: Text, report: Annotated[str, Query(max_length=64)] = "") -> list[str]:
    """Names of actors with these words: first those of a report's own claims and words, then those of the registry."""
    return actor_names(desk, q, report)


@router.get("/claims/{claim_id}", tags=["claims"])
def claim(request: Request, desk: OpenDesk, person: Reader, claim_id: Id) -> Record:
    """A claim as corrected and as read, with every judgement on it, and the claim that "same or different?" asks of."""
    file = claim_file(desk.store, claim_id)
    return file_record(file) | {"pair": _pair(request, desk, file)}


@router.get("/claims/{claim_id}/fields", tags=["claims"])
def fields(desk: OpenDesk, person: Reader, claim_id: Id) -> list[Record]:
    """The fields of a claim that may be corrected, each with its value, its words, and the values that it may take."""
    return [field_record(field) for field in fields_of(claim_file(desk.store, claim_id).claim)]


@router.post("/claims/{claim_id}/judgements", tags=["judging"], status_code=201)
def judge(desk: OpenDesk, person: Coder, claim_id: Id, sent: NewJudgement) -> Record:
    """Accept, edit or reject a claim, or take back what one decided of it."""
    made = judge_claim(desk, person, claim_id, sent.verdict, written(sent.fields), sent.why)
    return judgement_record(made)


@router.get("/claims/{claim_id}/judgements", tags=["judging"])
def judgements(desk: OpenDesk, person: Reader, claim_id: Id) -> list[Record]:
    """Every judgement that names a claim, in the order in which they came."""
    return [judgement_record(j) for j in judgements_of(desk.store, claim_id)]


@router.post("/claims/{claim_id}/words", tags=["judging"], status_code=201)
def words(desk: OpenDesk, person: Coder, claim_id: Id, sent: NewWords) -> Record:
    """Put other words of the report under a field of a claim."""
    return judgement_record(correct_words(desk, person, claim_id, sent.field, sent.start, sent.end, sent.words))


@router.post("/claims/{claim_id}/pairs", tags=["judging"], status_code=201)
def pair(desk: OpenDesk, person: Coder, claim_id: Id, sent: NewPair) -> Record:
    """Say whether two claims tell of one happening."""
    return judgement_record(judge_pair(desk, person, claim_id, sent.other, sent.verdict, sent.why))


@router.post("/judgements/{judgement_id}/undo", tags=["judging"], status_code=201)
def undo(desk: OpenDesk, person: Coder, judgement_id: Id) -> Record:
    """Take a judgement of one's own back: what one held before counts again."""
    return judgement_record(take_back(desk, person, judgement_id))


@router.get("/reports", tags=["reports"])
def reports(
    request: Request, desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "",
    type: Text = "", status: Text = "", actor: Text = "", words: Text = "", after: Text = "", limit: Limit = 50,
) -> Record:  # fmt: skip
    """Reports that fit, the newest first. `next` is the `after` of the page that follows."""
    sent = {"since": since, "until": until, "country": country, "type": type, "status": status, "actor": actor}
    wanted, filters = wanted_from(sent | {"words": words}, desk.names)
    total = kept(request, Question(reports_in_all, (filters,), here=True))
    page = report_list(desk.store, wanted, total, after=after, limit=limit)
    lines = [plain_values(asdict(r)) for r in page.reports]
    if not person.may("reader"):
        lines = [{k: v for k, v in line.items() if k not in ("title", "address")} for line in lines]
    return {"total": page.total, "next": page.next, "reports": lines}


@router.get("/reports/{report_id}", tags=["reports"])
def report(desk: OpenDesk, person: Public, report_id: Id) -> Record:
    """One report as the public report record; without its text in the public view."""
    found = report_named(desk, report_id)
    files = [f for f in claim_files_of(desk.store, report_id) if not f.rejected]
    seen = seen_told(desk, person, [Told(claim=f.claim, report=found) for f in files])
    shown = seen[0].report if seen else found
    record = report_record(Reading(report=shown, claims=tuple(t.claim for t in seen)))
    if not person.may("reader"):
        for key in ("text", "stripped", "byline", *(() if seen else ("title",))):
            record["document"].pop(key)
    return record


@router.get("/reports/{report_id}/versions", tags=["reports"])
def versions(desk: OpenDesk, person: Reader, report_id: Id) -> list[Record]:
    """Every version of the report's page, the oldest first, with what changed since the one before."""
    return [plain_values(asdict(held)) for held in versions_of(desk.store, report_named(desk, report_id).address)]


@router.get("/reports/{report_id}/fields", tags=["claims"])
def new_fields(desk: OpenDesk, person: Coder, report_id: Id, kind: Text, start: At, end: At) -> list[Record]:
    """The fields of a claim of this kind that is to be added on these words of the report."""
    found = report_named(desk, report_id)
    return [field_record(field) for field in fields_of(draft_claim(found, kind, selected_words(found, start, end)))]


@router.post("/reports/{report_id}/claims", tags=["claims"], status_code=201)
def add(desk: OpenDesk, person: Coder, report_id: Id, sent: NewClaim) -> Record:
    """Add a claim that the reader missed, on words of the report."""
    place = (sent.start, sent.end, sent.words)
    made = add_claim(desk, person, report_id, sent.kind, place, written(sent.fields), sent.why)
    return file_record(claim_file(desk.store, made.claim_id))


@router.get("/search", tags=["search"])
def search_all(desk: OpenDesk, person: Public, q: Text, limit: Limit = 25) -> Record:
    """Reports, claims and incidents that hold every word."""
    reports = search(desk.store, q, limit=limit) if person.may("reader") else []
    claims = seen_told(desk, person, told(desk.store, claims_found(desk.store, q, limit=limit)))
    files = incident_files(desk.store, Wanted(words=q, kinds=("event",)), limit=limit, total=0).files
    return {
        "reports": [plain_values(asdict(r)) for r in reports],
        "claims": [claim_record(t.claim, t.report) for t in claims],
        "incidents": [f.incident.id for f in files],
    }


@router.get("/map", tags=["incidents"])
def map_data(request: Request, person: Public) -> Response:
    """What the map draws, packed in columns: see docs/desk.md. It has an ETag, and comes compressed."""
    return map_columns(request, person)


def _pair(request: Request, desk: Desk, file: ClaimFile) -> Record | None:
    """The claim beside which one is asked whether the two tell of one happening, and why they are held to."""
    home = incident(desk.store, file.incident_id) if file.incident_id else None
    worklist: Worklist = request.app.state.worklist
    item = worklist.item(file.claim.id)
    partner = partner_of(desk, file, home, item.other_id if item else None)
    if home is None or partner is None:
        return None
    tie = tie_of(home, file.claim.id, partner.claim.id)
    return {
        "other": partner.claim.id,
        "score": tie.score if tie else None,
        "reasons": list(tie.reasons) if tie else [],
    }

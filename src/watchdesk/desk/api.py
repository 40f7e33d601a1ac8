"""The JSON API: all that the pages show and do, for programs. Described by itself at /api/openapi.json."""

import json
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.adding import add_claim, report_named
from watchdesk.desk.api_records import (
    Merge,
    NewClaim,
    NewJudgement,
    NewPair,
    NewWords,
    Split,
    claim_record,
    file_record,
    item_record,
    judgement_record,
    written,
)
from watchdesk.desk.claim_files import claim_file, claim_files_of
from watchdesk.desk.filters import wanted_from
from watchdesk.desk.incident_pages import events_in
from watchdesk.desk.judged_pages import kept_set
from watchdesk.desk.judging import correct_words, judge_claim, judge_pair, take_back
from watchdesk.desk.ledger_pages import asked_of, figure_ledger, kept_operations, question_ledger
from watchdesk.desk.merging import Outcome, carry_out, incident_named, merge_pairs, preview, split_pairs
from watchdesk.desk.public_view import seen_incident, seen_told
from watchdesk.desk.queue_pages import current_worklist
from watchdesk.desk.report_lists import report_list
from watchdesk.desk.rules import every_rule
from watchdesk.desk.source_lists import kept_sources
from watchdesk.desk.visitors import Coder, Editor, NotHere, OpenDesk, Public, Reader
from watchdesk.ledger.operations import operation_ledger, operation_names
from watchdesk.publish.coded_incident import code_incident
from watchdesk.publish.incident_jsonl import incident_record
from watchdesk.publish.ledger_json import ledger_json
from watchdesk.publish.report_json import report_record
from watchdesk.records import Reading, Told
from watchdesk.store.incident_reading import incident_files
from watchdesk.store.judging import judgements_of
from watchdesk.store.reading import told
from watchdesk.store.search_claims import claims_found
from watchdesk.store.searching import search
from watchdesk.store.wanted import Wanted

router = APIRouter(prefix="/api")

Record = dict[str, Any]
Id = Annotated[str, InPath(max_length=64)]
Text = Annotated[str, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=200)]
_VIEW = "low-best-high"


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
    worklist = current_worklist(request, desk)
    items = worklist.items(kind=kind, why=why, after=after, limit=limit)
    return {"total": worklist.count(kind=kind, why=why), "items": [item_record(i) for i in items]}


@router.get("/judged", tags=["judging"])
def judged(request: Request, desk: OpenDesk, person: Editor) -> Record:
    """The reports whose every claim was judged, as annotated reports to measure readers on, and those left out."""
    made = kept_set(request, desk)
    return {
        "reports": [record for _, record in made.reports],
        "left_out": [
            {"report": o.report_id, "address": o.address, "title": o.title, "why": o.why, "claims": o.claims,
             "fault": o.fault}
            for o in made.left_out
        ],
        "untouched": made.untouched,
    }  # fmt: skip


@router.get("/rules", tags=["judging"])
def rules(person: Reader) -> dict[str, str]:
    """What each event type and each action of a peace operation means."""
    return every_rule()


@router.get("/places", tags=["judging"])
def places(desk: OpenDesk, person: Reader, q: Text) -> list[Record]:
    """The gazetteer's places of a name, the most populous first."""
    found = desk.names.places_named(q.strip()) or desk.names.places_like(q.strip()) if q.strip() else ()
    return [asdict(place) for place in list(found)[:50]]


@router.get("/claims/{claim_id}", tags=["claims"])
def claim(desk: OpenDesk, person: Reader, claim_id: Id) -> Record:
    """A claim as corrected and as read, with every judgement on it."""
    return file_record(claim_file(desk.store, claim_id))


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
    desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "", type: Text = "",
    status: Text = "", actor: Text = "", words: Text = "", after: Text = "", limit: Limit = 50,
) -> Record:  # fmt: skip
    """Reports that fit, the newest first. `next` is the `after` of the page that follows."""
    sent = {"since": since, "until": until, "country": country, "type": type, "status": status, "actor": actor}
    page = report_list(desk.store, wanted_from(sent | {"words": words})[0], after=after, limit=limit)
    lines = [asdict(r) | {"published": r.published.isoformat() if r.published else None} for r in page.reports]
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


@router.post("/reports/{report_id}/claims", tags=["claims"], status_code=201)
def add(desk: OpenDesk, person: Coder, report_id: Id, sent: NewClaim) -> Record:
    """Add a claim that the reader missed, on words of the report."""
    place = (sent.start, sent.end, sent.words)
    made = add_claim(desk, person, report_id, sent.kind, place, written(sent.fields), sent.why)
    return file_record(claim_file(desk.store, made.claim_id))


@router.get("/incidents", tags=["incidents"])
def incidents(
    desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "", type: Text = "",
    status: Text = "", actor: Text = "", words: Text = "", after: Text = "", limit: Limit = 50,
) -> Record:  # fmt: skip
    """Incidents that fit, the newest first, each with its claims. `next` is the `after` of the page that follows."""
    sent = {"since": since, "until": until, "country": country, "type": type, "status": status, "actor": actor}
    page = incident_files(desk.store, wanted_from(sent | {"words": words})[0], limit=limit, after=after or None)
    files = [seen_incident(desk, person, file) for file in page.files if events_in(file)]
    return {
        "total": page.total, "next": page.next, "incidents": [incident_record(code_incident(f, _VIEW)) for f in files]
    }  # fmt: skip


@router.get("/incidents/{incident_id}", tags=["incidents"])
def incident(desk: OpenDesk, person: Public, incident_id: Id) -> Record:
    """One incident with its claims and why they are joined; a former id leads to the incident that stands."""
    file = seen_incident(desk, person, incident_named(desk, incident_id))
    if not events_in(file):
        raise NotHere(incident_id)
    return incident_record(code_incident(file, _VIEW))


@router.post("/incidents/{incident_id}/split", tags=["incidents"])
def split(desk: OpenDesk, person: Editor, incident_id: Id, sent: Split) -> list[Record]:
    """Take claims out of an incident, or see what would come of it."""
    pairs = split_pairs(incident_named(desk, incident_id), sent.claims)
    made = preview(desk, person, pairs) if sent.preview else carry_out(desk, person, pairs, sent.why)
    return [_outcome(o) for o in made]


@router.post("/incidents/{incident_id}/merge", tags=["incidents"])
def merge(desk: OpenDesk, person: Editor, incident_id: Id, sent: Merge) -> list[Record]:
    """Make one of two incidents, or see what would come of it."""
    pairs = merge_pairs(incident_named(desk, incident_id), incident_named(desk, sent.other))
    made = preview(desk, person, pairs) if sent.preview else carry_out(desk, person, pairs, sent.why)
    return [_outcome(o) for o in made]


@router.get("/search", tags=["search"])
def search_all(desk: OpenDesk, person: Public, q: Text, limit: Limit = 25) -> Record:
    """Reports, claims and incidents that hold every word."""
    reports = search(desk.store, q, limit=limit) if person.may("reader") else []
    claims = seen_told(desk, person, told(desk.store, claims_found(desk.store, q, limit=limit)))
    files = incident_files(desk.store, Wanted(words=q, kinds=("event",)), limit=limit).files
    return {
        "reports": [asdict(r) | {"published": r.published.isoformat() if r.published else None} for r in reports],
        "claims": [claim_record(t.claim, t.report) for t in claims],
        "incidents": [f.incident.id for f in files],
    }


@router.get("/sources", tags=["ledgers"])
def sources(request: Request, desk: OpenDesk, person: Public) -> list[Record]:
    """Who reports: reports, reprints, changed pages, and what people made of the claims."""
    lines = kept_sources(request.app.state.memory, desk.store)
    return [json.loads(json.dumps(asdict(line), default=_plain)) for line in lines]


@router.get("/figures", tags=["ledgers"])
def figures(
    request: Request, desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "",
    words: Text = "",
) -> Response:  # fmt: skip
    """Figures of one quantity side by side, with the value of each view and its rule."""
    asked, _ = asked_of(request, desk, person, _sent(since, until, country, words))

    def work() -> str:
        return ledger_json([{"series": series, "views": values} for series, values in figure_ledger(asked)])

    return Response(asked.kept("figures record", work), media_type="application/json")


@router.get("/questions", tags=["ledgers"])
def questions(
    request: Request, desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "",
    words: Text = "",
) -> Response:  # fmt: skip
    """Questions with rival answers, denials, accusations, claims of responsibility, influence campaigns."""
    asked, _ = asked_of(request, desk, person, _sent(since, until, country, words))
    text = asked.kept("questions record", lambda: ledger_json(question_ledger(asked)))
    return Response(text, media_type="application/json")


@router.get("/operations", tags=["ledgers"])
def operations(request: Request, desk: OpenDesk, person: Public) -> list[str]:
    """The peace operations that reports tell of, those with most facts first."""
    return list(operation_names(kept_operations(request, desk, person)[0]))


@router.get("/operations/{name}", tags=["ledgers"])
def operation(
    request: Request, desk: OpenDesk, person: Public, name: Annotated[str, InPath(max_length=100)]
) -> Response:
    """The ledger of one peace operation."""
    found, _ = kept_operations(request, desk, person)
    ledger = operation_ledger(name, found, desk.names)
    if not ledger.reports:
        raise NotHere(name)
    return _ledger(ledger)


def _sent(since: str, until: str, country: str, words: str) -> dict[str, str]:
    return {"since": since, "until": until, "country": country, "words": words}


def _ledger(ledger: object) -> Response:
    return Response(ledger_json(ledger), media_type="application/json")


def _outcome(outcome: Outcome) -> Record:
    return {"incident": outcome.id, "claims": [t.claim.id for t in outcome.told]}


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, set) else str(value)

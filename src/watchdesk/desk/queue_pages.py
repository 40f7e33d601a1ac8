"""The queue: what to judge next and why, one claim after the other, by keyboard."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from watchdesk.desk.blind_coding import blind_values
from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.claim_files import ClaimFile, claim_file
from watchdesk.desk.claim_rows import rows_of
from watchdesk.desk.claims_beside import claims_beside
from watchdesk.desk.heads import tie_words
from watchdesk.desk.judging import correct_words, judge_claim, judge_pair, take_back
from watchdesk.desk.marked_text import marked_text, marks_of, window_around
from watchdesk.desk.names_near import actor_names
from watchdesk.desk.offers import Around, offers_of
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.personal_queue import Queue, queue_of
from watchdesk.desk.rendering import show
from watchdesk.desk.rules import every_rule, rule_of
from watchdesk.desk.visitors import Coder, OpenDesk, Reader
from watchdesk.desk.wording import countries_of, language_of, words_in
from watchdesk.desk.worklist import REASONS, Item, Worklist
from watchdesk.publish.wording import Words
from watchdesk.records import Claim, Event, IncidentFile, Joined, Judgement, Report, Told
from watchdesk.store.codec import CLAIM_KINDS
from watchdesk.store.incident_reading import incident
from watchdesk.store.reading import told

router = APIRouter(include_in_schema=False)

_NEXT = 60

Sent = Annotated[str, Form()]


@router.get("/queue")
def queue(
    request: Request,
    desk: OpenDesk,
    person: Coder,
    kind: Annotated[str, Query(max_length=20)] = "",
    why: Annotated[str, Query(max_length=20)] = "",
    claim: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    asked = current_queue(request, desk, person)
    items = asked.items(kind=kind, why=why, limit=_NEXT)
    chosen = claim or (items[0].claim_id if items else "")
    return show(
        request,
        desk,
        person,
        "queue.html",
        items=items,
        total=asked.count(kind=kind, why=why),
        counts={w: asked.count(kind=kind, why=w) for w in REASONS},
        kinds=tuple(CLAIM_KINDS),
        kind=kind,
        why=why,
        chosen=chosen,
        **(_shown(request, desk, asked.item(chosen), chosen) if chosen else {"file": None}),
    )


@router.get("/queue/item/{claim_id}")
def queue_item(request: Request, desk: OpenDesk, person: Coder, claim_id: str, whole: bool = False) -> Response:
    item = current_queue(request, desk, person).item(claim_id)
    template = "_blind.html" if item and item.sample_id else "_item.html"
    return show(request, desk, person, template, **_shown(request, desk, item, claim_id, whole=whole))


@router.get("/queue/more")
def queue_more(
    request: Request, desk: OpenDesk, person: Coder, after: str = "", kind: str = "", why: str = ""
) -> Response:
    items = current_queue(request, desk, person).items(kind=kind, why=why, after=after, limit=_NEXT)
    return show(request, desk, person, "_queue_items.html", items=items, chosen="")


@router.get("/places")
def places(desk: OpenDesk, person: Reader, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    name = q.strip()
    found = (desk.names.places_named(name) or desk.names.places_like(name)) if name else ()
    rows = [
        {"id": p.geonames_id, "words": ", ".join(x for x in (p.name, p.admin1, p.country) if x), "feature": p.feature}
        for p in list(found)[:12]
    ]
    return JSONResponse(rows)


@router.get("/actors")
def actors(
    desk: OpenDesk,
    person: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    report: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    return JSONResponse(actor_names(desk, q, report))


@router.get("/rules")
def rules(request: Request, person: Reader) -> Response:
    return JSONResponse(every_rule(words_in(language_of(request))))


@router.post("/claims/{claim_id}/judge")
async def judge(request: Request, desk: OpenDesk, person: Coder, claim_id: str) -> Response:
    written = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    verdict, why = written.pop("verdict", ""), written.pop("why", None)
    made = await run_in_threadpool(judge_claim, desk, person, claim_id, verdict, written, why)
    return await run_in_threadpool(_judged, request, desk, person, made)


@router.post("/claims/{claim_id}/words")
def words(
    request: Request,
    desk: OpenDesk,
    person: Coder,
    claim_id: str,
    field: Sent,
    start: Annotated[int, Form(ge=0)],
    end: Annotated[int, Form(ge=0)],
    words: Sent,
) -> Response:
    return _judged(request, desk, person, correct_words(desk, person, claim_id, field, start, end, words))


@router.post("/claims/{claim_id}/pair")
def pair(
    request: Request,
    desk: OpenDesk,
    person: Coder,
    claim_id: str,
    other: Sent,
    verdict: Sent,
    why: Annotated[str | None, Form()] = None,
) -> Response:
    return _judged(request, desk, person, judge_pair(desk, person, claim_id, other, verdict, why))


@router.post("/judgements/{judgement_id}/undo")
def undo(request: Request, desk: OpenDesk, person: Coder, judgement_id: str) -> Response:
    return _judged(request, desk, person, take_back(desk, person, judgement_id))


def current_queue(request: Request, desk: Desk, person: Person) -> Queue:
    """The queue of this person, brought to what the store holds now."""
    worklist: Worklist = request.app.state.worklist
    worklist.refresh()
    return queue_of(desk.store, worklist, person.name)


def left_in(request: Request, desk: Desk, person: Person) -> int:
    """How many claims are left in the part of the queue that the request was sent from."""
    shown = {name: request.query_params.get(name, "") for name in ("kind", "why")}
    return current_queue(request, desk, person).count(**shown)


def _shown(request: Request, desk: Desk, item: Item | None, claim_id: str, *, whole: bool = False) -> dict[str, Any]:
    """All that the desk shows beside one claim; of one to be coded blind, its words alone."""
    if item and item.sample_id:
        return blind_values(desk, claim_id, whole=whole) | {"item": item}
    return item_values(request, desk, claim_id, item, whole=whole)


def item_values(
    request: Request, desk: Desk, claim_id: str, item: Item | None, *, whole: bool = False
) -> dict[str, Any]:
    """All that the desk shows beside one claim; its report as a whole where it is short or `whole` is asked for."""
    file = claim_file(desk.store, claim_id)
    words = words_in(language_of(request))
    home = incident(desk.store, file.incident_id) if file.incident_id else None
    partner = partner_of(desk, file, home, item.other_id if item else None)
    window = window_around(file.report, file.claim, whole=whole)
    return {
        "file": file,
        "item": item,
        "tie_words": lambda reason: tie_words(reason, words),
        "fields": fields_of(file.claim),
        "offers": offers_of(around(desk, file.claim, file.report, words)),
        "rows_shown": rows_of(file.claim, words, countries_of(words, desk.names)),
        "paragraphs": marked_text(file.report, list(marks_of(file.claim)), window),
        "cut": window.end - window.start < len(file.report.text),
        "rule": rule_of(file.claim),
        "others": [t for t in home.told if t.claim.id != claim_id and isinstance(t.claim, Event)] if home else [],
        "partner": partner,
        "tie": tie_of(home, claim_id, partner.claim.id) if home and partner else None,
    }


def around(desk: Desk, claim: Claim, report: Report, words: Words, empty: frozenset[str] = frozenset()) -> Around:
    """What the offers under the fields of a claim are made of; `empty` are the fields that are still to be chosen."""
    beside = [one for one in claims_beside(desk.store, report.id) if one.id != claim.id]
    sights = desk.look.sights(report)
    return Around(claim=claim, report=report, sights=sights, beside=beside, names=desk.names, words=words, open=empty)


def partner_of(desk: Desk, file: ClaimFile, home: IncidentFile | None, other_id: str | None) -> Told | None:
    """The claim that "same or different?" is asked about: the one this was joined to, else another report's of the
    incident."""
    if home is None:
        return None
    tied = [j.other_id if j.claim_id == file.claim.id else j.claim_id for j in home.incident.joined
            if file.claim.id in (j.claim_id, j.other_id)]  # fmt: skip
    for candidate in ([other_id] if other_id else []) + tied:
        found = told(desk.store, [candidate])
        if found:
            return found[0]
    return None


def tie_of(home: IncidentFile, one: str, other: str) -> Joined | None:
    """Why these two are joined: the score of the pair and its reasons; None where they are not tied directly."""
    return next((j for j in home.incident.joined if {one, other} == {j.claim_id, j.other_id}), None)


def _judged(request: Request, desk: Desk, person: Person, made: Judgement) -> Response:
    left = left_in(request, desk, person)
    return JSONResponse({"judgement": made.id, "verdict": made.verdict, "claim": made.claim_id, "left": left})

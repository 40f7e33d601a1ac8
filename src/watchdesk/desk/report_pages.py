"""Reports: the list of them, and each as a text with marks beside its claims, where claims are corrected and added."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from watchdesk.codebooks import sub_events
from watchdesk.desk.adding import add_claim, proposed_claim, report_named, selected_words
from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.claim_files import ClaimFile, claim_file, claim_files_of
from watchdesk.desk.claim_rows import rows_of
from watchdesk.desk.filters import wanted_from
from watchdesk.desk.marked_text import marked_text, marks_of
from watchdesk.desk.offers import offers_of
from watchdesk.desk.opened import Desk
from watchdesk.desk.public_view import seen_told
from watchdesk.desk.queue_pages import around, current_queue, item_values
from watchdesk.desk.remembered import kept
from watchdesk.desk.rendering import show
from watchdesk.desk.report_lists import report_list, reports_in_all
from watchdesk.desk.visitors import Coder, OpenDesk, Public
from watchdesk.desk.wording import countries_of, language_of, words_in
from watchdesk.desk.workbench import Question
from watchdesk.errors import BadSetting
from watchdesk.records import Told
from watchdesk.store.codec import CLAIM_KINDS
from watchdesk.store.reading import versions_of

router = APIRouter(include_in_schema=False)

At = Annotated[int, Query(ge=0)]


@router.get("/reports")
def reports(request: Request, desk: OpenDesk, person: Public) -> Response:
    wanted, filters = wanted_from(request.query_params, desk.names)
    total = kept(request, Question(reports_in_all, (filters,), here=True))
    page = report_list(desk.store, wanted, total, after=request.query_params.get("after", ""))
    return show(request, desk, person, "reports.html", page=page, filters=filters, types=tuple(sub_events()))


@router.get("/reports/{report_id}")
def report(request: Request, desk: OpenDesk, person: Public, report_id: str, claim: str = "") -> Response:
    files = claim_files_of(desk.store, report_id)
    found = report_named(desk, report_id)
    values = _report_values(request, desk, files)
    if not person.may("reader"):
        told = [Told(claim=f.claim, report=f.report) for f in files if not f.rejected]
        return show(request, desk, person, "report_public.html", told=seen_told(desk, person, told), **values)
    marks = [m for f in files if not f.rejected for m in marks_of(f.claim)]
    return show(
        request,
        desk,
        person,
        "report.html",
        report=found,
        paragraphs=marked_text(found, marks),
        versions=versions_of(desk.store, found.address),
        elsewhere=[s for s in found.stripped if s.span is None],
        claim=claim,
        **values,
    )


@router.get("/claims/{claim_id}")
def claim_link(desk: OpenDesk, person: Public, claim_id: str) -> Response:
    return RedirectResponse(f"/reports/{claim_file(desk.store, claim_id).report.id}#c-{claim_id}", 303)


@router.get("/claims/{claim_id}/card")
def card(request: Request, desk: OpenDesk, person: Coder, claim_id: str) -> Response:
    item = current_queue(request, desk, person).worklist.item(claim_id)
    return show(request, desk, person, "_card_body.html", **item_values(request, desk, claim_id, item))


@router.get("/reports/{report_id}/new")
def new_claim(
    request: Request,
    desk: OpenDesk,
    person: Coder,
    report_id: str,
    start: At,
    end: At,
    kind: str = "",
    sub_event: str = "",
) -> Response:
    """The form of a claim on selected words, filled in as the reader would; without a kind, of the likeliest."""
    found = report_named(desk, report_id)
    words = selected_words(found, start, end)
    kind = kind or desk.look.kind_of_words(found, words)
    proposal = proposed_claim(desk, found, kind, words, sub_event)
    offers = offers_of(around(desk, proposal.claim, found, words_in(language_of(request)), proposal.open))
    return show(
        request, desk, person, "_new_claim.html", report=found, kind=kind, kinds=tuple(CLAIM_KINDS), open=proposal.open,
        fields=fields_of(proposal.claim), offers=offers, start=start, end=end, sub_event=sub_event,
    )  # fmt: skip


@router.post("/reports/{report_id}/claims")
async def add(request: Request, desk: OpenDesk, person: Coder, report_id: str) -> Response:
    written = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    try:
        place = int(written.pop("start", "")), int(written.pop("end", "")), written.pop("words", "")
    except ValueError as fault:
        raise BadSetting("start and end are no numbers, expected where the selected words stand") from fault
    kind, why = written.pop("kind", ""), written.pop("why", None)
    proposed = written.pop("proposed", None)
    made = await run_in_threadpool(add_claim, desk, person, report_id, kind, place, written, why, proposed=proposed)
    return JSONResponse({"judgement": made.id, "verdict": made.verdict, "claim": made.claim_id})


def _report_values(request: Request, desk: Desk, files: Sequence[ClaimFile]) -> dict[str, Any]:
    words = words_in(language_of(request))
    country = countries_of(words, desk.names)
    groups: dict[str, list[ClaimFile]] = {kind: [f for f in files if f.kind == kind] for kind in CLAIM_KINDS}
    return {
        "groups": groups,
        "rows_of": lambda claim: rows_of(claim, words, country),
    }

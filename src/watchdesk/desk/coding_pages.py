"""Two coders: samples coded blind, agreement field by field, and differences settled by an editor."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.heads import head_of
from watchdesk.desk.marked_text import Mark, marked_text, window_around
from watchdesk.desk.rendering import show
from watchdesk.desk.samples import (
    blank_fields,
    code_claim,
    compare,
    make_sample,
    next_claim,
    sample_named,
    samples,
    settle_as,
)
from watchdesk.desk.visitors import Coder, Editor, OpenDesk
from watchdesk.desk.wording import language_of
from watchdesk.store.codec import CLAIM_KINDS

router = APIRouter(include_in_schema=False)


@router.get("/coding")
def coding(request: Request, desk: OpenDesk, person: Coder) -> Response:
    return show(request, desk, person, "coding.html", samples=samples(desk), kinds=tuple(CLAIM_KINDS))


@router.post("/coding")
def new_sample(
    desk: OpenDesk,
    person: Editor,
    title: Annotated[str, Form(max_length=200)],
    kind: Annotated[str, Form(max_length=20)],
    size: Annotated[int, Form(ge=1, le=500)],
) -> Response:
    return RedirectResponse(f"/coding/{make_sample(desk, person, title, kind, size)}", 303)


@router.get("/coding/{sample_id}")
def code_next(request: Request, desk: OpenDesk, person: Coder, sample_id: str) -> Response:
    sample = sample_named(desk, sample_id)
    claim_id = next_claim(desk, person, sample_id)
    if claim_id is None:
        return RedirectResponse("/coding", 303)
    file = claim_file(desk.store, claim_id)
    marks = [Mark(span=q.span, claim_id=claim_id, kind=file.kind, key=False) for q in file.as_read.evidence]
    return show(
        request, desk, person, "code.html", sample=sample, file=file, fields=blank_fields(file.as_read),
        paragraphs=marked_text(file.report, marks, window_around(file.report, file.as_read)),
    )  # fmt: skip


@router.post("/coding/{sample_id}/{claim_id}")
async def code(request: Request, desk: OpenDesk, person: Coder, sample_id: str, claim_id: str) -> Response:
    written = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    await run_in_threadpool(code_claim, desk, person, sample_id, claim_id, written)
    return RedirectResponse(f"/coding/{sample_id}", 303)


@router.get("/coding/{sample_id}/agreement")
def agreement(request: Request, desk: OpenDesk, person: Editor, sample_id: str) -> Response:
    compared, differences = compare(desk, sample_id)
    language = language_of(request)
    heads = {d.claim_id: head_of(claim_file(desk.store, d.claim_id).as_read, language) for d in differences}
    return show(
        request, desk, person, "agreement.html", sample_id=sample_id, compared=compared, differences=differences,
        heads=heads,
    )  # fmt: skip


@router.post("/coding/{sample_id}/{claim_id}/settle")
def settle(
    desk: OpenDesk, person: Editor, sample_id: str, claim_id: str, coder: Annotated[str, Form(max_length=64)]
) -> Response:
    settle_as(desk, person, sample_id, claim_id, coder)
    return RedirectResponse(f"/coding/{sample_id}/agreement", 303)

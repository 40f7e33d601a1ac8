"""Two coders: samples coded blind, agreement field by field, and differences settled by an editor."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from watchdesk.desk.blind_coding import blind_values
from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.queue_pages import left_in
from watchdesk.desk.rendering import show
from watchdesk.desk.samples import (
    code_claim,
    compare,
    make_sample,
    next_claim,
    sample_named,
    samples,
    settle_as,
)
from watchdesk.desk.visitors import Coder, Editor, OpenDesk
from watchdesk.store.codec import CLAIM_KINDS
from watchdesk.store.corrections import deciding

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
    return show(request, desk, person, "code.html", sample=sample, **blind_values(desk, claim_id))


@router.post("/coding/{sample_id}/{claim_id}")
async def code(request: Request, desk: OpenDesk, person: Coder, sample_id: str, claim_id: str) -> Response:
    written = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    await run_in_threadpool(code_claim, desk, person, sample_id, claim_id, written)
    if request.headers.get("accept") == "application/json":  # from the queue, which goes on by itself
        left = await run_in_threadpool(left_in, request, desk, person)
        return JSONResponse({"claim": claim_id, "sample": sample_id, "left": left})
    return RedirectResponse(f"/coding/{sample_id}", 303)


@router.get("/coding/{sample_id}/agreement")
def agreement(request: Request, desk: OpenDesk, person: Editor, sample_id: str) -> Response:
    sample = sample_named(desk, sample_id)
    compared, differences = compare(desk, sample_id)
    files = {d.claim_id: claim_file(desk.store, d.claim_id) for d in differences}
    return show(
        request, desk, person, "agreement.html", sample=sample, compared=compared, differences=differences, files=files,
        decided={i: deciding(file.judgements) for i, file in files.items()},
        words={i: {f.path: f.words for f in fields_of(file.as_read)} for i, file in files.items()},
    )  # fmt: skip


@router.post("/coding/{sample_id}/{claim_id}/settle")
def settle(
    desk: OpenDesk, person: Editor, sample_id: str, claim_id: str, coder: Annotated[str, Form(max_length=64)]
) -> Response:
    settle_as(desk, person, sample_id, claim_id, coder)
    return RedirectResponse(f"/coding/{sample_id}/agreement", 303)

"""The API of samples: drawn, coded blind, compared and settled."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Path as InPath

from watchdesk.desk.api_records import NewCoding, NewSample, Settlement, field_record, judgement_record, written
from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.samples import (
    REJECT,
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

router = APIRouter(prefix="/api/samples", tags=["two coders"])

Record = dict[str, Any]
Id = Annotated[str, InPath(max_length=64)]


@router.get("")
def every_sample(desk: OpenDesk, person: Coder) -> list[Record]:
    """Every sample, the newest first, with how many claims each coder has coded."""
    return [asdict(sample) for sample in samples(desk)]


@router.post("", status_code=201)
def draw(desk: OpenDesk, person: Editor, sent: NewSample) -> Record:
    """Draw claims of a kind to be coded by several people."""
    return asdict(sample_named(desk, make_sample(desk, person, sent.title, sent.kind, sent.size)))


@router.get("/{sample_id}/next")
def next_one(desk: OpenDesk, person: Coder, sample_id: Id) -> Record:
    """The first claim that one has not coded, without what the reader found or others wrote: its report, the words of
    its evidence, and the fields to fill in. `claim` is null where one has coded all."""
    sample_named(desk, sample_id)
    claim_id = next_claim(desk, person, sample_id)
    if claim_id is None:
        return {"claim": None}
    file = claim_file(desk.store, claim_id)
    words = [{"start": q.span.start, "end": q.span.end, "text": q.text} for q in file.as_read.evidence]
    fields = [field_record(field) | {"words": None} for field in blank_fields(file.as_read)]
    return {"claim": claim_id, "kind": file.kind, "report": file.report.id, "evidence": words, "fields": fields}


@router.post("/{sample_id}/codings", status_code=201)
def code(desk: OpenDesk, person: Coder, sample_id: Id, sent: NewCoding) -> Record:
    """Keep what one codes of a claim; a later coding of one's own replaces the earlier."""
    fields = written(sent.fields) | {REJECT: "yes" if sent.said else "no"}
    code_claim(desk, person, sample_id, sent.claim, fields)
    return {"claim": sent.claim, "next": next_claim(desk, person, sample_id)}


@router.get("/{sample_id}/agreement")
def agreement(desk: OpenDesk, person: Editor, sample_id: Id) -> Record:
    """Krippendorff's alpha of each field (null where it cannot be told), and the claims on which coders differ."""
    compared, differences = compare(desk, sample_id)
    return {"fields": [asdict(c) for c in compared], "differences": [asdict(d) for d in differences]}


@router.post("/{sample_id}/settle", status_code=201)
def settle(desk: OpenDesk, person: Editor, sample_id: Id, sent: Settlement) -> Record:
    """Put in force what one of the coders wrote of a claim."""
    return judgement_record(settle_as(desk, person, sample_id, sent.claim, sent.coder))

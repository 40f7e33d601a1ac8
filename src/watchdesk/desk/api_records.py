"""What the API gives and takes: plain records, by the names of the public record."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from watchdesk.desk.claim_fields import Field as ClaimField
from watchdesk.desk.claim_files import ClaimFile
from watchdesk.desk.worklist import Item
from watchdesk.publish.report_json import report_record
from watchdesk.records import Claim, Judgement, Reading, Report

Fields = dict[str, str | int | None]


class _Sent(BaseModel):
    """What a call may send: the named fields and no others."""

    model_config = ConfigDict(extra="forbid")


class NewJudgement(_Sent):
    """A judgement of one claim. `fields` are the corrected ones of an `edit`, by their names in the public record."""

    verdict: str = Field(description="accept, edit, reject or unsure", max_length=20)
    fields: Fields = Field(default_factory=dict, max_length=40)
    why: str | None = Field(default=None, max_length=2000)


class NewWords(_Sent):
    """Words of the report to put under a field of a claim: from character `start` to `end`, end excluded."""

    field: str = Field(max_length=40)
    start: int = Field(ge=0, le=100_000_000)
    end: int = Field(ge=0, le=100_000_000)
    words: str = Field(max_length=20_000)


class NewPair(_Sent):
    """Whether another claim tells of the same happening: same, different or unsure."""

    other: str = Field(max_length=64)
    verdict: str = Field(max_length=20)
    why: str | None = Field(default=None, max_length=2000)


class NewClaim(_Sent):
    """A claim that the reader missed, on words of the report."""

    kind: str = Field(description="event, figure, statement or mission_fact", max_length=20)
    start: int = Field(ge=0, le=100_000_000)
    end: int = Field(ge=0, le=100_000_000)
    words: str = Field(max_length=20_000)
    fields: Fields = Field(default_factory=dict, max_length=40)
    why: str | None = Field(default=None, max_length=2000)


class Split(_Sent):
    """Claims to be an incident of their own; with `preview`, nothing is kept."""

    claims: list[str] = Field(max_length=400)
    preview: bool = False
    why: str | None = Field(default=None, max_length=2000)


class Merge(_Sent):
    """Another incident to be one with this; with `preview`, nothing is kept."""

    other: str = Field(max_length=64)
    preview: bool = False
    why: str | None = Field(default=None, max_length=2000)


class NewSample(_Sent):
    """Claims of a kind to be drawn for several coders."""

    title: str = Field(max_length=200)
    kind: str = Field(description="event, figure, statement or mission_fact", max_length=20)
    size: int = Field(ge=1, le=500)


class NewCoding(_Sent):
    """What one codes of a claim: whether the report says it at all, and each field by its name."""

    claim: str = Field(max_length=64)
    said: bool = True
    fields: Fields = Field(default_factory=dict, max_length=40)


class Settlement(_Sent):
    """Whose coding of a claim is to be in force."""

    claim: str = Field(max_length=64)
    coder: str = Field(max_length=64)


class NewToken(_Sent):
    """An API token: what it is for, what it may do at most, after how many days it ends."""

    label: str = Field(default="", max_length=100)
    role: str = Field(default="reader", max_length=20)
    days: int | None = Field(default=365, ge=1, le=36_500)


def field_record(field: ClaimField) -> dict[str, Any]:
    """A field of a claim: its name, its value, the words it came from, and the values that it may take."""
    quote = field.quote
    return {
        "field": field.path,
        "input": field.input,
        "value": field.value,
        "choices": list(field.choices),
        "words": {"start": quote.span.start, "end": quote.span.end, "text": quote.text} if quote else None,
    }


def written(fields: Fields) -> dict[str, str]:
    """Sent fields as a form would send them."""
    return {name: "" if value is None else str(value) for name, value in fields.items()}


def claim_record(claim: Claim, report: Report) -> dict[str, Any]:
    """A claim as in the public report record, with its kind."""
    record = report_record(Reading(report=report, claims=(claim,)))
    for kind in ("events", "figures", "statements", "peace_operations"):
        if record[kind]:
            return {"kind": kind, "report_id": report.id, **record[kind][0]}
    raise TypeError(f"{claim!r} is of no known kind")


def file_record(file: ClaimFile) -> dict[str, Any]:
    """A claim with what people made of it."""
    return {
        "claim": claim_record(file.claim, file.report),
        "as_read": claim_record(file.as_read, file.report),
        "incident": file.incident_id,
        "rejected": file.rejected,
        "current": file.current,
        "by_person": file.by_person,
        "judgements": [judgement_record(j) for j in file.judgements],
    }


def judgement_record(judgement: Judgement) -> dict[str, Any]:
    """A judgement with its corrected fields."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "claim": judgement.claim_id,
        "other": judgement.other_id,
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "why": judgement.why,
        "changes": [{"field": c.field, "old": _value(c.old), "new": _value(c.new)} for c in judgement.changes],
    }


def item_record(item: Item) -> dict[str, Any]:
    """One line of the queue; `sample` where the claim is to be coded blind, so that nothing is told of it."""
    return {
        "claim": item.claim_id,
        "kind": item.kind,
        "type": item.type,
        "why": item.why,
        "about": item.about,
        "score": item.score,
        "report": item.report_id,
        "title": item.title,
        "published": item.published.isoformat() if item.published else None,
        "other": item.other_id,
        "sample": item.sample_id,
    }


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def plain_values(values: dict[str, Any]) -> dict[str, Any]:
    """Values with their days as ISO and their sets as lists."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return sorted(value) if isinstance(value, set | frozenset) else value

"""The ledgers as JSON: every number with its words, their offsets and the report they stand in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from watchdesk.records import Claim, Quote, Report

_OWN = frozenset(
    ["measure", "count", "who", "period", "act", "operation", "action", "country", "personnel"]
) | frozenset(["announced", "effective", "event_type", "sub_event_type", "deaths"])


def ledger_json(ledger: object) -> str:
    """Any ledger record, or a sequence of them, as one JSON text. Claims and reports are given by id."""
    return json.dumps(_plain(ledger), ensure_ascii=False, indent=1)


def _plain(value: object) -> Any:
    if isinstance(value, Report):
        return {
            "id": value.given_id or value.id,
            "title": value.title,
            "address": value.address,
            "published": value.published.isoformat() if value.published else None,
        }
    if isinstance(value, Quote):
        return {"text": value.text, "start": value.span.start, "end": value.span.end}
    if isinstance(value, Claim):
        return _claim(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def _claim(claim: Claim) -> dict[str, Any]:
    words = getattr(claim, "words", None) or claim.evidence[0]
    return {
        "id": claim.id,
        "kind": type(claim).__name__,
        "status": claim.status,
        "sources": [s.label for s in claim.sources],
        "words": _plain(words),
        "evidence": _plain(claim.evidence),
        **{f.name: _plain(getattr(claim, f.name)) for f in dataclasses.fields(claim) if f.name in _OWN},
    }

"""One reading as the public report record: the JSON form that everything outside builds on."""

from __future__ import annotations

import json
from typing import Any

from watchdesk.records import (
    Actor,
    Claim,
    Count,
    Event,
    Figure,
    MissionFact,
    Place,
    Quote,
    Reading,
    Report,
    Source,
    Span,
    Statement,
)


def report_line(reading: Reading) -> str:
    """The report record as one line of JSON, without a line break, keys in a fixed order."""
    return json.dumps(report_record(reading), ensure_ascii=False)


def report_record(reading: Reading) -> dict[str, Any]:
    """The report record: document, events, figures, statements, peace_operations, dropped."""
    claims = reading.claims
    return {
        "document": _document(reading.report),
        "events": [_event(c) for c in claims if isinstance(c, Event)],
        "figures": [_figure(c) for c in claims if isinstance(c, Figure)],
        "statements": [_statement(c) for c in claims if isinstance(c, Statement)],
        "peace_operations": [_mission_fact(c) for c in claims if isinstance(c, MissionFact)],
        "dropped": [issue.reason for issue in reading.dropped],
    }


def _document(report: Report) -> dict[str, Any]:
    return {
        "id": report.given_id or report.id,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "published_basis": report.published_basis,
        "byline": report.byline,
        "dateline": report.dateline,
        "language": report.language,
        "address": report.address,
        "capture_id": report.capture_id,
        "report_id": report.id,
        "cleaner": report.cleaner,
        "text": report.text,
        "stripped": [
            {"text": s.text, "reason": s.reason, "span": _span(s.span) if s.span else None} for s in report.stripped
        ],
    }


def _common(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "score": round(claim.score, 3),
        "made_by": claim.made_by,
        "rule": claim.rule,
        "sources": [_source(s) for s in claim.sources],
        "spans": [_span(q.span) for q in claim.evidence],
    }


def _event(event: Event) -> dict[str, Any]:
    when = event.when
    return {
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "plover": event.plover,
        "actor1": _actor(event.actor1),
        "actor2": _actor(event.actor2),
        "associated": list(event.associated),
        "location": place_record(event.place),
        "date_start": when.first.isoformat() if when and when.first else None,
        "date_end": when.last.isoformat() if when and when.last else None,
        "time_precision": when.precision if when else 4,
        "date_basis": when.basis if when else None,
        "date_mention": _words(when.quote) if when else None,
        "date_anchor": when.anchor.isoformat() if when and when.anchor else None,
        "fatalities": (
            {"low": event.deaths.low, "best": event.deaths.best, "high": event.deaths.high} if event.deaths else None
        ),
        "status": event.status,
        "reported_by": [s.label for s in event.sources if s.label],
        "evidence": [q.text for q in event.evidence],
        "cue": _words(event.cue),
        **({"optional": True} if event.optional else {}),
        **_common(event),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "measure": figure.measure,
        "text": figure.words.text,
        "low": figure.count.low,
        "high": figure.count.high,
        "qualifier": figure.count.qualifier,
        "who": figure.who,
        "place": figure.place,
        "period": figure.period,
        "attributed_to": _counted_by(figure.sources[0]) if figure.sources else None,
        "evidence": figure.evidence[0].text,
        "status": figure.status,
        "words_span": _span(figure.words.span),
        **_common(figure),
    }


def _counted_by(source: Source) -> str | None:
    """Who counted: the person, else the office with its body ("prefect, Government of Mali"), else the body."""
    office = ", ".join(part for part in (source.role, source.organisation) if part)
    return source.name or office or None


def _statement(statement: Statement) -> dict[str, Any]:
    speaker = statement.sources[0] if statement.sources else Source()
    return {
        "speaker": speaker.name,
        "speaker_role": speaker.role,
        "organisation": speaker.organisation,
        "mode": statement.mode,
        "act": statement.act,
        "text": statement.words.text,
        "target": statement.target,
        "denies": statement.denies,
        "status": statement.status,
        "evidence": [q.text for q in statement.evidence],
        "words_span": _span(statement.words.span),
        **_common(statement),
    }


def _mission_fact(fact: MissionFact) -> dict[str, Any]:
    return {
        "operation": fact.operation,
        "action": fact.action,
        "country": fact.country,
        "personnel": _count(fact.personnel),
        "announced": fact.announced,
        "effective": fact.effective,
        "evidence": fact.evidence[0].text,
        "cue": _words(fact.cue),
        "status": fact.status,
        **_common(fact),
    }


def _actor(actor: Actor | None) -> dict[str, Any] | None:
    if actor is None:
        return None
    return {
        "name": actor.name,
        "mention": _words(actor.quote),
        "entity_id": actor.entity_id,
        "inter": actor.inter,
        "sector": actor.sector,
        "country": actor.country,
        "reason": actor.reason,
        "listed": actor.listed,
        "candidates": list(actor.candidates),
    }


def place_record(place: Place | None) -> dict[str, Any] | None:
    """A place of the public record."""
    if place is None:
        return None
    return {
        "name": place.name,
        "mention": _words(place.quote),
        "country": place.country,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": place.geo_precision,
        "ucdp_precision": place.ucdp_precision,
        "radius_km": place.radius_km,
        "geonames_id": place.geonames_id,
        "reason": place.reason,
        "candidates": list(place.candidates),
        "why": place.why,
        "rivals": list(place.rivals),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "role": source.role,
        "organisation": source.organisation,
        "mention": _words(source.quote),
    }


def _count(count: Count | None) -> dict[str, Any] | None:
    return {"low": count.low, "high": count.high, "qualifier": count.qualifier} if count else None


def _words(quote: Quote | None) -> str | None:
    return quote.text if quote else None


def _span(span: Span) -> list[int]:
    return [span.start, span.end]

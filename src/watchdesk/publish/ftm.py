"""Incidents as FollowTheMoney entities, one JSON object a line: events, groups that take part, articles as proof."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import ExportOptions, country_words, link_of, marks_of
from watchdesk.publish.incident_deaths import publisher_words
from watchdesk.records import Actor, Report

_PEOPLE = frozenset({5, 6, 7})  # rioters, protesters, civilians: people, and no body that could be an entity


def ftm_jsonl(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """Entities of the schemata Event, Organization and Article, each once, in the order of the incidents."""
    found: dict[str, dict[str, Any]] = {}
    for coded in incidents:
        for entity in _entities(coded, options):
            found.setdefault(entity["id"], entity)
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in found.values()).encode()


def _entities(coded: CodedIncident, options: ExportOptions) -> Iterable[dict[str, Any]]:
    groups = [_group(a) for a in (coded.actor1, coded.actor2) if a and a.name and a.inter not in _PEOPLE]
    articles = [_article(r) for r in coded.reports]
    yield from groups
    yield from articles
    place = coded.place
    where = ", ".join(
        dict.fromkeys(
            p for p in ((place.name, place.admin1, country_words(place.country, options)) if place else ()) if p
        )
    )
    yield _entity(
        f"wd-event-{coded.id}",
        "Event",
        name=[_title(coded, where)],
        startDate=[coded.first.isoformat() if coded.first else None],
        endDate=[coded.last.isoformat() if coded.last else None],
        location=[where],
        country=[place.country.lower() if place and place.country else None],
        summary=["; ".join((f"status: {coded.status}", *marks_of(coded), *_deaths(coded)))],
        description=[coded.words],
        keywords=[coded.event_type, coded.sub_event_type, coded.status],
        involved=[g["id"] for g in groups],
        proof=[a["id"] for a in articles],
        sourceUrl=[link_of(r) for r in coded.reports],
        recordId=[coded.id],
    )


def _title(coded: CodedIncident, where: str) -> str:
    day = coded.first.isoformat() if coded.first else ""
    prefix = "" if coded.status == "occurred" else f"{coded.status.capitalize()}: "
    return prefix + ", ".join(p for p in (coded.sub_event_type, where, day) if p)


def _deaths(coded: CodedIncident) -> list[str]:
    d = coded.deaths
    return [f"deaths: low {d.low}, best {d.best}, high {d.high} ({d.rule})"] if d else []


def _group(actor: Actor) -> dict[str, Any]:
    key = actor.entity_id or f"name:{actor.name}"
    country = actor.country.lower() if actor.country else None
    return _entity(f"wd-group-{_digest(key)}", "Organization", name=[actor.name], country=[country])


def _article(report: Report) -> dict[str, Any]:
    return _entity(
        f"wd-article-{report.id}",
        "Article",
        title=[report.title or publisher_words(report)],
        publisher=[report.publisher],
        publishedAt=[report.published.isoformat() if report.published else None],
        sourceUrl=[link_of(report)],
        language=[{"en": "eng", "fr": "fra"}.get(report.language)],
    )


def _entity(entity_id: str, schema: str, **properties: list[str | None]) -> dict[str, Any]:
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": entity_id, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]

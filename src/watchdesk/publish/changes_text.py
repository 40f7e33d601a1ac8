"""What changed, as lines for the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from watchdesk.publish.changes import Changes, FactChange, FieldChange, IncidentChange, SeriesChange
from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import report_words
from watchdesk.publish.incident_csv import CODED, incident_row
from watchdesk.publish.incident_deaths import counter_words
from watchdesk.publish.wording import many
from watchdesk.records import Place

CountryName = Callable[[str], str]
"""Gives the English name of an ISO alpha-2 code; `str` leaves the code."""


def headline(coded: CodedIncident, country_name: CountryName = str) -> str:
    """An incident in a line: type, place, days, deaths, and what it is where it is not told as occurred."""
    place = _place_words(coded.place, country_name) if coded.place else ""
    days = "–".join(dict.fromkeys(d.isoformat() for d in (coded.first, coded.last) if d)) or "undated"
    return ", ".join(
        part for part in (status_words(coded) + coded.sub_event_type, place, days, deaths_words(coded)) if part
    )


def _place_words(place: Place, country_name: CountryName) -> str:
    country = country_name(place.country) if place.country else None
    return ", ".join(dict.fromkeys(p for p in (place.name, country) if p))


def status_words(coded: CodedIncident) -> str:
    """`Alleged: ` and the like before what is not told as occurred."""
    return "" if coded.status == "occurred" else f"{coded.status.capitalize()}: "


def deaths_words(coded: CodedIncident) -> str:
    """The deaths of what occurred; those only alleged are said to be so."""
    deaths, alleged = coded.deaths, coded.alleged_deaths
    if deaths:
        spread = f"{deaths.low}–{deaths.high}, best {deaths.best}" if deaths.low != deaths.high else f"{deaths.best}"
        return f"{spread} killed"
    return f"{alleged.best} killed, it is alleged" if alleged else ""


def field_words(change: FieldChange) -> str:
    """A changed field in a line: what it was, what it is, and by whom."""
    was = change.old or "nothing"
    if change.old and change.old_sources:
        was += f" [{_few(change.old_sources)}]"
    now = f"{change.new or 'nothing'}" + (f" [{_few(change.new_sources)}]" if change.new_sources else "")
    return f"{change.field.replace('_', ' ')}: {was} → {now}"


def series_words(change: SeriesChange) -> str:
    """The counts of a figure series in a line: those by then, and those that came."""
    rows = "; ".join(f"{r.figure.words.text} ({r.counter})" for r in change.fresh)
    if not change.before:
        return rows
    return f"{'; '.join(f'{r.figure.words.text} ({r.counter})' for r in change.before)} → {rows}"


def fact_words(change: FactChange) -> str:
    """A fact about an operation in a line."""
    told = "; ".join(map(field_words, change.fields)) or f"“{' '.join(change.fact.evidence[0].text.split())}”"
    return f"{fact_title(change)}: {told} ({report_words(change.report)})"


def fact_title(change: FactChange) -> str:
    """The operation, what is told of it, and the contributor."""
    fact = change.fact
    return ", ".join(p for p in (fact.operation, fact.action.replace("_", " "), fact.country) if p)


def changes_lines(changes: Changes) -> Iterable[str]:
    """Everything, a line each, under headings; nothing is left out."""
    yield f"Since {changes.since:%Y-%m-%d %H:%M} UTC: {many(changes.reports, 'report')}"
    for title, lines in _sections(changes):
        if lines:
            yield from ("", f"{title} ({sum(not line.startswith(' ') for line in lines)})", *lines)


def _sections(changes: Changes) -> Iterable[tuple[str, list[str]]]:
    for what in ("new", "changed"):
        lines = []
        for one in changes.incidents:
            if one.what == what:
                lines += [f"{one.coded.file.incident.id}  {headline(one.coded)}", *_below(one)]
        yield f"{what.capitalize()} incidents", lines
    yield (
        "Disputed",
        [f"{i.coded.file.incident.id}  {headline(i.coded)}: {'. '.join(i.disputes)}" for i in changes.disputed],
    )
    yield "Figures", [f"{s.what}  {s.series.title}: {series_words(s)}" for s in changes.series]
    yield "Operations", [f"{f.what}  {fact_words(f)}" for f in changes.facts]
    yield "Withdrawn", [f"{w.kind}  {w.id}: {w.why}" for w in changes.withdrawn]


def _below(change: IncidentChange) -> Iterable[str]:
    yield from (f"  {field_words(f)}" for f in change.fields)
    reports = {t.report.id: report_words(t.report) for t in change.fresh}
    yield from (f"  told by {words}" for words in reports.values())


def changes_json(changes: Changes) -> str:
    """The same as one JSON text."""
    record = {
        "since": changes.since.isoformat(),
        "reports": changes.reports,
        "incidents": [_incident(i) for i in changes.incidents],
        "figures": [_series(s) for s in changes.series],
        "operations": [_fact(f) for f in changes.facts],
        "withdrawn": [{"kind": w.kind, "id": w.id, "why": w.why} for w in changes.withdrawn],
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def _incident(change: IncidentChange) -> dict[str, Any]:
    row = incident_row(change.coded)
    return {
        "what": change.what,
        "incident": {name: row[name] for name in CODED},
        "fields": [_field(f) for f in change.fields],
        "disputes": list(change.disputes),
        "told": [
            {
                "claim": t.claim.id,
                "by": counter_words(t.claim, t.report),
                "report": report_words(t.report),
                "words": [q.text for q in t.claim.evidence],
            }
            for t in change.fresh
        ],
    }


def _series(change: SeriesChange) -> dict[str, Any]:
    def rows(which: Iterable[Any]) -> list[dict[str, Any]]:
        return [
            {"words": r.figure.words.text, "low": r.figure.count.low, "high": r.figure.count.high, "by": r.counter,
             "report": report_words(r.report), "status": r.status, "replaced_by": r.superseded_by}
            for r in which
        ]  # fmt: skip

    before, fresh = rows(change.before), rows(change.fresh)
    return {"what": change.what, "series": change.series.title, "before": before, "since": fresh}


def _fact(change: FactChange) -> dict[str, Any]:
    fact = change.fact
    return {
        "what": change.what,
        "operation": fact.operation,
        "action": fact.action,
        "country": fact.country,
        "words": fact.evidence[0].text,
        "report": report_words(change.report),
        "fields": [_field(f) for f in change.fields],
    }


def _field(change: FieldChange) -> dict[str, Any]:
    return {
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "old_sources": list(change.old_sources),
        "new_sources": list(change.new_sources),
    }


def _few(sources: tuple[str, ...], most: int = 2) -> str:
    more = f" and {len(sources) - most} more" if len(sources) > most else ""
    return "; ".join(sources[:most]) + more

"""Incidents as JSON lines: the coded row, and every claim with its words, sources and report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import ExportOptions, link_of, marks_of
from watchdesk.publish.incident_csv import CODED, incident_row
from watchdesk.publish.report_json import report_record
from watchdesk.records import Reading, Report, Told


def incident_jsonl(incidents: Sequence[CodedIncident], options: ExportOptions) -> bytes:
    """One line for each incident."""
    lines = (json.dumps(incident_record(c), ensure_ascii=False) for c in incidents)
    return "".join(line + "\n" for line in lines).encode()


def incident_record(coded: CodedIncident) -> dict[str, Any]:
    """One incident with its claims as in the public report record."""
    row = incident_row(coded)
    return {
        **{column: row[column] for column in CODED},
        "disputed": coded.disputed,
        "view": coded.view,
        "deaths_claims": list(coded.deaths.claim_ids) if coded.deaths else [],
        "marks": list(marks_of(coded)),
        "merged_ids": list(coded.file.incident.merged_ids),
        "joined": [
            {"claim": j.claim_id, "other": j.other_id, "score": j.score, "reasons": list(j.reasons)}
            for j in coded.file.incident.joined
        ],
        "reports": [_report(r, coded.file.told) for r in coded.reports],
        "claims": [_claim(t) for t in coded.file.told],
        "judgements": [
            {"verdict": j.verdict, "claim": j.claim_id, "other": j.other_id, "at": j.at.isoformat()}
            for j in coded.file.judgements
        ],
    }


def _report(report: Report, told: Sequence[Told]) -> dict[str, Any]:
    copies = next((t.copies for t in told if t.report.id == report.id), ())
    return {
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "language": report.language,
        "link": link_of(report),
        "reprints": len(copies),
    }


def _claim(told: Told) -> dict[str, Any]:
    record = report_record(Reading(report=told.report, claims=(told.claim,)))
    kind = next(k for k in ("events", "figures", "statements", "peace_operations") if record[k])
    return {"kind": kind, "report": told.report.id, **record[kind][0]}

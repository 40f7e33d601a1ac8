"""Who reports: per publisher how many reports and claims, how many only repeat others, what people made of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sqlalchemy import case, func, select

from watchdesk.desk.workbench import Question, Workbench
from watchdesk.store.opening import Store
from watchdesk.store.tables import ClaimRow, JudgementRow, ReportRow, ReprintRow


@dataclass(slots=True, kw_only=True)
class SourceLine:
    """One publisher. `changed` counts pages that were changed after they were first read; `corrected` and `rejected`
    count claims by what people decided of them."""

    name: str
    reports: int = 0
    reprints: int = 0
    changed: int = 0
    claims: int = 0
    judged: int = 0
    corrected: int = 0
    rejected: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    languages: set[str] = field(default_factory=set)


def every_source(bench: Workbench) -> list[SourceLine]:
    """The publishers as the store has them now."""
    return source_lines(bench.desk.store)


SOURCES = Question(every_source, judgements=True)


def source_lines(store: Store) -> list[SourceLine]:
    """Every publisher, or host of an address where no publisher is told, those with most reports first."""
    found: dict[str, SourceLine] = {}
    home: dict[str, str] = {}
    with store.session() as session:
        copies = set(session.scalars(select(ReprintRow.report_id)))
        rows = session.execute(
            select(
                ReportRow.id,
                ReportRow.address,
                ReportRow.publisher,
                ReportRow.published,
                ReportRow.language,
                ReportRow.version,
            ).where(ReportRow.current)
        )
        for row in rows:
            name = row.publisher or urlsplit(row.address).netloc or "–"
            line = found.setdefault(name, SourceLine(name=name))
            home[row.id] = name
            line.reports += 1
            line.reprints += row.id in copies
            line.changed += row.version > 1
            line.languages.add(row.language)
            if row.published:
                line.first = min(line.first or row.published, row.published)
                line.last = max(line.last or row.published, row.published)
        counts = select(
            ClaimRow.report_id,
            func.count(),
            func.count(ClaimRow.corrected),
            func.sum(case((ClaimRow.rejected, 1), else_=0)),
        )
        for report_id, claims, corrected, rejected in session.execute(
            counts.where(ClaimRow.current).group_by(ClaimRow.report_id)
        ):
            if report_id in home:
                line = found[home[report_id]]
                line.claims += claims
                line.corrected += corrected
                line.rejected += rejected or 0
        judged: dict[str, set[str]] = defaultdict(set)
        for report_id, claim_id in session.execute(
            select(ClaimRow.report_id, ClaimRow.id)
            .join(JudgementRow, JudgementRow.claim_id == ClaimRow.id)
            .where(ClaimRow.current, JudgementRow.other_id.is_(None), JudgementRow.verdict != "unsure")
        ):
            judged[report_id].add(claim_id)
        for report_id, claims_judged in judged.items():
            if report_id in home:
                found[home[report_id]].judged += len(claims_judged)
    return sorted(found.values(), key=lambda line: (-line.reports, line.name))

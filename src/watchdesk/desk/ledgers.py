"""The ledgers of a desk, worked out of its store: what their pages and the API show, as it is kept."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from watchdesk.codebooks.folded_words import fold
from watchdesk.desk.filters import Filters
from watchdesk.desk.wording import countries_of, words_in
from watchdesk.desk.workbench import Workbench
from watchdesk.ledger.denials import Answer, Denial, accusations_of, claims_of_responsibility, denials_of
from watchdesk.ledger.figure_series import FigureSeries, figure_series
from watchdesk.ledger.influence import InfluenceClaim, influence_claims
from watchdesk.ledger.operations import operation_ledger, operation_names
from watchdesk.ledger.questions import Question, questions_of
from watchdesk.ledger.views import ViewValue, view_values
from watchdesk.publish.ledger_json import ledger_json
from watchdesk.publish.ledger_sections import (
    Section,
    denial_section,
    influence_section,
    question_section,
    series_section,
)
from watchdesk.publish.operation_sections import operation_sections
from watchdesk.publish.redaction import redact_reading
from watchdesk.records import Reading
from watchdesk.store.wanted import Wanted

MOST_REPORTS = 1000
"""Reports that a ledger is made of; the page says so where there are more."""

MOST_SECTIONS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """The sections of a ledger, of how many reports it is made, and whether more fit than are taken."""

    sections: tuple[Section, ...]
    reports: int
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationsTold:
    """The peace operations that reports tell of, each with its number of facts, those with most first."""

    names: tuple[tuple[str, int], ...]
    cut: bool

    def named(self, name: str) -> str | None:
        """The operation of this name, capitals and accents aside; None where none is told of."""
        return next((one for one, _ in self.names if fold(one) == fold(name)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLedger:
    """Questions with rival answers, and what is denied, blamed, claimed, and said of influence campaigns."""

    questions: tuple[Question, ...]
    denials: tuple[Denial, ...]
    accusations: tuple[Answer, ...]
    claimed: tuple[Answer, ...]
    influence: tuple[InfluenceClaim, ...]


def figures_page(bench: Workbench, filters: Filters, reader: bool, language: str) -> LedgerPage:
    """The page of the figures, as a `reader` or as the public may see them."""
    reports, words = _reports(bench, filters, reader), words_in(language)
    told = _figures(reports)[:MOST_SECTIONS]
    return _page(reports, [series_section(one, values, words) for one, values in told])


def figures_record(bench: Workbench, filters: Filters, reader: bool) -> str:
    """The figures as the API gives them, in JSON."""
    told = _figures(_reports(bench, filters, reader))
    return ledger_json([{"series": series, "views": values} for series, values in told])


def questions_page(bench: Workbench, filters: Filters, reader: bool, language: str) -> LedgerPage:
    """The page of the questions."""
    reports, words = _reports(bench, filters, reader), words_in(language)
    told, series = _questions(reports), {one.id: one for one in _series(reports)}
    sections = [question_section(q, words, series=series.get(q.id)) for q in told.questions[:MOST_SECTIONS]]
    sections.append(denial_section(told.denials, told.accusations, told.claimed, words))
    sections.append(influence_section(told.influence, words))
    return _page(reports, [s for s in sections if s.grids])


def questions_record(bench: Workbench, filters: Filters, reader: bool) -> str:
    """The questions as the API gives them, in JSON."""
    return ledger_json(_questions(_reports(bench, filters, reader)))


def operations_told(bench: Workbench, reader: bool) -> OperationsTold:
    """The peace operations of the store."""
    reports = _of_operations(bench, reader)
    names = tuple((name, _facts(reports.found, name)) for name in operation_names(reports.found))
    return OperationsTold(names=names, cut=reports.cut)


def operation_page(bench: Workbench, name: str, reader: bool, language: str) -> LedgerPage:
    """The page of one peace operation."""
    reports, words, names = _of_operations(bench, reader), words_in(language), bench.desk.names

    country = countries_of(words, names)
    ledger = operation_ledger(name, reports.found, names)
    telling = sum(any(getattr(c, "operation", None) == name for c in reading.claims) for reading in reports.found)
    sections = operation_sections(ledger, country, words) if ledger.reports else ()
    return LedgerPage(sections=tuple(sections), reports=telling, cut=reports.cut)


def operation_record(bench: Workbench, name: str, reader: bool) -> str:
    """One peace operation as the API gives it, in JSON."""
    return ledger_json(operation_ledger(name, _of_operations(bench, reader).found, bench.desk.names))


@dataclass(frozen=True, slots=True)
class _Reports:
    """The reports of which a ledger is made, as the asker may see them. `key` names them at the bench."""

    bench: Workbench
    key: Hashable
    found: tuple[Reading, ...]
    cut: bool


def _reports(bench: Workbench, filters: Filters, reader: bool) -> _Reports:
    """The reports that fit the filters."""
    return _read(bench, filters, filters.wanted(bench.desk.names), reader)


def _of_operations(bench: Workbench, reader: bool) -> _Reports:
    """The reports that tell of peace operations."""
    return _read(bench, "operations", Wanted(kinds=("mission_fact",)), reader)


def _read(bench: Workbench, name: Hashable, wanted: Wanted, reader: bool) -> _Reports:
    key = ("reports", name, reader)

    def read() -> _Reports:
        found = bench.readings.first(wanted, MOST_REPORTS + 1)
        seen = found[:MOST_REPORTS]
        if not reader:
            seen = [redact_reading(one, bench.desk.private) for one in seen]
        return _Reports(bench, key, tuple(seen), len(found) > MOST_REPORTS)

    return bench.shared(key, read)


def _series(reports: _Reports) -> tuple[FigureSeries, ...]:
    names = reports.bench.desk.names
    return reports.bench.shared(("series", reports.key), lambda: figure_series(reports.found, names))


def _figures(reports: _Reports) -> list[tuple[FigureSeries, tuple[ViewValue, ...]]]:
    """The quantities of which more than one count is told, with the values of the views."""
    return [(one, view_values(one)) for one in _series(reports) if len(one.rows) > 1 and one.scope != "part"]


def _questions(reports: _Reports) -> QuestionLedger:
    """All that the reports hold of questions and denials."""
    found, names = reports.found, reports.bench.desk.names

    def make() -> QuestionLedger:
        return QuestionLedger(
            questions=tuple(questions_of(found, _series(reports), names)),
            denials=tuple(denials_of(found, names)),
            accusations=tuple(accusations_of(found, names)),
            claimed=tuple(claims_of_responsibility(found)),
            influence=tuple(influence_claims(found, names)),
        )

    return reports.bench.shared(("questions", reports.key), make)


def _page(reports: _Reports, sections: Sequence[Section]) -> LedgerPage:
    return LedgerPage(sections=tuple(sections), reports=len(reports.found), cut=reports.cut)


def _facts(found: Sequence[Reading], name: str) -> int:
    return sum(getattr(claim, "operation", None) == name for reading in found for claim in reading.claims)

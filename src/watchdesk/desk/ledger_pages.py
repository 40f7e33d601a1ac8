"""The ledgers as pages: figures of one quantity side by side, peace operations, questions with rival answers."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.filters import Filters, wanted_from
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.public_view import seen_readings
from watchdesk.desk.remembered import Remembered
from watchdesk.desk.rendering import show
from watchdesk.desk.visitors import NotHere, OpenDesk, Public
from watchdesk.ledger.denials import Answer, Denial, accusations_of, claims_of_responsibility, denials_of
from watchdesk.ledger.figure_series import FigureSeries, figure_series
from watchdesk.ledger.influence import InfluenceClaim, influence_claims
from watchdesk.ledger.operations import operation_ledger, operation_names
from watchdesk.ledger.questions import Question, questions_of
from watchdesk.ledger.views import ViewValue, view_values
from watchdesk.publish.ledger_sections import (
    Section,
    denial_section,
    influence_section,
    question_section,
    series_section,
)
from watchdesk.publish.operation_sections import operation_sections
from watchdesk.records import Reading
from watchdesk.store.reading import readings
from watchdesk.store.wanted import Wanted

router = APIRouter(include_in_schema=False)

MOST_REPORTS = 1000
"""Reports that a ledger is made of; the page says so where there are more."""

MOST_SECTIONS = 60

Sections = Sequence[Section]
Make = Callable[[list[Reading]], Sections]


@router.get("/figures")
def figures(request: Request, desk: OpenDesk, person: Public) -> Response:
    def make(found: list[Reading]) -> Sections:
        return [series_section(one, values) for one, values in figure_ledger(desk, found)[:MOST_SECTIONS]]

    return _ledger(request, desk, person, "figures", make)


@router.get("/operations")
def operations(request: Request, desk: OpenDesk, person: Public) -> Response:
    wanted = Wanted(kinds=("mission_fact",))
    found, cut = kept_readings(request, desk, person, wanted, "operations")
    names = [(name, _facts(found, name)) for name in operation_names(found)]
    return show(request, desk, person, "operations.html", names=names, cut=cut, most=MOST_REPORTS)


@router.get("/operations/{name}")
def operation(request: Request, desk: OpenDesk, person: Public, name: str) -> Response:
    wanted = Wanted(kinds=("mission_fact",))
    found, cut = kept_readings(request, desk, person, wanted, "operations")
    memory: Remembered = request.app.state.memory

    def make() -> Sections:
        ledger = operation_ledger(name, found, desk.names)
        return operation_sections(ledger, desk.names.country_name) if ledger.reports else ()

    sections = memory.ask(("operation", name, person.may("reader")), make)
    if not sections:
        raise NotHere(name)
    return show(
        request, desk, person, "ledger.html", title=name, sections=sections, filters=None, reports=len(found), cut=cut,
        most=MOST_REPORTS,
    )  # fmt: skip


@router.get("/questions")
def questions(request: Request, desk: OpenDesk, person: Public) -> Response:
    def make(found: list[Reading]) -> Sections:
        told = question_ledger(desk, found)
        sections = [question_section(q) for q in told.questions[:MOST_SECTIONS]]
        sections.append(denial_section(told.denials, told.accusations, told.claimed))
        sections.append(influence_section(told.influence))
        return [s for s in sections if s.grids]

    return _ledger(request, desk, person, "questions", make)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLedger:
    """Questions with rival answers, and what is denied, blamed, claimed, and said of influence campaigns."""

    questions: tuple[Question, ...]
    denials: tuple[Denial, ...]
    accusations: tuple[Answer, ...]
    claimed: tuple[Answer, ...]
    influence: tuple[InfluenceClaim, ...]


def figure_ledger(desk: Desk, found: Sequence[Reading]) -> list[tuple[FigureSeries, tuple[ViewValue, ...]]]:
    """The quantities of which more than one count is told, with the values of the views."""
    series = (s for s in figure_series(found, desk.names) if len(s.rows) > 1 and s.scope != "part")
    return [(one, view_values(one)) for one in series]


def question_ledger(desk: Desk, found: Sequence[Reading]) -> QuestionLedger:
    """All that the readings hold of questions and denials."""
    return QuestionLedger(
        questions=tuple(questions_of(found, figure_series(found, desk.names), desk.names)),
        denials=tuple(denials_of(found, desk.names)),
        accusations=tuple(accusations_of(found, desk.names)),
        claimed=tuple(claims_of_responsibility(found)),
        influence=tuple(influence_claims(found, desk.names)),
    )


def _ledger(request: Request, desk: Desk, person: Person, name: str, make: Make) -> Response:
    wanted, filters = wanted_from(request.query_params)
    memory: Remembered = request.app.state.memory
    found, cut = kept_readings(request, desk, person, wanted, filters_key(filters))
    sections = memory.ask((name, filters_key(filters), person.may("reader")), lambda: make(found))
    return show(
        request, desk, person, "ledger.html", title=None, key=f"nav.{name}", sections=sections, filters=filters,
        reports=len(found), cut=cut, most=MOST_REPORTS,
    )  # fmt: skip


def kept_readings(request: Request, desk: Desk, person: Person, wanted: Wanted, key: str) -> tuple[list[Reading], bool]:
    """The readings that fit as this person may see them, and whether there are more than a ledger is made of."""
    memory: Remembered = request.app.state.memory

    def read() -> tuple[list[Reading], bool]:
        found = list(itertools.islice(readings(desk.store, wanted), MOST_REPORTS + 1))
        return seen_readings(desk, person, found[:MOST_REPORTS]), len(found) > MOST_REPORTS

    return memory.ask(("readings", key, person.may("reader")), read)


def _facts(found: Sequence[Reading], name: str) -> int:
    return sum(getattr(claim, "operation", None) == name for reading in found for claim in reading.claims)


def filters_key(filters: Filters) -> str:
    return repr(sorted(asdict(filters).items()))

"""The ledgers as pages: figures of one quantity side by side, peace operations, questions with rival answers."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.filters import Filters, wanted_from
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.public_view import seen_readings
from watchdesk.desk.remembered import Remembered
from watchdesk.desk.rendering import show
from watchdesk.desk.visitors import NotHere, OpenDesk, Public
from watchdesk.desk.wording import language_of, words_in
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
from watchdesk.publish.wording import Words
from watchdesk.records import Reading
from watchdesk.store.reading import readings
from watchdesk.store.wanted import Wanted

router = APIRouter(include_in_schema=False)

MOST_REPORTS = 1000
"""Reports that a ledger is made of; the page says so where there are more."""

MOST_SECTIONS = 60

Sections = Sequence[Section]
Make = Callable[["Asked"], Sections]
T = TypeVar("T")


@router.get("/figures")
def figures(request: Request, desk: OpenDesk, person: Public) -> Response:
    def make(asked: Asked) -> Sections:
        return [series_section(one, values, asked.words) for one, values in figure_ledger(asked)[:MOST_SECTIONS]]

    return _ledger(request, desk, person, "figures", make)


@router.get("/operations")
def operations(request: Request, desk: OpenDesk, person: Public) -> Response:
    found, cut = kept_operations(request, desk, person)
    names = [(name, _facts(found, name)) for name in operation_names(found)]
    return show(request, desk, person, "operations.html", names=names, cut=cut, most=MOST_REPORTS)


@router.get("/operations/{name}")
def operation(request: Request, desk: OpenDesk, person: Public, name: str) -> Response:
    found, cut = kept_operations(request, desk, person)
    memory: Remembered = request.app.state.memory

    def make() -> Sections:
        found, _ = kept_operations(request, desk, person)
        ledger = operation_ledger(name, found, desk.names)
        return operation_sections(ledger, country, words) if ledger.reports else ()

    def country(iso: str) -> str:
        return words.country(iso, desk.names.country_name(iso))

    words = words_in(language_of(request))
    sections = memory.ask(("operation", name, person.may("reader"), words.language), make)
    if not sections:
        raise NotHere(name)
    return show(
        request, desk, person, "ledger.html", title=name, sections=sections, filters=None, cut=cut,
        most=MOST_REPORTS, reports=_telling(found, name),
    )  # fmt: skip


@router.get("/questions")
def questions(request: Request, desk: OpenDesk, person: Public) -> Response:
    def make(asked: Asked) -> Sections:
        told = question_ledger(asked)
        series = {one.id: one for one in _series(asked)}
        asked_first = told.questions[:MOST_SECTIONS]
        sections = [question_section(q, asked.words, series=series.get(q.id)) for q in asked_first]
        sections.append(denial_section(told.denials, told.accusations, told.claimed, asked.words))
        sections.append(influence_section(told.influence, asked.words))
        return [s for s in sections if s.grids]

    return _ledger(request, desk, person, "questions", make)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The reports of which a ledger is asked, as the visitor may see them.

    What is worked out of them is kept under `key` until the store changes, for the pages and the API alike.
    """

    desk: Desk
    memory: Remembered
    key: str
    words: Words
    read: Callable[[], tuple[list[Reading], bool]]

    @property
    def found(self) -> list[Reading]:
        """The reports, as they are kept now."""
        return self.read()[0]

    @property
    def cut(self) -> bool:
        """Whether more fit than are taken."""
        return self.read()[1]

    def kept(self, name: str, work: Callable[[], T]) -> T:
        """What `work` makes of these reports under this name."""
        return self.memory.ask((name, self.key), work)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLedger:
    """Questions with rival answers, and what is denied, blamed, claimed, and said of influence campaigns."""

    questions: tuple[Question, ...]
    denials: tuple[Denial, ...]
    accusations: tuple[Answer, ...]
    claimed: tuple[Answer, ...]
    influence: tuple[InfluenceClaim, ...]


def figure_ledger(asked: Asked) -> list[tuple[FigureSeries, tuple[ViewValue, ...]]]:
    """The quantities of which more than one count is told, with the values of the views."""

    def work() -> list[tuple[FigureSeries, tuple[ViewValue, ...]]]:
        return [(one, view_values(one)) for one in _series(asked) if len(one.rows) > 1 and one.scope != "part"]

    return asked.kept("figure ledger", work)


def question_ledger(asked: Asked) -> QuestionLedger:
    """All that the reports hold of questions and denials."""

    def work() -> QuestionLedger:
        found, names = asked.found, asked.desk.names
        return QuestionLedger(
            questions=tuple(questions_of(found, _series(asked), names)),
            denials=tuple(denials_of(found, names)),
            accusations=tuple(accusations_of(found, names)),
            claimed=tuple(claims_of_responsibility(found)),
            influence=tuple(influence_claims(found, names)),
        )

    return asked.kept("question ledger", work)


def asked_of(request: Request, desk: Desk, person: Person, sent: Mapping[str, str]) -> tuple[Asked, Filters]:
    """The reports that fit the filters sent."""
    wanted, filters = wanted_from(sent, desk.names)
    key = filters_key(filters)
    seen, memory = f"{key} {person.may('reader')}", request.app.state.memory

    def read() -> tuple[list[Reading], bool]:
        return kept_readings(request, desk, person, wanted, key)

    return Asked(desk=desk, memory=memory, key=seen, words=words_in(language_of(request)), read=read), filters


def _series(asked: Asked) -> tuple[FigureSeries, ...]:
    return asked.kept("series", lambda: figure_series(asked.found, asked.desk.names))


def _ledger(request: Request, desk: Desk, person: Person, name: str, make: Make) -> Response:
    asked, filters = asked_of(request, desk, person, request.query_params)
    sections = asked.kept(f"{name} sections {asked.words.language}", lambda: make(asked))
    return show(
        request, desk, person, "ledger.html", title=None, key=f"nav.{name}", sections=sections, filters=filters,
        reports=len(asked.found), cut=asked.cut, most=MOST_REPORTS,
    )  # fmt: skip


def kept_operations(request: Request, desk: Desk, person: Person) -> tuple[list[Reading], bool]:
    """The readings that tell of peace operations."""
    return kept_readings(request, desk, person, Wanted(kinds=("mission_fact",)), "operations")


def kept_readings(request: Request, desk: Desk, person: Person, wanted: Wanted, key: str) -> tuple[list[Reading], bool]:
    """The readings that fit as this person may see them, and whether there are more than a ledger is made of."""
    memory: Remembered = request.app.state.memory

    def read() -> tuple[list[Reading], bool]:
        found = list(itertools.islice(readings(desk.store, wanted), MOST_REPORTS + 1))
        return seen_readings(desk, person, found[:MOST_REPORTS]), len(found) > MOST_REPORTS

    return memory.ask(("readings", key, person.may("reader")), read)


def _telling(found: Sequence[Reading], name: str) -> int:
    """How many reports tell of this operation."""
    return sum(any(getattr(c, "operation", None) == name for c in reading.claims) for reading in found)


def _facts(found: Sequence[Reading], name: str) -> int:
    return sum(getattr(claim, "operation", None) == name for reading in found for claim in reading.claims)


def filters_key(filters: Filters) -> str:
    return repr(sorted(asdict(filters).items()))

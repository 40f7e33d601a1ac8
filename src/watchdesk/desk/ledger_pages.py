"""The ledgers as pages: figures of one quantity side by side, peace operations, questions with rival answers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.filters import wanted_from
from watchdesk.desk.ledgers import (
    MOST_REPORTS,
    LedgerPage,
    figures_page,
    operation_page,
    operations_told,
    questions_page,
)
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.remembered import kept
from watchdesk.desk.rendering import show
from watchdesk.desk.visitors import NotHere, OpenDesk, Public
from watchdesk.desk.wording import language_of
from watchdesk.desk.workbench import Question

router = APIRouter(include_in_schema=False)


@router.get("/figures")
def figures(request: Request, desk: OpenDesk, person: Public) -> Response:
    _, filters = wanted_from(request.query_params, desk.names)
    question = Question(figures_page, (filters, person.may("reader"), language_of(request)))
    return _ledger(request, desk, person, kept(request, question), key="nav.figures", filters=filters)


@router.get("/operations")
def operations(request: Request, desk: OpenDesk, person: Public) -> Response:
    told = kept(request, Question(operations_told, (person.may("reader"),)))
    return show(request, desk, person, "operations.html", names=told.names, cut=told.cut, most=MOST_REPORTS)


@router.get("/operations/{name}")
def operation(request: Request, desk: OpenDesk, person: Public, name: str) -> Response:
    told = kept(request, Question(operations_told, (person.may("reader"),)))
    known = told.named(name)
    if known is None:
        raise NotHere(name)
    page = kept(request, Question(operation_page, (known, person.may("reader"), language_of(request))))
    return _ledger(request, desk, person, page, title=known)


@router.get("/questions")
def questions(request: Request, desk: OpenDesk, person: Public) -> Response:
    _, filters = wanted_from(request.query_params, desk.names)
    question = Question(questions_page, (filters, person.may("reader"), language_of(request)))
    return _ledger(request, desk, person, kept(request, question), key="nav.questions", filters=filters)


def _ledger(request: Request, desk: Desk, person: Person, page: LedgerPage, **about: Any) -> Response:
    values: dict[str, Any] = {"title": None, "key": "", "filters": None} | about
    return show(
        request, desk, person, "ledger.html", sections=page.sections, reports=page.reports, cut=page.cut,
        most=MOST_REPORTS, **values,
    )  # fmt: skip

"""The API of the ledgers: sources, figures, questions, peace operations."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi import Path as InPath
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.api_records import plain_values
from watchdesk.desk.filters import Filters, wanted_from
from watchdesk.desk.ledgers import OperationsTold, figures_record, operation_record, operations_told, questions_record
from watchdesk.desk.opened import Person
from watchdesk.desk.remembered import kept
from watchdesk.desk.source_lists import SOURCES
from watchdesk.desk.visitors import NotHere, OpenDesk, Public
from watchdesk.desk.workbench import Question

router = APIRouter(prefix="/api", tags=["ledgers"])

Record = dict[str, Any]
Text = Annotated[str, Query(max_length=200)]


def _asked(desk: OpenDesk, since: Text = "", until: Text = "", country: Text = "", words: Text = "") -> Filters:
    """The filters of a ledger, checked."""
    return wanted_from({"since": since, "until": until, "country": country, "words": words}, desk.names)[1]


Asked = Annotated[Filters, Depends(_asked)]


@router.get("/sources")
def sources(request: Request, person: Public) -> list[Record]:
    """Who reports: reports, reprints, changed pages, and what people made of the claims."""
    return [plain_values(asdict(line)) for line in kept(request, SOURCES)]


@router.get("/figures")
def figures(request: Request, person: Public, asked: Asked) -> Response:
    """Figures of one quantity side by side, with the value of each view and its rule."""
    question = Question(figures_record, (asked, person.may("reader")))
    return _json(kept(request, question))


@router.get("/questions")
def questions(request: Request, person: Public, asked: Asked) -> Response:
    """Questions with rival answers, denials, accusations, claims of responsibility, influence campaigns."""
    question = Question(questions_record, (asked, person.may("reader")))
    return _json(kept(request, question))


@router.get("/operations")
def operations(request: Request, person: Public) -> list[str]:
    """The peace operations that reports tell of, those with most facts first."""
    return [name for name, _ in _told(request, person).names]


@router.get("/operations/{name}")
def operation(request: Request, person: Public, name: Annotated[str, InPath(max_length=100)]) -> Response:
    """The ledger of one peace operation."""
    known = _told(request, person).named(name)
    if known is None:
        raise NotHere(name)
    return _json(kept(request, Question(operation_record, (known, person.may("reader")))))


def _told(request: Request, person: Person) -> OperationsTold:
    return kept(request, Question(operations_told, (person.may("reader"),)))


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")

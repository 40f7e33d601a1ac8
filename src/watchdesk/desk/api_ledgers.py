"""The API of the ledgers: sources, figures, questions, peace operations."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.api_records import plain_values
from watchdesk.desk.ledger_pages import asked_of, figure_ledger, kept_operations, question_ledger
from watchdesk.desk.source_lists import kept_sources
from watchdesk.desk.visitors import NotHere, OpenDesk, Public
from watchdesk.ledger.operations import operation_ledger, operation_names
from watchdesk.publish.ledger_json import ledger_json

router = APIRouter(prefix="/api", tags=["ledgers"])

Record = dict[str, Any]
Text = Annotated[str, Query(max_length=200)]


@router.get("/sources")
def sources(request: Request, desk: OpenDesk, person: Public) -> list[Record]:
    """Who reports: reports, reprints, changed pages, and what people made of the claims."""
    lines = kept_sources(request.app.state.memory, desk.store)
    return [plain_values(asdict(line)) for line in lines]


@router.get("/figures")
def figures(
    request: Request, desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "",
    words: Text = "",
) -> Response:  # fmt: skip
    """Figures of one quantity side by side, with the value of each view and its rule."""
    asked, _ = asked_of(request, desk, person, _sent(since, until, country, words))

    def work() -> str:
        return ledger_json([{"series": series, "views": values} for series, values in figure_ledger(asked)])

    return Response(asked.kept("figures record", work), media_type="application/json")


@router.get("/questions")
def questions(
    request: Request, desk: OpenDesk, person: Public, since: Text = "", until: Text = "", country: Text = "",
    words: Text = "",
) -> Response:  # fmt: skip
    """Questions with rival answers, denials, accusations, claims of responsibility, influence campaigns."""
    asked, _ = asked_of(request, desk, person, _sent(since, until, country, words))
    text = asked.kept("questions record", lambda: ledger_json(question_ledger(asked)))
    return Response(text, media_type="application/json")


@router.get("/operations")
def operations(request: Request, desk: OpenDesk, person: Public) -> list[str]:
    """The peace operations that reports tell of, those with most facts first."""
    return list(operation_names(kept_operations(request, desk, person)[0]))


@router.get("/operations/{name}")
def operation(
    request: Request, desk: OpenDesk, person: Public, name: Annotated[str, InPath(max_length=100)]
) -> Response:
    """The ledger of one peace operation."""
    found, _ = kept_operations(request, desk, person)
    ledger = operation_ledger(name, found, desk.names)
    if not ledger.reports:
        raise NotHere(name)
    return _ledger(ledger)


def _sent(since: str, until: str, country: str, words: str) -> dict[str, str]:
    return {"since": since, "until": until, "country": country, "words": words}


def _ledger(ledger: object) -> Response:
    return Response(ledger_json(ledger), media_type="application/json")

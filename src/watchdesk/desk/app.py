"""The desk as one ASGI application: guard, rooms, error pages, static files."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from watchdesk import __version__
from watchdesk.desk import (
    account_pages,
    api,
    api_account,
    api_incidents,
    api_ledgers,
    api_samples,
    coding_pages,
    incident_pages,
    judged_pages,
    ledger_pages,
    map_page,
    oidc_pages,
    queue_pages,
    report_pages,
    search_pages,
)
from watchdesk.desk.opened import Desk
from watchdesk.desk.packing import PackedFiles, Packing
from watchdesk.desk.remembered import Remembered
from watchdesk.desk.rendering import STATIC, show
from watchdesk.desk.security import Guard
from watchdesk.desk.sessions import person_of
from watchdesk.desk.visitors import NotHere, NotSignedIn, Refused
from watchdesk.desk.warming import kept_ready
from watchdesk.desk.wording import language_of, words_in
from watchdesk.desk.workbench import Here
from watchdesk.desk.worklist import Worklist
from watchdesk.errors import RecordError, RunError

ROOMS = (
    account_pages.router,
    oidc_pages.router,
    queue_pages.router,
    report_pages.router,
    incident_pages.router,
    ledger_pages.router,
    map_page.router,
    search_pages.router,
    coding_pages.router,
    judged_pages.router,
    api.router,
    api_account.router,
    api_incidents.router,
    api_ledgers.router,
    api_samples.router,
)
"""What each room adds to the desk."""


def create_app(desk: Desk) -> FastAPI:
    """The application over an open store."""
    app = FastAPI(
        title="watchdesk",
        version=__version__,
        description="Claims of conflict reports with the words they stand on, incidents, judgements. See docs/api.md.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=kept_ready(desk),
    )
    app.add_middleware(Packing)
    app.add_middleware(Guard, desk=desk)
    app.mount("/static", PackedFiles(packages=list(STATIC)), name="static")
    app.state.desk = desk
    app.state.memory = Remembered(desk.store, Here(desk))
    app.state.worklist = Worklist(desk.store)
    app.state.limiter = MovingWindowRateLimiter(MemoryStorage())
    for router in ROOMS:
        app.include_router(router)
    _answer_errors(app, desk)
    return app


def _is_call(request: Request) -> bool:
    """Whether the answer is for a program that calls the API, in English."""
    return request.url.path.startswith("/api/")


def _wants_json(request: Request) -> bool:
    """Whether the answer is for a script of the desk's own pages, or for a program."""
    return _is_call(request) or request.headers.get("accept") == "application/json"


def _answer_errors(app: FastAPI, desk: Desk) -> None:
    """A page, or JSON under /api, for everything that can go wrong."""

    def answer(request: Request, status: int, key: str, detail: str = "") -> Response:
        if _is_call(request):
            return JSONResponse({"error": key.partition(".")[2], "detail": detail}, status_code=status)
        words = words_in(language_of(request))
        detail = words.phrase(detail)
        if _wants_json(request):
            return JSONResponse({"error": words.say(key), "detail": detail}, status_code=status)
        person = person_of(request, desk)
        return show(request, desk, person, "error.html", status=status, code=status, key=key, detail=detail)

    @app.exception_handler(NotSignedIn)
    def not_signed_in(request: Request, _fault: NotSignedIn) -> Response:
        if _wants_json(request):
            return answer(request, 401, "error.signed_out", "send an API token: Authorization: Bearer wd_…")
        if request.headers.get("hx-request"):
            return Response(status_code=401, headers={"HX-Redirect": "/login"})
        query = f"?{request.url.query}" if request.url.query else ""
        target = f"{request.url.path}{query}" if request.method == "GET" else "/"
        return RedirectResponse(str(request.url_for("login_page").include_query_params(next=target)), 303)

    @app.exception_handler(Refused)
    def refused(request: Request, fault: Refused) -> Response:
        return answer(request, 403, fault.key)

    @app.exception_handler(NotHere)
    def not_here(request: Request, fault: NotHere) -> Response:
        return answer(request, 404, "error.missing", fault.what[:200])

    @app.exception_handler(RunError)
    @app.exception_handler(RecordError)
    def misused(request: Request, fault: Exception) -> Response:
        return answer(request, 400, "error.misused", str(fault))

    @app.exception_handler(RequestValidationError)
    def not_valid(request: Request, fault: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in fault.errors())
        fields = ", ".join(dict.fromkeys(".".join(map(str, e["loc"][1:])) for e in fault.errors()))
        return answer(request, 422, "error.misused", (told if _is_call(request) else fields)[:1000])

    @app.exception_handler(HTTPException)
    def other(request: Request, fault: HTTPException) -> Response:
        keys = {404: "error.missing", 405: "error.misused", 413: "error.large", 429: "error.often"}
        detail = str(fault.detail)
        said = "" if detail == HTTPStatus(fault.status_code).phrase and not _is_call(request) else detail
        return answer(request, fault.status_code, keys.get(fault.status_code, "error.misused"), said)

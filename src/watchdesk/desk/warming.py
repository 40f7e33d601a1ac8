"""What the first visitor would otherwise wait for: worked out when the desk starts, and kept up while it runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from watchdesk.desk.judged_pages import kept_set
from watchdesk.desk.ledger_pages import asked_of, figure_ledger, kept_operations, question_ledger
from watchdesk.desk.map_page import kept_columns
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.queue_pages import current_queue
from watchdesk.desk.source_lists import kept_sources
from watchdesk.errors import RecordError, RunError

_log = logging.getLogger(__name__)

_STOP_S = 20.0
"""Seconds that closing waits for an answer which is being worked out."""


def kept_ready(desk: Desk) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """The life of the application: a thread beside it that warms and keeps up, stopped when it ends."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        stop = threading.Event()
        thread = threading.Thread(target=_work, args=(app, desk, stop), name="kept answers", daemon=True)
        thread.start()
        yield
        stop.set()
        thread.join(_STOP_S)

    return life


def _work(app: FastAPI, desk: Desk, stop: threading.Event) -> None:
    for ready in _first(app, desk):
        if stop.is_set():
            return
        _try(ready)
    while not stop.is_set():
        _try(lambda: app.state.memory.keep_up(stop))


def _try(work: Callable[[], object]) -> None:
    try:
        work()
    except (RunError, RecordError, SQLAlchemyError) as fault:  # whoever asks is told it then
        _log.warning("an answer could not be worked out ahead: %s", fault)


def _first(app: FastAPI, desk: Desk) -> list[Callable[[], object]]:
    """What to work out at the start, the pages that people open first before the others."""
    request = Request({"type": "http", "app": app, "method": "GET", "path": "/", "headers": [], "query_string": b""})
    person = Person(name=desk.person, role="public" if desk.mode == "public" else "reader")
    asked, _ = asked_of(request, desk, person, {})
    return [
        lambda: current_queue(request, desk, person) if desk.mode != "public" else None,
        lambda: kept_columns(request, desk),
        lambda: figure_ledger(asked),
        lambda: question_ledger(asked),
        lambda: kept_operations(request, desk, person),
        lambda: kept_sources(app.state.memory, desk.store),
        lambda: kept_set(request, desk) if desk.mode != "public" else None,
    ]

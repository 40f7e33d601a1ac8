"""What the first visitor would otherwise wait for: worked out when the desk starts, and kept up while it runs."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any, TypeVar

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from watchdesk.desk import judged_pages, map_page
from watchdesk.desk.filters import Filters
from watchdesk.desk.incident_pages import incidents_in_all
from watchdesk.desk.ledgers import (
    OperationsTold,
    figures_page,
    operation_page,
    operation_record,
    operations_told,
    questions_page,
)
from watchdesk.desk.opened import Desk
from watchdesk.desk.remembered import Remembered
from watchdesk.desk.report_lists import reports_in_all
from watchdesk.desk.source_lists import SOURCES
from watchdesk.desk.workbench import Beside, Question, Worker
from watchdesk.errors import RecordError, RunError
from watchdesk.publish.wording import ENGLISH

T = TypeVar("T")

_log = logging.getLogger(__name__)

_STOP_S = 20.0
"""Seconds that closing waits for an answer which is being worked out."""

_OPERATIONS = 30
"""Peace operations, those with most facts, whose ledgers are worked out ahead."""

_SWITCH_S = 0.001
"""Seconds after which a request that computes lets another one go on; Python's own 5 ms are long beside our answers."""


def kept_ready(desk: Desk) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """The life of the application: threads beside it that warm and keep up, and a process that works things out."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        memory: Remembered = app.state.memory
        here: Worker = memory.worker
        switch_s = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        if desk.open_again is not None:
            memory.worker = Beside(desk.open_again)
        stop = threading.Event()
        threads = [
            threading.Thread(target=work, args=(app, desk, stop), name=work.__name__, daemon=True)
            for work in (_fill_queue, _keep_answers)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join(_STOP_S)
            memory.worker.close()
            memory.worker = here
            sys.setswitchinterval(switch_s)

    return life


def _fill_queue(app: FastAPI, desk: Desk, stop: threading.Event) -> None:
    if desk.mode != "public":
        _try(app.state.worklist.refresh)
    if not stop.is_set():
        gc.collect()
        gc.freeze()  # the list's hundreds of thousands of things stay: a collection that walks them stops every page


def _keep_answers(app: FastAPI, desk: Desk, stop: threading.Event) -> None:
    memory: Remembered = app.state.memory
    reader = desk.mode != "public"
    asked = first_questions(reader)
    while asked and not stop.is_set():
        question = asked.pop(0)
        answer = _try(partial(memory.ask, question))
        if answer is not None and question.work is operations_told:
            asked += _operation_questions(answer.value, reader)
    while not stop.is_set():
        _try(lambda: memory.keep_up(stop))


def _try(work: Callable[[], T]) -> T | None:
    try:
        return work()
    except (RunError, RecordError, SQLAlchemyError, RuntimeError) as fault:  # whoever asks is told it then
        _log.warning("an answer could not be worked out ahead: %s", fault)
        return None


def _operation_questions(told: OperationsTold, reader: bool) -> list[Question[Any]]:
    found: list[Question[Any]] = []
    for name, _ in told.names[:_OPERATIONS]:
        found.append(Question(operation_page, (name, reader, ENGLISH.language)))
        found.append(Question(operation_record, (name, reader)))
    return found


def first_questions(reader: bool) -> list[Question[Any]]:
    """What to work out at the start, the pages that people open first before the others."""
    plain, language = Filters(), ENGLISH.language
    found: list[Question[Any]] = [
        Question(incidents_in_all, (plain,), here=True),
        Question(reports_in_all, (plain,), here=True),
        map_page.COLUMNS,
        Question(figures_page, (plain, reader, language)),
        Question(questions_page, (plain, reader, language)),
        Question(operations_told, (reader,)),
        SOURCES,
    ]
    return found + ([judged_pages.PAGE] if reader else [])

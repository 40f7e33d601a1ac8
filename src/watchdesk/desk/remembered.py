"""What takes long to work out is kept, and brought up to date beside the pages; what is behind the store says so."""

from __future__ import annotations

import datetime as dt
import threading
import time
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.requests import Request

from watchdesk.desk.workbench import Here, Question, Worker
from watchdesk.store.history import Changes
from watchdesk.store.opening import Store

T = TypeVar("T")

IN_USE_S = 600.0
"""Seconds for which an answer is brought up to date unasked, after somebody asked for it."""

_EVERY_S = 1.0
_REST = 3
"""How many times as long as it worked the background rests: a quarter of one processor at most goes to what is kept."""

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """An answer as it is kept. `behind` where the store has changed since `at`, when it was worked out."""

    value: T
    at: dt.datetime
    behind: bool


@dataclass(slots=True)
class _Kept:
    value: Any
    newest: int
    at: dt.datetime
    asked_at: float


class Remembered:
    """Answers by their question; safe for several threads.

    Where `keep_up` runs, answers in use are brought up to date one after the other, and whoever asks is given what is
    kept, also where it is behind the store. Where it does not run, an answer is worked out anew once the store changed.
    """

    def __init__(self, store: Store, here: Here) -> None:
        self.worker: Worker = here
        self._here = here
        self._clock, self._changes = store.clock, Changes(store)
        self._lock = threading.Lock()
        self._kept: dict[Question[Any], _Kept] = {}
        self._making: dict[Question[Any], threading.Lock] = {}
        self._keeping = False

    def ask(self, question: Question[T]) -> Answer[T]:
        """The answer to a question: as it is kept, or worked out anew."""
        answer = self._shown(question)
        if answer is None:
            with self._lock:
                making = self._making.setdefault(question, threading.Lock())
            with making:  # of several who ask at once, one has it worked out
                answer = self._shown(question) or self._make(question, asked=True)
        return answer

    def behind(self, question: Question[T]) -> dt.datetime | None:
        """Since when what is kept of a question is behind the store; None where it is not, or nothing is kept."""
        newest = self._changes.newest(judgements=question.judgements)
        with self._lock:
            kept = self._kept.get(question)
            return kept.at if kept and kept.newest != newest else None

    def keep_up(self, stop: threading.Event) -> None:
        """Bring answers in use up to date as the store changes, until `stop` is set."""
        self._keeping, pause_s = True, _EVERY_S
        try:
            while not stop.wait(pause_s):
                pause_s = _EVERY_S
                question = self._oldest()
                if question is not None:
                    start = time.monotonic()
                    self._renew(question)
                    pause_s = (time.monotonic() - start) * _REST
        finally:
            self._keeping = False

    def _renew(self, question: Question[Any]) -> None:
        """Bring one answer up to date; where that fails, whoever asks next is told why."""
        try:
            self._make(question, asked=False)
        except BaseException:
            with self._lock:
                self._kept.pop(question, None)
            raise

    def _oldest(self) -> Question[Any] | None:
        """Of the answers in use that are behind the store the one that was worked out first."""
        newest = {alone: self._changes.newest(judgements=alone) for alone in (True, False)}
        now = time.monotonic()
        with self._lock:
            old = [
                (kept.at, question)
                for question, kept in self._kept.items()
                if kept.newest != newest[question.judgements] and now - kept.asked_at < IN_USE_S
            ]
        return min(old, key=lambda one: one[0])[1] if old else None

    def _shown(self, question: Question[T]) -> Answer[T] | None:
        """What is kept of a question, where it may be shown."""
        newest, now = self._changes.newest(judgements=question.judgements), time.monotonic()
        with self._lock:
            kept = self._kept.get(question)
            if kept is None:
                return None
            in_use, kept.asked_at = now - kept.asked_at < IN_USE_S, now
            if kept.newest != newest and not (self._keeping and in_use):
                return None
            return Answer(value=kept.value, at=kept.at, behind=kept.newest != newest)

    def _make(self, question: Question[T], *, asked: bool) -> Answer[T]:
        newest, at = self._changes.newest(judgements=question.judgements), self._clock()
        value = (self._here if question.here else self.worker).answer(question)
        with self._lock:
            before = self._kept.pop(question, None)
            asked_at = before.asked_at if before and not asked else time.monotonic()
            self._kept[question] = _Kept(value, newest, at, asked_at)
            while len(self._kept) > _MOST:
                gone = next(iter(self._kept))
                del self._kept[gone]
                self._making.pop(gone, None)
        return Answer(value=value, at=at, behind=False)


def kept(request: Request, question: Question[T]) -> T:
    """The answer to a question as it is kept; where it is behind the store, the page and its head say so."""
    memory: Remembered = request.app.state.memory
    answer = memory.ask(question)
    if answer.behind:
        note_age(request, answer.at)
    return answer.value


def note_age(request: Request, at: dt.datetime) -> None:
    """Let the answer to this request say as of when it is; of several moments the first."""
    request.state.as_of = min(at, getattr(request.state, "as_of", at))

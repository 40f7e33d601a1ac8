"""Where what takes long is worked out: one question at a time, beside the desk in a process of its own, or in this one.

In a process of its own the work takes nothing from the pages: an interpreter runs one thread at a time, and a request
beside a long computation would wait at every row that it reads.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing import get_context, parent_process
from typing import Generic, Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from watchdesk.desk.map_data import MapData, coarsened
from watchdesk.desk.opened import Desk
from watchdesk.errors import RunError
from watchdesk.store.history import Changes
from watchdesk.store.kept_readings import KeptReadings

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_SHARED = 24
_log = logging.getLogger(__name__)


class Work(Protocol[T_co]):
    """What works out an answer: a function of a module, so that another process finds it by its name."""

    def __call__(self, bench: Workbench, *args: Hashable) -> T_co: ...


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked: `work` and what it is given. `judgements`: the answer depends on who judged what, not only on what
    became of the claims. `here`: a question to the database, quicker asked than handed to another process."""

    work: Callable[..., T]
    args: tuple[Hashable, ...] = ()
    judgements: bool = field(default=False, compare=False)
    here: bool = field(default=False, compare=False)


class Workbench:
    """What a work is given: the desk, and what several works share, kept until the store changes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._changes = Changes(desk.store)
        self._shared: dict[Hashable, tuple[int, object]] = {}

    @cached_property
    def readings(self) -> KeptReadings:
        """The readings of which ledgers are made."""
        return KeptReadings(self.desk.store)

    @cached_property
    def map_data(self) -> MapData:
        """The rows of this desk's map, as all may see them where it is public."""
        return MapData(self.desk.store, coarsened if self.desk.mode == "public" else None)

    def shared(self, name: Hashable, make: Callable[[], T], *, judgements: bool = False) -> T:
        """What `make` gives, made once for all works until the store changes."""
        newest = self._changes.newest(judgements=judgements)
        kept = self._shared.pop(name, None)
        if kept is None or kept[0] != newest:
            kept = (newest, make())
        self._shared[name] = kept
        while len(self._shared) > _SHARED:
            del self._shared[next(iter(self._shared))]
        return kept[1]  # type: ignore[return-value]  # a name has things of one type


class Worker(Protocol):
    """Somebody who works answers out, one at a time."""

    def answer(self, question: Question[T]) -> T:
        """The answer as the store has it now."""

    def close(self) -> None:
        """End what was started."""


class Here:
    """Works in this process."""

    def __init__(self, desk: Desk) -> None:
        self._bench, self._lock = Workbench(desk), threading.Lock()

    def answer(self, question: Question[T]) -> T:
        with self._lock:
            return question.work(self._bench, *question.args)

    def close(self) -> None:
        """Nothing was started."""


class Beside:
    """Works in a process of its own, which is started anew where it ends.

    `open_desk` opens the same desk there; it must be a function that can be sent to another process.
    """

    def __init__(self, open_desk: Callable[[], Desk]) -> None:
        self._open_desk = open_desk
        self._lock = threading.Lock()
        self._pool = self._start()

    def answer(self, question: Question[T]) -> T:
        pool = self._pool
        try:
            return pool.submit(_work, question).result()
        except BrokenProcessPool:
            _log.warning("the process that works out kept answers ended; it is started anew")
            return self._anew(pool).submit(_work, question).result()

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _anew(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        with self._lock:  # of several who find it broken, one starts it
            if self._pool is broken:
                self._pool = self._start()
            return self._pool

    def _start(self) -> ProcessPoolExecutor:
        context = get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(self._open_desk,))


_bench: Workbench | None = None


def _begin(open_desk: Callable[[], Desk]) -> None:
    """Make this process the one that works: it ends with the desk, not by Ctrl-C."""
    global _bench
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_desk, name="end with the desk", daemon=True).start()
    _bench = Workbench(open_desk())


def _end_with_desk() -> None:
    desk = parent_process()
    if desk is not None:
        desk.join()
        os._exit(1)


def _work(question: Question[T]) -> T:
    if _bench is None:
        raise RunError("the process that works out kept answers has no desk")
    try:
        return question.work(_bench, *question.args)
    except SQLAlchemyError as fault:  # its own kind may not survive the way to the desk
        raise RuntimeError(f"{type(fault).__name__}: {fault}") from None

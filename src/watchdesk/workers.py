"""Read many captures, in one process or several, in the order in which they came."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from watchdesk.errors import RecordError
from watchdesk.pipeline import Reader, open_reader, read_capture
from watchdesk.records import Capture, Issue, Reading
from watchdesk.settings import Settings

_AHEAD = 4  # captures waiting per worker, so that a long folder is never held in memory
_log = logging.getLogger(__name__)
_reader: Reader | None = None


def read_captures(captures: Iterator[Capture | Issue], settings: Settings) -> Iterator[Reading | Issue]:
    """One reading, or one issue that says why there is none, for each of `captures`, in their order."""
    if settings.workers == 1:
        reader = open_reader(settings)
        for capture in captures:
            yield _read_one(capture, reader)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(settings.workers, context, initializer=_open, initargs=(settings,)) as pool:
        waiting: deque[Future[Reading | Issue] | Issue] = deque()
        for capture in captures:
            waiting.append(capture if isinstance(capture, Issue) else pool.submit(_read_here, capture))
            if len(waiting) > settings.workers * _AHEAD:
                yield _taken(waiting.popleft())
        while waiting:
            yield _taken(waiting.popleft())


def _taken(entry: Future[Reading | Issue] | Issue) -> Reading | Issue:
    return entry if isinstance(entry, Issue) else entry.result()


def _open(settings: Settings) -> None:
    global _reader  # one reader per worker process, opened once
    _reader = open_reader(settings)


def _read_here(capture: Capture) -> Reading | Issue:
    if _reader is None:
        raise RuntimeError("a worker was asked to read before its reader was opened")
    return _read_one(capture, _reader)


def _read_one(capture: Capture | Issue, reader: Reader) -> Reading | Issue:
    if isinstance(capture, Issue):
        return capture
    name = capture.stated.id or capture.address
    try:
        return read_capture(capture, reader)
    except RecordError as fault:
        return Issue(address=name, reason=f"{name}: {fault}")
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one report must not lose a night's batch
        _log.exception("watchdesk failed on %s", name)
        return Issue(address=name, reason=f"{name}: watchdesk failed ({fault!r}); please report it with this file")

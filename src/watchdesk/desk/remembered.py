"""What takes long to work out is kept until the store changes, and a little longer while it keeps changing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import func, select

from watchdesk.store.opening import Store
from watchdesk.store.tables import RevisionRow

T = TypeVar("T")

LONGER_S = 20.0
"""Seconds for which an answer may be shown although the store has changed since."""

IN_USE_S = 600.0
"""Seconds for which an answer is brought up to date unasked, after somebody asked for it."""

_EVERY_S = 4.0
_REST = 9
"""How many times as long as it worked the background rests: a tenth of one processor at most goes to what is kept."""

_MOST = 64


@dataclass(slots=True)
class _Kept:
    """An answer, the newest change that it knows of, and how it was worked out."""

    newest: int
    made_at: float
    answer: object
    work: Callable[[], object]
    asked_at: float


class Remembered:
    """Answers by their question; safe for several threads.

    Where `keep_up` runs, answers in use are brought up to date in the background, so that nobody who asks again waits.
    """

    def __init__(self, store: Store, *, longer_s: float = LONGER_S) -> None:
        self._store, self._longer_s = store, longer_s
        self._lock = threading.Lock()
        self._kept: dict[Hashable, _Kept] = {}
        self._making: dict[Hashable, threading.RLock] = {}
        self._keeper = threading.local()
        self._round_s = 0.0  # seconds in which the background last came round to every answer in use

    def ask(self, question: Hashable, work: Callable[[], T]) -> T:
        """The answer to a question: as it was kept, or worked out anew.

        `work` may be called again later, unasked, and gives the answer of that time.
        """
        exact = getattr(self._keeper, "busy", False)
        kept = self._good(question, exact)
        if kept is None:
            with self._lock:
                making = self._making.setdefault(question, threading.RLock())
            with making:  # of several who ask at once, one works it out
                kept = self._good(question, exact) or self._make(question, work)
        return kept.answer  # type: ignore[return-value]  # a question has answers of one type

    def keep_up(self, stop: threading.Event) -> None:
        """Bring answers in use up to date as the store changes, until `stop` is set."""
        self._keeper.busy = True
        pause_s = _EVERY_S
        while not stop.wait(pause_s):
            now, newest, worked_s = time.monotonic(), self._newest(), time.thread_time()
            with self._lock:
                old = [
                    (question, kept.work)
                    for question, kept in self._kept.items()
                    if kept.newest != newest
                    and now - kept.made_at > self._longer_s / 2
                    and now - kept.asked_at < IN_USE_S
                ]
            for question, work in old:
                if stop.is_set():
                    return
                self.ask(question, work)
            pause_s = max(_EVERY_S, (time.thread_time() - worked_s) * _REST)
            self._round_s = pause_s + 2 * (time.monotonic() - now)

    def _newest(self) -> int:
        with self._store.session() as session:
            return session.scalar(select(func.max(RevisionRow.n))) or 0

    def _good(self, question: Hashable, exact: bool) -> _Kept | None:
        """What is kept of a question, where it may still be shown."""
        newest, now = self._newest(), time.monotonic()
        with self._lock:
            kept = self._kept.get(question)
            if kept is None:
                return None
            if not getattr(self._keeper, "busy", False):
                kept.asked_at = now
            fresh = kept.newest == newest or (not exact and now - kept.made_at < max(self._longer_s, self._round_s))
            return kept if fresh else None

    def _make(self, question: Hashable, work: Callable[[], object]) -> _Kept:
        newest, before = self._newest(), self._kept.get(question)
        answer, now = work(), time.monotonic()
        asked_at = before.asked_at if before and getattr(self._keeper, "busy", False) else now
        made = _Kept(newest, now, answer, work, asked_at)
        with self._lock:
            self._kept.pop(question, None)
            self._kept[question] = made
            while len(self._kept) > _MOST:
                gone = next(iter(self._kept))
                del self._kept[gone]
                self._making.pop(gone, None)
        return made

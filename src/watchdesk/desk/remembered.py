"""What takes long to work out is kept until the store changes, and a little longer while it keeps changing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy import func, select

from watchdesk.store.opening import Store
from watchdesk.store.tables import RevisionRow

T = TypeVar("T")

LONGER_S = 20.0
"""Seconds for which an answer may be shown although the store has changed since."""

_MOST = 64


class Remembered:
    """Answers by their question; safe for several threads."""

    def __init__(self, store: Store, *, longer_s: float = LONGER_S) -> None:
        self._store, self._longer_s = store, longer_s
        self._lock = threading.Lock()
        self._kept: dict[Hashable, tuple[int, float, object]] = {}

    def ask(self, question: Hashable, work: Callable[[], T], *, exact: bool = False) -> T:
        """The answer to a question: as it was kept, or worked out anew; `exact`: always that of the store as it is."""
        with self._store.session() as session:
            newest = session.scalar(select(func.max(RevisionRow.n))) or 0
        with self._lock:
            kept = self._kept.get(question)
        if kept and (kept[0] == newest or (not exact and time.monotonic() - kept[1] < self._longer_s)):
            return kept[2]  # type: ignore[return-value]  # a question has answers of one type
        answer = work()
        with self._lock:
            self._kept.pop(question, None)
            self._kept[question] = (newest, time.monotonic(), answer)
            while len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
        return answer

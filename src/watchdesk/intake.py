"""Many captures into the store: read, kept and linked, one report at a time, wholly or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy.orm import Session

from watchdesk import __version__
from watchdesk.collect.identity import capture_id
from watchdesk.records import Capture, Issue, Reading
from watchdesk.settings import Settings
from watchdesk.store.codec import encode
from watchdesk.store.linking import link_added
from watchdesk.store.opening import Store
from watchdesk.store.writing import Added, add_issue, is_web, known_already, put_reading
from watchdesk.workers import read_captures

_NUMBERED_LINE = re.compile(r"(-|.*\.jsonl):\d+", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Where captures go and on whose behalf. `again`: bytes that the store has are read anew."""

    store: Store
    settings: Settings
    who: str
    why: str
    again: bool = False

    @property
    def read_by(self) -> str:
        """The reader by which the store knows a reading."""
        return f"watchdesk {__version__}, {self.settings.reader}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """The place of one capture in the order: what was known of it, or the capture whose reading is awaited."""

    known: Added | None = None
    capture: Capture | None = None


def take_in(captures: Iterator[Capture | Issue], intake: Intake) -> Iterator[Added | Issue]:
    """What came of each capture, in their order: collected, read, kept, linked.

    Bytes that the store has are passed over unread. Each report is one transaction: where a run is stopped, the next
    one goes on from there.
    """
    turns: deque[_Turn] = deque()
    unread = _unread(captures, turns, intake)
    for reading in _read(unread, intake.settings):
        while (known := turns[0].known) is not None:
            turns.popleft()
            yield known
        capture = turns.popleft().capture
        if isinstance(reading, Issue) or capture is None:
            yield _note(reading, intake)
        else:
            yield keep_and_link(capture, reading, intake)
    yield from (turn.known for turn in turns if turn.known)


def keep_and_link(capture: Capture, reading: Reading, intake: Intake) -> Added:
    """One reading into the store and its claims into incidents, in one transaction."""

    def work(session: Session) -> Added:
        added = put_reading(session, capture, reading, intake.read_by, again=intake.again)
        link_added(session, added)
        return added

    return intake.store.write(work, who=intake.who, why=intake.why)


def _read(unread: Iterator[Capture | Issue], settings: Settings) -> Iterator[Reading | Issue]:
    """The readings; the reader is opened only where there is something to read."""
    first = next(unread, None)
    if first is not None:
        yield from read_captures(chain([first], unread), settings)


def _unread(captures: Iterator[Capture | Issue], turns: deque[_Turn], intake: Intake) -> Iterator[Capture | Issue]:
    """The captures to be read; each capture takes its turn in `turns`, with what is known of it already."""
    seen: dict[tuple[str, str], str] = {}
    for capture in captures:
        if isinstance(capture, Issue):
            turns.append(_Turn())
            yield capture
            continue
        named = _named(capture)
        known = known_already(intake.store, named, intake.read_by, again=intake.again) or _seen(named, seen)
        turns.append(_Turn(known=known, capture=named))
        if known is None:
            yield named


def _seen(capture: Capture, seen: dict[tuple[str, str], str]) -> Added | None:
    """What is known of a file whose bytes another file of this run holds; it is remembered for those that follow."""
    if is_web(capture.address):
        return None
    first = seen.setdefault((hashlib.sha256(capture.body).hexdigest(), encode(capture.stated)), capture.address)
    return None if first == capture.address else Added(outcome="known", address=capture.address, same_as=first)


def _named(capture: Capture) -> Capture:
    """The capture under the address that the store keeps, which must mean the same report tomorrow.

    A tidy path; a hash of the bytes in place of what has no lasting name: standard input, a line's number.
    """
    address = capture.address
    digest = hashlib.sha256(capture.body).hexdigest()[:12]
    if address == "-":
        address = f"stdin:{digest}"
    elif line := _NUMBERED_LINE.fullmatch(address):
        address = f"{'stdin' if line[1] == '-' else os.path.normpath(line[1])}:{digest}"
    elif not is_web(address):
        address = os.path.normpath(address)
    if address == capture.address:
        return capture
    return replace(capture, id=capture_id(address, capture.body), address=address)


def _note(outcome: Reading | Issue, intake: Intake) -> Issue:
    if not isinstance(outcome, Issue):
        raise TypeError(f"{outcome.report.address!r} was read without a capture of its own")
    add_issue(intake.store, outcome, who=intake.who)
    return outcome

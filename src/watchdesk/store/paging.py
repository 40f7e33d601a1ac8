"""Lists in pages, by day, the newest first and the undated last: the mark where a page ends, and what follows it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from watchdesk.errors import BadSetting

_MOST_DIGITS = 18


def mark_of(day: dt.date | None, key: str | int) -> str:
    """The mark of the last row of a page: its day and what sets it apart from others of that day."""
    return f"{day.isoformat() if day else ''}~{key}"


def follows(
    mark: str, day: InstrumentedAttribute[Any], key: InstrumentedAttribute[Any], *, number: bool = False
) -> ColumnElement[bool]:
    """The condition for rows after the marked one; `number` where the key is one. Raises BadSetting on other marks."""
    told, tilde, last = mark.partition("~")
    if not tilde or (number and (not last.isdigit() or len(last) > _MOST_DIGITS)):
        raise _bad(mark)
    after = key > (int(last) if number else last)
    undated = day.is_(None)
    if not told:
        return and_(undated, after)
    try:
        first = dt.date.fromisoformat(told)
    except ValueError as fault:
        raise _bad(mark) from fault
    return or_(undated, day < first, and_(day == first, after))


def _bad(mark: str) -> BadSetting:
    return BadSetting(f"the page is {mark!r}, expected the mark that the page before gave as next")

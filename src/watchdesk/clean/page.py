"""What a reader of one format gives: the text of a page and what the page says of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from watchdesk.records import Stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of one capture, before furniture inside it is found. `stripped` with spans into `text`, or without."""

    text: str
    title: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    stripped: tuple[Stripped, ...] = ()

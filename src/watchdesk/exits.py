"""How a command ends: its exit codes, a misuse said on standard error, and a day that must be a day."""

from __future__ import annotations

import datetime as dt
import sys
from typing import NoReturn

import typer

OK, SOME_FAILED, MISUSED = 0, 1, 2


def misused(why: str) -> NoReturn:
    """End the command as misused, saying why."""
    sys.stderr.write(f"watchdesk: {why}\n")
    raise typer.Exit(MISUSED)


def day_of(text: str | None, option: str) -> dt.date | None:
    """The day that an option names; a misuse where it is none."""
    try:
        return dt.date.fromisoformat(text) if text is not None else None
    except ValueError:
        misused(f"{option} is {text!r}, expected a day as YYYY-MM-DD, such as 2022-11-17")

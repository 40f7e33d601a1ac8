"""The store that a command works on: its option, and how it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from watchdesk.errors import RunError
from watchdesk.exits import misused
from watchdesk.settings import Settings, load_settings

if TYPE_CHECKING:
    from watchdesk.store.opening import Store

Db = Annotated[str | None, typer.Option("--db", help="The store: a file or a database URL. [default: watchdesk.db]")]


@contextmanager
def opened_store(db: str | None) -> Iterator[tuple[Store, Settings]]:
    """The store of the settings, which must be there, with the settings; a RunError ends the command as misused."""
    from watchdesk.store.opening import open_store

    try:
        settings = load_settings({"database": db})
        store = open_store(settings.database, make=False)
        try:
            yield store, settings
        finally:
            store.close()
    except RunError as fault:
        misused(str(fault))

"""Bring a database to the tables of this version; every step is a numbered file in `versions/`."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from watchdesk.errors import StoreFault
from watchdesk.store import desk_tables  # noqa: F401  # every table is known before a step runs

HEAD = "0003"
"""The newest step; a database that stands here needs nothing."""

_LOCK = 7_466_126  # PostgreSQL: the advisory lock of this work, so that two programs do not migrate at once


def version_of(connection: Connection) -> str | None:
    """The step at which a database stands, None where it is empty. Raises StoreFault where it is another program's."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise StoreFault(
                f"the database holds {', '.join(sorted(tables)[:3])} and is not watchdesk's: name another one"
            )
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def bring_up_to_date(connection: Connection) -> None:
    """Take every step that the database lacks, inside the caller's transaction: all of them or none."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if version_of(connection) == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as fault:
        raise StoreFault(f"the database was made by a newer watchdesk ({fault}): update watchdesk") from fault

"""Open the database of a desk, made or brought up to date where needed; the one place where a write is tried again."""

from __future__ import annotations

import datetime as dt
import importlib.util
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from watchdesk.errors import MissingPart, StoreFault
from watchdesk.store.migrations import bring_up_to_date
from watchdesk.store.recording import record_changes

T = TypeVar("T")

BUSY_S = 30
"""Seconds that a writer waits for another one."""

TRIES = 12
"""How often a write is tried that another writer came before."""

_READERS = 20
"""Connections to a SQLite file that stay open, and as many more for a while; a desk answers forty requests at once."""

_RETRIED = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock
_log = logging.getLogger(__name__)


def utc_now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. The functions of this stage take it first: `add_reading(store, …)`, `readings(store, …)`."""

    engine: Engine
    clock: Callable[[], dt.datetime] = utc_now

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def _reading(self) -> Engine:
        """The engine as readers use it: a transaction of SQLite sees one moment anyway, PostgreSQL must be told."""
        return self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session to read in: it sees one moment of the database and writes nothing."""
        with Session(self._reading, autoflush=False) as session:
            yield session
            session.rollback()

    def write(self, work: Callable[[Session], T], *, who: str, why: str) -> T:
        """What `work` gives, done wholly or not at all, with who and why on every change.

        `work` may run more than once: where another writer came first, it is undone and tried again. It must
        therefore read what it changes inside the session that it is given.
        """
        for turn in range(TRIES):
            try:
                return self._write_once(work, who, why)
            except (StaleDataError, IntegrityError, OperationalError) as fault:
                if turn == TRIES - 1 or not _is_race(fault):
                    raise
                _log.info("another writer came first (%s), trying again", type(fault).__name__)
                time.sleep(min(0.005 * 2**turn, 0.5))
        raise AssertionError("unreachable")

    def _write_once(self, work: Callable[[Session], T], who: str, why: str) -> T:
        with Session(self.engine.execution_options(watchdesk_writes=True), expire_on_commit=False) as session:
            session.info.update(who=who, why=why, at=self.clock())
            record_changes(session)
            result = work(session)
            session.commit()
            return result

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_store(url: str, *, make: bool = True, clock: Callable[[], dt.datetime] = utc_now) -> Store:
    """The store at a file's path or a database URL; its tables are made, or brought up to date, where needed.

    With `make` False a SQLite file must be there already. Raises StoreFault where the store cannot be opened or is
    newer than this program, MissingPart without its driver.
    """
    where = database_url(url)
    if not make and where.drivername == "sqlite" and not Path(where.database or "").is_file():
        raise StoreFault(f"database is {url!r}, expected a file that `watchdesk add` made; there is none")
    engine = _engine(where)
    try:
        with engine.execution_options(watchdesk_writes=True).begin() as connection:
            bring_up_to_date(connection)
    except StoreFault:
        engine.dispose()
        raise
    except DBAPIError as fault:
        engine.dispose()
        raise StoreFault(
            f"database {shown(where)} cannot be opened ({_first_line(fault)}): "
            "expected a SQLite file that this user may write, or a PostgreSQL URL such as postgresql://user@host/name"
        ) from fault
    return Store(engine, clock)


def database_url(url: str) -> URL:
    """The URL of a database: a plain path stands for a SQLite file, postgresql:// for psycopg's driver."""
    if "://" not in url:
        if not url or Path(url).is_dir() or not Path(url).absolute().parent.is_dir():
            raise StoreFault(f"database is {url!r}, expected a file in an existing folder, or a database URL")
        return URL.create("sqlite", database=url)
    try:
        found = make_url(url)
    except ArgumentError as fault:
        raise StoreFault("the database's URL cannot be read, expected sqlite:///FILE or postgresql://…") from fault
    if found.drivername in ("postgres", "postgresql"):
        found = found.set(drivername="postgresql+psycopg")
    if found.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreFault(f"database {shown(found)} is neither SQLite nor PostgreSQL, the two that watchdesk writes")
    if found.drivername != "sqlite" and importlib.util.find_spec("psycopg") is None:
        raise MissingPart("PostgreSQL needs its driver: pip install 'watchdesk[postgres]'")
    return found


def shown(url: URL) -> str:
    """The URL as it may be shown: without its password."""
    return repr(url.database if url.drivername == "sqlite" else url.render_as_string(hide_password=True))


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": BUSY_S}, pool_size=_READERS, max_overflow=_READERS)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # sqlite3 begins no transaction by itself: we do
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("watchdesk_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_race(fault: Exception) -> bool:
    """Whether a write failed only because another writer came first."""
    if isinstance(fault, StaleDataError):
        return True
    code = getattr(getattr(fault, "orig", None), "sqlstate", None)
    if isinstance(fault, IntegrityError):
        return code in (None, "23505") and "append-only" not in str(fault.orig)
    return code in _RETRIED or "locked" in str(fault)


def _first_line(fault: Exception) -> str:
    return (str(getattr(fault, "orig", None) or fault).splitlines() or [type(fault).__name__])[0]

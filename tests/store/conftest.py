"""Every store test runs on SQLite and on PostgreSQL, each test in an empty database."""

import datetime as dt
import os
import shutil

import pytest
from postgres_server import INSTALL, running_server, server_programs

from watchdesk.store.migrations import HEAD
from watchdesk.store.opening import open_store
from watchdesk.store.tables import Table
from watchdesk.store.word_index import WORD_INDEXES

_TABLES = [*Table.metadata.tables, *WORD_INDEXES]


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self):
        self.now = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self):
        return self.now

    def pass_days(self, days):
        self.now += dt.timedelta(days=days)
        return self.now


@pytest.fixture(scope="session")
def postgres():
    """The URL of a server, with {name} for the database; without one the skip says what brings it."""
    programs = server_programs()
    if programs is None:
        assert "NEED_POSTGRES" not in os.environ, INSTALL
        pytest.skip(INSTALL)
    with running_server(programs) as url:
        open_store(url.format(name="postgres")).close()
        yield url


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("prepared") / "prepared.db"
    open_store(str(path)).close()
    return path


def _connection(url):
    import psycopg

    return psycopg.connect(url, autocommit=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of an empty database with its tables."""
    if request.param == "sqlite":
        path = tmp_path / "desk.db"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        yield str(path)
        return
    server = request.getfixturevalue("postgres").format(name="postgres")
    yield server
    with _connection(server) as connection:
        connection.execute(f"TRUNCATE {', '.join(_TABLES)} RESTART IDENTITY CASCADE")
        connection.execute(f"UPDATE alembic_version SET version_num = '{HEAD}'")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(url, clock):
    store = open_store(url, clock=clock)
    yield store
    store.close()

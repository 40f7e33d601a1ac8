"""Every store test runs on SQLite and on PostgreSQL, each test in a database of its own."""

import datetime as dt
import itertools
import shutil

import pytest
from postgres_server import INSTALL, running_server, server_programs

from watchdesk.store.opening import open_store

_numbers = itertools.count()


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
    """The URL of a server, with {name} for the database; skips where none can be had."""
    programs = server_programs()
    if programs is None:
        pytest.skip(INSTALL)
    with running_server(programs) as url:
        open_store(url.format(name="postgres")).close()  # the template of every test's database
        with _admin(url) as connection:
            connection.execute("CREATE DATABASE prepared TEMPLATE postgres")
        yield url


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("prepared") / "prepared.db"
    open_store(str(path)).close()
    return path


def _admin(url):
    import psycopg

    return psycopg.connect(url.format(name="template1"), autocommit=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of an empty database with its tables."""
    if request.param == "sqlite":
        path = tmp_path / "desk.db"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        yield str(path)
        return
    server = request.getfixturevalue("postgres")
    name = f"desk{next(_numbers)}"
    with _admin(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE prepared")
        yield server.format(name=name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(url, clock):
    store = open_store(url, clock=clock)
    yield store
    store.close()

"""Opening: tables made and brought up to date, and a clear word where a database cannot be used."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from watchdesk.errors import StoreFault
from watchdesk.store import migrations, opening
from watchdesk.store.desk_tables import IdentityRow, UserRow
from watchdesk.store.opening import database_url, open_store, shown
from watchdesk.store.tables import ReportRow, Table
from watchdesk.store.writing import add_reading

from made import reading_of  # isort: skip

made_engine = opening._engine


def test_the_steps_make_the_tables_of_the_program(store):
    ours = set(Table.metadata.tables)

    def is_ours(obj, name, kind, reflected, compare_to):
        return not (kind == "table" and name not in ours) and name != "ix_claims_point"

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, Table.metadata) == []


def test_head_is_the_newest_step():
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_heads() == [migrations.HEAD]


def test_sqlite_stands_as_it_should(store):
    if not store.is_sqlite:
        pytest.skip("about SQLite")
    with store.engine.connect() as connection:
        settings = [connection.execute(sql(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys")]
    assert settings == ["wal", 1]


def test_a_database_of_the_step_before_keeps_its_users(store, url):
    with store.engine.begin() as connection:
        connection.execute(sql("DROP TABLE identities"))
        connection.execute(sql("UPDATE alembic_version SET version_num = '0002'"))
        connection.execute(
            sql("INSERT INTO users (name, role, closed, made_at) VALUES ('ana', 'coder', :no, '2024-03-01 12:00:00')"),
            {"no": False},
        )
    opened = open_store(url)
    with opened.session() as session:
        assert session.query(IdentityRow).all() == []
        assert [row.name for row in session.query(UserRow)] == ["ana"]
    opened.close()


def test_a_newer_database_is_refused_and_left_without_a_connection(store, url, monkeypatch):
    engines = []
    monkeypatch.setattr(opening, "_engine", lambda where: engines.append(made_engine(where)) or engines[-1])
    with store.engine.begin() as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreFault, match="newer watchdesk"):
        open_store(url)
    assert [engine.pool.checkedin() for engine in engines] == [0]


def test_another_programs_database_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE places (id)")
    other.close()
    with pytest.raises(StoreFault, match="holds places and is not watchdesk's"):
        open_store(str(tmp_path / "other.db"))
    (tmp_path / "text.db").write_text("no database " * 100)
    with pytest.raises(StoreFault, match="cannot be opened"):
        open_store(str(tmp_path / "text.db"))


@pytest.mark.parametrize("url", ["", "/no/such/folder/x.db", "mysql://x/y", "::://", "."])
def test_a_url_that_is_none_is_named(url):
    with pytest.raises(StoreFault, match=r"expected|neither"):
        database_url(url)


def test_a_password_is_never_shown():
    assert "secret" not in shown(database_url("postgresql://desk:secret@localhost/x"))
    with pytest.raises(StoreFault) as refused:
        open_store("postgresql://desk:secret@127.0.0.1:9/x")
    assert "secret" not in str(refused.value)


def test_a_session_sees_one_moment(store):
    with store.session() as session:
        assert session.query(ReportRow).count() == 0
        add_reading(store, *reading_of())
        assert session.query(ReportRow).count() == 0
    with store.session() as session:
        assert session.query(ReportRow).count() == 1


def test_a_change_on_an_old_count_is_tried_again_on_the_new(store):
    add_reading(store, *reading_of())
    turns = []

    def work(session):
        row = session.query(ReportRow).one()
        turns.append(row.row_version)
        if len(turns) == 1:
            raise StaleDataError("another writer came first")
        row.read_by = "two"

    store.write(work, who="t", why="t")
    assert len(turns) == 2


def test_a_write_that_can_never_be_stops(store, monkeypatch):
    monkeypatch.setattr("watchdesk.store.opening.TRIES", 2)

    def work(session):
        session.add(ReportRow(id="r"))
        session.flush()

    with pytest.raises(IntegrityError):
        store.write(work, who="t", why="t")


def test_many_programs_open_a_new_database_at_once(tmp_path):
    code = "import sys; from watchdesk.store.opening import open_store; open_store(sys.argv[1]).close()"
    path = str(tmp_path / "new.db")
    opened = [subprocess.Popen([sys.executable, "-c", code, path]) for _ in range(4)]
    assert [p.wait(60) for p in opened] == [0, 0, 0, 0]

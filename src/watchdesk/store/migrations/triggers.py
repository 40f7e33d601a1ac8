"""The second line of the history: triggers that put on record, or refuse, what goes past the session.

A session counts `row_version` up with each change, and so does nothing else: an insert with 0, or an update that leaves
it, came another way and is written down here, as done from outside.
"""

from __future__ import annotations

from collections.abc import Iterator

COUNTED: dict[str, tuple[str, ...]] = {
    "reports": ("current", "body", "stated"),
    "claims": ("report_id", "current", "rejected", "body", "corrected"),
    "incidents": ("claim_ids", "merged_into", "split_from"),
}
"""Tables whose rows are counted, with the columns on record."""

FROZEN: dict[str, tuple[str, ...]] = {
    "captures": ("id", "address", "sha256", "media_type", "body", "captured_at"),
    "reports": ("id", "capture_id", "address", "version", "text", "diff", "added_at"),
    "judgements": ("id", "verdict", "claim_id", "other_id", "by", "at", "changes", "why"),
    "revisions": ("at", "who", "why", "table_name", "row_id", "change", "field"),
}
"""Columns that nothing may change."""

KEPT = {"captures": "address", "reports": "id", "judgements": "id", "revisions": None}
"""Tables whose rows may go only with a forgotten address, and the column that tells; None: never."""

WHO, WHY = "outside watchdesk", "not through watchdesk: the reason is not known"


def triggers(dialect: str) -> Iterator[str]:
    """The statements that make every trigger on this database, "sqlite" or "postgresql"."""
    make = _sqlite if dialect == "sqlite" else _postgres
    for table, columns in COUNTED.items():
        yield from make.counted(table, columns)
    for table, columns in FROZEN.items():
        yield from make.frozen(table, columns)
    for table, column in KEPT.items():
        yield from make.kept(table, column)


def _gone(table: str, column: str | None) -> str:
    """The condition under which a row may be deleted."""
    if column is None:
        return "1 = 0"
    if column == "address":
        return "EXISTS (SELECT 1 FROM tombstones t WHERE t.address = OLD.address)"
    return f"EXISTS (SELECT 1 FROM withdrawn w WHERE w.id = OLD.{column})"


def _emptied(table: str) -> str:
    """The condition under which the values of a revision may be emptied: its row went with a forgotten address."""
    return "EXISTS (SELECT 1 FROM withdrawn w WHERE w.id = OLD.row_id)"


def _is_deletion_recorded(table: str) -> str:
    return (
        f"(SELECT r.change FROM revisions r WHERE r.table_name = '{table}' AND r.row_id = OLD.id"
        " ORDER BY r.n DESC LIMIT 1)"
    )


_COLUMNS = "INSERT INTO revisions (at, who, why, table_name, row_id, change, field, old, new)"


class _Sqlite:
    now = "strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'"

    def counted(self, table: str, columns: tuple[str, ...]) -> Iterator[str]:
        said = f"{self.now}, '{WHO}', '{WHY}', '{table}'"
        updates = " ".join(
            f"{_COLUMNS} SELECT {said}, OLD.id, 'changed', '{c}', OLD.{c}, NEW.{c} WHERE OLD.{c} IS NOT NEW.{c};"
            for c in columns
        )
        yield (
            f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table}"
            f" WHEN NEW.row_version = OLD.row_version BEGIN {updates} END"
        )
        yield (
            f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} WHEN NEW.row_version = 0"
            f" BEGIN {_COLUMNS} VALUES ({said}, NEW.id, 'added', NULL, NULL, NULL); END"
        )
        yield (
            f"CREATE TRIGGER {table}_deleted AFTER DELETE ON {table}"
            f" WHEN {_is_deletion_recorded(table)} IS NOT 'deleted'"
            f" BEGIN {_COLUMNS} VALUES ({said}, OLD.id, 'deleted', NULL, NULL, NULL); END"
        )

    def frozen(self, table: str, columns: tuple[str, ...]) -> Iterator[str]:
        changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
        yield self._refusal(table, "frozen", "UPDATE", changed)
        if table == "revisions":
            written = (
                "(NEW.old IS NOT NULL AND NEW.old IS NOT OLD.old) OR (NEW.new IS NOT NULL AND NEW.new IS NOT OLD.new)"
            )
            yield self._refusal(table, "emptied", "UPDATE", f"NOT {_emptied(table)} OR {written}")

    def kept(self, table: str, column: str | None) -> Iterator[str]:
        yield self._refusal(table, "kept", "DELETE", f"NOT {_gone(table, column)}")

    @staticmethod
    def _refusal(table: str, name: str, verb: str, condition: str) -> str:
        return (
            f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
        )


class _Postgres:
    def counted(self, table: str, columns: tuple[str, ...]) -> Iterator[str]:
        said = f"now(), '{WHO}', '{WHY}', '{table}'"
        updates = " ".join(
            f"IF OLD.{c} IS DISTINCT FROM NEW.{c} THEN"
            f" {_COLUMNS} VALUES ({said}, OLD.id, 'changed', '{c}', OLD.{c}::text, NEW.{c}::text); END IF;"
            for c in columns
        )
        yield self._function(
            f"{table}_recorded",
            f"IF TG_OP = 'UPDATE' THEN IF NEW.row_version = OLD.row_version THEN {updates} END IF;"
            f" ELSIF TG_OP = 'INSERT' THEN IF NEW.row_version = 0 THEN"
            f" {_COLUMNS} VALUES ({said}, NEW.id, 'added', NULL, NULL, NULL); END IF;"
            f" ELSIF {_is_deletion_recorded(table)} IS DISTINCT FROM 'deleted' THEN"
            f" {_COLUMNS} VALUES ({said}, OLD.id, 'deleted', NULL, NULL, NULL); END IF; RETURN NULL;",
        )
        yield (
            f"CREATE TRIGGER {table}_recorded AFTER INSERT OR UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_recorded()"
        )

    def frozen(self, table: str, columns: tuple[str, ...]) -> Iterator[str]:
        changed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in columns)
        if table == "revisions":
            written = (
                "(NEW.old IS NOT NULL AND NEW.old IS DISTINCT FROM OLD.old)"
                " OR (NEW.new IS NOT NULL AND NEW.new IS DISTINCT FROM OLD.new)"
            )
            changed = f"{changed} OR NOT {_emptied(table)} OR {written}"
        yield from self._refusal(table, "frozen", "UPDATE", changed, "NEW")

    def kept(self, table: str, column: str | None) -> Iterator[str]:
        yield from self._refusal(table, "kept", "DELETE", f"NOT ({_gone(table, column)})", "OLD")

    def _refusal(self, table: str, name: str, verb: str, condition: str, row: str) -> Iterator[str]:
        yield self._function(
            f"{table}_{name}",
            f"IF {condition} THEN RAISE EXCEPTION '{table} are append-only'; END IF; RETURN {row};",
        )
        yield (f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}()")

    @staticmethod
    def _function(name: str, body: str) -> str:
        return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


_sqlite, _postgres = _Sqlite(), _Postgres()

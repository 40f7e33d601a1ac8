"""The indexes for words and for places, which each database has in its own form.

SQLite: FTS5 without a copy of the text, and R*Tree. PostgreSQL: tsvector with a GIN index, and GiST over points.
The words come folded (no accents, no capitals) from `searching.py`, so that both find the same.
"""

from __future__ import annotations

WORD_TABLES = ("report_words", "claim_words")
BOX_TABLE = "claim_boxes"


def index_statements(dialect: str) -> list[str]:
    """The statements that make the indexes on this database, "sqlite" or "postgresql"."""
    if dialect == "sqlite":
        return [
            *(
                f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')"
                for table in WORD_TABLES
            ),
            f"CREATE VIRTUAL TABLE {BOX_TABLE} USING rtree(n, west, east, south, north)",
        ]
    return [
        *(f"CREATE TABLE {table} (n bigint PRIMARY KEY, words tsvector NOT NULL)" for table in WORD_TABLES),
        *(f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)" for table in WORD_TABLES),
        "CREATE INDEX ix_claims_point ON claims USING gist (point(longitude, latitude))",
    ]

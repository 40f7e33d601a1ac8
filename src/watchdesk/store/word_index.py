"""The index of words: what is written into it, and how a search is put to it, the same on both databases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from watchdesk.store.claim_columns import words_of

MAX_WORDS = 60_000
"""Words of one report that are indexed; PostgreSQL takes a megabyte a row."""

Index = Literal["report_words", "claim_words"]
WORD_INDEXES: tuple[Index, ...] = ("report_words", "claim_words")
_PART = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')


def index_words(session: Session, index: Index, n: int, words: str) -> None:
    """Put the words of row `n` into an index."""
    folded = _folded(words)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text(f"INSERT INTO {index} (rowid, words) VALUES (:n, :words)"), {"n": n, "words": folded})
    else:
        statement = f"INSERT INTO {index} (n, words) VALUES (:n, to_tsvector('simple', :words))"
        session.execute(text(statement), {"n": n, "words": folded})


def unindex_words(session: Session, index: Index, n: int, words: str) -> None:
    """Take row `n` out of an index; `words` are those that were put in."""
    if session.get_bind().dialect.name == "sqlite":
        statement = f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', :n, :words)"
        session.execute(text(statement), {"n": n, "words": _folded(words)})
    else:
        session.execute(text(f"DELETE FROM {index} WHERE n = :n"), {"n": n})


def _folded(words: str) -> str:
    return " ".join(words_of(words)[:MAX_WORDS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One part of a search: words in a row. `starts`: the last may go on; `out`: rows that hold it are left out."""

    words: tuple[str, ...]
    starts: bool = False
    out: bool = False


def terms_of(search: str) -> tuple[Term, ...]:
    """The terms of a search: every word, "words in a row", wor* for a beginning, -word to leave out."""
    found = []
    for out_row, row, out_word, word in _PART.findall(search):
        words = tuple(words_of(row or word))
        if words:
            found.append(Term(words=words, starts=bool(word) and word.endswith("*"), out=bool(out_row or out_word)))
    return tuple(found)


def matching(session: Session, terms: tuple[Term, ...]) -> str:
    """The terms in the database's own language of search, to be bound to a parameter."""
    wanted = [t for t in terms if not t.out]
    unwanted = [t for t in terms if t.out]
    if session.get_bind().dialect.name == "sqlite":
        query = " AND ".join(_fts5(t) for t in wanted)
        return " NOT ".join([f"({query})", *(_fts5(t) for t in unwanted)]) if unwanted else query
    return " & ".join([*(_tsquery(t) for t in wanted), *(f"!{_tsquery(t)}" for t in unwanted)])


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.starts else "")


def _tsquery(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if term.starts:
        words[-1] += ":*"
    return f"({' <-> '.join(words)})"


CONDITION = {
    "sqlite": "SELECT rowid FROM {index} WHERE {index} MATCH :terms",
    "postgresql": "SELECT n FROM {index} WHERE words @@ to_tsquery('simple', :terms)",
}
"""The rows of an index that match, by dialect."""

"""Full text search in the reports, accents and capitals folded; the same on both databases."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from sqlalchemy import select

from watchdesk.store.claim_columns import WORD
from watchdesk.store.opening import Store
from watchdesk.store.tables import ReportRow
from watchdesk.store.wanted import word_condition
from watchdesk.store.word_index import Term, terms_of

_AROUND = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that holds the words. `snippet` is the text around the first of them, on one line."""

    report_id: str
    address: str
    title: str | None
    published: dt.date | None
    snippet: str


def search(store: Store, words: str, *, limit: int = 50) -> list[Found]:
    """Reports (newest version of each address) that hold every word, the newest first, undated last.

    A word, "words in a row", wor* for a beginning, -word to leave out. Raises BadSetting where there is none to find.
    """
    terms = terms_of(words)
    with store.session() as session:
        fits = word_condition(session, "report_words", ReportRow.n, words)
        order = (ReportRow.published.desc().nulls_last(), ReportRow.address)
        chosen = select(ReportRow.n).where(ReportRow.current, fits).order_by(*order).limit(limit)  # without their texts
        rows = session.scalars(select(ReportRow).where(ReportRow.n.in_(chosen)).order_by(*order))
        return [
            Found(
                report_id=row.id,
                address=row.address,
                title=row.title,
                published=row.published,
                snippet=snippet_of(row.text, terms),
            )
            for row in rows
        ]


def snippet_of(text: str, terms: tuple[Term, ...]) -> str:
    """The text around the first of the terms that it holds; its beginning where only the title holds them."""
    folded, places = _folded_with_places(text)
    words = [(m[0], places[m.start()], places[m.end() - 1] + 1) for m in WORD.finditer(folded)]
    start, end = _first_hit(words, terms) or (0, 0)
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    low = text.find(" ", low, start) + 1 or low if low else 0
    high = text.rfind(" ", end, high) if high < len(text) and " " in text[end:high] else high
    return f"{'…' if low else ''}{' '.join(text[low:high].split())}{'…' if high < len(text) else ''}"


def _first_hit(words: list[tuple[str, int, int]], terms: tuple[Term, ...]) -> tuple[int, int] | None:
    for i in range(len(words)):
        for term in terms:
            row = words[i : i + len(term.words)]
            if not term.out and len(row) == len(term.words) and _fits(tuple(w for w, _, _ in row), term):
                return row[0][1], row[-1][2]
    return None


def _fits(words: tuple[str, ...], term: Term) -> bool:
    if not term.starts:
        return words == term.words
    return words[:-1] == term.words[:-1] and words[-1].startswith(term.words[-1])


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stands in the text."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character):
            if not unicodedata.combining(part):
                for letter in part.casefold():
                    folded.append(letter)
                    places.append(place)
    return "".join(folded), places

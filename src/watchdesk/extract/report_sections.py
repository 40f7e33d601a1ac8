"""Which part of a report a sentence stands in, where headings in capitals name the countries that it tells of in turn.

A noon briefing goes from LEBANON to the CENTRAL AFRICAN REPUBLIC: what is told under one heading did not happen under
the other.
"""

from __future__ import annotations

from collections.abc import Mapping

from watchdesk.records import Layout, Names

_LONGEST = 60  # characters of a heading
_FEWEST = 2  # headings of different countries, fewer make no sections


def sections(layout: Layout, names: Names) -> Mapping[int, str]:
    """The heading of each sentence by the index of the sentence; empty where a report has no such parts."""
    found: dict[int, str] = {}
    current: str | None = None
    for sentence in layout.sentences:
        words = layout.report.text[sentence.span.start : sentence.span.end].strip(" #*•:–-")
        if len(words) <= _LONGEST and words.isupper() and words[-1:] not in ".!?":
            current = words if _is_country(words, names) else None
        if current is not None:
            found[sentence.index] = current
    return found if len(set(found.values())) >= _FEWEST else {}


def _is_country(words: str, names: Names) -> bool:
    """True for a heading that is the name of a country, or of a territory or town that lists hold."""
    named = names.countries_in(words)
    if named:
        return len({c.iso for c in named}) == 1 and max(c.span.end - c.span.start for c in named) * 2 >= len(words)
    return len(words.split()) <= 2 and bool(names.places_named(words.title()))

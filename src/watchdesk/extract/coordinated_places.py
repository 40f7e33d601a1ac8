"""Places joined by "and" with the one where an event happened: one event each, as ACLED codes them."""

from __future__ import annotations

import re

from watchdesk.records import Layout, Place, PlaceMention, Quote, Sentence

_COMMA = re.compile(r"\s*,\s*(?:in |at |à |de |d[’']|the |le |la |les )?", re.IGNORECASE)
_AND = re.compile(
    r"\s*,?\s*(?:and|et|&|as well as|ainsi que)\s+(?:in |at |of |à |de |d[’']|the |le |la |les )*", re.IGNORECASE
)


def coordinated_places(place: Place, sentence: Sentence, layout: Layout) -> tuple[Place, ...]:
    """`place`, and the places that its own sentence joins to it by "and": "in Ménaka and Gao" gives two.

    "Talataye, Gao" is a town and its region, so commas join only in a list that ends with "and". Three or more are
    told as one spread-out happening, and stay one event with the area as its place.
    """
    quote = place.quote
    if quote is None or not sentence.span.holds(quote.span):
        return (place,)
    here = [m for m in layout.places if sentence.span.holds(m.span) and m.role == "place"]
    at = next((n for n, m in enumerate(here) if quote.span.holds(m.span)), None)
    if at is None or here[at].relation not in ("at", "region"):
        return (place,)
    last = _end_of_list(here, at, layout.report.text)
    if last != at + 1:
        return (place,)
    return (place, _as_place(here[last], layout.report.text))


def _end_of_list(here: list[PlaceMention], at: int, text: str) -> int:
    """The index of the last place of the list that begins at `at`; `at` itself where no list does."""
    for index in range(at + 1, len(here)):
        between = text[here[index - 1].span.end : here[index].span.start]
        if _AND.fullmatch(between):
            return index
        if not _COMMA.fullmatch(between):
            return at
    return at


def _as_place(mention: PlaceMention, text: str) -> Place:
    words = text[mention.span.start : mention.span.end]
    return Place(name=words, quote=Quote(span=mention.span, text=words))

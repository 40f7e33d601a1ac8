"""A claim, a count, an incident in a few words of the reader's language: what lists and headings show."""

from __future__ import annotations

from watchdesk.desk.wording import named
from watchdesk.records import Claim, Count, Event, Figure, MissionFact, Source, Statement


def head_of(claim: Claim, language: str) -> str:
    """The heading of a claim."""
    if isinstance(claim, Event):
        place = f", {claim.place.name}" if claim.place and claim.place.name else ""
        return named(language, "sub_event", claim.sub_event_type) + place
    if isinstance(claim, Figure):
        return f"{count_words(claim.count, language)} {named(language, 'measure', claim.measure)}"
    if isinstance(claim, Statement):
        source = claim.sources[0] if claim.sources else Source()
        return f"{source.label or named(language, 'words', 'unnamed')}: {named(language, 'act', claim.act)}"
    if isinstance(claim, MissionFact):
        country = f", {claim.country}" if claim.country else ""
        return f"{claim.operation}: {named(language, 'action', claim.action)}{country}"
    raise TypeError(f"{claim!r} is of no known kind")


def count_words(count: Count, language: str) -> str:
    """A count as the language writes it: `more than 8,000`, `24 to 99`; thin spaces part thousands in French."""

    def number(value: int) -> str:
        return f"{value:,}".replace(",", "\u202f" if language == "fr" else ",")

    if count.low is not None and count.high is not None and count.low != count.high:
        return f"{number(count.low)}–{number(count.high)}"
    one = count.low if count.low is not None else count.high
    mark = "" if count.qualifier in ("exact", "vague") else named(language, "qualifier", count.qualifier) + " "
    return f"{mark}{number(one)}" if one is not None else "?"

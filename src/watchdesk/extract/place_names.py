"""Place names as written, with how each is used."""

from __future__ import annotations

from watchdesk.records import Names, PlaceMention, Report, Sentence


def find_places(report: Report, sentences: tuple[Sentence, ...], names: Names) -> tuple[PlaceMention, ...]:
    """Place mentions in order of the text."""
    return ()

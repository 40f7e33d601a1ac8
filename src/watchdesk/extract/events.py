"""Which sentences tell of which type of event, and who did what to whom, where and when."""

from __future__ import annotations

from watchdesk.records import Event, Figure, Layout, Names, Statement


def find_events(
    layout: Layout, statements: tuple[Statement, ...], figures: tuple[Figure, ...], names: Names
) -> tuple[Event, ...]:
    """Events in order of the text, one per place, day, actor pair and type."""
    return ()

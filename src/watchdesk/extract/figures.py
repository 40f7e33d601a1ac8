"""Counts in words and digits to low, high, what is counted and who counted."""

from __future__ import annotations

from watchdesk.records import Figure, Layout, Names, Statement


def find_figures(layout: Layout, statements: tuple[Statement, ...], names: Names) -> tuple[Figure, ...]:
    """Figures in order of the text."""
    return ()

"""Who says what: direct and indirect statements with speaker, act and target."""

from __future__ import annotations

from watchdesk.records import Layout, Names, Statement


def find_statements(layout: Layout, names: Names) -> tuple[Statement, ...]:
    """Statements in order of the text."""
    return ()

"""Facts about peace operations: contributions, withdrawals, mandates, strengths, denials, attacks, detentions."""

from __future__ import annotations

from watchdesk.records import Figure, Layout, MissionFact, Names, Statement


def find_mission_facts(
    layout: Layout, statements: tuple[Statement, ...], figures: tuple[Figure, ...], names: Names
) -> tuple[MissionFact, ...]:
    """Mission facts in order of the text."""
    return ()

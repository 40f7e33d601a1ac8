"""Actors as written: armies, groups, missions, officials, crowds, civilians."""

from __future__ import annotations

from watchdesk.records import ActorMention, Names, Report, Sentence


def find_actors(report: Report, sentences: tuple[Sentence, ...], names: Names) -> tuple[ActorMention, ...]:
    """Actor mentions in order of the text."""
    return ()

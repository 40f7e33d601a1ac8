"""Stated and relative dates to a first and last day, with the basis kept."""

from __future__ import annotations

from watchdesk.records import DateMention, Report, Sentence


def find_dates(report: Report, sentences: tuple[Sentence, ...]) -> tuple[DateMention, ...]:
    """Date expressions in order of the text, each with its days where they can be known."""
    return ()

"""What stands between quotation marks, of every shape, and across paragraphs."""

from __future__ import annotations

from watchdesk.records import Quotation, Report, Sentence


def find_quotations(report: Report, sentences: tuple[Sentence, ...]) -> tuple[Quotation, ...]:
    """Quotations in order of the text."""
    return ()

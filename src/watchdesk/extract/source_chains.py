"""Sources of a chain: the outlet or witness that words passed through, and who is said to have said them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from watchdesk.extract.speaker_words import OUTLET, RELAYED
from watchdesk.records import Source, Span, Statement


def via(source: Source, relay: str) -> Source:
    """A source with the outlet that passed its words on in its role: "Ivorian officers (via RFI)"."""
    outlet = OUTLET.match(relay)
    if source.role is None or outlet is None or "(" in source.role or len(relay.split()) > 4:
        return source
    return replace(source, role=f"{source.role} (via {outlet['name'].strip()})")


def relaying(source: Source, words: str) -> Source:
    """A source with the one whose words it passes on in its role: "an elder (relaying a survivor)"."""
    inner = RELAYED.match(words)
    if inner is None or source.role is None or "(" in source.role:
        return source
    return replace(source, role=f"{source.role} (relaying {inner['who']})")


def said_by(span: Span, statements: Iterable[Statement]) -> Source | None:
    """Who is said to have said the words at `span`: the speaker of the shortest statement that holds them."""
    holding = [s for s in statements if s.words.span.holds(span) and s.sources]
    if not holding:
        return None
    return min(holding, key=lambda s: (s.words.span.end - s.words.span.start, s.words.span.start)).sources[0]

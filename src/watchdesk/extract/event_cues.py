"""The words that tell of an event: the compact lexicon of `codebooks/event_cues.yml` run over sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook, sub_events
from watchdesk.codebooks.caseless import CaselessPattern
from watchdesk.errors import BadCodebook
from watchdesk.records import Span

_GAP = r"(?:\s+[\w’'&.-]+,?){0,5}?\s+"
_GAP_CHARS = r"(?:\s+\S+){0,5}?\s+\S{0,3}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue: where it stands, the sub-event type it tells, and whether the words alone suffice."""

    span: Span
    sub_event: str
    strong: bool


@cache
def _patterns() -> tuple[tuple[str, bool, CaselessPattern], ...]:
    """(sub-event, strong, pattern) for every list of the lexicon. Raises BadCodebook on a wrong entry."""
    found: list[tuple[str, bool, CaselessPattern]] = []
    for name, lists in load_codebook("event_cues")["cues"].items():
        if name not in sub_events():
            raise BadCodebook(f"event_cues.yml: {name!r} is no sub-event type of acled.yml")
        for strength, entries in lists.items():
            if strength not in ("strong", "weak"):
                raise BadCodebook(f"event_cues.yml: {name}: {strength!r} is not one of strong, weak")
            found.append((name, strength == "strong", _compiled(name, entries)))
    return tuple(found)


def _compiled(name: str, entries: list[str]) -> CaselessPattern:
    source = "|".join(f"(?:{entry.replace(' ~ ', _GAP_CHARS)})" for entry in entries)
    source = source.replace(" ", r"\s+")
    try:
        return CaselessPattern(rf"(?<![\w’'-])(?:{source})(?![\w-])")
    except re.error as fault:
        raise BadCodebook(f"event_cues.yml: {name}: not a regular expression: {fault}") from fault


def find_cues(text: str, sentence: Span) -> tuple[Cue, ...]:
    """Every cue of one sentence, in the order of the lexicon; cues of several types may overlap."""
    found: list[Cue] = []
    for name, strong, pattern in _patterns():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            found.append(Cue(span=Span(start=match.start(), end=match.end()), sub_event=name, strong=strong))
    return tuple(found)

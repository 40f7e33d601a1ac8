"""Tellings that the learned reader finds: its types per sentence, with the lexicon's or the verb's words as cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.extract.event_cues import find_cues
from watchdesk.extract.event_model import SentenceScores
from watchdesk.extract.told import GROUPS, Told
from watchdesk.records import Layout, Sentence, Span

_VERB = re.compile(
    r"\b(?:(?:was|were|has|have|had|been|is|are)\s+\w+|\w+(?:ed|ought|oke|ew|aid|hot|ent|ook|urnt|old|eld|ell)"
    r"|(?:a|ont|avait|avaient|est|sont|était|étaient|fut|furent)\s+(?:été\s+)?\w+(?:é|ée|és|ées|i|is|ie|it|u|us|ue))\b",
    re.IGNORECASE,
)


def find_told_by_model(layout: Layout, scores: Sequence[SentenceScores], made_by: str) -> tuple[Told, ...]:
    """Every telling above its threshold, in order of the text; `scores` has one entry per sentence of `layout`."""
    found: list[Told] = []
    for sentence, scored in zip(layout.sentences, scores, strict=True):
        for sub_event in _apart(scored.told):
            found.append(
                Told(
                    sentence=sentence,
                    cue=_cue(sub_event, sentence, layout),
                    sub_event=sub_event,
                    score=scored.types[sub_event],
                    status=scored.status,
                    made_by=made_by,
                )
            )
    return tuple(found)


def _apart(told: tuple[str, ...]) -> list[str]:
    """The types of one sentence, likeliest first, without those that only tell another one of its group again."""
    kept: list[str] = []
    for name in told:
        if not any(name in group and other in group for other in kept for group in GROUPS):
            kept.append(name)
    return kept


def _cue(sub_event: str, sentence: Sentence, layout: Layout) -> Span:
    """The words that tell: the lexicon's for this type, else for any type, else the first verb, else the sentence."""
    text = layout.report.text
    cues = find_cues(text, sentence.span)
    for fits in ([c for c in cues if c.sub_event == sub_event], [c for c in cues if c.strong], cues):
        if fits:
            return min(fits, key=lambda c: c.span.start).span
    verb = _VERB.search(text, sentence.span.start, sentence.span.end)
    return Span(start=verb.start(), end=verb.end()) if verb else sentence.span

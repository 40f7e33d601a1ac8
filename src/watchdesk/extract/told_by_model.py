"""Tellings that the learned reader finds: its types per sentence, with the lexicon's or the verb's words as cue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from watchdesk.codebooks import sub_events
from watchdesk.extract.event_cues import find_cues
from watchdesk.extract.event_model import SentenceScores
from watchdesk.extract.framing import is_denied, is_hedged, status_of
from watchdesk.extract.told import GROUPS, MOVEMENTS, Told, find_told
from watchdesk.extract.told_checks import is_french_background, is_letterhead, is_ruled_out, only_counts
from watchdesk.records import Layout, Sentence, Span, Status

_BACKED = 0.3  # of the threshold, where the lexicon finds the same type in the sentence
_TOGETHER = 0.4  # chance of an event type from which it counts though none of its sub-event types does
_SURE_OF_EVENT, _TRAPPED = 0.6, 0.5
_LEAD = 3  # sentences that open a report; what they tell is its news
_VIOLENT = frozenset({"Battles", "Violence against civilians", "Explosions/Remote violence"})
_VIOLENCE = re.compile(
    r"\b(?:attack(?:s|ed|ing)?|raided|ambush\w*|stormed|opened fire|fired (?:on|at)|gunned|shot|killed|murder\w*"
    r"|assassinat\w+|kidnapp\w+|abduct\w+|explo\w+|bomb\w*|attaqu\w+|embuscade|tir\w* sur|ouvert le feu|braqu\w+"
    r"|assaut|assassin\w+|tuée?s?|exécut\w+|enlev\w+|enlèvements?|saut\w+ sur)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:(?:was|were|has|have|had|been|is|are)\s+\w+"
    r"|(?!(?:armed|hundred|united|indeed|alleged|suspected|so-called|named|based|accused|reported|added|announced|claimed|confirmed)\b)"
    r"[a-z]{2,}(?<!e)ed"
    r"|bought|brought|fought|caught|sought|broke|blew|flew|threw|drew|withdrew|overthrew|slew|laid|shot|went|sent|took|shook|overtook"
    r"|burnt|sold|held|fell|struck|hit|left|fled|met|ran|overran|began|won|lost|beat|stole|drove|rode|cut|kills?|seizes?|strikes?"
    r"|(?:a|ont|avait|avaient|est|sont|était|étaient|fut|furent)\s+(?:été\s+)?\w+(?:é|ée|és|ées|i|is|ie|it|u|us|ue))\b"
)


def find_told_by_model(
    layout: Layout, scores: Sequence[SentenceScores], thresholds: Mapping[str, float], made_by: str
) -> tuple[Told, ...]:
    """Every telling that the model holds likely enough, in order of the text.

    `scores` has one entry per sentence of `layout`; `thresholds` gives each type the chance from which it counts.
    """
    by_lexicon = {(told.sentence.index, told.sub_event) for told in find_told(layout, made_by)}
    found: list[Told] = []
    for sentence, scored in zip(layout.sentences, scores, strict=True):
        if is_letterhead(sentence, layout) or (found and only_counts(sentence, layout)):
            continue
        backed = frozenset(name for name in thresholds if (sentence.index, name) in by_lexicon)
        likely = tuple(n for n in _likely(scored, thresholds, backed) if _fits(n, scored, sentence, layout))
        for sub_event in _apart(likely or _only_one(scored, backed, sentence, layout)):
            cue = _cue(sub_event, sentence, layout)
            found.append(
                Told(
                    sentence=sentence,
                    cue=cue,
                    sub_event=sub_event,
                    score=scored.types[sub_event],
                    status=_status(scored, sub_event, cue, sentence, layout),
                    made_by=made_by,
                    scored=scored,
                )
            )
    return tuple(found)


def _fits(sub_event: str, scored: SentenceScores, sentence: Sentence, layout: Layout) -> bool:
    chance = scored.types[sub_event]
    return not (
        is_ruled_out(sub_event, chance, sentence, layout) or is_french_background(sub_event, chance, sentence, layout)
    )


def _status(scored: SentenceScores, sub_event: str, cue: Span, sentence: Sentence, layout: Layout) -> Status:
    """The model's status, where the words do not say otherwise: still to come, hedged, or denied by nobody."""
    movement = sub_event in MOVEMENTS
    if movement and scored.status == "occurred" and status_of(cue, sentence, layout, movement=True) == "announced":
        return "announced"
    status = scored.status
    if status == "denied" and not is_denied(sentence, layout, before=0):
        status = max((s for s in scored.statuses if s != "denied"), key=lambda s: scored.statuses[s])
    return "alleged" if status == "occurred" and is_hedged(sentence, layout) else status


def _likely(scored: SentenceScores, thresholds: Mapping[str, float], backed: frozenset[str]) -> tuple[str, ...]:
    """Types above their thresholds, likeliest first; a lower one suffices where the lexicon finds the type too.

    Where none stands out but the types of one event type together are likely (a raid that may be a clash or an
    attack with force), the likeliest of them stands for all.
    """
    types = scored.types
    told = [n for n, p in types.items() if p >= thresholds[n] * (_BACKED if n in backed else 1.0)]
    if not told:
        sums: dict[str, float] = {}
        for name, chance in types.items():
            event_type = sub_events()[name].event_type
            sums[event_type] = sums.get(event_type, 0.0) + chance
        best = max(sums, key=lambda event_type: sums[event_type])
        if sums[best] >= _TOGETHER:
            told = [max((n for n in types if sub_events()[n].event_type == best), key=lambda n: types[n])]
    return tuple(sorted(told, key=lambda n: (-types[n], n)))


def _only_one(scored: SentenceScores, backed: frozenset[str], sentence: Sentence, layout: Layout) -> tuple[str, ...]:
    """The likeliest type of violence that fits where the lead all but surely tells an event though no type is sure: one
    of the lexicon's, else any where the words say violence."""
    if sentence.index >= _LEAD or scored.event < _SURE_OF_EVENT or scored.trap > _TRAPPED:
        return ()
    violent = [
        name
        for name in scored.types
        if sub_events()[name].event_type in _VIOLENT and _fits(name, scored, sentence, layout)
    ]
    types = [name for name in violent if name in backed]
    if not types and _VIOLENCE.search(layout.report.text, sentence.span.start, sentence.span.end):
        types = violent
    return (max(types, key=lambda name: (scored.types[name], name)),) if types else ()


def _apart(told: tuple[str, ...]) -> list[str]:
    """The types of one sentence, likeliest first, without those that only tell another one of its group again."""
    kept: list[str] = []
    for name in told:
        if not any(name in group and other in group for other in kept for group in GROUPS):
            kept.append(name)
    return kept


def _cue(sub_event: str, sentence: Sentence, layout: Layout) -> Span:
    """The words that tell: the lexicon's for this type or its kind, else any type's or the first verb, whichever comes
    first, else the sentence."""
    text = layout.report.text
    cues = find_cues(text, sentence.span)
    kind = sub_events()[sub_event].event_type
    for fits in (
        [c for c in cues if c.sub_event == sub_event],
        [c for c in cues if sub_events()[c.sub_event].event_type == kind],
    ):
        if fits:
            return min(fits, key=lambda c: c.span.start).span
    verb = _VERB.search(text, sentence.span.start, sentence.span.end)
    others = [c.span for c in cues if c.strong] or [c.span for c in cues]
    if verb:
        others.append(Span(start=verb.start(), end=verb.end()))
    return min(others, key=lambda span: span.start, default=sentence.span)

"""Whether the side that an event is laid to denies it, in the sentences that tell it or soon after."""

from __future__ import annotations

import re

from watchdesk.records import Actor, ActorMention, Layout, Sentence

_REACH = 3  # sentences behind the last telling in which an answer is looked for
_DENIES = re.compile(  # what goes from the name of the denier to its verb, both in one clause
    r"(?:[\s,]+(?:which|who|that|qui|que|has|have|also|however|in turn|for (?:its|their|his) part|pour sa part|"
    r"de son côté|l[’'](?=ont|a)|a|ont|lui|le|spokesm[ae]n|porte-parole),?)*[\s,’']+"
    r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dismiss(?:es|ed)|refut(?:es|ed)|dément(?:ent|i)?|ni(?:e|ent|é)|"
    r"rejet(?:te|tent|é)|réfut(?:e|ent|é)|récus(?:e|ent|é)|contest(?:e|ent|é))\b",
    re.IGNORECASE,
)
_OF_THE_STATE = frozenset({"state", "military", "police"})


def is_denied_by(actor: Actor | None, sentences: list[Sentence], layout: Layout) -> bool:
    """True where `actor`, by its name or as another arm of its state, denies in `sentences` or soon after them."""
    accused = _mention(actor, layout)
    if accused is None or not sentences:
        return False
    text, last = layout.report.text, sentences[-1].index + _REACH
    start = sentences[0].span.start
    end = layout.sentences[min(last, len(layout.sentences) - 1)].span.end
    return any(
        start <= m.span.start < end and _same_side(m, accused, text) and _DENIES.match(text, m.span.end, end)
        for m in layout.actors
    )


def _mention(actor: Actor | None, layout: Layout) -> ActorMention | None:
    if actor is None or actor.quote is None:
        return None
    return next((m for m in layout.actors if m.span.overlaps(actor.quote.span)), None)


def _same_side(one: ActorMention, other: ActorMention, text: str) -> bool:
    """Whether two mentions are of one side: one name, one state, or one word for a side without a name."""
    if one.known or other.known:
        return one.known is not None and other.known is not None and one.known.id == other.known.id
    if one.country != other.country or "unknown" in (one.kind, other.kind):
        return False
    words = [text[m.span.start : m.span.end].casefold() for m in (one, other)]
    return words[0] == words[1] or (one.country is not None and {one.kind, other.kind} <= _OF_THE_STATE)

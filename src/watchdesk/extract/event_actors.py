"""Who did it to whom: the two actors of an event, by plain rules of syntax."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.extract.actor_clauses import Role, roles_in_sentence
from watchdesk.records import Actor, ActorMention, Layout, Names, Quote, Sentence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """What a sub-event type asks of its two actors: the kinds that may stand for each, and who it is by default.

    A default is a pattern with {} for the country ("Civilians ({})"), or None where the second actor stays empty.
    `fixed` first actors are always the default ("Protesters ({})"), whatever the words are.
    """

    kinds1: frozenset[str]
    kinds2: frozenset[str]
    default1: str
    default2: str | None
    fixed1: bool = False
    fixed2: bool = False


@cache
def castings() -> dict[str, Casting]:
    """The casting of every sub-event type. Raises BadCodebook on a wrong row."""
    book = load_codebook("event_casts")
    groups = {name: frozenset(words) for name, words in book["kinds"].items()}
    found = {}
    for name, row in book["casts"].items():
        if row["first"] not in groups or row["second"] not in groups:
            raise BadCodebook(f"event_casts.yml: {name}: {row['first']!r} and {row['second']!r} must be among kinds")
        found[name] = Casting(
            kinds1=groups[row["first"]],
            kinds2=groups[row["second"]],
            default1=row["default1"],
            default2=row["default2"],
            fixed1=row.get("fixed1", False),
            fixed2=row.get("fixed2", False),
        )
    return found


def event_actors(
    cue: Span, sentence: Sentence, sub_event_type: str, layout: Layout, names: Names
) -> tuple[Actor | None, Actor | None]:
    """Actor 1 and actor 2 of the event whose cue stands at `cue`, as written.

    An actor without a quote is the default of the type; its name still holds {} for the country, which only
    `resolve_actors` knows.
    """
    cast = castings().get(sub_event_type)
    if cast is None:
        return None, None
    found = roles_in_sentence(cue, sentence, layout)
    first = _best(found, "agent", cast.kinds1)
    second = _best(found, "patient", cast.kinds2, first)
    if first is None and not cast.fixed1:
        first = _from_context(sentence, layout, cast, second)
    return (
        _actor(layout, first, cast.default1, cast.fixed1),
        _actor(layout, second, cast.default2, cast.fixed2),
    )


def _best(
    found: Iterable[Role], role: str, kinds: frozenset[str], other: ActorMention | None = None
) -> ActorMention | None:
    """The mention of a fitting kind that plays the role most clearly."""
    ranked = [
        (one.agent if role == "agent" else one.patient, -abs(one.distance), one.mention)
        for one in found
        if one.mention.kind in kinds and one.mention is not other
    ]
    ranked = [entry for entry in ranked if entry[0] > 0]
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _from_context(
    sentence: Sentence, layout: Layout, cast: Casting, second: ActorMention | None
) -> ActorMention | None:
    """The author named in a neighbouring sentence: the nearest registered armed actor of the same paragraph."""
    near = [s for s in layout.sentences if s.paragraph == sentence.paragraph and s.index != sentence.index]
    near.sort(key=lambda s: (abs(s.index - sentence.index), s.index))
    for other in near[:3]:
        for mention in layout.actors:
            known = mention.known
            if not other.span.holds(mention.span) or known is None or mention.kind not in cast.kinds1:
                continue
            if mention is not second and known.kind in ("rebel", "militia", "military"):
                return mention
    return None


def _actor(layout: Layout, mention: ActorMention | None, default: str | None, fixed: bool) -> Actor | None:
    if mention is None:
        return None if default is None else Actor(name=default, reason="the usual actor of this type")
    span = mention.span
    words = layout.report.text[span.start : span.end]
    quote = Quote(span=span, text=words)
    if fixed and default is not None:
        return Actor(name=default, quote=quote, country=mention.country, reason="the type decides")
    if mention.known is not None:
        known = mention.known
        return Actor(
            name=known.name,
            quote=quote,
            entity_id=known.id,
            inter=known.inter,
            sector=known.sector,
            country=known.country,
            reason="named in the text",
        )
    return Actor(name=words, quote=quote, country=mention.country, reason=mention.kind)


def quiet_name(words: str) -> str:
    """Words of a noun phrase in one line, for a name."""
    return re.sub(r"\s+", " ", words).strip()

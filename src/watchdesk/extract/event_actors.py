"""Who did it to whom: the two actors of an event, by plain rules of syntax."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from watchdesk.codebooks.actor_words import group_of
from watchdesk.extract.actor_clauses import Role, anchor_of, bare_countries, partner_before, roles_in_sentence
from watchdesk.extract.actor_context import (
    CROWDS,
    author_nearby,
    claimed_by,
    crowd_nearby,
    harmed_in_toll,
    harmed_nearby,
    is_press,
    only_speaks,
    owner_of_vehicle,
    receiver_of,
    transfer_parties,
)
from watchdesk.extract.casts import Casting, castings
from watchdesk.extract.event_model import SentenceScores
from watchdesk.extract.worded_actors import with_words
from watchdesk.records import Actor, ActorMention, KnownActor, Layout, Names, Quote, Sentence, Span

_USUAL = "the usual actor of this type"
_POSSESSIVE = re.compile(r"(?:their|its|his|our|leurs?|sa|son|ses)\b", re.IGNORECASE)
_GROUPS = frozenset({"rebel", "militia", "unknown"})
_TRANSFER = "Non-violent transfer of territory"
_DYING = re.compile(r"\b(?:die[ds]?|dying|perish|péri|mort|succomb|décéd|disparu|missing)", re.IGNORECASE)
_STATE = frozenset({"military", "police", "state", "peacekeepers", "company"})
_OF = re.compile(r"(?:\s+[\w-]+){0,2}\s+(?:of|de|du|des|d[’'])(?:\s+(?:the|la|l[’'])\s*)?\s*", re.IGNORECASE)
_MOVING = re.compile(
    r"\b(?:convo[iy]s?|patrol(?:s|le|les)?|patrouilles?|vehicles?|véhicules?|column|colonne|unités?|units?|escorte?)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no|without|aucune?|sans|pas de|ni|(?:none|neither) of (?:them|whom|the \w+) (?:was|were)(?: an?)?"
    r"|n[’']étai(?:en)?t pas(?: une?| des?)?)\s+$",
    re.IGNORECASE,
)
_DIES = re.compile(
    r" (?:(?:had |has |have )?(?:lost (?:his|her|their) li(?:fe|ves)|died\b)"
    r"|(?:was|were|had been|have been|has been) (?:\w+ly )?(?:killed|wounded|injured)\b"
    r"|(?:a|ont|avait|avaient|y a|y ont) (?:perdu la vie|péri\b|trouvé la mort)"
    r"|(?:est|sont|était|étaient) morts?\b|(?:a|ont|avait|avaient) été (?:\w+ment )?(?:tué|blessé))"
)
"""Behind those to whom it was done, who did not do it."""
_SURE_PATIENT, _SURE_SUBJECT = 0.6, 4.5
_COUNTED = frozenset({"civilians", "military", "police", "peacekeepers", "state"})
_PEOPLE = frozenset({"civilians", "rioters", "protesters"})


def event_actors(
    cue: Span,
    sentence: Sentence,
    sub_event_type: str,
    layout: Layout,
    names: Names,
    scored: SentenceScores | None = None,
) -> tuple[Actor | None, Actor | None]:
    """Actor 1 and actor 2 of the event whose cue stands at `cue`, as written.

    An actor without a quote is the default of the type; its name still holds {} for the country, which only
    `resolve_actors` knows.
    """
    cast = castings().get(sub_event_type)
    if cast is None:
        return None, None
    cue = anchor_of(cue, sentence, layout)
    bare = bare_countries(sentence, layout, names, cast.bare) if cast.bare else ()
    found = roles_in_sentence(cue, sentence, layout, bare)
    found = tuple(one for one in found if not only_speaks(one.mention, layout))
    if scored is not None:
        found = tuple(_weighed(one, scored) for one in found)
    found = tuple(replace(r, agent=0.0) if _DIES.match(layout.report.text, r.mention.span.end) else r for r in found)
    first, second = _in_sentence(found, sub_event_type, cast, sentence, layout)
    if sub_event_type == "Armed clash":
        first, second = _opposed(first, second)
    first, second = _from_context(first, second, cue, sentence, layout, cast)
    if sub_event_type == "Armed clash" and second is None and first is not None and first.kind in _STATE:
        second = author_nearby(cue, sentence, layout, _GROUPS, first)
    default1, default2 = cast.default1, cast.default2
    if sub_event_type == "Armed clash":
        default1, default2 = _clash_defaults(first, second)
    elif sub_event_type == _TRANSFER and second is None and first is not None:
        default2 = "Military Forces of {}" if first.kind in _GROUPS else None
    elif sub_event_type == "Arrests" and (second is None or second.known is None):
        default2 = crowd_nearby(sentence, layout) or default2
    people = None
    if (
        first is None
        and not cast.fixed1
        and not cast.afar
        and not _DYING.search(layout.report.text, cue.start, cue.end)
    ):
        persons = tuple(r for r in found if not _is_place(r.mention, layout))
        people = _best(layout, persons, "agent", _PEOPLE, _SURE_SUBJECT, second)
    one = _actor(layout, first or people, default1, fixed=cast.fixed1 or people is not None)
    if not cast.fixed1:
        one = _as_author(one, claimed_by(cue, sentence, layout, cast.kinds1, first or people))
    two = _actor(layout, second, default2, fixed=default2 in CROWDS)
    if scored is not None:
        one = with_words(one, "actor1", two, scored, layout, names)
        two = with_words(two, "actor2", one, scored, layout, names)
        if two is not None and is_usual(two) and two.quote and cast.default2 == "Civilians ({})":
            owner = owner_of_vehicle(two.quote.text, sentence, layout)
            two = _actor(layout, owner, None, fixed=False) if owner else two
    return one, two


def _weighed(one: Role, scored: SentenceScores) -> Role:
    """A role as the grammar tells it, with what the learned reader makes of its words."""
    acts, suffers = scored.role("actor1", one.mention.span), scored.role("actor2", one.mention.span)
    lean = _LEARNED * (acts - suffers)
    return replace(one, agent=one.agent + lean, patient=one.patient - lean)


_LEARNED = 1.0  # weight of the learned reader's chances beside the grammar's; .5 to 2.5 were tried on reports left out


def is_usual(actor: Actor | None) -> bool:
    """True for an actor whom no words that we can name give, only the type of the event."""
    return actor is not None and actor.reason == _USUAL


def usual_second(sub_event_type: str) -> Actor | None:
    """The second actor that a type has where no words name one."""
    default = castings()[sub_event_type].default2
    return Actor(name=default, reason=_USUAL) if default else None


def type_by_actors(sub_event_type: str, first: Actor | None, second: Actor | None) -> str:
    """The sub-event type that the codebook gives to these two: who is attacked decides what an attack is.

    An attack on those who bear arms is an armed clash; one by a state force on protesters is excessive force.
    """
    if sub_event_type != "Attack" or second is None:
        return sub_event_type
    if second.inter in _ARMED or (second.inter is None and second.reason in _ARMED_KINDS):
        return "Armed clash"
    state = first is not None and (first.inter == 1 or first.reason in ("military", "police"))
    if state and (second.inter == _PROTESTERS or second.reason == "protesters"):
        return "Excessive force against protesters"
    return sub_event_type


_ARMED, _PROTESTERS = frozenset({1, 2, 3, 4, 8}), 6
_ARMED_KINDS = frozenset({"military", "police", "peacekeepers", "rebel", "militia"})


_STRIKES = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})
_DOWNED = re.compile(
    r"(?: said| says| a dit| dit| affirme)?(?: that| que)? ?(?:it|they|he|avoir)?(?: had| has| have| a| ont)?"
    r"(?: \w+ly)? (?:downed|shot down|intercepted|brought down|abattu|intercepté)\b"
)
"""Behind those who down the drones that others sent."""


def _in_sentence(
    found: tuple[Role, ...], sub_event_type: str, cast: Casting, sentence: Sentence, layout: Layout
) -> tuple[ActorMention | None, ActorMention | None]:
    """The two actors as far as the sentence itself tells them."""
    if sub_event_type == _TRANSFER:
        return transfer_parties(found, sentence, layout)
    if sub_event_type in _STRIKES:
        found = tuple(r for r in found if not _DOWNED.match(layout.report.text, r.mention.span.end, sentence.span.end))
    role = "either" if cast.either or cast.fixed1 else "agent"
    first = _best(layout, found, role, cast.kinds1, cast.sure1)
    if first is not None and first.kind in cast.seldom:
        first = _best(layout, found, role, cast.kinds1 - cast.seldom, cast.sure1)
        first = first or _best(layout, found, role, cast.seldom, _SURE_SUBJECT)
    if sub_event_type == "Change to group/activity":
        return first, receiver_of(found, sentence, layout)
    if cast.bare == "military":  # a country's bare name acts here, but is not what was struck
        found = tuple(r for r in found if r.mention in layout.actors)
    second = _best(layout, found, "either" if cast.fixed1 else "patient", cast.kinds2, _SURE_PATIENT, first)
    if second is None and sub_event_type == "Government regains territory":
        invader = _best(layout, found, "patient", frozenset({"military"}), _SURE_PATIENT, first)
        if invader and first and invader.country and first.country and invader.country != first.country:
            second = invader
    return first, _owner(_user(second, found, cast, layout), first, found, cast, layout)


def _from_context(
    first: ActorMention | None,
    second: ActorMention | None,
    cue: Span,
    sentence: Sentence,
    layout: Layout,
    cast: Casting,
) -> tuple[ActorMention | None, ActorMention | None]:
    """The two actors, with who stands in the neighbouring sentences where this one names no author or no enemy."""
    if first is None and not cast.fixed1:
        kinds = cast.kinds1 & _STATE if cast.default1.startswith(("Military", "Police")) else cast.kinds1
        first = author_nearby(cue, sentence, layout, kinds, second, blamed=cast.blamed)
    if second is None and cast.default2 == "Unidentified Armed Group ({})":
        second = author_nearby(cue, sentence, layout, cast.kinds2 - _STATE, first)
    if second is None and cast.default2 == "Civilians ({})" and cast.kinds2 >= {"military", "peacekeepers"}:
        second = harmed_nearby(sentence, layout, frozenset({"peacekeepers"}))
    if second is None and cast.default2 in ("Civilians ({})", "Military Forces of {}") and not cast.fixed1:
        second = harmed_in_toll(sentence, layout, _COUNTED)
    return first, second


def _opposed(
    first: ActorMention | None, second: ActorMention | None
) -> tuple[ActorMention | None, ActorMention | None]:
    """The two sides of a clash, without a second state force that stands on the side of the first."""
    if first is None or second is None or first.kind not in _STATE or second.kind not in _STATE:
        return first, second
    foreign = first.country and second.country and first.country != second.country
    if foreign and "peacekeepers" not in (first.kind, second.kind):
        return first, second
    return (second if second.kind == "peacekeepers" or first.kind == "state" else first), None


def _clash_defaults(first: ActorMention | None, second: ActorMention | None) -> tuple[str, str]:
    """Who the unnamed side of a clash is: the army against a group, a group against a state force."""
    group, army = "Unidentified Armed Group ({})", "Military Forces of {}"
    found = first or second
    other = group if found is None or found.kind in _STATE else army
    return other, other if found is not None else army


def _user(second: ActorMention | None, found: tuple[Role, ...], cast: Casting, layout: Layout) -> ActorMention | None:
    """Whose convoy it is: for "a supply convoy of the mission" the mission."""
    if second is None or second.known is not None:
        return second
    text = layout.report.text
    for one in found:
        between = text[second.span.end : one.mention.span.start]
        if one.mention.kind in cast.kinds2 and _OF.fullmatch(between) and _MOVING.search(text, *_ends(second)):
            return one.mention
    return second


def _ends(mention: ActorMention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _owner(
    second: ActorMention | None, first: ActorMention | None, found: tuple[Role, ...], cast: Casting, layout: Layout
) -> ActorMention | None:
    """Whose column it is: for "their column" the force named before in the sentence."""
    if second is None or not _POSSESSIVE.match(layout.report.text, second.span.start, second.span.end):
        return second
    owners = [
        r.mention
        for r in found
        if r.mention is not first and r.mention.kind in cast.kinds2 and r.mention.span.end <= second.span.start
    ]
    return owners[0] if owners else second


def _best(
    layout: Layout,
    found: Iterable[Role],
    role: str,
    kinds: frozenset[str],
    sure: float,
    other: ActorMention | None = None,
) -> ActorMention | None:
    """The mention of a fitting kind that plays the role most clearly."""
    ranked = [
        (
            {"agent": one.agent, "patient": one.patient}.get(role, max(one.agent, one.patient)),
            -one.distance,
            one.mention,
        )
        for one in found
        if one.mention.kind in kinds and not _same_party(one.mention, other) and not is_press(one.mention)
        if not _NOBODY.search(layout.report.text, max(0, one.mention.span.start - 40), one.mention.span.start)
    ]
    ranked = [entry for entry in ranked if entry[0] > sure]
    if not ranked:
        return None
    best = max(ranked, key=lambda entry: entry[:2])[2]
    return partner_before(best, [entry[2] for entry in ranked], layout.report.text) if role != "patient" else best


def _same_party(one: ActorMention, other: ActorMention | None) -> bool:
    """True for the other side itself, and for a second mention of it by the name that the registry knows."""
    return one is other or (other is not None and one.known is not None and one.known is other.known)


def _is_place(mention: ActorMention, layout: Layout) -> bool:
    """True for houses and schools, which are harmed as civilians but do nothing."""
    words = layout.report.text[mention.span.start : mention.span.end]
    return group_of(words, layout.report.language) == "places"


def _as_author(actor: Actor | None, author: KnownActor | None) -> Actor | None:
    """ "Gunmen" under the name of the group that claims the deed or is blamed for it."""
    if actor is None or author is None:
        return actor
    return replace(
        actor,
        name=author.name,
        entity_id=author.id,
        inter=author.inter,
        sector=author.sector,
        country=author.country,
        reason="blamed or claiming in the text",
    )


def _actor(layout: Layout, mention: ActorMention | None, default: str | None, *, fixed: bool) -> Actor | None:
    if mention is None:
        return None if default is None else Actor(name=default, reason=_USUAL)
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

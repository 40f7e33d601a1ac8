"""Actors that the sentence of an event leaves to its neighbours: who is blamed nearby, who hands over to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from watchdesk.extract.actor_clauses import AGENT_BEFORE, ESCORT, Role
from watchdesk.records import ActorMention, KnownActor, Layout, Sentence, Span

_PRONOUN = re.compile(r"\b(?:they|he|she|it|ils|elles|il|elle)\b", re.IGNORECASE)
_CLAIMS = re.compile(
    r"[^.;]{0,40}?\b(?:claim(?:ed|s) (?:it|the|responsibility)|took responsibility|said it (?:was"
    r"|had)|said (?:that )?(?:\d+|\w+) (?:[\w-]+ ){0,2}?(?:soldiers?|troops|policem[ae]n|officers|personnel) "
    r"(?:had |were |was )?(?:died|killed)|revendiqu\w+|reconnaît|admitted)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|nobody|no|pas|jamais|ni)\b|n[’']", re.IGNORECASE)
_SETS_OFF = re.compile(
    r"\s+(?:had |have |a |ont |avai(?:t|ent) )?(?:blew up|blown up|detonated|planted|set off|laid|buried"
    r"|(?:fait|font) (?:sauter|exploser)|posé|enterré|dissimulé|déclenché)\b",
    re.IGNORECASE,
)
"""What follows who laid or set off a bomb."""
_HANDS_OVER = re.compile(
    r"\b(?:hand(?:s|ed|ing)?(?: \w+){0,4}? (?:over|back)|handed|hand-?over|turned over"
    r"|transfer\w*|ced(?:ed|es|ing)|gave (?:up|back)|given (?:up|back)|returned"
    r"|remi(?:s|se|ses)|remet\w*|rétroc\w+|cédé\w*|rendu\w*|transféré\w*|restitué\w*|passation)\b",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"\b(?:left|withdrew|pulled (?:out|back)|vacat\w+|evacuat\w+|abandon\w*|drove out"
    r"|walked out|withdraw\w*|retir\w+|quitt\w+|évacu\w+|abandonn\w+"
    r"|retrait|départ|departed|closed)\b",
    re.IGNORECASE,
)
_RECEIVER = re.compile(
    r"(?:\bto|\bà|\baux?|\bentre les mains d[eu])(?:\s+(?:the|la|l’|l'|le|les|its|his))?\s*$", re.IGNORECASE
)
_CROWD_NAMES = {"rioters": "Rioters ({})", "protesters": "Protesters ({})"}
CROWDS = frozenset(_CROWD_NAMES.values())
_HARM = re.compile(
    r"[^.;:]{0,60}?\b(?:were|was|have been|has been|died|lost|ont|a été|a péri"
    r"|sont)?\s*(?:killed|injured|wounded|hurt|died|dead|tuée?s?|blessée?s?"
    r"|morte?s?|péri|touchée?s?)\b",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"\b(?:dead|deaths?|killed|wounded|injured|morts?|tuée?s?|blessée?s?|victimes?|kidnappée?s?|enlevée?s?|disparus?)\s*"
    r"\((?P<who>[^()]{3,80})\)",
    re.IGNORECASE,
)
_SURRENDER = re.compile(r"\b(?:surrender|gave (?:them|him)sel|laid down|rendus?\b|reddition|déposé)", re.IGNORECASE)
_ARMED = frozenset({"military", "police", "rebel", "militia", "unknown", "company", "peacekeepers", "state"})


_CONDEMNS = re.compile(
    r"(?: \([^()]{2,30}\)|\))?(?: has| have| a| ont)?(?: \w+(?:ly|ment))? "
    r"(?:condemn|condamn|denounc|dénonc|deplor|déplor)\w*"
)
_SAYS_WERE = re.compile(
    r" (?:has |have |had )?(?:said|says|told|reported|announced)(?: \w+day)?(?: that)? "
    r"(?:(?:at least|about|some|around|over|more than) )?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|dozens)(?: \w+){0,3} "
    r"(?:were|had been|have been|died|dead)\b"
)


def only_speaks(mention: ActorMention, layout: Layout) -> bool:
    """True for those who condemn a deed, or only tell how many it killed: they are no party to it."""
    text, end = layout.report.text, mention.span.end
    return _CONDEMNS.match(text, end) is not None or _SAYS_WERE.match(text, end) is not None


def author_nearby(
    cue: Span,
    sentence: Sentence,
    layout: Layout,
    kinds: frozenset[str],
    other: ActorMention | None,
    *,
    blamed: bool = False,
) -> ActorMention | None:
    """The author whom a neighbouring sentence names: blamed or claiming there, meant by a pronoun, or the only one.

    With `blamed`, only who is blamed, claims, or is meant by a pronoun: a mine has no author just because one is near.
    """
    near = [sentence, *_neighbours(sentence, layout)]
    fitting = [m for m in _mentions(near, layout) if m.kind in kinds and m is not other and not _same(m, other)]
    fitting = [m for m in fitting if not only_speaks(m, layout)]
    text = layout.report.text
    for mention in fitting:
        if blamed and _other_place_between(sentence, mention, layout):
            continue
        left = text[max(0, mention.span.start - 60) : mention.span.start]
        if (AGENT_BEFORE.search(left) and not ESCORT.search(left)) or (
            mention.known is not None and _claims(text, mention.span.end)
        ):
            return mention
        if blamed and _SETS_OFF.match(text, mention.span.end):
            return mention
    fitting = [m for m in fitting if not sentence.span.holds(m.span)]
    before = [m for m in fitting if m.span.end <= sentence.span.start and m.kind not in ("state",)]
    if before and _PRONOUN.search(text, sentence.span.start, cue.start):
        return _subject_of_last(before, layout)
    if blamed:
        return None
    named = [m for m in fitting if m.known is not None and m.known.kind in ("rebel", "militia", "military")]
    return named[0] if named else None


def _other_place_between(sentence: Sentence, mention: ActorMention, layout: Layout) -> bool:
    """Whether a sentence between the two names a place of its own: another deed, which the claim behind it is of."""
    between = [s for s in layout.sentences if sentence.span.end <= s.span.start and s.span.end <= mention.span.start]
    return any(m.role == "place" and s.span.holds(m.span) for s in between for m in layout.places)


def _claims(text: str, end: int) -> bool:
    """Whether the words behind a name claim the deed; "has not claimed it" does not."""
    found = _CLAIMS.match(text, end)
    return found is not None and not _NOT.search(found[0])


def claimed_by(
    cue: Span, sentence: Sentence, layout: Layout, kinds: frozenset[str], first: ActorMention | None
) -> KnownActor | None:
    """The registered group that claims the deed of nameless "gunmen", or is blamed for it, here or nearby."""
    if first is None or first.known is not None or first.kind not in ("unknown", "rebel", "civilians"):
        return None
    author = author_nearby(cue, sentence, layout, kinds, None, blamed=True)
    return author.known if author is not None and author is not first else None


def _neighbours(sentence: Sentence, layout: Layout) -> list[Sentence]:
    """The nearest sentences of the same paragraph, then the last of the one before; nearest first."""
    near = [s for s in layout.sentences if s.paragraph == sentence.paragraph and 0 < abs(s.index - sentence.index) <= 3]
    near.sort(key=lambda s: (abs(s.index - sentence.index), s.index))
    before = [s for s in layout.sentences if s.index == sentence.index - 1 and s not in near]
    return near[:3] + before


def _mentions(sentences: Iterable[Sentence], layout: Layout) -> list[ActorMention]:
    return [m for s in sentences for m in layout.actors if s.span.holds(m.span) and not is_press(m)]


def is_press(mention: ActorMention) -> bool:
    """Whether a mention is of a newspaper, agency or station, which reports what others do."""
    return mention.known is not None and mention.known.sector == "JRN"


def _same(one: ActorMention, other: ActorMention | None) -> bool:
    return other is not None and one.known is not None and one.known == other.known


def _subject_of_last(before: list[ActorMention], layout: Layout) -> ActorMention:
    """The first actor of the latest sentence that has one."""
    last = max(before, key=lambda m: m.span.start)
    holder = next(s for s in layout.sentences if s.span.holds(last.span))
    return next(m for m in before if holder.span.holds(m.span))


def harmed_nearby(sentence: Sentence, layout: Layout, kinds: frozenset[str]) -> ActorMention | None:
    """Who was killed or hurt, as the next sentence tells it."""
    follow = [s for s in layout.sentences if s.index == sentence.index + 1 and s.paragraph == sentence.paragraph]
    for mention in _mentions(follow, layout):
        if mention.kind in kinds and _HARM.match(layout.report.text, mention.span.end):
            return mention
    return None


def harmed_in_toll(sentence: Sentence, layout: Layout, kinds: frozenset[str]) -> ActorMention | None:
    """Who the toll counts, in the sentence or the two after it: "7 injured (peacekeepers)", "3 morts (2 soldats)"."""
    text = layout.report.text
    for near in layout.sentences[sentence.index : sentence.index + 3]:
        if near.paragraph != sentence.paragraph:
            break
        for toll in _TOLL.finditer(text, near.span.start, near.span.end):
            counted = [m for m in layout.actors if toll.start("who") <= m.span.start and m.span.end <= toll.end("who")]
            fitting = [m for m in counted if m.kind in kinds]
            if fitting:
                return fitting[0]
    return None


def crowd_nearby(sentence: Sentence, layout: Layout) -> str | None:
    """Rioters or protesters of the sentences just before, whose arrest this one tells."""
    near = [s for s in layout.sentences if 0 <= sentence.index - s.index <= 3]
    kinds = [m.kind for m in _mentions(near, layout)]
    return next((_CROWD_NAMES[kind] for kind in reversed(kinds) if kind in _CROWD_NAMES), None)


def receiver_of(found: tuple[Role, ...], sentence: Sentence, layout: Layout) -> ActorMention | None:
    """The state force to whom somebody gives himself up ("surrendered to the troops")."""
    text = layout.report.text
    if not _SURRENDER.search(text, sentence.span.start, sentence.span.end):
        return None
    for role in found:
        left = text[max(sentence.span.start, role.mention.span.start - 30) : role.mention.span.start]
        if role.mention.kind in ("military", "police", "state", "peacekeepers") and _RECEIVER.search(left):
            return role.mention
    return None


def _mission_before(sentence: Sentence, layout: Layout) -> ActorMention | None:
    """The peace operation named last before a sentence: who hands over a camp is the mission that the report is on."""
    before = [m for m in layout.actors if m.kind == "peacekeepers" and m.known and m.span.end <= sentence.span.start]
    return before[-1] if before else None


def transfer_parties(
    found: tuple[Role, ...], sentence: Sentence, layout: Layout
) -> tuple[ActorMention | None, ActorMention | None]:
    """Who gains a place without a fight and who gives it up: "A handed its base to B" gives (B, A)."""
    text = layout.report.text
    armed = [r.mention for r in found if r.mention.kind in _ARMED]
    gainer = next(
        (m for m in armed if _RECEIVER.search(text[max(sentence.span.start, m.span.start - 30) : m.span.start])), None
    )
    words = text[sentence.span.start : sentence.span.end]
    if _HANDS_OVER.search(words):
        giver = next((m for m in armed if m is not gainer), None) or _mission_before(sentence, layout)
        return gainer, giver
    leaving = _LEAVES.search(words)
    if leaving is None:
        return (armed[0] if armed else None), (armed[1] if len(armed) > 1 else None)
    at = sentence.span.start + leaving.start()
    giver = min(armed, key=lambda m: (m.span.start > at, abs(m.span.end - at)), default=None)
    return next((m for m in armed if m is not giver), None), giver


_ARMOUR = re.compile(
    r"\b(?:blindé|véhicule blindé|transport de troupes|convoi|patrouille|colonne|char"
    r"|armou?red (?:vehicle|car|personnel carrier)|APC|convoy|patrol|column|tank)s?\b",
    re.IGNORECASE,
)
_SAME_STORY = 5  # sentences back in which the force whose vehicle it is was named


def owner_of_vehicle(words: str, sentence: Sentence, layout: Layout) -> ActorMention | None:
    """The force named last before a sentence in which only "an armoured vehicle" or "the convoy" is struck."""
    if not _ARMOUR.search(words):
        return None
    near = [s for s in layout.sentences if 0 <= sentence.index - s.index <= _SAME_STORY]
    forces = [m for m in _mentions(near, layout) if m.kind in ("peacekeepers", "military") and m.known is not None]
    before = [m for m in forces if m.span.end <= sentence.span.end]
    return before[-1] if before else None

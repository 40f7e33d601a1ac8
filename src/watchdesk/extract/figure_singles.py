"""Single victims without a number word: "a guard was shot dead", « une infirmière a été blessée »."""

from __future__ import annotations

import re
from dataclasses import replace

from watchdesk.extract.figure_measures import HARM, Cue, after_cue, before_cue, noun_cue, object_cue
from watchdesk.extract.figure_phrases import Counted, find_noun
from watchdesk.extract.numbers import Number, find_singles
from watchdesk.records import Sentence, Span

_NO_PERSON = re.compile(
    r"^(?:\w+\s)?(?:number|group|total|few|lot|series|dozen|hundred|thousand|million|handful|couple|pair|convoy|attack|raid|blast|"
    r"bomb|mine|roadside|landmine|ceasefire|statement|report|toll|day|week|month|year|night|result|further|single|clash|base|"
    r"vehicle|truck|drone|strike|mission|operation|state|court|curfew|source|deal|place|time|shell|rocket|grenade|device|"
    r"embuscade|attaque|explosion|mine|convoi|bilan|jour|nuit|semaine|mois|an|nombre|groupe|dizaine|douzaine|centaine|trentaine|"
    r"vingtaine|quinzaine|quarantaine|cinquantaine|soixantaine|millier|million|poignée|frappe|bombe|engin|véhicule|communiqué|"
    r"opération|mission|base|site|camp|source|obus|roquette|accrochage|affrontement|fois|part|autre part|peu|demi-douzaine|"
    r"bit|little|great|new|market|house|home|school|church|mosque|hospital|fire|gun|firefight|shootout|gunfight|crowd|third|"
    r"quarter|half|fifth|second|fourth|demi|tiers|quart|range|wave|campaign|suspected|possible|child's|man's|woman's)\b",
    re.IGNORECASE,
)
_COORDINATED = re.compile(r"^[\s,]*(?:(?:and|or|et|ou|as well as|plus|ainsi que|&)\s)\s*$|^,\s$", re.IGNORECASE)
_LONE_SIDES = frozenset(("before", "after"))


def find_single_victims(text: str, sentence: Sentence, items: list[Counted], language: str) -> list[Counted]:
    """Single persons of a sentence that were killed, injured, abducted or detained; `items` are its other counts."""
    found: list[Counted] = []
    for number in find_singles(text[sentence.span.start : sentence.span.end]):
        moved = Span(start=number.span.start + sentence.span.start, end=number.span.end + sentence.span.start)
        single = replace(number, span=moved, core=moved)
        if any(item.number.span.overlaps(moved) for item in items):
            continue
        victim = _victim(text, single, sentence, [*items, *found], language)
        if victim:
            found.append(victim)
    return found


def _victim(text: str, number: Number, sentence: Sentence, items: list[Counted], language: str) -> Counted | None:
    before = [i for i in items if i.number.span.end <= number.span.start]
    after = [i.number.span.start for i in items if i.number.span.start >= number.span.end]
    left = max([sentence.span.start, *(i.phrase.noun.end for i in before)])
    right = min([sentence.span.end, *after])
    phrase = find_noun(text, number, right, language)
    words = text[phrase.noun.start : phrase.noun.end]
    if not words or phrase.of or _NO_PERSON.match(words) or object_cue(words, phrase.noun.start, language):
        return None
    counted = Counted(number=number, phrase=phrase, sentence=sentence)
    cue = _cue(text, counted, left, right, language) or _shared(text, counted, before)
    if cue is None or cue.measure not in HARM - {"displaced"}:
        return None
    return replace(counted, cue=cue)


def _cue(text: str, item: Counted, left: int, right: int, language: str) -> Cue | None:
    """What is said to happen to this one person: right before the article, or within a few words after the noun."""
    noun, number = item.phrase.noun, item.number
    dead = noun_cue(text[noun.start : noun.end].split()[0], noun.start, language)
    if dead and dead.measure in ("killed", "injured"):
        return dead
    ahead = before_cue(text, left, number.span.start, language)
    if ahead and number.span.start - ahead.end <= 12:
        return ahead
    behind = after_cue(text, noun.start, min(right, noun.end + 40), language)
    if behind and not re.search(r"[;:.!?]|\b(?:by|par|who|qui|that|que)\b", text[noun.end : behind.start]):
        return behind
    return None


def _shared(text: str, item: Counted, before: list[Counted]) -> Cue | None:
    """The cue of the count that this one is joined to: "two soldiers and a civilian driver"."""
    if not before:
        return None
    nearest = max(before, key=lambda i: i.number.span.start)
    link = text[nearest.phrase.noun.end : item.number.span.start]
    if nearest.cue and nearest.cue.side in _LONE_SIDES and _COORDINATED.match(link):
        return nearest.cue
    return None

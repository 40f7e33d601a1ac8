"""An actor in the words that the learned reader is sure name it, where no list holds them."""

from __future__ import annotations

import re
from dataclasses import replace

from watchdesk.codebooks.actor_words import group_of
from watchdesk.extract.actor_clauses import speaks_at
from watchdesk.extract.event_model import SentenceScores
from watchdesk.records import Actor, Layout, Names, Quote, Span


def with_words(
    actor: Actor | None, role: str, other: Actor | None, scored: SentenceScores, layout: Layout, names: Names
) -> Actor | None:
    """The usual actor with the words that the learned reader is sure name it, where no list holds them.

    A usual state force gives way to the words: they are a name that we do not know, and no guess; where they are only
    a nation's ("Russian glide bombs"), it is that nation's force.
    """
    if actor is None or actor.quote is not None:
        return actor
    text = layout.report.text
    span = _noun_phrase(scored.span_of(role, text), text)
    if span is None or (other is not None and other.quote is not None and span.overlaps(other.quote.span)):
        return actor
    words = text[span.start : span.end]
    if not _NAMING.search(_NAMELESS.sub("", words)) or _NOT_WHO.match(words) or speaks_at(span, text):
        return actor
    unnamed, group = actor.name.endswith("({})"), group_of(words, layout.report.language)
    if unnamed and group in _HARMLESS and not actor.name.startswith("Civilians"):
        return actor
    found = names.countries_in(words)
    counted = group in _OF_STATE | _HARMLESS and _COUNT.match(words)  # the dead, not those who did it
    if counted and (actor.name.startswith("Unidentified") or group is not None):
        return actor
    if not unnamed and (group not in _OF_STATE or _CUT_NAME.match(text, span.end)):
        return actor
    if any(country.form == "name" and country.span.end - country.span.start == len(words) for country in found):
        return actor
    weapon = _WEAPON.fullmatch(words) is not None
    states = {country.iso for country in found if country.form == "demonym"}
    if not unnamed and group is None and len(states) == 1:
        return replace(actor, country=states.pop(), quote=Quote(span=span, text=words))
    if weapon:
        return actor
    return replace(actor, name=actor.name if unnamed else words, quote=Quote(span=span, text=words))


_NOT_WHO = re.compile(
    r"(?:before|until|avant|jusqu[’'])\b|(?:the |an? |la |une |l[’'])?(?:search|fouille|raid|operation|opération|aerial"
    r"|frappe|strike|attack|attaque|visit|visite)\b(?: (?:d[’'](?:une?)?|de|of|on))?(?: (?:the|an?|la|une?))?$",
    re.IGNORECASE,
)
"""Words of a time or a deed: no one does anything under that name."""
_NAMELESS = re.compile(
    r"\b(?:the|an?|another|some|about|at least|this|that|these|those|they|others?|both|all|each|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|un|une|les?|la|des|du|ces?|cet|cette|autres?|deux|trois|quatre|cinq|sept|huit"
    r"|neuf|dix|onze|douze|ils|elles|tous|toutes)\b",
    re.IGNORECASE,
)
_NAMING = re.compile(r"[^\W\d_]{2}")
_COUNT = re.compile(
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|deux|trois|quatre|cinq|sept"
    r"|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|several|dozens"
    r"|plusieurs|des dizaines)\b",
    re.IGNORECASE,
)
_WEAPON = re.compile(
    r"(?:[\w’'-]+ ){0,3}?(?:explosi\w+|bombs?|bombes?|mines?|grenades?|rockets?|roquettes?|shells?|obus|missiles?"
    r"|drones?|paragliders?|paramotors?|helicopters?|planes?|aircraft|jets?|hélicoptères?|avions?|paramoteurs?"
    r"|trucks?|camions?|cars?|voitures?|devices?|engins?|IEDs?|EEI)(?: [\w’'-]+)?",
    re.IGNORECASE,
)
_CUT_NAME = re.compile(r" [A-ZÀ-Þ][a-zà-ÿ]")
_HARMLESS = frozenset({"civilians", "places"})
_OF_STATE = frozenset({None, "army", "patrol", "police", "gendarmes", "government"})


def _noun_phrase(span: Span | None, text: str) -> Span | None:
    """The span without the verb or name before its article or number, and without what ends no noun phrase."""
    if span is None:
        return None
    opening, ending = _BEFORE_NOUN.match(text, span.start, span.end), _AFTER_NOUN.search(text, span.start, span.end)
    start, end = opening.end() if opening else span.start, ending.start() if ending else span.end
    return Span(start=start, end=end) if end - start > 2 else None


_BEFORE_NOUN = re.compile(
    r"(?:that|qu[’']|que)\s*|[\w’'-]+\s+(?=(?:the|an?|two|three|four|five|six|seven|eight|nine|ten|une?|les?|la|des|l[’']|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+)(?:\b|(?<=[’'])))",
    re.IGNORECASE,
)
_AFTER_NOUN = re.compile(
    r"(?:\s+(?:of|the|de|du|des|la|les|and|et|who|qui|in|at|on|near|from|by|dans|à|en|sur|par)|[’']s)+$", re.IGNORECASE
)

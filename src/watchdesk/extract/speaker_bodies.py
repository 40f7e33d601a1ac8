"""Bodies that speak: the registered actor, organ of a state or name in capitals that words name."""

from __future__ import annotations

import re

from watchdesk.extract.date_words import MONTHS, WEEKDAYS
from watchdesk.extract.speaker_memory import SpeakerMemory
from watchdesk.extract.speaker_phrases import body_name, unit_of, words_of
from watchdesk.extract.speaker_words import (
    ARTICLE,
    FORMER,
    GOVERNORS,
    LOCAL,
    MINISTRIES,
    MINISTRY,
    OFFICIALS,
    RULED_BY_ARMY,
)
from watchdesk.records import Span

_IN_EXILE = re.compile(r"\b(?:in[- ]exile|exiled|shadow|parallel|rival|en exil|parallèle)\b", re.IGNORECASE)
"""Of a government that is not the state's, which what follows names: "the government in exile, the NUG"."""


_CIVIL_GENERAL = re.compile(
    r"\b(secretary|attorney|director|inspector|auditor|solicitor|consul|secrétaire|directeur|directrice|inspecteur"
    r"|procureure?|avocat)(?:[ -](?:général|générale|general))\b",
    re.IGNORECASE,
)
"""Generals of no army: "le Secrétaire général"."""
_HEAD_OF_A_BODY = re.compile(
    r"\bprésidente? (?:du |de la |de l[’']|des )(?!(?:république|pays|transition|conseil|assemblée|sénat|parlement"
    r"|gouvernement|région|haute|cour|commission)\b)[a-zé]"
    r"|\bpresident of (?:the|a|an) (?!(?:republic|country|transition|council|assembly|senate|court|commission)\b)[a-z]",
    re.IGNORECASE,
)
"""A president of a committee or club is no president of the state."""
_OPERATION = frozenset({"Mission", "Force", "Operation", "Opération"})
"""How an operation's own papers call it."""
_NO_BODIES = frozenset((*MONTHS, *WEEKDAYS))


def organisation_in(memory: SpeakerMemory, plain: str, anonymous: bool = False) -> str | None:
    """The canonical body in the words: registered, a state's organ, or a name in capitals.

    `anonymous`: the words name a person, so that only what is surely a body counts.
    """
    if not plain:
        return None
    head = plain.split(",")[0]
    for part in dict.fromkeys((head, plain)):
        known = [actor for _, actor in memory.names.actors_in(part)]
        if not known and part.endswith("U.N"):
            known = [actor for _, actor in memory.names.actors_in("UN")]
        if not known and re.fullmatch(r"[A-Z][a-z]{2,5}", bare := ARTICLE.sub("", part)):
            known = [actor for _, actor in memory.names.actors_in(bare.upper())]
        if known:
            return known[0].name
        words = words_of(_CIVIL_GENERAL.sub(r"\1", part))
        countries = memory.names.countries_in(part)
        iso = countries[0].iso if countries else _home(memory, words)
        country = memory.country_name(iso)
        organ = _organ(memory, part, words, country, bool(countries))
        if organ and iso and organ.startswith("Military Forces of"):
            organ = f"Military Forces of {memory.country_name(memory.names.commander_of(iso, 'mil'))}"
        if organ and not (part is head and _IN_EXILE.search(part) and memory.names.actors_in(plain)):
            unit = None if anonymous else unit_of(part, [part[c.span.start : c.span.end] for c in countries])
            return f"{organ} - {unit}" if unit and " - " not in organ else organ
        if countries and country and _stands_for_state(part, countries[0].span):
            return f"Government of {country}"
        name = body_name(part, memory.book, anonymous)
        name = memory.spelled.get(name, name) if name else None
        if name and name.lower() in _NO_BODIES:
            continue
        if name in _OPERATION:
            return memory.actor_before(Span(start=memory.at, end=memory.at), ("peacekeepers",)) or name
        if name and anonymous and name.split()[0].lower() in memory.book.persons:
            continue
        if name and name not in memory.places and not (countries and len(name.split()) == 1):
            return name
    return None


def organ_of_state(memory: SpeakerMemory, body: str, plain: str) -> str | None:
    """The organ of a state that "its defence ministry" or "its army" is, where the owner is a government."""
    state = re.match(r"Government of (?P<country>[^-]+)$", body)
    return _organ(memory, plain, words_of(plain), state["country"], True) if state else None


def _organ(memory: SpeakerMemory, plain: str, words: list[str], country: str | None, named: bool) -> str | None:
    """Government, army, police or ministry of a country, by the words of a phrase."""
    if country is None:
        return None
    heads = set(words)
    local = heads & LOCAL
    if heads & MINISTRIES:
        if not named and heads <= {"ministry", "ministère", "the", "le"}:
            before = _ministry_before(memory)
            if before:
                return before
        kind = next((memory.book.ministries[w] for w in words if w in memory.book.ministries), None)
        return f"Government of {country} - {kind}" if kind else f"Government of {country}"
    if heads & memory.book.police and not heads & (FORMER | memory.book.outsiders):
        return f"Police Forces of {country}"
    if local and not named and (heads & FORMER or not heads & GOVERNORS):
        return None
    if not named and _HEAD_OF_A_BODY.search(plain):
        return None
    if "junta" in heads and country in RULED_BY_ARMY:
        return f"Military Forces of {country}"
    if heads & memory.book.government or (named and heads & OFFICIALS):
        return f"Government of {country}"
    if heads & memory.book.outsiders:
        return None
    if heads & memory.book.military or re.search(
        r"\b(?:armed forces|forces armées|(?:general|joint|defence|defense) staff|chiefs? of staff|air force"
        r"|(?:porte-parole|spokes\w+) (?:des|for|of) (?:the )?op[ée]rations)\b",
        plain,
        re.IGNORECASE,
    ):
        return f"Military Forces of {country}"
    if "commandement" in heads and not memory.actor_before(Span(start=memory.at, end=memory.at), ("peacekeepers",)):
        return f"Military Forces of {country}"
    return None


def _home(memory: SpeakerMemory, words: list[str]) -> str | None:
    """The country of a body that names none: a governor's by his division, others' by where the sentence plays."""
    return memory.local_country() if set(words) & (LOCAL | GOVERNORS) else memory.country_beside()


def _ministry_before(memory: SpeakerMemory) -> str | None:
    """The ministry that "the ministry" takes up: the last that spoke or was named with its field before."""
    spoken = memory.last_body()
    if spoken and "Ministry" in spoken:
        return spoken
    named = [m[0] for m in MINISTRY.finditer(memory.text, 0, memory.at)]
    of_field = [name for name in named if set(words_of(name)) & memory.book.ministries.keys()]
    return organisation_in(memory, of_field[-1]) if of_field else None


def _stands_for_state(plain: str, country: Span) -> bool:
    """True where the words name a country with no other noun than its "side", "delegation" or "authorities"."""
    rest = (plain[: country.start] + plain[country.end :]).lower()
    rest = re.sub(
        r"\b(?:the|le|la|les|l|of|de|du|side|delegation|authorities|officials|partie|délégation|"
        r"autorités)\b|[’',.\s]|'s",
        "",
        rest,
    )
    return rest in ("", "s")

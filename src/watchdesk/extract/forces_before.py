"""To which army, police, mission or group an officer or a spokesman without one belongs: the one named last before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from watchdesk.extract.speaker_phrases import words_of
from watchdesk.records import ActorMention, KnownActor, Span

_RANKS = frozenset(
    [
        "officer",
        "officers",
        "commander",
        "commanders",
        "colonel",
        "colonels",
        "general",
        "generals",
        "lieutenant",
        "captain",
        "sergeant",
        "major",
        "corporal",
        "soldier",
        "soldiers",
        "marines",
        "troops",
        "officier",
        "officiers",
        "sous-officier",
        "commandant",
        "général",
        "capitaine",
        "sergent",
        "caporal",
        "soldat",
        "soldats",
        "adjudant",
        "militaire",
        "militaires",
    ]
)
_VOICES = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokesmen",
        "porte-parole",
    ]
)
_FORMER = frozenset(["former", "retired", "retirement", "ancien", "ex", "retraité", "retraite", "district", "liaison"])
_REBELS = frozenset(["rebel", "rebels", "rebelle", "rebelles", "militia", "insurgent", "jihadist"])
_OF = re.compile(r"\b(?:of|for|from|de|du|des|d[’'])", re.IGNORECASE)
_POLICE = frozenset(["police", "gendarmerie", "gendarmes", "detective", "inspector", "policier", "anti-terrorism"])
_FORCES = {"military": "Military Forces", "police": "Police Forces"}
_ARMED = frozenset({"military", "police", "peacekeepers"})
_REBEL_KINDS = frozenset({"rebel", "militia"})
_SPEAKING = _ARMED | _REBEL_KINDS | {"state", "international"}


def force_of_country(plain: str, country: str) -> str | None:
    """The body of "a Mauritanian officer" or "two Ghanaian diplomats", whose country the words themselves give."""
    heads = set(words_of(plain))
    if heads & _FORMER:
        return None
    if heads & _POLICE and heads & _RANKS:
        return f"Police Forces of {country}"
    if heads & _RANKS:
        return f"Military Forces of {country}"
    return f"Government of {country}" if heads & {"diplomat", "diplomats", "diplomate", "diplomates"} else None


def kinds_of(plain: str) -> frozenset[str]:
    """Kinds of actors to whom a spokesman or officer without a body may belong; none for anybody else."""
    heads = set(words_of(plain))
    if heads & _FORMER or not heads & (_VOICES | _RANKS):
        return frozenset()
    if heads & _REBELS:
        return _REBEL_KINDS
    if heads & _VOICES:
        return frozenset() if _OF.search(plain) else _SPEAKING
    return _ARMED


def force_before(
    mentions: Sequence[ActorMention],
    span: Span,
    country_name: Callable[[str | None], str | None],
    kinds: frozenset[str],
) -> str | None:
    """The actor of one of `kinds` that is named last before `span`: army, police, mission or group."""
    for mention in reversed(mentions):
        if mention.span.start < span.start and mention.kind in kinds:
            name = _name(mention.known, mention, country_name)
            if name:
                return name
    return None


def _name(
    known: KnownActor | None, mention: ActorMention, country_name: Callable[[str | None], str | None]
) -> str | None:
    if known:
        return known.name
    country = country_name(mention.country)
    if mention.kind == "state":
        return f"Government of {country}" if country else None
    prefix = _FORCES.get(mention.kind)
    return f"{prefix} of {country}" if prefix and country else None

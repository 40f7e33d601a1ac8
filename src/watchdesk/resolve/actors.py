"""Actor mentions to actor entities: names, aliases, nationality, and what is usual where the text names no one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.actor_words import group_of
from watchdesk.errors import BadCodebook
from watchdesk.records import Actor, Claim, Event, KnownActor, Layout, Names, Quote
from watchdesk.resolve.actor_rows import as_known, candidate_words, dated, existed
from watchdesk.resolve.countries import commander_of, load_countries
from watchdesk.resolve.home_country import home_country

_GENERATED_NAMES = {
    "Government of {}": "gov",
    "Military Forces of {}": "mil",
    "Police Forces of {}": "pol",
    "Civilians ({})": "civ",
    "Protesters ({})": "pro",
    "Rioters ({})": "rio",
    "Unidentified Armed Group ({})": "uag",
    "Unidentified Islamist Armed Group ({})": "uig",
    "Unidentified Gang ({})": "ugg",
    "Unidentified Communal Militia ({})": "ucm",
}
_BY_GROUP = {
    "army": "mil",
    "patrol": "mil",
    "police": "pol",
    "gendarmes": "pol",
    "government": "gov",
    "gunmen": "uag",
    "members": "uag",
    "suspects": "uag",
    "fighters": "uag",
    "islamists": "uig",
    "militia": "ucm",
    "gang": "ugg",
    "rioters": "rio",
    "protesters": "pro",
    "civilians": "civ",
    "places": "civ",
    "weapons": "mil",
}
_UNNAMED = frozenset({"uag", "uig", "ugg", "ucm"})
_LABELLED = {"health": "Health Workers ({})", "aid": "Aid Workers ({})", "settlers": "Settlers ({})"}
_GANG_LANDS = frozenset({"HT"})
_WITHOUT_ARMY = frozenset({"CR", "HT", "IS", "PA"})
_ON_THEIR_OWN = frozenset(["AZ", "AM", "FR", "GB", "IL", "IR", "RU", "SA", "SY", "TR", "UA", "US"])
_BESIDE = frozenset({("RW", "CD"), ("UG", "CD"), ("BI", "CD"), ("SD", "SS"), ("SS", "SD"), ("IN", "PK"), ("PK", "IN")})
_OWN_MOVES = "Change to group/activity"
_SENDERS = frozenset({"united_nations", "african_union", "sadc", "european_union", "nato", "osce", "ecowas"})
_PROPER = re.compile(r"\b[A-ZÀ-Þ0-9][\w’'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What the naming of one event's actors needs: the country of the event and the report around it."""

    country: str | None
    sub_event: str
    layout: Layout
    names: Names
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Foes:
    """Wars between states: the types of event that they explain, and who strikes whom."""

    types: frozenset[str]
    by_country: dict[str, tuple[str, ...]]


def resolve_actors(claims: tuple[Claim, ...], layout: Layout, names: Names) -> tuple[Claim, ...]:
    """The same claims with every event's actors named as the registry names them.

    A bare "the army" or "gunmen" takes the country of the event, or the one the report is about; foreign forces
    keep their own. Each actor says in `reason` why it bears its name.
    """
    if not any(isinstance(claim, Event) for claim in claims):
        return claims
    home = home_country(layout, names)
    found: list[Claim] = []
    for claim in claims:
        if isinstance(claim, Event):
            country = (claim.place.country if claim.place else None) or home
            scene = _Scene(
                country=country,
                sub_event=claim.sub_event_type,
                layout=layout,
                names=names,
                year=_year_of(claim, layout),
            )
            one, two = name_actor(claim.actor1, scene), name_actor(claim.actor2, scene)
            claim = replace(claim, actor1=_not_by_itself(one, two, scene), actor2=two)
        found.append(claim)
    return tuple(found)


_BY_GROUPS = frozenset(
    (
        "Abduction/forced disappearance",
        "Armed clash",
        "Attack",
        "Grenade",
        "Non-state actor overtakes territory",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
    )
)
"""What no state's force and no operation does to itself: where it is both sides, another struck it."""


def _not_by_itself(one: Actor | None, two: Actor | None, scene: _Scene) -> Actor | None:
    """The first actor, or an unidentified group where that would be the force that was struck."""
    if one is None or two is None or one.entity_id is None or one.entity_id != two.entity_id:
        return one
    if scene.sub_event not in _BY_GROUPS or two.inter not in (1, 8):
        return one
    unnamed = Actor(name="Unidentified Armed Group ({})", reason="not named; the other force named is the one struck")
    named = _generated(unnamed, "uag", scene.country, scene)
    return replace(named, candidates=candidate_words(_named_groups(scene.layout, ("rebel", "militia"))))


def _year_of(event: Event, layout: Layout) -> int | None:
    """The year of an event, else of its report."""
    day = (event.when.first if event.when else None) or layout.report.published
    return day.year if day else None


def name_actor(actor: Actor | None, scene: _Scene) -> Actor | None:
    """The actor under its canonical name, with registry id, code, sector, country, and the row that it is."""
    return dated(_named(actor, scene), scene.year, scene.names) if actor else None


def _named(actor: Actor, scene: _Scene) -> Actor:
    if actor.entity_id is not None:
        return _operation_of(actor, scene)
    if "{}" in actor.name:
        foe = _foe(actor, scene)
        if foe is not None:
            return _generated(replace(actor, reason="the state at war that the report names"), "mil", foe, scene)
        return _generated(actor, _GENERATED_NAMES[actor.name], actor.country or scene.country, scene)
    if actor.quote is None:
        return actor
    group = group_of(actor.quote.text, scene.layout.report.language)
    for rule in _RULES:
        named = rule(actor, group, scene)
        if named is not None:
            return named
    return actor


def _foe(actor: Actor, scene: _Scene) -> str | None:
    """The state that shells the event's country in a known war, where no author is named but that state is."""
    foes = _foes()
    if scene.sub_event not in foes.types or not actor.name.startswith(("Mil", "Unid")):
        return None
    named = {mention.iso for mention in scene.names.countries_in(scene.layout.report.text)}
    return next((iso for iso in foes.by_country.get(scene.country or "", ()) if iso in named), None)


@cache
def _foes() -> _Foes:
    book = load_codebook("event_casts")["foes"]
    for iso in (*book["by_country"], *(foe for foes in book["by_country"].values() for foe in foes)):
        if iso not in load_countries():
            raise BadCodebook(f"event_casts.yml: foes: {iso!r} is no code of countries.yml")
    return _Foes(types=frozenset(book["types"]), by_country={k: tuple(v) for k, v in book["by_country"].items()})


def _operation_of(actor: Actor, scene: _Scene) -> Actor:
    """The operation meant by "the United Nations" where the report names one in the country of the event."""
    if actor.entity_id not in _SENDERS or actor.quote is None:
        return actor
    nearest = _nearest_operation(actor.quote, scene)
    if nearest is None or nearest.country is None or nearest.country != scene.country:
        return actor
    return as_known(actor, nearest, "the operation that the report names")


def _generated(actor: Actor, prefix: str, country: str | None, scene: _Scene) -> Actor:
    """The state actor or unidentified group of a country; without a country the name carries none."""
    if prefix in ("gov", "mil", "pol") and country:
        country = commander_of(country, prefix)
    if prefix == "mil" and country in _WITHOUT_ARMY:
        prefix = "pol"
    if prefix == "uag" and country in _GANG_LANDS:
        prefix = "ugg"
    known = scene.names.known_actor(f"{prefix}:{country}") if country else None
    if known is None:
        pattern = next(name for name, short in _GENERATED_NAMES.items() if short == prefix)
        bare = pattern.replace(" ({})", "").replace(" of {}", "")
        return replace(actor, name=bare, reason=f"{actor.reason}; country unknown")
    return as_known(actor, known, actor.reason or "the usual actor of this type")


def _proper_group(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    """A group that the registry does not know, under the name the text gives it ("the Kraze Barye gang")."""
    if group not in ("gang", "militia", "patrol", "fighters", "gunmen", "islamists") or actor.quote is None:
        return None
    words = re.sub(r"^(?:the|le|la|les|l[’'])\s*", "", actor.quote.text, flags=re.IGNORECASE)
    text = scene.layout.report.text
    proper = [m for m in _PROPER.finditer(words) if m.start() > 0 or not _opens_sentence(actor.quote, text)]
    proper = [m for m in proper if not m.group().isdigit() and not scene.names.countries_in(m.group())]
    if not proper or actor.country:
        return None
    return replace(
        actor, name=" ".join(words.split()), inter=3, sector="PAR", reason="named in the text, not in the registry"
    )


def _opens_sentence(quote: Quote, text: str) -> bool:
    near = text[max(0, quote.span.start - 3) : quote.span.start]
    before = near.strip()
    return before == "" or "\n" in near or before[-1] in '.!?…:–—«“"'


def _peacekeepers(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    """Blue helmets and "the mission": the operation that the report names nearest before, else after."""
    if group not in ("peacekeepers", "mission") or actor.quote is None:
        return None
    nearest = _nearest_operation(actor.quote, scene)
    if nearest is None:
        return replace(actor, name="United Nations", inter=8, sector="IGO", reason="no operation named")
    return as_known(actor, nearest, "the operation that the report names")


def _contingent(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    """Foreign soldiers and police who serve under an operation of the event's country, and its patrols and convoys."""
    if group not in ("army", "patrol", "police") or actor.quote is None or scene.sub_event == _OWN_MOVES:
        return None
    nearest = _nearest_operation(actor.quote, scene)
    if nearest is None or nearest.country not in (scene.country, None):
        return None
    if actor.country is None:
        near = group == "patrol" and _last_armed(actor.quote, scene)
        return as_known(actor, nearest, "a patrol of the operation") if near == "peacekeepers" else None
    if actor.country == scene.country or actor.country in _ON_THEIR_OWN or (actor.country, scene.country) in _BESIDE:
        return None
    return as_known(actor, nearest, "foreign forces under the operation that the report names")


def _nearest_operation(quote: Quote, scene: _Scene) -> KnownActor | None:
    at = quote.span.start
    named = [m for m in scene.layout.actors if m.known is not None and m.known.operation and m.kind == "peacekeepers"]
    named = [m for m in named if m.known is not None and existed(m.known, scene.year)]
    named = [m for m in named if m.known is not None and m.known.country == scene.country] or named
    return min(named, key=lambda m: (m.span.start > at, abs(m.span.start - at))).known if named else None


def _last_armed(quote: Quote, scene: _Scene) -> str | None:
    """The kind of the last force named up to 300 characters before."""
    before = [
        m.kind
        for m in scene.layout.actors
        if quote.span.start - 300 <= m.span.start < quote.span.start
        and m.kind in ("military", "police", "peacekeepers")
    ]
    return before[-1] if before else None


def _rebels(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    """ "The rebels", "the militants": the group that the report names most, if it names one."""
    if group not in ("fighters", "islamists", "militia", "gang") or actor.quote is None:
        return None
    kinds = ("rebel",) if group in ("fighters", "islamists") else ("militia",)
    named = [known for known in _named_groups(scene.layout, kinds) if existed(known, scene.year)]
    if "dissident" in actor.quote.text.casefold():
        named = [known for known in named if "dissident" in known.name.casefold()]
    if not named:
        return None
    most = "the group that the report names" + (" most" if len(named) > 1 else "")
    return as_known(actor, named[0], most, named)


def _named_groups(layout: Layout, kinds: tuple[str, ...]) -> list[KnownActor]:
    counts: Counter[str] = Counter()
    known: dict[str, KnownActor] = {}
    for mention in layout.actors:
        if mention.known is not None and mention.known.kind in kinds:
            counts[mention.known.id] += 1
            known.setdefault(mention.known.id, mention.known)
    order = list(known)
    return [known[one] for one in sorted(order, key=lambda i: (-counts[i], order.index(i)))]


def _mercenaries(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    if group != "mercenaries":
        return None
    named = [m.known for m in scene.layout.actors if m.known is not None and m.known.kind == "company"]
    if named:
        return as_known(actor, named[0], "the company that the report names")
    return replace(actor, name="Unidentified Foreign Forces", inter=8, sector="PAR", reason="no company named")


def _international(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    if group != "international":
        return None
    return replace(actor, name="United Nations", inter=8, sector="IGO", reason="named in the text")


def _labelled(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    """Aid and health workers, settlers: named by what they are and the country."""
    if group not in _LABELLED:
        return None
    country = actor.country or scene.country
    if group == "settlers" and country in ("PS", "IL"):
        country = "IL"
    if country is None:
        return replace(actor, name=_LABELLED[group].replace(" ({})", ""), reason="country unknown")
    name = _LABELLED[group].format(scene.names.country_name(country))
    return replace(actor, name=name, inter=7, sector="CVL", country=country, reason="what the words say")


def _by_group(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    """The state actor, crowd, civilians or unidentified group of a country."""
    country = actor.country or scene.country
    prefix = _BY_GROUP.get(group or "") or {"military": "mil", "state": "gov"}.get(actor.reason or "")
    if prefix is None:
        return None
    named = _generated(replace(actor, reason=f"what the words say: {group or actor.reason}"), prefix, country, scene)
    if prefix not in _UNNAMED:
        return named
    groups = _named_groups(scene.layout, ("rebel", "militia"))
    why = "the report does not say that it is of a group that it names" if groups else "the report names no group"
    return replace(named, reason=f"{named.reason}; {why}", candidates=candidate_words(groups))


_VIGILANT = re.compile(r"self-?defen[cs]e|vigilan|home guard|auto-?défense", re.IGNORECASE)
"""Words for villagers and townsmen in arms, who are of no group just because the report names one."""


def _vigilantes(actor: Actor, group: str | None, scene: _Scene) -> Actor | None:
    """Self-defence groups and vigilance committees: those of the country, unless one named so is in the report."""
    if group != "militia" or actor.quote is None or not _VIGILANT.search(actor.quote.text):
        return None
    named = [g for g in _named_groups(scene.layout, ("militia", "rebel")) if _VIGILANT.search(g.name)]
    country = actor.country or scene.country
    if named or country is None:
        return None
    name = f"Vigilante Militia ({scene.names.country_name(country)})"
    return replace(actor, name=name, inter=4, sector="PAR", country=country, reason="what the words say: militia")


_RULES: tuple[Callable[[Actor, str | None, _Scene], Actor | None], ...] = (
    _peacekeepers,
    _contingent,
    _proper_group,
    _vigilantes,
    _rebels,
    _mercenaries,
    _international,
    _labelled,
    _by_group,
)

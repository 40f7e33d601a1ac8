"""Names that no list holds: what they are a slip for, or the place that the text puts them in or near."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from watchdesk.records import GazetteerPlace, Place, PlaceMention
from watchdesk.resolve.place_chains import CHAIN_REACH, chains
from watchdesk.resolve.place_context import PlaceContext
from watchdesk.resolve.place_geometry import containment, km_between, point, seat_of
from watchdesk.resolve.place_points import ADM1_RADIUS_KM

HOLDER_RADIUS_KM = 50.0
LOCAL = (
    r"quartiers?|faubourg|arrondissement|carrefour|rond-point|marché|mosquée|église|hôpital|clinique|école|lycée|"
    r"université|"
    r"prison|aéroport|gare|stade|place|rue|avenue|boulevard|pont|hôtel|quarter|neighbou?rhood|suburb|district|ward|"
    r"slum|"
    r"township|market|mosque|church|hospital|clinic|school|college|university|airport|station|stadium|square|street|"
    r"bridge|"
    r"hotel|roundabout|junction|plaza|gate|checkpoint"
)
LOCAL_BEFORE = re.compile(rf"\b(?:{LOCAL})(?: (?:de |d[’']|du |of |at |in )(?:la |l[’'])?)? ?$", re.IGNORECASE)
LOCAL_AFTER = re.compile(rf" (?:{LOCAL})\b", re.IGNORECASE)
LOCAL_NAME = re.compile(
    r"\b(?:Square|Street|Avenue|Boulevard|Road|Market|Bridge|Chowk|Plaza|Gate|Quarter|Hospital|Bazaar|Roundabout|Stadium|Barracks)$"
)
CAPITAL = re.compile(r"\b(?:in|dans) (?:the |la )(?:\w+ )?(?:capital|capitale)\b(?! (?:of|d[eu’']))", re.IGNORECASE)
SLIP_RADIUS_KM = 25.0
SLIP_REACH_KM = {"ADM1": 300.0, "ADM2": 120.0}  # how far from its holder a misspelt name may lie; 80 km for others
LIVED_IN = ("PPL", "ADM", ("WLL", "OAS", "LCTY", "CMP", "MN"))
"""What a name may be a slip for: a town rather than a division, either rather than a well or camp; never a hill."""
CARVED_KM = 150.0  # from a young division's seat: lists still give its places to the one that it was cut from


def unlisted(
    mention: PlaceMention,
    key: str,
    unlisted_why: tuple[str, tuple[str, ...]],
    context: PlaceContext,
    locate: Callable[[PlaceMention], Place],
) -> Place:
    """Near the place that the text puts the name in, or in the country and no nearer.

    `unlisted_why` is the reason and the places of that name elsewhere; `locate` places what holds it.
    """
    reason, candidates = unlisted_why
    holder = holder_of(mention, context) or city_of(mention, context)
    if holder is None:
        return Place(name=key, country=context.main_country(), ucdp_precision=6, reason=reason, candidates=candidates)
    at = locate(holder)
    base = Place(name=key, country=at.country, admin1=at.admin1, candidates=candidates)
    if at.latitude is None:
        return replace(base, ucdp_precision=4 if at.admin1 else 6, reason=f"{reason}; known to be in {at.name!r}")
    placed = replace(base, latitude=at.latitude, longitude=at.longitude)
    if at.geo_precision < 3:
        told = f"{reason}; placed by {at.name!r}, which the text names with it"
        radius = max(HOLDER_RADIUS_KM, at.radius_km or 0.0)
        return replace(placed, radius_km=radius, geo_precision=2, ucdp_precision=3, reason=told)
    told = f"{reason}; known to be in {at.name!r}"
    radius = max(ADM1_RADIUS_KM, at.radius_km or 0.0)
    return replace(placed, radius_km=radius, geo_precision=3, ucdp_precision=4, reason=told)


def slip_of(mention: PlaceMention, context: PlaceContext) -> tuple[GazetteerPlace, str] | None:
    """The one place near what holds an unlisted name that it is a slip for, and why; None where none or several are."""
    key = context.key(mention)
    if key not in context.slips:
        context.slips[key] = None  # what holds it may be held by it
        holder = holder_of(mention, context)
        context.slips[key] = near_holder(key, holder, context) if holder else None
    return context.slips[key]


def near_holder(key: str, holder: PlaceMention, context: PlaceContext) -> tuple[GazetteerPlace, str] | None:
    """As `slip_of`, by the place that holds the name: one letter apart, else told alike."""
    upper = context.holder(holder) or anchor(holder, context)
    if upper is None:
        return None
    names = context.names
    for rows, how in ((names.places_misspelled(key), "one letter apart"), (names.places_misheard(key), "told alike")):
        reached = [row for row in rows if within_reach(row, upper, holder, context)]
        near = next((n for kind in LIVED_IN if (n := [r for r in reached if r.feature.startswith(kind)])), None)
        if near:
            apart = any(km_between(point(row), point(near[0])) > SLIP_RADIUS_KM for row in near)
            return None if apart else (near[0], f"taken for {near[0].name!r}, {how} and near {upper.name!r}")
    return None


def within_reach(row: GazetteerPlace, upper: GazetteerPlace, holder: PlaceMention, context: PlaceContext) -> bool:
    """Whether a place may be the one that `upper` holds."""
    if row.country != upper.country or row.geonames_id == upper.geonames_id:
        return False
    seat = seat_of(upper, context.rows.get(context.key(holder), ())) or upper
    apart = min(km_between(point(row), point(upper)), km_between(point(row), point(seat)))
    if apart > SLIP_REACH_KM.get(upper.feature, 80.0) + (holder.distance_km or 0.0):
        return False
    return upper.feature != "ADM1" or row.admin1 is None or containment(row, upper) > 0 or apart <= CARVED_KM


def anchor(mention: PlaceMention, context: PlaceContext) -> GazetteerPlace | None:
    """The row of a mention, or of what it is a slip for."""
    row = context.picks.get(context.key(mention))
    if row is not None:
        return row
    slip = slip_of(mention, context)
    return slip[0] if slip else None


def holder_of(mention: PlaceMention, context: PlaceContext) -> PlaceMention | None:
    """The located place that the text names with it, here or where else it names it; the nearest tie counts."""
    key = context.key(mention)
    mentions = context.layout.places
    same = [i for i, m in enumerate(mentions) if m.span == mention.span]
    same += [i for i, m in enumerate(mentions) if m.span != mention.span and context.key(m) == key]
    for index in same:
        if holder := holder_at(index, mentions, context):
            return holder
    return None


def holder_at(index: int, mentions: Sequence[PlaceMention], context: PlaceContext) -> PlaceMention | None:
    """ "X, in the Y territory", "X, 7 km from Y", "the commune of Y, X": the Y of the X at `index`."""
    text, mention = context.text, mentions[index]
    for other in mentions[index + 1 : index + 4]:
        gap = text[mention.span.end : other.span.start]
        if len(gap) > 90 or "\n" in gap or ". " in gap or not usable(other, context):
            continue
        if (len(gap) <= CHAIN_REACH and chains(gap)) or other.relation in ("near", "distance", "region"):
            return other
    if index:
        other = mentions[index - 1]
        gap = text[other.span.end : mention.span.start]
        close = len(gap) < 40 and not any(end in gap for end in ("\n", ". ", ";"))
        if close and usable(other, context) and other.relation in ("region", "near", "distance"):
            return other
    return None


def city_of(mention: PlaceMention, context: PlaceContext) -> PlaceMention | None:
    """The town that a quarter, market or square belongs to: the town named last before it, the dateline at worst."""
    text = context.text
    before = text[max(0, mention.span.start - 25) : mention.span.start]
    local = LOCAL_BEFORE.search(before) or LOCAL_AFTER.match(text, mention.span.end)
    name = text[mention.span.start : mention.span.end]
    if not (local or LOCAL_NAME.search(name)):
        return None
    earlier = [m for m in context.layout.places if m.span.end <= mention.span.start and usable(m, context)]
    for other in reversed(earlier):
        row = anchor(other, context)
        if row is not None and (row.feature.startswith("PPL") or named_as_town(other, row, context)):
            return None if moved_on(row, text[other.span.end : mention.span.start], context) else other
    return None


def moved_on(city: GazetteerPlace, between: str, context: PlaceContext) -> bool:
    """Whether the words behind a city turn to the capital, to another country, or to a new paragraph of a report that
    plays in another country: what follows is no part of the city."""
    turned = {country.iso for country in context.names.countries_in(between) if country.form == "name"}
    if turned - {city.country} or (city.feature != "PPLC" and CAPITAL.search(between)):
        return True
    return "\n" in between and context.main_country() not in (None, city.country)


def named_as_town(mention: PlaceMention, row: GazetteerPlace, context: PlaceContext) -> bool:
    """Whether a name that a town shares with its division stands for the town."""
    return mention.relation == "at" and seat_of(row, context.rows.get(context.key(mention), ())) is not None


def usable(other: PlaceMention, context: PlaceContext) -> bool:
    """Whether a mention may hold another: a place, no country, and none in a country that nothing else speaks of."""
    row = anchor(other, context) if other.role == "place" else None
    if row is None or row.feature in ("PCLI", "CONT"):
        return False
    return row.feature == "PPLC" or not context.foreign(context.key(other), row)

"""Where an event's place is: a point, a division, a country, or unlocated and why; never sharper than the text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from watchdesk.records import FROM_MEMORY, Claim, Event, GazetteerPlace, Layout, Names, Place, PlaceMention
from watchdesk.resolve.place_context import CHAIN_REACH, PlaceContext, chains, containment, km_between, point
from watchdesk.resolve.sharpness import sharpest

COUNTRY_ONLY = "country only"
CARRIED = "named in another sentence than the event's"
AREAS = (
    "ADM1",
    "ADM2",
    "ADM3",
    "ADM4",
    "ADM5",
    "ADMD",
    "RGN",
    "LK",
    "MTS",
    "PRK",
    "FRST",
    "SEA",
    "GULF",
    "STRT",
    "OCN",
)
RADIUS_KM = {"near": 15.0, "between": 25.0, "part": 75.0}
TOWN_RADIUS_KM, ADM2_RADIUS_KM, ADM1_RADIUS_KM = 3.0, 40.0, 120.0
HOLDER_RADIUS_KM, VILLAGE_RADIUS_KM = 50.0, 25.0
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
LOCAL_NAME = re.compile(r"\b(?:Square|Street|Avenue|Boulevard|Road|Market|Bridge|Chowk|Plaza|Gate|Quarter|Hospital)$")
PAIR_BEFORE, PAIR_AFTER = re.compile(r"\w[-–—]$"), re.compile(r"[-–—][A-ZÀ-Þ]")
QUARTER_BEFORE = re.compile(r"\b(?:quartiers?|faubourg|neighbou?rhood of)(?: (?:de |d[’']|du ))? ?$", re.IGNORECASE)
QUARTER_AFTER = re.compile(r" (?:quarter|neighbou?rhood|suburb)\b")
CITY_PEOPLE = 100_000  # a place of so many is no quarter of another
SLIP_RADIUS_KM = 25.0
SLIP_REACH_KM = {"ADM1": 300.0, "ADM2": 120.0}  # how far from its holder a misspelt name may lie; 80 km for others
MOST_CANDIDATES = 5
FEATURE_WORDS = {
    "PCLI": "country",
    "CONT": "continent",
    "RGN": "region",
    "ADM1": "first-level division",
    "ADM2": "second-level division",
    "ADM3": "third-level division",
    "ADM4": "fourth-level division",
    "PPLC": "capital",
    "PPLA": "seat of a first-level division",
    "PPLA2": "seat of a second-level division",
    FROM_MEMORY: "village, point near",
}
ONLY_ELSEWHERE = "only in other countries than the report's"
AREA = "the text tells only of the area"
NEAR_POINT = "the gazetteer knows this place nearly, not exactly"


def resolve_places(claims: tuple[Claim, ...], layout: Layout, names: Names) -> tuple[Claim, ...]:
    """The same claims with every event's place located as far as the text allows."""
    if not any(isinstance(claim, Event) and claim.place for claim in claims):
        return claims
    context = PlaceContext(layout, names)
    by_span = {(m.span.start, m.span.end): m for m in layout.places}
    seen: dict[Place, Place] = {}
    found: list[Claim] = []
    for claim in claims:
        if isinstance(claim, Event) and claim.place:
            if claim.place not in seen:
                seen[claim.place] = resolve_place(claim.place, by_span, context)
            claim = replace(claim, place=blurred(at_home(seen[claim.place], claim, context), claim))
        found.append(claim)
    return tuple(found)


def at_home(place: Place, event: Event, context: PlaceContext) -> Place:
    """The place, unless it lies in another country than the report's and is only where the report was filed, or named
    in another sentence than the event's, or nothing else in the report is of that country: then no pin."""
    if place.quote is None or place.country is None:
        return place
    row = context.picks.get(place.quote.text)
    if row and row.feature not in ("PCLI", "PPLC") and context.foreign(place.quote.text, place.country):
        elsewhere = (f"{place.name}, {place.country}", *place.candidates)
        country = context.main_country(without=place.quote.text)
        return Place(name=place.name, quote=place.quote, country=country, ucdp_precision=6, reason=ONLY_ELSEWHERE,
                     candidates=elsewhere)  # fmt: skip
    report, home = context.layout.report, context.main_country()
    filed = place.quote.span.end < 60 and place.quote.text.casefold() in (report.dateline or "").casefold()
    told_here = any(quote.span.holds(place.quote.span) for quote in event.evidence)
    if home is None or home == place.country or (told_here and not filed):
        return place
    named = f"{place.name}, {place.country}"
    there = country_place(context.names.country_name(home), home, Place(name="", candidates=(named,)))
    return replace(there, reason=f"{COUNTRY_ONLY}; {place.name!r} lies in another one")


def blurred(place: Place, event: Event) -> Place:
    """The place, no sharper than the event's own sentences allow."""
    best = sharpest(place, event)
    if place.quote is None or place.geo_precision >= best or place.latitude is None:
        return place
    if best == 3:
        return replace(place, geo_precision=3, ucdp_precision=5, radius_km=ADM2_RADIUS_KM, reason=place.reason or AREA)
    named = any(quote.span.holds(place.quote.span) for quote in event.evidence)
    radius = max(place.radius_km or 0.0, RADIUS_KM["near"])
    reason = place.reason or (None if named else CARRIED)
    return replace(place, geo_precision=2, ucdp_precision=2, radius_km=radius, reason=reason)


def locate(mention: PlaceMention, layout: Layout, names: Names) -> Place:
    """Where one mention of a place is."""
    return located(mention, PlaceContext(layout, names))


def resolve_place(place: Place, by_span: dict[tuple[int, int], PlaceMention], context: PlaceContext) -> Place:
    """One event's place with its country, point and precision."""
    if place.quote is None:
        return inferred(place, context)
    span = place.quote.span
    mention = by_span.get((span.start, span.end)) or next(
        (m for m in context.layout.places if m.span.overlaps(span)), PlaceMention(span=span, phrase=span)
    )
    return replace(located(mention, context), quote=place.quote, rivals=place.rivals)


def inferred(place: Place, context: PlaceContext) -> Place:
    """A place that no words name: the country at most."""
    country = place.country or context.main_country()
    if country is None:
        return replace(place, reason=place.reason or "no place named", geo_precision=3, ucdp_precision=7)
    return country_place(context.names.country_name(country), country, place)


def country_place(name: str, country: str, place: Place | None = None) -> Place:
    base = place or Place(name=name)
    return replace(base, name=name, country=country, geo_precision=3, ucdp_precision=6, reason=COUNTRY_ONLY)


def located(mention: PlaceMention, context: PlaceContext) -> Place:
    """Where a mention is, by the one sense that its name has in this report."""
    key = context.key(mention)
    rows = context.rows.get(key)
    if rows is None:
        rows = context.names.places_named(key)
        context.rows[key] = rows
        if (best := context._best(key)) is not None:
            context.picks[key] = best
    row = context.picks.get(key)
    if row is None:
        return unlisted(mention, key, rows, context)
    row = fitting(row, rows, mention, context)
    if of_two_countries(mention, row, context.text):
        return Place(name=key, ucdp_precision=7, reason="the border of two countries")
    if elsewhere_than_its_city(mention, row, context):
        return unlisted(mention, key, rows, context)
    candidates = candidates_in(rows, row)
    if row.feature == "PCLI":
        return replace(country_place(context.names.country_name(row.country), row.country), candidates=candidates)
    reason = f"matched by sound to {row.name!r}" if key in context.by_sound else None
    if not row.country:
        return wide_region(key, row)
    place = Place(
        name=key,
        country=row.country,
        admin1=row.admin1,
        geonames_id=row.geonames_id if row.geonames_id > 0 else None,
        candidates=candidates,
        reason=reason,
        why=context.explain(key, row),
    )
    return pinned(place, row, mention)


def candidates_in(rows: Sequence[GazetteerPlace], chosen: GazetteerPlace | None = None) -> tuple[str, ...]:
    """The other places of a name: "Gao, Gao, ML (first-level division, 544,120 people)"."""
    return tuple(dict.fromkeys(row_words(row) for row in rows if row is not chosen))[:MOST_CANDIDATES]


def row_words(row: GazetteerPlace) -> str:
    where = ", ".join(dict.fromkeys(part for part in (row.name, row.admin1, row.country) if part))
    kind = FEATURE_WORDS.get(row.feature) or ("town or village" if row.feature.startswith("PPL") else row.feature)
    people = f", {row.population:,} people" if row.population else ""
    return f"{where} ({kind}{people})"


def of_two_countries(mention: PlaceMention, row: GazetteerPlace, text: str) -> bool:
    """Whether a country is half of a pair, as in "the Niger-Mali border"."""
    before, after = text[max(0, mention.span.start - 2) : mention.span.start], text[mention.span.end :][:2]
    return row.feature == "PCLI" and bool(PAIR_BEFORE.match(before) or PAIR_AFTER.match(after))


def elsewhere_than_its_city(mention: PlaceMention, row: GazetteerPlace, context: PlaceContext) -> bool:
    """Whether "the X quarter" is listed only as a place far from the town that the report has just named."""
    if not row.feature.startswith("PPL") or row.population >= CITY_PEOPLE:
        return False
    before = context.text[max(0, mention.span.start - 25) : mention.span.start]
    if not (QUARTER_BEFORE.search(before) or QUARTER_AFTER.match(context.text, mention.span.end)):
        return False
    city = city_of(mention, context)
    return city is not None and km_between(point(context.picks[context.key(city)]), point(row)) > HOLDER_RADIUS_KM


def wide_region(key: str, row: GazetteerPlace) -> Place:
    """A region or sea that no one country holds: no pin."""
    return Place(name=key, geo_precision=3, ucdp_precision=7, reason="a region of several countries")


def fitting(
    row: GazetteerPlace, rows: Sequence[GazetteerPlace], mention: PlaceMention, context: PlaceContext
) -> GazetteerPlace:
    """The town or the division of that name, as the phrase asks ("à Gao" the town, "the Gao region" the division)."""
    if row.feature in ("PCLI", "CONT", "RGN"):
        return row
    near = [r for r in rows if same_area(r, row)]
    areas = [r for r in near if r.feature in ("ADM1", "ADM2")]
    towns = [r for r in near if r.feature.startswith("PPL")]
    before = context.text[max(0, mention.span.start - 12) : mention.span.start].lower()
    spread_out = before.endswith((" dans le ", " dans la ", " dans l’", " dans l'", " en ", " across ", " throughout "))
    if (mention.relation in ("region", "part") or spread_out) and areas:
        word = context.text[mention.phrase.start : mention.phrase.end].lower()
        small = any(
            w in word for w in ("cercle", "territoire", "territory", "district", "county", "commune", "départ", "zone")
        )
        order = ("ADM2", "ADM1") if small else ("ADM1", "ADM2")
        return next((r for f in order for r in areas if r.feature == f), row)
    return towns[0] if towns and row.feature in ("ADM1", "ADM2") else row


def same_area(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether two rows of one name are a town and its own division, so that the phrase may choose."""
    if one.country != other.country:
        return False
    near = km_between(point(one), point(other))
    return near < 150 or (near < 900 and one.admin1 is not None and one.admin1 == other.admin1)


def pinned(place: Place, row: GazetteerPlace, mention: PlaceMention) -> Place:
    """The place with point, radius and precisions, by what the row is and how the phrase uses it."""
    lat, lon = row.latitude, row.longitude
    if row.feature in ("ADM1", "RGN") or (mention.relation == "part" and row.feature in AREAS):
        return replace(place, latitude=lat, longitude=lon, radius_km=ADM1_RADIUS_KM, geo_precision=3, ucdp_precision=4)
    if row.feature in AREAS:
        return replace(place, latitude=lat, longitude=lon, radius_km=ADM2_RADIUS_KM, geo_precision=2, ucdp_precision=3)
    if mention.relation == "distance" and mention.distance_km is not None:
        return moved(place, row, mention)
    if mention.relation in ("near", "between", "part"):
        radius = RADIUS_KM[mention.relation]
        return replace(place, latitude=lat, longitude=lon, radius_km=radius, geo_precision=2, ucdp_precision=2)
    if row.feature == FROM_MEMORY:
        near = replace(place, radius_km=VILLAGE_RADIUS_KM, geo_precision=2, ucdp_precision=2, reason=NEAR_POINT)
        return replace(near, latitude=lat, longitude=lon)
    return replace(place, latitude=lat, longitude=lon, radius_km=TOWN_RADIUS_KM, geo_precision=1, ucdp_precision=1)


def moved(place: Place, row: GazetteerPlace, mention: PlaceMention) -> Place:
    """So many kilometres from a town: the point moved where a direction is given, else the town and that radius."""
    distance = mention.distance_km or 0.0
    lat, lon, radius = row.latitude, row.longitude, max(5.0, distance)
    if mention.bearing is not None:
        lat, lon = shifted((lat, lon), distance, mention.bearing)
        radius = max(5.0, distance * 0.4)
    close = distance <= 25
    return replace(
        place,
        latitude=round(lat, 4),
        longitude=round(lon, 4),
        radius_km=round(radius, 1),
        geo_precision=2,
        ucdp_precision=2 if close else 3,
    )


def shifted(start: tuple[float, float], distance_km: float, bearing: float) -> tuple[float, float]:
    """The point `distance_km` from `start` in direction `bearing` (degrees from north)."""
    angle, turn = distance_km / 6371.0, math.radians(bearing)
    lat, lon = map(math.radians, start)
    new_lat = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(turn))
    new_lon = lon + math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(new_lat)
    )
    return math.degrees(new_lat), (math.degrees(new_lon) + 540) % 360 - 180


def unlisted(mention: PlaceMention, key: str, rows: Sequence[GazetteerPlace], context: PlaceContext) -> Place:
    """A name that no list holds: near the place that the text puts it in, or in the country and no nearer."""
    reason = ONLY_ELSEWHERE if rows else "not in the gazetteer"
    candidates = candidates_in(rows)
    holder = holder_of(mention, context) or city_of(mention, context)
    if holder is not None:
        slip = misspelt(mention, holder, context)
        if slip is not None:
            return slip
        at = seated(located(holder, context), holder, context)
        base = Place(name=key, country=at.country, admin1=at.admin1, candidates=candidates)
        if at.latitude is not None and at.geo_precision < 3:
            return replace(
                base,
                latitude=at.latitude,
                longitude=at.longitude,
                radius_km=HOLDER_RADIUS_KM,
                geo_precision=2,
                ucdp_precision=3,
                reason=f"{reason}; placed by {at.name!r}, which the text names with it",
            )
        return replace(base, ucdp_precision=4 if at.admin1 else 6, reason=f"{reason}; known to be in {at.name!r}")
    return Place(name=key, country=context.main_country(), ucdp_precision=6, reason=reason, candidates=candidates)


def misspelt(mention: PlaceMention, holder: PlaceMention, context: PlaceContext) -> Place | None:
    """The one place near its holder whose name is one letter from an unlisted one; None where none or several are."""
    key, upper = context.key(mention), context.holder(holder)
    if upper is None:
        return None
    reach = SLIP_REACH_KM.get(upper.feature, 80.0) + (holder.distance_km or 0.0)
    near = [
        row
        for row in context.names.places_misspelled(key)
        if row.country == upper.country
        and row.feature.startswith(("PPL", "ADM"))
        and km_between(point(row), point(upper)) <= reach
        and (upper.feature != "ADM1" or row.admin1 is None or containment(row, upper) > 0)
    ]
    if not near or any(km_between(point(row), point(near[0])) > SLIP_RADIUS_KM for row in near):
        return None
    row = near[0]
    return Place(
        name=key,
        country=row.country,
        admin1=row.admin1,
        latitude=row.latitude,
        longitude=row.longitude,
        geo_precision=2,
        ucdp_precision=2,
        radius_km=SLIP_RADIUS_KM,
        geonames_id=row.geonames_id if row.geonames_id > 0 else None,
        reason=f"not in the gazetteer; taken for {row.name!r}, one letter apart and near {upper.name!r}",
    )


def seated(place: Place, holder: PlaceMention, context: PlaceContext) -> Place:
    """A division's seat in the place of its middle: villages lie about the one more often than about the other."""
    key = context.key(holder)
    row = context.picks[key]
    if row.feature not in ("ADM2", "ADM3"):
        return place
    towns = [r for r in context.rows.get(key, ()) if r.feature.startswith("PPL") and same_area(r, row)]
    return replace(place, latitude=towns[0].latitude, longitude=towns[0].longitude) if towns else place


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
        close = len(gap) < 40 and "\n" not in gap and ". " not in gap
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
        if context.picks[context.key(other)].feature.startswith("PPL"):
            return other
    return None


def usable(other: PlaceMention, context: PlaceContext) -> bool:
    row = context.picks.get(context.key(other))
    return row is not None and row.feature not in ("PCLI", "CONT") and other.role == "place"

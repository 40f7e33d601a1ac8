"""Where an event's place is: a point, a division, a country, or unlocated and why; never sharper than the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from watchdesk.records import FROM_MEMORY, Claim, Event, GazetteerPlace, Layout, Names, Place, PlaceMention, Span
from watchdesk.resolve.place_context import PlaceContext
from watchdesk.resolve.place_geometry import km_between, point, same_area
from watchdesk.resolve.place_points import ADM2_RADIUS_KM, RADIUS_KM, midway, pinned
from watchdesk.resolve.sharpness import sharpest
from watchdesk.resolve.unlisted_places import HOLDER_RADIUS_KM, SLIP_RADIUS_KM, anchor, city_of, slip_of, unlisted

COUNTRY_ONLY = "country only"
CARRIED = "named in another sentence than the event's"
JOINT = re.compile(r" ?(?:[-–—]|and|et|to|à|,? and the (?:town|village) of) ?(?:the |la |le |l[’'])?")
BORDER = re.compile(r"\b(?:frontières?|borders?|frontiers?)\b", re.IGNORECASE)
TWO_COUNTRIES = "the border of two countries"
PAIR_BEFORE, PAIR_AFTER = re.compile(r"\w[-–—]$"), re.compile(r"[-–—][A-ZÀ-Þ]")
QUARTER_BEFORE = re.compile(r"\b(?:quartiers?|faubourg|neighbou?rhood of)(?: (?:de |d[’']|du ))? ?$", re.IGNORECASE)
QUARTER_AFTER = re.compile(r" (?:quarter|neighbou?rhood|suburb)\b")
CITY_PEOPLE = 100_000  # a place of so many is no quarter of another
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
ONLY_ELSEWHERE = "known only in other countries than the report's"
NO_COUNTRY = "places of this name lie in several countries, and the report speaks of none"
UNSPOKEN = "known in one country, of which nothing else in the report speaks"
AREA = "the text tells only of the area"
NOT_LISTED = "not in the gazetteer"


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
            place = blurred(at_home(seen[claim.place], claim, context), claim)
            claim = replace(claim, place=place if place.quote else on_a_border(place, claim, context))
        found.append(claim)
    return tuple(found)


def on_a_border(place: Place, event: Event, context: PlaceContext) -> Place:
    """A place that no words name, in neither country where the event's words tell of the border of two."""
    for quote in event.evidence:
        for one, other in pairwise(context.names.countries_in(quote.text)):
            joined = JOINT.fullmatch(quote.text, one.span.end, other.span.start)
            near = BORDER.search(quote.text[max(0, one.span.start - 25) : other.span.end + 12])
            if joined and near and one.iso != other.iso:
                return replace(place, name="", country=None, ucdp_precision=7, reason=TWO_COUNTRIES)
    return place


_SPOKEN_IN = re.compile(
    r"\b(?:said|says|say|told|announced|denied|dismissed|confirmed|according to|dit(?:-on)?|déclaré|indiqué|annoncé"
    r"|affirmé|précisé|confirmé|démenti|état-major|general staff|chancelleries?)"
    r"(?: (?:on |late |early )?(?:\w+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|within the day))?"
    r"\s(?:in|by|from|à|par|de|depuis)\s$",
    re.IGNORECASE,
)
_SPEAKS_THEN = re.compile(
    r" (?:has |have |had |a |ont |avait )?(?:said|says|announced|denied|denies|confirmed|déclaré|annoncé|démenti|dément"
    r"|affirmé|affirme|confirmé)\b",
    re.IGNORECASE,
)


def spoken_from(span: Span, text: str) -> bool:
    """Whether a city is named as one that speaks or is spoken from: "denied by Abidjan", "dit-on à Abuja"."""
    before = text[max(0, span.start - 70) : span.start]
    return _SPOKEN_IN.search(before) is not None or _SPEAKS_THEN.match(text, span.end) is not None


AT_HOME_TOO = 0.5  # share of the leading country's weight from which another is one that the report plays in as well


def at_home(place: Place, event: Event, context: PlaceContext) -> Place:
    """The place, unless it lies in another country than the report's and is only where the report was filed, or named
    in another sentence than the event's, or nothing else in the report is of that country: then no pin."""
    if place.quote is None or place.country is None:
        return place
    row = context.picks.get(place.quote.text)
    if row and row.feature not in ("PCLI", "PPLC") and context.foreign(place.quote.text, row):
        elsewhere = (f"{place.name}, {place.country}", *place.candidates)
        country = context.main_country(without=place.quote.text)
        return Place(name=place.name, quote=place.quote, country=country, ucdp_precision=6, reason=ONLY_ELSEWHERE,
                     candidates=elsewhere)  # fmt: skip
    report, home = context.layout.report, context.main_country()
    filed = place.quote.span.end < 60 and place.quote.text.casefold() in (report.dateline or "").casefold()
    told_here = any(quote.span.holds(place.quote.span) for quote in event.evidence)
    if home is None or home == place.country:
        return place
    great = row is not None and (row.feature == "PPLC" or row.population >= CITY_PEOPLE)
    if great and spoken_from(place.quote.span, report.text):
        return in_country(place, home, context)
    if told_here and not filed:
        return place
    weights = context.others("")
    if not filed and weights.get(place.country, 0.0) >= AT_HOME_TOO * weights[home]:
        return place
    return in_country(place, home, context)


def in_country(place: Place, home: str, context: PlaceContext) -> Place:
    """The report's country for a place in another, with what lies there said."""
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
        return not_listed(mention, key, rows, context)
    row = fitting(row, rows, mention, context)
    if of_two_countries(mention, row, context.text):
        return Place(name=key, ucdp_precision=7, reason=TWO_COUNTRIES)
    if elsewhere_than_its_city(mention, row, context):
        return not_listed(mention, key, rows, context)
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
    return between(place, row, mention, context) or pinned(place, row, rows, mention)


def not_listed(mention: PlaceMention, key: str, rows: Sequence[GazetteerPlace], context: PlaceContext) -> Place:
    """A name without a row of its own: what it is a slip for, else where the text puts it."""
    reason = NOT_LISTED
    if rows and key not in context.by_sound:
        alone = NO_COUNTRY if len({row.country for row in rows}) > 1 else UNSPOKEN
        reason = ONLY_ELSEWHERE if any(context.others(key).values()) else alone
    slip = slip_of(mention, context)
    if slip is None:
        why = (reason, candidates_in(rows))
        return unlisted(mention, key, why, context, lambda holder: located(holder, context))
    row, how = slip
    number = row.geonames_id if row.geonames_id > 0 else None
    place = Place(name=key, country=row.country, admin1=row.admin1, geonames_id=number)
    place = between(place, row, mention, context) or pinned(place, row, (row,), mention)
    return replace(
        place,
        geo_precision=max(2, place.geo_precision),
        ucdp_precision=max(2, place.ucdp_precision),
        radius_km=max(SLIP_RADIUS_KM, place.radius_km or 0.0),
        reason=f"{NOT_LISTED}; {how}",
    )


def between(place: Place, row: GazetteerPlace, mention: PlaceMention, context: PlaceContext) -> Place | None:
    """The middle of "between X and Y" and of "the X-Y road"; None where the mention is none of the two."""
    if mention.relation != "between" or not row.feature.startswith("PPL"):
        return None
    mentions = context.layout.places
    at = next((i for i, m in enumerate(mentions) if m.span == mention.span), None)
    for other in () if at is None else (*mentions[at + 1 : at + 2], *mentions[max(0, at - 1) : at]):
        first, second = sorted((mention.span, other.span), key=lambda span: span.start)
        if other.relation != "between" or not JOINT.fullmatch(context.text, first.end, second.start):
            continue
        end = anchor(other, context)
        end = fitting(end, context.rows.get(context.key(other), ()), other, context) if end else None
        if end is not None and end.feature.startswith("PPL"):
            return midway(place, row, end)
    return None


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
    at = anchor(city, context) if city else None
    return at is not None and km_between(point(at), point(row)) > HOLDER_RADIUS_KM


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
    if mention.relation == "part" and before.endswith("central ") and towns and towns[0].population >= CITY_PEOPLE:
        return towns[0]  # the middle of a city, where a region has its name too
    spread_out = before.endswith((" dans le ", " dans la ", " dans l’", " dans l'", " en ", " across ", " throughout "))
    if (mention.relation in ("region", "part") or spread_out) and areas:
        word = context.text[mention.phrase.start : mention.phrase.end].lower()
        small = any(
            w in word for w in ("cercle", "territoire", "territory", "district", "county", "commune", "départ", "zone")
        )
        order = ("ADM2", "ADM1") if small else ("ADM1", "ADM2")
        return next((r for f in order for r in areas if r.feature == f), row)
    return towns[0] if towns and row.feature in ("ADM1", "ADM2") else row

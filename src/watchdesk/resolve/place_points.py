"""Point, radius and precision of a place, by what its row is and how the phrase uses its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watchdesk.records import FROM_MEMORY, GazetteerPlace, Place, PlaceMention
from watchdesk.resolve.place_geometry import km_between, point, seat_of, shifted

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
VILLAGE_RADIUS_KM = 25.0
SEAT_REACH = 1.5  # of the way from a division's seat to its middle: how far its villages may lie from the seat
CLOSE_KM = 25.0  # so near a named place, UCDP's second precision; its third beyond
MOST_BETWEEN_KM = 250.0  # places further apart have no one place between them
NEAR_POINT = "the gazetteer knows this place nearly, not exactly"


def pinned(place: Place, row: GazetteerPlace, rows: Sequence[GazetteerPlace], mention: PlaceMention) -> Place:
    """The place with point, radius and precisions; `rows` are all of its name, among them the seat of a division."""
    if row.feature in AREAS or mention.relation == "region":
        seat = None if mention.relation == "part" else seat_of(row, rows)
        return of_area(place, seat or row, row, mention)
    lat, lon = row.latitude, row.longitude
    if mention.relation == "distance" and mention.distance_km is not None:
        return moved(place, row, mention)
    if mention.relation in ("near", "between", "part"):
        radius = RADIUS_KM[mention.relation]
        return replace(place, latitude=lat, longitude=lon, radius_km=radius, geo_precision=2, ucdp_precision=2)
    if row.feature == FROM_MEMORY:
        near = replace(place, radius_km=VILLAGE_RADIUS_KM, geo_precision=2, ucdp_precision=2, reason=NEAR_POINT)
        return replace(near, latitude=lat, longitude=lon)
    return replace(place, latitude=lat, longitude=lon, radius_km=TOWN_RADIUS_KM, geo_precision=1, ucdp_precision=1)


def of_area(place: Place, at: GazetteerPlace, row: GazetteerPlace, mention: PlaceMention) -> Place:
    """A division or natural area: at its seat where it has one of its name (as ACLED codes it), else at its middle."""
    placed = replace(place, latitude=at.latitude, longitude=at.longitude)
    beyond = round(SEAT_REACH * km_between(point(at), point(row)), 1)
    if row.feature in ("ADM1", "RGN") or mention.relation == "part":
        return replace(placed, radius_km=max(ADM1_RADIUS_KM, beyond), geo_precision=3, ucdp_precision=4)
    return replace(placed, radius_km=max(ADM2_RADIUS_KM, beyond), geo_precision=2, ucdp_precision=3)


def moved(place: Place, row: GazetteerPlace, mention: PlaceMention) -> Place:
    """So many kilometres from a town: the point moved where a direction is given, else the town and that radius."""
    distance = mention.distance_km or 0.0
    lat, lon, radius = row.latitude, row.longitude, max(5.0, distance)
    if mention.bearing is not None:
        lat, lon = shifted((lat, lon), distance, mention.bearing)
        radius = max(5.0, distance * 0.4)
    return replace(
        place,
        latitude=round(lat, 4),
        longitude=round(lon, 4),
        radius_km=round(radius, 1),
        geo_precision=2,
        ucdp_precision=2 if distance <= CLOSE_KM else 3,
    )


def midway(place: Place, one: GazetteerPlace, other: GazetteerPlace) -> Place | None:
    """Between two places: the middle, with half their distance as radius; None where they lie too far apart."""
    apart = km_between(point(one), point(other))
    if apart > MOST_BETWEEN_KM or one.country != other.country or abs(one.longitude - other.longitude) > 180:
        return None
    radius = max(RADIUS_KM["between"], apart / 2)
    return replace(
        place,
        admin1=one.admin1 if one.admin1 == other.admin1 else None,
        geonames_id=None,
        latitude=round((one.latitude + other.latitude) / 2, 4),
        longitude=round((one.longitude + other.longitude) / 2, 4),
        radius_km=round(radius, 1),
        geo_precision=2,
        ucdp_precision=2 if radius <= CLOSE_KM else 3,
    )

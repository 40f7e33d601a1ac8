"""Where rows of the gazetteer lie to one another: how far, in which division, which is the seat of which."""

from __future__ import annotations

import math
from collections.abc import Sequence

from watchdesk.records import GazetteerPlace
from watchdesk.resolve.folding import fold_name


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points."""
    la1, lo1, la2, lo2 = map(math.radians, (*one, *other))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def point(row: GazetteerPlace) -> tuple[float, float]:
    return row.latitude, row.longitude


def shifted(start: tuple[float, float], distance_km: float, bearing: float) -> tuple[float, float]:
    """The point `distance_km` from `start` in direction `bearing` (degrees from north)."""
    angle, turn = distance_km / 6371.0, math.radians(bearing)
    lat, lon = map(math.radians, start)
    new_lat = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(turn))
    new_lon = lon + math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(new_lat)
    )
    return math.degrees(new_lat), (math.degrees(new_lon) + 540) % 360 - 180


def same_area(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether two rows of one name are a town and its own division, so that the phrase may choose."""
    if one.country != other.country:
        return False
    near = km_between(point(one), point(other))
    return near < 150 or (near < 900 and one.admin1 is not None and one.admin1 == other.admin1)


def seat_of(row: GazetteerPlace, rows: Sequence[GazetteerPlace]) -> GazetteerPlace | None:
    """The town of a division's own name among `rows`, where it is one: villages lie about it more often than about the
    division's middle."""
    if not row.feature.startswith("ADM"):
        return None
    towns = [r for r in rows if r.feature.startswith("PPL") and same_area(r, row)]
    seats = [r for r in towns if r.feature.startswith(("PPLA", "PPLC"))]
    return next(iter(seats + towns), None)


def containment(row: GazetteerPlace, upper: GazetteerPlace) -> float:
    """8 where `row` lies in the division or country `upper`, 5 where it merely lies near it, 0 else."""
    if row.geonames_id == upper.geonames_id or row.feature in ("PCLI", "CONT"):
        return 0.0
    if upper.feature == "PCLI":
        return 6.0 if row.country == upper.country else 0.0
    if row.country != upper.country:
        return 0.0
    if upper.feature == "ADM1":
        return (
            8.0
            if row.admin1 and fold_name(row.admin1) in (fold_name(upper.admin1 or ""), fold_name(upper.name))
            else 0.0
        )
    return 5.0 if km_between(point(row), point(upper)) < 100 else 0.0

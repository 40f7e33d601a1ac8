"""The score of a pair of claims: bits for each feature, added up, with the reason of each in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from watchdesk.link.features import Features
from watchdesk.link.weights import Weights
from watchdesk.link.wording import likeness

_EARTH_KM = 6371.0
_UNLIKE = 0.4  # likeness of two names below which they are two names
_SURE_DAY = 1  # a day, or a range of which both ends are stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one feature gives: its case in the codebook ("place.within"), the bits, and what was compared."""

    case: str
    bits: float
    seen: str = ""


def pair_bits(one: Features, other: Features, weights: Weights) -> float:
    """How much speaks for one happening, in bits above the mark from which a pair joins; the order does not matter."""
    return _total(compare(one, other, weights), weights)


def pair_parts(one: Features, other: Features, weights: Weights) -> tuple[Part, ...]:
    """What each feature gives for a pair, the heaviest first."""
    parts = compare(one, other, weights)
    return tuple(sorted(parts, key=lambda p: (-abs(p.bits), p.case)))


def probability(bits: float) -> float:
    """Bits as a chance between 0 and 1: 0 bits are one half."""
    return 1 / (1 + 2 ** -max(-50.0, min(50.0, bits)))


def compare(one: Features, other: Features, weights: Weights) -> list[Part]:
    """The parts of the score; place and days alone where they rule the pair out."""
    if one.claim_id > other.claim_id:
        one, other = other, one
    parts = [_days(one, other, weights), *_place(one, other, weights)]
    if sum(p.bits for p in parts) <= weights.hopeless / 2:
        return [*parts, Part(case="ruled_out", bits=weights.hopeless)]
    parts += [_type(one, other, weights), *_actors(one, other, weights), _deaths(one, other, weights)]
    parts.append(_same_report(one, other, weights) if one.report_id == other.report_id else _words(one, other, weights))
    return [p for p in parts if p.bits or p.seen]


def _total(parts: list[Part], weights: Weights) -> float:
    total = weights.prior - weights.join_at + sum(p.bits for p in parts)
    return max(weights.hopeless, total)


def days_apart(one: Features, other: Features) -> int:
    """Days between the two ranges of days; 0 where they touch or overlap."""
    return max(0, other.first - one.last, one.first - other.last)


def km_apart(one: Features, other: Features) -> float | None:
    """Kilometres between two points, by the flat approximation that holds for short ways; None without two points."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = math.radians(other.latitude - one.latitude)
    turn = (other.longitude - one.longitude + 180) % 360 - 180
    east = math.radians(turn) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return _EARTH_KM * math.hypot(north, east)


def _part(case: str, weights: Weights, seen: str = "") -> Part:
    return Part(case=case, bits=weights.numbers[case], seen=seen)


def _days(one: Features, other: Features, weights: Weights) -> Part:
    apart = days_apart(one, other)
    if 5 in (one.day_precision, other.day_precision):
        return _part("days.unknown" if apart == 0 else "days.three_days", weights)
    if apart == 0:
        sure = one.day_precision == other.day_precision == _SURE_DAY
        return _part("days.same_day" if sure and _short(one) and _short(other) else "days.overlap", weights)
    if apart > weights.numbers["days.apart_max"]:
        return Part(case="days.three_days", bits=weights.hopeless, seen=f"{apart} days apart")
    case = {1: "days.next_day", 2: "days.two_days"}.get(apart, "days.three_days")
    return _part(case, weights, f"{apart} days apart")


def _short(one: Features) -> bool:
    return one.last - one.first <= 2


def _place(one: Features, other: Features, weights: Weights) -> list[Part]:
    n = weights.numbers
    km = km_apart(one, other)
    alike = likeness(one.place, other.place) if one.place and other.place else 0.0
    towns = one.geo_precision < 3 and other.geo_precision < 3
    spot = km is None or (km <= n["place.same_name_km"] and max(one.radius_km, other.radius_km) <= n["place.wide_km"])
    if alike >= n["place.like_name"] and spot and _one_country(one, other, km):
        return [_part("place.same_name" if alike == 1.0 else "place.like_spelling", weights, one.place)]
    named = _named_in(one, other) or _named_in(other, one)
    found = [_part("place.named", weights, f"{one.place} / {other.place}")] if named else []
    if km is not None:
        distance = _by_distance(km, one, other, weights)
        if distance.case != "place.within":
            return [distance]
        other_name = alike < _UNLIKE and towns and not named
        return [*found, distance, *([_part("place.other_name", weights)] if other_name else [])]
    if one.country and other.country and one.country != other.country:
        return [_part("place.other_country", weights, f"{one.country} / {other.country}")]
    if found:
        return found
    if one.country and one.country == other.country:
        both = one.place and other.place
        return [_part("place.unplaced_name" if both else "place.same_country", weights, one.country)]
    return [_part("place.unknown", weights)]


def _by_distance(km: float, one: Features, other: Features, weights: Weights) -> Part:
    n = weights.numbers
    reach = one.radius_km + other.radius_km
    if km <= reach:
        fading = n["place.fading"] * (km / reach) ** 2
        bits = n["place.within"] - n["place.widening"] * math.log2(1 + reach / 10) + fading
        return Part(case="place.within", bits=bits, seen=f"{km:.0f} km apart, within {reach:.0f} km")
    return _part("place.close" if km <= 1.5 * reach + 5 else "place.apart", weights, f"{km:.0f} km apart")


def _one_country(one: Features, other: Features, km: float | None) -> bool:
    """Whether two places of one name may be one: the countries do not contradict, or the points lie together."""
    return km is not None or one.country is None or other.country is None or one.country == other.country


def _named_in(one: Features, other: Features) -> bool:
    return len(one.place) >= 4 and one.geo_precision <= 3 and f" {one.place} " in f" {other.text} "


def _type(one: Features, other: Features, weights: Weights) -> Part:
    if one.sub_event_type == other.sub_event_type:
        return _part("type.same_sub_event", weights, one.sub_event_type)
    if one.event_type == other.event_type:
        loose = one.event_type in weights.loose_types
        seen = f"{one.sub_event_type} / {other.sub_event_type}"
        return _part("type.loose" if loose else "type.same_event_type", weights, seen)
    both = {one.event_type, other.event_type}
    case = "type.same_family" if any(both <= family for family in weights.families) else "type.other"
    return _part(case, weights, f"{one.sub_event_type} / {other.sub_event_type}")


def _actors(one: Features, other: Features, weights: Weights) -> list[Part]:
    shared = [a for a in one.named_actors if a in other.named_actors]
    rest = [a for a in one.named_actors if a not in shared]
    for name in rest:
        like = (b for b in other.named_actors if b not in shared and ":" not in name + b)
        if any(likeness(name, b) >= weights.numbers["actors.like_name"] for b in like):
            shared.append(name)
    if shared:
        found = [_part("actors.same", weights, ", ".join(shared))]
        return found + [_part("actors.more_same", weights)] * (len(shared) - 1)
    if one.named_actors and other.named_actors:
        return [_part("actors.other", weights, f"{', '.join(one.named_actors)} / {', '.join(other.named_actors)}")]
    if set(one.vague_actors) & set(other.vague_actors):
        return [_part("actors.same_vague", weights)]
    return [_part("actors.unknown", weights)]


def _deaths(one: Features, other: Features, weights: Weights) -> Part:
    if one.deaths is None or other.deaths is None:
        return _part("deaths.unknown", weights)
    n, (low1, high1), (low2, high2) = weights.numbers, one.deaths, other.deaths
    seen = f"{_range(low1, high1)} / {_range(low2, high2)}"
    if (low1, high1) == (low2, high2) or high1 == high2:
        return _part("deaths.same_many" if high1 >= n["deaths.many"] else "deaths.same_few", weights, seen)
    if min(high1, high2) == 0:
        return _part("deaths.none_and_some", weights, seen)
    if low1 <= high2 and low2 <= high1:
        return _part("deaths.overlap", weights, seen)
    ratio = max(low1, low2) / max(1, min(high1, high2))
    case = "deaths.near" if ratio <= 1.5 else "deaths.changed" if ratio <= 3 else "deaths.other"
    return _part(case, weights, seen)


def _words(one: Features, other: Features, weights: Weights) -> Part:
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < weights.numbers["words.at_least"]:
        return Part(case="words.few", bits=0.0)
    share = len(shorter & longer) / len(shorter)
    case = "alike" if share >= 0.75 else "half" if share >= 0.5 else "some" if share >= 0.25 else "few"
    return _part(f"words.{case}", weights, f"{share:.0%} of the words")


def _same_report(one: Features, other: Features, weights: Weights) -> Part:
    same = one.sub_event_type == other.sub_event_type
    return _part("same_report.same_type" if same else "same_report.other_type", weights, "one report tells both")


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"

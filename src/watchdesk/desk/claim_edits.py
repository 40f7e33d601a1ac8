"""What a person wrote into the form of a claim, as corrections: checked, and complete where one value draws others."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from watchdesk.codebooks import sub_events
from watchdesk.desk.claim_fields import Field, fields_of
from watchdesk.errors import BadSetting
from watchdesk.records import Change, Claim, Event, GazetteerPlace, MissionFact, Names, Place, Report

_PARTIAL_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MAX = 500
"""Characters that a field may have."""

WORDS = ("evidence", "cue", "words", "actor1.mention", "actor2.mention", "location.mention", "date_mention")
"""The fields that are words of the report, corrected by selecting others."""


def changes_from(claim: Claim, written: Mapping[str, str], names: Names, by: str) -> tuple[Change, ...]:
    """The corrections that the form asks for: fields written otherwise than the claim has them, and what follows.

    Raises BadSetting where a value cannot be one of its field.
    """
    fields = {f.path: f for f in fields_of(claim)}
    differing = {
        path: written[path].strip() for path, field in fields.items() if path in written and _differs(field, written)
    }
    found: list[Change] = []
    for path, value in differing.items():
        if path.startswith(("fatalities.", "personnel.")):
            continue
        found += _changes(claim, fields[path], value, written, names, by)
    found += _together(claim, "fatalities", ("low", "best", "high"), differing)
    found += _together(claim, "personnel", ("low", "high", "qualifier"), differing)
    return tuple(found)


def word_change(report: Report, field: str, start: int, end: int, words: str, *, keep: str = "null") -> Change:
    """The correction of one span: words that a person selected in the report. Raises BadSetting where they do not
    stand there."""
    if field not in WORDS:
        raise BadSetting(f"the field of words is {field!r}, expected one of {', '.join(WORDS)}")
    stands = report.text[start:end] if 0 <= start < end <= len(report.text) else ""
    if not stands.strip() or stands != words:
        raise BadSetting(f"{words!r} is not what stands at {start}-{end} of the report: {stands[:200]!r}")
    value: object = {"start": start, "end": end, "text": stands}
    return Change(field=field, old=keep, new=_json([value] if field == "evidence" else value))


def merged(before: tuple[Change, ...], after: tuple[Change, ...]) -> tuple[Change, ...]:
    """Corrections in force with new ones laid over them: an edit replaces the one before, so it must say all."""
    fresh = {c.field for c in after}
    wholes = {c.field for c in after if "." not in c.field}
    kept = [c for c in before if c.field not in fresh and c.field.partition(".")[0] not in wholes]
    return (*kept, *after)


def _differs(field: Field, written: Mapping[str, str]) -> bool:
    return written[field.path].strip() != field.value or (field.input == "place" and bool(written.get("place_id")))


def _changes(
    claim: Claim, field: Field, value: str, written: Mapping[str, str], names: Names, by: str
) -> Iterator[Change]:
    path = field.path
    if len(value) > _MAX:
        raise BadSetting(f"{path} has {len(value)} characters, expected at most {_MAX}")
    if field.input == "choice" and value not in field.choices:
        raise BadSetting(f"{path} is {value!r}, expected one of {', '.join(field.choices)}")
    if path == "sub_event_type":
        yield from _type_changes(claim, value)
    elif path in ("actor1.name", "actor2.name"):
        yield from _actor_changes(claim, path.partition(".")[0], value, names, by)
    elif path == "location.name":
        yield from _place_changes(claim, value, written.get("place_id", ""), names, by)
    elif field.input == "date":
        yield _change(path, field.value or None, _day(path, value))
        other = "date_end" if path == "date_start" else "date_start"
        if value and not written.get(other, "").strip():
            yield _change(other, None, _day(path, value))
    elif path == "time_precision":
        yield _change(path, int(field.value), int(value))
    elif field.input == "number":
        yield _change(path, number_of(path, field.value), number_of(path, value))
    else:
        _check_text(path, value)
        needed = isinstance(claim, MissionFact) and path == "operation"
        if needed and not value:
            raise BadSetting("operation is empty, expected the operation's name, such as MINUSMA")
        yield _change(path, field.value or None, value or None)


def _check_text(path: str, value: str) -> None:
    if path in ("announced", "effective") and value and not _PARTIAL_DAY.fullmatch(value):
        raise BadSetting(f"{path} is {value!r}, expected a day, month or year as 2023-11-30, 2023-11 or 2023")
    if path == "country" and value and not re.fullmatch(r"[A-Z]{2}", value):
        raise BadSetting(f"country is {value!r}, expected its ISO code of two letters, such as BJ")


def _type_changes(claim: Claim, value: str) -> Iterator[Change]:
    if isinstance(claim, Event):
        found = sub_events()[value]
        yield _change("sub_event_type", claim.sub_event_type, value)
        if found.event_type != claim.event_type:
            yield _change("event_type", claim.event_type, found.event_type)
        if found.plover != claim.plover:
            yield _change("plover", claim.plover, found.plover)


def _actor_changes(claim: Claim, head: str, value: str, names: Names, by: str) -> Iterator[Change]:
    """The actor as written, with its registry id where the name is a registered one; an empty name takes it away."""
    actor = getattr(claim, head)
    if not value:
        yield Change(field=head, old=_json(actor.name if actor else None), new="null")
        return
    yield _change(f"{head}.name", actor.name if actor else None, value)
    known = next((k for span, k in names.actors_in(value) if span.end - span.start == len(value)), None)
    if known is not None:
        yield _change(f"{head}.name", actor.name if actor else None, known.name)
    for part, new in (
        ("entity_id", known.id if known else None),
        ("inter", known.inter if known else actor.inter if actor else None),
        ("country", known.country if known else actor.country if actor else None),
        ("reason", f"entered by {by}"),
    ):
        yield _change(f"{head}.{part}", getattr(actor, part) if actor else None, new)


def _place_changes(claim: Claim, name: str, place_id: str, names: Names, by: str) -> Iterator[Change]:
    """The place as a whole: that of the gazetteer which was picked, or a name without coordinates; its words stay."""
    place = claim.place if isinstance(claim, Event) else None
    old = _json(place.name if place else None)
    if not name:
        yield Change(field="location", old=old, new="null")
        return
    picked = picked_place(names, name, place_id) if place_id else None
    found = (
        place_from(picked, names, by)
        if picked
        else Place(name=name, country=place.country if place else None, reason=f"entered by {by}, not located")
    )
    record: dict[str, Any] = {
        part: getattr(found, part)
        for part in (
            "name", "country", "admin1", "latitude", "longitude", "geo_precision", "ucdp_precision", "radius_km",
            "geonames_id", "reason",
        )
    }  # fmt: skip
    yield Change(field="location", old=old, new=_json(record))
    if place and place.quote:
        span = place.quote.span
        words = {"start": span.start, "end": span.end, "text": place.quote.text}
        yield Change(field="location.mention", old=_json(place.quote.text), new=_json(words))


def picked_place(names: Names, name: str, place_id: str) -> GazetteerPlace:
    """The place of the gazetteer that was picked from those of a name. Raises BadSetting where it is none of them."""
    for place in (*names.places_named(name), *names.places_like(name)):
        if str(place.geonames_id) == place_id:
            return place
    raise BadSetting(f"the place is {place_id!r}, expected one of those that the gazetteer has under {name!r}")


def place_from(found: GazetteerPlace, names: Names, by: str) -> Place:
    """A place of the gazetteer as a claim keeps it: a town is a point, a district an area, a country is no point."""
    settled = found.feature.startswith("P")
    country = found.feature.startswith("PCL")
    return Place(
        name=found.name,
        country=found.country,
        admin1=found.admin1,
        latitude=None if country else found.latitude,
        longitude=None if country else found.longitude,
        geo_precision=1 if settled else 3 if country or found.feature == "ADM1" else 2,
        ucdp_precision=1 if settled else 6 if country else 4 if found.feature == "ADM1" else 3,
        geonames_id=found.geonames_id,
        reason=f"picked by {by}" if not country else f"a country, picked by {by}",
    )


def _together(claim: Claim, head: str, parts: tuple[str, ...], differing: Mapping[str, str]) -> Iterator[Change]:
    """Numbers that stand or fall together: all emptied takes the whole away; the rest in the order of `parts`."""
    mine = {part: differing[f"{head}.{part}"] for part in parts if f"{head}.{part}" in differing}
    if not mine:
        return
    fields = {f.path: f.value for f in fields_of(claim)}
    after = {part: mine.get(part, fields[f"{head}.{part}"]) for part in parts}
    numbers = {part: number_of(f"{head}.{part}", text) for part, text in after.items() if part != "qualifier"}
    if not any(number is not None for number in numbers.values()):
        yield Change(field=head, old="null", new="null")
        return
    if head == "fatalities":
        numbers = _three(numbers)
    yield Change(field=head, old=_json(None), new=_json({**numbers, **_qualifier(after)}))


def _three(numbers: Mapping[str, int | None]) -> dict[str, int | None]:
    """Low, best and high, where not all were given: the best stands for those left out. Raises BadSetting where they
    do not follow one another."""
    given = [n for n in (numbers["best"], numbers["low"], numbers["high"]) if n is not None]
    low, best, high = (numbers[p] if numbers[p] is not None else given[0] for p in ("low", "best", "high"))
    if low is None or best is None or high is None or not low <= best <= high:
        raise BadSetting(f"fatalities are {low}, {best}, {high}, expected low, best and high in this order")
    return {"low": low, "best": best, "high": high}


def _qualifier(after: Mapping[str, str]) -> dict[str, str]:
    return {"qualifier": after["qualifier"]} if "qualifier" in after else {}


def _day(path: str, value: str) -> str | None:
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError as fault:
        raise BadSetting(f"{path} is {value!r}, expected a day as 2022-11-30") from fault


def number_of(path: str, value: str) -> int | None:
    """The whole number that was written, with or without marks between thousands; None where nothing was. Raises
    BadSetting where it is none."""
    plain = re.sub(r"[\s,’'.]", "", value)
    if not plain:
        return None
    if not plain.isascii() or not plain.isdigit() or len(plain) > 10:
        raise BadSetting(f"{path} is {value!r}, expected a whole number")
    return int(plain)


def _change(field: str, old: object, new: object) -> Change:
    return Change(field=field, old=_json(old), new=_json(new))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

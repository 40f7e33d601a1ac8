"""Annotated reports: what a person says that a report claims, checked before anything is measured on it.

The form is the public report record, without what only a reader has (ids, scores, spans), and with `publisher_kind`,
`traps` (words that must give no event) and `cluster`. See docs/quality.md.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from watchdesk import records
from watchdesk.codebooks import plover_types, sub_events
from watchdesk.errors import BadSetting
from watchdesk.measure.pairing import KINDS, Record
from watchdesk.measure.same_values import Item

LANGUAGES = ("en", "fr")
TRAPS = (
    "boilerplate", "hypothetical", "background aggregate not an event", "film/sport/metaphor", "negated", "historical",
)  # fmt: skip
PUBLISHERS = ("wire", "newspaper", "ngo", "un_sitrep", "government", "local_radio", "social_post", "advocacy")
"""The kinds of publisher; null where nobody said."""

_PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SHAPES: dict[str, dict[str, tuple[type, ...]]] = {
    "events": {
        "event_type": (str,), "sub_event_type": (str,), "plover": (str,), "status": (str,), "evidence": (list,),
        "actor1": (dict, type(None)), "actor2": (dict, type(None)), "location": (dict, type(None)),
        "date_start": (str, type(None)), "date_end": (str, type(None)), "fatalities": (dict, type(None)),
    },
    "figures": {
        "measure": (str,), "text": (str,), "evidence": (str,), "qualifier": (str,), "low": (int, float, type(None)),
        "high": (int, float, type(None)),
    },
    "statements": {"act": (str,), "mode": (str,), "text": (str,)},
    "peace_operations": {"operation": (str,), "action": (str,), "evidence": (str,)},
    "traps": {"text": (str,), "why": (str,)},
}  # fmt: skip
"""What each item must have before its values can be looked at, and of which type."""

_TOLD = 5  # faulty files that a message names


def read_annotated(path: Path) -> list[tuple[str, Record]]:
    """The annotated reports of a folder (`*.json`) or of a zip file of it, by file name without its ending.

    Raises BadSetting where there are none, or where a file is not one: a score over the others would not be theirs.
    """
    found, faulty = [], []
    for name, body in _bodies(path):
        record, faults = _parsed(body)
        if faults:
            faulty.append(f"{name}: {faults[0]}" + (f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""))
        else:
            found.append((Path(name).stem, record))
    if faulty:
        more = "" if len(faulty) <= _TOLD else f"; {len(faulty) - _TOLD} more files"
        raise BadSetting(
            f"{path}: {len(faulty)} of {len(faulty) + len(found)} files are no annotated reports: "
            f"{'; '.join(faulty[:_TOLD])}{more}. Mend them, or take them out of the folder"
        )
    if not found:
        raise BadSetting(f"{path} holds no annotated reports (*.json), expected such as `watchdesk judged --to` writes")
    return found


def _bodies(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files, by name. Raises BadSetting where the path is neither a folder nor a zip file, or is damaged."""
    try:
        if path.is_dir():
            for file in sorted(path.glob("*.json")):
                yield file.name, file.read_bytes()
            return
        with zipfile.ZipFile(path) as packed:
            for name in sorted(n for n in packed.namelist() if n.endswith(".json")):
                yield name, packed.read(name)
    except (OSError, zipfile.BadZipFile) as fault:
        raise BadSetting(
            f"{path} cannot be read ({fault}), expected a folder or zip file of annotated reports"
        ) from fault


def _parsed(body: bytes) -> tuple[Record, list[str]]:
    try:
        record = json.loads(body.decode())
    except (ValueError, RecursionError) as fault:
        return {}, [f"it is not JSON in UTF-8 ({fault})"]
    return record, list(faults_of(record))


def faults_of(record: object) -> Iterator[str]:
    """One line for each fault of one annotated report: shape, words that do not stand in the text, unknown types."""
    if not isinstance(record, dict):
        yield f"it is a JSON {type(record).__name__}, expected an object with document, {', '.join(KINDS)}"
        return
    misshapen = list(_shape(record))
    yield from misshapen or _values(record)


def _shape(record: Item) -> Iterator[str]:
    document = record.get("document")
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        yield "it has no document with a text"
    elif not document["text"].strip() or not isinstance(document.get("id"), str):
        yield "its document has no id, or an empty text"
    for group, keys in _SHAPES.items():
        items = record.get(group, [] if group == "traps" else None)
        if not isinstance(items, list):
            yield f"{group} is {items!r}, expected a list"
            continue
        for number, item in enumerate(items):
            for key, types in keys.items():
                value = item.get(key, _NOTHING) if isinstance(item, dict) else _NOTHING
                if not isinstance(value, types):
                    told = "is missing" if value is _NOTHING else f"is {value!r}"
                    yield f"{group} {number}: {key!r} {told}, expected {_expected(types)}"


_NOTHING = object()


_TYPE_NAMES = {str: "a string", float: "a number", list: "a list", dict: "an object", type(None): "null"}


def _expected(types: tuple[type, ...]) -> str:
    return " or ".join(_TYPE_NAMES[kind] for kind in types if kind in _TYPE_NAMES)


def _values(record: Record) -> Iterator[str]:
    document = record["document"]
    text = document["text"]
    yield from _one_of("publisher_kind", document.get("publisher_kind"), PUBLISHERS, or_null=True)
    yield from _one_of("language", document.get("language"), LANGUAGES)
    yield from _dates("published", document.get("published"), None)
    for kind, find in (("event", _event), ("figure", _figure), ("statement", _statement), ("fact", _fact)):
        group = {"fact": "peace_operations"}.get(kind, f"{kind}s")
        for number, item in enumerate(record[group]):
            yield from (f"{kind} {number}: {fault}" for fault in find(item, text))
    for number, trap in enumerate(record.get("traps", [])):
        faults = (*_quoted(text, trap["text"]), *_one_of("why", trap["why"], TRAPS))
        yield from (f"trap {number}: {fault}" for fault in faults)


def _event(event: Item, text: str) -> Iterator[str]:
    kind = sub_events().get(event["sub_event_type"])
    if kind is None or kind.event_type != event["event_type"]:
        yield f"{event['sub_event_type']!r} is no sub-event of {event['event_type']!r}"
    if event["plover"] not in plover_types():
        yield f"plover {event['plover']!r} is no PLOVER type"
    yield from _one_of("status", event["status"], get_args(records.Status))
    yield from _quoted(text, *event["evidence"])
    for actor in (event["actor1"], event["actor2"]):
        if actor and actor.get("mention") is not None:
            yield from _quoted(text, actor["mention"])
    yield from _place(event["location"], text)
    yield from _dates("date", event["date_start"], event["date_end"])
    if event["fatalities"]:
        deaths = [event["fatalities"].get(key) for key in ("low", "best", "high")]
        if not all(isinstance(n, int) for n in deaths) or deaths != sorted(deaths):
            yield f"deaths are {deaths}, expected low, best and high in this order"
    if not event["evidence"]:
        yield "no evidence"


def _place(place: Item | None, text: str) -> Iterator[str]:
    if not place:
        return
    if place.get("mention") is not None:
        yield from _quoted(text, place["mention"])
    latitude, longitude = place.get("latitude"), place.get("longitude")
    located = latitude is not None or longitude is not None
    country = place.get("country")
    if not re.fullmatch(r"[A-Z]{2}", str(country)) and (country is not None or located):
        yield f"country {country!r} is no ISO 3166-1 alpha-2 code"
    if place.get("geo_precision") not in (1, 2, 3):
        yield f"geo_precision {place.get('geo_precision')!r} is not 1, 2 or 3"
    if located and not (_within(latitude, 90) and _within(longitude, 180)):
        yield f"coordinates {latitude}, {longitude} are not on Earth"


def _within(degrees: object, most: int) -> bool:
    return isinstance(degrees, int | float) and -most <= degrees <= most


def _figure(figure: Item, text: str) -> Iterator[str]:
    yield from _quoted(text, figure["text"], figure["evidence"])
    if figure["text"] not in figure["evidence"]:
        yield f"{figure['text']!r} is not within its evidence"
    yield from _one_of("measure", figure["measure"], get_args(records.Measure))
    yield from _one_of("qualifier", figure["qualifier"], get_args(records.Qualifier))
    low, high = figure["low"], figure["high"]
    if low is None and high is None:
        yield f"{figure['text']!r} has neither low nor high"
    elif low is not None and high is not None and low > high:
        yield f"{figure['text']!r}: low {low} is above high {high}"


def _statement(statement: Item, text: str) -> Iterator[str]:
    yield from _quoted(text, statement["text"])
    yield from _one_of("act", statement["act"], get_args(records.Act))
    yield from _one_of("mode", statement["mode"], get_args(records.Mode))


def _fact(fact: Item, text: str) -> Iterator[str]:
    yield from _quoted(text, fact["evidence"])
    yield from _one_of("action", fact["action"], get_args(records.MissionAction))
    if not fact["operation"]:
        yield "no operation"
    if fact.get("country") is not None and not re.fullmatch(r"[A-Z]{2}", str(fact["country"])):
        yield f"country {fact['country']!r} is no ISO 3166-1 alpha-2 code"
    for name in ("announced", "effective"):
        if fact.get(name) is not None and not _PARTIAL_DATE.fullmatch(str(fact[name])):
            yield f"{name} {fact[name]!r} is no ISO date"


def _one_of(name: str, value: object, known: tuple[str, ...], *, or_null: bool = False) -> Iterator[str]:
    if value not in known and not (or_null and value is None):
        yield f"{name} {value!r} is not one of {', '.join(known)}"


def _quoted(text: str, *quotes: object) -> Iterator[str]:
    for quote in quotes:
        if not isinstance(quote, str) or not quote or quote not in text:
            yield f"{quote!r} does not stand in the text"


def _dates(name: str, first: str | None, last: str | None) -> Iterator[str]:
    try:
        days = [dt.date.fromisoformat(day) for day in (first, last) if day is not None]
    except (TypeError, ValueError) as fault:
        yield f"{name}: {fault}"
        return
    if len(days) == 2 and days[0] > days[1]:
        yield f"{name}: {first} is after {last}"

"""Check annotated reports: `python training/validate.py [FOLDER …]`; exit 1 and one line per fault.

Every quoted string must stand in the text; every type, act, action, measure and qualifier must be one of the
schema's; dates and ranges must be in order; a sub-event must belong to its event type; ids must be unique.
"""

from __future__ import annotations

import datetime as dt
import json
import pathlib
import re
import sys
from collections.abc import Iterator
from typing import get_args

from watchdesk import records
from watchdesk.codebooks import plover_types, sub_events

HERE = pathlib.Path(__file__).parent
FOLDERS = (HERE / "corpus", HERE.parent / "evals" / "gold")
STATUS = set(get_args(records.Status))
MEASURES = set(get_args(records.Measure))
QUALIFIERS = set(get_args(records.Qualifier))
ACTS = set(get_args(records.Act))
MODES = set(get_args(records.Mode))
ACTIONS = set(get_args(records.MissionAction))
TRAPS = {
    "boilerplate",
    "hypothetical",
    "background aggregate not an event",
    "film/sport/metaphor",
    "negated",
    "historical",
}
PUBLISHERS = {"wire", "newspaper", "ngo", "un_sitrep", "government", "local_radio", "social_post", "advocacy"}
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def faults_of(record: dict) -> Iterator[str]:
    """One line for each fault of one annotated report."""
    document = record["document"]
    text = document["text"]
    if document.get("publisher_kind") not in PUBLISHERS:
        yield f"publisher_kind {document.get('publisher_kind')!r} is not one of {sorted(PUBLISHERS)}"
    if document.get("language") not in ("en", "fr"):
        yield f"language {document.get('language')!r} is not en or fr"
    yield from _dates("published", document.get("published"), None)
    for number, event in enumerate(record["events"]):
        yield from (f"event {number}: {fault}" for fault in _event(event, text))
    for number, figure in enumerate(record["figures"]):
        yield from (f"figure {number}: {fault}" for fault in _figure(figure, text))
    for number, statement in enumerate(record["statements"]):
        yield from (f"statement {number}: {fault}" for fault in _statement(statement, text))
    for number, fact in enumerate(record["peace_operations"]):
        yield from (f"fact {number}: {fault}" for fault in _fact(fact, text))
    for number, trap in enumerate(record["traps"]):
        yield from (f"trap {number}: {fault}" for fault in _quoted(text, trap["text"]))
        if trap["why"] not in TRAPS:
            yield f"trap {number}: why {trap['why']!r} is not one of {sorted(TRAPS)}"


def _event(event: dict, text: str) -> Iterator[str]:
    kind = sub_events().get(event["sub_event_type"])
    if kind is None or kind.event_type != event["event_type"]:
        yield f"{event['sub_event_type']!r} is no sub-event of {event['event_type']!r}"
    if event["plover"] not in plover_types():
        yield f"plover {event['plover']!r} is no PLOVER type"
    if event["status"] not in STATUS:
        yield f"status {event['status']!r} is not one of {sorted(STATUS)}"
    yield from _quoted(text, *event["evidence"])
    for actor in (event["actor1"], event["actor2"]):
        if actor and actor.get("mention") is not None:
            yield from _quoted(text, actor["mention"])
    yield from _place(event["location"], text)
    yield from _dates("date", event["date_start"], event["date_end"])
    deaths = event["fatalities"]
    if deaths and not deaths["low"] <= deaths["best"] <= deaths["high"]:
        yield f"deaths are not in order: {deaths}"
    if not event["evidence"]:
        yield "no evidence"


def _place(place: dict | None, text: str) -> Iterator[str]:
    if not place:
        return
    if place.get("mention") is not None:
        yield from _quoted(text, place["mention"])
    if not re.fullmatch(r"[A-Z]{2}", place.get("country") or ""):
        yield f"country {place.get('country')!r} is no ISO 3166-1 alpha-2 code"
    if place.get("geo_precision") not in (1, 2, 3):
        yield f"geo_precision {place.get('geo_precision')!r} is not 1, 2 or 3"
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if latitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        yield f"coordinates {latitude}, {longitude} are not on Earth"


def _figure(figure: dict, text: str) -> Iterator[str]:
    yield from _quoted(text, figure["text"], figure["evidence"])
    if figure["text"] not in figure["evidence"]:
        yield f"{figure['text']!r} is not within its evidence"
    if figure["measure"] not in MEASURES:
        yield f"measure {figure['measure']!r} is not one of {sorted(MEASURES)}"
    if figure["qualifier"] not in QUALIFIERS:
        yield f"qualifier {figure['qualifier']!r} is not one of {sorted(QUALIFIERS)}"
    low, high = figure["low"], figure["high"]
    if low is None and high is None:
        yield f"{figure['text']!r} has neither low nor high"
    elif low is not None and high is not None and low > high:
        yield f"{figure['text']!r}: low {low} is above high {high}"


def _statement(statement: dict, text: str) -> Iterator[str]:
    yield from _quoted(text, statement["text"])
    if statement["act"] not in ACTS:
        yield f"act {statement['act']!r} is not one of {sorted(ACTS)}"
    if statement["mode"] not in MODES:
        yield f"mode {statement['mode']!r} is not one of {sorted(MODES)}"


def _fact(fact: dict, text: str) -> Iterator[str]:
    yield from _quoted(text, fact["evidence"])
    if fact["action"] not in ACTIONS:
        yield f"action {fact['action']!r} is not one of {sorted(ACTIONS)}"
    if not fact.get("operation"):
        yield "no operation"
    if fact.get("country") is not None and not re.fullmatch(r"[A-Z]{2}", fact["country"]):
        yield f"country {fact['country']!r} is no ISO 3166-1 alpha-2 code"
    for name in ("announced", "effective"):
        if fact.get(name) is not None and not PARTIAL_DATE.fullmatch(fact[name]):
            yield f"{name} {fact[name]!r} is no ISO date"


def _quoted(text: str, *quotes: str) -> Iterator[str]:
    for quote in quotes:
        if not quote or quote not in text:
            yield f"{quote!r} does not stand in the text"


def _dates(name: str, first: str | None, last: str | None) -> Iterator[str]:
    try:
        days = [dt.date.fromisoformat(day) for day in (first, last) if day is not None]
    except ValueError as fault:
        yield f"{name}: {fault}"
        return
    if len(days) == 2 and days[0] > days[1]:
        yield f"{name}: {first} is after {last}"


def main() -> None:
    folders = [pathlib.Path(a) for a in sys.argv[1:]] or list(FOLDERS)
    seen: dict[str, str] = {}
    count = faults = 0
    for path in (p for folder in folders for p in sorted(folder.glob("*.json"))):
        count += 1
        record = json.loads(path.read_text(encoding="utf-8"))
        found = list(faults_of(record))
        if record["document"]["id"] in seen:
            found.append(f"id {record['document']['id']!r} is also that of {seen[record['document']['id']]}")
        seen[record["document"]["id"]] = path.name
        faults += len(found)
        for fault in found:
            print(f"{path.name}: {fault}")
    print(f"{count} reports, {faults} faults")
    sys.exit(1 if faults or not count else 0)


if __name__ == "__main__":
    main()

"""Score French incident notes from Mali: `python evals/public/mali_incidents.py FOLDER [--reader rules] [--misses]`.

Each record is one or two sentences, with its day given. Read as one paragraph: what happened, who was hit.

- killed and wounded: exact against the coded counts, rows without a coded count left out; by figures (harm_totals) and,
  for killed, by the deaths of the events.
- target kind: the kinds that `target` names (civilian, soldier, peacekeeper, foreign force, armed group), against the
  victims' side (actor2) of the first event; right if among them. Rows without a target are left out.
- place: the first event's place, within 50 km of the coded point, over rows with coordinates.
- country: rows of which an event is placed in a country other than Mali.
"""

from __future__ import annotations

import argparse
import math
import re

from f1 import Row, share
from harm_totals import total_by_events, total_by_figures
from reading import events_of, load_records, options, read_text, reader_of, timed

from watchdesk.records import Actor, Reading

NEAR_KM = 50.0
MARKS = {
    "killed, by figures": "our mark 0.92; none published",
    "wounded, by figures": "our mark 0.90; none published",
    "target kind": "our mark 0.75; none published",
}
KINDS = {
    "peacekeeper": r"minusma|casques? bleus?",
    "foreign force": r"barkhane|eutm|am[ée]ricain|serval|takuba",
    "soldier": r"\bama\b|fama|arm[ée]e|militaire|soldat|gendarme|police|douan|garde|g5",
    "armed group": r"gatia|\bcma\b|mnla|mlna|maa|msa|ganda|djihad|aqmi|eigs|rebelle|ansar|autod[ée]fense|assaillant"
    r"|arm[ée]s|poseurs|terroriste",
    "civilian": r"civil|\bong\b|imam|maire|pr[ée]fet|village|chef|transport|[ée]cole|prison|peuh?l|imghad|doushak"
    r"|conseiller|installations|gouvernorat|administration|banque|cscom|migrants|dozo",
}


def kinds_named(target: str) -> set[str]:
    """The kinds that the words of a target name."""
    return {kind for kind, words in KINDS.items() if re.search(words, target, re.IGNORECASE)}


def kind_of(actor: Actor | None) -> str | None:
    """The kind of an actor as watchdesk coded it: ACLED's interaction code, peacekeepers and foreign forces apart."""
    if actor is None:
        return None
    words = f"{actor.name} {actor.quote.text if actor.quote else ''}"
    if kinds_named(words) & {"peacekeeper"} or actor.sector == "IGO":
        return "peacekeeper"
    if kinds_named(words) & {"foreign force"} or (actor.inter == 8 and actor.country not in ("ML", None)):
        return "foreign force"
    return {1: "soldier", 2: "armed group", 3: "armed group", 4: "armed group", 6: "civilian", 7: "civilian"}.get(
        actor.inter or 0
    )


def km(a: float, b: float, c: float, d: float) -> float:
    la1, lo1, la2, lo2 = map(math.radians, (a, b, c, d))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def is_near(reading: Reading, latitude: float, longitude: float) -> bool:
    """True where the first placed event stands within 50 km."""
    placed = [e.place for e in events_of(reading) if e.place and e.place.latitude is not None]
    if not placed or placed[0].latitude is None or placed[0].longitude is None:
        return False
    return km(placed[0].latitude, placed[0].longitude, latitude, longitude) <= NEAR_KM


def score(record: dict, reading: Reading) -> dict[str, bool]:
    """What is right of one record, by question; questions that the record does not answer are left out."""
    right: dict[str, bool] = {}
    if record["n_killed"] is not None:
        right["killed, by figures"] = total_by_figures(reading, "killed") == record["n_killed"]
        right["killed, by events"] = total_by_events(reading) == record["n_killed"]
    if record["n_wounded"] is not None:
        right["wounded, by figures"] = total_by_figures(reading, "injured") == record["n_wounded"]
    events = events_of(reading)
    right["has an event"] = bool(events)
    gold = kinds_named(record["target"] or "")
    if gold:
        right["target kind"] = bool(events) and kind_of(events[0].actor2) in gold
    place = record["place"] or {}
    if place.get("lat") is not None:
        right["place within 50 km"] = is_near(reading, place["lat"], place["lon"])
    right["no other country"] = all(not e.place or e.place.country in (None, "ML") for e in events)
    return right


def measure(args: argparse.Namespace) -> list[Row]:
    records, reader = load_records(args), reader_of(args)
    tally: dict[str, list[bool]] = {}
    for record in timed(records, "mali_incidents"):
        text = f"{(record['text_event'] or '').rstrip('. ')}. {record['text_victims'] or ''}"
        reading = read_text(reader, record["id"], text, record["date"], "fr")
        for question, right in score(record, reading).items():
            tally.setdefault(question, []).append(right)
            if args.misses and not right:
                show_miss(question, record, reading, text)
    return [share(question, sum(right), len(right), MARKS.get(question, "")) for question, right in tally.items()]


def show_miss(question: str, record: dict, reading: Reading, text: str) -> None:
    events = events_of(reading)
    seen = {
        "killed, by figures": lambda: (record["n_killed"], total_by_figures(reading, "killed")),
        "killed, by events": lambda: (record["n_killed"], total_by_events(reading)),
        "wounded, by figures": lambda: (record["n_wounded"], total_by_figures(reading, "injured")),
        "target kind": lambda: (record["target"], events[0].actor2.name if events and events[0].actor2 else None),
        "place within 50 km": lambda: (record["place"]["name"], [e.place.name for e in events if e.place]),
        "no other country": lambda: [(e.place.name, e.place.country) for e in events if e.place],
        "has an event": lambda: None,
    }[question]()
    print(question, seen, " ".join(text.split()), sep="\t")


def main() -> None:
    for row in measure(options(__doc__).parse_args()):
        print(row)


if __name__ == "__main__":
    main()

"""Score incidents of Latin American news of 1988-91 (MUC-4): `python evals/public/muc.py FOLDER [--misses]`.

Each article has zero or more templates. Events are turned into templates so, and scored as muc_slots says:

- type: explosives BOMBING, abduction KIDNAPPING, burning ARSON, robbery ROBBERY, other violence ATTACK; protests,
  arrests, agreements and fights between armed forces are no incidents here.
- scope of the set: within two months of the report, in or about its nine countries, not only soldiers as victims.
- perpetrator: the words of actor1, individuals where an unnamed group, else an organisation; victim: the words of actor2,
  a physical target where they name a thing, else a description. Persons hit are not read by name.
- killed: the event's deaths; injured: figures told in its sentences. Date: its days, else `on or before` the report.

Slots that watchdesk does not read (instruments, confidence, nationality, damage, totals) are left out on both sides.
Beside it: the official ALL TEMPLATES F of the best system of 1992 over all 24 slots, 57.15 (test set TST4).
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from typing import Any

from f1 import Counts, Row, line
from muc_slots import SLOTS, Days, Template, Where, align, slot_counts
from reading import day_of, events_of, figures_of, load_records, options, read_text, reader_of, timed

from watchdesk.records import Actor, Event, Reading
from watchdesk.resolve.countries import countries_in

RECENT = dt.timedelta(days=62)
SCOPE = frozenset({"SV", "GT", "HN", "AR", "BO", "CL", "CO", "EC", "PE", None})
BOMBED = frozenset(
    {"Remote explosive/landmine/IED", "Suicide bomb", "Grenade", "Disrupted weapons use", "Air/drone strike"}
)
ATTACKED = frozenset({"Attack", "Sexual violence", "Mob violence", "Shelling/artillery/missile attack", "Armed clash"})
BURNED = re.compile(r"\b(?:burn\w*|arson|fire|torch\w*|incendiary)\b", re.IGNORECASE)
ROBBED = re.compile(r"\b(?:rob(?:bed|bery|beries)?|stole|stolen|loot\w*|theft)\b", re.IGNORECASE)
THING = re.compile(
    r"\b(?:embass\w+|offices?|buildings?|houses?|homes?|residences?|bridges?|pylons?|towers?|pipelines?|plants?|banks?"
    r"|buses|bus|vehicles?|cars?|trucks?|stations?|headquarters|church\w*|schools?|hotels?|airports?|facilities|stores?"
    r"|power lines?|newspapers?|companies|company|barracks)\b",
    re.IGNORECASE,
)
GROUPS, STATE = frozenset({2, 3, 4}), frozenset({1, 8})


def type_of(event: Event) -> str | None:
    """The incident type of an event; None where it is none of the set's."""
    told = " ".join(q.text for q in event.evidence[:1])
    if event.sub_event_type in BOMBED:
        return "BOMBING"
    if event.sub_event_type == "Abduction/forced disappearance":
        return "KIDNAPPING"
    if event.sub_event_type == "Looting/property destruction":
        return "ARSON" if BURNED.search(told) else "ROBBERY" if ROBBED.search(told) else "ATTACK"
    return "ATTACK" if event.sub_event_type in ATTACKED else None


def in_scope(event: Event, published: dt.date | None) -> bool:
    """True for an incident that the set's guidelines ask for, as far as a claim can tell."""
    if event.status in ("denied", "announced") or (event.place and event.place.country not in SCOPE):
        return False
    last = event.when.last if event.when else None
    if published and last and last < published - RECENT:
        return False
    return not (_is_armed(event.actor1) and _is_armed(event.actor2))


def _is_armed(actor: Actor | None) -> bool:
    """True for soldiers and armed groups; officials and police, who are victims in this set, are neither."""
    return actor is not None and (actor.inter in GROUPS or (actor.entity_id or "").startswith("mil:"))


def template_of(event: Event, reading: Reading, published: dt.date | None) -> Template:
    strings: dict[str, tuple[tuple[str, ...], ...]] = {}
    for slot, actor in ((_slot_of_doer(event.actor1), event.actor1), (_slot_of_victim(event.actor2), event.actor2)):
        if actor and actor.quote and slot:
            strings[slot] = ((actor.quote.text,),)
    counts = {}
    if event.deaths and event.deaths.best:
        counts["killed"] = (event.deaths.best, event.deaths.best)
    injured = [
        f.count.high or f.count.low or 0
        for f in figures_of(reading)
        if f.measure == "injured" and any(q.span.holds(f.words.span) for q in event.evidence)
    ]
    if injured and max(injured):
        counts["injured"] = (max(injured), max(injured))
    state = event.actor1 is not None and event.actor1.inter in STATE
    return Template(
        type=frozenset({type_of(event) or "ATTACK"}),
        date=_days(event, published),
        location=_where(event),
        category=frozenset({"STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"} if event.actor1 else ()),
        strings=strings,
        counts=counts,
    )


def _slot_of_doer(actor: Actor | None) -> str | None:
    """An unnamed group by its common noun is individuals; a named group or a state's force is an organisation."""
    if actor is None:
        return None
    return "perp individual" if (actor.entity_id or ":").split(":")[0] in UNNAMED else "perp organisation"


UNNAMED = frozenset({"uag", "uig", "ugg", "umf", "ucm", "civ", "rio", "pro", ""})


def _slot_of_victim(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    words = actor.quote.text if actor.quote else actor.name
    if THING.search(words):
        return "physical target"
    return "victim description"


def _days(event: Event, published: dt.date | None) -> Days | None:
    when = event.when
    if when and when.first and when.last and when.basis != "published":
        return Days(when.first, when.last)
    return Days(published, published, open=True) if published else None


def _where(event: Event) -> tuple[Where, ...]:
    place = event.place
    if place is None or not (place.country or place.name):
        return ()
    names = tuple(n for n in (place.admin1, place.name) if n and not countries_in(n.title()))
    return (Where(place.country, names),)


def key_of(told: dict[str, Any]) -> Template:
    """A template of the answer key."""
    date = told["date"]
    first, last = day_of((date or {}).get("start")), day_of((date or {}).get("end"))
    return Template(
        type=frozenset(told["type"]),
        stage=frozenset(part.strip() for part in (told["stage"] or "").split("/")),
        date=Days(first, last, date["on_or_before"]) if first and last else None,
        location=tuple(_key_place(place) for place in told["location"] if place),
        category=frozenset(part.strip(" ?") for part in (told["perp_category"] or "").split("/") if part.strip(" ?")),
        strings={slot: tuple(tuple(fill["strings"]) for fill in told[name]) for slot, name in KEY_STRINGS.items()},
        counts={
            measure: (count["min"], count["max"] or count["min"])
            for measure, count in told["casualties"].items()
            if count["min"] is not None
        },
        optional=told["optional"],
    )


KEY_STRINGS = {
    "perp individual": "perp_individual",
    "perp organisation": "perp_org",
    "physical target": "phys_target",
    "victim name": "victim_name",
    "victim description": "victim_desc",
}


def _key_place(place: list[dict[str, str]]) -> Where:
    found = countries_in(place[0]["name"].title())
    country = found[0].iso if found else place[0]["name"]
    return Where(country, tuple(part["name"] for part in place[1:]))


def templates_of(reading: Reading, published: dt.date | None) -> list[Template]:
    events = [e for e in events_of(reading) if type_of(e) and in_scope(e, published)]
    return [template_of(event, reading, published) for event in events]


def measure(args: argparse.Namespace) -> list[Row]:
    reader = reader_of(args)
    tally = {slot: Counts() for slot in SLOTS}
    for record in timed(load_records(args), "muc34"):
        published = day_of(record["pub_date"])
        reading = read_text(reader, record["doc_id"], record["text"], record["pub_date"])
        keys = [key_of(told) for told in record["templates"]]
        for response, key in align(templates_of(reading, published), keys):
            for slot, counts in slot_counts(response, key).items():
                tally[slot].join(counts)
            if args.misses and (response is None or key is None):
                print("-" if key else "+", record["doc_id"], key or response, sep="\t")
    total = Counts()
    for counts in tally.values():
        total.join(counts)
    rows = [line(slot, counts) for slot, counts in tally.items()]
    return [*rows, line("all templates", total, "best of 1992, over all 24 slots of the test set: F 0.5715")]


def main() -> None:
    for row in measure(options(__doc__).parse_args()):
        print(row)


if __name__ == "__main__":
    main()

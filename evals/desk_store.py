"""A made store for measuring the desk: 50,000 incidents told in 200,000 claims, from one seed; everything is invented.

Names of countries and towns are the gazetteer's, so that maps look as they will; what happens there is made. The records
go in by the store's own writing, many reports to a transaction, and what linking remembers of them with it; people's
judgements, reprints and a coded sample come after (`made_work.py`): `python evals/desk_store.py FILE.db [--incidents N]`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import pathlib
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from made_work import add_people_s_work
from sqlalchemy.orm import Session

from watchdesk.link.candidates import Link
from watchdesk.link.features import Features, features_of
from watchdesk.records import (
    Actor,
    Capture,
    Claim,
    Count,
    Deaths,
    Event,
    Figure,
    Incident,
    Joined,
    MissionFact,
    Place,
    Quote,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    Told,
    When,
)
from watchdesk.store.candidates import StoredCandidates
from watchdesk.store.incidents import put_incidents
from watchdesk.store.opening import Store, open_store
from watchdesk.store.writing import put_reading

SEED = 20261126
INCIDENTS, CLAIMS = 50_000, 200_000
FIRST_DAY, DAYS = dt.date(2021, 1, 1), 2100
COUNTRIES = {"ML": 9, "BF": 8, "NE": 5, "NG": 10, "CD": 11, "SD": 10, "SS": 5, "SO": 9, "ET": 6, "CF": 4, "CM": 4, "TD": 2, "MZ": 2, "MM": 9, "SY": 7, "YE": 6, "IQ": 4, "AF": 5, "UA": 8, "CO": 5, "HT": 3}  # fmt: skip
TYPES = (
    ("Battles", "Armed clash", 30),
    ("Violence against civilians", "Attack", 24),
    ("Violence against civilians", "Abduction/forced disappearance", 8),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", 9),
    ("Explosions/Remote violence", "Air/drone strike", 8),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", 6),
    ("Protests", "Peaceful protest", 8),
    ("Riots", "Mob violence", 3),
    ("Strategic developments", "Looting/property destruction", 4),
)
EVENTS_PER_INCIDENT = (
    1,
    1,
    1,
    2,
    2,
    3,
    3,
    4,
    5,
    8,
)  # mean 3; one figure more for every third, one statement for every fifth
TOWN, NEAR, REGION, COUNTRY = 0.62, 0.14, 0.13, 0.08  # how places are known; the rest is not located
ALLEGED, DENIED, ANNOUNCED = 0.14, 0.03, 0.02
NARROW = 0.12  # joins by a score that the desk asks about
LINK_BITS = 12.0
OPERATIONS = {"ML": "MINUSMA", "CD": "MONUSCO", "SD": "UNAMID", "SS": "UNMISS", "CF": "MINUSCA", "SO": "AMISOM", "HT": "MINUSTAH", "AF": "UNAMA"}  # fmt: skip
ACTIONS = ("access_denied", "personnel_detained", "attack_on_peacekeepers", "deployment")
CLAIMS_PER_REPORT = 6
REPORTS_PER_WRITE = 400


@dataclass(frozen=True, slots=True)
class Made:
    """One invented incident and how it is placed and told."""

    number: int
    family: str
    type: str
    place: Place
    day: dt.date
    sides: tuple[str, str]
    deaths: int | None
    events: int


@dataclass(slots=True)
class ToldOf:
    """What reports told of one made incident: ids of its events, in the order of the reports, and of its figures."""

    events: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


def make_store(path: pathlib.Path, incidents: int = INCIDENTS, claims: int = CLAIMS) -> Store:
    """A new store at `path` with so many incidents and claims."""
    rng = random.Random(SEED)
    made = list(make_incidents(rng, incidents))
    store = open_store(str(path))
    told: dict[int, ToldOf] = {}
    features: list[Features] = []
    waiting: list[Reading] = []
    plan = make_plan(rng, made, claims)
    for number, start in enumerate(range(0, len(plan), CLAIMS_PER_REPORT)):
        reading = make_reading(rng, number, plan[start : start + CLAIMS_PER_REPORT], told)
        features += features_of([Told(claim=c, report=reading.report) for c in reading.claims])
        waiting.append(reading)
        if len(waiting) == REPORTS_PER_WRITE:
            write_readings(store, waiting)
            waiting = []
    write_readings(store, waiting)
    link_made(store, rng, [t for _, t in sorted(told.items()) if t.events], features)
    add_people_s_work(store, rng)
    return store


def link_made(store: Store, rng: random.Random, told: list[ToldOf], features: list[Features]) -> None:
    """The incidents, and what linking would remember of their events, so that a judgement finds them as it would."""
    found = [make_incident(rng, one) for one in told]
    for at in range(0, len(found), 2000):
        part = found[at : at + 2000]
        store.write(lambda s, part=part: put_incidents(s, [], part), who="made", why="made")  # type: ignore[misc]
    links: dict[str, list[Link]] = {}
    for one, other in (pair for t in told for pair in itertools.pairwise(t.events)):
        links.setdefault(other, []).append(Link(one=min(one, other), other=max(one, other), bits=LINK_BITS))
    kept = [(f, links.get(f.claim_id, ())) for f in features]
    store.write(lambda s: StoredCandidates(s).keep_all(kept), who="made", why="made")


def make_incidents(rng: random.Random, many: int) -> Iterator[Made]:
    towns = gazetteer_towns()
    isos, shares = list(COUNTRIES), list(COUNTRIES.values())
    groups = {
        iso: [f"{n} ({iso})" for n in ("Red Banner Front", "Hill Brigade", "River Union", "Night Column")]
        for iso in isos
    }
    for number in range(many):
        iso = rng.choices(isos, shares)[0]
        rows = towns[iso]
        name, lat, lon, admin1 = rows[
            min(int(rng.paretovariate(0.7)) - 1, len(rows) - 1) if rng.random() < 0.5 else rng.randrange(len(rows))
        ]
        family, type_, _ = rng.choices(TYPES, [t[2] for t in TYPES])[0]
        day = FIRST_DAY + dt.timedelta(days=int(DAYS * rng.random() ** 0.75))
        state = f"Military Forces of {iso}"
        sides = (rng.choice(groups[iso]), "Civilians" if family.startswith("Violence") else state)
        deaths = None if family == "Protests" or rng.random() < 0.35 else int(rng.lognormvariate(1.1, 1.1))
        place = make_place(rng, iso, name, lat, lon, admin1)
        yield Made(number, family, type_, place, day, sides, deaths, rng.choice(EVENTS_PER_INCIDENT))


def make_place(rng: random.Random, iso: str, name: str, lat: float, lon: float, admin1: str | None) -> Place:
    sort = rng.random()
    if sort < TOWN:
        return Place(
            name=name,
            country=iso,
            admin1=admin1,
            latitude=lat,
            longitude=lon,
            geo_precision=1,
            ucdp_precision=1,
            radius_km=3.0,
        )
    if sort < TOWN + NEAR:
        return Place(
            name=f"near {name}",
            country=iso,
            admin1=admin1,
            latitude=lat,
            longitude=lon,
            geo_precision=2,
            ucdp_precision=2,
            radius_km=15.0,
        )
    if sort < TOWN + NEAR + REGION:
        region, radius = (admin1 or name, 120.0) if sort < TOWN + NEAR + REGION / 2 else (f"{name} district", 40.0)
        lat, lon = (round(v * 2) / 2 for v in (lat, lon)) if radius > 100 else (lat, lon)
        return Place(
            name=region,
            country=iso,
            admin1=admin1,
            latitude=lat,
            longitude=lon,
            geo_precision=3 if radius > 100 else 2,
            ucdp_precision=4,
            radius_km=radius,
        )
    if sort < TOWN + NEAR + REGION + COUNTRY:
        return Place(name=iso, country=iso, geo_precision=3, ucdp_precision=6, reason="country only")
    return Place(name=f"{name} al-Made", country=None, reason="not in the gazetteer")


def gazetteer_towns() -> dict[str, list[tuple[str, float, float, str | None]]]:
    """Towns of each country, the largest first."""
    path = files("watchdesk") / "data/gazetteer.sqlite"
    found: dict[str, list[tuple[str, float, float, str | None]]] = {iso: [] for iso in COUNTRIES}
    marks = ",".join("?" * len(COUNTRIES))
    rows = sqlite3.connect(str(path)).execute(
        f"SELECT country, name, lat, lon, admin1 FROM places WHERE feature LIKE 'PPL%' AND country IN ({marks}) ORDER BY population DESC, id",
        list(COUNTRIES),
    )
    for iso, name, lat, lon, admin1 in rows:
        if len(found[iso]) < 700:
            found[iso].append((name, lat, lon, admin1))
    return found


def make_plan(rng: random.Random, made: list[Made], claims: int) -> list[tuple[Made, str]]:
    """Which claim of which incident is told, in the order of the days, so that reports hold neighbours in time."""
    plan = [(m, "event") for m in made for _ in range(m.events)]
    plan += [(m, "figure") for m in made if m.deaths is not None]
    while len(plan) < claims:
        one = rng.choice(made)
        plan.append(
            (one, rng.choice(("statement", "figure", "mission" if one.place.country in OPERATIONS else "figure")))
        )
    first = {id(m): True for m in made}
    keep = [p for p in plan if p[1] == "event" and first.pop(id(p[0]), False)]
    kept = {id(p) for p in keep}
    rest = [p for p in plan if id(p) not in kept]
    rng.shuffle(rest)
    keep += rest[: claims - len(keep)]
    keep.sort(key=lambda p: (p[0].day.toordinal() + rng.random() * 6, p[0].number))
    return keep


def make_reading(rng: random.Random, number: int, plan: list[tuple[Made, str]], told: dict[int, ToldOf]) -> Reading:
    """A report that tells these claims, a sentence each, with some sentences that tell nothing."""
    address = f"https://made.example/{number}"
    report_id, text, claims = hashed(f"report {number}"), "", []
    for order, (made, kind) in enumerate(plan):
        sentence = sentence_of(made, kind)
        quote = Quote(span=Span(start=len(text), end=len(text) + len(sentence)), text=sentence)
        claim_id = hashed(f"claim {number} {order}")
        claims.append(make_claim(rng, made, kind, quote, claim_id, report_id))
        if kind in ("event", "figure"):
            ids = told.setdefault(made.number, ToldOf())
            (ids.events if kind == "event" else ids.figures).append(claim_id)
        text += sentence + (
            " " if order % 2 else " The road was quiet again by the evening, people of the market said.\n\n"
        )
    published = max(m.day for m, _ in plan) + dt.timedelta(days=1)
    title = f"Made report {number}: {plan[0][0].place.name}"
    report = Report(
        id=report_id, capture_id=hashed(f"capture {number}"), address=address, text=text.rstrip(), title=title, published=published,
        published_basis="given", publisher=f"Made Wire {number % 40}", cleaner="made",
    )  # fmt: skip
    return Reading(report=report, claims=tuple(claims))


def sentence_of(made: Made, kind: str) -> str:
    where, when = made.place.name, made.day.strftime("%d %B %Y").lstrip("0")
    if kind == "figure":
        return f"{made.deaths if made.deaths is not None else 3} people were killed in {where}."
    if kind == "statement":
        return f"“We were not in {where}”, said a speaker of {made.sides[0]}."
    if kind == "mission":
        return f"A patrol of {OPERATIONS[made.place.country or '']} was held up near {where} on {when}."
    return f"{made.sides[0]} fought {made.sides[1]} ({made.type.lower()}) in {where} on {when}."


def make_claim(rng: random.Random, made: Made, kind: str, quote: Quote, claim_id: str, report_id: str) -> Claim:
    sort = rng.random()
    status = (
        "alleged"
        if sort < ALLEGED
        else "denied"
        if sort < ALLEGED + DENIED
        else "announced"
        if sort < ALLEGED + DENIED + ANNOUNCED
        else "occurred"
    )
    base = {
        "id": claim_id, "report_id": report_id, "evidence": (quote,), "sources": (Source(organisation=f"Made agency {made.number % 30}", quote=None),),
        "status": status, "score": round(0.3 + 0.7 * rng.random(), 3), "made_by": "made",
    }  # fmt: skip
    words = Quote(span=Span(start=quote.span.start, end=quote.span.start + 8), text=quote.text[:8])
    if kind == "figure":
        return Figure(
            **base,
            measure="killed",
            words=words,
            count=Count(low=made.deaths or 3, high=made.deaths or 3),
            place=made.place.name,
        )  # type: ignore[arg-type]
    if kind == "mission":
        operation = OPERATIONS[made.place.country or ""]
        return MissionFact(**base, operation=operation, action=rng.choice(ACTIONS), effective=made.day.isoformat())  # type: ignore[arg-type]
    if kind == "statement":
        return Statement(**base, words=words, mode="direct", act="deny", target=made.sides[1])  # type: ignore[arg-type]
    day = made.day + dt.timedelta(days=rng.choice((0, 0, 0, 0, 1)))
    best = None if made.deaths is None else max(0, made.deaths + rng.choice((0, 0, 0, 1, -1, 3)))
    return Event(
        **base, event_type=made.family, sub_event_type=made.type, cue=words, actor1=Actor(name=made.sides[0]), actor2=Actor(name=made.sides[1]),
        place=made.place, when=None if sort > 0.98 else When(first=day, last=day, precision=1, basis="stated"),
        deaths=None if best is None or rng.random() < 0.3 else Deaths(low=best, best=best, high=best + rng.choice((0, 0, 2))),
    )  # type: ignore[arg-type]  # fmt: skip


def make_incident(rng: random.Random, told: ToldOf) -> Incident:
    joined = tuple(
        Joined(claim_id=a, other_id=b, score=round(rng.uniform(*scores), 3), reasons=("same place", "same day"))
        for a, b in itertools.pairwise(told.events)
        for scores in [(0.62, 0.79) if rng.random() < NARROW else (0.82, 0.99)]
    )
    return Incident(id=hashed(f"incident {told.events[0]}"), claim_ids=(*told.events, *told.figures), joined=joined)


def write_readings(store: Store, waiting: list[Reading]) -> None:
    def work(session: Session) -> None:
        for reading in waiting:
            report = reading.report
            put_reading(
                session,
                Capture(id=report.capture_id, address=report.address, body=report.text.encode()),
                reading,
                "made",
            )

    store.write(work, who="made", why="made")


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=pathlib.Path)
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--claims", type=int, default=None, help="[default: four for each incident]")
    given = parser.parse_args()
    if given.path.exists():
        sys.exit(f"{given.path} is there already: delete it, or name another file")
    start = time.monotonic()
    make_store(given.path, given.incidents, given.claims or 4 * given.incidents)
    print(
        f"{given.incidents:,} incidents in {given.path}, {given.path.stat().st_size / 1e6:.0f} MB, {time.monotonic() - start:.0f} s"
    )


if __name__ == "__main__":
    main()

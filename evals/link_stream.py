"""A made stream of claims with known incidents, and how well linking finds them: `python evals/link_stream.py`.

20,000 made incidents are told in 100,000 claims, as reports of one war tell them: places off by some kilometres or known by
region only, days off by one, missing fields, aliases, changed tolls, reprints, round-ups, English and French. Everything is
invented. The parameters below were fixed and committed before any weight was tuned; they are not to be changed to better a
score. Printed: pairwise precision, recall and F1, the processor time to link one new claim, the peak memory of the process, and
whether three orders of arrival give the same incidents, to the id and the reason.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import hashlib
import math
import random
import resource
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watchdesk.link.candidates import MemoryCandidates
from watchdesk.link.linker import Linker
from watchdesk.link.weights import load_weights
from watchdesk.records import Actor, Deaths, Event, Incident, Place, Quote, Report, Span, Told, When

SEED = 20261126

# --- the parameters: what is made, and how it is blurred. Fixed before tuning. -----------------------------------------
FIRST_DAY = dt.date(2020, 1, 1)
DAYS_PER_INCIDENT = 1461 / 20_000  # 20,000 incidents in four years, 13.7 a day
COUNTRIES, REGIONS, PLACES = 12, 8, 150  # regions and places per country
COUNTRY_DEGREES = 6.0  # a country is a square; four stand in a row, with common borders
PLACE_SKEW = 0.8  # the n-th place of a country sees n^-0.8 as many incidents as its first
GROUPS_PER_COUNTRY = 6
CLAIMS_MEAN, CLAIMS_SIGMA, CLAIMS_MAX = 5.0, 0.9, 40  # claims per incident: log-normal, capped
FOLLOW_UP = 0.05  # incidents that repeat another: same group, at most 15 km and 2 to 5 days away
DEATHS_NONE, DEATHS_MEAN_LOG, DEATHS_SIGMA_LOG = 0.25, 1.2, 1.1
DETAIL_WORDS, VOCABULARY, WORD_SKEW = 12, 3000, 0.7  # words that are of the incident, drawn from a common vocabulary
TOLD_DETAILS, TOLD_OTHERS = (4, 7), (3, 6)  # how many of them one claim uses, and how many words of no incident
FRENCH = 0.2  # claims in the other language, which shares no word
REPRINT, REPRINT_TOLL = 0.15, 0.1  # claims copied from an earlier one; copies with another toll
ROUND_UP = 0.05  # claims told in one report with a claim of another incident near in time
LATE = 0.05  # reports 10 to 60 days later; the others within 3 days
DAY_OFF, DAY_MISSING, DAY_WEEK = 0.12, 0.05, 0.03  # one day off; no day; a week only
PLACE_SIGMA_KM = 2.0
PLACE_NEIGHBOUR, PLACE_UNLOCATED, PLACE_REGION, PLACE_COUNTRY, PLACE_MISSING = 0.12, 0.08, 0.08, 0.03, 0.04
NAME_SLIP, NAME_ALIAS = 0.1, 0.1  # a letter wrong; the place's other name
ACTOR_VAGUE, ACTOR_MISSING, ACTOR_ALIAS = 0.2, 0.05, 0.15  # "unidentified"; none; another name that no registry knows
TARGET_MISSING = 0.3
TYPE_OTHER = 0.15  # another type of its family
DEATHS_MISSING, DEATHS_CHANGED, DEATHS_RIVAL = (
    0.2,
    0.25,
    0.05,
)  # none told; up to 1.6 times; a rival count, a third or thrice
# ------------------------------------------------------------------------------------------------------------------------

FAMILIES = {
    "violence": (
        ("Battles", "Armed clash"),
        ("Violence against civilians", "Attack"),
        ("Violence against civilians", "Abduction/forced disappearance"),
        ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
        ("Explosions/Remote violence", "Air/drone strike"),
        ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ),
    "unrest": (("Protests", "Peaceful protest"), ("Protests", "Protest with intervention"), ("Riots", "Mob violence")),
}
FAMILY_SHARE = (0.85, 0.15)
TARGETS = ("Civilians ({})", "Military Forces of {}", "Police Forces of {}")


@dataclass(frozen=True, slots=True)
class MadePlace:
    name: str
    alias: str
    country: str
    region: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class MadeIncident:
    number: int
    family: str
    kind: tuple[str, str]
    place: MadePlace
    day: dt.date
    group: str
    target: str
    deaths: int
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim of the stream, before it is put into records; `incident` is the truth."""

    number: int
    incident: int
    report: str
    published: dt.date
    kind: tuple[str, str]
    place: tuple[str, str | None, float | None, float | None, int, float | None] | None
    day: tuple[dt.date, dt.date, int] | None
    actor: tuple[str, str | None] | None
    target: tuple[str, str] | None
    deaths: int | None
    words: str

    @property
    def claim_id(self) -> str:
        return f"{(self.number * 2654435761) % 2**32:08x}"


class Maker:
    """Makes the world, the incidents and the claims from one seed."""

    def __init__(self, seed: int = SEED) -> None:
        self.rng = random.Random(seed)
        self._names: set[str] = set()
        self.centres: dict[str, tuple[float, float]] = {}
        self.places = {f"X{chr(65 + c)}": self._country(c) for c in range(COUNTRIES)}
        self.groups = {iso: [self.name(2) for _ in range(GROUPS_PER_COUNTRY)] for iso in self.places}
        self.english = [self.name(3).lower() for _ in range(VOCABULARY)]
        self.french = [self.name(3).lower() for _ in range(VOCABULARY)]
        self._word_shares = _skewed(VOCABULARY, WORD_SKEW)

    def name(self, syllables: int) -> str:
        """A new invented name."""
        while True:
            made = "".join(
                self.rng.choice("bdfgjklmnrstvwz") + self.rng.choice(("a", "e", "i", "o", "u", "an", "or"))
                for _ in range(syllables + self.rng.randrange(2))
            ).capitalize()
            if made not in self._names:
                self._names.add(made)
                return made

    def _country(self, number: int) -> list[MadePlace]:
        south, west = (number // 4) * COUNTRY_DEGREES, (number % 4) * COUNTRY_DEGREES
        iso = f"X{chr(65 + number)}"
        regions = [self.name(2) for _ in range(REGIONS)]
        for place, region in enumerate(regions):
            self.centres[region] = (south + 0.75 + 1.5 * (place // 2), west + 1.5 + 3 * (place % 2))
        made = []
        for _ in range(PLACES):
            latitude = south + self.rng.random() * COUNTRY_DEGREES
            longitude = west + self.rng.random() * COUNTRY_DEGREES
            region = min(regions, key=lambda r: math.dist(self.centres[r], (latitude, longitude)))
            made.append(MadePlace(self.name(2), self.name(2), iso, region, latitude, longitude))
        return made

    def incidents(self, count: int) -> list[MadeIncident]:
        shares = _skewed(PLACES, PLACE_SKEW)
        made: list[MadeIncident] = []
        for number in range(count):
            if made and self.rng.random() < FOLLOW_UP:
                made.append(self._follow_up(number, self.rng.choice(made[-400:])))
                continue
            iso = self.rng.choice(list(self.places))
            family = self.rng.choices(list(FAMILIES), FAMILY_SHARE)[0]
            kind = self.rng.choice(FAMILIES[family])
            day = FIRST_DAY + dt.timedelta(days=int(number * DAYS_PER_INCIDENT))
            place = self.rng.choices(self.places[iso], shares)[0]
            group = self.rng.choice(self.groups[iso]) if family == "violence" else f"Protesters ({iso})"
            made.append(
                MadeIncident(
                    number, family, kind, place, day, group, self._target(iso), self._deaths(), self._details()
                )
            )
        return made

    def _follow_up(self, number: int, first: MadeIncident) -> MadeIncident:
        near = [p for p in self.places[first.place.country] if _km(p, first.place) <= 15]
        day = first.day + dt.timedelta(days=self.rng.randint(2, 5))
        place, kind = self.rng.choice(near), self.rng.choice(FAMILIES[first.family])
        return MadeIncident(
            number, first.family, kind, place, day, first.group, first.target, self._deaths(), self._details()
        )

    def _target(self, iso: str) -> str:
        return self.rng.choices(TARGETS, (0.5, 0.35, 0.15))[0].format(iso)

    def _deaths(self) -> int:
        if self.rng.random() < DEATHS_NONE:
            return 0
        return max(1, min(400, round(self.rng.lognormvariate(DEATHS_MEAN_LOG, DEATHS_SIGMA_LOG))))

    def _details(self) -> tuple[str, ...]:
        return tuple(str(n) for n in self.rng.choices(range(VOCABULARY), self._word_shares, k=DETAIL_WORDS))

    def mentions(self, incidents: Sequence[MadeIncident], count: int) -> list[Mention]:
        """`count` claims by date of report; each incident has one at least, as far as they go."""
        of_incident = self._sizes(len(incidents), count)
        made: list[Mention] = []
        for incident, size in zip(incidents, of_incident, strict=True):
            own: list[Mention] = []
            for _ in range(size):
                number = len(made) + len(own)
                if own and self.rng.random() < REPRINT:
                    own.append(self._reprint(number, self.rng.choice(own)))
                else:
                    own.append(self._mention(number, incident))
            made += own
        made = self._round_ups(made)
        return sorted(made, key=lambda m: (m.published, m.claim_id))

    def _sizes(self, incidents: int, count: int) -> list[int]:
        drawn = [min(CLAIMS_MAX, self.rng.lognormvariate(0, CLAIMS_SIGMA)) for _ in range(incidents)]
        mean = sum(drawn) / incidents
        sizes = [max(1, min(CLAIMS_MAX, round(d * CLAIMS_MEAN / mean))) for d in drawn]
        while missing := count - sum(sizes):
            for _ in range(abs(missing)):
                place = self.rng.randrange(incidents)
                sizes[place] = max(1, sizes[place] + (1 if missing > 0 else -1))
        return sizes

    def _mention(self, number: int, incident: MadeIncident) -> Mention:
        late = self.rng.randint(10, 60) if self.rng.random() < LATE else self.rng.randint(0, 3)
        kind = self.rng.choice(FAMILIES[incident.family]) if self.rng.random() < TYPE_OTHER else incident.kind
        return Mention(
            number,
            incident.number,
            f"report {number}",
            incident.day + dt.timedelta(days=late),
            kind,
            self._place(incident.place),
            self._day(incident.day),
            self._actor(incident),
            None if self.rng.random() < TARGET_MISSING else (incident.target, incident.target.lower()),
            self._toll(incident.deaths),
            self._words(incident),
        )

    def _place(self, place: MadePlace) -> tuple[str, str | None, float | None, float | None, int, float | None] | None:
        ways = ("missing", "country", "region", "unlocated", "neighbour", "exact")
        shares = (PLACE_MISSING, PLACE_COUNTRY, PLACE_REGION, PLACE_UNLOCATED, PLACE_NEIGHBOUR)
        way = self.rng.choices(ways, (*shares, 1 - sum(shares)))[0]
        if way == "missing":
            return None
        if way == "country":
            return (place.country, place.country, None, None, 3, None)
        if way == "region":
            return (place.region, place.country, *self.centres[place.region], 3, 120.0)
        if way == "unlocated":
            return (self._spelling(place), place.country, None, None, 3, None)
        if way == "neighbour":
            near = [p for p in self.places[place.country] if p != place and _km(p, place) <= 20]
            place = self.rng.choice(near) if near else place
            return (self._spelling(place), place.country, *self._moved(place), 2, 15.0)
        return (self._spelling(place), place.country, *self._moved(place), 1, 3.0)

    def _spelling(self, place: MadePlace) -> str:
        drawn = self.rng.random()
        if drawn < NAME_ALIAS:
            return place.alias
        if drawn < NAME_ALIAS + NAME_SLIP:
            at = self.rng.randrange(1, len(place.name))
            return place.name[:at] + self.rng.choice("aeioukrst") + place.name[at + 1 :]
        return place.name

    def _moved(self, place: MadePlace) -> tuple[float, float]:
        north, east = self.rng.gauss(0, PLACE_SIGMA_KM), self.rng.gauss(0, PLACE_SIGMA_KM)
        return round(place.latitude + north / 111, 4), round(place.longitude + east / 111, 4)

    def _day(self, day: dt.date) -> tuple[dt.date, dt.date, int] | None:
        drawn = self.rng.random()
        if drawn < DAY_MISSING:
            return None
        if drawn < DAY_MISSING + DAY_WEEK:
            first = day - dt.timedelta(days=day.weekday())
            return (first, first + dt.timedelta(days=6), 2)
        if drawn < DAY_MISSING + DAY_WEEK + DAY_OFF:
            day += dt.timedelta(days=self.rng.choice((-1, 1)))
        return (day, day, 1)

    def _actor(self, incident: MadeIncident) -> tuple[str, str | None] | None:
        if incident.family != "violence":
            return (incident.group, incident.group.lower())
        drawn = self.rng.random()
        if drawn < ACTOR_MISSING:
            return None
        if drawn < ACTOR_MISSING + ACTOR_VAGUE:
            iso = incident.place.country
            return (f"Unidentified Armed Group ({iso})", f"uag:{iso}")
        if drawn < ACTOR_MISSING + ACTOR_VAGUE + ACTOR_ALIAS:
            return (f"Front of {incident.group[::-1].capitalize()}", None)
        return (incident.group, incident.group.lower())

    def _toll(self, deaths: int) -> int | None:
        drawn = self.rng.random()
        if drawn < DEATHS_MISSING:
            return None
        if drawn < DEATHS_MISSING + DEATHS_CHANGED:
            return round(deaths * self.rng.uniform(1, 1.6))
        if drawn < DEATHS_MISSING + DEATHS_CHANGED + DEATHS_RIVAL:
            return round(deaths * self.rng.choice((1 / 3, 3)))
        return deaths

    def _words(self, incident: MadeIncident) -> str:
        words = self.french if self.rng.random() < FRENCH else self.english
        own = self.rng.sample(incident.details, self.rng.randint(*TOLD_DETAILS))
        others = self.rng.choices(range(VOCABULARY), self._word_shares, k=self.rng.randint(*TOLD_OTHERS))
        told = [words[int(n)] for n in own] + [words[n] for n in others]
        self.rng.shuffle(told)
        return " ".join(told)

    def _reprint(self, number: int, of: Mention) -> Mention:
        deaths = of.deaths
        if deaths and self.rng.random() < REPRINT_TOLL:
            deaths = round(deaths * self.rng.uniform(1.1, 1.6)) + 1
        published = of.published + dt.timedelta(days=self.rng.randint(0, 1))
        return Mention(
            number,
            of.incident,
            f"report {number}",
            published,
            of.kind,
            of.place,
            of.day,
            of.actor,
            of.target,
            deaths,
            of.words,
        )

    def _round_ups(self, made: list[Mention]) -> list[Mention]:
        """Some claims moved into the report of another incident's claim of the same day or so."""
        by_day: dict[dt.date, list[Mention]] = collections.defaultdict(list)
        for mention in made:
            by_day[mention.published].append(mention)
        found, hosts = [], set()
        for mention in made:
            others = by_day[mention.published]
            host = self.rng.choice(others) if self.rng.random() < ROUND_UP else mention
            if (
                host.incident != mention.incident
                and mention.report not in hosts
                and host.report == f"report {host.number}"
            ):
                hosts.add(host.report)
                values = {n: getattr(mention, n) for n in Mention.__slots__}
                mention = Mention(**{**values, "report": host.report})
            found.append(mention)
        return found


def told_of(mention: Mention) -> Told:
    """A claim of the stream as records."""
    place, day = mention.place, mention.day
    where = None
    if place:
        name, country, latitude, longitude, precision, radius = place
        where = Place(
            name=name,
            country=country,
            latitude=latitude,
            longitude=longitude,
            geo_precision=precision,
            radius_km=radius,
            reason="country only" if name == country else None,
        )
    event = Event(
        id=mention.claim_id,
        report_id=mention.report,
        evidence=(Quote(span=Span(start=0, end=len(mention.words)), text=mention.words),),
        event_type=mention.kind[0],
        sub_event_type=mention.kind[1],
        actor1=Actor(name=mention.actor[0], entity_id=mention.actor[1]) if mention.actor else None,
        actor2=Actor(name=mention.target[0], entity_id=mention.target[1]) if mention.target else None,
        place=where,
        when=When(first=day[0], last=day[1], precision=day[2], basis="stated") if day else None,
        deaths=None if mention.deaths is None else Deaths(low=mention.deaths, best=mention.deaths, high=mention.deaths),
    )
    report = Report(
        id=mention.report,
        capture_id=mention.report,
        address=mention.report,
        text=mention.words,
        published=mention.published,
    )
    return Told(claim=event, report=report)


def make_stream(claims: int, incidents: int, seed: int = SEED) -> list[Mention]:
    """The stream by date of report: the same claims for the same numbers and seed."""
    maker = Maker(seed)
    return maker.mentions(maker.incidents(incidents), claims)


def link_stream(mentions: Iterable[Mention]) -> tuple[dict[str, Incident], list[float]]:
    """The incidents by id after linking claim by claim, and the seconds of processor time that each claim took."""
    weights = load_weights()
    linker = Linker(MemoryCandidates(weights), weights)
    found: dict[str, Incident] = {}
    home: dict[str, str] = {}
    seconds = []
    for mention in mentions:
        told = [told_of(mention)]
        start = time.process_time()
        relinked = linker.link(told)
        seconds.append(time.process_time() - start)
        for claim_id in relinked.claim_ids:
            found.pop(home.pop(claim_id, ""), None)
        for incident in relinked.incidents:
            found[incident.id] = incident
            home.update(dict.fromkeys(incident.claim_ids, incident.id))
    return found, seconds


def fingerprint(incidents: Iterable[Incident]) -> str:
    """One hash over every incident: its id, its claims in order, and the reasons that join them."""
    digest = hashlib.sha256()
    for incident in sorted(incidents, key=lambda i: i.id):
        digest.update(repr(incident).encode())
    return digest.hexdigest()


def pair_scores(truth: dict[str, int], incidents: Iterable[Incident]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1: of the pairs that were joined, those of one made incident, and back."""

    def pairs(count: int) -> int:
        return count * (count - 1) // 2

    both = joined = 0
    for incident in incidents:
        joined += pairs(len(incident.claim_ids))
        both += sum(pairs(n) for n in collections.Counter(truth[c] for c in incident.claim_ids).values())
    real = sum(pairs(n) for n in collections.Counter(truth.values()).values())
    precision, recall = both / joined if joined else 0.0, both / real if real else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def _skewed(count: int, power: float) -> list[float]:
    return [(n + 1) ** -power for n in range(count)]


def _km(one: MadePlace, other: MadePlace) -> float:
    east = (one.longitude - other.longitude) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return 111.2 * math.hypot(one.latitude - other.latitude, east)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--incidents", type=int, help="a fifth of the claims, if not given")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--shuffles", type=int, default=3, help="orders of arrival beside the first (default 3)")
    args = parser.parse_args()
    mentions = make_stream(args.claims, args.incidents or args.claims // 5, args.seed)
    truth = {m.claim_id: m.incident for m in mentions}
    found, seconds = link_stream(mentions)
    precision, recall, f1 = pair_scores(truth, found.values())
    print(f"{len(mentions):,} claims of {len(set(truth.values())):,} incidents; {len(found):,} found")
    print(f"pairwise P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    times = sorted(s * 1000 for s in seconds)
    p99 = times[int(len(times) * 0.99)]
    print(
        f"linking one claim: median {statistics.median(times):.2f} ms, p99 {p99:.2f} ms, most {times[-1]:.0f} ms of CPU"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    first = fingerprint(found.values())
    del found
    for number in range(args.shuffles):
        order = list(mentions)
        random.Random(number).shuffle(order)
        again = fingerprint(link_stream(order)[0].values())
        print(f"order {number + 1}: {'the same incidents' if again == first else 'DIFFERENT incidents'}", flush=True)


if __name__ == "__main__":
    main()

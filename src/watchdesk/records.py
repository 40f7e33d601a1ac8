"""The records that flow left to right: Capture, Report, the four kinds of Claim, Incident and Judgement.

Every offset counts characters of `Report.text`, end excluded. Records are frozen: a later stage makes new ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Status = Literal["occurred", "alleged", "denied", "announced"]
Basis = Literal["stated", "relative", "published", "inferred"]
Measure = Literal[
    "killed", "injured", "abducted", "detained", "displaced", "refugees", "in_need", "personnel", "weapons", "other"
]
Qualifier = Literal["exact", "about", "at_least", "more_than", "up_to", "less_than", "vague"]
Act = Literal["accuse", "deny", "announce", "appeal", "condemn", "assess", "inform", "claim_responsibility"]
Mode = Literal["direct", "indirect"]
MissionAction = Literal[
    "contribution",
    "withdrawal",
    "operation_end",
    "mandate",
    "strength",
    "access_denied",
    "personnel_detained",
    "attack_on_peacekeepers",
    "deployment",
]

Verdict = Literal["accept", "edit", "reject", "add", "same", "different", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` of `Report.text`, end excluded."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the report, with where they stand; `text` must equal the report's text at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the person who brought a report says of it; each outranks what the page itself says."""

    id: str | None = None
    title: str | None = None
    published: dt.date | None = None
    language: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes of one address at one moment. `media_type` is what the address claims, or None."""

    id: str
    address: str
    body: bytes
    media_type: str | None = None
    stated: Stated = field(default_factory=Stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """Words that are no part of the report, and why.

    `span` is set where the words still stand in `Report.text` (plain text, PDF, mail); it is None where they stood
    elsewhere on a page (menus of an HTML page).
    """

    text: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The readable text of one capture. Paragraphs are separated by a blank line.

    `text` keeps stripped passages in place; no claim may stand on them. `published_basis` says where the date comes
    from: `given` by the caller, or `stated` by the page or text; None where there is no date.
    """

    id: str
    capture_id: str
    address: str
    text: str
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: dt.date | None = None
    published_basis: Literal["given", "stated"] | None = None
    language: str = "en"
    publisher: str | None = None
    stripped: tuple[Stripped, ...] = ()
    cleaner: str = ""
    given_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last day of something, as far as the text tells; `basis` says how the days were found.

    `precision` as in ACLED, with 4 for coarser or unknown: 1 day (or a range with both ends stated), 2 week,
    3 month, 4 year or unknown. `quote` is the expression read, None where the day is that of publication. `anchor` is
    the day that a relative expression was counted from.
    """

    first: dt.date | None
    last: dt.date | None
    precision: int
    basis: Basis | None
    quote: Quote | None = None
    anchor: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as written and, once resolved, where it is.

    `quote` None: the place is inferred from context. `geo_precision` is ACLED's (1 town, 2 near a town or part of a
    region, 3 region or country), `ucdp_precision` UCDP's 1 to 7. Coordinates are None for a country alone and for
    what could not be located; `reason` then says why. `country` is ISO 3166-1 alpha-2. `candidates` are the gazetteer's
    other places of the name, `why` says why this one; `rivals` are other names of the report, the next likeliest to be
    where the event happened.
    """

    name: str
    quote: Quote | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: int = 3
    ucdp_precision: int = 7
    radius_km: float | None = None
    geonames_id: int | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    why: str | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts or is acted upon: `name` is the canonical name once resolved, else the words as written.

    `inter` is ACLED's code 1 to 8, None where unknown; `country` the ISO alpha-2 code of the actor's own country.
    `reason` says why it bears its name, `listed` what the registry says of it, `candidates` who else it might be.
    """

    name: str
    quote: Quote | None = None
    entity_id: str | None = None
    inter: int | None = None
    sector: str | None = None
    country: str | None = None
    reason: str | None = None
    listed: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who is said to have said so. `name` a person or anonymous source, `role` an office, `organisation` a body."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    quote: Quote | None = None

    @property
    def label(self) -> str | None:
        """The name to show for this source: the person, else the body, else the office."""
        return self.name or self.organisation or self.role


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: `low` or `high` None is an open end ("at least 40" has no high)."""

    low: int | None
    high: int | None
    qualifier: Qualifier = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """Deaths of one event: the range of totals that the report gives, and the report's own or the official count."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that one report says. `sources` runs from the outermost to the innermost.

    `score` is between 0 and 1; `made_by` names the reader and version that found it; `id` is empty until the
    pipeline gives it.
    """

    id: str = ""
    report_id: str = ""
    evidence: tuple[Quote, ...] = ()
    sources: tuple[Source, ...] = ()
    status: Status = "occurred"
    score: float = 0.5
    made_by: str = ""
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Claim):
    """A happening: ACLED-shaped type, PLOVER type, actors, place, days and deaths. `cue` is the word that told."""

    event_type: str
    sub_event_type: str
    plover: str | None = None
    cue: Quote | None = None
    actor1: Actor | None = None
    actor2: Actor | None = None
    associated: tuple[str, ...] = ()
    place: Place | None = None
    when: When | None = None
    deaths: Deaths | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """A number: what is counted, how many, where, over which period. `words` is the shortest phrase that holds it."""

    measure: Measure
    words: Quote
    count: Count
    who: str | None = None
    place: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """Words or a reported clause of somebody; `sources[0]` is the speaker. `target` is who is accused or addressed."""

    words: Quote
    mode: Mode
    act: Act
    target: str | None = None
    denies: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionFact(Claim):
    """A fact about a peace operation. `country` is the contributor's ISO alpha-2 code, None where not one country.

    `cue` is the words that told the action, None where the whole sentence does; `announced` and `effective` are
    ISO dates that may stop at the month or year.
    """

    operation: str
    action: MissionAction
    cue: Quote | None = None
    country: str | None = None
    personnel: Count | None = None
    announced: str | None = None
    effective: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, with the index of its paragraph and its own index in the report."""

    span: Span
    paragraph: int
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date expression and the days it stands for."""

    span: Span
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name as written. `span` is the bare name; `phrase` the whole expression that places something.

    `relation` says how the phrase uses the name: `at` the place itself, `near` it, `distance` ("17 km north-east of
    X", with `distance_km` and `bearing` in degrees), `between` two places, `part` of it ("northern Mali"), `region`
    an administrative or natural region. `role` is `actor` where the name stands for a government or people.
    """

    span: Span
    phrase: Span
    relation: Literal["at", "near", "distance", "between", "part", "region"] = "at"
    role: Literal["place", "actor"] = "place"
    distance_km: float | None = None
    bearing: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An actor as written: `span` covers the noun phrase ("Malian soldiers", "deux Casques bleus").

    `known` is the registry's row where the name itself decides; `country` the ISO code that the words give; `kind` a
    plain class: state, military, police, rebel, militia, rioters, protesters, civilians, peacekeepers, international,
    company, unknown.
    """

    span: Span
    kind: str
    country: str | None = None
    known: KnownActor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks: `span` without the marks, `outer` with them. `scare` marks a quoted fragment of
    a word or three, which is no quotation of a whole statement."""

    span: Span
    outer: Span
    scare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One report laid out for the finders: everything each of them needs, all spans into `report.text`.

    Sentences never lie in stripped passages; dates, places, actors and quotations lie inside sentences and are in
    the order of the text.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A record that was skipped or a claim that was dropped, with the reason, so that nothing vanishes in silence."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of one report: the report, its claims by order of their words, and what was dropped and why."""

    report: Report
    claims: tuple[Claim, ...]
    dropped: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a claim as a person corrected it. `field` is its path in the public record ("location.name");
    `old` and `new` are JSON texts, so that a number stays a number."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one person decided, appended and never changed; a later one of the same person on the same thing counts.

    `accept`, `edit`, `reject` and `add` are about `claim_id` alone; `same`, `different` and `unsure` about the pair of
    `claim_id` and `other_id`. `at` is in UTC. `changes` are the corrected fields of an `edit`.
    """

    id: str
    verdict: Verdict
    claim_id: str
    by: str
    at: dt.datetime
    other_id: str | None = None
    changes: tuple[Change, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why two claims are held to be of one incident: the score of the pair, 0 to 1, and what each feature gave."""

    claim_id: str
    other_id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Claims held to be of one happening: derived from claims and judgements, never edited.

    `id` comes from its oldest claim; `merged_ids` are former ids that redirect here. `claim_ids` are events and the
    figures told with them, in the order of the reports' dates.
    """

    id: str
    claim_ids: tuple[str, ...]
    merged_ids: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim with the report that it stands in. `copies` are ids of reprints of that report, which add no voice."""

    claim: Claim
    report: Report
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFile:
    """An incident with all that is told of it, corrections applied and rejected claims left out."""

    incident: Incident
    told: tuple[Told, ...]
    judgements: tuple[Judgement, ...] = ()


# --- what extraction asks of the name lists, so that it need not import the stage that holds them ---------------


FROM_MEMORY = "PPL~"
"""The feature code of villages.csv: a populated place whose point is near and not exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One row of the gazetteer. `feature` is GeoNames' code (PPL, ADM1, PCLI …); `population` 0 where unknown."""

    geonames_id: int
    name: str
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    feature: str
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """One row of the actor registry."""

    id: str
    name: str
    kind: str
    inter: int
    sector: str
    country: str | None
    aliases: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    operation: bool = False
    parent: str | None = None
    source: str = ""
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryMention:
    """A country as written: by `name` ("Mali"), `demonym` ("Malian", "les Maliens") or `capital` standing for it."""

    span: Span
    iso: str
    form: Literal["name", "demonym", "capital"]


class Names(Protocol):
    """The name lists: the gazetteer, the countries and the actor registry, behind one door."""

    def places_named(self, name: str) -> Sequence[GazetteerPlace]:
        """Every place of this name, accents and hyphens folded, most populous first; empty where none."""
        ...

    def places_like(self, name: str) -> Sequence[GazetteerPlace]:
        """Places whose name is a usual transliteration of this one: a weaker match than `places_named`."""
        ...

    def places_misspelled(self, name: str) -> Sequence[GazetteerPlace]:
        """Places whose name is one letter from this one: a guess that needs the text's support."""
        ...

    def places_misheard(self, name: str) -> Sequence[GazetteerPlace]:
        """Places whose name sounds like this one but for a letter or two vowels: a weaker guess than a slip."""
        ...

    def own_countries(self) -> Sequence[str]:
        """The countries that the user's own gazetteer is about: where a report plays that names none."""
        ...

    def actors_in(self, text: str) -> Sequence[tuple[Span, KnownActor]]:
        """Registered actors named in `text`, longest names first, without overlaps, in order."""
        ...

    def actors_called(self, words: str) -> Sequence[KnownActor]:
        """Every registered actor that these words name, in the order of their ids."""
        ...

    def actors_like(self, words: str) -> Sequence[KnownActor]:
        """Registered actors in whose name each of these words begins a word, the shortest names first; at most 12."""
        ...

    def known_actor(self, entity_id: str) -> KnownActor | None:
        """The registry's row of an id ("mil:ML" gives Military Forces of Mali), None where there is none."""
        ...

    def countries_in(self, text: str) -> Sequence[CountryMention]:
        """Countries named in `text` in English or French, in order, without overlaps."""
        ...

    def commander_of(self, iso: str, force: str) -> str:
        """The code of the state whose government, army or police ("gov", "mil", "pol") is meant by "the army" there."""
        ...

    def country_name(self, iso: str) -> str:
        """The English short name of an ISO alpha-2 code ("ML" gives "Mali"); KeyError where unknown."""
        ...

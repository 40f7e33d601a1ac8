"""What one report told of persons, bodies and speakers, kept while its sources are read in order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from watchdesk.extract.persons import full_names, named_bodies, named_persons
from watchdesk.extract.speaker_phrases import is_plural, spelled_out
from watchdesk.extract.speaker_words import AFFILIATED, speaker_book
from watchdesk.records import Layout, Names, Sentence, Source, Span

_HEADED = re.compile(r"[ \u00a0]?: ")
_INTENDS = re.compile(
    r" (?:will|would|to|plans? to|intends? to|is (?:set |due |ready )?to|has (?:agreed|decided|offered|pledged)|va"
    r"|entend|compte|a (?:décidé|accepté))\b"
)
"""Behind a country whose minister makes known what it will do ("Kenya will withdraw …, the interior minister said")."""
_PLACE = 0.5  # beside a country named
_OPENING = re.compile(r"(?:[^–—-]{3,60} [–—-]+ )?")
_INSIDE = re.compile(r"\b(?:in|dans|au|en) (?:the |la |le |l[’'])?(?:[\w-]+ )?$", re.IGNORECASE)


class SpeakerMemory:
    """The names of one report, read once; the speakers `known` so far; the words `at` which one is asked for."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self.layout = layout
        self.text = layout.report.text
        self.names = names
        self.book = speaker_book()
        found = named_persons(self.text, self.book.bodies, self.book.titles)
        self.places = {self.text[m.span.start : m.span.end] for m in layout.places if m.role == "place"}
        found = tuple(person for person in found if person.name not in self.places)
        self.named = tuple(person for person in found if not names.countries_in(person.name))
        self.bodies = named_bodies(self.text, self.book.bodies)
        self.people = full_names(self.named)
        self.spelled = spelled_out(self.text)
        self.known: list[tuple[str, Source]] = []
        self.actors = tuple(names.actors_in(self.text))
        self.mentions = layout.actors
        self.at = 0
        self.country = _context_country(layout, names)

    def last(self, kind: str = "any") -> Source | None:
        """The last speaker: any, a `person`, or a `body`."""
        for known, source in reversed(self.known):
            if kind in ("any", known):
                return source
        return self.known[-1][1] if self.known else None

    def last_single(self) -> Source | None:
        """The last speaker who is one person ("he" is none of "two traders"), else the last person, else the last."""
        persons = [source for kind, source in reversed(self.known) if kind == "person"]
        single = [s for s in persons if s.name or not is_plural(s.role or "")]
        return single[0] if single else self.last("person")

    def remember(self, source: Source) -> Source:
        """The same source, kept as the last that spoke: a person where it has a name or a role, else a body."""
        kind = "person" if source.name or source.role else "body"
        self.known.append((kind, source))
        return source

    def last_body(self) -> str | None:
        """The name of the body that spoke last."""
        return next((s.organisation for kind, s in reversed(self.known) if kind == "body"), None)

    def actor_before(self, span: Span, kinds: tuple[str, ...]) -> str | None:
        """The registered actor named last before the words at `span`, of one of `kinds` where any are given.

        A mission may be named only later: then the first one of the report, or of its title.
        """
        found = None
        for at, actor in self.actors:
            if at.start >= span.start and (found or "peacekeepers" not in kinds):
                break
            if AFFILIATED.search(self.text, max(0, at.start - 30), at.start):
                continue
            if not kinds or actor.kind in kinds or (actor.operation and "peacekeepers" in kinds):
                found = actor.name
        if found is None and "peacekeepers" in kinds:
            titled = self.names.actors_in(self.layout.report.title or "")
            found = next((a.name for _, a in titled if a.kind == "peacekeepers" or a.operation), None)
        return found

    def local_country(self) -> str | None:
        """The country of the division, or else of the town, named last in the sentence before the words `at`, in which
        a governor speaks."""
        sentence = self._sentence()
        if sentence is None:
            return self.country
        here = [p for p in self.layout.places if sentence.span.start <= p.span.start < self.at and p.role == "place"]
        for place in (*(p for p in reversed(here) if p.relation == "region"), *reversed(here)):
            rows = self.names.places_named(self.text[place.span.start : place.span.end])
            division = place.relation == "region"
            found = [row.country for row in rows if not division or row.feature.startswith("ADM")]
            if self.country in found:
                return self.country
            if found:
                named = {c.iso for c in self.names.countries_in(self.text)}
                return next((iso for iso in found if iso in named), found[0])
        return self.country

    def country_beside(self) -> str | None:
        """The country in which the words of the sentence before `at` play ("in Pakistan, 11 died, the army said")."""
        sentence = self._sentence()
        if sentence is None:
            return self.country
        ahead = self.text[sentence.span.start : self.at]
        named = self.names.countries_in(ahead)
        for country in named:
            opens = country.form == "name" and _OPENING.fullmatch(ahead[: country.span.start])
            if opens and _INTENDS.match(ahead, country.span.end):
                return country.iso
        inside = [c for c in named if c.form == "name" and _INSIDE.search(ahead[: c.span.start])]
        if inside:
            return inside[-1].iso
        if named and named[0].form == "capital" and re.fullmatch(r"(?:In|À|A) ", ahead[: named[0].span.start]):
            return named[0].iso  # "In Paris, the general staff said"
        return self.country

    def _sentence(self) -> Sentence | None:
        return next((s for s in self.layout.sentences if s.span.start <= self.at < s.span.end), None)

    def country_name(self, iso: str | None) -> str | None:
        """The English name of a country by its ISO code of two letters; None for none and for unknown codes."""
        if iso is None:
            return None
        try:
            return self.names.country_name(iso)
        except KeyError:
            return None


def _context_country(layout: Layout, names: Names) -> str | None:
    """The country that heads the title ("Mali: …"), else that named most often, the earliest among equals."""
    title = layout.report.title or ""
    for line in (title, layout.report.text.partition("\n")[0]):
        for mention in names.countries_in(line):
            if mention.span.start == 0 and mention.form == "name" and _HEADED.match(line, mention.span.end):
                return mention.iso
    counts: defaultdict[str, float] = defaultdict(float)
    for weight, text in ((2.0, title), (1.0, layout.report.text)):
        for mention in names.countries_in(text):
            counts[mention.iso] += weight
    for _, actor in names.actors_in(layout.report.text):
        if actor.country:
            counts[actor.country] += 1.0
    for place in layout.places:
        rows = names.places_named(layout.report.text[place.span.start : place.span.end])
        if rows and place.role == "place" and rows[0].country in counts:
            counts[rows[0].country] += _PLACE
    if counts:
        return max(counts, key=lambda iso: counts[iso])
    places: Counter[str] = Counter()
    for place in layout.places:
        rows = names.places_named(layout.report.text[place.span.start : place.span.end])
        if rows:
            places[rows[0].country] += 1
    return max(places, key=lambda iso: places[iso]) if places else None

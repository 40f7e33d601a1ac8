"""A second look at a report, for the desk: what its fields may say, and a claim on words that a person selected."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from watchdesk.claim_proposals import kind_of_words, propose
from watchdesk.desk.second_look import DaysSeen, NameSeen, NumberSeen, Proposal, Sights
from watchdesk.extract.casing import in_usual_case
from watchdesk.extract.event_cues import find_cues
from watchdesk.extract.mission_names import named_operations
from watchdesk.extract.numbers import find_numbers
from watchdesk.extract.persons import named_persons
from watchdesk.extract.reader import lay_out
from watchdesk.extract.speaker_words import speaker_book
from watchdesk.records import Actor, Event, Layout, Names, Place, Quote, Report, Span
from watchdesk.resolve.actors import resolve_actors
from watchdesk.resolve.home_country import home_country
from watchdesk.resolve.place_context import PlaceContext
from watchdesk.resolve.places import located

Seen = TypeVar("Seen", NameSeen, DaysSeen, NumberSeen)

REPORTS = 64
"""Reports whose layout is kept: claims of one report are judged one after the other."""


LONGEST = 200_000
"""Characters up to which a report is looked over: a longer one would keep the person waiting."""


class ReportSights:
    """The reader's finders over the reports that are asked for; each is laid out once. Of one longer than
    LONGEST nothing is seen and nothing proposed."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._layout = lru_cache(maxsize=REPORTS)(lambda report: lay_out(in_usual_case(report, names), names))
        self._sights = lru_cache(maxsize=REPORTS)(lambda report: look_over(self._layout(report), names))

    def sights(self, report: Report) -> Sights:
        """What the report holds."""
        return self._sights(report) if len(report.text) <= LONGEST else Sights()

    def kind_of_words(self, report: Report, words: Quote) -> str:
        """The kind of claim that these words most likely make."""
        return kind_of_words(self._layout(report), self.names, words) if len(report.text) <= LONGEST else "event"

    def proposed(self, report: Report, kind: str, words: Quote, sub_event: str = "") -> Proposal | None:
        """A claim of this kind on these words, an event of this sub-event type, as the reader's rules would make it;
        None where they make none."""
        if len(report.text) > LONGEST:
            return None
        return propose(report, self._layout(report), self.names, kind, words, sub_event)


def look_over(layout: Layout, names: Names) -> Sights:
    """Everything that the finders see in a report outside what was left out of it, in the order of the text."""
    text = layout.report.text
    holes = [part.span for part in layout.report.stripped if part.span]

    def kept(seen: Iterable[Seen]) -> tuple[Seen, ...]:
        return tuple(one for one in seen if not any(hole.overlaps(one.span) for hole in holes))

    operations = named_operations(text, layout.report.published.year if layout.report.published else None)
    return Sights(
        types=kept(_types(layout)),
        actors=kept(_actors(layout, names)),
        places=kept(_places(layout, names)),
        persons=kept(_persons(layout)),
        operations=kept(NameSeen(name=m.operation.name, span=m.span) for m in operations),
        countries=kept(
            NameSeen(name=m.iso, span=m.span, where=names.country_name(m.iso)) for m in names.countries_in(text)
        ),
        days=kept(
            DaysSeen(first=m.when.first, last=m.when.last or m.when.first, precision=m.when.precision, span=m.span)
            for m in layout.dates
            if m.when.first
        ),
        numbers=kept(_numbers(layout)),
    )


def _types(layout: Layout) -> list[NameSeen]:
    """The sub-event types that any word of the lexicon may tell of, the sure words of a sentence first."""
    found: list[NameSeen] = []
    for sentence in layout.sentences:
        cues = sorted(find_cues(layout.report.text, sentence.span), key=lambda cue: not cue.strong)
        found += [NameSeen(name=cue.sub_event, span=cue.span) for cue in cues]
    return found


def _actors(layout: Layout, names: Names) -> list[NameSeen]:
    """Every actor under the name that the reader gives it where it plays a part."""
    text, home = layout.report.text, home_country(layout, names)
    events = []
    for mention in layout.actors:
        quote = Quote(span=mention.span, text=text[mention.span.start : mention.span.end])
        known = mention.known
        actor = Actor(
            name=known.name if known else quote.text,
            quote=quote,
            entity_id=known.id if known else None,
            country=known.country if known else mention.country,
            reason=mention.kind,
        )
        scene = Place(name="", country=mention.country or home)
        events.append(Event(event_type="", sub_event_type="", actor1=actor, place=scene))
    named = resolve_actors(tuple(events), layout, names)
    seen = [event.actor1 for event in named if isinstance(event, Event)]
    return [NameSeen(name=a.name, span=a.quote.span) for a in seen if a and a.quote and _has_name(a, a.quote)]


def _has_name(actor: Actor, quote: Quote) -> bool:
    """False for words of the report that the reader gave no name ("some residents")."""
    return actor.entity_id is not None or actor.name != quote.text or quote.text[:1].isupper()


def _places(layout: Layout, names: Names) -> list[NameSeen]:
    context, text = PlaceContext(layout, names), layout.report.text
    found: list[NameSeen] = []
    spelled: dict[str, str] = {}
    for mention in layout.places:
        if mention.role != "place":
            continue
        place = located(mention, context)
        where = ", ".join(part for part in (place.admin1, place.country) if part)
        name, known = place.name or text[mention.span.start : mention.span.end], str(place.geonames_id or "")
        if known:  # one spelling for "Gao" and "GAO"
            name = spelled.setdefault(known, name.title() if name.isupper() else name)
        found.append(NameSeen(name=name, span=mention.span, id=known, where=where))
    return found


def _persons(layout: Layout) -> list[NameSeen]:
    book = speaker_book()
    found = named_persons(layout.report.text, book.bodies, book.titles)
    return [NameSeen(name=p.name, span=Span(start=p.at, end=p.at + len(p.name))) for p in found]


def _numbers(layout: Layout) -> list[NumberSeen]:
    """The whole numbers that are no part of a date."""
    dated = [m.span for m in layout.dates]
    found = find_numbers(layout.report.text, layout.report.language)
    return [
        NumberSeen(low=n.low, high=n.high, qualifier=n.qualifier, span=n.span)
        for n in found
        if n.whole and n.kind == "count" and not any(n.core.overlaps(span) for span in dated)
    ]

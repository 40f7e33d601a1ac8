"""Tellings to events: who did what to whom, where and when; one event per place, day, actor pair and type."""

from __future__ import annotations

from dataclasses import replace

from watchdesk import __version__
from watchdesk.codebooks import SubEvent, sub_events
from watchdesk.extract.coordinated_places import coordinated_places
from watchdesk.extract.deaths import deaths_in, toll_sentences
from watchdesk.extract.event_dates import date_of, lasting
from watchdesk.extract.event_denials import is_denied_by
from watchdesk.extract.event_places import event_place
from watchdesk.extract.event_types import cast_telling
from watchdesk.extract.loose_tolls import is_of_long_before, loose_tolls
from watchdesk.extract.place_traits import Whereabouts
from watchdesk.extract.plover import plover_of
from watchdesk.extract.same_happening import Draft, is_toll_of, joined, led_by, same_happening
from watchdesk.extract.told import Told, find_told
from watchdesk.extract.told_checks import stands_alone
from watchdesk.extract.umbrellas import told_again, umbrella_sentences
from watchdesk.records import (
    Deaths,
    Event,
    Figure,
    Layout,
    Names,
    Quote,
    Sentence,
    Source,
    Span,
    Statement,
    Status,
)

_MOST_EVIDENCE = 4  # sentences an event quotes; the first tells most


def find_events(
    layout: Layout,
    statements: tuple[Statement, ...],
    figures: tuple[Figure, ...],
    names: Names,
    tellings: tuple[Told, ...] | None = None,
) -> tuple[Event, ...]:
    """Events in order of the text, one per place, day, actor pair and type.

    `tellings` are those that a model found; without them the lexicon finds its own.
    """
    if tellings is None:
        tellings = find_told(layout, f"rules@{__version__}")
    return assemble_events(tellings, layout, statements, figures, names)


def assemble_events(
    tellings: tuple[Told, ...],
    layout: Layout,
    statements: tuple[Statement, ...],
    figures: tuple[Figure, ...],
    names: Names,
) -> tuple[Event, ...]:
    """Events out of tellings, whoever found these: a lexicon or a model."""
    drafts: list[Draft] = []
    whereabouts = Whereabouts(layout, names)
    for told in tellings:
        draft = _draft(told, whereabouts)
        last = max(range(len(drafts)), key=lambda i: drafts[i].told[-1].sentence.index, default=None)
        if last is not None and is_toll_of(drafts[last], draft, whereabouts):
            drafts[last] = led_by(drafts[last], draft, layout)
            continue
        for place in coordinated_places(draft.place, told.sentence, layout):
            _file(replace(draft, place=place), drafts, whereabouts)
    drafts = [draft for draft in drafts if any(_stands_alone(told, layout) for told in draft.told)]
    drafts = _without_umbrellas(drafts, figures, layout)
    taken = {told.sentence.index for told in tellings}
    deadly = [draft for draft in drafts if _is_deadly(draft)]
    counted = [draft for draft in deadly if deaths_in([t.sentence for t in draft.told], figures, layout)]
    found = []
    for draft in drafts:
        loose: list[Sentence] = []
        if deadly == [draft] or counted == [draft]:
            loose = loose_tolls([t.sentence for t in draft.told], draft.when, taken, figures, layout)
        if deadly != [draft]:
            loose = [s for s in loose if s.index in _reach(draft, deadly)]
        found.append(_event(draft, taken, loose, layout, statements, figures))
    return tuple(found)


def _reach(draft: Draft, deadly: list[Draft]) -> range:
    """The sentences from a telling to the next telling of violence."""
    at = draft.told[0].sentence.index
    return range(at, min((d.told[0].sentence.index for d in deadly if d.told[0].sentence.index > at), default=10**6))


def _stands_alone(told: Told, layout: Layout) -> bool:
    return stands_alone(told.sub_event, told.score, told.sentence, layout)


def _without_umbrellas(drafts: list[Draft], figures: tuple[Figure, ...], layout: Layout) -> list[Draft]:
    """The drafts without the sentences that only sum up several of them, and without a title whose event another draft
    tells; without those that are nothing else."""
    deadly = [[t.sentence for t in d.told] for d in drafts if _is_deadly(d)]
    summing = umbrella_sentences(deadly, figures, layout) or {told_again(deadly, figures, layout)}
    left = [(draft, tuple(t for t in draft.told if t.sentence.index not in summing)) for draft in drafts]
    return [replace(draft, told=told) for draft, told in left if told]


def _is_deadly(draft: Draft) -> bool:
    return sub_events()[draft.told[0].sub_event].disorder != "Strategic developments"


def _file(draft: Draft, drafts: list[Draft], whereabouts: Whereabouts) -> None:
    """Join a draft to the earlier one of the same happening, its paragraph's first, or set it beside the others."""
    here = draft.told[0].sentence.paragraph
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].told[-1].sentence.paragraph != here, -i))
    for index in order:
        if same_happening(drafts[index], draft, whereabouts):
            drafts[index] = joined(drafts[index], draft, whereabouts)
            return
    drafts.append(draft)


def _draft(told: Told, whereabouts: Whereabouts) -> Draft:
    """A draft of one telling, of the type that its words and sides allow."""
    layout, place = whereabouts.layout, event_place(told.cue, told.sentence, whereabouts)
    told, actors = cast_telling(told, place, layout, whereabouts.names)
    when = lasting(date_of(told.cue, told.sentence, layout), told.sub_event, layout)
    return Draft(told=(told,), place=place, when=when, actors=actors)


def _event(
    draft: Draft,
    taken: set[int],
    further: list[Sentence],
    layout: Layout,
    statements: tuple[Statement, ...],
    figures: tuple[Figure, ...],
) -> Event:
    lead = draft.told[0]
    sub_event = sub_events()[lead.sub_event]
    sentences = _distinct([told.sentence for told in draft.told])
    if sub_event.event_type != "Strategic developments":
        tolls = [s for told in draft.told for s in toll_sentences(told.sentence, taken, figures, layout)]
        tolls = [s for s in tolls if not is_of_long_before(s, draft.when, layout)]
        sentences = _distinct([*sentences, *tolls, *further])
    text = layout.report.text
    return Event(
        evidence=tuple(_quote(text, s.span) for s in sentences[:_MOST_EVIDENCE]),
        sources=_sources(sentences, statements),
        status=_status(draft, layout),
        score=max(told.score for told in draft.told),
        made_by=lead.made_by,
        rule=sub_event.rule,
        event_type=sub_event.event_type,
        sub_event_type=sub_event.name,
        plover=plover_of(sub_event, text[lead.sentence.span.start : lead.sentence.span.end]),
        cue=_quote(text, lead.cue),
        actor1=draft.actors[0],
        actor2=draft.actors[1],
        place=draft.place,
        when=draft.when,
        deaths=_deaths(sub_event, sentences, figures, layout),
    )


def _deaths(
    sub_event: SubEvent, sentences: list[Sentence], figures: tuple[Figure, ...], layout: Layout
) -> Deaths | None:
    """The deaths of an event; types in which nobody is killed have none, or zero where the text says so."""
    if sub_event.name == "Sexual violence":
        return None
    if sub_event.event_type != "Strategic developments":
        return deaths_in(sentences, figures, layout)
    found = deaths_in(sentences, (), layout)
    return None if found is None or found.high else found


def _status(draft: Draft, layout: Layout) -> Status:
    """The status of the first telling: what is told as a fact stays one, unless the side that it is laid to denies it;
    what is alleged is denied where a later telling denies it."""
    found = [t.status for t in draft.told]
    if is_denied_by(draft.actors[0], _distinct([t.sentence for t in draft.told]), layout):
        return "denied"
    if "denied" in found and found[0] != "occurred":
        return "denied"
    return found[0]


def _sources(sentences: list[Sentence], statements: tuple[Statement, ...]) -> tuple[Source, ...]:
    """Who is cited for these sentences, each once, in the order of the text."""
    found: list[Source] = []
    for sentence in sentences:
        for statement in statements:
            if sentence.span.overlaps(statement.words.span):
                found += [s for s in statement.sources[:1] if s.label and s.label not in {f.label for f in found}]
    return tuple(found)


def _distinct(sentences: list[Sentence]) -> list[Sentence]:
    seen: dict[int, Sentence] = {}
    for sentence in sentences:
        seen.setdefault(sentence.index, sentence)
    return list(seen.values())


def _quote(text: str, span: Span) -> Quote:
    return Quote(span=span, text=text[span.start : span.end])

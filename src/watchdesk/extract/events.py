"""Tellings to events: who did what to whom, where and when; one event per place, day, actor pair and type."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from watchdesk import __version__
from watchdesk.codebooks import SubEvent, sub_events
from watchdesk.extract.coordinated_places import coordinated_places
from watchdesk.extract.deaths import deaths_in, toll_sentences
from watchdesk.extract.event_actors import is_usual
from watchdesk.extract.event_dates import date_of
from watchdesk.extract.event_denials import is_denied_by
from watchdesk.extract.event_places import event_place
from watchdesk.extract.event_types import cast_telling
from watchdesk.extract.loose_tolls import loose_tolls
from watchdesk.extract.place_traits import Whereabouts
from watchdesk.extract.plover import plover_of
from watchdesk.extract.told import Told, find_told, words_at
from watchdesk.extract.told_checks import stands_alone
from watchdesk.extract.umbrellas import told_again, umbrella_sentences
from watchdesk.records import (
    Actor,
    Deaths,
    Event,
    Figure,
    Layout,
    Names,
    Place,
    Quote,
    Sentence,
    Source,
    Span,
    Statement,
    Status,
    When,
)

_TOLD_BY_DEATHS = frozenset({"Attack", "Armed clash"})
_VICTIMS = re.compile(
    r"\b(?:kill\w*|dead|died|shot|wounded|wounding|injured|lost|tuée?s?|tuant|morts?|péri|blessée?s?|abattue?s?|tombée?s?"
    r"|bodies|corps|cadavres)\b",
    re.IGNORECASE,
)
_RECAP = 3  # days from which a span recaps several happenings, of which one of a single day is another telling
_DAYS = 1  # dates up to this precision tell days apart
_REACH = 1.2  # degrees of latitude and longitude together that a district may lie from its villages, some 100 km
_BESIDE = 1  # paragraphs between two tellings, one by village and one by its district
_MOST_EVIDENCE = 4  # sentences an event quotes; the first tells most


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An event being put together: its tellings, where and when, and who."""

    told: tuple[Told, ...]
    place: Place
    when: When | None
    actors: tuple[Actor | None, Actor | None]


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
    drafts: list[_Draft] = []
    whereabouts = Whereabouts(layout, names)
    for told in tellings:
        draft = _draft(told, whereabouts)
        last = max(range(len(drafts)), key=lambda i: drafts[i].told[-1].sentence.index, default=None)
        if last is not None and _is_toll_of(drafts[last], draft, whereabouts):
            drafts[last] = replace(drafts[last], told=(*drafts[last].told, told))
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


def _reach(draft: _Draft, deadly: list[_Draft]) -> range:
    """The sentences from a telling to the next telling of violence."""
    at = draft.told[0].sentence.index
    return range(at, min((d.told[0].sentence.index for d in deadly if d.told[0].sentence.index > at), default=10**6))


def _stands_alone(told: Told, layout: Layout) -> bool:
    return stands_alone(told.sub_event, told.score, told.sentence, layout)


def _without_umbrellas(drafts: list[_Draft], figures: tuple[Figure, ...], layout: Layout) -> list[_Draft]:
    """The drafts without the sentences that only sum up several of them, and without a title whose event another draft
    tells; without those that are nothing else."""
    deadly = [[t.sentence for t in d.told] for d in drafts if _is_deadly(d)]
    summing = umbrella_sentences(deadly, figures, layout) or {told_again(deadly, figures, layout)}
    left = [(draft, tuple(t for t in draft.told if t.sentence.index not in summing)) for draft in drafts]
    return [replace(draft, told=told) for draft, told in left if told]


def _is_deadly(draft: _Draft) -> bool:
    return sub_events()[draft.told[0].sub_event].disorder != "Strategic developments"


def _file(draft: _Draft, drafts: list[_Draft], whereabouts: Whereabouts) -> None:
    """Join a draft to the earlier one of the same happening, its paragraph's first, or set it beside the others."""
    here = draft.told[0].sentence.paragraph
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].told[-1].sentence.paragraph != here, -i))
    for index in order:
        if _same_happening(drafts[index], draft, whereabouts):
            drafts[index] = _joined(drafts[index], draft, whereabouts.layout)
            return
    drafts.append(draft)


def _draft(told: Told, whereabouts: Whereabouts) -> _Draft:
    """A draft of one telling, of the type that its words and sides allow."""
    layout, place = whereabouts.layout, event_place(told.cue, told.sentence, whereabouts)
    told, actors = cast_telling(told, place, layout, whereabouts.names)
    return _Draft(told=(told,), place=place, when=date_of(told.cue, told.sentence, layout), actors=actors)


def _is_toll_of(earlier: _Draft, later: _Draft, whereabouts: Whereabouts) -> bool:
    """True where a telling that only counts victims goes on with the violence told just before it."""
    before, told = earlier.told[-1].sentence, later.told[0]
    if told.sub_event not in _TOLD_BY_DEATHS or not _VICTIMS.search(words_at(whereabouts.layout, told.cue)):
        return False
    if sub_events()[earlier.told[0].sub_event].disorder == "Strategic developments":
        return False
    if told.sentence.paragraph != before.paragraph or told.sentence.index - before.index > 2:
        return False
    own = _own_place(later, whereabouts.layout)
    return _same_where(earlier, later, whereabouts) if own else _own_when(later, whereabouts.layout) is None


def _same_happening(earlier: _Draft, later: _Draft, whereabouts: Whereabouts) -> bool:
    """True where two tellings can be of one event: same type, and neither place nor day says otherwise."""
    layout = whereabouts.layout
    if _goes_on(earlier, later, layout) or _is_crossfire(earlier, later, layout):
        return True
    if earlier.told[0].sub_event != later.told[0].sub_event:
        return False
    if not _same_where(earlier, later, whereabouts) or _other_actor(earlier.actors[0], later.actors[0]):
        return False
    first, second = _own_when(earlier, layout), _own_when(later, layout)
    if second is not None and first is None:
        first = _sharp(earlier, layout)
    elif first is not None and second is None:
        second = _sharp(later, layout)
    if not (first and second and first.first and first.last and second.first and second.last):
        return True
    if (first.last - first.first).days > _RECAP > 0 == (second.last - second.first).days:
        return False
    return first.first <= second.last and second.first <= first.last


def _goes_on(earlier: _Draft, later: _Draft, layout: Layout) -> bool:
    """True where the next sentences tell the same violence or protest again, without a place or day of their own."""
    before, told = earlier.told[-1], later.told[0]
    first, second = sub_events()[before.sub_event], sub_events()[told.sub_event]
    near = 0 <= told.sentence.index - before.sentence.index <= 2
    same = first.event_type == second.event_type and first.disorder != "Strategic developments"
    return near and same and _own_place(later, layout) is None and _own_when(later, layout) is None


_CAUGHT = 3  # sentences behind a clash in which those caught in it are told
_CROSSFIRE = re.compile(r"\b(?:cross-?fire|caught in the fighting|tirs croisés|feux croisés|entre deux feux)\b", re.I)


def _is_crossfire(earlier: _Draft, later: _Draft, layout: Layout) -> bool:
    """True for people hurt between the two sides of the clash told just before, at no place or day of their own."""
    before, told = earlier.told[-1], later.told[0]
    near = 0 <= told.sentence.index - before.sentence.index <= _CAUGHT
    caught = near and _CROSSFIRE.search(words_at(layout, told.sentence.span)) is not None
    return (
        caught
        and before.sub_event == "Armed clash"
        and _own_place(later, layout) is None
        and _own_when(later, layout) is None
    )


def _same_where(earlier: _Draft, later: _Draft, whereabouts: Whereabouts) -> bool:
    """True unless each names a place in its own sentences and these differ; a division may hold the other's place."""
    layout, names = whereabouts.layout, whereabouts.names
    first, second = _own_place(earlier, layout), _own_place(later, layout)
    if first is None or second is None:
        return True
    apart = later.told[0].sentence.paragraph - earlier.told[-1].sentence.paragraph
    wide = _is_wide(first, layout) != _is_wide(second, layout) or _is_title(earlier, layout)
    if wide and apart <= _BESIDE:
        return not _are_far_apart(first.text, second.text, names)
    one, other = first.text.casefold(), second.text.casefold()
    return one in other or other in one


def _are_far_apart(one: str, other: str, names: Names) -> bool:
    """True where lists hold both names, and no place of the one lies within the reach of a place of the other."""
    pairs = [(a, b) for a in names.places_named(one) for b in names.places_named(other) if a.country == b.country]
    return bool(pairs) and all(abs(a.latitude - b.latitude) + abs(a.longitude - b.longitude) > _REACH for a, b in pairs)


def _is_nearer(earlier: _Draft, later: _Draft, layout: Layout) -> bool:
    """True where only the later names a place, or the earlier a division, or the title's town, and the later none."""
    first, second = _own_place(earlier, layout), _own_place(later, layout)
    if first is None or second is None:
        return second is not None
    return (_is_wide(first, layout) or _is_title(earlier, layout)) and not _is_wide(second, layout)


def _is_title(draft: _Draft, layout: Layout) -> bool:
    """True for a telling by the title alone, which may name the town that a village of the lead lies near."""
    title, last = (layout.report.title or "").casefold(), draft.told[-1].sentence
    return last.index == 0 and words_at(layout, last.span).strip().casefold() in title


def _is_wide(place: Quote, layout: Layout) -> bool:
    """True for a division ("Kanbalu Township", "the Gao region")."""
    return any(m.relation == "region" and m.span.overlaps(place.span) for m in layout.places)


_TELLER_BEFORE = re.compile(
    r"\b(?:hospitals?|clinics?|medics|doctors?|nurses?|surgeons?|morgue|mortuary|press|newspapers?|radio|governor|mayor|prefect"
    r"|government|authorities|administration|officials?|police|source|pastor|priest|reached|journalists?|spokes\w+|hôpita\w+"
    r"|clinique|dispensaire|médecins?|infirmi\w+|morgue|presse|gouverneur|maire|préfet|gouvernement|autorités|joint)s?"
    r" (?:\w+ )?(?:in|at|of|from|de|d[’']|du|à|au|chez) ?(?:the |la |le |l[’'])?$"
    r"|\b(?:hôpital|hospital|clinique|clinic)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_TELLER_AFTER = re.compile(
    r"(?: [A-Z]\w+){0,2} (?:[Hh]ospital|Regional|Medical|[Mm]orgue|[Pp]olice|accords?|agreement)\b"
)
"""Around the place of those who tell of an event, or care for the hurt: no scene of its own."""


def _own_place(draft: _Draft, layout: Layout) -> Quote | None:
    """The words that place an event, where they stand in a sentence that tells of it and not in one before."""
    quote, text = draft.place.quote, layout.report.text
    if quote is None or not any(t.sentence.span.holds(quote.span) for t in draft.told):
        return None
    before = text[max(0, quote.span.start - 60) : quote.span.start]
    return None if _TELLER_BEFORE.search(before) or _TELLER_AFTER.match(text, quote.span.end) else quote


_AFTERMATH_BEFORE = re.compile(
    r"\b(?:dated|datée?|letter|lettre|statement|communiqué|photographs?|photos?|videos?|vidéos?|released|freed|buried"
    r"|let go|flown|burial|funeral|figure|toll|bilan|libérée?s?|relâchée?s?|inhumée?s?|enterrée?s?|obsèques|funérailles"
    r"|published|publiée?s?|diffusée?s?|rendue? publique?|investigation|enquête|inquiry)\b[^.;]{0,40}?"
    r"(?:\b(?:on|of|du|le|de|d[’']|in|by|since|until|given|issued|home|last|this|ce)\s)?$",
    re.IGNORECASE,
)
"""Before a day on which somebody told of a deed, or buried its dead, or let its captives go."""


def _own_when(draft: _Draft, layout: Layout) -> When | None:
    """The days of an event, where a sentence that tells of it states them."""
    when, text = draft.when, layout.report.text
    told = next((t for t in draft.told if when and when.quote and t.sentence.span.holds(when.quote.span)), None)
    if when is None or when.quote is None or told is None:
        return None
    start = when.quote.span.start
    return None if _AFTERMATH_BEFORE.search(text, max(told.sentence.span.start, start - 60), start) else when


_TIMES = re.compile(r"\b(?:times|fois)\b", re.IGNORECASE)


def _sharp(draft: _Draft, layout: Layout) -> When | None:
    """The day of an event that another sentence gives; None where it is no day, or several deeds are told at once."""
    if any(_TIMES.search(words_at(layout, told.sentence.span)) for told in draft.told):
        return None
    return draft.when if draft.when is not None and draft.when.precision <= _DAYS else None


def _other_actor(first: Actor | None, second: Actor | None) -> bool:
    """True where both are known by name and are not one."""
    if first is None or second is None or first.entity_id is None or second.entity_id is None:
        return False
    return first.entity_id != second.entity_id


def _joined(earlier: _Draft, later: _Draft, layout: Layout) -> _Draft:
    """The earlier draft with the later telling; what the earlier left open, the later fills."""
    theirs = later.actors
    if _same_side(theirs[0], earlier.actors[1]) or _same_side(theirs[1], earlier.actors[0]):
        theirs = (theirs[1], theirs[0])
    return replace(
        earlier,
        told=(*earlier.told, *later.told),
        place=later.place if _is_nearer(earlier, later, layout) else earlier.place,
        when=later.when
        if _own_when(later, layout) and not _own_when(earlier, layout)
        else _sharper(earlier.when, later.when),
        actors=(_named(earlier.actors[0], theirs[0]), _named(earlier.actors[1], theirs[1])),
    )


def _same_side(one: Actor | None, other: Actor | None) -> bool:
    """True where both are the same registered actor."""
    return one is not None and other is not None and one.entity_id is not None and one.entity_id == other.entity_id


def _named(first: Actor | None, second: Actor | None) -> Actor | None:
    """The earlier actor, unless only the later one stands in the text."""
    if first is None:
        return second
    named = second is not None and second.quote is not None and not is_usual(second)
    return second if named and (first.quote is None or is_usual(first)) else first


def _sharper(first: When | None, second: When | None) -> When | None:
    if first is None or second is None:
        return first or second
    return second if second.precision < first.precision else first


def _event(
    draft: _Draft,
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


def _status(draft: _Draft, layout: Layout) -> Status:
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

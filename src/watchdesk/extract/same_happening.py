"""Whether two tellings are of one event, by type, place, day and sides, and what the event of both then is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from watchdesk.codebooks import sub_events
from watchdesk.extract.event_actors import is_usual
from watchdesk.extract.place_traits import Whereabouts
from watchdesk.extract.told import Told, words_at
from watchdesk.records import Actor, GazetteerPlace, Layout, Names, Place, Quote, When

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event being put together: its tellings, where and when, and who."""

    told: tuple[Told, ...]
    place: Place
    when: When | None
    actors: tuple[Actor | None, Actor | None]


def is_toll_of(earlier: Draft, later: Draft, whereabouts: Whereabouts) -> bool:
    """True where a telling that only counts victims goes on with the violence told just before it."""
    before, told = earlier.told[-1].sentence, later.told[0]
    if told.sub_event not in _TOLD_BY_DEATHS or not _VICTIMS.search(words_at(whereabouts.layout, told.cue)):
        return False
    if sub_events()[earlier.told[0].sub_event].disorder == "Strategic developments":
        return False
    if told.sentence.paragraph != before.paragraph or told.sentence.index - before.index > 2:
        return False
    own = _own_place(later, whereabouts)
    return _same_where(earlier, later, whereabouts) if own else _own_when(later, whereabouts.layout) is None


def led_by(earlier: Draft, later: Draft, layout: Layout) -> Draft:
    """The two as one event, of the earlier telling's type; of the later's where the earlier is a less sure title."""
    if _is_title(earlier, layout) and earlier.told[0].score < later.told[0].score:
        return replace(later, told=(*later.told, *earlier.told))
    return replace(earlier, told=(*earlier.told, *later.told))


def same_happening(earlier: Draft, later: Draft, whereabouts: Whereabouts) -> bool:
    """True where two tellings can be of one event: same type, and neither place nor day says otherwise."""
    layout, parts = whereabouts.layout, whereabouts.sections
    if parts.get(earlier.told[-1].sentence.index) != parts.get(later.told[0].sentence.index):
        return False
    if _goes_on(earlier, later, whereabouts) or _is_crossfire(earlier, later, whereabouts):
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


def _goes_on(earlier: Draft, later: Draft, whereabouts: Whereabouts) -> bool:
    """True where the next sentences tell the same violence or protest again, without a place or day of their own."""
    before, told = earlier.told[-1], later.told[0]
    layout = whereabouts.layout
    first, second = sub_events()[before.sub_event], sub_events()[told.sub_event]
    near = 0 <= told.sentence.index - before.sentence.index <= 2
    same = first.event_type == second.event_type and first.disorder != "Strategic developments"
    return near and same and _own_place(later, whereabouts) is None and _own_when(later, layout) is None


_CAUGHT = 3  # sentences behind a clash in which those caught in it are told
_CROSSFIRE = re.compile(r"\b(?:cross-?fire|caught in the fighting|tirs croisés|feux croisés|entre deux feux)\b", re.I)


def _is_crossfire(earlier: Draft, later: Draft, whereabouts: Whereabouts) -> bool:
    """True for people hurt between the two sides of the clash told just before, at no place or day of their own."""
    before, told, layout = earlier.told[-1], later.told[0], whereabouts.layout
    near = 0 <= told.sentence.index - before.sentence.index <= _CAUGHT
    caught = near and _CROSSFIRE.search(words_at(layout, told.sentence.span)) is not None
    return (
        caught
        and before.sub_event == "Armed clash"
        and _own_place(later, whereabouts) is None
        and _own_when(later, layout) is None
    )


def _same_where(earlier: Draft, later: Draft, whereabouts: Whereabouts) -> bool:
    """True unless each names a place in its own sentences and these differ; a division may hold the other's place."""
    layout, names = whereabouts.layout, whereabouts.names
    first, second = _own_place(earlier, whereabouts), _own_place(later, whereabouts)
    if first is None or second is None:
        return True
    apart = later.told[0].sentence.paragraph - earlier.told[-1].sentence.paragraph
    wide = _is_wide(first, layout) != _is_wide(second, layout)
    if _is_title(earlier, layout) or (wide and apart <= _BESIDE):
        return not _are_far_apart(first.text, second.text, names)
    one, other = first.text.casefold(), second.text.casefold()
    return one in other or other in one


def _are_far_apart(one: str, other: str, names: Names) -> bool:
    """True where lists hold both names, and no place of the one lies within the reach of a place of the other."""
    pairs = [(a, b) for a in names.places_named(one) for b in names.places_named(other) if a.country == b.country]
    return bool(pairs) and not any(_within(a, b) or _within(b, a) or _are_near(a, b) for a, b in pairs)


def _are_near(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    return abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude) <= _REACH


def _within(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """True for a place of a region of the first level and that region, however large it is."""
    return other.feature == "ADM1" and one.admin1 is not None and one.admin1 == other.admin1


def _is_nearer(earlier: Draft, later: Draft, whereabouts: Whereabouts) -> bool:
    """True where only the later names a place, or the earlier a division, or the title's town, and the later none."""
    layout = whereabouts.layout
    first, second = _own_place(earlier, whereabouts), _own_place(later, whereabouts)
    if first is None or second is None:
        return second is not None
    return (_is_wide(first, layout) or _is_title(earlier, layout)) and not _is_wide(second, layout)


def _is_title(draft: Draft, layout: Layout) -> bool:
    """True for a telling by the title alone, which may name the town that a village of the lead lies near."""
    title, last = (layout.report.title or "").casefold(), draft.told[-1].sentence
    alone = all(told.sentence.index == 0 for told in draft.told)
    return alone and words_at(layout, last.span).strip().casefold() in title


def _is_wide(place: Quote, layout: Layout) -> bool:
    """True for a division ("Kanbalu Township", "the Gao region")."""
    return any(m.relation in ("region", "part") and m.span.overlaps(place.span) for m in layout.places)


_TELLER_BEFORE = re.compile(
    r"\b(?:hospitals?|clinics?|medics|doctors?|nurses?|surgeons?|morgue|mortuary|press|newspapers?|radio|governor|mayor|prefect"
    r"|government|authorities|administration|officials?|police|source|pastor|priest|reached|journalists?|spokes\w+|hôpita\w+"
    r"|clinique|dispensaire|médecins?|infirmi\w+|morgue|presse|gouverneur|maire|préfet|gouvernement|autorités|joint)s?"
    r" (?:\w+ )?(?:in|at|of|from|de|d[’']|du|à|au|chez) ?(?:the |la |le |l[’'])?$"
    r"|\b(?:hôpital|hospital|clinique|clinic)\s(?:\w+\s)?$|\b(?:had left|avai(?:t|ent) quitté) (?:the |la |le )?$",
    re.IGNORECASE,
)
_TELLER_AFTER = re.compile(
    r"(?: [A-Z]\w+){0,2} (?:[Hh]ospital|Regional|Medical|[Mm]orgue|[Pp]olice|accords?|agreement)\b"
)
"""Around the place of those who tell of an event, or care for the hurt: no scene of its own."""


_NO_SCENE = frozenset({"sender", "said there", "brought", "speaker's home", "origin", "destination", "body after"})
"""Traits of a place that somebody comes from, goes to or speaks from."""


def _own_place(draft: Draft, whereabouts: Whereabouts) -> Quote | None:
    """The words that place an event, where they stand in a sentence that tells of it and not in one before."""
    quote, text = draft.place.quote, whereabouts.text
    if quote is None or not any(t.sentence.span.holds(quote.span) for t in draft.told):
        return None
    before = text[max(0, quote.span.start - 60) : quote.span.start]
    if _TELLER_BEFORE.search(before) or _TELLER_AFTER.match(text, quote.span.end):
        return None
    uses = next((whereabouts.own.get(id(m)) for m in whereabouts.mentions if m.span == quote.span), None)
    return None if uses and not uses.isdisjoint(_NO_SCENE) else quote


_AFTERMATH_BEFORE = re.compile(
    r"\b(?:had left|avai(?:t|ent) quitté|claim(?:ed|s)|revendiqu\w+|dated|datée?"
    r"|letter|lettre|statement|communiqué|photographs?|photos?|videos?|vidéos?|released|freed|buried"
    r"|let go|flown|burial|funeral|figure|toll|bilan|libérée?s?|relâchée?s?|inhumée?s?|enterrée?s?|obsèques|funérailles"
    r"|published|publiée?s?|diffusée?s?|rendue? publique?|investigation|enquête|inquiry)\b[^.;]{0,40}?"
    r"(?:\b(?:on|of|du|le|de|d[’']|in|by|since|until|given|issued|home|last|this|ce)\s)?$",
    re.IGNORECASE,
)
"""Before a day on which somebody told of a deed, or buried its dead, or let its captives go."""


def _own_when(draft: Draft, layout: Layout) -> When | None:
    """The days of an event, where a sentence that tells of it states them."""
    when, text = draft.when, layout.report.text
    told = next((t for t in draft.told if when and when.quote and t.sentence.span.holds(when.quote.span)), None)
    if when is None or when.quote is None or told is None:
        return None
    start = when.quote.span.start
    return None if _AFTERMATH_BEFORE.search(text, max(told.sentence.span.start, start - 60), start) else when


_TIMES = re.compile(r"\b(?:times|fois)\b", re.IGNORECASE)


def _sharp(draft: Draft, layout: Layout) -> When | None:
    """The day of an event that another sentence gives; None where it is no day, or several deeds are told at once."""
    if any(_TIMES.search(words_at(layout, told.sentence.span)) for told in draft.told):
        return None
    return draft.when if draft.when is not None and draft.when.precision <= _DAYS else None


def _other_actor(first: Actor | None, second: Actor | None) -> bool:
    """True where both are known by name and are not one."""
    if first is None or second is None or first.entity_id is None or second.entity_id is None:
        return False
    return first.entity_id != second.entity_id


def joined(earlier: Draft, later: Draft, whereabouts: Whereabouts) -> Draft:
    """The earlier draft with the later telling; what the earlier left open, the later fills."""
    theirs, layout = later.actors, whereabouts.layout
    if _same_side(theirs[0], earlier.actors[1]) or _same_side(theirs[1], earlier.actors[0]):
        theirs = (theirs[1], theirs[0])
    moved = _own_when(later, layout) and not _own_when(earlier, layout)
    return replace(
        earlier,
        told=(*earlier.told, *later.told),
        place=later.place if _is_nearer(earlier, later, whereabouts) else earlier.place,
        when=later.when if moved else _sharper(earlier.when, later.when),
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

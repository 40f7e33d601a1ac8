"""Which type of event a telling has, once its sides are known: the sides and the words decide where the two differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from watchdesk.codebooks import load_codebook
from watchdesk.extract.actor_clauses import FOUGHT
from watchdesk.extract.event_actors import event_actors, is_usual, type_by_actors, usual_second
from watchdesk.extract.event_cues import find_cues
from watchdesk.extract.told import Told, words_at
from watchdesk.records import Actor, Layout, Names, Place, Sentence

Actors = tuple[Actor | None, Actor | None]
_REGAINED, _OVERTAKEN = "Government regains territory", "Non-state actor overtakes territory"
_FROM_AFAR = frozenset({"Shelling/artillery/missile attack", "Air/drone strike"})
_FORCES = frozenset({"military", "police", "state", "peacekeepers"})
_TOOK = re.compile(
    r"\b(?:t[oa]ken?|retook|retak\w+|seiz\w+|captur\w+|recaptur\w+|overr[au]n|control|conquer\w*|fell|fallen|stormed"
    r"|s[’'](?:est|étai\w+|était) emparée?|se sont emparés?|s[’']empar\w+|(?:re)?pris\w*|(?:re)?prendre|conquis\w*"
    r"|tombée?|occup\w+)\b",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\b(?:attempt\w*|tried|trying|failed|repel\w+|repuls\w+|tent\w+ de|repouss\w+|échou\w+)\b", re.IGNORECASE
)
_BANDS = frozenset({"rebel", "militia", "unknown"})
_TOOK_PLACE = re.compile(
    r"\b(?:taken|took|captured?|seized?|liberated?|entered|conquis\w*|pris|libéré|emparée?s? d[eu’']) "
    r"(?:[\w’'-]+ ){0,3}?"
    r"(?:settlements?|villages?|towns?|hamlets?|localités?|villes?|bourgades?)\b",
    re.IGNORECASE,
)


def cast_telling(told: Told, place: Place, layout: Layout, names: Names) -> tuple[Told, Actors]:
    """The telling under the type that its words and sides allow, with its two actors as written."""
    for types, tells, meant in _BY_WORDS:
        if told.sub_event in types and tells(told, layout):
            told = replace(told, sub_event=meant)
    if told.sub_event == _REGAINED and _counts_the_fallen(told, layout):
        told = replace(told, sub_event=_OVERTAKEN)
        return told, _actors(told, _OVERTAKEN, layout, names)
    actors = _actors(told, told.sub_event, layout, names)
    fitting = type_by_actors(told.sub_event, *actors)
    if fitting != told.sub_event:
        return replace(told, sub_event=fitting), _actors(told, fitting, layout, names)
    if told.sub_event == "Armed clash" and not _fights_forces(told.sentence, layout):
        on_people = _actors(told, "Attack", layout, names)
        unarmed = is_usual(actors[1]) or (actors[1] is not None and actors[1].reason == "state")
        if unarmed and on_people[1] and on_people[1].reason == "civilians" and not _of_state(actors[0]):
            return replace(told, sub_event="Attack"), on_people
    return _by_taker(told, actors, place, layout, names)


def _actors(told: Told, sub_event: str, layout: Layout, names: Names) -> Actors:
    return event_actors(told.cue, told.sentence, sub_event, layout, names, told.scored)


def _only_takes(told: Told, layout: Layout) -> bool:
    """True for a sentence on the taking of a place in which nothing is said to be fired at it."""
    own = any(cue.sub_event == told.sub_event for cue in find_cues(layout.report.text, told.sentence.span))
    return not own and _tells(told, layout, _TOOK_PLACE, but=_TRIED)


_CAPTURE = re.compile(
    r"\b(?:(?:capture|recapture|seizure|liberation) of (?:the (?:town|city|village) of )?[A-Z]"
    r"|(?:prise|reprise|libération) (?:de la (?:ville|localité) |du village )?d(?:e |[’'])[A-ZÉ]"
    r"|clear(?:s|ed|ing) (?:the )?(?:last |remaining )?(?:[A-Z][\w-]+ )?(?:positions|pockets|strongholds)\b)"
)
"""A place's taking told as a noun, as armies announce it."""
_MEN_FOUGHT = re.compile(
    r"\b(?:men|soldiers|troops|hommes|soldats|militaires) (?:fought|se sont battus|ont combattu)\b", re.I
)
_DROPPED = re.compile(
    r"\b(?:paragliders?|paramotors?|gyrocopters?|paramoteurs?|parapentes?|drones?|quadcopters?|helicopters?|aircraft"
    r"|hélicoptères?|avions?)\b[^.;]{0,40}\b(?:dropp\w+|largu\w+|lâch\w+|releas\w+) "
    r"(?!leaflets|supplies|aid|food|tracts)"
    r"|\b(?:dropped|released|larguée?s?|lâchée?s?) (?:by|from|par|depuis) (?:an?|une?|the|le) (?:\w+ )?"
    r"(?:drone|quadcopter|UAV)\b",
    re.IGNORECASE,
)
"""Shells and grenades that come from the air."""
_FORCES_CAPTURED = re.compile(
    r"\b(?:army|troops|soldiers|police|forces|armée|militaires|soldats|gendarmes|policiers|FARDC|FAMa|FACA)\b[^.;]{0,40}"
    r"\b(?:captur|arrest|apprehend|detain|arrêt|interpell|appréhend)\w*[^.;]{0,40}"
    r"\b(?:fighter|militant|terrorist|rebel|insurgent|suspect|combattant|terroriste|rebelle|milicien|jihadiste)s?\b",
    re.IGNORECASE,
)
"""Fighters whom forces take: arrests, and nobody's abduction."""
_NEUTRALISED = re.compile(r"\b(?:neutralis|neutraliz|éliminé)\w*", re.IGNORECASE)


def _men_neutralised(told: Told, layout: Layout) -> bool:
    """True where fighters are what was neutralised, which is a communiqué's word for killed, and no device."""
    span = told.sentence.span
    men = [m.span for m in layout.actors if m.kind in _BANDS and span.holds(m.span)]
    return any(
        any(0 <= verb.start() - m.end <= _AT_MOST_BETWEEN or 0 <= m.start - verb.end() <= 1 for m in men)
        for verb in _NEUTRALISED.finditer(layout.report.text, span.start, span.end)
    )


_MADE_SAFE = re.compile(
    r"\b(?:defus|made safe|render\w* safe|safely (?:detonat|destroy)|deactivat|neutralis|neutraliz|désamorc"
    r"|désactiv)\w*",
    re.IGNORECASE,
)
_WENT_OFF = re.compile(
    r"\b(?:explod\w+|went off|blew|blown|hit|struck|blasts?|explosions?|explosé|sauté|kill\w*|wound\w*|injur\w*|tué\w*"
    r"|bless\w+|morts?)\b",
    re.IGNORECASE,
)


def _defused(told: Told, layout: Layout) -> bool:
    """True where a device was made safe and nothing is said to have gone off."""
    return _tells(told, layout, _MADE_SAFE, but=_WENT_OFF)


_FIRED = re.compile(
    r"\b(?:(?:ballistic |cruise )?missiles?|rockets?|mortars?|artillery|roquettes?|obus|mortiers?)\b", re.I
)
_FLOWN = re.compile(
    r"\b(?:air|aerial|paragliders?|paramotors?|paramoteurs?|aérien\w*|airstrikes?|drones?|UAVs?|jets?|warplanes?|planes?|aircraft|helicopters?|gunships?|bombs?"
    r"|bombed|bombing|avions?|hélicoptères?|chasseurs?|bombes?|frappes?)\b",
    re.IGNORECASE,
)


def _fired_from_the_ground(told: Told, layout: Layout) -> bool:
    """True for a sentence of missiles, rockets or shells in which nothing flies that could drop them."""
    return _tells(told, layout, _FIRED, but=_FLOWN)


_RETAKEN = re.compile(
    r"\b(?:regain\w*|retook|retaken|retakes?|recaptur\w+|recover\w+ control|a repris|ont repris|reprend|reprennent"
    r"|reconqu\w+)\b",
    re.IGNORECASE,
)
_AT_MOST_BETWEEN = 25  # characters between a force and the verb of which it is the subject


def _force_retakes(told: Told, layout: Layout) -> bool:
    """True where a state's force is the subject of a verb of taking back."""
    span, text = told.sentence.span, layout.report.text
    for verb in _RETAKEN.finditer(text, span.start, span.end):
        for mention in layout.actors:
            if mention.kind in _FORCES and 0 <= verb.start() - mention.span.end <= _AT_MOST_BETWEEN:
                return span.start <= mention.span.start
    return False


_ATTEMPT = re.compile(
    r"\b(?:attempt\w*|tried|trying|fail\w+) (?:to )?(?:re)?(?:seize|take|capture|overrun|storm|enter)\b"
    r"|\btent\w+ de (?:s[’']emparer|(?:re)?prendre)\b",
    re.IGNORECASE,
)
_FOUND_DEAD = re.compile(
    r"\b(?:c[ao]me upon|found|finds?|discovered|recovered|découver\w+|trouvé|retrouvé)\b[^.;]{0,40}"
    r"\b(?:bod(?:y|ies)|corps|dépouilles|remains)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    rf"{_RETAKEN.pattern}|\b(?:back|captur\w+|seiz\w+|liberat\w+|control\w*|enter\w+|clear\w+|driv\w+|drove"
    r"|dislodg\w+|return\w*|push\w+|libér\w+|contrôl\w+|délog\w+|chass\w+|entr[ée]\w*|prise?|pris"
    r"|took (?:the|over|back|control))\b",
    re.IGNORECASE,
)
_DEAD = re.compile(r"\b(?:dead|killed|deaths?|morts?|tués?)\b", re.IGNORECASE)


def _counts_the_fallen(told: Told, layout: Layout) -> bool:
    """True where a sentence on a place won back counts who fell when it was lost: whose bodies were found there, or
    with no word of winning it back."""
    words = words_at(layout, told.sentence.span)
    return bool(_FOUND_DEAD.search(words)) or bool(_DEAD.search(words) and not _TAKES_BACK.search(words))


def _only_attempts(told: Told, layout: Layout) -> bool:
    """True for a place that somebody tried to take, where nothing says that it was lost before."""
    return _tells(told, layout, _ATTEMPT) and not _counts_the_fallen(told, layout)


def _by_taker(told: Told, actors: Actors, place: Place, layout: Layout, names: Names) -> tuple[Told, Actors]:
    """A place's taking, by who took it: a state's force regains, a group or an invading army overtakes."""
    nameless = actors[0] is None or is_usual(actors[0])
    if told.sub_event == _OVERTAKEN and not nameless and _force_retakes(told, layout):
        retaken = _actors(told, _REGAINED, layout, names)
        if not _invades(retaken[0], place, layout, names):
            return replace(told, sub_event=_REGAINED), retaken
    if told.sub_event == _OVERTAKEN and nameless:
        retaken = _actors(told, _REGAINED, layout, names)
        known = retaken[0] is not None and retaken[0].country is not None
        if _is_named_in(told.sentence, retaken[0], layout, _FORCES) and (known or not _invaders(place, layout, names)):
            told, actors = replace(told, sub_event=_REGAINED), retaken
    elif told.sub_event == _REGAINED and nameless and _is_taking(told, layout):
        taken = _actors(told, _OVERTAKEN, layout, names)
        if _is_named_in(told.sentence, taken[0], layout, _BANDS):
            told, actors = replace(told, sub_event=_OVERTAKEN), taken
    if told.sub_event == _REGAINED and _invades(actors[0], place, layout, names):
        told, actors = replace(told, sub_event=_OVERTAKEN), (actors[0], usual_second(_OVERTAKEN))
    return told, actors


def _invades(actor: Actor | None, place: Place, layout: Layout, names: Names) -> bool:
    """True for the army of a state that holds land of the place's country against its will, by the codebook's list."""
    return actor is not None and actor.country in _invaders(place, layout, names)


def _invaders(place: Place, layout: Layout, names: Names) -> set[str]:
    """The states that hold land of the countries in which the place may lie; of those that the report names where no
    list has the place."""
    invaded: dict[str, list[str]] = load_codebook("event_casts")["invaded"]
    homes = {row.country for row in names.places_named(place.name)}
    homes = homes or {country.iso for country in names.countries_in(layout.report.text)}
    return {state for home in homes for state in invaded.get(home, ())}


def _is_taking(told: Told, layout: Layout) -> bool:
    """True for words that a group's taking of a place would have too."""
    return _tells(told, layout, _TOOK, but=_TRIED)


def _is_named_in(sentence: Sentence, actor: Actor | None, layout: Layout, kinds: frozenset[str]) -> bool:
    """True for an actor whom the sentence names in words for one of these kinds."""
    quote = actor.quote if actor and not is_usual(actor) else None
    if quote is None or not sentence.span.holds(quote.span):
        return False
    return any(m.span.overlaps(quote.span) and m.kind in kinds for m in layout.actors)


def _fights_forces(sentence: Sentence, layout: Layout) -> bool:
    """True where the sentence tells of a fight of two sides or names a force; officials bear no arms."""
    named = any(sentence.span.holds(a.span) and a.kind in _FORCES - {"state"} for a in layout.actors)
    return named or FOUGHT.search(words_at(layout, sentence.span)) is not None


def _of_state(actor: Actor | None) -> bool:
    """True for a side that is a state's force or whose side is not told."""
    return actor is None or is_usual(actor) or actor.reason in _FORCES


def _tells(told: Told, layout: Layout, of: re.Pattern[str], but: re.Pattern[str] | None = None) -> bool:
    """True where the sentence of a telling has words `of` one kind, and none of another that rules them out."""
    words = words_at(layout, told.sentence.span)
    return of.search(words) is not None and not (but and but.search(words))


_BY_WORDS: tuple[tuple[frozenset[str], Callable[[Told, Layout], bool], str], ...] = (
    (_FROM_AFAR, _only_takes, _OVERTAKEN),
    (frozenset({"Change to group/activity"}), partial(_tells, of=_CAPTURE), _REGAINED),
    (frozenset({"Attack"}), partial(_tells, of=_MEN_FOUGHT), "Armed clash"),
    (frozenset({"Disrupted weapons use"}), _men_neutralised, "Armed clash"),
    (frozenset({"Remote explosive/landmine/IED"}), _defused, "Disrupted weapons use"),
    (frozenset({_REGAINED}), _only_attempts, "Armed clash"),
    (frozenset({"Air/drone strike"}), _fired_from_the_ground, "Shelling/artillery/missile attack"),
    (frozenset({"Shelling/artillery/missile attack", "Grenade"}), partial(_tells, of=_DROPPED), "Air/drone strike"),
    (frozenset({"Abduction/forced disappearance"}), partial(_tells, of=_FORCES_CAPTURED), "Arrests"),
)
"""In this order: a telling of these types, whose words show so, is of the type behind."""

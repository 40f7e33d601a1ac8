"""Facts that the learned reader is sure of though no rule found them, where the words give their parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from watchdesk.extract.mission_dates import as_of_day
from watchdesk.extract.mission_harm import day_of, held_of, killed_of, tells_own_loss
from watchdesk.extract.mission_parts import Part, day_of_move, effective_near, fact, is_of_force, parts_of, people_of
from watchdesk.extract.mission_people import People, total_of, unharmed
from watchdesk.extract.mission_scene import View
from watchdesk.extract.mission_terms import find_ceilings, speaks_of_term, until_told
from watchdesk.records import CountryMention, MissionAction, MissionFact

SURE: Mapping[MissionAction, float] = {
    "withdrawal": 0.7,
    "mandate": 0.7,
    "operation_end": 0.7,
    "strength": 0.7,
    "personnel_detained": 0.95,
    "access_denied": 0.7,
    "attack_on_peacekeepers": 0.7,
    "deployment": 0.7,
    "contribution": 0.6,
}
"""The model's chance from which its word alone counts; tuned on reports that it was not trained on."""

_OUTSIDE = re.compile(
    r"\b(?:never (?:been )?part|outside the|not (?:part|as)|bilateral\w*|bilatéral\w*)\b", re.IGNORECASE
)
_SURER = 0.8  # the chance that makes up for a sentence that names neither operation nor "the mission"
_HEADING = 4  # fewer words are a heading ("Mission", "Security")
_LEAST = 20  # smaller numbers are posts and patrols


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence as one part, with what the model makes of each action, and the facts found in it so far."""

    part: Part
    chances: Mapping[str, float]
    found: Sequence[MissionFact]
    earlier: str | None
    force: str | None

    def has(self, action: MissionAction) -> bool:
        return any(f.action == action for f in self.found)

    def is_own(self, action: MissionAction) -> bool:
        """True where the sentence plainly speaks of the operation, or the model is surer still in a report on one."""
        return bool(self.part.view.near or (self.part.view.focus and self.chances[action] >= _SURER))

    def likelier(self, action: MissionAction, other: MissionAction) -> bool:
        return self.chances[action] > self.chances[other]


def find_told_by_model(
    view: View, chances: Mapping[str, float], found: Sequence[MissionFact], earlier: str | None, force: str | None
) -> Iterator[MissionFact]:
    """Facts of a sentence whose action the model is sure of and none of `found` has.

    `chances` are the model's, by action; `earlier` and `force` are the day told before and the country whose soldiers
    were spoken of just before.
    """
    if _OUTSIDE.search(view.text) or len(view.text.split()) < _HEADING:
        return
    told = list(found)
    for action in SURE:
        telling = Telling(part=_whole(view), chances=chances, found=told, earlier=earlier, force=force)
        if chances[action] >= SURE[action] and (action == "contribution" or not telling.has(action)):
            new = list(_BUILDERS[action](telling))
            told += new
            yield from new


def recast(found: Sequence[MissionFact], chances: Mapping[str, float], made_by: str) -> list[MissionFact]:
    """The facts of the rules; one of coming, staying or going takes the action of these that the model is sure of.

    Only where the model doubts the rule's own action and no other fact of the sentence has the sure one.
    """
    best = max(_MOVES, key=lambda action: chances[action])
    if chances[best] < SURE[best] or any(f.action == best for f in found):
        return list(found)
    doubted = [f for f in found if f.action in _MOVES and chances[f.action] < _DOUBTED]
    return [replace(f, action=best, made_by=made_by) if f in doubted else f for f in found]


_MOVES: tuple[MissionAction, ...] = ("withdrawal", "deployment", "contribution")
_DOUBTED = 0.15  # the model's chance under which a rule's choice between coming, staying and going gives way


def _whole(view: View) -> Part:
    """The sentence as one part."""
    groups = tuple(group for part in parts_of(view) for group in part.groups)
    return Part(view=view, start=view.body, end=len(view.text), groups=groups)


def _senders(telling: Telling) -> list[CountryMention]:
    """The countries of a sentence that may be those whose people it speaks of, each once; none that has a fact."""
    part, taken = telling.part, {f.country for f in telling.found}
    found: list[CountryMention] = []
    for country in (c for group in part.groups for c in group):
        if country.iso not in taken and not any(c.iso == country.iso for c in found) and _is_sender(part, country):
            found.append(country)
    return found


def _is_sender(part: Part, country: CountryMention) -> bool:
    return (
        country.form == "name"
        or is_of_force(part, country)
        or any(p.iso == country.iso for p in part.people)
        or (country.form == "demonym" and len(next(g for g in part.groups if country in g)) > 1)
    )


def _forces(part: Part) -> list[CountryMention]:
    """The countries of a sentence whose people in uniform it names, each once."""
    found: list[CountryMention] = []
    for country in (c for group in part.groups for c in group):
        if is_of_force(part, country) and not any(c.iso == country.iso for c in found):
            found.append(country)
    return found


def _free(part: Part) -> list[People]:
    return [p for p in unharmed(part.view.text, part.people) if p.iso is None]


def _contributions(telling: Telling) -> Iterator[MissionFact]:
    part = telling.part
    day = as_of_day(part.view.text, part.view.days)
    for country in _senders(telling):
        count = people_of(part, country.iso)
        yield fact(part, "contribution", at=country.span.start, country=country.iso, personnel=count, effective=day)


def _moves(action: MissionAction, telling: Telling) -> Iterator[MissionFact]:
    """A move for each country whose people it may be, else one of the operation where the words give number or day."""
    if any(telling.likelier(other, action) for other in (*_MOVES, "operation_end")):
        return
    part, senders, free = telling.part, _senders(telling), _free(telling.part)
    for country in senders:
        day, count = day_of_move(part, country.span.end), people_of(part, country.iso)
        yield fact(part, action, at=country.span.start, country=country.iso, personnel=count, effective=day)
    if senders or any(f.country for f in telling.found) or telling.has("operation_end"):
        return
    if any(is_of_force(part, country) for country in part.view.hosts):
        return  # soldiers of the host, or of a state at war there, who serve beside the operation
    at = free[0].end if free else part.start
    day = effective_near(part, at)
    if telling.is_own(action) and (free or day):
        lead = part.view.operation_at(at).lead
        yield fact(part, action, at=at, country=lead, personnel=total_of(free[:1]), effective=day)


def _withdrawals(telling: Telling) -> Iterator[MissionFact]:
    return _moves("withdrawal", telling)


def _deployments(telling: Telling) -> Iterator[MissionFact]:
    return _moves("deployment", telling)


def _strengths(telling: Telling) -> Iterator[MissionFact]:
    part, view = telling.part, telling.part.view
    if telling.likelier("contribution", "strength") or telling.likelier("mandate", "strength"):
        return
    allowed = {p.start for one in parts_of(view) for p in find_ceilings(one)}
    day = as_of_day(view.text, view.days)
    for person in _free(part):
        if person.start not in allowed and (person.count.low or person.count.high or 0) >= _LEAST:
            lead = view.operation_at(person.start).lead
            when = day or effective_near(part, person.start)
            yield fact(part, "strength", at=person.start, country=lead, personnel=person.count, effective=when)


def _mandates(telling: Telling) -> Iterator[MissionFact]:
    part = telling.part
    until = until_told(part)
    if telling.has("operation_end") or not (until or speaks_of_term(part.text)):
        return
    yield fact(part, "mandate", at=part.start, effective=until)


def _ends(telling: Telling) -> Iterator[MissionFact]:
    part = telling.part
    if part.view.near and not telling.has("withdrawal"):
        yield fact(part, "operation_end", at=part.start, effective=effective_near(part, part.start))


def _denials(telling: Telling) -> Iterator[MissionFact]:
    part = telling.part
    mine = [c for c in _forces(part) if c.form == "demonym"]
    day = next((d.iso for d in part.view.days if not d.told), None)
    if telling.has("personnel_detained"):
        return
    for country in mine:
        yield fact(part, "access_denied", at=country.span.start, country=country.iso, effective=day)
    if not mine and telling.is_own("access_denied"):
        yield fact(part, "access_denied", at=part.start, country=part.view.operation.lead, effective=day)


def _detentions(telling: Telling) -> Iterator[MissionFact]:
    part = telling.part
    mine, day, free = _forces(part), day_of(part, telling.earlier), _free(part)
    for country in mine:
        count = held_of(part, country)
        yield fact(
            part, "personnel_detained", at=country.span.start, country=country.iso, personnel=count, effective=day
        )
    if not mine and part.view.near:
        yield fact(part, "personnel_detained", at=part.start, personnel=total_of(free[:1]), effective=day)


def _attacks(telling: Telling) -> Iterator[MissionFact]:
    part = telling.part
    if not tells_own_loss(part):
        return
    mine, day = _forces(part), day_of(part, telling.earlier)
    action: MissionAction = "attack_on_peacekeepers"
    for country in mine:
        killed = killed_of(part, country)
        yield fact(part, action, at=country.span.start, country=country.iso, personnel=killed, effective=day)
    if not mine and telling.is_own(action):
        iso = part.view.operation.lead or telling.force
        yield fact(part, action, at=part.start, country=iso, personnel=killed_of(part, None), effective=day)


_BUILDERS: Mapping[MissionAction, Callable[[Telling], Iterator[MissionFact]]] = {
    "contribution": _contributions,
    "withdrawal": _withdrawals,
    "deployment": _deployments,
    "strength": _strengths,
    "mandate": _mandates,
    "operation_end": _ends,
    "access_denied": _denials,
    "personnel_detained": _detentions,
    "attack_on_peacekeepers": _attacks,
}

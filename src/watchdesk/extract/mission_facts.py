"""Facts about peace operations: contributions, withdrawals, mandates, strengths, denials, attacks, detentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchdesk.extract.event_model import SentenceScores
from watchdesk.extract.mission_by_model import find_told_by_model, recast
from watchdesk.extract.mission_harm import find_attack, find_denied, find_detained, has_casualty
from watchdesk.extract.mission_life import find_life
from watchdesk.extract.mission_moves import find_moves
from watchdesk.extract.mission_parts import Part, is_of_force, parts_of
from watchdesk.extract.mission_scene import View, read_scene
from watchdesk.extract.mission_strength import find_strengths
from watchdesk.extract.mission_terms import find_ceilings, find_mandates
from watchdesk.records import Layout, MissionAction, MissionFact, Names, Quote, Span


def find_mission_facts(
    layout: Layout, names: Names, scores: Sequence[SentenceScores] | None = None, made_by: str = ""
) -> tuple[MissionFact, ...]:
    """Mission facts in order of the text; none where the report is about no peace operation.

    `scores` are the learned reader's, one entry per sentence; what it finds beyond the rules is `made_by` it.
    """
    found: list[MissionFact] = []
    earlier: str | None = None
    forces: list[tuple[int, str]] = []
    for view in read_scene(layout, names):
        index = view.sentence.index
        force = next((iso for at, iso in reversed(forces) if 0 < index - at <= 2), None)
        facts = _of_sentence(view, earlier, force)
        if scores is not None:
            facts = recast(facts, scores[index].actions, made_by)
            more = find_told_by_model(view, scores[index].actions, facts, earlier, force)
            facts += [replace(fact, made_by=made_by) for fact in more]
        found += facts
        days = [f.effective for f in facts if f.action in _HARM] + [d.iso for d in view.days if not d.told]
        earlier = next((day for day in days if day and len(day) == 10), earlier)
        own = {c.iso for part in parts_of(view) for group in part.groups for c in group if is_of_force(part, c)}
        forces += [(index, next(iter(own)))] if len(own) == 1 else []
    return tuple(_without_repeats(_without_titles(_without_victims(_told_once(found, layout.report.text)))))


_FREEZE = re.compile(r"\b(?:rotations?|flights?|relève|vols?|drones?|visas?)\b", re.IGNORECASE)


def _of_sentence(view: View, earlier: str | None, force: str | None) -> list[MissionFact]:
    detained = list(find_detained(view, earlier))
    denied = [] if detained and not _FREEZE.search(view.text) else list(find_denied(view, force))
    attacks = [] if detained or denied else list(find_attack(view, earlier, force))
    harm = [*detained, *denied, *attacks]
    claimed = frozenset(f.country for f in harm)
    terms = [fact for part in parts_of(view) for fact in _terms(part)]
    return [*harm, *terms, *_without_ends(list(find_moves(view, claimed, force)), terms)]


def _terms(part: Part) -> Iterator[MissionFact]:
    ceilings = find_ceilings(part)
    yield from find_mandates(part, ceilings)
    yield from find_strengths(part, ceilings)
    yield from find_life(part)


def _without_ends(moves: list[MissionFact], terms: list[MissionFact]) -> Iterator[MissionFact]:
    """Moves of a sentence once per country and action, and no departure of the whole where the end is told already."""
    ended = {f.operation for f in terms if f.action == "operation_end"}
    seen: set[tuple[str, str, str]] = set()
    for move in moves:
        key = (move.operation, move.action, move.country or "")
        if move.country is None and move.action == "withdrawal" and move.personnel is None and move.operation in ended:
            continue
        if key in seen and move.personnel is None:
            continue
        seen.add(key)
        yield move


def _told_once(facts: list[MissionFact], text: str) -> list[MissionFact]:
    """The facts, with an attack that neighbouring sentences tell kept once, on the words of both.

    "A convoy of the Jordanian contingent was fired on. One peacekeeper died." is one attack: the first sentence holds
    whom, the second how many.
    """
    kept: list[MissionFact] = []
    for fact in facts:
        if fact.action != "attack_on_peacekeepers":
            kept.append(fact)
            continue
        mates = [(i, k) for i, k in enumerate(kept) if _same_attack(k, fact)]
        if not mates:
            kept.append(fact)
            continue
        index, mate = mates[-1]
        joined = _joined(mate, fact, text)
        if mate.country is None and fact.country is not None and not _adjoins(mate, fact, text):
            kept.append(fact)
            kept.remove(mate)
        else:
            kept[index] = joined
    return kept


def _same_attack(mate: MissionFact, fact: MissionFact) -> bool:
    if (mate.action, mate.operation) != (fact.action, fact.operation):
        return False
    announced = mate.effective is None and mate.country is None and mate.personnel is None  # as a title does
    if mate.effective != fact.effective and not announced:
        return False
    if mate.country is not None and fact.country is not None:
        return mate.country == fact.country
    return abs(fact.evidence[0].span.start - mate.evidence[0].span.start) <= _NEXT


_NEXT = 400  # characters within which two sentences are taken to tell of one attack


def _without_victims(facts: list[MissionFact]) -> list[MissionFact]:
    """The facts without contributions that only name again the soldiers whom a sentence close by tells hit."""
    harmed = [f for f in facts if f.action in _HARM and f.country]
    return [f for f in facts if not (_is_bare(f) and any(_tells_of_same(f, h) for h in harmed))]


_HARM: tuple[MissionAction, ...] = ("attack_on_peacekeepers", "personnel_detained", "access_denied")


def _is_bare(fact: MissionFact) -> bool:
    return fact.action == "contribution" and fact.personnel is None


def _tells_of_same(fact: MissionFact, harm: MissionFact) -> bool:
    apart = abs(fact.evidence[0].span.start - harm.evidence[0].span.start)
    return (fact.country, fact.operation) == (harm.country, harm.operation) and apart <= _NEXT


def _adjoins(mate: MissionFact, fact: MissionFact, text: str) -> bool:
    gap = text[mate.evidence[0].span.end : fact.evidence[0].span.start]
    return len(gap) <= 3 and "\n\n" not in gap


def _joined(mate: MissionFact, fact: MissionFact, text: str) -> MissionFact:
    """Both as one: the victims' country and number from either, the quotation over both where they adjoin."""
    fuller = max(
        (mate, fact),
        key=lambda f: (f.personnel is not None, has_casualty(f.evidence[0].text), -f.evidence[0].span.start),
    )
    quote = fuller.evidence[0]
    if _adjoins(mate, fact, text):
        span = Span(start=mate.evidence[0].span.start, end=fact.evidence[0].span.end)
        quote = Quote(span=span, text=text[span.start : span.end])
    return replace(
        fuller, country=mate.country or fact.country, personnel=fact.personnel or mate.personnel, evidence=(quote,)
    )


def _without_titles(facts: list[MissionFact]) -> list[MissionFact]:
    """The facts without a bare move of a country that the sentences just behind tell with its number or day."""
    return [
        fact
        for at, fact in enumerate(facts)
        if not (
            fact.action == "withdrawal"
            and (fact.personnel, fact.effective, fact.announced) == (None, None, None)
            and any(_tells_of_same(fact, fuller) and fuller.action == fact.action for fuller in facts[at + 1 :])
        )
    ]


def _without_repeats(facts: list[MissionFact]) -> Iterator[MissionFact]:
    """The facts without those that say the same again."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        counted = fact.personnel if fact.action != "attack_on_peacekeepers" else None
        key = (fact.operation, fact.action, fact.country, counted, fact.effective)
        if key not in seen:
            seen.add(key)
            yield fact

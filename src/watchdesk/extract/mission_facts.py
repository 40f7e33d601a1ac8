"""Facts about peace operations: contributions, withdrawals, mandates, strengths, denials, attacks, detentions."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.extract.mission_harm import find_attack, find_denied, find_detained, has_casualty
from watchdesk.extract.mission_moves import find_moves
from watchdesk.extract.mission_parts import is_of_force, parts_of
from watchdesk.extract.mission_scene import View, read_scene
from watchdesk.extract.mission_terms import find_terms
from watchdesk.records import Figure, Layout, MissionFact, Names, Statement


def find_mission_facts(
    layout: Layout, statements: tuple[Statement, ...], figures: tuple[Figure, ...], names: Names
) -> tuple[MissionFact, ...]:
    """Mission facts in order of the text; none where the report is about no peace operation."""
    found: list[MissionFact] = []
    earlier: str | None = None
    forces: list[tuple[int, str]] = []
    for view in read_scene(layout, names):
        index = view.sentence.index
        force = next((iso for at, iso in reversed(forces) if 0 < index - at <= 2), None)
        found += _of_sentence(view, earlier, force)
        exact = next((d.iso for d in view.days if len(d.iso) == 10 and not d.told), None)
        earlier = exact or earlier
        own = {c.iso for part in parts_of(view) for group in part.groups for c in group if is_of_force(part, c)}
        forces += [(index, next(iter(own)))] if len(own) == 1 else []
    return tuple(_without_repeats(_best_attacks(found)))


def _of_sentence(view: View, earlier: str | None, force: str | None) -> list[MissionFact]:
    detained = list(find_detained(view, earlier))
    denied = [] if detained else list(find_denied(view, earlier))
    attacks = [] if detained or denied else list(find_attack(view, earlier, force))
    harm = [*detained, *denied, *attacks]
    claimed = frozenset(f.country for f in harm)
    terms = list(find_terms(view))
    return [*harm, *terms, *_without_ends(list(find_moves(view, claimed)), terms)]


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


_NEXT = 400  # characters within which two sentences are taken to tell of one attack


def _best_attacks(facts: list[MissionFact]) -> list[MissionFact]:
    """The facts, with one attack told in several sentences kept once: where its victims are named or counted."""
    attacks = [f for f in facts if f.action == "attack_on_peacekeepers"]
    dropped = [f for f in attacks if any(_tells_more(other, f) for other in attacks)]
    return [f for f in facts if not any(f is d for d in dropped)]


def _tells_more(other: MissionFact, fact: MissionFact) -> bool:
    """True where `other` is the same attack as `fact`, told with more: a country, or the dead and wounded."""
    if other is fact or (other.operation, other.effective) != (fact.operation, fact.effective):
        return False
    here, there = fact.evidence[0].span, other.evidence[0].span
    if abs(here.start - there.start) > _NEXT:
        return other.country == fact.country and _weight(other) > _weight(fact)
    if fact.country is None and other.country is not None:
        return True
    return other.country == fact.country and _weight(other) > _weight(fact)


def _weight(fact: MissionFact) -> tuple[bool, bool, int]:
    return (fact.personnel is not None, has_casualty(fact.evidence[0].text), -fact.evidence[0].span.start)


def _without_repeats(facts: list[MissionFact]) -> Iterator[MissionFact]:
    """The facts without those that say the same again."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        counted = fact.personnel if fact.action != "attack_on_peacekeepers" else None
        key = (fact.operation, fact.action, fact.country, counted, fact.effective)
        if key not in seen:
            seen.add(key)
            yield fact

"""Facts about peace operations: contributions, withdrawals, mandates, strengths, denials, attacks, detentions."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.extract.mission_harm import find_attack, find_denied, find_detained
from watchdesk.extract.mission_moves import find_moves
from watchdesk.extract.mission_scene import View, read_scene
from watchdesk.extract.mission_terms import find_terms
from watchdesk.records import Figure, Layout, MissionFact, Names, Statement


def find_mission_facts(
    layout: Layout, statements: tuple[Statement, ...], figures: tuple[Figure, ...], names: Names
) -> tuple[MissionFact, ...]:
    """Mission facts in order of the text; none where the report is about no peace operation."""
    found: list[MissionFact] = []
    earlier: str | None = None
    for view in read_scene(layout, names):
        exact = next((d.iso for d in view.days if len(d.iso) == 10 and not d.told), None)
        found += _of_sentence(view, earlier)
        earlier = exact or earlier
    return tuple(_without_repeats(found))


def _of_sentence(view: View, earlier: str | None) -> list[MissionFact]:
    detained = list(find_detained(view, earlier))
    denied = [] if detained else list(find_denied(view, earlier))
    attacks = [] if detained or denied else list(find_attack(view, earlier))
    harm = [*detained, *denied, *attacks]
    claimed = frozenset(f.country for f in harm)
    return [*harm, *find_terms(view), *find_moves(view, claimed)]


def _without_repeats(facts: list[MissionFact]) -> Iterator[MissionFact]:
    """The facts without those that say the same again, and attacks told in several sentences once per country."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        if fact.action == "attack_on_peacekeepers":
            key: tuple[object, ...] = (fact.operation, fact.action, fact.country, fact.effective)
        elif fact.action in ("contribution", "access_denied") and fact.personnel is None:
            key = (fact.operation, fact.action, fact.country, fact.effective)
        else:
            key = (fact.operation, fact.action, fact.country, fact.personnel, fact.effective)
        if key not in seen:
            seen.add(key)
            yield fact

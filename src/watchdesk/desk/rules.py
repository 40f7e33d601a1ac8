"""The codebook's rule for the type of a claim: what stands beside the decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook, sub_events
from watchdesk.publish.wording import ENGLISH, Words
from watchdesk.records import Claim, Event, MissionFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: the type (of the `family`, for events), what it means, how it is told from others, and where it is
    written."""

    name: str
    definition: str
    source: str
    family: str = ""
    more: str = ""


def rule_of(claim: Claim) -> Rule | None:
    """The rule of a claim's type; None for figures and statements, whose values name their own meaning."""
    if isinstance(claim, Event):
        return event_rule(claim.sub_event_type)
    if isinstance(claim, MissionFact):
        return mission_rules().get(claim.action)
    return None


def event_rule(name: str) -> Rule | None:
    """The rule of a sub-event type."""
    found = sub_events().get(name)
    if found is None:
        return None
    return Rule(name=found.name, family=found.event_type, definition=found.definition, source=found.rule)


@cache
def every_rule(words: Words = ENGLISH) -> dict[str, str]:
    """What each sub-event type and each action means, in a sentence or two, by its name."""
    missions = {n: f"{words.phrase(r.definition)} {words.phrase(r.more)}" for n, r in mission_rules().items()}
    return {name: words.phrase(entry.definition) for name, entry in sub_events().items()} | missions


@cache
def mission_rules() -> dict[str, Rule]:
    """The rule of each action of a peace operation."""
    return {
        entry["name"]: Rule(
            name=entry["name"], definition=entry["definition"], more=entry["rule"], source="peace_operations.yml"
        )
        for entry in load_codebook("peace_operations")["actions"]
    }

"""A claim's score: its chance of being right, from the share of such claims that were right on annotated reports.

The shares stand in `data/chances.yml`, fitted by `training/fit_chances.py` on reports that the learned reader was not
trained on: by kind and type of claim, and by what the learned reader makes of the sentence where there is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from watchdesk.errors import BadCodebook
from watchdesk.extract.event_model import SentenceScores
from watchdesk.records import Claim, Event, Figure, Layout, MissionFact, Statement

EDGES = (0.05, 0.2, 0.4, 0.6, 0.8)
"""Bounds between the classes of the model's chance; class 0 lies below the first."""

LEAST = {"statement": 0.1, "mission_fact": 0.005, "contribution": 0.04, "attack_on_peacekeepers": 0.02}
"""The model's chance under which a claim of a kind or type is taken for a misreading; tuned on held-out reports."""


def without_unlikely(claims: tuple[Claim, ...], layout: Layout, scores: Sequence[SentenceScores]) -> tuple[Claim, ...]:
    """The claims that the learned reader does not hold nearly impossible; `scores` has one entry per sentence."""
    return tuple(c for c in claims if _highest(c, layout, scores) >= _least(c))


def _least(claim: Claim) -> float:
    kind, type_ = _kind(claim)
    return LEAST.get(type_, LEAST.get(kind, 0.0))


def score_claims(
    claims: tuple[Claim, ...], layout: Layout, scores: Sequence[SentenceScores] | None
) -> tuple[Claim, ...]:
    """The same claims with their chances of being right as `score`; `scores` has one entry per sentence, or is None."""
    return tuple(replace(claim, score=chance_of(*class_of(claim, layout, scores))) for claim in claims)


def class_of(claim: Claim, layout: Layout, scores: Sequence[SentenceScores] | None) -> tuple[str, str, str]:
    """Kind, type, and class of the model's chance ("any" without a model) of a claim."""
    kind, type_ = _kind(claim)
    if scores is None or isinstance(claim, Figure):
        return kind, type_, "any"  # the learned reader says nothing of figures
    return kind, type_, str(bisect_right(EDGES, _highest(claim, layout, scores)))


def chance_of(kind: str, type_: str, class_: str) -> float:
    """The share of such claims that were right: of the type and class, else of the class, else of the kind."""
    shares = _shares()[kind]
    for name in (type_, "all"):
        found = shares.get(name, {}).get(class_)
        if found is not None:
            return float(found)
    return float(shares["all"]["any"])


def _kind(claim: Claim) -> tuple[str, str]:
    if isinstance(claim, Event):
        return "event", claim.event_type
    if isinstance(claim, Figure):
        return "figure", claim.measure
    if isinstance(claim, Statement):
        return "statement", claim.mode
    if isinstance(claim, MissionFact):
        return "mission_fact", claim.action
    raise TypeError(f"{claim!r} is no kind of claim")


def _highest(claim: Claim, layout: Layout, scores: Sequence[SentenceScores]) -> float:
    """The most that the model holds of any sentence that the claim's words stand in."""
    span = claim.words.span if isinstance(claim, Statement) else claim.evidence[0].span
    return max((_model_chance(claim, scores[s.index]) for s in layout.sentences if s.span.overlaps(span)), default=0.0)


def _model_chance(claim: Claim, scored: SentenceScores) -> float:
    """What the model holds of the claim's sentence, as far as it speaks of this kind of claim."""
    if isinstance(claim, Event):
        return scored.types[claim.sub_event_type]
    if isinstance(claim, Statement):
        return scored.statement
    if isinstance(claim, MissionFact):
        return scored.actions[claim.action]
    return 0.0


@cache
def _shares() -> dict[str, dict[str, dict[str, float]]]:
    path = files("watchdesk") / "data" / "chances.yml"
    content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    kinds = ("event", "figure", "statement", "mission_fact")
    if not isinstance(content, dict) or any("any" not in content.get(kind, {}).get("all", {}) for kind in kinds):
        raise BadCodebook(f"chances.yml: expected shares under all/any for each of {', '.join(kinds)}")
    return content

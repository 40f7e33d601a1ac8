"""Krippendorff's alpha: how far people who coded the same claims agree beyond chance.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). 1 is full agreement, 0 what chance gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Distance = Callable[[str, str], float]


def nominal(one: str, other: str) -> float:
    """Two values are the same or they are not."""
    return 0.0 if one == other else 1.0


def interval(one: str, other: str) -> float:
    """The square of the difference of two numbers."""
    return float(int(one) - int(other)) ** 2


def alpha(units: Iterable[Sequence[str]], distance: Distance = nominal) -> float | None:
    """Alpha over units, each the values that coders gave to it (missing ones left out).

    None where fewer than two units have two values, or where every value is the same: nothing tells agreement from
    chance then.
    """
    kept = [values for values in units if len(values) > 1]
    weights: dict[tuple[str, str], float] = {}
    totals: Counter[str] = Counter()
    for values in kept:
        totals.update(values)
        for i, one in enumerate(values):
            for j, other in enumerate(values):
                if i != j:
                    weights[one, other] = weights.get((one, other), 0.0) + 1 / (len(values) - 1)
    n = sum(totals.values())
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    if len(kept) < 2 or expected == 0:
        return None
    observed = sum(weight * distance(a, b) for (a, b), weight in weights.items())
    return 1 - (n - 1) * observed / expected

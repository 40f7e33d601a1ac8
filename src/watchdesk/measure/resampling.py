"""How far a score could move by chance: the same score over the same reports drawn again, with replacement.

The percentile bootstrap over whole reports (B. Efron, 1979), because claims of one report stand or fall together. With
few reports it is too narrow rather than too wide; below LEAST reports it is not given at all. Where every report is
wholly right, or wholly wrong, drawing them again tells nothing: there the interval is that of Clopper and Pearson
(1934) for as many reports of which none is otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

ROUNDS, SEED = 2000, 1
LEAST = 8
"""Reports, each with something to score, below which resampling says nothing."""

Counts = tuple[int, ...]


def interval(
    counts: Sequence[Counts], score: Callable[[Counts], float | None], *, rounds: int = ROUNDS
) -> tuple[float, float] | None:
    """The middle 95 % of a score over resampled reports; the same for the same counts.

    `counts` has what each report adds to the score's counts, `score` gives the score of their sum (None where it has
    none). None where fewer than LEAST reports add anything.
    """
    telling = sum(any(one) for one in counts)
    if telling < LEAST:
        return None
    draw = random.Random(SEED)
    columns = tuple(zip(*counts, strict=True))
    found = []
    for _ in range(rounds):
        drawn = draw.choices(range(len(counts)), k=len(counts))
        value = score(tuple(sum(map(column.__getitem__, drawn)) for column in columns))
        if value is not None:
            found.append(value)
    found.sort()
    low, high = found[int(0.025 * len(found))], found[int(0.975 * len(found))]
    unseen = 0.025 ** (1 / telling)
    return (unseen, 1.0) if low == 1.0 else (0.0, 1 - unseen) if high == 0.0 else (low, high)

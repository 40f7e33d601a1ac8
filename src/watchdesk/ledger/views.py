"""Named views over a series of figures: one value by one rule, with the claims it stands on. Status is kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.folded_words import fold, word_list
from watchdesk.errors import BadSetting
from watchdesk.ledger.figure_rows import FigureRow
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.records import Status

VIEWS = ("lowest", "low-best-high", "most-representative")
"""The views, by the names that `--view` takes."""

_LARGE = 10  # a happening with a count from here on is large fighting: "several" then stands for 10
_STATUSES: tuple[Status, ...] = ("occurred", "alleged", "denied", "announced")


Standing = Status | Literal["any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewValue:
    """What one view makes of one series for one status. `best` alone where the view gives a single number.

    `status` is `any` for the value over every status together, given beside the others and never instead of them.

    `claims` are the ids of the claims that the numbers come from; `rule` says in words how they were chosen.
    """

    view: str
    status: Standing
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claims: tuple[str, ...]


def view_values(series: FigureSeries, view: str | None = None) -> tuple[ViewValue, ...]:
    """The values of one view, or of all, for each status that the series holds and, where it holds several, for `any`.

    Raises BadSetting for another name.
    """
    if view is not None and view not in VIEWS:
        raise BadSetting(f"--view is {view!r}, expected one of {', '.join(VIEWS)}")
    held: list[tuple[Standing, tuple[FigureRow, ...]]] = []
    for status in _STATUSES:
        rows = standing_rows(series, status)
        if rows:
            held.append((status, rows))
    if len(held) > 1:
        held.append(("any", standing_rows(series, "any")))
    return tuple(_RULES[name](rows, status) for status, rows in held for name in VIEWS if view in (None, name))


def standing_rows(series: FigureSeries, status: Standing = "occurred") -> tuple[FigureRow, ...]:
    """The rows of one status, or of any, that nothing replaced; of a stock, only those of the newest month."""
    rows = [r for r in series.rows if status in (r.status, "any") and r.superseded_by is None and r.value is not None]
    dates = [r.published for r in rows if r.published]
    if series.flow == "stock" and dates:
        newest = max(dates)
        rows = [r for r in rows if r.published is None or (newest - r.published).days <= 31]
    return tuple(rows)


def acled_value(row: FigureRow, *, large: bool) -> tuple[int, str]:
    """The number that ACLED's rules record for one figure, and the rule."""
    if row.figure.count.qualifier == "vague":
        words = fold(row.figure.words.text)
        for entry in _acled_words():
            if word_list(entry["words"]).search(words):
                value = entry.get("large", entry["value"]) if large else entry["value"]
                return int(value), str(entry["rule"])
    return row.value or 0, "the number named"


def _lowest(rows: Sequence[FigureRow], status: Standing) -> ViewValue:
    large = any(r.figure.count.qualifier != "vague" and (r.value or 0) >= _LARGE for r in rows)
    values = [(*acled_value(r, large=large), r) for r in rows]
    least = min(value for value, _, _ in values)
    chosen = [(rule, row) for value, rule, row in values if value == least]
    return ViewValue(
        view="lowest",
        status=status,
        low=None,
        best=least,
        high=None,
        rule=f"ACLED: the lowest of {len(rows)} counts that stand; {chosen[0][0]}",
        claims=tuple(row.figure.id for _, row in chosen),
    )


def _low_best_high(rows: Sequence[FigureRow], status: Standing) -> ViewValue:
    """UCDP: least and greatest count, and between them the count of most counters, a side's count of its enemy last."""
    lows = [(r.figure.count.low, r) for r in rows if r.figure.count.low is not None]
    low = min((v for v, _ in lows), default=None)
    tops = [(r.figure.count.high if r.figure.count.high is not None else r.value or 0, r) for r in rows]
    high = max(v for v, _ in tops)
    independent = [r for r in rows if not r.party] or list(rows)
    pointed = [r for r in independent if r.figure.count.low is not None] or independent
    best = _most_told(pointed)
    only_party = all(r.party for r in rows)
    used = (
        [r for v, r in lows if v == low] + [r for r in pointed if r.value == best] + [r for v, r in tops if v == high]
    )
    note = "; counted only by a side of the fight" if only_party else ""
    return ViewValue(
        view="low-best-high",
        status=status,
        low=low,
        best=best,
        high=high,
        rule=(
            "UCDP: least and greatest count; best is the count of most independent counters, a side’s own count of its "
            f"enemy only where nobody else counted, and the lower of equals{note}"
        ),
        claims=tuple(dict.fromkeys(r.figure.id for r in used)),
    )


def _most_representative(rows: Sequence[FigureRow], status: Standing) -> ViewValue:
    """eventreport: the modal value of the counters, or, where none is commoner, the value nearest to the median."""
    votes = list(_votes(rows).values())
    value, times = representative(votes)
    if times:
        rule = f"the value of {times} of {len(votes)} counters"
    else:
        rule = f"no value is commonest among {len(votes)} counters: the one nearest to their median {median(votes):g}"
    return ViewValue(
        view="most-representative",
        status=status,
        low=None,
        best=value,
        high=None,
        rule=f"eventreport: {rule}; one vote for each counter and value, the lower of equals",
        claims=tuple(r.figure.id for r in rows if r.value == value),
    )


def _votes(rows: Sequence[FigureRow]) -> dict[tuple[str, int], int]:
    """One vote for each counter and value: a count that ten reports relay from one source is one count."""
    return {(fold(r.counter), r.value): r.value for r in rows if r.value is not None}


def _most_told(rows: Sequence[FigureRow]) -> int | None:
    votes = list(_votes(rows).values())
    return commonest(votes) if votes else None


def commonest(values: Sequence[int]) -> int:
    """The value given most often; of equals the lower. `values` holds one at least."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def representative(values: Sequence[int]) -> tuple[int, int]:
    """The one value given most often and how often; where no one is, the value nearest to the median, and 0."""
    counts = Counter(values).most_common(2)
    if len(counts) == 1 or counts[0][1] > counts[1][1]:
        return counts[0]
    middle = median(values)
    return min(values, key=lambda value: (abs(value - middle), value)), 0


def _acled_words() -> list[dict[str, Any]]:
    return list(load_codebook("ledger")["acled_words"])


_RULES: dict[str, Callable[[Sequence[FigureRow], Standing], ViewValue]] = {
    "lowest": _lowest,
    "low-best-high": _low_best_high,
    "most-representative": _most_representative,
}

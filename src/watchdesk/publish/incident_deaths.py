"""The deaths of one incident under a named view, each status apart, with the rule and the claims behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.figure_series import figure_series
from watchdesk.ledger.views import VIEWS, commonest, representative
from watchdesk.records import Claim, Deaths, Event, Figure, IncidentFile, Reading, Report, Status, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathsView:
    """Low and high are the least and greatest count that stands; `best` is chosen by the view, and `rule` says how."""

    low: int
    best: int
    high: int
    rule: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vote:
    """The deaths that one report gives for one telling of the incident."""

    counter: str
    deaths: Deaths
    claim_id: str


def deaths_view(file: IncidentFile, view: str, status: Status) -> DeathsView | None:
    """The deaths told of this incident with one status, under one of VIEWS; None where no report gives a number."""
    votes = _votes(file, status)
    if not votes:
        return None
    best, rule, chosen = _BEST[view](votes)
    return DeathsView(
        low=min(v.deaths.low for v in votes),
        best=best,
        high=max(v.deaths.high for v in votes),
        rule=rule,
        claim_ids=tuple(dict.fromkeys(v.claim_id for v in chosen)),
    )


def counter_words(claim: Claim, report: Report) -> str:
    """Who is said to have counted: the innermost source that has a name, else who published the report."""
    named = [s.label for s in claim.sources if s.label]
    return named[-1] if named else publisher_words(report)


def death_counter(told: Told, file: IncidentFile) -> str:
    """Who counted the deaths of one telling: whoever counted the figure of that number in the same report; else the
    event's source where it has one alone; else who published the report."""
    deaths = told.claim.deaths if isinstance(told.claim, Event) else None
    number = deaths.best if deaths else None
    same = (t.claim for t in file.told if t.report.id == told.report.id)
    counts = (f for f in same if isinstance(f, Figure) and f.measure == "killed" and f.sources)
    figure = next((f for f in counts if number in (f.count.low, f.count.high)), None)
    if figure is not None and number is not None:
        return counter_words(figure, told.report)
    labels = {s.label for s in told.claim.sources if s.label}
    return counter_words(told.claim, told.report) if len(labels) == 1 else publisher_words(told.report)


def publisher_words(report: Report) -> str:
    """Who published a report, as far as is known: publisher, title, or address."""
    return report.publisher or report.title or report.address


def _votes(file: IncidentFile, status: Status) -> list[_Vote]:
    """One vote for each counter and toll; what a later count replaced has none, unless nothing else is left."""
    told = [t for t in file.told if isinstance(t.claim, Event) and t.claim.status == status and t.claim.deaths]
    replaced = _replaced(file.told) if len(told) > 1 else set()  # one alone is counted, replaced or not
    current = [t for t in told if not (isinstance(t.claim, Event) and _is_replaced(t, replaced))]
    votes: dict[tuple[str, int, int, int], _Vote] = {}
    for one in current or told:
        deaths = one.claim.deaths if isinstance(one.claim, Event) else None
        if deaths:
            counter = death_counter(one, file)
            key = (fold(counter), deaths.low, deaths.best, deaths.high)
            votes.setdefault(key, _Vote(counter=counter, deaths=deaths, claim_id=one.claim.id))
    return list(votes.values())


def _is_replaced(told: Told, replaced: set[tuple[str, int]]) -> bool:
    deaths = told.claim.deaths if isinstance(told.claim, Event) else None
    return deaths is not None and (told.report.id, deaths.best) in replaced


def _replaced(told: Sequence[Told]) -> set[tuple[str, int]]:
    """Tolls, as (report, number), that the figures of the incident show to be replaced by a later count."""
    reports = {t.report.id: t.report for t in told}
    readings = [
        Reading(report=report, claims=tuple(t.claim for t in told if t.report.id == i)) for i, report in reports.items()
    ]
    return {
        (row.report.id, row.value)
        for series in figure_series(readings)
        if series.measure == "killed" and series.scope != "part"
        for row in series.rows
        if row.superseded_by and row.value is not None
    }


def _lowest(votes: Sequence[_Vote]) -> tuple[int, str, list[_Vote]]:
    least = min(v.deaths.low for v in votes)
    chosen = [v for v in votes if v.deaths.low == least]
    return least, f"ACLED: {_many(votes, 'the lowest of')}", chosen


def _low_best_high(votes: Sequence[_Vote]) -> tuple[int, str, list[_Vote]]:
    best = commonest([v.deaths.best for v in votes])
    return best, f"UCDP: best is {_many(votes, 'the commonest of')}, the lower of equals", list(votes)


def _most_representative(votes: Sequence[_Vote]) -> tuple[int, str, list[_Vote]]:
    counts = [v.deaths.best for v in votes]
    best, times = representative(counts)
    if times:
        rule = f"eventreport: {_many(votes, f'the value of {times} of')}"
    else:
        middle = median(counts)
        rule = f"eventreport: the count nearest to the median {middle:g} of {len(votes)} counts, the lower of equals"
    return best, rule, [v for v in votes if v.deaths.best == best]


def _many(votes: Sequence[_Vote], which: str) -> str:
    return f"{which} {len(votes)} counts" if len(votes) > 1 else "the only count"


_BEST = dict(zip(VIEWS, (_lowest, _low_best_high, _most_representative), strict=True))

"""One peace operation over all reports: contributors, withdrawals, mandate, strength, denials, attacks, detentions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.operation_scenes import Access, Told, access_denials, camp_moves, host_requests
from watchdesk.ledger.withdrawals import Withdrawal, withdrawals_of
from watchdesk.ledger.wording import keys_under, ledger_words
from watchdesk.records import Count, Figure, MissionFact, Names, Quote, Reading, Report, Source

_RESOLUTION = re.compile(r"\b(?:resolutions?|résolutions?)\s+(?:n[°o]\s*)?(\d{3,4})\b", re.IGNORECASE)
_VOTE = re.compile(
    r"\b(?:(?:\d{1,2}|[a-zé]+) (?:votes?|voix) (?:to|in favou?r|for|contre|pour)[^.;]{0,60}"
    r"|(?:unanimously|à l’unanimité|by consensus|\d{1,2}-\d{1,2}(?:-\d{1,2})?(?= (?:vote|with))))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One claim of a ledger with its report; `on` is the ISO date it is of, None where the text gives none.

    `country` is that of the claim, or, for a strength told in a sentence on one contributor alone, that contributor.
    """

    fact: MissionFact
    report: Report
    on: str | None
    count: Count | None
    category: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What one report says of the mandate: its end, the numbers it allows, the resolution and vote that it names.

    `closes` where the fact is the end of the operation itself.
    """

    closes: bool = False
    expires: str | None
    decided: str | None
    ceiling: Count | None
    category: str | None
    resolution: str | None
    vote: str | None
    fact: MissionFact
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long the mandate runs at `as_of`. `days_left` is negative once it is over; `rivals` other ends told."""

    as_of: dt.date
    expires: str
    days_left: int
    begins: str | None
    rivals: tuple[str, ...]
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Detention:
    """How many of a mission's people are held: `still` where the words speak of those held now, not of those seized."""

    count: Count
    country: str | None
    on: str | None
    still: bool
    sources: tuple[Source, ...]
    words: Quote
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """The ledger of one operation, every part in the order of the reports' dates."""

    name: str
    as_of: dt.date | None
    contributions: tuple[Held, ...]
    withdrawals: tuple[Withdrawal, ...]
    mandates: tuple[Mandate, ...]
    clock: Clock | None
    strengths: tuple[Held, ...]
    denials: tuple[Access, ...]
    attacks: tuple[Held, ...]
    detentions: tuple[Detention, ...]
    camps: tuple[Told, ...]
    requests: tuple[Told, ...]
    deployments: tuple[Held, ...]
    reports: tuple[Report, ...]


def operation_names(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The operations that the readings hold facts of, most facts first."""
    counts: dict[str, int] = {}
    for reading in readings:
        for claim in reading.claims:
            if isinstance(claim, MissionFact):
                counts[claim.operation] = counts.get(claim.operation, 0) + 1
    return tuple(sorted(counts, key=lambda n: (-counts[n], n)))


def operation_ledger(
    name: str, readings: Sequence[Reading], names: Names | None = None, *, as_of: dt.date | None = None
) -> Operation:
    """The ledger of the operation of this name, from reports published by `as_of` where that is given.

    Without `as_of` the mandate's clock stands at the date of the newest report.
    """
    own = [r for r in readings if _is_of(r, name) and not (as_of and r.report.published and r.report.published > as_of)]
    own.sort(key=lambda r: (r.report.published or dt.date.min, r.report.address))
    told = [(c, r.report) for r in own for c in r.claims if isinstance(c, MissionFact)]
    facts = [(c, report) for c, report in told if fold(c.operation) == fold(name)]
    dates = [r.report.published for r in own if r.report.published]
    day = as_of or max(dates, default=None)
    mandates = tuple(_mandate(f, r, own) for f, r in facts if f.action in ("mandate", "operation_end"))
    contributions = [(f, r) for f, r in facts if f.action == "contribution"]
    return Operation(
        name=facts[0][0].operation if facts else name,
        as_of=day,
        contributions=_held(facts, "contribution", own),
        withdrawals=withdrawals_of(facts, contributions),
        mandates=mandates,
        clock=mandate_clock(mandates, day) if day else None,
        strengths=_held(facts, "strength", own),
        denials=access_denials(facts, own, names),
        attacks=_held(facts, "attack_on_peacekeepers", own),
        detentions=_detentions(facts, own),
        camps=camp_moves(own),
        requests=host_requests(own, names),
        deployments=_held(facts, "deployment", own),
        reports=tuple(r.report for r in own),
    )


def mandate_clock(mandates: Sequence[Mandate], as_of: dt.date) -> Clock | None:
    """Days from `as_of` to the end of the mandate: of the ends told by then the one that most reports give, the newest
    of equals; None where no end is told."""
    told = [
        m for m in mandates if m.expires and not m.closes and not (m.report.published and m.report.published > as_of)
    ]
    if not told:
        return None
    running = [m for m in told if _last_day(m.expires or "") >= as_of] or told
    votes: dict[str, int] = {}
    for mandate in running:
        votes[mandate.expires or ""] = votes.get(mandate.expires or "", 0) + 1
    latest = max(_last_day(e) for e in votes)
    current = {e: n for e, n in votes.items() if (latest - _last_day(e)).days <= 60}
    expires = max(current, key=lambda e: (current[e], e))
    begins = sorted(m.decided for m in told if m.decided and m.decided < expires)
    over = [m for m in mandates if m.closes and m.expires and _last_day(m.expires) <= as_of]
    return Clock(
        as_of=as_of,
        expires=expires,
        days_left=(_last_day(expires) - as_of).days,
        begins=begins[-1] if begins else None,
        rivals=tuple(sorted(e for e in current if not expires.startswith(e))),
        ended=bool(over),
    )


def _is_of(reading: Reading, name: str) -> bool:
    return any(isinstance(c, MissionFact) and fold(c.operation) == fold(name) for c in reading.claims)


def _held(facts: Sequence[tuple[MissionFact, Report]], action: str, readings: Sequence[Reading]) -> tuple[Held, ...]:
    return tuple(
        Held(
            fact=f,
            report=r,
            on=f.effective,
            count=f.personnel,
            category=category_of(f, _of_report(readings, r)),
            country=f.country or (_contributor_beside(f, r, facts) if action == "strength" else None),
        )
        for f, r in facts
        if f.action == action
    )


def _contributor_beside(fact: MissionFact, report: Report, facts: Sequence[tuple[MissionFact, Report]]) -> str | None:
    """The one contributor that the fact's sentence is on, None where it names the operation itself or several."""
    if fold(fact.operation) in fold(fact.evidence[0].text):
        return None
    beside = {
        f.country
        for f, r in facts
        if r.id == report.id and f.action == "contribution" and f.evidence[0].span.overlaps(fact.evidence[0].span)
    }
    return beside.pop() if len(beside) == 1 else None


def _of_report(readings: Sequence[Reading], report: Report) -> Reading:
    return next(r for r in readings if r.report.id == report.id)


def category_of(fact: MissionFact, reading: Reading) -> str | None:
    """Which part of the personnel a fact's number counts, by the words around it: `all` where several are named."""
    if fact.personnel is None:
        return None
    number = fact.personnel.low if fact.personnel.low is not None else fact.personnel.high
    for figure in (c for c in reading.claims if isinstance(c, Figure)):
        value = figure.count.low if figure.count.low is not None else figure.count.high
        if value == number and fact.evidence[0].span.holds(figure.words.span):
            end = figure.words.span.end
            after = reading.report.text[end : min(end + 50, fact.evidence[0].span.end)]
            own = _categories(fold(figure.words.text))
            listed = _categories(fold(re.split(r"[.;]|\d", after)[0]))
            return _one_category(own, listed)
    return None


def _categories(words: str) -> list[str]:
    return [n for n in keys_under("categories") if ledger_words("categories", n).search(words)]


def _one_category(own: list[str], listed: list[str]) -> str | None:
    if own and len(set(own + listed)) > 2:
        return "all"
    if own:
        return "uniformed" if "uniformed" in own else own[0]
    return None


def _mandate(fact: MissionFact, report: Report, readings: Sequence[Reading]) -> Mandate:
    words = fact.evidence[0].text
    resolution, vote = _RESOLUTION.search(words), _VOTE.search(words)
    return Mandate(
        closes=fact.action == "operation_end",
        expires=fact.effective if fact.personnel is None else None,
        decided=fact.announced,
        ceiling=fact.personnel,
        category=category_of(fact, _of_report(readings, report)),
        resolution=resolution.group(1) if resolution else None,
        vote=vote.group().strip() if vote else None,
        fact=fact,
        report=report,
    )


def _detentions(facts: Sequence[tuple[MissionFact, Report]], readings: Sequence[Reading]) -> tuple[Detention, ...]:
    """Every number of people held, also a second one in the sentence of the first ("46 of them are still held")."""
    found: list[Detention] = []
    for fact, report in facts:
        if fact.action != "personnel_detained":
            continue
        figures = [
            c
            for c in _of_report(readings, report).claims
            if isinstance(c, Figure) and c.measure in ("detained", "abducted") and _near(fact, c)
        ]
        told = {(f.count.low, f.count.high) for f in figures}
        if fact.personnel and (fact.personnel.low, fact.personnel.high) not in told:
            found.append(_detention(fact.personnel, fact, fact.evidence[0], fact.sources, report))
        found += [_detention(f.count, fact, f.words, f.sources, report) for f in figures]
    return tuple(found)


def _near(fact: MissionFact, figure: Figure) -> bool:
    return fact.evidence[0].span.holds(figure.words.span)


def _detention(count: Count, fact: MissionFact, words: Quote, sources: tuple[Source, ...], report: Report) -> Detention:
    sentence = report.text[words.span.start : fact.evidence[0].span.end]
    still = bool(ledger_words("stock").search(fold(sentence if words is not fact.evidence[0] else words.text)))
    only_last = fold(sentence.split(";")[0])
    if words is not fact.evidence[0]:
        still = bool(ledger_words("stock").search(only_last))
    return Detention(
        count=count,
        country=fact.country,
        on=fact.effective,
        still=still,
        sources=sources or fact.sources,
        words=words,
        report=report,
    )


def _last_day(text: str) -> dt.date:
    """The last day of an ISO day, month or year."""
    numbers = [int(p) for p in text.split("-")]
    if len(numbers) == 3:
        return dt.date(*numbers)
    if len(numbers) == 2:
        year, month = numbers
        return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    return dt.date(numbers[0], 12, 31)

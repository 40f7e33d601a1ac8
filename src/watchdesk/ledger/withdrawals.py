"""Withdrawals of contributors: pledged, dated, begun, executed, each stage with the claim that tells it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.wording import ledger_words
from watchdesk.records import Count, MissionFact, Report

Stage = Literal["pledged", "dated", "begun", "executed", "suspended", "unconfirmed"]
STAGES: tuple[Stage, ...] = ("unconfirmed", "pledged", "dated", "suspended", "begun", "executed")
"""The stages from the least to the most advanced."""

_TO_LEAVE = re.compile(r"\bto (?:leave|withdraw|pull)\b")  # what has begun, not what is planned


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalStep:
    """What one report says of one withdrawal. `on` is the date of the stage, as far as told (day, month or year);
    `announced` the day it was made known, None where the text gives none."""

    stage: Stage
    on: str | None
    announced: str | None
    strength: Count | None
    fact: MissionFact
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One contributor's withdrawal over all reports; `country` None where the texts name none.

    `strength` is the number told with the withdrawal, else the contributor's last known one (`strength_basis`
    `contribution`), else None.
    """

    country: str | None
    stage: Stage
    pledged: str | None
    pledged_basis: Literal["stated", "report"] | None
    leaves_by: tuple[str, ...]
    strength: tuple[Count, ...]
    strength_basis: Literal["withdrawal", "contribution"] | None
    steps: tuple[WithdrawalStep, ...]


def withdrawals_of(
    facts: Sequence[tuple[MissionFact, Report]], contributions: Sequence[tuple[MissionFact, Report]]
) -> tuple[Withdrawal, ...]:
    """One withdrawal for each contributor that leaves, in the order in which they were first told."""
    by_country: dict[str, list[WithdrawalStep]] = {}
    last: tuple[MissionFact, Report, str] | None = None
    for fact, report in facts:
        if fact.action != "withdrawal":
            continue
        key = fact.country or fact.id  # two that name no country need not be one
        if last and not fact.country and report.id == last[1].id and _goes_on(fact, last[0], report):
            key = last[2]
        by_country.setdefault(key, []).append(_step(fact, report))
        last = (fact, report, key)
    return tuple(_withdrawal(s[0].fact.country, s, contributions) for s in by_country.values())


def _goes_on(fact: MissionFact, before: MissionFact, report: Report) -> bool:
    """Whether a fact without a country tells on of the one before it: the next sentence of its paragraph, "its …"."""
    between = report.text[before.evidence[0].span.end : fact.evidence[0].span.start]
    possessive = ledger_words("possessive").search(fold(fact.evidence[0].text))
    return bool(possessive) and before.country is not None and not between.strip() and "\n\n" not in between


def _step(fact: MissionFact, report: Report) -> WithdrawalStep:
    stage = stage_of(fact, report.published)
    return WithdrawalStep(
        stage=stage,
        on=fact.effective if _is_told_date(fact, report.published, stage) else None,
        announced=fact.announced,
        strength=fact.personnel,
        fact=fact,
        report=report,
    )


def stage_of(fact: MissionFact, published: dt.date | None) -> Stage:
    """How far the withdrawal has come by the words of its sentence and by its date against that of the report."""
    words = fold(fact.evidence[0].text)
    if ledger_words("withdrawal_stages", "suspended").search(words):
        return "suspended"
    begun = ledger_words("withdrawal_stages", "begun").search(words)
    planned = ledger_words("withdrawal_stages", "future").search(_TO_LEAVE.sub("", words) if begun else words)
    over = ledger_words("withdrawal_stages", "executed").search(words)
    if over and not planned and not is_later(fact.effective, published):
        return "executed"
    if begun and not planned:
        return "begun"
    if ledger_words("withdrawal_stages", "unconfirmed").search(words):
        return "unconfirmed"
    return "dated" if is_later(fact.effective, published) else "pledged"


def is_later(text: str | None, day: dt.date | None) -> bool:
    """Whether an ISO day, month or year lies after `day` or holds it; False where either is unknown."""
    return bool(text and day) and (text or "") >= (day.isoformat() if day else "")[: len(text or "")]


def _is_told_date(fact: MissionFact, published: dt.date | None, stage: Stage) -> bool:
    """A date of leaving that is long past belongs to something else in the sentence ("sent in 2020")."""
    return stage in ("executed", "begun", "suspended") or is_later(fact.effective, published)


def _withdrawal(
    country: str | None, steps: list[WithdrawalStep], contributions: Sequence[tuple[MissionFact, Report]]
) -> Withdrawal:
    ordered = sorted(steps, key=lambda s: (s.report.published or dt.date.min, s.fact.id))
    stated = sorted(s.announced for s in ordered if s.announced)
    stated = stated or sorted(s.on for s in ordered if s.on and s.stage == "suspended")
    told = [s.report.published.isoformat() for s in ordered if s.report.published]
    strengths = [s.strength for s in ordered if s.strength]
    known = [f.personnel for f, _ in contributions if f.country == country and country and f.personnel]
    return Withdrawal(
        country=country,
        stage=max((s.stage for s in ordered), key=STAGES.index),
        pledged=stated[0] if stated else (told[0] if told else None),
        pledged_basis="stated" if stated else ("report" if told else None),
        leaves_by=_sharpest([s.on for s in ordered if s.on]),
        strength=tuple(dict.fromkeys(strengths or known)),
        strength_basis="withdrawal" if strengths else ("contribution" if known else None),
        steps=tuple(ordered),
    )


def _sharpest(dates: Sequence[str]) -> tuple[str, ...]:
    """The dates once each, without a year or month that a sharper one of them lies in."""
    once = tuple(dict.fromkeys(dates))
    return tuple(d for d in once if not any(o != d and o.startswith(d) for o in once))

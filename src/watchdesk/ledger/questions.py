"""Rival answers to one question: who says so, who denies it, when, and how often."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.claim_links import alike, same_speaker, speaker_of, words_of
from watchdesk.ledger.denials import Denial, denials_of
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.records import Claim, Names, Quote, Reading, Report, Statement

Stance = Literal["says so", "denies it", "counts", "alleged", "denied", "announced"]

_ANSWERS = frozenset(["accuse", "inform", "assess", "announce", "claim_responsibility"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One voice on one question: `times` in how many reports, `first` and `last` the dates of these."""

    who: str
    stance: Stance
    answer: str
    times: int
    first: dt.date | None
    last: dt.date | None
    words: tuple[Quote, ...]
    reports: tuple[Report, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is disputed, in the words of the first claim or as "How many …?", and every voice on it."""

    id: str
    kind: Literal["claim", "count"]
    asked: str
    answers: tuple[Saying, ...]


def questions_of(
    readings: Sequence[Reading], series: Sequence[FigureSeries] = (), names: Names | None = None
) -> tuple[Question, ...]:
    """The questions to which `readings` hold rival answers: claims that somebody denies, and counts that differ."""
    found = [_claim_question(group, readings) for group in _grouped(denials_of(readings, names))]
    return (*found, *(q for s in series if (q := _count_question(s))))


def _grouped(denials: Sequence[Denial]) -> list[list[Denial]]:
    """Denials of one claim, or of claims in nearly the same words, together."""
    groups: list[list[Denial]] = []
    for denial in (d for d in denials if d.link):
        home = next((g for g in groups if _one_question(g[0], denial)), None)
        if home is None:
            groups.append([denial])
        else:
            home.append(denial)
    return groups


def _one_question(one: Denial, other: Denial) -> bool:
    if one.link is None or other.link is None:
        return False
    if one.link.claim.id and one.link.claim.id == other.link.claim.id:
        return True
    apart = one.link.report.id != other.link.report.id
    return alike(words_of(one.link.claim), words_of(other.link.claim), apart=apart)


def _claim_question(denials: list[Denial], readings: Sequence[Reading]) -> Question:
    link = denials[0].link
    if link is None:
        raise ValueError("a question needs a linked denial")
    charge = _quote_of(link.claim)
    voices: list[tuple[str, Stance, Quote, Report, str]] = []
    for claim, report in [(link.claim, link.report), *_also_said(link.claim, link.report, denials, readings)]:
        voices.append((speaker_of(claim) or _name(report), "says so", _quote_of(claim), report, claim.id))
    for denial in denials:
        claim_id = denial.statement.id if denial.statement else ""
        voices.append((denial.denier or _name(denial.report), "denies it", denial.words, denial.report, claim_id))
    return Question(id=_id(charge.text), kind="claim", asked=charge.text, answers=_sayings(voices))


def _also_said(
    charge: Claim, charged_in: Report, denials: list[Denial], readings: Sequence[Reading]
) -> list[tuple[Claim, Report]]:
    """Other statements, in any report, in nearly the words of the charge, by others than those who deny it."""
    deniers = [d.statement for d in denials if d.statement]
    return [
        (claim, reading.report)
        for reading in readings
        for claim in reading.claims
        if isinstance(claim, Statement)
        and claim is not charge
        and claim.act in _ANSWERS
        and not any(claim is d or same_speaker(claim, d) for d in deniers)
        and alike(words_of(charge), claim.words.text, apart=reading.report.id != charged_in.id)
    ]


def _sayings(voices: Sequence[tuple[str, Stance, Quote, Report, str]]) -> tuple[Saying, ...]:
    groups: dict[tuple[str, Stance], list[tuple[str, Stance, Quote, Report, str]]] = {}
    for voice in voices:
        groups.setdefault((fold(voice[0]), voice[1]), []).append(voice)
    return tuple(_saying(group, group[0][2].text) for group in groups.values())


def _saying(group: Sequence[tuple[str, Stance, Quote, Report, str]], answer: str) -> Saying:
    reports = tuple({v[3].id: v[3] for v in group}.values())
    days = sorted(r.published for r in reports if r.published)
    return Saying(
        who=group[0][0],
        stance=group[0][1],
        answer=answer,
        times=len(reports),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        words=tuple(v[2] for v in group),
        reports=reports,
        claims=tuple(v[4] for v in group if v[4]),
    )


def _count_question(series: FigureSeries) -> Question | None:
    """How many: one voice for each counter, number and status, where the numbers that stand differ."""
    rows = [r for r in series.rows if r.superseded_by is None and r.value is not None]
    if len({r.value for r in rows}) < 2 or len({fold(r.counter) for r in rows}) < 2:
        return None
    groups: dict[tuple[str, int | None, str], list[tuple[str, Stance, Quote, Report, str]]] = {}
    for row in rows:
        voice: tuple[str, Stance, Quote, Report, str] = (
            row.counter,
            "counts" if row.status == "occurred" else row.status,
            row.figure.words,
            row.report,
            row.figure.id,
        )
        groups.setdefault((fold(row.counter), row.value, row.status), []).append(voice)
    answers = tuple(_saying(group, group[0][2].text) for group in groups.values())
    return Question(id=series.id, kind="count", asked=f"How many: {series.title}?", answers=answers)


def _quote_of(claim: Claim) -> Quote:
    return claim.words if isinstance(claim, Statement) else claim.evidence[0]


def _name(report: Report) -> str:
    return report.publisher or report.title or report.given_id or report.address


def _id(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()[:12]

"""One row per figure: its unit and group, who counted, where it belongs, what its own words say of it."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, replace
from typing import Literal

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.claim_links import speaker_of
from watchdesk.ledger.scenes import HARM, Setting, scenes_of, setting_of, several_places
from watchdesk.ledger.wording import keys_under, ledger_words
from watchdesk.records import Event, Figure, Names, Reading, Report, Statement, Status

Flow = Literal["stock", "flow", "cumulative"]

_STOCKS = frozenset(["displaced", "refugees", "in_need", "personnel", "weapons"])
_CLAUSE = frozenset(";:")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure with its report. `counter` is who counted: the innermost source, or the report itself (`own`).

    `part` marks a share of a total, never its rival; `older` a count that its own sentence says was replaced; `newer`
    one that its sentence gives as the replacement; `party` a count in the words of a side of the fight, or by a side
    about its enemy; `contested` a group named between quotation marks or in such words; `status` that of the figure or,
    where its sentence tells only of an alleged or denied event, that of the event.
    """

    figure: Figure
    report: Report
    counter: str
    own: bool
    unit: str
    group: str | None
    setting: Setting
    flow: Flow
    status: Status = "occurred"
    part: bool = False
    older: bool = False
    newer: bool = False
    party: bool = False
    contested: bool = False
    superseded_by: str | None = None

    @property
    def published(self) -> dt.date | None:
        return self.report.published

    @property
    def value(self) -> int | None:
        """The number to compare by: the lower bound, or the upper one of "up to N"."""
        count = self.figure.count
        return count.low if count.low is not None else count.high


def rows_of(reading: Reading, names: Names | None = None) -> tuple[FigureRow, ...]:
    """The figures of one report as rows, in the order of the text."""
    scenes = several_places(reading, scenes_of(reading, names), names)
    figures = sorted((c for c in reading.claims if isinstance(c, Figure)), key=lambda f: f.words.span.start)
    rows = [_row(figure, reading, setting_of(figure, reading, scenes, names)) for figure in figures]
    return _mark_parts(_continue_long(rows))


def counter_of(figure: Figure, reading: Reading) -> tuple[str, bool]:
    """Who counted, and whether that is the report itself.

    The innermost named source of the chain; else, for people harmed, the one speaker whom the figure's sentence has.
    """
    for source in reversed(figure.sources):
        if source.label:
            return source.label, False
    if figure.measure in HARM:
        speakers = {
            speaker: None
            for c in reading.claims
            if isinstance(c, Statement) and any(q.span.holds(figure.words.span) for q in c.evidence)
            if (speaker := speaker_of(c))
        }
        if len(speakers) == 1:
            return next(iter(speakers)), False
    report = reading.report
    return report.publisher or report.title or report.given_id or report.address, True


def _row(figure: Figure, reading: Reading, setting: Setting) -> FigureRow:
    counter, own = counter_of(figure, reading)
    words = fold(f"{figure.words.text} {figure.who or ''}")
    before, after = _around(figure)
    group = _named_in("groups", words)
    wording = f"{words} {after}"
    older = _is_older(before, after)
    contested = bool(ledger_words("party").search(wording)) or any(q in figure.words.text for q in '“«"')
    return FigureRow(
        figure=figure,
        report=reading.report,
        counter=counter,
        own=own,
        unit=_named_in("units", words) or "people",
        group=group,
        setting=setting,
        flow=_flow(figure, before, after),
        status=_status_of(figure, reading),
        part=_is_part(figure, words, before),
        older=older,
        newer=not older and (bool(ledger_words("successor").search(before)) or _after_older(before)),
        party=bool(ledger_words("party").search(wording)) or _counts_enemy(counter, own, setting, group),
        contested=contested,
    )


def _status_of(figure: Figure, reading: Reading) -> Status:
    """The figure's own status, else that of the events first told in its sentence, if none of them has occurred."""
    if figure.status != "occurred" or figure.measure not in HARM:
        return figure.status
    told = {
        c.status
        for c in reading.claims
        if isinstance(c, Event) and c.evidence and c.evidence[0].span.holds(figure.words.span)
    }
    if told and told <= {"alleged", "denied"}:
        return "denied" if "denied" in told else "alleged"
    return "occurred"


def _around(figure: Figure) -> tuple[str, str]:
    """The folded words of the sentence before and after the figure."""
    quote = next((q for q in figure.evidence if q.span.holds(figure.words.span)), None)
    if quote is None:
        return "", ""
    at = figure.words.span.start - quote.span.start
    end = figure.words.span.end - quote.span.start
    return fold(_last_clause(quote.text[:at])), fold(quote.text[end:])


def _last_clause(text: str) -> str:
    return text[max((text.rfind(mark) for mark in _CLAUSE), default=-1) + 1 :]


def _flow(figure: Figure, before: str, after: str) -> Flow:
    near = " ".join((*before.split()[-4:], *fold(figure.words.text).split(), *after.split()[:6]))
    if figure.measure in _STOCKS:
        return "cumulative" if ledger_words("cumulative").search(near) else "stock"
    if figure.measure == "detained" and ledger_words("stock").search(near):
        return "stock"
    return "cumulative" if ledger_words("cumulative").search(near) else "flow"


def _is_part(figure: Figure, words: str, before: str) -> bool:
    near = " ".join(before.split()[-3:])
    if ledger_words("part_words").search(f"{near} {words}") or ledger_words("parts").search(words):
        return True
    return figure.measure == "killed" and bool(ledger_words("more_words").search(words.replace("more than", "")))


def _is_older(before: str, after: str) -> bool:
    last = before.split()[-7:]
    if ledger_words("superseded", "after").search(" ".join(after.split()[:3])):
        return True
    found = ledger_words("superseded", "before").search(" ".join(last))
    if found is None:
        return False
    if _after_older(before):
        return False
    return found.group() not in ("from", "contre") or last[-1:] == [found.group()]


def _after_older(before: str) -> bool:
    """Whether the words before a count already give the older one ("from 30 to …")."""
    last = " ".join(before.split()[-7:])
    found = ledger_words("superseded", "before").search(last)
    return found is not None and any(c.isdigit() for c in last[found.end() :])


def _counts_enemy(counter: str, own: bool, setting: Setting, group: str | None) -> bool:
    """Whether a side of the fight counts people of the other: any side on fighters, an attacker on forces."""
    said = fold(counter)
    sides = {"fighters": setting.actors, "forces": setting.attackers}.get(group or "", ())
    return not own and not said.startswith("civilians") and any(fold(side) == said for side in sides)


def _named_in(key: str, words: str) -> str | None:
    return next((name for name in keys_under(key) if ledger_words(key, name).search(words)), None)


def _continue_long(rows: list[FigureRow]) -> list[FigureRow]:
    """Rows, a count without place and days taken with the long count before it in its paragraph ("… put it at N")."""
    done: list[FigureRow] = []
    for row in rows:
        last = next((r for r in reversed(done) if r.figure.measure == row.figure.measure), None)
        placed = row.figure.place and fold(row.figure.place) not in fold(row.counter)
        bare = not placed and not row.figure.period and not row.older
        if last and bare and last.setting.scope == "period":
            between = row.report.text[last.figure.words.span.end : row.figure.words.span.start]
            if "\n\n" not in between and row.setting.scope == "whole":
                row = replace(row, setting=last.setting)
        done.append(row)
    return done


def _mark_parts(rows: list[FigureRow]) -> tuple[FigureRow, ...]:
    """The rows, those of one sentence that add up to a whole marked as its parts."""
    groups: dict[tuple[int, str, tuple[str, ...], str], list[int]] = {}
    for number, row in enumerate(rows):
        if row.part or row.older or row.newer or row.setting.scope == "period" or row.figure.measure == "other":
            continue
        start = row.figure.evidence[0].span.start
        groups.setdefault((start, row.figure.measure, row.setting.places, row.counter), []).append(number)
    marked = list(rows)
    for numbers in groups.values():
        for number in _parts_among([rows[n] for n in numbers], numbers):
            marked[number] = replace(rows[number], part=True)
    return tuple(marked)


def _parts_among(rows: list[FigureRow], numbers: list[int]) -> list[int]:
    values = [row.value or 0 for row in rows]
    if len(rows) < 2:
        return []
    total = max(values)
    others = [n for n, v in zip(numbers, values, strict=True) if v < total]
    differ = len({row.group for row in rows} - {None}) > 1
    rest = sorted((v for v in values if v < total), reverse=True)
    if len(others) == len(rows) - 1 and total in (sum(rest), sum(rest[:2])):
        return others
    return numbers if differ or all(_listed(a, b) for a, b in itertools.pairwise(rows)) else []


def _listed(one: FigureRow, other: FigureRow) -> bool:
    """Whether two counts stand side by side in a list: "one soldier and two police officers"."""
    between = one.report.text[one.figure.words.span.end : other.figure.words.span.start]
    told_apart = one.figure.who and other.figure.who and fold(one.figure.who) != fold(other.figure.who)
    words = fold(between).split()
    return bool(told_apart) and len(words) <= 2 and (not words or words[-1] in ("and", "et"))

"""Plots of the ledgers as SVG, drawn by hand: a figure series, contributors over time, the mandate's clock.

Colours come from the page's style sheet by class, so that they follow light and dark; every plot has a title and a
description for screen readers, and the tables beside it hold the same numbers.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from html import escape

from watchdesk.ledger.figure_rows import FigureRow
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.ledger.operations import Clock, Operation
from watchdesk.ledger.views import ViewValue
from watchdesk.ledger.withdrawals import Withdrawal
from watchdesk.publish.wording import ENGLISH, Words

_WIDTH = 420  # narrow, with labels above their lines, so that a plot can be read on a phone
_LEFT = 22
_ROW = 50  # a source: its name, its words, its line
_LANE = 38  # a view or a contributor: its name and its line
_TOP = 34


def figure_plot(series: FigureSeries, values: Sequence[ViewValue], words: Words = ENGLISH) -> str:
    """One line or point for each source of a series, oldest on top, and the views below; replaced counts are faint."""
    rows = [r for r in series.rows if r.value is not None]
    apart = len({v.status for v in values}) > 1
    shown = [v for v in values if not apart or v.status != "any"]
    top = max([_top_of(r) for r in rows] + [v.high or v.best or 0 for v in shown], default=1)
    at = _scale(0, max(top, 1) * 1.08)
    height = _TOP + _ROW * len(rows) + _LANE * len(shown) + (12 if shown else 0) + 26
    parts = [_axis(at, top, height, words)]
    for number, row in enumerate(rows):
        parts.append(_source_line(row, _TOP + _ROW * number + 18, at, words))
    base = _TOP + _ROW * len(rows) + 34
    if shown:
        parts.append(f'<line class="rule" x1="0" x2="{_WIDTH}" y1="{base - 30}" y2="{base - 30}"/>')
    for number, value in enumerate(shown):
        parts.append(_view_line(value, base + _LANE * number, at, words))
    told = "; ".join(f"{clip(r.counter, 60)}: {r.figure.words.text}" for r in rows)
    title = title_words(series, words)
    return _svg(f"fig-{series.id}", title, words.say("plot.by_source", told=told), height, parts)


def title_words(series: FigureSeries, words: Words = ENGLISH) -> str:
    """What is counted, where and when: `FigureSeries.title` in the reader's language."""
    counted = words.named("group", series.group) if series.group else words.named("unit", series.unit)
    measure = words.named("measure", series.measure)
    if series.measure == "other":
        what = counted
    elif series.group or series.unit != "people":
        what = words.say("series.counted", counted=counted, measure=measure)
    else:
        what = words.say("series.people", measure=measure)
    where = series.places[0] if series.places else words.say("series.no_place")
    for place in series.places[1:]:
        where = words.say("series.both", first=where, second=place)
    days = (series.days.first.isoformat(), series.days.last.isoformat()) if series.days else ("", "")
    when = days[0] if days[0] == days[1] else words.say("days.range", first=days[0], last=days[1])
    return ", ".join(part for part in (what, where, when) if part)


def _top_of(row: FigureRow) -> int:
    return max(row.figure.count.high or 0, row.figure.count.low or 0)


def _source_line(row: FigureRow, y: int, at: Callable[[float], float], words: Words) -> str:
    count = row.figure.count
    low, high = count.low, count.high
    faint = (" old" if row.superseded_by else "") + (" unsure" if row.status != "occurred" else "")
    when = f", {row.published.isoformat()}" if row.published else ""
    parts = [_label(f"{clip(row.counter, 46)}{when}", y - 20)]
    first = at(low if low is not None else 0)
    last = at(high if high is not None else low or 0)
    if low is None:  # up to N: the lower end is open
        parts.append(f'<line class="open{faint}" x1="{first:.1f}" x2="{last:.1f}" y1="{y}" y2="{y}"/>')
    elif high is None:  # at least N: the upper end is open
        end = min(last + 26, _WIDTH - 4)
        parts.append(f'<line class="open{faint}" x1="{last:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}"/>')
        parts.append(f'<path class="mark{faint}" d="M{end:.1f} {y} l-7 -4 v8 z"/>')
    elif high > low:
        parts.append(f'<line class="range{faint}" x1="{first:.1f}" x2="{last:.1f}" y1="{y}" y2="{y}"/>')
    point = last if low is None else first
    parts.append(f'<circle class="mark{faint}" cx="{point:.1f}" cy="{y}" r="5"/>')
    side = point + 9 if point < _WIDTH - 130 else point - 9
    anchor = "start" if point < _WIDTH - 130 else "end"
    told = clip(" ".join(row.figure.words.text.split()), 34)
    told += f" ({words.say('plot.replaced')})" if row.superseded_by else ""
    told += f" ({words.named('status', row.status)})" if row.status != "occurred" else ""
    parts.append(f'<text class="word" x="{side:.1f}" y="{y - 6}" text-anchor="{anchor}">{escape(told)}</text>')
    return "".join(parts)


def _view_line(value: ViewValue, y: int, at: Callable[[float], float], words: Words) -> str:
    told = "" if value.status == "occurred" else f" {words.named('status', value.status)}"
    view = escape(words.named("view", value.view))
    name = f'{view}<tspan class="word"> {escape(view_words(value, words) + told)}</tspan>'
    parts = [f'<text class="view" x="0" y="{y - 11}">{name}</text>']
    if value.low is not None and value.high is not None:
        parts.append(f'<line class="viewline" x1="{at(value.low):.1f}" x2="{at(value.high):.1f}" y1="{y}" y2="{y}"/>')
        ends = (value.low, value.high)
        parts += [f'<line class="viewline" x1="{at(v):.1f}" x2="{at(v):.1f}" y1="{y - 5}" y2="{y + 5}"/>' for v in ends]
    if value.best is not None:
        x = at(value.best)
        parts.append(f'<path class="viewmark" d="M{x:.1f} {y - 6} l6 6 l-6 6 l-6 -6 z"/>')
    return "".join(parts)


def view_words(value: ViewValue, words: Words = ENGLISH) -> str:
    """The numbers of a view: `203`, or `203 / 300 / 300` for low, best and high."""
    if value.view == "low-best-high":
        return " / ".join("?" if n is None else words.number(n) for n in (value.low, value.best, value.high))
    return "?" if value.best is None else words.number(value.best)


def contributors_plot(operation: Operation, country_name: Callable[[str], str], words: Words = ENGLISH) -> str | None:
    """A lane for each contributor: the band from its first to its last mention, its strength, and its withdrawal.

    The band is dashed from the pledge to the day of leaving. None where no contributor has a date.
    """
    leaving = {w.country: w for w in operation.withdrawals if w.country}
    dates: dict[str, list[dt.date]] = {}
    strengths: dict[str, str] = {}
    for held in (*operation.contributions, *operation.deployments):
        if held.country:
            day = _date(held.on) or held.report.published
            dates.setdefault(held.country, []).extend([day] if day else [])
            if held.count:
                strengths[held.country] = _count(held.count.low, held.count.high, words)
    for country, withdrawal in leaving.items():
        days = (_date(withdrawal.pledged), *(_date(day, last=True) for day in withdrawal.leaves_by))
        dates.setdefault(country or "", []).extend(d for d in days if d)
        if withdrawal.strength and country not in strengths:
            strengths[country or ""] = _count(withdrawal.strength[0].low, withdrawal.strength[0].high, words)
    lanes = sorted((c for c in dates if dates[c]), key=lambda c: (min(dates[c]), c))
    if not lanes:
        return None
    every = [d for c in lanes for d in dates[c]] + ([operation.as_of] if operation.as_of else [])
    at = _time_scale(min(every), max(every))
    height = _TOP + _LANE * len(lanes) + 30
    parts = [_time_axis(at, min(every), max(every), height)]
    if operation.as_of:
        x = at(operation.as_of)
        parts.append(f'<line class="now" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 8}" y2="{height - 26}"/>')
    for number, country in enumerate(lanes):
        y = _TOP + _LANE * number + 14
        name = country_name(country)
        parts.append(_lane(name, strengths.get(country, ""), dates[country], leaving.get(country), y, at))
    untold = words.say("plot.no_strength")
    told = "; ".join(f"{country_name(c)} {strengths.get(c, untold)}" for c in lanes)
    title = words.say("plot.contributors", name=operation.name)
    return _svg("contributors", title, words.say("plot.contributors_told", told=told), height, parts)


def _lane(
    name: str,
    strength: str,
    days: list[dt.date],
    withdrawal: Withdrawal | None,
    y: int,
    at: Callable[[dt.date], float],
) -> str:
    pledged = _date(withdrawal.pledged) if withdrawal else None
    leaves = [d for d in (_date(v, last=True) for v in withdrawal.leaves_by) if d] if withdrawal else []
    first, last = min(days), max(days)
    solid_end = pledged or last
    parts = [_label(f"{name}{', ' + strength if strength else ''}", y - 11)]
    x1, x2 = at(first), max(at(solid_end), at(first) + 4)
    parts.append(f'<rect class="band" x="{x1:.1f}" y="{y - 6}" width="{x2 - x1:.1f}" height="12" rx="3"/>')
    if pledged and leaves:
        parts.append(f'<line class="leaving" x1="{at(pledged):.1f}" x2="{at(max(leaves)):.1f}" y1="{y}" y2="{y}"/>')
    if pledged:
        parts.append(f'<path class="viewmark" d="M{at(pledged):.1f} {y - 7} l7 7 l-7 7 l-7 -7 z"/>')
    parts += [f'<rect class="mark" x="{at(d) - 2:.1f}" y="{y - 9}" width="4" height="18"/>' for d in leaves]
    return "".join(parts)


def mandate_plot(clock: Clock, name: str, words: Words = ENGLISH) -> str:
    """A ring that fills as the mandate runs out, with the days left in its middle."""
    begins = _date(clock.begins) or None
    ends = _date(clock.expires, last=True) or clock.as_of
    whole = (ends - begins).days if begins and begins < ends else 365
    share = min(1.0, max(0.0, 1 - clock.days_left / whole))
    around = 2 * math.pi * 62
    over = clock.ended or clock.days_left < 0
    middle = words.say("plot.over") if over else words.number(clock.days_left)
    below = words.say("plot.over_since", day=clock.expires) if over else words.say("plot.days_left")
    parts = [
        '<circle class="ring" cx="90" cy="92" r="62"/>',
        f'<circle class="ring spent" cx="90" cy="92" r="62" transform="rotate(-90 90 92)" '
        f'stroke-dasharray="{around * share:.1f} {around:.1f}"/>',
        f'<text class="big" x="90" y="95" text-anchor="middle">{escape(middle)}</text>',
        f'<text class="word" x="90" y="114" text-anchor="middle">{escape(below)}</text>',
    ]
    lines = [words.say("plot.mandate_to", day=clock.expires), words.say("plot.as_of", day=clock.as_of.isoformat())]
    lines += [words.say("plot.decided", day=clock.begins) if clock.begins else words.say("plot.no_beginning")]
    lines += [words.say("plot.rivals", days=", ".join(clock.rivals))] if clock.rivals else []
    lines += [words.say("plot.ended")] if clock.ended else []
    for number, line in enumerate(lines):
        parts.append(f'<text class="lab" x="176" y="{66 + 22 * number}">{escape(line)}</text>')
    return _svg(
        "mandate-clock", words.say("plot.clock", name=name), ". ".join((*lines, f"{middle} {below}")), 184, parts
    )


def _count(low: int | None, high: int | None, words: Words) -> str:
    if low is None:
        return f"≤ {words.number(high or 0)}"
    if high is None:
        return f"{words.number(low)}+"
    return words.number(low) if low == high else f"{words.number(low)}–{words.number(high)}"


def _svg(key: str, title: str, told: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'preserveAspectRatio="xMinYMin meet"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(told)}</desc>{"".join(parts)}</svg>'
    )


def _label(text: str, y: int) -> str:
    return f'<text class="lab" x="0" y="{y}">{escape(text)}</text>'


def _scale(low: float, high: float) -> Callable[[float], float]:
    return lambda value: _LEFT + (value - low) / (high - low) * (_WIDTH - 2 * _LEFT)


def _axis(at: Callable[[float], float], top: int, height: int, words: Words) -> str:
    step = _round_step(top / 4 or 1)
    ticks = [step * n for n in range(int(top / step) + 1)]
    return "".join(
        f'<line class="grid" x1="{at(t):.1f}" x2="{at(t):.1f}" y1="{_TOP - 14}" y2="{height - 22}"/>'
        f'<text class="tick" x="{at(t):.1f}" y="{height - 6}" text-anchor="middle">{words.number(t)}</text>'
        for t in ticks
    )


def _round_step(rough: float) -> int:
    power = 10 ** max(0, math.floor(math.log10(max(rough, 1))))
    return int(next((m * power for m in (1, 2, 5, 10) if m * power >= rough), power * 10))


def _time_scale(first: dt.date, last: dt.date) -> Callable[[dt.date], float]:
    at = _scale(0, max((last - first).days, 1))
    return lambda day: at((day - first).days)


def _time_axis(at: Callable[[dt.date], float], first: dt.date, last: dt.date, height: int) -> str:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60) if months / s <= 5), 120)
    parts = []
    for number in range(0, months + 1, step):
        month = first.month - 1 + number
        day = dt.date(first.year + month // 12, month % 12 + 1, 1)
        if first <= day <= last:
            parts.append(
                f'<line class="grid" x1="{at(day):.1f}" x2="{at(day):.1f}" y1="{_TOP - 14}" y2="{height - 26}"/>'
                f'<text class="tick" x="{at(day):.1f}" y="{height - 8}" text-anchor="middle">{day:%Y-%m}</text>'
            )
    return "".join(parts)


def _date(text: str | None, *, last: bool = False) -> dt.date | None:
    """The day of an ISO day, month or year: the first of it, or the last."""
    if not text:
        return None
    numbers = [int(p) for p in text.split("-")]
    if len(numbers) == 3:
        return dt.date(*numbers)
    year, month = numbers[0], numbers[1] if len(numbers) == 2 else (12 if last else 1)
    if not last:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def clip(text: str, most: int) -> str:
    """`text` in at most `most` characters, the last an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

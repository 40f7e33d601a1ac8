"""What each source counts, as ranges on one scale: drawn as SVG without inline style, with the numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from watchdesk.publish.wording import Words

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 420, 8, 84, 38, 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One line: who counted, the least, the best and the greatest number; `high` None is an open end."""

    label: str
    low: int
    best: int
    high: int | None
    unsure: bool = False


def range_plot(ranges: Sequence[Range], words: Words) -> str:
    """The plot; empty where there is nothing to set side by side."""
    if not ranges:
        return ""
    top = max(max(r.low, r.best, r.high or 0) for r in ranges) or 1
    height = _TOP + _ROW * len(ranges) + 8

    def at(value: int) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * value / top, 1)

    parts = [_tick(at(value), value, height, words) for value in dict.fromkeys((0, top // 2, top))]
    for number, one in enumerate(ranges):
        y = _TOP + _ROW * number + 28
        end = at(one.high) if one.high is not None else _WIDTH - _RIGHT + 8
        exact = one.low == one.best == one.high
        high = "" if one.high is None else words.number(one.high)
        number_words = words.number(one.best) if exact else f"{words.number(one.low)}–{high}"
        mark = ' class="unsure"' if one.unsure else ""
        parts.append(
            f'<g{mark}><text class="who" x="0" y="{y - 12}">'
            f"<title>{escape(one.label)}</title>{escape(_clip(one.label))}</text>"
            f'<line class="span" x1="{at(one.low)}" x2="{end}" y1="{y}" y2="{y}"/>'
            f'<circle cx="{at(one.best)}" cy="{y}" r="4.5"/>'
            f'<text class="n" x="{end + 10}" y="{y + 4}">{number_words}</text></g>'
        )
    told = "; ".join(f"{r.label}: {_told(r, words)}" for r in ranges)
    title = words.say("incident.deaths")
    return (
        f'<svg class="ranges" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}. {escape(told)}">'
        f"{''.join(parts)}</svg>"
    )


def _told(one: Range, words: Words) -> str:
    if one.high is None:
        return f"{words.named('qualifier', 'at_least')} {words.number(one.low)}"
    return words.say("count.range", low=one.low, high=one.high)


def _tick(x: float, value: int, height: int, words: Words) -> str:
    return (
        f'<line class="tick" x1="{x}" x2="{x}" y1="{_TOP - 4}" y2="{height - 4}"/>'
        f'<text class="axis" x="{x}" y="12" text-anchor="middle">{words.number(value)}</text>'
    )


def _clip(text: str) -> str:
    return text if len(text) < 62 else text[:60].rstrip() + "…"

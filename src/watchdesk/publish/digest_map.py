"""The digest's small map as SVG: outlines for orientation, a circle as wide as the place is known, no pin sharper."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.export_options import point_of

Point = tuple[float, float]

_WIDTH, _HEIGHT = 600, 300
_LEAST_SPAN = 8.0  # degrees of longitude that the map shows at least, so that neighbours can be recognised
_LABEL = (150, 20)  # how near two places are drawn before the second loses its name
_REGION_KM = 60.0  # the circle of a region whose size is not known


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the world that is shown, in degrees, and how it is drawn: plate carrée, true at its middle."""

    west: float
    south: float
    east: float
    north: float

    def at(self, point: Point) -> Point:
        x = (point[0] - self.west) / (self.east - self.west) * _WIDTH
        y = (self.north - point[1]) / (self.north - self.south) * _HEIGHT
        return x, y

    def holds(self, ring: Sequence[Point]) -> bool:
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        across = max(xs) >= self.west and min(xs) <= self.east
        return across and max(ys) >= self.south and min(ys) <= self.north


def digest_map(incidents: Sequence[tuple[int, CodedIncident]]) -> str | None:
    """The incidents that have a point, numbered as they are given; None where none has one."""
    placed = [(n, c, p) for n, c in incidents if (p := point_of(c.place))]
    if not placed:
        return None
    frame = _frame([p for _, _, p in placed])
    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#eef3f6"/>', _land(frame)]
    taken: list[Point] = []
    for number, coded, point in placed:
        at = frame.at(point)
        crowded = any(abs(at[0] - x) < _LABEL[0] and abs(at[1] - y) < _LABEL[1] for x, y in taken)
        parts.append(_mark(number, coded, point, frame, named=not crowded))
        taken.append(at)
    told = "; ".join(f"{n}: {c.place.name if c.place else ''}" for n, c, _ in placed)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="100%" role="img" '
        f'aria-label="Map. {escape(told)}" style="display:block;max-width:100%;height:auto">{"".join(parts)}</svg>'
    )


def _frame(points: Sequence[Point]) -> _Frame:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    shrink = max(0.2, math.cos(math.radians(middle[1])))
    span = max((max(xs) - min(xs)) * 1.3, (max(ys) - min(ys)) * 1.4 / shrink * _WIDTH / _HEIGHT, _LEAST_SPAN)
    span = min(span, 360.0)
    high = span * _HEIGHT / _WIDTH * shrink
    return _Frame(middle[0] - span / 2, middle[1] - high / 2, middle[0] + span / 2, middle[1] + high / 2)


def _mark(number: int, coded: CodedIncident, point: Point, frame: _Frame, *, named: bool) -> str:
    x, y = frame.at(point)
    precise = coded.place is not None and coded.place.geo_precision == 1
    km = (coded.place.radius_km if coded.place else None) or (3.0 if precise else _REGION_KM)
    radius = max(km / 111.0 / (frame.north - frame.south) * _HEIGHT, 5.0)
    dash = "" if precise else ' stroke-dasharray="4 3"'
    look = f'cx="{x:.1f}" cy="{y:.1f}"'
    colour = "#8a1c1c" if coded.status == "occurred" else "#6b5b00"
    name = escape(coded.place.name if coded.place and named else "")
    side, anchor = (x + 9, "start") if x < _WIDTH - 150 else (x - 9, "end")
    return (
        f'<circle {look} r="{radius:.1f}" fill="{colour}" fill-opacity="0.16" stroke="{colour}"{dash}/>'
        f'<circle {look} r="2.2" fill="{colour}"/>'
        f'<text x="{side:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" font-size="17" font-family="sans-serif" '
        f'fill="#1d2830" stroke="#ffffff" stroke-width="3" paint-order="stroke">'
        f'<tspan font-weight="bold">{number}</tspan> {name}</text>'
    )


def _land(frame: _Frame) -> str:
    paths = []
    for rings in _countries():
        shown = [ring for ring in rings if frame.holds(ring) and not _wraps(ring)]
        for ring in shown:
            drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(frame.at, ring))
            paths.append(f"M{drawn}Z")
    return f'<path d="{"".join(paths)}" fill="#fbfaf6" stroke="#b9c2c8" stroke-width="1"/>'


def _wraps(ring: Sequence[Point]) -> bool:
    """Whether a ring runs around the date line, where a plain map cannot draw it."""
    return any(abs(a[0] - b[0]) > 180 for a, b in itertools.pairwise(ring))


@cache
def _countries() -> tuple[tuple[tuple[Point, ...], ...], ...]:
    """The rings of every country, from Natural Earth (public domain); see OUTLINES.md."""
    topology = json.loads((files("watchdesk.data") / "outlines.topojson").read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(numbers: Sequence[int]) -> tuple[Point, ...]:
        lines = (arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers)
        return tuple(point for line in lines for point in line)

    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found.append(tuple(ring(numbers) for polygon in polygons for numbers in polygon))
    return tuple(found)

"""Which figures are of one quantity: rivals side by side, and a replaced count linked to its successor."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.figure_rows import FigureRow, rows_of
from watchdesk.ledger.scenes import HARM, Days
from watchdesk.ledger.wording import distinct_names, ledger_words, same_name
from watchdesk.records import Measure, Names, Reading

_DAYS_APART = 3  # two reports date one happening at most so far apart
_MONTH = 31
_REPEATED = 10  # from here on, the same number in one report is the same count told again


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """Figures of one quantity, oldest report first. `scope` as in Setting, or `part` for a share of a total."""

    id: str
    measure: Measure
    unit: str
    group: str | None
    scope: str
    places: tuple[str, ...]
    days: Days | None
    flow: str
    rows: tuple[FigureRow, ...]

    @property
    def title(self) -> str:
        """What is counted, where and when, in plain words."""
        counted = self.group or (self.unit if self.unit != "people" else "people")
        what = f"{counted} {self.measure.replace('_', ' ')}" if self.measure != "other" else counted
        where = " and ".join(self.places) if self.places else "place not told"
        when = _days_words(self.days)
        return ", ".join(part for part in (what, where, when) if part)


@dataclass(slots=True, kw_only=True)
class _Cluster:
    """A series in the making."""

    rows: list[FigureRow] = field(default_factory=list)

    @property
    def first(self) -> FigureRow:
        return self.rows[0]

    def groups(self) -> set[str]:
        return {r.group for r in self.rows if r.group}

    def contested(self) -> bool:
        return any(r.contested for r in self.rows)

    def places(self) -> list[str]:
        return list(dict.fromkeys(p for r in self.rows for p in r.setting.places))

    def days(self) -> list[Days]:
        return list(dict.fromkeys(r.setting.days for r in self.rows if r.setting.days))

    def reports(self) -> set[str]:
        return {r.report.id for r in self.rows}


def figure_series(
    readings: Sequence[Reading], names: Names | None = None, *, as_of: dt.date | None = None
) -> tuple[FigureSeries, ...]:
    """Every figure of `readings` in its series; with `as_of`, only reports published by that day.

    Figures of a report without a date are kept: that they came later is not known.
    """
    clusters: list[_Cluster] = []
    for reading in readings:
        published = reading.report.published
        if as_of and published and published > as_of:
            continue
        clusters += _within(rows_of(reading, names))
    return tuple(_finished(cluster) for cluster in _adopted(_across(clusters)))


def _within(rows: Sequence[FigureRow]) -> list[_Cluster]:
    """The rows of one report by quantity."""
    clusters: list[_Cluster] = []
    for row in sorted(rows, key=lambda r: r.older):
        home = next((c for c in clusters if _replaced_in(c, row)), None)
        home = home or next((c for c in clusters if _fits_within(c, row)), None)
        if home is None:
            home = _Cluster()
            clusters.append(home)
        home.rows.append(row)
    return clusters


def _replaced_in(cluster: _Cluster, row: FigureRow) -> bool:
    """Whether an older count was replaced by one of the cluster, which its own sentence gives as the new one."""
    newer = any(r.newer and r.value != row.value for r in cluster.rows)
    return row.older and newer and _same_kind(cluster.first, row)


def _fits_within(cluster: _Cluster, row: FigureRow) -> bool:
    first = cluster.first
    if not _same_kind(first, row) or _is_bare(first) or _is_bare(row):
        return False
    if row.part:
        return _part_name(first) == _part_name(row) and first.value == row.value
    if row.setting.scope == "period" or first.setting.scope == "period":
        return first.setting.scope == row.setting.scope and first.value == row.value and _one_place(cluster, [row])
    if not _groups_agree(cluster.groups(), cluster.contested(), row.group, row.contested):
        return False
    repeated = row.figure.measure in HARM and (row.value or 0) >= _REPEATED
    if repeated and any(r.value == row.value for r in cluster.rows) and not _apart(cluster, row):
        return True
    same_place = not row.setting.places or _one_place(cluster, [row])
    return first.setting.scope == row.setting.scope and same_place and _near_days(cluster.days(), row.setting.days)


def _apart(cluster: _Cluster, row: FigureRow) -> bool:
    """Whether the row's own days forbid that it tells the cluster's count again: earlier than any of its days."""
    days = row.setting.days
    return days is not None and any(days.last < known.first for known in cluster.days())


def _same_kind(one: FigureRow, other: FigureRow) -> bool:
    same = one.figure.measure == other.figure.measure and one.unit == other.unit and one.part == other.part
    if one.figure.measure == "other" and one.unit == "people":
        same = same and _heads(one) == _heads(other)
    planned = {one.status, other.status} & {"announced"}
    return same and (not planned or one.status == other.status)


def _groups_agree(groups: set[str], contested: bool, group: str | None, own_contested: bool) -> bool:
    """Whether a count of `group` may rival counts of `groups`: the dead of two sides are two quantities, unless one
    side's name for them is contested ("203 “terrorists”" against 300 civilians)."""
    together = groups | ({group} if group else set())
    if len(together) < 2:
        return True
    return together == {"fighters", "civilians"} and (contested or own_contested)


def _across(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """Clusters of several reports joined where they count one quantity."""
    joined: list[_Cluster] = []
    by_kind: dict[tuple[str, str, str, bool], list[_Cluster]] = {}
    for cluster in sorted(clusters, key=_cluster_order):
        first = cluster.first
        kind = (first.figure.measure, first.unit, first.setting.scope, first.part)
        homes = by_kind.setdefault(kind, [])
        home = next((c for c in homes if _fits_across(c, cluster)), None)
        if home is None:
            homes.append(cluster)
            joined.append(cluster)
        else:
            home.rows += cluster.rows
    return joined


def _cluster_order(cluster: _Cluster) -> tuple[dt.date, str, int]:
    first = cluster.first
    return first.published or dt.date.min, first.report.address, first.figure.words.span.start


def _fits_across(home: _Cluster, other: _Cluster) -> bool:
    one, two = home.first, other.first
    if one.setting.scope == "period" and not one.part:
        fits = _same_long_count(home, other)
    else:
        fits = _share_days(home, other) and (_same_part(one, two) if one.part else _sides_agree(home, other))
    return fits and not home.reports() & other.reports() and _one_place(home, other.rows)


def _same_part(one: FigureRow, two: FigureRow) -> bool:
    return _part_name(one) == _part_name(two)


def _sides_agree(home: _Cluster, other: _Cluster) -> bool:
    contested = home.contested() or other.contested()
    return all(_groups_agree(home.groups(), contested, g, contested) for g in other.groups())


def _same_long_count(home: _Cluster, other: _Cluster) -> bool:
    """Whether two longer counts are one quantity: the same group and the same start, or stocks of one place."""
    if home.groups() != other.groups() or home.first.flow != other.first.flow:
        return False
    if home.first.flow == "stock":
        return _heads(home.first) == _heads(other.first)
    return any(a.first == b.first and a.apart(b) == 0 for a in home.days() for b in other.days())


def _heads(row: FigureRow) -> frozenset[str]:
    return frozenset(w.rstrip("s") for w in fold(row.figure.who or "").split())


def _share_days(home: _Cluster, other: _Cluster) -> bool:
    return any(a.apart(b) <= _DAYS_APART for a in home.days() for b in other.days())


def _near_days(known: Sequence[Days], days: Days | None) -> bool:
    return days is None or not known or any(k.apart(days) <= 1 for k in known)


def _one_place(cluster: _Cluster, rows: Sequence[FigureRow]) -> bool:
    mine, theirs = cluster.places(), [p for r in rows for p in r.setting.places]
    if not mine and not theirs:
        return cluster.reports() == {r.report.id for r in rows}
    return any(same_name(a, b) for a in mine for b in theirs)


def _part_name(row: FigureRow) -> str:
    found = ledger_words("parts").search(fold(f"{row.figure.words.text} {row.figure.who or ''}"))
    return found.group() if found else row.group or fold(row.figure.who or "")


def _adopted(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """Clusters with bare numbers ("has claimed 137") moved to the count that the same source gives elsewhere."""
    kept = [c for c in clusters if not _is_bare(c.first)]
    for bare in (c for c in clusters if _is_bare(c.first)):
        row = bare.first
        home = next((c for c in kept if c.first.figure.measure in HARM and _told_again(c, row)), None)
        if home is None:
            kept.append(bare)
        else:
            home.rows.append(row)
    return kept


def _is_bare(row: FigureRow) -> bool:
    """Whether a row is a sourced number without anything counted."""
    return row.figure.measure == "other" and not row.figure.who and not row.own


def _told_again(cluster: _Cluster, bare: FigureRow) -> bool:
    same = any(r.value == bare.value and fold(r.counter) == fold(bare.counter) for r in cluster.rows)
    return same and _near_days(cluster.days(), bare.setting.days)


def _finished(cluster: _Cluster) -> FigureSeries:
    rows = sorted(cluster.rows, key=lambda r: (r.published or dt.date.min, r.report.address, r.figure.words.span.start))
    linked = link_superseded(_side_again(rows))
    first = next((r for r in linked if not r.older), linked[0])
    days = [r.setting.days for r in linked if r.setting.days and not (r.older and len(linked) > 1)]
    groups = {r.group for r in linked if r.group}
    scope = "part" if first.part else first.setting.scope
    return FigureSeries(
        id=_series_id(linked),
        measure=first.figure.measure if first.figure.measure != "other" else linked[0].figure.measure,
        unit=first.unit,
        group=groups.pop() if len(groups) == 1 else None,
        scope=scope,
        places=distinct_names([p for r in linked if not r.older or len(linked) == 1 for p in r.setting.places]),
        days=_commonest(days),
        flow=first.flow,
        rows=tuple(linked),
    )


def _side_again(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Rows, those that repeat a side's own count of its enemy marked as such too."""
    sides = {(fold(r.counter), r.value) for r in rows if r.party}
    return [replace(r, party=True) if (fold(r.counter), r.value) in sides else r for r in rows]


def link_superseded(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Rows with each replaced count linked to the claim that replaced it.

    A count is replaced where its own sentence says so ("earlier put at 79", "from 79"), where it repeats a number
    that another report says was replaced, or where the same counter gives another number in a later report.
    """
    linked = list(rows)
    for number, row in enumerate(rows):
        successor = _successor(row, rows)
        if successor is not None:
            linked[number] = replace(row, superseded_by=successor.figure.id)
    old = {r.value: r.superseded_by for r in linked if r.superseded_by and r.older}
    for number, row in enumerate(linked):
        target = old.get(row.value)
        if target and not row.superseded_by and row.figure.id != target and not row.newer:
            linked[number] = replace(row, superseded_by=target)
    return linked


def _successor(row: FigureRow, rows: Sequence[FigureRow]) -> FigureRow | None:
    others = [r for r in rows if not r.older and r.value != row.value and r.figure.measure == row.figure.measure]
    if row.older:
        here = [r for r in others if r.report.id == row.report.id]
        return next((r for r in here if r.newer), here[0] if here else next(iter(_later(row, others)), None))
    if row.own:
        return None
    again = [r for r in _later(row, others) if fold(r.counter) == fold(row.counter)]
    return again[-1] if again else None


def _later(row: FigureRow, others: Sequence[FigureRow]) -> list[FigureRow]:
    return [r for r in others if r.published and row.published and r.published > row.published]


def _commonest(days: Sequence[Days]) -> Days | None:
    if not days:
        return None
    return max(dict.fromkeys(days), key=lambda d: (sum(d == x for x in days), -d.length, -d.first.toordinal()))


def _series_id(rows: Sequence[FigureRow]) -> str:
    return hashlib.sha256("\0".join(sorted(r.figure.id for r in rows)).encode()).hexdigest()[:12]


def _days_words(days: Days | None) -> str:
    if days is None:
        return ""
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first.isoformat()} to {days.last.isoformat()}"

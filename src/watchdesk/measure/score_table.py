"""Scores as the rows of a table: a row for each kind and attribute, a column for each group of reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from watchdesk.measure.pairing import KINDS
from watchdesk.measure.resampling import Counts, interval
from watchdesk.measure.scoring import KindScore, Scores, Share, sum_scores

Bounds = tuple[float, float] | None


def score_rows(columns: Sequence[Sequence[Scores]]) -> list[list[str]]:
    """F1, precision and recall of each kind, and the share right of each attribute, with counts and intervals.

    `columns` are groups of reports, each with the scores of its single reports.
    """
    whole = [sum_scores(column) for column in columns]
    rows = []
    for kind in KINDS:
        name = kind.replace("_", " ")
        bounds = [f1_interval(column, kind) for column in columns]
        scores = [w.kinds[kind] for w in whole]
        rows.append([f"{name} F1", *(_f1_cell(s, b) for s, b in zip(scores, bounds, strict=True))])
        rows.append([f"{name} P / R", *(f"{s.precision:.2f} / {s.recall:.2f}" if _any(s) else "–" for s in scores)])
        rows.append([f"{name} found, missed, invented", *(f"{s.found}, {s.missed}, {s.invented}" for s in scores)])
    for name in sorted({n for w in whole for n in w.shares}):
        bounds = [share_interval(column, name) for column in columns]
        shares = [w.shares.get(name, Share(right=0, of=0)) for w in whole]
        rows.append([name, *(_share_cell(s, b) for s, b in zip(shares, bounds, strict=True))])
    return rows


def score_record(reports: Sequence[Scores]) -> dict[str, Any]:
    """The scores of a group of reports as JSON has them, each with its interval (null where it has none)."""
    whole = sum_scores(reports)
    kinds: dict[str, Any] = {}
    for kind, s in whole.kinds.items():
        counts = {"found": s.found, "missed": s.missed, "invented": s.invented}
        values = {"precision": s.precision, "recall": s.recall, "f1": s.f1, "f1_95": f1_interval(reports, kind)}
        kinds[kind] = counts | values
    attributes = {
        name: {"right": s.right, "of": s.of, "share": s.share, "share_95": share_interval(reports, name)}
        for name, s in whole.shares.items()
    }
    return kinds | {"attributes": attributes}


def f1_interval(reports: Sequence[Scores], kind: str) -> Bounds:
    """The interval of a kind's F1; None where too few reports have claims of it."""
    kinds = [report.kinds[kind] for report in reports]
    return interval([(s.found, s.missed, s.invented) for s in kinds], _f1)


def share_interval(reports: Sequence[Scores], name: str) -> Bounds:
    """The interval of an attribute's share right; None where it was asked in too few reports."""
    shares = [report.shares.get(name, Share(right=0, of=0)) for report in reports]
    return interval([(s.right, s.of) for s in shares], _share)


def _f1(counts: Counts) -> float | None:
    found, missed, invented = counts
    return KindScore(found=found, missed=missed, invented=invented).f1 if any(counts) else None


def _share(counts: Counts) -> float | None:
    return counts[0] / counts[1] if counts[1] else None


def _any(score: KindScore) -> bool:
    return bool(score.found or score.missed or score.invented)


def _f1_cell(score: KindScore, bounds: Bounds) -> str:
    return f"{score.f1:.2f}{_told(bounds)}" if _any(score) else "–"


def _share_cell(share: Share, bounds: Bounds) -> str:
    return f"{share.share:.2f} of {share.of}{_told(bounds)}" if share.of else "–"


def _told(bounds: Bounds) -> str:
    return f" [{bounds[0]:.2f}, {bounds[1]:.2f}]" if bounds else ""

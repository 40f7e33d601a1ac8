"""Precision, recall and F1 from counts, and the lines that show them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """How often a label was right, invented and missed. Partly right cases count by halves where a set says so."""

    right: float = 0
    invented: float = 0
    missed: float = 0

    def add(self, predicted: bool, gold: bool) -> None:
        self.right += predicted and gold
        self.invented += predicted and not gold
        self.missed += gold and not predicted

    def join(self, other: Counts) -> None:
        self.right += other.right
        self.invented += other.invented
        self.missed += other.missed

    @property
    def precision(self) -> float:
        given = self.right + self.invented
        return self.right / given if given else 0.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.invented + self.missed
        return 2 * self.right / total if total else 0.0


def example_f1(pairs: list[tuple[set[str], set[str]]]) -> float:
    """Mean over examples of the F1 of predicted against gold labels; both empty is right."""
    each = [2 * len(p & g) / (len(p) + len(g)) if p or g else 1.0 for p, g in pairs]
    return sum(each) / len(each) if each else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: what was measured, what came out, and the best published or measured number beside it."""

    measure: str
    value: str
    beside: str = ""

    def __str__(self) -> str:
        return f"{self.measure:28} {self.value}  {self.beside}".rstrip()


def line(name: str, counts: Counts, beside: str = "") -> Row:
    told = f"P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}"
    return Row(measure=name, value=told, beside=beside)


def share(name: str, right: int, of: int, beside: str = "") -> Row:
    return Row(measure=name, value=f"{right}/{of} = {right / of if of else 0:.3f}", beside=beside)

"""Lines of a PDF page in reading order, column by column, and lines joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_KEPT_PREFIX = re.compile(
    r"\b(?:vice|ex|non|anti|contre|sous|mi|demi|semi|self|co|cessez|porte|chef|haut|quasi|pro|inter|post|pré)$",
    re.IGNORECASE,
)
_STRIP = 0.1  # of a page's height, in which running heads and feet stand
_ENDS = '.!?:…”»")'
_BULLET = re.compile(r"(?:[•▪■●◦–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of a page: its words and its box in points, the origin at the page's lower left.

    `column` is 0 for a line across the page; `edge` marks the strips at head and foot.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    column: int = 0
    edge: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read_lines(document: Any, number: int) -> list[TextLine]:
    """The lines of one page in reading order; empty where the page has no text."""
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            pieces = list(_pieces(words))
            bottom, top = page.get_mediabox()[1::2]
        finally:
            words.close()
    finally:
        page.close()
    strip = _STRIP * (top - bottom)
    edged = (replace(line, edge=line.bottom > top - strip or line.top < bottom + strip) for line in _lines(pieces))
    return _in_order(list(edged))


def _pieces(words: Any) -> Iterator[TextLine]:
    """The boxes of text that the PDF library finds, in the order of the file."""
    for index in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(index)
        text = words.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", " ").strip()
        if text and top > bottom:
            yield TextLine(text=text, left=left, bottom=bottom, right=right, top=top)


def _lines(pieces: Sequence[TextLine]) -> list[TextLine]:
    """Pieces side by side with little room between them, joined to lines."""
    lines: list[TextLine] = []
    for piece in sorted(pieces, key=lambda p: (-round(p.bottom), p.left)):
        last = lines[-1] if lines else None
        gap = piece.left - last.right if last else 0.0
        if (
            last
            and abs(piece.bottom - last.bottom) < 0.5 * max(last.height, piece.height)
            and -2 <= gap < 1.2 * last.height
        ):
            space = "" if gap < 0.1 * last.height else " "
            lines[-1] = replace(
                last,
                text=f"{last.text}{space}{piece.text}",
                bottom=min(last.bottom, piece.bottom),
                right=piece.right,
                top=max(last.top, piece.top),
            )
        elif not (last and piece.text in last.text and _covers(last, piece)):
            lines.append(piece)
    return lines


def _covers(one: TextLine, other: TextLine) -> bool:
    """True where the box of `other` lies in that of `one`, as with letters printed twice for weight."""
    return one.left - 1 <= other.left and other.right <= one.right + 1 and abs(one.bottom - other.bottom) < 2


def _in_order(lines: list[TextLine]) -> list[TextLine]:
    """Lines from top to bottom; between two lines across the page, the left column before the right."""
    gutter = _gutter(lines)
    if gutter is None:
        return sorted(lines, key=lambda line: (-line.top, line.left))
    ordered: list[TextLine] = []
    columns: tuple[list[TextLine], list[TextLine]] = ([], [])
    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            side = int(line.left >= gutter)
            columns[side].append(replace(line, column=side + 1))
    return [*ordered, *columns[0], *columns[1]]


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """Where the white strip between two columns runs, or None for a page of one column."""
    if len(lines) < 8:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    starts = sorted({round(line.left) for line in lines if left + 0.35 * width < line.left < left + 0.65 * width})
    for start in starts:
        at = start - 1.0
        crossing = sum(line.left < at < line.right for line in lines)
        after = [line for line in lines if line.left >= at]
        before = [line for line in lines if line.right <= at]
        if crossing <= 0.15 * len(lines) and min(len(after), len(before)) >= 4 and _side_by_side(before, after):
            return at
    return None


def _side_by_side(before: Sequence[TextLine], after: Sequence[TextLine]) -> bool:
    """True where lines of both sides stand at the same heights and are long enough for prose, not a table's cells."""
    span = min(max(b.top for b in before), max(a.top for a in after)) - max(
        min(b.bottom for b in before), min(a.bottom for a in after)
    )
    words = median(len(line.text) for line in [*before, *after])
    return span > 3 * median(line.height for line in before) and words >= 18


def join_lines(pages: Sequence[Sequence[TextLine]]) -> str:
    """Paragraphs of all pages, a blank line between them; one that runs over a column or page is joined."""
    paragraphs: list[str] = []
    last: TextLine | None = None
    for page in pages:
        widths = {c: max((x.right for x in page if x.column == c), default=0.0) for c in (0, 1, 2)}
        steps = _steps(page)
        for line in page:
            if last and paragraphs and _runs_on(last, line, steps, widths.get(last.column, 0.0)):
                paragraphs[-1] = _joined(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
            last = line
    return "\n\n".join(_clean(p) for p in paragraphs)


def _steps(page: Sequence[TextLine]) -> float:
    """The usual distance from line to line of a page, 0 where there are too few lines."""
    steps = [a.bottom - b.bottom for a, b in pairwise(page) if 0 < a.bottom - b.bottom < 60]
    return median(steps) if steps else 0.0


def _runs_on(last: TextLine, line: TextLine, step: float, width: float) -> bool:
    """True where `line` goes on with the paragraph of `last`."""
    if _BULLET.match(line.text) or abs(line.height - last.height) > 0.35 * max(last.height, line.height):
        return False
    drop = last.bottom - line.bottom
    if drop > 0 and last.column == line.column:
        if step and drop > 1.45 * step:
            return False
        full = last.right > width - 0.15 * max(1.0, width - last.left)
        indented = line.left > last.left + 0.8 * last.height and last.text[-1:] in _ENDS
        return (full or last.text[-1:] not in _ENDS) and not indented
    return last.text[-1:] not in _ENDS and (
        line.text[:1].islower() or last.text[-1:] in _HYPHENS or len(last.text) > 40
    )


def _joined(before: str, after: str) -> str:
    """Two lines as one, a word broken at the margin made whole."""
    if before[-1:] not in _HYPHENS or not before[-2:-1].isalnum():
        return f"{before} {after}"
    whole = before[-1] == "\u00ad" or (after[:1].islower() and not _KEPT_PREFIX.search(before[:-1]))
    return f"{before[:-1]}{'' if whole else '-'}{after}"


def _clean(paragraph: str) -> str:
    """A paragraph without the marks that the PDF library leaves for soft hyphens."""
    return re.sub(r"[ \t]+", " ", re.sub(r"[\x02\ufffe\u00ad]", "", paragraph)).strip()

"""Readings as one self-contained HTML page: text with marks beside its claims, no request to anywhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk import __version__
from watchdesk.publish.claim_cards import KINDS, Card, cards_of
from watchdesk.publish.export_options import link_of
from watchdesk.publish.page_assets import csp_hash, environment, template
from watchdesk.publish.wording import ENGLISH, many
from watchdesk.records import Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under the same marks: `cards` are the ids of the cards that stand on it, `key` whether their
    telling words do, `stripped` the reason where it is no part of the report."""

    text: str
    cards: str = ""
    kinds: str = ""
    key: bool = False
    stripped: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One report on the page: its pieces by paragraph, its cards by kind, and what was left out. `address` is that of
    the web, or a file's name alone: the page may be sent."""

    number: int
    reading: Reading
    address: str
    language: str
    counted: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    groups: tuple[tuple[str, str, tuple[Card, ...]], ...]
    elsewhere: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]


def report_page(readings: Sequence[Reading]) -> str:
    """One HTML page over all `readings`, in their order. Opens offline; prints as text followed by claims."""
    script, style = template("report_page.js"), template("report_page.css")
    return (
        environment()
        .get_template("report_page.html")
        .render(
            sheets=[_sheet(number, reading) for number, reading in enumerate(readings, 1)],
            version=__version__,
            script=script,
            style=style,
            script_hash=csp_hash(script),
            style_hash=csp_hash(style),
        )
    )


def _sheet(number: int, reading: Reading) -> Sheet:
    cards = cards_of(reading, prefix=f"r{number}")
    groups = tuple((kind, label, tuple(c for c in cards if c.kind == kind)) for kind, label in KINDS.items())
    report = reading.report
    return Sheet(
        number=number,
        reading=reading,
        address=link_of(report) or re.split(r"[/\\]", report.address)[-1],
        language=ENGLISH.named("language_name", report.language),
        counted=many(len(reading.claims), "claim"),
        paragraphs=_paragraphs(reading, cards),
        groups=groups,
        elsewhere=tuple((s.reason, s.text) for s in report.stripped if s.span is None),
        dropped=tuple(issue.reason for issue in reading.dropped),
    )


def _paragraphs(reading: Reading, cards: tuple[Card, ...]) -> tuple[tuple[Piece, ...], ...]:
    """The whole text, cut wherever a mark begins or ends, by paragraph."""
    text = reading.report.text
    paragraphs: list[tuple[Piece, ...]] = []
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            paragraphs.append(_pieces(reading, cards, Span(start=start, end=end)))
        start = end + 2
    return tuple(paragraphs)


def _pieces(reading: Reading, cards: tuple[Card, ...], whole: Span) -> tuple[Piece, ...]:
    here = [c for c in cards if any(s.overlaps(whole) for s in (*c.evidence, *c.keys))]
    holes = [(s.span, s.reason) for s in reading.report.stripped if s.span and s.span.overlaps(whole)]
    cuts = {whole.start, whole.end}
    for span in [s for c in here for s in (*c.evidence, *c.keys)] + [span for span, _ in holes]:
        cuts.update(at for at in (span.start, span.end) if whole.start < at < whole.end)
    edges = sorted(cuts)
    return tuple(_piece(reading.report.text, Span(start=a, end=b), here, holes) for a, b in itertools.pairwise(edges))


def _piece(text: str, span: Span, cards: list[Card], holes: list[tuple[Span, str]]) -> Piece:
    words = text[span.start : span.end]
    for hole, reason in holes:
        if hole.holds(span):
            return Piece(text=words, stripped=reason)
    on = [c for c in cards if any(s.holds(span) for s in (*c.evidence, *c.keys))]
    keyed = [c for c in on if any(s.holds(span) for s in c.keys)]
    kinds = " ".join(dict.fromkeys(c.kind for c in keyed))
    return Piece(text=words, cards=" ".join(c.id for c in on), kinds=kinds, key=bool(keyed))

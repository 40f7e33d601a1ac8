"""The ledgers as sections of tables and plots, the same for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from watchdesk.ledger.contributions import Comparison, Contribution
from watchdesk.ledger.denials import Answer, Denial
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.ledger.influence import InfluenceClaim
from watchdesk.ledger.questions import Question
from watchdesk.ledger.views import ViewValue
from watchdesk.publish.claim_cards import count_words, source_words
from watchdesk.publish.plots import clip, figure_plot, view_words
from watchdesk.records import Claim, Report, Source

Country = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table. The columns named in `quoted` hold verbatim words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    quoted: tuple[str, ...] = ("Words",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a ledger: a heading, a note, facts in a few words, plots as SVG, and tables."""

    heading: str
    note: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    plots: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()


def series_section(series: FigureSeries, values: Sequence[ViewValue]) -> Section:
    """One figure series: every row with its source, and the values of the views with their rules."""
    rows = tuple(
        (
            count_words(r.figure.count),
            r.figure.words.text,
            r.counter + (" (the report itself)" if r.own else ""),
            report_words(r.report),
            _marks(r.superseded_by, r.party, r.status, series),
        )
        for r in series.rows
    )
    rules = tuple((v.view, view_words(v), v.status, v.rule) for v in values)
    return Section(
        heading=series.title[:1].upper() + series.title[1:],
        note={"part": "a part of a total", "period": "over a longer time"}.get(series.scope, "") or series.flow,
        plots=(figure_plot(series, values),) if len(series.rows) > 1 else (),
        grids=(
            filled_grid("Counts", ("Number", "Words", "Counted by", "Report", "Note"), rows),
            Grid(title="Views", columns=("View", "Value", "Status", "Rule"), rows=rules, quoted=()),
        ),
    )


def _marks(superseded_by: str | None, party: bool, status: str, series: FigureSeries) -> str:
    newer = next((r for r in series.rows if r.figure.id == superseded_by), None) if superseded_by else None
    marks = [f"replaced by “{newer.figure.words.text}”"] if newer else []
    marks += ["a side’s own count"] if party else []
    marks += [status] if status != "occurred" else []
    return "; ".join(marks)


def question_section(question: Question) -> Section:
    """One question: every voice with its stance, how often and when."""
    rows = tuple(
        (
            a.who,
            a.stance,
            a.answer,
            f"{a.times} report{'s' if a.times != 1 else ''}",
            _between(a.first.isoformat() if a.first else "", a.last.isoformat() if a.last else ""),
        )
        for a in question.answers
    )
    grid = Grid(title="Answers", columns=("Who", "Stance", "Words", "How often", "When"), rows=rows)
    heading = question.asked if question.kind == "count" else f"Is it so? “{clip(question.asked, 220)}”"
    return Section(heading=heading, grids=(grid,))


def denial_section(denials: Sequence[Denial], accused: Sequence[Answer], answers: Sequence[Answer]) -> Section:
    """Denials beside what they deny, accusations, and claims of responsibility beside their events."""
    denied = [
        (
            d.denier or "not named",
            d.words.text,
            _claim_words(d.link.claim) if d.link else "not in these reports",
            _said_by(d.link.claim) if d.link else "",
            d.link.basis if d.link else "",
            report_words(d.report),
        )
        for d in denials
    ]
    blamed = [
        (_said_by(a.statement), a.accused or "not named here", a.statement.words.text, report_words(a.report))
        for a in accused
    ]
    claimed = [
        (
            _said_by(a.statement),
            a.statement.words.text,
            _claim_words(a.link.claim) if a.link else "not in this report",
            a.link.basis if a.link else "",
            report_words(a.report),
        )
        for a in answers
    ]
    return filled(
        Section(
            heading="Denials, accusations and claims of responsibility",
            grids=(
                filled_grid("Denials", ("Who denies", "Words", "Claim denied", "Said by", "Tied by", "Report"), denied),
                filled_grid("Accusations", ("Who accuses", "Accused", "Words", "Report"), blamed),
                filled_grid("Claims of responsibility", ("Who claims", "Words", "Event", "Tied by", "Report"), claimed),
            ),
        )
    )


def influence_section(claims: Sequence[InfluenceClaim]) -> Section:
    """What is claimed of influence campaigns; no event is counted from it."""
    rows = [
        (
            c.speaker or "the report itself",
            ", ".join(c.operators),
            ", ".join(c.targets),
            ", ".join(c.channels),
            ", ".join(f"{t.id} {t.name}" for t in c.techniques),
            ", ".join(c.evidence),
            c.words.text,
            report_words(c.report),
        )
        for c in claims
    ]
    columns = ("Said by", "Alleged operator", "Target", "Channel", "DISARM", "Evidence offered", "Words", "Report")
    return filled(Section(heading="Influence campaigns", grids=(filled_grid("Claims", columns, rows),)))


def import_sections(
    table: Sequence[Contribution], comparisons: Sequence[Comparison], country: Country
) -> tuple[Section, ...]:
    """Differences first, then the table and the text, apart."""
    compared = [
        (
            country(c.iso),
            c.operation,
            count_words(c.said) + (f" {c.category}" if c.category else ""),
            "no such row" if c.table is None else f"{c.table:,}",
            c.day.isoformat() if c.day else "",
            ", ".join(map(str, c.rows)),
            {True: "differs", False: "agrees", None: "not compared"}[c.differs],
            c.words.text,
            report_words(c.report),
        )
        for c in comparisons
    ]
    columns = ("Country", "Operation", "Text", "Table", "Month", "Rows", "Result", "Words", "Report")
    rows = [
        (str(r.row), r.country, r.iso or "not known", r.mission, r.kind, f"{r.personnel:,}", r.day.isoformat())
        for r in table
    ]
    differing = [row for row in compared if row[6] == "differs"]
    return (
        Section(
            heading=f"Differences: {len(differing)}", grids=(filled_grid("Text against table", columns, differing),)
        ),
        Section(heading="What the reports say", grids=(filled_grid("Text", columns, compared),)),
        Section(
            heading="What the table says",
            grids=(filled_grid("Table", ("Row", "Country", "Code", "Mission", "Kind", "Personnel", "Month"), rows),),
        ),
    )


def report_words(report: Report) -> str:
    """A report by its name and date."""
    name = report.given_id or report.title or report.publisher or report.address
    return f"{clip(name, 70)}{', ' + report.published.isoformat() if report.published else ''}"


def _claim_words(claim: Claim) -> str:
    words = getattr(claim, "words", None)
    return words.text if words is not None else claim.evidence[0].text


def _said_by(claim: Claim) -> str:
    return sources_words(claim.sources) or "the report itself"


def sources_words(sources: Sequence[Source]) -> str:
    """The chain of sources, or that the report itself says so."""
    return "; ".join(source_words(s) for s in sources if s.label) or "the report itself"


def filled_grid(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Grid:
    """A table without the columns that no row fills."""
    kept = [n for n, _ in enumerate(columns) if any(row[n] for row in rows)]
    shown = tuple(columns[n] for n in kept)
    quoted = tuple(c for c in shown if c in ("Words", "Claim denied", "Event"))
    return Grid(title=title, columns=shown, rows=tuple(tuple(row[n] for n in kept) for row in rows), quoted=quoted)


def filled(section: Section) -> Section:
    """The section without its empty tables."""
    grids = tuple(g for g in section.grids if g.rows)
    return replace(section, grids=grids)


def _between(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"

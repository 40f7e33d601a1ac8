"""The ledgers as sections of tables and plots, the same for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from watchdesk.ledger.contributions import Comparison, Contribution
from watchdesk.ledger.denials import Answer, Denial
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.ledger.influence import InfluenceClaim
from watchdesk.ledger.operations import Held, Mandate, Operation
from watchdesk.ledger.questions import Question
from watchdesk.ledger.views import ViewValue
from watchdesk.ledger.withdrawals import Withdrawal
from watchdesk.publish.claim_cards import count_words, source_words
from watchdesk.publish.plots import contributors_plot, figure_plot, mandate_plot, view_words
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
    """One part of a ledger: a heading, a note, plots as SVG, and tables."""

    heading: str
    note: str = ""
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
            Grid(title="Counts", columns=("Number", "Words", "Counted by", "Report", "Note"), rows=rows),
            Grid(title="Views", columns=("View", "Value", "Status", "Rule"), rows=rules, quoted=()),
        ),
    )


def _marks(superseded_by: str | None, party: bool, status: str, series: FigureSeries) -> str:
    newer = next((r for r in series.rows if r.figure.id == superseded_by), None) if superseded_by else None
    marks = [f"replaced by “{newer.figure.words.text}”"] if newer else []
    marks += ["a side’s own count"] if party else []
    marks += [status] if status != "occurred" else []
    return "; ".join(marks)


def operation_sections(operation: Operation, country: Country) -> tuple[Section, ...]:
    """The ledger of one operation, section by section; empty sections are left out."""
    clock = operation.clock
    band = contributors_plot(operation, country)
    sections = (
        Section(
            heading="Mandate and strength",
            plots=(mandate_plot(clock, operation.name),) if clock else (),
            grids=(
                _grid("Mandate", _MANDATE, [_mandate_row(m) for m in operation.mandates]),
                _grid("Strength", _HELD, [_held_row(h, country) for h in operation.strengths]),
            ),
        ),
        Section(
            heading="Contributors and withdrawals",
            plots=(band,) if band else (),
            grids=(
                _grid("Withdrawals", _LEAVE, [row for w in operation.withdrawals for row in _leave_rows(w, country)]),
                _grid("Contributions", _HELD, [_held_row(h, country) for h in operation.contributions]),
                _grid("Deployments", _HELD, [_held_row(h, country) for h in operation.deployments]),
            ),
        ),
        Section(
            heading="Access and host state",
            grids=(
                _grid(
                    "Access denied",
                    ("What", "Where", "By", "Whom", "Since", "Ground", "Said by", "Words", "Report"),
                    [
                        (
                            ", ".join(a.what),
                            a.where or "",
                            ", ".join(a.by),
                            country(a.country) if a.country else "",
                            a.since or "",
                            a.basis or "",
                            _sources(a.sources),
                            a.fact.evidence[0].text,
                            report_words(a.report),
                        )
                        for a in operation.denials
                    ],
                ),
                _grid(
                    "Requests of the host state",
                    ("Words", "Report"),
                    [(t.words.text, report_words(t.report)) for t in operation.requests],
                ),
                _grid(
                    "Camps",
                    ("Change", "Status", "Words", "Report"),
                    [(t.kind, t.status, t.words.text, report_words(t.report)) for t in operation.camps],
                ),
            ),
        ),
        Section(
            heading="Attacks and detentions",
            grids=(
                _grid("Attacks and deaths of personnel", _ATTACK, [_attack_row(h, country) for h in operation.attacks]),
                _grid(
                    "Personnel detained",
                    ("Number", "Of", "Date", "Held", "Said by", "Words", "Report"),
                    [
                        (
                            count_words(d.count),
                            country(d.country) if d.country else "",
                            d.on or "",
                            "still held" if d.still else "seized",
                            _sources(d.sources),
                            d.words.text,
                            report_words(d.report),
                        )
                        for d in operation.detentions
                    ],
                ),
            ),
        ),
    )
    return tuple(_filled(s) for s in sections if s.plots or any(g.rows for g in s.grids))


_MANDATE = ("Ends", "Decided", "Allows", "Of", "Resolution", "Vote", "Words", "Report")
_HELD = ("Country", "Number", "Of", "Date", "Words", "Report")
_LEAVE = ("Country", "Stage", "Pledged", "Leaves by", "Strength", "This report", "Words", "Report")
_ATTACK = ("Date", "Of", "Killed", "Status", "Words", "Report")


def _mandate_row(m: Mandate) -> tuple[str, ...]:
    ends = f"{m.expires or ''}{' (operation ends)' if m.closes else ''}".strip()
    allows = count_words(m.ceiling) if m.ceiling else ""
    return (
        ends,
        m.decided or "",
        allows,
        m.category or "",
        m.resolution or "",
        m.vote or "",
        m.fact.evidence[0].text,
        report_words(m.report),
    )


def _held_row(held: Held, country: Country) -> tuple[str, ...]:
    return (
        country(held.country) if held.country else "",
        count_words(held.count) if held.count else "not told",
        held.category or "",
        held.on or "",
        held.fact.evidence[0].text,
        report_words(held.report),
    )


def _attack_row(held: Held, country: Country) -> tuple[str, ...]:
    return (
        held.on or "not told",
        country(held.country) if held.country else "",
        count_words(held.count) if held.count else "not told",
        held.fact.status,
        held.fact.evidence[0].text,
        report_words(held.report),
    )


def _leave_rows(withdrawal: Withdrawal, country: Country) -> list[tuple[str, ...]]:
    told = "" if withdrawal.pledged_basis == "stated" else " (date of the report)"
    strength = "; ".join(count_words(c) for c in withdrawal.strength) or "not told"
    strength += " (its contribution)" if withdrawal.strength_basis == "contribution" else ""
    return [
        (
            (country(withdrawal.country) if withdrawal.country else "not named") if number == 0 else "",
            withdrawal.stage if number == 0 else "",
            f"{withdrawal.pledged or 'not told'}{told}" if number == 0 else "",
            (", ".join(withdrawal.leaves_by) or "not told") if number == 0 else "",
            strength if number == 0 else "",
            step.stage + (f", {step.on}" if step.on else ""),
            step.fact.evidence[0].text,
            report_words(step.report),
        )
        for number, step in enumerate(withdrawal.steps)
    ]


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
    heading = question.asked if question.kind == "count" else f"Is it so? “{_clip(question.asked, 220)}”"
    return Section(heading=heading, grids=(grid,))


def denial_section(denials: Sequence[Denial], answers: Sequence[Answer]) -> Section:
    """Denials beside what they deny, and claims of responsibility beside their events."""
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
    return _filled(
        Section(
            heading="Denials and claims of responsibility",
            grids=(
                _grid("Denials", ("Who denies", "Words", "Claim denied", "Said by", "Tied by", "Report"), denied),
                _grid("Claims of responsibility", ("Who claims", "Words", "Event", "Tied by", "Report"), claimed),
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
    return _filled(Section(heading="Influence campaigns", grids=(_grid("Claims", columns, rows),)))


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
        Section(heading=f"Differences: {len(differing)}", grids=(_grid("Text against table", columns, differing),)),
        Section(heading="What the reports say", grids=(_grid("Text", columns, compared),)),
        Section(
            heading="What the table says",
            grids=(_grid("Table", ("Row", "Country", "Code", "Mission", "Kind", "Personnel", "Month"), rows),),
        ),
    )


def report_words(report: Report) -> str:
    """A report by its name and date."""
    name = report.given_id or report.title or report.publisher or report.address
    return f"{_clip(name, 70)}{', ' + report.published.isoformat() if report.published else ''}"


def _claim_words(claim: Claim) -> str:
    words = getattr(claim, "words", None)
    return words.text if words is not None else claim.evidence[0].text


def _said_by(claim: Claim) -> str:
    return _sources(claim.sources) or "the report itself"


def _sources(sources: Sequence[Source]) -> str:
    return "; ".join(source_words(s) for s in sources if s.label) or "the report itself"


def _grid(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Grid:
    quoted = tuple(c for c in columns if c in ("Words", "Claim denied", "Event"))
    return Grid(title=title, columns=columns, rows=tuple(rows), quoted=quoted)


def _filled(section: Section) -> Section:
    grids = tuple(g for g in section.grids if g.rows)
    return Section(heading=section.heading, note=section.note, plots=section.plots, grids=grids)


def _between(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

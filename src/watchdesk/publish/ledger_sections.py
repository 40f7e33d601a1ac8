"""The ledgers as sections of tables and plots, the same for the terminal and for the page, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from watchdesk.ledger.contributions import Comparison, Contribution
from watchdesk.ledger.denials import Answer, Denial
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.ledger.influence import InfluenceClaim
from watchdesk.ledger.questions import Question
from watchdesk.ledger.views import ViewValue
from watchdesk.publish.claim_cards import source_words
from watchdesk.publish.export_options import report_words
from watchdesk.publish.plots import clip, figure_plot, title_words, view_words
from watchdesk.publish.wording import ENGLISH, Words
from watchdesk.records import Claim, Report, Source

Country = Callable[[str], str]

_QUOTED = frozenset(["words", "claim_denied", "event"])
_NAMES = frozenset(
    [
        "counted_by",
        "report",
        "who",
        "said_by",
        "denier",
        "who_accuses",
        "accused",
        "who_claims",
        "by",
        "where",
        "ground",
    ]
) | frozenset(["operator", "target", "channel", "disarm", "evidence", "vote", "country", "mission", "kind", "tied_by"])


class ReportName(str):
    """The cell that names a report as it is cited. It knows the report, the claim that it is named for ("" for none),
    and by `who` and `day` what does where the cell is a link."""

    report_id: str
    claim_id: str
    who: str
    day: str

    @classmethod
    def of(cls, report: Report, claim_id: str = "") -> ReportName:
        """The cell of a report."""
        made = cls(report_words(report))
        made.report_id, made.claim_id = report.id, claim_id
        made.who = clip(report.publisher or report.title or report.given_id or report.address, 70)
        made.day = report.published.isoformat() if report.published else ""
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table. The columns named in `quoted` hold verbatim words, those in `names` the names that reports give, those
    in `wide` more words than others."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    quoted: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a ledger: a heading, a note, facts in a few words, plots as SVG, and tables.

    `verbatim` where the heading holds the words of a report.
    """

    heading: str
    note: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    plots: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    verbatim: bool = False


def series_section(series: FigureSeries, values: Sequence[ViewValue], words: Words = ENGLISH) -> Section:
    """One figure series: every row with its source, and the values of the views with their rules."""
    rows = tuple(
        (
            words.count(r.figure.count),
            r.figure.words.text,
            words.say("series.own", name=r.counter) if r.own else r.counter,
            ReportName.of(r.report, r.figure.id),
            _marks(r.superseded_by, r.party, r.status, series, words),
        )
        for r in series.rows
    )
    rules = tuple(
        (words.named("view", v.view), view_words(v, words), words.named("status", v.status), words.phrase(v.rule))
        for v in values
    )
    title = title_words(series, words)
    scopes = {"part": words.say("series.part"), "period": words.say("series.period")}
    return Section(
        heading=title[:1].upper() + title[1:],
        note=scopes.get(series.scope) or words.named("flow", series.flow),
        plots=(figure_plot(series, values, words),) if len(series.rows) > 1 else (),
        grids=(
            filled_grid("counts", ("number", "words", "counted_by", "report", "note"), rows, words),
            filled_grid("views", ("view", "value", "status", "rule"), rules, words),
        ),
        verbatim=bool(series.places),
    )


def _marks(superseded_by: str | None, party: bool, status: str, series: FigureSeries, words: Words) -> str:
    newer = next((r for r in series.rows if r.figure.id == superseded_by), None) if superseded_by else None
    marks = [words.say("series.replaced", words=newer.figure.words.text)] if newer else []
    marks += [words.say("series.party")] if party else []
    marks += [words.named("status", status)] if status != "occurred" else []
    return words.say("part").join(marks)


def question_section(question: Question, words: Words = ENGLISH, *, series: FigureSeries | None = None) -> Section:
    """One question: every voice with its stance, how often and when; `series` is that of a question of numbers."""
    rows = tuple(
        (
            a.who,
            words.named("stance", a.stance),
            a.answer,
            ReportName.of(a.reports[0], a.claims[0] if a.claims else ""),
            words.say("question.times", n=a.times),
            _between(a.first.isoformat() if a.first else "", a.last.isoformat() if a.last else "", words),
        )
        for a in question.answers
    )
    if question.kind == "claim":
        heading = words.say("question.claim", words=clip(question.asked, 220))
    else:
        heading = words.say("question.count", title=title_words(series, words)) if series else question.asked
    grid = filled_grid("answers", ("who", "stance", "words", "report", "how_often", "when"), rows, words)
    return Section(heading=heading, grids=(grid,), verbatim=True)


def denial_section(
    denials: Sequence[Denial], accused: Sequence[Answer], answers: Sequence[Answer], words: Words = ENGLISH
) -> Section:
    """Denials beside what they deny, accusations, and claims of responsibility beside their events."""
    denied = [
        (
            d.denier or words.say("missing.denier"),
            d.words.text,
            _claim_words(d.link.claim) if d.link else words.say("missing.denied"),
            _said_by(d.link.claim, words) if d.link else "",
            words.phrase(d.link.basis) if d.link else "",
            ReportName.of(d.report, d.statement.id if d.statement else ""),
        )
        for d in denials
    ]
    blamed = [
        (
            _said_by(a.statement, words),
            a.accused or words.say("missing.accused"),
            a.statement.words.text,
            ReportName.of(a.report, a.statement.id),
        )
        for a in accused
    ]
    claimed = [
        (
            _said_by(a.statement, words),
            a.statement.words.text,
            _claim_words(a.link.claim) if a.link else words.say("missing.event"),
            words.phrase(a.link.basis) if a.link else "",
            ReportName.of(a.report, a.statement.id),
        )
        for a in answers
    ]
    return filled(
        Section(
            heading=words.say("section.denials"),
            grids=(
                filled_grid("denials", _DENIED, denied, words),
                filled_grid("accusations", ("who_accuses", "accused", "words", "report"), blamed, words),
                filled_grid("responsibility", ("who_claims", "words", "event", "tied_by", "report"), claimed, words),
            ),
        )
    )


_DENIED = ("denier", "words", "claim_denied", "said_by", "tied_by", "report")


def influence_section(claims: Sequence[InfluenceClaim], words: Words = ENGLISH) -> Section:
    """What is claimed of influence campaigns; no event is counted from it."""
    rows = [
        (
            c.speaker or words.say("report.itself"),
            ", ".join(c.operators),
            ", ".join(c.targets),
            ", ".join(c.channels),
            ", ".join(f"{t.id} {t.name}" for t in c.techniques),
            ", ".join(c.evidence),
            c.words.text,
            ReportName.of(c.report, c.statement.id if c.statement else ""),
        )
        for c in claims
    ]
    columns = ("said_by", "operator", "target", "channel", "disarm", "evidence", "words", "report")
    grid = filled_grid("claims", columns, rows, words)
    return filled(Section(heading=words.say("section.influence"), grids=(grid,)))


def import_sections(
    table: Sequence[Contribution], comparisons: Sequence[Comparison], country: Country, words: Words = ENGLISH
) -> tuple[Section, ...]:
    """Differences first, then the table and the text, apart."""
    results = {True: "result.differs", False: "result.agrees", None: "result.not_compared"}
    compared = [
        (
            country(c.iso),
            c.operation,
            words.count(c.said) + (f" {words.named('category', c.category)}" if c.category else ""),
            words.say("missing.row") if c.table is None else words.number(c.table),
            c.day.isoformat() if c.day else "",
            ", ".join(map(str, c.rows)),
            words.say(results[c.differs]),
            c.words.text,
            ReportName.of(c.report, c.fact.id),
        )
        for c in comparisons
    ]
    columns = ("country", "operation", "text", "table", "month", "rows", "result", "words", "report")
    rows = [
        (
            str(r.row),
            r.country,
            r.iso or words.say("missing.code"),
            r.mission,
            r.kind,
            words.number(r.personnel),
            r.day.isoformat(),
        )
        for r in table
    ]
    differing = [row for row, c in zip(compared, comparisons, strict=True) if c.differs]
    return (
        Section(
            heading=words.say("section.differences", n=len(differing)),
            grids=(filled_grid("against", columns, differing, words),),
        ),
        Section(heading=words.say("section.reports_say"), grids=(filled_grid("text", columns, compared, words),)),
        Section(
            heading=words.say("section.table_says"),
            grids=(
                filled_grid("table", ("row", "country", "code", "mission", "kind", "personnel", "month"), rows, words),
            ),
        ),
    )


def _claim_words(claim: Claim) -> str:
    words = getattr(claim, "words", None)
    return words.text if words is not None else claim.evidence[0].text


def _said_by(claim: Claim, words: Words) -> str:
    return sources_words(claim.sources, words)


def sources_words(sources: Sequence[Source], words: Words = ENGLISH) -> str:
    """The chain of sources, or that the report itself says so."""
    return words.say("part").join(source_words(s) for s in sources if s.label) or words.say("report.itself")


def filled_grid(key: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]], words: Words = ENGLISH) -> Grid:
    """A table without the columns that no row fills; its title and columns are keys of the catalogue."""
    kept = [n for n, _ in enumerate(columns) if any(row[n] for row in rows)]

    def named(which: frozenset[str]) -> tuple[str, ...]:
        return tuple(words.say(f"column.{columns[n]}") for n in kept if columns[n] in which)

    return Grid(
        title=words.say(f"grid.{key}"),
        columns=named(frozenset(columns)),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
        quoted=named(_QUOTED),
        names=named(_NAMES),
        wide=named(_QUOTED | {"rule"}),
    )


def filled(section: Section) -> Section:
    """The section without its empty tables."""
    grids = tuple(g for g in section.grids if g.rows)
    return replace(section, grids=grids)


def _between(first: str, last: str, words: Words) -> str:
    return first if first == last else words.say("days.range", first=first, last=last)

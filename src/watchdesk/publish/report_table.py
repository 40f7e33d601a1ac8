"""One reading as tables for the terminal, one per kind of claim."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from watchdesk.publish.claim_cards import actor_words, count_words, place_words, source_words, when_words
from watchdesk.publish.wording import many
from watchdesk.records import Claim, Event, Figure, MissionFact, Reading, Statement


def report_tables(reading: Reading) -> RenderableType:
    """The heading of a report and a table for each kind of claim that it holds."""
    report = reading.report
    parts: list[RenderableType] = [_heading(reading)]
    for title, columns, rows in (
        ("Events", ("Type", "Who", "To whom", "Where", "When", "Deaths", "Status", "Words"), _events(reading.claims)),
        ("Figures", ("Number", "Measure", "Words", "Counted", "Source"), _figures(reading.claims)),
        ("Statements", ("Speaker", "Act", "Target", "Words"), _statements(reading.claims)),
        ("Peace operations", ("Operation", "Fact", "Country", "Personnel", "Dates", "Words"), _facts(reading.claims)),
    ):
        if rows:
            parts.append(_table(f"{title} ({len(rows)})", columns, rows))
    if not reading.claims:
        parts.append(Text("No claims found."))
    for stripped in report.stripped:
        words = " ".join(stripped.text.split())
        parts.append(Text(f"Left out ({stripped.reason}): {words[:110]}{'…' if len(words) > 110 else ''}", style="dim"))
    if reading.dropped:
        parts.append(Text(f"{many(len(reading.dropped), 'claim')} dropped by the verbatim check", style="bold red"))
    return Group(*parts)


def print_reading(reading: Reading, console: Console) -> None:
    """Print the tables of one reading."""
    console.print(report_tables(reading))
    console.print()


def _heading(reading: Reading) -> Text:
    report = reading.report
    title = report.title or report.given_id or report.address
    day = f"published {report.published.isoformat()}" if report.published else "no publication date"
    return Text.assemble((title, "bold"), f"  ({report.language}, {day}, {many(len(reading.claims), 'claim')})")


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", show_lines=False, expand=True)
    for column in columns:
        table.add_column(column, ratio=3 if column == "Words" else 1, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _events(claims: tuple[Claim, ...]) -> list[tuple[str, ...]]:
    return [
        (
            c.sub_event_type,
            actor_words(c.actor1),
            actor_words(c.actor2),
            place_words(c.place),
            when_words(c.when),
            _deaths(c),
            c.status,
            c.evidence[0].text,
        )
        for c in claims
        if isinstance(c, Event)
    ]


def _deaths(event: Event) -> str:
    found = event.deaths
    if found is None:
        return ""
    return str(found.low) if found.low == found.high else f"{found.low}–{found.high}"


def _figures(claims: tuple[Claim, ...]) -> list[tuple[str, ...]]:
    return [
        (
            count_words(c.count),
            c.measure,
            c.words.text,
            c.who or "",
            source_words(c.sources[0]) if c.sources else "the report",
        )
        for c in claims
        if isinstance(c, Figure)
    ]


def _statements(claims: tuple[Claim, ...]) -> list[tuple[str, ...]]:
    return [
        (
            source_words(c.sources[0]) if c.sources else "",
            c.act.replace("_", " "),
            c.target or "",
            f"“{c.words.text}”" if c.mode == "direct" else c.words.text,
        )
        for c in claims
        if isinstance(c, Statement)
    ]


def _facts(claims: tuple[Claim, ...]) -> list[tuple[str, ...]]:
    return [
        (
            c.operation,
            c.action.replace("_", " "),
            c.country or "",
            count_words(c.personnel) if c.personnel else "",
            " / ".join(d for d in (c.announced, c.effective) if d),
            c.evidence[0].text,
        )
        for c in claims
        if isinstance(c, MissionFact)
    ]

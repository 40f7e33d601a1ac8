"""Ledger sections as tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from watchdesk.publish.ledger_sections import Grid, Section


def print_sections(sections: Sequence[Section], console: Console) -> None:
    """Print the sections one after the other; plots are for the page."""
    for section in sections:
        console.print(Text.assemble((section.heading, "bold"), f"  {section.note}" if section.note else ""))
        for name, words in section.facts:
            console.print(Text.assemble((f"{name}: ", "dim"), words.replace("\n", "; ")))
        for grid in section.grids:
            console.print(_table(grid))
        console.print()


def _table(grid: Grid) -> Table:
    table = Table(title=f"{grid.title} ({len(grid.rows)})", title_justify="left", expand=True)
    for column in grid.columns:
        table.add_column(column, ratio=4 if column in grid.wide else 1, overflow="fold")
    for row in grid.rows:
        table.add_row(*(Text(" ".join(cell.split())) for cell in row))
    return table

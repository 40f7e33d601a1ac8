"""The commands of the ledgers: figures, operation, question, and the import of the UN's contribution tables."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdesk.errors import BadSetting, RunError
from watchdesk.exits import OK, SOME_FAILED, day_of, misused
from watchdesk.publish.wording import many
from watchdesk.records import Issue, Reading, Stated
from watchdesk.settings import Settings, load_settings
from watchdesk.store_option import Db

if TYPE_CHECKING:
    from watchdesk.publish.ledger_sections import Section
    from watchdesk.resolve.names import NameLists

import_app = typer.Typer(no_args_is_help=True, help="Bring tables of others and lay them beside the reports.")

Paths = Annotated[
    list[str] | None,
    typer.Argument(help="Files or folders (.txt .md .html .pdf .eml .jsonl), or -; without any, the store's reports."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only reports published by this day, YYYY-MM-DD.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the ledger as JSON.")]
Page = Annotated[Path | None, typer.Option(help="Write one self-contained HTML page with plots to this file.")]
Workers = Annotated[int | None, typer.Option(help="Processes that read at once. [default: 1]")]


def register(app: typer.Typer) -> None:
    """Add the commands of the ledgers to `app`."""
    app.command()(figures)
    app.command()(operation)
    app.command()(question)
    app.add_typer(import_app, name="import")


def figures(
    paths: Paths = None,
    view: Annotated[
        str | None, typer.Option(help="One view only: lowest, low-best-high or most-representative.")
    ] = None,
    as_of: AsOf = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also figures that only one source gives, and parts of totals.")
    ] = False,
    json_out: AsJson = False,
    page: Page = None,
    workers: Workers = None,
    db: Db = None,
) -> None:
    """Put the figures of one quantity side by side, with the value of each view and the rule it comes from."""
    from watchdesk.ledger.figure_series import figure_series
    from watchdesk.ledger.views import view_values
    from watchdesk.publish.ledger_sections import series_section

    day = day_of(as_of, "--as-of")
    with_names, readings, failed = _readings(paths, workers, page, db)
    try:
        found = figure_series(readings, with_names, as_of=day)
        shown = [s for s in found if everything or (len(s.rows) > 1 and s.scope != "part")]
        valued = [(s, view_values(s, view)) for s in shown]
    except RunError as fault:
        misused(str(fault))
    title = f"Figures: {many(len(shown), 'quantity', 'quantities')}"
    ledger = [{"series": s, "views": v} for s, v in valued]
    _give(title, _subtitle(readings, day), [series_section(s, v) for s, v in valued], ledger, json_out, page)
    if len(found) > len(shown):
        left = len(found) - len(shown)
        verb = "stands alone or is a part of a total" if left == 1 else "stand alone or are parts of totals"
        sys.stderr.write(f"{many(left, 'figure')} {verb}; --all shows {'it' if left == 1 else 'them'}\n")
    raise typer.Exit(SOME_FAILED if failed else OK)


def operation(
    name: Annotated[str, typer.Argument(help="The operation's name, such as MINUSMA.")],
    paths: Paths = None,
    as_of: AsOf = None,
    json_out: AsJson = False,
    page: Page = None,
    workers: Workers = None,
    db: Db = None,
) -> None:
    """Show the ledger of one peace operation: contributors, withdrawals, mandate, strength, denials, attacks."""
    from watchdesk.ledger.operations import operation_ledger, operation_names
    from watchdesk.publish.operation_sections import operation_sections

    day = day_of(as_of, "--as-of")
    names, readings, failed = _readings(paths, workers, page, db)
    ledger = operation_ledger(name, readings, names, as_of=day)
    if not ledger.reports:
        known = ", ".join(operation_names(readings)) or "none"
        sys.stderr.write(f"no report tells of {name!r}; operations told of: {known}\n")
        raise typer.Exit(SOME_FAILED)
    sections = operation_sections(ledger, names.country_name)
    _give(f"{ledger.name}: ledger", _subtitle(readings, day), sections, ledger, json_out, page)
    raise typer.Exit(SOME_FAILED if failed else OK)


def question(
    paths: Paths = None,
    about: Annotated[str | None, typer.Option(help="Only questions, denials and claims with these words.")] = None,
    as_of: AsOf = None,
    json_out: AsJson = False,
    page: Page = None,
    workers: Workers = None,
    db: Db = None,
) -> None:
    """Show rival answers to one question, denials beside what they deny, accusations, and influence claims."""
    from watchdesk.ledger.denials import accusations_of, claims_of_responsibility, denials_of
    from watchdesk.ledger.figure_series import figure_series
    from watchdesk.ledger.influence import influence_claims
    from watchdesk.ledger.questions import questions_of
    from watchdesk.publish.ledger_json import ledger_json
    from watchdesk.publish.ledger_sections import denial_section, influence_section, question_section

    day = day_of(as_of, "--as-of")
    names, every, failed = _readings(paths, workers, page, db)
    readings = [r for r in every if not (day and r.report.published and r.report.published > day)]
    questions = questions_of(readings, figure_series(readings, names), names)
    denials, claimed = denials_of(readings, names), claims_of_responsibility(readings)
    accused = accusations_of(readings, names)
    influence = influence_claims(readings, names)
    if about:
        wanted = about.casefold()
        questions = tuple(q for q in questions if wanted in ledger_json(q).casefold())
        denials = tuple(d for d in denials if wanted in ledger_json(d).casefold())
        claimed = tuple(c for c in claimed if wanted in ledger_json(c).casefold())
        accused = tuple(c for c in accused if wanted in ledger_json(c).casefold())
        influence = tuple(c for c in influence if wanted in ledger_json(c).casefold())
    sections = [
        *map(question_section, questions),
        denial_section(denials, accused, claimed),
        influence_section(influence),
    ]
    ledger = {
        "questions": questions,
        "denials": denials,
        "accusations": accused,
        "claimed": claimed,
        "influence": influence,
    }
    shown = [s for s in sections if s.grids]
    _give(f"Questions: {len(questions)}", _subtitle(readings, day), shown, ledger, json_out, page)
    raise typer.Exit(SOME_FAILED if failed else OK)


@import_app.command("un-contributions")
def un_contributions(
    file: Annotated[Path, typer.Argument(help="A UN monthly contribution table as CSV.")],
    paths: Paths = None,
    as_of: AsOf = None,
    json_out: AsJson = False,
    page: Page = None,
    workers: Workers = None,
    db: Db = None,
) -> None:
    """Lay a UN contribution table beside what the reports say, list the differences, and change neither."""
    from watchdesk.ledger.contributions import compare_contributions, differences, read_contributions
    from watchdesk.publish.ledger_sections import import_sections

    day = day_of(as_of, "--as-of")
    names, every, failed = _readings(paths, workers, page, db)
    readings = [r for r in every if not (day and r.report.published and r.report.published > day)]
    try:
        table = read_contributions(file, names)
    except RunError as fault:
        misused(str(fault))
    compared = compare_contributions(table, readings)
    ledger = {"differences": differences(compared), "text": compared, "table": table}
    sections = import_sections(table, compared, names.country_name)
    _give(f"Contributions: {file.name}", _subtitle(readings, day), sections, ledger, json_out, page)
    sys.stderr.write(f"{many(len(table), 'row')} read, {many(len(differences(compared)), 'difference')}\n")
    raise typer.Exit(SOME_FAILED if failed else OK)


def _readings(
    paths: list[str] | None, workers: int | None, page: Path | None, db: str | None
) -> tuple[NameLists, list[Reading], int]:
    """Every report of `paths` read, or those of the store; with the name lists and how many failed.

    Each failure is named on stderr.
    """
    from watchdesk.pipeline import open_name_lists

    try:
        settings: Settings = load_settings({"workers": workers, "database": db})
        if page is not None and not page.absolute().parent.is_dir():
            raise BadSetting(
                f"--page is {str(page)!r}, expected a file in an existing folder; make {page.parent} first"
            )
        readings, failed = _read_paths(paths, settings) if paths else (_kept(settings), 0)
        return open_name_lists(settings), readings, failed
    except RunError as fault:
        misused(str(fault))


def _read_paths(paths: list[str], settings: Settings) -> tuple[list[Reading], int]:
    from watchdesk.collect.folders import collect_paths
    from watchdesk.workers import read_captures

    readings: list[Reading] = []
    failed = 0
    for outcome in read_captures(collect_paths(paths, Stated()), settings):
        if isinstance(outcome, Issue):
            failed += 1
            sys.stderr.write(f"failed: {outcome.reason}\n")
        else:
            readings.append(outcome)
    return readings, failed


def _kept(settings: Settings) -> list[Reading]:
    """The readings of the store, reprints left out."""
    from watchdesk.store.opening import open_store
    from watchdesk.store.reading import readings

    store = open_store(settings.database, make=False)
    try:
        return list(readings(store))
    finally:
        store.close()


def _give(
    title: str, subtitle: str, sections: Sequence[Section], ledger: object, json_out: bool, page: Path | None
) -> None:
    """JSON or tables on standard output, and the page where one was asked for."""
    if page is not None:
        from watchdesk.publish.ledger_page import ledger_page

        page.write_text(ledger_page(title, subtitle, sections), encoding="utf-8")
        sys.stderr.write(f"wrote {page}\n")
    if json_out:
        from watchdesk.publish.ledger_json import ledger_json

        sys.stdout.write(ledger_json(ledger) + "\n")
    elif page is None:
        from rich.console import Console

        from watchdesk.publish.ledger_table import print_sections

        print_sections(sections, Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160))


def _subtitle(readings: Sequence[Reading], as_of: dt.date | None) -> str:
    kept = [r for r in readings if not (as_of and r.report.published and r.report.published > as_of)]
    days = sorted(r.report.published for r in kept if r.report.published)
    span = f", published {days[0].isoformat()} to {days[-1].isoformat()}" if days else ""
    return f"{many(len(kept), 'report')}{span}{f'; as of {as_of.isoformat()}' if as_of else ''}"

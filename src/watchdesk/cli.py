"""The `watchdesk` command; the only place that prints, reads the environment or exits."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from watchdesk import __version__, ledger_commands, measure_commands, publish_commands, serve_command, store_commands
from watchdesk.errors import RunError
from watchdesk.exits import OK, SOME_FAILED, day_of, misused
from watchdesk.records import Issue, Reading, Stated
from watchdesk.settings import Settings, gazetteer_to_fill, load_settings

"""Exit codes: all read; some failed, each named; the command was misused."""

app = typer.Typer(
    name="watchdesk",
    help="Conflict reports in, reviewed incidents out: claims with the very words they stand on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


gazetteer_app = typer.Typer(no_args_is_help=True, help="Add place names of your own, and look names up.")
app.add_typer(gazetteer_app, name="gazetteer")
store_commands.register(app)
ledger_commands.register(app)
serve_command.register(app)
publish_commands.register(app)
measure_commands.register(app)


def _print_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"watchdesk {__version__}\n")
        raise typer.Exit(OK)


@app.callback()
def main_options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done, on standard error.")] = False,
) -> None:
    """Take the options that stand before the command."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files or folders (.txt .md .html .pdf .eml .jsonl), or - for standard input."),
    ],
    published: Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the reports: en or fr.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report.")] = None,
    json_lines: Annotated[bool, typer.Option("--json", help="Print one report record per line, as JSON.")] = False,
    page: Annotated[Path | None, typer.Option(help="Write one self-contained HTML page to this file.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that read at once. [default: 1]")] = None,
    reader: Annotated[str | None, typer.Option(help="Who finds events: auto, rules or model.")] = None,
    actors: Annotated[Path | None, typer.Option(help="A YAML file of actors of your own.")] = None,
    gazetteer: Annotated[Path | None, typer.Option(help="A gazetteer of your own.")] = None,
) -> None:
    """Read reports and print what each claims, who says so, and where the words stand."""
    flags = {"workers": workers, "reader": reader, "actors": actors, "gazetteer": gazetteer}
    try:
        stated = Stated(title=title, published=day_of(published, "--published"), language=_language(language))
        raise typer.Exit(_read(paths, stated, load_settings(flags), json_lines=json_lines, page=page))
    except RunError as fault:
        misused(str(fault))


@app.command()
def doctor() -> None:
    """Say what is installed, which parts of the data are present, and what a missing part costs."""
    from watchdesk.doctor import examine

    findings = examine()
    for finding in findings:
        mark = "ok     " if finding.present else "MISSING"
        cost = "" if finding.present else f": {finding.cost}; reinstall watchdesk"
        sys.stdout.write(f"{mark} {finding.name} ({finding.detail}){cost}\n")
    raise typer.Exit(OK if all(f.present for f in findings) else SOME_FAILED)


@gazetteer_app.command("add")
def gazetteer_add(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|COUNTRY",
            help="GeoNames dump (.txt, .zip), OCHA p-code table or CSV of your own; or a country, whose GeoNames dump "
            "is then downloaded; allCountries for all.",
        ),
    ],
    to: Annotated[
        Path | None, typer.Option(help="The gazetteer to add to. [default: that of WATCHDESK_GAZETTEER]")
    ] = None,
    mirror: Annotated[str | None, typer.Option(help="Another address to download dumps from.")] = None,
) -> None:
    """Add the places of a file or a country to a gazetteer of your own, which every later reading asks beside the
    embedded one."""
    from watchdesk.resolve.gazetteer_files import add_gazetteer

    try:
        target = to or gazetteer_to_fill()
        with _places_file(what, mirror) as file:
            added = add_gazetteer(file, target, told=_count_places)
    except RunError as fault:
        misused(str(fault))
    sys.stderr.write(f"{target} now holds {added.places:,} places with {added.names:,} names\n")


@contextmanager
def _places_file(what: str, mirror: str | None) -> Iterator[Path]:
    """The file that was named, or the dump of the country that was."""
    from watchdesk.collect.geonames import ADDRESS, ALL, geonames_dump
    from watchdesk.resolve.countries import country_code

    path = Path(what)
    if path.is_file():
        yield path
        return
    code = ALL if what == ALL else country_code(what)
    if code is None:
        misused(
            f"{what!r} is neither a file nor a country, expected a GeoNames dump, an OCHA p-code table, a CSV of your "
            f"own, a country such as ML or Mali, or {ALL}"
        )
    with geonames_dump(code, address=mirror or ADDRESS) as file:
        yield file


@gazetteer_app.command("find")
def gazetteer_find(
    name: Annotated[str, typer.Argument(help="A place name, in any spelling.")],
    gazetteer: Annotated[Path | None, typer.Option(help="A gazetteer of your own.")] = None,
) -> None:
    """Print the places of a name, most populous first: GeoNames id, name, region, country, coordinates, feature."""
    from watchdesk.pipeline import open_name_lists

    try:
        names = open_name_lists(load_settings({"gazetteer": gazetteer}))
    except RunError as fault:
        misused(str(fault))
    found = names.places_named(name) or names.places_like(name)
    for place in found:
        where = f"{place.latitude:.4f}\t{place.longitude:.4f}\t{place.feature}\t{place.population}"
        sys.stdout.write(f"{place.geonames_id}\t{place.name}\t{place.admin1 or ''}\t{place.country}\t{where}\n")
    if not found:
        sys.stderr.write(f"no place is named {name!r}; add a gazetteer with `watchdesk gazetteer add FILE`\n")
    raise typer.Exit(OK if found else SOME_FAILED)


def _count_places(count: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{count:,} places")


def _read(paths: list[str], stated: Stated, settings: Settings, *, json_lines: bool, page: Path | None) -> int:
    """Read every path, print as asked, and give the exit code."""
    if page is not None and not page.absolute().parent.is_dir():
        raise RunError(f"--page is {str(page)!r}, expected a file in an existing folder; make {page.parent} first")
    failed = 0
    shown: list[Reading] = []
    for outcome in _with_progress(_outcomes(paths, stated, settings), quiet=json_lines and len(paths) == 1):
        if isinstance(outcome, Issue):
            failed += 1
            sys.stderr.write(f"failed: {outcome.reason}\n")
            continue
        _show(outcome, json_lines=json_lines, to_page=page is not None)
        if page is not None:
            shown.append(outcome)
    if page is not None and shown:
        from watchdesk.publish.report_page import report_page

        page.write_text(report_page(shown), encoding="utf-8")
        sys.stderr.write(f"wrote {page}\n")
    return SOME_FAILED if failed else OK


def _outcomes(paths: list[str], stated: Stated, settings: Settings) -> Iterator[Reading | Issue]:
    from watchdesk.collect.folders import collect_paths
    from watchdesk.workers import read_captures

    return read_captures(collect_paths(paths, stated), settings)


def _show(reading: Reading, *, json_lines: bool, to_page: bool) -> None:
    """One reading on standard output: a line of JSON, or tables; nothing where only a page was asked for."""
    if json_lines:
        from watchdesk.publish.report_json import report_line

        sys.stdout.write(report_line(reading) + "\n")
        sys.stdout.flush()
    elif not to_page:
        from rich.console import Console

        from watchdesk.publish.report_table import print_reading

        print_reading(reading, Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160))
    for issue in reading.dropped:
        sys.stderr.write(f"dropped: {issue.address}: {issue.reason}\n")


def _with_progress(outcomes: Iterator[Reading | Issue], *, quiet: bool) -> Iterator[Reading | Issue]:
    """The outcomes, with a count on standard error where that is a terminal and there are many."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def _language(text: str | None) -> str | None:
    if text not in (None, "en", "fr"):
        misused(f"--language is {text!r}, expected en or fr")
    return text


def main() -> None:
    """Run the command. A closed pipe (`watchdesk read … | head`) ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(SOME_FAILED) from None

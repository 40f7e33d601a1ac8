"""The commands that measure a reader on a team's own reports: judged writes the set, eval reads it anew."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdesk.errors import BadSetting, RunError
from watchdesk.exits import OK, SOME_FAILED, misused
from watchdesk.settings import READERS, Settings, load_settings
from watchdesk.store_option import Db, opened_store

if TYPE_CHECKING:
    from watchdesk.evaluation import Measured
    from watchdesk.measure.pairing import Record
    from watchdesk.measure.scoring import Scores
    from watchdesk.publish.judged_reports import JudgedSet

_NOTE = (
    "[low, high]: 95 % over resampled reports; not given for fewer than {least}, and too narrow where they are few.\n"
    "Recall knows only claims that a reader found or people added: it flatters where nobody looked for missed ones.\n"
    "Claims that were judged as a reader showed them lean to that reader. See docs/quality.md.\n"
)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("judged")(write_judged)
    app.command("eval")(eval_readers)


def write_judged(
    to: Annotated[Path, typer.Option(help="A new or empty folder to write to.")],
    withhold: Annotated[
        bool,
        typer.Option("--withhold-private-persons", help="Withhold names of private persons, to share the set."),
    ] = False,
    db: Db = None,
) -> None:
    """Write the reports whose every claim people judged, as annotated reports to measure and train readers on."""
    from watchdesk.private_persons import PrivatePersons
    from watchdesk.publish.export import write_files
    from watchdesk.publish.judged_reports import LEFT_OUT, judged_set, set_files

    with opened_store(db) as (store, settings):
        _check_folder(to)
        private = None
        if withhold:
            from watchdesk.pipeline import open_name_lists

            private = PrivatePersons(open_name_lists(settings))
        made = judged_set(store, private)
        _check_any(made, settings.database)
        to.mkdir(exist_ok=True)
        write_files({to / name: body for name, body in set_files(made).items()})
    counted = Counter(record["document"]["language"] for _, record in made.reports)
    sys.stderr.write(
        f"{to}: {len(made.reports)} reports ({_languages(counted)}), {made.added} claims added by people\n"
    )
    if made.left_out:
        sys.stderr.write(f"{_left_out(made)}; {to / LEFT_OUT} lists them\n")


def eval_readers(
    on: Annotated[
        str | None,
        typer.Option(help="A folder or zip file of annotated reports, or a store. [default: the store, watchdesk.db]"),
    ] = None,
    reader: Annotated[
        list[str] | None, typer.Option(help="auto, rules or model; may be repeated, to set them side by side.")
    ] = None,
    json_out: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    workers: Annotated[int | None, typer.Option(help="Processes that read at once. [default: 1]")] = None,
) -> None:
    """Read reports anew that people judged or annotated, and print how well: by kind of claim and by language."""
    from watchdesk.evaluation import measure_reader, reader_used
    from watchdesk.measure.resampling import LEAST

    try:
        settings = load_settings({"workers": workers})
        chosen = tuple(dict.fromkeys(reader or [settings.reader]))
        for name in chosen:
            if name not in READERS:
                raise BadSetting(f"--reader is {name!r}, expected one of {', '.join(READERS)}")
        reports = _reports(on, settings)
        measured = {}
        for name in chosen:
            used = reader_used(replace(settings, reader=name))
            measured[used.reader] = list(measure_reader(reports, used))
    except RunError as fault:
        misused(str(fault))
    failed = [m for found in measured.values() for m in found if m.fault]
    for one in failed:
        sys.stderr.write(f"failed, so that all of it counts as missed: {one.name}: {one.fault}\n")
    _print(measured, on or settings.database, json_out)
    sys.stdout.flush()
    if not json_out:
        sys.stderr.write(_NOTE.format(least=LEAST))
    raise typer.Exit(SOME_FAILED if failed else OK)


def _reports(on: str | None, settings: Settings) -> list[tuple[str, Record]]:
    """The annotated reports of a folder, a zip file or a store. Raises BadSetting where there are none."""
    from watchdesk.measure.annotated import read_annotated

    where = on or settings.database
    path = Path(where)
    if path.is_dir() or path.suffix.casefold() == ".zip":
        return read_annotated(path)
    if on is not None and "://" not in on and not path.is_file():
        raise BadSetting(
            f"--on is {on!r}, expected a folder or zip file of annotated reports (`watchdesk judged --to FOLDER` "
            "writes one), or a store: a file such as watchdesk.db, or the URL of a database; there is none of this name"
        )
    return _judged_reports(where)


def _judged_reports(database: str) -> list[tuple[str, Record]]:
    """The reports of a store whose claims were all judged. Raises BadSetting where there are none."""
    from watchdesk.publish.judged_reports import judged_set
    from watchdesk.store.opening import open_store

    store = open_store(database, make=False)
    try:
        made = judged_set(store)
    finally:
        store.close()
    _check_any(made, database)
    if made.left_out:
        sys.stderr.write(_left_out(made) + "\n")
    return list(made.reports)


def _check_any(made: JudgedSet, name: str) -> None:
    """Raises BadSetting where a set is empty, saying what is missing."""
    if not made.reports:
        told = f"; {_left_out(made)}" if made.left_out else ""
        raise BadSetting(
            f"{name} has no report whose claims were all judged{told}; of {made.untouched} nothing was judged. "
            "Judge them at the desk (`watchdesk serve`): the queue says which"
        )


def _check_folder(folder: Path) -> None:
    """The folder must be new or empty of other sets: files of two sets must not be taken for one."""
    if folder.is_dir():
        there = sorted(p.name for p in folder.glob("*.json"))
        if there:
            raise BadSetting(
                f"--to is {str(folder)!r}, which holds {len(there)} files such as {there[0]}, expected a new or empty "
                "folder: files of two sets would be taken for one"
            )
    elif folder.exists() or not folder.absolute().parent.is_dir():
        raise BadSetting(f"--to is {str(folder)!r}, expected a folder, or a new one in an existing folder")


def _left_out(made: JudgedSet) -> str:
    from watchdesk.publish.judged_reports import WHY

    reasons = ", ".join(f"{many} ({WHY[why]})" for why, many in made.reasons.most_common())
    return f"left out, though something of them was judged: {reasons}"


def _languages(counted: Counter[str]) -> str:
    return ", ".join(f"{many} {language}" for language, many in sorted(counted.items()))


def _print(measured: dict[str, list[Measured]], where: str, json_out: bool) -> None:
    """The scores of each reader over all reports and over those of each language."""
    from watchdesk.measure.score_table import score_record

    groups = {name: _groups(found) for name, found in measured.items()}
    if json_out:
        records = [
            {"reader": name, "reports": len(found), "scores": {g: score_record(s) for g, s in groups[name].items()}}
            for name, found in measured.items()
        ]
        sys.stdout.write(json.dumps({"on": where, "readers": records}, ensure_ascii=False, indent=1) + "\n")
        return
    _print_table(groups, where)


def _groups(found: Sequence[Measured]) -> dict[str, list[Scores]]:
    """The scores of all reports, and of each language where there are several."""
    languages = sorted({m.language for m in found})
    groups = {"all": [m.scores for m in found]}
    return groups | {n: [m.scores for m in found if m.language == n] for n in languages if len(languages) > 1}


def _print_table(groups: dict[str, dict[str, list[Scores]]], where: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from watchdesk.measure.score_table import score_rows

    columns = [(reader, group, scores) for reader, found in groups.items() for group, scores in found.items()]
    table = Table(title=f"{where}, read anew", title_justify="left")
    table.add_column("", no_wrap=True)
    for reader, group, scores in columns:
        many = f"{len(scores)} report{'s' if len(scores) != 1 else ''}"
        table.add_column(f"{reader}\n{many if group == 'all' else f'{many}, {group}'}", no_wrap=True)
    for row in score_rows([scores for _, _, scores in columns]):
        table.add_row(*row)
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200).print(table)

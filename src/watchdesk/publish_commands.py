"""The commands that publish: export, diff, digest; and the imports of tables that the user holds."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchdesk.errors import BadSetting, RunError
from watchdesk.exits import day_of, misused
from watchdesk.ledger_commands import import_app
from watchdesk.settings import Settings, load_settings
from watchdesk.store_option import Db, opened_store

if TYPE_CHECKING:
    from watchdesk.private_persons import PrivatePersons
    from watchdesk.publish.digest import Digest
    from watchdesk.publish.digest_mail import MailServer
    from watchdesk.publish.export import Exported
    from watchdesk.resolve.names import NameLists
    from watchdesk.store.opening import Store
    from watchdesk.tables.table_rows import Kind

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Private = Annotated[
    bool,
    typer.Option(
        "--with-private-persons", help="Name private persons too: victims, witnesses, detainees. Withheld by default."
    ),
]
Coarsen = Annotated[
    list[str] | None,
    typer.Option(
        help="Make places coarser: near, admin1 or country; 'Sexual violence=admin1' for a type, "
        "'source:NAME=country' for a publisher; may be repeated."
    ),
]
TableFile = Annotated[Path, typer.Argument(help="A CSV file in UTF-8.")]
Yes = Annotated[bool, typer.Option("--yes", help="Keep it. Without this it is only shown.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would change, also beside --yes.")]
Moment = Annotated[str, typer.Option(help="A day (YYYY-MM-DD) or a moment (YYYY-MM-DDTHH:MM, UTC).")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("export")(export_formats)
    app.command("diff")(diff)
    app.command("digest")(digest)
    import_app.command("acled")(import_acled)
    import_app.command("ucdp")(import_ucdp)
    import_app.command("csv")(import_csv)


def export_formats(
    formats: Annotated[
        list[str],
        typer.Argument(help="acled, ucdp, plover, csv, jsonl, geojson, geoparquet, hxl, ftm; or all."),
    ],
    to: Annotated[
        Path | None, typer.Option(help="The folder to write to. Without it one format goes to standard output.")
    ] = None,
    view: Annotated[
        str | None,
        typer.Option(help="lowest, low-best-high or most-representative. [default: lowest for acled, else the second]"),
    ] = None,
    since: Annotated[str | None, typer.Option(help="Incidents from this day on, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Incidents up to this day, YYYY-MM-DD.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="ISO code of a country; may be repeated.")] = None,
    with_private_persons: Private = False,
    coarsen: Coarsen = None,
    with_imported: Annotated[
        bool, typer.Option("--with-imported", help="Also rows imported from ACLED's or UCDP's tables.")
    ] = False,
    with_unproven: Annotated[
        bool,
        typer.Option("--with-unproven", help="In acled and ucdp: also what is only alleged, denied or announced."),
    ] = False,
    numeric_codes: Annotated[
        bool, typer.Option("--numeric-codes", help="In acled: inter and interaction as numbers.")
    ] = False,
    db: Db = None,
) -> None:
    """Write the store's incidents in other programs' formats: all files, or none. Private persons are withheld."""
    from watchdesk.publish.export import EXPORTERS, Publication, export_incidents, write_files
    from watchdesk.publish.export_options import ExportOptions
    from watchdesk.publish.redaction import read_coarsening
    from watchdesk.store.incident_reading import every_incident_file
    from watchdesk.store.wanted import Wanted

    wanted = Wanted(
        first_day=day_of(since, "--since"), last_day=day_of(until, "--until"), countries=tuple(country or ())
    )
    chosen = list(EXPORTERS) if formats == ["all"] else formats
    with opened_store(db) as (store, settings):
        if to is None and len(chosen) != 1:
            raise BadSetting("several formats go to files: name their folder with --to FOLDER")
        if to is not None:
            _make_folder(to)
        names = _names(settings)
        publication = Publication(
            options=ExportOptions(country_name=names.country_name, numeric_codes=numeric_codes, unproven=with_unproven),
            private=None if with_private_persons else _private(names),
            coarsenings=tuple(read_coarsening(c) for c in coarsen or ()),
            view=view,
            imported=with_imported,
        )
        made = export_incidents(chosen, every_incident_file(store, wanted), publication)
        if to is None:
            sys.stdout.buffer.write(made[0].body)
        else:
            write_files({to / one.file_name: one.body for one in made})
        for one in made:
            sys.stderr.write(_told(one, to) + "\n")


def diff(since: Moment, json_out: AsJson = False, db: Db = None) -> None:
    """Print what changed since a day or moment: incidents, figures, operations; new, changed, disputed, withdrawn."""
    from watchdesk.publish.changes import changes_since
    from watchdesk.publish.changes_text import changes_json, changes_lines

    with opened_store(db) as (store, settings):
        changes = changes_since(store, _moment(since), _names(settings))
        for line in [changes_json(changes)] if json_out else changes_lines(changes):
            sys.stdout.write(line + "\n")


def digest(
    since: Moment,
    form: Annotated[str, typer.Option("--form", help="text, markdown or html.")] = "text",
    to: Annotated[Path | None, typer.Option(help="Write it to this file.")] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it by mail, as text and HTML; needs smtp_* settings.")
    ] = False,
    mail_to: Annotated[
        list[str] | None, typer.Option("--mail-to", help="Who gets it, in place of smtp_to; may be repeated.")
    ] = None,
    with_private_persons: Private = False,
    coarsen: Coarsen = None,
    db: Db = None,
) -> None:
    """Write what is new, changed and disputed since a day or moment, to be read in three minutes."""
    from watchdesk.publish.digest_mail import digest_mail, send_mail
    from watchdesk.publish.digest_text import digest_html, digest_markdown, digest_plain
    from watchdesk.publish.export import write_files

    forms = {"text": digest_plain, "markdown": digest_markdown, "html": digest_html}
    with opened_store(db) as (store, settings):
        if form not in forms:
            raise BadSetting(f"--form is {form!r}, expected one of {', '.join(forms)}")
        made = _digest(store, settings, _moment(since), with_private_persons, coarsen)
        if send:
            server = _mail_server(settings)
            recipients = tuple(mail_to or settings.smtp_to)
            if not settings.smtp_from or not recipients:
                raise BadSetting("--send needs smtp_from, and smtp_to or --mail-to; see docs/settings.md")
            send_mail(digest_mail(made, settings.smtp_from, recipients), server)
            sys.stderr.write(f"sent to {', '.join(recipients)}\n")
        if to is not None:
            write_files({to: forms[form](made).encode()})
            sys.stderr.write(f"wrote {to}\n")
        elif not send:
            sys.stdout.write(forms[form](made))


def _digest(store: Store, settings: Settings, since: dt.datetime, named: bool, coarsen: list[str] | None) -> Digest:
    """The digest of a store, redacted as asked for."""
    from watchdesk.publish.changes import changes_since
    from watchdesk.publish.digest import make_digest
    from watchdesk.publish.export import Publication, prepare_file
    from watchdesk.publish.export_options import ExportOptions
    from watchdesk.publish.redaction import read_coarsening, redact_reading

    names = _names(settings)
    private = None if named else _private(names)
    publication = Publication(
        options=ExportOptions(country_name=names.country_name),
        private=private,
        coarsenings=tuple(read_coarsening(c) for c in coarsen or ()),
    )
    changes = changes_since(
        store,
        since,
        names,
        prepare=lambda file: prepare_file(file, publication),
        prepare_reading=lambda reading: redact_reading(reading, private) if private else reading,
    )
    return make_digest(changes, country_name=names.country_name, withheld=private is not None)


def _mail_server(settings: Settings) -> MailServer:
    from watchdesk.publish.digest_mail import MailServer

    if not settings.smtp_host:
        raise BadSetting("--send needs a mail server: set smtp_host, smtp_from and smtp_to; see docs/settings.md")
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,  # type: ignore[arg-type]  # checked against SMTP_SECURITY when loaded
        user=settings.smtp_user,
        password=settings.smtp_password,
    )


def _moment(text: str) -> dt.datetime:
    """A day or moment in UTC. Raises BadSetting."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as fault:
        raise BadSetting(
            f"--since is {text!r}, expected a day or moment such as 2022-11-17 or 2022-11-17T18:00"
        ) from fault
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def import_acled(
    file: TableFile, yes: Yes = False, dry_run: DryRun = False, json_out: AsJson = False, db: Db = None
) -> None:
    """Bring rows of ACLED's table that you hold: each joins the incident it tells of, or is one of its own."""
    _import(file, "acled", yes, dry_run, json_out, db)


def import_ucdp(
    file: TableFile, yes: Yes = False, dry_run: DryRun = False, json_out: AsJson = False, db: Db = None
) -> None:
    """Bring rows of UCDP GED that you hold: each joins the incident it tells of, or is one of its own."""
    _import(file, "ucdp", yes, dry_run, json_out, db)


def import_csv(
    file: TableFile, yes: Yes = False, dry_run: DryRun = False, json_out: AsJson = False, db: Db = None
) -> None:
    """Bring rows of our own form back (`watchdesk export csv`), changed by hand or from another desk."""
    _import(file, "csv", yes, dry_run, json_out, db)


def _import(file: Path, kind: Kind, yes: bool, dry_run: bool, json_out: bool, db: str | None) -> None:
    """Say what comes of each row, and keep it where that was asked for."""
    from watchdesk.store.opening import open_store
    from watchdesk.table_import import count_outcomes, import_table, imported_lines

    keep = yes and not dry_run
    try:
        store = open_store(load_settings({"database": db}).database)
        imported = import_table(store, file, kind, who=getpass.getuser(), keep=keep)
        store.close()
    except RunError as fault:
        misused(str(fault))
    lines = (json.dumps(asdict(i), ensure_ascii=False) for i in imported) if json_out else imported_lines(imported)
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stderr.write(count_outcomes(imported) + ("\n" if keep else "; nothing is kept yet: --yes keeps it\n"))


def _told(exported: Exported, to: Path | None) -> str:
    """What a file holds, and what it leaves out."""
    gaps = ", ".join(f"{count} {reason}" for reason, count in exported.left_out)
    name = str(to / exported.file_name) if to else exported.file_name
    return f"{name}: {exported.incidents} incidents" + (f"; left out: {gaps}" if gaps else "")


def _names(settings: Settings) -> NameLists:
    from watchdesk.pipeline import open_name_lists

    return open_name_lists(settings)


def _private(names: NameLists) -> PrivatePersons:
    from watchdesk.private_persons import PrivatePersons

    return PrivatePersons(names)


def _make_folder(folder: Path) -> None:
    """The folder to write to, made where only it is missing."""
    if folder.is_dir():
        return
    if folder.exists() or not folder.absolute().parent.is_dir():
        raise BadSetting(f"--to is {str(folder)!r}, expected a folder, or a new one in an existing folder")
    folder.mkdir()

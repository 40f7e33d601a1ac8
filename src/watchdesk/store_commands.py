"""The commands of the store: add, list, show, search, forget, link."""

from __future__ import annotations

import getpass
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from watchdesk.errors import RunError
from watchdesk.exits import OK, SOME_FAILED, day_of, misused
from watchdesk.publish.wording import many
from watchdesk.records import Issue, Stated
from watchdesk.settings import load_settings
from watchdesk.store_option import Db, opened_store

if TYPE_CHECKING:
    from watchdesk.store.writing import Added

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one record per line.")]
Since = Annotated[str | None, typer.Option(help="From this day on, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(help="Up to this day, YYYY-MM-DD.")]
Country = Annotated[list[str] | None, typer.Option(help="ISO code of a country, such as ML; may be repeated.")]
Type = Annotated[
    list[str] | None,
    typer.Option("--type", help="Event type, sub-event type, measure, act or action; may be repeated."),
]
Status = Annotated[list[str] | None, typer.Option(help="occurred, alleged, denied or announced; may be repeated.")]
ActorName = Annotated[str | None, typer.Option("--actor", help="A part of an actor's name, or its registry id.")]
Words = Annotated[str | None, typer.Option("--words", help="Words of the claims, as in `watchdesk search`.")]


def register(app: typer.Typer) -> None:
    """Add the commands of the store to `app`."""
    app.command()(add)
    app.command("list")(list_kept)
    app.command()(show)
    app.command("search")(search_words)
    app.command("forget")(forget_address)
    app.command("link")(link_again)


def add(
    paths: Annotated[
        list[str], typer.Argument(help="Files or folders (.txt .md .html .pdf .eml .jsonl), or - for standard input.")
    ],
    published: Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the reports: en or fr.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Read anew what the store has already.")] = False,
    json_out: AsJson = False,
    workers: Annotated[int | None, typer.Option(help="Processes that read at once. [default: 1]")] = None,
    reader: Annotated[str | None, typer.Option(help="Who finds events: auto, rules or model.")] = None,
    db: Db = None,
) -> None:
    """Read reports into the store and join their claims into incidents; the same bytes twice add nothing."""
    from watchdesk.collect.folders import collect_paths
    from watchdesk.intake import Intake, take_in
    from watchdesk.store.opening import open_store

    if language not in (None, "en", "fr"):
        misused(f"--language is {language!r}, expected en or fr")
    counted: Counter[str] = Counter()
    try:
        settings = load_settings({"workers": workers, "reader": reader, "database": db})
        stated = Stated(title=title, published=day_of(published, "--published"), language=language)
        store = open_store(settings.database)
        intake = Intake(store=store, settings=settings, who=getpass.getuser(), why="watchdesk add", again=again)
        for outcome in take_in(collect_paths(paths, stated), intake):
            counted[_say(outcome, json_out)] += 1
        store.close()
    except RunError as fault:
        misused(str(fault))
    told = ", ".join(f"{counted[name]} {name}" for name in _OUTCOMES if counted[name])
    sys.stderr.write(f"{told or 'nothing to add'}\n")
    raise typer.Exit(SOME_FAILED if counted["failed"] else OK)


_OUTCOMES = ("new", "changed", "reread", "known", "forgotten", "failed")


def _say(outcome: Added | Issue, json_out: bool) -> str:
    """Print what came of one capture, and give the word it is counted under."""
    if isinstance(outcome, Issue):
        sys.stderr.write(f"failed: {outcome.reason}\n")
        return "failed"
    if outcome.outcome == "forgotten":
        sys.stderr.write(f"forgotten: {outcome.address} has a tombstone and is not taken in\n")
    elif json_out:
        sys.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")
    elif outcome.outcome != "known":
        changes = many(len(outcome.came), "claim") + (f", {len(outcome.left)} left" if outcome.left else "")
        sys.stdout.write(f"{outcome.outcome}\t{outcome.report_id}\t{changes}\t{outcome.address}\n")
    sys.stdout.flush()
    return outcome.outcome


def list_kept(
    incidents: Annotated[bool, typer.Option("--incidents", help="List incidents instead of reports.")] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="List addresses that gave no report, with the reason.")
    ] = False,
    forgotten: Annotated[bool, typer.Option("--forgotten", help="List forgotten addresses, with the reason.")] = False,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    types: Type = None,
    status: Status = None,
    actor: ActorName = None,
    words: Words = None,
    json_out: AsJson = False,
    db: Db = None,
) -> None:
    """List the reports of the store, or its incidents, failed or forgotten addresses; filters must all fit."""
    from watchdesk import store_lines
    from watchdesk.store.wanted import Wanted

    wanted = Wanted(
        first_day=day_of(since, "--since"),
        last_day=day_of(until, "--until"),
        countries=tuple(country or ()),
        types=tuple(types or ()),
        statuses=tuple(status or ()),
        actor=actor,
        words=words,
    )
    with opened_store(db) as (store, _):
        if incidents:
            lines = store_lines.incident_lines(store, wanted, json_out)
        elif failed or forgotten:
            lines = (
                store_lines.failed_lines(store, json_out) if failed else store_lines.forgotten_lines(store, json_out)
            )
        else:
            lines = store_lines.report_lines(store, wanted, json_out)
        _print(lines)


def show(
    id: Annotated[str, typer.Argument(help="The id of a report, claim or incident, or the address of a report.")],
    json_out: AsJson = False,
    db: Db = None,
) -> None:
    """Show one report with its versions, one claim with its judgements and history, or one incident with its claims."""
    from watchdesk.store_lines import shown_lines

    with opened_store(db) as (store, _):
        lines = shown_lines(store, id, json_out)
        if lines is None:
            sys.stderr.write(f"nothing is kept under {id!r}: see `watchdesk list` and `watchdesk list --incidents`\n")
            raise typer.Exit(SOME_FAILED)
        _print(iter(lines))


def search_words(
    words: Annotated[
        list[str], typer.Argument(help='Words that a report must hold; "words in a row", wor* for a beginning.')
    ],
    limit: Annotated[int, typer.Option(help="At most so many reports.", min=1)] = 50,
    json_out: AsJson = False,
    db: Db = None,
) -> None:
    """Search the texts of the reports, accents and capitals folded, the newest first."""
    from watchdesk.store_lines import found_lines

    with opened_store(db) as (store, _):
        _print(found_lines(store, " ".join(words), limit, json_out))


def forget_address(
    address: Annotated[str, typer.Argument(help="The address, as `watchdesk list` shows it.")],
    why: Annotated[str, typer.Option(help="The reason, which the tombstone keeps.")],
    lift: Annotated[bool, typer.Option("--lift", help="Let a forgotten address be added again.")] = False,
    db: Db = None,
) -> None:
    """Take a report with its claims and judgements out of the store for good; a tombstone keeps its address out."""
    from watchdesk.store.forgetting import forget, lift_tombstone

    with opened_store(db) as (store, _):
        if lift:
            if not lift_tombstone(store, address, why, who=getpass.getuser()):
                sys.stderr.write(f"{address!r} is not forgotten: see `watchdesk list --forgotten`\n")
                raise typer.Exit(SOME_FAILED)
            sys.stderr.write(f"{address} may be added again\n")
            return
        gone = forget(store, address, why, who=getpass.getuser())
        if gone is None:
            sys.stderr.write(f"nothing is kept under {address!r}, expected an address: see `watchdesk list`\n")
            raise typer.Exit(SOME_FAILED)
        parts = ((gone.versions, "version"), (gone.claims, "claim"), (gone.judgements, "judgement"))
        sys.stderr.write(f"forgot {', '.join(many(n, noun) for n, noun in parts)}\n")
        for copy in gone.copies:
            sys.stderr.write(f"still kept, a reprint of it: {copy}\n")


def link_again(db: Db = None) -> None:
    """Join all claims of the store into incidents anew; ids survive, and people's judgements hold."""
    from watchdesk.store.linking import link_everything

    with opened_store(db) as (store, _):
        standing = link_everything(store, who=getpass.getuser(), why="watchdesk link")
        sys.stderr.write(f"{many(standing, 'incident')}\n")


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")

"""The commands of the desk: serve it, and keep the accounts of those who use it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from watchdesk.errors import BadSetting, MissingPart, RunError
from watchdesk.exits import misused
from watchdesk.settings import load_settings
from watchdesk.store_option import Db

if TYPE_CHECKING:
    from watchdesk.desk.opened import Desk, Mode
    from watchdesk.settings import Settings
    from watchdesk.store.opening import Store

T = TypeVar("T")

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The names under which a desk is this computer's alone."""

Name = Annotated[str, typer.Argument(help="The user's name.")]
Role = Annotated[str, typer.Option("--role", help="reader, coder, editor or admin.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
]

user_app = typer.Typer(no_args_is_help=True, help="Keep the accounts of the desk.")


def register(app: typer.Typer) -> None:
    """Add the commands of the desk to `app`."""
    app.command()(serve)
    app.add_typer(user_app, name="user")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8765,
    public: Annotated[
        bool,
        typer.Option("--public", help="Show without login what all may see; write nothing, withhold private persons."),
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A name of the desk, such as desk.example.org; may be repeated."),
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="The desk stands behind a proxy that speaks HTTPS: cookies only travel so.")
    ] = False,
    login: Annotated[bool, typer.Option("--login", help="Ask for a login on this computer too.")] = False,
    oidc_issuer: Annotated[
        str | None, typer.Option(help="The OpenID Connect provider that signs people in: its issuer's address.")
    ] = None,
    oidc_client_id: Annotated[str | None, typer.Option(help="What the desk is called there.")] = None,
    oidc_only: Annotated[
        bool | None, typer.Option("--oidc-only", help="Refuse the passwords of this desk: only the provider signs in.")
    ] = None,
    db: Db = None,
) -> None:
    """Serve the desk over the store: queue, reports, incidents, map, ledgers, and a JSON API."""
    try:
        given = {"oidc_issuer": oidc_issuer, "oidc_client_id": oidc_client_id, "oidc_only": oidc_only, "database": db}
        desk = _desk(load_settings(given), host, public=public, names=name or [], https=https, login=login)
        _run(desk, host, port)
    except RunError as fault:
        misused(str(fault))


@user_app.command("add")
def user_add(name: Name, role: Role = "reader", password_stdin: FromStdin = False, db: Db = None) -> None:
    """Add a user of the desk; asks for their password."""
    from watchdesk.desk.accounts import add_user

    _with_store(db, lambda store: add_user(store, name, role, _password(password_stdin)))
    sys.stderr.write(f"{name} may sign in as {role}\n")


@user_app.command("change")
def user_change(
    name: Name,
    role: Annotated[str | None, typer.Option("--role", help="reader, coder, editor or admin.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for another password.")] = False,
    password_stdin: FromStdin = False,
    closed: Annotated[bool | None, typer.Option("--close/--open", help="Close the account, or open it again.")] = None,
    db: Db = None,
) -> None:
    """Give a user another role or password, or close the account; their sessions end."""
    from watchdesk.desk.accounts import change_user

    new = _password(password_stdin) if password or password_stdin else None
    _with_store(db, lambda store: change_user(store, name, role=role, password=new, closed=closed))


@user_app.command("tie")
def user_tie(
    name: Name,
    subject: Annotated[str, typer.Argument(help="Who the provider says they are: the claim `sub` of their tokens.")],
    oidc_issuer: Annotated[
        str | None, typer.Option(help="The provider's address. [default: the one of the settings]")
    ] = None,
    db: Db = None,
) -> None:
    """Let a user who has an account already come in by the OpenID Connect provider under the same name."""
    from watchdesk.desk.identities import tie

    def work(store: Store) -> None:
        issuer = load_settings({"oidc_issuer": oidc_issuer}).oidc_issuer
        if issuer is None:
            raise BadSetting("oidc_issuer is not set, expected the provider's address, in the settings or as a flag")
        tie(store, name, issuer, subject)

    _with_store(db, work)
    sys.stderr.write(f"{name} may come in as {subject}\n")


@user_app.command("list")
def user_list(db: Db = None) -> None:
    """Print the users: name, role, open or closed."""
    from watchdesk.desk.accounts import users

    for user in _with_store(db, users):
        sys.stdout.write(f"{user.name}\t{user.role}\t{'closed' if user.closed else 'open'}\n")


@user_app.command("token")
def user_token(
    name: Name,
    role: Role = "reader",
    label: Annotated[str, typer.Option(help="What the token is for.")] = "",
    days: Annotated[int | None, typer.Option(min=1, help="Days after which it ends. [default: never]")] = None,
    db: Db = None,
) -> None:
    """Print a new API token of a user."""
    from watchdesk.desk.opened import as_role
    from watchdesk.desk.sessions import add_token

    token = _with_store(db, lambda store: add_token(store, name, label, as_role(role), days=days))
    sys.stdout.write(f"{token}\n")


def _desk(settings: Settings, host: str, *, public: bool, names: list[str], https: bool, login: bool) -> Desk:
    """The desk over the store of these settings. Raises BadSetting where it would stand open to others."""
    _check_installed()
    from watchdesk.desk.accounts import any_user
    from watchdesk.desk.provider import Provider, registration_of

    registration = registration_of(settings)
    alone = host in LOOPBACK and not names and not public and not login
    mode: Mode = "public" if public else "alone" if alone else "accounts"
    desk = _open_desk(settings, mode)
    if mode == "accounts" and registration is None and not any_user(desk.store):
        raise BadSetting(
            f"the desk would be open to whoever reaches {host!r}, and nobody has an account: make one first with "
            "`watchdesk user add NAME --role admin`, set oidc_issuer, or show it to all, without writing, with --public"
        )
    local = LOOPBACK if host in LOOPBACK else ()
    return replace(
        desk,
        person=getpass.getuser(),
        hosts=(*local, *(n.casefold() for n in names)),
        https=https,
        provider=Provider(registration) if registration else None,
        passwords=not settings.oidc_only,
        open_again=partial(_open_desk, settings, mode),
    )


def _open_desk(settings: Settings, mode: Mode) -> Desk:
    """The store and the name lists of these settings as a desk that nobody can reach yet."""
    from watchdesk.desk_opening import desk_over
    from watchdesk.pipeline import open_name_lists
    from watchdesk.store.opening import open_store

    return desk_over(open_store(settings.database), open_name_lists(settings), mode)


def _run(desk: Desk, host: str, port: int) -> None:
    import uvicorn

    from watchdesk.desk.app import create_app

    where = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"The desk is at http://{where}:{port}/ ({_MODES[desk.mode]}); Ctrl-C ends it.\n")
    uvicorn.run(
        create_app(desk), host=host, port=port, log_level="warning", server_header=False, proxy_headers=desk.https
    )


_MODES = {
    "alone": "this computer alone, no login",
    "accounts": "login asked for",
    "public": "public, read only",
}


def _with_store(db: str | None, work: Callable[[Store], T]) -> T:
    """What `work` gives with the store open; misuse ends the command."""
    try:
        _check_installed()
        from watchdesk.store.opening import open_store

        store = open_store(load_settings({"database": db}).database)
        try:
            return work(store)
        finally:
            store.close()
    except RunError as fault:
        misused(str(fault))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        misused("the two passwords differ; nothing was changed")
    return first


def _check_installed() -> None:
    try:
        import argon2
        import authlib
        import fastapi
        import httpx2
        import uvicorn
    except ImportError as fault:
        raise MissingPart("the desk is not installed: pip install 'watchdesk[desk]'") from fault
    del argon2, authlib, fastapi, httpx2, uvicorn

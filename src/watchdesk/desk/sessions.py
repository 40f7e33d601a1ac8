"""Who asks: by the cookie of a signed-in browser, by an API token, or as the one person of this computer."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.opened import ROLES, Desk, Person, Role, as_role
from watchdesk.errors import BadSetting
from watchdesk.store.desk_tables import SessionRow, TokenRow, UserRow
from watchdesk.store.opening import Store

SESSION_DAYS = 14
COOKIE = "watchdesk"
_PREFIX = "wd_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token as its owner may see it afterwards: never the token itself."""

    id: str
    user: str
    label: str
    role: Role
    made_at: dt.datetime
    ends_at: dt.datetime | None


def person_of(request: Request, desk: Desk) -> Person | None:
    """Who asks, None where nobody is signed in and the desk asks for that."""
    found: Person | None = None
    bearer = request.headers.get("authorization", "")
    if bearer.lower().startswith("bearer "):
        return _by_token(desk.store, bearer[7:].strip())
    if desk.mode == "alone":
        return Person(name=desk.person, role="admin", csrf=_sign(desk, "alone"))
    cookie = request.cookies.get(COOKIE)
    if cookie and desk.mode == "accounts":
        found = _by_cookie(desk.store, cookie)
    if found is None and desk.mode == "public":
        return Person(name="public", role="public")
    return found


def guest_csrf(desk: Desk) -> str:
    """The sign that the login form carries, before anybody is signed in."""
    return _sign(desk, "login")


def sign_in(desk: Desk, name: str, response: Response) -> None:
    """Begin a session for a user, and give the browser its cookie."""
    secret = secrets.token_urlsafe(32)

    def work(session: Session) -> None:
        now = session.info["at"]
        session.execute(delete(SessionRow).where(SessionRow.ends_at < now))
        ends = now + dt.timedelta(days=SESSION_DAYS)
        session.add(
            SessionRow(id=_digest(secret), user=name, csrf=secrets.token_urlsafe(32), made_at=now, ends_at=ends)
        )

    desk.store.write(work, who=name, why="signed in")
    response.set_cookie(
        COOKIE, secret, max_age=SESSION_DAYS * 86400, httponly=True, samesite="lax", secure=desk.https, path="/"
    )


def sign_out(desk: Desk, request: Request, response: Response) -> None:
    """End the session of this browser."""
    digest = _digest(request.cookies.get(COOKIE, ""))
    desk.store.write(lambda s: s.execute(delete(SessionRow).where(SessionRow.id == digest)), who="desk", why="left")
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=desk.https)


def add_token(store: Store, user: str, label: str, role: Role, *, days: int | None = None) -> str:
    """A new API token, which is shown this once. Raises BadSetting where it would do more than its user may."""
    token = _PREFIX + secrets.token_urlsafe(32)

    def work(session: Session) -> None:
        owner = session.scalar(select(UserRow).where(UserRow.name == user, UserRow.closed.is_(False)))
        if owner is None:
            raise BadSetting(f"the token's user is {user!r}, expected one of those that `watchdesk user list` shows")
        if ROLES.index(role) > ROLES.index(as_role(owner.role)):
            raise BadSetting(f"the token's role is {role!r}, expected at most its user's, {owner.role!r}")
        now = session.info["at"]
        ends = now + dt.timedelta(days=days) if days else None
        session.add(TokenRow(id=_digest(token), user=user, label=label[:100], role=role, made_at=now, ends_at=ends))

    store.write(work, who=user, why="token added")
    return token


def tokens_of(store: Store, user: str) -> list[Token]:
    """The tokens of a user, oldest first."""
    with store.session() as session:
        rows = session.scalars(select(TokenRow).where(TokenRow.user == user).order_by(TokenRow.made_at, TokenRow.id))
        return [
            Token(
                id=row.id,
                user=row.user,
                label=row.label,
                role=as_role(row.role),
                made_at=row.made_at,
                ends_at=row.ends_at,
            )
            for row in rows
        ]


def end_token(store: Store, user: str, token_id: str) -> bool:
    """Take back a token; whether there was one."""

    def work(session: Session) -> bool:
        row = session.get(TokenRow, token_id)
        if row is None or row.user != user:
            return False
        session.delete(row)
        return True

    return store.write(work, who=user, why="token ended")


def _by_cookie(store: Store, secret: str) -> Person | None:
    with store.session() as session:
        found = session.execute(
            select(SessionRow, UserRow)
            .join(UserRow, UserRow.name == SessionRow.user)
            .where(SessionRow.id == _digest(secret), UserRow.closed.is_(False))
        ).first()
        if found is None or found[0].ends_at < store.clock():
            return None
        return Person(name=found[1].name, role=as_role(found[1].role), csrf=found[0].csrf)


def _by_token(store: Store, token: str) -> Person | None:
    with store.session() as session:
        found = session.execute(
            select(TokenRow, UserRow)
            .join(UserRow, UserRow.name == TokenRow.user)
            .where(TokenRow.id == _digest(token), UserRow.closed.is_(False))
        ).first()
        if found is None or (found[0].ends_at and found[0].ends_at < store.clock()):
            return None
        role = min(as_role(found[0].role), as_role(found[1].role), key=ROLES.index)
        return Person(name=found[1].name, role=role, by_token=True)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _sign(desk: Desk, purpose: str) -> str:
    return hashlib.sha256(f"{desk.secret}\0{purpose}".encode()).hexdigest()

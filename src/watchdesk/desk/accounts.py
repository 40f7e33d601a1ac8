"""Users with their roles and passwords: made, checked, changed and closed; never deleted, since they have judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from watchdesk.desk.opened import Role, as_role
from watchdesk.errors import BadSetting, MissingPart
from watchdesk.store.desk_tables import SessionRow, TokenRow, UserRow
from watchdesk.store.opening import Store

MIN_PASSWORD = 12
"""Characters that a password has at least."""

_NAME = re.compile(r"[^\W_][\w.@-]{0,62}")
_WHO = "watchdesk user"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One user as others may see them."""

    name: str
    role: Role
    closed: bool


def add_user(store: Store, name: str, role: str, password: str | None, *, who: str = _WHO) -> User:
    """A new user. Raises BadSetting where the name is taken or not a name, or the password too short."""
    if not _NAME.fullmatch(name):
        raise BadSetting(f"the user's name is {name!r}, expected letters, digits, and . @ _ - within")
    as_role(role)
    hashed = hash_password(password) if password is not None else None

    def work(session: Session) -> User:
        if row_of(session, name) is not None:
            raise BadSetting(f"the user's name is {name!r}, which is taken: choose another one")
        made = UserRow(name=name, role=role, password=hashed, closed=False, made_at=session.info["at"])
        session.add(made)
        session.flush()
        return user_of(made)

    return store.write(work, who=who, why=f"user {name} added as {role}")


def users(store: Store) -> list[User]:
    """Every user, by name."""
    with store.session() as session:
        return [user_of(row) for row in session.scalars(select(UserRow).order_by(UserRow.name))]


def any_user(store: Store) -> bool:
    """Whether somebody may sign in."""
    with store.session() as session:
        return session.scalar(select(UserRow.n).where(UserRow.closed.is_(False)).limit(1)) is not None


def change_user(
    store: Store,
    name: str,
    *,
    role: str | None = None,
    password: str | None = None,
    closed: bool | None = None,
    who: str = _WHO,
) -> User:
    """A user with another role, password, or closed. Their sessions end; closing or another role ends tokens too."""
    if role is not None:
        as_role(role)
    hashed = hash_password(password) if password is not None else None

    def work(session: Session) -> User:
        row = row_of(session, name)
        if row is None:
            raise BadSetting(f"the user's name is {name!r}, expected one of those that `watchdesk user list` shows")
        row.role = role or row.role
        row.password = hashed or row.password
        row.closed = row.closed if closed is None else closed
        end_entries(session, name, tokens=bool(closed) or role is not None)
        session.flush()
        return user_of(row)

    return store.write(work, who=who, why=f"user {name} changed")


def signs_in(store: Store, name: str, password: str) -> User | None:
    """The user of this name and password, None where the two do not belong together. Takes as long for either."""
    with store.session() as session:
        row = row_of(session, name)
        known = row.password if row and row.password and not row.closed else None
        fits = _fits(known or _decoy(), password)
        return user_of(row) if fits and known and row else None


def hash_password(password: str) -> str:
    """The argon2 hash of a password. Raises BadSetting where it is too short."""
    if len(password) < MIN_PASSWORD:
        raise BadSetting(f"the password has {len(password)} characters, expected at least {MIN_PASSWORD}")
    if len(password) > 1000:
        raise BadSetting("the password has more than 1,000 characters, expected fewer")
    try:
        from argon2 import PasswordHasher
    except ImportError as fault:
        raise MissingPart("accounts need argon2: pip install 'watchdesk[desk]'") from fault
    return PasswordHasher().hash(password)


def _fits(hashed: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    try:
        return PasswordHasher().verify(hashed, password[:1000])
    except VerificationError:
        return False


@cache
def _decoy() -> str:
    """A hash to try where the name is wrong, so that refusing takes as long as with a wrong password."""
    return hash_password("no password of anybody")


def end_entries(session: Session, name: str, *, tokens: bool = True) -> None:
    """End every session of a user, and with `tokens` every API token of theirs."""
    for kind in (SessionRow, *((TokenRow,) if tokens else ())):
        for found in session.scalars(select(kind).where(kind.user == name)):
            session.delete(found)


def row_of(session: Session, name: str) -> UserRow | None:
    """The row of the user of this name."""
    return session.scalar(select(UserRow).where(UserRow.name == name))


def user_of(row: UserRow) -> User:
    """The user of a row."""
    return User(
        name=row.name,
        role=as_role(row.role),
        closed=row.closed,
    )

"""Users whom a provider signs in: matched by issuer and subject, never by a name or an address of theirs."""

from __future__ import annotations

import itertools
import re
import unicodedata

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.desk.accounts import User, end_entries, row_of, user_of
from watchdesk.desk.opened import Role
from watchdesk.desk.provider import Identity, Registration, SignInFault
from watchdesk.errors import BadSetting
from watchdesk.store.desk_tables import IdentityRow, UserRow
from watchdesk.store.opening import Store


def enter(store: Store, identity: Identity, registration: Registration) -> User:
    """The user of this identity, made at their first sign-in.

    Where the settings give roles to groups, theirs is the one of their groups today; else it is the one that they have
    here. Raises SignInFault where they are not let in.
    """
    role = registration.role_of(identity.groups)

    def work(session: Session) -> User | str:
        row = _known(session, identity.issuer, identity.subject)
        if row is None:
            if role is None:
                return "role"
            row = _made(session, identity, role)
        if row.closed:
            return "closed"
        if registration.roles and role != row.role:
            end_entries(session, row.name)
            if role is None:
                return "role"
            row.role = role
        return user_of(row)

    entered = store.write(work, who=registration.issuer, why="signed in by the provider")
    if isinstance(entered, str):
        raise SignInFault(entered, f"subject {identity.subject!r}, groups {identity.groups!r}")
    return entered


def tie(store: Store, name: str, issuer: str, subject: str) -> None:
    """Let a user who is here already come in by the provider. Raises BadSetting where either is taken or not known."""

    def work(session: Session) -> None:
        if row_of(session, name) is None:
            raise BadSetting(f"the user's name is {name!r}, expected one of those that `watchdesk user list` shows")
        holder = session.get(IdentityRow, (issuer, subject))
        if holder is not None and holder.user != name:
            raise BadSetting(f"the subject is {subject!r}, which {issuer} gave to {holder.user!r} here")
        if holder is None:
            session.add(IdentityRow(issuer=issuer, subject=subject, user=name, made_at=session.info["at"]))

    store.write(work, who="watchdesk user", why=f"user {name} tied to {issuer}")


def _known(session: Session, issuer: str, subject: str) -> UserRow | None:
    return session.scalar(
        select(UserRow)
        .join(IdentityRow, IdentityRow.user == UserRow.name)
        .where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
    )


def _made(session: Session, identity: Identity, role: Role) -> UserRow:
    at = session.info["at"]
    made = UserRow(name=_free_name(session, identity.name), role=role, password=None, closed=False, made_at=at)
    session.add(made)
    session.flush()
    session.add(IdentityRow(issuer=identity.issuer, subject=identity.subject, user=made.name, made_at=at))
    session.flush()
    return made


def _free_name(session: Session, wished: str) -> str:
    """The name that a newcomer wishes for as far as it may be one, with a number where somebody has it."""
    kept = re.sub(r"[^\w.@-]+", "-", unicodedata.normalize("NFKC", wished)).lstrip("-_.@")[:56].rstrip("-_.@") or "user"
    for turn in itertools.count(1):
        name = kept if turn == 1 else f"{kept}-{turn}"
        if session.scalar(select(UserRow.n).where(func.lower(UserRow.name) == name.lower())) is None:
            return name
    raise AssertionError("unreachable")

"""The open desk: the store, the name lists, and who may use it, in one record that every page is given."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from watchdesk.errors import BadSetting
from watchdesk.publish.redaction import PrivateNames
from watchdesk.records import Claim, Names, Report
from watchdesk.store.opening import Store

if TYPE_CHECKING:
    from watchdesk.desk.provider import Provider
    from watchdesk.desk.second_look import SecondLook

Mode = Literal["alone", "accounts", "public"]
Role = Literal["public", "reader", "coder", "editor", "admin"]

ROLES: tuple[Role, ...] = ("public", "reader", "coder", "editor", "admin")
"""The roles, each with all that those before it may: read what is public, read, judge, merge and settle, keep users."""


def as_role(name: str) -> Role:
    """The role of this name. Raises BadSetting where there is none."""
    for role in ROLES[1:]:
        if role == name:
            return role
    raise BadSetting(f"the role is {name!r}, expected one of {', '.join(ROLES[1:])}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks. `csrf` is what a write of theirs must carry; `by_token` where they came with an API token."""

    name: str
    role: Role
    csrf: str = ""
    by_token: bool = False

    def may(self, role: Role) -> bool:
        """Whether this person may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every page needs. Claims that a person enters pass `fault_of` (None where their words stand in the report)
    and get their ids from `identify`, as those of the reader do. `look` asks the reader again about a report.
    `private` gives the names of private persons, which the public does not see. `provider` signs people in beside
    their passwords, or alone where `passwords` are refused.

    `open_again` opens the same desk in another process, which works out there what takes long; None: it is done in this
    one.

    `mode`: `alone` is one person on this computer, without login; `accounts` asks for one; `public` shows without
    login what may be shown to all, and writes nothing. `hosts` are the names under which the desk may be asked for;
    empty: any.
    """

    store: Store
    names: Names
    fault_of: Callable[[Report, Claim], str | None]
    identify: Callable[[Report, tuple[Claim, ...]], tuple[Claim, ...]]
    look: SecondLook
    private: PrivateNames
    mode: Mode = "alone"
    person: str = "me"
    hosts: tuple[str, ...] = ()
    https: bool = False
    provider: Provider | None = None
    passwords: bool = True
    open_again: Callable[[], Desk] | None = None
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

"""Who is let in where: the check that stands before every page and every call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from watchdesk.desk.opened import Desk, Person, Role
from watchdesk.desk.security import is_meant, is_write
from watchdesk.desk.sessions import person_of

Check = Callable[[Request], Awaitable[Person]]


class NotSignedIn(Exception):
    """The page asks for somebody who is signed in."""


class Refused(Exception):
    """This person may not do that, or the request does not show that they meant it. `key` names the words to show."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class NotHere(Exception):
    """There is no such thing on this desk. `what` is the id or address that was asked for."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def open_desk(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def needs(role: Role) -> Check:
    """A check that lets in those who may do what `role` may, and lets them write only what they meant to."""

    async def check(request: Request) -> Person:
        desk = open_desk(request)
        person = await run_in_threadpool(person_of, request, desk)
        if person is None:
            raise NotSignedIn
        if not person.may(role):
            raise Refused("error.public" if desk.mode == "public" else "error.role")
        if is_write(request):
            if desk.mode == "public":
                raise Refused("error.public")
            if not is_meant(request, desk, person, await _sent_sign(request)):
                raise Refused("error.csrf")
        return person

    return check


OpenDesk = Annotated[Desk, Depends(open_desk)]
Public = Annotated[Person, Depends(needs("public"))]
Reader = Annotated[Person, Depends(needs("reader"))]
Coder = Annotated[Person, Depends(needs("coder"))]
Editor = Annotated[Person, Depends(needs("editor"))]
Admin = Annotated[Person, Depends(needs("admin"))]


async def _sent_sign(request: Request) -> str | None:
    """The sign that a write carries: in a header, or as the field `csrf` of a form."""
    header = request.headers.get("x-csrf-token")
    if header:
        return header
    if "form" in request.headers.get("content-type", ""):
        sent = (await request.form()).get("csrf")
        return sent if isinstance(sent, str) else None
    return None

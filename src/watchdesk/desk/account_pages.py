"""Signing in and out, language and colours, and one's own API tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form
from limits import parse
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from watchdesk.desk.accounts import signs_in, users
from watchdesk.desk.opened import ROLES, Desk, Person, Role, as_role
from watchdesk.desk.rendering import THEMES, show
from watchdesk.desk.sessions import add_token, end_token, guest_csrf, person_of, sign_in, sign_out, tokens_of
from watchdesk.desk.visitors import OpenDesk, Reader, Refused
from watchdesk.publish.wording import LANGUAGES

BY_ADDRESS, BY_NAME = parse("20/minute"), parse("10 per 15 minutes")
"""How often signing in may be tried from one address, and for one name."""

Words = Annotated[str, Form()]


router = APIRouter(include_in_schema=False)


@router.get("/")
def front(desk: OpenDesk, request: Request) -> Response:
    person = person_of(request, desk)
    return RedirectResponse("/queue" if person and person.may("coder") else "/incidents", 303)


@router.get("/login", name="login_page")
def login_page(request: Request, desk: OpenDesk, next: str = "/", left: bool = False) -> Response:
    if desk.mode != "accounts" or person_of(request, desk):
        return RedirectResponse(local(next), 303)
    return show_login(request, desk, next, left=left)


@router.post("/login")
def log_in(
    request: Request, desk: OpenDesk, name: Words, password: Words, csrf: Words = "", next: Annotated[str, Form()] = "/"
) -> Response:
    if not desk.passwords:
        raise Refused("oidc.only")
    if csrf != guest_csrf(desk):
        raise Refused("error.csrf")
    count_try(request, name)
    user = signs_in(desk.store, name, password)
    if user is None:
        return show_login(request, desk, next, fault="login.wrong", status=401)
    response = RedirectResponse(local(next), 303)
    sign_in(desk, user.name, response)
    return response


@router.post("/logout")
def log_out(request: Request, desk: OpenDesk, person: Reader) -> Response:
    response = RedirectResponse("/login?left=true" if desk.provider else "/login", 303)
    sign_out(desk, request, response)
    return response


@router.get("/preferences")
def preferences(desk: OpenDesk, lang: str | None = None, theme: str | None = None, back: str = "/") -> Response:
    response = RedirectResponse(local(back), 303)
    for name, value, known in (("lang", lang, LANGUAGES), ("theme", theme, THEMES)):
        if value is not None and value in known:
            response.set_cookie(name, value, max_age=31_536_000, samesite="lax", secure=desk.https, path="/")
    return response


@router.get("/account")
def account(request: Request, desk: OpenDesk, person: Reader) -> Response:
    return _account(request, desk, person)


@router.post("/account/tokens")
def new_token(
    request: Request,
    desk: OpenDesk,
    person: Reader,
    label: Annotated[str, Form(max_length=100)] = "",
    role: Annotated[str, Form()] = "reader",
) -> Response:
    if person.by_token:
        raise Refused("error.role")
    token = add_token(desk.store, person.name, label, as_role(role), days=365)
    return _account(request, desk, person, token=token)


@router.post("/account/tokens/end")
def old_token(request: Request, desk: OpenDesk, person: Reader, id: Words) -> Response:
    end_token(desk.store, person.name, id)
    return RedirectResponse("/account", 303)


def local(target: str) -> str:
    """The address to go on to, if it is one of this desk; else its front page."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if plain and not any(ord(c) < 33 for c in target) else "/"


def count_try(request: Request, name: str | None = None) -> None:
    """Count a try to sign in, from this address and for this name. Raises HTTPException where there were too many."""
    address = request.client.host if request.client else "?"
    limiter: MovingWindowRateLimiter = request.app.state.limiter
    if not limiter.hit(BY_ADDRESS, "address", address):
        raise HTTPException(429)
    if name is not None and not limiter.hit(BY_NAME, "name", name.casefold()):
        raise HTTPException(429)


def show_login(
    request: Request,
    desk: Desk,
    next: str,
    *,
    fault: str | None = None,
    status: int = 200,
    values: Mapping[str, object] | None = None,
    left: bool = False,
) -> Response:
    """The page on which one signs in; `fault` names the words of what went wrong, `values` fill them in."""
    return show(
        request, desk, None, "login.html", status=status, csrf=guest_csrf(desk), next=local(next), fault=fault,
        values=values or {}, left=left, provider=desk.provider, passwords=desk.passwords,
    )  # fmt: skip


def _account(request: Request, desk: Desk, person: Person, *, token: str | None = None) -> Response:
    own: tuple[Role, ...] = tuple(r for r in ROLES[1:] if person.may(r))
    kept = tokens_of(desk.store, person.name)
    others = users(desk.store) if person.may("admin") else []
    return show(request, desk, person, "account.html", tokens=kept, roles=own, token=token, users=others)

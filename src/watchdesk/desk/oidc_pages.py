"""Signing in through the organisation's provider: sent there, and received back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import time
from dataclasses import asdict

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from watchdesk.desk.account_pages import count_try, local, show_login
from watchdesk.desk.identities import enter
from watchdesk.desk.opened import Desk
from watchdesk.desk.provider import Begun, Provider, SignInFault
from watchdesk.desk.sessions import sign_in
from watchdesk.desk.visitors import NotHere, OpenDesk

COOKIE = "watchdesk_begun"
BEGUN_S = 600
"""Seconds within which one comes back from the provider."""

_PATH = "/login/oidc"
_STATUS = {"oidc.begun": 400, "oidc.refused": 403, "oidc.role": 403, "oidc.closed": 403, "oidc.down": 503}

_log = logging.getLogger(__name__)

router = APIRouter(include_in_schema=False)


@router.get(_PATH)
def go_there(request: Request, desk: OpenDesk, next: str = "/") -> Response:
    provider = _provider(desk)
    count_try(request)
    begun = Begun(next=local(next), at=time.time())
    try:
        response = RedirectResponse(provider.address(begun, _back(request, desk)), 303)
    except SignInFault as fault:
        return _failed(request, desk, next, fault)
    response.set_cookie(
        COOKIE, _sealed(desk, begun), max_age=BEGUN_S, httponly=True, samesite="lax", secure=desk.https, path=_PATH
    )
    return response


@router.get(_PATH + "/back", name="oidc_back")
def come_back(request: Request, desk: OpenDesk) -> Response:
    provider = _provider(desk)
    count_try(request)
    begun = _unsealed(desk, request.cookies.get(COOKIE, ""))
    response: Response
    try:
        if begun is None:
            raise SignInFault("begun", "no cookie of a sign-in under way")
        identity = provider.identity(begun, _back(request, desk), request.query_params)
        user = enter(desk.store, identity, provider.registration)
    except SignInFault as fault:
        response = _failed(request, desk, begun.next if begun else "/", fault)
    else:
        response = RedirectResponse(begun.next, 303)
        sign_in(desk, user.name, response)
    response.delete_cookie(COOKIE, path=_PATH, httponly=True, samesite="lax", secure=desk.https)
    return response


def _provider(desk: Desk) -> Provider:
    if desk.provider is None or desk.mode != "accounts":
        raise NotHere(_PATH)
    return desk.provider


def _back(request: Request, desk: Desk) -> str:
    """Where the provider sends people back to: the address of this desk by which they came."""
    address = request.url_for("oidc_back")
    return str(address.replace(scheme="https") if desk.https else address)


def _failed(request: Request, desk: Desk, next: str, fault: SignInFault) -> Response:
    _log.warning("signing in by the provider failed: %s", fault)
    return show_login(request, desk, next, fault=fault.key, status=_STATUS.get(fault.key, 502), values=fault.values)


def _sealed(desk: Desk, begun: Begun) -> str:
    """A sign-in under way as its own browser keeps it: nobody else's browser can end it, and none can make one up."""
    body = base64.urlsafe_b64encode(json.dumps(asdict(begun)).encode()).decode()
    return f"{body}.{_seal(desk, body)}"


def _unsealed(desk: Desk, cookie: str) -> Begun | None:
    body, _, seal = cookie.rpartition(".")
    if not hmac.compare_digest(seal.encode(), _seal(desk, body).encode()):
        return None
    begun = Begun(**json.loads(base64.urlsafe_b64decode(body)))
    return begun if time.time() - begun.at < BEGUN_S else None


def _seal(desk: Desk, body: str) -> str:
    return hmac.new(desk.secret.encode(), f"{COOKIE}\0{body}".encode(), hashlib.sha256).hexdigest()

"""What holds for every answer: security headers, the host's name, the size of what is sent, no write without a sign."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import secrets
from email.utils import format_datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from watchdesk.desk.opened import Desk, Person

MAX_BODY = 2_000_000
"""Bytes that a request may bring."""

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Everything from here and nothing from elsewhere; no inline script, no inline style, no evaluated text."""

_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_WRITES = {"POST", "PUT", "PATCH", "DELETE"}


class Guard:
    """Refuses foreign hosts and large bodies, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(scope, MutableHeaders(scope=message))
            await send(message)

        refused = self._refusal(headers)
        if refused is not None:
            await refused(scope, receive, send_guarded)
            return
        await self._app(scope, _Limited(receive), send_guarded)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").rsplit(":", 1)[0].strip("[]").casefold()
        if self._desk.hosts and host not in self._desk.hosts:
            # a page elsewhere can point a name of its own at this computer: only names we know are answered
            return PlainTextResponse(f"host {host!r} is not one of this desk's names: see --host", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            return PlainTextResponse(f"the request is too large: at most {MAX_BODY:,} bytes", 413)
        return None

    def _add_headers(self, scope: Scope, headers: MutableHeaders) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if not scope["path"].startswith("/static/"):
            headers.setdefault("Cache-Control", "no-store")
        as_of = scope.get("state", {}).get("as_of")
        if as_of is not None:  # what is kept is behind the store
            headers.setdefault("Last-Modified", format_datetime(as_of.astimezone(dt.UTC), usegmt=True))
        if self._desk.https:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")


class _Limited:
    """What a request sends, refused once it grows past the limit without having said so."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._got = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._got += len(message.get("body", b""))
        if self._got > MAX_BODY:
            raise TooLarge
        return message


class TooLarge(HTTPException):
    """A request brought more than MAX_BODY bytes."""

    def __init__(self) -> None:
        super().__init__(413, f"at most {MAX_BODY:,} bytes")


def is_write(request: Request) -> bool:
    """Whether a request may change something."""
    return request.method in _WRITES


def is_meant(request: Request, desk: Desk, person: Person, sent: str | None) -> bool:
    """Whether a write was meant by the person in whose name it comes: it carries their sign, or an API token, or comes
    from a program on this computer (no browser) to a desk of one person."""
    if person.by_token:
        return True
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    if sent and person.csrf and _equal(unmasked(sent), person.csrf):
        return True
    from_browser = any(name in request.headers for name in ("origin", "sec-fetch-site", "cookie", "referer"))
    return desk.mode == "alone" and not from_browser


def masked(sign: str) -> str:
    """The sign of a person's writes as a page holds it: other letters each time.

    So the length of a packed page that repeats words of its address tells nothing about it (the attack called BREACH).
    """
    if not sign:
        return sign
    raw = sign.encode()
    pad = secrets.token_bytes(len(raw))
    return base64.urlsafe_b64encode(pad + _mixed(raw, pad)).decode()


def unmasked(sent: str) -> str:
    """The sign that a page held; nothing where it can be none."""
    try:
        raw = base64.b64decode(sent.encode(), altchars=b"-_", validate=True)
        half = len(raw) // 2
        return _mixed(raw[half:], raw[:half]).decode() if len(raw) % 2 == 0 else ""
    except ValueError:  # not of these letters, or no text
        return ""


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())

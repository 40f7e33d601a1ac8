"""Answers are sent packed by gzip to browsers that take it: files packed once, pages and records as they come."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

_LEAST = 1000
"""Bytes from which on packing is worth it."""

_LEVEL = 4
_WORDS = (".css", ".js", ".json", ".svg", ".topojson", ".mjs")
_STATIC = "/static/"


class Packing:
    """Packs pages and records; what is packed already goes as it is, and files are left to `PackedFiles`."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain, self._packed = app, GZipMiddleware(app, minimum_size=_LEAST, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_page = scope["type"] == "http" and not scope["path"].startswith(_STATIC)
        await (self._packed if is_page else self._plain)(scope, receive, send)


class PackedFiles(StaticFiles):
    """Files of the page, packed; an address that names the file's version may be kept for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=") and response.status_code == 200
        caching = "public, max-age=31536000, immutable" if versioned else "no-cache"
        headers = Headers(scope=scope)
        takes = "gzip" in headers.get("accept-encoding", "") and "range" not in headers
        if takes and response.status_code == 200 and isinstance(response, FileResponse) and path.endswith(_WORDS):
            response = _packed(response)
        response.headers["Cache-Control"] = caching
        response.headers.add_vary_header("Accept-Encoding")
        return response


def _packed(plain: FileResponse) -> Response:
    """The same file packed. Its mark is a weak one: the same words, other bytes."""
    stat = plain.stat_result
    body = _body(Path(plain.path), stat.st_mtime_ns if stat else 0)
    headers = MutableHeaders({"Content-Encoding": "gzip"})
    if "etag" in plain.headers:
        headers["ETag"] = f"W/{plain.headers['etag']}"
    return Response(body, media_type=plain.media_type, headers=headers)


@cache
def _body(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)

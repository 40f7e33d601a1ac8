"""Files on disk and standard input: one capture per file, or per line of a JSON Lines file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from watchdesk.records import Capture, Stated


def capture_id(address: str, body: bytes) -> str:
    """The id of these bytes at this address: the first 20 hex digits of SHA-256 over both."""
    return hashlib.sha256(address.encode() + b"\0" + body).hexdigest()[:20]


def collect_paths(paths: list[str], stated: Stated) -> Iterator[Capture]:
    """Captures in the order of `paths`; `-` is standard input."""
    for path in paths:
        body = Path(path).read_bytes()
        yield Capture(id=capture_id(path, body), address=path, body=body, stated=stated)

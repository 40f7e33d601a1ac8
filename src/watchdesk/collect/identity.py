"""The id of a capture."""

from __future__ import annotations

import hashlib


def capture_id(address: str, body: bytes) -> str:
    """The id of these bytes at this address: the first 20 hex digits of SHA-256 over both."""
    return hashlib.sha256(address.encode("utf-8", "surrogateescape") + b"\0" + body).hexdigest()[:20]

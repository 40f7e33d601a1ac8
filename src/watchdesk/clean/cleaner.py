"""One capture to one report: choose the reader for its format, then strip what is no part of the report."""

from __future__ import annotations

import hashlib

from watchdesk.records import Capture, Report


def clean_capture(capture: Capture) -> Report:
    """The readable text of a capture. Raises UnreadableCapture where there is none."""
    text = capture.body.decode()
    stated = capture.stated
    return Report(
        id=hashlib.sha256(f"{capture.id} clean@1".encode()).hexdigest()[:20],
        capture_id=capture.id,
        address=capture.address,
        text=text,
        title=stated.title,
        published=stated.published,
        published_basis="given" if stated.published else None,
        language=stated.language or "en",
        publisher=stated.publisher,
        cleaner="clean@1",
        given_id=stated.id,
    )

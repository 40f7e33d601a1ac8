"""One capture to one report: choose the reader for its format, then find what is no part of the report."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left

from watchdesk.clean.boilerplate import find_boilerplate
from watchdesk.clean.formats import find_format
from watchdesk.clean.headings import find_headings
from watchdesk.clean.html_text import read_html
from watchdesk.clean.language import detect_language
from watchdesk.clean.mail_text import read_mail
from watchdesk.clean.page import Page
from watchdesk.clean.pdf_text import read_pdf
from watchdesk.clean.plain_text import read_markdown, read_plain_text
from watchdesk.errors import UnreadableCapture
from watchdesk.records import Capture, Report, Span, Stripped

VERSION = "clean@2"
"""The cleaner's name and version; a new one makes new reports of the same captures."""


def clean_capture(capture: Capture) -> Report:
    """The readable text of a capture, with what was stripped of it.

    Raises UnreadableCapture where there is none; who asked for the capture names it beside the reason.
    """
    page = _read_page(capture)
    if not any(c.isalnum() for c in page.text):
        raise UnreadableCapture("the text is empty or white space alone, expected a report")
    return _report(capture, page)


def _read_page(capture: Capture) -> Page:
    body = capture.body
    if not body.strip():
        raise UnreadableCapture(f"the file holds {len(body)} bytes of white space, expected a report")
    form = find_format(capture)
    charset = _charset(capture.media_type)
    if form == "pdf":
        return read_pdf(body)
    if form == "mail":
        return read_mail(body)
    if form == "html":
        return read_html(body, charset)
    return read_markdown(body) if form == "markdown" else read_plain_text(body, charset)


def _charset(media_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w-]{2,20})", media_type or "", re.IGNORECASE)
    return found[1] if found else None


def _report(capture: Capture, page: Page) -> Report:
    """The report of a page: what the caller stated outranks the page, and the page outranks the text."""
    stated = capture.stated
    inside = _apart(page.stripped, find_boilerplate(page.text))
    headings = find_headings(page.text, inside)
    day = stated.published or page.published or headings.published
    return Report(
        id=hashlib.sha256(f"{capture.id} {VERSION}".encode()).hexdigest()[:20],
        capture_id=capture.id,
        address=capture.address,
        text=page.text,
        title=stated.title or page.title or headings.title,
        byline=page.byline or headings.byline,
        dateline=headings.dateline,
        published=day,
        published_basis="given" if stated.published else "stated" if day else None,
        language=stated.language or detect_language(page.text),
        publisher=stated.publisher or page.publisher,
        stripped=inside,
        cleaner=VERSION,
        given_id=stated.id,
    )


def _apart(first: tuple[Stripped, ...], second: tuple[Stripped, ...]) -> tuple[Stripped, ...]:
    """Both, those with a span in the order of the text, a passage of `second` left out where `first` has its words."""
    taken = sorted((s.span.start, s.span.end) for s in first if s.span)
    fresh = [s for s in second if s.span and not _is_taken(s.span, taken)]
    standing = sorted([*(s for s in first if s.span), *fresh], key=lambda s: s.span.start if s.span else 0)
    return (*standing, *(s for s in first if not s.span))


def _is_taken(span: Span, taken: list[tuple[int, int]]) -> bool:
    """True where one of the passages `taken`, in order and apart, overlaps `span`."""
    before = bisect_left(taken, (span.end, 0)) - 1
    return before >= 0 and taken[before][1] > span.start

"""How much cleaning takes on: every limit on pages, parts and characters, in one place."""

from __future__ import annotations

from watchdesk.errors import UnreadableCapture

MAX_CHARS = 2_000_000
"""Characters of one report: a thousand printed pages. A longer text is refused, not cut."""
MAX_HTML_BYTES = 8 * 1024 * 1024
"""Bytes of one HTML page, scripts and styles included."""
MAX_HTML_DEPTH = 400
"""Elements within elements; a deeper page is read by its tags alone, without telling article from menu."""
MAX_HTML_ELEMENTS = 60_000
"""Elements of one page; a larger one is read by its tags alone too."""
MAX_HTML_BLOCKS = 200_000
MAX_PDF_PAGES = 1000
MAX_MAIL_PARTS = 300
"""Parts of one mail, nested ones included."""
MAX_MAIL_DEPTH = 20
"""Mails and multiparts within one another."""
MAX_STRIPPED = 120
"""Passages of a page's menus and margins that are kept beside the report."""
MAX_STRIPPED_CHARS = 500
"""Characters of one such passage."""


def check_length(text: str) -> str:
    """The text itself. Raises UnreadableCapture where it is longer than one report may be."""
    if len(text) > MAX_CHARS:
        raise UnreadableCapture(
            f"the text has {len(text):,} characters, expected at most {MAX_CHARS:,}: split it into its reports"
        )
    return text

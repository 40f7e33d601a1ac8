"""Tell the format of a capture: by its first bytes, what it claims to be, and a look at its text."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from watchdesk.errors import UnreadableCapture
from watchdesk.records import Capture

Format = Literal["plain", "markdown", "html", "pdf", "mail"]

_FORMATS: dict[str, Format] = {
    "text/plain": "plain", "text/markdown": "markdown", "text/html": "html", "application/xhtml+xml": "html",
    "application/pdf": "pdf", "message/rfc822": "mail",
    ".txt": "plain", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".eml": "mail",
}  # fmt: skip
_FOREIGN = (
    (b"\xff\xd8\xff", "a JPEG image"), (b"\x89PNG", "a PNG image"), (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"), (b"BM", "a bitmap image"), (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"PK\x05\x06", "a ZIP archive"), (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "an xz archive"), (b"Rar!", "a RAR archive"), (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"), (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"RIFF", "a sound or film"),
    (b"ID3", "a sound"), (b"OggS", "a sound or film"), (b"SQLite format 3\0", "a database"),
)  # fmt: skip
_MARKUP = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h1)\b", re.I | re.S
)
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_MAIL_NAMES = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|from|to|subject|date|delivered-to):", re.I | re.M
)


def find_format(capture: Capture) -> Format:
    """The format of a capture: what its first bytes show, else its media type, its ending, or a look at the text.

    Raises UnreadableCapture where the bytes are those of a format that is not read, whatever the name says.
    """
    head = capture.body[:8192].lstrip(b"\xef\xbb\xbf")
    claimed = _FORMATS.get((capture.media_type or "").split(";")[0].strip().lower())
    claimed = claimed or _FORMATS.get(PurePath(capture.address).suffix.lower())
    if head.startswith(b"%PDF-") or (claimed in (None, "pdf") and b"%PDF-" in head[:1024]):
        return "pdf"
    for mark, kind in _FOREIGN:
        sure = mark.startswith(b"{") or not mark.isascii()
        if head.startswith(mark) and (sure or not _is_words(head)):
            raise UnreadableCapture(f"the bytes are those of {kind}, expected text, HTML, PDF or mail: save it as one")
    if claimed == "pdf":
        raise UnreadableCapture(
            f"the bytes begin with {head[:8]!r}, expected '%PDF-': it is cut off or no PDF, fetch it again"
        )
    if claimed:
        return claimed
    if _MARKUP.match(head):
        return "html"
    return "mail" if _MAIL_HEADER.match(head) and len(_MAIL_NAMES.findall(head)) >= 3 else "plain"


def _is_words(head: bytes) -> bool:
    """True where the bytes hold no control characters, so that "MZ" and "BM" may begin a word."""
    return not re.search(rb"[\x00-\x08\x0e-\x1f]", head)

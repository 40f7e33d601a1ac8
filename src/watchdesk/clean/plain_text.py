"""Plain text and Markdown to a page: the characters as they stand, Markdown's marks aside."""

from __future__ import annotations

import re

from watchdesk.clean.charset import decode_body
from watchdesk.clean.limits import check_length
from watchdesk.clean.page import Page
from watchdesk.clean.page_dates import read_date
from watchdesk.records import Span, Stripped

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"(?P<key>[A-Za-z_]+):[ \t]*[\"']?(?P<value>[^\n]*?)[\"']?[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>[^\n]+?)[ \t]*#*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[(?P<words>[^\]\n]{0,300})\]\([^()\n]{0,600}\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\([^()\n]{0,600}\)")
_EMPHASIS = re.compile(
    r"(?<![\w*])(?P<mark>\*\*\*|\*\*|\*|__|_)(?=\S)(?P<words>[^*_\n]{1,500}?)(?<=\S)(?P=mark)(?![\w*])"
)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,40}$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)


def read_plain_text(body: bytes, declared: str | None = None) -> Page:
    """The text of a plain-text body, as it is but for its line breaks. Raises UnreadableCapture."""
    return Page(text=check_length(decode_body(body, declared)))


def read_markdown(body: bytes) -> Page:
    """The text of a Markdown body without headings' hashes, emphasis marks and link targets.

    The first heading of level one, or the front matter, gives the title.
    """
    text = check_length(decode_body(body))
    front = _FRONT_MATTER.match(text)
    fields = {m["key"].lower(): m["value"] for m in _FIELD.finditer(front["fields"])} if front else {}
    text = text[front.end() :] if front else text
    heading = re.search(r"^#[ \t]+(?P<words>[^\n]+?)[ \t]*#*$", text, re.MULTILINE)
    return Page(
        text=_without_marks(text),
        title=fields.get("title") or (_without_marks(heading["words"]) if heading else None),
        byline=fields.get("author") or None,
        published=read_date(fields.get("date", "")),
    )


def _without_marks(text: str) -> str:
    for pattern in (_IMAGE, _LINK, _EMPHASIS, _HEADING):
        text = pattern.sub(lambda found: found["words"], text)
    return _QUOTED.sub("", _RULE.sub("", text))


def spanned(text: str, start: int, end: int, reason: str) -> Stripped:
    """The stripped passage that stands between `start` and `end` of `text`."""
    return Stripped(text=text[start:end], reason=reason, span=Span(start=start, end=end))

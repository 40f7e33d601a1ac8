"""The blocks of an HTML page by its tags alone: a flat pass that no nesting, however deep, can upset."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from watchdesk.clean.limits import MAX_HTML_BLOCKS
from watchdesk.errors import UnreadableCapture

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<skip>script|style|noscript|template|svg|head)\b(?:[^<>]*)>.*?(?:</(?P=skip)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<rest>[^<>]{0,20000})>|<![^<>]{0,2000}>|<\?[^<>]{0,2000}>",
    re.DOTALL | re.IGNORECASE,
)
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|button|caption|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|html|label|legend|li|main|menu|nav|[ou]l|option|p|pre|section|select|summary|table|t(?:body|d|foot|h|head|r)"
    r"|title",
    re.IGNORECASE,
)
_PLACES = {
    "nav": "menu",
    "menu": "menu",
    "footer": "page footer",
    "header": "page header",
    "aside": "margin",
    "figcaption": "caption",
    "form": "form",
    "button": "button",
    "select": "form",
}
_UNCLOSED = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr|dt|dd|option", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,20000}?(/?)>")
_WHITE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The words of one block of a page, and where on the page it stood (None for the page's body)."""

    text: str
    place: str | None


def html_blocks(markup: str) -> list[Block]:
    """The blocks of a page in order, scripts, styles and head left out, entities read.

    Raises UnreadableCapture where there are more than MAX_HTML_BLOCKS.
    """
    return list(_bounded(_blocks(markup)))


def _blocks(markup: str) -> Iterator[Block]:
    open_places: list[str] = []
    words: list[str] = []
    at = 0
    for token in _TOKEN.finditer(markup):
        words.append(markup[at : token.start()])
        at = token.end()
        tag = (token["tag"] or "").lower()
        if not _BLOCKS.fullmatch(tag):
            continue
        yield from _block(words, open_places)
        words = []
        if tag in _PLACES:
            _turn(open_places, tag, closes=bool(token["close"]))
    words.append(markup[at:])
    yield from _block(words, open_places)


def _bounded(found: Iterator[Block]) -> Iterator[Block]:
    for number, block in enumerate(found):
        if number == MAX_HTML_BLOCKS:
            raise UnreadableCapture(
                f"the page has more than {MAX_HTML_BLOCKS:,} paragraphs, expected one report: split it"
            )
        yield block


def _block(words: list[str], open_places: list[str]) -> Iterator[Block]:
    text = _WHITE.sub(" ", html.unescape("".join(words))).strip()
    if text:
        yield Block(text=text, place=_PLACES[open_places[-1]] if open_places else None)


def _turn(open_places: list[str], tag: str, *, closes: bool) -> None:
    """Enter or leave a place of the page; a stray end tag changes nothing."""
    if not closes:
        open_places.append(tag)
        del open_places[:-50]
    elif tag in open_places:
        while open_places.pop() != tag:
            pass


def html_size(markup: str) -> tuple[int, int]:
    """How many elements a page opens, and how many within one another at most, those aside that need no end tag."""
    depth = deepest = count = 0
    for tag in _TAG.finditer(markup):
        count += not tag[1]
        if tag[3] or _UNCLOSED.fullmatch(tag[2]):
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return count, deepest

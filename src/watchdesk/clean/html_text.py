"""An HTML page to its article: what is report stays, menus and margins are kept aside as stripped."""

from __future__ import annotations

import datetime as dt
import html
import json
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from watchdesk.clean.boilerplate import find_boilerplate
from watchdesk.clean.charset import decode_body
from watchdesk.clean.html_blocks import Block, html_blocks, html_size
from watchdesk.clean.limits import (
    MAX_HTML_BYTES,
    MAX_HTML_DEPTH,
    MAX_HTML_ELEMENTS,
    MAX_STRIPPED,
    MAX_STRIPPED_CHARS,
    check_length,
)
from watchdesk.clean.page import Page
from watchdesk.clean.page_dates import read_date
from watchdesk.errors import UnreadableCapture
from watchdesk.records import Stripped

_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_LINKED_DATA = re.compile(r"<script\b[^<>]{0,200}application/ld\+json[^<>]{0,200}>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]{0,500}>([^<]{1,1000})</title", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^<>]{0,2000}>(.{1,2000}?)</h1", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"<time\b[^<>]{0,500}?\b(?:pubdate|itemprop\s*=\s*[\"']?datePublished)[^<>]{0,500}>", re.IGNORECASE)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date.issued", "dcterms.issued",
    "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "sailthru.date",
    "parsely-pub-date", "article.published", "citation_publication_date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{4000,}>")  # pictures written into the page, mostly
_WORDS = re.compile(r"\w+")
_HEAD = 300_000  # characters in which a page says what it is


def read_html(body: bytes, declared: str | None = None) -> Page:
    """The article of an HTML page and what the page says of itself. Raises UnreadableCapture where no text is left.

    The day of publication comes from the page's metadata alone, never from a date somewhere in its text.
    """
    if len(body) > MAX_HTML_BYTES:
        raise UnreadableCapture(
            f"the page has {len(body):,} bytes, expected at most {MAX_HTML_BYTES:,}: save the article alone"
        )
    markup = _LONG_TAG.sub(r"<\1>", decode_body(body, declared))
    blocks = html_blocks(markup)
    text = check_length(_article(markup, blocks))
    if not text.strip():
        raise UnreadableCapture(
            "the page holds no readable text, expected an article: save a page built by scripts after it has loaded"
        )
    meta = _metadata(markup)
    return Page(
        text=text,
        title=_title(markup, meta),
        byline=_first(meta, _AUTHORS),
        published=_published(markup, meta),
        publisher=meta.get("og:site_name"),
        stripped=_left_out(blocks, text),
    )


def _article(markup: str, blocks: Sequence[Block]) -> str:
    """The paragraphs of the article, a blank line between them."""
    body = [b.text for b in blocks if b.place in (None, "caption")]
    is_page = bool(re.search(r"<(?:body|html|nav|footer|aside|article|main)\b", markup, re.IGNORECASE))
    elements, depth = html_size(markup)
    if not is_page or depth > MAX_HTML_DEPTH or elements > MAX_HTML_ELEMENTS:
        return "\n\n".join(body)
    found = _extracted(markup)
    if len(found) >= 200 or len(found) >= 0.5 * sum(map(len, body)):
        return found
    return "\n\n".join(b.text for b in blocks if b.place is None) or found


def _extracted(markup: str) -> str:
    """The article as trafilatura finds it, empty where it finds none."""
    import trafilatura
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(markup, include_comments=False, include_tables=True, with_metadata=False)
    except (LxmlError, ValueError, RecursionError, AttributeError, TypeError, LookupError) as error:
        logging.getLogger(__name__).info("trafilatura failed (%r); the page is read by its tags", error)
        return ""
    return re.sub(r"\n+", "\n\n", found or "").strip()


def _left_out(blocks: Sequence[Block], text: str) -> tuple[Stripped, ...]:
    """Blocks of the page that the article does not have, once each, the first MAX_STRIPPED of them."""
    kept = " ".join(_WORDS.findall(text))
    seen: set[str] = set()
    found: list[Stripped] = []
    for block in blocks:
        words = " ".join(_WORDS.findall(block.text))
        if not words or words in seen or words in kept:
            continue
        seen.add(words)
        found.append(Stripped(text=block.text[:MAX_STRIPPED_CHARS], reason=_reason(block)))
        if len(found) == MAX_STRIPPED:
            break
    return tuple(found)


def _reason(block: Block) -> str:
    inside = find_boilerplate(block.text[:MAX_STRIPPED_CHARS])
    return inside[0].reason if inside else block.place or "menu or page furniture"


def _metadata(markup: str) -> dict[str, str]:
    """The page's meta elements by lower-case name, then its linked data; the first of a name counts."""
    found: dict[str, str] = {}
    for element in _META.finditer(markup[:_HEAD]):
        pairs = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(element[0])}
        name = (pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or "").lower()
        content = html.unescape(pairs.get("content", "")).strip()
        if name and content:
            found.setdefault(name, content)
    for opened in islice(_LINKED_DATA.finditer(markup), 5):
        end = markup.find("</script", opened.end(), opened.end() + _HEAD)
        for key, value in _linked_data(markup[opened.end() : max(end, opened.end())]):
            found.setdefault(key, value)
    return found


def _linked_data(script: str) -> Iterator[tuple[str, str]]:
    """Headline, day and author of an article's JSON-LD."""
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        author = item.get("author")
        author = author[0] if isinstance(author, list) and author else author
        values = {
            "headline": item.get("headline"),
            "datepublished": item.get("datePublished"),
            "author": author.get("name") if isinstance(author, dict) else author,
        }
        yield from ((key, html.unescape(value)) for key, value in values.items() if isinstance(value, str) and value)


def _title(markup: str, meta: dict[str, str]) -> str | None:
    stated = _first(meta, ("og:title", "headline", "twitter:title", "dc.title"))
    heading, title = _HEADING.search(markup[:_HEAD]), _TITLE.search(markup[:_HEAD])
    shown = re.sub(r"<[^<>]*>", " ", heading[1]) if heading else title[1] if title else ""
    return " ".join(html.unescape(stated or shown).split()) or None


def _published(markup: str, meta: dict[str, str]) -> dt.date | None:
    for name in _DATES:
        day = read_date(meta.get(name, ""))
        if day:
            return day
    element = _TIME.search(markup[:_HEAD])
    pairs = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(element[0])} if element else {}
    return read_date(pairs.get("datetime", ""))


def _first(meta: dict[str, str], names: Sequence[str]) -> str | None:
    found = next((meta[name] for name in names if name in meta), None)
    return found if found and not found.startswith("http") else None

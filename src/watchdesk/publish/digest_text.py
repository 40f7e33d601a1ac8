"""The digest as plain text, as Markdown, and as HTML that mail programs show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from watchdesk import __version__
from watchdesk.publish.digest import Digest, Item
from watchdesk.publish.page_assets import environment

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def digest_plain(digest: Digest) -> str:
    """Plain text in lines of any length."""
    lines = [digest.title, "=" * len(digest.title), "", digest.summary]
    for part in digest.parts:
        lines += ["", part.title, "-" * len(part.title)]
        for item in part.items:
            lines += ["", *_plain_item(item)]
        lines += ["", f"and {part.more} more: watchdesk diff"] if part.more else []
    return "\n".join([*lines, "", _foot(digest)]) + "\n"


def _plain_item(item: Item) -> Iterable[str]:
    number = f"[{item.number}] " if item.number else ""
    if item.head:
        yield f"* {number}{item.head}"
    yield from (f"  {line}" for line in item.lines)
    if item.quote:
        yield f"  “{item.quote}”"
        yield f"  — {item.source}"
    yield from (f"  {link}" for _, link in item.links)


def digest_markdown(digest: Digest) -> str:
    """Markdown; words of reports cannot become markup."""
    lines = [f"# {_escaped(digest.title)}", "", _escaped(digest.summary)]
    for part in digest.parts:
        lines += ["", f"## {part.title}"]
        for item in part.items:
            lines += ["", *_markdown_item(item)]
        lines += ["", f"*and {part.more} more: `watchdesk diff`*"] if part.more else []
    return "\n".join([*lines, "", f"*{_escaped(_foot(digest))}*"]) + "\n"


def _markdown_item(item: Item) -> Iterable[str]:
    number = f"({item.number}) " if item.number else ""
    if item.head:
        yield f"- **{number}{_escaped(item.head)}**"
    yield from (f"  - {_escaped(line)}" for line in item.lines)
    indent = "  " if item.head else ""
    if item.quote:
        yield f"{indent}> “{_escaped(item.quote)}” — {_escaped(item.source)}"
    yield from (f"  - [{_escaped(words)}](<{link.replace('>', '%3E')}>)" for words, link in item.links)


def digest_html(digest: Digest) -> str:
    """One HTML document with inline styles, no script and nothing from elsewhere; it reads without its drawings."""
    return environment().get_template("digest.html").render(digest=digest, foot=_foot(digest))


_FOOT = f"watchdesk {__version__}. What is alleged or denied is marked and not counted."
_WITHHELD = " Names of private persons are withheld."
_MAP = " Map: Natural Earth; outlines orient and say nothing on borders."


def _foot(digest: Digest) -> str:
    return _FOOT + (_WITHHELD if digest.withheld else "") + (_MAP if digest.map else "")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))

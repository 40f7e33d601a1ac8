"""Ledger sections as one self-contained HTML page with plots: no script, no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import jinja2

from watchdesk import __version__
from watchdesk.publish.ledger_sections import Section


def ledger_page(title: str, subtitle: str, sections: Sequence[Section]) -> str:
    """One HTML page over all sections, in their order. Opens offline, follows light and dark, prints."""
    style = _asset("ledger_page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("ledger_page.html")
        .render(
            title=title,
            subtitle=subtitle,
            sections=sections,
            style=style,
            style_hash=f"sha256-{digest}",
            version=__version__,
        )
    )


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(_asset)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def _asset(name: str) -> str:
    return (files("watchdesk.publish") / "templates" / name).read_text(encoding="utf-8")

"""What the self-contained pages are made with: templates, styles, and the hash by which a page allows its own style."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2


@cache
def environment() -> jinja2.Environment:
    """The templates; everything that is put into them is escaped."""
    loader = jinja2.FunctionLoader(template)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def template(name: str) -> str:
    """A template, style or script of `publish/templates`."""
    return (files("watchdesk.publish") / "templates" / name).read_text(encoding="utf-8")


@cache
def plot_style() -> str:
    """The style of the plots, which the desk serves as a file."""
    return (files("watchdesk.publish") / "static" / "plots.css").read_text(encoding="utf-8")


def csp_hash(content: str) -> str:
    """The source expression that allows this inline style or script alone."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"

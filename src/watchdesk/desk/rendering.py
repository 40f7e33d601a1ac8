"""Templates into pages: the words of the reader's language, the person who asks, and the shape of what is shown."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from watchdesk import __version__
from watchdesk.desk.heads import head_of
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.security import masked
from watchdesk.desk.wording import countries_of, language_of, words_in
from watchdesk.publish.redaction import NAME_WITHHELD, PLACE_WITHHELD
from watchdesk.publish.wording import LANGUAGES

STATIC = (("watchdesk.desk", "static"), ("watchdesk.publish", "static"))
"""The packages, and their folders, whose files the desk serves: its own, and the style of the ledgers' plots."""

THEMES = ("auto", "light", "dark")

ROOMS = (
    ("queue", "/queue", "coder"),
    ("incidents", "/incidents", "public"),
    ("reports", "/reports", "public"),
    ("map", "/map", "public"),
    ("figures", "/figures", "public"),
    ("operations", "/operations", "public"),
    ("questions", "/questions", "public"),
    ("sources", "/sources", "public"),
    ("coding", "/coding", "coder"),
)
"""The rooms of the desk in the order of the menu: key of the name, address, and the role that sees it."""


def show(
    request: Request, desk: Desk, person: Person | None, template: str, *, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page (or a part of one) from a template, in the reader's language."""
    language = language_of(request)
    theme = request.cookies.get("theme", "auto")
    words = words_in(language)
    country = countries_of(words, desk.names)
    context = {
        "say": words.say,
        "named": words.named,
        "phrase": words.phrase,
        "number": words.number,
        "share": words.share,
        "country": country,
        "head_of": lambda claim: head_of(claim, words, country),
        "day": lambda value: day_words(value, language),
        "moment": lambda value: value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M"),
        "asset": asset,
        "person": person and replace(person, csrf=masked(person.csrf)),
        "as_of": getattr(request.state, "as_of", None),
        "mode": desk.mode,
        "rooms": [room for room in ROOMS if person is not None and person.may(room[2])],  # type: ignore[arg-type]
        "here": request.url.path,
        "with_query": lambda **changed: with_query(request, **changed),
        "language": language,
        "languages": LANGUAGES,
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "version": __version__,
    }
    text = environment().get_template(template).render(context | values)
    for mark in (NAME_WITHHELD, PLACE_WITHHELD):  # within quotes, where redaction put it
        text = text.replace(mark, words.phrase(mark))
    return HTMLResponse(text, status_code=status, headers={"Vary": "Cookie, Accept-Language"})


def with_query(request: Request, **changed: object) -> str:
    """This page's address with some of its query changed; None takes a part away."""
    query = dict(request.query_params) | {k: v for k, v in changed.items() if v is not None}
    kept = {k: v for k, v in query.items() if not (k in changed and changed[k] is None)}
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def day_words(value: dt.date | dt.datetime | None, language: str) -> str:
    """A day as tables show it: ISO, the same in every language, so that columns line up; a dash where unknown."""
    return "–" if value is None else value.strftime("%Y-%m-%d")


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the file, so that browsers may keep it for good."""
    folders = (files(package) / folder for package, folder in STATIC)
    body = next(folder / name for folder in folders if (folder / name).is_file()).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(body).hexdigest()[:12]}"


@cache
def environment() -> jinja2.Environment:
    """The templates; everything that is put into them is escaped."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("watchdesk.desk", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )

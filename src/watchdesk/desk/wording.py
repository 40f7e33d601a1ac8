"""The words of the desk in the reader's language: its own catalogue beside that of what is published."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from watchdesk.publish.wording import LANGUAGES, Words
from watchdesk.records import Names

if TYPE_CHECKING:
    from starlette.requests import Request

Country = Callable[[str], str]
"""Names a country by its code."""

PACKAGES = ("watchdesk.publish", "watchdesk.desk")
"""The packages whose words the desk says: it shows what `publish` makes."""


@cache
def words_in(language: str) -> Words:
    """The words of this language, `en` or `fr`."""
    return Words(language, PACKAGES)


def named(language: str, section: str, code: str | None) -> str:
    """The words for a code of the record (`status.alleged`); the code itself where the section has none for it."""
    return words_in(language).named(section, code)


def countries_of(words: Words, names: Names) -> Country:
    """The names of countries in the language of `words`; a code that no list holds stays as it is."""

    def country(iso: str) -> str:
        try:
            return words.country(iso, names.country_name(iso))
        except KeyError:
            return iso

    return country


def language_of(request: Request) -> str:
    """The language that a reader chose, else the first that their browser asks for and we have, else English."""
    chosen = request.query_params.get("lang") or request.cookies.get("lang")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"

"""The words of the interface in the reader's language, from one YAML file for each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from starlette.requests import Request

from watchdesk.errors import BadCodebook

LANGUAGES = {"en": "English", "fr": "Français"}
"""The languages of the interface, by code, with their own names."""

Say = Callable[..., str]


@cache
def strings(language: str) -> dict[str, str]:
    """The strings of a language by key, such as `queue.title`. Raises BadCodebook where one is no text."""
    path = files("watchdesk.desk") / "strings" / f"{language}.yml"
    found: dict[str, str] = {}
    for section, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for key, value in _flat(words, section):
            if not isinstance(value, str):
                raise BadCodebook(f"strings/{language}.yml: {key} is {value!r}, expected words; put them in quotes")
            found[key] = value
    return found


def say_in(language: str) -> Say:
    """What gives the words of a key in this language: `say("error.code", code=404)`; an unknown key is an error."""
    words = strings(language)

    def say(key: str, **values: object) -> str:
        return words[key].format(**values) if values else words[key]

    return say


def named(language: str, section: str, code: str | None) -> str:
    """The words for a code of the record (`status.alleged`); the code itself where the section has none for it."""
    if not code:
        return ""
    return strings(language).get(f"{section}.{code}", code.replace("_", " "))


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


def _flat(words: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(words, dict):
        return [pair for key, value in words.items() for pair in _flat(value, f"{path}.{key}")]
    return [(path, words)]

"""The date expressions of English and French, read from the codebook of dates and compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from watchdesk.errors import BadCodebook

_FILE = "dates.yml"
_PIECE = re.compile(r"\{([a-z_]+)\}")
_NAMED = re.compile(r"\(\?P<\w+>")
_START = r"(?<![\w@#$€£])(?<!\d[.,/-])"
"""No date begins inside a word, a handle, a price or a longer number."""


@dataclass(frozen=True, slots=True)
class DateRule:
    """One kind of expression over folded text; `kind` names what reads its groups."""

    kind: str
    pattern: re.Pattern[str]


@cache
def date_rules_of(language: str) -> tuple[re.Pattern[str], tuple[DateRule, ...]]:
    """One pattern that finds every expression of a language, whose last group tells the first rule, and the rules.

    Languages without rules of their own are read with the English ones. Raises BadCodebook.
    """
    book = _load_book()
    chosen = book["fr" if language == "fr" else "en"]
    pieces = {name: _joined(value) for name, value in {**book["pieces"], **chosen["pieces"]}.items()}
    rows = [(row["kind"], _expand(_joined(row["pattern"]), pieces)) for row in chosen["rules"]]
    rules = tuple(DateRule(kind=kind, pattern=_compile(f"{_START}(?:{body})(?!\\w)", kind)) for kind, body in rows)
    union = "|".join("(" + _NAMED.sub("(?:", body) + r")(?!\w)" for _, body in rows)
    return _compile(f"{_START}(?:{union})", "all rules"), rules


@cache
def date_trigger() -> re.Pattern[str]:
    """A quick look: a sentence in which this finds nothing holds no date."""
    return _compile(_joined(_load_book()["trigger"]), "trigger")


@cache
def clause_pattern(name: str) -> re.Pattern[str]:
    """A pattern of the codebook's clauses by name. Raises BadCodebook."""
    clauses = _load_book()["clauses"]
    if name not in clauses:
        raise BadCodebook(f"{_FILE}: clauses has no {name!r}, expected one of {', '.join(sorted(clauses))}")
    pieces = {key: _joined(value) for key, value in clauses["pieces"].items()}
    return _compile(_expand(_joined(clauses[name]), pieces), name)


@cache
def _load_book() -> dict[str, Any]:
    text = files("watchdesk.codebooks").joinpath(_FILE).read_text(encoding="utf-8")
    book = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for path in (
        ("pieces",),
        ("trigger",),
        ("clauses", "pieces"),
        ("en", "pieces"),
        ("en", "rules"),
        ("fr", "pieces"),
        ("fr", "rules"),
    ):
        part = book
        for key in path:
            part = part.get(key) if isinstance(part, dict) else None
        if not part:
            raise BadCodebook(f"{_FILE}: {'.'.join(path)} is missing, expected pieces, trigger, clauses, en and fr")
    return dict(book)


def _joined(value: Any) -> str:
    if isinstance(value, list):
        return "".join(str(part) for part in value)
    return str(value)


def _expand(pattern: str, pieces: dict[str, str]) -> str:
    def piece(hit: re.Match[str]) -> str:
        if hit[1] not in pieces:
            raise BadCodebook(f"{_FILE}: piece {hit[1]!r} in {pattern!r} is none of {', '.join(sorted(pieces))}")
        return _expand(pieces[hit[1]], pieces)

    return _PIECE.sub(piece, pattern)


def _compile(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise BadCodebook(f"{_FILE}: {where}: {pattern!r} is no regular expression: {error}") from error

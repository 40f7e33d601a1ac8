"""The words by which page furniture is known, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.caseless import CaselessPattern
from watchdesk.errors import BadCodebook

Strength = Literal["list", "label", "lead", "strong", "weak"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)

_BLANK = "[ \\u00a0\\u202f\\t]+"
_LABEL_END = "(?=[ \\u00a0\\u202f\\t]*(?:[?:|•·▸»)\\]–—-]|$))"
_BOOK = "boilerplate.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue of page furniture in a text: characters `start` to `end`, end excluded."""

    start: int
    end: int
    reason: str
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBook:
    """The compiled cues, one expression per strength whose groups stand for the reasons."""

    reasons: tuple[str, ...]
    openers: Mapping[Strength, CaselessPattern]
    inside: Mapping[Strength, CaselessPattern]
    capitals: CaselessPattern


def opening_cue(text: str, start: int, end: int) -> Cue | None:
    """The cue with which the passage from `start` to `end` opens, or None."""
    book = cue_book()
    for strength, pattern in book.openers.items():
        found = pattern.match(text, start, end)
        if found:
            return _cue(book, found, strength)
    found = book.capitals.match(text, start, end)
    if found and len(found[0]) > 5 and is_shouted(text, found.start(), found.end()):
        return _cue(book, found, "list")
    return None


def is_shouted(text: str, start: int, end: int) -> bool:
    """True for words in capitals in a text that is not all in capitals, as far as the next words tell."""
    after = text[end : end + 60]
    return text[start:end].isupper() and not after.isupper()


def inner_cues(text: str, start: int = 0, end: int | None = None) -> list[Cue]:
    """The strong and weak cues between `start` and `end`, in order; a weak one never in a strong one."""
    book = cue_book()
    limit = len(text) if end is None else end
    strong = [_cue(book, m, "strong") for m in book.inside["strong"].finditer(text, start, limit)]
    weak = [_cue(book, m, "weak") for m in book.inside["weak"].finditer(text, start, limit)]
    apart = [w for w in weak if not any(s.start <= w.start < s.end for s in strong)]
    return sorted([*strong, *apart], key=lambda cue: cue.start)


def cue_starts(text: str) -> list[int]:
    """Where any cue of any strength stands, wherever in a line, in order: a passage without one holds no furniture."""
    book = cue_book()
    patterns = (*book.openers.values(), *book.inside.values(), book.capitals)
    return sorted({start for pattern in patterns for start in pattern.starts(text)})


def _cue(book: CueBook, found: re.Match[str], strength: Strength) -> Cue:
    reason = book.reasons[int((found.lastgroup or "r0")[1:])]
    return Cue(start=found.start(), end=found.end(), reason=reason, strength=strength)


@cache
def cue_book() -> CueBook:
    """The cues of boilerplate.yml. Raises BadCodebook where an entry is not what it should be."""
    content = load_codebook("boilerplate")
    reasons = tuple(content)
    groups: dict[Strength, list[str]] = {strength: [] for strength in STRENGTHS}
    for number, reason in enumerate(reasons):
        for strength, patterns in _checked(reason, content[reason]):
            groups[strength].append(f"(?P<r{number}>{'|'.join(map(_expression, patterns))})")
    compiled = {strength: _compile(strength, groups[strength]) for strength in STRENGTHS}
    return CueBook(
        reasons=reasons,
        openers={s: compiled[s] for s in ("list", "label", "lead")},
        inside={s: compiled[s] for s in ("strong", "weak")},
        capitals=_compile("lead", groups["list"]),
    )


def _checked(reason: str, entry: object) -> Iterable[tuple[Strength, list[str]]]:
    if not isinstance(entry, dict):
        raise BadCodebook(f"{_BOOK}: {reason!r} is {entry!r}, expected lists under {', '.join(STRENGTHS)}")
    for strength, patterns in entry.items():
        if strength not in STRENGTHS:
            raise BadCodebook(f"{_BOOK}: {reason}: {strength!r} is not one of {', '.join(STRENGTHS)}")
        if not isinstance(patterns, list) or not all(isinstance(p, str) and p for p in patterns):
            raise BadCodebook(f"{_BOOK}: {reason}: {strength} is {patterns!r}, expected a list of expressions")
        yield strength, patterns


def _fault(groups: list[str]) -> str:
    """The first expression of a strength that does not compile, and why."""
    for group in groups:
        for pattern in group.partition(">")[2][:-1].split("|"):
            try:
                re.compile(pattern)
            except re.error as fault:
                return f"{pattern!r} is not a regular expression ({fault})"
    return "one of its expressions has a bar or bracket too many"


def _expression(pattern: str) -> str:
    """A pattern of the file as an expression without groups of its own: blanks and apostrophes of any kind."""
    bare = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
    return bare.replace(" ?", "\0").replace(" ", _BLANK).replace("\0", f"(?:{_BLANK})?").replace("'", "['’]")


def _compile(strength: Strength, groups: list[str]) -> CaselessPattern:
    either = "|".join(groups) or r"(?!)"
    tail = _LABEL_END if strength in ("list", "label") else r"(?!\w)"
    try:
        return CaselessPattern(rf"(?<!\w)(?:{either}){tail}", re.MULTILINE)
    except re.error as fault:
        raise BadCodebook(f"{_BOOK}: {strength}: {_fault(groups)}; mend it") from fault

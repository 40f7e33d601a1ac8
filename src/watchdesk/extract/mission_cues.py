"""The words that tell of each action of a peace operation, from the codebook, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.records import MissionAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue found: the action it tells of and where it stands."""

    action: MissionAction
    start: int
    end: int
    words: str


_OP = r"(?-i:[A-Z]{4,}|Minu\w+|Monus\w+|Finul|mission|force)"


@cache
def cue_patterns(language: str) -> dict[MissionAction, re.Pattern[str]]:
    """One pattern per action. A language without cues of its own is read with the English ones."""
    book = load_codebook("peace_operations")
    found: dict[MissionAction, re.Pattern[str]] = {}
    for entry in book["actions"]:
        if entry["name"] not in get_args(MissionAction):
            raise BadCodebook(f"peace_operations.yml: action {entry['name']!r} is not one of {get_args(MissionAction)}")
        cues = entry["cues"].get(language) or entry["cues"]["en"]
        body = "|".join(_spaced(cue) for cue in cues)
        try:
            found[entry["name"]] = re.compile(rf"(?<![\w])(?:{body})(?!\w)", re.IGNORECASE)
        except re.error as fault:
            raise BadCodebook(
                f"peace_operations.yml: {entry['name']}: the {language} cues do not compile: {fault}"
            ) from fault
    missing = sorted(set(get_args(MissionAction)) - set(found))
    if missing:
        raise BadCodebook(f"peace_operations.yml: no entry for {missing}")
    return found


def _spaced(cue: str) -> str:
    return cue.replace("{op}", _OP).replace(" ", r"[ \u00a0\u202f\n]")


def find_cues(text: str, language: str, action: MissionAction) -> list[Cue]:
    """Cues of one action in `text`, in order."""
    pattern = cue_patterns(language)[action]
    return [Cue(action=action, start=m.start(), end=m.end(), words=m[0]) for m in pattern.finditer(text) if m[0]]


@cache
def word_pattern(name: str) -> str:
    """The words of one list of the codebook as an alternation, to be set into a larger pattern."""
    lists = load_codebook("peace_operations")["words"]
    if name not in lists:
        raise BadCodebook(f"peace_operations.yml: words: {name!r} is not one of {sorted(lists)}")
    return "|".join(_spaced(word) for word in lists[name])


@cache
def generic_pattern() -> re.Pattern[str]:
    """Words for some operation without its name; the name of the matched group is the body that sends it."""
    bodies = load_codebook("peace_operations")["generic"]
    groups = (f"(?P<{body}>{'|'.join(_spaced(word) for word in words)})" for body, words in bodies.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)

"""Tokens of a sentence that belong to a person's name, and so to no place."""

from __future__ import annotations

from watchdesk.extract.place_runs import adjacent
from watchdesk.extract.place_tokens import Token
from watchdesk.extract.place_words import PlaceWords

SAINTS = frozenset(["San", "Santa", "Saint", "Sainte", "St.", "Fort", "Port", "Lake", "Mount"])
"""Words that make the given name after them part of a place's name ("San Carlos")."""


def person_tokens(tokens: list[Token], words: PlaceWords) -> set[int]:
    """Tokens that belong to a person's name: after a title or a given name, or before an age."""
    found: set[int] = set()
    for i, token in enumerate(tokens):
        if token.text.rstrip(".") in words.titles and not token.upper:
            after = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == ".")
            found.update(_name_from(tokens, words, after))
        elif token.text in words.first_names and token.cap and not (i and tokens[i - 1].text in SAINTS):
            rest = _name_from(tokens, words, i + 1, most=2)
            if rest and adjacent(tokens, i):
                found.update((i, *rest))
    for i in range(2, len(tokens) - 2):
        aged = tokens[i].text == "," and tokens[i + 1].text.isdigit() and len(tokens[i + 1].text) <= 2
        if aged and tokens[i + 2].text == "," and tokens[i - 1].cap and tokens[i - 2].cap:
            found.update((i - 1, i - 2))
    return found


def surnames(tokens: list[Token], persons: set[int]) -> set[str]:
    """The last words of the persons' names at the tokens `persons`."""
    return {tokens[i].text for i in persons if i + 1 not in persons and tokens[i].cap}


def _name_from(tokens: list[Token], words: PlaceWords, at: int, most: int = 3) -> list[int]:
    """Up to `most` tokens from `at` that go on with a person's name; none where a word for a kind of place follows."""
    found: list[int] = []
    while at < len(tokens) and len(found) < most:
        token = tokens[at]
        if token.text.lower() in words.kinds_after:
            return []
        particle = token.text in ("Al", "al", "Ag", "Ould", "ag", "ould", "bin", "ibn", "van", "von", "de", "el")
        follows = at + 1 < len(tokens) and tokens[at + 1].cap
        if not ((token.cap and token.word and token.text not in words.bodies) or (particle and follows and found)):
            break
        found.append(at)
        if not adjacent(tokens, at):
            break
        at += 1
    return found

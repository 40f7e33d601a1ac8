"""Long alternations of words matched without regard to case, at the speed of a match with regard to it.

Python's `re` skips an alternative by its first character only where case counts and no group opens before it; words of
a lexicon of some hundred are found ten to thirty times quicker so. Hence two patterns: one for small letters, without
groups, tells where, the written one then tells what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from watchdesk.codebooks.phrases import fold_case

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_ESCAPED_OR_CAPITAL = re.compile(r"\\.|[A-ZÀ-ÖØ-Þ]")


@lru_cache(maxsize=4)  # some dozen patterns are run over one text
def _small(text: str) -> str:
    return fold_case(text)


class CaselessPattern:
    """A regular expression matched without case. Raises re.error where `source` is none."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """`source` must name each group (`(?P<name>…)`) that captures, and refer back to none."""
        self._source, self._flags = source, flags
        bare = _GROUP_NAME.sub("(?:", source)
        small = _ESCAPED_OR_CAPITAL.sub(lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), bare)
        self._quick = re.compile(small, flags)

    @cached_property
    def _written(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags | re.IGNORECASE)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in text[start:end], in order, as `re.Pattern.finditer` gives them."""
        limit = len(text) if end is None else end
        for found in self._quick.finditer(_small(text), start, limit):
            written = self._written.match(text, found.start(), limit)
            if written is not None:
                yield written

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in text[start:end], or None."""
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match that begins at `start`, or None."""
        return self._written.match(text, start, len(text) if end is None else end)

    def starts(self, text: str) -> set[int]:
        """Where matches begin."""
        return {found.start() for found in self._quick.finditer(_small(text))}

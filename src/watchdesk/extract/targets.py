"""At whom a statement is aimed: who is accused, condemned, answered or appealed to; and what a denial denies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.records import Source, Statement

_OBJECT = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:accus\w+|blam\w+|urg\w+|ask\w+|exhort\w+|implor\w+|beg\w*|press\w*|"
    r"call\w*\s+(?:on|upon)|invit\w+|pri\w+|"
    r"demand\w+\s+à|appel\w+|met(?:tent)?\s+en\s+cause|incrimin\w+|supplie\w*|enjoint|"
    r"impute\w*\s+.{0,60}?\s+(?:à|au|aux)|"
    r"attribut\w+\s+.{0,60}?\s+(?:to|à|au|aux)|laid\s+the\s+blame\s+on)\s+(?P<who>[^,.;:]{2,80})",
    re.IGNORECASE,
)
_OBJECT_END = re.compile(
    r"\s(?:of|for|to|that|over|after|in|on|at|by|from|d[’'](?:avoir|être|en)|de\s+\w+(?:er|ir|re)|"
    r"d[’']\w+(?:er|ir|re)|à\s+\w+(?:er|ir|re)|à ne|pour|après|dans)\b",
)
_BY = re.compile(r"\b(?:by|par)\s+(?P<who>[^,.;:]{2,60})", re.IGNORECASE)
_DENIED = re.compile(
    r"^\W*(?:(?:has|have|had|a|ont|avait)\s+)?(?:den\w+|dismiss\w*|reject\w*|disput\w+|refut\w+|"
    r"dément\w*|démenti|ni(?:e|ent|é)|réfut\w+|rejet\w+|contest\w+|récus\w+)"
    r"(?:\s+(?:that|que)\b)?\s*",
    re.IGNORECASE,
)


def target_words(statement: Statement) -> str | None:
    """The words of a statement that name at whom it is aimed, where the statement itself names them."""
    if statement.act not in ("accuse", "appeal", "condemn"):
        return None
    words = statement.words.text
    named = _OBJECT.search(words)
    if named:
        return _OBJECT_END.split(named["who"])[0].strip() or None
    agent = _BY.search(words) if statement.act in ("accuse", "condemn") else None
    return _OBJECT_END.split(agent["who"])[0].strip() if agent else None


def answered(statement: Statement, before: Sequence[Statement]) -> str | None:
    """Who made the charge or claim that a denial answers: the last before it who is not the denier."""
    own = label(statement.sources)
    for earlier in reversed(before):
        said = label(earlier.sources)
        if earlier.act in ("accuse", "claim_responsibility") and said and said != own:
            return said
    return None


def denied_words(statement: Statement) -> str | None:
    """What a denial denies, in its own words, where they are plain."""
    if statement.act != "deny":
        return None
    rest = _DENIED.sub("", statement.words.text, count=1).strip()
    return rest or None


def label(sources: tuple[Source, ...]) -> str | None:
    return sources[0].label if sources else None

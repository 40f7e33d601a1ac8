"""Whether a clause speaks of what is to come, and whether its date is that of the telling."""

from __future__ import annotations

import re

from watchdesk.extract.date_patterns import clause_pattern
from watchdesk.records import Span

_ENDED = re.compile(
    r"\b(?:ended|expired|lapsed|closed|ceased|was (?:ended|closed|dissolved)|a (?:pris fin|expire|cesse|ferme)"
    r"|s'est (?:achevee?|terminee?))"
    r" (?:on |le |au )?$"
)
"""Before the day on which something was over, whatever its clause goes on to announce."""
_DEED = re.compile(
    r"(?<!press )\b(?:attacks?|strikes?|airstrikes?|raids?|ambush(?:es)?|killings?|massacres?|shelling|bombings?"
    r"|clash(?:es)?|explosions?|blasts?|abductions?|kidnappings?|murders?|assault|incursion|attaques?|frappes?|embuscades?|assassinats?"
    r"|bombardements?|attentats?|affrontements?|tueries?|meurtres?|enlevements?|assaut)$"
)
"""Right before a day that is then the deed's, whoever tells of it ("condemned in strong terms the raid on Monday")."""
_NOT_FUTURE = frozenset(["opera", "camera", "para", "ira", "mitra", "extra", "sutra", "hydra", "tundra", "cobra"])


def speaks_of_future(words: str, raw: str, sentence: Span, start: int, end: int, *, french: bool) -> bool:
    """True where the verb around `start` to `end` is one of what is to come ("will meet on Thursday")."""
    if is_said_then(words, sentence, Span(start=start, end=end)):
        return False
    for hit in clause_pattern("future_before_fr" if french else "future_before_en").finditer(
        words, max(sentence.start, start - 110), start
    ):
        if not clause_pattern("past").search(hit[1]) and _is_verb(hit[0], raw[hit.start()]):
            return True
    if _ENDED.search(words, max(sentence.start, start - 40), start):
        return False
    ahead = clause_pattern("future_after_fr" if french else "future_after_en").match(
        words[end : min(sentence.end, end + 75)]
    )
    return bool(ahead and not clause_pattern("past").search(ahead[1]))


def _is_verb(words: str, letter: str) -> bool:
    """False for names and nouns that end like a French future ("Kavimvira", "caméra")."""
    return letter.islower() and re.split(r"\W", words, maxsplit=1)[0] not in _NOT_FUTURE


def is_said_then(words: str, sentence: Span, date: Span) -> bool:
    """True where the date tells when somebody spoke, not when what he tells of happened."""
    before = words[max(sentence.start, date.start - 90) : date.start]
    before = re.sub(r"\b(?:on|le|ce|in a|early|late) ?$", "", before)
    told = clause_pattern("said_before").search(before)
    return told is not None and not _DEED.search(told[0].rstrip(" ,"))


def is_said_after(words: str, sentence: Span, date: Span) -> bool:
    """True where the date opens a sentence whose first verb is one of telling ("On Monday the army said that")."""
    if words[sentence.start : date.start].strip(' -•*"“«') not in ("", "on", "le", "late", "early"):
        return False
    return bool(clause_pattern("said_after").search(words[date.end : sentence.end]))

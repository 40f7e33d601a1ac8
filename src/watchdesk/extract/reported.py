"""The parts of a sentence that says who said what: speaker, verb, reported words. Shared by both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from watchdesk.extract.speech import SpeechVerb
from watchdesk.records import Span

MASK = "\ue000"
"""Stands for every character of a direct quotation, so that its words are not read as the narrator's."""

RANKS = ("Gen", "Col", "Lt", "Maj", "Brig", "Capt", "Sgt", "Cpl", "Cmdr", "Adm")
"""Ranks cut short, whose point ends no sentence."""
NO_TITLE = "".join(rf"(?<!\b{title})" for title in ("Mr", "Mrs", "Ms", "Dr", "St", "Prof", *RANKS))
"""Before a point: no title or rank cut short stands there."""
STOP = rf"{NO_TITLE}(?<!\bM)(?<!\b[A-Z])\."
"""A full stop that ends more than a title or an initial."""

NAME_AFTER_COMMA = re.compile(
    r",\s+(?:(?:Mr|Mrs|Ms|Dr|M|Mme|Colonel|General|Captain|"
    r"Major)\.?\s+)?[A-ZÀ-Þ][\w’'-]*\w(?:\s+(?:al|el|ould|ag|de|van|von|bin|"
    r"ben)?[\s-]?[A-ZÀ-Þ][\w’'-]*\w){1,3}(?=[,.;:]|\s?$|\s(?:said|told|who|qui))"
)
"""A person's name set after the office: "its spokesman, Lalboi Haokip,"."""

AGE_AFTER_COMMA = re.compile(r",\s+(?:aged\s+)?\d{1,2}(?:\s+ans)?(?=[,.;]|$)")
"""An age set after a name: "Enver, 71,"."""

MOST_CUES = 24
"""Verbs of saying read in one sentence; a sentence with more is a table or noise."""

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One attribution in a sentence; spans count characters of the sentence.

    `verb` is None for "according to". `speaker` None means the speaker of the attribution before it in the same
    sentence. `content` None: the verb only frames a direct quotation, which stands before or after it (`quoted`).
    `relay` is who passed the words on ("told Reuters").
    """

    cue: Span
    verb: SpeechVerb | None
    speaker: Span | None
    content: Span | None
    quoted: Side | None = None
    relay: Span | None = None
    passive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A finite verb of saying with its auxiliaries, adverbs and clitics: `group` covers them all.

    `purpose`: an infinitive that tells why a crowd came ("marched to demand").
    """

    verb: SpeechVerb
    word: Span
    group: Span
    form: str
    inverted: bool = False
    participle: bool = False
    purpose: bool = False


_DATELINE = re.compile(
    r"^(?:[\s•·*▪‣►>–—-]+|\d{1,2}[/.)]\s+)?(?:\([^)\n]{3,60}\)\s*[–—-]+\s+|"
    r"[A-ZÀ-Þ][^–—\n\ue000.!?]{1,70}?(?:\([^)]*\))?\s*[–—]\s+"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,40}(?:,[^–—\n\ue000.!?-]{2,50})?\s+[–—-]{1,2}\s+)"
)
_BULLET = re.compile(r"^(?:[\s•·*▪‣►>–—-]+\s*|\d{1,2}[/.)]\s+)")
_FILED = re.compile(r"[A-ZÀ-Þ][\w’' -]{1,30}, (?:le )?(?:\d{1,2}(?:er)? [a-zà-ÿ]{3,9}|[A-Z][a-z]{2,8}\.? \d{1,2})\b")
_CAPITALS = re.compile(r"^[^a-z]{4}")


def content_start(text: str) -> int:
    """Where the words of a sentence begin, past a bullet or a dateline ("MAPUTO, April 18 – ")."""
    dateline = _DATELINE.match(text)
    if dateline and (
        _FILED.match(text)
        or _CAPITALS.match(text.lstrip("•–—- "))
        or text.startswith("(")
        or len(dateline[0].split()) <= 4
    ):
        return dateline.end()
    bullet = _BULLET.match(text)
    return bullet.end() if bullet else 0


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks and stops at its ends; None where nothing is left to say."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-…»”)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-…«“("):
        end -= 1
    return Span(start=start, end=end) if any(c.isalnum() for c in text[start:end]) else None


def word_count(text: str) -> int:
    return len(re.findall(r"\w[\w’'-]*", text))


_GOES_ON = re.compile(
    r"\s*,\s*(?:and|but|or|if|unless|when|from|until|was|were|is|are|has|have|had|will|would|could|"
    r"may|must|should|et|mais|si|ou|sauf|quand|"
    r"est|sont|a|ont|était|étaient|sera|seront|serait|ne|n[’']|pour|avant|à un|à une)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:And |But |Et |Mais )?(?:If|When|By the time|After|Before|As soon as|Although|Because|Even if|"
    r"Lorsqu[e’']|Après|Avant|Dès|Bien qu[e’']|Unless|Had|Were|Should|As long|Until|Without|Once|Si|"
    r"S[’']il|S[’']ils|Quand|Faute|Sans|Tant que|À moins|Même si|Tant qu)\b"
)


_ADVERB = re.compile(
    r"(?:[A-ZÀ-Þ]\w+(?:ly|ment)|Then|There|Here|Now|Today|Meanwhile|Instead|Also|Still|Yet|Later|Afterwards|"
    r"Elsewhere|Before that|Là|Ici|Puis|Ensuite|Depuis|Ailleurs|Plus tard|Alors|Aussi|En outre|Au total)"
)
"""An adverb alone before an attribution: "Nationally, the minister announced, …"."""


def spliced(text: str, content: Span, after: int, finite: re.Pattern[str]) -> Span:
    """The words on both sides of an attribution in mid-sentence ("The battle, he warned, has only begun").

    The first part alone where it is a sentence of its own.
    """
    first, rest = text[content.start : content.end], text[after:]
    if not re.match(r"\s*,\s*[\w“«\"\ue000]", rest):
        return content
    if _ADVERB.fullmatch(first):
        return trimmed(text, after, len(text)) or content
    whole = trimmed(text, content.start, len(text)) or content
    if _CONDITION.match(first) or not finite.search(first):
        return whole
    return whole if _GOES_ON.match(rest) and len(first) < 1.5 * len(rest) else content


_COMMENT = re.compile(
    r",\s+(?:an?|une?)\s(?:[\w-]+\s)?(?:figures?|number|toll|claim|charge|accusation|assertion|allegation|account|count|chiffre|bilan|"
    r"affirmation|allégation|version)\s(?:that|which|who|no|the|he|she|it|by|dismissed|rejected|denied|que|qu[’']|qui|dont|contestée?|"
    r"démentie?|rejetée?)\b(?!.*,\s(?:and|et)\s(?:that|qu)).*$",
    re.DOTALL,
)
"""What the report says of the words that it has just given: ", a figure that nobody has confirmed"."""


def without_comment(text: str, content: Span) -> Span:
    """Reported words without the report's comment on them."""
    comment = _COMMENT.search(text, content.start, content.end)
    return Span(start=content.start, end=comment.start()) if comment and comment.start() > content.start else content


def is_condition(text: str) -> bool:
    """True where words begin as "If ..." does."""
    return bool(_CONDITION.match(text))


def short_or_whole(text: str, subject: Span | None, start: int, end: int) -> Span | None:
    """A verb phrase as the claim, with its subject where the phrase alone is only a word or three."""
    phrase = trimmed(text, start, end)
    if phrase is None or subject is None or subject.end > phrase.start:
        return phrase
    if word_count(text[subject.end : phrase.start]) > 2:
        return phrase
    if word_count(text[phrase.start : phrase.end]) <= 3 and word_count(text[subject.start : subject.end]) <= 10:
        return Span(start=subject.start, end=phrase.end)
    return phrase


_RELATIVE_BEFORE = re.compile(r"(?P<pronoun>which|who|qui|laquelle|lequel|lesquels|lesquelles)\s+$")


def from_relative(text: str, made: Reported, cue: Cue, floor: int) -> Reported:
    """An attribution in a relative clause after other reported words: its own words begin with the clause."""
    if made.content is None or made.content.start >= floor:
        return made
    pronoun = _RELATIVE_BEFORE.search(text, 0, cue.group.start)
    short = word_count(text[cue.group.start : made.content.end]) <= 3
    start = pronoun.start() if pronoun and short else cue.group.start
    return replace(made, content=trimmed(text, start, made.content.end))


NOBODY = re.compile(r"(?:no one|nobody|no|none|neither|nothing|aucune?|personne|nul|nulle|rien)\b", re.IGNORECASE)
"""A subject that says nothing: "No group has claimed it"."""

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")


def quoted_spans(text: str) -> list[Span]:
    """Fragments between quotation marks inside a sentence, whose verbs are not the narrator's."""
    return [Span(start=m.start(), end=m.end()) for m in _QUOTED.finditer(text)]


ENDS_IN_AND = re.compile(r"\b(?:and|but|et|mais)\s*,?\s*$", re.IGNORECASE)
"""Before an attribution that belongs to the words after it: "roads are cut and, according to X, wells are dry"."""


def after_attribution(text: str, at: int) -> int:
    """Where the next words begin after "according to X": past a comma and "and"."""
    joint = re.compile(r"\s*[,;]?\s*(?:and|et|but|mais)?\s*").match(text, at)
    return joint.end() if joint else at


def is_cut(text: str, mark: int, after: int, wants: re.Pattern[str], quantity: re.Pattern[str]) -> bool:
    """Whether "according to X" from `mark` to `after` parts a verb from its number: "killed, according to X, nine"."""
    joint = re.compile(r"\s*,").match(text, after)
    return bool(joint and quantity.match(text, joint.end()) and wants.search(text, 0, mark))


def attached_start(text: str, start: int, at: int) -> int:
    """Where the words before "according to" begin when no comma parts them: after the last comma before it.

    "bombs fell on the camp, killing 18 people according to the authorities" claims only the second part.
    """
    if text[start:at].rstrip().endswith(","):
        return start
    comma = text.rfind(", ", start, at)
    long_enough = comma >= 0 and word_count(text[comma:at]) >= 4 and word_count(text[start:comma]) >= 4
    return comma + 2 if long_enough else start

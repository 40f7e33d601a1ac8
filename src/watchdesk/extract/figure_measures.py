"""What a number counts - killed, injured, abducted … - told from the thing counted and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.caseless import CaselessPattern
from watchdesk.errors import BadCodebook
from watchdesk.records import Measure

Side = Literal["noun", "before", "after", "thing", "none"]
HARM: frozenset[Measure] = frozenset(("killed", "injured", "abducted", "detained", "displaced"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that told the measure: which measure, on which side of the number, at which characters."""

    measure: Measure
    side: Side
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The cue words of one language, one pattern a side; each word a group named after its measure."""

    nouns: CaselessPattern
    before: CaselessPattern
    after: CaselessPattern
    things: CaselessPattern
    objects: CaselessPattern


@cache
def lexicon(language: str) -> Lexicon:
    """The cue words of a language; English for one that has none. Raises BadCodebook for an unknown measure."""
    book, code = load_codebook("figures"), "fr" if language == "fr" else "en"
    known = get_args(Measure)
    for name in (*book["measures"], *book["things"]):
        if name not in known:
            raise BadCodebook(f"figures.yml: measure {name!r} is not one of {', '.join(known)}")
    sides = {
        side: {name: entry[side][code] for name, entry in book["measures"].items()}
        for side in ("nouns", "before", "after")
    }
    things = {name: entry[code] for name, entry in book["things"].items()}
    patterns = {side: _pattern(lists) for side, lists in (*sides.items(), ("things", things))}
    return Lexicon(**patterns, objects=_pattern({"other": book["objects"][code]}, star="(?:s|x|es|ies)?"))


def _pattern(lists: dict[str, list[str]], star: str = r"\w*") -> CaselessPattern:
    """One alternation over all measures, the longest words first."""
    groups = [(name, word) for name, words in lists.items() for word in words]
    groups.sort(key=lambda pair: -len(pair[1]))
    parts = [f"(?P<{name}_{number}>{_as_pattern(str(word), star)})" for number, (name, word) in enumerate(groups)]
    return CaselessPattern(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def _as_pattern(word: str, star: str) -> str:
    pieces = [re.escape(piece).replace(r"\*", star).replace("'", "['’]") for piece in word.split()]
    return r"[\s\u00a0\u202f]+".join(pieces)


def measure_of(match: re.Match[str]) -> Measure:
    """The measure whose words matched."""
    return cast(Measure, (match.lastgroup or "other_0").rsplit("_", 1)[0])


_GAP_STOP = re.compile(
    r"[.;:!?()]|\b(?:by|in|at|with|during|from|near|on|after|when|while|who|which|that|but|par"
    r"|dans|lors|avec|depuis|près|après|qui|que|mais|sur|pendant|chez|since|for|of|and|et|, )\b",
    re.IGNORECASE,
)
_OWN_GAP = re.compile(r"^(?:,|et|and)\b", re.IGNORECASE)
_AUX = re.compile(
    r"\b(?:was|were|been|be|being|is|are|got|get|gets|getting|as|had|reported|confirmed|left|found"
    r"|listed|feared|presumed|believed)(?:\s(?:also|then|all|both|later|reportedly|allegedly"
    r"|themselves|since|already|\w+ly))*\s$",
    re.IGNORECASE,
)
_BARE_AFTER = re.compile(
    r"^(?:\s*$|\s*[,.;:!?)–—”\"»-]|\s(?:in|by|on|at|and|or|when|during|while|since|as|after|near"
    r"|overnight|last|this|to|with|there|outside|along|between|inside|so|yesterday|today|over|under"
    r"|from|before|across|within|because|according|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|here|alone|that|next|against|off|around|across|than|out|elsewhere)\b)",
    re.IGNORECASE,
)
_PARTICIPLES = frozenset(
    (
        "killed",
        "injured",
        "wounded",
        "abducted",
        "kidnapped",
        "seized",
        "detained",
        "arrested",
        "executed",
        "massacred",
        "hurt",
        "displaced",
        "captured",
        "beheaded",
        "assassinated",
        "murdered",
        "treated",
        "burned",
        "reached",
        "evacuated",
        "neutralised",
        "neutralized",
        "eliminated",
        "slaughtered",
        "snatched",
        "lynched",
        "buried",
        "fled",
        "charged",
        "sentenced",
        "convicted",
        "rounded up",
        "picked up",
        "apprehended",
        "uprooted",
        "jailed",
        "beaten",
        "martyred",
    )
)
_SINGULAR_FR = re.compile(r"(?:é|i|u|t)$")
_ACTIVE_FR = re.compile(
    r"\b(?:a|ont|ai|avait|avaient|aurait|auraient|ayant|avoir|eu)(?:\s(?:également|aussi|ensuite|déjà|\w+ment))*\s$",
    re.IGNORECASE,
)


_NOMINAL_BEFORE = re.compile(r"\b(?:the|of|its|their|those)\s$", re.IGNORECASE)
_NAMED_AND = re.compile(
    r"^\s(?:(?:of\s|de\s)?(?:the|an?|his|her|their|its|one|le|la|l['’]|une?|son|sa|leur)|du)\s?(?!li(?:fe|ves)\b|vies?\b)(?:[\w’'-]+\s){1,6}?"
    r"(?:and|et)(?:\s(?:of|de))?\s$",
    re.IGNORECASE,
)
"""One person named between the cue and the number: "killed the commander and three soldiers"."""


_ASIDE = re.compile(
    r",\s(?:selon|d['’]après|à en croire|according to|by|dans|près de|at|in|near|on|le|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hier|yesterday|last|this|ce|cette|en|à|au)\b"
    r"[^,;.:]{0,60},(?=\s)",
    re.IGNORECASE,
)
"""Who says so, when or where, between commas: "killed, the army said, three soldiers"."""


def noun_cue(noun: str, start: int, language: str) -> Cue | None:
    """The measure that the thing counted itself decides: "dead", « blessés », "hostages"."""
    found = lexicon(language).nouns.search(noun)
    if not found:
        return None
    return Cue(measure=measure_of(found), side="noun", start=start + found.start(), end=start + found.end())


def before_cue(text: str, start: int, end: int, language: str) -> Cue | None:
    """The last deciding words in text[start:end], with nothing between them and `end` that parts them."""
    for found in reversed(list(lexicon(language).before.finditer(text, max(start, end - 110), end))):
        gap = _ASIDE.sub("", text[found.end() : end])
        if not _NAMED_AND.match(gap) and (len(gap) > 32 or _GAP_STOP.search(gap)):
            return None
        ahead = text[max(start, found.start() - 22) : found.start()]
        if language != "fr" and found[0].lower() in _PARTICIPLES and _NOMINAL_BEFORE.search(ahead):
            return None
        if (
            language != "fr"
            and re.search(r"\b(?:was|were|been|be|being|are|is)\s(?:\w+ly\s)?$", ahead)
            and found[0].lower() in _PARTICIPLES
        ):
            return None
        return Cue(measure=measure_of(found), side="before", start=found.start(), end=found.end())
    return None


_REACH = 110
_NOMINAL = re.compile(
    r"\b(?:of|the|for|de|des|les|d['’]|aux|site de|camp de|camps de|no|aucun|ses|their|its|his)\s?$", re.IGNORECASE
)


def after_cue(text: str, start: int, end: int, language: str) -> Cue | None:
    """The first words in text[start:end] that say what happened to the thing counted."""
    for found in lexicon(language).after.finditer(text, start, min(end, start + _REACH)):
        word, ahead = found[0].lower(), text[max(0, found.start() - 40) : found.start()]
        if word == "critical" and text[found.end() : found.end() + 3] == " of":
            continue
        if _NOMINAL.search(ahead) and found.start() > start + 1:
            continue
        if language == "fr":
            if _ACTIVE_FR.search(ahead) and not re.search(
                r"\b(?:été|fui|quitté|péri|perdu|trouvé|rejoint|succombé|survécu|rallié|abandonné)\b", word
            ):
                return None
        elif (
            word in _PARTICIPLES
            and word not in ("fled", "reached")
            and not _AUX.search(ahead)
            and not _BARE_AFTER.match(text[found.end() : found.end() + 16])
        ):
            return None
        return Cue(measure=measure_of(found), side="after", start=found.start(), end=found.end())
    return None


_UNIT_OF = re.compile(
    r"^(?:kg|kilos?|kilograms?|kilogrammes?|sticks?|boxes|boîtes?|caisses?|crates?|tonnes?|sacks?"
    r"|bâtons?|doses?|batteries|lots?)$",
    re.IGNORECASE,
)


def object_cue(text: str, start: int, end: int, language: str) -> Cue | None:
    """What cannot be hurt, in text[start:end]: houses, vehicles, incidents (other), and weapons."""
    words, noun = lexicon(language), text[start:end]
    if _UNIT_OF.match(noun.split(" ")[0]):
        filled = words.things.search(text, end, min(len(text), end + 45))
        if filled and measure_of(filled) == "weapons":
            return Cue(measure="weapons", side="noun", start=start, end=end)
    for pattern in (words.objects, words.things):
        for found in pattern.finditer(noun):
            measure = measure_of(found)
            if measure not in ("other", "weapons") or not _is_head(noun, found.start(), found.end(), language):
                continue
            return Cue(measure=measure, side="noun", start=start + found.start(), end=start + found.end())
    return None


_WHO = re.compile(
    r"(?:[a-z]{2}(?:er|or|ist|ian)|[ae]nt|man|woman|boy|girl|chief|head|guard|nurse|imam|priest|clerk|cook|official|aide"
    r"|pupil|elder)$"
)
_MACHINE = re.compile(
    r"(?:contain|trail|tank|carri|cruis|launch|shelt|cent|tow|corn|count|quart|steam|bulldoz|excavat|helicopt)er$"
    r"|(?:tract|generat|sect|mot|react|corrid|do)or$|(?:apartm|baseme|docume|settlem|encampm|equipm|parliam)ent$"
)
"""Endings of who does something, behind the place where ("a school teacher"), and of things that have the same."""


def _is_head(noun: str, start: int, end: int, language: str) -> bool:
    """Whether a word is what the noun phrase names: the first in French, the last (but for a participle) in English."""
    if language == "fr":
        return start == 0 or noun[:start].strip().lower() in (
            "autres",
            "nouveaux",
            "nouvelles",
            "autre",
            "gros",
            "petits",
        )
    rest = noun[end:].split()
    if start == 0 and rest and _WHO.search(rest[-1]) and not _MACHINE.search(rest[-1]):
        return False
    return (
        not rest
        or (start == 0 and not re.search(r"(?:s|men|people|children|women)$", rest[0]))
        or rest[0].endswith("ed")
    )


def thing_cue(noun: str, start: int, language: str) -> Cue | None:
    """What the thing counted is, where nothing is said to happen to it: personnel or weapons."""
    found = lexicon(language).things.search(noun)
    if not found:
        return None
    return Cue(measure=measure_of(found), side="thing", start=start + found.start(), end=start + found.end())

"""Single victims without a number word: "a guard was shot dead", « une infirmière a été blessée »."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.codebooks.actor_words import find_heads
from watchdesk.extract.figure_measures import HARM, Cue, after_cue, before_cue, noun_cue, object_cue
from watchdesk.extract.figure_phrases import Counted, find_noun
from watchdesk.extract.numbers import Number, find_numbers, find_singles
from watchdesk.records import Sentence, Span

_COORDINATED = re.compile(r"^[\s,]*(?:(?:and|et|as well as|plus|ainsi que|&)\s|ainsi qu['’])$", re.IGNORECASE)
_PART_LINK = re.compile(
    r"(?:including|among (?:them|whom)|dont|parmi (?:eux|elles|lesquels)|y compris|notamment)\s$", re.IGNORECASE
)
_COUNTED_ALREADY = re.compile(
    r"\b(?:one|last|first|second|third|them|whom|other|latter|youngest|oldest|dernier|premier|eux|autre)\b[^,]{0,25},\s$",
    re.IGNORECASE,
)
_LONE_SIDES = frozenset(("before", "after"))
_GAP = re.compile(
    r"^(?:\W{0,2}(?:at least|also|another|wounded|outright|dead|as|both|nommément|également|aussi"
    r"|grièvement|légèrement))*\W{0,2}$"
)
_ASIDE = r"(?:,[^,;.]{1,60},(?:\s\d{1,2},)?)?"
_PLACED = (
    r"(?:\s(?:of|from|in|at|with|on|near|de|du|des|d['’]|à|en|dans)\s?[^\s,;.]+(?:\s(?!that\b|who\b"
    r"|qui\b|que\b)[^\s,;.]+){0,4}?)?"
)
_AUXILIARIES = (
    r"(?:\s(?:was|were|is|are|has|had|have|been|being|be|also|later|then|reportedly|allegedly|had|a"
    r"|ont|été|est|sont|était|étaient|"
    r"avait|aurait|y|en|\w+ly|\w+ment|who|qui|got|so|there|found|left|reported|confirmed|feared"
    r"|themselves|himself|shot|and))*"
)
_JOINED = r"(?:\s(?:and|et)\s(?:an?|une?|his|her|son|sa)\s[\w’'-]+(?:\s[\w’'-]+){0,2}?)?"
_SERVING = (
    r"(?:\s(?:serving|working|deployed|posted|based|travelling|traveling|standing|riding|en poste|servant|déployée?)\s"
    r"(?:with|in|for|on|as|at|near|to|au sein d[eu]|à|dans|avec)\s[^,.;:]{2,60}?)?"
)
_PREDICATE = re.compile(rf"^{_PLACED}{_SERVING}{_JOINED}{_ASIDE}{_PLACED}{_AUXILIARIES}\s?$", re.IGNORECASE)
_OBLIQUE = re.compile(
    r"\b(?:in|of|by|at|on|with|from|for|to|into|near|like|as|than|par|dans|de|d['’]|sur|chez|à|avec"
    r"|pour|en|which|such|près d['’]|"
    r"comme|sous|within|behind|through|against|contre|during|after|before|that)\s?$",
    re.IGNORECASE,
)


_BY = re.compile(r" (?:by|par)\b")
"""Behind what happened to one who is only spoken of: "reports of a man killed by shelling"."""
_SAYS = re.compile(r" (?:said|says|told|added|reported)\b")
"""Behind one who only speaks: "a hospital doctor said"."""
_WITH_THEM = re.compile(r",? (?:ainsi qu['’]|de même qu['’]|as well as |along with |together with )", re.IGNORECASE)
"""Behind what happened to others, before one more: "seven attackers were killed, as well as a policeman"."""
_FAMILY = re.compile(
    r"(?:\s(?:of|de|du|des|on|en)\s[\w’'-]+)?\s(?:and|et)\s(?P<bond>her|his|their|sa|son|ses|leurs?)\s(?:(?P<n>two|three|four|five|six"
    r"|seven|deux|trois|quatre|cinq|six|sept|\d)\s)?"
    r"(?:[\w-]+\s)??(?P<kin>sons?|daughters?|child|children|infant|baby|babies|wife|husband"
    r"|brothers?|sisters?|mother|father|grandson|nephew|"
    r"niece|twins|grandchildren|fianc[ée]+e?|cousins?|uncle|aunt|girlfriend|boyfriend|oncle|tante|compagne|compagnon|fils|filles?|enfants?|bébé|épouse|femme|mari|frères?|sœurs?|mère"
    r"|père|neveux?|nièces?|driver|chauffeur|assistants?|apprentice|bodyguards?|guards?|colleagues?|escort|aides?|apprenti|adjoint"
    r"|convoyeur|collègues?|gardes?)\b",
    re.IGNORECASE,
)


_BOND = re.compile(r"(?:his|her|their|son|sa|leur)\b", re.IGNORECASE)
_BONDED = re.compile(
    r"(?:\s(?:of|from|who|whose|in|at|de|du|des|d['’]|qui|à)\b[^,.;:]{0,60}?)?[\s,]*(?:and|et|as well as|ainsi que)\s$",
    re.IGNORECASE,
)
"""Between a count and one who belongs to those counted: "ten men of the reserve and their driver"."""


_AND_THEIR = re.compile(
    r"^[\s,]*(?:and|et|as well as|plus|ainsi que|&)\s(?:(?:his|her|their|ses|leurs|the|les)\s)?$", re.IGNORECASE
)
_LIST_GOES_ON = re.compile(r",?\s(?:and|et)\s|,\s(?:an?|une?|two|three|four|five|deux|trois|quatre|cinq|\d+)\s")
"""Behind one of a list: "a teacher, a driver and two nurses"."""


@cache
def _no_person() -> re.Pattern[str]:
    """Nouns after an article that are no single person, as first or second word."""
    words = [str(word) for words in load_codebook("figures")["no_person"].values() for word in words]
    return re.compile(
        rf"^(?:\w+\s)?(?:{'|'.join(re.escape(w).replace(chr(92) + '*', r'[^ ]*') for w in words)})(?![\w])",
        re.IGNORECASE,
    )


@cache
def _weak() -> frozenset[str]:
    """Words that tell a measure before a number but not before an article ("took a", "held a")."""
    return frozenset(str(word) for words in load_codebook("figures")["weak_before_article"].values() for word in words)


def find_single_victims(text: str, sentence: Sentence, items: list[Counted], language: str) -> list[Counted]:
    """Single persons of a sentence that were killed, injured, abducted or detained; `items` are its other counts."""
    inside = text[sentence.span.start : sentence.span.end]
    found: list[Counted] = []
    singles = [_moved(number, sentence.span.start) for number in find_singles(inside, language)]
    for single in (*singles, *singles):  # again: a list may be told of behind its last
        if any(item.number.span.overlaps(single.span) for item in (*items, *found)):
            continue
        victim = _victim(text, single, sentence, sorted([*items, *found], key=_start), language)
        if victim:
            found.append(victim)
    return sorted(found, key=_start)


def _start(item: Counted) -> int:
    return item.number.span.start


def _moved(number: Number, by: int) -> Number:
    span = Span(start=number.span.start + by, end=number.span.end + by)
    return replace(number, span=span, core=span)


def _victim(text: str, number: Number, sentence: Sentence, items: list[Counted], language: str) -> Counted | None:
    before = [i for i in items if i.number.span.end <= number.span.start]
    after = [i.number.span.start for i in items if i.number.span.start >= number.span.end]
    left = max([sentence.span.start, *(i.phrase.noun.end for i in before)])
    right = min([sentence.span.end, *after])
    phrase = find_noun(text, number, right, language)
    words = text[phrase.noun.start : phrase.noun.end]
    if (
        not words
        or phrase.of
        or _no_person().match(words)
        or _is_place(words, language)
        or object_cue(text, phrase.noun.start, phrase.noun.end, language)
    ):
        return None
    if _SAYS.match(text, phrase.noun.end):
        return None
    counted = Counted(number=number, phrase=phrase, sentence=sentence)
    family = _FAMILY.match(text, phrase.noun.end, sentence.span.end)
    if family:
        counted = _with_family(text, counted, family, language)
        right = min([sentence.span.end, *(start for start in after if start >= counted.phrase.noun.end)])
    cue = _cue(text, counted, left, right, language) or _shared(text, counted, before)
    cue = cue or _shared_with_next(text, counted, [i for i in items if i.number.span.start >= number.span.end])
    if cue is None or cue.measure not in HARM - {"displaced"}:
        return None
    return replace(counted, cue=cue)


def _is_place(words: str, language: str) -> bool:
    """Whether a noun phrase names a house or town, and not somebody of one ("a village chief")."""
    heads = find_heads(words, language)
    if language == "fr":
        return bool(heads) and heads[0].group == "places"
    return bool(heads) and heads[-1].group == "places" and heads[-1].end == len(words)


def _with_family(text: str, item: Counted, family: re.Match[str], language: str) -> Counted:
    """ "A mother and her two sons" counts three: the person and those named by their bond."""
    more = find_numbers(family["n"], language) if family["n"] else []
    plural = family["kin"].lower().endswith(("s", "children", "fils")) and family["bond"].lower() not in ("son", "sa")
    if plural and not more:
        return item
    total = 1 + ((more[0].low or 1) if more else 1)
    span = Span(start=item.number.span.start, end=family.end())
    noun = Span(start=item.phrase.noun.start, end=family.end())
    number = replace(item.number, span=span, low=total, high=total)
    return replace(item, number=number, phrase=replace(item.phrase, noun=noun))


def _cue(text: str, item: Counted, left: int, right: int, language: str) -> Cue | None:
    """What is said to happen to this one person: right before the article, or right after the noun."""
    noun, number = item.phrase.noun, item.number
    dead = noun_cue(text[noun.start : noun.end].split()[0], noun.start, language)
    if dead and dead.measure in ("killed", "injured") and "dead" not in text[noun.start : noun.start + 4]:
        return dead
    ahead = before_cue(text, left, number.span.start, language)
    if ahead and _GAP.match(text[ahead.end : number.span.start]):
        return None if text[ahead.start : ahead.end].lower() in _weak() else ahead
    behind = after_cue(text, noun.start, min(right, noun.end + 110), language)
    if behind is None or behind.start < noun.start + 2:
        return None
    between = text[noun.end : behind.start] if behind.start > noun.end else ""
    if _OBLIQUE.search(text[max(left, number.span.start - 12) : number.span.start]):
        return behind if between == " " and _BY.match(text, behind.end) else None
    if between.startswith(",") and _COUNTED_ALREADY.search(text, max(left, number.span.start - 30), number.span.start):
        return None  # "the last of them, a corporal, died" names one who is counted already
    return behind if _PREDICATE.match(between) else None


def _shared(text: str, item: Counted, before: list[Counted]) -> Cue | None:
    """The cue of the count that this one is joined to or part of: "two soldiers and a driver", "among them a boy"."""
    if not before:
        return None
    nearest, noun_end = max(before, key=_start), item.phrase.noun.end
    link = text[nearest.phrase.noun.end : item.number.span.start]
    if nearest.cue and len(link) < 60 and _PART_LINK.search(link) and not re.search(r"[.;:]", link):
        return nearest.cue
    if _OBLIQUE.search(text[max(0, item.number.span.start - 8) : item.number.span.start]):
        return None
    bond = _BOND.match(text, item.number.span.start) and _BONDED.match(link)
    listed = link == ", " and nearest.cue and nearest.cue.side == "before" and _LIST_GOES_ON.match(text, noun_end)
    if nearest.cue and nearest.cue.side in _LONE_SIDES and (bond or listed or _COORDINATED.match(link)):
        return nearest.cue
    if (
        nearest.cue
        and nearest.cue.side == "after"
        and _WITH_THEM.fullmatch(text, nearest.cue.end, item.number.span.start)
    ):
        return nearest.cue
    return None


def _shared_with_next(text: str, item: Counted, after: list[Counted]) -> Cue | None:
    """The cue of the count that follows and is joined: "a peacekeeper and at least twelve villagers were killed"."""
    if not after or _OBLIQUE.search(text[max(0, item.number.span.start - 8) : item.number.span.start]):
        return None
    nearest = min(after, key=_start)
    link = text[item.phrase.noun.end : nearest.number.span.start]
    joined = _AND_THEIR.match(link) or (link == ", " and _BOND.match(text, nearest.number.span.start))
    return nearest.cue if nearest.cue and nearest.cue.side == "after" and joined else None

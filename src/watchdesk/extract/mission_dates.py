"""When something of a peace operation takes effect and when it was announced, as ISO dates no sharper than the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.records import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date expression at `start` to `end` of the sentence, in ISO form. `told`: it says when something was
    announced; `dated`: it names its year or is relative to the day of the report."""

    start: int
    end: int
    iso: str
    told: bool = False
    dated: bool = False
    when: When


_TOLD_BEFORE = re.compile(
    r"\b(?:said|says|told|announced|announces|confirmed|declared|reported|stated|revealed|emerged|"
    r"insisted|repeated|added|voted|reporters|according to [^,.;]{0,30}|annoncé|déclaré|affirmé|"
    r"indiqué|dit|fait savoir|fait valoir|confirmé|précisé|notifié|parliament|"
    r"joint statement)\b(?:(?!\b(?:that|would|will|sent|had|were|are|to|by|until|effective|qu[’']|que)\b)[^.;]){0,45}$",
    re.IGNORECASE,
)
_TELLS = (
    r"\b(?:emerged|became the latest|announced|said|told|confirmed|declared|decided|voted|informed|that it|annoncé|"
    r"déclaré|affirmé|indiqué|fait savoir|confirmé)\b"
)
_TOLD_AFTER = re.compile(rf"^(?![ \u00a0](?:and|et|but|mais|when|after|quand)\b)[^.;,]{{0,25}}{_TELLS}", re.IGNORECASE)
_OPENING_TOLD = re.compile(
    rf"^(?:,[^.;,]{{0,30}}|,[^.;]{{0,45}},[ ]|[^.;,]{{0,30}},[^.;]{{0,40}},[ ]){_TELLS}", re.IGNORECASE
)
_OPENING = 22  # a day that begins before this opens its sentence: "On Friday, Sweden announced"


def iso_of(when: When) -> str | None:
    """The day, month or year that holds both ends of `when`; None where it names no year."""
    first, last = when.first, when.last or when.first
    if first is None or last is None:
        return None
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return first.strftime("%Y-%m")
    if first.year == last.year:
        return str(first.year)
    if (last - first).days <= 31:
        return last.strftime("%Y-%m")
    return None


def _is_told(text: str, start: int, end: int) -> bool:
    """True where a day says when something was said or decided, not when it takes place."""
    after = text[end : end + 70]
    opening = start < _OPENING and bool(_OPENING_TOLD.match(after))
    return opening or bool(_TOLD_AFTER.match(after) or _TOLD_BEFORE.search(text[max(0, start - 75) : start]))


_SINCE = re.compile(r"(?:since|depuis|from|from the|dès|à partir)\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|jan|feb|"
    r"mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.IGNORECASE,
)


def _begun(words: str, when: When) -> str | None:
    """The start of "since July", as sharp as its words; None for other expressions."""
    if when.first is None or when.first == when.last or not _SINCE.match(words):
        return None
    bare = re.sub(r"\b(?:19|20)\d\d\b", "", words)
    if re.search(r"\d", bare) or re.search(r"day\b|di\b|yesterday|hier\b", bare, re.IGNORECASE):
        return when.first.isoformat()
    return when.first.strftime("%Y-%m") if _MONTH.search(bare) or bare == words else str(when.first.year)


def find_days(text: str, dates: Sequence[tuple[int, int, When]]) -> list[Day]:
    """The date expressions of a sentence that stand for a day, month or year."""
    found: list[Day] = []
    for start, end, when in dates:
        iso = _begun(text[start:end], when) or iso_of(when)
        if iso is not None:
            told = len(iso) == 10 and _is_told(text, start, end)
            dated = bool(re.search(r"\b(?:19|20)\d\d\b", text[start:end])) or not (
                _MONTH.search(text[start:end]) or re.search(r"\d", text[start:end])
            )
            found.append(Day(start=start, end=end, iso=iso, told=told, dated=dated, when=when))
    return found


_FUTURE = re.compile(
    r"\b(?:will|would|must|due|until|till|expires?|lapses?|runs? (?:out|to|until)|ends?|plans?|"
    r"intend\w*|intention|is to|are to|before|up to|doit|doivent|devra|jusqu|expire|prochain|sera|"
    r"seront|arrive à|court|prend fin|mandate to|by mid|next)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:had run out|ran out|had expired|expired|lapsed|ended|had ended|a expiré|avait expiré|(?:a|avait) pris fin"
    r"|s[’'](?:est|était) (?:achevée?|terminée?))\b",
    re.IGNORECASE,
)
_DONE_THEN = re.compile(
    r"\b(?:flew|left|went|came|returned|arrived|withdrew|departed|pulled out"
    r"|(?:est|sont) (?:partie?s?|rentrée?s?|arrivée?s?)|(?:a|ont) quitté)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
"""Before the day on which somebody came or went, whatever the sentence goes on to announce."""
_AS_OF = re.compile(
    r"(?:^|[\s•(])(?:as of|as at|as on|at|au|à la date du)[ \u00a0](?:the )?[^.;,]{0,4}$|^(?:as of|"
    r"as at|as on|au)[ \u00a0]",
    re.IGNORECASE,
)


def ahead(day: Day, text: str, published: str | None) -> str:
    """The ISO date of a day without a year, a year on where it went by before publication and `text` looks ahead."""
    if published is None or day.iso >= published[: len(day.iso)] or not _FUTURE.search(text) or _PAST.search(text):
        return day.iso
    if day.dated or len(day.iso) < 7 or _DONE_THEN.search(text[max(0, day.start - 45) : day.start]):
        return day.iso
    later = f"{int(day.iso[:4]) + 1}{day.iso[4:]}"
    return later if later >= published[: len(later)] else day.iso


def as_of_day(text: str, days: Sequence[Day]) -> str | None:
    """The day for which numbers of a sentence hold: "as at 12 March", « au 31 octobre »."""
    for day in days:
        if _AS_OF.search(text[max(0, day.start - 14) : day.start]) or re.match(
            r"(?:as (?:of|at|on)|au)\b", text[day.start : day.end], re.IGNORECASE
        ):
            return day.iso
    return None


def nearest_day(days: Sequence[Day], at: int, start: int, end: int) -> Day | None:
    """The day of a sentence's part from `start` to `end` that stands nearest `at`, those after it preferred."""
    inside = [d for d in days if start <= d.start < end]
    return min(inside, key=lambda d: d.start - at if d.start >= at else 1.5 * (at - d.end) + 5, default=None)


_MONTHS = re.compile(
    r"\b(?:for|by|pour|d[’'])[ \u00a0]*(?:an?[ \u00a0]+)?(?:initial[ \u00a0]+|another[ \u00a0]+|"
    r"un[ \u00a0]+|further[ \u00a0]+)?(?:(?P<n>\d+|one|two|three|four|five|six|nine|ten|twelve|"
    r"eighteen|deux|trois|quatre|six|neuf|douze|dix-huit|un|une)[ \u00a0-]+)?(?P<unit>years?|months?|"
    r"ans?|mois|année)\b",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "twelve": 12}
_NUMBERS |= {
    "eighteen": 18,
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "neuf": 9,
    "douze": 12,
    "dix-huit": 18,
}


def months_stated(text: str) -> int | None:
    """The months of "for one year", "by six months", « pour douze mois »; None where the text states none."""
    match = _MONTHS.search(text)
    if not match:
        return None
    words = (match["n"] or "one").lower()
    number = int(words) if words.isdigit() else _NUMBERS.get(words, 1)
    return number * (12 if match["unit"].lower().startswith(("y", "an")) else 1)


def months_later(iso: str, months: int) -> str:
    """The month (or day, where `iso` is one) that many months later."""
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 1:
        return str(parts[0] + months // 12)
    index = parts[0] * 12 + parts[1] - 1 + months
    year, month = divmod(index, 12)
    if len(parts) == 3:
        last = (dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(1)).day
        return dt.date(year, month + 1, min(parts[2], last)).isoformat()
    return f"{year:04d}-{month + 1:02d}"

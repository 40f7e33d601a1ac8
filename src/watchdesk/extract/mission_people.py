"""How many people of which country a sentence counts: "220 Swedish soldiers", "Italy (1,050)", « 1 260 Burundais »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from watchdesk.extract.mission_cues import word_pattern
from watchdesk.extract.numbers import Number
from watchdesk.records import Count, CountryMention


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A number of people at `start` to `end` of the sentence; `iso` is the one country it is said to be of."""

    start: int
    end: int
    count: Count
    iso: str | None = None


_MORE = r"more|other|further|new|long|of the(?:ir)?|consecutive|last|autres?|nouve\w+|longue?s?"
_AFTER_NUMBER = rf"^[ \u00a0\u202f\n-]*(?:(?:{_MORE})[ \u00a0]|d(?:e[ \u00a0]|[’']))?"
_NOT_BEFORE = re.compile(
    r"(?:\b(?:resolution|résolution|sector|secteur|article|chapter|route|camp|bravo|n°|no\.|number|"
    r"group|world war|g|sector|post|site|phase|paragraph|battalion|page|aged?|since|in|en|depuis|"
    r"level)[ \u00a0]?)$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^(?:[’']s)?[ \u00a0\u202f\n]*(?:\(|:|,[ \u00a0](?=with|by))?[ \u00a0\u202f\n]*(?:with[ ]|"
    r"by[ ])?$"
)
_PAIR = re.compile(r"^[^.;:()]{0,45}?\b(?:and|plus|et)\b[ \u00a0\u202f]*$")
_RESPECTIVELY = re.compile(r"\b(?:respectively|respectivement)\b", re.IGNORECASE)


@cache
def _not_people() -> re.Pattern[str]:
    return re.compile(rf"{_AFTER_NUMBER}(?:{word_pattern('not_people')})(?!\w)", re.IGNORECASE)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        rf"^[ \u00a0\u202f\n,-]*(?:(?:{word_pattern('link')})(?:[ \u00a0\u202f\n’'-]+|$)){{0,7}}$", re.IGNORECASE
    )


def find_people(text: str, numbers: Sequence[Number], dates: Sequence[tuple[int, int]]) -> list[People]:
    """The numbers of a sentence that may count people: no dates, distances, money, vehicles or civilians."""
    found: list[People] = []
    for number in numbers:
        start, end = number.core.start, number.core.end
        if number.kind not in ("count", "vague") or any(a < end and start < b for a, b in dates):
            continue
        if (
            number.low == 0
            or (number.low or 0) > _MOST
            or _not_people().match(text[end : end + 40])
            or _is_year(text, start, end)
            or _ONE_OF.match(text[start : end + 12])
            or _is_vote(text, start, end)
        ):
            continue
        if _NOT_BEFORE.search(text[max(0, start - 12) : start]) and not _GROUPED.search(text[start:end]):
            continue
        found.append(
            People(start=start, end=end, count=Count(low=number.low, high=number.high, qualifier=number.qualifier))
        )
    return found


_ONE_OF = re.compile(r"(?:one of|une? des)[ \u00a0]", re.IGNORECASE)  # "one of the largest contributors" counts nobody
_MOST = 150_000  # more than any operation ever had
_WHOLE = re.compile(r"^-strong (?:[\w.]+ ){0,3}?(?:[Ff]orce|[Mm]ission|[Oo]peration|Interim|UN|U\.N\.)")
_GROUPED = re.compile(r"\d[,.\u00a0\u202f ]\d{3}|[a-z]", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


_VOTED = re.compile(r"\b(?:vot\w+|passed|approved|rejected|backed|adopted|adopté\w*)\b[^.;]{0,30}?$", re.IGNORECASE)


def _is_vote(text: str, start: int, end: int) -> bool:
    """True for both numbers of "voted by 87 to 52", and for those who abstained."""
    first = re.match(r"(?: votes?| voix)? (?:to|contre|–|-) \d", text[end : end + 14])
    second = re.search(r"\d(?: votes?| voix)? (?:to|contre|–|-) $", text[max(0, start - 16) : start])
    abstained = re.match(r" abst", text[end : end + 5])
    return bool(abstained or ((first or second) and _VOTED.search(text[:start])))


def _is_year(text: str, start: int, end: int) -> bool:
    return bool(_YEAR.fullmatch(text[start:end])) and not re.match(
        r"[ \u00a0\u202f-](?:[\w-]+ )?(?:soldiers|troops|men|personnel|police|soldats|hommes|militaires|"
        r"policiers|strong|casques)",
        text[end : end + 30],
        re.IGNORECASE,
    )


def with_countries(text: str, people: Sequence[People], countries: Sequence[CountryMention]) -> list[People]:
    """The same people, each with its country where the words join them; one country may have two numbers."""
    paired = _respectively(text, people, countries)
    if paired:
        return paired
    taken: set[int] = set()
    found: list[People] = []
    for at, person in enumerate(people):
        stop = people[at + 1].start if at + 1 < len(people) else len(text)
        after = next((i for i, c in enumerate(countries) if person.end <= c.span.start < stop), None)
        before = next((i for i in reversed(range(len(countries))) if countries[i].span.end <= person.start), None)
        iso = None
        if _WHOLE.match(text[person.end : person.end + 40]):
            found.append(person)
            continue
        opened = before is not None and _OPEN.match(text[countries[before].span.end : person.start])
        if after is not None and not opened and _links(text[person.end : countries[after].span.start]):
            if not _is_shared(text, countries, after, people):
                iso = countries[after].iso
                taken.add(after)
        elif before is not None and not opened and _ends_list(text, countries, before):
            span = range(_list_start(text, countries, before), before + 1)
            if _EACH.search(text[countries[before].span.end : person.start]):
                found += [replace(person, iso=countries[i].iso) for i in span]
                continue
        elif before is not None and _reaches(text, countries[before], person, found, before in taken):
            iso = countries[before].iso
        found.append(replace(person, iso=iso))
    return found


_SHARED = re.compile(
    r"^[ \u00a0]*(?:,|and|et|,[ ]and)[ \u00a0]+(?:the |la |le |les |l[’']|du |de la |des |de |d[’'])?$"
)


def _links(gap: str) -> bool:
    """True where the words between a number and a country join them; not those that begin the next pair."""
    return bool(_link().match(gap)) and not _NEXT_PAIR.search(gap)


_NEXT_PAIR = re.compile(r"(?:\b(?:and|et)|,)[ \u00a0]+(?:the |la |le |les |l[’'])?$", re.IGNORECASE)


def _respectively(text: str, people: Sequence[People], countries: Sequence[CountryMention]) -> list[People]:
    """Numbers paired in order with the countries listed before them: "A and B send 150 and 170 respectively"."""
    if not countries or not _RESPECTIVELY.search(text):
        return []
    numbers = [p for p in people if p.start > countries[0].span.end]
    listed = [c for c in countries if numbers and c.span.end <= numbers[0].start]
    if len(listed) < 2 or len(numbers) != len(listed):
        return []
    return [replace(p, iso=c.iso) for p, c in zip(numbers, listed, strict=True)]


def _is_shared(text: str, countries: Sequence[CountryMention], at: int, people: Sequence[People]) -> bool:
    """True where a number stands before a list of countries: "1,000 soldiers from Senegal, Nigeria and Ghana"."""
    return at + 1 < len(countries) and bool(_SHARED.match(text[countries[at].span.end : countries[at + 1].span.start]))


_EACH = re.compile(r"\b(?:each|chacun|respectivement)\b", re.IGNORECASE)


def _list_start(text: str, countries: Sequence[CountryMention], at: int) -> int:
    """The index of the first country of the list that the one at index `at` closes."""
    while _ends_list(text, countries, at):
        at -= 1
    return at


def _ends_list(text: str, countries: Sequence[CountryMention], at: int) -> bool:
    """True where a country closes a list, so that the number after it is of all: "Togo and Mali give 2,500"."""
    return at > 0 and bool(_SHARED.match(text[countries[at - 1].span.end : countries[at].span.start]))


def _reaches(text: str, country: CountryMention, person: People, found: Sequence[People], taken: bool) -> bool:
    """True where a number belongs to the country before it: no other number between, or one joined by "and"."""
    gap = text[country.span.end : person.start]
    if len(gap) > 110 or ";" in gap:
        return False
    between = [p for p in found if country.span.end <= p.start]
    if between:
        last = between[-1]
        return last.iso == country.iso and bool(_PAIR.match(text[last.end : person.start]))
    return not taken


_HARMED = re.compile(
    r"^[^.;,]{0,40}?\b(?:killed|wounded|injured|dead|died|hurt|perished|lost (?:his|their)|"
    r"behind bars|detained|arrested|tués?|tuée|blessés?|morts?|détenus?)\b",
    re.IGNORECASE,
)


def unharmed(text: str, people: Sequence[People]) -> list[People]:
    """The people that a sentence does not count as killed, wounded or held."""
    return [p for p in people if not _HARMED.match(text[p.end : p.end + 60])]


def total_of(people: Sequence[People]) -> Count | None:
    """The sum of several numbers of one country; None where there are none."""
    if not people:
        return None
    first = people[0].count
    for person in people[1:]:
        low = None if first.low is None or person.count.low is None else first.low + person.count.low
        high = None if first.high is None or person.count.high is None else first.high + person.count.high
        first = replace(first, low=low, high=high)
    return first

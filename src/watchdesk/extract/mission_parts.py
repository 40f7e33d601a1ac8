"""The parts of a sentence that each say one thing, and which countries of a part a cue speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.extract.mission_cues import Cue, find_cues
from watchdesk.extract.mission_dates import Day, ahead, nearest_day
from watchdesk.extract.mission_people import People, total_of, unharmed
from watchdesk.extract.mission_scene import View
from watchdesk.records import Count, CountryMention, MissionAction, MissionFact

_CUT = re.compile(
    r";[ \u00a0\n]*|[ \u00a0][–—][ \u00a0]|,[ \u00a0](?:and|but|while|whereas|though|although|et|mais|"
    r"tandis que|alors que|puis)[ \u00a0](?!of|from|the largest)",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"^(?:[’'()\s\u00a0,:-]|\b(?:s|and|et|plus|with|avec|the|la|le|l|les|of|from|du|de|d|des|un|une|"
    r"an?|mainly|then|about|some|over|around|près|quelque|soldiers?|troops|police|men|officers?|"
    r"soldats?|policiers?|militaires?|hommes?|casques?|bleus?|peacekeepers?|come|are|third|second|"
    r"dont)\b)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a sentence: `start` to `end` in it, with its countries grouped as they are listed."""

    view: View
    start: int
    end: int
    groups: tuple[tuple[CountryMention, ...], ...]

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    @property
    def people(self) -> tuple[People, ...]:
        return tuple(p for p in self.view.people if self.start <= p.start < self.end)

    def cues(self, action: MissionAction) -> list[Cue]:
        """Cues of one action in this part, with offsets that count from the sentence's start."""
        found = find_cues(self.view.text, self.view.language, action)
        return [c for c in found if self.start <= c.start < self.end and c.start >= self.view.body]


def parts_of(view: View) -> list[Part]:
    """The parts of a sentence, in order."""
    bounds, start = [], view.body
    for cut in _CUT.finditer(view.text, view.body):
        bounds.append((start, cut.start()))
        start = cut.end()
    bounds.append((start, len(view.text)))
    return [Part(view=view, start=a, end=b, groups=_groups(view, a, b)) for a, b in bounds if b > a]


def _groups(view: View, start: int, end: int) -> tuple[tuple[CountryMention, ...], ...]:
    groups: list[list[CountryMention]] = []
    for country in view.countries:
        if not start <= country.span.start < end:
            continue
        if groups and _JOINS.match(_without_numbers(view, groups[-1][-1].span.end, country.span.start)):
            groups[-1].append(country)
        else:
            groups.append([country])
    return tuple(tuple(group) for group in groups)


def _without_numbers(view: View, start: int, end: int) -> str:
    text, kept = view.text, start
    out = ""
    for person in view.people:
        if start <= person.start and person.end <= end:
            out += text[kept : person.start]
            kept = person.end
    return out + text[kept:end]


def governing_cue(part: Part, at: int, cues: Sequence[Cue], *, far: bool = False) -> Cue | None:
    """The cue that speaks of group number `at`: the nearest between its neighbours; `far` lets it pass over them."""
    group = part.groups[at]
    low = part.groups[at - 1][-1].span.end if at else part.start
    high = part.groups[at + 1][0].span.start if at + 1 < len(part.groups) else part.end
    start, end = group[0].span.start, group[-1].span.end
    after = [(c.start - end, c) for c in cues if end <= c.start < high]
    before = [(start - c.end + 12, c) for c in cues if low <= c.start and c.end <= start + 1]
    across = [(0, c) for c in cues if c.start < start and c.end > start]
    if far and not (after or before or across):
        after = [(c.start - end, c) for c in cues if c.start >= end]
        before = [(start - c.end + 12, c) for c in cues if c.end <= start]
    ranked = sorted([*after, *before, *across], key=lambda r: r[0])
    return ranked[0][1] if ranked else None


_FORCE_NOUN = re.compile(
    r"^(?:[’']s)?[ \u00a0](?:[\w-]+[ \u00a0]){0,2}?(?:soldiers?|troops?|peacekeepers?|contingents?|"
    r"battalions?|police(?:m[ae]n)?|personnel|officers?|observers?|monitors?|company|platoon|sappers|"
    r"engineers?|patrols?|blue helmets?|units?|paratroopers|men|staff|convoy|column|gunners|"
    r"helicopter|armoured|corporal|captain|sergeant|private|major|colonel|lieutenant|constable|"
    r"colleague|signallers|policewoman|logisticians)\b",
    re.IGNORECASE,
)
_FORCE_NOUN_BEFORE = re.compile(
    r"\b(?:soldiers?|troops?|peacekeepers?|contingents?|battalions?|police|officers?|observers?|"
    r"monitors?|soldats?|militaires?|casques? bleus?|patrouilleurs?|artificiers|caporal|sergent|"
    r"capitaine|lieutenant|adjudant|contingents?|bataillons?|policiers?|patrouille|compagnie|"
    r"détachement|hommes|éléments|gendarmes|agents?|unité|convoi|démineurs|helmets|headphones|"
    r"members)[ \u00a0](?:from[ ]|of[ ]|d[eu][ ]|des[ ]|de la[ ]|d[’']|[\w-]+[ ]){0,2}$",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    r"\b(?:accus\w+|blam\w+|denounc\w+|condemn\w+|dénonc\w+|reproch\w+)[ \u00a0][^.;]{0,40}$", re.IGNORECASE
)
"""A country whose men are blamed for something is not thereby a contributor."""
_SAYS = re.compile(
    r"^[^.;,]{0,30}\b(?:told|said|says|sources?|diplomats?|sees|minister|predicted|reported|admitted|"
    r"recalled|recalls|observed|explained|a déclaré|a indiqué|raconte|confie)\b",
    re.IGNORECASE,
)


def is_of_force(part: Part, country: CountryMention) -> bool:
    """True where the words make soldiers of a country: "Ethiopian troops", "384 Kenyans", « contingent tchadien »."""
    if any(p.iso == country.iso for p in part.people):
        return True
    text = part.view.text
    after, before = (
        text[country.span.end : country.span.end + 60],
        text[max(0, country.span.start - 50) : country.span.start],
    )
    if country.form == "capital" or _SAYS.match(after) or _BLAMED.search(before):
        return False
    if (
        country.form == "demonym"
        and _PERSON.search(before)
        and re.match(
            r"[ \u00a0]*(?:[,.;)]|and\b|et\b|was|were|lors|in\b|at\b|on\b|dans|à\b|who|qui|of\b|de\b|du\b)", after
        )
    ):
        return True
    return bool(_FORCE_NOUN.match(after) or _FORCE_NOUN_BEFORE.search(before))


_PERSON = re.compile(r"\b(?:an?|one|two|three|four|five|six|une?|deux|trois|quatre)[ \u00a0]$", re.IGNORECASE)


def people_of(part: Part, iso: str) -> Count | None:
    """How many people of one country a part counts."""
    return total_of(unharmed(part.view.text, [p for p in part.people if p.iso == iso]))


def fact(
    part: Part,
    action: MissionAction,
    *,
    at: int,
    country: str | None = None,
    personnel: Count | None = None,
    effective: str | None = None,
    announced: str | None = None,
) -> MissionFact:
    """A mission fact that stands on the sentence of `part`; `at` is where its cue stands, which picks the operation."""
    return MissionFact(
        operation=part.view.operation_at(at).name,
        action=action,
        country=country,
        personnel=personnel,
        announced=announced,
        effective=effective,
        evidence=(part.view.quote,),
        rule=f"peace_operations:{action}",
    )


def effective_near(part: Part, at: int) -> str | None:
    """The day nearest a cue within its part, or within the sentence where the part has none; not when it was told."""
    return _near(part, at, [d for d in part.view.days if not d.told])


_OF_MANDATE = re.compile(r"\b(?:dont le|whose) (?:current )?mandate?\b[^,;.]{0,40}$", re.IGNORECASE)


def day_of_move(part: Part, at: int) -> str | None:
    """As `effective_near`, without the day on which the operation's mandate ends, which is when nobody comes or goes:
    "deploys 900 soldiers in the mission, whose mandate runs until 15 November"."""
    text = part.view.text
    return _near(part, at, [d for d in part.view.days if not d.told and not _OF_MANDATE.search(text[: d.start])])


def _near(part: Part, at: int, days: Sequence[Day]) -> str | None:
    found = nearest_day(days, at, part.start, part.end)
    return ahead(found, part.text, part.view.published) if found else None


def told_day(part: Part) -> str | None:
    """The day on which a sentence says that something was announced, where it is one day."""
    return next((d.iso for d in part.view.days if d.told and len(d.iso) == 10), None)

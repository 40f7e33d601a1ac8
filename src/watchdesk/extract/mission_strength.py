"""How strong an operation is: the people in place with it as a whole, told apart from ceilings and contingents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.extract.mission_dates import as_of_day
from watchdesk.extract.mission_parts import Part, fact
from watchdesk.extract.mission_people import People
from watchdesk.extract.mission_scene import View, is_place
from watchdesk.extract.mission_terms import ends_on
from watchdesk.records import MissionAction, MissionFact

_STRENGTH_NOUN = re.compile(
    r"^[ \u00a0\u202f-]*(?:[\w’'-]+[ \u00a0]){0,3}?(?:soldiers?|troops?|peacekeepers?|police|"
    r"personnel|men\b|observers?|monitors?|staff|officers?|blue helmets?|members?|strong|"
    r"uniformed|military|elements?|people in uniform|agents|soldats?|militaires?|hommes|policiers?|casques bleus|"
    r"éléments|membres|personnels?|observateurs?|in (?:place|country|uniform)|remain|were (?:serving|in place)|"
    r"are (?:in place|deployed))",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"^[ \u00a0]*(?:\)|,|\.|$|remain|:| in the country| environ)|^ (?:to|at|on|from|in|including|of|"
    r"respectively|fewer|dont|de) "
)
_PART_OF = re.compile(r"[ \u00a0](?:of (?:them|whom|these|those)|d[’']entre (?:eux|elles))\b", re.IGNORECASE)
_LEAST = 20  # smaller numbers are posts and patrols
_LOST = re.compile(
    r"\b(?:killed|dead|died|lost|perished|displaced|wounded|injured|tués?|morts?|péri|déplacés?|blessés?|refugees|"
    r"réfugiés|patients)\b",
    re.IGNORECASE,
)
_RIVALS: tuple[MissionAction, ...] = ("withdrawal", "deployment", "personnel_detained", "attack_on_peacekeepers")
_UNIT = re.compile(
    r"\b(?:company|battalion|unit|party|contingent|platoon|one, |compagnie|bataillon|unité)", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:mission|force|troop|effectif|strength|staff|celle-ci)", re.IGNORECASE)
_FARTHEST = 60  # characters between a number and the word that makes it a strength


def find_strengths(part: Part, ceilings: Sequence[People]) -> Iterator[MissionFact]:
    """Strengths that a part of a sentence states; `ceilings` are numbers already read as allowed, not in place."""
    if (part.view.near == 0 and not part.view.focus) or (part.view.near < 2 and _of_the_host(part)):
        return
    for person in part.people:
        if person.iso is not None or person in ceilings or (person.count.low or person.count.high or 0) < _LEAST:
            continue
        if _PART_OF.match(part.view.text[person.end : person.end + 20]):
            continue
        if _of_named(part.view, person) or (not _of_other(part, person) and _is_strength(part, person)):
            lead = part.view.operation_at(person.start).lead
            effective = _as_of(part)
            yield fact(part, "strength", at=person.start, country=lead, personnel=person.count, effective=effective)


_ARMY_BEFORE = re.compile(r"\b(?:armée|forces armées|police|gendarmerie)[ \u00a0]$", re.IGNORECASE)
_ARMY_AFTER = re.compile(r"[ \u00a0](?:army|armed forces|military|police)\b", re.IGNORECASE)


def _of_the_host(part: Part) -> bool:
    """True where a part counts the army of the host country: « l’armée libanaise en est à 7 500 soldats »."""
    text = part.view.text
    return any(
        _ARMY_BEFORE.search(text[: host.span.start]) or _ARMY_AFTER.match(text, host.span.end)
        for host in part.view.hosts
    )


def _is_strength(part: Part, person: People) -> bool:
    text = part.view.text
    strong = re.match(r"[- ]strong", text[person.end : person.end + 8])
    if strong and _UNIT.search(text[max(part.start, person.start - 32) : person.end + 26]):
        return False
    noun = _STRENGTH_NOUN.match(text[person.end : person.end + 60])
    if _LOST.search(part.text) or not (strong or noun or _SELF.match(text[person.end : person.end + 20])):
        return False
    if not strong and not _cue_governs(part, person):
        return False
    return bool(part.view.near == 2 or noun or strong or _ABOUT.search(text))


def _cue_governs(part: Part, person: People) -> bool:
    """True where a word of strength stands nearer the number than one of moving, striking or holding."""
    near = [_gap(c.start, c.end, person) for c in part.cues("strength")]
    other = [_gap(c.start, c.end, person) for action in _RIVALS for c in part.cues(action)]
    return bool(near) and min(near) <= _FARTHEST and (not other or min(near) <= min(other))


_BESIDE = re.compile(
    r"^[’'s)]*[ \u00a0]*(?:\(|,[ \u00a0]|:[ \u00a0]|\([\w ]+\):[ ])(?:with |avec |about |some |environ |around |"
    r"roughly |plus de |more than |strength |forte? (?:de |d[’']))*$",
    re.IGNORECASE,
)
_SELVES = re.compile(
    r"\b(?:[Tt]he (?:mission|force|operation|Mission|Force|Operation|contingent|observers)|"
    r"[Ll]a (?:mission|force|Mission|Force))$"
)


_GIVER = re.compile(
    r"\b(?:contribut(?:ors?|eurs?|rices?)|providers?|suppliers?|fournisseurs?)\b[ \u00a0]"
    r"(?:(?:to|of|in|de|à|for|the|la|l[’']|du)[ \u00a0]?)*$",
    re.IGNORECASE,
)


def _of_named(view: View, person: People) -> bool:
    """True for "UNIFIL (10,058 soldiers)" and "the mission, 1,000 strong": a number set right beside its operation."""
    for mention in view.named:
        if _GIVER.search(view.text[: mention.span.start]):
            continue
        if mention.span.end <= person.start and _BESIDE.match(view.text[mention.span.end : person.start]):
            return True
    opened = re.search(r"[ \u00a0]*(?:\(|,[ \u00a0])(?:about |some |environ |around )*$", view.text[: person.start])
    return bool(
        opened
        and _SELVES.search(view.text[: opened.start()])
        and re.match(
            r"[- ](?:strong|soldiers|troops|soldats|hommes|militaires|men|personnel)",
            view.text[person.end : person.end + 12],
        )
    )


def _of_other(part: Part, person: People) -> bool:
    """True where the people are said to be those of a state that is no contributor."""
    text = part.view.text
    for country in part.view.hosts:
        if part.start <= country.span.start and country.span.end <= person.start and not is_place(text, country):
            return True
        if country.form == "demonym" and _NEXT_WORDS.fullmatch(text[person.end : max(person.end, country.span.start)]):
            return True
    return False


_NEXT_WORDS = re.compile(r"[ \u00a0](?:of |more |\w+ )?")


def _gap(start: int, end: int, person: People) -> int:
    return person.start - end if end <= person.start else start - person.end + 8 if start >= person.end else 0


def _as_of(part: Part) -> str | None:
    view = part.view
    stated = as_of_day(view.text, view.days)
    inside = [d for d in view.days if not d.told and part.start <= d.start < part.end]
    plain = [d for d in inside if not ends_on(part, d) and not _BEGUN.match(view.text[d.start : d.end])]
    told = view.published
    plain = [d for d in plain if told is None or d.iso <= told[: len(d.iso)]]  # "10,500 men, who must leave by 2027"
    return stated or (plain[0].iso if plain else None)


_BEGUN = re.compile(r"(?:since|depuis|from)\b", re.IGNORECASE)

"""What holds for an operation as a whole: its mandate and ceilings, its strength, its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.extract.mission_dates import Day, ahead, as_of_day, months_later, months_stated
from watchdesk.extract.mission_parts import Part, effective_near, fact, parts_of
from watchdesk.extract.mission_people import People
from watchdesk.extract.mission_scene import View, is_place
from watchdesk.records import MissionAction, MissionFact

_CEILING_BEFORE = re.compile(
    r"(?:authori[sz](?:ed|es|ation)|ceiling|caps?|capped|allow(?:s|ed)?(?: it)?|may field|should be|supposed to be|limit|plafond|autoris\w+|total autorisé|provides for|short of the|planned|reach|monter|bring the force)\b[^.;()]{0,48}$|\bout of(?: a total of| the)? *$|\bagainst (?:an?|the)?[^.;\d]{0,25}$|\b(?:loin des|moins que les|sur un total (?:autorisé )?de|hauteur de) *$",
    re.IGNORECASE,
)
_CEILING_AFTER = re.compile(
    r"^[^.;,\d]{0,30}?\b(?:authori[sz]ed|promised|planned|allowed|that the (?:Security )?Council allows|foreseen|on paper|autorisé\w*|prévu\w*|promis\w*)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\buntil|\btill|\bthrough|\bto|\bexpir\w+|\blaps\w+|\bruns? out|\bran out|\brun out|\bends?|\bended|\bfinish\w*|\bvalid|\bby|\bbefore|jusqu[’'](?:au?|en|à)|\bexpire\w*|\bterme|\bcourt|\bfini\w*|\béchéance|\bachève|\bcovers)\b[^.;,]{0,34}$",
    re.IGNORECASE,
)
_UNTIL_WITHIN = re.compile(r"(?:until|till|through|to|by|before|jusqu[’'](?:au?|en|à)|avant)\b", re.IGNORECASE)
_RENEWED = re.compile(
    r"\b(?:renew(?:s|ed|al)?|extend(?:s|ed)?|prolong(?:s|ed|é|ée|e)?|authori[sz]ed|adopt(?:s|ed|é|ée|ion)?|voted|raised|lengthened|prorog(?:é|ée|e)|reconduit(?:e)?|autorisé|kept it alive|created|créée|renouvelé)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:mandate|mandat|warrant|authori[sz]ation|authority|term|authori[sz]ed|prorog\w+|reconduit|prolong\w+|extend(?:s|ed)|renew(?:s|ed))\b",
    re.IGNORECASE,
)
_ENDLESS = re.compile(r"\b(?:no (?:end|expiry) date|no date limits|has no end|sans terme)\b", re.IGNORECASE)
_STRENGTH_NOUN = re.compile(
    r"^[ \u00a0\u202f-]*(?:[\w’'-]+[ \u00a0]){0,3}?(?:soldiers?|troops?|peacekeepers?|police|personnel|men\b|women|observers?|monitors?|staff|officers?|blue helmets?|members?|strong|uniformed|military|elements?|soldats?|militaires?|hommes|policiers?|casques bleus|éléments|membres|personnels?|observateurs?|in (?:place|country|uniform)|remain|were (?:serving|in place)|are (?:in place|deployed))",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"^[ \u00a0]*(?:\)|,|\.|$|remain|:| in the country| environ)|^ (?:to|at|on|from|in|including|of|respectively|fewer|dont|de) "
)
_UNLIKELY = re.compile(r"\b(?:if|unless|should|si|could|would|might|pourrait|serait)\b", re.IGNORECASE)


def find_terms(view: View) -> Iterator[MissionFact]:
    """Mandates, ceilings, strengths and ends that a sentence states of its operation."""
    for part in parts_of(view):
        ceilings = [p for p in part.people if p.iso is None and _is_ceiling(part, p)]
        for person in ceilings:
            effective = _until(part) if _TERM.search(part.text) else None
            yield fact(
                part,
                "mandate",
                at=person.start,
                personnel=person.count,
                effective=effective,
                announced=_renewed_on(part),
            )
        yield from _expiry(part)
        yield from _strengths(part, ceilings)
        yield from _end(part)
        yield from _start(part)


def _is_ceiling(part: Part, person: People) -> bool:
    text = part.view.text
    start = max(part.start, person.start - 75)
    before = [p for p in part.view.people if start <= p.end <= person.start]
    if before and not re.match(r"^[^.;,]{0,40}\b(?:and|et|to|à|by)\b[ \u00a0]*$", text[before[-1].end : person.start]):
        start = before[-1].end
    if person.count.low is None and re.search(r"\ballow|\bceiling|plafond|may", text[start : person.start]):
        return True
    return bool(
        _CEILING_BEFORE.search(text[start : person.start]) or _CEILING_AFTER.match(text[person.end : person.end + 60])
    )


def _renewed_on(part: Part) -> str | None:
    """The day on which the mandate was renewed or made, where a day stands close by the verb."""
    for verb in _RENEWED.finditer(part.view.text, part.start, part.end):
        for day in part.view.days:
            gap = (
                part.view.text[verb.end() : day.start]
                if day.start >= verb.end()
                else part.view.text[day.end : verb.start()]
            )
            if (
                len(day.iso) == 10
                and len(gap) < 70
                and not _UNTIL.search(part.view.text[max(0, day.start - 40) : day.start])
            ):
                return day.iso
    return None


def _until(part: Part) -> str | None:
    """The day up to which something holds: "until 31 January 2025", "expires on 20 December"."""
    found = [d for d in part.view.days if part.start <= d.start < part.end and _ends(part, d)]
    return ahead(found[-1], part.text, part.view.published) if found else None


def _ends(part: Part, day: Day) -> bool:
    previous = max((d.end for d in part.view.days if d.end <= day.start), default=part.start)
    before = part.view.text[max(part.start, previous, day.start - 60) : day.start]
    return bool(_UNTIL.search(before) or _UNTIL_WITHIN.match(part.view.text[day.start : day.end])) and not re.search(
        r"\b(?:renew|extend|adopt|prolong|author)\w*[^.;,]{0,10}$", before
    )


def _expiry(part: Part) -> Iterator[MissionFact]:
    text = part.text
    term = _TERM.search(text)
    if not term or (part.view.near == 0 and not (part.view.focus and re.search(r"\b[Cc]ouncil|Conseil", text))):
        return
    at = part.start + term.start()
    if _ENDLESS.search(text):
        yield fact(part, "mandate", at=at)
        return
    until = _until(part)
    if until is None and _RENEWED.search(text):
        until = _after_months(part)
        if until is None and not re.search(r"\b(?:mandate|mandat|warrant|mission|force)\b", text):
            return
    if until is not None:
        yield fact(part, "mandate", at=at, effective=until, announced=_renewed_on(part))


def _after_months(part: Part) -> str | None:
    months = months_stated(part.text)
    if months is None:
        return None
    day = next((d for d in part.view.days if part.start <= d.start < part.end), None)
    if day is None:
        return None
    return months_later(day.iso if len(day.iso) > 7 else day.iso[:7], months)


_AS_OF = re.compile(
    r"(?:\b(?:as at|as of|at|on|in|at the end of|at last)|\b(?:au|à la date du|fin|en))[ \u00a0]*(?:the )?$",
    re.IGNORECASE,
)


def _strengths(part: Part, ceilings: list[People]) -> Iterator[MissionFact]:
    view = part.view
    if view.near == 0 and not view.focus:
        return
    cues = part.cues("strength")
    rivals = [c for a in _RIVALS for c in part.cues(a)]
    for person in part.people:
        if (
            person.iso is not None
            or person in ceilings
            or _of_other(part, person)
            or (person.count.low or person.count.high or 0) < 20
        ):
            continue
        near = [_gap(c.start, c.end, person) for c in cues]
        other = [_gap(c.start, c.end, person) for c in rivals]
        if _of_named(view, person):
            yield fact(
                part,
                "strength",
                at=person.start,
                personnel=person.count,
                effective=_as_of(part, person),
                country=_lead(part, person),
            )
            continue
        strong = re.match(r"[- ]strong", view.text[person.end : person.end + 8])
        noun = _STRENGTH_NOUN.match(view.text[person.end : person.end + 60])
        if not strong and (not near or min(near) > 60 or (other and min(other) < min(near))):
            continue
        if _LOST.search(part.text) or not (strong or noun or _SELF.match(view.text[person.end : person.end + 20])):
            continue
        if (
            view.near < 2
            and not noun
            and not strong
            and not re.search(r"\b(?:mission|force|troop|effectif|strength|staff|celle-ci)", view.text, re.IGNORECASE)
        ):
            continue
        yield fact(
            part,
            "strength",
            at=person.start,
            personnel=person.count,
            effective=_as_of(part, person),
            country=_lead(part, person),
        )


_LOST = re.compile(
    r"\b(?:killed|dead|died|lost|displaced|wounded|injured|tués?|morts?|déplacés?|blessés?|refugees|réfugiés|patients|civilians)\b",
    re.IGNORECASE,
)
_RIVALS: tuple[MissionAction, ...] = ("withdrawal", "deployment", "personnel_detained", "attack_on_peacekeepers")


_BESIDE = re.compile(
    r"^[’'s]*[ \u00a0]*(?:\(|,[ \u00a0]|:[ \u00a0]|\([\w ]+\):[ ])(?:about |some |environ |around |roughly |plus de |more than |strength )*$",
    re.IGNORECASE,
)
_SELVES = re.compile(
    r"\b(?:[Tt]he (?:mission|force|operation|Mission|Force|Operation|contingent|observers)|[Ll]a (?:mission|force|Mission|Force))$"
)


def _of_named(view: View, person: People) -> bool:
    """True for "UNIFIL (10,058 soldiers)" and "the mission, 1,000 strong": a number set right beside its operation."""
    for mention in view.named:
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
    return any(
        part.start <= c.span.start and c.span.end <= person.start and not is_place(part.view.text, c)
        for c in part.view.hosts
    )


def _lead(part: Part, person: People) -> str | None:
    return part.view.operation_at(person.start).lead


def _gap(start: int, end: int, person: People) -> int:
    return person.start - end if end <= person.start else start - person.end + 8 if start >= person.end else 0


def _as_of(part: Part, person: People) -> str | None:
    stated = as_of_day(part.view.text, part.view.days)
    days = [
        d
        for d in part.view.days
        if not d.told
        and part.start <= d.start < part.end
        and not _ends(part, d)
        and not _BEGUN.match(part.view.text[d.start : d.end])
    ]
    return stated or (days[0].iso if days else None)


_BEGUN = re.compile(r"(?:since|depuis|from)\b", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:ha(?:s|ve) (?:been |\w+ed )[^.;]{0,70}?since|working since|(?:was |were )?(?:created|established|set up|launched|deployed|born|sent|went)\b[^.;]{0,60}?\b(?:in|since|after)|présente[^.;]{0,40} depuis|déployée[^.;]{0,30} (?:depuis|en)|depuis son arrivée|(?:créée|établie) en|took over from|took over on|avait (?:déployé|dépêché)[^.;]{0,30} en)\b",
    re.IGNORECASE,
)
_SUCCEEDS = re.compile(
    r"\b(?:took over from|take over from|takes over from|replaced|replaces|succeeded|a succédé à|a remplacé|prend le relais d)\b",
    re.IGNORECASE,
)
_YIELDS = re.compile(
    r"\b(?:became|gave way to|given way to|gives way to|was (?:followed|replaced|succeeded) by|be (?:followed|replaced|succeeded) by|est devenue?|a cédé la place à|laisse la place à)\b",
    re.IGNORECASE,
)


def _start(part: Part) -> Iterator[MissionFact]:
    """When the operation began, or took over from another one, which ends thereby."""
    view = part.view
    named = [m for m in view.named if part.start <= m.span.start < part.end]
    for pattern in (_SUCCEEDS, _YIELDS):
        link = pattern.search(view.text, part.start, part.end)
        old = [m for m in named if link and (m.span.start >= link.end()) == (pattern is _SUCCEEDS)]
        new = [m for m in named if link and (m.span.start >= link.end()) != (pattern is _SUCCEEDS)]
        if link and old and new and old[0].operation.name != new[0].operation.name:
            effective = effective_near(part, link.end())
            yield fact(part, "operation_end", at=old[0].span.start, effective=effective)
            yield fact(part, "deployment", at=new[0].span.start, effective=effective)
            return
    began = _BEGAN.search(view.text, part.start, part.end)
    if (
        began is None
        or view.near == 0
        or part.groups
        or re.search(r"\b(?:base|post|killed|died|team|camp|police station)\b", part.text)
    ):
        return
    subject = view.text[part.start : began.start()]
    if not (
        any(m.span.start <= began.start() for m in named)
        or re.search(r"\b(?:[Mm]ission|[Ff]orce|It|Elle|observers)\b", subject)
    ):
        return
    day = next((d for d in view.days if began.start() <= d.start < part.end and d.start - began.end() < 25), None)
    if day is not None:
        count = (
            next((p.count for p in part.people if p.iso is None and began.start() <= p.start), None)
            if "took" in began[0] or "avait" in began[0]
            else None
        )
        yield fact(part, "deployment", at=began.start(), effective=day.iso, personnel=count)


_CLOSING = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|cease\w*|dissol\w*|fin au mandat|end(?:s|ed)? (?:the|its) mandate|not (?:be )?renew\w*|lapse|followed by|ended the day|mandate ends|mis fin)\b",
    re.IGNORECASE,
)


def _end(part: Part) -> Iterator[MissionFact]:
    view = part.view
    cues = part.cues("operation_end")
    if not cues or view.near == 0 or part.groups or view.operation.name == "United Nations peacekeeping":
        return
    cue = cues[0]
    if re.search(r"\b(?:if|si|unless)\b", part.text, re.IGNORECASE) or (
        _TERM.search(part.text) and not _CLOSING.search(part.text)
    ):
        return
    effective = effective_near(part, cue.start)
    if effective is None and len(cue.words) < 18:
        return
    successor = re.match(r"(?:took|take|takes) over from|remplace", cue.words, re.IGNORECASE)
    operation_at = (
        next((m.span.start for m in view.named if m.span.start >= cue.end), cue.start) if successor else cue.start
    )
    yield fact(part, "operation_end", at=operation_at, effective=effective, announced=None)

"""What is done to an operation: attacks on its people and property, detentions, and access denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from watchdesk.extract.mission_cues import Cue, word_pattern
from watchdesk.extract.mission_parts import Part, fact, governing_cue, is_of_force, parts_of
from watchdesk.extract.mission_people import total_of
from watchdesk.extract.mission_scene import View
from watchdesk.records import Count, CountryMention, MissionFact

_ASSET = re.compile(
    r"\b(?:convoys?|patrols?|base|camp|position|post|vehicles?|jeep|trucks?|lorry|helicopter|aircraft|"
    r"drone|UAV|unmanned aerial vehicle|headquarters|compound|tower|observation post|column|gate|"
    r"convoi|patrouille|véhicules?|blindés?|camion|hélicoptère|poste|tour|quartier général|citerne|"
    r"armoured vehicle|battalion|bataillon|contingent|platoon|guard hut)\b",
    re.IGNORECASE,
)
_OTHER_ASSET = re.compile(
    r"\b(?:military|army|police|navy|commercial|civilian|aid|humanitarian|militaire)[ ](?:base|camp|"
    r"post|vehicle|convoy|barracks|truck|patrol|car)s?\b|\b(?:patrol car|poste de police|"
    r"camp militaire|base militaire|convoi humanitaire|police station|barracks)s?\b|\bpatrol cars?\b",
    re.IGNORECASE,
)
_CASUALTY = re.compile(
    r"\b(?:kill(?:s|ed|ing)|wounded|wounding|injur(?:ed|ing|ies)|hurt|died|dead|deaths?|lost (?:his|"
    r"her|their) li(?:fe|ves)|shot|fatally|mortally|losses|lost|scratches|cuts|broke a leg|tués?|tuée|"
    r"tuant|bless\w+|morts?|mortellement|décédé|perdu|trouvé la mort|atteints?|in hospital)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:kill(?:s|ed|ing)|died|dead|deaths?|lost (?:his|her|their) li(?:fe|ves)|shot dead|fatally|"
    r"mortally|loss(?:es)?|we lost|lost one|tués?|tuée|tuant|morts?|mortellement|décédé|a perdu|"
    r"perdu la vie|trouvé la mort)\b",
    re.IGNORECASE,
)
_WOUND = re.compile(r"\b(?:wound\w*|injur\w*|hurt|cuts|scratches|bless\w+|atteints?)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:civilians?|protesters?|demonstrators?|attackers?|assailants?|rebels?|fighters?|militants?|"
    r"villagers?|herders?|residents?|terrorists?|children|manifestants?|civils?|assaillants?|"
    r"habitants?|combattants?|miliciens?|gunmen were killed|bandits|workers?|passengers?|traders?|teachers?|students?|"
    r"pupils?|chiefs|elders|farmers?|miners?|worshippers?|reservists?|ouvriers?|passagers?|commerçants?|enseignants?|"
    r"élèves?|paysans?|agriculteurs?|éleveurs?|bergers?|orpailleurs?|villageois)\b",
    re.IGNORECASE,
)
_TOTALS = re.compile(
    r"\b(?:(?:since|depuis) (?:(?:19|20)\d\d|january|janvier|the (?:start|beginning|deployment|mission)|le "
    r"(?:début|déploiement))|"
    r"in (?:\w+|\d+) years|so far this year|this year|deadliest|"
    r"last year was|depuis (?:19|20)\d\d|en (?:dix|\d+) ans|cette année|l[’']année dernière|all told|"
    r"to date|have (?:come|been)\b[^.;]{0,30}\bsince|number of [^.;]{0,40}killed|brings? to|"
    r"carries to|porte à|since (?:the|its) [^.;]{0,40}in (?:19|20)\d\d|had lost \d+ |"
    r"died on missions)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:if|could|would|might|(?-i:may)|will|threaten\w*|si|pourrait|pourraient|risque\w*|menace\w*|"
    r"exercise|routed|cup|match|film|not attacked|no shots)\b[ \u00a0,]",
    re.IGNORECASE,
)
_AT_CIVILIANS = re.compile(
    r"\b(?:ouvert le feu|tiré|fired|opened fire|shot|shooting|firing) (?:sur|on|at|into|dans) "
    r"(?:(?:la|the|a|an?|les|des|une?|l[’']) ?)?(?:foule|manifestant\w*|civils?|population|habitants?|crowd|protest\w+"
    r"|demonstrat\w+|civilians?|residents|villagers?)\b",
    re.IGNORECASE,
)
"""Fire at people who bear no arms: soldiers of an operation may have opened it, and it hit none of them."""
_HANDLED = re.compile(
    r"\b(?:dismantl\w+|neutralis\w+|defus\w+|made safe|disposed|recovered|désamorc\w+|découvert\w*|"
    r"repelled|beat off|repoussé\w*)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"(?:peacekeepers?|troops|soldiers|casques bleus)(?:[ ](?:in|from|of|with|with the)[ ]"
    r"(?:(?!was|were|been|had|have|came)\w+[ ]?){1,3}?)?"
    r"[ ](?:(?!was|were|been|had|have|being|are|is|came)\w+ )?"
    r"(?:fired|opened fire|shot|killed|tear gas|repelled|beat off|returned fire|responded|"
    r"ont tiré|ont ouvert le feu|ont tué|ont tir)"
    r"|\b(?:evacuated|treated|sheltered|rescued|airlifted|évacué|soigné|secouru|hébergé|recueilli)"
    r"(?: (?:some|about|at least|over|more than|environ|quelque|plus de))? [\w,]+ "
    r"(?:wounded|injured|civilians?|people|displaced|villagers|blessés?|civils?|personnes|déplacés)\b"
    r"(?! (?:peacekeepers?|soldiers?|troops|casques|soldats))",
    re.IGNORECASE,
)
"""What the operation itself did: it fired, or brought others out."""
_IN_UNIFORM = re.compile(
    r"\b(?:peacekeepers?|soldiers?|troops|blue (?:helmets?|berets?)|casques? bleus?|soldats?|militaires?|officers?"
    r"|policiers?|gendarmes?|observers?|observateurs?|contingent|convoy|patrol|base|camp|convoi|patrouille|staff|personnel"
    r"|mission)\b",
    re.IGNORECASE,
)
_HARMED = (
    r"killed|kills|killing|wounding|tuant|blessant|wounded|injured|died|dead|hurt|tués?|tuée|blessés?|blessée|morts?"
)
_OTHERS_HARMED = re.compile(
    rf"{_OTHERS.pattern}[^.;]{{0,45}}\b(?:{_HARMED})\b|\b(?:{_HARMED})[^.;]{{0,30}}{_OTHERS.pattern}", re.IGNORECASE
)
_WOUNDED_AFTER = re.compile(
    r"^[ \u00a0](?:more |others? |autres? |further )?(?:\w+ )?"
    r"(?:were |was |ont été |été |lightly |slightly |seriously |grièvement |légèrement )*"
    r"(?:wounded|injured|hurt|blessés?)\b",
    re.IGNORECASE,
)


@cache
def _victim() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{word_pattern('victims')})(?!\w)", re.IGNORECASE)


def tells_own_loss(part: Part) -> bool:
    """True where what a part tells struck may be the operation's: no total, not its own fire, nobody else's dead."""
    view = part.view
    if view.operation.by == "national" or _TOTALS.search(view.text) or _AGENT.search(view.text):
        return False
    return not _OTHERS_HARMED.search(part.text)


def has_casualty(text: str) -> bool:
    """True where a text tells of dead or wounded."""
    return bool(_CASUALTY.search(text))


def find_attack(view: View, earlier: str | None, force: str | None) -> Iterator[MissionFact]:
    """Attacks on the operation that a sentence tells.

    `earlier` is the day told before, for a sentence without one; `force` the one country whose soldiers the sentences
    just before spoke of, for "four peacekeepers were killed".
    """
    if (
        view.operation.by == "national"
        or _TOTALS.search(view.text)
        or _AGENT.search(view.text)
        or _AT_CIVILIANS.search(view.text)
        or (view.near == 0 and not view.focus)
    ):
        return
    found: list[MissionFact] = []
    for part in parts_of(view):
        cues = part.cues("attack_on_peacekeepers")
        if not cues or _UNREAL.search(part.text) or _HANDLED.search(part.text):
            continue
        if _OTHERS_HARMED.search(part.text) and not _IN_UNIFORM.search(part.text):
            continue
        victims = _victims(part, cues)
        effective = day_of(part, earlier)
        if len(victims) == 1:
            killed = killed_of(part, victims[0]) or _killed_after(view, part)
            found.append(_struck(part, victims[0].span.start, victims[0].iso, killed, effective))
        elif victims:
            found += [_struck(part, c.span.start, c.iso, killed_of(part, c), effective) for c in victims]
        elif _strikes_own(part):
            iso = (
                force
                if _victim().search(part.text) or re.search(r"\b(?:soldier|soldat|corporal|his patrol)\b", part.text)
                else None
            )
            found.append(_struck(part, cues[0].start, iso, killed_of(part, None), effective))
    named = [f for f in found if f.country]
    yield from (f for f in found if f.country or not any(n.effective == f.effective for n in named))


def _struck(part: Part, at: int, iso: str | None, killed: Count | None, effective: str | None) -> MissionFact:
    return fact(
        part,
        "attack_on_peacekeepers",
        at=at,
        country=iso or part.view.operation_at(at).lead,
        personnel=killed,
        effective=effective,
    )


_OFFICIAL_ASSET = re.compile(
    r"\b(?:convoy|motorcade|vehicle|car|convoi|cortège|véhicule|voiture)"
    r" (?:of|carrying|du|de la|de l[’']|transportant)[ \u00a0]?(?:the |a |an |le |la |l[’'])?(?:[\w-]+ ){0,2}?"
    r"(?:President|Prime Minister|governor|minister|mayor|lawmaker|judge|Président"
    r"|Premier ministre|gouverneur|ministre|maire|député|préfet)",
    re.IGNORECASE,
)
"""The convoy of an office-holder is none of the operation's."""


def _strikes_own(part: Part) -> bool:
    """True where what is struck is the operation's: its people, or its convoys, camps and vehicles."""
    if _victim().search(part.text):
        return not (_OTHERS.search(part.text) and not _CASUALTY.search(part.text))
    assets = _OFFICIAL_ASSET.sub(" ", _OTHER_ASSET.sub(" ", part.text))
    if not part.view.near or not _ASSET.search(assets):
        return False
    return not _OTHERS_HARMED.search(part.text)


def _victims(part: Part, cues: list[Cue]) -> list[CountryMention]:
    """The countries whose people a cue of this part strikes."""
    found: list[CountryMention] = []
    for at, group in enumerate(part.groups):
        if governing_cue(part, at, cues, far=True) is None:
            continue
        for country in group:
            if any(f.iso == country.iso for f in found) or not is_of_force(part, country):
                continue
            found.append(country)
    return found


_LOST = re.compile(r"\b(?:(?:has|have|had) lost|lost|(?:a|ont|avait|avaient) perdu)[ \u00a0]", re.IGNORECASE)


_NOUN = 14  # characters behind a number in which the word for those counted stands


def killed_of(part: Part, country: CountryMention | None) -> Count | None:
    """How many of the operation died by this part: None where it tells of no death."""
    death = _DEATH.search(part.text)
    if not death:
        return None
    mine = [p for p in part.people if p.iso == (country.iso if country else None)]
    mine = [p for p in mine if p.iso or not _OTHERS.search(part.view.text, p.start, p.end + _NOUN)]
    wound = _WOUND.search(part.text)
    if wound and mine:
        mine = [p for p in mine if not _WOUNDED_AFTER.match(part.view.text[p.end : p.end + 50])]
        mine = [p for p in mine if _nearer_death(part, p.start, p.end)]
    if lost := _LOST.search(part.text):
        behind = part.start + lost.end()
        named = any(p.start >= behind for p in mine)  # "we lost four men: three Chadians, one Nigerian"
        dead = [p for p in part.people if behind <= p.start < behind + 20]
        if dead and not named:
            return total_of(dead[:1])
    if mine:
        return total_of(mine[:1])
    if country is not None and wound and _WOUNDED_AFTER.match(part.view.text[country.span.end : country.span.end + 50]):
        return None
    if country is not None and not wound:
        before = part.view.text[max(0, country.span.start - 30) : country.span.start]
        if re.search(r"\b(?:an?|one|une?|another|the)[ \u00a0](?:[\w-]+[ \u00a0]){0,2}$", before, re.IGNORECASE):
            return Count(low=1, high=1)
    if country is not None and re.search(
        r"\b(?:an?|une?)[ \u00a0](?:[\w-]+[ \u00a0]){0,2}$",
        part.view.text[max(0, country.span.start - 30) : country.span.start],
        re.IGNORECASE,
    ):
        return Count(low=1, high=1)
    return None


def _killed_after(view: View, part: Part) -> Count | None:
    """How many died by the next part, which names nobody else: "…were hit by a car bomb; at least ten were killed"."""
    for other in parts_of(view):
        if other.start > part.end and not other.groups and _DEATH.search(other.text) and not _OTHERS.search(other.text):
            return total_of(other.people[:1])
    return None


def _nearer_death(part: Part, start: int, end: int) -> bool:
    text = part.view.text
    deaths = [min(abs(m.start() - end), abs(start - m.end())) for m in _DEATH.finditer(text, part.start, part.end)]
    wounds = [min(abs(m.start() - end), abs(start - m.end())) for m in _WOUND.finditer(text, part.start, part.end)]
    return min(deaths) <= min(wounds)


_LASTING = re.compile(r"\bfor (?:months|weeks|years|days)\b|\bdepuis des (?:mois|semaines)\b", re.IGNORECASE)


def day_of(part: Part, earlier: str | None) -> str | None:
    if _LASTING.search(part.text):
        earlier = None
    inside = [d for d in part.view.days if not d.told]
    exact = [d for d in inside if part.start <= d.start < part.end and len(d.iso) >= 7]
    return exact[0].iso if exact else inside[0].iso if inside else earlier


_HELD = re.compile(
    r"\b(?:soldiers?|troops?|peacekeepers?|staff|employees|observers?|monitors?|officers?|members?|"
    r"adviser|interpreters?|assistant|contractors?|Casques bleus|militaires|soldats|policiers|"
    r"personnel|membres|équipe|observateurs?|agents?|patrol|elements|colleagues|Filipinos|engineers|démineurs)\b",
    re.IGNORECASE,
)


_OTHER_ARRESTS = re.compile(
    r"\b(?:protesters?|demonstrators?|suspects?|manifestants?|attackers?|men had been|bandits|rally|meeting|ceremony|"
    r"election|vote)\b",
    re.IGNORECASE,
)
_OF_MISSION = re.compile(r"\b(?:Mission|mission|staff|U\.N\.|UN|personnel|membres)\b")


def find_detained(view: View, earlier: str | None) -> Iterator[MissionFact]:
    """People of the operation who are held, as a sentence tells."""
    if view.near == 0 and not view.focus:
        return
    for part in parts_of(view):
        cues = part.cues("personnel_detained")
        if not cues or not _HELD.search(part.text) or _OTHER_ARRESTS.search(part.text):
            continue
        victims = _victims(part, cues)
        day = day_of(part, earlier)
        for country in victims:
            at, held = country.span.start, held_of(part, country)
            yield fact(part, "personnel_detained", at=at, country=country.iso, personnel=held, effective=day)
        free = [p for p in part.people if p.iso is None]
        if not victims and free and (view.near == 2 or _OF_MISSION.search(part.text)):
            yield fact(part, "personnel_detained", at=cues[0].start, personnel=total_of(free[:1]), effective=day)


def held_of(part: Part, country: CountryMention) -> Count | None:
    """How many people of a country are held; one where it is "a Kenyan captain"."""
    mine = [p for p in part.people if p.iso == country.iso]
    before = part.view.text[max(0, country.span.start - 30) : country.span.start]
    single = not mine and re.search(r"\b(?:an?|une?)[ \u00a0](?:[\w-]+[ \u00a0]){0,2}$", before, re.IGNORECASE)
    patrol = re.match(r"[ \u00a0](?:\w+ )?(?:patrol|convoy|contingent|team|column)", part.view.text[country.span.end :])
    return Count(low=1, high=1) if single and not patrol else total_of(mine[:1])


_MOVER = re.compile(
    r"\b(?:patrols?|convoys?|teams?|flights?|overflights?|aircraft|helicopters?|drones?|UAV|visas?|"
    r"rotations?|mission|access|landing|clearance|monitors?|observers?|investigators?|column|division|"
    r"engineering unit|director|contingents?|patrouilles?|convois?|équipes?|vols?|drones|avions?|"
    r"appareil|hélicoptères?|relève|accès|survol|évacuation|Monusco|MONUSCO|Minusca|MINUSCA|Minusma|"
    r"mission|women employed|peacekeepers|UNIFIL|night flights|request to fly|field visits|"
    r"it was refused|team site)\b",
    re.IGNORECASE,
)
_NO_ACCESS = re.compile(
    r"\b(?:(?:refugees?|journalists?|aid workers?|civilians?|humanitarian(?:s| access| workers)|"
    r"to comment|comment|to give up|withdrawal|manifestants|journalistes|humanitaires|resolution|"
    r"draft|veto|bill|budget)\b)|refused to (?:say|comment|give|leave|name|talk)|denied (?:that|"
    r"having|it|any|on|the (?:charge|accusation|allegation))|refuse de (?:dire|commenter)|"
    r"n[’']y a pas d[’']interdiction|denied by",
    re.IGNORECASE,
)


def _stops_own(part: Part, cue: Cue) -> bool:
    """True where what is stopped moves for the operation, or is the operation: "kept MINUSMA from"."""
    return bool(_MOVER.search(part.text)) or any(0 <= m.span.start - cue.end < 30 for m in part.view.named)


_THEY = re.compile(r"^[•▪–\s-]*(?:They|Their|Its|It|Ils|Elles|Leurs?|Ses|Sa|Son)\b")


def find_denied(view: View, force: str | None) -> Iterator[MissionFact]:
    """Movements of the operation that somebody stopped or did not allow, as a sentence tells.

    `force` is the one country whose soldiers the sentences just before spoke of: "their drones are grounded".
    """
    if view.near == 0 and not view.focus:
        return
    for part in parts_of(view):
        cues = part.cues("access_denied")
        if not cues or not _stops_own(part, cues[0]) or _NO_ACCESS.search(part.text):
            continue
        if re.match(r"[ \u00a0]*(?:if|should|si|s[’']il)\b", part.text, re.IGNORECASE):
            continue
        victims = [c for c in _victims(part, cues) if c.form == "demonym"]
        if re.search(r"rotation|relève", cues[0].words, re.IGNORECASE):
            victims = []
        mine = force if _THEY.match(view.text) else None
        days = [d for d in view.days if not d.told and part.start <= d.start < part.end]
        effective = days[0].iso if days else None
        for country in victims:
            yield fact(part, "access_denied", at=country.span.start, country=country.iso, effective=effective)
        if not victims:
            yield fact(
                part, "access_denied", at=cues[0].start, effective=effective, country=view.operation.lead or mine
            )

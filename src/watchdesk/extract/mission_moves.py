"""Who comes, stays and goes: contributions, deployments and withdrawals, country by country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.extract.mission_cues import Cue
from watchdesk.extract.mission_dates import as_of_day
from watchdesk.extract.mission_parts import (
    Part,
    day_of_move,
    fact,
    governing_cue,
    is_of_force,
    parts_of,
    people_of,
    told_day,
)
from watchdesk.extract.mission_people import total_of, unharmed
from watchdesk.extract.mission_scene import View
from watchdesk.records import Count, CountryMention, MissionAction, MissionFact

_OWNS = re.compile(
    r"\b(?:provid|suppl|contribut|has\b|have\b|had\b|with\b|keeps?\b|fields?\b|maintains?\b|sent\b|"
    r"serv|fourni|compte|align|maintien|a encore|avec)\w*[^.;]{0,40}$|\($",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|died|killed|perdu|tués?|morts?|wounded|claim(?:s|ed)? (?:by|that)|whether|declined|"
    r"outside (?:the (?:\w+ )?(?:force|mission)|[A-Z]+\b)|never part|not as|bilateral\w*|"
    r"bilatéral\w*)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"^[ \u00a0]*(?:if|si|should|were|had|s[’']ils?)\b|\b(?:rumou?rs?|rumeurs?|false|fausse|dismissed as)\b[ \u00a0]",
    re.IGNORECASE,
)


def find_moves(view: View, claimed: frozenset[str | None], force: str | None) -> Iterator[MissionFact]:
    """Contributions, deployments and withdrawals of a sentence; countries in `claimed` already gave another fact.

    `force` is the one country whose soldiers the sentences just before spoke of: "another 40 will follow in June".
    """
    if view.near == 0 and not view.focus:
        return
    last: tuple[CountryMention, ...] = ()
    for part in parts_of(view):
        cues = _move_cues(part)
        for at, group in enumerate(part.groups):
            cue = governing_cue(part, at, cues)
            second = _main_cue(part, at, cue, cues)
            for country in group:
                if (
                    second is not None
                    and cue is not None
                    and _PARTICIPLE.match(part.view.text[group[-1].span.end : cue.end + 1])
                ):
                    yield from _background(part, country, cue)
                else:
                    yield from _of_country(part, country, cue, claimed)
                if second is not None:
                    yield from _of_country(part, country, second, claimed)
        if not part.groups and cues and not claimed:
            if part.cues("operation_end") and last:
                continue
            if last and _CONTINUES.match(part.text):
                for country in last:
                    yield from _of_country(part, country, cues[0], claimed)
            else:
                yield from _of_operation(part, cues[0], force)
        last = part.groups[-1] if part.groups else last


_CONTINUES = re.compile(
    r"^[ \u00a0]*(?:(?:will|would|is|are|has|have|had|may|plans?|intends?|withdrew|left|sent|it|they|"
    r"its|their|ses|sa|son|leurs?|les|qui|doit|va|a|ont|the last|le dernier|les derniers)\b)",
    re.IGNORECASE,
)


_STAYS = re.compile(
    r"\b(?:denie[sd]|dément\w*|n[’'](?:envisage|entend|exclut)|urge[sd]?|exclu\w* tout retrait|"
    r"might have|opposition|(?:protest\w*|demonstrat\w*|manifestants?|crowd|foule|villagers|"
    r"jeunes)\b[^.;]{0,40}\b(?:demand|exig|réclam|call)\w*|peacefully to demand|not called|drew up|"
    r"no plan)\b",
    re.IGNORECASE,
)


_RELATIVE = re.compile(r"^,[ \u00a0](?:which|who|whose|where|having|qui|dont|où)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"^[^.;,]{0,25}\b(?:sent|deployed|dispatched|who (?:arrived|landed)|envoyés|déployés|arrivés)\b", re.IGNORECASE
)
_OWN = re.compile(
    r"\b(?:camps?|bases?|uniformed|en tenue|contingents?|Casques bleus|peacekeepers?|retrait d[eu]s?|withdrawal of)\b",
    re.IGNORECASE,
)


def _main_cue(part: Part, at: int, cue: Cue | None, cues: list[Cue]) -> Cue | None:
    """The cue of the main clause, where the nearest is in a relative one: "Germany, which left in 2012, sent 30"."""
    end = part.groups[at][-1].span.end
    high = part.groups[at + 1][0].span.start if at + 1 < len(part.groups) else part.end
    relative = _RELATIVE.match(part.view.text[end:high])
    if cue is None or cue.start < end or not (relative or _PARTICIPLE.match(part.view.text[end:high])):
        return None
    later = [c for c in cues if cue.end < c.start < high and c.action != cue.action]
    later = [c for c in later if not relative or "," in part.view.text[cue.end : c.start]]
    return later[0] if later else None


def _gone(part: Part, cue: Cue, iso: str) -> Count | None:
    """How many left, where the number stands after the word for leaving: "flew out the last 203"."""
    after = [
        p
        for p in unharmed(part.view.text, part.people)
        if cue.start <= p.start <= cue.end + 40 and p.iso in (None, iso)
    ]
    return total_of(after[:1])


_TO_THE_SCENE = re.compile(
    r"(?: \w+){0,3}? (?:sur (?:les lieux|place|zone)|to the (?:scene|site|spot|area|village)|on patrol"
    r"|en patrouille)\b",
    re.IGNORECASE,
)
"""Behind a word for sending: peacekeepers who hurry to a place are no deployment."""


_PAPER = re.compile(
    r"\b(?:amendment|motion|bill|proposal|offer|complaint|charges?|amendement|proposition"
    r"|plainte)\b[^.;]{0,90} (?:was|were|a été) $",
    re.IGNORECASE,
)
"""Before a word for leaving: an amendment that is withdrawn takes no soldiers home."""


def _move_cues(part: Part) -> list[Cue]:
    away = part.cues("withdrawal")
    towards = [c for c in part.cues("deployment") if not any(c.start < w.end and w.start < c.end for w in away)]
    away = [c for c in away if not _PAPER.search(part.view.text, part.start, c.start)]
    towards = [c for c in towards if not _TO_THE_SCENE.match(part.view.text, c.end)]
    return sorted([*away, *towards], key=lambda c: c.start)


_JOINS = re.compile(r" (?:(?:is |are )?(?:set |due |ready )?to join|will join|joins|va rejoindre|rejoint)\b")
"""Behind a country that comes where another goes: "Burundi prepares to leave, Egypt to join"."""


def _of_country(
    part: Part, country: CountryMention, cue: Cue | None, claimed: frozenset[str | None]
) -> Iterator[MissionFact]:
    view, iso, at = part.view, country.iso, country.span.start
    if cue is not None and cue.action == "withdrawal" and _JOINS.match(view.text, country.span.end):
        cue = None
    if _UNREAL.search(part.text):
        return
    if cue is not None and not _is_subject(part, country):
        cue = None
    if _is_source(part, country):
        cue = None
    if cue is not None and cue.action == "withdrawal":
        if not _STAYS.search(part.text):
            yield from _leaving(part, country, cue)
            return
        cue = None
    count = people_of(part, iso)
    counted = any(p.iso == iso for p in part.people)
    if iso in claimed or _LOST.search(part.text) or (not counted and country.form == "capital"):
        return
    if cue is not None and _is_sending(part, cue):
        day = day_of_move(part, cue.end)
        yield fact(part, "deployment", at=at, country=iso, personnel=count, effective=day)
    elif _counts_people(part, country) if count is not None else is_of_force(part, country) or _listed(part, country):
        if len(split := _by_operation(part, iso)) > 1:
            yield from split
            return
        alone = iso == view.operation_at(at).lead and count is not None
        action: MissionAction = "strength" if alone else "contribution"
        yield fact(part, action, at=at, country=iso, personnel=count, effective=as_of_day(view.text, view.days))


_SOURCE = re.compile(
    r"\b(?:from|venus? d[e’'u]|venant d[e’'u]|originaires d[e’'u])[ \u00a0]?(?:the |la |l[’'])?$", re.IGNORECASE
)


def _is_source(part: Part, country: CountryMention) -> bool:
    """True in a list of where the people of the whole come from: "19,600 soldiers from Uganda, Burundi and Kenya"."""
    group = next((g for g in part.groups if country in g), ())
    if len(group) < 2:
        return False
    start = group[0].span.start
    counted = any(p.iso is None and start - 40 < p.end <= start for p in part.people)
    return counted and bool(_SOURCE.search(part.view.text[max(0, start - 24) : start]))


def _by_operation(part: Part, iso: str) -> list[MissionFact]:
    """One contribution for each operation, where each number has its own: "4,500 in MONUSCO and 2,300 in UNMISS"."""
    mine = [p for p in part.people if p.iso == iso]
    facts = []
    for at, person in enumerate(mine):
        stop = mine[at + 1].start if at + 1 < len(mine) else part.end
        named = next((m for m in part.view.named if person.end <= m.span.start < stop), None)
        if named is None:
            return []
        facts.append(fact(part, "contribution", at=named.span.start, country=iso, personnel=person.count))
    return facts


def _background(part: Part, country: CountryMention, cue: Cue) -> Iterator[MissionFact]:
    """The contribution that a participle recalls: "300 soldiers sent in 2020 will return"."""
    count = people_of(part, country.iso)
    if count is not None:
        day = day_of_move(part, cue.end)
        yield fact(part, "contribution", at=country.span.start, country=country.iso, personnel=count, effective=day)


def _is_subject(part: Part, country: CountryMention) -> bool:
    """True where a country, or its people in uniform, may be who comes or goes: not "Russian weapons"."""
    before = part.view.text[max(0, country.span.start - 5) : country.span.start].lower()
    return country.form != "demonym" or before.endswith(("the ", "les ")) or is_of_force(part, country)


def _leaving(part: Part, country: CountryMention, cue: Cue) -> Iterator[MissionFact]:
    """The withdrawal of one country, and its contribution where a relative clause tells how many it has."""
    iso, at = country.iso, country.span.start
    count, gone = people_of(part, iso), _gone(part, cue, iso)
    day, told = _leaving_day(part, cue), told_day(part)
    yield fact(part, "withdrawal", at=at, country=iso, personnel=gone or count, effective=day, announced=told)
    counted = next((p for p in part.people if p.iso == iso), None)
    if counted is None or not country.span.end < counted.start <= counted.end < cue.start:
        return
    if _OWNS.search(part.view.text[country.span.end : counted.start]):
        yield fact(part, "contribution", at=at, country=iso, personnel=counted.count if gone else count)


_SINCE = re.compile(
    r"\b(?:since|from|depuis|sent in|deployed in|arrived in|envoyés? en|déployés? en)[ \u00a0]?$", re.IGNORECASE
)


def _leaving_day(part: Part, cue: Cue) -> str | None:
    """The day of a departure; not the one since which those who leave have served."""
    found = day_of_move(part, cue.end)
    text, days = part.view.text, [d for d in part.view.days if not d.told]
    served = [
        d for d in days if re.match(r"since|depuis", text[d.start : d.end], re.I) or _SINCE.search(text[: d.start])
    ]
    return None if found is not None and days and len(served) == len(days) else found


_PLANNED = re.compile(
    r"\b(?:will|would|is to|are to|plans?|intends?|expects?|enverr\w+|compte|prévoit)\b", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:more|additional|further|another|extra|reserve|supplémentaires?|de plus|autres?|replace|relieve\w*)\b",
    re.IGNORECASE,
)
_PLEDGE = re.compile(r"\b(?:pledg\w*|offer\w*|promis\w*|ready to|prêt\w*|proposed|whether|lend|lent)\b", re.IGNORECASE)


def _is_sending(part: Part, cue: Cue) -> bool:
    """True where people are on their way or have a day to come; a promise or a plan without one is a contribution."""
    if _PLEDGE.search(part.text):
        return False
    return not _PLANNED.search(cue.words) or day_of_move(part, cue.end) is not None or bool(_MORE.search(part.text))


_NOUN = re.compile(
    r"^[ \u00a0\u202f-]*(?:[\w’'-]+[ \u00a0]){0,3}?(?:soldiers?|troops?|peacekeepers?|police|"
    r"personnel|men\b|women|observers?|monitors?|staff|officers?|blue helmets?|members?|strong|"
    r"elements?|paratroopers|engineers|instructors|trainers|advisers|experts|medics|nurses|pilots|"
    r"soldats?|formateurs|instructeurs|ingénieurs|militaires?|hommes|policiers?|casques bleus|éléments|membres|"
    r"personnels?|observateurs?|gendarmes|agents|in uniform|of them|drivers|sappers)",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:provid|suppl|contribut|pledg|offer|promis|keep|maintain|send|lend|furnish|has\b|have\b|"
    r"with\b|fourni|align|compte|maint|dépêch|envoy|remain|stay|come[s ]|gave|battalion|company|"
    r"contingent)",
    re.IGNORECASE,
)


def _counts_people(part: Part, country: CountryMention) -> bool:
    """True where the number of a country counts its people in uniform, and not tram lines."""
    text = part.view.text
    for person in part.people:
        if person.iso == country.iso:
            beside = person.end <= country.span.start or country.span.end + 4 >= person.start
            if beside or _NOUN.match(text[person.end : person.end + 60]):
                return True
            ended = re.match(
                r"[ \u00a0]*(?:[,.;:)(]|of\b|and\b|et\b|in all\b|"
                r"in (?:their|its) (?:place|stead)\b|there\b|here\b|sur place\b|more\b|respective|$)",
                text[person.end : person.end + 10],
            )
            gap = text[country.span.end : person.start]
            return bool(ended and (_GIVES.search(gap) or len(gap) < 14 or "respective" in part.text))
    return False


def _listed(part: Part, country: CountryMention) -> bool:
    group = next(g for g in part.groups if country in g) if any(country in g for g in part.groups) else ()
    if len(group) < 2 and not re.search(r"contribut|provide|suppl|fourni", part.text, re.IGNORECASE):
        return False
    return bool(_LISTING.search(part.text))


_LISTING = re.compile(
    r"\b(?:contribut\w+|provide[sd]?|suppl(?:y|ies|ied)|troops from|soldiers from|contingents?|"
    r"made up of|(?:them|all|observers|serving)[^.;]{0,25} from|the others|les autres|police from|"
    r"from \d+ (?:countries|states|nations)|fourni\w*|troupes|composée?|notamment|pledged|offered|"
    r"promised?|promis|(?:hommes|soldats|men|soldiers|troops|personnel),|"
    r"largest|peacekeepers|Casques bleus|casques bleus)\b"
)


_SENT = re.compile(
    r"\b(?:sen[dt]|arriv|land|open|set up|inaugur|join|plac|fl[yeo]|dispatch|will|would|dépêch|envoy|"
    r"enverr|débarqu|ouvert|ouverture|inaugur|prendr|redéploy)",
    re.IGNORECASE,
)


_FORCE = re.compile(
    r"\b(?:bases?|posts?|camps?|contingents?|troops|soldiers|force|mission|team|monitors|observers|postes?|soldats|"
    r"hommes|policiers)\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(r"\b(?:bases?|camps?)\b", re.IGNORECASE)
_IN_PLACE = re.compile(
    r"[ \u00a0]*(?:of them |of these |en )?(?:(?:were|are|stood|remain(?:ed)?|étaient|sont)[ \u00a0])"
    r"(?:actually |still |then |now |effectivement )?(?:deployed|in place|present|on the ground|déployés"
    r"|en place|présents)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"^[ \u00a0•▪–-]*(?:another|a further|the (?:first|last|other|remaining)|their|a (?:\w+ )?company|un autre|"
    r"les (?:premiers|derniers)|leurs?)\b",
    re.IGNORECASE,
)
_OTHER_PEOPLE = re.compile(
    r"[ \u00a0](?:\w+ )?(?:people|personnes|habitants|women and|relief|aid|women|children|families)\b", re.IGNORECASE
)


_SETS_OUT = re.compile(r"\b(?:patrol|patrouille|équipe|team|helicopter|hélicoptère)\b[^.;]{0,90}$", re.IGNORECASE)
"""Ahead of a word for leaving: a patrol that leaves a town does not leave the operation."""


def _of_operation(part: Part, cue: Cue, force: str | None) -> Iterator[MissionFact]:
    view = part.view
    if (
        (view.near == 0 and not (view.focus and _OWN.search(part.text)))
        or _UNREAL.search(part.text)
        or _STAYS.search(part.text)
    ):
        return
    if cue.action == "withdrawal" and _SETS_OUT.search(view.text, part.start, cue.start):
        return
    parties = view.operation_at(cue.start).parties
    if any(c.iso in parties and part.start <= c.span.start < cue.start for c in view.hosts):
        return
    free = [p for p in unharmed(view.text, part.people) if p.iso is None]
    count = total_of(free[:1])
    effective = day_of_move(part, cue.end)
    action: MissionAction = "withdrawal" if cue.action == "withdrawal" else "deployment"
    if (
        effective is None
        and not _GIVEN_UP.search(cue.words)
        and (count is None or (action == "deployment" and not _SENT.search(cue.words)))
    ):
        return
    if count is not None and _OTHER_PEOPLE.match(view.text[free[0].end : free[0].end + 30]):
        return
    same = force if count is not None and _SAME.match(part.text) else None
    if action == "deployment" and count is None and not _FORCE.search(part.text) and not view.named:
        return
    if action == "deployment" and count is not None and _IN_PLACE.match(view.text, free[0].end):
        day = as_of_day(view.text, view.days) or effective
        yield fact(part, "strength", at=cue.start, country=same, personnel=count, effective=day)
        return
    country = view.operation_at(cue.start).lead or same
    yield fact(part, action, at=cue.start, country=country, personnel=count, effective=effective, announced=None)

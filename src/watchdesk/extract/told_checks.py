"""What a sentence's own words rule out, whoever found it: no grenade without one, no event in a letterhead."""

from __future__ import annotations

import re

from watchdesk.extract.framing import is_aggregate
from watchdesk.extract.told import MOVEMENTS
from watchdesk.records import Layout, Sentence

SURE = 0.75
"""The chance from which the learned reader is believed without the words that a type needs: it knows more of them."""

_BLAST = (
    r"explo|bomb|\bmines?\b|land ?mine|miné|mining|demin|démin|\bIEDs?\b|\bEEI\b|engin|device|blast|charge|piég|"
    r"booby|deton|déton|saut[ée]|blew|blown|went off|ordnance|munition|parcel|colis|fuse|dynamit"
)
_NEEDED = {
    "Suicide bomb": rf"suicid|kamikaz|belt|vest|ceinture|gilet|{_BLAST}",
    "Grenade": rf"grenad|{_BLAST}",
    "Remote explosive/landmine/IED": _BLAST,
    "Chemical weapon": r"chemi|chimi|chlor|sarin|\bgas|\bgaz|toxi|nerve|agent|mustard|moutarde|vapou?r|smoke|fumée|"
    r"burn|brûl|smell|odeur|suffocat|asphyxi|substance",
}
_NEEDED_ALONE = {
    "Disrupted weapons use": r"weapon|\barms\b|armes?\b|armement|mines?\b|cache|munition|explosi|grenad|rifle|fusil|"
    r"\bAK|deton|déton|powder|poudre|rocket|roquette|mortar|mortier|bomb|device|engin|disarm|désarm|defus|désamorc|"
    r"dismantl|démant|neutrali|intercept|shot down|downed|abattu|drone|missile|launcher|lance|trafic|smuggl|contreband|"
    r"belt|ceinture|shell|obus|\bIED|\bEEI|seiz|saisi|confis|recover|récup",
    "Air/drone strike": r"\bair|aerial|aérien|drone|\bUAVs?\b|strike|struck|\bjets?\b|plane|helicopter|gunship|hélico|"
    r"avion|bomb|frapp|larg|dropp|missile|rocket|roquette|raid|glid|planeur|shahed|downed|abattu|sky|ciel|flew|"
    r"survol|warhead",
    "Shelling/artillery/missile attack": r"shell|artill|mortar|mortier|howitz|missile|rocket|roquette|obus|pilonn|"
    r"bombard|bomb|cannon|canon|tank|\bchars?\b|barrage|salvo|salve|\bgrad\b|iskander|tir[ésa]?\b|tirs\b|fired|"
    r"firing|fire\b|projectile|munition|volley|pound|gun|explo|struck|strike|frapp|\bhit\b|drone|fell|tomb",
}
"""What an event of a type needs that no sentence before it tells: one that goes on with another may lack the words."""
_TEAR_GAS = r"(?:gaz )?(?:tear ?gas|lacrymo|pepper)\w*"
_RELEASED = (
    r"releas|free[ds]?\b|set free|let go|regained? (?:his|her|their) (?:freedom|liberty)|handed (?:back|over)|"
    r"returned? home|back home|came (?:home|back)|walked (?:out|free)|brought out|exchanged|swapp|"
    r"found (?:dead|alive|on|in|near|at)|(?:was|were|been) (?:found|rescued|displaced|evacuated)|rescue|"
    r"libér|relâch|remis\w* en liberté|recouvré|rendu\w* (?:à|aux)|rentré|ramené|déplacé|évacué|secour"
)
_TAKEN = (
    r"abduct|kidnap|seiz|captur|snatch|dragged|tak(?:en|ing)|took|(?:led|carried|driven|marched|hauled) (?:away|off)|"
    r"disappear|missing|vanish|had held|arrest|detained (?:by|on|in)|rounded up|forced (?:into|aboard)|ransom|"
    r"conscript|recruit|enlev|enlèv|rapt|emmen|emport|dispar|embarqu|séquestr|arrach|arrêt"
)
_BURIED = (
    r"coffin|buried|burial|funeral|graves?\b|exhum|mourn|bod(?:y|ies) (?:was|were|have been|had been) (?:found|"
    r"recovered|pulled)|laid to rest|port[ée]+s? en terre|mise?s? en terre|"
    r"mise?s? au tombeau|given up \d+ bod|cercueil|enterr|inhum|obsèques|fosse|tombes?\b|ensevel|dépouilles?"
)
_HURT = (
    r"kill|shot|shoot|attack|massacr|slaughter|murder|execut|fired|stab|hack|beat|beaten|slit|lynch|wound|injur|"
    r"tué|tuant|tuer|abatt|attaqu|assassin|exécut|égorg|tir[ée]|tirs?\b|poignard|bless|batt|mort\w* sous|machett"
)


_BROUGHT = (
    r"(?:évacué|transféré|transporté|conduit|amené|evacuated|taken|airlifted|flown|transferred|medevaced|admitted)\w*"
)
_WOUNDED = r"(?:blessé|malade|patient|wounded|injured|casualt)\w*"
_HOSPITAL = r"[^.;]{0,60}\b(?:hôpital|centre de santé|hospital|clinic)\w*"
_BREACHED = (
    r"(?:cessez-le-feu|trêve|accord|droit|espace|frontière|intégrité|souveraineté|résolution|embargo|constitution|loi"
    r"|engagement|ligne|territoire|ceasefire|cease-fire|truce|agreement|airspace|border|sovereignty|rights|law|resolution"
    r"|treaty|terms|line)\w*"
)
_BREACH = re.compile(
    r"\bviol(?:er|e|ent|é|ée|és|ait|aient|ant|ations?|at\w*)\b (?:\w+ )?(?:(?:à|contre|of) )?(?:le |la |l[’']|les |du "
    rf"|de la |de l[’']|des |leur |son |sa |cet? |cette |the |its |their |a |an )?(?:[\w-]+ ){{0,2}}{_BREACHED}",
    re.IGNORECASE,
)
"""A truce that is breached, which French says with the word for rape."""
_SEXUAL = r"viol|rape|sexual|sexuel|assault|agress|molest|abus|gang"
_CARED_FOR = re.compile(
    rf"\b{_BROUGHT}\b[^.;]{{0,40}}\b{_WOUNDED}{_HOSPITAL}|\b{_WOUNDED}[^.;]{{0,40}}\b{_BROUGHT}{_HOSPITAL}",
    re.IGNORECASE,
)
"""The wounded who are brought to a hospital, which is no attack."""
_WAR_ASIDE = re.compile(
    r",[^,]{0,80}\b(?:fighting|battling|at war with|en guerre contre|qui combat\w*)\b[^,]{0,60}"
    r"\b(?:since|depuis)\b[^,]{0,30},",
    re.IGNORECASE,
)
"""Who somebody is, and no fight of the day: "one of several militias fighting the government since 2023"."""
_FOUGHT_OR_HURT = rf"{_HURT}|clash|fight|fought|ambush|battl|gun|fire|combat|affront|accroch|embuscade"
_PURSUED = (
    r"\b(?:pursu(?:e|es|ing|ed)|hunting|tracking|searching) (?:for |down )?(?:the |those )|"
    r"poursui(?:t|vent|vaient|vait) (?:les|ces|leurs?) "
)
"""Those who are after somebody have not met him yet."""
_TAKEN_UP = re.compile(
    r"\b(?:confirm(?:s|ed)|confirmé|comment(?:ed on|é)|minimi[sz]ed|minimisé|play(?:s|ed) down)"
    r" (?:the|this|that|these|l[’']|cette|ces|les) ?(?:attacks?|raids?|ambush\w*|strikes?|clash\w*|incidents?|killings?"
    r"|attaques?|embuscades?|frappes?|incursions?|affrontements?|tueries?)\b[^.;:\d]{0,45}[.;]?\s*$",
    re.IGNORECASE,
)
"""A sentence that only takes up what was told before: "The spokesman confirmed the attack without giving a toll."."""
_CRASHED = r"crash(?:ed|es|ing)?\b|(?:s[’'](?:est|était)|se sont) écrasée?s?\b|s[’']écras"
_STRUCK = (
    r"str(?:ike|ikes|uck)\b|bomb|fired|fire\b|hit\b|shot|shoot|drone|missile|rocket|attack|target|down(?:ed|ing)\b|raid|frapp|"
    r"tir[ée]?s?\b|abatt|attaqu|visé|roquette"
)


_SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "and",
        "at",
        "in",
        "for",
        "on",
        "to",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "en",
        "à",
        "au",
        "l",
        "d",
    ]
)


def is_letterhead(sentence: Sentence, layout: Layout) -> bool:
    """True for a line of names and a date: who wrote, where and when ("4th Brigade, Camp Sido, 8 June 2021")."""
    text, dates = layout.report.text, [d.span for d in layout.dates if sentence.span.holds(d.span)]
    words = [
        word[0]
        for word in re.finditer(r"[^\W\d_]+", text[sentence.span.start : sentence.span.end])
        if not any(d.start <= sentence.span.start + word.start() < d.end for d in dates)
    ]
    return bool(dates) and all(word[0].isupper() or word in _SMALL_WORDS or len(word) < 3 for word in words)


def is_ruled_out(sub_event: str, chance: float, sentence: Sentence, layout: Layout) -> bool:
    """True where the words of a sentence, with its neighbours' for what a type needs, cannot tell of the type.

    `chance` is what the learned reader holds of it.
    """
    text = layout.report.text
    own = text[sentence.span.start : sentence.span.end]
    if _TAKEN_UP.search(own) or (sub_event in ("Armed clash", "Attack") and _only_pursues(own)):
        return True
    if sub_event == "Sexual violence" and _BREACH.search(own) and not _has(_SEXUAL, _BREACH.sub(" ", own)):
        return True
    needed = _NEEDED.get(sub_event)
    if needed and chance < SURE and not re.search(needed, _with_neighbours(sentence, layout), re.IGNORECASE):
        return True
    if sub_event == "Chemical weapon":
        return _has(_TEAR_GAS, own) and not _has(_NEEDED[sub_event], re.sub(_TEAR_GAS, "", own, flags=re.IGNORECASE))
    if sub_event == "Abduction/forced disappearance":
        return _has(_RELEASED, own) and not _has(_TAKEN, own)
    if sub_event == "Armed clash":
        rest = _WAR_ASIDE.sub(",", own)
        return rest != own and not _has(_FOUGHT_OR_HURT, rest)
    if sub_event == "Air/drone strike":
        return _has(_CRASHED, own) and not _has(_STRUCK, own)
    if sub_event == "Attack":
        cared = _CARED_FOR.search(own) is not None and not _has(_HURT, _CARED_FOR.sub(" ", own))
        return cared or (_has(_BURIED, own) and not _has(_HURT, own))
    return False


def _only_pursues(own: str) -> bool:
    return _has(_PURSUED, own) and not _has(_FOUGHT_OR_HURT, re.sub(r"(?i)attackers|assaillants|gunmen", "", own))


def stands_alone(sub_event: str, chance: float, sentence: Sentence, layout: Layout) -> bool:
    """Whether a sentence's words, with its neighbours', can tell of the type where no other tells of the event."""
    needed = _NEEDED_ALONE.get(sub_event)
    if needed is None or chance >= SURE:
        return True
    return re.search(needed, _with_neighbours(sentence, layout), re.IGNORECASE) is not None


_ONLY_THOUGHT_OF = (
    r"(?:pourrai\w+|devrai\w+|devait|étudi\w+ (?:la|l[’']|un)|projett?e\w*|envisag\w+|planche\w*|propos\w+|"
    r"demandé|exig\w+)\b"
)


def is_french_background(sub_event: str, chance: float, sentence: Sentence, layout: Layout) -> bool:
    """True where a French sentence sums up a time (« depuis janvier »), or where forces move only in somebody's plans.

    The learned reader tells these apart in English; measured there, the same rule lost as much as it won.
    """
    if layout.report.language != "fr":
        return False
    if sub_event in MOVEMENTS and _has(_ONLY_THOUGHT_OF, layout.report.text[sentence.span.start : sentence.span.end]):
        return True
    return chance < SURE and is_aggregate(sentence, layout)


def _has(pattern: str, text: str) -> bool:
    return re.search(rf"\b(?:{pattern})", text, re.IGNORECASE) is not None


def _with_neighbours(sentence: Sentence, layout: Layout) -> str:
    near = [s for s in layout.sentences if s.paragraph == sentence.paragraph and abs(s.index - sentence.index) <= 1]
    return " ".join(layout.report.text[s.span.start : s.span.end] for s in near)


def only_counts(sentence: Sentence, layout: Layout) -> bool:
    """True for a sentence that only counts the dead ("the police put the toll at nine") or says that nobody claims the
    deed."""
    text, start, end = layout.report.text, sentence.span.start, sentence.span.end
    return _COUNTS.search(text, start, end) is not None or _UNCLAIMED.match(text, start, end) is not None


_UNCLAIMED = re.compile(
    r"\W*(?:no (?:group|one)|nobody|aucun groupe|personne|aucune organisation)\b[^.;:]{0,30}?"
    r"\b(?:claimed|said (?:that )?it|taken responsibility|revendiqué)",
    re.IGNORECASE,
)


_COUNTS = re.compile(
    r"\b(?:parle(?:nt)?|fait état|font état|évoque(?:nt)?|avance(?:nt)?)"
    r"(?:,? (?:pour (?:sa|leur) part|de (?:son|leur) côté|lui|elle|quant à (?:lui|elle|eux)),?)?"
    r" (?:« ?)?(?:de |d[’']|le chiffre de )?(?:au moins |entre [\w-]+ et )?"
    r"[\w-]+ (?:\w+ )?(?:morts|tués|victimes|décès)\b"
    r"|\b(?:puts?|placed|gave|gives|set) (?:the )?(?:death toll|toll|dead|number of (?:the )?dead|count)\b"
    r"(?: \w+){0,2} (?:at|as)\b|\bsp(?:eaks?|oke) of (?:at least )?[\w-]+ (?:dead|killed|deaths)\b",
    re.IGNORECASE,
)

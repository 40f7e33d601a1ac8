"""What somebody does by saying something: accuse, deny, announce, appeal, condemn, assess, inform, claim."""

from __future__ import annotations

import re

from watchdesk.extract.speech import SpeechVerb
from watchdesk.records import Act, Source

_FLAGS = re.IGNORECASE
_APPEAL = re.compile(
    r"\b(?:should|must|ought to|needs? to|we (?:ask|demand|urge|call|want)|let (?:us|them)|please|stop|don[’']t|do not \w+|"
    r"doit|doivent|devrait|devraient|il faut|exigeons|demandons|appelons|qu[’'](?:on|ils?|elles?) (?:nous|cessent?|viennent)|il est temps)\b",
    _FLAGS,
)
_HARM = re.compile(
    r"\b(?:kill(?:ed|ing)?|shot|shoot(?:ing)?|open(?:ed)? fire|fired|attack(?:ed|ing)?|raped|rape|abduct(?:ed|ing)?|kidnapp?ed|burn(?:ed|t|ing)|torch(?:ed|ing)|loot(?:ed|ing)|"
    r"shell(?:ed|ing)|bomb(?:ed|ing)|beat(?:en)?|tortured?|massacred?|execut(?:ed|ing)|stormed|raided|beheaded|slaughtered|murdered|hit|struck|stole|seized|"
    r"violated|target(?:ed|ing)|slit|whipped|dragged|took away|forced|robbed|ambush(?:ed)?|massing|violations?|abuses?|crimes?|"
    r"tuée?s?|tirée?s?|attaquée?s?|violée?s?|enlevée?s?|kidnappée?s?|brûlée?s?|incendiée?s?|pillée?s?|bombardée?s?|torturée?s?|massacrée?s?|exécutée?s?|"
    r"abattue?s?|égorgée?s?|frappée?s?|volée?s?|assassinée?s?|ouvert le feu|saccagée?s?|ciblée?s?|exactions?)\b",
    _FLAGS,
)
_ARMED = re.compile(
    r"\b(?:soldiers?|troops|gunmen|militia(?:men)?|militants?|rebels?|fighters?|police|army|forces|jihadists?|insurgents?|attackers|assailants|bandits|gangs?|men in uniform|"
    r"armed men|hooded men|masked men|drones?|jets?|aircraft|helicopters?|officers?|guards|terrorists?|mercenaries|junta|regime|raiders|"
    r"soldats?|militaires?|miliciens?|rebelles?|combattants?|policiers?|gendarmes|armée|djihadistes?|jihadistes?|assaillants|bandits|hommes armés|"
    r"terroristes?|mercenaires|régime|éléments)\b|\b[A-Z]{2,}[A-Z0-9-]*\b",
)
_FUTURE = re.compile(r"\b(?:will|would|shall|going to|won[’']t|[’']ll|sera|seront|serait|seraient|va|vont|allons|\w+(?:rons|ront|rait|raient))\b", _FLAGS)
_OWN_PLAN = re.compile(
    r"^(?:that\s+)?(?:it|they|he|she|we|i|its|their|his|her|our|the (?:force|mission|army|government|ministry|group|party|company|country|bank|union)|"
    r"nous|il|elle|ils|elles|on|son|sa|ses|leur|leurs|notre|nos)\b",
    _FLAGS,
)
_DENIAL = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|neither|isn[’']t|wasn[’']t|didn[’']t|don[’']t|false|fabricat\w+|baseless|lies?|untrue|hoax|fairy tales?|nonsense|invention|"
    r"n[’']\w+|ne|aucune?|jamais|faux|fausse|mensonges?|mensongère?s?|infondée?s?|rien|calomnies?)\b",
    _FLAGS,
)
_OWN_DENIAL = re.compile(
    r"^(?:(?:it|they|he|she|we|i|none of (?:its|our|the)|no (?:\w+ )?(?:soldier|civilian|aircraft|order|such|officer|prisoner)\w*|its|their|our|there (?:is|was|were|are|has been) no|"
    r"nous|il|elle|ils|elles|aucun\w*|ses|nos|leurs)\b)",
    _FLAGS,
)
_CONDEMN = re.compile(
    r"\b(?:cowardly|barbaric|heinous|horrific|unacceptable|outrag\w+|disgrace\w*|shameful|appalling|abhorrent|despicable|intolerable|inexcusable|atrocit\w+|monstrous|"
    r"lâche|barbare|odieu\w+|inacceptable|intolérable|ignoble|honteu\w+|indigne|horrible|inadmissible|abject\w*)\b",
    _FLAGS,
)
_ASSESS = re.compile(
    r"\b(?:could|may|might|likely|unlikely|probably|perhaps|seems?|appears?|risk(?:s|ed)?|if|unless|expected|too early|possible|impossible|estimated?|fear(?:s|ed)?|"
    r"worse|worst|better|hope|crisis|fragile|tense|volatile|calm|situation|trend|means that|because|reason|"
    r"pourrait|pourraient|risque(?:nt)?|si|probable\w*|peut-être|semble\w*|paraît|possible|impossible|crainte|craint|faute de|tendue?|fragile|calme|"
    r"situation|parce que|c[’']est)\b",
    _FLAGS,
)
_CLAIM_OWN = re.compile(
    r"\b(?:its (?:fighters|men|forces|troops|aircraft|soldiers|units)|our (?:fighters|men|forces|mujahideen)|they had (?:killed|taken|shot|captured|attacked|destroyed)|"
    r"it had (?:killed|taken|shot|captured|attacked|destroyed|struck|hit|targeted|carried)|avoir (?:tué|abattu|attaqué|pris|visé|mené|détruit|frappé|neutralisé|capturé)|"
    r"ses (?:combattants|hommes|forces))\b",
    _FLAGS,
)
_CRIME = re.compile(r"\b(?:war crime|crime de guerre|crime against humanity|terrorist act|acte terroriste|violation of)\b", _FLAGS)
_PLAIN = frozenset({"inform", "assess", "announce"})


def act_of(verb: SpeechVerb | None, form: str, words: str, *, direct: bool, source: Source | None) -> Act:
    """The act of a statement: that of its verb where the verb is telling, else what the words themselves do."""
    lemma = verb.lemma if verb else ""
    if verb and verb.act not in _PLAIN and not (direct and lemma in ("call",)):
        return _refined(verb, words)
    if verb and verb.act == "announce":
        return "announce"
    if verb and verb.act == "assess" and lemma in _FORECASTS and not direct:
        return "assess"
    return _by_words(lemma, words, direct=direct, source=source)


_FORECASTS = frozenset(
    "estimate believe think fear suspect predict expect reckon consider judge assess worry hope doubt forecast speculate warn caution "
    "estimer juger craindre redouter croire penser espérer considérer s'inquiéter prédire s'alarmer supposer évaluer".split()
)


def _refined(verb: SpeechVerb, words: str) -> Act:
    """A verb's act, where its object can change it: an attack is condemned, a claim is rejected."""
    if verb.lemma in ("call", "qualifier"):
        if _CRIME.search(words):
            return "accuse"
        return "deny" if _DENIAL.search(words) else "condemn" if _CONDEMN.search(words) else "assess"
    if verb.lemma in ("denounce", "dénoncer", "slam"):
        return "condemn" if not _HARM.search(words) else "condemn"
    if verb.lemma in ("ask", "demander") and re.match(r"\W*(?:ask\w*|demand\w+) (?:why|where|who|how|pourquoi|où|qui)", words, _FLAGS):
        return "appeal"
    return verb.act


def _by_words(lemma: str, words: str, *, direct: bool, source: Source | None) -> Act:
    body = source is not None and source.organisation is not None
    if _CONDEMN.search(words) and direct:
        return "condemn"
    if _APPEAL.search(words):
        return "appeal"
    if body and _OWN_DENIAL.search(words) and _DENIAL.search(words[:80]) and not _FUTURE.search(words[:80]):
        return "deny"
    if body and _CLAIM_OWN.search(words):
        return "claim_responsibility"
    if _FUTURE.search(words) and body and _OWN_PLAN.search(words):
        return "announce"
    if _HARM.search(words) and _ARMED.search(words) and not re.match(r"\d", words):
        return "accuse"
    if lemma in _CLAIMS and not direct:
        return "assess" if not _HARM.search(words) else "accuse"
    if _ASSESS.search(words) or _FUTURE.search(words):
        return "assess"
    return "inform"


_CLAIMS = frozenset("argue insist suggest maintain contend assert allege stress emphasise emphasize complain soutenir prétendre souligner analyser plaider".split())

"""What somebody does by saying something: accuse, deny, announce, appeal, condemn, assess, inform, claim."""

from __future__ import annotations

import functools
import itertools
import re
from importlib.resources import files
from typing import get_args

from watchdesk.errors import BadCodebook
from watchdesk.extract.speech import SpeechVerb
from watchdesk.records import Act, Mode, Source

_FLAGS = re.IGNORECASE
_APPEAL = re.compile(
    r"\b(?:should|must|ought to|needs? to|we (?:ask|demand|urge|call|want)|let (?:us|them)|please|"
    r"stop|don[’']t|do not \w+|"
    r"doit|doivent|devrait|devraient|il faut|exigeons|demandons|appelons|qu[’'](?:on|ils?|"
    r"elles?) (?:nous|cessent?|viennent)|il est temps)\b",
    _FLAGS,
)
_HARM_WORDS = (
    r"\b(?:kill(?:ed|ing)?|shot|shoot(?:ing)?|open(?:ed)? fire|fired|attack(?:ed|ing)?|raped|rape|"
    r"abduct(?:ed|ing)?|kidnapp?ed|burn(?:ed|t|ing)|torch(?:ed|ing)|loot(?:ed|ing)|"
    r"shell(?:ed|ing)|bomb(?:ed|ing)|beat(?:en)?|tortured?|massacred?|execut(?:ed|ing)|stormed|"
    r"raided|beheaded|slaughtered|murdered|hit|struck|stole|seized|"
    r"violated|target(?:ed|ing)|slit|whipped|dragged|took away|forced|robbed|ambush(?:ed)?|massing|"
    r"violations?|abuses?|crimes?|"
    r"tuée?s?|tirée?s?|attaquée?s?|violée?s?|enlevée?s?|kidnappée?s?|brûlée?s?|incendiée?s?|"
    r"pillée?s?|bombardée?s?|torturée?s?|massacrée?s?|exécutée?s?|"
    r"abattue?s?|égorgée?s?|frappée?s?|volée?s?|assassinée?s?|ouvert le feu|saccagée?s?|ciblée?s?|exactions?)\b"
)
_HARM = re.compile(_HARM_WORDS, _FLAGS)
_ARMED_WORDS = (
    r"(?i:\b(?:soldiers?|troops|gunmen|militia(?:men)?|militants?|rebels?|fighters?|police|army|"
    r"forces|jihadists?|insurgents?|attackers|assailants|bandits|gangs?|men in uniform|"
    r"armed men|hooded men|masked men|drones?|jets?|aircraft|helicopters?|officers?|guards|"
    r"terrorists?|mercenaries|junta|regime|raiders|"
    r"soldats?|militaires?|miliciens?|rebelles?|combattants?|policiers?|gendarmes|armée|djihadistes?|"
    r"jihadistes?|assaillants|bandits|hommes armés|"
    r"terroristes?|mercenaires|régime|éléments)\b)|\b[A-Z]{2,}[A-Z0-9-]*\b"
)
_ARMED = re.compile(_ARMED_WORDS)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|going to|won[’']t|[’']ll|sera|seront|serait|seraient|va|vont|allons|"
    r"\w+(?:rons|ront|rait|raient))\b",
    _FLAGS,
)
_OWN_PLAN = re.compile(
    r"^(?:that\s+)?(?:it|they|he|she|we|i|its|their|his|her|our|the (?:force|mission|army|government|"
    r"ministry|group|party|company|country|bank|union)|"
    r"nous|il|elle|ils|elles|on|son|sa|ses|leur|leurs|notre|nos)\b",
    _FLAGS,
)
_DENIAL = re.compile(
    r"\b(?:no(?! time\b)|not|never|none|nothing|nobody|neither|isn[’']t|wasn[’']t|didn[’']t|don[’']t|false|"
    r"fabricat\w+|baseless|lies?|untrue|hoax|fairy tales?|nonsense|invention|"
    r"n[’']\w+|ne|aucune?|jamais|faux|fausse|mensonges?|mensongère?s?|infondée?s?|rien|calomnies?)\b",
    _FLAGS,
)
_OWN_DENIAL = re.compile(
    r"^(?:(?:it|they|he|she|we|i|none of (?:its|our|the)|no (?:\w+ )?(?:soldier|civilian|aircraft|"
    r"order|such|officer|prisoner)\w*|its|their|our|there (?:is|was|were|are|has been) no|"
    r"nous|il|elle|ils|elles|aucun\w*|ses|nos|leurs)\b)",
    _FLAGS,
)
_CONDEMN = re.compile(
    r"\b(?:cowardly|barbaric|heinous|horrific|unacceptable|outrag\w+|disgrace\w*|shameful|appalling|"
    r"abhorrent|despicable|intolerable|inexcusable|atrocit\w+|monstrous|"
    r"lâche|barbare|odieu\w+|inacceptable|intolérable|ignoble|honteu\w+|indigne|horrible|inadmissible|abject\w*)\b",
    _FLAGS,
)
_ASSESS = re.compile(
    r"\b(?:could|may|might|likely|unlikely|probably|perhaps|seems?|appears?|risk(?:s|ed)?|if|unless|"
    r"expected|too early|possible|impossible|estimated?|fear(?:s|ed)?|"
    r"worse|worst|better|hope|crisis|fragile|tense|volatile|calm|situation|trend|means that|because|reason|"
    r"pourrait|pourraient|risque(?:nt)?|si|probable\w*|peut-être|semble\w*|paraît|possible|"
    r"impossible|crainte|craint|faute de|tendue?|fragile|calme|"
    r"situation|parce que|c[’']est)\b",
    _FLAGS,
)
_CLAIM_OWN = re.compile(
    r"\b(?:its (?:fighters|men|forces|troops|aircraft|soldiers|units)|our (?:fighters|men|forces|"
    r"mujahideen)|they had (?:killed|taken|shot|captured|attacked|destroyed)|"
    r"it had (?:killed|taken|shot|captured|attacked|destroyed|struck|hit|targeted|carried)|"
    r"avoir (?:tué|abattu|attaqué|pris|visé|mené|détruit|frappé|neutralisé|capturé)|"
    r"ses (?:combattants|hommes|forces))\b",
    _FLAGS,
)
_CRIME = re.compile(
    r"\b(?:war crime|crime de guerre|crime against humanity|terrorist act|acte terroriste|violation of)\b", _FLAGS
)


_AGENT = re.compile(
    rf"(?:{_ARMED_WORDS})[^.;]{{0,60}}?(?i:{_HARM_WORDS})|(?i:{_HARM_WORDS})[^.;]{{0,60}}?\b(?:by|"
    rf"par)\s[^.;]{{0,30}}?(?:{_ARMED_WORDS})"
)
_DUTY = re.compile(
    r"(?!should\b|if\b|si\b|we\b|nous\b|i\b|it\b|they\b).{1,50}?\b(?:must|should|ought to|doit|"
    r"doivent|devrait|devraient|il faut)\b(?! (?:have|avoir))",
    _FLAGS,
)
_TOLL = re.compile(
    r"\b(?:dead|deaths?|killed|died|wounded|injured|hurt|bodies|toll|missing|morts?|tués?|blessés?|"
    r"corps|bilan|disparus?)\b",
    _FLAGS,
)
_QUESTION = re.compile(r"\?\s*$|^(?:why|who|how|where|pourquoi|qui|comment|où)\b", _FLAGS)
_FIRST_PERSON = re.compile(r"^(?:we|i|our|my|nous|je|j[’']|on|notre|nos|mon|mes)\b", _FLAGS)
_FLAGGED = {
    "appeal": _APPEAL,
    "harm": _HARM,
    "armed": _ARMED,
    "future": _FUTURE,
    "own plan": _OWN_PLAN,
    "denial": _DENIAL,
    "own denial": _OWN_DENIAL,
    "condemn": _CONDEMN,
    "assess": _ASSESS,
    "own claim": _CLAIM_OWN,
    "crime": _CRIME,
    "agent": _AGENT,
    "toll": _TOLL,
    "question": _QUESTION,
    "first person": _FIRST_PERSON,
}
_CALLS_NAMES = re.compile(
    r"(?:(?:it|they|he|she|has|have|had|il|elle|ils|elles)\s)*(?:call|label|brand|dub|describe)(?:s|d|ed|led)?\s(?:[\w’'-]+\s){1,4}?"
    r"(?:(?:as|an?|the)\s)*[“\"]?(?:mercenar|terroris|sp(?:y|ies)\b|criminal|bandit|traitor|murderer|killers|aggressor|invader|"
    r"occupier|stooge|puppet)"
    r"|(?:les?|la|l[’'])\s?(?:a |ont )?(?:qualifi|trait)\w+\s(?:de |d[’'])(?:«\s?|“)?(?:mercenaire|terroriste|espion|"
    r"criminel|bandit|traître|assassin|agresseur|envahisseur|occupant)",
    _FLAGS,
)
"""Calling people by the name of a wrong: "call them mercenaries", « les qualifient de terroristes »."""
_FORECASTS = frozenset(
    [
        "estimate",
        "believe",
        "think",
        "fear",
        "suspect",
        "predict",
        "expect",
        "reckon",
        "consider",
        "judge",
        "worry",
        "hope",
        "doubt",
        "forecast",
        "speculate",
        "warn",
        "caution",
        "estimer",
        "juger",
        "craindre",
        "redouter",
        "croire",
        "penser",
        "espérer",
        "considérer",
        "s'inquiéter",
        "prédire",
        "s'alarmer",
        "supposer",
        "évaluer",
    ]
)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?|[?!]")
_FORCES = re.compile(r"^(?:Military|Police) Forces of|^Government of|^Ministry of")
_MOST_WORDS = 40
_ACTS: tuple[Act, ...] = get_args(Act)


def act_of(verb: SpeechVerb | None, words: str, *, mode: Mode, source: Source | None, named: str = "none") -> Act:
    """The act of a statement, by the weights of its verb, its words and its speaker."""
    table = _weights()
    totals = dict.fromkeys(_ACTS, 0.0)
    for feature in act_features(verb, words, mode=mode, source=source, named=named):
        for act, weight in table.get(feature, ()):
            totals[act] += weight
    best = max(_ACTS, key=lambda act: totals[act])
    if best == "accuse" and named == "own" and source and _tells_of_itself(words, source):
        return "inform" if _FORCES.search(source.organisation or "") else "claim_responsibility"
    if _CALLS_NAMES.match(words) and not _DENIAL.search(words):
        return "accuse"
    return "appeal" if best in ("inform", "accuse", "assess") and _DUTY.match(words) else best


def _tells_of_itself(words: str, source: Source) -> bool:
    """True for the speaker's own side as the subject: "On Saturday the Arakan Army seized the outpost"."""
    body = (source.organisation or "").partition(" (")[0]
    return bool(body) and re.match(rf"(?:that )?(?:on \w+,? )?(?:the )?{re.escape(body)}\b", words, _FLAGS) is not None


def act_features(
    verb: SpeechVerb | None, words: str, *, mode: Mode, source: Source | None, named: str = "none"
) -> tuple[str, ...]:
    """What the act is judged by, as names: verb, kind of speaker, classes of words, words."""
    who = _kind_of_speaker(source)
    found = ["bias", f"who {who}", f"mode {mode}"]
    if verb:
        found += [
            f"verb {verb.lemma}",
            f"verb act {verb.act}",
            f"verb act {verb.act} {who}",
            f"takes {verb.takes} {verb.act}",
        ]
    else:
        found += ["verb none", f"verb none {who}"]
    flags = [name for name, pattern in _FLAGGED.items() if pattern.search(words)]
    found += [f"flag {name}" for name in flags]
    found += [f"flag {name} {who}" for name in flags]
    if verb:
        found += [f"flag {name} {verb.act}" for name in flags]
    found += [f"flags {a} {b}" for a, b in itertools.pairwise(flags)]
    guess = _guess(verb, set(flags), mode, who)
    found += [f"guess {guess}", f"guess {guess} {who}", f"guess {guess} {verb.act if verb else 'none'}"]
    found += [f"named {named}", f"named {named} {who}", f"named {named} {verb.act if verb else 'none'}"]
    found += [f"named {named} {name}" for name in flags]
    found += ["number"] if re.search(r"\d", words) else []
    tokens = [t.lower().replace("’", "'") for t in _WORD.findall(words)[:_MOST_WORDS]]
    found += [f"first {t}" for t in tokens[:1]] + [f"starts {' '.join(tokens[:2])}"]
    found += [f"word {t}" for t in dict.fromkeys(tokens) if not t.isdigit()]
    found.append(f"short {min(len(tokens) // 4, 5)}")
    return tuple(found)


def _guess(verb: SpeechVerb | None, flags: set[str], mode: Mode, who: str) -> Act:
    """The act by plain rules: that of a telling verb, else the first class of words that fits."""
    if verb and verb.act not in ("inform", "assess", "announce") and verb.lemma not in ("call", "qualifier"):
        return verb.act
    if verb and verb.act == "announce":
        return "announce"
    if verb and verb.lemma in _FORECASTS and mode == "indirect":
        return "assess"
    body = who.startswith("body") or who.endswith(("of state", "of body"))
    ordered: tuple[tuple[bool, Act], ...] = (
        ("condemn" in flags, "condemn"),
        ("appeal" in flags, "appeal"),
        (body and {"own denial", "denial"} <= flags and "future" not in flags, "deny"),
        (body and "own claim" in flags, "claim_responsibility"),
        (body and {"own plan", "future"} <= flags, "announce"),
        ("agent" in flags, "accuse"),
        (bool(flags & {"assess", "future"}), "assess"),
    )
    return next((act for fits, act in ordered if fits), "inform")


def _kind_of_speaker(source: Source | None) -> str:
    if source is None:
        return "nobody"
    person = "person" if source.name else "office" if source.role else "body"
    if source.organisation is None:
        return person
    return f"{person} of state" if _FORCES.search(source.organisation) else f"{person} of body"


@functools.cache
def _weights() -> dict[str, tuple[tuple[Act, float], ...]]:
    """The table of acts.tsv: a feature, then a weight for each act, in the order of records.Act.

    Made by training/fit_acts.py from the training reports; the features are those of `act_features`.
    """
    text = (files("watchdesk") / "data" / "acts.tsv").read_text(encoding="utf-8")
    table: dict[str, tuple[tuple[Act, float], ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        feature, *weights = line.split("\t")
        if len(weights) != len(_ACTS):
            raise BadCodebook(
                f"acts.tsv: line {number} has {len(weights)} weights, expected {len(_ACTS)}; "
                "make it anew with training/fit_acts.py"
            )
        table[feature] = tuple((act, float(w)) for act, w in zip(_ACTS, weights, strict=True) if w != "0")
    return table

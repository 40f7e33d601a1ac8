"""Which actors of a sentence do something and which have it done to them, seen from the word that tells the event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from watchdesk.records import ActorMention, Layout, Names, Sentence, Span

AGENT_BEFORE = re.compile(
    r"(?:\bby|\bpar|\bblamed on|\bhands of|\battribuée?s? (?:à|aux?)|\bimputée?s? (?:à|aux?)"
    r"|\bclaimed by|\b(?:fell|fallen|lost) to|\btombée?s? aux mains d[eu]"
    r"|\bentre les mains d[eu]|\bin the hands of|\brevendiquée?s? par"
    r"|\baccus(?:ed|es?|ant|ing|ent|é)|\bblam(?:ed|es?|ing)|\bpointed at|\bpoint(?:s|ing)? to"
    r"|\bpointe(?:nt)?(?: du doigt)?|\bdésigne(?:nt)?|\bimpute\w* (?:à|aux?)"
    r"|\battribute[sd]? \w+ to|\bsuspect(?:s|ed)? to be|\bau compte d[eu’']"
    r"|\bmise?s? sur le compte d[eu])"
    r"(?:\s+(?:the|some|a|an|le|la|les|des|de|du|l’|l'|un|une))?\s*$",
    re.IGNORECASE,
)
_PATIENT_BEFORE = re.compile(
    r"(?:\bagainst|\bon|\bat|\binto|\bupon|\btargeting|\btargeted|\bhitting|\bkilling"
    r"|\bwounding|\binjuring|\bcontre|\bsur"
    r"|\bvisant|\bvisé|\btuant|\bblessant|\bciblant|\bfrappant|\bdans|\btowards?|\bhit"
    r"|\bstruck|\battacked|\bambushed|\baux dépens d[eu]"
    r"|\bfrom|\bfait \w+ (?:morts?|victimes?) parmi|\bparmi|\bamong)"
    r"(?:\s+(?:the|some|a|an|le|la|les|des|de|du|l’|l'|un|une))?\s*$",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(
    r"(?:\b(?:in|of|to|from|with|for|near|under|outside|inside|between|through|over|after"
    r"|before|including|than|as|avec|de|du"
    r"|des|d’|d'|à|au|aux|pour|chez|entre|près de|dont|selon|according to|d’après|d'après|via|said|told|comme|sous))"
    r"(?:\s+(?:the|some|a|an|le|la|les|l’|l'|un|une))?\s*$",
    re.IGNORECASE,
)
_NOMINAL_AGENT = re.compile(
    r"(?:\b(?:of|from|de|du|des|d’|d')|\bcarried out by|\bmenée?s? par)(?:\s+(?:the|la|l’|l'|les))?\s*$", re.IGNORECASE
)
_SPEAKER_AFTER = re.compile(
    r"(?:[’']s?\s(?:[\w-]+\s){0,2}(?:office|branch|section|chapter|team|bureau))?"
    r"(?:\s(?-i:[A-ZÀ-Þ])[\w’'.-]+){0,3}"
    r"(?:\s(?:and|et)\s(?:the\s|la\s|le\s|les\s|l[’'])?(?:(?-i:[A-ZÀ-Þ])[\w’'.-]+\s?){1,4}"
    r"(?=[\s,]*(?:said|says|ont|say)))?"
    r"(?:\s(?:of|in|for|de|du|des)\s(?:(?!\band\s|\bet\s)[^,;.]){2,40}|\sd[’'][^,;.]{2,40})?"
    r"(?:,[^,;.]{2,30},)?[\s,]*(?:said|says|say|maintain(?:s|ed)?|claims|contends?|believes?"
    r"|(?:has |have |had )?(?:called|blamed|condemned|urged|warned|described|demanded)"
    r"|counters?|soutien(?:t|nent)|prétend|maintient|explique|précise|accuse[sd]?|alleges?d?"
    r"|told|announced|reported|reports|claims|claimed that|insists?"
    r"|denie[sd]|a (?:dit|déclaré|annoncé|indiqué|affirmé|précisé)"
    r"|ont (?:dit|déclaré|annoncé|indiqué|affirmé)|accusent?|affirme|assure|indique|dit|annonce|dénonce"
    r"|parle d[e’']|fait état|recense|compte)\b",
    re.IGNORECASE,
)
_SPEAKER_BEFORE = re.compile(
    r"(?:(?:according to|selon|d’après|d'après)(?:\s+[\w’'-]+){0,4}|(?:said|says|told|adds?"
    r"|added)|(?:a|ont) (?:dit|déclaré|annoncé|indiqué|affirmé|précisé)"
    r"|(?:affirme|assure|indique|annonce|rapporte|dit|précise))"
    r"(?:\s+(?:ce\s+)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd[’']hui)"
    r"(?:\s+(?:matin|soir|après-midi))?)?\s*(?:the|a|an|le|la|les|l’|l'|un|une|des)?\s*$",
    re.IGNORECASE,
)
_TELLS_ON = re.compile(
    r"\s+(?:had|have|has|were|was|are|is|died|fell|shot|took|a|ont|avai(?:t|ent)|sont|est|étai(?:t|ent)|(?!according)[a-z]{2,}ed)\b"
)
"""Behind who is told of and no speaker, though "said" stands before: "said (12 soldiers) died"."""
_PASSIVE_EN = re.compile(
    r"\b(?:was|were|been|being|be|are|is|got|left)\s+(?:[“\"«]\s?)?(?:\w+ly\s+|also\s+|later\s+|then\s+"
    r"|reportedly\s+|allegedly\s+)?(?:\w+\s+and\s+)?$",
    re.IGNORECASE,
)
_PASSIVE_FR = re.compile(
    r"\b(?:été|être|est|sont|fut|furent|était|étaient|serait|seraient|soient)\s+(?:[“\"«]\s?)?(?:\w+ment\s+"
    r"|ainsi\s+|aussi\s+|par la suite\s+)?(?:\w+\s+et\s+)?$",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(
    r"\b(?:was|were|been|été|être)\s+\w+(?:ed|en|ung|t|ée?s?|is?e?s?|us?e?s?)\b[^.;:]{0,50}?\b(?:and|et)\s+"
    r"(?:[\w’'-]+\s+){1,4}$",
    re.IGNORECASE,
)
"""Before a participle that shares the auxiliary of the one before: "40 had been killed and 51 people (arrested)"."""
_PARTICIPLE_BY = re.compile(r"^[^,;.:]{0,60}?\b(?:by|par)\b", re.IGNORECASE)
_WHEN_AFTER = re.compile(
    r"^(?: (?:on|late|early|yesterday|today|last|overnight|this|hier|dans la|mardi|lundi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche)\b[^.;,]{0,25}?)? (?:when|lorsque|lorsqu[’']|quand)\b",
    re.IGNORECASE,
)
"""After a participle: those before it were harmed, who stands next did it ("killed on Monday when gunmen fired")."""
_HARMED = re.compile(
    r"killed|wounded|injured|abducted|kidnapped|slain|beheaded|tuée?s?|blessée?s?|enlevée?s?|abattue?s?", re.IGNORECASE
)
_NO_OBJECT = re.compile(
    r"(?:,? (?:and |et )?(?:[\w-]+ )?(?:killed|wounded|injured|hurt|missing|tuée?s?|blessée?s?))?"
    r"(?: (?:in|near|as|after|at|during|outside|dans|près|lors|à|en|au)\b|\W*$)",
    re.IGNORECASE,
)
"""After a participle of harm that has no object, as titles tell it: "Four soldiers killed in an ambush"."""
_TIED_TO = re.compile(
    r"\b(?:affiliated (?:to|with)|allied (?:to|with)|linked (?:to|with)|close to|ties to|offshoot of"
    r"|affiliée?s? (?:à|au)|alliée?s? (?:à|au)|liée?s? (?:à|au)|proches? d[eu’'])"
    r"\s*(?:the |la |l[’'])?$",
    re.IGNORECASE,
)
"""Before who is only what another is tied to: "the group, linked to Al-Qaeda"."""
ESCORT = re.compile(
    r"\b(?:escort\w+|accompanied|protected|guarded|accompagn\w+|protég\w+|encadr\w+) (?:by|par)"
    r"(?:\s+(?:the|some|an?|le|la|les|des|l[’']))?\s*$",
    re.IGNORECASE,
)
"""Before who rides with those attacked: "a convoy escorted by the army"."""
_KEPT_BY = re.compile(
    r"\b(?:base|camp|post|outpost|position|barracks|checkpoint|garrison|poste|caserne|garnison)s?,? (?:[\w-]+ ){0,2}?"
    r"(?:manned|held|run|used|operated|guarded|occupied|defended|tenue?s?|occupée?s?|gardée?s?|défendue?s?) (?:by|par)"
    r"(?:\s+(?:the|some|an?|le|la|les|des|l[’']))?\s*$",
    re.IGNORECASE,
)
"""Before whose base it is that is attacked: "a base manned by Ugandan peacekeepers"."""
_MEANWHILE = re.compile(
    r"\b(?:as|while|whereas|alors que|tandis que|pendant que)(?:\s+(?:the|some|an?|le|la|les|l[’']|des))?\s*$",
    re.IGNORECASE,
)
"""Before who does something else at the same time: "insurgents behead six as aid agencies pull out"."""
_WHEN_BEFORE = re.compile(
    r"\b(?:when|lorsque|lorsqu[’']|quand)(?:\s+(?:the|some|a|le|la|les|l[’']|des))?\s*$", re.IGNORECASE
)
_NOUN_CUE = re.compile(
    r"(?:attack|raid|ambush|assault|offensive|strike|airstrike|shelling|bombing|blast"
    r"|explosion|clash(?:es)?|fighting|abduction|kidnapping"
    r"|killing|murder|massacre|rape|arrest|looting|protest|march|demonstration|attaque"
    r"|embuscade|assaut|raid|frappe|bombardement|tir"
    r"|attentat|enlèvement|rapt|viol|arrestation|pillage|massacre|meurtre|assassinat"
    r"|affrontement|combat|accrochage|incursion|incendie"
    r"|seizure|capture|prise|saisie|retrait|withdrawal|handover|deployment|déploiement|dispersal)(?:e?s)?$",
    re.IGNORECASE,
)
_OBJECT_NOUN = re.compile(
    r"(?:assassination|abduction|kidnapping|killing|murder|massacre|arrest|capture|execution|beheading|detention"
    r"|assassinat|meurtre|enlèvement|rapt|arrestation|exécution|interpellation|décapitation|kidnapping)(?:e?s)?$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:camps?|bases?|positions?|postes?|casernes?|convois?|patrouilles?|véhicules?|colonnes?|quartier général|siège"
    r"|posts?|outposts?|barracks|convoys?|patrols?|vehicles?|headquarters|checkpoints?)(?:\s+\w+){0,2}?"
    r"\s+(?:de|du|des|d[’']|of)(?:\s+(?:the|la|l[’']|les))?\s*$",
    re.IGNORECASE,
)
_BLOWN_UP = re.compile(
    r"^[^.;]{0,80}?\b(?:saut\w+ sur|heurt\w+|hits?|hit|struck|ran over|drove over|drives over|triggered|detonated"
    r"|stepped on|a percuté|percute)\s+(?:an?|the|une?|des|les|la|l[’'])?\s*(?:[\w-]+\s){0,3}?"
    r"(?:(?:land)?mines?|IEDs?|bombs?|explosives?|engins?|bombe)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|par)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|entre|opposed|opposé|opposant|pitted|pitting)\s*(?:the|les|le|la|l’|l'|des|un|une|a)?\s*$",
    re.IGNORECASE,
)
_VERB_EN = re.compile(
    r"\b(?P<verb>[a-z]{2,}ed|shot|took|taken|held|hit|struck|fought|seized|set|drove|driven"
    r"|threw|burnt|stole|stolen|fell|beat|beaten|broke"
    r"|blew|blown|laid|left|gave|given|led|slain|sent|overran|cut|caught|fire[ds]?|firing"
    r"|killing|attacking|gone|stood|sat|marched)\b"
)
_VERB_FR = re.compile(
    r"\b(?:a|ont|avait|avaient|aurait|auraient|été|est|sont|fut|furent|était|étaient|serait"
    r"|seraient|ayant|avoir|être)\s+(?:\w+ment\s+|aussi\s+|ainsi\s+|ensuite\s+"
    r"|de nouveau\s+|encore\s+)?(?:été\s+)?(?P<verb>\w{2,}(?:ée?s?|ie?s?|ite?s?|ue?s?|erte?s?|inte?s?))\b"
)
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|of|from|near|across|inside|into|around|throughout|outside|over|through|en|du"
    r"|de|des|dans|d’|d'|northern|southern|eastern|western|central"
    r"|mission|nord|sud|est|ouest|vers|chez)(?:\s+(?:the|la|le|l’|l'|les))?\s*|\(\s*|[A-Z]\w+,\s*)$",
    re.IGNORECASE,
)
_MEDIATOR = re.compile(
    r"(?:under the (?:auspices|eyes|aegis|mediation) of|in the presence of|brokered by"
    r"|mediated by|witnessed by|facilitated by|hosted by"
    r"|sous l[’'](?:égide|œil)|sous les auspices|en présence|sous la (?:médiation|houlette"
    r"|supervision)|par l[’']entremise)"
    r"(?:\s+(?:of|the|a|an|d[eu]|des|la|le|l[’']|d[’']))*\s*$",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"\b(?:backed|manned|held|run|guarded|controlled|occupied|owned|tenue?s?|occupée?s?"
    r"|gardée?s?|contrôlée?s?|supported|accompanied|aided|joined|assisted|escorted|flanked|led"
    r"|appuyée?s?"
    r"|soutenue?s?|épaulée?s?|accompagnée?s?|escortée?s?"
    r"|menée?s? conjointement)\s+(?:by|par|de|d[’'])(?:\s+(?:the|a|some|les?|la|l[’']|des|une?))?\s*$",
    re.IGNORECASE,
)
_PAIRED = re.compile(r"\s+(?:and|et)\s+(?:\w+\s)?", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"\b(?:officials?|governors?|mayors?|ministers?|president|prosecutors?|prefect|commissioner|gouverneurs?|maires?"
    r"|ministres?|président|préfet|sous-préfet|procureur|parquet|spokes(?:man|woman|person|men)|porte-parole)\b",
    re.IGNORECASE,
)
FOUGHT = re.compile(
    r"\b(?:clash|trad(?:ed|ing)|exchang|fought|battl|fight|affront|échang|combatt|se sont batt|se batt|accroch|sign"
    r"|agree|conclu)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[^.;,]{0,40}\b(?:and|et)\b[^.;,]{0,25}", re.IGNORECASE)
_AND = re.compile(r"^[^.;]{0,60}?(?:\band\b|\bet\b|\bà\b|\baux?\b|\bagainst\b)", re.IGNORECASE)
_WITH = re.compile(
    r"(?:\bwith|\bavec|\bagainst|\bcontre|\bfought|\bengaged|\baffronté)\s*(?:the|les|le|la|l’|l'|des|un|une|a)?\s*$",
    re.IGNORECASE,
)

_TOLD_THAT = re.compile(r"\b(?:said|says|claimed|claims|reported|dit|affirme|affirmé)\s*$")
_TELLS_WITHIN = 110  # characters behind a name in which its verb of telling stands ("the governor of X, Y, said")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """How clearly a mention is the one who acts and the one acted upon (0: not at all), and how far it is."""

    mention: ActorMention
    agent: float
    patient: float
    distance: int


def bare_countries(sentence: Sentence, layout: Layout, names: Names, kind: str) -> tuple[ActorMention, ...]:
    """Countries and capitals of the sentence that stand alone, as actors of this kind ("Rwanda will send troops")."""
    start, text = sentence.span.start, layout.report.text
    found = []
    for mention in names.countries_in(text[start : sentence.span.end]):
        span = Span(start=start + mention.span.start, end=start + mention.span.end)
        left = text[max(start, span.start - 40) : span.start]
        name = text[span.start : span.end]
        dateline = name.isupper() and len(name) > 3
        taken = any(span.overlaps(actor.span) for actor in layout.actors)
        if (
            dateline
            or mention.form == "demonym"
            or taken
            or _PLACE_BEFORE.search(left)
            or text[span.end : span.end + 2] in ("’s", "'s")
        ):
            continue
        if text[span.end : span.end + 1] == ":" and span.start == start:
            continue  # a heading: "Ukraine: Russian bombs kill six"
        if text[span.end : span.end + 2] != " –" and text[span.end : span.end + 1] not in ("/", "-"):
            found.append(ActorMention(span=span, kind=kind, country=mention.iso))
    return tuple(found)


def roles_in_sentence(
    cue: Span, sentence: Sentence, layout: Layout, bare: tuple[ActorMention, ...] = ()
) -> tuple[Role, ...]:
    """The roles of every actor of the sentence, and of the `bare` countries, in order of the text."""
    mentions = [m for m in layout.actors if sentence.span.holds(m.span)]
    mentions = sorted([*mentions, *bare], key=lambda m: m.span.start)
    passive = _is_passive(cue, sentence, layout)
    noun = _NOUN_CUE.search(layout.report.text[cue.start : cue.end]) is not None
    pair = _between_pair(mentions, sentence, layout) or _joint_pair(mentions, cue, layout)
    return tuple(_role(m, cue, sentence, layout, passive, noun, pair) for m in mentions)


def partner_before(mention: ActorMention, others: list[ActorMention], text: str) -> ActorMention:
    """The first party of "the army and its allies" where the mention is the second."""
    for other in others:
        if other.span.end <= mention.span.start and _PAIRED.fullmatch(text[other.span.end : mention.span.start]):
            return other
    return mention


def anchor_of(cue: Span, sentence: Sentence, layout: Layout) -> Span:
    """The verb that the roles turn on: the one inside a long cue, or the sentence's first where the cue is no word."""
    text = layout.report.text
    pattern = _VERB_FR if layout.report.language == "fr" else _VERB_EN
    length = cue.end - cue.start
    if length < 3 or length > 0.8 * (sentence.span.end - sentence.span.start):
        verb = pattern.search(text, max(cue.start, sentence.span.start), sentence.span.end)
        return Span(start=verb.start("verb"), end=verb.end("verb")) if verb else cue
    if " " in text[cue.start : cue.end]:
        verb = pattern.search(text, cue.start, cue.end)
        return Span(start=verb.start("verb"), end=verb.end("verb")) if verb else cue
    return cue


_DIED = re.compile(
    r"\b(?:die[ds]?|dying|perish\w*|(?:sont|est|étaient|était) morte?s?|péri|décédée?s?|succomb\w+)$", re.IGNORECASE
)
"""A deed told by those who died of it: they stand where else the author would."""


def _is_passive(cue: Span, sentence: Sentence, layout: Layout) -> bool:
    text = layout.report.text
    before, after = text[sentence.span.start : cue.start], text[cue.end : sentence.span.end]
    first_word = text[cue.start : cue.end].split()[0].lower() if text[cue.start : cue.end].split() else ""
    if first_word in ("was", "were", "been", "été", "être", "being") or _DIED.search(text, cue.start, cue.end):
        return True
    if (_PASSIVE_EN if layout.report.language != "fr" else _PASSIVE_FR).search(before):
        return True
    participle = re.search(r"(?:ed|en|ung|ot|ée?s?|is?|us?)$", first_word) is not None
    if participle and _PASSIVE_BEFORE.search(before):
        return True
    if participle and (_WHEN_AFTER.match(after) or (_HARMED.fullmatch(first_word) and _NO_OBJECT.match(after))):
        return True
    return participle and _PARTICIPLE_BY.search(after) is not None and "," not in after.split(" by ")[0][:30]


def _between_pair(
    mentions: list[ActorMention], sentence: Sentence, layout: Layout
) -> tuple[ActorMention, ActorMention] | None:
    """The two parties of "between A and B" or "a opposé A à B"."""
    text = layout.report.text
    for first, second in pairwise(mentions):
        if _BETWEEN.search(text[max(sentence.span.start, first.span.start - 40) : first.span.start]) and _AND.match(
            text[first.span.end : second.span.start + 1]
        ):
            return first, second
    return None


def _joint_pair(mentions: list[ActorMention], cue: Span, layout: Layout) -> tuple[ActorMention, ActorMention] | None:
    """The two parties of "A and B exchanged fire"."""
    text = layout.report.text
    if not FOUGHT.search(text[cue.start - 25 if cue.start > 25 else 0 : cue.end]):
        return None
    before = [
        m for m in mentions if m.span.end <= cue.start and m.kind not in ("civilians", "protesters", "international")
    ]
    for first, second in pairwise(before):
        if _JOINED.fullmatch(text[first.span.end : second.span.start]):
            return first, second
    return None


def _role(
    mention: ActorMention,
    cue: Span,
    sentence: Sentence,
    layout: Layout,
    passive: bool,
    noun: bool,
    pair: tuple[ActorMention, ActorMention] | None,
) -> Role:
    text = layout.report.text
    span = mention.span
    left = text[max(sentence.span.start, span.start - 60) : span.start]
    right = text[span.end : min(sentence.span.end, span.end + 40)]
    before_cue = span.end <= cue.start or span.start < min(cue.start + 5, cue.end)
    gap = text[span.end : cue.start] if before_cue else text[cue.end : span.start]
    distance = len(gap.split()) + 4 * len(re.findall(r"[,;:–—(]", gap))
    near = max(0.0, 1.0 - distance / 40)
    if before_cue and not gap.strip():
        left = _TOLD_THAT.sub(" ", left)  # "X said rebels killed": no speaker stands right before the verb of a deed
    agent, patient = _scores(left, right, before_cue, passive, noun, span.overlaps(cue))
    if _is_object(mention, cue, sentence, text, noun=noun, before_cue=before_cue):
        agent, patient = 0.2, 4.5
    if pair is not None and mention in pair:
        agent, patient = (6.0, 5.0) if mention is pair[0] else (5.0, 6.0)
    speaks = _SPEAKER_AFTER.match(text, span.end, min(sentence.span.end, span.end + _TELLS_WITHIN))
    spoke = _SPEAKER_BEFORE.search(left) and not _TELLS_ON.match(right)
    if spoke or (speaks and not before_cue):
        agent, patient = agent - 3, patient - 5
    elif speaks:
        agent, patient = agent - (5 if mention.kind in ("unknown", "civilians") else 2), patient - 6
    if _OFFICIAL.search(text, span.start, span.end):
        agent -= 2.5
    return Role(mention=mention, agent=agent + near, patient=patient + near, distance=distance)


def speaks_at(span: Span, text: str) -> bool:
    """Whether the words right after a mention make it a speaker: "(jirga members) in Tirah said"."""
    return _SPEAKER_AFTER.match(text, span.end, span.end + _TELLS_WITHIN) is not None


def _is_object(
    mention: ActorMention, cue: Span, sentence: Sentence, text: str, *, noun: bool, before_cue: bool
) -> bool:
    """True where the words say that the deed was done to the mention: "murder of", "attack on the camp of ... by", a
    convoy that hits a mine."""
    left, rest = text[sentence.span.start : mention.span.start], text[mention.span.end : sentence.span.end]
    if AGENT_BEFORE.search(left):
        return False
    if _BLOWN_UP.match(rest):
        return True
    if before_cue or not noun or not _NOMINAL_AGENT.search(left):
        return False
    if _OBJECT_NOUN.search(text[cue.start : cue.end].split()[0]) and len(left.split()) < 12:
        return True
    return _BY.search(rest) is not None or _OWNED.search(left) is not None


def _scores(left: str, right: str, before_cue: bool, passive: bool, noun: bool, inside: bool) -> tuple[float, float]:
    """(agent, patient) from the words just before a mention and from the voice of the cue."""
    if _MEDIATOR.search(left):
        return 0.0, 0.0
    if ESCORT.search(left):
        return 0.2, 3.0
    if _KEPT_BY.search(left):
        return 0.2, 4.8
    if _SUPPORT.search(left):
        return 0.8, 0.4
    if _TIED_TO.search(left):
        return -1.0, -1.0
    if AGENT_BEFORE.search(left):
        return 6.0, 0.0
    if _WITH.search(left):
        return 1.0, 5.0
    if _PATIENT_BEFORE.search(left):
        return (0.2, 4.0) if not before_cue or noun else (1.0, 2.0)
    if noun and not before_cue and _NOMINAL_AGENT.search(left):
        return (3.0, 2.5)
    if noun and before_cue and (not right.strip() or re.match(r"^(?:[’']s?)?\s+\w*\s*$", right)):
        return 4.0, 1.0
    if not before_cue and not passive and _MEANWHILE.search(left):
        return 0.3, -1.0
    oblique = _OBLIQUE.search(left) is not None
    if before_cue and passive:
        return (0.5, 2.0) if oblique else (0.5, 5.0)
    if before_cue:
        return (1.5, 1.5) if oblique else (5.0, 1.0)
    if passive:
        return (4.5, 0.3) if _WHEN_BEFORE.search(left) else (0.3, 1.5)
    return (0.3, 2.0) if oblique else (0.3, 3.5)

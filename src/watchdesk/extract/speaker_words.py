"""Words and patterns that tell what a speaker is, and the lists of speakers.yml."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook

LEADING = re.compile(
    r"^(?:(?:but|and|then|also|meanwhile|however|still|yet|even|only|mais|et|puis|or|quant à|que|"
    r"qu[’']|while|because|since|though|for (?:his|her|its) part,?|"
    r"de son côté|d[’']ailleurs|in turn|for)\b,?\s*)+",
    re.IGNORECASE,
)


ASIDES = re.compile(
    r",\s+(?:however|meanwhile|cependant|toutefois|en revanche|"
    r"lui|elle|eux|elles|pour|selon|sans|too|itself|himself|herself|quant à|"
    r"for (?:his|her|its|their) part)\b.*$|,?\s+(?:in|on|"
    r"via|at|dans|par|sur|lors)\s+(?:an?|the|its|his|un|une|son|"
    r"sa)\s+(?:[\w-]+\s+){0,3}?(?:statement|post|message|report|video|interview|"
    r"communiqué|rapport|vidéo|entretien)\b.*$|,\s+(?:who|whose|which|qui|dont|où|speaking|reached|"
    r"asked|joint|interrogé|contacté|pressed|contacted|questioned)\b.*$|\s+whose\b.*$",
    re.IGNORECASE | re.DOTALL,
)


DAYS = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"[lL]undi|[mM]ardi|[mM]ercredi|[jJ]eudi|[vV]endredi|[sS]amedi|[dD]imanche"
)


WHEN_AFTER = re.compile(
    rf"\s+(?:(?:late |early )?on |le )?(?:{DAYS})(?:\s+(?:night|evening|morning|afternoon|soir|"
    rf"matin))?$|\s+(?:today|yesterday|hier|then|also|later)$"
)


WHEN_BEFORE = re.compile(
    rf"^(?:(?:Late |Early )?On (?:{DAYS})(?:,? (?:\d{{1,2}} [A-Z]\w+|[A-Z]\w+ \d{{1,2}}))?|On \d{{1,2}} [A-Z]\w+|"
    rf"On [A-Z]\w+ \d{{1,2}}|Le \d{{1,2}}(?:er)? \w+|Yesterday|Today|Hier|Later|That (?:day|night|evening)|"
    rf"The same day|Then|Ce (?:{DAYS})|(?:{DAYS})),?\s+"
)


WHERE_BEFORE = re.compile(
    r"^(?:(?:In|On|At|By|After|Since|Before|From|Late|Last|Early|Near|Across|Inside|Outside|last|À|Au|Dans|En|Depuis)"
    r"(?:\s+(?:the\s+|la\s+|le\s+|les\s+|l[’'])?[\w’'-]+){1,5}?|First|Soon|There|Then|Hier|Le lendemain),?\s+"
    r"(?=(?:the|an?|its|their|his|her|they|he|she|it|we|officials?|police|residents?|la|le|les|un|une|son|sa|leurs?|ils?|"
    r"elles?|nos)\s|l[’']|(?:they|he|she|it|we|officials|police|residents|ils?|elles?)$|(?:our|nos|notre)\s)"
)
"""A place or a day that stands before a speaker without a comma: "On Wednesday the prefect"."""


BEFORE_PRONOUN = re.compile(
    r"^(?:Since|After|Before|In|On|During|By|At|From|Depuis|Après|Avant|En|Dans|Au|À)\b[^,]{3,70}\s(?=(?:it|we|they|he|she)$)"
)
"""A longer lead before a pronoun alone: "Since the vote in May it"."""


ARTICLE = re.compile(r"^(?:(?:the|les|le|la)\s+|l[’']\s*)", re.IGNORECASE)


INDEFINITE = re.compile(
    r"^(?:an?|one|some|several|two|three|four|five|many|most|other|another|un|une|des|plusieurs|deux|"
    r"trois|certains|d[’']autres)\b",
    re.IGNORECASE,
)


DEFINITE = re.compile(r"(?:the|this|that|le|la|les|l[’']|ce|cette|cet)\b|l[’']", re.IGNORECASE)


SMALL_WORDS = frozenset(
    ["the", "this", "that", "le", "la", "les", "l", "ce", "cette", "cet", "own", "same", "itself", "on"]
)


OWNED = re.compile(
    r"\b(?:its|their|son|sa|leurs?)\s+(?:[\w’'-]+\s+){0,2}?(?:spokes\w+|porte-parole|commander|commandant\w*|head|"
    r"chef\w*|leader|director|directeur|directrice|coordinat\w+|representative|"
    r"représentante?|president|président|secretary|deputy|mediator|chairwoman|chairman|officials?|envoy|lawyers?)\b|"
    r"\b(?:head|chief|commander|commandant\w*|chef\w*|porte-parole|spokes\w+)\s+(?:of\s+(?:the\s+)?|"
    r"for the\s+|de la\s+|du\s+|de l[’'])(?:mission|force|group|movement|mouvement|groupe)\b|"
    r"\b(?:of|for|from|de|du)\s+(?:the\s+|la\s+|l[’'])?(?:mission|force)$|\b(?:force|"
    r"mission)\s+(?:commander|spokes\w+)\b|\bporte-parole onusien\w*",
    re.IGNORECASE,
)


POSSESSIVE = re.compile(
    r"(?:(?:une?|one|two|three|deux|trois)\s+(?:of|de)\s+)?(?:its|their|son|sa|ses|leurs?)\s", re.IGNORECASE
)


GENITIVE = re.compile(
    r"(?:the\s|an?\s)?(?P<owner>(?:[\w-]+\s){0,4}?[\w-]+)(?:[’']s|(?<=s)[’'])\s+(?=[a-z])", re.IGNORECASE
)
"""The owner in "the army's spokesman", "the rebels' founders"."""


OF_BODY = re.compile(
    r"\b(?:of|for|from|du|de la|de l[’'])\s*(?:the\s+)?(?P<noun>[\w-]+)(?=\s*(?:,|$|\sin\s|\sà\s))", re.IGNORECASE
)
"""The noun in "a lieutenant of the force", "un cadre du mouvement"."""


MINISTRIES = frozenset(["ministry", "ministère", "ministries", "minister", "ministers", "ministre", "ministres"])


MINISTRY = re.compile(
    r"\b(?:\w+\s(?:Ministry|ministry)|[Mm]inistry of (?:the )?\w+|"
    r"[Mm]inistère (?:\w+\s)?(?:de la |de l[’']|des |du )\w+)"
)


AND = re.compile(r"\s(?:and|et)\s(?:the\s)?")


UN_OFFICES = re.compile(
    r"\b(?:Secretary-General|Under-Secretary-General|Humanitarian Coordinator|Resident Coordinator|"
    r"Special Representative|"
    r"Secrétaire général|Coordonnateur humanitaire|Coordinatrice humanitaire|"
    r"humanitarian coordinator|Représentante? spéciale?)\b"
)


ORGANS = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w’'-]+\s+)?(?:army|military|police|government|junta|ministry|armée|police|"
    r"gouvernement|junte|ministère)\b(?:\s+[a-zé]+(?:ne|se|e|en|ien)\b)?"
)


OUTLET = re.compile(
    r"(?:the |la |le |l[’'])?(?P<name>[A-ZÀ-Þ].*|.*\b(?:radio|television|télévision|agency|agence|"
    r"newspaper|journal)\b.*)$",
    re.DOTALL,
)


RELAYED = re.compile(
    r"^(?P<who>(?:an?|one|the|his|her|some|une?|des|le|la|son|sa)\s[\w’' -]{2,40}?)\s(?:had|has|have|"
    r"avait|avaient|a|ont|lui avait|leur avait|m[’']a)\s(?:told|affirmé|raconté|dit|assuré)\b",
    re.IGNORECASE,
)


LOCAL = frozenset(
    [
        "former",
        "ancien",
        "ancienne",
        "ex",
        "local",
        "locale",
        "locales",
        "locaux",
        "regional",
        "provincial",
        "régionales",
        "provinciales",
        "municipal",
        "municipales",
        "municipaux",
        "community",
        "opposition",
        "rebel",
        "rebelle",
        "rebelles",
        "retired",
        "retraité",
        "traditional",
        "coutumières",
        "de-facto",
    ]
)


FORMER = frozenset(
    ["former", "ancien", "ancienne", "ex", "retired", "retraité", "rebel", "rebelle", "rebelles", "opposition"]
)


GOVERNORS = frozenset(["governor", "gouverneur", "gouverneure", "préfet", "prefect"])


RULED_BY_ARMY = frozenset(["Myanmar"])
"""Where "the junta" is the army itself, which fights a war under that name."""


OFFICIALS = frozenset(
    [
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "mediator",
        "delegate",
        "envoy",
        "negotiator",
        "representative",
        "delegation",
        "officiel",
        "officiels",
        "porte-parole",
        "médiateur",
        "délégué",
        "déléguée",
        "négociateur",
        "émissaire",
        "représentant",
        "représentante",
        "adviser",
        "advisor",
        "conseiller",
        "conseillère",
        "mediators",
    ]
)


_TIME = (
    rf"{DAYS}|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"on|in|at|by|to|le|the|of|early|late|last|à|\d[\d.,:/h]*(?:st|nd|rd|th|er)?"
)


TIME_ALONE = re.compile(rf"(?=.*(?:\d|\w{{3}}))(?:(?:{_TIME})\b[\s,.]*)+$", re.IGNORECASE)
"""Days, months and numbers with their small words: when something was, never who spoke."""


DOCUMENT = re.compile(
    r"(?:the|an?|this|that|its|their|le|un|une|ce|cette|son|sa|leur|la)?\s*(?:[\w-]+\s+)?"
    r"(?:statement|communiqué|communique|press release|déclaration)"
    r"(?:\s+(?:read|issued|published|released|posted|lu|publié|diffusé)\b.*)?$",
    re.IGNORECASE,
)
"""A paper that speaks only for the one who issued it: "a statement read on state television"."""


MANY_BODIES = re.compile(
    r"(?!both\b|these\b|the\b|les\b|ces\b)(?:[\w-]+\s+){0,3}?(?:groups|agencies|organi[sz]ations|ngos|associations|"
    r"ong|civil society|société civile)$"
    r"|(?:local|community|autorités locales|autorités coutumières)\s*(?:authorities|leaders)?$",
    re.IGNORECASE,
)
"""Several bodies without a name ("aid agencies"): a kind of speaker, no organisation."""


STATE_BODY = re.compile(r"(?:Military|Police) Forces|Government|Ministry")


ARMED_KINDS = frozenset({"rebel", "militia", "military", "police", "state"})


Named = Literal["other", "own", "none"]


REBELS = ("rebel", "militia", "unknown")


KINDS_OF_NOUN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "group",
            "groupe",
            "movement",
            "mouvement",
            "rebels",
            "rebelles",
            "militia",
            "milice",
            "insurgents",
            "insurgés",
        ),
        REBELS,
    ),
    **dict.fromkeys(
        (
            "jihadists",
            "djihadistes",
            "jihadistes",
            "militants",
            "rébellion",
            "faction",
            "paramilitaries",
            "paramilitaires",
        ),
        REBELS,
    ),
    **dict.fromkeys(("mission", "force", "casques"), ("peacekeepers",)),
}


CAPITALS = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:of|for|and|the|in|de|des|du|la|le|les|pour|et|aux?|"
    r"on)\s+){0,2}(?:d[’']|l[’'])?[A-ZÀ-Þ][\w’'-]*)*"
    r"(?:\s+(?:civile|sociale|nationale|internationale|humanitaire|militaire|populaire|pénitentiaire|électorale|"
    r"territoriale|municipale|régionale|provinciale|centrale|générale|publique|républicaine|présidentielle|judiciaire|"
    r"sanitaire|forestière|douanière|fluviale|navale|aérienne|mixte|conjointe|multinationale|africaine|routière)s?\b)*"
)
"""A name in capitals, with the French adjectives that end a body's name in small letters ("Protection civile")."""


AFFILIATED = re.compile(
    r"\b(?:affiliated (?:to|with)|allied (?:to|with)|linked (?:to|with)|loyal to|close to|ties to|offshoot of|"
    r"affiliée?s? (?:à|au)|alliée?s? (?:à|au|de|d[’'])|liée?s? (?:à|au)|proches? (?:de|du|d[’'])|fidèles? (?:à|au))"
    r"\s*(?:the |la |l[’'])?$",
    re.IGNORECASE,
)
"""Before an actor that another one is only tied to: "the GSIM, affiliated to Al-Qaeda" leaves "the group" the GSIM."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerBook:
    """The word lists of speakers.yml."""

    bodies: frozenset[str]
    titles: frozenset[str]
    government: frozenset[str]
    military: frozenset[str]
    police: frozenset[str]
    persons: frozenset[str]
    media: frozenset[str]
    bodies_again: frozenset[str]
    kin: frozenset[str]
    outsiders: frozenset[str]
    civil: frozenset[str]
    general: frozenset[str]
    pronouns: dict[str, str]
    ministries: dict[str, str]


_LISTS = (
    *("bodies", "titles", "government", "military", "police", "persons", "media", "bodies_again"),
    *("kin", "outsiders", "civil", "general"),
)


@functools.cache
def speaker_book() -> SpeakerBook:
    book = load_codebook("speakers")
    lists = {}
    for key in _LISTS:
        if not isinstance(book.get(key), str):
            raise BadCodebook(f"speakers.yml: {key} is {book.get(key)!r}, expected words separated by blanks")
        lists[key] = frozenset(book[key].split())
    ministries = {word: name for name, words in book["ministries"].items() for word in words.split()}
    return SpeakerBook(**lists, pronouns=dict(book["pronouns"]), ministries=ministries)

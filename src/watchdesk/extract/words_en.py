"""The English words and patterns by which attributions are found in a sentence."""

from __future__ import annotations

import re

from watchdesk.extract.reported import MASK, NO_TITLE, STOP

BEFORE_VERB = re.compile(
    r"(?:\b(?:has|have|had|is|are|was|were|been|being|be|will|would|could|can|may|might|should|must|"
    r"did|do|does|not|never|"
    r"also|long|later|then|earlier|since|again|even|only|just|already|once|now|first|still|yet|further|instead|itself|"
    r"himself|herself|themselves|repeatedly|(?!(?:family|assembly|ally|italy|rally|supply)\b)\w+ly)\s+|\w+n[’']t\s+)+$",
    re.IGNORECASE,
)
MODAL = re.compile(r"\b(?:would|could|can|may|might|should|must|will|did|do|does)\b", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:not|never|neither|nor)\b|n[’']t\b", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\b", re.IGNORECASE)
REFUSED = re.compile(r"\b(?:declin|refus|fail|unwilling|unable|without|did not want)\w*\s+(?:to\s+)?$", re.IGNORECASE)
TO = re.compile(r"\bto\s+$", re.IGNORECASE)
NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|this|these|those|its|his|her|their|our|my|your|any|some|no|of|in|for|with|by|from|at|on|into|"
    r"under|after|without|against|about|each|every|such|first|second|last|latest|new|initial|early|"
    r"official|media|press|police|local|several|two|three|\d+|other|many|most|conflicting|false|"
    r"what|is|are|was|were|be|as|an?)|[’']s?)\s+$",
    re.IGNORECASE,
)
DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|these|those|its|his|their|some|of|in|with|by|from|at|on|into|against|about|"
    r"each|every|such|as|so|other|many|\d+)|[’']s)\s+$",
    re.IGNORECASE,
)
PARTICIPLES = frozenset(
    [
        "suspect",
        "suspects",
        "suspected",
        "believed",
        "feared",
        "accused",
        "expected",
        "declared",
        "estimated",
        "alleged",
    ]
)
NOUNS = frozenset(
    [
        "report",
        "reports",
        "claim",
        "claims",
        "demand",
        "demands",
        "call",
        "calls",
        "request",
        "requests",
        "promise",
        "promises",
        "pledge",
        "pledges",
        "threat",
        "state",
        "states",
        "note",
        "notes",
        "post",
        "posts",
        "record",
        "rule",
        "rules",
        "answer",
        "answers",
        "doubt",
        "doubts",
        "fear",
        "fears",
        "hope",
        "hopes",
        "estimate",
        "estimates",
        "appeal",
        "appeals",
        "reply",
        "replies",
        "count",
        "counts",
        "list",
        "lists",
        "charge",
        "charges",
        "question",
        "guess",
        "contest",
        "respond",
        "vow",
        "vows",
        "dispute",
        "cry",
        "cries",
        "slam",
        "blame",
        "warning",
        "warnings",
        "saying",
        "denounce",
        "put",
        "puts",
        "judge",
        "smile",
        "laugh",
        "joke",
        "worry",
        "worries",
        "cite",
        "shrug",
        "shrugs",
        "repeat",
        "tally",
        "reject",
        "rejects",
        "complain",
        "warn",
        "regret",
        "regrets",
        "sigh",
        "remark",
        "remarks",
        "plead",
        "lament",
    ]
)
ADJECTIVES = frozenset(
    [
        "reported",
        "estimated",
        "suspected",
        "alleged",
        "claimed",
        "accused",
        "expected",
        "feared",
        "said",
        "called",
        "listed",
        "counted",
    ]
)
HELD_TO_BE = frozenset(["alleged", "assumed", "believed", "feared", "reported", "said", "thought", "understood"])
"""Participles before "to be": "a rocket, believed to be home-made" names no speaker."""
NO_PARTICIPLE = frozenset(["acknowledge", "admit", "confirm", "describe", "cite", "list", "listed", "put"])
"""Verbs whose participle goes on with the claim before it ("denied it, acknowledging only …")."""
CLAUSE_ONLY = frozenset(
    [
        "say",
        "suspect",
        "tell",
        "add",
        "note",
        "state",
        "write",
        "declare",
        "read_out",
        "respond",
        "answer",
        "reply",
        "remark",
        "mention",
        "recall",
        "explain",
        "expect",
        "hope",
        "worry",
        "doubt",
        "think",
        "guess",
        "believe",
        "complain",
        "consider",
        "judge",
        "suggest",
        "rule",
        "recounts",
        "posted",
        "swear",
        "show_that",
        "maintain",
        "argue",
        "insist",
        "assert",
        "contend",
    ]
)
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|evening|night|afternoon))?"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
TIME = re.compile(
    rf"\s*,?\s*(?:(?:late|early|earlier|later)\s+)?(?:(?:on|in|at)\s+)?(?:{DAY}|the same (?:day|"
    rf"evening|night)|today|yesterday|tonight|"
    rf"this (?:morning|week|month|afternoon|evening)|last (?:night|week|month|year)|"
    rf"(?:\d{{1,2}}\s+{MONTH}|{MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?|"
    r"(?:hours|minutes|days|weeks)\s+later|at the time|for the first time|later|again|afterwards?)(?=[\s,.;:]|$)",
)
OUTLET = re.compile(
    r"\s*,?\s*(?:in|on|at|by|via|through|from|to)\s+(?:(?:an?|the|its|his|her|their|state|a separate|"
    r"separate)\s+)?(?:\w+[\s-]){0,3}?"
    r"(?:statement|post|message|video|audio|report|letter|note|communiqu[eé]|tweet|briefing|interview|broadcast|speech|"
    r"telephone|phone|radio|television|TV|Telegram|Facebook|X|Twitter|condition of anonymity|"
    r"press conference|news conference|"
    r"parliament|reporters|journalists|channel|website|air|agency|court|newspaper|"
    r"station)\b(?:\s+(?:on|in|to)\s+(?:\w+\s?){1,3}?(?=[,.:]|\sthat\b))?",
    re.IGNORECASE,
)
RECIPIENT = re.compile(
    r"\s*(?:(?:the|a|an|this|our|its|his|her|their|local|state|one)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:agency|Council|Parliament|Assembly|"
    r"radio|station|newspaper|paper|council|parliament|"
    r"assembly|organi[sz]ation|group|mission|correspondent|reporter|researchers?|broadcaster|channel|"
    r"investigators?|team|court|commission|"
    r"monitors?|inquiry|committee|meeting|reporters?|journalists?|lawmakers|deputies|newsroom|post|"
    r"bulletin|desk|monitor|daily|TV|website|crowd|rally)|"
    r"(?:reporters|journalists|parliament|congress|senators|police|us|me|him|her|them|it|"
    r"investigators|researchers|state (?:media|television|TV|radio)|lawmakers|deputies|diplomats|aid workers)"
    r"(?:\s+in\s+[A-Z][\w’'-]+)?|(?:[A-Z][\w.’'-]+)(?:\s+(?:[A-Z][\w.’'-]+|of|for))*(?:\s+(?:radio|"
    r"television|agency|newspaper))?)",
)
THAT = re.compile(r"\s*(?:,\s*)?\bthat\b,?\s*", re.IGNORECASE)
BOUNDARY = re.compile(
    rf"(?P<mask>{MASK}+\s*,?\s*)|"
    r"(?P<hard>[;:]\s+|\s[–—]\s*|\)\s+|"
    rf"(?<!\b[A-Z]){NO_TITLE}[.!?…]\s+)|"
    r"(?P<rel>,?\s+(?:which|who|whom)\s+)|(?P<conj>,\s+(?:and|but|while|whereas|though|although|yet|"
    r"so|"
    r"as|after|before|because|when|where|if|since)\s+)|(?P<sub>\s(?:but|while|whereas|though|"
    r"although|because|after|when|as|where)\s+)|"
    r"(?P<and>\s(?:and|or)\s+)|(?P<comma>,\s+)"
)
LEADING = re.compile(
    r"^(?:In|On|At|After|Before|By|For|From|Late|Later|Earlier|Yesterday|Today|Meanwhile|However|"
    r"During|Since|Over|Under|"
    r"Asked|Speaking|Also|Still|Then|But|And|Yet|Last|This|Within|Across|Near|Two|Three|Hours|"
    r"Despite|With|Without|Outside|Inside|"
    r"Along|Among|Between|Further|Elsewhere|Separately|Instead|When|While|As|If|Reached|Contacted|"
    r"Questioned|Quoted|in|on|at|after|"
    r"during|speaking|asked|reached|meanwhile|however|too|for|from|by|with|also|citing)\b"
)
FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|could|can|may|might|should|must|did|does|do|"
    r"[a-z]{2,}ed|went|came|took|fell|broke|"
    r"come|comes|go|goes|stand|stands|remain|remains|need|needs|want|wants|live|lives|keep|make|"
    r"makes|take|takes|get|gets|know|knows|"
    r"seem|seems|work|run|runs|leave|leaves|sleep|"
    r"left|died|hit|shot|cut|lost|found|gave|got|made|told|ran|began|blew|fled|held|set|led|met|"
    r"killed|struck|stood|sent|brought|saw|flew|drove|won|spoke|read|rose|fought|kept|wrote|became|"
    r"began|chose)\b"
)
ACCORDING = re.compile(
    r"(?P<lead>\b[Aa]ccording\s+(?:to|with)\s+|\bin the words of\s+|\b[Bb]y (?:the|"
    r"its) (?:[\w-]+ )?(?:count|account|tally|reckoning|estimate) of\s+|\b(?:quoted|as reported|"
    r"as told|reported|cited|confirmed) by\s+)"
)
TO_WHOM = re.compile(r",\s+(?:according to|in the words of|for)\s+(?:whom|which)\s+")
PURPOSE = re.compile(
    r"\b(?:march|gather|rall(?:y|ied)|walk|demonstrat|procession|crowd|streets?|assembl|protest|block|camp|converg|"
    r"turn(?:ed|ing)? out|sat|sitting|besieg|surround|petition|struck|strike)\w*\b[^.;]*\bto\s+$",
    re.IGNORECASE,
)
"""Before "to demand": what people do to say something together."""
PASSIVE_BY = re.compile(
    r"\b(?:claimed|condemned|denied|rejected|denounced|dismissed|disputed|criticised|criticized|"
    r"described|attributed|contested)"
    r"(?:\s+(?:on|in|late)\s+[\w ]{2,20}?)?\s+by\s+"
)
SPEAKER_END = re.compile(
    rf"{STOP}|[;:!?)\n{MASK}“”«»\"]|\s[–—-]\s|,|\s(?:who|that|which|as|after|while|but|when|where|"
    rf"because|said|says|told|was|were|is|are|has|have|had)\s"
    r"|\s(?:on|late|early|this|last|today|yesterday)\s+(?:on\s+)?(?:"
    + DAY
    + r"|morning|week|night|evening|month)|\s(?:today|yesterday)\b|"
    r"\s(?:in|on) (?:a|an|the|its|his|her) (?:statement|post|message|video|interview|report|radio|"
    r"phone)|\sby (?:tele)?phone"
    r"|\sand\s+(?=\d|another|at least|up to|some \d)"
)
QUANTITY = re.compile(
    r"\s*(?:more|less|fewer|at least|about|around|some|nearly|up to|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|between|dozens|scores|hundreds|thousands|\d[\d,.]*)\b"
)
WANTS_OBJECT = re.compile(
    r"\b(?:killed|killing|wounded|wounding|injured|injuring|left|leaving|displaced|displacing|claimed|claiming|caused|causing|"
    r"abducted|abducting|arrested|arresting|of whom|including|cost|lost|where|in which|that)\s*,?\s*$"
)
"""The end of words that a number must follow: "the blast killed, according to X, nine people"."""
APPOSITION = re.compile(
    r",\s+(?!(?:he|she|it|they|we|you|there|this|that|but|and|or|if|when|while|as|after|before)\b)(?:(?:an?|the|its|their|his|her|one|head|[a-z][\w’'-]+)\s)"
)
NOUN_PHRASE = re.compile(
    r"\s+(?:(?:the|a|an|its|his|her|their|our|one|two|three|four|several|some|many|another|local|"
    r"senior|state|this|that|those|most)\b|[A-Z]|[a-z-]+s\b|[a-z]+ [a-z]+s\b|people|police"
    r"|(?:(?!(?:in|of|from|at|near|by|with|and|that|on|to|for|it|they|he|she|there)\b)[a-z-]+ ){1,4}"
    r"(?:[A-Z][a-z]{1,3}\.? )?[A-Z][\w’'-]+ [A-Z])"
)
ADJECTIVAL = re.compile(
    r"\b(?:an?|the|its|their|two|three|some|of|one)\s+(?:[\w-]+\s+)?[\w-]*ed\b|[\w]-[a-z]+ed\b|"
    r"\b(?:issued|made|based|held|reached|gathered|posted|signed|read|led|backed|sent|given) (?:by|"
    r"in|at|on|near)\b"
)
PLURAL = re.compile(
    r"(?:s|all \w+|both|two|three|people|police|men|women|children|they|we|you|i|media|who|which|that|staff|"
    r"gendarmerie|few|some|many|others|most|youth)[\"”’]?$",
    re.IGNORECASE,
)
NO_COUNTER = re.compile(r"(?:independent|official|unofficial|conservative|recent|some|most)", re.IGNORECASE)
"""Before "counts" where no counter is named: the counts themselves are the source."""
COUNT = re.compile(
    r",?\s+by\s+(?P<who>(?:[\w’'-]+\s+){0,5}?[\w-]+(?:[’']s?)?)\s+(?:own\s+)?(?:count|account|"
    r"reckoning|tally|estimate)s?\b"
)
NUMBER_SAID = re.compile(
    r"\s+(?:at least |about |some |only |close to |nearly |over |up to )?(?:\d[\d,.]*|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds)\b(?!\s+(?:days|hours|times|years|words|months|weeks))"
)
"""A number that is itself what is said: "the union says 130"."""

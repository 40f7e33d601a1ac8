"""Numbers that are no figures: dates, years, ages, hours, distances, labels, scores, shares of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.extract.numbers import Number
from watchdesk.records import Span

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan"
    r"|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec|janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre"
    r"|décembre|decembre|janv|fév|févr|avr|juil|déc)\b\.?"
)
_S = r"[ \u00a0\u202f\n]"
_RIGHT_NOISE = re.compile(
    rf"""^(?:
      (?:er|st|nd|rd|th)?{_S}(?:of{_S}|de{_S})?{_MONTHS}                                          # 3 June, 1er mai
      | {_S}?[-–/]{_S}?\d{{1,2}}(?:er)?{_S}(?:of{_S})?{_MONTHS}                                   # 8–14 June
      | {_S}(?:au|et|and|to|à|or|ou){_S}(?:le{_S}|the{_S})?\d{{1,2}}(?:er|st|nd|rd|th)?{_S}{_MONTHS}  # 16 and 17 June
      | ,{_S}\d{{1,2}}(?:er)?{_S}(?:and|et|au|à|to){_S}\d{{1,2}}{_S}{_MONTHS}
      | {_S}(?:and|to|et|à|or|ou){_S}\d{{1,2}}(?:[.:]\d\d)?{_S}?(?:h\b|heures|a\.?m\b|p\.?m\b|o['’]clock|gmt\b)
      | [-{chr(8209)}\u00a0 ]?years?[-{chr(8209)} ]?(?:s[- ])?olds?\b | {_S}ans\b | -?an-old
      | -(?:and|for|lb|pound|taka|thirty|fifteen|forty)\b | \+\d | {_S}(?:when|lorsqu)\b | [-–:.h/]\d | [-–]{_S}?\d | °
          | {_S}?h{_S}\d | {_S}?h\b | {_S}?heures?\b | {_S}?(?:a\.?m\b|p\.?m\b|o['’]clock|gmt\b)
      | [A-Za-zÀ-ÿᵉʳ] | {_S}at{_S}(?:night|dawn|noon|dusk)\b
      | {_S}(?:fifths?|sixths?|tenths?|cinquièmes?|sixièmes?|dixièmes?)\b
      | {_S}(?:in{_S}the{_S}(?:morning|afternoon|evening)|sharp|o['’]clock|du{_S}matin
          |last{_S}(?:evening|night))\b
      | [-{chr(8209)}](?:day|days|night|hour|hours|minute|week|month|year|kilomet|mile|metre|meter|page|point
          |storey|mm|foot|man\b|ton|kilo|sided|wheel|third|fifth|seat|member|nation|party|way|star)\w*
      | {_S}(?:in|on|sur){_S}(?:a{_S})?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twenty|deux
          |trois|quatre|cinq|dix|(?!(?:19|20)\d\d\b)\d+)\b  # one in five, not 8,000 in 2022
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LEFT_NOISE = re.compile(
    rf"""(?:
      \d[-–/:]$ | \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-$
      | \d{_S}?h{_S}$ | \b(?:who|she|he|elle|il|them|i){_S}(?:is|was|am|a|avait){_S}$ 
          | \b(?:older|younger|plus{_S}de){_S}than{_S}$ | \d\+$ | {_MONTHS}{_S}\d{{1,2}}{_S}?(?:[-–,]|and|to
          |et|et{_S}le){_S}?$
      | \b(?:age|ages|aged|âgée?s?{_S}(?:de|d['’])|aged{_S}(?:between|from)|age{_S}of|ages{_S}of){_S}$
      | \b(?:aged|âgée?s?{_S}de|ages|aged{_S}between|âgée?s?{_S}d['’]entre)[\s\w]{{1,14}}(?:and|et|à|to){_S}$
      | \b(?:boy|girl|man|woman|child|pupil|student|schoolboy|schoolgirl|youth|minor|widow|widower|teenager
          |teacher|boys|girls|men|women|infant|baby|herder|farmer|one){_S}of{_S}(?:about{_S}|some{_S})?$
      | \b(?:no\.?|hour|claim|numéro|nos\.?|n[°º]|nᵒ|route|road|rn|highway|article|articles|resolution
          |résolution|resolutions|chapter|chapitre|phase|phases|level|niveau|airbase|km|kilometre|pk|flight
          |vol|channel|paragraph|paragraphe|para|bulletin|day|jour|étape|point|site|page|pages|room|section
          |annex|task{_S}force|front|region|région|zone|sector|secteur|post|ward|district|gate|update|(?<!\w\ws{_S})report
          |unit|article{_S}premier|radio|tram|bus|ligne|line|version|part|volume|act|loi|law|décret|decree|fm
          |item|case|fiche|dossier|incident|file|ref\.?|réf\.?|block|camp|quartier|brigade|brigade{_S}no|base{_S}aérienne|base|q|t|covid|mi|mig|su|tu
          |ak|rpg|f|m|c|bmp|btr|t){_S}?-?$
      | \b(?:mother|father|parents?|grandmother|grandfather|widow|widower|mère|père|veuve|veuf){_S}(?:of|de){_S}$
      | \b(?:coupée?s?|divisée?s?|scindée?s?|pliée?s?|cut|split|divided){_S}(?:en|in){_S}$
      | \b(?:rue|avenue|kilomètre|kilométrique|kilometer|scénario|scenario|composez{_S}le|appelez{_S}le|dial|call
          |free{_S}number|telephone|téléphone|hotline){_S}$
      | \b(?:age|âge)\b[^,;.:]{{0,30}}{_S}(?:from|to|de|à|at){_S}$
      | \b(?:curfew|couvre-feu)\b[^,;.:]{{0,20}}{_S}(?:from|dès|de|à){_S}$
      | \bdu{_S}\d{{1,2}}{_S}au{_S}$ | \b(?:nuit{_S}du|nuit{_S}de|night{_S}of|matinée{_S}du){_S}(?:le{_S})?$
      | \#
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_LEFT = re.compile(rf"(?<!\d{_S})\b{_MONTHS}{_S}(?:the{_S})?$", re.IGNORECASE)
_DAY_LEFT = re.compile(rf"\b\d\d?{_S}{_MONTHS}{_S}$", re.IGNORECASE)
_LEFT_DAY_FR = re.compile(
    rf"\b(?:le|du|au|dès{_S}le|depuis{_S}le|jusqu['’]au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche){_S}$",
    re.IGNORECASE,
)
_LEFT_DAY_EN = re.compile(
    rf"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the|mon|tue|wed|thu|fri|sat|sun)[,.]?{_S}$",
    re.IGNORECASE,
)
_AGE_COMMA = re.compile(r"[A-ZÀ-Þa-zà-ÿ][\w’'-]*,\s$")
_LIST_MARK = re.compile(r"^[\s(#*•▪–-]*$")
_TIME_MARK = re.compile(r"^\s*(?:\d{1,2}[).]|[•▪–-])\s$")
_LABEL_LEFT = re.compile(r"(?:^|[\s(])(?P<word>[A-ZÀ-Þ][\w’'-]+)\s$")
_QUARTER = r"^\s(?:neighbou?rhood|quarter|district|area|zone|sector|camp|checkpoint|crossroads|road)\b"
_COUNTING = (
    "dead",
    "toll",
    "it",
    "number",
    "count",
    "losses",
    "wounded",
    "injured",
    "figure",
    "strength",
    "stands",
    "put",
)
_CLOCK_LEFT = re.compile(
    "".join(f"(?<!{word} )" for word in _COUNTING)
    + r"\b(?:at|towards|toward|after|until|till|before|past|vers|by)\s(?:about\s|around\s)?$",
    re.IGNORECASE,
)
_CLOCK_RIGHT = re.compile(
    r"^(?:[.,;:!?”\"»)]|\s(?:in the (?:morning|afternoon|evening)|on (?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|yesterday|today)|$)",
    re.IGNORECASE,
)
_NEXT_WORDS = re.compile(
    r"^[\s\u00a0\u202f-]{0,3}(?:d['’]|de\s|more\s|further\s|other\s|autres?\s|consecutive\s"
    r"|straight\s|long\s|full\s|whole\s|square\s|last\s|dernières?\s|derniers?\s|prochaine?s?\s"
    r"|next\s|past\s|longues?\s|premiers?\s|premières?\s)?([\w’'.-]+)"
)
_PROPER_AFTER = re.compile(r"^\s[A-Z]")


@cache
def left_out_nouns() -> frozenset[str]:
    """Nouns (day, kilometre, page …) after which a number is no figure."""
    lists = load_codebook("figures")["left_out"]
    return frozenset(str(word).lower() for words in lists.values() for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a number may be part of: its sentence, dates, country names, and registered names that hold digits."""

    sentence: Span
    dates: tuple[Span, ...] = ()
    countries: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()


_THE_UNIT = re.compile(r"\b(?:the|la|le)\s$", re.IGNORECASE)  # "the 444", of a report that names "444 Brigade"
_UNIT_NAME = r"(?:brigade|battalion|bataillon|regiment|régiment|division|unit|unité|bloc|group|groupe)"


def is_figure(text: str, number: Number, around: Surroundings) -> bool:
    """False for what a number says of the calendar, the clock, the road, an age, a label, a score or the page."""
    if number.low == number.high == 0 or not number.whole:
        return False
    start, end = number.core.start, number.core.end
    before = text[max(around.sentence.start, start - 40) : start]
    after = text[end : min(around.sentence.end, end + 40)]
    if number.kind == "ordinal":
        return _is_counted_ordinal(after) and not _ON_THE.search(before)
    if (
        _unit_follows(text[max(end, number.span.end) : around.sentence.end][:40])
        or _unit_follows(after)
        or any(n.holds(number.core) for n in around.names)
    ):
        return False
    ahead = text[max(around.sentence.start, number.span.start - 40) : number.span.start]
    if _is_source(ahead, text[end : min(around.sentence.end, end + 80)]) or _is_population(ahead, after, number):
        return False
    if number.kind == "vague":
        return True
    if _THE_UNIT.search(before) and re.search(rf"\b{_UNIT_NAME}\s{text[start:end]}\b", text, re.IGNORECASE):
        return False
    if any(d.holds(number.core) for d in around.dates):
        return False
    if number.kind == "percent":
        return True
    if number.kind == "money":
        return not _PRICED.search(ahead)
    words = text[start:end]
    if words == "neuf" and _NEW_FR.match(after) and not _COUNTED_NINE.search(before):
        return False
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+", words) is not None
    if _RIGHT_NOISE.match(after) or (_LEFT_NOISE.search(before) and not grouped):
        return False
    if _THOSE.search(before) and re.match(r"^\s(?:were|was|had|have|ont|étaient|sont)\b", after):
        return False
    return not (
        _is_calendar(words, before, after)
        or _is_age_or_clock(number, words, before, after)
        or _is_label(words, number.core.start, before, after, around)
    )


_THOSE = re.compile(r"\b(?:those|these|ces)\s$", re.IGNORECASE)  # "whether those two were included"
_PRICED = re.compile(
    r"\b(?:costs?|costing|price[ds]?|sells?|selling|sold|bill|coûte|coûtent|coûtait|coûter|prix|vend|vendus?|vendues?|vendent)"
    r"\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
"""Before an amount that is only a price."""
_NEW_FR = re.compile(r"^[,.;:!?»)]")
_COUNTED_NINE = re.compile(
    r"\b(?:sont|étaient|étions|sommes|tous|les|que|nombre de|à|et|ou|dont|ont|eu|compté|(?<!vêtu )(?<!vêtus )"
    r"(?<!vêtue )(?<!vêtues )de)\s$"
)
"""« neuf » at the end of a phrase is the adjective unless it is counted: « ils étaient neuf »."""


_SPEAKS = (
    r"(?:said|says|say|told|reported|report|admitted|warned|recounted|added|recalled|described|concluded|explained|"
    r"confirmed|testified|remarked|inquired|cautioned|argued|ont indiqué|ont déclaré|ont affirmé"
    r"|ont dit|ont confirmé|"
    r"ont raconté|ont rapporté|affirment|indiquent|racontent|disent|assurent|rapportent|a déclaré"
    r"|a indiqué|confirment)"
)
_SPEAKERS_AFTER = re.compile(rf"^(?:\s[\w’'-]+){{1,4}}\s{_SPEAKS}\b", re.IGNORECASE)
_SPEAKERS_BEFORE = re.compile(
    r"(?:according to|told by|said by|say|said|interviewed|interviewing|interviews with|spoke to"
    r"|spoke with|talking to|talked to|"
    r"auprès (?:de|d['’])|selon|d['’]après|par la voix de|interrogé|indiqué|affirmé|rapporté"
    r"|rencontré|déclaré|confirmé)"
    r"(?:\s(?:mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche|also))?(?:\sà des journalistes)?\s$",
    re.IGNORECASE,
)
_PEOPLE_WHO_SPEAK = re.compile(
    r"^\s(?:\w+\s){0,2}(?:witness(?:es)?|sources?|delegates?|diplomats?|residents|officials?"
    r"|témoins?|agences|responsables|"
    r"interviewees|envoys?|élus|habitants|survivors|employees|traders|merchants|nurses"
    r"|people by telephone|relatives|families who)\b",
    re.IGNORECASE,
)


_SPEAK_TOGETHER = re.compile(
    rf"^(?:\s[\w’'-]+){{1,3}}\s(?:and|et)\s(?:an?|one|une?|two|three|deux|trois)(?:\s[\w’'-]+){{1,3}}\s{_SPEAKS}\b",
    re.IGNORECASE,
)
"""Two kinds of people who speak together: ", two police officials and a hospital doctor said"."""
_MEMBERS = re.compile(
    r"^\s(?:\w+\s){0,2}(?:members|neighbours|elders|doctors|commanders|soldiers|voisins|membres|médecins)\b"
)
"""People who may also be counted for what they suffer, but speak where a comma goes before (", two members said")."""


def _is_source(before: str, after: str) -> bool:
    """People who are counted only because they speak: "two residents said", « selon trois témoins »."""
    told = _SPEAKERS_AFTER.match(after) is not None
    speaks = told and bool(_PEOPLE_WHO_SPEAK.match(after) or (before.endswith(", ") and _MEMBERS.match(after)))
    speaks = speaks or (before.endswith(", ") and _SPEAK_TOGETHER.match(after) is not None)
    asked = bool(_SPEAKERS_BEFORE.search(before))
    numeric = after[:1] == " " and bool(_PEOPLE_WHO_SPEAK.match(after))
    return speaks or (asked and numeric) or bool(_INTERVIEWED.search(before))


_INTERVIEWED = re.compile(
    r"(?:interview(?:ed|s|ing)\s(?:with\s)?|spoke (?:to|with)\s|talk(?:ed|ing) to\s|interrogé\s|entretenu\w* avec\s)$"
)
_SETTLED_BEFORE = re.compile(
    r"\b(?:home to|population of|populated by|peuplée? (?:de|d['’])|population (?:de|d['’]))\s?$", re.IGNORECASE
)
_SETTLED_TOWN = re.compile(
    r"\b(?:town|city|village|suburb|camp|bourg|bourgade|ville|localité|cité|commune|quartier)\s(?:of|de|d['’])\s?$",
    re.IGNORECASE,
)
_INHABITANTS = re.compile(
    r"^\s(?:people|persons|inhabitants|souls|residents|personnes|habitants|âmes)\b", re.IGNORECASE
)
_SETTLED_AFTER = re.compile(
    r"^\s(?:people|persons|inhabitants|souls|residents|personnes|âmes)\s(?:who\s|qui\s)?"
    r"(?:live|lived|living|reside|vivent|vivaient|y vivent)\b"
)
_AGED_BEFORE = re.compile(
    r"\b(?:children|boys|girls|kids|minors|women|men|people|those|all|most|them|enfants|mineurs|filles|garçons|jeunes"
    r"|personnes)\s$",
    re.IGNORECASE,
)


_AS_YOUNG = re.compile(r"\b(?:as (?:young|old) as|âgée?s d[’']à peine|âgée?s de seulement)\s$", re.IGNORECASE)


def _is_population(before: str, after: str, number: Number) -> bool:
    """Who lives in a place ("home to 10,000 people"), or an age ("children under ten")."""
    if _SETTLED_BEFORE.search(before) or _SETTLED_AFTER.match(after) or _AS_YOUNG.search(before):
        return True
    if _SETTLED_TOWN.search(before) and _INHABITANTS.match(after):
        return True
    aged = number.qualifier in ("less_than", "more_than") and (number.low or number.high or 0) <= 90
    return aged and bool(_AGED_BEFORE.search(before)) and not re.match(r"^\s[a-zà-ÿ]{4,}", after)


def _unit_follows(after: str) -> bool:
    found = _NEXT_WORDS.match(after)
    if not found:
        return False
    word = found[1].lower().rstrip(".,;:")
    return word in left_out_nouns() or word.split("-")[0] in left_out_nouns()


def _is_calendar(words: str, before: str, after: str) -> bool:
    """A bare year, or a day of the month after "le" or a weekday."""
    if not words.isdigit():
        return False
    if (int(words) <= 31 or len(words) == 4) and _MONTH_LEFT.search(before):
        return True
    if len(words) == 2 and _DAY_LEFT.search(before) and re.match(r"^(?:\s[-–—(]|[):]|\s*$)", after):
        return True  # "2 Nov 89 --"
    if len(words) == 4 and 1800 <= int(words) <= 2099:
        return not re.match(
            r"^\s(?:\w+\s)?(?:soldiers|troops|people|men|peacekeepers|soldats|hommes|personnes|militaires"
            r"|casques|police|policiers|families|familles|personnel|troupes)\b",
            after,
            re.IGNORECASE,
        )
    if int(words) > 31:
        return False
    if _LEFT_DAY_FR.search(before):
        return not re.match(r"^\s[a-zà-ÿ]{4,}s\b", after) or bool(
            re.match(r"^\s(?:dans|vers|mais|sans|sous|après)\b", after)
        )
    return bool(_LEFT_DAY_EN.search(before)) and not re.match(r"^\s[a-z]{3,}", after)


def _is_age_or_clock(number: Number, words: str, before: str, after: str) -> bool:
    value = number.high or 0
    if value > 13 and words.isdigit() and _ONE_OF.search(before) and re.match(r"^[,.;)]", after):
        return True
    if (
        1 <= value <= 99
        and _AGE_COMMA.search(before)
        and re.match(r"^(?:[,.;:!?”\"»)]|\s(?:ans\b|and\b.{0,3}$))", after)
        and words.isdigit()
    ):
        return True
    return value <= 12 and bool(_CLOCK_LEFT.search(before)) and bool(_CLOCK_RIGHT.match(after))


_ONE_OF = re.compile(r"\ban? [a-z-]{3,20} of $")
"""Before an age: "a porter of 52,"."""


def _is_label(words: str, start: int, before: str, after: str, around: Surroundings) -> bool:
    """A list number ("3. Access", "2/ The army") or the number of a named thing ("Brigade 173", "Delmas 30")."""
    if _TIME_MARK.match(before) and re.fullmatch(r"[01]\d[0-5]\d|2[0-3][0-5]\d", words) and after[:1] in (",", ":"):
        return True
    if not words.isdigit() or len(words) > 3:
        return False
    if _LIST_MARK.match(before) and re.match(r"^(?:[.)/:]|\s[-–—]\s|\s*$)", after):
        return True
    named = _LABEL_LEFT.search(before)
    if not named or re.match(r"^\s[a-zà-ÿ]{3,}s\b", after) or len(before.strip()) == len(named["word"]):
        return False
    country = any(0 <= start - c.end <= 2 for c in around.countries)
    return not country and bool(re.match(r"^(?:[,.:;)]|\s(?:de|of|in|at|à|and|et|on)\b|\s*$)|" + _QUARTER, after))


_ON_THE = re.compile(
    r"\b(?:since|on|by|until|till|before|after|from|between|depuis|avant|après|dès|jusqu[’']au)\s(?:the\s|le\s)?$",
    re.IGNORECASE,
)
"""Before an ordinal that is a day of the month: "missing since the 10th"."""


def _is_counted_ordinal(after: str) -> bool:
    """True for "the fourth such attack" and "a fifth victim"."""
    if re.match(
        r"^\s(?:such|corps|body|victime?|person|teacher|soldier|soldat|man|homme|woman|femme|peacekeeper"
        r"|casque|policeman|policier|civilian|civil|d[’']un|refusal|raid|attack|attaque|officer|bomber"
        r"|site)\b",
        after,
    ):
        return True
    return bool(re.match(r"^\s(?:was|were|is|has|had|died|a été|est)\b", after)) and not re.match(
        r"^\swas\staken", after
    )

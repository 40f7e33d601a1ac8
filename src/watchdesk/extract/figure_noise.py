"""Numbers that are no figures: dates, years, ages, hours, distances, labels, scores, shares of a page."""

from __future__ import annotations

import re
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.extract.numbers import Number

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec|janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre"
    r"|décembre|decembre|janv|févr|avr|juil|déc)\b\.?"
)
_S = r"[ \u00a0\u202f\n]"
_RIGHT_NOISE = re.compile(
    rf"""^(?:
      (?:er|st|nd|rd|th)?{_S}(?:of{_S}|de{_S})?{_MONTHS}                                          # 3 June, 1er mai
      | {_S}?[-–/]{_S}?\d{{1,2}}(?:er)?{_S}(?:of{_S})?{_MONTHS}                                   # 8–14 June
      | {_S}(?:au|et|and|to|à|or|ou){_S}(?:le{_S}|the{_S})?\d{{1,2}}(?:er|st|nd|rd|th)?{_S}{_MONTHS}  # 16 and 17 June
      | ,{_S}\d{{1,2}}(?:er)?{_S}(?:and|et|au|à|to){_S}\d{{1,2}}{_S}{_MONTHS}
      | [-{chr(8209)}\u00a0 ]?years?[-{chr(8209)} ]?(?:s[- ])?olds?\b | {_S}ans\b | -?an-old
      | [-–:.h/]\d | [-–]{_S}?\d | °| {_S}?h{_S}\d | {_S}?h\b | {_S}?heures?\b | {_S}?(?:a\.?m\b|p\.?m\b|o['’]clock|gmt\b)
      | [A-Za-zÀ-ÿ] | \.[)] | \){_S}*[A-Z]
      | [-{chr(8209)}](?:day|days|night|hour|hours|minute|week|month|year|kilomet|mile|metre|meter|page|point|storey|mm|foot|man\b|ton|kilo|sided|wheel|third|fifth|seat|member|nation|party|way|star)\w*
      | {_S}(?:in|on|sur){_S}(?:a{_S})?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twenty|deux|trois|quatre|cinq|dix|\d+)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LEFT_NOISE = re.compile(
    rf"""(?:
      (?:^|[\s(–—-]){_MONTHS}{_S}(?:the{_S})?$                                                    # June 3
      | \d{_S}?[-–/:]{_S}?$ | {_MONTHS}{_S}\d{{1,2}}{_S}?(?:[-–,]|and|to|et|et{_S}le){_S}?$
      | \b(?:age|ages|aged|âgée?s?{_S}(?:de|d['’])|aged{_S}(?:between|from)|age{_S}of|ages{_S}of|à|au){_S}$(?<!{_S}à{_S})(?<!{_S}au{_S})
      | \b(?:aged|âgée?s?{_S}de|ages|aged{_S}between|âgée?s?{_S}d['’]entre)[\s\w]{{1,14}}(?:and|et|à|to){_S}$
      | \b(?:boy|girl|man|woman|child|pupil|student|schoolboy|schoolgirl|youth|minor|widow|widower|teenager|teacher|boys|girls|men|women|infant|baby|herder|farmer|one){_S}of{_S}(?:about{_S}|some{_S})?$
      | \b(?:number|numbers|no\.?|nos\.?|n[°º]|nᵒ|route|road|rn|highway|article|articles|resolution|résolution|resolutions|chapter|chapitre|phase|phases|level|niveau|airbase|km|kilometre|pk|flight|vol|channel|paragraph|paragraphe|para|bulletin|day|jour|étape|point|site|page|pages|room|section|annex|task{_S}force|front|region|région|zone|sector|secteur|post|ward|district|gate|update|report|unit|article{_S}premier|radio|tram|bus|ligne|line|version|part|volume|act|loi|law|décret|decree|fm|item|case|block|camp|q|t|covid|mi|mig|su|tu|ak|rpg|f|m|c|bmp|btr|t){_S}?-?$
      | \bdu{_S}\d{{1,2}}{_S}au{_S}$ | \b(?:nuit{_S}du|nuit{_S}de|night{_S}of|matinée{_S}du){_S}(?:le{_S})?$
      | \#
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LEFT_DAY_FR = re.compile(
    rf"\b(?:le|du|au|dès{_S}le|depuis{_S}le|jusqu['’]au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche){_S}$",
    re.IGNORECASE,
)
_LEFT_DAY_EN = re.compile(
    rf"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the|mon|tue|wed|thu|fri|sat|sun)[,.]?{_S}$",
    re.IGNORECASE,
)
_AGE_COMMA = re.compile(r"[A-ZÀ-Þa-zà-ÿ][\w’'-]*,\s$")
_LIST_MARK = re.compile(r"(?:^|\n)[\s(#*•▪–-]*$")
_CLOCK_LEFT = re.compile(
    r"(?<!dead )(?<!toll )(?<!it )(?<!number )(?<!count )(?<!losses )(?<!wounded )(?<!injured )(?<!figure )(?<!strength )\b(?:at|towards|toward|after|until|till|before|past|vers|by)\s(?:about\s|around\s)?$",
    re.IGNORECASE,
)
_CLOCK_RIGHT = re.compile(
    r"^(?:[.,;:!?”\"»)]|\s(?:in the (?:morning|afternoon|evening)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)|$)",
    re.IGNORECASE,
)
_NEXT_WORDS = re.compile(
    r"^[\s\u00a0\u202f-]{0,3}(?:d['’]|de\s|more\s|further\s|other\s|autres?\s|consecutive\s|straight\s|long\s|full\s|whole\s|square\s|last\s|dernières?\s|derniers?\s|prochaine?s?\s|next\s|past\s|longues?\s|premiers?\s|premières?\s)?([\w’'.-]+)"
)
_PROPER_AFTER = re.compile(r"^\s[A-Z]")


@cache
def left_out_nouns() -> frozenset[str]:
    """Nouns (day, kilometre, page …) after which a number is no figure."""
    lists = load_codebook("figures")["left_out"]
    return frozenset(str(word).lower() for words in lists.values() for word in words)


def is_figure(text: str, number: Number, dates: list[tuple[int, int]]) -> bool:
    """False for what a number says of the calendar, the clock, the road, an age, a label, a score or the page."""
    if number.kind == "money" or number.low == number.high == 0:
        return False
    start, end = number.core.start, number.core.end
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if number.kind == "ordinal":
        return _is_counted_ordinal(before, after)
    if _unit_follows(after) or (number.kind != "vague" and any(a <= start and end <= b for a, b in dates)):
        return False
    if number.kind == "vague":
        return True
    words = text[start:end]
    if number.kind == "percent":
        return not re.search(r"\d[.,]\d", words)
    if _RIGHT_NOISE.match(after) or _LEFT_NOISE.search(before):
        return False
    return not (
        _is_calendar(words, before, after)
        or _is_age_or_clock(number, words, before, after)
        or _is_label(text, start, words, after)
    )


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
    if len(words) == 4 and 1800 <= int(words) <= 2099:
        return not re.match(
            r"^\s(?:\w+\s)?(?:soldiers|troops|people|men|peacekeepers|soldats|hommes|personnes|militaires|casques|police|policiers|families|familles|personnel|troupes)\b",
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
    if (
        1 <= value <= 99
        and _AGE_COMMA.search(before)
        and re.match(r"^(?:[,.;:!?”\"»)]|\s(?:ans\b|and\b.{0,3}$))", after)
        and words.isdigit()
    ):
        return True
    return value <= 12 and bool(_CLOCK_LEFT.search(before)) and bool(_CLOCK_RIGHT.match(after))


def _is_label(text: str, start: int, words: str, after: str) -> bool:
    """A list number ("3. Access", "2/ The army")."""
    if not words.isdigit() or len(words) > 2:
        return False
    return bool(_LIST_MARK.search(text, max(0, start - 6), start)) and bool(re.match(r"^[.)/:]|^\s[-–—]\s", after))


def _is_counted_ordinal(before: str, after: str) -> bool:
    """True for "the fourth such attack" and "a fifth victim"."""
    if re.match(
        r"^\s(?:such|corps|body|victime?|person|teacher|soldier|soldat|man|homme|woman|femme|peacekeeper|casque|policeman|policier|civilian|civil|d[’']un|refusal|raid|attack|attaque|officer|bomber|site)\b",
        after,
    ):
        return True
    return bool(re.match(r"^\s(?:was|were|is|has|had|died|a été|est)\b", after)) and not re.match(
        r"^\swas\staken", after
    )

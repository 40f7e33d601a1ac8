"""The forms a number takes: digits, words, round and vague words, ordinals, none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from watchdesk.extract.number_words import FR_ABOUT, read_word_numbers
from watchdesk.records import Qualifier, Span

Kind = Literal["count", "vague", "ordinal", "percent", "money", "single"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number: `core` covers the number alone, `span` also its qualifier ("at least two"), range or currency.

    `whole` is False where the text gives a fraction ("3.5 kg"), whose bounds are rounded.
    """

    span: Span
    core: Span
    low: int | None
    high: int | None
    qualifier: Qualifier
    kind: Kind = "count"
    whole: bool = True


_S = r"[ \u00a0\u202f\n]"
_SCALES = {"million": 10**6, "mln": 10**6, "m": 10**6, "milliard": 10**9, "billion": 10**9, "bn": 10**9}
_SCALES |= {"thousand": 1000, "mille": 1000, "millier": 1000, "k": 1000, "hundred": 100}
_SCALE = (
    rf"(?:{_S}?(?P<scale>millions?|mln|milliards?|billions?|bn|thousands?|mille|milliers|hundreds?)\b"
    rf"|(?P<letter>m|k|M|K)\b)?"
)
_DIGITS_EN = re.compile(
    rf"(?<![\w.,/:#–-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[\u00a0\u202f ]\d{{3}})+(?!\d)"
    rf"|\d+(?:\.\d+)?){_SCALE}(?![\w/:]*\d)"
)
_DIGITS_FR = re.compile(
    rf"(?<![\w.,/:#–-])(?P<n>\d{{1,3}}(?:[\u00a0\u202f ]\d{{3}})+(?!\d)"
    rf"|\d{{1,3}}(?:[.,]\d{{3}})+(?!\d)|\d+(?:,\d+)?){_SCALE}(?![\w/:]*\d)"
)
_VAGUE = {"several": (3, 9), "handful": (3, 9), "plusieurs": (3, 9), "quelques": (3, 9), "poignée": (3, 9)}
_VAGUE |= {"dozens": (24, 99), "dozen": (24, 99), "dizaines": (24, 99), "douzaines": (24, 99), "scores": (40, 99)}
_VAGUE |= {"hundreds": (200, 999), "hundred": (200, 999), "centaines": (200, 999)}
_VAGUE |= {"thousands": (2000, 9999), "thousand": (2000, 9999), "milliers": (2000, 9999)}
_VAGUE |= {"tens of thousands": (20000, 99999), "dizaines de milliers": (20000, 99999)}
_VAGUE |= {"hundreds of thousands": (200000, 999999), "centaines de milliers": (200000, 999999)}
_VAGUE |= {"millions": (2000000, 9999999), "million": (2000000, 9999999), "tens": (20, 99)}
_VAGUE_EN = re.compile(
    rf"""\b(?:(?:(?:many|some|several|a{_S}few|few){_S})(?P<many>dozens?|hundreds?|thousands?|tens{_S}of{_S}thousands|million)
        |(?P<bare>tens{_S}of{_S}thousands|hundreds{_S}of{_S}thousands|dozens|scores|hundreds|thousands
            |millions|tens(?={_S}of\b)|several)
        |a{_S}(?P<hand>handful))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_VAGUE_FR = re.compile(
    rf"""\b(?:(?:(?:des|plusieurs|quelques|les|de|par|en){_S})?
        (?P<many>dizaines{_S}de{_S}milliers|centaines{_S}de{_S}milliers|dizaines|douzaines|centaines|milliers)
        |(?P<bare>plusieurs|quelques)|une{_S}(?P<hand>poignée))\b(?!{_S}(?:\d+|jours|mois|semaines|années|heures
            |minutes|ans)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_MANY_MILLIONS = re.compile(rf"\b(?:des|plusieurs|quelques){_S}(?P<many>millions)\b", re.IGNORECASE)
_ROUND_EN = re.compile(
    rf"""\b(?:(?P<half>half{_S}a|a{_S}half|half){_S}?-?(?P<hwhat>million|dozen|hundred)
        |(?P<n>an?|one|two|three|four|five|six|the){_S}(?P<what>hundred|thousand|million
            |dozen)(?:{_S}and{_S}(?:a{_S})?(?P<plus>half))?
        |(?P<two>an?(?:other)?{_S}(?:couple{_S}of|pair{_S}of|pair\b)))\b(?!{_S}and{_S}(?:one|two|three|four
            |five|six|seven|eight|nine|ten|eleven|twelve|thirt|fourt|fift|sixt|sevent|eight|ninet|twent))""",
    re.IGNORECASE | re.VERBOSE,
)
_ABOUT = "|".join(FR_ABOUT)
_ROUND_FR = re.compile(
    rf"""\b(?:(?P<n>une?|deux|trois|quatre|cinq|demi|demie|l[ae]){_S}(?P<demi>demi[- ])?
        (?P<what>{_ABOUT}|million|milliard)s?(?P<thousands>{_S}de{_S}milliers)?|(?P<lone>{_ABOUT})(?={_S}d))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_HALF_AFTER = re.compile(rf"(?:s)?{_S}(?:et{_S}demie?|and{_S}(?:a{_S})?half)\b", re.IGNORECASE)
_ORDINAL_WORDS = {
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "onzième": 11,
    "douzième": 12,
}
_ORDINAL = re.compile(
    rf"\b(?:an?|the|its|their|his|une?|l[ae]|son|sa|leur){_S}(?P<o>{'|'.join(_ORDINAL_WORDS)}"
    rf"|\d+(?:th|rd|nd|e|ème))\b",
    re.IGNORECASE,
)
_ZERO = re.compile(
    rf"""\b(?:(?P<zero>no|zero|aucune?)(?={_S}(?:civilian|military|casualt|death|dead|fatal|injur
            |wound|loss|victim|mort|bless|perte|décès|civil|militaire|soldat))
        |(?P<none>nobody|no{_S}one|personne(?={_S}n['’])))\b""",
    re.IGNORECASE | re.VERBOSE,
)

_RIGHT_OF_MONEY = re.compile(
    rf"{_S}?(?:million{_S}|milliards?{_S}|millions{_S}|billion{_S})?(?:(?:de{_S}|d['’]"
    rf"|of{_S})?(?:US{_S}|U\.S\.{_S})?(?:dollars?|euros?|francs?|FCFA|CFA|XOF|XAF|pounds|livres|naira"
    rf"|shillings?|gourdes|rupees|roubles|rubles|rials|ouguiyas|taka|yuan|cents|pesos|dinars|riyals|kwacha|USD|EUR|birr)\b|[$€£])",
    re.IGNORECASE,
)
_LEFT_OF_MONEY = re.compile(
    r"(?:US\$|[$€£₦₹¥₽₴₺₵]|\b(?:USD|EUR|KSh|Ksh|Sh|USh|UGX|KES|Rs\.?|INR|PKR|FCFA|CFA|XAF|XOF|SDG|NGN|ETB|COP|UAH|MMK))\s?$"
    r"|\bN$"
)
_PERCENT = re.compile(rf"{_S}?(?:%|per{_S}?cent\b|percent\b|pour{_S}cent\b|p\.{_S}?100)", re.IGNORECASE)


def read_forms(text: str, language: str) -> list[Number]:
    """Numbers of every form, in no order, some over one another ("a dozen" and "dozen")."""
    return [
        *_vague(text, language),
        *_round(text, language),
        *_plain(text, language),
        *_ordinals(text),
        *_zeros(text),
        *_couples(text, language),
    ]


def _make(start: int, end: int, low: int, high: int, qualifier: Qualifier = "exact", kind: Kind = "count") -> Number:
    span = Span(start=start, end=end)
    return Number(span=span, core=span, low=low, high=high, qualifier=qualifier, kind=kind)


def _plain(text: str, language: str) -> Iterator[Number]:
    for match in (_DIGITS_FR if language == "fr" else _DIGITS_EN).finditer(text):
        value = digit_value(match["n"], language)
        scale = (match["scale"] or match["letter"] or "").lower().rstrip("s")
        number = value * _SCALES.get(scale, 1)
        end, half = match.end(), _HALF_AFTER.match(text, match.end())
        if half and scale:
            number, end = number + _SCALES[scale] / 2, half.end()
        yield from _of_kind(text, match.start(), end, round(number), whole=number == round(number))
    for word in read_word_numbers(text, language):
        value, end = word.value, word.end
        half = _HALF_AFTER.match(text, end)
        if half and value >= 10**6:
            value, end = value + 10**6 // 2, half.end()
        yield from _of_kind(text, word.start, end, value, whole=True)


_FAMILY_OF = re.compile(
    rf"\b(?:an?|the|une?|la|one|another){_S}(?:[\w-]+{_S})?(?:family|famille){_S}(?:of|de){_S}$", re.IGNORECASE
)
"""Before a number: "a family of five"."""
_COUPLE_EN = re.compile(
    rf"\ban?{_S}(?:[a-z-]+{_S})?couple(?=[,.;:)]|{_S}(?:who|whose|and|in|from|with|was|were|on|at|had|near)\b|$)",
    re.IGNORECASE,
)
_COUPLE_FR = re.compile(rf"\bun{_S}couple\b(?!{_S}d(?:e{_S}|['’])(?:jours|semaines|mois|heures|années))", re.IGNORECASE)


def _couples(text: str, language: str) -> Iterator[Number]:
    """Two people who are called a couple."""
    for match in (_COUPLE_FR if language == "fr" else _COUPLE_EN).finditer(text):
        yield _make(match.start(), match.end(), 2, 2)


def _of_kind(text: str, start: int, end: int, value: int, *, whole: bool) -> Iterator[Number]:
    kind: Kind = "count"
    family = _FAMILY_OF.search(text, max(0, start - 40), start)
    start = family.start() if family else start
    sign, unit = _LEFT_OF_MONEY.search(text, max(0, start - 6), start), _RIGHT_OF_MONEY.match(text, end)
    if sign or unit:
        kind = "money"
    elif _PERCENT.match(text, end):
        kind = "percent"
    number = replace(_make(start, end, value, value, kind=kind), whole=whole)
    span = Span(start=sign.start() if sign else start, end=unit.end() if unit else end)
    yield replace(number, span=span)


def digit_value(digits: str, language: str) -> float:
    """The value of "17,557", « 17 557 » or « 2,5 »; a comma is a decimal mark in French only."""
    bare = re.sub(r"[ \u00a0\u202f]", "", digits)
    if language == "fr":
        bare = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", bare).replace(",", ".")
        return float(bare)
    return float(bare.replace(",", ""))


def _vague(text: str, language: str) -> Iterator[Number]:
    for pattern in (_VAGUE_FR, _MANY_MILLIONS) if language == "fr" else (_VAGUE_EN,):
        for match in pattern.finditer(text):
            word = next(value for value in match.groups() if value).lower()
            low, high = _VAGUE[" ".join(word.split())]
            yield _make(match.start(), match.end(), low, high, "vague", "vague")


def _round(text: str, language: str) -> Iterator[Number]:
    pattern, read = (_ROUND_FR, _round_french) if language == "fr" else (_ROUND_EN, _round_english)
    for match in pattern.finditer(text):
        number = read(match)
        if number:
            yield number


def _round_english(match: re.Match[str]) -> Number | None:
    if match["two"]:
        return _make(match.start(), match.end(), 2, 2)
    sizes = {"hundred": 100, "thousand": 1000, "million": 10**6, "dozen": 12}
    if match["half"]:
        size = sizes[match["hwhat"].lower()] // 2
        return _make(match.start(), match.end(), size, size)
    times = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}.get(match["n"].lower(), 1)
    if match["what"].lower() != "dozen" and times > 1:
        return None
    size = sizes[match["what"].lower()]
    value = times * size + (size // 2 if match["plus"] else 0)
    return _make(match.start(), match.end(), value, value)


def _round_french(match: re.Match[str]) -> Number | None:
    what = (match["what"] or match["lone"]).lower()
    size = {**FR_ABOUT, "million": 10**6, "milliard": 10**9}[what]
    word = (match["n"] or "une").lower()
    times = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5}.get(word, 1)
    if what in ("million", "milliard") and times > 1:
        return None
    value = size * times * (1000 if match["thousands"] else 1)
    half = bool(match["demi"]) or word.startswith("demi")
    about = what in FR_ABOUT and times == 1
    return _make(
        match.start(),
        match.end(),
        value // (2 if half else 1),
        value // (2 if half else 1),
        "about" if about else "exact",
    )


def _ordinals(text: str) -> Iterator[Number]:
    for match in _ORDINAL.finditer(text):
        word = match["o"].lower()
        value = _ORDINAL_WORDS.get(word) or int(re.sub(r"\D", "", word))
        yield _make(match.start(), match.end(), value, value, kind="ordinal")


_KIN_EN = (
    "wife|husband|son|daughter|brother|sister|mother|father|nephew|niece|baby|driver|interpreter|bodyguard|aide|toddler"
    "|grandson|granddaughter|grandmother|grandfather|grandchild|uncle|aunt|cousin|fiancée?|stepson|colleague|assistant|apprentice|deputy"
)
_KIN_FR = (
    "femme|épouse|mari|fils|fille|frère|sœur|mère|père|neveu|nièce|bébé|chauffeur|conducteur|interprète|garde du corps"
    "|petit-fils|petite-fille|grand-mère|grand-père|oncle|tante|cousine?|fiancée?|collègue|compagne|compagnon|assistante?|apprenti|adjoint"
)
_SINGLE_EN = re.compile(
    rf"\b(?:(?:an?|another)(?={_S}(?:[\"“«]{_S}?)?\w)|(?:his|her|their|the)(?={_S}(?:[\w-]+{_S})?(?:{_KIN_EN})\b))",
    re.IGNORECASE,
)
_SINGLE_FR = re.compile(
    rf"\b(?:une?(?={_S}(?:[\"“«]{_S}?)?\w)|(?:son|sa|leur|le|la)(?={_S}(?:{_KIN_FR})\b))", re.IGNORECASE
)


def find_singles(text: str, language: str) -> list[Number]:
    """Articles that may stand for one person ("a guard was shot dead"); whether they do is told elsewhere."""
    pattern = _SINGLE_FR if language == "fr" else _SINGLE_EN
    return [_make(m.start(), m.end(), 1, 1, kind="single") for m in pattern.finditer(text)]


def _zeros(text: str) -> Iterator[Number]:
    for match in _ZERO.finditer(text):
        yield _make(match.start(), match.end(), 0, 0)

"""Numbers in digits and words, English and French: value, bounds, qualifier, and what is told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.extract.number_words import EN_TENS, EN_UNITS, FR_TENS, FR_UNITS, read_word_numbers
from watchdesk.extract.numbers import find_numbers

ENGLISH = [
    ("203 people", "203", 203, 203, "exact"),
    ("17,557 people", "17,557", 17557, 17557, "exact"),
    ("17\u00a0557 people", "17\u00a0557", 17557, 17557, "exact"),
    ("2.5 million people", "2.5 million", 2500000, 2500000, "exact"),
    ("1.2m people", "1.2m", 1200000, 1200000, "exact"),
    ("Forty-six dead", "Forty-six", 46, 46, "exact"),
    ("two hundred and three men", "two hundred and three", 203, 203, "exact"),
    ("a dozen men", "a dozen", 12, 12, "exact"),
    ("two dozen women", "two dozen", 24, 24, "exact"),
    ("half a dozen people", "half a dozen", 6, 6, "exact"),
    ("half a million people", "half a million", 500000, 500000, "exact"),
    ("At least two foreign soldiers", "At least two", 2, None, "at_least"),
    ("no fewer than 30 dead", "no fewer than 30", 30, None, "at_least"),
    ("40 or more dead", "40 or more", 40, None, "at_least"),
    ("more than 8,000 people", "more than 8,000", 8000, None, "more_than"),
    ("upwards of 500 cows", "upwards of 500", 500, None, "more_than"),
    ("about 1,000 people", "about 1,000", 1000, 1000, "about"),
    ("nearly a hundred soldiers", "nearly a hundred", 100, 100, "about"),
    ("an estimated 3,400 people", "an estimated 3,400", 3400, 3400, "about"),
    ("forty-odd patients", "forty-odd", 40, 40, "about"),
    ("a hundred or so soldiers", "a hundred or so", 100, 100, "about"),
    ("up to 1,400 men", "up to 1,400", None, 1400, "up_to"),
    ("fewer than 20 men", "fewer than 20", None, 20, "less_than"),
    ("between 850 and 1,100 troops", "between 850 and 1,100", 850, 1100, "about"),
    ("60 to 80 thousand families", "60 to 80 thousand", 60000, 80000, "about"),
    ("five or six men", "five or six", 5, 6, "about"),
    ("several men", "several", 3, 9, "vague"),
    ("a handful of men", "a handful", 3, 9, "vague"),
    ("dozens of men", "dozens", 24, 99, "vague"),
    ("scores of houses", "scores", 40, 99, "vague"),
    ("hundreds of men", "hundreds", 200, 999, "vague"),
    ("several hundred men", "several hundred", 200, 999, "vague"),
    ("thousands of men", "thousands", 2000, 9999, "vague"),
    ("tens of thousands of men", "tens of thousands", 20000, 99999, "vague"),
    ("a fourth victim", "a fourth", 4, 4, "exact"),
    ("handed over 11 rifles", "11", 11, 11, "exact"),
]
FRENCH = [
    ("17 557 personnes", "17 557", 17557, 17557, "exact"),
    ("17\u202f557 personnes", "17\u202f557", 17557, 17557, "exact"),
    ("1,072 troupes", "1,072", 1072, 1072, "exact"),
    ("2,5 millions de personnes", "2,5 millions", 2500000, 2500000, "exact"),
    ("quatre-vingt-dix-sept morts", "quatre-vingt-dix-sept", 97, 97, "exact"),
    ("soixante et onze morts", "soixante et onze", 71, 71, "exact"),
    ("une trentaine de jeunes", "une trentaine", 30, 30, "about"),
    ("une demi-douzaine d’autres", "une demi-douzaine", 6, 6, "about"),
    ("deux douzaines de Jamaïcains", "deux douzaines", 24, 24, "exact"),
    ("un millier d’hommes", "un millier", 1000, 1000, "about"),
    ("plus d’un millier d’hommes", "plus d’un millier", 1000, None, "more_than"),
    ("plus de deux millions et demi de civils", "plus de deux millions et demi", 2500000, None, "more_than"),
    ("Au moins onze soldats", "Au moins onze", 11, None, "at_least"),
    ("quelque 3 200 personnes", "quelque 3 200", 3200, 3200, "about"),
    ("près d’une centaine d’élèves", "près d’une centaine", 100, 100, "about"),
    ("Quelques 260 Indiens", "Quelques 260", 260, 260, "about"),
    ("environ 40 morts", "environ 40", 40, 40, "about"),
    ("jusqu’à 1 400 hommes", "jusqu’à 1 400", None, 1400, "up_to"),
    ("moins de 30 hommes", "moins de 30", None, 30, "less_than"),
    ("entre trois et cinq morts", "entre trois et cinq", 3, 5, "about"),
    ("de 850 à 1 100 hommes", "de 850 à 1 100", 850, 1100, "about"),
    ("trois ou quatre morts", "trois ou quatre", 3, 4, "about"),
    ("plusieurs blessés", "plusieurs", 3, 9, "vague"),
    ("quelques blessés", "quelques", 3, 9, "vague"),
    ("des dizaines d’ennemis", "des dizaines", 24, 99, "vague"),
    ("plusieurs centaines de morts", "plusieurs centaines", 200, 999, "vague"),
    ("des milliers de civils", "des milliers", 2000, 9999, "vague"),
    ("des dizaines de milliers d’habitants", "des dizaines de milliers", 20000, 99999, "vague"),
    ("un quatrième soldat", "un quatrième", 4, 4, "exact"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "qualifier"), ENGLISH)
def test_english_number(text: str, words: str, low: int | None, high: int | None, qualifier: str) -> None:
    _check(text, "en", words, low, high, qualifier)


@pytest.mark.parametrize(("text", "words", "low", "high", "qualifier"), FRENCH)
def test_french_number(text: str, words: str, low: int | None, high: int | None, qualifier: str) -> None:
    _check(text, "fr", words, low, high, qualifier)


def _check(text: str, language: str, words: str, low: int | None, high: int | None, qualifier: str) -> None:
    found = find_numbers(text, language)
    assert [(text[n.span.start : n.span.end], n.low, n.high, n.qualifier) for n in found] == [
        (words, low, high, qualifier)
    ]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("US$ 300", "en", "money"),
        ("400 euros", "en", "money"),
        ("2 millions de francs", "fr", "money"),
        ("12 per cent", "en", "percent"),
        ("56 % de la population", "fr", "percent"),
        ("the third refusal", "en", "ordinal"),
    ],
)
def test_kind_of_number(text: str, language: str, kind: str) -> None:
    assert [n.kind for n in find_numbers(text, language)] == [kind]


def test_growth_is_two_numbers_and_a_range_is_one() -> None:
    assert [n.high for n in find_numbers("was raised from 600 to 1,100 troops", "en")] == [600, 1100]
    assert [n.high for n in find_numbers("lost from 600 to 1,100 troops", "en")] == [1100]


def test_article_is_no_number() -> None:
    assert find_numbers("un mort et une voiture", "fr") == []
    assert find_numbers("a death and an arrest", "en") == []


def english_words(value: int) -> str:
    """The number in English words, without "and"."""
    names = {number: word for word, number in EN_UNITS.items()}
    tens = {number: word for word, number in EN_TENS.items() if word != "fourty"}
    if value >= 1000:
        rest = f" {english_words(value % 1000)}" if value % 1000 else ""
        return f"{english_words(value // 1000)} thousand{rest}"
    if value >= 100:
        rest = f" {english_words(value % 100)}" if value % 100 else ""
        return f"{names[value // 100]} hundred{rest}"
    if value >= 20:
        return tens[value - value % 10] + (f"-{names[value % 10]}" if value % 10 else "")
    return names[value]


def french_words(value: int) -> str:
    """The number in French words, with the hyphens of today's spelling and "et" before "un" and "onze"."""
    names = {number: word for word, number in FR_UNITS.items() if word != "une"}
    tens = {number: word for word, number in FR_TENS.items() if word in "vingt trente quarante cinquante soixante"}
    if value >= 1000:
        head = "" if value // 1000 == 1 else f"{french_words(value // 1000)} "
        return f"{head}mille" + (f" {french_words(value % 1000)}" if value % 1000 else "")
    if value >= 100:
        head = "" if value // 100 == 1 else f"{names[value // 100]} "
        return f"{head}cent" + (f" {french_words(value % 100)}" if value % 100 else "")
    if value >= 80:
        return "quatre-vingts" if value == 80 else f"quatre-vingt-{french_words(value - 80)}"
    if value >= 60:
        return _french_joined("soixante", value - 60)
    if value >= 20:
        return _french_joined(tens[value - value % 10], value % 10)
    return names[value] if value in names else f"dix-{names[value - 10]}"


def _french_joined(ten: str, rest: int) -> str:
    if rest == 0:
        return ten
    return f"{ten} et {french_words(rest)}" if rest in (1, 11) else f"{ten}-{french_words(rest)}"


@given(st.integers(min_value=1, max_value=999_999))
def test_english_words_read_back(value: int) -> None:
    words = english_words(value)
    assert [(n.start, n.end, n.value) for n in read_word_numbers(words, "en")] == [(0, len(words), value)]


@given(st.integers(min_value=2, max_value=999_999))
def test_french_words_read_back(value: int) -> None:
    words = french_words(value)
    assert [(n.start, n.end, n.value) for n in read_word_numbers(words, "fr")] == [(0, len(words), value)]


@given(st.integers(min_value=1, max_value=999_999_999), st.sampled_from(["\u00a0", "\u202f", " ", ","]))
def test_digit_groups_read_back(value: int, mark: str) -> None:
    digits = f"{value:,}".replace(",", mark)
    language = "en" if mark == "," else "fr"
    assert [n.high for n in find_numbers(f"{digits} personnes", language)] == [value]


@given(st.text(max_size=200), st.sampled_from(["en", "fr"]))
def test_any_text_gives_spans_in_order(text: str, language: str) -> None:
    end = 0
    for number in find_numbers(text, language):
        assert end <= number.core.start < number.core.end <= len(text)
        assert number.span.holds(number.core)
        end = number.core.end

"""The words that dates are made of, English and French, and the folding under which they are compared."""

from __future__ import annotations

from typing import Final

_ACCENTS = str.maketrans("àâäáãéèêëíîïìóôöòúùûüçñ", "aaaaaeeeeiiiioooouuuucn")
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " "}
)
_DASHES = str.maketrans("–—‑‒−", "-----")
_RAISED = str.maketrans("ᵉʳˢᵗⁿᵈʰ", "erstndh")  # of "1ᵉʳ", "2ⁿᵈ"


def fold_dates(text: str) -> str:
    """`text` in lower case without accents, with plain spaces, apostrophes and dashes; every offset stays the same."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow in lower case (Turkish dotted I): leave those alone
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if low.isascii():
        return low.replace("\n", " ").replace("\t", " ")
    return low.translate(_ACCENTS).translate(_MARKS).translate(_DASHES).translate(_RAISED)


def _number(words: str, first: int = 1) -> dict[str, int]:
    return {name: first + place for place, group in enumerate(words.split()) for name in group.split("/")}


MONTHS: Final = _number(
    "january/jan/janvier/janv february/feb/fevrier/fevr march/mar/mars april/apr/avril/avr may/mai june/jun/juin "
    "july/jul/juillet/juil august/aug/aout september/sept/sep/septembre october/oct/octobre "
    "november/nov/novembre december/dec/decembre"
)
WEEKDAYS: Final = _number(
    "monday/mon/lundi tuesday/tues/tue/mardi wednesday/wed/mercredi thursday/thurs/thur/thu/jeudi friday/fri/vendredi "
    "saturday/sat/samedi sunday/sun/dimanche",
    first=0,
)
NUMBERS: Final = {
    **_number("a/an/one/un/une two/deux three/trois four/quatre five/cinq six seven/sept eight/huit nine/neuf ten/dix"),
    **_number("eleven/onze twelve/douze thirteen/treize fourteen/quatorze fifteen/quinze sixteen/seize", first=11),
    **_number("seventeen/dix-sept eighteen/dix-huit nineteen/dix-neuf twenty/vingt", first=17),
    "thirty": 30,
    "trente": 30,
    "a couple of": 2,
    "couple of": 2,
    "vingt-quatre": 24,
    "twenty-four": 24,
    "forty": 40,
    "forty-eight": 48,
    "quarante": 40,
    "quarante-huit": 48,
    "soixante-douze": 72,
    "seventy-two": 72,
    "quinzaine": 15,
    "dizaine": 10,
    "fifty": 50,
    "cinquante": 50,
    "cent": 100,
    "hundred": 100,
}
ORDINALS: Final = {
    **_number("first/1st/premier/premiere/1er/1ere second/2nd/deuxieme/2e/seconde third/3rd/troisieme/3e"),
    **_number("fourth/4th/quatrieme/4e fifth/cinquieme sixth/sixieme seventh eighth ninth tenth eleventh", first=4),
    **_number("twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", first=12),
    **_number("twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth", first=20),
    **_number("twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first", first=27),
}
UNITS: Final = {
    "hour": "hour", "heure": "hour", "day": "day", "jour": "day", "journee": "day", "night": "day", "nuit": "day",
    "morning": "day", "evening": "day", "afternoon": "day", "apres-midi": "day", "week": "week", "semaine": "week",
    "fortnight": "fortnight", "quinzaine": "fortnight", "weekend": "weekend", "month": "month", "mois": "month",
    "year": "year", "annee": "year", "an": "year", "decade": "decade", "decennie": "decade",
}  # fmt: skip
PARTS: Final = {
    "early": "early", "beginning": "early", "start": "early", "debut": "early", "opening": "early",
    "mid": "mid", "middle": "mid", "mi": "mid", "milieu": "mid", "courant": "whole",
    "late": "late", "end": "late", "fin": "late", "close": "late",
}  # fmt: skip
SEASONS: Final = {
    "spring": 3, "printemps": 3, "summer": 6, "ete": 6, "autumn": 9, "fall": 9, "automne": 9, "winter": 12, "hiver": 12,
}  # fmt: skip
"""First month of each season of the north."""


def read_number(word: str) -> int | None:
    """The number that a word or numeral gives ("three", "24", "trente"), None where it is none."""
    if word.isdigit():
        return int(word)
    return NUMBERS.get(word)


def read_unit(word: str) -> str | None:
    """The unit of time a word names, plural or not ("jours" gives "day"), None where it is none."""
    word = word.replace("week-end", "weekend")
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"))

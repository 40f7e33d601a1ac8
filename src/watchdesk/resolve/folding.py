"""How place names are compared: a strict key (accents, case, marks) and a weaker one (transliterations)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e", "þ": "th", "ħ": "h"}
    | dict.fromkeys("'’‘ʼʻ`´ʿʾ′", "")
)
ASCII_MARKS = str.maketrans(
    dict.fromkeys("'`", "") | {chr(c): " " for c in range(128) if not chr(c).isalnum() and chr(c) not in "'`"}
)
NOT_WORD = re.compile(r"[^a-z0-9]+")
SHORTENED = re.compile(r"[A-Z][a-z]{1,4}\.$")  # Calif., La.: the full stop tells them from words
SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
ARTICLES = frozenset(["al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ed", "er", "es", "ech", "esh", "ez"])
SOUND_PAIRS = """
kh>k gh>g dh>d th>t bh>b ph>f dj>j dg>j tch>ch ch>% ck>k q>k c>k %>ch
ou>u oo>u w>u ee>i ei>i ey>i ai>i ay>i ie>i y>i z>s
"""
SOUNDS = tuple(tuple(pair.split(">")) for pair in SOUND_PAIRS.split())
DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """`name` in lower-case ASCII words: no accents, hyphens or apostrophes ("N’Djaména" gives "ndjamena")."""
    return fold_fresh(name)


def fold_fresh(name: str) -> str:
    """`fold_name` without its memory, for millions of names that come once each."""
    if name[-1:] == "." and SHORTENED.match(name):
        return name.lower()
    if name.isascii():
        words = name.lower().translate(ASCII_MARKS).split()
    else:
        plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
        words = NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    return " ".join([SHORT_FORMS.get(word, word) for word in words])


def sound_key(folded: str) -> str:
    """The weaker key of a folded name, equal for usual transliterations (Diabaly, Diabali); "" where too short."""
    words = folded.split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    key = "".join(words)
    for letters, sound in SOUNDS:
        key = key.replace(letters, sound)
    key = DOUBLED.sub(r"\1", key)
    key = key[:-1] if len(key) > 4 and key[-1] in "he" else key
    return key if len(key) >= 4 else ""

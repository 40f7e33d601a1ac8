"""Tell the language of a report from its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook

_SCRIPTS = (
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("other", re.compile("[\u0370-\u03ff\u0530-\u05ff\u0900-\u1fff\u3040-\u9fff\uac00-\ud7af]")),
)
_ARABIC_SCRIPT_OTHERS = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc\u0679\u0688\u0691\u06ba\u06d2]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
_LEAST_SHARE = 0.08
_SHORT = 60  # words under which one common word more than any other language has is enough
_KNOWN = ("en", "fr", "ar", "es", "pt", "de", "ru")


def detect_language(text: str) -> str:
    """`en`, `fr`, `ar`, `es`, `pt`, `de` or `ru` where the words say so, `other` for anything else.

    The beginning, middle and end are looked at, so that a French quotation makes no English report French.
    """
    sample = _sampled(text)
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    for language, script in _SCRIPTS:
        if letters and len(script.findall(sample)) > 0.5 * letters:
            return _within_script(language, sample)
    counts = Counter(words)
    scores = {language: sum(counts[word] for word in profile) for language, profile in _profiles().items()}
    best = max(scores, key=lambda language: scores[language])
    second = max(score for language, score in scores.items() if language != best)
    if scores[best] == 0 or scores[best] < (_LEAST_SHARE * len(words) if len(words) >= _SHORT else second + 1):
        return "other"
    return best if best in _KNOWN else "other"


def _sampled(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _within_script(language: str, sample: str) -> str:
    """Arabic apart from Persian and Urdu, Russian apart from Ukrainian, by the letters that only the others have."""
    others = {"ar": _ARABIC_SCRIPT_OTHERS, "ru": _UKRAINIAN}.get(language)
    return "other" if others and len(others.findall(sample)) > 0.02 * len(sample) else language


@cache
def _profiles() -> dict[str, frozenset[str]]:
    """The commonest words by language. Raises BadCodebook where an entry of languages.yml is no list of words."""
    found: dict[str, frozenset[str]] = {}
    for language, words in load_codebook("languages").items():
        if not isinstance(words, str) or not words.strip():
            raise BadCodebook(f"languages.yml: {language!r} is {words!r}, expected words with blanks between them")
        found[language] = frozenset(words.split())
    return found

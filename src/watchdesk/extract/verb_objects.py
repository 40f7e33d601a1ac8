"""What must follow certain verbs for them to say anything: "counted nine bodies" does, "counts 900 men" does not."""

from __future__ import annotations

import re

_NUMBER_EN = (
    r"(?:\d(?:[\d,.]*\d)?(?![\d,]\d)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|"
    r"dozens|scores|hundreds|thousands|no|none|one|a hundred|a dozen|only)"
)
_HARM_EN = (
    r"(?:dead|deaths?|killed|wounded|injur\w+|hurt|bod(?:y|ies)|corpses?|graves?|victims?|casualt\w+|fatalit\w+|missing|"
    r"arrest\w*|detain\w+|abduct\w+|kidnap\w+|cases|incidents|attacks|strikes|rapes|violations|complaints|displaced|"
    r"losses|martyrs|shells|explosions|rounds|houses|displacements|massacres|killings)"
)
_COUNTED_EN = re.compile(
    rf"\s+(?:[\w’'“”-]+\s+){{0,4}}?(?:{_NUMBER_EN})\b(?:[^.;,]{{0,50}}?\b{_HARM_EN}\b|\s*(?:[.,;]|$))", re.IGNORECASE
)
_GIVEN = re.compile(
    r"\s+(?!no\b|none\b|only\b|one\b)(?:(?:its|their|the|his)\s+(?:own\s+)?(?:dead|losses|toll|number|count)\s+as\s+)?"
    rf"(?:{_NUMBER_EN})\b(?:\s+[\w’'“”-]+){{0,2}}?(?:\s+{_HARM_EN}\b|\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    rf"\s+(?!no\b|none\b|only\b)(?:to\b|(?:(?:an?|another|some|its|further|additional)\s+)*{_NUMBER_EN}\b|talks|condolences|mediation)"
)
_WELCOMED = re.compile(
    r"\s+(?:(?:the|this|that|its|their|an?|his|her)\s+)?(?:[\w’'-]+\s+){0,3}?(?:adoption|agreement|accord|decision|vote|"
    r"move|news|resolution|announcement|release|return|arrival|ceasefire|truce|deal|step|talks|commitment|appointment|"
    r"signing|withdrawal|deployment|report|statement|verdict|ruling|efforts?|call|progress|extension|renewal|pledge|"
    r"attack|capture|death|victory|choice|plan|idea|compromise|peace)\b"
)
_ENGLISH = {"give": _GIVEN, "offer": _OFFERED} | dict.fromkeys(
    ("welcome", "hail", "applaud", "commend", "praise", "oppose"), _WELCOMED
)
_NUMBER_FR = (
    r"(?:\d[\d .\u00a0\u202f]*|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-\w+)?|onze|douze|treize|"
    r"quatorze|quinze|seize|vingt\S*|trente\S*|quarante\S*|cinquante\S*|soixante\S*|cent\w*|mille|aucun|plusieurs|"
    r"(?:un|diz|quinz|vingt|trent|quarant|cinquant|cent)aines?)"
)
_COUNTED_FR = re.compile(
    rf"\s+(?:[\w’'«»-]+\s+){{0,5}}?{_NUMBER_FR}(?:\s[^.;,]{{0,50}}?)?\b(?:morts?|tuée?s?|blessée?s?|corps|victimes?|cas|"
    r"disparus?|interpellations?|arrestations?|décès|pertes|martyrs|cadavres|enlèvements?|incidents?|attaques?|exactions?|"
    r"viols?|déplacés|tombes|violations?|civils)\b",
    re.IGNORECASE,
)


_COUNTED_OF_THEM = re.compile(rf"\s+(?:au moins|plus de|environ|près de|quelque)?\s*{_NUMBER_FR}\b", re.IGNORECASE)


def has_its_object(lemma: str, takes: str, language: str, text: str, at: int, *, of_them: bool = False) -> bool:
    """False where a verb that says something only of certain things is followed, at `at`, by another ("gave bread").

    `of_them`: "en" stands before a French verb, and the number alone is what is counted ("en compte douze").
    """
    if language == "fr":
        return takes != "number" or bool((_COUNTED_OF_THEM if of_them else _COUNTED_FR).match(text, at))
    wanted = _ENGLISH.get(lemma) or (_COUNTED_EN if takes == "number" else None)
    return wanted is None or bool(wanted.match(text, at))

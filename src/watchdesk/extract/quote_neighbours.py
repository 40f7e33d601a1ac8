"""Who stands beside a quotation whose verb is on no list: "“…,” a planner scribbled", "« … », jubile un joueur"."""

from __future__ import annotations

import re

from watchdesk.extract import reported_en, reported_fr
from watchdesk.records import Span

_SMALL_FR = (
    r"(?:dans|en|à|au|aux|sur|selon|pour|avec|de|du|des|et|mais|alors|tandis|ce|qui|que|par|depuis|lors|après|avant|ou|où|dont|"
    r"puis|le|la|les|un|une|sans|comme|si|quand|car)\b"
)
_AFTER_FR = re.compile(
    rf"[\s\u00a0\u202f]*,\s*(?!{_SMALL_FR})(?:y\s+)?(?:s[’']|se\s+)?(?:(?:est|sont|était|a|ont|avait)\s+)?[a-zà-ÿ-]+"
    rf"(?:\s+(?!(?:le|la|les|un|une|son|sa|leur)\b)[a-zà-ÿ’'-]+){{0,3}}?\s+(?=(?:(?:le|la|les|un|une|son|sa|leur)\s|l[’']|"
    r"[A-ZÀ-Þ][\w’'-]+[\s,.]))"
)
_BEFORE_FR = re.compile(
    r"[\s\u00a0\u202f]*,\s*(?P<who>(?:le|la|un|une|son|sa|il|elle)\s?[^,;.:«]{0,60}?|l[’'][^,;.:«]{0,60}?|il|elle)\s+"
    r"(?:a|avait|ont)\s+[a-zà-ÿ]+(?=[\s,.])"
)
_AFTER_EN = re.compile(
    r"\s*,?\s*(?!(?:as|was|is|has|its|this|plus|across|towards|besides|perhaps|unless)\b)[a-z]+(?:ed|s)(?:\s+[a-z]+){0,2}?\s+"
    r"(?=(?:the|an?|one|its|his|her|another)\s|[A-Z][\w’'-]+[\s,.])"
)
_BEFORE_EN = re.compile(
    r"\s*,?\s*(?P<who>(?:(?:the|an?|one|its|his|her|another)\s[^,;.:“\"]{1,60}?|[A-Z][^,;.:“\"]{1,50}?|he|she|they))\s+"
    r"(?:[a-z]+ly\s+)?[a-z]{2,}ed\b"
)


def beside_quotation(text: str, after: int, end: int, language: str) -> Span | None:
    """The words that name a speaker between `after`, where a quotation ends, and the `end` of its sentence."""
    rest = text[:end]
    if language == "fr":
        behind, ahead, reader = _AFTER_FR, _BEFORE_FR, reported_fr.speaker_after
    else:
        behind, ahead, reader = _AFTER_EN, _BEFORE_EN, reported_en.speaker_after
    found = ahead.match(rest, after)
    if found:
        return Span(start=found.start("who"), end=found.end("who"))
    verb = behind.match(rest, after)
    return reader(rest, verb.end()) if verb else None

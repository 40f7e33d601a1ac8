"""A claim, a count, an incident in a few words of the reader's language: what lists and headings show."""

from __future__ import annotations

import re

from watchdesk.desk.wording import Country
from watchdesk.publish.wording import Words
from watchdesk.records import Claim, Event, Figure, MissionFact, Source, Statement

_TIE = re.compile(r"(?P<case>[a-z_ ]+(?:: [a-z_ ]+)?) (?P<bits>[+-]\d+\.\d)(?: \((?P<seen>.*)\))?", re.DOTALL)


def head_of(claim: Claim, words: Words, country: Country) -> str:
    """The heading of a claim; `country` names a code."""
    if isinstance(claim, Event):
        place = f", {claim.place.name}" if claim.place and claim.place.name else ""
        return words.named("sub_event", claim.sub_event_type) + place
    if isinstance(claim, Figure):
        if claim.measure == "other":  # a name for what the reader has none for: the report's own words say it
            return claim.words.text
        return f"{words.count(claim.count)} {words.measure(claim.measure, claim.count)}"
    if isinstance(claim, Statement):
        source = claim.sources[0] if claim.sources else Source()
        speaker = source.label or words.say("words.unnamed")
        return f"{speaker}{words.say('base.colon')} {words.named('act', claim.act)}"
    if isinstance(claim, MissionFact):
        sent_by = f", {country(claim.country)}" if claim.country else ""
        return f"{claim.operation}{words.say('base.colon')} {words.named('action', claim.action)}{sent_by}"
    raise TypeError(f"{claim!r} is of no known kind")


def tie_words(reason: str, words: Words) -> tuple[str, str]:
    """One reason of a pair's score in the reader's language: what was compared with its bits, and what was seen."""
    found = _TIE.fullmatch(reason)
    if found is None:
        return words.phrase(reason), ""
    bits = found["bits"].replace("-", "−")
    told = f"{words.phrase(found['case'])} {bits.replace('.', ',') if words.language == 'fr' else bits}"
    seen = (words.named("sub_event", words.phrase(part)) for part in (found["seen"] or "").split(" / "))
    return told, " / ".join(seen)

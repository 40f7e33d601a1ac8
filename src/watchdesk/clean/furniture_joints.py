"""Where page furniture begins and ends within a sentence, and what tells a sentence of a report from furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.clean.furniture_cues import Cue, inner_cues, is_shouted, opening_cue
from watchdesk.clean.passages import word_count
from watchdesk.records import Span

SPEECH = re.compile(
    r"\b(?:said|says|told|tells|according to|stated|declared|warned|accused|denied|reported|announced|added|insisted"
    r"|a (?:déclaré|dit|annoncé|affirmé|indiqué|accusé|précisé|démenti|ajouté|averti)|ont (?:déclaré|dit|annoncé"
    r"|affirmé|indiqué|accusé|démenti)|selon|d[’']après|affirme|assure|indique|déclare|explique)\b",
    re.IGNORECASE,
)
FINITE = re.compile(
    r"\b(?:was|were|had|has|have|is|are|killed|wounded|attacked|will|would|a été|ont été|est|sont|était|étaient"
    r"|avait|avaient|ont|tués?|tuées?|blessés?|sera|seront|a (?:\w+é|fait|pris|mis|dit|eu|vu|tenu|ouvert))\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\b(?:you|your|our|nos|notre|vos|votre|vous|subscribe|click|cliquez)\b", re.IGNORECASE)
_BULLETS = ' \t\u00a0\u202f[(<>–—-•·|►▶▸➤❖✂→»*#_=~"'
_SEPARATOR = re.compile(r"\s[|•·–—►▶▸❖✂]\s|\s{2,}|\]\s*\[")
_JOINT = re.compile(r"(?<=\S)[ \u00a0]+(?=[A-ZÀ-ÖØ-Þ“«\"0-9])")
_STARTER = re.compile(
    r"[“«\"]?[ \u00a0]?(?:The|An?|In|On|At|By|From|For|With|Under|Last|Before|After|When|While|As|Since|Until|Despite"
    r"|Meanwhile|However|But|And|Earlier|Later|Hours|Days|He|She|It|They|We|His|Her|Their|Its|This|That|These|Those|There"
    r"|Some|More|Most|Many|Several|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|At least|About|According"
    r"|Across|Between|Among|During|Unless|If|Every|Unknown|Another|Next|Once|Yesterday|Today"
    r"|Le|La|Les|L[’']\w+|Un|Une|Des|Du|De|D[’']\w+|À|Au|Aux|Dans|En|Sur|Sous|Pour|Par|Selon|Depuis|Après|Avant|Lors"
    r"|Mais|Si|Entre|Selon|Chez|Quelque|Environ|Hier|Et|Ainsi|Il|Ils|Elle|Elles|On|Ce|Cette|Ces|Cet|Son|Sa|Ses|Leur|Leurs|Plus|Près|Deux|Trois|Quatre|Cinq|Plusieurs"
    r"|\d+ h(?: \d\d)?)(?=[ \u00a0,])"
)
_PAST = re.compile(
    r"\b(?:\w{3,}ed|took|broke|fell|fled|held|met|began|left|came|went|shot|hit|struck|swept|rose|made|gave|saw|found|put"
    r"|boasts|deplores|remains?|continues?|\w{3,}ent|(?:s[’']est|se sont|a|ont|n[’']a) \w+)\b"
)
_FUNCTION_WORD = re.compile(
    r"\b(?:the|of|in|to|and|by|at|for|from|with|on|our|your|my|a|an|de|la|le|les|du|des|en|à|au|aux|et|par|sur|pour"
    r"|dans|avec|nos|notre|vos|votre|president|minister|general|colonel|captain|président|ministre|général)$",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|vos|votre|vous|subscribe|click|cliquez)\b", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"(?:^|[\s\"“«(’'/-])[a-zà-ÿ0-9][\w’'%€$-]*$")
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’./-]{2,}[^.!?\n]{0,40}?[ \u00a0][–—-][ \u00a0]")
_PARTICLE = re.compile(r"\b(?:on|off|up|out|over|in)$")
_SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{4,}$")
_CREDIT = re.compile(
    r"(?i:[ \u00a0]*[:|–—-]*(?:[ \u00a0]*[–—-]*[ \u00a0]*Photo[ \u00a0]*:)?)(?:[ \u00a0]*(?:[A-Z]\.|[A-Z][\w-]+|/))"
    r"{1,4}?(?= [A-Z(]| ?\))[)]?"
)
_CAPTION_WORDS = 25


def caption_end(text: str, opened: Cue, end: int) -> int:
    """Where a caption ends: a long sentence after "Photo:" is the report's, and only the credit before it goes."""
    if opened.reason != "caption" or word_count(text, Span(start=opened.start, end=end)) <= _CAPTION_WORDS:
        return end
    credit = _CREDIT.match(text, opened.end, end)
    return credit.end() if credit else end


def sentence_part(text: str, piece: Span, cue: Cue) -> int:
    """Where the part of a sentence begins that holds a cue: after whatever stands before it as a report of its own."""
    starts = [at for at in fragment_starts(text, piece) if at <= cue.start]
    for at in starts:
        before = Span(start=at, end=cue.start)
        if word_count(text, before) < 5 or not (
            FINITE.search(text, at, cue.start) or SPEECH.search(text, at, cue.start)
        ):
            return at
    return starts[-1]


def fragment_starts(text: str, piece: Span) -> list[int]:
    """Where furniture may open within a sentence: its start, after a bar or dash, at a bracket, at a joint."""
    bars = (m.end() for m in _SEPARATOR.finditer(text, piece.start, piece.end))
    breaks = (at for at, *_ in joints(text, piece.start, piece.end))
    return sorted({piece.start, *bars, *breaks})


def is_display(text: str, cue: Cue) -> bool:
    """True for a label in capitals or one that a colon closes: what follows it is a link or a caption."""
    return is_shouted(text, cue.start, cue.end) or text[cue.end : cue.end + 2].strip("\u00a0\u202f ").startswith(":")


def joints(text: str, start: int, end: int) -> Iterator[tuple[int, bool, bool]]:
    """Where a new fragment may begin without a stop before it, whether with what opens sentences, and whether
    after a word in small letters or a mark."""
    for joint in _JOINT.finditer(text, start, end):
        before = text[max(0, joint.start() - 24) : joint.start()]
        opens = bool(_STARTER.match(text, joint.end(), end) or _DATELINE.match(text, joint.end(), end))
        hanging = _FUNCTION_WORD.search(before) and not (opens and _PARTICLE.search(before))
        if before[-1:] in ":,;(«“‘'’-/&" or hanging:
            continue
        shouted = _SHOUTED.search(before) and text[joint.end() + 1 : joint.end() + 2].islower()
        plain = shouted or _PLAIN_WORD.search(before) or before[-1:] in '])}▸►❖✂→|—–”»"•·?!'
        if opens or plain or before[-1:].islower():
            yield joint.end(), opens, bool(plain)


def furniture_end(text: str, start: int, end: int) -> int:
    """Where, after furniture that opened before `start`, a real sentence begins without a stop; else `end`."""
    lowest = last_cue_end(text, start, end)
    if text[end - 1] not in '.!?…”"»' or word_count(text, Span(start=lowest, end=end)) < 5:
        return end
    firm = loose = end
    for at, opens, plain in joints(text, max(start - 1, lowest - 1), end):
        if at < lowest or not _reports(text, Span(start=at, end=end), opens=opens):
            continue
        loose = min(loose, at)
        if opens or plain:
            firm = at
            break
    return loose if firm == end or _tells(text[loose:firm]) else firm


def _tells(words: str) -> bool:
    return bool(SPEECH.search(words) or FINITE.search(words) or _PAST.search(words))


def _reports(text: str, rest: Span, *, opens: bool) -> bool:
    """True where what follows a joint is a sentence of a report: it is long enough, tells, and turns to no reader."""
    words = word_count(text, rest)
    spoken = SPEECH.search(text, rest.start, rest.end)
    if words < 5 or (_READER.search(text, rest.start, rest.end) and not spoken):
        return False
    head = " ".join(text[rest.start : rest.end].split()[:30])
    tells = bool(spoken) or _tells(head)
    own = ADDRESS.search(text, rest.start, rest.end)
    return tells or (not own and words >= (6 if opens else 9))


def last_cue_end(text: str, start: int, end: int) -> int:
    """Where the last cue between `start` and `end` ends, `start` where there is none."""
    lowest = max([start, *(cue.end for cue in inner_cues(text, start, end))])
    for at in fragment_starts(text, Span(start=start, end=end)):
        opened = opening_cue(text, at, end)
        if opened and (opened.strength != "label" or is_display(text, opened)):
            lowest = max(lowest, opened.end)
    return lowest


def is_prose(text: str, piece: Span) -> bool:
    """True for a sentence that reports something: long enough, closed, in the third person."""
    if word_count(text, piece) < 6 or weight(text, inner_cues(text, piece.start, piece.end)) >= 2:
        return False
    if opening_cue(text, after_bullets(text, piece), piece.end):
        return False
    closed = text[piece.end - 1] in '.!?…”"»'
    tells = SPEECH.search(text, piece.start, piece.end) or FINITE.search(text, piece.start, piece.end)
    return bool(closed and tells and not ADDRESS.search(text, piece.start, piece.end))


def weight(text: str, cues: Sequence[Cue]) -> int:
    """Two for each strong cue, one for each weak one; a word said twice counts once."""
    weights = {text[cue.start : cue.end].lower(): 2 if cue.strength == "strong" else 1 for cue in cues}
    return sum(weights.values())


def after_bullets(text: str, passage: Span) -> int:
    at = passage.start
    while at < passage.end and text[at] in _BULLETS:
        at += 1
    return at

"""Find the page furniture that a copied text carries inside: sign-up boxes, notices, links, captions, appeals.

The furniture may be a line of its own or be glued into running prose, so each paragraph is judged sentence by
sentence; a sentence that only begins or ends in furniture is cut at the joint.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdesk.clean.furniture_cues import Cue, cue_starts, inner_cues, is_shouted, opening_cue
from watchdesk.clean.passages import lines, paragraphs, sentences, trimmed, word_count
from watchdesk.records import Span, Stripped

_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|according to|stated|declared|warned|accused|denied|reported|announced|added|insisted"
    r"|a (?:déclaré|dit|annoncé|affirmé|indiqué|accusé|précisé|démenti|ajouté|averti)|ont (?:déclaré|dit|annoncé"
    r"|affirmé|indiqué|accusé|démenti)|selon|d[’']après|affirme|assure|indique|déclare|explique)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:was|were|had|has|have|is|are|killed|wounded|attacked|will|would|a été|ont été|est|sont|était|étaient"
    r"|avait|avaient|ont|tués?|tuées?|blessés?|sera|seront|a)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:you|your|our|nos|notre|vos|votre|vous|subscribe|click|cliquez)\b", re.IGNORECASE)
_BULLETS = ' \t\u00a0\u202f[(<>–—-•·|►▶▸➤❖✂→»*#_=~"'
_SEPARATOR = re.compile(r"\s[|•·–—►▶▸❖✂]\s|\s{2,}|\]\s*\[")
_JOINT = re.compile(r"(?<=\S)[ \u00a0]+(?=[A-ZÀ-ÖØ-Þ“«\"0-9])")
_STARTER = re.compile(
    r"[“«\"]?[ \u00a0]?(?:The|An?|In|On|At|By|From|For|With|Under|Last|Before|After|When|While|As|Since|Until|Despite"
    r"|Meanwhile|However|But|And|Earlier|Later|Hours|Days|He|She|It|They|We|His|Her|Their|Its|This|That|These|Those|There"
    r"|Some|More|Most|Many|Several|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|At least|About|According"
    r"|Le|La|Les|L[’']\w+|Un|Une|Des|Du|De|D[’']\w+|À|Au|Aux|Dans|En|Sur|Sous|Pour|Par|Selon|Depuis|Après|Avant|Lors"
    r"|Mais|Il|Ils|Elle|Elles|On|Ce|Cette|Ces|Cet|Son|Sa|Ses|Leur|Leurs|Plus|Près|Deux|Trois|Quatre|Cinq|Plusieurs"
    r"|\d+ h(?: \d\d)?)(?=[ \u00a0,])"
)
_PAST = re.compile(
    r"\b(?:\w{3,}ed|took|broke|fell|fled|held|met|began|left|came|went|shot|hit|struck|swept|rose|made|gave|saw|found|put"
    r"|boasts|deplores|remains?|continues?|\w{3,}ent|(?:s[’']est|se sont|a|ont|n[’']a) \w+)\b"
)
_BRACKETED = re.compile(r"\[[^\[\]\n]{3,400}\]|\([^()\n]{3,300}\)")
_TIES = "|•·►▶▸"
_FUNCTION_WORD = re.compile(
    r"\b(?:the|of|in|to|and|by|at|for|from|with|on|our|your|my|a|an|de|la|le|les|du|des|en|à|au|aux|et|par|sur|pour"
    r"|dans|avec|nos|notre|vos|votre|president|minister|general|colonel|captain|président|ministre|général)$",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"\b(?:on|off|up|out|over|in)$")
_SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{4,}$")
_CREDIT = re.compile(
    r"(?i:[ \u00a0]*[:|–—-]*(?:[ \u00a0]*[–—-]*[ \u00a0]*Photo[ \u00a0]*:)?)(?:[ \u00a0]*(?:[A-Z]\.|[A-Z][\w-]+|/))"
    r"{1,4}?(?= [A-Z(]| ?\))[)]?"
)
_CAPTION_WORDS = 25
_HEADLINE_WORDS = 16
_FURNITURE_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A passage to strip; `lists` says that the headlines after it go with it."""

    start: int
    end: int
    reason: str
    lists: bool = False


def find_boilerplate(text: str) -> tuple[Stripped, ...]:
    """The passages of `text` that are page furniture, in order, without overlaps, each with its reason and span."""
    cuts: list[Cut] = []
    listing: Cut | None = None
    starts = cue_starts(text)
    for paragraph in paragraphs(text) if starts else ():
        first = bisect_left(starts, paragraph.start)
        has_cue = first < len(starts) and starts[first] < paragraph.end
        found = list(_cut_paragraph(text, paragraph)) if has_cue else []
        if not found and listing and _is_headline(text, paragraph):
            found = [Cut(start=paragraph.start, end=paragraph.end, reason=listing.reason, lists=True)]
        cuts += found
        whole = bool(found) and found[0].start <= paragraph.start + 3 and found[-1].end >= paragraph.end - 3
        listing = found[-1] if whole and found[-1].lists else None
    return tuple(
        Stripped(text=text[cut.start : cut.end], reason=cut.reason, span=Span(start=cut.start, end=cut.end))
        for cut in _merged(text, cuts)
    )


def _cut_paragraph(text: str, paragraph: Span) -> Iterator[Cut]:
    """The cuts of one paragraph, line by line; the items of a list go with its label."""
    listing: Cut | None = None
    for line in lines(text, paragraph):
        found = list(_cut_line(text, line))
        if not found and listing and _is_headline(text, line):
            found = [Cut(start=line.start, end=line.end, reason=listing.reason, lists=True)]
        yield from found
        listing = found[-1] if found and found[-1].lists else None


def _cut_line(text: str, line: Span) -> Iterator[Cut]:
    whole = _whole_line(text, line)
    if whole:
        yield whole
        return
    start = line.start
    last: Cut | None = None
    for bracket in [*_furniture_brackets(text, line), None]:
        gap = Span(start=start, end=bracket.start if bracket else line.end)
        cuts = list(_cut_run(text, gap, last))
        yield from cuts
        last = cuts[-1] if cuts else None if text[gap.start : gap.end].strip() else last
        if bracket:
            yield bracket
            last, start = bracket, bracket.end


def _furniture_brackets(text: str, line: Span) -> Iterator[Cut]:
    """Bracketed passages that open with a cue: captions, buttons."""
    last: Cut | None = None
    for found in _BRACKETED.finditer(text, line.start, line.end):
        inside = Span(start=found.start(), end=found.end())
        opened = opening_cue(text, _after_bullets(text, inside), found.end())
        beside = last if last and not text[last.end : found.start()].strip() and word_count(text, inside) <= 4 else None
        heads = opened or beside
        if heads:
            last = Cut(start=found.start(), end=found.end(), reason=heads.reason)
            yield last


def _cut_run(text: str, run: Span, last: Cut | None) -> Iterator[Cut]:
    """The cuts of a run of sentences; `last` is the cut that ends where the run begins, if any."""
    pieces = list(sentences(text, run))
    cuts = [_cut_sentence(text, piece) for piece in pieces]
    for index, (piece, found) in enumerate(zip(pieces, cuts, strict=True)):
        touches = last is not None and not text[last.end : piece.start].strip()
        if found and touches and found.start > piece.start and text[piece.start] in _TIES:
            found = replace(found, start=piece.start)
        if found is None and touches and last:
            found = _go_along(
                text, piece, last, between=any(cuts[index + 1 : index + 3]), final=index == len(pieces) - 1
            )
        if found:
            yield found
        last = found


def _go_along(text: str, piece: Span, last: Cut, *, between: bool, final: bool) -> Cut | None:
    """A sentence beside furniture that is furniture too: tied to it by a bar or list, or telling nothing itself."""
    if text[piece.start] in _TIES or last.lists:
        end = _furniture_end(text, piece.start + 1, piece.end)
        if end < piece.end or not _is_prose(text, piece):
            return Cut(start=piece.start, end=end, reason=last.reason, lists=last.lists)
    if _may_go_along(text, piece, between=between, final=final):
        return Cut(start=piece.start, end=piece.end, reason=last.reason)
    return None


def _whole_line(text: str, line: Span) -> Cut | None:
    """A line that is furniture from end to end, or None: it opens with a cue, is short and tells nothing."""
    start = _after_bullets(text, line)
    first = next(sentences(text, Span(start=start, end=line.end)), None)
    if first is None or word_count(text, line) > _FURNITURE_WORDS:
        return None
    opened = opening_cue(text, start, line.end)
    bracketed = bool(_BRACKETED.fullmatch(text, line.start, line.end - (text[line.end - 1] == ".")))
    if opened and not bracketed and _caption_end(text, opened, first.end) < first.end:
        return None
    cues = inner_cues(text, start, line.end)
    early = next((c for c in cues if c.start < first.end), None)
    strong = sum(c.strength == "strong" for c in cues)
    heads = opened or (early if strong and early and _weight(text, cues) >= 2 else None)
    if heads is None or (_SPEECH.search(text, first.start, first.end) and not opened):
        return None
    if not bracketed and any(_is_prose(text, s) for s in _rest(text, start, line, opened)):
        return None
    return Cut(start=line.start, end=line.end, reason=heads.reason, lists=bool(opened and opened.strength == "list"))


def _rest(text: str, start: int, line: Span, opened: Cue | None) -> Sequence[Span]:
    """The sentences of a line that must not be prose: all but the first where a cue opens the line."""
    found = list(sentences(text, Span(start=start, end=line.end)))
    return found[1:] if opened else found


def _cut_sentence(text: str, piece: Span) -> Cut | None:
    """What of a sentence is furniture: from where it opens to where a real sentence begins; None where nothing is."""
    for at in _fragment_starts(text, piece):
        opened = opening_cue(text, _after_bullets(text, Span(start=at, end=piece.end)), piece.end)
        if opened and (at == piece.start or opened.strength != "label" or _is_display(text, opened)):
            end = _caption_end(text, opened, _furniture_end(text, opened.end, piece.end))
            if not _is_display(text, opened) and _SPEECH.search(text, at, end):
                continue
            return Cut(start=at, end=end, reason=opened.reason, lists=opened.strength == "list")
    return _cut_by_weight(text, piece)


def _caption_end(text: str, opened: Cue, end: int) -> int:
    """Where a caption ends: a long sentence after "Photo:" is the report's, and only the credit before it goes."""
    if opened.reason != "caption" or word_count(text, Span(start=opened.start, end=end)) <= _CAPTION_WORDS:
        return end
    credit = _CREDIT.match(text, opened.end, end)
    return credit.end() if credit else end


def _cut_by_weight(text: str, piece: Span) -> Cut | None:
    """The fragment of a sentence that holds enough cues inside, though none opens it."""
    cues = inner_cues(text, piece.start, piece.end)
    if _weight(text, cues) < 2:
        return None
    first = next((cue for cue in cues if cue.strength == "strong"), cues[0])
    start = _sentence_part(text, piece, first)
    end = _furniture_end(text, first.end, piece.end)
    if _SPEECH.search(text, start, end):
        return None
    whole = Span(start=start, end=end)
    plain = word_count(text, whole) <= 30 and not _FINITE.search(text, start, end)
    if plain or _ADDRESS.search(text, start, end) or _weight(text, cues) >= 4:
        return Cut(start=start, end=end, reason=first.reason)
    return None


def _sentence_part(text: str, piece: Span, cue: Cue) -> int:
    """Where the part of a sentence begins that holds a cue: after whatever stands before it as a report of its own."""
    starts = [at for at in _fragment_starts(text, piece) if at <= cue.start]
    for at in starts:
        before = Span(start=at, end=cue.start)
        if word_count(text, before) < 5 or not (
            _FINITE.search(text, at, cue.start) or _SPEECH.search(text, at, cue.start)
        ):
            return at
    return starts[-1]


def _fragment_starts(text: str, piece: Span) -> list[int]:
    """Where furniture may open within a sentence: its start, after a bar or dash, at a bracket, at a joint."""
    bars = (m.end() for m in _SEPARATOR.finditer(text, piece.start, piece.end))
    joints = (j for j, _ in _joints(text, piece.start, piece.end))
    return sorted({piece.start, *bars, *joints})


def _is_display(text: str, cue: Cue) -> bool:
    """True for a label in capitals or one that a colon closes: what follows it is a link or a caption."""
    return is_shouted(text, cue.start, cue.end) or text[cue.end : cue.end + 2].strip("\u00a0\u202f ").startswith(":")


def _joints(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Where a new fragment may begin without a stop before it, and whether with a word that opens sentences."""
    for joint in _JOINT.finditer(text, start, end):
        before = text[max(0, joint.start() - 14) : joint.start()]
        opens = bool(_STARTER.match(text, joint.end(), end))
        hanging = _FUNCTION_WORD.search(before) and not (opens and _PARTICLE.search(before))
        if before[-1:] in ":,;(«“‘'’-/&" or hanging:
            continue
        shouted = _SHOUTED.search(before) and text[joint.end() + 1 : joint.end() + 2].islower()
        if opens or shouted or before[-1:].islower() or before[-1:] in '])}▸►❖✂→|—–”»"•·?!':
            yield joint.end(), opens


def _furniture_end(text: str, start: int, end: int) -> int:
    """Where, after furniture that opened before `start`, a real sentence begins without a stop; else `end`."""
    lowest = _last_cue_end(text, start, end)
    if text[end - 1] not in '.!?…”"»' or word_count(text, Span(start=lowest, end=end)) < 5:
        return end
    for at, opens in _joints(text, max(start - 1, lowest - 1), end):
        rest = word_count(text, Span(start=at, end=end))
        if at < lowest or rest < 5 or (_ADDRESS.search(text, at, end) and not _SPEECH.search(text, at, end)):
            continue
        head = " ".join(text[at:end].split()[: 30 if opens else 10])
        if (opens and rest >= 8) or _SPEECH.search(head) or _FINITE.search(head) or _PAST.search(head):
            return at
    return end


def _last_cue_end(text: str, start: int, end: int) -> int:
    """Where the last cue between `start` and `end` ends, `start` where there is none."""
    lowest = max([start, *(cue.end for cue in inner_cues(text, start, end))])
    for at in _fragment_starts(text, Span(start=start, end=end)):
        opened = opening_cue(text, at, end)
        if opened and (opened.strength != "label" or _is_display(text, opened)):
            lowest = max(lowest, opened.end)
    return lowest


def _may_go_along(text: str, piece: Span, *, between: bool, final: bool) -> bool:
    """True for a sentence beside furniture that tells nothing itself."""
    words = word_count(text, piece)
    if _is_prose(text, piece):
        return False
    if words <= 8 and _ADDRESS.search(text, piece.start, piece.end):
        return not _SPEECH.search(text, piece.start, piece.end)
    if not (between or final):
        return False
    return words <= (25 if between else 8) and (between or not _FINITE.search(text, piece.start, piece.end))


def _is_prose(text: str, piece: Span) -> bool:
    """True for a sentence that reports something: long enough, closed, in the third person."""
    if word_count(text, piece) < 6 or _weight(text, inner_cues(text, piece.start, piece.end)) >= 2:
        return False
    if opening_cue(text, _after_bullets(text, piece), piece.end):
        return False
    closed = text[piece.end - 1] in '.!?…”"»'
    tells = _SPEECH.search(text, piece.start, piece.end) or _FINITE.search(text, piece.start, piece.end)
    return bool(closed and tells and not _ADDRESS.search(text, piece.start, piece.end))


def _is_headline(text: str, passage: Span) -> bool:
    """True for a short passage without a final stop, as links to other pages have it."""
    last = text[passage.end - 1]
    return (
        word_count(text, passage) <= _HEADLINE_WORDS
        and last not in ".!:;"
        and "\n\n" not in text[passage.start : passage.end]
    )


def _weight(text: str, cues: Sequence[Cue]) -> int:
    """Two for each strong cue, one for each weak one; a word said twice counts once."""
    weights = {text[cue.start : cue.end].lower(): 2 if cue.strength == "strong" else 1 for cue in cues}
    return sum(weights.values())


def _after_bullets(text: str, passage: Span) -> int:
    at = passage.start
    while at < passage.end and text[at] in _BULLETS:
        at += 1
    return at


def _merged(text: str, cuts: Sequence[Cut]) -> list[Cut]:
    """Cuts in order, joined where only white space stands between them."""
    joined: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.start, c.end)):
        if joined and not text[joined[-1].end : cut.start].strip(" \t\n\u00a0\u202f|•·–—-"):
            last = joined.pop()
            joined.append(Cut(start=last.start, end=max(last.end, cut.end), reason=last.reason))
        else:
            joined.extend(Cut(start=s.start, end=s.end, reason=cut.reason) for s in trimmed(text, cut.start, cut.end))
    return joined

"""Find the page furniture that a copied text carries inside: sign-up boxes, notices, links, captions, appeals.

The furniture may be a line of its own or be glued into running prose, so each paragraph is judged sentence by
sentence; a sentence that only begins or ends in furniture is cut at the joint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdesk.clean.furniture_cues import Cue, inner_cues, opening_cue
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
_ADDRESS = re.compile(r"\b(?:you|your|our|us|nos|notre|vos|votre|vous|subscribe|click|cliquez)\b", re.IGNORECASE)
_BULLETS = " \t\u00a0\u202f[(<>–—-•·|►▶▸➤❖✂→»*#_=~\""
_SEPARATOR = re.compile(r"\s[|•·–—]\s|\s{2,}|\]\s*\[")
_JOINT = re.compile(r"(?<=[a-zà-ÿ0-9])[ \u00a0](?=[A-ZÀ-ÖØ-Þ“«])")
_FUNCTION_WORD = re.compile(
    r"\b(?:the|of|in|to|and|by|at|for|from|with|on|our|your|my|a|an|de|la|le|les|du|des|en|à|au|aux|et|par|sur|pour"
    r"|dans|avec|nos|notre|vos|votre|president|minister|general|colonel|captain|président|ministre|général)$",
    re.IGNORECASE,
)
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
    for paragraph in paragraphs(text):
        found = list(_cut_paragraph(text, paragraph))
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
    cut = _whole_line(text, line)
    if cut:
        yield cut
        return
    pieces = list(sentences(text, line))
    cuts = [_cut_sentence(text, piece) for piece in pieces]
    if not any(cuts):
        return
    last: Cut | None = None
    for index, (piece, found) in enumerate(zip(pieces, cuts, strict=True)):
        if found is None and last and last.end == pieces[index - 1].end:
            between = any(cuts[index + 1 : index + 3])
            if (between or index == len(pieces) - 1) and _may_go_along(text, piece, between=between):
                found = Cut(start=piece.start, end=piece.end, reason=last.reason)
        if found:
            yield found
        last = found


def _whole_line(text: str, line: Span) -> Cut | None:
    """A line that is furniture from end to end, or None: it opens with a cue, is short and tells nothing."""
    start = _after_bullets(text, line)
    first = next(sentences(text, Span(start=start, end=line.end)), None)
    if first is None or word_count(text, line) > _FURNITURE_WORDS:
        return None
    opened = opening_cue(text, start, line.end)
    bracketed = text[line.start] in "[(" and text[line.end - 1] in "])."
    cues = inner_cues(text, start, line.end)
    early = next((c for c in cues if c.start < first.end), None)
    strong = sum(c.strength == "strong" for c in cues)
    heads = opened or (early if strong and early and _weight(cues) >= 2 else None)
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
    """What of a sentence is furniture: all of it, its tail from a cue on, its head up to a joint, or nothing."""
    start = _after_bullets(text, piece)
    opened = opening_cue(text, start, piece.end)
    cues = inner_cues(text, start, piece.end)
    if opened is None and _weight(cues) < 2:
        return _tail_from_joint(text, piece, start)
    spoken = _SPEECH.search(text, start, piece.end)
    if opened or (cues[0].start - start < 60 and not spoken and _opens_early(text, start, cues)):
        end = _prose_joint(text, (opened or cues[0]).end, piece.end)
        if spoken and end == piece.end and not (opened and _is_display(text, opened)):
            return None
        return Cut(
            start=piece.start, end=end, reason=(opened or cues[0]).reason, lists=bool(opened and opened.strength == "list")
        )
    tail = _tail_from_joint(text, piece, start)
    if tail or spoken:
        return tail
    if word_count(text, piece) <= 30 and not _FINITE.search(text, start, piece.end):
        return Cut(start=piece.start, end=piece.end, reason=cues[0].reason)
    return Cut(start=piece.start, end=piece.end, reason=cues[0].reason) if _ADDRESS.search(text, start, piece.end) else None


def _opens_early(text: str, start: int, cues: Sequence[Cue]) -> bool:
    """True where no joint or separator stands between the start of a sentence and its first cue."""
    first = cues[0].start
    return not any(_SEPARATOR.finditer(text, start, first)) and not any(_joints(text, start, first + 1))


def _is_display(text: str, cue: Cue) -> bool:
    """True for a label in capitals or one that a colon closes: what follows it is a link or a caption."""
    words = text[cue.start : cue.end]
    return words.isupper() or text[cue.end : cue.end + 2].strip("\u00a0\u202f ").startswith(":")


def _tail_from_joint(text: str, piece: Span, start: int) -> Cut | None:
    """The end of a sentence from the separator or joint on at which furniture opens."""
    marks = [m.end() for m in _SEPARATOR.finditer(text, start, piece.end)]
    for at in sorted({*marks, *_joints(text, start, piece.end), *_brackets(text, start, piece.end)}):
        opened = opening_cue(text, _after_bullets(text, Span(start=at, end=piece.end)), piece.end)
        if opened and (opened.strength != "label" or _is_display(text, opened)):
            begin = at - 1 if at in marks and text[at - 2 : at - 1] in "–—|•·" and False else at
            end = _prose_joint(text, opened.end, piece.end)
            return Cut(start=begin, end=end, reason=opened.reason)
    return None


def _brackets(text: str, start: int, end: int) -> Iterator[int]:
    for at in range(start + 1, end):
        if text[at] in "[(":
            yield at


def _joints(text: str, start: int, end: int) -> Iterator[int]:
    """Where a new fragment may begin without a full stop before it: a capital after a lower-case content word."""
    for joint in _JOINT.finditer(text, start, end):
        if not _FUNCTION_WORD.search(text, max(start, joint.start() - 14), joint.start()):
            yield joint.end()


def _prose_joint(text: str, start: int, end: int) -> int:
    """Where, after furniture that opened before `start`, a real sentence begins without a stop; else `end`."""
    for at in _joints(text, start, end):
        head = " ".join(text[at:end].split()[:8])
        if word_count(text, Span(start=at, end=end)) < 6 or _ADDRESS.search(text, at, end):
            continue
        if (_SPEECH.search(head) or _FINITE.search(head)) and not opening_cue(text, at, end):
            return at
    return end


def _may_go_along(text: str, piece: Span, *, between: bool) -> bool:
    """True for a sentence beside furniture that tells nothing itself."""
    words = word_count(text, piece)
    if _is_prose(text, piece):
        return False
    return words <= (25 if between else 8) and (between or not _FINITE.search(text, piece.start, piece.end))


def _is_prose(text: str, piece: Span) -> bool:
    """True for a sentence that reports something: long enough, closed, in the third person."""
    if word_count(text, piece) < 6 or _weight(inner_cues(text, piece.start, piece.end)) >= 2:
        return False
    if opening_cue(text, _after_bullets(text, piece), piece.end):
        return False
    closed = text[piece.end - 1] in ".!?…”\"»"
    tells = _SPEECH.search(text, piece.start, piece.end) or _FINITE.search(text, piece.start, piece.end)
    return bool(closed and tells and not _ADDRESS.search(text, piece.start, piece.end))


def _is_headline(text: str, passage: Span) -> bool:
    """True for a short passage without a final stop, as links to other pages have it."""
    last = text[passage.end - 1]
    return word_count(text, passage) <= _HEADLINE_WORDS and last not in ".!:;" and "\n\n" not in text[passage.start : passage.end]


def _weight(cues: Sequence[Cue]) -> int:
    return sum(2 if cue.strength == "strong" else 1 for cue in cues)


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

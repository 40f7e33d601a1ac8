"""Find the page furniture that a copied text carries inside: sign-up boxes, notices, links, captions, appeals.

The furniture may be a line of its own or be glued into running prose, so each paragraph is judged sentence by
sentence; a sentence that only begins or ends in furniture is cut at the joint.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdesk.clean.furniture_cues import Cue, cue_starts, inner_cues, opening_cue
from watchdesk.clean.furniture_joints import (
    ADDRESS,
    FINITE,
    SPEECH,
    after_bullets,
    caption_end,
    fragment_starts,
    furniture_end,
    is_display,
    is_prose,
    sentence_part,
    weight,
)
from watchdesk.clean.passages import lines, paragraphs, sentences, trimmed, word_count
from watchdesk.records import Span, Stripped

_BRACKETED = re.compile(r"\[[^\[\]\n]{3,400}\]|\([^()\n]{3,300}\)")
_TIES = "|•·►▶▸"
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
        opened = opening_cue(text, after_bullets(text, inside), found.end())
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
        end = furniture_end(text, piece.start + 1, piece.end)
        if end < piece.end or not is_prose(text, piece):
            return Cut(start=piece.start, end=end, reason=last.reason, lists=last.lists)
    if _may_go_along(text, piece, between=between, final=final):
        return Cut(start=piece.start, end=piece.end, reason=last.reason)
    return None


def _whole_line(text: str, line: Span) -> Cut | None:
    """A line that is furniture from end to end, or None: it opens with a cue, is short and tells nothing."""
    start = after_bullets(text, line)
    first = next(sentences(text, Span(start=start, end=line.end)), None)
    if first is None or word_count(text, line) > _FURNITURE_WORDS:
        return None
    opened = opening_cue(text, start, line.end)
    bracketed = bool(_BRACKETED.fullmatch(text, line.start, line.end - (text[line.end - 1] == ".")))
    if opened and not bracketed and caption_end(text, opened, first.end) < first.end:
        return None
    cues = inner_cues(text, start, line.end)
    early = next((c for c in cues if c.start < first.end), None)
    strong = sum(c.strength == "strong" for c in cues)
    heads = opened or (early if strong and early and weight(text, cues) >= 2 else None)
    if heads is None or (SPEECH.search(text, first.start, first.end) and not opened):
        return None
    if not bracketed and any(is_prose(text, s) for s in _rest(text, start, line, opened)):
        return None
    return Cut(start=line.start, end=line.end, reason=heads.reason, lists=bool(opened and opened.strength == "list"))


def _rest(text: str, start: int, line: Span, opened: Cue | None) -> Sequence[Span]:
    """The sentences of a line that must not be prose: all but the first where a cue opens the line."""
    found = list(sentences(text, Span(start=start, end=line.end)))
    return found[1:] if opened else found


def _cut_sentence(text: str, piece: Span) -> Cut | None:
    """What of a sentence is furniture: from where it opens to where a real sentence begins; None where nothing is."""
    for at in fragment_starts(text, piece):
        opened = opening_cue(text, after_bullets(text, Span(start=at, end=piece.end)), piece.end)
        if opened and (at == piece.start or opened.strength != "label" or is_display(text, opened)):
            end = caption_end(text, opened, furniture_end(text, opened.end, piece.end))
            if not is_display(text, opened) and SPEECH.search(text, at, end):
                continue
            return Cut(start=at, end=end, reason=opened.reason, lists=opened.strength == "list")
    return _cut_by_weight(text, piece)


def _cut_by_weight(text: str, piece: Span) -> Cut | None:
    """The fragment of a sentence that holds enough cues inside, though none opens it."""
    cues = inner_cues(text, piece.start, piece.end)
    if weight(text, cues) < 2:
        return None
    strong = [cue for cue in cues if cue.strength == "strong"]
    if not strong and not ADDRESS.search(text, piece.start, piece.end):
        return None
    first = (strong or cues)[0]
    start = sentence_part(text, piece, first)
    end = furniture_end(text, first.end, piece.end)
    if SPEECH.search(text, start, end):
        return None
    whole = Span(start=start, end=end)
    plain = word_count(text, whole) <= 30 and not FINITE.search(text, start, end)
    if plain or ADDRESS.search(text, start, end) or weight(text, cues) >= 4:
        return Cut(start=start, end=end, reason=first.reason)
    return None


def _may_go_along(text: str, piece: Span, *, between: bool, final: bool) -> bool:
    """True for a sentence beside furniture that tells nothing itself."""
    words = word_count(text, piece)
    if is_prose(text, piece):
        return False
    if words <= 8 and ADDRESS.search(text, piece.start, piece.end):
        return not SPEECH.search(text, piece.start, piece.end)
    if between:
        return words <= 25
    closed = text[piece.end - 1] in '.…”"»' and words > 3
    return final and words <= 8 and not closed and not FINITE.search(text, piece.start, piece.end)


def _is_headline(text: str, passage: Span) -> bool:
    """True for a short passage without a final stop, as links to other pages have it."""
    last = text[passage.end - 1]
    return (
        word_count(text, passage) <= _HEADLINE_WORDS
        and last not in ".!:;"
        and "\n\n" not in text[passage.start : passage.end]
    )


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

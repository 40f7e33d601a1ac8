"""Split a report into sentences, leaving out what was stripped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.records import Report, Sentence, Span

# Abbreviations after which a full stop ends no sentence; single capital letters are handled by the pattern.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "capt",
        "maj",
        "sgt",
        "cpl",
        "brig",
        "adm",
        "cmdr",
        "st",
        "ste",
        "no",
        "nos",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "u.s",
        "u.n",
        "u.k",
        "a.m",
        "p.m",
        "inc",
        "ltd",
        "co",
        "corp",
        "rev",
        "hon",
        "gov",
        "sen",
        "rep",
        "pres",
        "supt",
        "insp",
        "messrs",
        "approx",
        "est",
        "art",
        "al",
        "m",
        "mm",
        "mme",
        "mmes",
        "mlle",
        "mgr",
        "me",
        "cf",
        "p.ex",
        "ex",
        "janv",
        "févr",
        "avr",
        "juil",
        "déc",
        "env",
        "av",
        "bd",
        "tél",
        "dépt",
        "gal",
        "cdt",
        "cne",
    ]
)
_STOP = r"""
    (?P<stop>[.!?…]+)                  # the stop itself
    (?P<close>[\"”’»)\]']*(?:\s*»)?)   # closing marks that belong to the sentence
    """
_END = re.compile(_STOP + r"(?=\s+[\"“‘«(\[–—-]*\s*[A-ZÀ-ÖØ-Þ0-9]|\s*$)", re.VERBOSE)
_END_OF_SMALL = re.compile(_STOP + r"(?=\s+[\"“‘«(\[–—`-]*\s*\w|\s*$)", re.VERBOSE)
"""The same in a passage without capitals, where a small letter may begin a sentence."""
_FEW_CAPITALS = 0.02  # share of the letters; a passage that begins small and has fewer is small throughout
_ENOUGH_LETTERS = 60
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"\n")
_RAGGED = 16  # characters by which a wrapped line may fall short of the widest
_BYLINE = re.compile(r"(?:By|BY|Par|PAR|De notre|Publiée?|Published|Posted|Updated|Mise? à jour|Modifié) \w")
_ENTRY = re.compile(r"[•▪●‣◦∙■*]\s|[–—-]\s(?=[A-ZÀ-Þ0-9«“\"])")
"""What begins an entry of a list, which is a paragraph of its own."""
_WORD_BEFORE = re.compile(r"([\w.’'-]+)$")


def split_sentences(report: Report) -> tuple[Sentence, ...]:
    """Sentences of `report.text` in order. Lines of a list or a transcript end a sentence; stripped words hold none."""
    found: list[Sentence] = []
    cut = sorted((s.span for s in report.stripped if s.span), key=lambda s: s.start)
    number = -1
    for paragraph in _paragraphs(report.text):
        number += 1
        for piece in _without(paragraph, cut):
            for span in _split(report.text, piece):
                number += span.start > paragraph.start and _ENTRY.match(report.text, span.start) is not None
                found.append(Sentence(span=span, paragraph=number, index=len(found)))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[start : gap.start()].strip():
            yield Span(start=start, end=gap.start())
        start = gap.end()
    if text[start:].strip():
        yield Span(start=start, end=len(text))


def _without(whole: Span, cut: list[Span]) -> Iterator[Span]:
    """The parts of `whole` that no span of `cut` covers."""
    start = whole.start
    for hole in cut:
        if hole.end <= start or hole.start >= whole.end:
            continue
        if hole.start > start:
            yield Span(start=start, end=hole.start)
        start = hole.end
    if start < whole.end:
        yield Span(start=start, end=whole.end)


def _split(text: str, piece: Span) -> Iterator[Span]:
    small = _is_small(text[piece.start : piece.end])
    ends = _END_OF_SMALL if small else _END
    for line in _lines(text, piece):
        start = line.start
        for end in ends.finditer(text, line.start, line.end):
            if _is_abbreviation(text, line.start, end, small) or _inside_quotation(text[start : end.end()]):
                continue
            yield from _trim(text, start, end.end())
            start = end.end()
        yield from _trim(text, start, line.end)


def _is_small(passage: str) -> bool:
    """True for a passage written without capitals, as some archives keep their texts."""
    letters = [sign for sign in passage if sign.isalpha()]
    if len(letters) < _ENOUGH_LETTERS or letters[0].isupper():
        return False
    return sum(map(str.isupper, letters)) <= len(letters) * _FEW_CAPITALS


def _lines(text: str, piece: Span) -> Iterator[Span]:
    """Lines of a passage; a line that runs on in lower case, or that was wrapped at its width (an e-mail), is joined to
    the next; a title above a longer line is not."""
    start = last = piece.start
    width = max((len(line) for line in text[piece.start : piece.end].split("\n")), default=0)
    for brk in _LINE.finditer(text, piece.start, piece.end):
        rest = text[brk.end() : piece.end].lstrip(" \t")
        before = text[start : brk.start()].rstrip()
        full = brk.start() - last + len(rest.split(" ", 1)[0]) + _RAGGED > width
        wrapped = (
            full
            and not _BYLINE.match(rest)
            and len(before) > 55
            and before[-1:] not in ".!?:;…”»"
            and rest[:1].isalnum()
        )
        last = brk.end()
        if wrapped or (rest[:1].islower() and before[-1:] not in ".!?:;"):
            continue
        yield Span(start=start, end=brk.start())
        start = brk.end()
    yield Span(start=start, end=piece.end)


def _is_abbreviation(text: str, lowest: int, end: re.Match[str], small: bool) -> bool:
    if end["stop"] != "." or end["close"]:
        return False
    word = _WORD_BEFORE.search(text, max(lowest, end.start() - 20), end.start())
    if not word:
        return False
    last = word[1].lower()
    if last in _ABBREVIATIONS:
        return bool(text[end.end() :].strip())
    return len(last) == 1 and last.isalpha() and (small or word[1].isupper())


def _inside_quotation(passage: str) -> bool:
    """True while a quotation opened in `passage` is not yet closed and is short enough to be one sentence's part.

    A long quotation of several sentences is cut at its stops, so that each stands as a sentence of its own.
    """
    opened = max(passage.rfind("“"), passage.rfind("«"))
    closed = max(passage.rfind("”"), passage.rfind("»"))
    return False if opened < 0 or closed > opened else passage[opened + 1 :].strip() == ""


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    raw = text[start:end]
    left = start + len(raw) - len(raw.lstrip())
    right = end - (len(raw) - len(raw.rstrip()))
    if any(c.isalnum() for c in text[left:right]):
        yield Span(start=left, end=right)

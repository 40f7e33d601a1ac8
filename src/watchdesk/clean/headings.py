"""What stands around a report in its own text: headline, byline, dateline and a stated day of publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.clean.page_dates import WHOLE_DATE, date_at, ends_period
from watchdesk.clean.passages import lines, paragraphs, word_count
from watchdesk.records import Span, Stripped

_BYLINE = re.compile(
    r"(?:By|Par|De notre correspondante?(?: à [\w’' -]+)?,?)[ \u00a0]+(?P<who>[A-ZÀ-Þ][^\n.;:!?]{2,80})"
)
_PUBLISHED = re.compile(
    r"(?:Published|Posted|Updated|Last updated|Date|Publiée?|Mis en ligne|Mise à jour|Modifié|Issued|Released|Sent)\b"
    r"(?: (?:on|at|the|le|à|by [^\n\d]{1,40}))*[ \u00a0]*:?[^\n\d]{0,25}",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"""(?P<dateline>
    [A-ZÀ-Þ][\w’'À-ÿ.-]*(?:[ /,\u00a0-]+[\w’'À-ÿ.()-]+){0,7}?            # BAMAKO, Mali  /  Bamako  /  NIAMEY/ABUJA
    (?:,?[ \u00a0]*(?:\(?(?:le[ ])?[^()\n—–:]{0,30}?\d{1,2}(?:er)?[^()\n—–]{0,24}\)?))?   # 1 April 2022, (Sept 8)
    (?:[ \u00a0]*\([^()\n]{2,40}\))?                                       # (Reuters)
    )[ \u00a0]*(?:—|–|--|-(?=[ \u00a0])|:)[ \u00a0]+(?=\S)""",
    re.VERBOSE,
)
_CITY_DATE = re.compile(
    r"(?P<dateline>[A-ZÀ-Þ][\w’'À-ÿ -]{1,40}, (?:le )?[^\n,.]{0,12}?\d{1,2}(?:er)? [^\n\d.,]{3,12} \d{4})"
)
_BRACKETED = re.compile(
    r"\((?P<dateline>[A-ZÀ-Þ][\w’'À-ÿ -]{1,40}, (?:le )?"
    r"(?:\d{1,2}(?:er)? [^\W\d]{3,12}|[^\W\d]{3,12} \d{1,2}),? \d{4})\)"
    r"[ \u00a0]*(?:—|–|--|-)[ \u00a0]+(?=\S)"
)
"""An organisation's: "(Geneva, 24 January 2025) –", often far from what it tells."""
_LETTERHEAD = re.compile(
    r"(?:press release|communiqué(?: de presse)?|statement|déclaration|press statement|news release|media advisory"
    r"|note to correspondents|for immediate release|pour diffusion immédiate|situation report|operational bulletin"
    r"|(?:republic|république|ministry|ministère|government|gouvernement|united nations|nations unies)\b.*)",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"(?:breaking|happening|update|maj|alerte?|urgent|live|direct|exclusive|exclusif|thread|note|flash|news|analysis|opinion)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"(?:By|Par|From our|De nos?tre|De nos)\b")
_HEAD_DATE = re.compile(
    r"(?:^|[,|–—:-]|\b(?:issued|published|mis en ligne|publié))[ \u00a0]*(?:on |le |the )?$", re.IGNORECASE
)
_EDGE_LINES = 6
_HEADLINE_WORDS = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What the text says of itself; None for what it does not say."""

    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: dt.date | None = None


def find_headings(text: str, stripped: Sequence[Stripped]) -> Headings:
    """Headline, byline, dateline and stated day of publication, from the first and last lines; nothing is guessed."""
    edge = _edge_lines(text, [s.span for s in stripped if s.span])
    first = edge[:_EDGE_LINES]
    heads = [i for i, line in enumerate(first[:3]) if not _LETTERHEAD.fullmatch(_words(text, line))][:1]
    title = next((_words(text, first[i]).split("\n")[0] for i in heads if _is_headline(text, first[i:])), None)
    bylines = (_BYLINE.fullmatch(_words(text, line)) for line in first)
    byline = next((_trim_byline(found["who"]) for found in bylines if found), None)
    dateline = next(filter(None, (_dateline(text, line) for line in first)), None)
    return Headings(title=title, byline=byline, dateline=dateline, published=_published(text, edge, dateline))


def _edge_lines(text: str, cut: Sequence[Span]) -> list[Span]:
    """The first and last lines outside stripped passages."""
    whole = Span(start=0, end=len(text))
    head = Span(start=0, end=min(len(text), 4000))
    found = [line for part in paragraphs(text[: head.end]) for line in lines(text, part)][: 2 * _EDGE_LINES]
    if len(text) > head.end:
        start = max(head.end, whole.end - 1500)
        tail = text[start:]
        found += [
            Span(start=line.start + start, end=line.end + start)
            for part in paragraphs(tail)
            for line in lines(tail, part)
        ][-3:]
    return [line for line in found if not any(line.overlaps(c) for c in cut)]


def _is_headline(text: str, first: Sequence[Span]) -> bool:
    """True where the first line is short, has no full stop and a longer line follows."""
    words = _words(text, first[0])
    if (
        not 2 <= word_count(text, first[0]) <= _HEADLINE_WORDS
        or words[-1] in ".:;,…"
        or not words[0].isalnum()
        or words[0].islower()
    ):
        return False
    if _NO_TITLE.match(words) or _PUBLISHED.match(words) or (WHOLE_DATE.search(words) and len(words) < 40):
        return False
    return any(line.end - line.start > len(words) and text[line.end - 1] in '.”»!?"' for line in first[1:])


def _trim_byline(who: str) -> str:
    """The writers of a byline, without the place or paper after them."""
    return re.split(r",? (?:in|à|en|for|pour|avec|and agencies|et agences)\b| [–—|-] |, (?=[a-zà-ÿ])", who)[0].strip(
        " ,"
    )


def _dateline(text: str, line: Span) -> str | None:
    """The place, day and agency before the first words of a report ("BAMAKO, Mali (Reuters) - ")."""
    for pattern in (_DATELINE, _BRACKETED, _CITY_DATE):
        found = pattern.match(text, line.start, min(line.end, line.start + 140))
        prose = pattern is _CITY_DATE or word_count(text, line) >= 12
        if found and prose and _is_dateline(found["dateline"], bare=pattern is _CITY_DATE):
            return found["dateline"].strip()
    return None


def _is_dateline(words: str, *, bare: bool) -> bool:
    """True where what stands before the dash is a place in capitals, or has an agency or a day with it."""
    place = re.split(r"[,(/]", words)[0].strip()
    if len(words) > 90 or len(place.split()) > 4 or not place or _NO_PLACE.match(place):
        return False
    return (
        bare
        or place.isupper()
        or "(" in words
        or bool(re.search(r"\d{1,2}(?:er)? [^\W\d]{3,}|[^\W\d]{3,} \d{1,2}", words))
    )


def _published(text: str, edge: Sequence[Span], dateline: str | None) -> dt.date | None:
    """A whole date in the dateline, after "Published" or alone on one of the first or last lines."""
    found = WHOLE_DATE.search(dateline) if dateline else None
    if found and dateline and not ends_period(dateline, found):
        return date_at(found)
    return next(filter(None, (_line_date(_words(text, line), rank) for rank, line in enumerate(edge))), None)


def _line_date(words: str, rank: int) -> dt.date | None:
    """The day of one of the edge lines: after a label, alone, or at the end of a heading; never that of a period."""
    found = WHOLE_DATE.search(words[:160])
    if not found or ends_period(words, found):
        return None
    label = _PUBLISHED.match(words)
    alone = len(words) - len(found[0]) <= 30 and len(words.split()) <= 8 and found.start() <= 30
    heads = rank < 3 and not words[found.end() :].strip(" .") and bool(_HEAD_DATE.search(words[: found.start()]))
    return date_at(found) if heads or alone or (label and label.end() >= found.start()) else None


def _words(text: str, line: Span) -> str:
    return text[line.start : line.end]

"""Which date of a report an event has: in its own clause, carried from the sentence before, or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from watchdesk.extract.date_patterns import clause_pattern
from watchdesk.extract.date_tense import is_said_after, is_said_then
from watchdesk.extract.date_words import fold_dates
from watchdesk.extract.place_traits import says_where
from watchdesk.records import DateMention, Layout, Sentence, Span, When

_WEEKEND = re.compile(r"week-?end")
_OTHER_DEED, _BACKGROUND = 10, 30  # days
_LEAD = 4  # sentences
_SINCE = re.compile(r"since|depuis")
_LASTING = frozenset(
    (
        "Air/drone strike",
        "Armed clash",
        "Peaceful protest",
        "Protest with intervention",
        "Shelling/artillery/missile attack",
        "Violent demonstration",
    )
)
"""What goes on where it is told to have been so since a day; a curfew or a capture is of the day it began."""
UNDATED = When(first=None, last=None, precision=4, basis=None)


def date_of(cue: Span, sentence: Sentence, layout: Layout) -> When:
    """The days of the event told by the words at `cue`; precision 4 and no days where the text tells none."""
    words = fold_dates(layout.report.text)
    if _is_to_come(cue, sentence, words):
        said = _said_date(sentence, layout, words)
        return said.when if said and _is_said(said, sentence.span, words) else UNDATED
    own = _best_date(cue, sentence, layout, words)
    if own is not None:
        return _sharpened(own, sentence, layout, words)
    said = _announced_date(sentence, layout, words)
    if said is not None and not clause_pattern("update").search(words, sentence.span.start, sentence.span.end):
        return said.when
    begun = _since_date(sentence, layout, words)
    if begun is not None:
        return replace(begun.when, last=begun.when.first)
    carried = _carried_date(sentence, layout, words)
    if carried is not None and carried.span.start > sentence.span.end:
        said = said or _said_long_after(carried, sentence, layout, words)
        if said is not None:
            return said.when
    if carried is not None:
        return _inferred(carried, sentence, layout)
    return said.when if said else _fresh_date(sentence, layout, words)


def _inferred(carried: DateMention, sentence: Sentence, layout: Layout) -> When:
    """A date taken over from elsewhere: marked inferred, and from another paragraph no surer than the month."""
    told = next(s for s in layout.sentences if s.span.start <= carried.span.start < s.span.end)
    same = told.paragraph == sentence.paragraph and told.index < sentence.index
    sure = same and not _is_elsewhere(told, sentence, layout)
    return replace(carried.when, basis="inferred", precision=carried.when.precision if sure else 3)


def _is_elsewhere(told: Sentence, sentence: Sentence, layout: Layout) -> bool:
    """Whether a sentence says where, and where is none of the places named since the date was told: another story."""
    text = layout.report.text
    places = [m for m in layout.places if m.role == "place" and m.span.end <= sentence.span.end]
    here = {
        text[m.span.start : m.span.end].casefold()
        for m in places
        if sentence.span.holds(m.span) and says_where(text[sentence.span.start : m.span.start])
    }
    before = {
        text[m.span.start : m.span.end].casefold()
        for m in places
        if told.span.start <= m.span.start and m.span.end <= sentence.span.start
    }
    return bool(here and before) and here.isdisjoint(before)


def _sharpened(own: DateMention, sentence: Sentence, layout: Layout, words: str) -> When:
    """For a lead that only names a month, the first day inside it that the report goes on to tell of; of a weekend,
    its Saturday where the report goes on with that (a Sunday may be what came after)."""
    when = own.when
    if sentence.index > 1 or when.first is None or when.last is None:
        return when
    weekend = _WEEKEND.search(words, own.span.start, own.span.end) is not None
    if when.precision not in (2, 3) and not weekend:
        return when
    told = [m.when for later in layout.sentences[sentence.index + 1 :] for m in _told_in(later, layout, words)]
    inside = [
        d for d in told if d.precision == 1 and d.first and d.last and when.first <= d.first <= d.last <= when.last
    ]
    if not inside or (weekend and inside[0].last != when.first):
        return when
    return inside[0]


def _fresh_date(sentence: Sentence, layout: Layout, words: str) -> When:
    """The day of publication for a report without any date that speaks of the moment ("just now", "14h :")."""
    published = layout.report.published
    if published is None:
        return UNDATED
    if any(m.when.first and m.when.precision <= 2 for m in layout.dates if not _is_own_day(m, layout)):
        return UNDATED
    if not clause_pattern("fresh").search(words, sentence.span.start, sentence.span.end):
        return UNDATED
    return When(first=published, last=published, precision=2, basis="published")


def _is_to_come(cue: Span, sentence: Sentence, words: str) -> bool:
    """True where the cue's own clause speaks of what is to come; such an event has the day of its announcement."""
    before = words[max(sentence.span.start, cue.start - 60) : cue.start]
    return bool(
        clause_pattern("to_come").search(before) or clause_pattern("to_come_word").match(words, cue.start, cue.end)
    )


def dates_within(layout: Layout, span: Span) -> tuple[DateMention, ...]:
    """The dates that stand inside `span`, in order."""
    starts = [m.span.start for m in layout.dates]
    return tuple(m for m in layout.dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def _best_date(cue: Span, sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The date of the sentence that goes best with the cue, None where none tells when it happened."""
    fit = [
        m
        for m in dates_within(layout, sentence.span)
        if _tells_when(m, sentence.span, layout, words)
        and not _is_ahead(m, layout)
        and not _dates_an_aside(m, cue, words)
        and not _dates_a_later_death(m, sentence, words)
    ]
    return min(fit, key=lambda m: _distance(m, cue, words), default=None)


def _dates_an_aside(mention: DateMention, cue: Span, words: str) -> bool:
    """True where "two days after they lost it" stands behind the cue: it dates what follows it, not the cue."""
    if mention.span.start < cue.start:
        return False
    quoted = words[mention.span.start : mention.span.end]
    return (
        quoted.endswith((" after", " before", " apres", " avant"))
        and words[mention.span.end : mention.span.end + 2].strip().isalpha()
    )


_LATER_DEATH = re.compile(
    r"\b(?:(?:died|dying|dead) (?:in (?:a |the )?hospital|(?:of|from) (?:his|her|their) (?:wounds|injuries))"
    r"|succomb\w+ a (?:ses|leurs) blessures"
    r"|(?:mort\w*|decede\w*) (?:a l'hopital|des suites de (?:ses|leurs) blessures))"
    r"[^.;:]{0,25}$"
)


def _dates_a_later_death(mention: DateMention, sentence: Sentence, words: str) -> bool:
    """True for the day on which one of the wounded died, not that of the deed ("died in hospital on Friday")."""
    return _LATER_DEATH.search(words, sentence.span.start, mention.span.start) is not None


def _announced_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The day of an announcement: of words that make known, where "said" only tells when somebody spoke."""
    said = _said_date(sentence, layout, words)
    if said is None or not clause_pattern("announced").search(words, sentence.span.start, sentence.span.end):
        return None
    return said


def _said_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The day on which it was told, for a sentence that gives no other: an announcement, a toll given out."""
    for mention in dates_within(layout, sentence.span):
        if mention.when.first is None or _is_background(mention, words) or _is_ahead(mention, layout):
            continue
        if _is_dateline(mention, sentence.span, layout, words):
            continue
        if not words.startswith(("today", "aujourd'hui"), mention.span.start):
            return mention
    return None


def lasting(when: When, sub_event: str, layout: Layout) -> When:
    """The days of a march or a fight that is told to have gone on since a day: until the day of the report."""
    published = layout.report.published
    if published is None or when.first is None or when.quote is None or sub_event not in _LASTING:
        return when
    since = _SINCE.match(fold_dates(when.quote.text))
    return replace(when, last=max(when.first, published)) if since and when.last == when.first else when


def _said_long_after(told: DateMention, sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The day on which it was told, where the day told further on lies so long before it that it is another deed's."""
    said = _said_date(sentence, layout, words)
    if said is None or said.when.first is None or told.when.last is None or said.when.precision != 1:
        return None
    return said if (said.when.first - told.when.last).days > _OTHER_DEED else None


def _since_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """What the sentence says to have gone on since a day not long ago."""
    for mention in dates_within(layout, sentence.span):
        if mention.when.precision <= 2 and _SINCE.match(words, mention.span.start, mention.span.end):
            return mention
    return None


def _is_ahead(mention: DateMention, layout: Layout) -> bool:
    published = layout.report.published
    return published is not None and mention.when.first is not None and mention.when.first > published


def _tells_when(mention: DateMention, sentence: Span, layout: Layout, words: str) -> bool:
    if mention.when.first is None or _is_background(mention, words):
        return False
    if _is_dateline(mention, sentence, layout, words):
        return False
    return not _is_said(mention, sentence, words)


def _is_said(mention: DateMention, sentence: Span, words: str) -> bool:
    """True where a date tells when somebody spoke."""
    return is_said_then(words, sentence, mention.span) or is_said_after(words, sentence, mention.span)


def _is_dateline(mention: DateMention, sentence: Span, layout: Layout, words: str) -> bool:
    """True for the date of a dateline ("GOMA, June 5 (Agency) -"): a place before it, a dash or bracket after it."""
    before = words[sentence.start : mention.span.start]
    quote = mention.when.quote
    if before.startswith("(") and re.match(r"(?:,? \d{4})?\)", words[mention.span.end : mention.span.end + 8]):
        return True
    if _PUBLISHED.search(before):
        return True
    if len(before) > 60 or not re.search(r"[a-z]", before) or quote is None or not re.search(r"\d", quote.text):
        return False
    if layout.report.published is not None and mention.when.first != layout.report.published:
        return False
    return bool(
        re.match(r"(?:,? \d{4})?\)?(?:,? ?\([^)]{1,25}\))? ?(?:-|:)", words[mention.span.end : mention.span.end + 40])
    )


_PUBLISHED = re.compile(
    r"\b(?:publiee?|mise? a jour|modifiee?|mise? en ligne|published|posted|updated|last modified)\b[^.;\n]{0,20}$"
)
"""Before the day on which a page was put up: "Publié le mar, 19/09/2023"."""


def _is_own_day(mention: DateMention, layout: Layout) -> bool:
    """True for the full date of the report itself, which dates the paper and not what it tells."""
    return mention.when.basis == "stated" and mention.when.first == layout.report.published == mention.when.last


def _is_background(mention: DateMention, words: str) -> bool:
    """Dates that frame what is told instead of dating it: since, until, whole years and longer."""
    return mention.when.precision >= 4 or bool(clause_pattern("background").match(words, mention.span.start))


def _distance(mention: DateMention, cue: Span, words: str) -> tuple[int, int]:
    """How far a date stands from a cue: clauses between first, then characters; what follows counts a little more."""
    if mention.span.end <= cue.start:
        between, after = words[mention.span.end : cue.start], 0
    else:
        between, after = words[cue.end : mention.span.start], 1
    loose = (mention.when.precision > 2) + (2 * _is_in_aside(mention, cue, words))
    return len(clause_pattern("boundary").findall(between)) + loose, len(between) + after


_CLOSED = re.compile(r"[,)–]")
_ASIDE = re.compile(r"[,;(–] ?(?:who|which|whose|qui|dont|lesquels|lesquelles)\b[^,;()–]*$")


def _is_in_aside(mention: DateMention, cue: Span, words: str) -> bool:
    """True for a date in a relative clause between commas that the cue stands outside of."""
    start = max(words.rfind(end, 0, mention.span.start) for end in (".", ";", "\n")) + 1
    aside = _ASIDE.search(words, start, mention.span.start)
    if aside is None:
        return False
    close = _CLOSED.search(words, mention.span.end)
    return close is not None and not aside.start() <= cue.start < close.start()


def _carried_date(sentence: Sentence, layout: Layout, words: str) -> DateMention | None:
    """The date last told before the sentence, its own paragraph first; else the next one told after it."""
    for back in range(sentence.index - 1, -1, -1):
        told = _told_in(layout.sentences[back], layout, words)
        if told:
            return _news_date(told[-1], layout.sentences[back], sentence, layout, words) or told[-1]
    reach = len(layout.sentences) if sentence.index < 2 else sentence.index + 3
    for ahead in layout.sentences[sentence.index + 1 : reach]:
        told = _told_in(ahead, layout, words)
        if told:
            return told[0]
    return None


def _news_date(
    aside: DateMention, told: Sentence, sentence: Sentence, layout: Layout, words: str
) -> DateMention | None:
    """The day of the report's news, where the last day told, in a paragraph before, goes back long before it."""
    if told.paragraph == sentence.paragraph or aside.when.last is None:
        return None
    for lead in layout.sentences[: min(_LEAD, told.index)]:
        for mention in _told_in(lead, layout, words):
            if mention.when.first and (mention.when.first - aside.when.last).days > _BACKGROUND:
                return mention
    return None


def _told_in(sentence: Sentence, layout: Layout, words: str) -> list[DateMention]:
    """The days, sharp or nearly, on which what the sentence tells happened."""
    return [
        m
        for m in dates_within(layout, sentence.span)
        if m.when.precision <= 2
        and _tells_when(m, sentence.span, layout, words)
        and not _is_ahead(m, layout)
        and not _is_own_day(m, layout)
    ]

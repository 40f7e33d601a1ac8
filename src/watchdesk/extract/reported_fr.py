"""Who said what in a French sentence: verbs of saying, inversions, "selon"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from watchdesk.extract import words_fr as words
from watchdesk.extract.reported import (
    AGE_AFTER_COMMA,
    ENDS_IN_AND,
    MASK,
    MOST_CUES,
    NAME_AFTER_COMMA,
    NOBODY,
    Cue,
    Reported,
    after_attribution,
    attached_start,
    content_start,
    from_relative,
    is_condition,
    is_cut,
    quoted_spans,
    short_or_whole,
    spliced,
    trimmed,
    word_count,
)
from watchdesk.extract.speech import speech_book
from watchdesk.extract.verb_objects import has_its_object
from watchdesk.records import Span


def find_reported(text: str) -> tuple[Reported, ...]:
    """Attributions of one French sentence, in order, its direct quotations masked."""
    start = content_start(text)
    cues = list(islice(_cues(text), MOST_CUES))
    found = [*_according(text, start), *_passives(text, start), *_to_whom(text, start)]
    taken = [r.content for r in found if r.content and r.passive]
    until = start
    for number, cue in enumerate(cues):
        if cue.group.start < until or any(s.start <= cue.word.start < s.end for s in taken):
            continue
        end = _end_of_content(text, cue, cues[number + 1 :])
        made = _read_cue(text, cue, max(start, until), end, first=not found)
        if made:
            made = from_relative(text, made, cue, until)
            found.append(made)
            reach = made.content.end if made.content else cue.group.end
            until = max(until, reach if reach > cue.word.end else cue.word.end)
    return tuple(sorted(found, key=lambda r: r.cue.start))


# --- the verbs -------------------------------------------------------------------------------------------------------


def _cues(text: str) -> Iterator[Cue]:
    quoted = quoted_spans(text)
    for span, verb in speech_book("fr").verbs_in(text):
        if any(q.start < span.start < q.end for q in quoted):
            continue
        form = text[span.start : span.end].lower()
        before = text[: span.start]
        group = words.GROUP.search(before)
        start = group.start() if group and group[0] else span.start
        helpers = before[start:]
        if form.endswith("ons"):
            if not re.search(r"\bnous\s+(?:vous\s+)?$", before, re.IGNORECASE):
                continue
            start, helpers = span.start, ""
        of_them = bool(re.search(r"\ben\s(?:\w+\s)?$", helpers))
        if not has_its_object(verb.lemma, verb.takes, "fr", text, span.end, of_them=of_them):
            continue
        if verb.lemma == "entendre" and not words.INFINITIVE.match(text, span.end):
            continue
        tail = words.PRONOUN.match(text, span.end)
        inverted = bool(tail or words.PRONOUN.search(helpers))
        end = tail.end() if tail else span.end
        infinitive = form == verb.lemma and form.split()[0].endswith(("er", "ir", "re"))
        purpose = infinitive and verb.lemma in _DEMANDS and bool(words.PURPOSE.search(before))
        told = words.WANTED_TO.search(before) if infinitive else None
        if told:
            start, helpers, infinitive = told.start(), "", False
            inverted = inverted or bool(words.PRONOUN.search(told[0]))
        if purpose:
            start, helpers = span.start, ""
        elif infinitive or _is_no_statement(form, helpers, before[:start], text[end:], inverted):
            continue
        participle = form.endswith("ant") and not helpers.strip()
        if participle and not re.search(r"(?:,|\bet|\ben|[–—(])\s*$", before[:start]):
            continue
        yield Cue(
            verb=verb,
            word=Span(start=span.start, end=end),
            group=Span(start=start, end=end),
            form=form,
            inverted=inverted,
            participle=participle,
            purpose=purpose,
        )


_DEMANDS = frozenset(["réclamer", "exiger", "demander", "dénoncer", "condamner", "appeler", "rejeter"])


def _is_no_statement(form: str, helpers: str, ahead: str, after: str, inverted: bool) -> bool:
    """True for negation, infinitives, nouns and participles that look like a verb of saying."""
    if words.NEGATED.search(" " + helpers) and form not in ("exclu", "exclut"):
        return True
    if re.match(r"-(?!t-|il|elle|on|ils|elles)", after) or re.search(r"-$", ahead + helpers):
        return True
    first = form.split()[0]
    if inverted:
        return False
    if form in words.NOUN_FORMS and words.ARTICLE.fullmatch(helpers) and words.PREPOSITION.search(ahead):
        return True
    if words.AUXILIARY.search(" " + helpers):
        return bool(words.PASSIVE.search(" " + helpers)) and not re.search(r"s[’'](?:est|était|sont)\s", helpers)
    if first.endswith(("é", "ée", "és", "ées", "mis", "enti", "endu", "enu", "onnu")):
        return not re.search(r"\bet\s+$", ahead)
    if form in ("promis", "dit", "craint", "dits", "dite"):
        return bool(words.NOUN_BEFORE.search(ahead))
    if (
        form in words.NOUN_FORMS
        and not helpers
        and not re.match(
            r"\s+(?:le|la|les|un|une|des|que|du|de|son|sa|ses|leur|leurs|ce|cette|ces|à|aux?|[A-ZÀ-Þ]\w+)\b|"
            r"\s+(?:l|qu|d)[’']|[\s\u00a0]*[«“\"]|\s*,",
            after,
        )
    ):
        return True
    return bool(words.NOUN_BEFORE.search(ahead)) and not helpers and form in words.NOUNS


# --- one verb --------------------------------------------------------------------------------------------------------


_DEED = re.compile(
    r"\s*(?:la|le|l[’']|les|cette|cet?|une?)\s?(?:re)?(?:prise|attaque|responsabilité|paternité|mort|capture|contrôle|opération"
    r"|embuscade|assassinat|enlèvement|destruction|libération|victoire|assaut|existence|version|allégation)s?\b",
    re.IGNORECASE,
)
"""Behind a verb, what is claimed or denied and no speaker: « revendique la reprise de X »."""


def _read_cue(text: str, cue: Cue, floor: int, end: int, *, first: bool) -> Reported | None:
    """The attribution that one verb makes: speaker before or after it, words after or before it."""
    bound, subject_at, kind = _left_bound(text, floor, cue.group.start)
    subject = trimmed(text, subject_at, cue.group.start)
    before_mask = kind == "mask" or text[floor : cue.group.start].rstrip(" ,\u00a0").endswith(MASK)
    at = _past_asides(text, cue.word.end, end)
    that = words.THAT.match(text, at, end)
    if cue.inverted:
        pronoun = words.PRONOUN.search(text, cue.group.start, cue.group.end)
        here = Span(start=pronoun.start("who"), end=pronoun.end("who")) if pronoun else cue.word
        return _words_before(text, cue, floor, here, before_mask)
    if subject is None and not cue.participle and not that and (before_mask or kind in ("comma", "start", "hard")):
        told = words.NOUN_PHRASE.match(text, at) and not _DEED.match(text, at)
        speaker = speaker_after(text, at) if told else None
        colon = re.match(rf"\s*[:,]?\s*{MASK}", text[at:end])
        spliced_in = bool(speaker) and cue.verb.takes != "phrase" and text[floor : cue.group.start].count(",") == 1
        if speaker and spliced_in and not (text[speaker.end : speaker.end + 1] == "," and cue.group.start > floor + 3):
            spliced_in = False
        if speaker and not colon and (before_mask or spliced_in or _is_clause(text[floor : cue.group.start])):
            made = _words_before(text, cue, floor, speaker, before_mask)
            if made:
                return made
    if subject and kind == "comma" and not that and not cue.participle and not cue.purpose:
        ended = _is_closed(text[at:end]) and cue.verb.takes != "phrase" and _is_clause(text[floor:bound])
        if ended and word_count(text[subject.start : subject.end]) <= 8 and not words.LEADING.match(text[floor:bound]):
            return _words_before(text, cue, floor, subject, before_mask)
    if cue.purpose:
        speaker = _main_subject(text, cue)
        if speaker is None:
            return None
    elif cue.participle or (kind in ("and", "conj") and subject is None):
        speaker = _main_subject(text, cue) if first else None
    elif kind in ("rel", "conj") and subject and text[subject.end : cue.group.start].strip() == ",":
        speaker = _before_relative(text, floor, bound)
    elif kind == "rel":
        speaker = _antecedent(text, floor if text[floor:bound].strip() else content_start(text), bound)
    else:
        speaker = subject or _resumed(text, floor, cue) or _appositive(text, floor, cue.group.start)
        if speaker is None or NOBODY.match(text, speaker.start):
            return None
    return _words_after(text, cue, speaker, at, end, floor)


def _is_closed(rest: str) -> bool:
    """True where nothing that is said follows the verb: "CLAUSE, l’évêque a dit dimanche"."""
    return not rest.strip(" .,;!?…–—)»\u00a0") or bool(
        re.match(r"\s*(?:[.;]|dans un|dans une|à la|au|lors)(?:\s|$)", rest)
    )


def _told(text: str, at: int, end: int) -> Span | None:
    """The outlet that was told, between verb and "que" ("a affirmé à RFI que")."""
    told = re.compile(r"\s(?:à|au)\s+(?:la\s+|l[’'])?(?P<relay>[A-ZÀ-Þ][\w-]+)").search(text, at, end)
    return Span(start=told.start("relay"), end=told.end("relay")) if told else None


def _is_clause(text: str) -> bool:
    """True where words hold a finite verb outside relative clauses."""
    plain = re.sub(r",?\s(?:qui|dont|que|qu[’']|où)\b[^,]*", "", text)
    return bool(words.FINITE.search(words.PARTICIPIAL.sub("", plain)))


def _words_after(text: str, cue: Cue, speaker: Span | None, at: int, end: int, floor: int) -> Reported | None:
    rest = text[at:end]
    if re.match(rf"\s*[,:]?\s*{MASK}", rest) or re.match(rf"(?:\s+[^\s:{MASK}]+){{0,9}}\s*:\s*{MASK}", rest):
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="after")
    that = words.THAT.match(text, at, end)
    if that:
        relay = _told(text, cue.word.end, that.start())
        content = trimmed(text, that.end(), end)
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content, relay=relay)
    nested = re.compile(r"[^,.;:]{1,60}?\s(?:que\s|qu[’'])").match(text, at, end)
    if nested and cue.verb.takes == "clause" and word_count(nested[0]) <= 9:
        relay = _told(text, cue.word.end, nested.end())
        content = trimmed(text, nested.end(), end)
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content, relay=relay)
    if words.INFINITIVE.match(text, at, end) and cue.verb.takes in ("clause", "both") and cue.verb.act != "appeal":
        if speaker and is_condition(text[floor:]) and text[floor : speaker.start].rstrip().endswith(","):
            at = floor
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=trimmed(text, at, end))
    if not rest.strip(" .,;:") and cue.verb.act not in ("deny", "claim_responsibility", "accuse"):
        return None
    if cue.verb.lemma in words.CLAUSE_ONLY and not re.search(r"[«“\"]", rest):
        return None
    if cue.verb.takes == "quote" or (cue.verb.lemma == "qualifier" and rest.startswith(" pour")):
        return None
    relative = words.OBJECT_RELATIVE.search(text, speaker.start, speaker.end) if speaker else None
    if speaker and relative and word_count(text[relative.end() : speaker.end]) <= 7:
        content = trimmed(text, speaker.start, end)
        speaker = trimmed(text, relative.end(), speaker.end)
    elif speaker and is_condition(text[floor:]):
        content = trimmed(text, floor, end)
    else:
        content = short_or_whole(text, speaker, cue.group.start, end)
    return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content)


def _words_before(text: str, cue: Cue, floor: int, speaker: Span, before_mask: bool) -> Reported | None:
    """ "CLAUSE, a indiqué X" and "CLAUSE, redoute-t-il": the words stand before the verb; or a quotation does."""
    if before_mask:
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="before")
    if (
        re.match(rf"[\s,:]*{MASK}", text[max(speaker.end, cue.word.end) :])
        and word_count(text[floor : cue.group.start]) < 3
    ):
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="after")
    end = speaker.start if speaker.end <= cue.group.start else cue.group.start
    start = max([floor, *(m.end() for m in words.HARD.finditer(text, floor, end))])
    content = trimmed(text, start, end)
    if content is None or word_count(text[content.start : content.end]) < 2:
        return None
    content = spliced(text, content, max(speaker.end, cue.word.end), words.FINITE)
    return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content)


def _past_asides(text: str, at: int, end: int) -> int:
    for _ in range(3):
        aside = words.ASIDE.match(text, at, end)
        if not aside or aside.end() == at:
            return at
        at = aside.end()
    return at


# --- where a subject begins, where the words end ------------------------------------------------------------------


def _left_bound(text: str, floor: int, at: int) -> tuple[int, int, str]:
    """The last boundary before a verb: where it starts, where the subject after it starts, and of which kind it is."""
    marks = list(words.BOUNDARY.finditer(text, floor, at))
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        kind = mark.lastgroup or "comma"
        since = marks[number - 1].end() if number else floor
        left = text[since : mark.start()]
        joined = bool(text[mark.end() : at].strip()) and word_count(left) <= 6 and not words.FINITE.search(left)
        if kind == "and" and joined:
            continue
        return mark.start(), mark.end(), kind
    return floor, floor, "start"


_RELATIVE = re.compile(r"\b(?:qui|dont|où)\b")


def _appositive(text: str, floor: int, at: int) -> Span | None:
    """The subject of "Le colonel X, porte-parole de l’armée, affirme": from its head to the comma before the verb."""
    marks = [m for m in words.BOUNDARY.finditer(text, floor, at) if m.end() < at - 1]
    hard = [m.end() for m in marks if m.lastgroup in ("hard", "conj") and not _RELATIVE.search(m[0])]
    start = hard[-1] if hard else floor
    relative = re.compile(r",\s+(?:qui|dont|où)\b").search(text, start, at)
    if relative and text[start : relative.start()].strip():
        before = _before_relative(text, start, relative.start())
        if before and word_count(text[before.start : before.end]) <= 10:
            return before
    while True:
        comma = text.find(", ", start, at)
        if comma < 0 or not words.LEADING.match(text[start:comma]) or comma + 2 >= at:
            break
        start = comma + 2
    head = text[start:at].split(",")[0]
    if MASK in head or word_count(head) > 14:
        return None
    verb = words.FINITE.search(head)
    if verb and 0 < word_count(head[: verb.start()]) <= 8 and "," not in text[start + len(head) : at].rstrip(" ,"):
        return trimmed(text, start, start + verb.start())
    return trimmed(text, start, at)


def _resumed(text: str, floor: int, cue: Cue) -> Span | None:
    """The head of a relative clause that a claim stood in: "X, qui accuse Y de …, affirme"."""
    if text[floor : cue.group.start].strip(" ,") or floor == content_start(text):
        return None
    relative = re.compile(r",\s+(?:qui|dont)\b").search(text, content_start(text), floor)
    return trimmed(text, content_start(text), relative.start()) if relative else None


def _main_subject(text: str, cue: Cue) -> Span | None:
    """The subject of the sentence, for a second verb that shares it ("X s’est rendu sur place et annonce")."""
    start = content_start(text)
    while True:
        comma = text.find(", ", start, cue.group.start)
        if comma < 0 or not words.LEADING.match(text[start:comma]):
            break
        start = comma + 2
    verb = words.FINITE.search(text, start, cue.group.start)
    subject = trimmed(text, start, verb.start()) if verb else None
    return subject if subject and word_count(text[subject.start : subject.end]) <= 8 else None


def _before_relative(text: str, floor: int, bound: int) -> Span | None:
    """The head of "the mission, which had left the town, said": the words before the relative clause."""
    start = floor
    while True:
        comma = text.find(", ", start, bound)
        if comma < 0 or not words.LEADING.match(text[start:comma]):
            break
        start = comma + 2
    head = trimmed(text, start, bound)
    return head if head and MASK not in text[head.start : head.end] else None


def _antecedent(text: str, floor: int, at: int) -> Span | None:
    """The noun that "qui" takes up: the words before it, back to the last preposition or verb."""
    piece = text[floor:at]
    cut = list(
        re.finditer(
            r"(?:[,;:]|\b(?:par|à|au|aux|selon|contre|avec|pour|dans|accuse|accusé|vise|et|que)\b|d[’']après)\s*", piece
        )
    )
    for mark in reversed(cut):
        if re.search(r"[A-ZÀ-Þ]|\b(?:le|la|les|un|une)\b|\bl[’']", piece[mark.end() :]):
            return _past_inverted_verb(text, floor + mark.end(), at)
    return _past_inverted_verb(text, floor, at)


def _past_inverted_verb(text: str, start: int, end: int) -> Span | None:
    """A noun without the verb of saying that stands before it: "précise le procureur" is the prosecutor."""
    for verb, _ in speech_book("fr").verbs_in(text[start:end]):
        if word_count(text[start : start + verb.start]) <= 1:
            return trimmed(text, start + verb.end, end)
    return trimmed(text, start, end)


def _end_of_content(text: str, cue: Cue, later: list[Cue]) -> int:
    """Where the words of a verb end: at a semicolon, a full stop inside the sentence, or where another claim begins."""
    hard = re.compile(r"\s?;\s|[.!?]\s+(?=[A-ZÀ-Þ“«])|\s[–—]\s(?=[^–—]*$)").search(text, cue.word.end)
    end = hard.start() if hard else len(text)
    if re.search(r",\s+qui\s+$", text[: cue.group.start]):
        comma = re.compile(r",\s(?!(?:et|ou|dont|qui)\b)").search(text, cue.word.end + 8)
        end = min(end, comma.start()) if comma else end
    for other in later:
        if other.group.start >= end:
            break
        bound, subject_at, kind = _left_bound(text, cue.word.end, other.group.start)
        subject = text[subject_at : other.group.start].strip()
        fresh = kind in ("conj", "rel", "hard", "sub") or (kind == "and" and (not subject or word_count(subject) <= 6))
        if fresh and word_count(subject) <= 12 and bound > cue.word.end:
            return min(end, bound)
        if other.participle and text[: other.group.start].rstrip().endswith((",", " en")):
            return min(end, other.group.start - 2)
        if kind == "comma" and MASK in text[cue.word.end : other.group.start]:
            return min(end, other.group.start)
    return end


# --- "selon" ---------------------------------------------------------------------------------------------------------


def speaker_after(text: str, at: int) -> Span | None:
    """The speaker that follows a verb or "selon", with an apposition after a comma."""
    end = words.SPEAKER_END.search(text, at)
    while end and not text[at : end.start()].strip():
        end = words.SPEAKER_END.search(text, end.end())
        if end and end.start() - at > 12:
            break
    stop = end.start() if end else len(text)
    age = AGE_AFTER_COMMA.match(text, stop)
    if age:
        stop = age.end()
        end = words.SPEAKER_END.search(text, stop)
    name = NAME_AFTER_COMMA.match(text, stop)
    if name:
        return trimmed(text, at, name.end())
    if end and end[0] == "," and words.APPOSITION.match(text, stop) and not words.QUANTITY.match(text, stop + 1):
        more = words.SPEAKER_END.search(text, stop + 1)
        after = more.start() if more else len(text)
        extra = text[stop + 1 : after]
        closed = more is None or more[0] in ".,;:" or more[0].strip() in ("qui", "dont")
        if (
            word_count(extra) <= 10
            and closed
            and not words.LEADING.match(extra.strip())
            and not words.FINITE.search(extra)
        ):
            stop = after
    return trimmed(text, at, stop)


def _according(text: str, floor: int) -> Iterator[Reported]:
    for mark in words.ACCORDING.finditer(text):
        if mark.start() < floor:
            continue
        if words.NOT_SPEAKER.match(text, mark.end()):
            continue
        from_source = mark["lead"].lower().startswith(("de source", "de l"))
        speaker = speaker_after(text, mark.start() + 3 if from_source else mark.end())
        if speaker is None:
            continue
        cue = Span(start=mark.start(), end=mark.end())
        start = max([floor, *(m.end() for m in words.CLAUSE.finditer(text, floor, mark.start()))])
        start = attached_start(text, start, mark.start())
        content = trimmed(text, start, mark.start())
        if content and ENDS_IN_AND.search(text[start : mark.start()]):
            content = None
        leading = content is None
        if content is None:
            content = trimmed(text, speaker.end, _stop(text, speaker.end))
            if content and set(text[content.start : content.end]) <= {MASK, " ", ","}:
                yield Reported(cue=cue, verb=None, speaker=speaker, content=None, quoted="after")
                continue
        elif set(text[content.start : content.end]) <= {MASK, " ", ","}:
            yield Reported(cue=cue, verb=None, speaker=speaker, content=None, quoted="before")
            continue
        elif word_count(text[content.start : content.end]) < 3 and re.match(r"\s*,\s+\w", text[speaker.end :]):
            content = trimmed(text, start, _stop(text, speaker.end))
        if content and not leading and is_cut(text, mark.start(), speaker.end, words.WANTS_OBJECT, words.QUANTITY):
            content = trimmed(text, start, _stop(text, speaker.end))
        if content:
            yield Reported(cue=cue, verb=None, speaker=speaker, content=content)
        floor = floor if leading else after_attribution(text, speaker.end)


def _to_whom(text: str, floor: int) -> Iterator[Reported]:
    """ "Un préfet, pour qui la route est sûre, …": the words up to the next comma, said by the noun before."""
    for mark in words.TO_WHOM.finditer(text, floor):
        speaker = _antecedent(text, floor, mark.start())
        comma = re.compile(r",\s|\s?;\s|$").search(text, mark.end())
        content = trimmed(text, mark.end(), comma.start() if comma else len(text))
        if not speaker or not content or word_count(text[content.start : content.end]) < 3:
            continue
        cue = Span(start=mark.start(), end=mark.end())
        if MASK in text[content.start : content.end]:
            yield Reported(cue=cue, verb=None, speaker=speaker, content=None, quoted="after")
        else:
            yield Reported(cue=cue, verb=None, speaker=speaker, content=content)


def _stop(text: str, at: int) -> int:
    hard = re.compile(r"\s?;\s").search(text, at)
    return hard.start() if hard else len(text)


def _passives(text: str, floor: int) -> Iterator[Reported]:
    """ "un raid revendiqué par X": the clause, said by the agent."""
    book = speech_book("fr")
    for mark in words.PASSIVE_BY.finditer(text):
        verb = book.verbs.get(mark[0].split()[0].lower())
        speaker = speaker_after(text, mark.end())
        start = max([floor, *(m.end() for m in words.CLAUSE.finditer(text, floor, mark.start()))])
        content = trimmed(text, start, speaker.end) if speaker else None
        if content and speaker and verb and MASK not in text[start : mark.start()]:
            cue = Span(start=mark.start(), end=mark.end())
            yield Reported(cue=cue, verb=verb, speaker=speaker, content=content, passive=True)

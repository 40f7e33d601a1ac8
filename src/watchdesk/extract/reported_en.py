"""Who said what in an English sentence: verbs of saying, inversions, "according to"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from watchdesk.extract import words_en as words
from watchdesk.extract.cues_en import find_cues
from watchdesk.extract.reported import (
    AGE_AFTER_COMMA,
    ENDS_IN_AND,
    MASK,
    MOST_CUES,
    NAME_AFTER_COMMA,
    NOBODY,
    STOP,
    Cue,
    Reported,
    Side,
    after_attribution,
    attached_start,
    content_start,
    from_relative,
    is_condition,
    is_cut,
    short_or_whole,
    spliced,
    trimmed,
    word_count,
)
from watchdesk.extract.speech import speech_book
from watchdesk.records import Span


def find_reported(text: str) -> tuple[Reported, ...]:
    """Attributions of one English sentence, in order, its direct quotations masked."""
    start = content_start(text)
    cues = list(islice(find_cues(text), MOST_CUES))
    found = [*_according(text, start), *_counts(text, start), *_passives(text, start), *_to_whom(text, start)]
    taken = [r.content for r in found if r.content and r.cue.start < r.content.start]
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


# --- one verb ------------------------------------------------------------------------------------------------------


def _read_cue(text: str, cue: Cue, floor: int, end: int, *, first: bool) -> Reported | None:
    """The attribution that one verb makes: speaker before or after it, words after or before it."""
    bound, subject_at, kind = _left_bound(text, floor, cue.group.start)
    subject = trimmed(text, subject_at, cue.group.start)
    relay, at = _after_verb(text, cue, end)
    before_mask = kind == "mask" or text[floor : cue.group.start].rstrip(" ,").endswith(MASK)
    masked = text.rfind(MASK, floor, cue.group.start)
    if subject is None and masked >= 0 and not cue.participle and kind == "comma":
        between = trimmed(text, masked + 1, cue.group.start)
        if between and word_count(text[between.start : between.end]) <= 14 and _is_closed(text[at:end]):
            return Reported(cue=cue.word, verb=cue.verb, speaker=between, content=None, quoted="before", relay=relay)
    if subject is None and (before_mask or kind in ("comma", "start")) and not cue.participle:
        inverted = _inversion(text, cue, floor, before_mask)
        if inverted:
            return inverted
    speaker: Span | None
    if cue.purpose:
        speaker = _main_subject(text, cue)
        if speaker is None:
            return None
    elif cue.participle or (kind in ("and", "conj", "sub") and subject is None):
        speaker = _main_subject(text, cue) if first else None
    elif kind in ("rel", "conj") and subject and text[subject.end : cue.group.start].strip() == ",":
        speaker = _before_relative(text, floor, bound)
    elif kind == "rel" and subject and _OWN_SUBJECT.match(text, subject.start, subject.end):
        speaker = subject
    elif kind == "rel":
        speaker = _antecedent(text, floor if text[floor:bound].strip() else content_start(text), bound)
    else:
        speaker = subject or _resumed(text, floor, cue) or _appositive(text, floor, cue.group.start)
        if speaker is None or NOBODY.match(text, speaker.start) or not _agrees(text, speaker, cue):
            return None
    rest = text[at:end]
    spoken = kind == "mask" and cue.verb.takes in ("clause", "quote") and not words.THAT.match(text, at, end)
    if (
        spoken
        and speaker
        and not cue.participle
        and MASK not in rest
        and not re.match(r"\s+(?:it|they|he|she|we)\s", rest)
    ):
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="before", relay=relay)
    if re.match(rf"\s*[,:]?\s*{MASK}", rest) or re.match(rf"(?:\s+[^\s:{MASK}]+){{0,9}}\s*:\s*{MASK}", rest):
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="after", relay=relay)
    if subject is None and kind == "comma" and not cue.participle:
        late = _late_appositive(text, floor, cue.group.start)
        if late and _is_closed(rest):
            bound, speaker = late
    behind = kind != "rel" and text[bound : bound + 1] != ";"
    if speaker and _is_closed(rest) and cue.verb.takes != "phrase" and not cue.participle and behind:
        return _words_before(text, cue, floor, bound, speaker, relay, before_mask)
    if not rest.strip(" .,;:"):
        if cue.verb.act in ("deny", "claim_responsibility"):
            return Reported(
                cue=cue.word, verb=cue.verb, speaker=speaker, content=_from(text, cue, speaker, end), relay=relay
            )
        return None
    if (
        cue.verb.lemma in words.CLAUSE_ONLY
        and not words.THAT.match(text, at, end)
        and not words.FINITE.search(rest)
        and not re.search(r"[“\"]|[’'](?:ll|re|s|ve|d)\b", rest)
        and not (cue.verb.lemma == "say" and words.NUMBER_SAID.match(rest))
    ):
        return None
    if cue.verb.takes == "quote" and not words.THAT.match(text, at, end):
        return None
    if speaker and is_condition(text[floor:]) and cue.verb.takes != "clause":
        content = trimmed(text, floor, end)
    else:
        content = _words_after(text, cue, speaker, at, end)
    return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content, relay=relay)


def _is_closed(rest: str) -> bool:
    """True where nothing that is said follows the verb."""
    if re.match(r"\s(?:after|before|while)\s\w+ing\s(?:[\w’'-]+\s){0,6}?that\s", rest):
        return False
    return not rest.strip(" .,;:!?…–—)”") or bool(
        re.match(
            r"\s*(?:[,;.:]|[–—]|after|before|speaking|citing|in|during|through|from|at(?! least| most)|on|"
            r"as(?! many| few| much))(?:\s|$)",
            rest,
        )
    )


def _late_appositive(text: str, floor: int, at: int) -> tuple[int, Span] | None:
    """Words before a speaker with an apposition: "CLAUSE, a deputy minister, Lasha Meskhi, told parliament"."""
    parts = [m.start() for m in re.finditer(r",\s", text[:at]) if m.start() >= floor]
    for count in (3, 2):
        if len(parts) < count:
            continue
        start = parts[-count]
        head = text[start:at].strip(" ,").split(",")[0]
        named = re.match(r"(?:the|a|an|its|his|her|their|one|[A-Z])", head.split(" ")[0])
        if (
            named
            and not words.FINITE.search(head)
            and word_count(head) <= 9
            and words.FINITE.search(_without_relatives(text[floor:start]))
        ):
            speaker = trimmed(text, start, at)
            return (start, speaker) if speaker else None
    return None


def _from(text: str, cue: Cue, speaker: Span | None, end: int) -> Span | None:
    return trimmed(text, speaker.start if speaker else cue.group.start, end)


def _words_after(text: str, cue: Cue, speaker: Span | None, at: int, end: int) -> Span | None:
    that = words.THAT.match(text, at, end)
    pointing = r"(?:as well|too|at once|flatly|[\w-]+(?:\s[\w-]+)?)?\s*(?:[.,;]|$)"
    if that and not re.match(pointing, text[that.end() : end]):
        return trimmed(text, that.end(), end)
    if cue.verb.takes == "clause":
        return trimmed(text, at, end)
    return short_or_whole(text, speaker, cue.group.start, end)


def _words_before(
    text: str, cue: Cue, floor: int, bound: int, speaker: Span, relay: Span | None, before_mask: bool
) -> Reported | None:
    """ "CLAUSE, officials said": the words stand before the speaker; or a quotation does."""
    lead = text[floor:bound].rstrip(" ,")
    if before_mask or lead.endswith(MASK):
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="before", relay=relay)
    content = trimmed(text, _clause_start(text, floor, bound), bound)
    if content is None:
        return None
    content = spliced(text, content, _stop_of_attribution(text, cue), words.FINITE)
    if word_count(text[content.start : content.end]) < 2:
        return None
    return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content, relay=relay)


def _stop_of_attribution(text: str, cue: Cue) -> int:
    """Where "the ministry said on Sunday" ends."""
    comma = re.compile(r"[,.;:]").search(text, cue.word.end)
    return comma.start() if comma else len(text)


def _inversion(text: str, cue: Cue, floor: int, before_mask: bool) -> Reported | None:
    """ "…,” said X" and "CLAUSE, said the mission": the speaker stands after the verb."""
    rest = text[cue.word.end :]
    if re.match(r"\s+(?:that|it|they|we|there|if)\b|\s*[,.:]", rest):
        return None
    bare = (
        re.fullmatch(r"\s+(?!its|their|his|her|they|it|he)[\w’'-]+(?:\s[\w’'-]+)?[.;]?", rest)
        if cue.form == "says"
        else None
    )
    speaker = speaker_after(text, cue.word.end) if words.NOUN_PHRASE.match(rest) or bare else None
    if speaker is None:
        return None
    if before_mask:
        return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=None, quoted="before")
    if words.FINITE.search(_without_relatives(text[speaker.start : speaker.end])):
        return None  # "survivors said the attackers arrived" tells of the attackers
    content = trimmed(text, _clause_start(text, floor, cue.group.start), cue.group.start)
    if content is None:
        return None
    headline = cue.form == "says" and content.start == content_start(text)
    if not headline and not words.FINITE.search(_without_relatives(text[content.start : content.end])):
        return None
    if word_count(text[content.start : content.end]) < 3 or cue.verb.takes == "phrase":
        return None
    content = spliced(text, content, speaker.end, words.FINITE)
    return Reported(cue=cue.word, verb=cue.verb, speaker=speaker, content=content)


def _without_relatives(text: str) -> str:
    """The words without relative clauses and without participles that only look like finite verbs ("worst-hit")."""
    main = re.sub(r",?\s(?:who|which|whose|whom)\b[^,]*", "", text)
    return words.ADJECTIVAL.sub(" ", re.sub(r"\b\w+-\w+\b", " ", main))


def _after_verb(text: str, cue: Cue, end: int) -> tuple[Span | None, int]:
    """Who was told, and where the words go on past recipient, day and outlet."""
    at, relay = cue.word.end, None
    if cue.verb.lemma in ("tell", "inform", "warn", "assure", "remind", "brief", "ask"):
        that = re.compile(r"\s+that\b").search(text, at, end)
        told = words.RECIPIENT.match(text, at, end)
        last = re.compile(rf"[^,;:{MASK}]*$").match(text, at, end)
        if (
            cue.verb.lemma == "tell"
            and last
            and 1 <= word_count(last[0]) <= 5
            and not words.FINITE.search(_without_relatives(last[0]))
            and re.match(r"\s(?:the|a|this|our|us|[A-Z])", last[0])
        ):
            return trimmed(text, at, end), end
        if cue.verb.lemma == "tell" and that and word_count(text[at : that.start()]) <= 8:
            relay, at = trimmed(text, at, that.start()), that.start()
        elif told and cue.verb.lemma == "tell":
            relay, at = trimmed(text, told.start(), told.end()), told.end()
    for _ in range(3):
        aside = words.TIME.match(text, at, end) or words.OUTLET.match(text, at, end)
        if not aside or aside.end() == at:
            break
        at = aside.end()
    that = re.compile(
        r"\s*,?\s*(?:(?:on|in|at|to|from|during|through|by|as|late|early|(?:after|before|while)\s\w+ing)\b[^.,;:]{0,60}?)"
        r"(?:,\s[A-Z][^,.;:]{2,40})?,?\s+that\b"
    ).match(text, at, end)
    if that and word_count(that[0]) <= 12:
        at = that.end() - len("that")
    return relay, at


# --- where a subject begins, where the words end ---------------------------------------------------------------------


def _left_bound(text: str, floor: int, at: int) -> tuple[int, int, str]:
    """The last boundary before a verb: where it starts, where the subject after it starts, and of which kind it is."""
    marks = list(words.BOUNDARY.finditer(text, floor, at))
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        kind = mark.lastgroup or "comma"
        if kind == "and" and _is_joined_noun(text, marks[number - 1].end() if number else floor, mark, at):
            continue
        if kind == "sub" and mark[0].strip() in ("as", "after", "when", "where") and mark.end() < at - 60:
            continue
        if kind == "comma" and text[mark.end() : at].strip() and _is_appositive_name(text, marks, number, floor, at):
            continue
        return mark.start(), mark.end(), kind
    return floor, floor, "start"


def _is_joined_noun(text: str, since: int, mark: re.Match[str], at: int) -> bool:
    """True for the "and" inside a speaker ("relatives and teachers said")."""
    left, right = text[since : mark.start()], text[mark.end() : at]
    if not right.strip():
        return False
    return word_count(left) <= 5 and not words.FINITE.search(left)


def _is_appositive_name(text: str, marks: list[re.Match[str]], number: int, floor: int, at: int) -> bool:
    """True for the comma in "A police spokesman, Rafaralahy Solo said"."""
    left = text[marks[number - 1].end() if number else floor : marks[number].start()]
    right = text[marks[number].end() : at].strip()
    named = re.fullmatch(r"(?:[A-Z][\w’'-]+\s*){2,4}", right)
    return (
        bool(named)
        and bool(re.match(r"(?:The|A|An|Its|the|a|an)\b", left))
        and word_count(left) <= 9
        and not words.FINITE.search(left)
    )


_OWN_SUBJECT = re.compile(r"(?:the|an?|its|their|his|her)\s\w|(?!Also|Then)[A-ZÀ-Þ]")
"""A relative clause's own subject: "the elections, which the party called a sham"."""
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom|where)\b")


def _appositive(text: str, floor: int, at: int) -> Span | None:
    """The subject of "Human Rights Watch, a New York group, said": from its head to the comma before the verb."""
    marks = [m for m in words.BOUNDARY.finditer(text, floor, at) if m.end() < at - 1]
    hard = [m.end() for m in marks if m.lastgroup in ("hard", "conj") and not _RELATIVE.search(m[0])]
    start = hard[-1] if hard else floor
    relative = re.compile(r",\s+(?:which|who|whose|whom|where)\b").search(text, start, at)
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
    last = text.rfind(", ", start, at - 1) + 2
    if verb and last > start + len(head) and _THE_BODY.match(text, last) and not words.FINITE.search(text, last, at):
        return trimmed(text, last, at)  # "The raid was in revenge for …, a man known as V., the Network (N) reported"
    return trimmed(text, start, at)


_THE_BODY = re.compile(r"the [A-Z]")


def _agrees(text: str, speaker: Span, cue: Cue) -> bool:
    """False where a bare form stands after a singular: there it is a noun ("a stranger report")."""
    inflected = cue.form.endswith("ed") or (cue.form.endswith("s") and not cue.form.endswith("ss"))
    if cue.form != cue.verb.lemma or inflected or cue.form in ("put", "read out") or cue.group.start < cue.word.start:
        return True
    named = text[speaker.start : speaker.end]
    head = re.split(r"\s(?:of|in|from|at|on|near|with|for|to|by)\s|,", named)[0]
    return bool(words.PLURAL.search(head) or words.PLURAL.search(named) or re.search(r"\s(?:and|or)\s", named))


def _resumed(text: str, floor: int, cue: Cue) -> Span | None:
    """The head of a relative clause that a claim stood in: "Rwanda, which rejects the findings, called …"."""
    if text[floor : cue.group.start].strip(" ,") or floor == content_start(text):
        return None
    relative = re.compile(r",\s+(?:which|who|whose)\b").search(text, content_start(text), floor)
    return trimmed(text, content_start(text), relative.start()) if relative else None


def _main_subject(text: str, cue: Cue) -> Span | None:
    """The subject of the sentence, for a second verb that shares it ("X flew to the scene and announced")."""
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
    """The noun that "which" or "who" takes up: the words before it, back to the last preposition or verb."""
    piece = text[floor:at]
    cut = list(
        re.finditer(
            r"(?:[,;:]|\b(?:by|to|from|of|on|against|with|for|at|in|accused|blamed|told|and|that|said|contradicting|citing|quoting)\b)\s*",
            piece,
        )
    )
    start = floor
    for mark in reversed(cut):
        noun = piece[mark.end() :]
        if re.search(r"[A-Z]|\b(?:the|a|an)\b", noun):
            start = floor + mark.end()
            break
    return trimmed(text, start, at)


def _end_of_content(text: str, cue: Cue, later: list[Cue]) -> int:
    """Where the words of a verb end: at a semicolon, a full stop inside the sentence, or where another claim begins."""
    hard = re.compile(rf";\s|(?:{STOP}|[!?])\s+(?=[A-Z“\"])|\s[–—]\s(?=[^–—]*$)").search(text, cue.word.end)
    end = hard.start() if hard else len(text)
    if re.search(r",\s+(?:which|who)\s+$", text[: cue.group.start]):
        comma = re.compile(r",\s(?!(?:and|or|which|who)\b)").search(text, cue.word.end + 3)
        end = min(end, comma.start()) if comma else end
    for other in later:
        if other.group.start >= end:
            break
        bound, subject_at, kind = _left_bound(text, cue.word.end, other.group.start)
        subject = text[subject_at : other.group.start].strip()
        fresh = kind in ("conj", "rel", "hard") or (kind == "and" and (not subject or word_count(subject) <= 6))
        contrary = kind == "sub" and not subject and text[bound:subject_at].strip() == "but"
        if (fresh or contrary or (kind == "sub" and subject)) and word_count(subject) <= 12 and bound > cue.word.end:
            return min(end, bound)
        if other.participle and text[: other.group.start].rstrip().endswith(","):
            return min(end, other.group.start - 2)
        if kind == "comma" and MASK in text[cue.word.end : other.group.start]:
            return min(end, other.group.start)
    return end


# --- "according to" -------------------------------------------------------------------------------------------------


def speaker_after(text: str, at: int) -> Span | None:
    """The speaker that follows a verb or "according to", with an apposition after a comma."""
    end = words.SPEAKER_END.search(text, at)
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
        closed = more is None or more[0] in ".,;:" or more[0].strip() in ("who", "which")
        if (
            word_count(extra) <= 10
            and closed
            and not words.LEADING.match(extra.strip())
            and not words.FINITE.search(extra)
        ):
            stop = after
    return trimmed(text, at, stop)


def _counts(text: str, floor: int) -> Iterator[Reported]:
    """ "…, by the army’s count"."""
    for mark in words.COUNT.finditer(text, floor):
        start = _clause_start(text, floor, mark.start())
        content = trimmed(text, start, mark.start())
        if re.search(r"\b(?:which|who|that|and|but)$", text[start : mark.start()].rstrip(" ,")):
            comma = text.find(", ", mark.end())
            content = trimmed(text, mark.end(), comma if comma > 0 else _stop(text, mark.end()))
        nobody = words.NO_COUNTER.fullmatch(mark["who"])
        speaker = trimmed(text, mark.start("who"), mark.end() if nobody else mark.end("who"))
        if content and speaker:
            yield Reported(cue=Span(start=mark.start(), end=mark.end()), verb=None, speaker=speaker, content=content)


def _according(text: str, floor: int) -> Iterator[Reported]:
    for mark in words.ACCORDING.finditer(text):
        if mark.start() < floor:
            continue
        if words.TO_WHOM.match(text, mark.start() - 2) or re.match(r"wh(?:om|ich)\b", text[mark.end() :]):
            continue
        speaker = speaker_after(text, mark.end())
        if speaker is None:
            continue
        head = text[floor : mark.start()].strip(" ,;")
        if not head or ENDS_IN_AND.search(head):
            content = trimmed(text, speaker.end, _stop(text, speaker.end))
            side: Side | None = "after"
        else:
            start = attached_start(text, _clause_start(text, floor, mark.start()), mark.start())
            content = trimmed(text, start, mark.start())
            side = "before"
            rest = text[speaker.end :]
            if content and word_count(text[content.start : content.end]) < 3 and re.match(r",\s+\w", rest):
                content = trimmed(text, start, _stop(text, speaker.end))
            if is_cut(text, mark.start(), speaker.end, words.WANTS_OBJECT, words.QUANTITY):
                content = trimmed(text, start, _stop(text, speaker.end))
        if content is None:
            continue
        if set(text[content.start : content.end]) <= {MASK, " ", ","}:
            yield Reported(
                cue=Span(start=mark.start(), end=mark.end()), verb=None, speaker=speaker, content=None, quoted=side
            )
        else:
            yield Reported(cue=Span(start=mark.start(), end=mark.end()), verb=None, speaker=speaker, content=content)
        floor = after_attribution(text, speaker.end) if side == "before" else floor


def _to_whom(text: str, floor: int) -> Iterator[Reported]:
    """ "A diplomat, according to whom there is no risk, …": the words up to the next comma, said by the noun before."""
    for mark in words.TO_WHOM.finditer(text, floor):
        speaker = _antecedent(text, floor, mark.start())
        comma = re.compile(r",\s|;\s|$").search(text, mark.end())
        content = trimmed(text, mark.end(), comma.start() if comma else len(text))
        if speaker and content and word_count(text[content.start : content.end]) >= 3:
            cue = Span(start=mark.start(), end=mark.end())
            yield Reported(cue=cue, verb=None, speaker=speaker, content=content)


def _stop(text: str, at: int) -> int:
    hard = re.compile(r";\s").search(text, at)
    return hard.start() if hard else len(text)


def _clause_start(text: str, floor: int, at: int) -> int:
    """Where the clause before "according to" begins: after a semicolon or ", but" or ", while"."""
    start = floor
    for mark in re.finditer(r";\s+|,\s+but\s+|[.!?]\s+(?=[A-Z])", text[:at]):
        if mark.end() > start:
            start = mark.end()
    return start


def _passives(text: str, floor: int) -> Iterator[Reported]:
    """ "a raid claimed by X", "condemned by the Union": the clause, said by the agent."""
    book = speech_book("en")
    for mark in words.PASSIVE_BY.finditer(text):
        verb = book.verbs.get(mark[0].split()[0].lower())
        speaker = speaker_after(text, mark.end())
        start = _clause_start(text, floor, mark.start())
        content = trimmed(text, start, speaker.end) if speaker else None
        if content and speaker and verb and MASK not in text[start : mark.start()]:
            yield Reported(
                cue=Span(start=mark.start(), end=mark.end()), verb=verb, speaker=speaker, content=content, passive=True
            )

"""Who says what: direct and indirect statements with speaker, act and target."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from watchdesk.extract import reported_en, reported_fr
from watchdesk.extract.acts import act_of
from watchdesk.extract.attribution import Speakers
from watchdesk.extract.quote_neighbours import beside_quotation
from watchdesk.extract.reported import MASK, Reported, content_start, is_condition, trimmed, without_comment
from watchdesk.extract.source_chains import relaying, via
from watchdesk.extract.speech import SpeechVerb, speech_book
from watchdesk.extract.targets import answered, denied_words, target_words
from watchdesk.records import Layout, Names, Quotation, Quote, Sentence, Source, Span, Statement

_OWN_VOICE = frozenset({"we", "nous"})
_TOO_SHORT = 2
_LONGEST = 2_000  # characters of a sentence that are read; what is longer is a table or noise
_FRAME_END = re.compile(r"[:,][\s\u00a0\u202f]*$")
_CHANTED = re.compile(
    r"\b(?:chant|shout|slogan|banner|placard|sign|song|film|titled|called|nicknamed|dubbed|known as|"
    r"scand|banderole|pancarte|intitulé|baptisé|surnommé)\w*\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:And|But|Et|Mais|On|About|In|At|To|À|Sur|Dans|Pour|There|Then)\b")
_SUBJECT_END = re.compile(
    r"[,:;(]|\s(?:to|had|has|was|is|were|are|who|with|after|joint|qui|a|ont|avait|est|n[’']\w+|ne|parle\w*|se|en)\s|\s(?:s|n)[’']"
)
_LONE_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f ]*")
"""A count that is all that somebody said: it is quoted with who said it ("the union says 130")."""
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(slots=True)
class _Frame:
    """What the sentences say of one direct quotation."""

    quotation: Quotation
    source: Source | None = None
    verb: SpeechVerb | None = None
    cue: Span | None = None
    settled: bool = False


@dataclass(slots=True)
class _Draft:
    """The state of one report's reading: frames by order, statements so far."""

    frames: list[_Frame]
    made: list[Statement] = field(default_factory=list)


def find_statements(layout: Layout, names: Names) -> tuple[Statement, ...]:
    """Statements in order of the text."""
    report = layout.report
    language = "fr" if report.language == "fr" else "en"
    direct = direct_quotations(layout, language)
    masked = _mask(report.text, direct)
    find = reported_fr.find_reported if language == "fr" else reported_en.find_reported
    speakers = Speakers(layout, names)
    draft = _Draft(frames=[_Frame(quotation=q) for q in direct])
    for sentence in layout.sentences:
        words = masked[sentence.span.start : min(sentence.span.end, sentence.span.start + _LONGEST)]
        _read_sentence(layout, sentence, find(words), speakers, draft)
    _settle_frames(layout, draft, speakers)
    draft.made += [_direct_statement(layout, frame, speakers) for frame in draft.frames]
    found = _without_repeats(sorted(draft.made, key=lambda s: (s.words.span.start, s.words.span.end)))
    return _aimed(found, speakers)


def _aimed(statements: tuple[Statement, ...], speakers: Speakers) -> tuple[Statement, ...]:
    """Statements with the one at whom each is aimed, and what each denial denies."""
    aimed: list[Statement] = []
    for statement in statements:
        words = target_words(statement)
        target = speakers.body_in(words) if words else None
        if statement.act == "deny":
            target = answered(statement, aimed)
        aimed.append(replace(statement, target=target, denies=denied_words(statement)))
    return tuple(aimed)


def inside_quotation(span: Span, layout: Layout) -> bool:
    """True where the words at `span` stand between quotation marks."""
    return any(q.outer.holds(span) for q in layout.quotations)


# --- quotations that are statements ---------------------------------------------------------------------------------


def direct_quotations(layout: Layout, language: str) -> tuple[Quotation, ...]:
    """The quotations that are somebody's whole words, outermost only; fragments inside a clause are left out."""
    found: list[Quotation] = []
    for quotation in layout.quotations:
        if found and found[-1].outer.holds(quotation.outer):
            continue
        if _is_direct(layout, quotation, found[-1] if found else None, language):
            found.append(quotation)
    return tuple(found)


def _is_direct(layout: Layout, quotation: Quotation, before: Quotation | None, language: str) -> bool:
    text = layout.report.text
    home = next((s.span for s in layout.sentences if s.span.start <= quotation.outer.start < s.span.end), None)
    if home is None:
        return False
    start = max(home.start, before.outer.end if before else 0)
    left = text[start : quotation.outer.start]
    right = text[quotation.outer.end : quotation.outer.end + 60]
    words = text[quotation.span.start : quotation.span.end]
    count = len(_WORD.findall(words))
    stopped = words[-1] in ".!?…,"
    if _CHANTED.search(left):
        return False
    if not re.search(r"\w", left):
        closed = stopped or right[:1] in (",", "", "\n") or bool(re.match(r"\s*,|\s*$|\s*[–—]", right))
        return (closed and count >= 1 and not (count < _TOO_SHORT and not stopped)) or count >= 6
    bare = left.rstrip("\u00a0\u202f \n\t")
    if bare.endswith(":"):
        return count >= _TOO_SHORT or stopped
    if bare.endswith((",", "–", "—")):
        said = _ends_in_speech(bare.rstrip(",–— "), language, 9)
        if words[0].islower() and is_condition(left):
            return False
        return said and (count >= 3 or stopped)
    if _ends_in_speech(bare, language, 1) or re.search(r"\b(?:told|tells)\s+[\w’'-]+$", bare):
        return count >= 3 and (words[0].isupper() or words[0].isdigit() or (language == "en" and count >= 5))
    return words[0].isupper() and stopped and count >= 5 and words[-1] != ","


def _ends_in_speech(left: str, language: str, within: int) -> bool:
    """True where one of the last `within` words is a verb of saying."""
    tail = list(re.finditer(r"\S+", left))[-within:]
    if not tail:
        return False
    return any(True for _ in speech_book(language).verbs_in(left[tail[0].start() :]))


def _mask(text: str, quotations: tuple[Quotation, ...]) -> str:
    pieces, at = [], 0
    for quotation in quotations:
        pieces += [text[at : quotation.outer.start], MASK * (quotation.outer.end - quotation.outer.start)]
        at = quotation.outer.end
    return "".join([*pieces, text[at:]])


# --- sentences ------------------------------------------------------------------------------------------------------


def _read_sentence(
    layout: Layout, sentence: Sentence, found: tuple[Reported, ...], speakers: Speakers, draft: _Draft
) -> None:
    base, source = sentence.span.start, None
    for reported in found:
        if reported.speaker:
            span = _shifted(reported.speaker, base)
            words = layout.report.text[span.start : span.end]
            if words.lower() in _OWN_VOICE:
                if not reported.verb or reported.verb.act in ("inform", "assess"):
                    continue
                source = Source(organisation=layout.report.publisher or speakers.author)
            else:
                source = speakers.source_at(span)
        elif source is None:
            source = speakers.last()
        if source is not None and reported.relay:
            relay = _shifted(reported.relay, base)
            source = via(source, layout.report.text[relay.start : relay.end])
        cue = _shifted(reported.cue, base)
        if reported.content is None:
            _frame_quotation(draft, sentence, cue, reported, source)
        elif source is not None:
            made = _indirect_statement(layout, sentence, reported, source, speakers)
            if made:
                draft.made.append(made)


def _shifted(span: Span, base: int) -> Span:
    return Span(start=span.start + base, end=span.end + base)


def _frame_quotation(draft: _Draft, sentence: Sentence, cue: Span, reported: Reported, source: Source | None) -> None:
    """Give the quotation before or after a verb its speaker; the one on the other side of it is the same speaker's."""
    before = [
        f for f in draft.frames if f.quotation.outer.end <= cue.start and f.quotation.outer.end > sentence.span.start
    ]
    after = [f for f in draft.frames if cue.end <= f.quotation.outer.start < sentence.span.end]
    order = [*before[-1:], *after[:1]] if reported.quoted == "before" else after[:1]
    for frame in order:
        if not frame.settled and source is not None:
            frame.source, frame.verb, frame.cue, frame.settled = source, reported.verb, cue, True


def _settle_frames(layout: Layout, draft: _Draft, speakers: Speakers) -> None:
    """Quotations without a speaker of their own continue the one before, else the words around them tell."""
    paragraph = {s.index: s.paragraph for s in layout.sentences}
    previous: _Frame | None = None
    for number, frame in enumerate(draft.frames):
        if not frame.settled:
            here = paragraph.get(_sentence_at(layout, frame.quotation.outer.start))
            following = draft.frames[number + 1] if number + 1 < len(draft.frames) else None
            near = previous and paragraph.get(_sentence_at(layout, previous.quotation.outer.start)) == here
            named = _named_before_colon(layout, frame.quotation, speakers) or _named_beside(layout, frame, speakers)
            if named:
                frame.source, frame.settled = named, True
            elif near and previous:
                frame.source, frame.verb = previous.source, previous.verb
            elif (
                following
                and following.settled
                and paragraph.get(_sentence_at(layout, following.quotation.outer.start)) == here
            ):
                frame.source, frame.verb = following.source, following.verb
            else:
                earlier = [s for s in draft.made if s.words.span.end <= frame.quotation.outer.start]
                frame.source = earlier[-1].sources[0] if earlier and earlier[-1].sources else None
                if previous and (not earlier or previous.quotation.outer.start > earlier[-1].words.span.start):
                    frame.source = previous.source
        previous = frame


def _named_before_colon(layout: Layout, quotation: Quotation, speakers: Speakers) -> Source | None:
    """The speaker of "State television: “…”", where no verb of saying stands."""
    text = layout.report.text
    home = next((s.span for s in layout.sentences if s.span.start <= quotation.outer.start < s.span.end), None)
    if home is None:
        return None
    left = text[home.start : quotation.outer.start].rstrip("\u00a0\u202f \n\t")
    start = content_start(left)
    if not left.endswith(":") or _ABOUT.match(left, start):
        return None
    end = _SUBJECT_END.search(left, start)
    subject = trimmed(text, home.start + start, home.start + (end.start() if end else len(left)))
    if subject is None or len(_WORD.findall(text[subject.start : subject.end])) > 8:
        return None
    return speakers.source_at(subject)


def _named_beside(layout: Layout, frame: _Frame, speakers: Speakers) -> Source | None:
    """The speaker who stands after a quotation with a verb that is on no list."""
    end = frame.quotation.outer.end
    home = next((s.span for s in layout.sentences if s.span.start <= end - 1 < s.span.end), None)
    if home is None:
        return None
    words = beside_quotation(layout.report.text, end, home.end, layout.report.language or "en")
    return speakers.source_at(words) if words else None


def _sentence_at(layout: Layout, at: int) -> int:
    for sentence in layout.sentences:
        if sentence.span.start <= at < sentence.span.end:
            return sentence.index
    return -1


# --- records --------------------------------------------------------------------------------------------------------


def _indirect_statement(
    layout: Layout, sentence: Sentence, reported: Reported, source: Source, speakers: Speakers
) -> Statement | None:
    text = layout.report.text
    if reported.content is None:
        return None
    span = without_comment(text, _shifted(reported.content, sentence.span.start))
    if reported.speaker and _LONE_NUMBER.fullmatch(text, span.start, span.end):
        ends = _shifted(reported.speaker, sentence.span.start)
        span = Span(start=min(span.start, ends.start), end=max(span.end, ends.end))
    words = text[span.start : span.end]
    if len(_WORD.findall(words)) < _TOO_SHORT and not (
        reported.verb and reported.verb.act in ("deny", "claim_responsibility")
    ):
        return None
    source = relaying(source, words)
    return Statement(
        words=Quote(span=span, text=words),
        mode="indirect",
        act=act_of(reported.verb, words, mode="indirect", source=source, named=speakers.named_in(span, source)),
        sources=(source,),
        evidence=(Quote(span=sentence.span, text=text[sentence.span.start : sentence.span.end]),),
        score=0.6 if reported.verb else 0.7,
        rule=f"statement.{reported.verb.lemma if reported.verb else 'according'}",
    )


def _direct_statement(layout: Layout, frame: _Frame, speakers: Speakers) -> Statement:
    text = layout.report.text
    inner = frame.quotation.span
    end = inner.end - 1 if text[inner.end - 1] == "," and inner.end - inner.start > 1 else inner.end
    words = text[inner.start : end]
    reach = [frame.quotation.outer, *([frame.cue] if frame.cue else [])]
    evidence = tuple(
        Quote(span=s.span, text=text[s.span.start : s.span.end])
        for s in layout.sentences
        if any(s.span.overlaps(r) for r in reach)
    )
    return Statement(
        words=Quote(span=Span(start=inner.start, end=end), text=words),
        mode="direct",
        act=act_of(frame.verb, words, mode="direct", source=frame.source, named=speakers.named_in(inner, frame.source)),
        sources=(frame.source,) if frame.source else (),
        evidence=evidence,
        score=0.8 if frame.settled else 0.5,
        rule="statement.quotation",
    )


def _without_repeats(statements: list[Statement]) -> tuple[Statement, ...]:
    """Statements of which no two share most of their words; of two such the better founded stays."""
    kept: list[Statement] = []
    for statement in statements:
        span = statement.words.span
        rival = next((k for k in kept if _shared(k.words.span, span) >= 0.5), None)
        if rival is None:
            kept.append(statement)
        elif statement.mode == "direct" and rival.mode == "indirect":
            kept[kept.index(rival)] = statement
    return tuple(kept)


def _shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / max(a.end - a.start, b.end - b.start, 1)

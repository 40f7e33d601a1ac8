"""What a denial denies, whom an accusation accuses, and which event a claim of responsibility claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.claim_links import (
    countries_of,
    paragraph_of,
    same_sentence,
    same_speaker,
    speaker_of,
    speaks_of,
    start_of,
    stems,
    words_of,
)
from watchdesk.ledger.report_sentences import sentences_of
from watchdesk.ledger.scenes import Days, Scene, scenes_of
from watchdesk.ledger.wording import ledger_words, same_name
from watchdesk.records import Claim, Event, Figure, Names, Quote, Reading, Report, Span, Statement

_ENOUGH = 3.0  # a link needs this much; below it the denial stands alone
_ENOUGH_ACROSS = 4.5
_ANSWERED = frozenset(["accuse", "inform", "assess", "claim_responsibility", "announce", "condemn"])
_DAYS_APART = 45  # an answer in another report comes at most so long after the happening
_TUCKED = re.compile(  # a denial tucked into the sentence of the charge: "…, what Paris denies"
    r"\b(?:what|which|something|a (?:charge|claim|accusation)(?: that)?|ce que|accusations? que|allégations? que)\s+"
    r"(?P<who>(?:[^\W\d_][\w’'-]*\s+){1,5}?)(?:has |have |a |ont )?"
    r"(?P<verb>denie[sd]|deny|rejects?|rejected|refutes?|refuted|disputes?|disputed|nie(?:nt)?|nié|dément(?:ent)?|"
    r"démenti|rejette(?:nt)?|réfute(?:nt)?|conteste(?:nt)?)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r",|\b(?:because|since|after|which|who|parce que|car|depuis|après|faute|qui)\b", re.IGNORECASE
)
_UNLIKE_NAME = re.compile(r"[“”«»\"]|\b(?:and|were|was|had|et|en|ont|étaient)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A claim answered by another: `basis` says in words what ties them, `across` whether they are of two reports."""

    claim: Claim
    report: Report
    score: float
    basis: str
    across: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial and what it denies; `link` None where the reports hold no such claim.

    `statement` is None for a denial tucked into the sentence of the charge, which no statement carries.
    """

    denier: str | None
    words: Quote
    statement: Statement | None
    report: Report
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An accusation with whom it accuses, or a claim of responsibility with the event it claims."""

    statement: Statement
    report: Report
    accused: str | None = None
    link: Link | None = None


def denials_of(readings: Sequence[Reading], names: Names | None = None) -> tuple[Denial, ...]:
    """Every denial of `readings` in their order, linked within its report or else to another on the same happening.

    A statement coded as a denial is one here only where its words deny: by a verb of denying or a negation.
    """
    scenes = {r.report.id: scenes_of(r, names) for r in readings}
    found: list[Denial] = []
    for reading in readings:
        for statement in (c for c in reading.claims if isinstance(c, Statement) and _denies(c)):
            link = _within(statement, reading, names) or _across(statement, reading, readings, scenes, names)
            found.append(
                Denial(
                    denier=speaker_of(statement),
                    words=statement.words,
                    statement=statement,
                    report=reading.report,
                    link=link,
                )
            )
        found += _tucked(reading)
        found += _continued([d for d in found if d.report.id == reading.report.id], reading)
    return tuple(found)


def _denies(statement: Statement) -> bool:
    if statement.act != "deny":
        return False
    sentence = fold(" ".join(q.text for q in (statement.words, *statement.evidence)))
    if ledger_words("denying").search(sentence):
        return True
    main = _SUBORDINATE.split(statement.words.text, maxsplit=1)[0]
    return bool(ledger_words("negation").search(fold(main)))


def accusations_of(readings: Sequence[Reading], names: Names | None = None) -> tuple[Answer, ...]:
    """Every accusation with the accused: its target, else the first known actor in its words that does not speak.

    A statement coded as an accusation is one here only where its sentence accuses by a word of accusing.
    """
    return tuple(
        Answer(statement=c, report=r.report, accused=_accused(c, names))
        for r in readings
        for c in r.claims
        if isinstance(c, Statement) and c.act == "accuse" and _accusing(c)
    )


def claims_of_responsibility(readings: Sequence[Reading]) -> tuple[Answer, ...]:
    """Every claim of responsibility with the event it claims in its own report, None where none is told."""
    found: list[Answer] = []
    for reading in readings:
        for claim in reading.claims:
            if isinstance(claim, Statement) and claim.act == "claim_responsibility":
                found.append(Answer(statement=claim, report=reading.report, link=_claimed(claim, reading)))
    return tuple(found)


def _within(denial: Statement, reading: Reading, names: Names | None) -> Link | None:
    best: Link | None = None
    for claim in _answerable(denial, reading):
        score, basis = _closeness(denial, claim, reading.report, names)
        if score >= _ENOUGH and (best is None or score > best.score):
            best = Link(claim=claim, report=reading.report, score=score, basis=basis, across=False)
    return best


def _answerable(denial: Statement, reading: Reading) -> Iterator[Claim]:
    for claim in reading.claims:
        if isinstance(claim, Figure) or claim is denial:
            continue
        if isinstance(claim, Statement):
            if claim.act not in _ANSWERED or claim.words.span.overlaps(denial.words.span):
                continue
            if same_speaker(claim, denial):
                continue
        elif not isinstance(claim, Event):
            continue
        yield claim


def _closeness(denial: Statement, claim: Claim, report: Report, names: Names | None) -> tuple[float, str]:
    """How strongly a claim of the same report is what is denied, and why in words."""
    told = denial.denies or denial.words.text
    other = words_of(claim)
    shared = stems(told) & stems(other)
    score, why = 1.0 * len(shared), [f"shares {', '.join(sorted(shared))}"] if shared else []
    apart = paragraph_of(report, denial.words.span.start) - paragraph_of(report, start_of(claim))
    before = start_of(claim) < denial.words.span.start
    near = 1.5 if apart == 0 else 1.0 if apart == 1 else 0.5 if apart in (-1, 2) else 0.0
    score += near + (0.5 if before and near else 0.0)
    if same_sentence(denial.words, claim):
        if isinstance(claim, Event):  # coded from the denial's own sentence: no charge that it could answer
            score -= 3.0 if len(claim.evidence) > 1 else 10.0
        else:
            score, why = score + 1.5, [*why, "in the same sentence"]
    speaker = speaker_of(claim)
    if denial.target and speaker and (fold(denial.target) in fold(speaker) or fold(speaker) in fold(denial.target)):
        score, why = score + 2.0, [*why, "said by the one it answers"]
    if speaks_of(other, speaker_of(denial), names):
        score, why = score + 1.5, [*why, "speaks of the one who denies"]
    if before and 0 <= apart <= 1 and ledger_words("anaphora").match(fold(told)):
        score, why = score + 1.5, [*why, "pointed back to"]
    if isinstance(claim, Statement):
        score += 1.0 if claim.act == "accuse" else 0.5
    elif claim.status in ("alleged", "denied"):
        score += 0.5
    if ledger_words("harm_words").search(fold(other)) and ledger_words("harm_words").search(fold(told)):
        score, why = score + 1.0, [*why, "both tell of harm"]
    if why == ["speaks of the one who denies"] and isinstance(claim, Event):
        score -= 1.0  # its own deed, told beside the denial
    if not why:
        score -= 1.0
        why = ["stands beside it"]
    return score, "; ".join(why)


def _across(
    denial: Statement,
    reading: Reading,
    readings: Sequence[Reading],
    scenes: dict[str, tuple[Scene, ...]],
    names: Names | None,
) -> Link | None:
    """The charge in another report on the same happening that speaks of the one who denies, or in the same words."""
    best: Link | None = None
    told = denial.denies or denial.words.text
    for other in readings:
        if other.report.id == reading.report.id:
            continue
        happening = _shared_place(scenes[reading.report.id], scenes[other.report.id])
        for claim in _answerable(denial, other):
            score, why = 1.0 * len(stems(told) & stems(words_of(claim))), []
            if happening and not speaks_of(words_of(claim), speaker_of(denial), names):
                continue
            if happening:
                score, why = score + 2.0, [f"on the same happening at {happening}", "speaks of the one who denies"]
            if ledger_words("harm_words").search(fold(told)) and ledger_words("harm_words").search(
                fold(words_of(claim))
            ):
                score, why = score + 1.5, [*why, "both tell of harm"]
            score += 1.0 if isinstance(claim, Statement) and claim.act == "accuse" else 0.0
            score += 0.5 if claim.status in ("alleged", "denied") else 0.0
            enough = score >= (_ENOUGH_ACROSS if happening else _ENOUGH_ACROSS + 1.5)
            if enough and (best is None or score > best.score):
                basis = "; ".join(why) or "the same words"
                best = Link(claim=claim, report=other.report, score=score, basis=basis, across=True)
    return best


def _shared_place(mine: Sequence[Scene], theirs: Sequence[Scene]) -> str | None:
    for one in mine:
        for other in theirs:
            if not _near(one.days, other.days):
                continue
            place = next((p for p in one.places for q in other.places if same_name(p, q)), None)
            if place:
                return place
    return None


def _near(one: Days | None, other: Days | None) -> bool:
    return one is not None and other is not None and one.apart(other) <= _DAYS_APART


def _continued(denials: Sequence[Denial], reading: Reading) -> list[Denial]:
    """Negated statements that go on from a denial in its paragraph ("… rejected that version. X said none of …")."""
    found: list[Denial] = []
    negation = ledger_words("negation")
    for denial in (d for d in denials if d.link and d.statement):
        here = paragraph_of(reading.report, denial.words.span.start)
        for claim in (c for c in reading.claims if isinstance(c, Statement) and c.act != "deny"):
            after = claim.words.span.start > denial.words.span.end
            if not after or paragraph_of(reading.report, claim.words.span.start) != here:
                continue
            if negation.match(fold(claim.words.text)) and (denial.link is None or claim is not denial.link.claim):
                found.append(
                    Denial(
                        denier=speaker_of(claim),
                        words=claim.words,
                        statement=claim,
                        report=reading.report,
                        link=denial.link,
                    )
                )
    return found


def _tucked(reading: Reading) -> Iterator[Denial]:
    """Denials inside the sentence of a charge, linked to the statement that they follow."""
    known = [c.words.span for c in reading.claims if isinstance(c, Statement) and c.act == "deny"]
    for sentence in sentences_of(reading.report):
        for match in _TUCKED.finditer(sentence.text):
            start = sentence.span.start + match.start()
            span = Span(start=start, end=sentence.span.start + match.end())
            if any(span.overlaps(k) for k in known):
                continue
            words = Quote(span=span, text=reading.report.text[span.start : span.end])
            charges = [c for c in reading.claims if isinstance(c, Statement) and c.evidence[0].span.overlaps(span)]
            link = None
            if charges:
                link = Link(
                    claim=charges[0], report=reading.report, score=5.0, basis="in the same sentence", across=False
                )
            yield Denial(denier=match["who"].strip(), words=words, statement=None, report=reading.report, link=link)


def _accusing(statement: Statement) -> re.Match[str] | None:
    return ledger_words("accusing").search(fold(statement.words.text)) or ledger_words("accusing").search(
        fold(" ".join(q.text for q in statement.evidence))
    )


def _accused(statement: Statement, names: Names | None) -> str | None:
    words = fold(statement.words.text)
    verb = ledger_words("accusing").search(words)
    if verb and ledger_words("pronouns").match(words[verb.end() :].strip()):
        return None  # "accused them": whom is told elsewhere
    target = statement.target
    if target and names:
        known = [actor.name for _, actor in names.actors_in(target)]
        states = sorted(countries_of(target, names))
        target = known[0] if known else names.country_name(states[0]) if len(states) == 1 else target
    named = target and len(target.split()) <= 8 and not _UNLIKE_NAME.search(target)
    if target and named and not ledger_words("no_name").match(fold(target)):
        return target
    if names is None:
        return None
    speaker = fold(speaker_of(statement) or "")
    for _, actor in names.actors_in(statement.words.text):
        if fold(actor.name) != speaker:
            return actor.name
    states = sorted(countries_of(statement.words.text, names) - countries_of(speaker_of(statement) or "", names))
    return names.country_name(states[0]) if len(states) == 1 else None


def _claimed(statement: Statement, reading: Reading) -> Link | None:
    best: Link | None = None
    for event in (c for c in reading.claims if isinstance(c, Event)):
        score, why = _responsible(statement, event, reading.report)
        if score >= _ENOUGH and (best is None or score > best.score):
            best = Link(claim=event, report=reading.report, score=score, basis=why, across=False)
    return best


_GROUP = re.compile(r"(?:(?:the|le|la|l) )?(?:groupe?|movement|mouvement|organi[sz]ation|militia|milice)")
_NON_STATE = frozenset({2, 3})


def _responsible(statement: Statement, event: Event, report: Report) -> tuple[float, str]:
    apart = paragraph_of(report, statement.words.span.start) - paragraph_of(report, start_of(event))
    before = start_of(event) <= statement.words.span.start
    score = {0: 2.5, 1: 2.0, 2: 1.0}.get(apart, 0.5) if before else 0.5
    why = ["told just before it"] if before and apart <= 1 else []
    speaker = speaker_of(statement)
    doers = [a.name for a in (event.actor1, event.actor2) if a]
    if speaker and any(fold(speaker) in fold(d) or fold(d) in fold(speaker) for d in doers):
        score, why = score + 2.0, [*why, "by the one who claims it"]
    elif any(fold(d).startswith("unidentified") for d in doers):
        score, why = score + 1.0, [*why, "by nobody else that is named"]
    elif speaker and _GROUP.fullmatch(fold(speaker)) and event.actor1 and event.actor1.inter in _NON_STATE:
        score, why = score + 1.0, [*why, "by the group spoken of"]
    if same_sentence(statement.words, event):
        score, why = score + 1.5, [*why, "in the same sentence"]
    shared = stems(statement.words.text) & stems(words_of(event))
    return score + 0.5 * len(shared), "; ".join(why) or "the nearest happening"

"""A claim that the reader missed: words that a person selected, a kind, and the fields; checked like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from watchdesk.codebooks import sub_events
from watchdesk.desk.claim_edits import changes_from
from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.second_look import Proposal
from watchdesk.desk.visitors import NotHere
from watchdesk.errors import BadSetting
from watchdesk.ledger.report_sentences import sentences_of
from watchdesk.records import Claim, Count, Event, Figure, Judgement, MissionFact, Quote, Report, Span, Statement
from watchdesk.store.codec import CLAIM_KINDS
from watchdesk.store.corrections import correct_claim
from watchdesk.store.judging import decide
from watchdesk.store.reading import reading_of, told_in


def report_named(desk: Desk, report_id: str) -> Report:
    """The report of this id. Raises NotHere where the store has none."""
    reading = reading_of(desk.store, report_id)
    if reading is None:
        raise NotHere(report_id)
    return reading.report


def selected_words(report: Report, start: int, end: int, words: str | None = None) -> Quote:
    """The words of a report from one place to another. Raises BadSetting where there are none, or others than sent."""
    stands = report.text[start:end] if 0 <= start < end <= len(report.text) else ""
    if not stands.strip() or (words is not None and words != stands):
        raise BadSetting(f"{words!r} is not what stands at {start}-{end} of the report: {stands[:200]!r}")
    return Quote(span=Span(start=start, end=end), text=stands)


def draft_claim(report: Report, kind: str, words: Quote) -> Claim:
    """A claim of this kind on these words, its fields still empty; its evidence is the sentence around them."""
    if kind not in CLAIM_KINDS:
        raise BadSetting(f"the kind of claim is {kind!r}, expected one of {', '.join(CLAIM_KINDS)}")
    around = next((s for s in sentences_of(report) if s.span.holds(words.span)), words)
    return replace(_DRAFTS[kind](words), report_id=report.id, evidence=(around,), score=1.0)


def proposed_claim(desk: Desk, report: Report, kind: str, words: Quote, sub_event: str = "") -> Proposal:
    """A claim of this kind (an event of this sub-event type, where one is given) as the reader's rules make it of these
    words; where they make none, the empty one."""
    draft = draft_claim(report, kind, words)
    if sub_event and sub_event not in sub_events():
        raise BadSetting(f"sub_event_type is {sub_event!r}, expected one of {', '.join(sub_events())}")
    found = desk.look.proposed(report, kind, words, sub_event)
    if found is None:
        return Proposal(claim=draft, open=_MUST_SAY[kind])
    return replace(found, claim=replace(found.claim, report_id=report.id, score=1.0))


def add_claim(
    desk: Desk,
    person: Person,
    report_id: str,
    kind: str,
    selection: tuple[int, int, str],
    written: Mapping[str, str],
    why: str | None = None,
    *,
    proposed: str | None = None,
) -> Judgement:
    """Keep a claim that a person found. Where the reader proposed it (`proposed` is the sub-event type that it was
    asked for, empty for any) and the person saw every field, those that they left as they were keep their words.

    Raises BadSetting where its words do not stand in the report, where a value
    cannot be one of its field, or where the claim is there already."""
    report = report_named(desk, report_id)
    words = selected_words(report, *selection)
    asked = proposed is not None
    draft = (
        proposed_claim(desk, report, kind, words, proposed or "").claim if asked else draft_claim(report, kind, words)
    )
    unseen = [f.path for f in fields_of(draft) if f.path not in written] if asked else []
    if unseen:
        raise BadSetting(f"{', '.join(unseen)} were not sent, expected every field of a claim that the reader proposed")
    claim = correct_claim(draft, changes_from(draft, written, desk.names, person.name))
    claim = replace(claim, made_by=f"person:{person.name}")
    if isinstance(claim, Figure) and claim.count.low is None and claim.count.high is None:
        raise BadSetting("low and high are empty, expected at least one number")
    if isinstance(claim, MissionFact) and not claim.operation:
        raise BadSetting("operation is empty, expected the operation's name, such as MINUSMA")
    fault = desk.fault_of(report, claim)
    if fault is not None:
        raise BadSetting(f"the claim would fail the verbatim check: {fault}")
    (named,) = desk.identify(report, (claim,))
    with desk.store.session() as session:
        if told_in(session, [named.id], rejected=True):
            raise BadSetting(f"the claim is there already, as {named.id}: correct that one instead")
    return decide(desk.store, "add", named.id, by=person.name, added=named, why=why or None)


def _event(words: Quote) -> Claim:
    first = next(iter(sub_events().values()))
    return Event(
        event_type=first.event_type, sub_event_type=first.name, plover=first.plover, rule=first.rule, cue=words
    )


def _figure(words: Quote) -> Claim:
    digits = "".join(c for c in words.text if c.isascii() and c.isdigit())
    number = int(digits) if digits and len(digits) < 10 else None
    return Figure(measure="killed", words=words, count=Count(low=number, high=number))


def _statement(words: Quote) -> Claim:
    return Statement(words=words, mode="indirect", act="inform")


def _mission_fact(words: Quote) -> Claim:
    return MissionFact(operation="", action="deployment", cue=words)


_MUST_SAY: dict[str, frozenset[str]] = {
    "event": frozenset({"sub_event_type"}),
    "figure": frozenset({"measure"}),
    "statement": frozenset({"act", "mode"}),
    "mission_fact": frozenset({"action"}),
}
"""The choices that a claim of each kind must hold, and that nothing is proposed for where the reader finds nothing."""

_DRAFTS: dict[str, Callable[[Quote], Claim]] = {
    "event": _event,
    "figure": _figure,
    "statement": _statement,
    "mission_fact": _mission_fact,
}

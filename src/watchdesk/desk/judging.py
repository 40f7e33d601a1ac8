"""Judgements made at the desk: checked against the words of the report, then appended and at once in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from watchdesk.desk.claim_edits import changes_from, merged, word_change
from watchdesk.desk.claim_files import ClaimFile, claim_file
from watchdesk.desk.opened import Desk, Person
from watchdesk.errors import BadSetting
from watchdesk.records import Change, Judgement, Verdict
from watchdesk.store.corrections import correct_claim
from watchdesk.store.judging import decide, undo

ALONE: tuple[Verdict, ...] = ("accept", "edit", "reject", "unsure")
PAIR: tuple[Verdict, ...] = ("same", "different", "unsure")
_MAX_WHY = 2000


def judge_claim(
    desk: Desk, person: Person, claim_id: str, verdict: str, written: Mapping[str, str], why: str | None = None
) -> Judgement:
    """Judge one claim. `accept` takes the claim as it is seen: where somebody corrected it, with these corrections.

    Raises BadSetting where the verdict is none, or a value cannot be one of its field.
    """
    file = claim_file(desk.store, claim_id)
    if verdict not in ALONE:
        raise BadSetting(f"the verdict is {verdict!r}, expected one of {', '.join(ALONE)}")
    changes: tuple[Change, ...] = file.corrections if verdict in ("accept", "edit") else ()
    if verdict == "edit":
        changes = merged(changes, changes_from(file.claim, written, desk.names, person.name))
    if verdict in ("accept", "edit"):
        verdict = "edit" if changes else "accept"
    _check_words(desk, file, changes)
    return _decide(desk, person, verdict, claim_id, changes=changes, why=why)


def correct_words(desk: Desk, person: Person, claim_id: str, field: str, start: int, end: int, words: str) -> Judgement:
    """Put other words of the report under one part of a claim. Raises BadSetting where they do not stand there."""
    file = claim_file(desk.store, claim_id)
    changes = merged(file.corrections, (word_change(file.report, field, start, end, words),))
    _check_words(desk, file, changes)
    return _decide(desk, person, "edit", claim_id, changes=changes, why=None)


def judge_pair(desk: Desk, person: Person, claim_id: str, other_id: str, verdict: str, why: str | None) -> Judgement:
    """Judge whether two claims tell of one happening."""
    if verdict not in PAIR:
        raise BadSetting(f"the verdict is {verdict!r}, expected one of {', '.join(PAIR)}")
    for one in (claim_id, other_id):
        claim_file(desk.store, one)
    return _decide(desk, person, verdict, claim_id, other_id=other_id, why=why)


def take_back(desk: Desk, person: Person, judgement_id: str) -> Judgement:
    """Undo a judgement of one's own: what one held before counts again."""
    return undo(desk.store, judgement_id, by=person.name)


def _check_words(desk: Desk, file: ClaimFile, changes: tuple[Change, ...]) -> None:
    """Raises BadSetting where a corrected claim would quote what does not stand in its report."""
    fault = desk.fault_of(file.report, replace(correct_claim(file.as_read, changes), id=file.claim.id))
    if fault is not None:
        raise BadSetting(f"the claim would fail the verbatim check: {fault}")


def _decide(
    desk: Desk,
    person: Person,
    verdict: str,
    claim_id: str,
    *,
    other_id: str | None = None,
    changes: tuple[Change, ...] = (),
    why: str | None = None,
) -> Judgement:
    found: dict[str, Verdict] = {v: v for v in (*ALONE, *PAIR)}
    reason = why.strip()[:_MAX_WHY] if why and why.strip() else None
    return decide(desk.store, found[verdict], claim_id, by=person.name, other_id=other_id, changes=changes, why=reason)

"""What people decide: appended, never changed, and at once in force on claims and incidents."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from watchdesk.errors import StoreFault
from watchdesk.records import Change, Claim, Judgement, Verdict
from watchdesk.store.claim_rows import (
    apply_judgements,
    index_claim,
    judgement_of,
    judgements_on,
    new_claim_row,
    unindex_claim,
)
from watchdesk.store.codec import encode
from watchdesk.store.corrections import anchored, quotes_in
from watchdesk.store.incidents import hold_linking, refresh_days
from watchdesk.store.linking import link_report, relink_claims
from watchdesk.store.opening import Store
from watchdesk.store.reading import report_of
from watchdesk.store.tables import ClaimRow, JudgementRow, MemberRow, ReportRow

PAIR = frozenset({"same", "different"})
"""Verdicts that need another claim; `unsure` takes back what was decided of a pair, or of a claim alone."""


def decide(
    store: Store,
    verdict: Verdict,
    claim_id: str,
    *,
    by: str,
    other_id: str | None = None,
    changes: tuple[Change, ...] = (),
    why: str | None = None,
    added: Claim | None = None,
) -> Judgement:
    """Append what a person decides now, and give the judgement. `added` is the claim of an `add`, with its report."""
    at = store.clock()
    made = new_judgement(verdict, claim_id, by=by, at=at, other_id=other_id, changes=changes, why=why)
    judge(store, made, added=added)
    return made


def new_judgement(
    verdict: Verdict,
    claim_id: str,
    *,
    by: str,
    at: dt.datetime,
    other_id: str | None = None,
    changes: tuple[Change, ...] = (),
    why: str | None = None,
) -> Judgement:
    """A judgement with its id, which comes from all that it says."""
    made = Judgement(
        id="", verdict=verdict, claim_id=claim_id, by=by, at=at, other_id=other_id, changes=changes, why=why
    )
    return replace(made, id=hashlib.sha256(encode(made).encode()).hexdigest()[:20])


def judge(store: Store, judgement: Judgement, *, added: Claim | None = None) -> bool:
    """Append a judgement and put it in force; False where the store has it already.

    Raises StoreFault where it names a claim that is not kept, or a field that the claim has not.
    """
    _check(judgement, added)
    # the words of its why are kept with the judgement alone, so that they can be forgotten with it
    why = f"{judgement.verdict}, judgement {judgement.id}"
    return store.write(lambda session: put_judgement(session, judgement, added), who=judgement.by, why=why)


def undo(store: Store, judgement_id: str, *, by: str, why: str = "undone") -> Judgement:
    """Take a judgement of one's own back: what its maker held before counts again. Appends; removes nothing."""
    with store.session() as session:
        row = session.scalar(select(JudgementRow).where(JudgementRow.id == judgement_id))
        if row is None or row.by != by:
            raise StoreFault(f"judgement {judgement_id!r} is none of {by!r}, expected the id of one of their own")
        mine = (JudgementRow.claim_id == row.claim_id, JudgementRow.by == by, JudgementRow.n < row.n)
        pair = JudgementRow.other_id.is_(None) if row.other_id is None else JudgementRow.other_id == row.other_id
        earlier = session.scalar(select(JudgementRow).where(*mine, pair).order_by(JudgementRow.n.desc()).limit(1))
        before = judgement_of(earlier) if earlier else None
        claim_id, other_id = row.claim_id, row.other_id
    verdict: Verdict = before.verdict if before else "unsure"
    changes = before.changes if before else ()
    return decide(store, verdict, claim_id, by=by, other_id=other_id, changes=changes, why=why)


def judgements_of(store: Store, claim_id: str) -> list[Judgement]:
    """Every judgement that names a claim, alone or in a pair, in the order in which they came."""
    with store.session() as session:
        about = or_(JudgementRow.claim_id == claim_id, JudgementRow.other_id == claim_id)
        return [
            judgement_of(row) for row in session.scalars(select(JudgementRow).where(about).order_by(JudgementRow.n))
        ]


def put_judgement(session: Session, judgement: Judgement, added: Claim | None = None) -> bool:
    """The same as `judge` inside the caller's transaction.

    One judgement is put in force at a time: two about one claim, each made before the other was seen, must not decide
    without one another.
    """
    hold_linking(session)
    if session.scalar(select(JudgementRow.n).where(JudgementRow.id == judgement.id)) is not None:
        return False
    session.add(
        JudgementRow(
            id=judgement.id,
            verdict=judgement.verdict,
            claim_id=judgement.claim_id,
            other_id=judgement.other_id,
            by=judgement.by,
            at=judgement.at,
            changes=encode(judgement.changes),
            why=judgement.why,
        )
    )
    session.flush()
    if added is not None:
        _add_claim(session, added)
    if judgement.other_id is not None:
        _row(session, judgement.claim_id), _row(session, judgement.other_id)
        relink_claims(session, [judgement.claim_id, judgement.other_id])
    else:
        row = _row(session, judgement.claim_id)
        _check_words(judgement, _text_of(session, row))
        _put_in_force(session, row)
    return True


def _put_in_force(session: Session, row: ClaimRow) -> None:
    """Bring one claim to what people decided about it, and its incident with it."""
    before = row.corrected
    unindex_claim(session, row)
    apply_judgements(row, judgements_on(session, [row.id]).get(row.id, ()), _text_of(session, row))
    session.flush()
    index_claim(session, row)
    if row.corrected != before:
        link_report(session, row.report_id)
    else:
        relink_claims(session, [row.id])
    home = session.scalar(select(MemberRow.incident_id).where(MemberRow.claim_id == row.id))
    if home:
        refresh_days(session, home)


def _add_claim(session: Session, claim: Claim) -> None:
    """Keep a claim that a person found; it stays with the version of the report in which it was found."""
    report = session.scalar(select(ReportRow).where(ReportRow.id == claim.report_id))
    if report is None:
        raise StoreFault(f"the added claim names report {claim.report_id!r}, expected one that the store holds")
    text = report_of(report).text
    for quote in quotes_in(claim):
        if text[quote.span.start : quote.span.end] != quote.text:
            raise StoreFault(f"the added claim quotes {quote.text!r}, which does not stand in the report where it says")
    if session.scalar(select(ClaimRow.n).where(ClaimRow.id == claim.id)) is None:
        last = session.scalar(
            select(ClaimRow.position)
            .where(ClaimRow.report_id == claim.report_id)
            .order_by(ClaimRow.position.desc())
            .limit(1)
        )
        row = new_claim_row(claim, (last if last is not None else -1) + 1, (), "", by_person=True)
        session.add(row)
        session.flush()
        index_claim(session, row)
        link_report(session, claim.report_id)


def _text_of(session: Session, row: ClaimRow) -> str:
    """The frozen text of the report in which a claim stands."""
    return report_of(session.scalars(select(ReportRow).where(ReportRow.id == row.report_id)).one()).text


def _check_words(judgement: Judgement, text: str) -> None:
    """Corrected words must stand in the report where the correction says. Raises StoreFault."""
    if anchored(judgement.changes, text) != judgement.changes:
        fields = ", ".join(change.field for change in judgement.changes)
        raise StoreFault(f"a correction of {fields} quotes words that do not stand in the report where it says")


def _row(session: Session, claim_id: str) -> ClaimRow:
    row = session.scalar(select(ClaimRow).where(ClaimRow.id == claim_id))
    if row is None:
        raise StoreFault(f"the judgement names claim {claim_id!r}, expected one that the store holds")
    return row


def _check(judgement: Judgement, added: Claim | None) -> None:
    about_pair = judgement.verdict in PAIR
    if about_pair and judgement.other_id is None:
        raise StoreFault(f"a judgement of {judgement.verdict!r} names one claim, expected two")
    if judgement.other_id is not None and not about_pair and judgement.verdict != "unsure":
        raise StoreFault(f"a judgement of {judgement.verdict!r} names two claims, expected one")
    if judgement.other_id == judgement.claim_id:
        raise StoreFault(f"a judgement of {judgement.verdict!r} names claim {judgement.claim_id!r} twice")
    if (judgement.verdict == "add") != (added is not None) or (added and added.id != judgement.claim_id):
        raise StoreFault("a judgement of 'add' comes with the claim that it adds, under the same id; no other does")

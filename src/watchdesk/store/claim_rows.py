"""The row of one claim, with its actors, its words and its place in the indexes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from watchdesk.records import Change, Claim, Judgement
from watchdesk.store.claim_columns import Columns, columns_of
from watchdesk.store.codec import decode_all, decode_claim, encode, kind_of
from watchdesk.store.corrections import anchored, correct_claim, deciding
from watchdesk.store.tables import ActorRow, ClaimRow, JudgementRow
from watchdesk.store.word_index import index_words, unindex_words


def claim_of(row: ClaimRow) -> Claim:
    """The claim of a row, corrections applied."""
    return decode_claim(row.kind, row.corrected or row.body)


def claim_as_read(row: ClaimRow) -> Claim:
    """The claim of a row as it was read, before anyone corrected it."""
    return decode_claim(row.kind, row.body)


def judgement_of(row: JudgementRow) -> Judgement:
    """The judgement of a row."""
    return Judgement(
        id=row.id,
        verdict=row.verdict,  # type: ignore[arg-type]  # written from a Judgement alone
        claim_id=row.claim_id,
        by=row.by,
        at=row.at,
        other_id=row.other_id,
        changes=decode_all(Change, row.changes),
        why=row.why,
    )


def judgements_on(session: Session, claim_ids: Iterable[str]) -> dict[str, list[Judgement]]:
    """The judgements about each claim alone, in the order of their rows."""
    found: dict[str, list[Judgement]] = {}
    for ids in chunks(list(claim_ids)):
        rows = session.scalars(
            select(JudgementRow)
            .where(JudgementRow.claim_id.in_(ids), JudgementRow.other_id.is_(None))
            .order_by(JudgementRow.n)
        )
        for row in rows:
            found.setdefault(row.claim_id, []).append(judgement_of(row))
    return found


def chunks(ids: list[str], size: int = 400) -> Iterable[list[str]]:
    """The ids in pieces that one statement can name."""
    return (ids[i : i + size] for i in range(0, len(ids), size))


def new_claim_row(
    claim: Claim, position: int, judged: Iterable[Judgement], text: str, *, by_person: bool = False
) -> ClaimRow:
    """The row of a claim that the store has not yet, what people decided about it applied; `text` is its report's."""
    row = ClaimRow(
        id=claim.id,
        report_id=claim.report_id,
        position=position,
        kind=kind_of(claim),
        body=encode(claim),
        corrected=None,
        current=True,
        rejected=False,
        by_person=by_person,
    )
    apply_judgements(row, judged, text)
    return row


def retell(row: ClaimRow, claim: Claim, position: int, judged: Iterable[Judgement], text: str) -> bool:
    """Bring a row to the claim as its page tells it now; whether what is told of the incident changed."""
    before = (row.body, row.corrected, row.rejected, row.current)
    row.report_id, row.position, row.current = claim.report_id, position, True
    row.body = encode(claim)
    apply_judgements(row, judged, text)
    return before != (row.body, row.corrected, row.rejected, row.current)


def apply_judgements(row: ClaimRow, judged: Iterable[Judgement], text: str) -> None:
    """Bring a row's corrected claim, mark of rejection and columns to what people decided; `text` is its report's."""
    decided = deciding(judged)
    claim = claim_as_read(row)
    if decided and decided.verdict == "edit":
        claim = correct_claim(claim, anchored(decided.changes, text))
        row.corrected = encode(claim)
    else:
        row.corrected = None
    row.rejected = bool(decided and decided.verdict == "reject")
    _fill(row, columns_of(claim))


def _fill(row: ClaimRow, columns: Columns) -> None:
    row.type, row.family, row.status, row.score = columns.type, columns.family, columns.status, columns.score
    row.country, row.admin1 = columns.country, columns.admin1
    row.latitude, row.longitude = columns.latitude, columns.longitude
    row.first_day, row.last_day = columns.first_day, columns.last_day


def index_claim(session: Session, row: ClaimRow) -> None:
    """Make a flushed row found by its actors, words and place."""
    columns = columns_of(claim_of(row))
    session.add_all(ActorRow(claim_id=row.id, name=name, entity_id=entity) for name, entity in columns.actors)
    index_words(session, "claim_words", row.n, columns.words)
    if session.get_bind().dialect.name == "sqlite" and columns.latitude is not None and columns.longitude is not None:
        session.execute(
            text("INSERT INTO claim_boxes (n, west, east, south, north) VALUES (:n, :x, :x, :y, :y)"),
            {"n": row.n, "x": columns.longitude, "y": columns.latitude},
        )


def unindex_claim(session: Session, row: ClaimRow) -> None:
    """Take a row out of every index; to be called before the row is changed."""
    session.execute(delete(ActorRow).where(ActorRow.claim_id == row.id))
    unindex_words(session, "claim_words", row.n, columns_of(claim_of(row)).words)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DELETE FROM claim_boxes WHERE n = :n"), {"n": row.n})

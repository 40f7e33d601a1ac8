"""Samples that several people code blind: drawn, coded, compared field by field, settled."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from watchdesk.desk.claim_edits import changes_from, number_of
from watchdesk.desk.claim_fields import Field, fields_of
from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.judging import judge_claim
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.visitors import NotHere
from watchdesk.errors import BadSetting
from watchdesk.measure.alpha import alpha, interval, nominal
from watchdesk.records import Claim, Judgement
from watchdesk.store.codec import CLAIM_KINDS
from watchdesk.store.desk_tables import CodingRow, SampleClaimRow, SampleRow
from watchdesk.store.tables import ClaimRow, ReprintRow

MOST = 500
REJECT = "verdict"
"""The name under which a coding says whether the report makes the claim at all: yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One sample, and how many claims each coder has coded."""

    id: str
    title: str
    made_by: str
    claims: int
    coders: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field over a sample: alpha (None where it cannot be told), and how many claims two people coded."""

    field: str
    alpha: float | None
    coded: int
    differ: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One claim on which coders differ: who coded it, when the last did, and by field what each says (who says nothing
    is left out)."""

    claim_id: str
    coders: tuple[str, ...]
    coded_at: dt.datetime
    fields: dict[str, dict[str, str]]


def make_sample(desk: Desk, person: Person, title: str, kind: str, size: int) -> str:
    """Draw claims of a kind, the same ones for the same title, and give the sample's id."""
    if kind not in CLAIM_KINDS or not 1 <= size <= MOST or not title.strip():
        raise BadSetting(f"the sample is {title!r}, {kind!r}, {size}: expected a title, a kind and 1 to {MOST} claims")
    sample_id = hashlib.sha256(f"sample\0{title}\0{kind}\0{size}\0{person.name}".encode()).hexdigest()[:20]

    def work(session: Session) -> str:
        if session.scalar(select(SampleRow.n).where(SampleRow.id == sample_id)) is not None:
            raise BadSetting(f"the sample is {title!r}, which there is already: choose another title")
        live = (ClaimRow.current.is_(True), ClaimRow.rejected.is_(False), ClaimRow.kind == kind)
        ids = session.scalars(select(ClaimRow.id).where(*live, ClaimRow.report_id.not_in(select(ReprintRow.report_id))))
        drawn = sorted(ids, key=lambda i: hashlib.sha256(f"{sample_id}\0{i}".encode()).digest())[:size]
        session.add(SampleRow(id=sample_id, title=title.strip()[:200], made_by=person.name, made_at=session.info["at"]))
        session.flush()
        session.add_all(SampleClaimRow(sample_id=sample_id, claim_id=i, position=n) for n, i in enumerate(drawn))
        return sample_id

    return desk.store.write(work, who=person.name, why="sample drawn")


def samples(desk: Desk) -> list[Sample]:
    """Every sample, the newest first."""
    with desk.store.session() as session:
        rows = list(session.scalars(select(SampleRow).order_by(SampleRow.n.desc())))
        return [_sample(session, row) for row in rows]


def sample_named(desk: Desk, sample_id: str) -> Sample:
    """One sample. Raises NotHere where there is none of this id."""
    with desk.store.session() as session:
        row = session.scalar(select(SampleRow).where(SampleRow.id == sample_id))
        if row is None:
            raise NotHere(sample_id)
        return _sample(session, row)


def next_claim(desk: Desk, person: Person, sample_id: str) -> str | None:
    """The first claim of a sample that this person has not coded."""
    with desk.store.session() as session:
        done = select(CodingRow.claim_id).where(CodingRow.sample_id == sample_id, CodingRow.coder == person.name)
        mine = (SampleClaimRow.sample_id == sample_id, SampleClaimRow.claim_id.not_in(done))
        statement = select(SampleClaimRow.claim_id).where(*mine).order_by(SampleClaimRow.position).limit(1)
        return session.scalar(statement)


def code_claim(desk: Desk, person: Person, sample_id: str, claim_id: str, written: Mapping[str, str]) -> None:
    """Keep what one person codes of one claim; a later coding of theirs replaces the earlier one."""
    file = claim_file(desk.store, claim_id)
    rejected = written.get(REJECT) == "no"
    if not rejected:
        changes_from(file.as_read, written, desk.names, person.name)  # raises where a value cannot be one
    fields = {f.path: _value(f, written) for f in fields_of(file.as_read)} if not rejected else {}
    kept = json.dumps({REJECT: "no" if rejected else "yes", **fields}, ensure_ascii=False)

    def work(session: Session) -> None:
        found = (SampleClaimRow.sample_id == sample_id, SampleClaimRow.claim_id == claim_id)
        if session.scalar(select(SampleClaimRow.claim_id).where(*found)) is None:
            raise NotHere(claim_id)
        mine = (CodingRow.sample_id == sample_id, CodingRow.claim_id == claim_id, CodingRow.coder == person.name)
        row = session.scalar(select(CodingRow).where(*mine))
        at = session.info["at"]
        if row is None:
            session.add(CodingRow(sample_id=sample_id, claim_id=claim_id, coder=person.name, fields=kept, at=at))
        else:
            row.fields, row.at = kept, at

    desk.store.write(work, who=person.name, why="coded blind")


def _value(field: Field, written: Mapping[str, str]) -> str:
    """What was written into a field, numbers without marks between thousands, so that 1,000 is 1000."""
    value = written.get(field.path, "").strip()
    return str(number_of(field.path, value)) if value and field.input == "number" else value


def compare(desk: Desk, sample_id: str) -> tuple[list[Compared], list[Difference]]:
    """The agreement on each field, and the claims on which coders differ."""
    codings = _codings(desk, sample_id)
    by_field: dict[str, list[list[str]]] = {}
    differences = []
    for claim_id, coders in codings.items():
        if len(coders) < 2:
            continue
        fields = dict.fromkeys(f for coding in coders.values() for f in coding.fields)
        told = {f: {coder: c.fields[f] for coder, c in coders.items() if f in c.fields} for f in fields}
        for field, said in told.items():
            by_field.setdefault(field, []).append(list(said.values()))
        apart = {f: said for f, said in told.items() if len(set(said.values())) > 1}
        if apart:
            last = max(coding.at for coding in coders.values())
            differences.append(Difference(claim_id=claim_id, coders=tuple(coders), coded_at=last, fields=apart))
    return [_compared(field, units) for field, units in by_field.items()], differences


def coding_of(desk: Desk, sample_id: str, claim_id: str, coder: str) -> dict[str, str]:
    """What one person coded of one claim. Raises NotHere where they did not."""
    found = _codings(desk, sample_id).get(claim_id, {}).get(coder)
    if found is None:
        raise NotHere(f"{claim_id} by {coder}")
    return found.fields


def blank_fields(claim: Claim) -> list[Field]:
    """The fields of a claim to be coded blind: nothing of what the reader found, and nothing chosen beforehand."""
    return [replace(field, value="", quote=None) for field in fields_of(claim)]


def settle_as(desk: Desk, person: Person, sample_id: str, claim_id: str, coder: str) -> Judgement:
    """Put in force what one of the coders wrote of a claim; a choice that a program did not send stays as it was read.
    Raises NotHere where they coded it not."""
    said = dict(coding_of(desk, sample_id, claim_id, coder))
    verdict = "reject" if said.pop(REJECT) == "no" else "edit"
    choices = {f.path for f in fields_of(claim_file(desk.store, claim_id).as_read) if f.input == "choice"}
    written = {path: value for path, value in said.items() if value or path not in choices}
    return judge_claim(desk, person, claim_id, verdict, written, f"settled: as {coder} coded it")


def _compared(field: str, units: list[list[str]]) -> Compared:
    numbers = all(v.isascii() and v.isdigit() for unit in units for v in unit if v)
    measured = field.rpartition(".")[2] in ("low", "best", "high") and numbers
    found = alpha([[v for v in u if v] for u in units], interval) if measured else alpha(units, nominal)
    coded = sum(len(u) > 1 for u in units)
    return Compared(field=field, alpha=found, coded=coded, differ=sum(len(set(u)) > 1 for u in units))


@dataclass(frozen=True, slots=True)
class _Coding:
    """What one person coded of one claim, and when."""

    fields: dict[str, str]
    at: dt.datetime


def _codings(desk: Desk, sample_id: str) -> dict[str, dict[str, _Coding]]:
    """Claim by claim, coder by coder, what was coded."""
    found: dict[str, dict[str, _Coding]] = {}
    with desk.store.session() as session:
        if session.scalar(select(SampleRow.n).where(SampleRow.id == sample_id)) is None:
            raise NotHere(sample_id)
        rows = session.scalars(
            select(CodingRow)
            .join(SampleClaimRow, SampleClaimRow.claim_id == CodingRow.claim_id)
            .where(CodingRow.sample_id == sample_id, SampleClaimRow.sample_id == sample_id)
            .order_by(SampleClaimRow.position, CodingRow.coder)
        )
        for row in rows:
            found.setdefault(row.claim_id, {})[row.coder] = _Coding(json.loads(row.fields), row.at)
    return found


def _sample(session: Session, row: SampleRow) -> Sample:
    claims = session.scalar(select(func.count()).where(SampleClaimRow.sample_id == row.id)) or 0
    counts = select(CodingRow.coder, func.count()).where(CodingRow.sample_id == row.id).group_by(CodingRow.coder)
    coders = {coder: n for coder, n in session.execute(counts)}
    return Sample(id=row.id, title=row.title, made_by=row.made_by, claims=claims, coders=coders)

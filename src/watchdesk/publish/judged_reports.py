"""What people judged at a desk, as annotated reports: a set to measure and train readers on.

A report is in it once every claim that it tells was judged and nobody differs; its claims are then those that were
accepted, as corrected, and those that people added. The same store gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from watchdesk.codebooks.folded_words import fold
from watchdesk.measure.annotated import LANGUAGES, faults_of
from watchdesk.publish.coded_incident import IMPORTED
from watchdesk.publish.redaction import PrivateNames, redact_reading
from watchdesk.publish.report_json import report_record
from watchdesk.records import Reading
from watchdesk.store.claim_rows import chunks, claim_of
from watchdesk.store.judged_claims import held_claims
from watchdesk.store.opening import Store
from watchdesk.store.reading import report_of
from watchdesk.store.tables import ClaimRow, ReportRow, ReprintRow

Record = dict[str, Any]

Why = Literal["open", "differ", "changed", "language", "imported", "reprint", "fault"]

WHY: dict[Why, str] = {
    "open": "claims not judged yet",
    "differ": "claims on which people differ",
    "changed": "claims judged before the page changed",
    "language": "neither English nor French",
    "imported": "a row of an imported table",
    "reprint": "a reprint of a report of the set",
    "fault": "no annotated report can say it",
}
"""Why a report of which something was judged is not in the set."""

LEFT_OUT = "left_out.tsv"
_TITLE_CHARS = 40  # of the title, in the name of a file
_AT_ONCE = 200  # reports held in memory at once
_ACTOR, _PLACE = ("name", "mention"), ("name", "mention", "country", "admin1", "latitude", "longitude", "geo_precision")
_KEPT: dict[str, tuple[str, ...]] = {
    "events": (
        "event_type", "sub_event_type", "plover", "actor1", "actor2", "associated", "location", "date_start",
        "date_end", "time_precision", "fatalities", "status", "reported_by", "evidence", "optional",
    ),
    "figures": (
        "measure", "text", "low", "high", "qualifier", "who", "place", "period", "attributed_to", "evidence",
    ),
    "statements": ("speaker", "speaker_role", "organisation", "mode", "act", "text", "target"),
    "peace_operations": ("operation", "action", "country", "personnel", "announced", "effective", "evidence"),
}  # fmt: skip
"""What an annotated report has of each kind of claim; the rest is the reader's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A report that is not in the set: why, of how many claims that holds, and what the fault is."""

    report_id: str
    address: str
    title: str | None
    why: Why
    claims: int = 0
    fault: str | None = None

    @property
    def words(self) -> str:
        """The reason, in English."""
        more = self.fault or self.claims
        return f"{WHY[self.why]}: {more}" if more else WHY[self.why]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSet:
    """The annotated reports by the names of their files, and what was left out, both by day and address.

    `added` is how many claims of the set people added, `untouched` how many reports nobody judged anything of.
    """

    reports: tuple[tuple[str, Record], ...]
    left_out: tuple[LeftOut, ...]
    added: int
    untouched: int

    @property
    def reasons(self) -> Counter[Why]:
        """How many reports were left out for each reason."""
        return Counter(one.why for one in self.left_out)


def judged_set(store: Store, private: PrivateNames | None = None) -> JudgedSet:
    """The reports of a store whose claims were all judged. With `private`, names of private persons are withheld."""
    tried: list[_Tried] = []
    with store.session() as session:
        held = held_claims(session)
        begun = _begun(session, sorted(held))
        reports = session.scalar(select(func.count()).where(ReportRow.current)) or 0
        for part in chunks([one.id for one in begun], _AT_ONCE):
            tried += _try(session, part, held, private)
            session.expunge_all()
    chosen = _chosen(tried)
    kept = [one for one in tried if chosen.get(one.text_id) is one]
    left_out = tuple(
        _left_out(one, hidden=private is not None, copy=one.text_id in chosen)
        for one in tried
        if chosen.get(one.text_id) is not one
    )
    return JudgedSet(
        reports=_named(kept), left_out=left_out, added=sum(one.added for one in kept), untouched=reports - len(begun)
    )


def set_files(made: JudgedSet) -> dict[str, bytes]:
    """The files of a set by name: one JSON object per report, and a table of what was left out."""
    bodies = {name: (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
              for name, record in made.reports}  # fmt: skip
    lines = [("report", "why", "address", "title")]
    lines += [(o.report_id, o.words, o.address, o.title or "") for o in made.left_out]
    table = "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)
    return bodies | {LEFT_OUT: table.encode("utf-8", "backslashreplace")}


def set_zip(made: JudgedSet) -> bytes:
    """The files of a set in one zip file; the same for the same set."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in set_files(made).items():
            entry = zipfile.ZipInfo(name)  # of 1 January 1980, as no file is dated
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, body)
    return packed.getvalue()


def annotated_record(reading: Reading) -> Record:
    """A reading in the form of an annotated report. Its id is that of the report in the store."""
    whole = report_record(reading)
    document = whole["document"]
    record: Record = {
        "document": {
            "id": reading.report.id,
            "title": document["title"],
            "publisher_kind": None,
            "published": document["published"],
            "language": document["language"],
            "text": document["text"],
        }
    }
    for group, keys in _KEPT.items():
        record[group] = [{key: item[key] for key in keys if key in item} for item in whole[group]]
    for event in record["events"]:
        for part, keys in (("actor1", _ACTOR), ("actor2", _ACTOR), ("location", _PLACE)):
            event[part] = event[part] and {key: event[part][key] for key in keys}
    for figure, item in zip(record["figures"], whole["figures"], strict=True):
        figure["evidence"] = _sentence_of(item, reading.report.text)
    return record | {"cluster": None, "traps": []}


def _sentence_of(figure: Record, text: str) -> str:
    """The sentence of a figure's evidence in which its number stands."""
    sentences = [text[start:end] for start, end in figure["spans"]]
    return next((s for s in sentences if figure["text"] in s), str(figure["evidence"]))


@dataclass(frozen=True, slots=True, eq=False)
class _Tried:
    """One report as annotated, or why it is not (with of how many claims that holds, or the fault).

    `text_id` is the report whose reprint it is, or itself.
    """

    id: str
    address: str
    title: str | None
    text_id: str
    record: Record | None = None
    added: int = 0
    why: Why | None = None
    claims: int = 0
    fault: str | None = None


def _begun(session: Session, judged: list[str]) -> list[Row[Any]]:
    """The newest reports of which something was judged, by day and address."""
    ids: set[str] = set()
    for part in chunks(judged):
        ids.update(session.scalars(select(ClaimRow.report_id).where(ClaimRow.id.in_(part), ClaimRow.current)))
    found: list[Row[Any]] = []
    for part in chunks(sorted(ids)):
        rows = select(ReportRow.id, ReportRow.published, ReportRow.address)
        found += session.execute(rows.where(ReportRow.id.in_(part), ReportRow.current))
    return sorted(found, key=lambda row: (row.published is None, row.published or dt.date.min, row.address, row.id))


def _try(session: Session, ids: list[str], held: Mapping[str, str], private: PrivateNames | None) -> Iterator[_Tried]:
    """These reports, in their order; only those whose every claim was judged are read whole."""
    columns = (ReportRow.id, ReportRow.address, ReportRow.title, ReportRow.language)
    heads = {row.id: row for row in session.execute(select(*columns).where(ReportRow.id.in_(ids)))}
    copies = select(ReprintRow.report_id, ReprintRow.original_id).where(ReprintRow.report_id.in_(ids))
    originals = {copy: original for copy, original in session.execute(copies)}
    counted: dict[str, Counter[str]] = {i: Counter() for i in ids}
    told = select(ClaimRow.report_id, ClaimRow.id).where(ClaimRow.report_id.in_(ids), ClaimRow.current)
    for report_id, claim_id in session.execute(told):
        counted[report_id][held.get(claim_id, "open")] += 1
    standing: tuple[Why, ...] = ("differ", "changed", "open")
    for i in ids:
        why: Why | None = next((reason for reason in standing if counted[i][reason]), None)
        if heads[i].language not in LANGUAGES:
            why = "language"
        one = _Tried(i, heads[i].address, heads[i].title, originals.get(i, i), why=why, claims=counted[i][why or ""])
        yield one if why else _read(session, one, private)


def _read(session: Session, one: _Tried, private: PrivateNames | None) -> _Tried:
    """A report whose every claim was judged, annotated; or why the form cannot hold it."""
    report = report_of(session.scalars(select(ReportRow).where(ReportRow.id == one.id)).one())
    live = select(ClaimRow).where(ClaimRow.report_id == one.id, ClaimRow.current)
    rows = list(session.scalars(live.order_by(ClaimRow.position, ClaimRow.n)))
    claims = [claim_of(row) for row in rows]
    if any(claim.made_by.startswith(IMPORTED) for claim in claims):
        return replace(one, why="imported")
    kept = (claim for row, claim in zip(rows, claims, strict=True) if not row.rejected)
    reading = Reading(report=report, claims=tuple(kept))
    record = annotated_record(redact_reading(reading, private) if private else reading)
    fault = next(faults_of(record), None)
    if fault:
        return replace(one, why="fault", fault=fault)
    return replace(one, record=record, added=sum(row.by_person and not row.rejected for row in rows))


def _chosen(tried: Sequence[_Tried]) -> dict[str, _Tried]:
    """Of each text the report that is in the set: the one that the others repeat, else the first that is ready."""
    chosen: dict[str, _Tried] = {}
    for one in tried:
        if one.record is not None and (one.text_id not in chosen or one.text_id == one.id):
            chosen[one.text_id] = one
    return chosen


def _left_out(one: _Tried, *, hidden: bool, copy: bool) -> LeftOut:
    title = None if hidden else one.title
    if copy or one.why is None:
        return LeftOut(report_id=one.id, address=one.address, title=title, why="reprint")
    return LeftOut(report_id=one.id, address=one.address, title=title, why=one.why, claims=one.claims, fault=one.fault)


def _named(kept: Sequence[_Tried]) -> tuple[tuple[str, Record], ...]:
    """The records with the names of their files: a number, and words of the title as the record has it."""
    width = max(3, len(str(len(kept))))
    named = []
    for number, one in enumerate(kept, start=1):
        record = one.record or {}
        words = fold(record["document"]["title"] or "").replace(" ", "_")[:_TITLE_CHARS].strip("_")
        named.append((f"{number:0{width}}_{words or one.id}.json", record))
    return tuple(named)

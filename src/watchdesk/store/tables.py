"""The tables: what is kept, in which columns, and which of them may change."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    Boolean,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC; both databases give it back with its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Words(TypeDecorator[str]):
    """Text that both databases take: NUL characters and halves of character pairs are written as escapes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """The text as a column can hold it; the same text wherever it holds no NUL and no half of a pair."""
    return text.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()


class Table(DeclarativeBase):
    """What every table of the store inherits."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Words, dt.datetime: Moment, bytes: LargeBinary, bool: Boolean}  # noqa: RUF012


class CaptureRow(Table):
    """The bytes of one address at one moment; never changed."""

    __tablename__ = "captures"

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    media_type: Mapped[str | None]
    body: Mapped[bytes]
    captured_at: Mapped[dt.datetime]


class ReportRow(Table):
    """One version of the readable text of an address, frozen; `current` marks the newest version.

    `body` is the record without its text, `stated` what was said of the report by whoever brought it.
    """

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("address", "version"),)

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    capture_id: Mapped[str] = mapped_column(ForeignKey("captures.id"), index=True)
    address: Mapped[str]
    version: Mapped[int]
    current: Mapped[bool] = mapped_column(index=True)
    published: Mapped[dt.date | None] = mapped_column(index=True)
    language: Mapped[str]
    publisher: Mapped[str | None]
    title: Mapped[str | None]
    text: Mapped[str]
    body: Mapped[str]
    stated: Mapped[str]
    diff: Mapped[str | None]
    read_by: Mapped[str]
    added_at: Mapped[dt.datetime]

    row_version: Mapped[int] = mapped_column(server_default="0")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012  # a change made on an old count is refused


class IssueRow(Table):
    """What was dropped of a report and why, or why an address gave no report at all (`report_id` None)."""

    __tablename__ = "issues"

    n: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"), index=True)
    address: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    noted_at: Mapped[dt.datetime]


class ClaimRow(Table):
    """One claim as its page tells it now. `body` is as read, `corrected` as people corrected it, None where not.

    The columns for filters follow the corrected claim. `current` is False once the page no longer tells it.
    """

    __tablename__ = "claims"
    __table_args__ = (
        Index("ix_claims_first_day_country", "first_day", "country"),
        Index("ix_claims_report_id_position", "report_id", "position"),
    )

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"))
    position: Mapped[int]
    kind: Mapped[str]
    family: Mapped[str | None]
    type: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    score: Mapped[float]
    country: Mapped[str | None] = mapped_column(index=True)
    admin1: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    first_day: Mapped[dt.date | None]
    last_day: Mapped[dt.date | None]
    current: Mapped[bool]
    rejected: Mapped[bool]
    by_person: Mapped[bool]
    body: Mapped[str]
    corrected: Mapped[str | None]

    row_version: Mapped[int] = mapped_column(server_default="0")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012  # a change made on an old count is refused


class ActorRow(Table):
    """One actor named by a claim, its name folded for search."""

    __tablename__ = "claim_actors"

    n: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[str] = mapped_column(ForeignKey("claims.id"), index=True)
    name: Mapped[str] = mapped_column(index=True)
    entity_id: Mapped[str | None] = mapped_column(index=True)


class JudgementRow(Table):
    """What one person decided; appended only."""

    __tablename__ = "judgements"

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    verdict: Mapped[str]
    claim_id: Mapped[str] = mapped_column(index=True)
    other_id: Mapped[str | None] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(index=True)
    at: Mapped[dt.datetime]
    changes: Mapped[str]
    why: Mapped[str | None]


class IncidentRow(Table):
    """One incident. `merged_into` redirects a former id; `split_from` names the incident whose claims these were."""

    __tablename__ = "incidents"
    __table_args__ = (Index("ix_incidents_first_day_id", "first_day", "id"),)

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    claim_ids: Mapped[str]
    joined: Mapped[str]
    merged_into: Mapped[str | None] = mapped_column(index=True)
    split_from: Mapped[str | None] = mapped_column(index=True)
    first_day: Mapped[dt.date | None]
    last_day: Mapped[dt.date | None]

    row_version: Mapped[int] = mapped_column(server_default="0")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012  # a change made on an old count is refused


class MemberRow(Table):
    """Which incident a claim belongs to now; derived from the incidents."""

    __tablename__ = "incident_claims"

    claim_id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(index=True)


class LinkClaimRow(Table):
    """What linking compares of an event; derived from its claim."""

    __tablename__ = "link_claims"

    claim_id: Mapped[str] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(index=True)
    body: Mapped[str]


class LinkKeyRow(Table):
    """A key under which linking finds an event, once for each stretch of days (`bucket`) that it may lie in."""

    __tablename__ = "link_keys"
    __table_args__ = (Index("ix_link_keys_key_bucket", "key", "bucket"),)

    n: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[str] = mapped_column(index=True)
    key: Mapped[str]
    bucket: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]


class LinkRow(Table):
    """Two events whose score passes the mark; `one` is the lesser id."""

    __tablename__ = "links"

    one: Mapped[str] = mapped_column(primary_key=True)
    other: Mapped[str] = mapped_column(primary_key=True, index=True)
    bits: Mapped[float]


class ReprintRow(Table):
    """A report that repeats another one, with what it changed."""

    __tablename__ = "reprints"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    original_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    likeness: Mapped[float]
    changes: Mapped[str]


class BandRow(Table):
    """A key under which reports of nearly the same words meet; derived from the newest version of each address."""

    __tablename__ = "report_bands"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    band: Mapped[str] = mapped_column(primary_key=True, index=True)


class RevisionRow(Table):
    """One change of one field: when, by whom, why; appended only."""

    __tablename__ = "revisions"
    __table_args__ = (Index("ix_revisions_table_name_row_id", "table_name", "row_id"),)

    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)
    who: Mapped[str]
    why: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[str]
    change: Mapped[str]
    field: Mapped[str | None]
    old: Mapped[str | None]
    new: Mapped[str | None]


class TombstoneRow(Table):
    """An address that was forgotten: it is not taken in again."""

    __tablename__ = "tombstones"

    address: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)
    who: Mapped[str]
    why: Mapped[str]


class WithdrawnRow(Table):
    """The id of a claim or report that went with a forgotten address; nothing of its words is kept."""

    __tablename__ = "withdrawn"

    id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(ForeignKey("tombstones.address"), index=True)
    kind: Mapped[str]

"""The tables of the desk beside the record: users, who they are elsewhere, sessions, API tokens, samples to code."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchdesk.store.tables import Table


class UserRow(Table):
    """One person who may use the desk. `password` is an argon2 hash; without one they come in by a provider.

    A name that has judged is never given to another person: users are closed, not deleted.
    """

    __tablename__ = "users"

    n: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    password: Mapped[str | None]
    closed: Mapped[bool]
    made_at: Mapped[dt.datetime]


class IdentityRow(Table):
    """Who an identity provider says a user is: the issuer's address and the subject, which it gives to nobody else."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("users.name"), index=True)
    made_at: Mapped[dt.datetime]


class SessionRow(Table):
    """One signed-in browser. `id` is a hash of what its cookie holds; `csrf` is asked for with every write."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("users.name"), index=True)
    csrf: Mapped[str]
    made_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]


class TokenRow(Table):
    """One API token; `id` is a hash of it. It may do what `role` may, and never more than its user."""

    __tablename__ = "api_tokens"

    id: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("users.name"), index=True)
    label: Mapped[str]
    role: Mapped[str]
    made_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime | None]


class SampleRow(Table):
    """Claims set apart to be coded by several people, none of whom sees what the others wrote."""

    __tablename__ = "samples"

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[dt.datetime]


class SampleClaimRow(Table):
    """One claim of a sample, in the order in which it is coded."""

    __tablename__ = "sample_claims"

    sample_id: Mapped[str] = mapped_column(ForeignKey("samples.id"), primary_key=True)
    claim_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    position: Mapped[int]


class CodingRow(Table):
    """What one person coded of one claim of a sample: `fields` as JSON, by their names in the public record."""

    __tablename__ = "codings"
    __table_args__ = (UniqueConstraint("sample_id", "claim_id", "coder"),)

    n: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[str] = mapped_column(ForeignKey("samples.id"))
    claim_id: Mapped[str] = mapped_column(index=True)
    coder: Mapped[str]
    fields: Mapped[str]
    at: Mapped[dt.datetime]

"""The tables of the desk: users, sessions, API tokens, samples and their codings."""

import sqlalchemy as sa
from alembic import op

from watchdesk.store.tables import Moment, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _make_accounts()
    _make_samples()


def _make_accounts() -> None:
    op.create_table(
        "users",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("role", Words(), nullable=False),
        sa.Column("password", Words(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("csrf", Words(), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name=op.f("fk_sessions_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user"), "sessions", ["user"], unique=False)
    op.create_table(
        "api_tokens",
        sa.Column("id", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("label", Words(), nullable=False),
        sa.Column("role", Words(), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.Column("ends_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name=op.f("fk_api_tokens_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
    )
    op.create_index(op.f("ix_api_tokens_user"), "api_tokens", ["user"], unique=False)


def _make_samples() -> None:
    op.create_table(
        "samples",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("made_by", Words(), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_samples")),
        sa.UniqueConstraint("id", name=op.f("uq_samples_id")),
    )
    op.create_table(
        "sample_claims",
        sa.Column("sample_id", Words(), nullable=False),
        sa.Column("claim_id", Words(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["samples.id"], name=op.f("fk_sample_claims_sample_id")),
        sa.PrimaryKeyConstraint("sample_id", "claim_id", name=op.f("pk_sample_claims")),
    )
    op.create_index(op.f("ix_sample_claims_claim_id"), "sample_claims", ["claim_id"], unique=False)
    op.create_table(
        "codings",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("sample_id", Words(), nullable=False),
        sa.Column("claim_id", Words(), nullable=False),
        sa.Column("coder", Words(), nullable=False),
        sa.Column("fields", Words(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["samples.id"], name=op.f("fk_codings_sample_id")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_codings")),
        sa.UniqueConstraint("sample_id", "claim_id", "coder", name=op.f("uq_codings_sample_id_claim_id_coder")),
    )
    op.create_index(op.f("ix_codings_claim_id"), "codings", ["claim_id"], unique=False)

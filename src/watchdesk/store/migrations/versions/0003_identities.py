"""Who an identity provider says a user of the desk is."""

import sqlalchemy as sa
from alembic import op

from watchdesk.store.tables import Moment, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", Words(), nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name=op.f("fk_identities_user")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_user"), "identities", ["user"], unique=False)

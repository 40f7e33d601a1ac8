"""The first tables: captures to tombstones, the indexes for words and boxes, and the triggers of the history."""

import sqlalchemy as sa
from alembic import op

from watchdesk.store.migrations.indexes import index_statements
from watchdesk.store.migrations.triggers import triggers
from watchdesk.store.tables import Moment, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    _make_tables()
    connection = op.get_bind()
    for statement in (*index_statements(connection.dialect.name), *triggers(connection.dialect.name)):
        connection.exec_driver_sql(statement)


def _make_tables() -> None:
    op.create_table(
        "captures",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("sha256", Words(), nullable=False),
        sa.Column("media_type", Words(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("captured_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_captures")),
        sa.UniqueConstraint("id", name=op.f("uq_captures_id")),
    )
    op.create_index(op.f("ix_captures_address"), "captures", ["address"], unique=False)
    op.create_index(op.f("ix_captures_sha256"), "captures", ["sha256"], unique=False)
    op.create_table(
        "incident_claims",
        sa.Column("claim_id", Words(), nullable=False),
        sa.Column("incident_id", Words(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_incident_claims")),
    )
    op.create_index(op.f("ix_incident_claims_incident_id"), "incident_claims", ["incident_id"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("claim_ids", Words(), nullable=False),
        sa.Column("joined", Words(), nullable=False),
        sa.Column("merged_into", Words(), nullable=True),
        sa.Column("split_from", Words(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_incidents")),
        sa.UniqueConstraint("id", name=op.f("uq_incidents_id")),
    )
    op.create_index("ix_incidents_first_day_id", "incidents", ["first_day", "id"], unique=False)
    op.create_index(op.f("ix_incidents_merged_into"), "incidents", ["merged_into"], unique=False)
    op.create_index(op.f("ix_incidents_split_from"), "incidents", ["split_from"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("verdict", Words(), nullable=False),
        sa.Column("claim_id", Words(), nullable=False),
        sa.Column("other_id", Words(), nullable=True),
        sa.Column("by", Words(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("changes", Words(), nullable=False),
        sa.Column("why", Words(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
    )
    op.create_index(op.f("ix_judgements_by"), "judgements", ["by"], unique=False)
    op.create_index(op.f("ix_judgements_claim_id"), "judgements", ["claim_id"], unique=False)
    op.create_index(op.f("ix_judgements_other_id"), "judgements", ["other_id"], unique=False)
    op.create_table(
        "link_claims",
        sa.Column("claim_id", Words(), nullable=False),
        sa.Column("report_id", Words(), nullable=False),
        sa.Column("body", Words(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_link_claims")),
    )
    op.create_index(op.f("ix_link_claims_report_id"), "link_claims", ["report_id"], unique=False)
    op.create_table(
        "link_keys",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("claim_id", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_link_keys")),
    )
    op.create_index(op.f("ix_link_keys_claim_id"), "link_keys", ["claim_id"], unique=False)
    op.create_index("ix_link_keys_key_bucket", "link_keys", ["key", "bucket"], unique=False)
    op.create_table(
        "links",
        sa.Column("one", Words(), nullable=False),
        sa.Column("other", Words(), nullable=False),
        sa.Column("bits", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_other"), "links", ["other"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("who", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("table_name", Words(), nullable=False),
        sa.Column("row_id", Words(), nullable=False),
        sa.Column("change", Words(), nullable=False),
        sa.Column("field", Words(), nullable=True),
        sa.Column("old", Words(), nullable=True),
        sa.Column("new", Words(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_at"), "revisions", ["at"], unique=False)
    op.create_index("ix_revisions_table_name_row_id", "revisions", ["table_name", "row_id"], unique=False)
    op.create_table(
        "tombstones",
        sa.Column("address", Words(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("who", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_tombstones")),
    )
    op.create_index(op.f("ix_tombstones_at"), "tombstones", ["at"], unique=False)
    op.create_table(
        "reports",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("capture_id", Words(), nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", Words(), nullable=False),
        sa.Column("publisher", Words(), nullable=True),
        sa.Column("title", Words(), nullable=True),
        sa.Column("text", Words(), nullable=False),
        sa.Column("body", Words(), nullable=False),
        sa.Column("stated", Words(), nullable=False),
        sa.Column("diff", Words(), nullable=True),
        sa.Column("read_by", Words(), nullable=False),
        sa.Column("added_at", Moment(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_reports_capture_id")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_reports")),
        sa.UniqueConstraint("address", "version", name=op.f("uq_reports_address_version")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
    )
    op.create_index(op.f("ix_reports_capture_id"), "reports", ["capture_id"], unique=False)
    op.create_index(op.f("ix_reports_current"), "reports", ["current"], unique=False)
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_table(
        "withdrawn",
        sa.Column("id", Words(), nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.ForeignKeyConstraint(["address"], ["tombstones.address"], name=op.f("fk_withdrawn_address")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawn")),
    )
    op.create_index(op.f("ix_withdrawn_address"), "withdrawn", ["address"], unique=False)
    op.create_table(
        "claims",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("report_id", Words(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("family", Words(), nullable=True),
        sa.Column("type", Words(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("country", Words(), nullable=True),
        sa.Column("admin1", Words(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("by_person", sa.Boolean(), nullable=False),
        sa.Column("body", Words(), nullable=False),
        sa.Column("corrected", Words(), nullable=True),
        sa.Column("row_version", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_claims_report_id")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", name=op.f("uq_claims_id")),
    )
    op.create_index(op.f("ix_claims_country"), "claims", ["country"], unique=False)
    op.create_index("ix_claims_first_day_country", "claims", ["first_day", "country"], unique=False)
    op.create_index("ix_claims_report_id_position", "claims", ["report_id", "position"], unique=False)
    op.create_index(op.f("ix_claims_type"), "claims", ["type"], unique=False)
    op.create_table(
        "issues",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("report_id", Words(), nullable=True),
        sa.Column("address", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("noted_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_issues_report_id")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_issues")),
    )
    op.create_index(op.f("ix_issues_address"), "issues", ["address"], unique=False)
    op.create_index(op.f("ix_issues_report_id"), "issues", ["report_id"], unique=False)
    op.create_table(
        "report_bands",
        sa.Column("report_id", Words(), nullable=False),
        sa.Column("band", Words(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_bands_report_id")),
        sa.PrimaryKeyConstraint("report_id", "band", name=op.f("pk_report_bands")),
    )
    op.create_index(op.f("ix_report_bands_band"), "report_bands", ["band"], unique=False)
    op.create_table(
        "reprints",
        sa.Column("report_id", Words(), nullable=False),
        sa.Column("original_id", Words(), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("changes", Words(), nullable=False),
        sa.ForeignKeyConstraint(["original_id"], ["reports.id"], name=op.f("fk_reprints_original_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_reprints_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_reprints")),
    )
    op.create_index(op.f("ix_reprints_original_id"), "reprints", ["original_id"], unique=False)
    op.create_table(
        "claim_actors",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("claim_id", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("entity_id", Words(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_actors_claim_id")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_claim_actors")),
    )
    op.create_index(op.f("ix_claim_actors_claim_id"), "claim_actors", ["claim_id"], unique=False)
    op.create_index(op.f("ix_claim_actors_entity_id"), "claim_actors", ["entity_id"], unique=False)
    op.create_index(op.f("ix_claim_actors_name"), "claim_actors", ["name"], unique=False)

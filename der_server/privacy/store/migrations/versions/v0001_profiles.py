"""People with their keys, sealed records, recent erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """From nothing."""
    op.create_table(
        "vault",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("pepper", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "people",
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("data_key", sa.LargeBinary, nullable=False),
        sa.Column("consent_version", sa.Integer, nullable=False),
        sa.Column("granted_version", sa.Integer, nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("person", sa.String(64), sa.ForeignKey("people.person", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("slot", sa.BigInteger, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("update_s", sa.Float, nullable=False),
        sa.Column("expire_s", sa.Float, nullable=False, index=True),
    )
    op.create_table(
        "erasures",
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("time_s", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """To nothing."""
    for table in ("erasures", "records", "people", "vault"):
        op.drop_table(table)

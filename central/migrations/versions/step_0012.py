"""Transfers that a bank or the portal reconciled, for the desks of an agency to hear of."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. sequence: within the agency, from 1, without gaps."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE payment (
            id TEXT NOT NULL PRIMARY KEY,
            agency TEXT NOT NULL REFERENCES agency (code),
            sequence INTEGER NOT NULL,
            dossier_code TEXT NOT NULL,
            vnd BIGINT NOT NULL,
            reference TEXT NOT NULL,
            paid_at TEXT NOT NULL,
            told_at TEXT NOT NULL,
            UNIQUE (agency, sequence),
            UNIQUE (agency, reference)
        )
        """.replace("BIGINT", "INTEGER" if strict else "BIGINT")
        + strict
    )

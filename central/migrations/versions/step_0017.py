"""Lots of dossiers that desks digitise, as they told of them."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE lot (
            agency TEXT NOT NULL,
            lot TEXT NOT NULL,
            station TEXT NOT NULL REFERENCES station (id),
            etag TEXT NOT NULL,
            body TEXT NOT NULL,
            told_at TEXT NOT NULL,
            PRIMARY KEY (agency, lot)
        )
        """
        + strict
    )

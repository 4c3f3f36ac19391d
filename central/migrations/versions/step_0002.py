"""What each desk said the last line of its trail is; kept for good."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE trail_head (
            station TEXT NOT NULL REFERENCES station (id),
            sequence INTEGER NOT NULL,
            hash TEXT NOT NULL,
            told_at TEXT NOT NULL,
            PRIMARY KEY (station, sequence, hash)
        )
        """
        + strict
    )

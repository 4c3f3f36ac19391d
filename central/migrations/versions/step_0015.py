"""What was taken in and has no verdict yet, or does not stand."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. What was taken before was judged before, and stands."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE held (
            item TEXT NOT NULL PRIMARY KEY,
            station TEXT NOT NULL REFERENCES station (id),
            agency TEXT NOT NULL,
            book TEXT NOT NULL,
            number INTEGER NOT NULL,
            code TEXT NOT NULL,
            copy_sha256 TEXT NOT NULL,
            body TEXT NOT NULL,
            received_at TEXT NOT NULL,
            receipt TEXT NOT NULL,
            reason TEXT,
            detail TEXT NOT NULL,
            judged_at TEXT
        )
        """
        + strict
    )
    op.execute("CREATE INDEX held_waiting ON held (received_at) WHERE reason IS NULL")
    op.execute("CREATE INDEX held_station ON held (station)")
    op.execute("CREATE INDEX held_number ON held (agency, book, number)")
    op.execute("CREATE INDEX held_code ON held (code)")
    op.execute("CREATE INDEX held_copy ON held (copy_sha256)")

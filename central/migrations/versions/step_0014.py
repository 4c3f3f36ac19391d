"""The queue: numbers that citizens took, and which desk called each."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE queue_ticket (
        id TEXT NOT NULL PRIMARY KEY,
        agency TEXT NOT NULL,
        day TEXT NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        taken_at TEXT NOT NULL,
        called_at TEXT,
        station TEXT,
        counter TEXT,
        UNIQUE (agency, day, number)
    )
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

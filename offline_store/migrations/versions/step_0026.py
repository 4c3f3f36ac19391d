"""Tickets of the queue that this desk called, and the dossier that came of each."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE ticket (
        id TEXT NOT NULL PRIMARY KEY,
        number INTEGER NOT NULL CHECK (number > 0),
        taken_at TEXT NOT NULL,
        called_at TEXT NOT NULL,
        dossier_id TEXT UNIQUE REFERENCES dossier (id)
    ) STRICT
    """,
    "CREATE INDEX ticket_called ON ticket (called_at)",
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

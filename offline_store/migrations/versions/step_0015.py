"""The catalogue of procedures: one at a time, with each procedure as it was given."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE catalogue (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        issued_on TEXT NOT NULL,
        sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
        origin TEXT NOT NULL CHECK (origin IN ('central', 'file', 'sample')),
        issued_at TEXT,
        taken_at TEXT NOT NULL,
        taken_by TEXT NOT NULL,
        procedures INTEGER NOT NULL CHECK (procedures > 0)
    ) STRICT
    """,
    # place: in the catalogue, from 1. A code may stand there for several spans of days.
    """
    CREATE TABLE procedure (
        place INTEGER NOT NULL PRIMARY KEY,
        code TEXT NOT NULL,
        from_day TEXT NOT NULL,
        until_day TEXT NOT NULL CHECK (from_day <= until_day),
        name_key TEXT NOT NULL,
        search TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (code, from_day)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

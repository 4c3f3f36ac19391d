"""Dossier codes: blocks of a day's numbers from central, and this desk's own number there."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATEMENTS = (
    # used: the last number given; first - 1 before any.
    """
    CREATE TABLE code_block (
        id TEXT NOT NULL PRIMARY KEY,
        series TEXT NOT NULL,
        first INTEGER NOT NULL CHECK (first >= 1),
        last INTEGER NOT NULL CHECK (last >= first),
        used INTEGER NOT NULL CHECK (used BETWEEN first - 1 AND last)
    ) STRICT
    """,
    "CREATE INDEX code_block_series ON code_block (series, first)",
    "CREATE TABLE wanted_code_block (series TEXT NOT NULL PRIMARY KEY, id TEXT NOT NULL) STRICT",
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

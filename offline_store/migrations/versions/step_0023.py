"""What central was told of each dossier for a procedure."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE handling_told (
        dossier_id TEXT NOT NULL PRIMARY KEY REFERENCES handling (dossier_id),
        etag TEXT NOT NULL CHECK (length(etag) = 64),
        told_at TEXT NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

"""Digital copies that stand in a dossier in place of papers, as they were judged when attached."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE attached_copy (
        dossier_id TEXT NOT NULL REFERENCES dossier (id),
        position INTEGER NOT NULL CHECK (position > 0),
        code TEXT NOT NULL CHECK (code <> ''),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        title TEXT NOT NULL,
        agency TEXT NOT NULL,
        book TEXT NOT NULL,
        number INTEGER NOT NULL,
        signed_at TEXT NOT NULL,
        verdict TEXT NOT NULL,
        attached_at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (dossier_id, position)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

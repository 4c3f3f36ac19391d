"""Copies on their way by e-mail, and what the desk logs in with at the mail server."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE mail (
        id TEXT NOT NULL PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES document (id),
        recipient TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
        created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next_attempt_at TEXT,
        error TEXT,
        sent_at TEXT,
        UNIQUE (document_id, recipient)
    ) STRICT
    """,
    """
    CREATE TABLE mail_login (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        password TEXT NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

"""The people who may sign in here, as central sent them, and their wrong tries."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE account (
        id TEXT NOT NULL PRIMARY KEY,
        login TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        roles TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        disabled INTEGER NOT NULL CHECK (disabled IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE account_list (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        version TEXT NOT NULL,
        heard_at TEXT NOT NULL,
        latest_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE sign_in_tries (
        account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
        wrong INTEGER NOT NULL CHECK (wrong > 0),
        last_at TEXT NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

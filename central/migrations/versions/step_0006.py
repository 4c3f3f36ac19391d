"""Accounts of the people who may sign in at an agency's desks."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. No account is ever removed, so that no login names two people."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE account (
            id TEXT NOT NULL PRIMARY KEY,
            agency TEXT NOT NULL,
            login TEXT NOT NULL,
            name TEXT NOT NULL,
            roles TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
            changed_at TEXT NOT NULL,
            UNIQUE (agency, login)
        )
        """
        + strict
    )

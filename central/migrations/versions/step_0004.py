"""Each time somebody asked for a copy at the look-up page; kept for good."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and what finds a copy's newest lines."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE fetching (
            id TEXT NOT NULL PRIMARY KEY,
            code TEXT NOT NULL REFERENCES submission (code),
            at TEXT NOT NULL,
            given INTEGER NOT NULL
        )
        """
        + strict
    )
    op.execute("CREATE INDEX fetching_code ON fetching (code, at)")

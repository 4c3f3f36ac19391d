"""How desks stand, by their own last word."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; nothing is known of any desk before it speaks."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE inventory (
            station TEXT NOT NULL PRIMARY KEY REFERENCES station (id),
            told_at TEXT NOT NULL,
            body TEXT NOT NULL
        )
        """
        + strict
    )

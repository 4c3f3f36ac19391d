"""The desks that a central which came back from a backup waits for, before it leases again."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        "CREATE TABLE awaited (station TEXT NOT NULL PRIMARY KEY REFERENCES station (id))" + strict
    )

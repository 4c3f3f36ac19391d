"""Earlier versions of copies that have grown by a time-stamp or revocation data since."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE earlier_version (
            item TEXT NOT NULL PRIMARY KEY,
            station TEXT NOT NULL REFERENCES station (id),
            code TEXT NOT NULL,
            body TEXT NOT NULL,
            copy_sha256 TEXT NOT NULL UNIQUE,
            received_at TEXT NOT NULL,
            receipt TEXT NOT NULL
        )
        """
        + strict
    )
    op.execute("CREATE INDEX earlier_version_code ON earlier_version (code)")

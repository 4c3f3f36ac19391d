"""The catalogue of procedures of each agency, as signed; every one that was ever published."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. The one that was issued last is the one that holds."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE catalogue (
            agency TEXT NOT NULL REFERENCES agency (code),
            issued_at TEXT NOT NULL,
            version TEXT NOT NULL,
            signed TEXT NOT NULL,
            PRIMARY KEY (agency, issued_at)
        )
        """
        + strict
    )

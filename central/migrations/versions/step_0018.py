"""The addresses under which citizens take numbers of the queue."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; no agency has an address before it is asked for."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE queue_door (
            agency TEXT NOT NULL PRIMARY KEY REFERENCES agency (code),
            key TEXT NOT NULL UNIQUE
        )
        """
        + strict
    )

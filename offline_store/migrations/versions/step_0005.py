"""Central's authority, and this desk's own certificate and key."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = tuple(
    f"ALTER TABLE enrolment ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
    for name in ("authority", "certificate", "key")
)


def upgrade() -> None:
    """Add the columns; a desk that is enrolled already has none of the three."""
    for statement in STATEMENTS:
        op.execute(statement)

"""What central said of a citizen's copies, to be shown with its age where central is away."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE citizens_copies (
        citizen TEXT NOT NULL PRIMARY KEY CHECK (citizen <> ''),
        said_at TEXT NOT NULL,
        copies TEXT NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

"""What central was told of a dossier, and what another desk has of the same one."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATEMENTS = (
    # told: the tag of what central answered to last. telling: tags that left since without an
    # answer. known: the tag of what stood at central when this desk last knew. theirs: what stands
    # there instead of ours, and what other desks have beside it, and whether somebody looked at it.
    """
    CREATE TABLE dossier_elsewhere (
        dossier_id TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
        told TEXT NOT NULL,
        known TEXT NOT NULL,
        telling TEXT NOT NULL,
        theirs TEXT NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

"""Papers of procedures' dossiers, digitised and signed at a desk."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE paper (
            item TEXT NOT NULL PRIMARY KEY,
            station TEXT NOT NULL REFERENCES station (id),
            agency TEXT NOT NULL,
            dossier TEXT NOT NULL,
            component INTEGER NOT NULL CHECK (component > 0),
            code TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            body TEXT NOT NULL,
            received_at TEXT NOT NULL,
            receipt TEXT NOT NULL,
            reason TEXT,
            detail TEXT NOT NULL,
            judged_at TEXT,
            stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
            CHECK (stands = 0 OR reason IS NULL)
        )
        """
        + strict
    )
    op.execute("CREATE INDEX paper_waiting ON paper (received_at) WHERE stands = 0")
    op.execute("CREATE INDEX paper_station ON paper (station)")
    op.execute("CREATE INDEX paper_dossier ON paper (agency, dossier)")

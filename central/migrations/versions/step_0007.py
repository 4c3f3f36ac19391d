"""Dossiers as desks have them: each version is kept, one of them stands."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; of a dossier at most one version stands."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE dossier_version (
            agency TEXT NOT NULL REFERENCES agency (code),
            dossier TEXT NOT NULL,
            etag TEXT NOT NULL,
            station TEXT NOT NULL REFERENCES station (id),
            told_at TEXT NOT NULL,
            body TEXT NOT NULL,
            place TEXT NOT NULL CHECK (place IN ('stands', 'beside', 'earlier')),
            PRIMARY KEY (agency, dossier, etag)
        )
        """
        + strict
    )
    op.execute(
        "CREATE UNIQUE INDEX dossier_version_stands ON dossier_version (agency, dossier) "
        "WHERE place = 'stands'"
    )

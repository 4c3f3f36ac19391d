"""Dossiers for procedures as desks have them, and what of them the national system has taken."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables. etag: of the body, which is the desk's own JSON."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE handling (
            agency TEXT NOT NULL REFERENCES agency (code),
            dossier TEXT NOT NULL,
            station TEXT NOT NULL REFERENCES station (id),
            code TEXT NOT NULL,
            etag TEXT NOT NULL,
            body TEXT NOT NULL,
            told_at TEXT NOT NULL,
            PRIMARY KEY (agency, dossier)
        )
        """
        + strict
    )
    # etag: of the dossier as the national system took it. sequence: of the last change it took.
    op.execute(
        """
        CREATE TABLE exported_handling (
            agency TEXT NOT NULL,
            dossier TEXT NOT NULL,
            etag TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (agency, dossier),
            FOREIGN KEY (agency, dossier) REFERENCES handling (agency, dossier)
        )
        """
        + strict
    )

"""Dossiers for a procedure: how each is handled, what is with its papers, and its states."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE handling (
        dossier_id TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
        procedure TEXT NOT NULL,
        catalogue_version TEXT NOT NULL,
        channel INTEGER NOT NULL CHECK (channel BETWEEN 1 AND 3),
        owner_name TEXT NOT NULL,
        owner_id_number TEXT NOT NULL,
        owner_kind INTEGER NOT NULL CHECK (owner_kind BETWEEN 1 AND 4),
        receiving_unit TEXT NOT NULL,
        resolving_unit TEXT NOT NULL
    ) STRICT
    """,
    # A document holds the pages of one component at most.
    """
    CREATE TABLE component (
        dossier_id TEXT NOT NULL REFERENCES handling (dossier_id),
        position INTEGER NOT NULL CHECK (position > 0),
        standing TEXT NOT NULL
            CHECK (standing IN ('scan', 'digital', 'on-paper', 'not-needed', 'supplement')),
        why TEXT NOT NULL,
        document_id TEXT UNIQUE REFERENCES document (id),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (dossier_id, position)
    ) STRICT
    """,
    """
    CREATE TABLE state_change (
        dossier_id TEXT NOT NULL REFERENCES handling (dossier_id),
        sequence INTEGER NOT NULL CHECK (sequence > 0),
        axis TEXT NOT NULL CHECK (axis IN ('business', 'money', 'delivery', 'sync')),
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (dossier_id, sequence)
    ) STRICT
    """,
    # What was once a state stays one.
    """
    CREATE TRIGGER state_change_stays BEFORE UPDATE ON state_change
    BEGIN SELECT RAISE(ABORT, 'state-change-stays'); END
    """,
    """
    CREATE TRIGGER state_change_kept BEFORE DELETE ON state_change
    BEGIN SELECT RAISE(ABORT, 'state-change-stays'); END
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

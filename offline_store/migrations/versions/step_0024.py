"""A store to train at: marked once and for good, and the database itself lets nothing leave it."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# What a store to train at never holds: what is on its way out, and a place where it could arrive.
_NEVER = ("outbox", "mail", "enrolment", "handling_told")

STATEMENTS = (
    """
    CREATE TABLE training (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        begun_at TEXT NOT NULL
    ) STRICT
    """,
    # A desk that ever did real work is never one to train at.
    """
    CREATE TRIGGER training_is_new BEFORE INSERT ON training
    WHEN EXISTS (SELECT 1 FROM dossier) OR EXISTS (SELECT 1 FROM enrolment)
        OR EXISTS (SELECT 1 FROM number_block)
    BEGIN SELECT RAISE(ABORT, 'training-is-new'); END
    """,
    """
    CREATE TRIGGER training_stays BEFORE DELETE ON training
    BEGIN SELECT RAISE(ABORT, 'training-stays'); END
    """,
    """
    CREATE TRIGGER training_unchanged BEFORE UPDATE ON training
    BEGIN SELECT RAISE(ABORT, 'training-stays'); END
    """,
    *(
        f"""
        CREATE TRIGGER {table}_not_in_training BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM training)
        BEGIN SELECT RAISE(ABORT, 'not-in-training'); END
        """
        for table in _NEVER
    ),
    # Its numbers are of a book that no register has.
    """
    CREATE TRIGGER number_block_not_in_training BEFORE INSERT ON number_block
    WHEN EXISTS (SELECT 1 FROM training) AND NEW.book NOT LIKE 'TẬP HUẤN%'
    BEGIN SELECT RAISE(ABORT, 'not-in-training'); END
    """,
)


def upgrade() -> None:
    """Add the mark and its walls."""
    for statement in STATEMENTS:
        op.execute(statement)

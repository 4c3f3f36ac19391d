"""What was paid for dossiers for procedures, days closed, and what central told of transfers."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE day_close (
        number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT
    """,
    # Once paid is paid; a receipt's number is given once. close: the day's close that has it.
    """
    CREATE TABLE payment (
        id TEXT NOT NULL PRIMARY KEY,
        dossier_id TEXT NOT NULL UNIQUE REFERENCES handling (dossier_id),
        series TEXT NOT NULL CHECK (series <> ''),
        number INTEGER NOT NULL CHECK (number > 0),
        vnd INTEGER NOT NULL CHECK (vnd > 0),
        way TEXT NOT NULL CHECK (way IN ('cash', 'transfer')),
        reference TEXT NOT NULL,
        lines TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        close INTEGER REFERENCES day_close (number),
        UNIQUE (series, number)
    ) STRICT
    """,
    """
    CREATE TRIGGER payment_stays BEFORE UPDATE ON payment
    WHEN OLD.close IS NOT NULL OR NEW.id <> OLD.id OR NEW.dossier_id <> OLD.dossier_id
        OR NEW.series <> OLD.series OR NEW.number <> OLD.number OR NEW.vnd <> OLD.vnd
        OR NEW.way <> OLD.way OR NEW.reference <> OLD.reference OR NEW.lines <> OLD.lines
        OR NEW.at <> OLD.at OR NEW.who <> OLD.who
    BEGIN SELECT RAISE(ABORT, 'payment-stays'); END
    """,
    """
    CREATE TRIGGER payment_kept BEFORE DELETE ON payment
    BEGIN SELECT RAISE(ABORT, 'payment-stays'); END
    """,
    """
    CREATE TRIGGER day_close_stays BEFORE UPDATE ON day_close
    BEGIN SELECT RAISE(ABORT, 'day-close-stays'); END
    """,
    """
    CREATE TRIGGER day_close_kept BEFORE DELETE ON day_close
    BEGIN SELECT RAISE(ABORT, 'day-close-stays'); END
    """,
    # What central told of a transfer, and what came of it here. sequence: central's count.
    """
    CREATE TABLE told_payment (
        id TEXT NOT NULL PRIMARY KEY,
        sequence INTEGER NOT NULL CHECK (sequence > 0),
        dossier_code TEXT NOT NULL,
        vnd INTEGER NOT NULL CHECK (vnd > 0),
        reference TEXT NOT NULL,
        paid_at TEXT NOT NULL,
        heard_at TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'differs', 'not-due', 'elsewhere'))
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

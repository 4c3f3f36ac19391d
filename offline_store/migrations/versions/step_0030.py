"""Receipts of money that are cancelled: their numbers stay used, their dossiers are paid anew."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

STATEMENTS = (
    # As step 0021 has it, but that a dossier may have several of which one at most stands.
    """
    CREATE TABLE payment_that_may_fall (
        id TEXT NOT NULL PRIMARY KEY,
        dossier_id TEXT NOT NULL REFERENCES handling (dossier_id),
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
    INSERT INTO payment_that_may_fall
    SELECT id, dossier_id, series, number, vnd, way, reference, lines, at, who, close FROM payment
    """,
    "DROP TABLE payment",
    "ALTER TABLE payment_that_may_fall RENAME TO payment",
    "CREATE INDEX payment_dossier ON payment (dossier_id)",
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
    # close: the day's close that has the cancelling, which need not be that of the payment.
    """
    CREATE TABLE payment_cancelled (
        payment_id TEXT NOT NULL PRIMARY KEY REFERENCES payment (id),
        ground TEXT NOT NULL CHECK (ground <> ''),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        close INTEGER REFERENCES day_close (number)
    ) STRICT
    """,
    """
    CREATE TRIGGER payment_cancelled_stays BEFORE UPDATE ON payment_cancelled
    WHEN OLD.close IS NOT NULL OR NEW.payment_id <> OLD.payment_id OR NEW.ground <> OLD.ground
        OR NEW.at <> OLD.at OR NEW.who <> OLD.who
    BEGIN SELECT RAISE(ABORT, 'payment-cancelled-stays'); END
    """,
    """
    CREATE TRIGGER payment_cancelled_kept BEFORE DELETE ON payment_cancelled
    BEGIN SELECT RAISE(ABORT, 'payment-cancelled-stays'); END
    """,
    """
    CREATE TRIGGER payment_stands_once BEFORE INSERT ON payment
    WHEN EXISTS (
        SELECT 1 FROM payment AS p WHERE p.dossier_id = NEW.dossier_id
        AND NOT EXISTS (SELECT 1 FROM payment_cancelled AS c WHERE c.payment_id = p.id)
    )
    BEGIN SELECT RAISE(ABORT, 'payment-stands-once'); END
    """,
    # A word of central's whose receipt was cancelled waits for the cashier again: `released`.
    """
    CREATE TABLE told_payment_or_released (
        id TEXT NOT NULL PRIMARY KEY,
        sequence INTEGER NOT NULL CHECK (sequence > 0),
        dossier_code TEXT NOT NULL,
        vnd INTEGER NOT NULL CHECK (vnd > 0),
        reference TEXT NOT NULL,
        paid_at TEXT NOT NULL,
        heard_at TEXT NOT NULL,
        outcome TEXT NOT NULL
            CHECK (outcome IN ('taken', 'differs', 'not-due', 'elsewhere', 'released'))
    ) STRICT
    """,
    """
    INSERT INTO told_payment_or_released
    SELECT id, sequence, dossier_code, vnd, reference, paid_at, heard_at, outcome FROM told_payment
    """,
    "DROP TABLE told_payment",
    "ALTER TABLE told_payment_or_released RENAME TO told_payment",
)


def upgrade() -> None:
    """Let receipts be cancelled."""
    for statement in STATEMENTS:
        op.execute(statement)

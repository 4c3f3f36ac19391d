"""Leases expire; what a desk did not use of one is returned, and is never used after that."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE number_block ADD COLUMN expires_at TEXT",
    # first: from here on nothing was given, and nothing will be: its block is retired with it.
    """
    CREATE TABLE returned_block (
        id TEXT NOT NULL PRIMARY KEY REFERENCES retired_block (id),
        first INTEGER NOT NULL,
        told_at TEXT
    ) STRICT
    """,
    # What a block was retired with may be leased to this very desk again: returned by it, or by the
    # lost desk in whose place it came. A number that bears a line here is given to no other.
    "DROP TRIGGER number_block_apart",
    """
    CREATE TRIGGER number_block_apart BEFORE INSERT ON number_block
    WHEN EXISTS (
        SELECT 1 FROM number_block AS other LEFT JOIN retired_block AS retired USING (id)
        WHERE other.book = NEW.book AND other.first <= NEW.last AND NEW.first <= other.last
            AND retired.id IS NULL
    )
    OR EXISTS (
        SELECT 1 FROM register_line
        WHERE book = NEW.book AND number BETWEEN NEW.first AND NEW.last
    )
    BEGIN SELECT RAISE(ABORT, 'number-block-apart'); END
    """,
    "DROP TRIGGER register_line_not_retired",
    """
    CREATE TRIGGER register_line_not_retired BEFORE INSERT ON register_line
    WHEN NOT EXISTS (
        SELECT 1 FROM number_block AS block LEFT JOIN retired_block AS retired USING (id)
        WHERE block.book = NEW.book AND NEW.number BETWEEN block.first AND block.last
            AND retired.id IS NULL
    )
    BEGIN SELECT RAISE(ABORT, 'register-line-not-retired'); END
    """,
    """
    CREATE TRIGGER returned_block_unused BEFORE INSERT ON returned_block
    WHEN EXISTS (
        SELECT 1 FROM number_block AS block JOIN register_line AS line USING (book)
        WHERE block.id = NEW.id AND line.number BETWEEN NEW.first AND block.last
    )
    BEGIN SELECT RAISE(ABORT, 'returned-block-unused'); END
    """,
    """
    CREATE TRIGGER returned_block_fixed BEFORE UPDATE ON returned_block
    WHEN NEW.id <> OLD.id OR NEW.first <> OLD.first
    BEGIN SELECT RAISE(ABORT, 'returned-block-fixed'); END
    """,
    """
    CREATE TRIGGER returned_block_stays BEFORE DELETE ON returned_block
    BEGIN SELECT RAISE(ABORT, 'returned-block-stays'); END
    """,
)


def upgrade() -> None:
    """Add the day on which a block ends, and the table of what was returned."""
    for statement in STATEMENTS:
        op.execute(statement)

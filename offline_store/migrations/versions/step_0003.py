"""Blocks whose remaining numbers are never given: a restored desk cannot know which were."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE retired_block (
        id TEXT NOT NULL PRIMARY KEY REFERENCES number_block (id),
        at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER retired_block_stays BEFORE DELETE ON retired_block
    BEGIN SELECT RAISE(ABORT, 'retired-block-stays'); END
    """,
    """
    CREATE TRIGGER register_line_not_retired BEFORE INSERT ON register_line
    WHEN EXISTS (
        SELECT 1 FROM number_block AS block JOIN retired_block USING (id)
        WHERE block.book = NEW.book AND NEW.number BETWEEN block.first AND block.last
    )
    BEGIN SELECT RAISE(ABORT, 'register-line-not-retired'); END
    """,
)


def upgrade() -> None:
    """Add the table and its rules."""
    for statement in STATEMENTS:
        op.execute(statement)

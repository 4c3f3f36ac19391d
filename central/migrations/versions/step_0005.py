"""Leases expire, and what a desk did not use of one comes back and is leased again."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# `last` shrinks when the rest comes back; `leased_last` is what was leased at first. An empty
# block keeps its row: a number that came back whole has had two owners, one after the other.
_BLOCK = """
    CREATE TABLE block_of_a_time (
        id TEXT NOT NULL PRIMARY KEY,
        station TEXT NOT NULL REFERENCES station (id),
        agency TEXT NOT NULL REFERENCES agency (code),
        book TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL CHECK (last >= first - 1),
        leased_at TEXT NOT NULL,
        leased_last INTEGER NOT NULL CHECK (leased_last >= first AND leased_last >= last),
        expires_at TEXT,
        returned_at TEXT,
        CHECK (returned_at IS NOT NULL OR last = leased_last)
    )
    """
_FREE = """
    CREATE TABLE free_numbers (
        agency TEXT NOT NULL REFERENCES agency (code),
        book TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL CHECK (last >= first),
        PRIMARY KEY (agency, book, first)
    )
    """


def upgrade() -> None:
    """Make the table of blocks anew, and one of the numbers that came back."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(_BLOCK + strict)
    op.execute(
        """
        INSERT INTO block_of_a_time
        SELECT id, station, agency, book, first, last, leased_at, last, NULL, NULL FROM block
        """
    )
    op.execute("DROP TABLE block")
    op.execute("ALTER TABLE block_of_a_time RENAME TO block")
    # Two desks that ask at once never get the same numbers.
    op.execute("CREATE UNIQUE INDEX block_apart ON block (agency, book, first) WHERE last >= first")
    op.execute("CREATE INDEX block_station ON block (station, book)")
    op.execute(_FREE + strict)
    op.execute("ALTER TABLE number_floor ADD COLUMN restored_at TEXT")

"""How digitised papers are described, and the running numbers of their codes."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE description (
        document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id),
        type_code TEXT NOT NULL,
        owner_id TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        summary TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        scope TEXT NOT NULL,
        number TEXT NOT NULL,
        issued_on TEXT NOT NULL,
        issuer TEXT NOT NULL,
        signer TEXT NOT NULL,
        running INTEGER NOT NULL CHECK (running > 0),
        code TEXT NOT NULL CHECK (code <> ''),
        at TEXT NOT NULL,
        who TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX description_code ON description (code)",
    # last: the last running number given; it never goes back.
    """
    CREATE TABLE digitisation_counter (
        owner_id TEXT NOT NULL,
        type_code TEXT NOT NULL,
        last INTEGER NOT NULL CHECK (last > 0),
        PRIMARY KEY (owner_id, type_code)
    ) STRICT
    """,
    """
    CREATE TRIGGER digitisation_counter_rises BEFORE UPDATE ON digitisation_counter
    WHEN NEW.last <= OLD.last
    BEGIN SELECT RAISE(ABORT, 'number-given-before'); END
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

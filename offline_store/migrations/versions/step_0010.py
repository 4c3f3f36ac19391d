"""A signed copy may grow by what it owed: each version of it is an item of its own."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATEMENTS = (
    "DROP TRIGGER purged_after_receipt",
    "DROP TRIGGER outbox_accepted_for_good",
    """
    CREATE TABLE outbox_of_versions (
        id TEXT NOT NULL PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES certified_copy (document_id),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        level TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'refused')),
        created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        next_attempt_at TEXT,
        error TEXT,
        receipt TEXT,
        UNIQUE (document_id, sha256),
        CHECK ((state = 'accepted') = (receipt IS NOT NULL))
    ) STRICT
    """,
    """
    INSERT INTO outbox_of_versions
    SELECT id, document_id, sha256, level, state, created_at, attempts, next_attempt_at, error,
        receipt
    FROM outbox JOIN certified_copy USING (document_id)
    """,
    "DROP TABLE outbox",
    "ALTER TABLE outbox_of_versions RENAME TO outbox",
    "CREATE INDEX outbox_state ON outbox (state, created_at)",
    """
    CREATE TRIGGER outbox_accepted_for_good BEFORE UPDATE ON outbox
    WHEN OLD.state = 'accepted'
    BEGIN SELECT RAISE(ABORT, 'outbox-accepted-for-good'); END
    """,
    # Only what central has signed for may ever go: the latest version, which holds the others.
    """
    CREATE TRIGGER purged_after_receipt BEFORE INSERT ON purged
    WHEN NOT EXISTS (
        SELECT 1 FROM outbox JOIN certified_copy USING (document_id, sha256)
        WHERE document_id = NEW.document_id AND state = 'accepted'
    )
    BEGIN SELECT RAISE(ABORT, 'purged-after-receipt'); END
    """,
    # What is printed in a copy, and what the register says of it, stays as it was signed.
    """
    CREATE TRIGGER certified_copy_only_grows BEFORE UPDATE ON certified_copy
    WHEN NEW.document_id <> OLD.document_id OR NEW.book <> OLD.book OR NEW.number <> OLD.number
        OR NEW.code <> OLD.code OR NEW.signed_at <> OLD.signed_at
    BEGIN SELECT RAISE(ABORT, 'certified-copy-only-grows'); END
    """,
)


def upgrade() -> None:
    """Let the outbox name the version of the copy that each item carries."""
    for statement in STATEMENTS:
        op.execute(statement)

"""Central's receipt says that it has a copy; that the copy stands is another word of its."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

STATEMENTS = (
    "DROP TRIGGER purged_after_receipt",
    "DROP TRIGGER outbox_accepted_for_good",
    """
    CREATE TABLE outbox_with_verdicts (
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
        verdict TEXT,
        UNIQUE (document_id, sha256),
        CHECK (state <> 'accepted' OR receipt IS NOT NULL),
        CHECK (verdict IS NULL OR state = 'accepted')
    ) STRICT
    """,
    # A receipt of before was given after the verdict: it says both.
    """
    INSERT INTO outbox_with_verdicts
    SELECT id, document_id, sha256, level, state, created_at, attempts, next_attempt_at, error,
        receipt, receipt
    FROM outbox
    """,
    "DROP TABLE outbox",
    "ALTER TABLE outbox_with_verdicts RENAME TO outbox",
    "CREATE INDEX outbox_state ON outbox (state, created_at)",
    # As step 0024 has it: it went with the old table.
    """
    CREATE TRIGGER outbox_not_in_training BEFORE INSERT ON outbox
    WHEN EXISTS (SELECT 1 FROM training)
    BEGIN SELECT RAISE(ABORT, 'not-in-training'); END
    """,
    # What central has signed for stays so; only its verdict is added, or its word that it falls.
    """
    CREATE TRIGGER outbox_accepted_for_good BEFORE UPDATE ON outbox
    WHEN OLD.state = 'accepted' AND (
        OLD.verdict IS NOT NULL
        OR NEW.state NOT IN ('accepted', 'refused')
        OR NEW.id <> OLD.id
        OR NEW.document_id <> OLD.document_id
        OR NEW.sha256 <> OLD.sha256
        OR NEW.receipt IS NOT OLD.receipt
    )
    BEGIN SELECT RAISE(ABORT, 'outbox-accepted-for-good'); END
    """,
    # Only what central has and says stands may ever go: the latest version, which holds the others.
    """
    CREATE TRIGGER purged_after_receipt BEFORE INSERT ON purged
    WHEN NOT EXISTS (
        SELECT 1 FROM outbox JOIN certified_copy USING (document_id, sha256)
        WHERE document_id = NEW.document_id AND state = 'accepted' AND verdict IS NOT NULL
    )
    BEGIN SELECT RAISE(ABORT, 'purged-after-receipt'); END
    """,
)


def upgrade() -> None:
    """Add the verdict to the outbox."""
    for statement in STATEMENTS:
        op.execute(statement)

"""Papers of procedures' dossiers are signed by who scanned them, and go to central like copies."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE signed_paper (
        document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id),
        code TEXT NOT NULL CHECK (code <> ''),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        level TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        signer TEXT NOT NULL,
        debts TEXT NOT NULL,
        who TEXT NOT NULL
    ) STRICT
    """,
    # A later version has a time-stamp more; nothing else of it ever changes.
    """
    CREATE TRIGGER signed_paper_only_grows BEFORE UPDATE ON signed_paper
    WHEN NEW.document_id <> OLD.document_id OR NEW.code <> OLD.code
        OR NEW.signed_at <> OLD.signed_at OR NEW.signer <> OLD.signer OR NEW.who <> OLD.who
    BEGIN SELECT RAISE(ABORT, 'signed-paper-only-grows'); END
    """,
    """
    CREATE TRIGGER signed_paper_stays BEFORE DELETE ON signed_paper
    BEGIN SELECT RAISE(ABORT, 'signed-paper-stays'); END
    """,
    # What was said of it when it was signed is what central is told of it.
    """
    CREATE TRIGGER description_of_signed_stays BEFORE UPDATE ON description
    WHEN EXISTS (SELECT 1 FROM signed_paper WHERE document_id = OLD.document_id)
    BEGIN SELECT RAISE(ABORT, 'description-of-signed-stays'); END
    """,
    "DROP TRIGGER purged_after_receipt",
    "DROP TRIGGER outbox_accepted_for_good",
    """
    CREATE TABLE outbox_of_papers_too (
        id TEXT NOT NULL PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES document (id),
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
    """
    INSERT INTO outbox_of_papers_too
    SELECT id, document_id, sha256, level, state, created_at, attempts, next_attempt_at, error,
        receipt, verdict
    FROM outbox
    """,
    "DROP TABLE outbox",
    "ALTER TABLE outbox_of_papers_too RENAME TO outbox",
    "CREATE INDEX outbox_state ON outbox (state, created_at)",
    # As step 0024 has it: it went with the old table.
    """
    CREATE TRIGGER outbox_not_in_training BEFORE INSERT ON outbox
    WHEN EXISTS (SELECT 1 FROM training)
    BEGIN SELECT RAISE(ABORT, 'not-in-training'); END
    """,
    """
    CREATE TRIGGER outbox_of_what_is_signed BEFORE INSERT ON outbox
    WHEN NOT EXISTS (SELECT 1 FROM certified_copy WHERE document_id = NEW.document_id)
        AND NOT EXISTS (SELECT 1 FROM signed_paper WHERE document_id = NEW.document_id)
    BEGIN SELECT RAISE(ABORT, 'outbox-of-what-is-signed'); END
    """,
    # As step 0028 has it.
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
    # What lies in a dossier's pile belongs to no paper: it goes after the dossier's papers went.
    """
    CREATE TRIGGER purged_after_receipt BEFORE INSERT ON purged
    WHEN NOT EXISTS (
        SELECT 1 FROM outbox JOIN certified_copy USING (document_id, sha256)
        WHERE document_id = NEW.document_id AND state = 'accepted' AND verdict IS NOT NULL
    ) AND NOT EXISTS (
        SELECT 1 FROM outbox JOIN signed_paper USING (document_id, sha256)
        WHERE document_id = NEW.document_id AND state = 'accepted' AND verdict IS NOT NULL
    ) AND NOT EXISTS (
        SELECT 1 FROM document AS pile
        JOIN component ON component.dossier_id = pile.dossier_id
        JOIN purged ON purged.document_id = component.document_id
        WHERE pile.id = NEW.document_id
            AND NOT EXISTS (SELECT 1 FROM component AS held WHERE held.document_id = pile.id)
    )
    BEGIN SELECT RAISE(ABORT, 'purged-after-receipt'); END
    """,
)


def upgrade() -> None:
    """Add signed papers; let the outbox and the purge know of them."""
    for statement in STATEMENTS:
        op.execute(statement)

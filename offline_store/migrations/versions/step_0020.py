"""Papers that were issued to citizens, and their way by e-mail."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

STATEMENTS = (
    # count: among the papers of that form in that dossier. content: what it says, JSON.
    """
    CREATE TABLE issued_paper (
        id TEXT NOT NULL PRIMARY KEY,
        dossier_id TEXT NOT NULL REFERENCES handling (dossier_id),
        form TEXT NOT NULL CHECK (form <> ''),
        count INTEGER NOT NULL CHECK (count > 0),
        template TEXT NOT NULL CHECK (template <> ''),
        content TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        UNIQUE (dossier_id, form, count)
    ) STRICT
    """,
    # What a citizen was given says for good what it said.
    """
    CREATE TRIGGER issued_paper_stays BEFORE UPDATE ON issued_paper
    BEGIN SELECT RAISE(ABORT, 'issued-paper-stays'); END
    """,
    """
    CREATE TRIGGER issued_paper_kept BEFORE DELETE ON issued_paper
    BEGIN SELECT RAISE(ABORT, 'issued-paper-stays'); END
    """,
    # A letter carries a signed copy or a paper, never both.
    """
    CREATE TABLE letter (
        id TEXT NOT NULL PRIMARY KEY,
        document_id TEXT REFERENCES document (id),
        paper_id TEXT REFERENCES issued_paper (id),
        recipient TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
        created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next_attempt_at TEXT,
        error TEXT,
        sent_at TEXT,
        CHECK ((document_id IS NULL) <> (paper_id IS NULL)),
        UNIQUE (document_id, recipient),
        UNIQUE (paper_id, recipient)
    ) STRICT
    """,
    """
    INSERT INTO letter (id, document_id, recipient, state, created_at, attempts, next_attempt_at,
        error, sent_at)
    SELECT id, document_id, recipient, state, created_at, attempts, next_attempt_at, error, sent_at
    FROM mail
    """,
    "DROP TABLE mail",
    "ALTER TABLE letter RENAME TO mail",
)


def upgrade() -> None:
    """Add the table of papers, and let the mail carry them."""
    for statement in STATEMENTS:
        op.execute(statement)

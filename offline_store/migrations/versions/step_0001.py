"""The first tables, and the rules that the database itself keeps."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE dossier (
        id TEXT NOT NULL PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        id_number TEXT NOT NULL,
        birth_date TEXT NOT NULL,
        address TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        created_at TEXT NOT NULL,
        search TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX dossier_created_at ON dossier (created_at)",
    """
    CREATE TABLE document (
        id TEXT NOT NULL PRIMARY KEY,
        dossier_id TEXT NOT NULL REFERENCES dossier (id),
        position INTEGER NOT NULL CHECK (position >= 1),
        title TEXT NOT NULL,
        copies INTEGER NOT NULL CHECK (copies >= 1),
        handed_over_at TEXT
    ) STRICT
    """,
    "CREATE INDEX document_dossier ON document (dossier_id, position)",
    """
    CREATE TABLE page (
        id TEXT NOT NULL PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES document (id),
        position INTEGER NOT NULL CHECK (position >= 1),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        width INTEGER NOT NULL CHECK (width > 0),
        height INTEGER NOT NULL CHECK (height > 0),
        dpi INTEGER NOT NULL CHECK (dpi > 0),
        kept_at TEXT NOT NULL,
        warnings TEXT NOT NULL,
        compared_at TEXT,
        compared_by TEXT,
        CHECK ((compared_at IS NULL) = (compared_by IS NULL))
    ) STRICT
    """,
    "CREATE INDEX page_document ON page (document_id, position)",
    """
    CREATE TABLE reading (
        page_id TEXT NOT NULL PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
        engine TEXT NOT NULL,
        rotation INTEGER NOT NULL,
        words TEXT NOT NULL,
        codes TEXT NOT NULL,
        warnings TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE code_counter (day TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE book (
        name TEXT NOT NULL PRIMARY KEY,
        closed_at TEXT,
        total INTEGER,
        CHECK ((closed_at IS NULL) = (total IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE number_block (
        id TEXT NOT NULL PRIMARY KEY,
        book TEXT NOT NULL REFERENCES book (name),
        first INTEGER NOT NULL CHECK (first >= 1),
        last INTEGER NOT NULL CHECK (last >= first),
        leased_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX number_block_book ON number_block (book, first)",
    "CREATE TABLE wanted_block (book TEXT NOT NULL PRIMARY KEY, id TEXT NOT NULL) STRICT",
    """
    CREATE TABLE register_line (
        book TEXT NOT NULL REFERENCES book (name),
        number INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('reserved', 'signed', 'cancelled')),
        document_id TEXT NOT NULL REFERENCES document (id),
        reserved_at TEXT NOT NULL,
        requester_name TEXT NOT NULL,
        document_title TEXT NOT NULL,
        signer_name TEXT NOT NULL,
        signer_title TEXT NOT NULL,
        copies INTEGER NOT NULL,
        fee_vnd INTEGER NOT NULL,
        note TEXT NOT NULL,
        signed_at TEXT,
        reason TEXT NOT NULL,
        PRIMARY KEY (book, number),
        CHECK ((state = 'signed') = (signed_at IS NOT NULL)),
        CHECK ((state = 'cancelled') = (reason <> ''))
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX register_line_live ON register_line (document_id)
    WHERE state IN ('reserved', 'signed')
    """,
    """
    CREATE TABLE certified_copy (
        document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id),
        book TEXT NOT NULL,
        number INTEGER NOT NULL,
        code TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        level TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        debts TEXT NOT NULL,
        FOREIGN KEY (book, number) REFERENCES register_line (book, number),
        UNIQUE (book, number)
    ) STRICT
    """,
    """
    CREATE TABLE outbox (
        id TEXT NOT NULL PRIMARY KEY,
        document_id TEXT NOT NULL UNIQUE REFERENCES certified_copy (document_id),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'refused')),
        created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        next_attempt_at TEXT,
        error TEXT,
        receipt TEXT,
        CHECK ((state = 'accepted') = (receipt IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX outbox_state ON outbox (state, created_at)",
    """
    CREATE TABLE audit (
        sequence INTEGER NOT NULL PRIMARY KEY,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        act TEXT NOT NULL,
        subject TEXT NOT NULL,
        facts TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE enrolment (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        central_url TEXT NOT NULL,
        station TEXT NOT NULL,
        agency TEXT NOT NULL,
        credential TEXT NOT NULL,
        receipt_key TEXT NOT NULL
    ) STRICT
    """,
)

# A number, once given, stays given (NĐ 23/2015 Điều 13): no code path, however wrong, may hand
# it out twice, take it back or let its line go. INSERT OR REPLACE fires no delete trigger, so
# the insert triggers refuse what would replace a line.
REGISTER_RULES = (
    """
    CREATE TRIGGER number_block_apart BEFORE INSERT ON number_block
    WHEN EXISTS (
        SELECT 1 FROM number_block AS other
        WHERE other.book = NEW.book AND other.first <= NEW.last AND NEW.first <= other.last
    )
    BEGIN SELECT RAISE(ABORT, 'number-block-apart'); END
    """,
    """
    CREATE TRIGGER number_block_fixed BEFORE UPDATE ON number_block
    BEGIN SELECT RAISE(ABORT, 'number-block-fixed'); END
    """,
    """
    CREATE TRIGGER number_block_stays BEFORE DELETE ON number_block
    BEGIN SELECT RAISE(ABORT, 'number-block-stays'); END
    """,
    """
    CREATE TRIGGER register_line_begins BEFORE INSERT ON register_line
    WHEN NEW.state <> 'reserved'
        OR NOT EXISTS (
            SELECT 1 FROM number_block
            WHERE book = NEW.book AND NEW.number BETWEEN first AND last
        )
        OR EXISTS (SELECT 1 FROM book WHERE name = NEW.book AND closed_at IS NOT NULL)
        OR EXISTS (
            SELECT 1 FROM register_line WHERE book = NEW.book AND number = NEW.number
        )
        OR EXISTS (
            SELECT 1 FROM register_line
            WHERE document_id = NEW.document_id AND state IN ('reserved', 'signed')
        )
    BEGIN SELECT RAISE(ABORT, 'register-line-begins'); END
    """,
    """
    CREATE TRIGGER register_line_settles_once BEFORE UPDATE ON register_line
    WHEN OLD.state <> 'reserved' OR NEW.state NOT IN ('signed', 'cancelled')
        OR NEW.book <> OLD.book OR NEW.number <> OLD.number
        OR NEW.document_id <> OLD.document_id OR NEW.reserved_at <> OLD.reserved_at
        OR NEW.requester_name <> OLD.requester_name OR NEW.document_title <> OLD.document_title
        OR NEW.signer_name <> OLD.signer_name OR NEW.signer_title <> OLD.signer_title
        OR NEW.copies <> OLD.copies OR NEW.fee_vnd <> OLD.fee_vnd OR NEW.note <> OLD.note
    BEGIN SELECT RAISE(ABORT, 'register-line-settles-once'); END
    """,
    """
    CREATE TRIGGER register_line_stays BEFORE DELETE ON register_line
    BEGIN SELECT RAISE(ABORT, 'register-line-stays'); END
    """,
    """
    CREATE TRIGGER book_closes_once BEFORE UPDATE ON book
    WHEN OLD.closed_at IS NOT NULL OR NEW.name <> OLD.name
        OR EXISTS (SELECT 1 FROM register_line WHERE book = OLD.name AND state = 'reserved')
    BEGIN SELECT RAISE(ABORT, 'book-closes-once'); END
    """,
    """
    CREATE TRIGGER outbox_accepted_for_good BEFORE UPDATE ON outbox
    WHEN OLD.state = 'accepted'
    BEGIN SELECT RAISE(ABORT, 'outbox-accepted-for-good'); END
    """,
    """
    CREATE TRIGGER audit_grows BEFORE INSERT ON audit
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'audit-grows'); END
    """,
    """
    CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit-fixed'); END
    """,
    """
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit-stays'); END
    """,
)


def upgrade() -> None:
    """Make the first tables."""
    for statement in (*TABLES, *REGISTER_RULES):
        op.execute(statement)

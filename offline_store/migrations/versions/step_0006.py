"""What is searched: codes, names, numbers and titles by any part; the words on pages by word.

The indexes keep no text of their own (contentless) and follow their tables by triggers. Marks are
taken off by FTS5's own tokenizer; the bar of đ is no mark to Unicode, so it is taken off before.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _words(row: str) -> str:
    """The words of a reading as one text: `words` is a list of [text, …]."""
    texts = f"(SELECT group_concat(json_extract(value, '$[0]'), ' ') FROM json_each({row}.words))"
    return f"replace(replace(coalesce({texts}, ''), 'đ', 'd'), 'Đ', 'D')"


STATEMENTS = (
    """
    CREATE TABLE dossier_text (
        number INTEGER PRIMARY KEY, dossier_id TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    "CREATE TABLE page_text (number INTEGER PRIMARY KEY, page_id TEXT NOT NULL UNIQUE) STRICT",
    """
    CREATE VIRTUAL TABLE dossier_parts
    USING fts5(search, content='', contentless_delete=1, tokenize='trigram')
    """,
    """
    CREATE VIRTUAL TABLE page_words
    USING fts5(
        words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TRIGGER dossier_searched AFTER INSERT ON dossier
    BEGIN
        INSERT INTO dossier_text (dossier_id) VALUES (NEW.id);
        INSERT INTO dossier_parts (rowid, search)
        SELECT number, NEW.search FROM dossier_text WHERE dossier_id = NEW.id;
    END
    """,
    """
    CREATE TRIGGER dossier_searched_anew AFTER UPDATE OF search ON dossier
    BEGIN
        DELETE FROM dossier_parts
        WHERE rowid = (SELECT number FROM dossier_text WHERE dossier_id = NEW.id);
        INSERT INTO dossier_parts (rowid, search)
        SELECT number, NEW.search FROM dossier_text WHERE dossier_id = NEW.id;
    END
    """,
    f"""
    CREATE TRIGGER reading_searched AFTER INSERT ON reading
    BEGIN
        INSERT INTO page_text (page_id) VALUES (NEW.page_id);
        INSERT INTO page_words (rowid, words)
        SELECT number, {_words("NEW")} FROM page_text WHERE page_id = NEW.page_id;
    END
    """,
    f"""
    CREATE TRIGGER reading_searched_anew AFTER UPDATE OF words ON reading
    BEGIN
        DELETE FROM page_words
        WHERE rowid = (SELECT number FROM page_text WHERE page_id = NEW.page_id);
        INSERT INTO page_words (rowid, words)
        SELECT number, {_words("NEW")} FROM page_text WHERE page_id = NEW.page_id;
    END
    """,
    """
    CREATE TRIGGER reading_searched_no_more AFTER DELETE ON reading
    BEGIN
        DELETE FROM page_words
        WHERE rowid = (SELECT number FROM page_text WHERE page_id = OLD.page_id);
        DELETE FROM page_text WHERE page_id = OLD.page_id;
    END
    """,
    "INSERT INTO dossier_text (dossier_id) SELECT id FROM dossier ORDER BY created_at, id",
    """
    INSERT INTO dossier_parts (rowid, search)
    SELECT number, search FROM dossier_text JOIN dossier ON dossier.id = dossier_id
    """,
    "INSERT INTO page_text (page_id) SELECT page_id FROM reading",
    f"""
    INSERT INTO page_words (rowid, words)
    SELECT number, {_words("reading")} FROM page_text JOIN reading USING (page_id)
    """,
)


def upgrade() -> None:
    """Add the indexes, and what is there already to them."""
    for statement in STATEMENTS:
        op.execute(statement)

"""Forms that were filled in for citizens, each value with where it comes from."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

STATEMENTS = (
    # since: of the form, the day from which on it is used. fields: JSON.
    """
    CREATE TABLE filled_form (
        dossier_id TEXT NOT NULL REFERENCES handling (dossier_id),
        form TEXT NOT NULL CHECK (form <> ''),
        revision INTEGER NOT NULL CHECK (revision > 0),
        since TEXT NOT NULL,
        title TEXT NOT NULL,
        sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
        fields TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (dossier_id, form, revision)
    ) STRICT
    """,
    # What the citizen was given to sign says for good what it said; a change is a new revision.
    """
    CREATE TRIGGER filled_form_stays BEFORE UPDATE ON filled_form
    BEGIN SELECT RAISE(ABORT, 'filled-form-stays'); END
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

"""Lots of dossiers that are digitised in a row: their work, their check, double keying."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# What is frozen: a dossier of a lot that waits for its check, or was accepted and not found wrong
# since. `{dossier}` is the expression of its id.
_FROZEN = """
    EXISTS (
        SELECT 1 FROM lot_dossier AS d JOIN lot AS l ON l.id = d.lot_id
        WHERE d.dossier_id = {dossier} AND (
            l.state = 'to-check' OR (l.state = 'accepted' AND NOT EXISTS (
                SELECT 1 FROM lot_verdict AS v
                WHERE v.dossier_id = d.dossier_id AND v.errors <> '[]' AND v.sequence = (
                    SELECT max(w.sequence) FROM lot_verdict AS w WHERE w.dossier_id = v.dossier_id
                )
            ))
        )
    )
"""
_OF_PAGE = "(SELECT dossier_id FROM document WHERE id = {row}.document_id)"


def _freezes(table: str, act: str, row: str) -> str:
    dossier = _OF_PAGE.format(row=row)
    return f"""
    CREATE TRIGGER lot_freezes_{table}_{act.split()[0].lower()} BEFORE {act} ON {table}
    WHEN {_FROZEN.format(dossier=dossier)}
    BEGIN SELECT RAISE(ABORT, 'lot-closed'); END
    """


def _stays(table: str) -> tuple[str, str]:
    return (
        f"""
        CREATE TRIGGER {table}_is_fixed BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table.replace("_", "-")}-stays'); END
        """,
        f"""
        CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table.replace("_", "-")}-stays'); END
        """,
    )


STATEMENTS = (
    # procedure: whose papers its dossiers have, as it was then, JSON. component: the one paper that
    # every page is of; 0: pages are sorted in a pile. round: from 1, counting up with each re-do.
    """
    CREATE TABLE lot (
        id TEXT NOT NULL PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        procedure TEXT NOT NULL,
        catalogue_version TEXT NOT NULL,
        component INTEGER NOT NULL CHECK (component >= 0),
        operator TEXT NOT NULL CHECK (operator <> ''),
        opened_at TEXT NOT NULL,
        level TEXT NOT NULL,
        aql TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('in-work', 'to-check', 'sent-back', 'accepted')),
        round INTEGER NOT NULL CHECK (round > 0)
    ) STRICT
    """,
    """
    CREATE TRIGGER lot_is_accepted_for_good BEFORE UPDATE ON lot
    WHEN OLD.state = 'accepted' OR NEW.round < OLD.round OR NEW.operator <> OLD.operator
    BEGIN SELECT RAISE(ABORT, 'lot-accepted-for-good'); END
    """,
    # number: within the lot, from 1.
    """
    CREATE TABLE lot_dossier (
        dossier_id TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
        lot_id TEXT NOT NULL REFERENCES lot (id),
        number INTEGER NOT NULL CHECK (number > 0),
        added_at TEXT NOT NULL,
        who TEXT NOT NULL,
        UNIQUE (lot_id, number)
    ) STRICT
    """,
    *_stays("lot_dossier"),
    """
    CREATE TABLE lot_done (
        dossier_id TEXT NOT NULL REFERENCES lot_dossier (dossier_id),
        round INTEGER NOT NULL CHECK (round > 0),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (dossier_id, round)
    ) STRICT
    """,
    """
    CREATE TABLE lot_change (
        lot_id TEXT NOT NULL REFERENCES lot (id),
        sequence INTEGER NOT NULL CHECK (sequence > 0),
        state TEXT NOT NULL,
        round INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (lot_id, sequence)
    ) STRICT
    """,
    *_stays("lot_change"),
    # How a round of a lot is checked. size: dossiers in it. refuse: so many wrong ones refuse it.
    """
    CREATE TABLE lot_sample (
        lot_id TEXT NOT NULL REFERENCES lot (id),
        round INTEGER NOT NULL CHECK (round > 0),
        size INTEGER NOT NULL CHECK (size > 0),
        severity TEXT NOT NULL,
        letter TEXT NOT NULL,
        count INTEGER NOT NULL CHECK (count > 0 AND count <= size),
        accept INTEGER NOT NULL CHECK (accept >= 0),
        refuse INTEGER NOT NULL CHECK (refuse = accept + 1),
        seed TEXT NOT NULL CHECK (seed <> ''),
        drawn_at TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (lot_id, round)
    ) STRICT
    """,
    *_stays("lot_sample"),
    """
    CREATE TABLE lot_sampled (
        lot_id TEXT NOT NULL,
        round INTEGER NOT NULL,
        place INTEGER NOT NULL CHECK (place > 0),
        dossier_id TEXT NOT NULL REFERENCES lot_dossier (dossier_id),
        PRIMARY KEY (lot_id, round, place),
        UNIQUE (lot_id, round, dossier_id),
        FOREIGN KEY (lot_id, round) REFERENCES lot_sample (lot_id, round)
    ) STRICT
    """,
    *_stays("lot_sampled"),
    # errors: JSON, empty for a dossier that is right. sequence: over all lots, rising.
    """
    CREATE TABLE lot_verdict (
        sequence INTEGER NOT NULL PRIMARY KEY,
        lot_id TEXT NOT NULL,
        round INTEGER NOT NULL,
        dossier_id TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        errors TEXT NOT NULL,
        FOREIGN KEY (lot_id, round, dossier_id)
            REFERENCES lot_sampled (lot_id, round, dossier_id)
    ) STRICT
    """,
    "CREATE INDEX lot_verdict_dossier ON lot_verdict (dossier_id)",
    *_stays("lot_verdict"),
    """
    CREATE TRIGGER lot_verdict_is_anothers BEFORE INSERT ON lot_verdict
    WHEN NEW.who = (SELECT operator FROM lot WHERE id = NEW.lot_id)
    BEGIN SELECT RAISE(ABORT, 'lot-verdict-is-anothers'); END
    """,
    # A field that a second person typed without seeing it. first: as it stood then. decided: what
    # holds where the two differ.
    """
    CREATE TABLE keying (
        document_id TEXT NOT NULL REFERENCES document (id),
        field TEXT NOT NULL,
        first TEXT NOT NULL,
        first_who TEXT NOT NULL,
        second TEXT NOT NULL,
        who TEXT NOT NULL CHECK (who <> first_who),
        at TEXT NOT NULL,
        decided TEXT,
        decided_who TEXT,
        decided_at TEXT,
        PRIMARY KEY (document_id, field),
        CHECK ((decided IS NULL) = (decided_who IS NULL)),
        CHECK ((decided IS NULL) = (decided_at IS NULL))
    ) STRICT
    """,
    _freezes("page", "INSERT", "NEW"),
    _freezes("page", "UPDATE OF document_id, position, sha256", "OLD"),
    _freezes("page", "DELETE", "OLD"),
    _freezes("description", "INSERT", "NEW"),
    _freezes("description", "UPDATE", "OLD"),
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

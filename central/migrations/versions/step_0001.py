"""The first shape: agencies, desks, number blocks, certified copies.

A central of before there were steps has these tables already, and is taken over as it is.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE IF NOT EXISTS agency (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL)
    """,
    """
    CREATE TABLE IF NOT EXISTS enrolment_code (
        code_sha256 TEXT NOT NULL PRIMARY KEY,
        agency TEXT NOT NULL REFERENCES agency (code),
        made_at TEXT NOT NULL,
        used_at TEXT
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS station (
        id TEXT NOT NULL PRIMARY KEY,
        agency TEXT NOT NULL REFERENCES agency (code),
        name TEXT NOT NULL,
        credential_sha256 TEXT NOT NULL UNIQUE,
        enrolled_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS station_certificate (
        station TEXT NOT NULL PRIMARY KEY REFERENCES station (id),
        sha256 TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS former_place (
        credential_sha256 TEXT NOT NULL PRIMARY KEY,
        station TEXT NOT NULL REFERENCES station (id),
        certificate_sha256 TEXT,
        enrolled_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS revocation (
        station TEXT NOT NULL PRIMARY KEY REFERENCES station (id),
        at TEXT NOT NULL
    )
    """,
    # Two desks that ask at once never get the same numbers.
    """
    CREATE TABLE IF NOT EXISTS block (
        id TEXT NOT NULL PRIMARY KEY,
        station TEXT NOT NULL REFERENCES station (id),
        agency TEXT NOT NULL REFERENCES agency (code),
        book TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        leased_at TEXT NOT NULL,
        UNIQUE (agency, book, first)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS number_floor (
        agency TEXT NOT NULL REFERENCES agency (code),
        book TEXT NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (agency, book)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS submission (
        item TEXT NOT NULL PRIMARY KEY,
        station TEXT NOT NULL REFERENCES station (id),
        agency TEXT NOT NULL REFERENCES agency (code),
        body TEXT NOT NULL,
        book TEXT NOT NULL,
        number INTEGER NOT NULL,
        code TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        signer TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        copy_sha256 TEXT NOT NULL UNIQUE,
        received_at TEXT NOT NULL,
        receipt TEXT NOT NULL,
        UNIQUE (agency, book, number)
    )
    """,
    "CREATE INDEX IF NOT EXISTS submission_station ON submission (station)",
)


def upgrade() -> None:
    """Make the tables."""
    strict = " STRICT" if op.get_bind().dialect.name == "sqlite" else ""
    for statement in STATEMENTS:
        is_table = "CREATE TABLE" in statement
        op.execute(statement.rstrip() + strict if is_table else statement)

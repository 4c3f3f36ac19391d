"""For whom a copy was certified, to be found by; and each time that a desk asked."""

import json

from alembic import op
from sqlalchemy import text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables, and fill the one from what was submitted."""
    connection = op.get_bind()
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    op.execute(
        """
        CREATE TABLE citizen_copy (
            item TEXT NOT NULL PRIMARY KEY REFERENCES submission (item),
            citizen TEXT NOT NULL
        )
        """
        + strict
    )
    for row in connection.execute(text("SELECT item, body FROM submission")).all():
        number = str(json.loads(row.body).get("requester", {}).get("id_number", ""))
        digits = "".join(letter for letter in number if letter in "0123456789")
        if digits:
            connection.execute(
                text("INSERT INTO citizen_copy (item, citizen) VALUES (:item, :citizen)"),
                {"item": row.item, "citizen": digits},
            )
    op.execute("CREATE INDEX citizen_copy_by_citizen ON citizen_copy (citizen)")
    op.execute(
        """
        CREATE TABLE copies_asked (
            id TEXT NOT NULL PRIMARY KEY,
            station TEXT NOT NULL REFERENCES station (id),
            dossier_code TEXT NOT NULL,
            at TEXT NOT NULL,
            found INTEGER NOT NULL
        )
        """
        + strict
    )

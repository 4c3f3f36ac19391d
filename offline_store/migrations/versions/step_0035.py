"""The pages of a signed paper stay as they were signed, whoever would change them.

What is said of a page, that it was read or compared, may still change; a purge leaves the rows.
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_CHANGES = {
    "added": ("INSERT", "NEW"),
    "removed": ("DELETE", "OLD"),
    "taken": ("UPDATE OF document_id, position, sha256", "OLD"),
    "brought": ("UPDATE OF document_id", "NEW"),
}


def upgrade() -> None:
    """Guard them."""
    for name, (change, row) in _CHANGES.items():
        op.execute(
            f"""
            CREATE TRIGGER page_of_signed_paper_{name} BEFORE {change} ON page
            WHEN EXISTS (SELECT 1 FROM signed_paper WHERE document_id = {row}.document_id)
            BEGIN SELECT RAISE(ABORT, 'page-of-signed-paper'); END
            """
        )

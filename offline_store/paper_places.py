"""Papers of a dossier that are dissolved: their pages all went to another paper of it.

Such a paper has no place among the others until pages come back to it. It then stands where it
stood. Its row stays all the while, for its journal does.
"""

from sqlalchemy import Connection, select, update

from offline_store.records import DocumentId
from offline_store.tables import document


def is_dissolved(connection: Connection, document_id: DocumentId) -> bool:
    """Whether the paper has no place now."""
    asked = select(document.c.dissolved).where(document.c.id == document_id)
    return bool(connection.execute(asked).scalar_one_or_none())


def dissolve(connection: Connection, document_id: DocumentId) -> None:
    """Take the paper's place away; the later ones move up."""
    _give_place(connection, document_id, dissolved=True)


def bring_back(connection: Connection, document_id: DocumentId) -> None:
    """Give the paper its place back; the later ones move on."""
    _give_place(connection, document_id, dissolved=False)


def _give_place(connection: Connection, document_id: DocumentId, *, dissolved: bool) -> None:
    row = connection.execute(
        select(document.c.dossier_id, document.c.position, document.c.dissolved).where(
            document.c.id == document_id
        )
    ).one()
    if bool(row.dissolved) == dissolved:
        return
    later = document.c.position > row.position if dissolved else document.c.position >= row.position
    connection.execute(
        update(document)
        .where(
            document.c.dossier_id == row.dossier_id,
            document.c.dissolved == 0,
            document.c.id != document_id,
            later,
        )
        .values(position=document.c.position + (-1 if dissolved else 1))
    )
    connection.execute(
        update(document).where(document.c.id == document_id).values(dissolved=int(dissolved))
    )

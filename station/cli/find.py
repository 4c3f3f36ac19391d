"""What people name on the command line, found in the store."""

from offline_store.errors import NotFound
from offline_store.records import Document, Dossier, DossierId, Page
from offline_store.store import Store


def find_dossier(store: Store, name: str) -> Dossier:
    """The dossier with that code or id.

    Raises:
        NotFound: there is none.
    """
    with store.snapshot() as records:
        try:
            return records.dossiers.find(name)
        except NotFound:
            return records.dossiers.get(DossierId(name))


def find_document(store: Store, name: str, position: int) -> Document:
    """The paper at that position, from 1, of the dossier with that code or id.

    Raises:
        NotFound: no such dossier, or no such paper in it.
    """
    for document in find_dossier(store, name).documents:
        if document.position == position:
            return document
    raise NotFound(kind="document", id=position)


def find_page(document: Document, position: int) -> Page:
    """The page at that position, from 1.

    Raises:
        NotFound: the document has no such page.
    """
    for page in document.pages:
        if page.position == position:
            return page
    raise NotFound(kind="page", id=position)

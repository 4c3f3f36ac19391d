"""The pile of a dossier for a procedure: the document of pages that belong to no component yet."""

from uuid_utils import uuid7

from offline_store.records import Document, DocumentId, DossierId
from offline_store.store import Records

NO_COMPONENT = 0
"""`Document.component` of a pile."""


def piles(records: Records, dossier_id: DossierId) -> tuple[Document, ...]:
    """The documents of a procedure's dossier that hold no component, light; those with a place.

    Usually one; where a pile was cut at separator sheets, one for each paper.
    """
    return tuple(
        document
        for document in records.dossiers.all_documents(dossier_id)
        if document.component == NO_COMPONENT and not document.dissolved
    )


def pile_document(records: Records, dossier_id: DossierId) -> Document:
    """The document that takes what is scanned or imported as a pile; made where there is none.

    Raises:
        NotFound: the dossier is for no procedure.
    """
    handling = records.handling.get(dossier_id)
    documents = records.dossiers.all_documents(dossier_id)
    there = [document for document in documents if document.component == NO_COMPONENT]
    placed = [document for document in there if not document.dissolved]
    if placed:
        return placed[0]
    if there:  # all its pages went to components
        records.dossiers.set_dissolved(there[0].id, dissolved=False)
        return records.dossiers.document(there[0].id)
    new = Document(
        DocumentId(str(uuid7())), dossier_id, len(documents) + 1, handling.procedure.name, 1
    )
    records.dossiers.add_document(new)
    return records.dossiers.document(new.id)

"""Which files the records name: what is not among them is an orphan, what is must be there."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from offline_store.attached_copies import attached_copy
from offline_store.records import DocumentId
from offline_store.signed_papers import signed_paper
from offline_store.store import Records
from offline_store.tables import certified_copy, document, dossier, outbox, page, page_edit, purged

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file, and for what it is first named.

    what: `copy`; `paper`, signed by who scanned it; `attached`, in place of a paper, with the
    dossier's id for the document's; `page` in its document as it is now; `evidence`: a small
    picture of one, or what a page was before an act that can be undone. page: its position, from 1,
    for a `page`.
    """

    sha256: str
    what: str
    document_id: DocumentId
    dossier_code: str
    page: int | None = None


def named_files(records: Records) -> dict[str, NamedFile]:
    """By SHA-256, every file that a record still needs here."""
    connection = records.dossiers.connection
    documents = (
        select(document.c.id, dossier.c.code)
        .join(dossier, dossier.c.id == document.c.dossier_id)
        .where(document.c.id.not_in(select(purged.c.document_id)))
    )
    codes = {row.id: row.code for row in connection.execute(documents)}
    found = dict[str, NamedFile]()

    def add(sha256: str | None, what: str, document_id: str, at: int | None = None) -> None:
        if sha256 and document_id in codes:
            named = NamedFile(sha256, what, DocumentId(document_id), codes[document_id], at)
            found.setdefault(sha256, named)

    for copy in connection.execute(select(certified_copy.c.document_id, certified_copy.c.sha256)):
        add(copy.sha256, "copy", copy.document_id)
    for paper in connection.execute(select(signed_paper.c.document_id, signed_paper.c.sha256)):
        add(paper.sha256, "paper", paper.document_id)
    # Earlier versions too: central may lose what its receipts are for, and ask for it again.
    for item in connection.execute(select(outbox.c.document_id, outbox.c.sha256)):
        add(item.sha256, "copy", item.document_id)
    pages = connection.execute(
        select(page.c.document_id, page.c.position, page.c.sha256, page.c.thumbnail)
    ).all()
    for each in pages:
        add(each.sha256, "page", each.document_id, each.position)
    for each in pages:
        add(each.thumbnail, "evidence", each.document_id)
    attached = select(attached_copy.c.sha256, attached_copy.c.dossier_id, dossier.c.code).join(
        dossier, dossier.c.id == attached_copy.c.dossier_id
    )
    for there in connection.execute(attached):
        named = NamedFile(there.sha256, "attached", DocumentId(there.dossier_id), there.code)
        found.setdefault(there.sha256, named)
    edits = select(page_edit.c.document_id, page_edit.c.before, page_edit.c.after)
    for edit in connection.execute(edits):
        for sha256 in _SHA256.findall(edit.before + edit.after):
            add(sha256, "evidence", edit.document_id)
    return found

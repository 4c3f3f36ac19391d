"""Which papers of procedures' dossiers may go from a desk: those of whole dossiers, or none.

A dossier's papers go together, once nobody handles it any more, each of them is signed, central has
each and says that it stands, and all that since before the retention time; nothing was scanned for
it since. With them goes what was
scanned and belongs to none of them. Dossiers of lots stay: nothing of them is at central.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import select

from offline_store.handling import Axis, Handling
from offline_store.lot_tables import of_no_lot
from offline_store.purgeable import Purgeable
from offline_store.receipts import received_at
from offline_store.records import Document, DossierId
from offline_store.signed_papers import signed_paper
from offline_store.store import Records
from offline_store.tables import document, purged


def purgeable_papers(
    records: Records, received_before: datetime, over: Collection[str]
) -> tuple[Purgeable, ...]:
    """The papers of dossiers that may go, dossier after dossier, each one's pile behind its papers.

    over: the national states in which nobody handles a dossier any more.
    """
    connection = records.dossiers.connection
    with_signed = (
        select(document.c.dossier_id)
        .join(signed_paper, signed_paper.c.document_id == document.c.id)
        .where(
            signed_paper.c.signed_at < received_before,
            document.c.id.not_in(select(purged.c.document_id)),
            of_no_lot(document.c.dossier_id),
        )
        .distinct()
    )
    ids = [DossierId(each) for each in connection.scalars(with_signed)]
    handlings = sorted(records.handling.many(ids), key=lambda each: each.dossier_id)
    return tuple(
        each
        for handling in handlings
        if _over_since(handling, over, received_before)
        for each in _of_dossier(records, handling.dossier_id, received_before)
    )


def _over_since(handling: Handling, over: Collection[str], before: datetime) -> bool:
    last = [change for change in handling.changes if change.axis is Axis.BUSINESS][-1]
    return last.state in over and last.at < before


def _of_dossier(
    records: Records, dossier_id: DossierId, received_before: datetime
) -> Iterator[Purgeable]:
    documents = [
        each
        for each in records.dossiers.all_documents(dossier_id)
        if each.pages and each.purged_at is None
    ]
    papers = [each for each in documents if each.component]
    if not papers or not all(_may_go(each, records, received_before) for each in papers):
        return
    # What was scanned for a dossier after it was over is at central no more than it was then.
    if any(page.kept_at >= received_before for each in documents for page in each.pages):
        return
    code = records.dossiers.heading(dossier_id).code
    for each in (*papers, *(each for each in documents if not each.component)):
        item = each.outbox if each.component else None
        yield Purgeable(
            document_id=each.id,
            item=None if item is None else item.id,
            dossier_code=code,
            title=each.title,
            pages=len(each.pages),
            copy_sha256="" if item is None else item.sha256,
            received_at=None if item is None or item.receipt is None else received_at(item.receipt),
            whole_dossier=dossier_id,
        )


def _may_go(paper: Document, records: Records, received_before: datetime) -> bool:
    """Whether central has had its latest version since before then, and says that it stands."""
    signed, item = records.signed_papers.of(paper.id), paper.outbox
    if signed is None or item is None or item.receipt is None:
        return False
    return (
        item.stands and item.sha256 == signed.sha256 and received_at(item.receipt) < received_before
    )

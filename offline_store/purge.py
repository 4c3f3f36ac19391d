"""What goes from a desk once central has it, and what nobody names any more.

A document's pages, their pictures and text, and the signed copy go after central's receipt, its
word that the copy stands *and* the retention time, and only while central says that it still holds
the copy and that it stands. So do the signed papers of procedures' dossiers, by whole dossiers
(`purge_papers.py`). The register, what is said of papers, the hashes, the receipt and the trail
stay. All of it with the desk had alone: a page kept at the same moment must not lose its file.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, delete, select

from offline_store.central_client import CentralClient
from offline_store.durable import wipe
from offline_store.named_files import named_files
from offline_store.purge_papers import purgeable_papers
from offline_store.purgeable import Purgeable
from offline_store.receipts import received_at
from offline_store.records import DocumentId, OutboxId, OutboxState
from offline_store.store import Records, Store
from offline_store.tables import (
    certified_copy,
    correction,
    document,
    dossier,
    mail,
    outbox,
    page,
    page_edit,
    purged,
    reading,
)
from offline_store.verdicts import standing

# As many as one question to central may name.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What went: documents, sealed files. kept: those central lacks now."""

    purged: tuple[Purgeable, ...]
    kept: tuple[Purgeable, ...]
    files: int


def purgeable(records: Records, received_before: datetime) -> tuple[Purgeable, ...]:
    """Documents that were handed over, and of which central says that they stand.

    Central has had them since before that moment.
    """
    connection = records.dossiers.connection
    rows = connection.execute(
        select(
            document.c.id,
            document.c.title,
            dossier.c.code,
            certified_copy.c.sha256,
            outbox.c.id.label("item"),
            outbox.c.receipt,
        )
        .join(dossier, dossier.c.id == document.c.dossier_id)
        .join(certified_copy, certified_copy.c.document_id == document.c.id)
        .join(
            outbox,
            (outbox.c.document_id == document.c.id) & (outbox.c.sha256 == certified_copy.c.sha256),
        )
        .where(
            outbox.c.state == OutboxState.ACCEPTED.value,
            outbox.c.verdict.is_not(None),
            document.c.handed_over_at.is_not(None),
            certified_copy.c.signed_at < received_before,
            document.c.id.not_in(select(purged.c.document_id)),
        )
        .order_by(certified_copy.c.signed_at)
    ).all()
    return tuple(
        Purgeable(
            DocumentId(row.id),
            OutboxId(row.item),
            row.code,
            row.title,
            len(_page_hashes(connection, row.id)),
            row.sha256,
            at,
        )
        for row in rows
        if (at := received_at(row.receipt)) < received_before
    )


def purge(
    store: Store,
    client: CentralClient,
    received_before: datetime,
    at: datetime,
    who: str,
    over: Collection[str] = (),
) -> PurgeReport:
    """Let go of what is purgeable and still at central. The desk must be had alone.

    over: the national states after which a dossier's papers may go; with none, copies alone go.
    Killed, what was begun is finished by `collect_orphans`.

    Raises:
        CentralError: central did not say what it holds; nothing went.
    """
    with store.snapshot() as records:
        found = purgeable(records, received_before)
        found += purgeable_papers(records, received_before, over)
    kept = _with_their_dossiers(found, _lacking(client, found))
    going = tuple(each for each in found if each not in kept)
    # A dossier's papers in one transaction: what belongs to none of them goes after them.
    for _, together in groupby(going, key=lambda each: each.whole_dossier or each.document_id):
        with store.transaction() as records:
            for each in together:
                _let_go(records, each, at, who)
    files = collect_orphans(store, at, who)
    return PurgeReport(going, kept, files)


def collect_orphans(store: Store, at: datetime, who: str) -> int:
    """Wipe sealed files that no record names, and return how many. The desk must be had alone.

    Such a file is a signed copy whose process was killed before its row, or a purged document's.
    """
    store.made.clear()  # no view of a page outlives it; what stays is made again
    with store.snapshot() as records:
        named = {store.files.path(sha256).name for sha256 in named_files(records)}
    orphans = [path for path in store.files.sealed() if path.name not in named]
    for path in orphans:
        wipe(path)
    if orphans:
        with store.transaction() as records:
            records.audit.append(at, who, "orphans-collected", "files", count=len(orphans))
    return len(orphans)


def _lacking(client: CentralClient, found: tuple[Purgeable, ...]) -> tuple[Purgeable, ...]:
    """Those of which central lacks the copy, or does not say today that they stand.

    A central from a backup may hold a file of which its database knows nothing.
    """
    lacking = list[Purgeable]()
    sent = [(each, each.item) for each in found if each.item is not None]
    for start in range(0, len(sent), _AT_ONCE):
        asked = sent[start : start + _AT_ONCE]
        files = set(client.missing_blobs(sorted({each.copy_sha256 for each, _ in asked})))
        stand = standing(client, {item: each.copy_sha256 for each, item in asked})
        lacking += (each for each, item in asked if each.copy_sha256 in files or item not in stand)
    return tuple(lacking)


def _with_their_dossiers(
    found: tuple[Purgeable, ...], lacking: tuple[Purgeable, ...]
) -> tuple[Purgeable, ...]:
    """What stays: with a paper that central lacks, everything of its dossier."""
    dossiers = {each.whole_dossier for each in lacking if each.whole_dossier is not None}
    return tuple(each for each in found if each in lacking or each.whole_dossier in dossiers)


def _let_go(records: Records, going: Purgeable, at: datetime, who: str) -> None:
    connection = records.dossiers.connection
    # What SQLite frees it overwrites, also against somebody who has the desk's key.
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    pages = select(page.c.id).where(page.c.document_id == going.document_id)
    connection.execute(delete(reading).where(reading.c.page_id.in_(pages)))
    # Also of pages that came from another paper of the dossier. Their counts stay.
    connection.execute(
        delete(correction).where(
            correction.c.page_id.in_(pages) | (correction.c.document_id == going.document_id)
        )
    )
    connection.execute(delete(mail).where(mail.c.document_id == going.document_id))
    connection.execute(delete(page_edit).where(page_edit.c.document_id == going.document_id))
    connection.execute(purged.insert().values(document_id=going.document_id, at=at))
    records.audit.append(
        at,
        who,
        "document-purged",
        going.document_id,
        pages=going.pages,
        copy_sha256=going.copy_sha256,
    )


def _page_hashes(connection: Connection, document_id: str) -> list[str]:
    rows = connection.execute(select(page.c.sha256).where(page.c.document_id == document_id))
    return [row.sha256 for row in rows]

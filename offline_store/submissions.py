"""What central is told of a certified document, and its way there."""

from collections.abc import Collection

from pydantic import ValidationError

from offline_store.central_client import CentralClient
from offline_store.central_line import Leaving
from offline_store.errors import CentralRefused, NotFound
from offline_store.leasing import claim_block_of
from offline_store.receipts import read_receipt
from offline_store.records import OutboxId
from offline_store.store import Records, Store
from offline_store.wire import CopyOnWire, DossierSubmission, Reason, RequesterOnWire


def submission_of(records: Records, item_id: OutboxId, station: str) -> DossierSubmission:
    """What central is told of an item.

    Only the signed copy goes: it holds the pages' pictures, and papers are sensitive data. Of a
    later version the earlier ones, the latest first, are named after it.

    Raises:
        NotFound: the document has no certified copy, or the copy no register line.
        CentralRefused: the wire has no room for what the record says, such as an empty title.
    """
    item = records.outbox.item(item_id)
    document = records.dossiers.document(item.document_id, with_readings=False)
    line = records.register.line_of(item.document_id)
    copy = document.copy
    if copy is None or line is None:
        raise NotFound(kind="certified-copy", id=item.document_id)
    dossier = records.dossiers.heading(document.dossier_id)
    versions = [each.sha256 for each in records.outbox.of(item.document_id)]
    earlier = reversed(versions[: versions.index(item.sha256)])
    try:
        return DossierSubmission(
            item=item.id,
            station=station,
            dossier_code=dossier.code,
            document_title=document.title,
            requester=RequesterOnWire(
                name=dossier.requester.name, id_number=dossier.requester.id_number
            ),
            certified_copy=CopyOnWire(
                book=copy.book,
                number=copy.number,
                code=copy.code,
                sha256=item.sha256,
                level=item.level,
                signed_at=copy.signed_at,
                signer=line.entry.signer_name,
            ),
            files=(item.sha256, *earlier),
        )
    except ValidationError as error:
        fields = {".".join(map(str, each["loc"])) for each in error.errors()}
        raise CentralRefused(
            status=422, reason=Reason.REQUEST_MALFORMED.value, detail=" ".join(sorted(fields))
        ) from None  # its text would repeat a person's data


def hand_in(
    store: Store,
    client: CentralClient,
    submission: DossierSubmission,
    missing: Collection[str],
    leaving: Leaving = lambda size: None,
) -> str:
    """Send what central lacks of an item, then the item; return its receipt, read and believed.

    missing: files that central said it has not. leaving: told how much of a file has left.

    Raises:
        CentralError: as `CentralClient`.
        FileMissing, FileDamaged: what is to be sent is not here as it was kept.
        ReceiptInvalid: central's receipt is not over this.
    """
    for sha256 in submission.files:
        if sha256 in missing:
            client.send_blob(sha256, store.files.read(sha256), leaving)
    try:
        token = client.submit(submission)
    except CentralRefused as refused:
        # Central came back from a backup and forgot the block: told of it, it may know it again.
        copy = submission.certified_copy
        forgotten = refused.facts["reason"] == Reason.NUMBER_NOT_LEASED.value
        if not forgotten or not claim_block_of(store, client, copy.book, copy.number):
            raise
        token = client.submit(submission)
    read_receipt(token, client.enrolment.receipt_key, submission)
    return token

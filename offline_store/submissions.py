"""What central is told of a certified document or a signed paper, and its way there."""

from collections.abc import Collection

from pydantic import ValidationError
from sqlalchemy import Connection, func, select

from offline_store.central_client import CentralClient
from offline_store.central_line import Leaving
from offline_store.errors import CentralRefused, NotFound
from offline_store.leasing import claim_block_of
from offline_store.paper_wire import (
    DescriptionOnWire,
    PaperSubmission,
    SignedOnWire,
    Submission,
)
from offline_store.receipts import read_receipt
from offline_store.records import OutboxId
from offline_store.signed_papers import signed_paper
from offline_store.store import Records, Store
from offline_store.tables import (
    certified_copy,
    component,
    description,
    document,
    dossier,
    outbox,
    page,
    register_line,
)
from offline_store.wire import CopyOnWire, DossierSubmission, Reason, RequesterOnWire


def offer_of(records: Records, item_id: OutboxId, station: str) -> Submission:
    """What central is told of an item: a certified copy or a signed paper.

    Only the signed file goes: it holds the pages' pictures, and papers are sensitive data. Of a
    later version the earlier ones, the latest first, are named after it.

    Raises:
        NotFound: nothing of the document is signed, or a copy has no register line.
        CentralRefused: the wire has no room for what the record says, such as an empty title.
    """
    try:
        found = _copy(records, item_id, station) or _paper(records, item_id, station)
    except ValidationError as error:
        fields = {".".join(map(str, each["loc"])) for each in error.errors()}
        raise CentralRefused(
            status=422, reason=Reason.REQUEST_MALFORMED.value, detail=" ".join(sorted(fields))
        ) from None  # its text would repeat a person's data
    if found is None:
        raise NotFound(kind="certified-copy", id=item_id)
    return found


def submission_of(records: Records, item_id: OutboxId, station: str) -> DossierSubmission:
    """The same of an item that is known to carry a certified copy.

    Raises:
        NotFound, CentralRefused: as above; or the item carries a paper.
    """
    found = offer_of(records, item_id, station)
    if not isinstance(found, DossierSubmission):
        raise NotFound(kind="certified-copy", id=item_id)
    return found


def _copy(records: Records, item_id: OutboxId, station: str) -> DossierSubmission | None:
    connection = records.outbox.connection
    # One question for all of it: a run asks for each of its items.
    row = connection.execute(
        select(
            outbox.c.sha256,
            outbox.c.level,
            outbox.c.document_id,
            document.c.title,
            dossier.c.code.label("dossier_code"),
            dossier.c.name,
            dossier.c.id_number,
            certified_copy.c.book,
            certified_copy.c.number,
            certified_copy.c.code,
            certified_copy.c.signed_at,
            register_line.c.signer_name,
        )
        .join(certified_copy, certified_copy.c.document_id == outbox.c.document_id)
        .join(document, document.c.id == outbox.c.document_id)
        .join(dossier, dossier.c.id == document.c.dossier_id)
        .join(
            register_line,
            (register_line.c.book == certified_copy.c.book)
            & (register_line.c.number == certified_copy.c.number),
        )
        .where(outbox.c.id == item_id)
    ).one_or_none()
    if row is None:
        return None
    return DossierSubmission(
        item=item_id,
        station=station,
        dossier_code=row.dossier_code,
        document_title=row.title,
        requester=RequesterOnWire(name=row.name, id_number=row.id_number),
        certified_copy=CopyOnWire(
            book=row.book,
            number=row.number,
            code=row.code,
            sha256=row.sha256,
            level=row.level,
            signed_at=row.signed_at,
            signer=row.signer_name,
        ),
        files=_versions(connection, row.document_id, row.sha256),
    )


def _paper(records: Records, item_id: OutboxId, station: str) -> PaperSubmission | None:
    connection = records.outbox.connection
    pages = select(func.count()).where(page.c.document_id == outbox.c.document_id)
    row = connection.execute(
        select(
            outbox.c.sha256,
            outbox.c.level,
            outbox.c.document_id,
            document.c.dossier_id,
            dossier.c.code.label("dossier_code"),
            component.c.position,
            signed_paper.c.signed_at,
            signed_paper.c.signer.label("by"),
            pages.scalar_subquery().label("pages"),
            *(description.c[name] for name in DescriptionOnWire.model_fields),
        )
        .join(signed_paper, signed_paper.c.document_id == outbox.c.document_id)
        .join(description, description.c.document_id == outbox.c.document_id)
        .join(component, component.c.document_id == outbox.c.document_id)
        .join(document, document.c.id == outbox.c.document_id)
        .join(dossier, dossier.c.id == document.c.dossier_id)
        .where(outbox.c.id == item_id)
    ).one_or_none()
    if row is None:
        return None
    return PaperSubmission(
        item=item_id,
        station=station,
        dossier=row.dossier_id,
        dossier_code=row.dossier_code,
        component=row.position,
        described=DescriptionOnWire(
            **{name: row._mapping[name] for name in DescriptionOnWire.model_fields}
        ),
        signed=SignedOnWire(
            sha256=row.sha256,
            level=row.level,
            signed_at=row.signed_at,
            signer=row.by,
            pages=row.pages,
        ),
        files=_versions(connection, row.document_id, row.sha256),
    )


def _versions(connection: Connection, document_id: str, sha256: str) -> tuple[str, ...]:
    """A version's file, then those of the versions before it, the latest first."""
    versions = list(
        connection.execute(
            select(outbox.c.sha256)
            .where(outbox.c.document_id == document_id)
            .order_by(outbox.c.created_at, outbox.c.id)
        ).scalars()
    )
    return (sha256, *reversed(versions[: versions.index(sha256)]))


def hand_in(
    store: Store,
    client: CentralClient,
    submission: Submission,
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
            _send(store, client, sha256, leaving)
    try:
        token = client.submit(submission)
    except CentralRefused as refused:
        # Central came back from a backup and forgot the block: told of it, it may know it again.
        forgotten = refused.facts["reason"] == Reason.NUMBER_NOT_LEASED.value
        if not forgotten or not isinstance(submission, DossierSubmission):
            raise
        copy = submission.certified_copy
        if not claim_block_of(store, client, copy.book, copy.number):
            raise
        token = client.submit(submission)
    read_receipt(token, client.enrolment.receipt_key, submission)
    return token


def _send(store: Store, client: CentralClient, sha256: str, leaving: Leaving) -> None:
    """Send a file. Central hashes what comes: it is hashed here only where the two differ."""
    try:
        client.send_blob(sha256, store.files.outgoing(sha256), leaving)
    except CentralRefused as refused:
        if refused.facts["reason"] == Reason.FILE_MISNAMED.value:
            store.files.read(sha256)  # raises where it is our file, and not the line, that is wrong
        raise

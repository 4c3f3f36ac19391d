"""Carries the outbox to central. Nothing is lost on the way, and nothing arrives twice.

An item is *sending* in the database before its request leaves. Killed at any point, the next run
sends it again under the same id, and central answers with the receipt it gave the first time.
"""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from offline_store.central_client import CentralClient
from offline_store.errors import (
    CentralError,
    CentralLogin,
    CentralRefused,
    CentralUnreachable,
    FileDamaged,
    FileMissing,
    NotFound,
    StoreError,
)
from offline_store.receipts import read_receipt
from offline_store.records import NumberBlock, OutboxId, OutboxItem, OutboxState
from offline_store.store import Records, Store
from offline_store.trail_head import HeadTold
from offline_store.wire import (
    CopyOnWire,
    DossierSubmission,
    Reason,
    RequesterOnWire,
    holdings_of,
)

log = logging.getLogger(__name__)

_TRIED_ANEW = {
    Reason.FILES_MISSING.value,
    Reason.FILE_MISNAMED.value,
    Reason.PART_MISPLACED.value,
}
_COMPARED_AT_ONCE = 1000
_FIRST_WAIT_S = 5.0
_LONGEST_WAIT_S = 15 * 60.0
_ALL_DUE = datetime.max.replace(tzinfo=UTC)

Progress = Callable[[OutboxItem], None]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one run did. queued: what still waits in the outbox after it. items: those tried.

    trouble: what stopped the run before its end, where something did.
    sent_anew: items that central had taken and lost since, and has again. lost: those that it lost
    and that this desk cannot send any more.
    told: what central said to the head of this desk's trail; None where it was not told.
    """

    queued: int
    sent: int
    accepted: int
    refused: int
    items: tuple[OutboxItem, ...]
    trouble: CentralError | None = None
    sent_anew: int = 0
    lost: tuple[OutboxId, ...] = ()
    told: HeadTold | None = None


def send_due(
    store: Store,
    client: CentralClient,
    now: datetime,
    progress: Progress = lambda item: None,
    *,
    at_once: bool = False,
) -> SyncReport:
    """Send what is due, oldest first, and say what became of it.

    at_once: a person asked for it: also items whose next attempt would be later.

    An item that central refuses is parked, one that fails waits longer each time; the rest go
    on. Where central cannot be reached or does not know this desk, the run stops there.

    progress: is told an item each time its state changed.
    """
    with store.snapshot() as records:
        due = records.outbox.due(_ALL_DUE if at_once else now)
    tried: list[OutboxItem] = []
    trouble: CentralError | None = None
    central_well = True
    for item in due:
        error = _send(store, client, item.id, now, progress)
        with store.snapshot() as records:
            after = records.outbox.item(item.id)
        tried.append(after)
        progress(after)
        if isinstance(error, CentralUnreachable | CentralLogin):
            trouble = error
            break
        if isinstance(error, CentralError) and not isinstance(error, CentralRefused):
            central_well = False
    sent_anew, lost = 0, tuple[OutboxId, ...]()
    if (
        trouble is None
        and central_well
        and any(item.state is OutboxState.ACCEPTED for item in tried)
    ):
        try:
            sent_anew, lost = send_what_central_lost(store, client)
        except (CentralUnreachable, CentralLogin) as error:
            trouble = error
        except CentralError as error:
            # What was sent stays sent, and the next run that sends something asks again.
            log.warning("central was not asked what it lost: %s", error.code)
    with store.snapshot() as records:
        everything = records.outbox.items()
    waiting = {OutboxState.QUEUED, OutboxState.SENDING}
    return SyncReport(
        queued=sum(item.state in waiting for item in everything),
        sent=len(tried),
        accepted=sum(item.state is OutboxState.ACCEPTED for item in tried),
        refused=sum(item.state is OutboxState.REFUSED for item in tried),
        items=tuple(tried),
        trouble=trouble,
        sent_anew=sent_anew,
        lost=lost,
    )


def send_what_central_lost(store: Store, client: CentralClient) -> tuple[int, tuple[OutboxId, ...]]:
    """Hold what central has against what it signed for; send anew what it lost since.

    A central that came back from an old backup has forgotten what it took after it. The items stay
    accepted, under the receipts of their day. Returns how many were sent anew, and those that
    cannot be any more.

    Raises:
        CentralError: as `CentralClient`.
    """
    with store.snapshot() as records:
        copies = records.outbox.accepted_copies()
    if client.holdings() == holdings_of(copies):
        return 0, ()
    names = sorted(copies)
    done, lost = 0, list[OutboxId]()
    for start in range(0, len(names), _COMPARED_AT_ONCE):
        asked = {name: copies[name] for name in names[start : start + _COMPARED_AT_ONCE]}
        for missing in client.missing_submissions(asked):
            with store.snapshot() as records:
                item = records.outbox.item(OutboxId(missing))
            try:
                _carry(store, client, item)
                done += 1
            except (FileMissing, FileDamaged, CentralRefused):
                lost.append(item.id)
    return done, tuple(lost)


def lease_block(store: Store, client: CentralClient, book: str, size: int) -> NumberBlock:
    """Lease the book's next block and keep it. An answer lost on the way costs no numbers.

    Raises:
        CentralError: as `CentralClient`.
    """
    with store.transaction() as records:
        block_id = records.register.wanted_block(book)
    block = client.lease(book, size, block_id)
    with store.transaction() as records:
        records.register.add_block(block)
    return block


def submission_of(records: Records, item: OutboxItem, station: str) -> DossierSubmission:
    """What central is told of an item.

    Only the signed copy goes: it holds the pages' pictures, and papers are sensitive data.

    Raises:
        NotFound: the document has no certified copy, or the copy no register line.
        CentralRefused: the wire has no room for what the record says, such as an empty title.
    """
    document = records.dossiers.document(item.document_id)
    line = records.register.line_of(item.document_id)
    copy = document.copy
    if copy is None or line is None:
        raise NotFound(kind="certified-copy", id=item.document_id)
    dossier = records.dossiers.get(document.dossier_id)
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
                sha256=copy.sha256,
                level=copy.level,
                signed_at=copy.signed_at,
                signer=line.entry.signer_name,
            ),
            files=(copy.sha256,),
        )
    except ValidationError as error:
        fields = {".".join(map(str, each["loc"])) for each in error.errors()}
        raise CentralRefused(
            status=422, reason=Reason.REQUEST_MALFORMED.value, detail=" ".join(sorted(fields))
        ) from None  # its text would repeat a person's data


def _send(
    store: Store, client: CentralClient, item_id: OutboxId, now: datetime, progress: Progress
) -> StoreError | None:
    with store.transaction() as records:
        records.outbox.mark_sending(item_id)
        item = records.outbox.item(item_id)
        if item.state is not OutboxState.SENDING:
            return None  # another program carried it meanwhile
    progress(item)
    try:
        receipt = _carry(store, client, item)
    except CentralRefused as error:
        # Central lost a file between question and answer, or a part of it was damaged on the way:
        # the next attempt asks anew.
        if error.facts["reason"] in _TRIED_ANEW:
            return _failed(store, item, error, now)
        with store.transaction() as records:
            records.outbox.mark_refused(item_id, str(error.facts["reason"]))
        return error
    except StoreError as error:
        return _failed(store, item, error, now)
    with store.transaction() as records:
        records.outbox.mark_accepted(item_id, receipt)
    return None


def _failed(store: Store, item: OutboxItem, error: StoreError, now: datetime) -> StoreError:
    with store.transaction() as records:
        records.outbox.mark_failed(item.id, error.code, now + _wait(item.attempts))
    return error


def _carry(store: Store, client: CentralClient, item: OutboxItem) -> str:
    with store.snapshot() as records:
        submission = submission_of(records, item, client.enrolment.station)
    for sha256 in client.missing_blobs(submission.files):
        client.send_blob(sha256, store.files.read(sha256))
    token = client.submit(submission)
    read_receipt(token, client.enrolment.receipt_key, submission)
    return token


def _wait(attempts: int) -> timedelta:
    """Full jitter, so that the desks of a city do not come back all at once."""
    limit = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(attempts, 20))
    return timedelta(seconds=random.uniform(0, limit))

"""Carries the outbox to central. Nothing is lost on the way, and nothing arrives twice.

An item is *sending* in the database before its request leaves. Killed at any point, the next run
sends it again under the same id, and central answers with the receipt it gave the first time.
"""

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from offline_store.carrying import Moving, Progress, carry
from offline_store.central_client import CentralClient
from offline_store.errors import (
    CentralError,
    CentralLogin,
    CentralRefused,
    CentralUnreachable,
    FileDamaged,
    FileMissing,
    StoreError,
)
from offline_store.leasing import tell_returns_again
from offline_store.records import DossierId, OutboxId, OutboxItem, OutboxState
from offline_store.sending_order import BulkRule, in_order
from offline_store.store import Store
from offline_store.submissions import hand_in, offer_of
from offline_store.trail_head import HeadTold
from offline_store.verdicts import fetch_verdicts
from offline_store.wire import holdings_of

log = logging.getLogger(__name__)

_COMPARED_AT_ONCE = 1000
_PATIENCE_S = 15.0
EVERY_HOUR = BulkRule()
_ALL_DUE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one run did. queued: what still waits in the outbox after it. items: those tried.

    trouble: what stopped the run before its end, where something did.
    sent_anew: items that central had taken and lost since, and has again. lost: those that it lost
    and that this desk cannot send any more.
    told: what central said to the head of this desk's trail; None where it was not told.
    bulk_waiting: how many of those that wait do so for the hours of bulk.
    without_verdict: how many of all that central has it has not judged yet.
    central_well: no item failed for a trouble of central's own.
    elsewhere: dossiers that another desk has otherwise than this one.
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
    bulk_waiting: int = 0
    elsewhere: tuple[DossierId, ...] = ()
    without_verdict: int = 0
    central_well: bool = True


def send_due(
    store: Store,
    client: CentralClient,
    now: datetime,
    progress: Progress = lambda item: None,
    *,
    at_once: bool = False,
    bulk: BulkRule = EVERY_HOUR,
    moving: Moving = lambda moment: None,
    patience_s: float = _PATIENCE_S,
) -> SyncReport:
    """Send what is due, oldest first but for bulk, and say what became of it.

    at_once: a person asked for it: also items whose next attempt would be later, and bulk outside
    its hours.

    An item that central refuses is parked, one that fails waits longer each time; the rest go
    on. Where central cannot be reached or does not know this desk, the run stops there.

    progress: is told an item each time its state changed. moving: how far the run is. patience_s:
    how long central may take to judge what it has taken, before that is left to the next run.
    """
    with store.snapshot() as records:
        due = records.outbox.due(_ALL_DUE if at_once else now)
        later = records.outbox.later_versions()
    sizes = {item.id: store.files.size(item.sha256) for item in due}
    rule = replace(bulk, hours=None) if at_once else bulk
    order = in_order(due, sizes, later, rule, now)
    items = [item.id for item in order.now]
    carried = carry(
        store, client, items, now, progress, moving, {item: sizes[item] for item in items}
    )
    tried, trouble = carried.items, carried.trouble
    sent_anew, lost = 0, tuple[OutboxId, ...]()
    if (
        trouble is None
        and carried.central_well
        and any(item.state is OutboxState.ACCEPTED for item in tried)
    ):
        try:
            sent_anew, lost = send_what_central_lost(store, client)
        except (CentralUnreachable, CentralLogin) as error:
            trouble = error
        except CentralError as error:
            # What was sent stays sent, and the next run that sends something asks again.
            log.warning("central was not asked what it lost: %s", error.code)
    if trouble is None and carried.central_well:
        trouble = _fetch_verdicts(store, client, patience_s, progress)
    with store.snapshot() as records:
        everything = records.outbox.items()
        tried = tuple(records.outbox.item(item.id) for item in tried)
    waiting = {OutboxState.QUEUED, OutboxState.SENDING}
    return SyncReport(
        queued=sum(item.state in waiting for item in everything),
        sent=len(tried),
        accepted=sum(item.state is OutboxState.ACCEPTED for item in tried),
        refused=sum(item.state is OutboxState.REFUSED for item in tried),
        items=tried,
        trouble=trouble,
        sent_anew=sent_anew,
        lost=lost,
        bulk_waiting=len(order.later),
        without_verdict=sum(
            item.state is OutboxState.ACCEPTED and not item.stands for item in everything
        ),
        central_well=carried.central_well,
    )


def _fetch_verdicts(
    store: Store, client: CentralClient, patience_s: float, progress: Progress
) -> CentralError | None:
    """Ask for the verdicts that are open; return the trouble that a person must know of."""
    try:
        fetch_verdicts(store, client, patience_s, progress)
    except (CentralUnreachable, CentralLogin) as error:
        return error
    except StoreError as error:
        # What was sent stays sent, and the next run asks again.
        log.warning("verdicts were not fetched: %s", error.code)
    return None


def send_what_central_lost(store: Store, client: CentralClient) -> tuple[int, tuple[OutboxId, ...]]:
    """Hold what central has against what it signed for; send anew what it lost since.

    A central that came back from an old backup has forgotten what it took after it. The items stay
    accepted, under the receipts of their day. Returns how many were sent anew, and those that
    cannot be any more.

    Raises:
        CentralError: as `CentralClient`.
    """
    with store.snapshot() as records:
        copies = records.outbox.receipted_copies()
    if client.holdings() == holdings_of(copies):
        return 0, ()
    tell_returns_again(store, client)
    names = sorted(copies)
    done, lost = 0, list[OutboxId]()
    for start in range(0, len(names), _COMPARED_AT_ONCE):
        asked = {name: copies[name] for name in names[start : start + _COMPARED_AT_ONCE]}
        for missing in client.missing_submissions(asked):
            with store.snapshot() as records:
                submission = offer_of(records, OutboxId(missing), client.enrolment.station)
            try:
                hand_in(store, client, submission, client.missing_blobs(submission.files))
                done += 1
            except (FileMissing, FileDamaged, CentralRefused):
                lost.append(OutboxId(missing))
    return done, tuple(lost)

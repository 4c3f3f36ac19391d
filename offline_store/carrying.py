"""Carries items to central on several lines at once, so that a long line is never idle.

While central judges one copy the next is on its way. Items set out in the order given; what a line
asks central it asks for several items at once.
"""

import random
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from queue import SimpleQueue

from offline_store.central_client import CentralClient
from offline_store.errors import (
    CentralError,
    CentralLogin,
    CentralRefused,
    CentralUnreachable,
    StoreError,
)
from offline_store.on_the_way import Meter, OnTheWay
from offline_store.records import OutboxId, OutboxItem, OutboxState
from offline_store.store import Store
from offline_store.submissions import hand_in, submission_of
from offline_store.wire import DossierSubmission, Reason

LINES = 3
_ASKED_AT_ONCE = 20
_TRIED_ANEW = {
    Reason.FILES_MISSING.value,
    Reason.FILE_MISNAMED.value,
    Reason.PART_MISPLACED.value,
}
_FIRST_WAIT_S = 5.0
_LONGEST_WAIT_S = 15 * 60.0
_STOPPING = (CentralUnreachable, CentralLogin)

Progress = Callable[[OutboxItem], None]
Moving = Callable[[OnTheWay], None]


@dataclass(frozen=True, slots=True)
class Carried:
    """The items that were tried, in their order, as they are now.

    trouble: what stopped the run before its end: central does not answer, or knows this desk not.
    central_well: no item failed for a trouble of central's own.
    """

    items: tuple[OutboxItem, ...]
    trouble: CentralError | None
    central_well: bool


def carry(
    store: Store,
    client: CentralClient,
    items: Sequence[OutboxId],
    now: datetime,
    progress: Progress,
    moving: Moving = lambda moment: None,
    sizes: Mapping[OutboxId, int] | None = None,
) -> Carried:
    """Carry these items. progress: told, by the calling thread, an item each time it changed.

    moving: told, by that thread too, how far the run is. sizes: of the items' files, for that.
    """
    run = _Run(store, items, now, sizes or dict.fromkeys(items, 0))
    with ExitStack() as stack:
        # No more lines than there is work for.
        wanted = min(LINES, -(-len(items) // 2))
        clients = [client, *(stack.enter_context(client.another()) for _ in range(wanted - 1))]
        threads = [
            threading.Thread(target=run.carry_on, args=(each,), name="sync", daemon=True)
            for each in clients
        ]
        for thread in threads:
            thread.start()
        for _ in threads:
            while (told := run.told.get()) is not None:
                if isinstance(told, OnTheWay):
                    moving(told)
                else:
                    progress(told)
        for thread in threads:
            thread.join()
    if run.defect is not None:
        raise run.defect
    with store.snapshot() as records:
        tried = tuple(records.outbox.item(item) for item in items if item in run.errors)
    errors = tuple(run.errors.values())
    trouble = next((each for each in errors if isinstance(each, _STOPPING)), None)
    well = not any(
        isinstance(each, CentralError) and not isinstance(each, CentralRefused) for each in errors
    )
    return Carried(tried, trouble, well)


class _Run:
    """One run's work, shared by its lines. errors: by tried item, what it came to."""

    def __init__(
        self,
        store: Store,
        items: Sequence[OutboxId],
        now: datetime,
        sizes: Mapping[OutboxId, int],
    ) -> None:
        self._store = store
        self._left = list(items)
        self._now = now
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self.errors: dict[OutboxId, StoreError | None] = {}
        self.defect: BaseException | None = None
        # None: a line is done.
        self.told: SimpleQueue[OutboxItem | OnTheWay | None] = SimpleQueue()
        self._meter = Meter(sizes, self.told.put)

    def carry_on(self, client: CentralClient) -> None:
        """Carry what is left, some at a time, until nothing is or the run stops."""
        try:
            while batch := self._next():
                self._carry(client, batch)
        except BaseException as error:  # noqa: BLE001 - raised again by the calling thread
            self.defect = error
            self._stopped.set()
        finally:
            self.told.put(None)

    def _next(self) -> list[OutboxId]:
        with self._lock:
            if self._stopped.is_set():
                return []
            # A fair share: the last items do not wait behind one line alone.
            count = min(_ASKED_AT_ONCE, max(1, len(self._left) // (2 * LINES)))
            batch, self._left = self._left[:count], self._left[count:]
            return batch

    def _carry(self, client: CentralClient, batch: list[OutboxId]) -> None:
        offers = {item_id: self._offer(client, item_id) for item_id in batch}
        missing: Collection[str] | None = None
        for item_id, offer in offers.items():
            if self._stopped.is_set():
                return
            # Durable before a request leaves: killed, the item goes again under the same id.
            with self._store.transaction() as records:
                records.outbox.mark_sending(item_id)
                item = records.outbox.item(item_id)
            if item.state is not OutboxState.SENDING:
                continue  # another program carried it meanwhile
            self.told.put(item)
            try:
                if isinstance(offer, StoreError):
                    raise offer
                if missing is None:
                    missing = client.missing_blobs(_files(offers.values()))
                leaving = partial(self._meter.left, item_id)
                receipt = hand_in(self._store, client, offer, missing, leaving)
            except StoreError as error:
                self._failed(item, error)
            else:
                with self._store.transaction() as records:
                    records.outbox.mark_accepted(item_id, receipt)
                self._came_to(item_id, None)

    def _offer(self, client: CentralClient, item_id: OutboxId) -> DossierSubmission | StoreError:
        with self._store.snapshot() as records:
            try:
                return submission_of(records, item_id, client.enrolment.station)
            except StoreError as error:
                return error

    def _failed(self, item: OutboxItem, error: StoreError) -> None:
        # Central lost a file between question and answer, or a part of it was damaged on the way:
        # the next attempt asks anew.
        for_good = isinstance(error, CentralRefused) and error.facts["reason"] not in _TRIED_ANEW
        with self._store.transaction() as records:
            if for_good:
                records.outbox.mark_refused(item.id, str(error.facts["reason"]))
            else:
                wait = _wait(item.attempts)
                records.outbox.mark_failed(item.id, error.code, self._now + wait)
        self._came_to(item.id, error)
        if isinstance(error, _STOPPING):
            self._stopped.set()

    def _came_to(self, item_id: OutboxId, error: StoreError | None) -> None:
        with self._lock:
            self.errors[item_id] = error
        with self._store.snapshot() as records:
            self.told.put(records.outbox.item(item_id))
        self._meter.settled(item_id)


def _files(offers: Iterable[DossierSubmission | StoreError]) -> list[str]:
    return [
        sha256 for offer in offers if isinstance(offer, DossierSubmission) for sha256 in offer.files
    ]


def _wait(attempts: int) -> timedelta:
    """Full jitter, so that the desks of a city do not come back all at once."""
    limit = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(attempts, 20))
    return timedelta(seconds=random.uniform(0, limit))

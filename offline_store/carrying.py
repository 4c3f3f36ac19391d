"""Carries items to central on several lines at once, so that a long line is never idle.

While one copy is on its way the next is read, and the receipt of the one before is kept. Items set
out in the order given; what central lacks it is asked for several items at once.
"""

import random
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from queue import SimpleQueue

from offline_store.bundle_wire import BUNDLED_BYTES, MAX_BUNDLED
from offline_store.central_client import CentralClient
from offline_store.errors import (
    CentralError,
    CentralLogin,
    CentralNonsense,
    CentralRefused,
    CentralUnreachable,
    StoreError,
)
from offline_store.on_the_way import Meter, OnTheWay
from offline_store.paper_wire import Submission
from offline_store.records import OutboxId, OutboxItem, OutboxState
from offline_store.store import Records, Store
from offline_store.submissions import hand_in, offer_of
from offline_store.together import MOST_FILES, NoBundles, Offered, hand_in_together
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
    central_well: no item failed for a trouble of central's own. That it is too old to know of such
    an item is none.
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
    # No more lines than there is work for.
    wanted = min(LINES, -(-len(items) // 2))
    run = _Run(store, items, now, sizes or dict.fromkeys(items, 0), wanted)
    with ExitStack() as stack:
        clients = [client, *(stack.enter_context(client.another()) for _ in range(wanted - 1))]
        threads = [
            threading.Thread(target=run.carry_on, args=(each,), name="sync", daemon=True)
            for each in clients
        ]
        for thread in threads:
            thread.start()
        try:
            run.tell(len(threads), progress, moving)
        finally:
            run.stopped.set()
            for thread in threads:
                thread.join()
            run.put_back()
    if run.defect is not None:
        raise run.defect
    with store.snapshot() as records:
        tried = tuple(records.outbox.item(item) for item in items if item in run.errors)
    errors = tuple(run.errors.values())
    trouble = next((each for each in errors if isinstance(each, _STOPPING)), None)
    return Carried(tried, trouble, not any(_of_central(each) for each in errors))


def _of_central(error: StoreError | None) -> bool:
    if isinstance(error, CentralNonsense):
        return not error.unknown_way
    return isinstance(error, CentralError) and not isinstance(error, CentralRefused)


@dataclass(frozen=True, slots=True)
class _Ready:
    """An item that is *sending*, durably. missing: what central lacks of it; None: to be asked.

    size: bytes that are to be sent of it, as they lie here; None: it goes for itself.
    """

    item: OutboxItem
    offer: Submission | StoreError
    missing: Collection[str] | None
    size: int | None


@dataclass(frozen=True, slots=True)
class _Receipt:
    """Central's receipt, believed; it has still to be kept."""

    item: OutboxId
    token: str


class _Run:
    """One run's work, shared by its lines. errors: by tried item, what it came to."""

    def __init__(
        self,
        store: Store,
        items: Sequence[OutboxId],
        now: datetime,
        sizes: Mapping[OutboxId, int],
        lines: int,
    ) -> None:
        self._store = store
        self._lines = lines
        self._left = deque(items)
        # In groups that go together; most are of one item.
        self._ready = deque[list[_Ready]]()
        self._bundles = True
        self._now = now
        self._lock = threading.Lock()
        self._preparing = threading.Lock()
        self.stopped = threading.Event()
        self.errors: dict[OutboxId, StoreError | None] = {}
        self.defect: BaseException | None = None
        # None: a line is done.
        self._told: SimpleQueue[OutboxItem | OnTheWay | _Receipt | None] = SimpleQueue()
        self._meter = Meter(sizes, self._told.put)

    def carry_on(self, client: CentralClient) -> None:
        """Carry what is left, item by item, until nothing is or the run stops."""
        try:
            while (group := self._next(client)) is not None:
                if len(group) > 1 and self._bundles:
                    self._carry_together(client, group)
                else:
                    self._carry_each(client, group)
        except BaseException as error:  # noqa: BLE001 - raised again by the calling thread
            self.defect = error
            self.stopped.set()
        finally:
            self._told.put(None)

    def tell(self, lines: int, progress: Progress, moving: Moving) -> None:
        """Keep receipts and tell what happens, until all lines are done.

        Receipts that have come meanwhile are kept together: to make one durable takes as long as
        to make ten. Whatever is killed before, central gives the same ones again.
        """
        while lines or not self._told.empty():
            told = [self._told.get()]
            while not self._told.empty():
                told.append(self._told.get())
            kept = self._keep([each for each in told if isinstance(each, _Receipt)])
            for each in told:
                if each is None:
                    lines -= 1
                elif isinstance(each, OnTheWay):
                    moving(each)
                else:
                    progress(kept[each.item] if isinstance(each, _Receipt) else each)

    def put_back(self) -> None:
        """Let items that were to be sent and were not be as they were before."""
        if not self._ready:
            return
        with self._store.transaction() as records:
            for group in self._ready:
                for ready in group:
                    records.outbox.mark_unsent(ready.item.id)

    def _keep(self, receipts: Sequence[_Receipt]) -> dict[OutboxId, OutboxItem]:
        if not receipts:
            return {}
        kept = dict[OutboxId, OutboxItem]()
        with self._store.transaction() as records:
            for receipt in receipts:
                records.outbox.mark_accepted(receipt.item, receipt.token)
                kept[receipt.item] = records.outbox.item(receipt.item)
        for receipt in receipts:
            self._settled(receipt.item, None)
        return kept

    def _next(self, client: CentralClient) -> list[_Ready] | None:
        """What goes next. Who finds few prepared prepares more, while the others carry on."""
        while not self.stopped.is_set():
            # Who finds none waits for whoever prepares.
            few = len(self._ready) < LINES
            if few and self._preparing.acquire(blocking=not self._ready):
                try:
                    if self._left and len(self._ready) < LINES:
                        self._prepare(client)
                finally:
                    self._preparing.release()
            with self._lock:
                if self.stopped.is_set():
                    return None
                if self._ready:
                    return self._ready.popleft()
                if not self._left and not self._preparing.locked():
                    return None
        return None

    def _prepare(self, client: CentralClient) -> None:
        with self._lock:
            count = min(_ASKED_AT_ONCE, len(self._left))
            group = [self._left.popleft() for _ in range(count)]
        with self._store.snapshot() as records:
            offers = [_offer(records, item_id, client.enrolment.station) for item_id in group]
        # Durable before a request leaves: killed, the items go again under the same ids.
        with self._store.transaction() as records:
            for item_id in group:
                records.outbox.mark_sending(item_id)
            items = [records.outbox.item(item_id) for item_id in group]
        missing: Collection[str] | None
        try:
            missing = frozenset(client.missing_blobs(_files(offers)))
        except _STOPPING as error:
            missing = frozenset[str]()
            self._told.put(items[0])
            self._failed(items[0], error)
            items[0] = self._read(items[0].id)
        except StoreError:
            missing = None  # each asks for itself, and comes to what it comes to
        ready = [
            _Ready(item, offer, missing, self._size(offer, missing))
            for item, offer in zip(items, offers, strict=True)
            if item.state is OutboxState.SENDING  # else another program carried it meanwhile
        ]
        with self._lock:
            self._ready.extend(_grouped(ready, self._lines))

    def _size(self, offer: Submission | StoreError, missing: Collection[str] | None) -> int | None:
        """How many bytes are to be sent; None where it goes for itself, large or not."""
        if missing is None or not isinstance(offer, DossierSubmission):
            return None
        if len(offer.files) > MOST_FILES:
            return None
        return sum(self._store.files.size(each) for each in offer.files if each in missing)

    def _read(self, item_id: OutboxId) -> OutboxItem:
        with self._store.snapshot() as records:
            return records.outbox.item(item_id)

    def _carry_each(self, client: CentralClient, group: Sequence[_Ready]) -> None:
        for number, ready in enumerate(group):
            if self.stopped.is_set():
                with self._lock:
                    self._ready.append(list(group[number:]))
                return
            self._told.put(ready.item)
            self._carry(client, ready)

    def _carry(self, client: CentralClient, ready: _Ready) -> None:
        item, offer, missing = ready.item, ready.offer, ready.missing
        try:
            if isinstance(offer, StoreError):
                raise offer
            if missing is None:
                missing = client.missing_blobs(offer.files)
            leaving = partial(self._meter.left, item.id)
            receipt = hand_in(self._store, client, offer, missing, leaving)
        except StoreError as error:
            self._failed(item, error)
        else:
            self._told.put(_Receipt(item.id, receipt))

    def _carry_together(self, client: CentralClient, group: Sequence[_Ready]) -> None:
        offered = [
            Offered(ready.offer, ready.missing or (), partial(self._meter.left, ready.item.id))
            for ready in group
            if isinstance(ready.offer, DossierSubmission)
        ]
        for ready in group:
            self._told.put(ready.item)
        try:
            said = hand_in_together(self._store, client, offered)
        except NoBundles:
            self._bundles = False
            for ready in group:
                self._carry(client, ready)
            return
        for ready, token in zip(group, said, strict=True):
            if isinstance(token, StoreError):
                self._failed(ready.item, token)
            else:
                self._told.put(_Receipt(ready.item.id, token))

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
            after = records.outbox.item(item.id)
        if isinstance(error, _STOPPING):
            self.stopped.set()
        self._told.put(after)
        self._settled(item.id, error)

    def _settled(self, item_id: OutboxId, error: StoreError | None) -> None:
        with self._lock:
            self.errors[item_id] = error
        self._meter.settled(item_id)


def _offer(records: Records, item_id: OutboxId, station: str) -> Submission | StoreError:
    try:
        return offer_of(records, item_id, station)
    except StoreError as error:
        return error


def _grouped(several: Sequence[_Ready], lines: int) -> Iterator[list[_Ready]]:
    """Put together what is small, as it comes; each line is to have something of it."""
    most = min(MAX_BUNDLED // MOST_FILES, -(-len(several) // lines))
    group, left = list[_Ready](), 0
    for ready in several:
        size = BUNDLED_BYTES + 1 if ready.size is None else ready.size
        if group and (len(group) == most or size > left):
            yield group
            group = []
        if not group:
            left = BUNDLED_BYTES
        group.append(ready)
        left -= size
    if group:
        yield group


def _files(offers: Iterable[Submission | StoreError]) -> list[str]:
    return [
        sha256 for offer in offers if not isinstance(offer, StoreError) for sha256 in offer.files
    ]


def _wait(attempts: int) -> timedelta:
    """Full jitter, so that the desks of a city do not come back all at once."""
    limit = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(attempts, 20))
    return timedelta(seconds=random.uniform(0, limit))

"""Register numbers from central, and those that were not used back to it; dossier codes as well."""

import logging
from collections.abc import Sequence
from datetime import date, datetime

from offline_store.central_client import CentralClient
from offline_store.errors import CentralNonsense, CentralRefused
from offline_store.records import NumberBlock, ReturnedBlock
from offline_store.series import DESK_SERIES, code_series
from offline_store.store import Store

log = logging.getLogger(__name__)


def lease_block(store: Store, client: CentralClient, book: str, size: int) -> NumberBlock:
    """Lease the book's next block and keep it. An answer lost on the way costs no numbers.

    The block may be smaller than asked for: what other desks returned goes out first.

    Raises:
        CentralError: as `CentralClient`.
    """
    tell_numbers(store, client)
    with store.transaction() as records:
        block_id = records.register.wanted_block(book)
    block = client.lease(book, size, block_id)
    with store.transaction() as records:
        records.register.add_block(block)
    return block


def lease_codes(
    store: Store, client: CentralClient, days: Sequence[date], size: int
) -> tuple[str, ...]:
    """Lease what is missing for the dossier codes of these days, the first of which is today.

    So many a day; today again when three quarters are given. And this desk's own number, under
    which it gives codes when a day's block has not come or is used up. Blocks of days before are
    let go of. Returns the series of which something came.

    Raises:
        CentralError: as `CentralClient`.
    """
    with store.transaction() as records:
        records.codes.forget_before(days[0])
        wanted = {code_series(day): size for day in days}
        enough = {series: 1 for series in wanted} | {code_series(days[0]): -(-size // 4)}
        asked = {DESK_SERIES: 1} | wanted
        due = {
            series: (records.codes.wanted(series), count)
            for series, count in asked.items()
            if records.codes.left(series) < enough.get(series, 1)
        }
    for series, (block_id, count) in due.items():
        block = client.lease(series, count, block_id)
        with store.transaction() as records:
            records.codes.add(series, block.id, block.first, block.last)
    return tuple(due)


def tell_numbers(store: Store, client: CentralClient) -> None:
    """Tell central up to where this desk has numbers: one from a backup may have forgotten it.

    Raises:
        CentralError: as `CentralClient`, but for a refusal.
    """
    with store.snapshot() as records:
        highest = records.returned.highest() | records.codes.highest()
    try:
        awaited = client.tell_numbers(highest)
    except (CentralRefused, CentralNonsense) as error:
        log.warning("an older central was not told of numbers: %s", error.facts)
        return
    if awaited:
        log.warning("central waits for %d desks before it leases", awaited)


def give_numbers_back(
    store: Store, client: CentralClient, now: datetime, *, everything: bool = False
) -> tuple[ReturnedBlock, ...]:
    """Return what is unused of leases that are over; what an earlier run could not tell, too.

    everything: of all leases. Returns what central has back now.

    Raises:
        CentralError: as `CentralClient`; what was not told yet is told by the next run.
    """
    with store.transaction() as records:
        records.returned.give_back(now, everything=everything)
        untold = records.returned.untold()
    told = []
    for block in untold:
        try:
            client.return_numbers(block)
        except (CentralRefused, CentralNonsense) as error:
            # An older central, or one that forgot the block: they are not used here all the same.
            log.warning("numbers were not taken back: %s", error.facts)
            continue
        with store.transaction() as records:
            records.returned.mark_told(block.id, now)
        told.append(block)
    return tuple(told)


def tell_returns_again(store: Store, client: CentralClient) -> None:
    """Tell a central that forgot things of all that this desk ever returned.

    Raises:
        CentralError: as `CentralClient`.
    """
    with store.snapshot() as records:
        returned = records.returned.all()
    for block in returned:
        try:
            client.return_numbers(block)
        except (CentralRefused, CentralNonsense) as error:
            log.warning("numbers were not taken back: %s", error.facts)


def claim_block_of(store: Store, client: CentralClient, book: str, number: int) -> bool:
    """Tell a central that came back from a backup which block this number was leased in.

    Returns: whether central knows the block again.

    Raises:
        CentralError: as `CentralClient`, but for a refusal.
    """
    with store.snapshot() as records:
        block = records.returned.block_of(book, number)
    if block is None:
        return False
    try:
        client.claim(block)
    except CentralRefused:
        return False
    return True

"""Many things kept one after the other, with less wait for the disk between them.

To make a file durable takes the disk a moment, and its name another; a disk makes several durable
in the time of one. So the files of what comes next are written while those before wait. Each row
is committed for itself, when its turn comes: nothing is told as kept before its file, its name and
its row are durable, everything is told in the order in which it came, and whoever stops in between
has exactly what was told.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from offline_store.store import Records, Store

Given = TypeVar("Given")
Written = TypeVar("Written")
Kept = TypeVar("Kept")

# Of pages of 600 dpi a hundred megabytes each may be in memory: few.
AHEAD = 3


def kept_in_turn(
    store: Store,
    given: Iterable[Given],
    write: Callable[[Given], Written],
    row: Callable[[Records, Given, Written], Kept],
) -> Generator[Kept, None, None]:
    """Yield what `row` makes of each, in order, once it is durable.

    write: makes the files of one durable; called by several threads at once. row: writes its rows,
    within a transaction. Where `given` or one of these fails, what came before is kept and yielded
    first; files that were written beyond that have no row, and are collected like any other.
    """
    started = deque[tuple[Given, Future[Written]]]()
    failed: BaseException | None = None
    coming = iter(given)
    with ThreadPoolExecutor(AHEAD, thread_name_prefix="kept-in-turn") as writers:
        while True:
            try:
                while failed is None and len(started) < AHEAD:
                    each = next(coming)
                    started.append((each, writers.submit(write, each)))
            except StopIteration:
                pass
            except Exception as error:  # noqa: BLE001 - raised again after what came before it
                failed = error
            if not started:
                break
            each, written = started.popleft()
            files = written.result()
            with store.transaction() as records:
                kept = row(records, each, files)
            yield kept
    if failed is not None:
        raise failed

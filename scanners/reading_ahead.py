"""Reading one page while the one before is still being written."""

import queue
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

T = TypeVar("T")


class _End:
    """The last word of the reading thread: what it failed with, if it did."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def read_ahead(source: Callable[[], Generator[T, None, None]]) -> Generator[T, None, None]:
    """Yield what a generator yields, while it makes the next item on a thread of its own.

    Two items are alive at most: the one yielded last and the one being made. The generator is made,
    run and closed on its thread: a device is never called from two. What it raises is raised here,
    after everything it yielded before. Closing waits for the item under way.
    """
    items: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    go_on = threading.Semaphore()
    unwanted = threading.Event()
    reader = threading.Thread(
        target=_read, args=(source, items, go_on, unwanted), name="reading-ahead"
    )
    reader.start()
    try:
        while not isinstance(item := items.get(), _End):
            go_on.release()
            yield item
            del item  # or it would live on while the next is awaited
        if item.error is not None:
            raise item.error
    finally:
        unwanted.set()
        go_on.release()
        reader.join()


def _read(
    source: Callable[[], Generator[T, None, None]],
    items: "queue.SimpleQueue[T | _End]",
    go_on: threading.Semaphore,
    unwanted: threading.Event,
) -> None:
    error: BaseException | None = None
    try:
        with closing(source()) as generator:
            while go_on.acquire() and not unwanted.is_set():
                items.put(next(generator))
    except StopIteration:
        pass
    except BaseException as caught:  # noqa: BLE001  # it is raised again where it is awaited
        error = caught
    items.put(_End(error))

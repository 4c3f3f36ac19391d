"""Reading one page while the one before is still being written."""

import queue
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

T = TypeVar("T")

_LOOK_UP_S = 0.05


class _End:
    """The last word of the reading thread: what it failed with, if it did."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def read_ahead(source: Callable[[], Generator[T, None, None]]) -> Generator[T, None, None]:
    """Yield what a generator yields, which runs ahead by one item on a thread of its own.

    The generator is made, run and closed on that thread: a device is never called from two. What it
    raises is raised here, after everything it yielded before. Closing waits for the item under way.
    """
    items: queue.Queue[T | _End] = queue.Queue(maxsize=1)
    unwanted = threading.Event()
    reader = threading.Thread(target=_read, args=(source, items, unwanted), name="reading-ahead")
    reader.start()
    try:
        while not isinstance(item := items.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        unwanted.set()
        reader.join()


def _read(
    source: Callable[[], Generator[T, None, None]],
    items: "queue.Queue[T | _End]",
    unwanted: threading.Event,
) -> None:
    error: BaseException | None = None
    try:
        with closing(source()) as generator:
            for item in generator:
                if not _put(items, item, unwanted):
                    return
    except BaseException as caught:  # noqa: BLE001  # it is raised again where it is awaited
        error = caught
    _put(items, _End(error), unwanted)


def _put(items: "queue.Queue[T | _End]", item: T | _End, unwanted: threading.Event) -> bool:
    while not unwanted.is_set():
        try:
            items.put(item, timeout=_LOOK_UP_S)
        except queue.Full:
            continue
        return True
    return False

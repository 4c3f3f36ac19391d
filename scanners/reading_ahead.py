"""Reading one page while the one before is still being written."""

import queue
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

T = TypeVar("T")

Give = Callable[[T], None]


class NotWanted(Exception):
    """Nobody takes any more: told to whoever gives, who then ends."""


class _End:
    """The last word of the reading thread: what it failed with, if it did."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def read_ahead(
    source: Callable[[], Generator[T, None, None]],
    ahead: int = 1,
    untaken: list[T] | None = None,
) -> Generator[T, None, None]:
    """Yield what a generator yields, while it makes the next items on a thread of its own.

    See `handed_over`.
    """

    def run(give: Give[T]) -> None:
        with closing(source()) as generator:
            for item in generator:
                give(item)

    return handed_over(run, ahead, untaken)


def handed_over(
    source: Callable[[Give[T]], None], ahead: int = 1, untaken: list[T] | None = None
) -> Generator[T, None, None]:
    """Yield what `source` gives, which runs on a thread of its own, so many items ahead.

    One item more is alive at most: the one yielded last. All of `source` runs
    on its thread: a device is never called from two. What it raises is raised here, after all that
    it gave before. Closing waits for the item under way; giving that one raises NotWanted.

    untaken: gets what was given, first to last, and not yielded when the generator was closed.
    """
    items: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    taken = threading.Semaphore(ahead - 1)
    unwanted = threading.Event()

    def give(item: T) -> None:
        items.put(item)
        if unwanted.is_set():
            raise NotWanted
        taken.acquire()

    def run() -> None:
        error: BaseException | None = None
        try:
            source(give)
        except NotWanted:
            pass
        except BaseException as caught:  # noqa: BLE001  # it is raised again where it is awaited
            error = caught
        items.put(_End(error))

    reader = threading.Thread(target=run, name="reading-ahead")
    reader.start()
    try:
        while not isinstance(item := items.get(), _End):
            taken.release()
            yield item
            del item  # or it would live on while the next is awaited
        if item.error is not None:
            raise item.error
    finally:
        unwanted.set()
        taken.release()
        reader.join()
        while untaken is not None and not items.empty():
            if not isinstance(item := items.get_nowait(), _End):
                untaken.append(item)

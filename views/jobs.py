"""The one place where threads meet Qt: work goes out to threads, answers come back as a signal."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PyQt6.QtCore import QObject, Qt, pyqtSignal, pyqtSlot

T = TypeVar("T")


class QtJobs(QObject):
    """An executor whose answers arrive on the thread that made it, in the order they came.

    One thread keeps the order of what it is given; more threads do not. After `close` no answer
    arrives any more.
    """

    finished = pyqtSignal()
    _answered = pyqtSignal(object)

    def __init__(self, threads: int, name: str) -> None:
        super().__init__()
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._running = 0
        self._closed = False
        # Queued also from this thread: work that was done before its callback was added must not
        # overtake what it told on the way.
        self._answered.connect(
            self._deliver,
            Qt.ConnectionType.QueuedConnection,  # type: ignore[call-arg]  # not in PyQt6's stubs
        )

    def start(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `work` off this thread; then `done` or `failed` on this one."""

        def answer(future: Future[T]) -> None:
            error = future.exception()

            def arrive() -> None:
                self._running -= 1
                try:
                    if error is None:
                        done(future.result())
                    elif isinstance(error, Exception):
                        failed(error)
                    else:
                        raise error
                finally:
                    self.finished.emit()

            if not self._closed:
                self._answered.emit(arrive)

        if self._closed:
            return
        self._running += 1
        self._executor.submit(work).add_done_callback(answer)

    def here(self, callback: Callable[[T], None]) -> Callable[[T], None]:
        """Return a function for the work's thread that calls `callback` on this one."""

        def send(value: T) -> None:
            if not self._closed:
                self._answered.emit(lambda: callback(value))

        return send

    @property
    def running(self) -> int:
        """How many jobs were started and have not been answered."""
        return self._running

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and deliver nothing any more."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    @pyqtSlot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        if not self._closed:
            answer()

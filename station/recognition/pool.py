"""Several pages read at once, each in a process of its own.

Processes and not threads: a picture that crashes a decoder takes down its reader, not the desk.
They are spawned, never forked, so that Windows and Linux behave alike and no lock is inherited.
"""

import multiprocessing
import tempfile
import threading
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import Empty, SimpleQueue

from offline_store.records import Reading
from station.recognition.engine import ReadingEngine
from station.recognition.errors import ReaderLost, ReadingError, ReadingTimeout
from station.recognition.reader_process import Outcome, Task, serve

# A page that nobody set a limit for.
_LONGEST_S = 600.0
# An engine looks at its limit between steps, and its process has to start: so much it may be late.
_GRACE_S = 20.0

_Job = tuple[Task, Future[Reading]]

_spawn = multiprocessing.get_context("spawn")


class ReadingPool:
    """Reads pages with one engine in up to `processes` processes, which start when first needed.

    Any thread may ask. A process that dies fails the page it had; the next page gets a new one.
    page_limit_s: the engine's own limit for a page; a process that keeps it grace_s longer is
    killed and its page fails with `ReadingTimeout`. Results arrive on a thread of the pool:
    whoever adds a callback must not block there.
    """

    def __init__(
        self,
        engine: ReadingEngine,
        processes: int,
        page_limit_s: float = _LONGEST_S,
        grace_s: float = _GRACE_S,
    ) -> None:
        self._engine = engine
        self._limit_s = page_limit_s
        self._grace_s = grace_s
        self._most = max(1, processes)
        self._waiting: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._readers: set[SpawnProcess] = set()
        self._closed = False
        # Engines put page pictures into temporary files: what a killed reader leaves there goes
        # with the pool.
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    @property
    def processes(self) -> int:
        """How many pages are read at once."""
        return self._most

    def read(self, picture: Path, dpi: int) -> Future[Reading]:
        """Ask for a page; pages are begun in the order asked.

        The future fails with what the engine raises, or with `ReaderLost` when its process died
        or the pool was closed. `cancel()` on it drops a page that has not begun.
        """
        answer: Future[Reading] = Future()
        with self._lock:
            if self._closed:
                answer.set_exception(ReaderLost())
                return answer
            if len(self._threads) < self._most:
                self._start_thread()
            self._waiting.put(((picture, dpi), answer))
        return answer

    def cancel(self) -> None:
        """Drop every page that has not begun: its future is cancelled. Begun pages go on."""
        while True:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                return
            if job is not None:
                job[1].cancel()
                job[1].set_running_or_notify_cancel()

    def close(self) -> None:
        """Drop waiting pages, stop the readers at once, and wait until they are gone."""
        with self._lock:
            self._closed = True
            for reader in self._readers:
                reader.kill()
            threads = tuple(self._threads)
        self.cancel()
        for _ in threads:
            self._waiting.put(None)
        for thread in threads:
            thread.join()
        if self._scratch is not None:
            self._scratch.cleanup()

    def _start_thread(self) -> None:
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(
                prefix="tramso-reading-", ignore_cleanup_errors=True
            )
        thread = threading.Thread(
            target=self._work, args=(self._scratch.name,), name="reading", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def _work(self, scratch: str) -> None:
        """Feed one reader process, page after page; a dead one is replaced with the next page."""
        reader: _Reader | None = None
        while (job := self._waiting.get()) is not None:
            task, answer = job
            if not answer.set_running_or_notify_cancel():
                continue
            try:
                reader = reader or self._start_reader(scratch)
            except (OSError, RuntimeError) as error:
                # No process to be had: whoever waits for the page learns it, the next page tries.
                answer.set_exception(error)
                continue
            try:
                outcome = reader.read(task, self._limit_s + self._grace_s) if reader else None
                lost: ReadingError = ReaderLost()
            except TimeoutError:
                outcome, lost = None, ReadingTimeout(limit_s=self._limit_s)
            if outcome is None:
                self._stop_reader(reader)
                reader = None
                answer.set_exception(lost)
            elif isinstance(outcome, Reading):
                answer.set_result(outcome)
            else:
                answer.set_exception(outcome.error())
        self._stop_reader(reader)

    def _start_reader(self, scratch: str) -> "_Reader | None":
        with self._lock:
            if self._closed:
                return None
            reader = _Reader(self._engine, scratch)
            self._readers.add(reader.process)
            return reader

    def _stop_reader(self, reader: "_Reader | None") -> None:
        if reader is not None:
            with self._lock:
                self._readers.discard(reader.process)
            reader.stop()


class _Reader:
    """One process and the line to it."""

    def __init__(self, engine: ReadingEngine, scratch: str) -> None:
        self._line: Connection[Task, Outcome]
        self._line, far_end = _spawn.Pipe()
        self.process = _spawn.Process(
            target=serve, args=(far_end, engine, scratch), name="tramso-reader", daemon=True
        )
        self.process.start()
        far_end.close()  # so that its death reads as the end of the line

    def read(self, task: Task, limit_s: float) -> Outcome | None:
        """Have a page read; None when the process died on it, TimeoutError when it hangs."""
        try:
            self._line.send(task)
            answered = self._line.poll(limit_s)
            if answered:
                return self._line.recv()
        except (EOFError, OSError):
            return None
        raise TimeoutError

    def stop(self) -> None:
        """End the process: politely by closing the line, and without waiting for a page."""
        self._line.close()
        self.process.kill()
        self.process.join()
        self.process.close()

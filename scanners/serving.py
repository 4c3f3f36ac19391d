"""How a worker process serves its desk: one request at a time, in the lines of `worker_messages`.

Which drivers it serves, the program around it says. Nothing but Python's own library is needed
here, so that the small worker for 32-bit sources can use it as well.
"""

import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import IO

from scanners import worker_messages as messages
from scanners.driver import MayOpen, ScanDriver, WatchesButtons
from scanners.errors import DeviceNotFound, OptionRefused, ScanCancelled, ScannerError
from scanners.spool_lock import joined
from scanners.values import PageFile
from scanners.worker_messages import Body

# Time for a page in progress to end, so that the device is let go in order.
ORPHAN_GRACE_S = 5.0

# Pages finished or under way beyond the one that the desk has in hand.
_AHEAD = 1

DEFECT_STATUS = 70  # EX_SOFTWARE of sysexits.h

# Drivers by the prefixes of the ids they answer to, searched for devices in this order. The one
# at NO_PREFIX takes names without a prefix, as the system's own programs list them.
NO_PREFIX = ""
Drivers = Mapping[str, ScanDriver]


class _DeskGone(Exception):
    """Nobody reads what the worker says."""


class _Requests:
    """The desk's lines, read on a thread of their own so that its death is seen at once."""

    def __init__(self, lines: IO[bytes]) -> None:
        self.cancelled = threading.Event()
        self._granted = threading.Semaphore(_AHEAD)
        self._waiting: queue.SimpleQueue[tuple[str, Body] | None] = queue.SimpleQueue()
        self._lines = lines
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def __iter__(self) -> Iterator[tuple[str, Body]]:
        return iter(self._waiting.get, None)

    def wait_until_granted(self) -> None:
        """Wait until one page more may be begun, or the request is cancelled."""
        self._granted.acquire()

    def _read(self) -> None:
        for line in self._lines:
            kind, body = messages.from_line(line)
            match kind:
                case "next":
                    self._granted.release()
                case "cancel":
                    self._cancel()
                case _:
                    self.cancelled.clear()
                    self._granted = threading.Semaphore(_AHEAD)
                    self._waiting.put((kind, body))
        self._cancel()
        self._waiting.put(None)
        threading.Event().wait(ORPHAN_GRACE_S)
        os._exit(1)  # a daemon thread: reached only while a driver still holds the process

    def _cancel(self) -> None:
        self.cancelled.set()
        self._granted.release()


class _Worker:
    def __init__(
        self, requests: _Requests, answers: IO[bytes], make_drivers: Callable[[MayOpen], Drivers]
    ) -> None:
        self._requests = requests
        self._answers = answers
        self._unanswering: frozenset[str] = frozenset()
        self._drivers = make_drivers(self._may_open)

    def run(self) -> None:
        self._say("ready", {})
        for kind, body in self._requests:
            try:
                match kind:
                    case "find_devices":
                        self._unanswering = frozenset(body["unanswering"])
                        self._find_devices()
                    case "scan":
                        self._scan(body)
                    case "watch":
                        self._watch(body["device_id"])
                    case _:
                        raise ValueError(kind)
            except ScannerError as error:
                self._say("error", messages.error_to_body(error))
            else:
                self._say("done", {})

    def _find_devices(self) -> None:
        found = 0
        failure: ScannerError | None = None
        for driver in dict.fromkeys(self._drivers.values()):
            try:
                for device in driver.find_devices():
                    if self._requests.cancelled.is_set():
                        return
                    self._say("device", messages.device_to_body(device))
                    found += 1
            except ScannerError as error:
                failure = error
        if failure is not None and found == 0:  # a training desk needs no driver library
            raise failure

    def _may_open(self, device_id: str) -> bool:
        """Tell the desk which device is tried next; False for one that did not answer before."""
        if device_id in self._unanswering:
            return False
        self._say("trying", {"device_id": device_id})
        return True

    def _driver_of(self, device_id: str) -> ScanDriver:
        prefix = device_id.partition(":")[0] + ":"
        driver = self._drivers.get(prefix) or self._drivers.get(NO_PREFIX)
        if driver is None:
            raise DeviceNotFound(device=device_id, page=0)
        return driver

    def _watch(self, device_id: str) -> None:
        driver = self._driver_of(device_id)
        if not isinstance(driver, WatchesButtons):
            raise OptionRefused(device=device_id, option="button", value="")
        for button in driver.watch(device_id, self._requests.cancelled.is_set):
            self._say("watching", {"pressed": button})

    def _scan(self, body: Body) -> None:
        device_id: str = body["device_id"]
        driver = self._driver_of(device_id)
        options = messages.options_from_body(body["options"])
        stopped = self._requests.cancelled.is_set
        spool = Path(body["spool"])
        pages = driver.scan(device_id, options, spool, stopped)
        with joined(spool), closing(pages):
            self._pass_on(pages, device_id)

    def _pass_on(self, pages: Iterator[PageFile], device_id: str) -> None:
        for count, page in enumerate(pages, start=1):
            self._say("page", messages.page_to_body(page))
            self._requests.wait_until_granted()
            if self._requests.cancelled.is_set():
                raise ScanCancelled(device=device_id, page=count)

    def _say(self, kind: str, body: Body) -> None:
        try:
            self._answers.write(messages.to_line(kind, body))
        except OSError as error:
            raise _DeskGone from error


def serve(make_drivers: Callable[[MayOpen], Drivers]) -> int:
    """Serve one desk over standard input and output until it closes them; return the exit status.

    make_drivers: gets what is to be asked before a device is opened in a search.
    """
    # Ctrl-C in a terminal reaches the worker too; only the desk decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(_take_standard_output(), "wb", buffering=0) as answers:
        try:
            _Worker(_Requests(sys.stdin.buffer), answers, make_drivers).run()
        except _DeskGone:
            return 1
        except BaseException:  # noqa: BLE001  # whatever it was, the desk is told by our death
            # At once: an orderly end waits for the thread that reads, and calls the driver again.
            traceback.print_exc()
            os._exit(DEFECT_STATUS)
    return 0


def _take_standard_output() -> int:
    """Return the pipe to the desk; from here on C libraries print to standard error instead."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers

"""The desk's side of the scan worker: a ScanDriver whose driver code runs in another process."""

import logging
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from scanners import worker_messages as messages
from scanners.driver import Stopped, never
from scanners.errors import DeviceBusy, ScanCancelled, WorkerLost, WorkerSilent
from scanners.spool import sweep_parts
from scanners.values import Device, PageFile, ScanOptions
from scanners.worker_messages import Body

log = logging.getLogger(__name__)

_READY_LIMIT_S = 30.0
_CLOSE_LIMIT_S = 7.0
_ASK_STOPPED_S = 0.1
_LAST_WORDS = 20


class ScanWorker:
    """A scan worker that is started when it is needed, and again after it was lost.

    One request at a time; a second one meanwhile is DeviceBusy. Use it as a context manager, or
    `close` it.
    """

    def __init__(
        self,
        command: Sequence[str],
        silence_limit_s: float = 120.0,
        *,
        device_limit_s: float = 20.0,
        cancel_limit_s: float = 10.0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Take what is needed to start a worker; nothing runs yet.

        Args:
            command: starts a worker, for instance `tramso scan-worker`.
            silence_limit_s: how long a driver may be busy between two messages.
            device_limit_s: how long one device may take to answer while devices are looked for.
            cancel_limit_s: how long a cancelled page may take to end before the worker is killed.
            environment: the worker's whole environment; None hands down this process's own.
        """
        self._command = tuple(command)
        self._silence_limit_s = silence_limit_s
        self._device_limit_s = device_limit_s
        self._cancel_limit_s = cancel_limit_s
        self._environment = environment
        self._process: _Process | None = None
        self._in_use = threading.Lock()

    def find_devices(
        self,
        trying: Callable[[str], object] | None = None,
        died: Callable[[str], object] | None = None,
    ) -> Iterator[Device]:
        """Yield devices as they answer; see `ScanDriver.find_devices`.

        trying: told the id of each device before it is opened. died: told that id, or the driver's
        prefix, where the worker died of it; a device that is mute is no fault of its driver.

        A device that does not answer within its limit, or whose driver dies of it, is described by
        its name alone, and does not keep the others from being found. Nor does a driver's library
        that never returns from looking about: that is raised where nothing else was found.

        Raises:
            DriverMissing: the worker has no driver library.
            DeviceBusy: the worker is answering another request.
            WorkerLost, WorkerSilent: the worker died or was killed, and no device was at fault.
        """
        failure: WorkerLost | WorkerSilent | None = None
        unanswering: list[str] = []
        found: set[str] = set()
        while True:
            tried: str | None = None
            try:
                request = {"unanswering": unanswering}
                with closing(self._ask("find_devices", request, self._device_limit_s)) as answers:
                    for kind, body in answers:
                        if kind == "trying":
                            tried = body["device_id"]
                            if trying is not None:
                                trying(tried)
                            continue
                        device = messages.device_from_body(body)
                        if device.id == tried:
                            tried = None  # it answered: what happens from here on is not its fault
                        if device.id not in found:
                            found.add(device.id)
                            yield device
            except (WorkerLost, WorkerSilent) as error:
                if tried is None or tried in unanswering:
                    raise
                log.warning("a device did not answer: %s", error.code)
                unanswering.append(tried)
                if died is not None and isinstance(error, WorkerLost):
                    died(tried)
                if tried.endswith(":"):
                    failure = error
            else:
                if failure is not None and not found:
                    raise failure
                return

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield pages as they are finished; see `ScanDriver.scan`.

        Raises:
            ScannerError: what the driver raised.
            DeviceBusy: the worker is answering another request.
            WorkerLost, WorkerSilent: the worker died or was killed; the pages yielded stay.

        The worker is at most one page ahead of whoever takes them. Closed early, a page may be
        whole in `spool` that was not yielded: it left the feeder, so it stays.
        """
        request = {
            "device_id": device_id,
            "options": messages.options_to_body(options),
            "spool": str(spool.absolute()),
        }
        finished = False
        try:
            with closing(self._ask("scan", request, self._silence_limit_s, stopped)) as answers:
                for _, body in answers:
                    yield messages.page_from_body(body, spool)
            finished = True
        finally:
            if not finished:
                sweep_parts(spool)

    def wait_for_button(self, device_id: str, stopped: Stopped) -> str:
        """Wait until somebody presses a button at the device; return its name.

        The device is held meanwhile, and let go of for the scan that follows.

        Raises:
            OptionRefused: the device has no button that a program may see.
            ScanCancelled: `stopped` said so.
            ScannerError: the device or its worker went away.
        """
        pressed: str | None = None
        asked = self._ask("watch", {"device_id": device_id}, self._silence_limit_s, stopped)
        with closing(asked) as answers:
            for _, body in answers:
                pressed = body["pressed"]
        if pressed is None:
            raise ScanCancelled(device=device_id)
        return pressed

    def close(self) -> None:
        """End the worker; the next request would start another."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(
        self,
        kind: str,
        body: Body,
        limit_s: float,
        stopped: Stopped = never,
    ) -> Generator[tuple[str, Body], None, None]:
        """Yield the answers; a page is taken once the next answer is asked for.

        limit_s: the longest silence. stopped: True cancels while an answer is waited for; what was
        whole by then is still yielded.
        """
        if not self._in_use.acquire(blocking=False):
            raise DeviceBusy(device=body.get("device_id"))
        answered = False
        try:
            process = self._running()
            process.say(kind, body)
            while True:
                answer, content = self._hear(process, limit_s, stopped)
                if answer in ("done", "error"):
                    answered = True
                    if answer == "error":
                        raise messages.error_from_body(content)
                    return
                yield answer, content
                if answer == "page":
                    process.grant_another()
        except GeneratorExit:
            self._cancel()
            answered = True
            raise
        finally:
            if not answered:
                self._drop()
            self._in_use.release()

    def _hear(self, process: "_Process", limit_s: float, stopped: Stopped) -> tuple[str, Body]:
        if stopped is never:
            return process.hear(limit_s)
        deadline = time.monotonic() + limit_s
        while not stopped():
            left = deadline - time.monotonic()
            answer = process.answer_within(min(_ASK_STOPPED_S, max(left, 0.0)))
            if answer is not None:
                return answer
            if left <= 0:
                return process.hear(0.0)
        process.say("cancel", {})
        try:
            return process.hear(self._cancel_limit_s)
        except WorkerSilent:
            log.warning("worker ended: the device did not let go")
            raise ScanCancelled() from None

    def _running(self) -> "_Process":
        if self._process is None or self._process.has_ended():
            self._drop()
            self._process = _Process(self._command, self._environment)
            self._process.hear(_READY_LIMIT_S)
        return self._process

    def _cancel(self) -> None:
        """Let the page under way end, and the worker with it when that takes too long."""
        process = self._process
        if process is None:
            return
        deadline = time.monotonic() + self._cancel_limit_s
        try:
            process.say("cancel", {})
            while True:
                answer, _ = process.hear(max(deadline - time.monotonic(), 0.0))
                if answer in ("done", "error"):
                    return
        except (WorkerLost, WorkerSilent) as error:
            log.warning("worker ended while cancelling: %s", error.code)
            self._drop()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()


class _Process:
    """One running worker: its pipes are always read, so it can never stall on a full one."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None) -> None:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        self._popen = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=None if environment is None else dict(environment),
            creationflags=flags,
        )
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._readers = [
            threading.Thread(target=self._read_answers, name="scan-worker-answers", daemon=True),
            threading.Thread(target=self._read_stderr, name="scan-worker-stderr", daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def has_ended(self) -> bool:
        return self._popen.poll() is not None

    def say(self, kind: str, body: Body) -> None:
        try:
            _pipe(self._popen.stdin).write(messages.to_line(kind, body))
            _pipe(self._popen.stdin).flush()
        except OSError as error:
            raise self._lost() from error

    def grant_another(self) -> None:
        """Let the worker begin one page more."""
        try:
            _pipe(self._popen.stdin).write(messages.to_line("next", {}))
            _pipe(self._popen.stdin).flush()
        except OSError:  # what it said before its death is still to be heard, and then that
            log.debug("no worker is left to begin another page")

    def hear(self, limit_s: float) -> tuple[str, Body]:
        """Return the next message.

        Raises:
            WorkerSilent: none came in time; the worker is dead now.
            WorkerLost: the worker died, or said what no worker says and was killed.
        """
        answer = self.answer_within(limit_s)
        if answer is None:
            self.kill()
            raise WorkerSilent(limit_s=limit_s)
        return answer

    def answer_within(self, limit_s: float) -> tuple[str, Body] | None:
        """Return the next message, None when none came in time.

        Raises:
            WorkerLost: as `hear`.
        """
        try:
            line = self._lines.get(timeout=limit_s)
        except queue.Empty:
            return None
        if line is None:
            raise self._lost()
        try:
            return messages.from_line(line)
        except ValueError as error:
            raise self._lost() from error

    def end(self) -> None:
        """Ask the worker to end by closing its input; kill it when it does not."""
        try:
            _pipe(self._popen.stdin).close()
            self._popen.wait(_CLOSE_LIMIT_S)
        except (OSError, subprocess.TimeoutExpired):
            log.warning("worker had to be killed at closing")
        self.kill()

    def kill(self) -> None:
        """Kill the worker if it lives, and wait until it and its readers are gone."""
        if not self.has_ended():
            self._popen.kill()
        self._popen.wait()
        for reader in self._readers:
            reader.join(_CLOSE_LIMIT_S)
        for pipe in (self._popen.stdin, self._popen.stdout, self._popen.stderr):
            try:
                _pipe(pipe).close()
            except OSError:  # what was still to be written has no reader any more
                log.debug("worker's pipe closed with words unsaid")

    def _lost(self) -> WorkerLost:
        self.kill()
        log.warning("worker lost: exit status %s", self._popen.returncode)
        for words in self._last_words:
            log.debug("worker said: %s", words)
        return WorkerLost(exit_status=self._popen.returncode)

    def _read_answers(self) -> None:
        for line in _pipe(self._popen.stdout):
            self._lines.put(line)
        self._lines.put(None)

    def _read_stderr(self) -> None:
        for line in _pipe(self._popen.stderr):
            self._last_words.append(line.decode("utf-8", "replace").rstrip())


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("no pipe")
    return pipe

"""The desk's side of a token worker: one process, one question at a time, each with its limit."""

import logging
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from typing import IO

from signing import token_messages as messages
from signing.errors import Fact, SigningError, TokenLost, TokenSilent
from signing.pin import Pin
from signing.token_messages import Body

log = logging.getLogger(__name__)

_READY_LIMIT_S = 30.0
_CLOSE_LIMIT_S = 5.0
_LAST_WORDS = 20


def worker_command() -> tuple[str, ...]:
    """How this program starts itself as a token worker; a frozen build is its own interpreter."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "token-worker")
    return (sys.executable, "-m", "signing.token_worker")


class TokenProcess:
    """A running worker. Its pipes are always read, so that it can never stall on a full one.

    Whoever asks while another question is open waits. Once lost or silent it is dead: every
    later question is TokenLost.
    """

    def __init__(self, **facts: Fact) -> None:
        """Start a worker.

        Args:
            facts: of the errors that its death raises, such as the token's label.

        Raises:
            TokenLost, TokenSilent: it does not start.
        """
        self.facts = facts
        self._environment = dict(os.environ)
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        self._popen = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A buffer of ours would keep the PIN.
            bufsize=0,
            env=self._environment,
            creationflags=flags,
        )
        self._turn = threading.Lock()
        self._killed = False
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._readers = [
            threading.Thread(target=target, name="token-worker", daemon=True)
            for target in (self._read_answers, self._read_stderr)
        ]
        for reader in self._readers:
            reader.start()
        self.hear(_READY_LIMIT_S)

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._popen.poll() is None

    @property
    def process_id(self) -> int:
        """The system's number for it."""
        return self._popen.pid

    @property
    def is_current(self) -> bool:
        """Whether its library still reads the settings of now: many take them from variables."""
        return self._environment == dict(os.environ)

    def ask(self, kind: str, body: Body, limit_s: float, pin: Pin | None = None) -> Body:
        """Ask, wait, and give the answer. The PIN is sent once, and wiped whatever comes of it.

        Raises:
            SigningError: what the worker answered.
            TokenLost: the worker died, or said what no worker says and was killed.
            TokenSilent: the worker did not answer within the limit and was killed.
        """
        with self._turn:
            self.say(kind, body, pin)
            answer, content = self.hear(limit_s)
        if answer != "error":
            return content
        try:
            error = messages.error_from_body(content)
        except (KeyError, TypeError) as strange:
            raise self._lost() from strange
        raise error

    def say(self, kind: str, body: Body, pin: Pin | None = None) -> None:
        """Send a request.

        Raises:
            TokenLost: the worker is gone.
        """
        try:
            if pin is None:
                _pipe(self._popen.stdin).write(messages.to_line(kind, body))
            else:
                line = messages.to_line(kind, {**body, "pin_length": len(pin)})
                _pipe(self._popen.stdin).write(line)
                pin.hand_over(_pipe(self._popen.stdin).write)
        except (OSError, ValueError) as error:
            raise self._lost() from error

    def hear(self, limit_s: float | None) -> tuple[str, Body]:
        """Give the next message; without a limit, wait as long as the worker lives.

        Raises:
            TokenLost, TokenSilent: as in `ask`.
        """
        try:
            line = self._lines.get(timeout=limit_s)
        except queue.Empty:
            self.kill()
            log.warning("token-worker silent for %s s", limit_s)
            raise TokenSilent(**self.facts, limit_s=limit_s) from None
        if line is None:
            raise self._lost()
        try:
            return messages.from_line(line)
        except ValueError as error:
            raise self._lost() from error

    def end(self) -> None:
        """Let it log out and finalise its library; kill it when that takes too long."""
        try:
            _pipe(self._popen.stdin).close()
            self._popen.wait(_CLOSE_LIMIT_S)
        except (OSError, subprocess.TimeoutExpired):
            log.warning("token-worker had to be killed at closing")
        self.kill()

    def kill(self) -> None:
        """Kill it if it lives, and wait until it and its readers are gone."""
        if self._popen.poll() is None:
            self._killed = True
            self._popen.kill()
        self._popen.wait()
        for reader in self._readers:
            if reader is not threading.current_thread():
                reader.join(_CLOSE_LIMIT_S)
        for pipe in (self._popen.stdin, self._popen.stdout, self._popen.stderr):
            _pipe(pipe).close()

    def _lost(self) -> SigningError:
        ended_here = self._killed
        self.kill()
        if not ended_here:
            log.warning("token-worker lost: exit status %s", self._popen.returncode)
        for words in self._last_words:
            log.debug("token-worker said: %s", words)
        # Whoever else waits for this worker shall not wait for ever.
        self._lines.put(None)
        return TokenLost(**self.facts)

    def _read_answers(self) -> None:
        # Unbuffered pipes give pieces, not lines.
        held = b""
        while piece := _pipe(self._popen.stdout).read(65536):
            *lines, held = (held + piece).split(b"\n")
            for line in lines:
                self._lines.put(line)
        self._lines.put(None)

    def _read_stderr(self) -> None:
        while piece := _pipe(self._popen.stderr).read(4096):
            self._last_words.extend(piece.decode("utf-8", "replace").splitlines())


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("no pipe")
    return pipe

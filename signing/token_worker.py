"""The token worker: a vendor's PKCS#11 library in a process of its own, where it may crash or hang.

Started by `TokenProcess`, and spoken to in the lines of `token_messages`. It lives no longer than
the desk that started it. It serves one library, and logs in to one token at most.
"""

import io
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import IO

from signing import token_messages as messages
from signing.errors import SigningError
from signing.pin import Pin
from signing.token_driver import TokenDriver
from signing.token_messages import Body, Wiped

# Time for a call in progress to end, so that the token is let go in order.
_ORPHAN_GRACE_S = 2.0


class _DeskGone(Exception):
    """Nobody reads what the worker says."""


class _Requests:
    """The desk's requests, read on a thread of their own so that its death is seen at once."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._pipe = Wiped(raw)
        self._waiting: queue.SimpleQueue[tuple[str, Body, Pin] | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def next(self) -> tuple[str, Body, Pin] | None:
        """The next request with its PIN (empty but for a login); None when the desk is gone."""
        return self._waiting.get()

    def _read(self) -> None:
        try:
            while (line := self._pipe.line()) is not None:
                kind, body = messages.from_line(line)
                pin = Pin.received(self._pipe.exactly(body.pop("pin_length", 0)))
                self._waiting.put((kind, body, pin))
        finally:
            self._waiting.put(None)
            threading.Event().wait(_ORPHAN_GRACE_S)
            os._exit(1)  # a daemon thread: reached only while a library still holds the process


class _Worker:
    def __init__(self, requests: _Requests, answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers = answers
        self._driver: TokenDriver | None = None

    def run(self) -> None:
        self._say("ready", {})
        while (request := self._requests.next()) is not None:
            kind, body, pin = request
            try:
                answer = self._answer(kind, body, pin)
            except SigningError as error:
                self._say("error", messages.error_to_body(error))
            else:
                self._say("done", answer)
            finally:
                pin.erase()
        if self._driver is not None:
            self._driver.close()

    def _answer(self, kind: str, body: Body, pin: Pin) -> Body:
        if self._driver is None:
            self._driver = TokenDriver(Path(body["module"]))
        driver = self._driver
        match kind:
            case "tokens":
                return {"tokens": [messages.token_to_body(token) for token in driver.tokens()]}
            case "certificate":
                der = driver.certificate(body["token"], body["serial"], body["label"])
                return {"certificate": messages.octets_to_text(der)}
            case "watch":
                self._watch(driver)
                return {}
            case "login":
                allowed = body["final_try_allowed"]
                token = driver.login(body["token"], body["serial"], pin, final_try_allowed=allowed)
                return {"token": messages.token_to_body(token)}
            case "key":
                number, certificate, others = driver.key(body["label"])
                return {
                    "number": number,
                    "certificate": messages.octets_to_text(certificate),
                    "others": [messages.octets_to_text(other) for other in others],
                }
            case "sign":
                data = messages.text_to_octets(body["data"])
                signature = driver.sign(body["number"], data)
                return {"signature": messages.octets_to_text(signature)}
            case _:
                raise ValueError(kind)

    def _watch(self, driver: TokenDriver) -> None:
        """Say which tokens there are at each change, until the process ends."""
        said = None
        while True:
            found = [messages.token_to_body(token) for token in driver.tokens()]
            if found != said:
                self._say("tokens", {"tokens": found})
                said = found
            driver.wait()

    def _say(self, kind: str, body: Body) -> None:
        try:
            self._answers.write(messages.to_line(kind, body))
        except OSError as error:
            raise _DeskGone from error


def main() -> int:
    """Serve one desk until it closes the pipe; return the exit status."""
    # Ctrl-C in a terminal reaches the worker too; only the desk decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # From here on C libraries that print write to standard error, not into the answers.
    answers_to = os.dup(1)
    os.dup2(2, 1)
    requests = io.FileIO(0, "rb", closefd=False)
    with os.fdopen(answers_to, "wb", buffering=0) as answers:
        try:
            _Worker(_Requests(requests), answers).run()
        except _DeskGone:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

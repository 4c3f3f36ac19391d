"""Which tokens are plugged in, said again whenever one comes or goes."""

import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from signing import token_messages as messages
from signing.errors import TokenError, TokenLibraryMissing
from signing.token_libraries import refuse_unfit_library
from signing.token_process import TokenProcess
from signing.tokens import one_of_each
from signing.values import Token

log = logging.getLogger(__name__)

# A library that crashes at each start is not started all the time.
_PAUSE_AFTER_LOSS_S = 10.0


class TokenWatch:
    """Watches each library in a worker that sleeps until a slot has news.

    A library that can only be asked is asked once a second. Use it as a context manager, or
    `close` it.
    """

    def __init__(self, modules: Sequence[Path]) -> None:
        """Start watching in the background."""
        self._changed = threading.Condition()
        self._tokens: dict[Path, tuple[Token, ...] | None] = dict.fromkeys(modules)
        self._closed = threading.Event()
        self._processes: dict[Path, TokenProcess] = {}
        self._threads = [
            threading.Thread(target=self._watch, args=(module,), name="token-watch", daemon=True)
            for module in self._tokens
        ]
        for thread in self._threads:
            thread.start()

    def next(
        self, known: tuple[Token, ...] | None = None, timeout_s: float | None = None
    ) -> tuple[Token, ...] | None:
        """Wait until the tokens plugged in are others than those known, and give them.

        None when the time is up or the watch was closed. With nothing known, the first answer
        comes when every library has spoken.
        """
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        with self._changed:
            while not self._closed.is_set():
                if all(tokens is not None for tokens in self._tokens.values()):
                    now = one_of_each(t for tokens in self._tokens.values() for t in tokens or ())
                    if now != known:
                        return now
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    return None
                self._changed.wait(left)
        return None

    def close(self) -> None:
        """End the workers and whoever waits in `next`."""
        with self._changed:
            self._closed.set()
            self._changed.notify_all()
            processes = tuple(self._processes.values())
        for process in processes:
            process.kill()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _watch(self, module: Path) -> None:
        while not self._closed.is_set():
            try:
                self._listen(module)
            except TokenLibraryMissing:
                self._show(module, ())
                return
            except TokenError as error:
                self._show(module, ())
                if not self._closed.is_set():
                    log.warning("token-library-failed %s %s", module.name, error.code)
            self._closed.wait(_PAUSE_AFTER_LOSS_S)

    def _listen(self, module: Path) -> None:
        """Hear what one library's worker says, until it ends; it always ends with an error."""
        refuse_unfit_library(module)
        process = TokenProcess(token=None)
        with self._changed:
            self._processes[module] = process
            if self._closed.is_set():
                process.kill()
        process.say("watch", {"module": str(module)})
        while True:
            kind, body = process.hear(None)
            if kind == "error":
                process.end()
                raise messages.error_from_body(body)
            self._show(module, tuple(map(messages.token_from_body, body["tokens"])))

    def _show(self, module: Path, tokens: tuple[Token, ...]) -> None:
        with self._changed:
            self._tokens[module] = tokens
            self._changed.notify_all()

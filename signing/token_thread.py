"""The one thread on which every PKCS#11 call of this process runs.

Vendor libraries are loaded once per process and few of them bear two threads, so that there is
exactly one `TOKEN_THREAD`, started with the first call.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class TokenThread:
    """A single worker; calls are made one after the other, in the order they came."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="token")
        self._ident: int | None = None

    def run(self, call: Callable[[], T]) -> T:
        """Make the call on the thread and wait for it; its exception is raised here."""
        if threading.get_ident() == self._ident:
            return call()
        return self._executor.submit(self._on_thread, call).result()

    def assert_here(self) -> None:
        """Fail unless this is the token thread.

        Raises:
            RuntimeError: a PKCS#11 call was about to be made from elsewhere: a defect.
        """
        if threading.get_ident() != self._ident:
            raise RuntimeError("PKCS#11 call off the token thread")

    def _on_thread(self, call: Callable[[], T]) -> T:
        self._ident = threading.get_ident()
        return call()


TOKEN_THREAD = TokenThread()

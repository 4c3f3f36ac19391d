"""A disk quota that a test uses up and gives back, and a scanner whose scan meets it."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from scanners.driver import Stopped, never
from scanners.scripted_driver import ScriptedDriver
from scanners.values import PageFile, ScanOptions

_ROOM = 4096  # bytes in a file; a page needs more, a lock or a log less


class Quota:
    """How large a file of this process may become; the system itself refuses more."""

    def __init__(self) -> None:
        self._resource = pytest.importorskip("resource", reason="Windows has no RLIMIT_FSIZE")
        self._before = self._resource.getrlimit(self._resource.RLIMIT_FSIZE)

    def use_up(self) -> None:
        """From now on no page can be kept."""
        self._resource.setrlimit(self._resource.RLIMIT_FSIZE, (_ROOM, self._before[1]))

    def give_back(self) -> None:
        """There is room again."""
        self._resource.setrlimit(self._resource.RLIMIT_FSIZE, self._before)


@pytest.fixture
def quota() -> Iterator[Quota]:
    """A quota that is given back when the test ends."""
    quota = Quota()
    try:
        yield quota
    finally:
        quota.give_back()


class QuotaDriver(ScriptedDriver):
    """The practice scanner; its `last`th page lies in the spool as the store's room ends. Once."""

    def __init__(self, quota: Quota, last: int) -> None:
        super().__init__()
        self._quota, self._last = quota, last

    def scan(
        self, device_id: str, options: ScanOptions, spool: Path, stopped: Stopped = never
    ) -> Generator[PageFile, None, None]:
        """As the practice scanner does."""
        for number, file in enumerate(super().scan(device_id, options, spool, stopped), start=1):
            if number == self._last:
                self._quota.use_up()
                self._last = 0
            yield file

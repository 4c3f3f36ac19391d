"""What presenters know of threads: work goes out, an answer comes back. `views.jobs` does it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Jobs(Protocol):
    """An executor whose answers arrive on the presenters' own thread."""

    def start(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `work` elsewhere; then `done` or `failed` here."""
        ...

    def here(self, callback: Callable[[T], None]) -> Callable[[T], None]:
        """Return a function for the work's thread that calls `callback` here."""
        ...

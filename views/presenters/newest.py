"""One look at a time: of what is asked meanwhile only the newest is looked for."""

from collections.abc import Callable

from views.presenters.jobs import Jobs

Look = Callable[[], Callable[[], None]]
"""Looks elsewhere, and returns what shows what it found, which is called here."""


class Newest:
    """Looks on `jobs`; what was found shows unless something else was asked for meanwhile.

    report: told of a look that failed.
    """

    def __init__(self, jobs: Jobs, report: Callable[[Exception], None]) -> None:
        self._jobs = jobs
        self._report = report
        self._next: Look | None = None
        self._looking = False

    def ask(self, look: Look) -> None:
        """Look for that, now or as soon as the look that is under way has ended."""
        self._next = look
        if not self._looking:
            self._go()

    @property
    def looking(self) -> bool:
        """Whether what was asked last is still to be shown."""
        return self._looking

    def _go(self) -> None:
        look, self._next = self._next, None
        self._looking = look is not None
        if look is not None:
            self._jobs.start(look, self._found, self._failed)

    def _found(self, show: Callable[[], None]) -> None:
        if self._next is None:
            show()
        self._go()

    def _failed(self, error: Exception) -> None:
        self._report(error)
        self._go()

"""The status line: token, scanner, outbox, what is owed, room on the disk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from offline_store.records import OutboxState
from signing.errors import SigningError
from station.bootstrap import Desk
from station.desk_check import Status
from station.errors import StationError
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs


@dataclass(frozen=True, slots=True)
class DeskState:
    """What stands at the bottom of the window. missing: labels of tokens not plugged in.

    token_problem: an error's code; None when the tokens could be asked.
    last_error: the code under which the last sending stopped; None when it went well.
    nearest_debt: by when the first thing owed must be had; debt_late: whether that time is past.
    numbers_low: whether so few register numbers are left that more should be leased.
    disk_mib: MiB that are free where the desk keeps everything; disk_low: whether that is too
    little for a day.
    """

    tokens: tuple[str, ...]
    missing: tuple[str, ...]
    token_problem: str | None
    waiting: int
    refused: int
    last_error: str | None
    debts: int
    nearest_debt: datetime | None
    debt_late: bool
    numbers_left: int
    numbers_low: bool
    numbers_over: bool
    disk_mib: int
    disk_low: bool


class StatusView(Protocol):
    """What the status line must show."""

    def show_state(self, state: DeskState) -> None:
        """Everything at once."""
        ...


class StatusPresenter:
    """Looks at the desk now and then; never two looks at once."""

    def __init__(self, counter: Counter, view: StatusView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._looking = False
        self.state: DeskState | None = None

    def look(self) -> None:
        """Look at tokens, outbox, debts and disk."""
        if self._looking:
            return
        self._looking = True

        def seen(state: DeskState) -> None:
            self._looking = False
            self.state = state
            self._view.show_state(state)

        def failed(error: Exception) -> None:
            self._looking = False
            self._counter.report(error)

        self._parallel.start(lambda: look_at_desk(self._counter.desk), seen, failed)


def look_at_desk(desk: Desk) -> DeskState:
    """The state now; slow, since tokens are asked."""
    needed: tuple[str, ...] = ()
    here: frozenset[str] = frozenset()
    problem: str | None = None
    try:
        needed = desk.signing.tokens_needed()
        found = desk.signing.find_needed()
        here = frozenset(name for name, token in found.items() if token is not None)
    except (StationError, SigningError) as error:
        problem = error.code
    with desk.store.snapshot() as records:
        items = records.outbox.items()
        left = records.register.remaining(desk.certify.book(desk.now()), desk.now())
        over = records.returned.unused(desk.now())
    disk = desk.check_readiness.disk()
    waiting = [i for i in items if i.state in (OutboxState.QUEUED, OutboxState.SENDING)]
    debts = [debt for each in desk.pay_debts.owing() for debt in each.copy.debts]
    nearest = min((debt.deadline for debt in debts), default=None)
    return DeskState(
        tokens=tuple(label for label in needed if label in here),
        missing=tuple(label for label in needed if label not in here),
        token_problem=problem,
        waiting=len(waiting),
        refused=sum(item.state is OutboxState.REFUSED for item in items),
        last_error=next((item.error for item in waiting if item.error is not None), None),
        debts=len(debts),
        nearest_debt=nearest,
        debt_late=nearest is not None and desk.now() > nearest,
        numbers_left=left,
        numbers_low=left <= desk.settings.register.low_numbers,
        numbers_over=bool(over),
        disk_mib=int(str(disk.facts["mib"])),
        disk_low=disk.status is not Status.OK,
    )

"""Who is at the desk: sign in, lock the screen, sign out.

Where central sent no accounts nobody asks, and whoever sits there works as whom the system says.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from offline_store.errors import Fact
from station.bootstrap import Desk, seat
from station.errors import AccountsExpired, SignInNeeded
from station.people import NOBODY, Person
from station.problems import PRODUCT_ERRORS
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import WORK_UNDER_WAY


class SignInView(Protocol):
    """What signing in asks of the window."""

    def ask_who(self, locked: Person | None) -> None:
        """Cover the work and ask who is there. locked: ask for this person's password alone."""
        ...

    def let_in(self, person: Person) -> None:
        """Uncover the work: this person is at the desk."""
        ...

    def show_refusal(self, code: str, facts: Mapping[str, Fact]) -> None:
        """Say on the cover why nobody is let in."""
        ...

    def show_trying(self, trying: bool) -> None:
        """A password is being looked at; nothing else is taken meanwhile."""
        ...


class SignInPresenter:
    """Keeps who is signed in; the desk that the counter uses is that person's."""

    def __init__(
        self, counter: Counter, view: SignInView, parallel: Jobs, under_way: Callable[[], bool]
    ) -> None:
        self.person: Person | None = None
        self.locked = False
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._under_way = under_way
        self._asking = False
        self._trying = False
        self._looking = False

    @property
    def covered(self) -> bool:
        """Whether nothing of the work may be seen."""
        return self._asking or self.locked

    def begin(self) -> bool:
        """Ask who is there, where this desk has accounts; whether it does."""
        if self._counter.desk.clerk == NOBODY:
            self._ask()
        return self._asking

    def look(self) -> None:
        """Let central say who may sign in, if it is time; ask anew where it changed that."""
        if self._looking:
            return
        self._looking = True
        desk, person = self._counter.desk, self.person

        def seen(holds: bool) -> None:
            self._looking = False
            # An act that is under way comes to its end first: the next look asks again.
            if not holds and person is self.person and not self._asking and not self._under_way():
                self._ask()

        def failed(error: Exception) -> None:
            self._looking = False
            self._counter.report(error)

        self._parallel.start(lambda: _still_holds(desk, person), seen, failed)

    def sign_in(self, login: str, password: str) -> None:
        """Let somebody in by login and password; while the screen is locked, whoever locked it."""
        if self._trying:
            return
        desk, why = self._counter.desk, "window"
        if self.locked and self.person is not None:
            login, why = self.person.login, "unlock"
        self._trying = True
        self._view.show_trying(True)

        def done(person: Person) -> None:
            self._end_trying()
            self.person, self.locked, self._asking = person, False, False
            if self._counter.desk.clerk != person.login:
                self._counter.desk = seat(self._counter.desk, person.login)
            self._view.let_in(person)

        def failed(error: Exception) -> None:
            self._end_trying()
            if not isinstance(error, PRODUCT_ERRORS):
                raise error
            self._view.show_refusal(error.code, error.facts)

        self._parallel.start(lambda: _signed_in(desk, login, password, why), done, failed)

    def lock(self, why: str) -> None:
        """Cover the work until the same person's password; what runs goes on. why: key or idle."""
        if self.person is None or self.covered:
            return
        self.locked = True
        self._view.ask_who(self.person)
        self._record(self.person, "screen-locked", why)

    def sign_out(self) -> None:
        """Let somebody else sign in. Not while an act of this person's is under way."""
        if self.person is None:
            return
        if self._under_way():
            if self.locked:
                self._view.show_refusal(WORK_UNDER_WAY, {})
            else:
                self._counter.problem(WORK_UNDER_WAY)
            return
        self._record(self.person, "signed-out", "unlock" if self.locked else "window")
        self._counter.close_work()
        self._ask()

    def _ask(self) -> None:
        self.person, self.locked, self._asking = None, False, True
        self._counter.desk = seat(self._counter.desk, NOBODY)
        self._view.ask_who(None)

    def _end_trying(self) -> None:
        self._trying = False
        self._view.show_trying(False)

    def _record(self, person: Person, act: str, why: str) -> None:
        desk = self._counter.desk
        self._parallel.start(
            lambda: desk.sign_in.record(person.login, act, why),
            lambda _: None,
            self._counter.report,
        )


def _still_holds(desk: Desk, person: Person | None) -> bool:
    """Whether whoever is at the desk may stay there, by what central says now."""
    desk.fetch_accounts()
    with desk.store.snapshot() as records:
        if not records.accounts.any():
            return True
    if person is None:
        return False
    try:
        desk.sign_in.person(person.login)
    except SignInNeeded:
        return False
    return True


def _signed_in(desk: Desk, login: str, password: str, why: str) -> Person:
    try:
        return desk.sign_in(login, password, why)
    except AccountsExpired:
        # Nothing was tried yet. Perhaps the network is back.
        desk.fetch_accounts(at_once=True)
        return desk.sign_in(login, password, why)

"""Somebody changes their own password; what they type goes to central once and is kept nowhere."""

from collections.abc import Mapping
from typing import Protocol

from offline_store.errors import CentralError, Fact, NotEnrolled
from offline_store.passwords import LEAST_LENGTH
from station.errors import InputInvalid
from station.problems import PRODUCT_ERRORS
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import (
    PASSWORD_NOT_CHANGED,
    PASSWORD_UNFIT,
    PASSWORDS_DIFFER,
    NoteCode,
)


class PasswordView(Protocol):
    """What changing a password asks of its dialog."""

    def show_refusal(self, code: str, facts: Mapping[str, Fact]) -> None:
        """Say why nothing was changed."""
        ...

    def show_changing(self, changing: bool) -> None:
        """Central is asked; nothing else is taken meanwhile."""
        ...

    def changed(self) -> None:
        """It is done: put the dialog away."""
        ...


class PasswordPresenter:
    """Changes the password of whoever is signed in; needs central."""

    def __init__(self, counter: Counter, view: PasswordView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._login = counter.desk.clerk
        self._changing = False

    def change(self, old: str, new: str, again: str) -> None:
        """Give it up, where the new one was typed in two ways; else have central change it."""
        if self._changing:
            return
        if new != again:
            self._view.show_refusal(PASSWORDS_DIFFER, {})
            return
        desk, login = self._counter.desk, self._login
        self._changing = True
        self._view.show_changing(True)

        def done(_: None) -> None:
            self._over()
            self._view.changed()
            if self._counter.desk.clerk == login:
                self._counter.note(NoteCode.PASSWORD_CHANGED)

        def failed(error: Exception) -> None:
            self._over()
            match error:
                case InputInvalid():
                    self._view.show_refusal(PASSWORD_UNFIT, {"least": LEAST_LENGTH})
                case CentralError() | NotEnrolled():
                    self._view.show_refusal(PASSWORD_NOT_CHANGED, {})
                case error if isinstance(error, PRODUCT_ERRORS):
                    self._view.show_refusal(error.code, error.facts)
                case _:
                    raise error

        self._parallel.start(lambda: desk.change_password(login, old, new), done, failed)

    def _over(self) -> None:
        self._changing = False
        self._view.show_changing(False)

"""Sign-in, screen lock and who is there, put onto the window."""

from collections.abc import Callable, Mapping

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMenu, QToolButton, QWidget

from offline_store.errors import Fact
from station.people import Person
from views.curtain import Curtain
from views.idle_watch import IdleWatch
from views.jobs import QtJobs
from views.language import translate
from views.message_list import MessageList
from views.pages.sign_in import SignInPage
from views.password_dialog import PasswordDialog
from views.presenters.counter import Counter
from views.presenters.sign_in import SignInPresenter
from views.status_line import StatusLine

LOCK_KEY = "Ctrl+Shift+L"
PASSWORD_KEY = "Ctrl+Shift+P"


class SignInCover:
    """What covers the work until somebody is signed in. begin: what the window does first then."""

    def __init__(
        self,
        work: QWidget,
        counter: Counter,
        parallel: QtJobs,
        under_way: Callable[[], bool],
        line: StatusLine,
        messages: MessageList,
        begin: Callable[[], None],
    ) -> None:
        self._work = work
        self._counter = counter
        self._parallel = parallel
        self._line = line
        self._messages = messages
        self._begin = begin
        self._last: Person | None = None
        self._idle: IdleWatch | None = None
        self.password: PasswordDialog | None = None
        page = SignInPage()
        self.curtain = Curtain(work, page)
        self.page = page
        self.presenter = SignInPresenter(counter, self, parallel, under_way)
        page.attach(self.presenter)
        self._make_menu(line.person, work)

    def watch(self, window: QWidget, minutes: int) -> None:
        """Lock the screen when nobody was at a window, which is shown already, for so long."""
        handle = window.windowHandle()
        if handle is not None and self._idle is None:
            self._idle = IdleWatch(handle, minutes, lambda: self.presenter.lock("idle"))

    def let_go(self) -> None:
        """The window is closed: nobody is waited for, and no dialog is its business any more."""
        if self._idle is not None:
            self._idle.timer.stop()
        self.curtain.let_go()

    # What the presenter asks for.

    def ask_who(self, locked: Person | None) -> None:
        """Cover the work."""
        self.curtain.draw()
        self.page.ask(locked)

    def let_in(self, person: Person) -> None:
        """Uncover it; for somebody else than before, as at the start of a day."""
        anew = self._last is None or self._last.login != person.login
        self._last = person
        self._line.show_person(person.name)
        if anew:
            self._messages.forget()
            self._line.forget_message()
        self.curtain.open()
        if anew:
            self._begin()

    def show_refusal(self, code: str, facts: Mapping[str, Fact]) -> None:
        """Say why nobody is let in."""
        self.page.show_refusal(code, facts)

    def show_trying(self, trying: bool) -> None:
        """Say that it is being looked at."""
        self.page.show_trying(trying)

    def _change_password(self) -> None:
        person = self.presenter.person
        if person is None or self.presenter.covered:
            return
        if self.password is None:
            self.password = PasswordDialog(self._counter, self._parallel, person.name, self._work)
            self.password.finished.connect(self._password_over)
        self.password.show()
        self.password.activateWindow()

    def _password_over(self) -> None:
        self.password = None

    def _make_menu(self, button: QToolButton, work: QWidget) -> None:
        menu = QMenu(button)
        lock = QAction(translate("SignIn", "Lock the screen"), work)
        lock.setShortcut(QKeySequence(LOCK_KEY))
        lock.triggered.connect(lambda: self.presenter.lock("key"))
        # On the work itself too: its key does nothing while that is covered.
        work.addAction(lock)
        menu.addAction(lock)
        change = QAction(translate("SignIn", "Change your password…"), work)
        change.setShortcut(QKeySequence(PASSWORD_KEY))
        change.triggered.connect(lambda: self._change_password())
        work.addAction(change)
        menu.addAction(change)
        out = QAction(translate("SignIn", "Sign out"), work)
        out.triggered.connect(lambda: self.presenter.sign_out())
        menu.addAction(out)
        button.setMenu(menu)

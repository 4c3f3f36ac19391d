"""The screen that the citizen looks at: large, calm, and of one dossier alone."""

from collections.abc import Callable

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QResizeEvent
from PyQt6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from offline_store.records import Requester
from station.consent import Purpose
from station.identify import ToShow
from station.tell_citizen import CitizenSees, Making
from station.vietqr import vietqr_text
from views.consent_texts import question_text
from views.language import translate
from views.look import CITIZEN_CODE, CITIZEN_FIELD, GRID, GROUP, MARGIN
from views.place_page import hairline, label, scrolled, wrapped
from views.qr_code import QrCode
from views.wording import copies_text, money


class CitizenScreen(QWidget):
    """A window of its own. `put_away`: somebody closed it; `answered`: what they pressed."""

    put_away = pyqtSignal()
    answered = pyqtSignal(bool)

    def __init__(self, agency: str) -> None:
        """With nothing on it but the agency's name."""
        # No child of the clerk's window: it is on another screen, and does not lie over that one.
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setWindowTitle(translate("Citizen", "For the citizen"))
        # The clerk goes on typing where they were, also when somebody touches this screen.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._wide: QBoxLayout | None = None
        self.yes: QPushButton | None = None
        self.no: QPushButton | None = None
        head = QFrame()
        head.setProperty("role", "citizen-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(GROUP, MARGIN, GROUP, MARGIN)
        row.addWidget(label(agency, "citizen-small"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self.area = scrolled(QWidget())
        column.addWidget(self.area, 1)
        self.show_nothing()

    # What the presenter asks for.

    def show_nothing(self) -> None:
        """A greeting, and nobody's data."""
        self._put(_centred(label(translate("Citizen", "Good day."), "citizen-title")))

    def show_called(self, number: int) -> None:
        """Whose turn it is, to be read from afar."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.addStretch(1)
        for text, role in (
            (translate("Citizen", "Please come to the counter"), "citizen-title"),
            (f"{number:03d}", "citizen-called"),
        ):
            words = label(text, role)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addStretch(1)
        self._put(made)

    def show_address(self, to_show: ToShow) -> None:
        """A code to be opened with a phone, as large as it is read from afar."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setSpacing(GROUP)
        column.addStretch(1)
        title = translate("Citizen", "Scan this code with your phone")
        code = QrCode(title, CITIZEN_CODE)
        code.show_text(to_show.address)
        words = translate(
            "Citizen", "Then confirm with {source} who you are. It holds for a while."
        )
        told = wrapped(words.format(source=to_show.source), "citizen")
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label(title, "citizen-title"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(code, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(told)
        column.addStretch(1)
        self._put(made)

    def show_card(self, requester: Requester, source: str) -> None:
        """What was read from the card, or what somebody vouches for."""
        title = (
            translate("Citizen", "Please check your data")
            if source
            else translate("Citizen", "Please check what your card says")
        )
        self._put(_person(requester, title))

    def show_dossier(self, sees: CitizenSees) -> None:
        """Who, what, for how much; once a copy is there, where it is instead of who."""
        done = [making for making in sees.making if making.code]
        content = QWidget()
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        both.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        both.setSpacing(GROUP)
        left = QVBoxLayout()
        left.setSpacing(GROUP)
        if done:
            left.addWidget(label(sees.requester.name, "citizen-number"))
        else:
            title = translate("Citizen", "Please check your data")
            left.addWidget(_person(sees.requester, title))
        left.addWidget(hairline())
        left.addWidget(_making(sees))
        right = QVBoxLayout()
        right.setSpacing(GROUP)
        (left if done else right).addWidget(_payment(sees))
        if done:
            right.addWidget(_results(done))
        left.addStretch(1)
        right.addStretch(1)
        both.addLayout(left, 1)
        both.addLayout(right)
        self._put(content)
        self._wide = both
        self._arrange()

    def ask(self, purpose: Purpose, requester: Requester) -> None:
        """The question with its two answers, side by side and alike: none is proposed."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(GROUP * 2, GROUP, GROUP * 2, GROUP)
        column.setSpacing(GROUP)
        column.addStretch(1)
        for text, role in (
            (requester.name, "citizen-small"),
            (question_text(purpose, requester), "citizen-title"),
            (translate("Citizen", "A no costs you nothing."), "citizen"),
        ):
            words = wrapped(text, role)
            column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(GROUP)
        self.yes = _answer(translate("Citizen", "I agree"), lambda: self.answered.emit(True))
        self.no = _answer(translate("Citizen", "I do not agree"), lambda: self.answered.emit(False))
        row.addWidget(self.yes)
        row.addWidget(self.no)
        column.addLayout(row)
        column.addStretch(2)
        yes, no = self.yes, self.no
        self._put(content)
        self.yes, self.no = yes, no

    # The window itself.

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Somebody put it away."""
        super().closeEvent(event)
        self.show_nothing()
        self.put_away.emit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Beside each other where it is wide, else below."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._wide is not None:
            upright = self.height() > self.width()
            self._wide.setDirection(
                QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
            )

    def _put(self, content: QWidget) -> None:
        """In the place of what stood there, which is gone from this moment on."""
        self._wide = self.yes = self.no = None
        old = self.area.takeWidget()
        if old is not None:
            # Not deleted at once: a button of it may be what was pressed.
            old.hide()
            old.deleteLater()
        content.setProperty("role", "clear")
        self.area.setWidget(content)
        content.show()


def _centred(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(widget, 1, Qt.AlignmentFlag.AlignCenter)
    return made


def _person(requester: Requester, title: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(MARGIN)
    column.addWidget(label(title, "citizen-small"))
    name = wrapped(requester.name, "citizen-number")
    column.addWidget(name)
    grid = QGridLayout()
    grid.setHorizontalSpacing(GROUP)
    grid.setVerticalSpacing(GRID)
    grid.setColumnStretch(1, 1)
    rows = [
        (translate("Citizen", "Identity number"), requester.id_number),
        (translate("Citizen", "Date of birth"), requester.birth_date),
        (translate("Citizen", "Address"), requester.address),
        (translate("Citizen", "Phone"), requester.phone),
        (translate("Citizen", "E-mail"), requester.email),
    ]
    for at, (what, value) in enumerate(row for row in rows if row[1]):
        grid.addWidget(label(what, "citizen-small"), at, 0, Qt.AlignmentFlag.AlignTop)
        words = wrapped(value, "citizen")
        grid.addWidget(words, at, 1)
    column.addLayout(grid)
    column.addStretch(1)
    return made


def _making(sees: CitizenSees) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    dossier = translate("Citizen", "Dossier {code}").format(code=sees.code)
    column.addWidget(label(dossier, "citizen-small"))
    texts = [sees.procedure] if sees.procedure else []
    texts += [
        f"{each.title} · {copies_text(each.copies)}" if each.copies else each.title
        for each in sees.making
    ]
    for text in texts:
        words = wrapped(text, "citizen")
        column.addWidget(words)
    return made


def _payment(sees: CitizenSees) -> QWidget:
    made, column = _tile(translate("Citizen", "Fee"))
    if sees.paid:
        column.addWidget(label(translate("Citizen", "Paid"), "citizen-number"))
        return made
    if sees.vnd is None:
        words = wrapped(translate("Citizen", "By the pages, once they are scanned"), "citizen")
        column.addWidget(words)
        return made
    free = translate("Citizen", "No fee")
    column.addWidget(label(money(sees.vnd) if sees.vnd else free, "citizen-number"))
    if sees.transfer is not None:
        code = QrCode(translate("Citizen", "Code to pay by transfer"), CITIZEN_CODE)
        code.show_text(vietqr_text(sees.transfer))
        column.addWidget(code, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (
            translate("Citizen", "Scan it with your bank's app, or pay at the counter."),
            translate("Citizen", "Purpose: {purpose}").format(purpose=sees.transfer.purpose),
        ):
            words = wrapped(text, "citizen-small")
            column.addWidget(words)
    return made


def _results(done: list[Making]) -> QWidget:
    made, column = _tile(translate("Citizen", "Your copy is ready"))
    for each in done:
        if each.lookup_url:
            code = QrCode(translate("Citizen", "Address of your copy"), CITIZEN_CODE)
            code.show_text(each.lookup_url)
            column.addWidget(code, 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role in ((each.title, "citizen"), (each.code, "citizen-small")):
            words = wrapped(text, role)
            column.addWidget(words)
    return made


def _tile(title: str) -> tuple[QFrame, QVBoxLayout]:
    made = QFrame()
    made.setProperty("role", "card")
    made.setMinimumWidth(CITIZEN_FIELD)
    column = QVBoxLayout(made)
    column.setContentsMargins(GROUP, MARGIN, GROUP, MARGIN)
    column.setSpacing(GRID)
    column.addWidget(label(title, "citizen-small"))
    return made, column


def _answer(text: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "citizen")
    button.clicked.connect(lambda: act())
    return button

"""The ledger of debts, opened from its badge: what is owed to which copy, and by when."""

from collections.abc import Callable
from datetime import datetime

from PyQt6.QtWidgets import QProgressBar, QPushButton, QWidget

from offline_store.signed_papers import SignedPaper
from station.hanoi_time import Clock
from station.pay_debts import OwingCopy
from views.empty_list import ListOrWords
from views.language import translate
from views.look import GRID
from views.place_page import wrapped
from views.presenters.debts import DebtsPresenter
from views.sheet import Sheet, row_of
from views.tables import Column, Table
from views.theme import Theme
from views.wording import moment, register_number

WIDTH, HEIGHT = GRID * 90, GRID * 48


class DebtsSheet(Sheet):
    """Lies open beside the work; Enter on a row opens the copy."""

    presenter: DebtsPresenter

    def __init__(self, theme: Theme, now: Clock, parent: QWidget) -> None:
        super().__init__(translate("Debts", "Owed to signed copies"), (WIDTH, HEIGHT), parent)
        words = wrapped(
            translate(
                "Debts",
                "These copies are signed and stand. A server that did not answer in time still "
                "owes them something; the desk asks it again by itself.",
            ),
            "secondary",
        )
        self.table: Table[OwingCopy] = Table(
            theme, _columns(now), translate("Debts", "Copies that owe something")
        )
        self._list = ListOrWords(self.table, translate("Debts", "Nothing is owed."))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Debts", "Asking the servers"))
        self.pay = QPushButton(translate("Debts", "Ask the servers now"))
        self.pay.setProperty("role", "primary")
        self.stop = QPushButton(translate("Debts", "Stop"))
        self.put_away = QPushButton(translate("Debts", "Close"))
        buttons = row_of(self.put_away, self.stop, self.pay)
        column = self.fill()
        column.addWidget(words)
        column.addWidget(self._list, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)

    def attach(self, presenter: DebtsPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.pay.clicked.connect(lambda: presenter.pay())
        self.stop.clicked.connect(lambda: presenter.stop())
        self.put_away.clicked.connect(self.close)
        self.table.activated.connect(lambda: self._see())
        self.show_paying(False, False)

    def open_ledger(self) -> None:
        """Show it as it is now."""
        self.presenter.show()
        self.show()
        self.activateWindow()
        self.table.setFocus()

    def show_owing(self, owing: tuple[OwingCopy, ...]) -> None:
        """The ledger, the nearest deadline first."""
        self.table.show_rows(
            owing, lambda one, other: one.copy.document_id == other.copy.document_id
        )
        self._list.show_list(bool(owing))
        self.pay.setEnabled(bool(owing) and not self.presenter.paying)

    def show_paying(self, paying: bool, stopping: bool) -> None:
        """The servers are being asked, or not."""
        self.progress.setVisible(paying)
        self.pay.setEnabled(not paying and bool(self.table.rows_model.rows))
        self.stop.setEnabled(paying and not stopping)

    def done(self, result: int = 0) -> None:
        """Put the ledger away; what is being asked goes on."""
        super().done(result)

    def _see(self) -> None:
        row = self.table.in_hand()
        if row is not None:
            self.presenter.see(row)


def _columns(now: Clock) -> tuple[Column[OwingCopy], ...]:
    return (
        Column(translate("Debts", "Dossier"), lambda row: row.dossier_code),
        Column(
            translate("Debts", "Number"),
            known_text,
            120,
            right=True,
        ),
        Column(translate("Debts", "Owed"), owed_text, 220),
        Column(translate("Debts", "Due by"), _due(now), 190),
    )


def known_text(owing: OwingCopy) -> str:
    """The register number of a copy; the code of a digitised paper."""
    copy = owing.copy
    return copy.code if isinstance(copy, SignedPaper) else register_number(copy.number)


def owed_text(owing: OwingCopy) -> str:
    """What a copy owes, in words."""
    words = {
        "timestamp": translate("Debts", "a time-stamp"),
        "revocation": translate("Debts", "data on its certificates"),
    }
    return ", ".join(words.get(debt.kind, debt.kind) for debt in owing.copy.debts)


def _due(now: Clock) -> Callable[[OwingCopy], str]:
    def text(owing: OwingCopy) -> str:
        deadline = min(debt.deadline for debt in owing.copy.debts)
        return due_text(deadline, now())

    return text


def due_text(deadline: datetime, at: datetime) -> str:
    """By when it is due, or since when it is late."""
    if at > deadline:
        return translate("Debts", "{time}, late").format(time=moment(deadline))
    return moment(deadline)

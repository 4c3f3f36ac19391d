"""Sign: the tray of what waits, the gates of the one in hand, and the PIN."""

from collections.abc import Callable

from PyQt6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from signing.values import Token
from station.sheet_gate import SheetGate
from views.count_dialog import CountDialog
from views.empty_list import ListOrWords
from views.gates_column import GatesColumn, missing_text, state_text
from views.grounds_dialog import GroundsDialog, OnDecision
from views.jobs import QtJobs
from views.language import translate
from views.pin_dialog import PinDialog
from views.place_page import PlacePage
from views.presenters.sign import OnPins, SignPresenter
from views.presenters.tray import Gate, Means, Waiting
from views.print_preview import preview_then_print
from views.stack_dialog import StackDialog
from views.tables import Column, Table
from views.theme import Theme
from views.wording import copies_text, number


class SignPage(PlacePage):
    """What waits for number and signatures."""

    presenter: SignPresenter

    def __init__(self, theme: Theme, jobs: QtJobs) -> None:
        super().__init__(theme, translate("Sign", "Number and sign"))
        self._jobs = jobs
        self.grounds_dialog: GroundsDialog | None = None
        self.count_dialog: CountDialog | None = None
        self._means: Means | None = None
        self._ready = 0
        self._chosen: Waiting | None = None
        self._signing = False
        self._filling = False
        self.pin_dialog: PinDialog | None = None
        self.table: Table[Waiting] = Table(
            theme, self._columns(), translate("Sign", "Waiting copies")
        )
        self._tray = ListOrWords(
            self.table,
            translate("Sign", "Nothing waits to be signed. Receive and scan a paper first."),
        )
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Sign", "Signing"))
        self.progress.hide()
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.progress)
        left.addWidget(self._tray, 1)
        self.gates = GatesColumn(theme, lambda gate: self.presenter.cure(gate))
        self.grounds = self.add_secondary(
            translate("Sign", "Grounds for refusing"), "Ctrl+J", lambda: self.presenter.judge()
        )
        self.sign_all = self.add_secondary(
            translate("Sign", "Sign all that is ready"), "Shift+F9", self._open_stack
        )
        self.stack_dialog: StackDialog | None = None
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.gates)

    def attach(self, presenter: SignPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.primary.clicked.connect(lambda: presenter.sign())
        self.lacks.linkActivated.connect(lambda gate: presenter.cure(Gate(gate)))
        selection = self.table.selectionModel()
        assert selection is not None
        selection.currentRowChanged.connect(lambda: self._row_chosen())
        self.table.activated.connect(lambda: self._first_cure())
        self._refresh()

    def show_waiting(self, waiting: tuple[Waiting, ...], means: Means) -> None:
        """The tray."""
        self._means = means
        # A row that is selected while the list is filled was chosen by nobody.
        self._filling = True
        self.table.show_rows(waiting, lambda one, other: one.document.id == other.document.id)
        self._filling = False
        self._tray.show_list(bool(waiting))
        self._ready = sum(row.ready for row in waiting)

    def show_chosen(self, chosen: Waiting | None, means: Means) -> None:
        """The one in hand."""
        self._chosen, self._means = chosen, means
        if chosen is not None:
            self.table.choose(lambda row: row.document.id == chosen.document.id)
        self._refresh()

    def show_signing(self, signing: bool) -> None:
        """Signatures are being made."""
        self._signing = signing
        self.progress.setVisible(signing)
        self._refresh()

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """Ask in a dialog over this window."""
        self.pin_dialog = PinDialog(tokens, self._act(), answer, self.window() or self)
        self.pin_dialog.destroyed.connect(self._pin_dialog_gone)
        self.pin_dialog.open()

    def ask_grounds(self, title: str, warnings: tuple[str, ...], answer: OnDecision) -> None:
        """Ask in a dialog over this window."""
        self.grounds_dialog = GroundsDialog(title, warnings, answer, self.window() or self)
        self.grounds_dialog.destroyed.connect(self._grounds_dialog_gone)
        self.grounds_dialog.open()

    def ask_sides(self, title: str, sheets: SheetGate, answer: Callable[[int], None]) -> None:
        """Ask in a dialog over this window."""
        self.count_dialog = CountDialog(title, sheets, answer, self.window() or self)
        self.count_dialog.destroyed.connect(self._count_dialog_gone)
        self.count_dialog.open()

    def print_slip(self, pdf: bytes) -> None:
        """Show it, and print."""
        preview_then_print(
            pdf, self.window() or self, self._jobs, lambda: None, self.presenter.failed
        )

    def focus_first(self) -> None:
        """Into the tray."""
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the column says too."""
        self.table.set_narrow(narrow)
        self.gates.set_narrow(narrow)

    def _columns(self) -> tuple[Column[Waiting], ...]:
        return (
            Column(translate("Sign", "Paper"), lambda row: row.document.title),
            Column(
                translate("Sign", "Requester"), lambda row: row.dossier.requester.name, spare=True
            ),
            Column(
                translate("Sign", "Pages"),
                lambda row: number(len(row.document.pages)),
                72,
                right=True,
                spare=True,
            ),
            Column(
                translate("Sign", "Copies"), lambda row: number(row.document.copies), 84, right=True
            ),
            Column(translate("Sign", "State"), state_text, 150),
        )

    def _act(self) -> str:
        if self._chosen is None:
            return translate("Sign", "Sign")
        return translate("Sign", "Sign {copies}").format(
            copies=copies_text(self._chosen.document.copies)
        )

    def _row_chosen(self) -> None:
        row = self.table.in_hand()
        if self._filling or row is None:
            return
        if self._chosen is None or row.document.id != self._chosen.document.id:
            self.presenter.choose(row.document.id)

    def _first_cure(self) -> None:
        missing = self._missing()
        if missing:
            self.presenter.cure(missing[0])
        else:
            self.presenter.sign()

    def _missing(self) -> list[Gate]:
        if self._chosen is None:
            return []
        return [gate for gate in Gate if gate not in self._chosen.passed]

    @staticmethod
    def _cures(chosen: Waiting | None, missing: list[Gate]) -> list[tuple[str, str]]:
        return [] if chosen is None else [(g.value, missing_text(g, chosen)) for g in missing]

    def _open_stack(self) -> None:
        dialog = StackDialog(self.theme, self.window() or self)
        presenter = self.presenter.stack(dialog)
        if presenter is None:
            dialog.deleteLater()
            return
        self.stack_dialog = dialog
        dialog.destroyed.connect(self._stack_dialog_gone)
        dialog.attach(presenter)
        dialog.open()

    def _stack_dialog_gone(self) -> None:
        self.stack_dialog = None

    def _grounds_dialog_gone(self) -> None:
        self.grounds_dialog = None

    def _count_dialog_gone(self) -> None:
        self.count_dialog = None

    def _pin_dialog_gone(self) -> None:
        self.pin_dialog = None

    def _refresh(self) -> None:
        chosen, means, missing = self._chosen, self._means, self._missing()
        ready = chosen is not None and chosen.ready and not self._signing
        self.set_primary(self._act() if chosen is not None else "", ready)
        self.table.setEnabled(not self._signing)
        # One alone is signed by the primary button.
        self.sign_all.setVisible(self._ready > 1)
        self.sign_all.setEnabled(not self._signing)
        self.grounds.setVisible(chosen is not None)
        self.grounds.setEnabled(not self._signing)
        self.gates.setVisible(chosen is not None)
        if self._signing:
            self.set_lacks(translate("Sign", "Signing. Leave the token plugged in."))
        else:
            self.set_cures(self._cures(chosen, missing))
        if chosen is not None and means is not None:
            self.gates.show_gates(chosen, means)

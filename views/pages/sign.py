"""Sign: the tray of what waits, the gates of the one in hand, and the PIN."""

from PyQt6.QtCore import Qt
from PyQt6.QtPrintSupport import QPrintDialog, QPrinter
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from signing.values import Token
from views.empty_list import ListOrWords
from views.grounds_dialog import GroundsDialog, OnDecision
from views.jobs import QtJobs
from views.language import translate
from views.look import COLUMN, COLUMN_NARROW, GRID, ICON, MARGIN
from views.pdf_pages import print_pdf
from views.pin_dialog import PinDialog
from views.place_page import PlacePage, hairline, label, scrolled
from views.presenters.sign import Gate, Means, OnPins, SignPresenter, Waiting
from views.problem_texts import problem_text
from views.stack_dialog import StackDialog
from views.tables import Column, Table
from views.theme import Theme
from views.wording import copies_text, number, pages_text


class SignPage(PlacePage):
    """What waits for number and signatures."""

    presenter: SignPresenter

    def __init__(self, theme: Theme, jobs: QtJobs) -> None:
        super().__init__(theme, translate("Sign", "Number and sign"))
        self._jobs = jobs
        self.grounds_dialog: GroundsDialog | None = None
        self._means: Means | None = None
        self._ready = 0
        self._chosen: Waiting | None = None
        self._signing = False
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
        self._column = self._details()
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
        row.addWidget(self._column)

    def attach(self, presenter: SignPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.primary.clicked.connect(lambda: presenter.sign())
        self.lacks.linkActivated.connect(lambda gate: presenter.cure(Gate(gate)))
        selection = self.table.selectionModel()
        assert selection is not None
        selection.currentRowChanged.connect(lambda: self._row_chosen())
        self.table.activated.connect(lambda: self._first_cure())
        for gate, (_, button) in self._gates.items():
            button.clicked.connect(lambda _, gate=gate: presenter.cure(gate))
        self._refresh()

    def show_waiting(self, waiting: tuple[Waiting, ...], means: Means) -> None:
        """The tray."""
        self._means = means
        self.table.show_rows(waiting, lambda one, other: one.document.id == other.document.id)
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

    def print_slip(self, pdf: bytes) -> None:
        """Ask for a printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._jobs.start(
                lambda: print_pdf(pdf, printer), lambda _: None, self.presenter.failed
            )
        )
        dialog.open()

    def focus_first(self) -> None:
        """Into the tray."""
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the column says too."""
        self.table.set_narrow(narrow)
        self._column.setFixedWidth(COLUMN_NARROW if narrow else COLUMN)

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
            Column(translate("Sign", "State"), _state_text, 150),
        )

    def _details(self) -> QFrame:
        column = QFrame()
        column.setProperty("role", "column")
        column.setFixedWidth(COLUMN)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GRID)
        self._name = label("", "title")
        self._name.setWordWrap(True)
        self._about = label("", "secondary")
        self._about.setWordWrap(True)
        layout.addWidget(self._name)
        layout.addWidget(self._about)
        layout.addWidget(hairline())
        layout.addWidget(label(translate("Sign", "Before signing"), "group"))
        self._gates: dict[Gate, tuple[QLabel, QPushButton]] = {}
        for gate in Gate:
            words = label("")
            words.setWordWrap(True)
            mark = label("")
            mark.setFixedSize(ICON, ICON)
            cure = QPushButton(_cure_text(gate))
            cure.setProperty("role", "link")
            mark.setObjectName(gate.value)
            line = QHBoxLayout()
            line.setSpacing(GRID)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            layout.addLayout(line)
            under = QHBoxLayout()
            under.setContentsMargins(ICON + GRID // 2, 0, 0, 0)
            under.addWidget(cure)
            under.addStretch(1)
            layout.addLayout(under)
            self._gates[gate] = (words, cure)
        layout.addWidget(hairline())
        layout.addWidget(label(translate("Sign", "Signed by"), "group"))
        self._signer = label("")
        self._signer.setWordWrap(True)
        layout.addWidget(self._signer)
        layout.addStretch(1)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
        return column

    def _act(self) -> str:
        if self._chosen is None:
            return translate("Sign", "Sign")
        return translate("Sign", "Sign {copies}").format(
            copies=copies_text(self._chosen.document.copies)
        )

    def _row_chosen(self) -> None:
        row = self.table.in_hand()
        if row is not None and (
            self._chosen is None or row.document.id != self._chosen.document.id
        ):
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
        self._column.setVisible(chosen is not None)
        if self._signing:
            self.set_lacks(translate("Sign", "Signing. Leave the token plugged in."))
        else:
            self.set_cures([(gate.value, _missing_text(gate)) for gate in missing])
        if chosen is None or means is None:
            return
        self._name.setText(chosen.document.title)
        self._about.setText(
            f"{chosen.dossier.requester.name}\n"
            f"{pages_text(len(chosen.document.pages))} · {copies_text(chosen.document.copies)}"
        )
        self._signer.setText(means.officer)
        for gate, (words, cure) in self._gates.items():
            passed = gate in chosen.passed
            words.setText(_gate_text(gate, chosen, means))
            cure.setVisible(not passed)
            mark = self.findChild(QLabel, gate.value)
            if mark is not None:
                palette = self.theme.palette
                sure = passed and not (gate is Gate.TOKEN and means.last_try)
                icon = self.theme.icon(
                    "check" if sure else "warning", palette.done if sure else palette.doubt
                )
                mark.setPixmap(icon.pixmap(ICON, ICON))


def _state_text(row: Waiting) -> str:
    if row.ready:
        return translate("Sign", "Ready")
    missing = [gate for gate in Gate if gate not in row.passed]
    # A refused paper is not waiting for anything else.
    return _missing_text(Gate.ALLOWED if Gate.ALLOWED in missing else missing[0])


def _missing_text(gate: Gate) -> str:
    return {
        Gate.SCANNED: translate("Sign", "Not scanned"),
        Gate.COMPARED: translate("Sign", "Not compared"),
        Gate.ALLOWED: translate("Sign", "Refused"),
        Gate.NUMBER: translate("Sign", "No number left"),
        Gate.TOKEN: translate("Sign", "No token"),
    }[gate]


def _cure_text(gate: Gate) -> str:
    return {
        Gate.SCANNED: translate("Sign", "Scan"),
        Gate.COMPARED: translate("Sign", "Compare"),
        Gate.ALLOWED: translate("Sign", "Decide again"),
        Gate.NUMBER: translate("Sign", "Ask central for numbers"),
        Gate.TOKEN: translate("Sign", "Look again"),
    }[gate]


def _gate_text(gate: Gate, chosen: Waiting, means: Means) -> str:
    passed = gate in chosen.passed
    match gate:
        case Gate.SCANNED:
            if chosen.scanning:
                return translate("Sign", "The original is being scanned")
            return (
                translate("Sign", "Pages are scanned")
                if passed
                else translate("Sign", "The original is not scanned yet")
            )
        case Gate.COMPARED:
            return (
                translate("Sign", "Every page was compared")
                if passed
                else translate("Sign", "Not every page was compared with the original")
            )
        case Gate.ALLOWED:
            return (
                translate("Sign", "Not refused")
                if passed
                else translate("Sign", "The copy was refused to the citizen")
            )
        case Gate.NUMBER:
            text = translate("Sign", "Book {book}: {count} numbers left")
            return text.format(book=means.book, count=number(means.numbers_left))
        case Gate.TOKEN:
            return _token_text(means)


def _token_text(means: Means) -> str:
    if means.problem is not None:
        return problem_text(means.problem.code, means.problem.facts).happened
    if any(token is not None and token.pin.locked for token in means.tokens):
        return translate("Sign", "The token is locked: its issuer must unlock it")
    missing = [
        label for label, token in zip(means.labels, means.tokens, strict=True) if token is None
    ]
    if missing:
        return translate("Sign", "Plug in the token {label}").format(label=", ".join(missing))
    if means.last_try:
        return translate(
            "Sign", "One more wrong PIN locks the token: agree to the last try when asked for it"
        )
    return translate("Sign", "Token {label} is plugged in").format(label=", ".join(means.labels))

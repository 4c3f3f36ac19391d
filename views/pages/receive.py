"""Receive: the form, for copies or for a procedure, and where a card's picture is dropped."""

from dataclasses import fields, replace
from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QHideEvent, QShowEvent
from PyQt6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from offline_store.citizens_copies import SaidOfCopies
from offline_store.procedure_wire import Procedure
from offline_store.records import Requester
from station.check_card import Mismatch
from station.queue import Called
from station.read_chip import ChipReading, Progress
from station.receive import MOST_COPIES
from station.recognition.personal_id import IdDoubt, PersonalId
from views.card_column import CardColumn
from views.chip_panel import KEY as CHIP_KEY
from views.citizens_copies_sheet import copies_line, said_on
from views.form_rows import form_rows, over
from views.id_texts import doubt_text, number_text
from views.identify_tool import IDENTIFY_KEY
from views.language import translate
from views.look import COLUMN, COLUMN_NARROW, GRID, GROUP, MARGIN
from views.name_list import NameList
from views.place_page import PlacePage, label, restyle, scrolled, wrapped
from views.presenters.receive import ReceivePresenter
from views.procedure_form import ProcedureForm
from views.theme import Theme
from views.wedge_filter import WedgeFilter
from views.wording import number

WIDEST_FIELD = GRID * 64
PICTURES = "*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp"


class ReceivePage(PlacePage):
    """Who asks, for copies of what, or for which procedure."""

    presenter: ReceivePresenter
    card_taken = pyqtSignal(object, str)
    called = pyqtSignal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("Receive", "Receive a dossier"))
        self.fields: dict[str, QLineEdit] = {
            "name": _field(translate("Receive", "Full name")),
            "id_number": _field(translate("Receive", "Identity number")),
            "birth_date": _field(translate("Receive", "Date of birth")),
            "address": _field(translate("Receive", "Address")),
            "phone": _field(translate("Receive", "Phone")),
            "email": _field(translate("Receive", "E-mail")),
            "title": _field(translate("Receive", "Name of the original")),
        }
        self.fields["birth_date"].setPlaceholderText(translate("Receive", "dd/mm/yyyy"))
        self.fields["title"].setPlaceholderText(
            translate("Receive", "for example: Birth certificate")
        )
        self.names = NameList(self.fields["title"])
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName(translate("Receive", "Copies"))
        self.copies.setFixedWidth(GRID * 12)
        self.number_says = wrapped("", "secondary")
        self.number_says.setMaximumWidth(WIDEST_FIELD)
        self.number_says.hide()
        self.source_says = label("", "secondary")
        self.source_says.hide()
        self.copies_say = wrapped("", "secondary")
        self.copies_say.setMaximumWidth(WIDEST_FIELD)
        self.copies_say.hide()
        self.called_says = label("", "secondary")
        self.call_next = QPushButton(translate("Receive", "Call the next number"))
        self.call_next.setToolTip(translate("Receive", "Call who waits longest (F6)"))
        self.call_next.hide()
        self.add_tool(self.called_says)
        self.add_tool(self.call_next)
        self.card = CardColumn(theme)
        self.wedge = WedgeFilter(lambda text: self.presenter.take_code(text), self)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        column.setSpacing(MARGIN)
        column.addWidget(label(translate("Receive", "Requester"), "title"))
        column.addLayout(
            form_rows(
                [
                    (
                        translate("Receive", "Full name"),
                        over(self.fields["name"], self.source_says),
                    ),
                    (
                        translate("Receive", "Identity number"),
                        over(self.fields["id_number"], self.number_says, self.copies_say),
                    ),
                    (translate("Receive", "Date of birth"), self.fields["birth_date"]),
                    (translate("Receive", "Address"), self.fields["address"]),
                    (translate("Receive", "Phone"), self.fields["phone"]),
                    (translate("Receive", "E-mail"), self.fields["email"]),
                ]
            )
        )
        column.addSpacing(GRID)
        self.purpose = QComboBox()
        self.purpose.setAccessibleName(translate("Receive", "What for"))
        self.purpose.addItem(translate("Receive", "For certified copies"))
        self.purpose.addItem(translate("Receive", "For a procedure"))
        self.purpose.setToolTip(translate("Receive", "Change it (Ctrl+M)"))
        self.add_tool(self.purpose)
        self.procedure = ProcedureForm(WIDEST_FIELD)
        self.procedure.hide()
        self._original = QWidget()
        original = QVBoxLayout(self._original)
        original.setContentsMargins(0, 0, 0, 0)
        original.setSpacing(MARGIN)
        original.addWidget(label(translate("Receive", "Original"), "title"))
        original.addLayout(
            form_rows(
                [
                    (
                        translate("Receive", "Name of the original"),
                        over(self.fields["title"], self.names),
                    ),
                    (translate("Receive", "Copies"), self.copies),
                ]
            )
        )
        column.addWidget(self._original)
        column.addWidget(self.procedure)
        column.addStretch(1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scrolled(form), 1)
        row.addWidget(self.card)
        self.set_primary(translate("Receive", "Receive"))

    def attach(self, presenter: ReceivePresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.call_next.setVisible(presenter.queue_used)
        self.call_next.clicked.connect(lambda: presenter.call_next())
        self.key("F6", self._call_next)
        self.primary.clicked.connect(self._receive)
        self.card.button.clicked.connect(self._choose_card)
        self.card.dropped = presenter.read_card
        self.card.camera.clicked.connect(self._watch)
        self.key("Ctrl+K", self.card.camera.click)
        self.card.face.clicked.connect(lambda: self._receive(check_face=True))
        self.key("Ctrl+J", self.card.face.click)
        self.key("Ctrl+O", self._choose_card)
        self.card.chip.button.clicked.connect(self._read_chip)
        self.key(CHIP_KEY, self.card.chip.button.click)
        self.purpose.currentIndexChanged.connect(lambda _: self._change_purpose())
        self.card.identify.attach(presenter.identify)
        self.key(IDENTIFY_KEY, self.card.identify.press)
        self.card.identify.identified.connect(self.show_identified)
        self.key("Ctrl+M", self._other_purpose)
        for edit in (*self.fields.values(), *self.procedure.fields.values()):
            edit.textEdited.connect(self._forget_wrong)
        for name in ("id_number", "birth_date"):
            self.fields[name].textChanged.connect(self._check_number)
        for name in ("name", "id_number"):
            # What somebody typed is vouched for by nobody.
            self.fields[name].textEdited.connect(lambda _: self.source_says.hide())

    def show_requester(self, requester: Requester, source: str = "") -> None:
        """Put the card's data into the fields, or what somebody (source) vouches for."""
        for entry in fields(Requester):
            value = getattr(requester, entry.name)
            if value:
                self.fields[entry.name].setText(value)
                self.fields[entry.name].setCursorPosition(0)
        self._forget_wrong()
        text = translate("Receive", "As {source} confirmed").format(source=source)
        self.source_says.setText(text if source else "")
        self.source_says.setVisible(bool(source))
        self.card_taken.emit(requester, source)
        (
            self.procedure.fields["procedure"] if self._for_procedure else self.fields["title"]
        ).setFocus()

    def show_identified(self, requester: Requester, source: str) -> None:
        """Put in who was identified; what stands there of another person goes first."""
        number = self.fields["id_number"].text().strip()
        if number and number != requester.id_number:
            self.presenter.chip.stop()
            self.presenter.hand.forget()
            for entry in fields(Requester):
                self.fields[entry.name].clear()
            self.show_mismatches(())
            self.show_chip(None, b"")
        self.show_requester(requester, source)

    def show_procedures(self, procedures: tuple[Procedure, ...]) -> None:
        """Offer them while one is typed."""
        self.procedure.show_procedures(procedures)

    def show_number(self, says: PersonalId | None, doubts: tuple[IdDoubt, ...]) -> None:
        """Say below the number what it says, or what of it does not fit."""
        text = " ".join(doubt_text(doubt, says) for doubt in doubts)
        if not doubts and says is not None:
            text = number_text(says)
        self.number_says.setText(text)
        self.number_says.setVisible(bool(text))
        restyle(self.number_says, "role", "doubt" if doubts else "secondary")

    def show_copies(self, said: SaidOfCopies | None) -> None:
        """Say below the number that its owner has copies already."""
        words = copies_line(said)
        on = "" if said is None else said_on(said)
        self.copies_say.setText(f"{words} · {on}" if words else "")
        self.copies_say.setVisible(bool(words))

    def show_called(self, called: Called | None) -> None:
        """Who stands there now, how long they waited, and how many still do."""
        ticket = None if called is None else called.ticket
        self.called_says.setText(
            ""
            if called is None or ticket is None
            else translate(
                "Receive", "Number {number} · waited {minutes} min · waiting: {waiting}"
            ).format(
                number=f"{ticket.number:03d}",
                minutes=number(round(ticket.waited.total_seconds() / 60)),
                waiting=number(called.waiting),
            )
        )
        self.called.emit(0 if ticket is None else ticket.number)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Offer them while the original's name is typed."""
        self.names.offer(names)

    def show_mismatches(self, mismatches: tuple[Mismatch, ...]) -> None:
        """What on the card does not agree, below where it came from."""
        self.card.show_mismatches(mismatches)

    def show_wrong_field(self, field: str, missing: bool) -> None:
        """Mark the field and say why."""
        edit = self.fields.get(field) or self.procedure.fields.get(field)
        name = edit.accessibleName() if edit else self.copies.accessibleName()
        text = (
            translate("Receive", "{field} is missing. Fill it in, then press F9 again.")
            if missing
            else translate("Receive", "{field} cannot be that. Correct it, then press F9 again.")
        )
        self.set_lacks(text.format(field=name))
        if edit is not None:
            restyle(edit, "wrong", True)
        (edit or self.copies).setFocus()

    def show_busy(self, busy: bool) -> None:
        """Nothing is pressed twice."""
        self.set_primary(translate("Receive", "Receive"), not busy)
        self.card.button.setEnabled(not busy)
        self.card.face.setEnabled(not busy)

    def show_watching(self, watching: bool) -> None:
        """Room for what the camera sees, or none."""
        self.card.show_watching(watching)

    def show_seen(self, jpeg: bytes) -> None:
        """What the camera sees."""
        self.card.show_seen(jpeg)

    def show_chip_busy(self, busy: bool) -> None:
        """Room for how far it is, or none."""
        self.card.chip.show_busy(busy)

    def show_chip_progress(self, progress: Progress) -> None:
        """How far it is."""
        self.card.chip.show_progress(progress)

    def show_chip(self, chip: ChipReading | None, portrait: bytes) -> None:
        """The portrait and what proves it, below the button."""
        self.card.chip.show_chip(chip, portrait)

    def show_empty(self) -> None:
        """An empty form."""
        for edit in self.fields.values():
            edit.clear()
        self.procedure.clear()
        self.copies.setValue(1)
        self.card.show_mismatches(())
        self.card.chip.show_chip(None, b"")
        self._forget_wrong()
        self.source_says.hide()
        self.card_taken.emit(None, "")

    def focus_first(self) -> None:
        """To the first field that is empty."""
        fields = dict(self.fields)
        if self._for_procedure:
            fields["title"] = self.procedure.fields["procedure"]
        empty = [edit for edit in fields.values() if not edit.text()]
        (empty or [self.fields["name"]])[0].setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside the form."""
        self.card.setFixedWidth(COLUMN_NARROW if narrow else COLUMN)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Listen for a barcode reader; know what papers are called by now."""
        super().showEvent(event)
        self.presenter.look_for_names()
        self.presenter.look_for_procedures()
        self.presenter.identify.look()
        window = self.window()
        self.wedge.watch(window.windowHandle() if window is not None else None)

    def hideEvent(self, event: QHideEvent | None) -> None:
        """Leave the keys and the camera to others."""
        super().hideEvent(event)
        self.wedge.watch(None)
        self.presenter.stop_watching()
        self.presenter.identify.stop()

    def _watch(self) -> None:
        if self.presenter.watching:
            self.presenter.stop_watching()
        else:
            self.presenter.watch_card()

    def _read_chip(self) -> None:
        chip = self.presenter.chip
        if chip.reading:
            chip.stop()
        else:
            chip.read(self.fields["id_number"].text())

    def _check_number(self) -> None:
        number, born = self.fields["id_number"].text(), self.fields["birth_date"].text()
        self.presenter.check_number(number, born)

    def _receive(self, *_: object, check_face: bool = False) -> None:
        self.presenter.check_face = check_face
        self._forget_wrong()
        requester = Requester(name=self.fields["name"].text())
        for entry in fields(Requester):
            requester = replace(requester, **{entry.name: self.fields[entry.name].text()})
        if self._for_procedure:
            self.presenter.receive_for(requester, self.procedure.said)
            return
        self.presenter.receive(requester, self.fields["title"].text(), self.copies.value())

    @property
    def _for_procedure(self) -> bool:
        return self.purpose.currentIndex() == 1

    def _other_purpose(self) -> None:
        self.purpose.setCurrentIndex(1 - self.purpose.currentIndex())
        self.focus_first()

    def _change_purpose(self) -> None:
        self._forget_wrong()
        self._original.setVisible(not self._for_procedure)
        self.procedure.setVisible(self._for_procedure)

    def _call_next(self) -> None:
        if self.presenter.queue_used:
            self.presenter.call_next()

    def _choose_card(self) -> None:
        dialog = QFileDialog(self, translate("Receive", "Picture of the card"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(
            translate("Receive", "Pictures ({patterns})").format(patterns=PICTURES)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.presenter.read_card(Path(name)))
        dialog.open()

    def _forget_wrong(self) -> None:
        self.set_lacks("")
        for edit in (*self.fields.values(), *self.procedure.fields.values()):
            if edit.property("wrong"):
                restyle(edit, "wrong", False)


def _field(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setMaximumWidth(WIDEST_FIELD)
    return edit

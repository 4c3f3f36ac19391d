"""Receive: the form, and the place where a card's picture is dropped."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PyQt6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from offline_store.records import Requester
from station.receive import MOST_COPIES
from views.language import translate
from views.look import COLUMN, COLUMN_NARROW, CONTROL, GRID, GROUP, MARGIN
from views.place_page import PlacePage, label, restyle, scrolled
from views.presenters.receive import ReceivePresenter
from views.theme import Theme

WIDEST_FIELD = GRID * 64
PICTURES = "*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp"


class ReceivePage(PlacePage):
    """Who asks, for copies of what."""

    presenter: ReceivePresenter

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
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName(translate("Receive", "Copies"))
        self.copies.setFixedWidth(GRID * 12)
        self._card = _CardColumn(theme)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        column.setSpacing(MARGIN)
        column.addWidget(label(translate("Receive", "Requester"), "title"))
        column.addLayout(
            _form(
                [
                    (translate("Receive", "Full name"), self.fields["name"]),
                    (translate("Receive", "Identity number"), self.fields["id_number"]),
                    (translate("Receive", "Date of birth"), self.fields["birth_date"]),
                    (translate("Receive", "Address"), self.fields["address"]),
                    (translate("Receive", "Phone"), self.fields["phone"]),
                    (translate("Receive", "E-mail"), self.fields["email"]),
                ]
            )
        )
        column.addSpacing(GRID)
        column.addWidget(label(translate("Receive", "Original"), "title"))
        column.addLayout(
            _form(
                [
                    (translate("Receive", "Name of the original"), self.fields["title"]),
                    (translate("Receive", "Copies"), self.copies),
                ]
            )
        )
        column.addStretch(1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scrolled(form), 1)
        row.addWidget(self._card)
        self.set_primary(translate("Receive", "Receive"))

    def attach(self, presenter: ReceivePresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.primary.clicked.connect(self._receive)
        self._card.button.clicked.connect(self._choose_card)
        self._card.dropped = presenter.read_card
        self.key("Ctrl+O", self._choose_card)
        for edit in self.fields.values():
            edit.textEdited.connect(self._forget_wrong)

    def show_requester(self, requester: Requester) -> None:
        """Put the card's data into the fields."""
        for entry in fields(Requester):
            value = getattr(requester, entry.name)
            if value:
                self.fields[entry.name].setText(value)
                self.fields[entry.name].setCursorPosition(0)
        self._forget_wrong()
        self.fields["title"].setFocus()

    def show_wrong_field(self, field: str, missing: bool) -> None:
        """Mark the field and say why."""
        edit = self.fields.get(field)
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
        self._card.button.setEnabled(not busy)

    def show_empty(self) -> None:
        """An empty form."""
        for edit in self.fields.values():
            edit.clear()
        self.copies.setValue(1)
        self._forget_wrong()

    def focus_first(self) -> None:
        """To the first field that is empty."""
        empty = [edit for edit in self.fields.values() if not edit.text()]
        (empty or [self.fields["name"]])[0].setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside the form."""
        self._card.setFixedWidth(COLUMN_NARROW if narrow else COLUMN)

    def _receive(self) -> None:
        self._forget_wrong()
        requester = Requester(name=self.fields["name"].text())
        for entry in fields(Requester):
            requester = replace(requester, **{entry.name: self.fields[entry.name].text()})
        self.presenter.receive(requester, self.fields["title"].text(), self.copies.value())

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
        for edit in self.fields.values():
            if edit.property("wrong"):
                restyle(edit, "wrong", False)


class _CardColumn(QFrame):
    """Where the card's picture is dropped or chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.dropped: Callable[[Path], None] | None = None
        self.setProperty("role", "column")
        self.setFixedWidth(COLUMN)
        self.setAcceptDrops(True)
        self.drop = QFrame()
        self.drop.setProperty("role", "drop")
        self.button = QPushButton(" " + translate("Receive", "Choose a picture"))
        self.button.setIcon(theme.icon("card"))
        self.button.setToolTip(translate("Receive", "Choose a picture of the card (Ctrl+O)"))
        hint = label(
            translate(
                "Receive",
                "Drop a picture of the identity card here: its QR code fills in the form.",
            ),
            "secondary",
        )
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(MARGIN, GROUP, MARGIN, GROUP)
        inside.setSpacing(MARGIN)
        inside.addWidget(hint)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GROUP, MARGIN, GROUP)
        column.setSpacing(MARGIN)
        column.addWidget(label(translate("Receive", "From the card"), "title"))
        column.addWidget(self.drop)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Take one local file."""
        if event is not None and _dropped_file(event) is not None:
            event.acceptProposedAction()
            restyle(self.drop, "over", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        """The picture went elsewhere."""
        restyle(self.drop, "over", False)

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Read the card from the picture."""
        restyle(self.drop, "over", False)
        if event is not None and (path := _dropped_file(event)) is not None:
            event.acceptProposedAction()
            if self.dropped is not None:
                self.dropped(path)


def _dropped_file(event: QDropEvent) -> Path | None:
    data = event.mimeData()
    urls = [url for url in data.urls() if url.isLocalFile()] if data is not None else []
    return Path(urls[0].toLocalFile()) if urls else None


def _field(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setMaximumWidth(WIDEST_FIELD)
    return edit


def _form(rows: list[tuple[str, QWidget]]) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(MARGIN)
    form.setVerticalSpacing(GRID)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for name, widget in rows:
        words = label(name, "secondary")
        words.setBuddy(widget)
        words.setMinimumWidth(GRID * 15)
        # As high as its field, so that both stand on one line.
        words.setMinimumHeight(CONTROL)
        form.addRow(words, widget)
    return form

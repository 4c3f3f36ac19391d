"""What is said of a digitised paper: proposed, put right as typed, kept with one key."""

from collections.abc import Callable, Mapping
from datetime import date

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.describe import Proposed
from station.described_fields import NEEDED, checked, require_order
from station.errors import InputInvalid
from views.description_texts import field_name, source_text, value_text
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import PRIMARY_KEY, label, resize_on_screen, restyle, scrolled

WIDTH, HEIGHT = GRID * 84, GRID * 80

OnDescription = Callable[[Mapping[str, str]], None]


class DescriptionDialog(QDialog):
    """`keep` is called once with every field as it is seen, unless it is given up.

    fields: by their names, each with the line of words under it.
    """

    def __init__(
        self,
        title: str,
        proposed: Mapping[str, Proposed],
        today: date,
        keep: OnDescription,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._keep = keep
        self.setWindowTitle(translate("Description", "Describe the paper"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, WIDTH, HEIGHT)
        heading = label(title, "title")
        heading.setWordWrap(True)
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, GRID, 0)
        form.setVerticalSpacing(GRID)
        form.setHorizontalSpacing(MARGIN)
        self.fields: dict[str, tuple[QLineEdit, QLabel]] = {}
        self._sources = {name: source_text(each) for name, each in proposed.items()}
        for name, each in proposed.items():
            edit, note = QLineEdit(value_text(each.value)), label("", "small")
            edit.setAccessibleName(field_name(name))
            edit.textChanged.connect(lambda _: self._refresh())
            edit.textEdited.connect(lambda _, name=name: self._sources.pop(name, None))
            self.fields[name] = edit, note
            both = QVBoxLayout()
            both.setSpacing(GRID // 4)
            both.addWidget(edit)
            both.addWidget(note)
            form.addRow(field_name(name), both)
        put_away = QPushButton(translate("Description", "Cancel"))
        put_away.clicked.connect(self.reject)
        self.decide = QPushButton(f"{translate('Description', 'Keep')}   {PRIMARY_KEY}")
        self.decide.setProperty("role", "primary")
        self.decide.setAutoDefault(False)
        put_away.setAutoDefault(False)
        self.decide.clicked.connect(self.accept)
        shortcut = QShortcut(QKeySequence(PRIMARY_KEY), self)
        shortcut.activated.connect(self.decide.click)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(put_away)
        buttons.addWidget(self.decide)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(heading)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(buttons)
        self._refresh()
        self._first_gap().setFocus()

    def accept(self) -> None:
        """Keep it."""
        said = {name: edit.text() for name, (edit, _) in self.fields.items()}
        if self._wrong(said):
            return
        super().accept()
        self._keep(said)

    def _refresh(self) -> None:
        said = {name: edit.text() for name, (edit, _) in self.fields.items()}
        wrong = self._wrong(said)
        for name, (_, note) in self.fields.items():
            note.setText(wrong.get(name) or self._sources.get(name, ""))
            restyle(note, "role", "error" if name in wrong else "small")
        self.decide.setEnabled(not wrong)

    def _wrong(self, said: Mapping[str, str]) -> dict[str, str]:
        """What is wrong as typed, by field."""
        wrong, kept = {}, {}
        for name, text in said.items():
            try:
                kept[name] = checked(name, text, self._today)
            except InputInvalid:
                wrong[name] = translate("Description", "This cannot be.")
            else:
                if name in NEEDED and not kept[name]:
                    wrong[name] = translate("Description", "This must be said.")
        if not wrong:
            try:
                require_order(kept)
            except InputInvalid:
                wrong["valid_until"] = translate("Description", "It would end before it began.")
        return wrong

    def _first_gap(self) -> QLineEdit:
        """Where work begins: the first field that must be said, else the first."""
        edits = [edit for edit, _ in self.fields.values()]
        needed = [self.fields[name][0] for name in NEEDED]
        return next((edit for edit in needed if not edit.text()), edits[0])

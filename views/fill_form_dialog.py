"""A form for the citizen: what is known stands there, only gaps and doubts are asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.eforms.declared import FieldType, FormField
from station.eforms.typed import WHOLE, check, text_of
from station.fill_form import Filling
from views.eform_texts import fault_text, known_text
from views.key_binding import bind_key
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import PRIMARY_KEY, label, resize_on_screen, restyle, scrolled

WIDTH, HEIGHT = GRID * 88, GRID * 80

OnForm = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: its row, where it is typed, the line of words under it."""

    field: FormField
    row: QWidget
    edit: QLineEdit | QComboBox
    note: QLabel

    @property
    def text(self) -> str:
        """What stands there."""
        return self.edit.currentText() if isinstance(self.edit, QComboBox) else self.edit.text()


class FillFormDialog(QDialog):
    """`keep` is called once with every field as it stands, unless it is given up.

    rows: by the fields' names. Those that are not asked are seen with `all_fields`.
    """

    def __init__(
        self,
        filling: Filling,
        kinds: Mapping[str, str],
        today: date,
        keep: OnForm,
        print_again: Callable[[], None],
        parent: QWidget,
    ) -> None:
        """kinds: names of the kinds of paper, by their ids."""
        super().__init__(parent)
        self._form = filling.form
        self._today = today
        self._keep = keep
        self.setWindowTitle(translate("EForm", "Fill in the form"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, WIDTH, HEIGHT)
        heading = label(filling.form.title, "title")
        heading.setWordWrap(True)
        sample = label(translate("EForm", "To practise with: no official form."), "error")
        sample.setVisible(filling.form.sample)
        self.hint = label("", "secondary")
        self.hint.setWordWrap(True)
        inside = QWidget()
        self._layout = QFormLayout(inside)
        self._layout.setContentsMargins(0, 0, GRID, 0)
        self._layout.setVerticalSpacing(GRID)
        self._layout.setHorizontalSpacing(MARGIN)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._sources = {name: known_text(each, kinds) for name, each in filling.fields.items()}
        self._asked = set(filling.asked)
        self.rows: dict[str, FieldRow] = {}
        for name, each in filling.fields.items():
            self.rows[name] = self._row(each.field, each.found.text)
        self.all_fields = QPushButton(f"{translate('EForm', 'All fields')}   F6")
        self.all_fields.setCheckable(True)
        self.again = QPushButton(f"{translate('EForm', 'Print again')}   F4")
        self.again.setVisible(filling.kept is not None)
        put_away = QPushButton(translate("EForm", "Cancel"))
        self.decide = QPushButton(f"{translate('EForm', 'Keep and print')}   {PRIMARY_KEY}")
        self.decide.setProperty("role", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (put_away, self.again, self.all_fields, self.decide):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(heading)
        column.addWidget(sample)
        column.addWidget(self.hint)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(buttons)
        put_away.clicked.connect(self.reject)
        self.decide.clicked.connect(self.accept)
        self.again.clicked.connect(lambda: print_again())
        self.all_fields.toggled.connect(lambda _: self._refresh())
        bind_key(self, PRIMARY_KEY, self.decide.click)
        bind_key(self, "F6", self.all_fields.click)
        bind_key(self, "F4", self.again.click)
        self._refresh()
        first = next((row for row in self.rows.values() if not row.row.isHidden()), None)
        (self.decide if first is None else first.edit).setFocus()

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each field."""
        return {name: row.text for name, row in self.rows.items()}

    def accept(self) -> None:
        """Keep it."""
        texts = self.texts
        if check(self._form, texts, self._today).faults:
            return
        super().accept()
        self._keep(texts)

    def _row(self, field: FormField, text: str) -> FieldRow:
        edit: QLineEdit | QComboBox
        if field.choices or field.type is FieldType.BOOLEAN:
            choices = field.choices or (text_of(field, True), text_of(field, False))
            edit = QComboBox()
            edit.addItems(["", *choices])
            edit.setCurrentText(text)
            edit.currentTextChanged.connect(lambda _: self._refresh())
            edit.activated.connect(lambda _: self._typed(field.name))
        else:
            edit = QLineEdit(text)
            edit.textChanged.connect(lambda _: self._refresh())
            edit.textEdited.connect(lambda _: self._typed(field.name))
        edit.setAccessibleName(field.title)
        note = label("", "small")
        note.setWordWrap(True)
        row = QWidget()
        both = QVBoxLayout(row)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(GRID // 4)
        both.addWidget(edit)
        both.addWidget(note)
        name = QLabel(field.title)
        name.setWordWrap(True)
        name.setBuddy(edit)
        self._layout.addRow(name, row)
        return FieldRow(field, row, edit, note)

    def _typed(self, name: str) -> None:
        """What the clerk types comes from nowhere else; the field stays in sight."""
        self._sources.pop(name, None)
        self._asked.add(name)
        self._refresh()

    def _refresh(self) -> None:
        faults = check(self._form, self.texts, self._today).faults
        seen = 0
        for name, row in self.rows.items():
            fault = faults.get(name)
            if fault is not None:
                self._asked.add(name)  # one that hangs on another may only be asked now
            here = self.all_fields.isChecked() or name in self._asked
            self._layout.setRowVisible(row.row, here)
            row.note.setText(self._sources.get(name, "") if fault is None else fault_text(fault))
            restyle(row.note, "role", "small" if fault is None else "error")
            row.note.setVisible(bool(row.note.text()))
            seen += here
        if WHOLE in faults:
            text = translate("EForm", "These fields do not fit together.")
        elif not seen:
            text = translate("EForm", "All of it is known. F6 shows what it says.")
        elif self.all_fields.isChecked():
            text = ""
        else:
            text = translate("EForm", "Only what is missing or in doubt is asked: look at it.")
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self.decide.setEnabled(not faults)

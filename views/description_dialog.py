"""What is said of a digitised paper: proposed, put right as typed, kept with one key."""

from collections.abc import Callable, Mapping
from datetime import date

from PyQt6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from station.describe import Proposed
from station.described_fields import NEEDED, checked, require_order
from station.errors import InputInvalid
from views.description_texts import field_name, source_text, value_text
from views.language import translate
from views.look import GRID, MARGIN
from views.place_page import label, restyle, scrolled, wrapped
from views.sheet import AskingSheet

WIDTH, HEIGHT = GRID * 84, GRID * 80

OnDescription = Callable[[Mapping[str, str]], None]


class DescriptionDialog(AskingSheet):
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
        super().__init__(
            translate("Description", "Describe the paper"),
            (WIDTH, HEIGHT),
            translate("Description", "Keep"),
            translate("Description", "Cancel"),
            parent,
        )
        self._today = today
        self._keep = keep
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
        column = self.fill()
        column.addWidget(wrapped(title, "title"))
        column.addWidget(scrolled(inside), 1)
        column.addLayout(self.buttons)
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

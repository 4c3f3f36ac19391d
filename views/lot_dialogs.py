"""What is asked about lots: a new one, what is wrong with a dossier, what a field says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PyQt6.QtCore import QPoint
from PyQt6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from offline_store.keyings import Keying
from offline_store.lot_checks import LotError
from offline_store.procedure_wire import Form, Procedure
from station.check_lots import ERRORS
from station.described_fields import checked
from station.errors import InputInvalid
from station.key_again import ToKey
from views.description_texts import field_name
from views.language import translate
from views.look import GRID, HEADER, MARGIN
from views.lot_words import error_name
from views.place_page import label, wrapped
from views.sheet import AskingSheet

WIDTH = GRID * 72


class _Asking(AskingSheet):
    """A form under a heading."""

    def __init__(self, title: str, heading: str, decide: str, height: int, parent: QWidget) -> None:
        super().__init__(title, (WIDTH, height), decide, translate("Lots", "Cancel"), parent)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(MARGIN)
        self.form.setVerticalSpacing(GRID)
        column = self.fill()
        column.addWidget(wrapped(heading, "title"))
        column.addLayout(self.form)
        column.addStretch(1)
        column.addLayout(self.buttons)

    def open_beside(self) -> None:
        """Open at the left of the place, so that the page at its right is seen."""
        self.open()
        parent = self.parentWidget()
        if parent is not None:
            self.move(parent.mapToGlobal(QPoint(MARGIN, HEADER)))

    def add(self, name: str, field: QWidget) -> None:
        """Put a field into the form under its name."""
        field.setAccessibleName(name)
        self.form.addRow(name, field)


class NewLotDialog(_Asking):
    """A new lot: whose papers, what it is, by which code, one paper or several.

    create: called once with the procedure's code, the name, the code (empty for the next) and the
    paper, 0 for several.
    """

    def __init__(
        self,
        procedures: Sequence[Procedure],
        create: Callable[[str, str, str, int], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            translate("Lots", "New lot"),
            translate("Lots", "Which dossiers are digitised in a row?"),
            translate("Lots", "Open the lot"),
            GRID * 44,
            parent,
        )
        self._create = create
        self._procedures = tuple(procedures)
        self.procedure, self.paper = QComboBox(), QComboBox()
        for each in (self.procedure, self.paper):
            each.setMinimumContentsLength(GRID * 3)
            each.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        for procedure in self._procedures:
            self.procedure.addItem(f"{procedure.name} ({procedure.code})")
        self.name, self.code = QLineEdit(), QLineEdit()
        self.code.setPlaceholderText(translate("Lots", "the next one, by itself"))
        self.add(translate("Lots", "What it is"), self.name)
        self.add(translate("Lots", "Papers as of this procedure"), self.procedure)
        self.add(translate("Lots", "Which papers"), self.paper)
        self.add(translate("Lots", "Code of the lot"), self.code)
        self.procedure.currentIndexChanged.connect(lambda _: self._show_papers())
        self.name.textChanged.connect(lambda _: self._refresh())
        self._show_papers()
        self._refresh()
        self.name.setFocus()

    def accept(self) -> None:
        """Open it, once it has a name."""
        at = self.procedure.currentIndex()
        if not self.name.text().strip() or at < 0:
            return
        super().accept()
        self._create(
            self._procedures[at].code,
            self.name.text(),
            self.code.text(),
            int(self.paper.currentData()),
        )

    def _show_papers(self) -> None:
        self.paper.clear()
        self.paper.addItem(translate("Lots", "Several: sorted in each dossier's pile"), 0)
        at = self.procedure.currentIndex()
        if at < 0:
            return
        for number, component in enumerate(self._procedures[at].components, start=1):
            if component.form is not Form.SHOWN:
                self.paper.addItem(f"{number}. {component.name}", number)

    def _refresh(self) -> None:
        self.decide.setEnabled(bool(self.name.text().strip()) and bool(self._procedures))


class WrongDialog(_Asking):
    """What is wrong with a dossier. papers: the names of the procedure's, in their order."""

    def __init__(
        self,
        code: str,
        papers: Sequence[str],
        answer: Callable[[LotError], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            translate("Lots", "What is wrong"),
            code,
            translate("Lots", "It is wrong"),
            GRID * 56,
            parent,
        )
        self._answer = answer
        group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        column = QVBoxLayout()
        for number, what in enumerate(ERRORS, start=1):
            choice = QRadioButton(f"{number}. {error_name(what)}")
            choice.setAccessibleName(error_name(what))
            choice.toggled.connect(lambda _: self._refresh())
            group.addButton(choice)
            self.choices[what] = choice
            column.addWidget(choice)
        self.form.addRow(column)
        self.paper = QComboBox()
        self.paper.addItem(translate("Lots", "The dossier as a whole"), 0)
        for number, name in enumerate(papers, start=1):
            self.paper.addItem(f"{number}. {name}", number)
        self.note = QLineEdit()
        self.note.textChanged.connect(lambda _: self._refresh())
        self.add(translate("Lots", "Which paper"), self.paper)
        self.add(translate("Lots", "What exactly"), self.note)
        self._refresh()
        self.choices[ERRORS[0]].setFocus()

    def accept(self) -> None:
        """Answer, once something is chosen."""
        chosen = self._chosen()
        if chosen is None or not self.decide.isEnabled():
            return
        super().accept()
        self._answer(LotError(chosen, int(self.paper.currentData()), self.note.text()))

    def _chosen(self) -> str | None:
        return next((what for what, choice in self.choices.items() if choice.isChecked()), None)

    def _refresh(self) -> None:
        chosen = self._chosen()
        wants_words = chosen == "other" and not self.note.text().strip()
        self.decide.setEnabled(chosen is not None and not wants_words)


class KeysDialog(_Asking):
    """The fields of a paper, typed by a second person who does not see what the first typed."""

    def __init__(
        self,
        paper: ToKey,
        today: date,
        keep: Callable[[Mapping[str, str]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            translate("Lots", "Type a second time"),
            f"{paper.code} · {paper.title}",
            translate("Lots", "Keep"),
            GRID * (24 + 8 * len(paper.fields)),
            parent,
        )
        self._keep = keep
        self._today = today
        self.fields: dict[str, tuple[QLineEdit, QLabel]] = {}
        for name in paper.fields:
            edit, note = QLineEdit(), label("", "error")
            edit.textChanged.connect(lambda _: self._refresh())
            self.add(field_name(name), edit)
            self.form.addRow("", note)
            self.fields[name] = edit, note
        self._refresh()
        next(iter(self.fields.values()))[0].setFocus()

    def accept(self) -> None:
        """Keep it, where each can be that."""
        if not self._refresh():
            return
        super().accept()
        self._keep({name: edit.text() for name, (edit, _) in self.fields.items()})

    def _refresh(self) -> bool:
        """Whether each can be that; says beside it what cannot."""
        fine = True
        for name, (edit, note) in self.fields.items():
            try:
                checked(name, edit.text(), self._today)
            except InputInvalid:
                fine = False
                note.setText(translate("Description", "This cannot be."))
            else:
                note.setText("")
        self.decide.setEnabled(fine)
        return fine


class DifferenceDialog(_Asking):
    """Which of two holds, or what the paper says after all."""

    def __init__(
        self,
        paper: ToKey,
        difference: Keying,
        keep: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            translate("Lots", "Typed differently"),
            f"{paper.code} · {paper.title} · {field_name(difference.field)}",
            translate("Lots", "This holds"),
            GRID * 44,
            parent,
        )
        self._keep = keep
        self.choices: list[tuple[QRadioButton, str | None]] = []
        column = QVBoxLayout()
        for number, (words, text) in enumerate(
            (
                (
                    translate("Lots", "First: {text}").format(text=_seen(difference.first)),
                    difference.first,
                ),
                (
                    translate("Lots", "Second: {text}").format(text=_seen(difference.second)),
                    difference.second,
                ),
                (translate("Lots", "Neither; the paper says:"), None),
            ),
            start=1,
        ):
            choice = QRadioButton(f"{number}. {words}")
            choice.toggled.connect(lambda _: self._refresh())
            self.choices.append((choice, text))
            column.addWidget(choice)
        self.form.addRow(column)
        self.text = QLineEdit()
        self.text.textChanged.connect(lambda _: self._refresh())
        self.add(field_name(difference.field), self.text)
        self._refresh()
        self.choices[0][0].setFocus()

    def accept(self) -> None:
        """Keep what holds."""
        for choice, text in self.choices:
            if choice.isChecked():
                super().accept()
                self._keep(self.text.text() if text is None else text)
                return

    def _refresh(self) -> None:
        neither = self.choices[-1][0].isChecked()
        self.text.setEnabled(neither)
        self.decide.setEnabled(any(choice.isChecked() for choice, _ in self.choices))


def _seen(text: str) -> str:
    return text or translate("Lots", "(nothing)")

"""Dossiers: every dossier of this desk, searched, by what it waits for, and by its time."""

from collections.abc import Callable

from PyQt6.QtCore import QModelIndex
from PyQt6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout

from offline_store.records import DossierId, Outstanding
from station.due_lists import Listed, Which
from views.dossier_table import DossierTable
from views.due_table import due_columns, list_name
from views.empty_list import ListOrWords
from views.language import translate
from views.look import GRID
from views.place_page import PlacePage
from views.presenters.dossier_rows import Row
from views.presenters.dossiers import MOST_DOSSIERS, DossiersPresenter
from views.search_field import SearchField
from views.tables import Table
from views.theme import Theme
from views.wording import number


class DossiersPage(PlacePage):
    """The list."""

    presenter: DossiersPresenter

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("Dossiers", "Dossiers"))
        self.waiting_for = QComboBox()
        self.waiting_for.setAccessibleName(translate("Dossiers", "Which ones"))
        self.waiting_for.setMinimumWidth(GRID * 22)
        for text, outstanding in (
            (translate("Dossiers", "All"), None),
            (translate("Dossiers", "Not signed yet"), Outstanding.UNSIGNED),
            (translate("Dossiers", "Not handed over yet"), Outstanding.NOT_HANDED_OVER),
            (translate("Dossiers", "Refused by central"), Outstanding.REFUSED_BY_CENTRAL),
        ):
            self.waiting_for.addItem(text, outstanding)
        self.waiting_for.insertSeparator(self.waiting_for.count())
        for which in Which:
            self.waiting_for.addItem(list_name(which), which)
        self.add_tool(self.waiting_for)
        self.order = QComboBox()
        self.order.setAccessibleName(translate("Dossiers", "In which order"))
        self.order.setToolTip(translate("Dossiers", "Change the order (F6)"))
        self.order.addItem(translate("Dossiers", "Newest first"), False)
        self.order.addItem(translate("Dossiers", "By given name"), True)
        self.add_tool(self.order)
        self.search = SearchField(theme)
        self.add_tool(self.search)
        self.table = DossierTable(theme)
        self._rows = ListOrWords(self.table)
        self.due: Table[Listed] = Table(
            theme, due_columns(), translate("Dossiers", "Dossiers for procedures")
        )
        self._due = ListOrWords(
            self.due, translate("Dossiers", "None. Choose All to see every dossier.")
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self._rows)
        self._lists.addWidget(self._due)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._lists)

    def attach(
        self, presenter: DossiersPresenter, steps: Callable[[DossierId | None], None]
    ) -> None:
        """Let the clerk's acts reach the presenter. steps: shows those of a dossier."""
        self.presenter = presenter
        self._steps = steps
        self.waiting_for.activated.connect(lambda: presenter.choose(self.waiting_for.currentData()))
        self.search.searched.connect(presenter.search)
        self.search.left.connect(self.focus_first)
        self.table.activated.connect(self._open)
        self.due.activated.connect(lambda: self._open_due())
        self.primary.clicked.connect(lambda: self._open_in_hand())
        self.key("Ctrl+F", self.search.setFocus)
        self.order.currentIndexChanged.connect(lambda: presenter.sort(self.order.currentData()))
        self.key("F6", lambda: self.order.setCurrentIndex(1 - self.order.currentIndex()))

    def choose(self, which: Which) -> None:
        """Show one of the lists by time."""
        self.waiting_for.setCurrentIndex(self.waiting_for.findData(which))
        self.presenter.choose(which)

    def show_rows(self, rows: tuple[Row, ...], more: bool) -> None:
        """The documents, or what to do when there are none."""
        self._lists.setCurrentWidget(self._rows)
        self.table.show_dossiers(rows)
        asked = bool(self.search.text().strip()) or self.waiting_for.currentData() is not None
        self._rows.say(
            translate("Dossiers", "Nothing found. Search for less, or choose All.")
            if asked
            else translate("Dossiers", "No dossiers yet. Press F2 to receive the first one.")
        )
        self._rows.show_list(bool(rows))
        self.set_primary(translate("Dossiers", "Open"), enabled=bool(rows))
        self.set_lacks(
            translate("Dossiers", "The newest {count} are listed. Search to find others.").format(
                count=number(MOST_DOSSIERS)
            )
            if more
            else ""
        )

    def show_due(self, listed: tuple[Listed, ...]) -> None:
        """Dossiers for procedures by their time."""
        self._lists.setCurrentWidget(self._due)
        self.due.show_rows(listed, lambda one, other: one.dossier.id == other.dossier.id)
        self._due.show_list(bool(listed))
        self.set_primary(translate("Dossiers", "Steps and slips"), enabled=bool(listed))
        self.set_lacks("")

    def focus_first(self) -> None:
        """Into the list, or where it is empty into the search."""
        table = self.due if self._lists.currentWidget() is self._due else self.table
        (table if table.rows_model.rows else self.search).setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the dossier panel says too."""
        self.table.set_narrow(narrow)
        self.due.set_narrow(narrow)
        self.order.setHidden(narrow)

    def _open_in_hand(self) -> None:
        if self._lists.currentWidget() is self._due:
            self._open_due()
        else:
            self._open(self.table.currentIndex())

    def _open_due(self) -> None:
        listed = self.due.in_hand()
        if listed is not None:
            self._steps(listed.dossier.id)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.table.rows_model.rows[index.row()]
            self.presenter.open(row.dossier.id, row.document.id)

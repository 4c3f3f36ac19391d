"""Dossiers: every dossier of this desk, searched, and by what it still waits for."""

from PyQt6.QtCore import QModelIndex
from PyQt6.QtWidgets import QComboBox, QVBoxLayout

from offline_store.records import Outstanding
from views.dossier_table import DossierTable
from views.empty_list import ListOrWords
from views.language import translate
from views.look import GRID
from views.place_page import PlacePage
from views.presenters.dossier_rows import Row
from views.presenters.dossiers import MOST_DOSSIERS, DossiersPresenter
from views.search_field import SearchField
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
        self.add_tool(self.waiting_for)
        self.search = SearchField(theme)
        self.add_tool(self.search)
        self.table = DossierTable(theme)
        self._rows = ListOrWords(self.table)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rows)

    def attach(self, presenter: DossiersPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.waiting_for.activated.connect(lambda: presenter.choose(self.waiting_for.currentData()))
        self.search.searched.connect(presenter.search)
        self.search.left.connect(self.table.setFocus)
        self.table.activated.connect(self._open)
        self.primary.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.key("Ctrl+F", self.search.setFocus)

    def show_rows(self, rows: tuple[Row, ...], more: bool) -> None:
        """The documents, or what to do when there are none."""
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

    def focus_first(self) -> None:
        """Into the list, or where it is empty into the search."""
        (self.table if self.table.rows_model.rows else self.search).setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the dossier panel says too."""
        self.table.set_narrow(narrow)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.table.rows_model.rows[index.row()]
            self.presenter.open(row.dossier.id, row.document.id)

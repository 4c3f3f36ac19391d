"""Lots: the list, and the one that is open, for its operator and for whoever checks it."""

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QModelIndex, Qt
from PyQt6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from offline_store.keyings import Keying
from offline_store.lots import LotCount, LotState
from offline_store.procedure_wire import Procedure
from offline_store.records import DossierId
from station.hanoi_time import hanoi_day, utc_now
from station.key_again import ToKey
from views.empty_list import ListOrWords
from views.language import translate
from views.lot_dialogs import DifferenceDialog, KeysDialog, NewLotDialog, WrongDialog
from views.lot_papers import LotPapers
from views.lot_tables import lot_columns, row_columns, settled_now
from views.lot_words import lot_state, sheet_words
from views.pages.scan import PAGES
from views.pictures import Pictures
from views.place_page import PlacePage
from views.presenters.lot_sheet import LotRow, LotSheet, PaperPage
from views.presenters.lots import LotsPresenter
from views.save_dialog import ask_where_to_save
from views.tables import Table
from views.theme import Theme
from views.zoom_tools import add_zoom_tools


class LotsPage(PlacePage):
    """Esc leads back from a lot to the list."""

    presenter: LotsPresenter

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        self._title = translate("Lots", "Digitising in a row")
        super().__init__(theme, self._title)
        self.sheet: LotSheet | None = None
        self._running = self._filling = False
        self.lots: Table[LotCount] = Table(theme, lot_columns(), translate("Lots", "Lots"))
        self.rows: Table[LotRow] = Table(
            theme, row_columns(), translate("Lots", "Dossiers of the lot")
        )
        self._lots = ListOrWords(
            self.lots,
            translate("Lots", "No lots yet. Press Ctrl+N to open the first one."),
        )
        self._rows = ListOrWords(self.rows)
        self.papers = LotPapers(theme, pictures)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Lots", "How far it is"))
        self.progress.hide()
        opened = QWidget()
        beside = QHBoxLayout(opened)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._rows, 3)
        beside.addWidget(self.papers, 2)
        self._both = QStackedWidget()
        self._both.addWidget(self._lots)
        self._both.addWidget(opened)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.progress)
        layout.addWidget(self._both, 1)
        self._act: Callable[[], None] = lambda: None
        # What may be done now, whether its button is seen or the next step says the same.
        self._may: set[QPushButton] = set()

    def attach(self, presenter: LotsPresenter) -> None:
        """Let people's acts reach the presenter."""
        self.presenter = presenter
        add, above = self._add_below, self._add_above
        self.new = above(translate("Lots", "New lot"), "Ctrl+N", presenter.ask_new)
        self.back = above(translate("Lots", "All lots"), "", lambda: presenter.open(None))
        self.figures = above(translate("Lots", "Figures"), "Ctrl+E", self._ask_figures)
        self.files = above(translate("Lots", "Add files"), "Ctrl+O", self._ask_files)
        self.cut = above(translate("Lots", "Cut"), "Ctrl+K", self._cut)
        self.cut.setToolTip(translate("Lots", "Cut a batch apart at its sheets (Ctrl+K)"))
        self.stop = add(translate("Lots", "Stop"), "", presenter.stop)
        self.keys = add(translate("Lots", "Type twice"), "F6", presenter.key_again)
        self.next = add(translate("Lots", "Scan the next"), "F5", presenter.scan_next)
        self.done = add(translate("Lots", "Done"), "F4", self._call_done)
        self.hand_in = add(translate("Lots", "Hand in"), "Ctrl+Return", presenter.hand_in)
        self.right = add(translate("Lots", "Right"), "Ctrl+Y", self._right)
        self.wrong = add(translate("Lots", "Wrong"), "Ctrl+J", self._ask_wrong)
        self.primary.clicked.connect(lambda: self._act())
        self.lots.activated.connect(lambda index: self._open(index))
        self.rows.activated.connect(lambda index: self._open_dossier(index))
        add_zoom_tools(self, self.papers.view)
        self.key("Esc", self._escape)
        self.key("PgDown", lambda: self.papers.turn(1))
        self.key("PgUp", lambda: self.papers.turn(-1))
        selection = self.rows.selectionModel()
        assert selection is not None
        selection.currentRowChanged.connect(lambda: self._row_in_hand())
        self._show_buttons()

    def _add_above(self, text: str, key: str, act: Callable[[], None]) -> QPushButton:
        """A button beside the title."""
        button = QPushButton(text)
        self.add_tool(button)
        button.clicked.connect(lambda: act())
        return self._with_key(button, text, key)

    def _add_below(self, text: str, key: str, act: Callable[[], None]) -> QPushButton:
        """A button beside the next step."""
        return self._with_key(self.add_secondary(text, "", act), text, key)

    def _with_key(self, button: QPushButton, text: str, key: str) -> QPushButton:
        """Also where the next step says the same and the button is not there, its key works."""
        if key:
            button.setToolTip(f"{text} ({key})")
            self.key(key, lambda: button.click() if button in self._may else None)
        return button

    # What the presenter shows.

    def show_lots(self, lots: tuple[LotCount, ...]) -> None:
        """All lots."""
        self.sheet = None
        self.title.setText(self._title)
        self.lots.show_rows(lots, lambda one, other: one.lot.id == other.lot.id)
        self._lots.show_list(bool(lots))
        self._both.setCurrentIndex(0)
        self.set_lacks("")
        self._show_buttons()
        self.focus_first()

    def show_lot(self, sheet: LotSheet) -> None:
        """One lot; the dossier in hand stays, or the next that waits is taken."""
        came = self.sheet is None or self.sheet.lot.id != sheet.lot.id
        before = None if came else self.rows.in_hand()
        self._filling = True
        self.sheet = sheet
        lot = sheet.lot
        self.title.setText(f"{lot.code} · {lot.name} · {lot_state(lot.state)}")
        self.rows.show_rows(
            sheet.rows, lambda one, other: one.dossier.dossier_id == other.dossier.dossier_id
        )
        self._rows.say(
            translate("Lots", "No dossiers yet. Scan the first one, or add files.")
            if sheet.mine
            else translate("Lots", "No dossiers yet. Its operator adds them.")
        )
        self._rows.show_list(bool(sheet.rows))
        self._both.setCurrentIndex(1)
        self.set_lacks(sheet_words(sheet))
        if came or settled_now(before, sheet):
            self._to_next_waiting()
        self._filling = False
        self._row_in_hand()
        if came:
            self.focus_first()

    def show_pages(self, dossier_id: DossierId, pages: tuple[PaperPage, ...]) -> None:
        """The pages of the dossier in hand."""
        row = self.rows.in_hand()
        if row is not None and row.dossier.dossier_id == dossier_id:
            self.papers.show_pages(pages)

    def show_progress(self, done: int, total: int) -> None:
        """How far long work is."""
        self._running = done < total
        self.progress.setVisible(self._running)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._show_buttons()

    def ask_lot(self, procedures: tuple[Procedure, ...]) -> None:
        """Which lot is to be opened."""
        NewLotDialog(procedures, self.presenter.create, self).open()

    def ask_keys(self, paper: ToKey) -> None:
        """What the fields of a paper say, blind."""
        self._show_dossier(paper)
        keep = self.presenter.keyed
        KeysDialog(paper, hanoi_day(utc_now()), lambda said: keep(paper, said), self).open_beside()

    def ask_decision(self, paper: ToKey, difference: Keying) -> None:
        """What holds of a difference."""
        self._show_dossier(paper)
        decide = self.presenter.decide_key
        DifferenceDialog(
            paper, difference, lambda text: decide(paper, difference.field, text), self
        ).open_beside()

    def focus_first(self) -> None:
        """Into the list that is seen."""
        (self.lots if self.sheet is None else self.rows).setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what matters less."""
        self.lots.set_narrow(narrow)
        self.rows.set_narrow(narrow)

    # What people do.

    def _show_buttons(self) -> None:
        sheet, running = self.sheet, self._running
        works = sheet is not None and sheet.mine and sheet.worked_on and not running
        judges = sheet is not None and sheet.checks and not running
        to_type = sheet is not None and bool(sheet.to_key) and not running
        self._may.clear()
        for button, may in (
            (self.new, sheet is None),
            (self.back, sheet is not None and not running),
            (self.stop, running),
            (self.figures, not running),
            (self.files, works),
            (self.next, works),
            (self.cut, works),
            (self.done, works),
            (self.keys, to_type),
            (self.hand_in, works),
            (self.right, judges),
            (self.wrong, judges),
        ):
            button.setVisible(may)
            if may:
                self._may.add(button)
        self.figures.setEnabled(sheet is not None or bool(self.lots.rows_model.rows))
        self._show_primary()

    def _show_primary(self) -> None:
        sheet, row = self.sheet, self.rows.in_hand()
        if sheet is None:
            self._next_step(
                translate("Lots", "Open"), self._open_in_hand, bool(self.lots.rows_model.rows)
            )
            return
        self.done.setEnabled(row is not None and row.dossier.pages > 0)
        self.cut.setEnabled(row is not None and row.dossier.pages > 1)
        judged = row is not None and row.drawn
        if row is not None and sheet.lot.state is LotState.ACCEPTED:
            judged = row.verdict is not None and not row.verdict.right
        self.right.setEnabled(judged)
        self.wrong.setEnabled(judged and sheet.lot.state is LotState.TO_CHECK)
        self.hand_in.setEnabled(sheet.complete)
        if self._running:
            self._next_step("", lambda: None)
        elif sheet.mine and sheet.worked_on:
            if sheet.hand_in_next:
                self._next_step(
                    translate("Lots", "Hand in"), self.presenter.hand_in, same=self.hand_in
                )
            elif row is not None and row.dossier.done_at is None and row.dossier.pages:
                self._next_step(
                    translate("Lots", "Dossier is done"), self._call_done, same=self.done
                )
            else:
                self._next_step(
                    translate("Lots", "Scan the next"), self.presenter.scan_next, same=self.next
                )
        elif sheet.checks and sheet.lot.state is LotState.TO_CHECK:
            if sheet.outcome is LotState.ACCEPTED:
                self._next_step(translate("Lots", "Accept the lot"), self.presenter.decide)
            elif sheet.outcome is LotState.SENT_BACK:
                self._next_step(translate("Lots", "Send the lot back"), self.presenter.decide)
            else:
                self._next_step(
                    translate("Lots", "This one is right"), self._right, judged, same=self.right
                )
        elif sheet.lot.state is LotState.ACCEPTED:
            self._next_step(
                translate("Lots", "Hand on as files"), self._ask_folder, sheet.wrong == 0
            )
        else:
            self._next_step("", lambda: None)

    def _next_step(
        self,
        text: str,
        act: Callable[[], None],
        enabled: bool = True,
        same: QPushButton | None = None,
    ) -> None:
        """same: the button that does the same, and need not be seen beside it."""
        self._act = act
        self.set_primary(text, enabled=enabled)
        if same is not None:
            same.hide()

    def _row_in_hand(self) -> None:
        """Look at the pages of the dossier in hand, once the list is as it will be."""
        if self._filling:
            return
        row = self.rows.in_hand() if self.sheet is not None else None
        if row is None:
            self.papers.show_pages(())
        self.presenter.look_at(row)
        self._show_buttons()

    def _to_next_waiting(self) -> None:
        """Take the first dossier that still waits for this person."""
        sheet = self.sheet
        if sheet is None:
            return
        if sheet.worked_on:
            self.rows.choose(lambda row: row.dossier.done_at is None)
        else:
            self.rows.choose(lambda row: row.drawn and row.verdict is None)

    def _show_dossier(self, paper: ToKey) -> None:
        """Take the dossier of a paper in hand, so that its pages are seen beside."""
        self.rows.choose(lambda row: row.dossier.number == paper.number)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.presenter.open(self.lots.rows_model.rows[index.row()].lot.id)

    def _open_in_hand(self) -> None:
        self._open(self.lots.currentIndex())

    def _open_dossier(self, index: QModelIndex) -> None:
        if index.isValid():
            self.presenter.open_dossier(self.rows.rows_model.rows[index.row()])

    def _call_done(self) -> None:
        row = self.rows.in_hand()
        if row is not None:
            self.presenter.call_done(row)

    def _cut(self) -> None:
        row = self.rows.in_hand()
        if row is not None:
            self.presenter.cut(row)

    def _right(self) -> None:
        row = self.rows.in_hand()
        if row is not None and row.drawn:
            self.presenter.judge(row)

    def _ask_wrong(self) -> None:
        row, sheet = self.rows.in_hand(), self.sheet
        if row is None or sheet is None:
            return
        names = [component.name for component in sheet.lot.procedure.components]
        WrongDialog(
            row.dossier.code, names, lambda error: self.presenter.judge(row, (error,)), self
        ).open_beside()

    def _ask_files(self) -> None:
        dialog = QFileDialog(self, translate("Lots", "Add files: one dossier each"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(
            translate("Scan", "Pictures and PDF ({patterns})").format(patterns=PAGES)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(
            lambda chosen: self.presenter.feed([Path(each) for each in chosen])
        )
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, translate("Lots", "Into which folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.presenter.export(Path(chosen)))
        dialog.open()

    def _ask_figures(self) -> None:
        name = "figures" if self.sheet is None else self.sheet.lot.code
        ask_where_to_save(
            self,
            translate("Lots", "Figures"),
            ("XLSX (*.xlsx)",),
            f"{name}.xlsx",
            self.presenter.save_figures,
        )

    def _escape(self) -> None:
        if self._running:
            self.presenter.stop()
        elif self.sheet is not None:
            self.presenter.open(None)

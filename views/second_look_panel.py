"""Beside the page: another picture of the same paper, and what differs between the two."""

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QModelIndex, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scanners.values import ScanOptions
from station.look_again import EarlierCopy, LookedAgain
from station.recognition.second_look import Difference
from views.language import translate
from views.line_view import LINE_HEIGHT, LineView
from views.look import GRID, MARGIN
from views.place_page import wrapped
from views.presenters.counter import Place
from views.presenters.second_look import Beside, Looking, SecondLookPresenter
from views.tables import ROW_VALUE, Column, Table
from views.theme import Theme
from views.wording import moment, place_key

MARK = 3
NOTHING = "–"
PATTERNS = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff"
Numbered = tuple[int, Difference]
OneSide = Callable[[], tuple[str, ScanOptions] | None]


class SecondLookPanel(QWidget):
    """Where the other picture comes from, and the differences, what matters most first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._beside: Beside | None = None
        self._narrow = False
        self.line = LineView(theme)
        self.line.setAccessibleName(translate("SecondLook", "The other paper, magnified"))
        self.words = wrapped("")
        self.state = wrapped("", "secondary")
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.scan = _button(
            theme,
            "scan",
            translate("SecondLook", "Scan the paper"),
            translate("SecondLook", "Scan the original once more, or a copy of it (F5)"),
        )
        self.open = _button(
            theme,
            "import",
            translate("SecondLook", "Open a file"),
            translate("SecondLook", "A picture, or a PDF such as an earlier copy (Ctrl+O)"),
        )
        self.earlier = _button(
            theme,
            "register",
            translate("SecondLook", "Earlier copy"),
            translate("SecondLook", "A certified copy of the same person that is kept here"),
        )
        self._copies = QMenu(self.earlier)
        self._copies.aboutToShow.connect(self._fill_copies)
        self.earlier.setMenu(self._copies)
        columns: list[Column[Numbered]] = [
            Column(
                translate("SecondLook", "Differences"),
                lambda row: f"{row[0] + 1}.  {difference_text(row[1])}",
                value=lambda row: row,
            )
        ]
        self.table: Table[Numbered] = Table(theme, columns, translate("SecondLook", "Differences"))
        header = self.table.horizontalHeader()
        assert header is not None
        header.hide()
        self._delegate = _Marked(theme, self._is_settled)
        self.table.setItemDelegate(self._delegate)
        sources = QHBoxLayout()
        sources.setSpacing(GRID)
        sources.addWidget(self.scan)
        sources.addWidget(self.open)
        sources.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, MARGIN)
        column.setSpacing(GRID)
        column.addWidget(self.line)
        column.addWidget(self.words)
        column.addWidget(self.state)
        column.addWidget(self.table, 1)
        column.addLayout(sources)
        column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)

    def attach(self, presenter: SecondLookPresenter, one_side: OneSide) -> None:
        """Let the clerk's acts reach the presenter. one_side: how one side would be scanned."""
        chosen = self.table.selectionModel()
        assert chosen is not None
        chosen.currentRowChanged.connect(lambda now, before: self._choose(presenter, now.row()))
        self.table.activated.connect(lambda index: presenter.settle())
        self.scan.clicked.connect(lambda: self._scan(presenter, one_side))
        self.open.clicked.connect(lambda: self._open(presenter))
        self._copies.triggered.connect(lambda act: presenter.look_at_copy(act.data()))

    def show_beside(self, beside: Beside | None, may_look: bool) -> None:
        """Show what is known of the page beside another picture."""
        self._beside = beside
        self.scan.setEnabled(may_look)
        self.open.setEnabled(may_look)
        self.earlier.setVisible(beside is not None and bool(beside.earlier))
        self.state.setText(_state_text(beside))
        differences = beside.differences if beside is not None else ()
        self.table.rows_model.show(tuple(enumerate(differences)))
        current = beside.current if beside is not None else None
        if current is not None:
            self.words.setText(difference_text(differences[current]))
            self.table.selectRow(current)
        self._show_what_fits()
        if differences and (self.scan.hasFocus() or self.open.hasFocus()):
            self.focus_first()
        viewport = self.table.viewport()
        if viewport is not None:
            viewport.update()

    def _scan(self, presenter: SecondLookPresenter, one_side: OneSide) -> None:
        asked = one_side()
        if asked is None:
            self.state.setText(
                translate(
                    "SecondLook", "No scanner answers. Look for one under Scan ({key})."
                ).format(key=place_key(Place.SCAN))
            )
        else:
            presenter.look_at_scan(*asked)

    def _open(self, presenter: SecondLookPresenter) -> None:
        dialog = QFileDialog(self, translate("SecondLook", "Picture or PDF of the same paper"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(
            translate("SecondLook", "Pictures and PDF ({patterns})").format(patterns=PATTERNS)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: presenter.look_at_file(Path(name)))
        dialog.open()

    def _fill_copies(self) -> None:
        self._copies.clear()
        for copy in self._beside.earlier if self._beside is not None else ():
            act = self._copies.addAction(_copy_text(copy))
            if act is not None:
                act.setData(copy.document_id)

    def focus_first(self) -> None:
        """Into the differences; without any, where another paper comes from."""
        if self._beside is not None and self._beside.differences:
            self.table.setFocus()
        else:
            self.scan.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Little room: only the differences, without more words."""
        self._narrow = narrow
        self.line.setFixedHeight(LINE_HEIGHT * 2 // 3 if narrow else LINE_HEIGHT)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        some = self._beside is not None and bool(self._beside.differences)
        self.line.setVisible(some and not self._by_words())
        self.words.setVisible(some and not self._narrow)
        self.table.setVisible(some)
        self.state.setVisible(not (some and self._narrow))

    def _by_words(self) -> bool:
        looked = self._beside.looked if self._beside is not None else None
        return looked is not None and looked.by_words is not None

    def _choose(self, presenter: SecondLookPresenter, row: int) -> None:
        if self._beside is not None and row not in (-1, self._beside.current):
            presenter.choose(row)

    def _is_settled(self, number: int) -> bool:
        return self._beside is not None and number in self._beside.settled


class _Marked(QStyledItemDelegate):
    """A bar before each difference: open, or looked at."""

    def __init__(self, theme: Theme, settled: Callable[[int], bool]) -> None:
        super().__init__()
        self._palette = theme.palette
        self._settled = settled

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw the cell and the bar."""
        super().paint(painter, option, index)
        if painter is not None and index.data(ROW_VALUE) is not None:
            at = option.rect
            colour = self._palette.done if self._settled(index.row()) else self._palette.doubt
            painter.fillRect(at.left(), at.top() + 4, MARK, at.height() - 8, QColor(colour))


def difference_text(difference: Difference) -> str:
    """What differs there: the words on the page and on the other paper, or only that it does."""
    ours, theirs = difference.original, difference.copy
    if ours != theirs:
        return translate("SecondLook", "{page} on the page, {other} on the other").format(
            page=f"“{ours}”" if ours else NOTHING, other=f"“{theirs}”" if theirs else NOTHING
        )
    return {
        "missing": translate("SecondLook", "Only on the page"),
        "added": translate("SecondLook", "Only on the other paper"),
        "changed": translate("SecondLook", "Looks different"),
    }[difference.kind] + (f": {ours}" if ours else "")


def _state_text(beside: Beside | None) -> str:
    if beside is None:
        return ""
    match beside.looking:
        case Looking.SCANNING:
            return translate("SecondLook", "The paper is being scanned…")
        case Looking.COMPARING:
            return translate("SecondLook", "The two are being laid over each other…")
    looked = beside.looked
    if looked is None:
        return translate(
            "SecondLook",
            "Lay the original on the scanner once more, or a copy that the citizen brought: what "
            "differs from the page is shown. Nothing of it is kept.",
        )
    if not looked.comparison.aligned:
        return _words_text(beside, looked)
    if not beside.differences:
        if beside.looking is Looking.READING:
            return translate("SecondLook", "The ink is the same. The words are being read…")
        return translate("SecondLook", "No difference was found.")
    if beside.looking is Looking.READING:
        return translate("SecondLook", "Differences: {count}. The words are being read…").format(
            count=len(beside.differences)
        )
    return translate("SecondLook", "Differences: {count}, not looked at: {left}").format(
        count=len(beside.differences), left=len(beside.differences) - len(beside.settled)
    )


def _words_text(beside: Beside, looked: LookedAgain) -> str:
    """Where the two cannot be laid over each other."""
    if beside.looking is Looking.READING:
        return translate(
            "SecondLook", "The two cannot be laid over each other. The words are being read…"
        )
    if looked.by_words is None:
        return translate(
            "SecondLook", "The two cannot be laid over each other. Is it the same page?"
        )
    if not looked.by_words:
        return translate(
            "SecondLook",
            "The two cannot be laid over each other, but all their words are the same.",
        )
    return translate(
        "SecondLook",
        "The two cannot be laid over each other. Words that differ: {count}, not looked at: {left}",
    ).format(count=len(looked.by_words), left=len(looked.by_words) - len(beside.settled))


def _copy_text(copy: EarlierCopy) -> str:
    return translate("SecondLook", "{title}, number {number} in book {book}, {moment}").format(
        title=copy.title, number=copy.number, book=copy.book, moment=moment(copy.signed_at)
    )


def _button(theme: Theme, icon: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}")
    button.setIcon(theme.icon(icon))
    button.setAccessibleName(text)
    button.setToolTip(tip)
    return button

"""Plain tables: rows of texts with a value behind each row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PyQt6.QtGui import QColor, QPaintEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from views.look import ROW
from views.theme import Theme, paint_ring

T = TypeVar("T")
ROW_VALUE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its title, its text for a row, how wide (None stretches), and its side.

    value: what a delegate asks for under ROW_VALUE. tip: the words shown over a cell. alarming:
    whether what the words say is trouble, so that they have its colour.
    """

    title: str
    text: Callable[[T], str]
    width: int | None = None
    right: bool = False
    value: Callable[[T], object] | None = None
    tip: Callable[[T], str] | None = None
    alarming: Callable[[T], bool] | None = None
    # Told first when there is little room.
    spare: bool = False


class Rows(QAbstractTableModel, Generic[T]):
    """Rows of one kind of value behind a table view."""

    def __init__(self, columns: Sequence[Column[T]], alarm: QColor, parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        self._alarm = alarm
        self.rows: tuple[T, ...] = ()

    def show(self, rows: tuple[T, ...]) -> None:
        """Show these rows."""
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """How many rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """How many columns."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's title."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self._columns[section].right)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        column, row = self._columns[index.column()], self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.tip or column.text)(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.right)
        if role == Qt.ItemDataRole.ForegroundRole and column.alarming is not None:
            return self._alarm if column.alarming(row) else None
        if role == ROW_VALUE and column.value is not None:
            return column.value(row)
        return None


class Table(QTableView, Generic[T]):
    """A calm table: whole rows, no grid, Enter or a double click activates a row."""

    def __init__(self, theme: Theme, columns: Sequence[Column[T]], name: str) -> None:
        super().__init__()
        self._theme = theme
        self._columns = columns
        self.rows_model: Rows[T] = Rows(columns, QColor(theme.palette.error), self)
        self.setModel(self.rows_model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        down, across = self.verticalHeader(), self.horizontalHeader()
        assert down is not None
        assert across is not None
        down.hide()
        down.setDefaultSectionSize(ROW)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(ROW)
        for index, column in enumerate(columns):
            if column.width is None:
                across.setSectionResizeMode(index, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(index, column.width)

    def show_rows(self, rows: tuple[T, ...], same: Callable[[T, T], bool]) -> None:
        """Show these rows; the row in hand stays in hand where `same` finds it again."""
        before = self.in_hand()
        self.rows_model.show(rows)
        if not rows:
            return
        at = next((i for i, row in enumerate(rows) if before is not None and same(row, before)), 0)
        self.selectRow(at)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ring the row in hand while the table has the focus."""
        super().paintEvent(event)
        current, viewport = self.currentIndex(), self.viewport()
        if current.isValid() and viewport is not None:
            rect = self.visualRect(current)
            rect.setLeft(0)
            rect.setRight(viewport.width() - 1)
            paint_ring(self, rect, self._theme)

    def in_hand(self) -> T | None:
        """The value behind the selected row."""
        row = self.currentIndex().row()
        return self.rows_model.rows[row] if 0 <= row < len(self.rows_model.rows) else None

    def choose(self, wanted: Callable[[T], bool]) -> None:
        """Select the first row that is wanted."""
        for at, row in enumerate(self.rows_model.rows):
            if wanted(row):
                self.selectRow(at)
                return

    def set_narrow(self, narrow: bool) -> None:
        """Hide spare columns when there is little room."""
        for index, column in enumerate(self._columns):
            self.setColumnHidden(index, narrow and column.spare)


def _alignment(right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

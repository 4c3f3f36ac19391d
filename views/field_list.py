"""The kind of paper of a page, what in it does not fit together, and its fields."""

from collections.abc import Callable
from html import escape

from PyQt6.QtCore import QModelIndex, QRect, QSignalBlocker, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFontMetrics, QPainter
from PyQt6.QtWidgets import (
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from views.check_texts import check_text
from views.language import translate
from views.look import BODY_PX, GRID, SMALL_PX
from views.place_page import wrapped
from views.presenters.fields import Fielded, FieldRow
from views.tables import ROW_VALUE, Column, Table
from views.theme import Theme

MARK = 3
NOTHING = "–"


class FieldList(QWidget):
    """Kind, checks and fields. Emits what the clerk chose: a field's name, a kind's id."""

    field_chosen = pyqtSignal(str)
    kind_chosen = pyqtSignal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._fielded: Fielded | None = None
        self._narrow = False
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate("Fields", "Kind of paper"))
        # Kinds have long names, and the column is narrow.
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(12)
        self.kind.activated.connect(lambda at: self.kind_chosen.emit(str(self.kind.itemData(at))))
        self.checks = wrapped("")
        self.checks.setMinimumWidth(1)
        self.checks.setTextFormat(Qt.TextFormat.RichText)
        self.checks.linkActivated.connect(self.field_chosen.emit)
        columns: list[Column[FieldRow]] = [
            Column(
                translate("Fields", "Fields"),
                lambda row: f"{row.title}: {row.value or NOTHING}",
                value=lambda row: row,
                tip=_tip,
            )
        ]
        self.table: Table[FieldRow] = Table(theme, columns, translate("Fields", "Fields"))
        self._delegate = _FieldRows(theme, self._is_settled)
        self.table.setItemDelegate(self._delegate)
        header = self.table.horizontalHeader()
        assert header is not None
        header.hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.kind)
        column.addWidget(self.checks)
        column.addWidget(self.table, 1)

    def show_fields(self, fielded: Fielded | None, may_change: bool) -> None:
        """Show the kind and fields of a page; nothing without one."""
        self._fielded = fielded
        self.setEnabled(fielded is not None)
        with QSignalBlocker(self.kind):
            self.kind.clear()
            if fielded is not None:
                self.kind.addItem(translate("Fields", "None of the known kinds"), "")
                for kind_id, name in sorted(fielded.kinds, key=lambda kind: kind[1]):
                    self.kind.addItem(name, kind_id)
                self.kind.setCurrentIndex(self.kind.findData(fielded.kind))
        self.kind.setEnabled(may_change)
        self.kind.setToolTip(self.kind.currentText())
        self._show_checks()
        self.table.rows_model.show(fielded.rows if fielded is not None else ())
        if fielded is not None and fielded.current is not None:
            self.table.choose(lambda row: row.name == fielded.current)
        viewport = self.table.viewport()
        if viewport is not None:
            viewport.update()

    def set_narrow(self, narrow: bool) -> None:
        """Little room: only the first of what does not fit together, on one line."""
        self._narrow = narrow
        self.checks.setWordWrap(not narrow)
        self._show_checks()

    def _show_checks(self) -> None:
        lines = _checks(self._fielded)
        if self._narrow:
            denied = self._fielded is not None and self._fielded.denied
            lines = lines[:1] if denied else []
        self.checks.setText("<br>".join(lines))
        self.checks.setVisible(bool(lines))

    def _clicked(self, index: QModelIndex) -> None:
        if (row := self.table.in_hand()) is not None:
            self.field_chosen.emit(row.name)

    def _is_settled(self, row: FieldRow) -> bool:
        return self._fielded is not None and row.name in self._fielded.settled


class _FieldRows(QStyledItemDelegate):
    """The field's title, small, above what stands in it; a bar before what is doubtful."""

    def __init__(self, theme: Theme, settled: Callable[[FieldRow], bool]) -> None:
        super().__init__()
        self._palette = theme.palette
        self._small, self._body = theme.font(SMALL_PX), theme.font(BODY_PX)
        self._settled = settled

    def initStyleOption(self, option: QStyleOptionViewItem | None, index: QModelIndex) -> None:
        """Leave the text to `paint`."""
        super().initStyleOption(option, index)
        if option is not None:
            option.text = ""

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw ground and line, the two texts, and the bar where there is one."""
        super().paint(painter, option, index)
        row = index.data(ROW_VALUE)
        if painter is None or not isinstance(row, FieldRow):
            return
        if row.doubtful:
            at = option.rect
            colour = self._palette.done if self._settled(row) else self._palette.doubt
            painter.fillRect(QRect(at.left(), at.top() + 4, MARK, at.height() - 8), QColor(colour))
        inner = option.rect.adjusted(GRID + MARK, 3, -GRID // 2, -4)
        half = inner.height() // 2 - 1
        upper, lower = inner.adjusted(0, 0, 0, half - inner.height()), inner.adjusted(0, half, 0, 0)
        for where, font, colour, text in (
            (upper, self._small, self._palette.secondary, row.title),
            (lower, self._body, self._palette.text, row.value or NOTHING),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(where, side, shown)


def _tip(row: FieldRow) -> str:
    if row.read_as is None:
        return row.value or row.title
    return translate("Fields", "{value} (read: {read})").format(
        value=row.value, read=row.read_as or NOTHING
    )


def _checks(fielded: Fielded | None) -> list[str]:
    if fielded is None or not fielded.kind:
        return []
    titles = {row.name: row.title for row in fielded.rows}
    lines = [
        f'<a href="{escape(check.fields[0])}">{escape(check_text(check, titles))}</a>'
        for check in fielded.denied
    ]
    if not lines and fielded.agreed:
        return [escape(translate("Fields", "What is said twice agrees."))]
    return lines

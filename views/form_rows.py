"""Rows of a form: a name and its field, and lines about it below."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from views.look import CONTROL, GRID, MARGIN
from views.place_page import label


def over(field: QWidget, *notes: QWidget) -> QWidget:
    """A field with lines about it below."""
    both = QWidget()
    both.setProperty("role", "clear")
    both.setFocusProxy(field)
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    for widget in (field, *notes):
        column.addWidget(widget)
    return both


def form_rows(rows: list[tuple[str, QWidget]]) -> QFormLayout:
    """Names and their fields, a row each, on one line."""
    form = QFormLayout()
    form.setHorizontalSpacing(MARGIN)
    form.setVerticalSpacing(GRID)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for name, widget in rows:
        words = label(name, "secondary")
        words.setBuddy(widget)
        words.setMinimumWidth(GRID * 15)
        # As high as its field, so that both stand on one line.
        words.setMinimumHeight(CONTROL)
        form.addRow(words, widget)
    return form

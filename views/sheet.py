"""What lies over the work or beside it: a title, a size that the screen has, a column, buttons."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views.key_binding import bind_key
from views.look import GRID, GROUP, MARGIN
from views.place_page import PRIMARY_KEY, resize_on_screen


class Sheet(QDialog):
    """Empty. once: it asks one thing and is gone when it closes; else it is kept, and opened again.

    size: width and height, where the screen has the room.
    """

    def __init__(
        self, title: str, size: tuple[int, int], parent: QWidget, *, once: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        if once:
            self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        else:
            self.setModal(False)
        resize_on_screen(self, *size)

    def fill(self, spacing: int = MARGIN) -> QVBoxLayout:
        """The column of all that is on it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        column.setSpacing(spacing)
        return column


class AskingSheet(Sheet):
    """Asks one thing: `decide` (F9) takes the answer, `put_away` (Esc) gives it up.

    Enter is a field's: neither button takes it.
    """

    def __init__(
        self, title: str, size: tuple[int, int], decide: str, put_away: str, parent: QWidget
    ) -> None:
        super().__init__(title, size, parent, once=True)
        self.put_away = QPushButton(put_away)
        self.put_away.setAutoDefault(False)
        self.put_away.clicked.connect(self.reject)
        self.decide = QPushButton(f"{decide}   {PRIMARY_KEY}")
        self.decide.setProperty("role", "primary")
        self.decide.setAutoDefault(False)
        self.decide.clicked.connect(self.accept)
        bind_key(self, PRIMARY_KEY, self.decide.click)
        self.buttons = row_of(self.put_away, self.decide)


def row_of(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons at the right, the one that is meant last."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row

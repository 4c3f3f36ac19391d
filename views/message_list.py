"""Messages: the last one slides into the status line, all of them stay in a list."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from views.language import translate
from views.look import GRID, ICON, MARGIN
from views.note_texts import note_text
from views.place_page import hairline, label, scrolled, wrapped
from views.presenters.messages import Message, NoteCode, Tone
from views.problem_texts import problem_text
from views.theme import Theme
from views.wording import clock

MOST_MESSAGES = 100
WIDTH = GRID * 56
HEIGHT = GRID * 40


class MessageList(QFrame):
    """The list over the status line; it opens and closes without holding anything up.

    `asked` says of which problem somebody wants to know more.
    """

    asked = pyqtSignal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.messages: list[Message] = []
        self.setProperty("role", "card")
        self.setAccessibleName(translate("Messages", "Messages"))
        content = QWidget()
        self._lines = QVBoxLayout(content)
        self._lines.setContentsMargins(MARGIN, GRID, MARGIN, GRID)
        self._lines.setSpacing(GRID)
        self._none = label(translate("Messages", "No messages yet."), "secondary")
        self._lines.addWidget(self._none)
        self._lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = label(translate("Messages", "Messages"), "title")
        head.setContentsMargins(MARGIN, GRID, MARGIN, GRID)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addWidget(scrolled(content), 1)
        self.hide()

    def add(self, message: Message) -> None:
        """Add a message on top."""
        self.messages.insert(0, message)
        self._none.hide()
        self._lines.insertWidget(0, self._line(message))
        for old in self.messages[MOST_MESSAGES:]:
            self.messages.remove(old)
            item = self._lines.takeAt(len(self.messages))
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()

    def forget(self) -> None:
        """Leave none: somebody else comes to the desk."""
        for _ in self.messages:
            item = self._lines.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        self.messages.clear()
        self._none.show()
        self.hide()

    def place(self, right: int, bottom: int, room: int) -> None:
        """Lie above the primary button, within the room there is."""
        width, height = min(WIDTH, right - MARGIN), min(HEIGHT, room - MARGIN)
        self.setGeometry(right - width - GRID, bottom - height - GRID, width, height)

    def _line(self, message: Message) -> QWidget:
        made = QWidget()
        made.setProperty("role", "clear")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        mark = QLabel()
        mark.setPixmap(tone_icon(self._theme, message.tone).pixmap(ICON, ICON))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        first, second = message_text(message)
        words.addWidget(_wrapped(first))
        if second:
            words.addWidget(_wrapped(second, "secondary"))
        if message.tone is Tone.PROBLEM:
            more = QPushButton(translate("Messages", "What is safe, whom to ask"))
            more.setProperty("role", "link")
            more.clicked.connect(lambda: self.asked.emit(message))
            words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        row.addWidget(label(clock(message.at), "small"), 0, Qt.AlignmentFlag.AlignTop)
        return made


def tone_icon(theme: Theme, tone: Tone) -> QIcon:
    """The icon of a message's tone."""
    if tone is Tone.DONE:
        return theme.icon("check", theme.palette.done)
    return theme.icon("error", theme.palette.error)


def message_text(message: Message) -> tuple[str, str]:
    """What happened, and what to do where there is something to do."""
    if message.tone is Tone.DONE:
        return note_text(NoteCode(message.code), message.facts), ""
    text = problem_text(message.code, message.facts)
    return text.happened, text.to_do


def _wrapped(text: str, role: str | None = None) -> QLabel:
    made = wrapped(text, role)
    return made

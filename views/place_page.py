"""What all places look alike in: title and tools above, the primary button below."""

from collections.abc import Callable, Sequence
from html import escape

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from views.key_binding import bind_key
from views.look import FOOTER, GRID, HAIRLINE, HEADER, MARGIN
from views.presenters.counter import PlacePresenter
from views.theme import Theme

PRIMARY_KEY = "F9"


class PlacePage(QWidget):
    """A place: header, body, footer. F9 presses its primary button.

    presenter: what the place does; each place says which.
    """

    presenter: PlacePresenter

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(title, "title")
        self._primary_text = ""
        self.primary = QPushButton()
        self.primary.setProperty("role", "primary")
        self.primary.hide()
        self.lacks = wrapped("", "secondary")
        self.lacks.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.lacks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(GRID)
        self._secondary = QHBoxLayout()
        self._secondary.setSpacing(GRID)
        self.body = QWidget()
        self.body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header())
        outer.addWidget(self.body, 1)
        outer.addWidget(self._footer())
        self.key(PRIMARY_KEY, self._press_primary)

    def add_tool(self, widget: QWidget) -> None:
        """Add a widget to the right of the title."""
        self._tools.addWidget(widget)

    def add_secondary(
        self, text: str, key: str, act: Callable[[], None], icon: str | None = None
    ) -> QPushButton:
        """Add a button left of the primary one; its key presses it too."""
        button = QPushButton(text)
        button.setToolTip(f"{text} ({key})" if key else text)
        if icon is not None:
            # Qt leaves too little room between icon and text.
            button.setText(f" {text}")
            button.setAccessibleName(text)
            button.setIcon(self.theme.icon(icon))
        button.clicked.connect(lambda: act())
        self._secondary.addWidget(button)
        if key:
            self.key(key, lambda: button.click() if button.isVisible() else None)
        return button

    def set_primary(self, text: str, enabled: bool = True) -> None:
        """Name the one next step; an empty text hides the button."""
        if text != self._primary_text:
            self._primary_text = text
            self.primary.setText(f"{text}   {PRIMARY_KEY}")
            self.primary.setAccessibleName(text)
            self.primary.setToolTip(f"{text} ({PRIMARY_KEY})")
        self.primary.setVisible(bool(text))
        self.primary.setEnabled(enabled)

    def set_lacks(self, text: str) -> None:
        """Say beside the primary button what it waits for."""
        self.lacks.setText(text)
        self.lacks.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.lacks.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_cures(self, cures: Sequence[tuple[str, str]]) -> None:
        """Say what the primary button waits for, each a link: (what `lacks` emits, its words)."""
        if not cures:
            self.set_lacks("")
            return
        self.lacks.setText(" · ".join(f'<a href="{to}">{escape(text)}</a>' for to, text in cures))
        self.lacks.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def key(self, key: str, act: Callable[[], None]) -> None:
        """Let a key do something while this place is in front."""
        bind_key(self, key, act)

    def focus_first(self) -> None:
        """Put the focus where work begins; places say where."""
        self.primary.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """The window became narrow or wide; places that care say how."""

    def _press_primary(self) -> None:
        if self.primary.isVisible() and self.primary.isEnabled():
            self.primary.click()

    def _header(self) -> QFrame:
        header = QFrame()
        header.setProperty("role", "header")
        row = QHBoxLayout(header)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(GRID)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title, 1)
        row.addLayout(self._tools)
        return header

    def _footer(self) -> QFrame:
        footer = QFrame()
        footer.setProperty("role", "footer")
        footer.setMinimumHeight(FOOTER)
        row = QHBoxLayout(footer)
        row.setContentsMargins(MARGIN, GRID, MARGIN, GRID)
        row.setSpacing(MARGIN)
        row.addWidget(self.lacks, 1)
        row.addLayout(self._secondary)
        row.addWidget(self.primary)
        return footer


def label(text: str, role: str | None = None) -> QLabel:
    """A label with one of the style sheet's roles."""
    made = QLabel(text)
    if role is not None:
        made.setProperty("role", role)
    return made


def wrapped(text: str, role: str | None = None) -> QLabel:
    """The same for words that may take several lines."""
    made = label(text, role)
    made.setWordWrap(True)
    return made


def scrolled(content: QWidget) -> QScrollArea:
    """The content in a scroll area of its own, so that nothing is cut off for good."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("role", "clear")
    area.setWidget(content)
    return area


def resize_on_screen(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, or as much of it as the screen has: 1366×768 at 200 % is small."""
    screen = dialog.screen()
    room = screen.availableSize() if screen is not None else QSize(width, height)
    dialog.resize(QSize(width, height).boundedTo(room - QSize(GRID, HEADER)))


def hairline() -> QFrame:
    """A line between groups."""
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(HAIRLINE)
    return line


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at."""
    widget.setProperty(name, value)
    style = widget.style()
    if style is not None:
        style.unpolish(widget)
        style.polish(widget)

"""The rail: the places of the window."""

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from views.language import translate
from views.look import GRID, ICON, RAIL, RAIL_NARROW
from views.place_page import restyle, scrolled
from views.presenters.counter import Place
from views.theme import Theme
from views.wording import place_key, place_name


class Rail(QFrame):
    """One button per place; Ctrl and a digit press it from anywhere."""

    chosen = pyqtSignal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "rail")
        self.setAccessibleName(translate("Rail", "Places"))
        self._group = QButtonGroup(self)
        self.buttons: dict[Place, QToolButton] = {}
        content = QWidget()
        self._column = QVBoxLayout(content)
        for place in Place:
            button = QToolButton()
            button.setCheckable(True)
            button.setText(place_name(place))
            button.setAccessibleName(place_name(place))
            button.setToolTip(f"{place_name(place)} ({place_key(place)})")
            button.setIconSize(QSize(ICON, ICON))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _, place=place: self.chosen.emit(place))
            self._group.addButton(button)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self.buttons[place] = button
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        self.set_narrow(False)

    def show_place(self, place: Place) -> None:
        """Which place is in front."""
        self.buttons[place].setChecked(True)
        for one, button in self.buttons.items():
            palette = self._theme.palette
            colour = palette.accent if one is place else palette.secondary
            button.setIcon(self._theme.icon(one.value, colour))

    def set_narrow(self, narrow: bool) -> None:
        """Icons with their words, or alone."""
        self.setFixedWidth(RAIL_NARROW if narrow else RAIL)
        room = GRID // 2 if narrow else GRID
        self._column.setContentsMargins(0, room, 0, room)
        self._column.setSpacing(0 if narrow else GRID // 2)
        for button in self.buttons.values():
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonIconOnly
                if narrow
                else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
            )
            restyle(button, "role", "place-narrow" if narrow else "place")

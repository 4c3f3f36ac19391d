"""The last page of the first run: all lights; and the names of the steps."""

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station.bootstrap import Desk
from station.desk_check import Check, Status
from station.first_run import SetUpStep
from views.check_names import check_name, check_words
from views.first_run_pages import SetUpPage
from views.language import translate
from views.look import GRID, ICON
from views.place_page import label, scrolled, wrapped
from views.presenters.first_run import FirstRunPresenter
from views.theme import Theme


class ReadyPage(SetUpPage):
    """All lights."""

    def __init__(self, presenter: FirstRunPresenter, theme: Theme) -> None:
        super().__init__(
            presenter,
            translate("FirstRun", "Is this desk ready?"),
            translate("FirstRun", "The same stands under Devices at any time."),
        )
        self.act_text = translate("FirstRun", "Look again")
        self._theme = theme
        self.said = label("", "title")
        self.lights: list[tuple[Check, QLabel]] = []
        content = QWidget()
        self._lines = QVBoxLayout(content)
        self._lines.setContentsMargins(0, 0, GRID, 0)
        self._lines.setSpacing(GRID)
        self._lines.addStretch(1)
        self._area = scrolled(content)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.column.addWidget(self.said)
        self.column.addWidget(self._area, 1)

    def show_desk(self, desk: Desk) -> None:
        """Look."""
        self.presenter.look()

    def show_checks(self, checks: Sequence[Check], looking: bool) -> None:
        """A light each, what does not work first."""
        for _, words in self.lights:
            row = words.parentWidget()
            if row is not None:
                row.hide()
                row.deleteLater()
        worst = (Status.FAIL, Status.WARN, Status.OK)
        ordered = sorted(checks, key=lambda check: worst.index(check.status))
        self.lights = [(check, self._add(at, check)) for at, check in enumerate(ordered)]
        if looking:
            self.said.setText(translate("FirstRun", "Looking…"))
        elif all(check.status is Status.OK for check in checks):
            self.said.setText(translate("FirstRun", "All lights are green. The desk is ready."))
        elif any(check.status is Status.FAIL for check in checks):
            self.said.setText(translate("FirstRun", "Something does not work yet."))
        else:
            self.said.setText(
                translate("FirstRun", "The desk can work. Something is to be seen to.")
            )

    def act(self) -> None:
        """Look again."""
        self.presenter.look()

    @property
    def first(self) -> QWidget:
        """The lights, to be scrolled."""
        return self._area

    def _add(self, at: int, check: Check) -> QLabel:
        palette = self._theme.palette
        icon = {
            Status.OK: self._theme.icon("check", palette.done),
            Status.WARN: self._theme.icon("warning", palette.doubt),
            Status.FAIL: self._theme.icon("error", palette.error),
        }[check.status]
        row = QWidget()
        row.setProperty("role", "clear")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        mark = QLabel()
        mark.setPixmap(icon.pixmap(ICON, ICON))
        more = check_words(check) if check.status is not Status.OK else ""
        words = wrapped(f"{check_name(check)}. {more}".rstrip(". ") if more else check_name(check))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        self._lines.insertWidget(at, row)
        return words


def step_title(step: SetUpStep) -> str:
    """The step's name in the list of steps."""
    names: Mapping[SetUpStep, str] = {
        SetUpStep.WARD: translate("FirstRun", "Ward"),
        SetUpStep.SCANNER: translate("FirstRun", "Scanner"),
        SetUpStep.TOKEN: translate("FirstRun", "Tokens"),
        SetUpStep.CENTRAL: translate("FirstRun", "Central"),
        SetUpStep.SIGNATURE: translate("FirstRun", "Test signature"),
        SetUpStep.READY: translate("FirstRun", "Ready?"),
    }
    return names[step]
